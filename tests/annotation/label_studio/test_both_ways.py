"""Every character goes up, is marked by two people, and comes down where it was."""

import json
from pathlib import Path

import pytest
from pii_annotation.cli import app
from typer.testing import CliRunner

from tests.annotation.commands import project_in, run
from tests.annotation.label_studio.server import Account
from tests.invented import HOST, MAIL, PASSWORD

httpx = pytest.importorskip("httpx", reason="LABEL STUDIO IS NOT TESTED: no label-studio-sdk")

pytestmark = pytest.mark.timeout(240)

AUTHOR = "Jörg Ståhl"
TEXTS = {
    "plain": f"# Author: {AUTHOR} <{MAIL}>\n",
    "emoji": f"# 😀🚀 {AUTHOR} 😀 <{MAIL}>\n",
    "family": f"# 👩‍👩‍👧‍👦 {AUTHOR} 🏳️‍🌈 <{MAIL}>\n",
    "tabs": f"\t\tauthor\t=\t{AUTHOR}\t{MAIL}\n",
    "crlf": f"[user]\r\n\tname = {AUTHOR}\r\n\temail = {MAIL}\r\n",
    "cr": f"one\rname {AUTHOR}\rmail {MAIL}\r",
    "markup": f"<script>alert('&amp; &lt;b&gt;')</script><a href=\"mailto:{MAIL}\">{AUTHOR}</a>\n",
    "entities": f"&nbsp;&#169; {AUTHOR} &quot;{MAIL}&quot; &notanentity;\n",
    "braces": f"{{{{ user }}}} ${{name}} {AUTHOR} {{% raw %}} {MAIL} $text\n",
    "mark": f"\ufeff# {AUTHOR} {MAIL}\n",
    "spaces": f"   a  b    {AUTHOR}      {MAIL}   \n\n\n",
    "unbroken": f"\xa0\u2009{AUTHOR}\u200b{MAIL}\u2028\n",
    "combining": f"e\u0301 {AUTHOR} n\u0303 {MAIL}\n",
    "nul": f"a\0b\0{AUTHOR} {MAIL}\n",
    "surrogate": f"\ud83d lone {AUTHOR} {MAIL} \udc80\n",
    "right-to-left": f"שלום {AUTHOR} مرحبا {MAIL}\n",
    "twice": f"{AUTHOR} {AUTHOR} {MAIL} {MAIL}\n",
    "escapes": f'printf("\\n\\t%s\\r\\n", "{AUTHOR}"); // {MAIL}\\n\n',
    "password": f"password = '{PASSWORD}'  # {AUTHOR} {MAIL}\n",
    "large": "x = 'é😀'\r\n" * 20_000 + f"# {AUTHOR} <{MAIL}>\r\n" + "y = 2\n" * 3_000,
}


@pytest.fixture
def snippets(tmp_path: Path) -> Path:
    path = tmp_path / "snippets.jsonl"
    rows = [
        {"id": name, "text": text, "language": "", "path": name} for name, text in TEXTS.items()
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def entities_of(text: str, *, flagged: bool) -> list[tuple[int, int, str, str | None]]:
    """Return what one annotator marks: every author and every address."""
    found = []
    for value, label in ((AUTHOR, "NAME"), (MAIL, "EMAIL")):
        start = text.find(value)
        while start >= 0:
            flag = "example" if flagged and label == "NAME" else None
            found.append((start, start + len(value), label, flag))
            start = text.find(value, start + 1)
    return sorted(found)


def annotate(url: str, account: Account, project: int, *, flagged: bool) -> None:
    """Mark every task of a project in one person's name, as the page's own requests do."""
    headers = {"Authorization": f"Token {account.token}"}
    with httpx.Client(base_url=url, headers=headers, timeout=60) as client:
        page = {"project": project, "page_size": 100, "fields": "all"}
        for task in client.get("/api/tasks", params=page).json()["tasks"]:
            text = TEXTS[task["data"]["document"]]
            result = []
            for number, (start, end, label, flag) in enumerate(entities_of(text, flagged=flagged)):
                bounds = {"start": start, "end": end, "text": text[start:end]}
                shared = {"id": f"r{number}", "to_name": "text"}
                label_value = {**bounds, "labels": [label]}
                result.append(
                    {**shared, "from_name": "label", "type": "labels", "value": label_value}
                )
                if flag:
                    value = {**bounds, "choices": [flag]}
                    result.append(
                        {**shared, "from_name": "flag", "type": "choices", "value": value}
                    )
            answer = client.post(f"/api/tasks/{task['id']}/annotations", json={"result": result})
            assert answer.status_code == 201


def test_every_span_of_two_annotators_comes_back_exactly(
    connected: str, admin: Account, second: Account, snippets: Path, tmp_path: Path
) -> None:
    pushed = run("push", snippets, "--project", "Both ways")
    assert "20 new tasks, 0 already there" in pushed
    project = project_in(pushed)
    annotate(connected, admin, project, flagged=False)
    annotate(connected, second, project, flagged=True)

    export, readings = tmp_path / "export.json", tmp_path / "readings.jsonl"
    run("pull", "--project", "Both ways", "-o", export)
    run("import", export, "--snippets", snippets, "-o", readings)

    found = {}
    for line in readings.read_text().splitlines():
        row = json.loads(line)
        marked = [(e["start"], e["end"], e["label"], e["flag"]) for e in row["entities"]]
        found.setdefault(row["id"], []).append(marked)
    assert set(found) == set(TEXTS)
    for name, text in TEXTS.items():
        wanted = [entities_of(text, flagged=flagged) for flagged in (False, True)]
        assert sorted(found[name], key=str) == sorted(wanted, key=str), name


def test_pushing_again_adds_nothing(connected: str, snippets: Path, tmp_path: Path) -> None:
    first = run("push", snippets, "--project", "Twice")
    again = run("push", snippets, "--project", "Twice")
    assert "20 new tasks, 0 already there" in first
    assert "0 new tasks, 20 already there" in again
    export = tmp_path / "export.json"
    run("pull", "--project", "Twice", "-o", export)
    tasks = json.loads(export.read_text())
    assert sorted(task["data"]["document"] for task in tasks) == sorted(TEXTS)
    assert all(len(task["predictions"]) == 1 for task in tasks)


def test_a_detectors_claims_are_suggested_at_their_places(
    connected: str, admin: Account, snippets: Path
) -> None:
    project = project_in(run("push", snippets, "--project", "Suggested"))
    headers = {"Authorization": f"Token {admin.token}"}
    page = {"project": project, "page_size": 100, "fields": "all"}
    tasks = httpx.get(f"{connected}/api/tasks", params=page, headers=headers).json()["tasks"]
    for task in tasks:
        text = TEXTS[task["data"]["document"]]
        regions = [region["value"] for one in task["predictions"] for region in one["result"]]
        addresses = [value for value in regions if value["labels"] == ["EMAIL"]]
        assert addresses, task["data"]["document"]
        assert all(text[value["start"] : value["end"]] == MAIL for value in addresses)


def test_readings_at_odds_are_shown_to_a_third_person(
    connected: str, admin: Account, snippets: Path, tmp_path: Path
) -> None:
    files = []
    for annotator, flagged in (("ann", False), ("bob", True)):
        rows = [
            {
                "id": name,
                "annotator": annotator,
                "entities": [
                    {"start": start, "end": end, "label": label, "flag": flag}
                    for start, end, label, flag in entities_of(text, flagged=flagged)
                ],
            }
            for name, text in TEXTS.items()
        ]
        files.append(tmp_path / f"{annotator}.jsonl")
        files[-1].write_text("".join(json.dumps(row) + "\n" for row in rows))
    shown = [part for file in files for part in ("--readings", file)]
    run("push", snippets, "--project", "Third", "--detector", "", *shown)
    export = tmp_path / "export.json"
    run("pull", "--project", "Third", "-o", export)
    [task, *_] = json.loads(export.read_text())
    headers = {"Authorization": f"Token {admin.token}"}
    full = httpx.get(f"{connected}/api/tasks/{task['id']}", headers=headers).json()
    assert sorted(one["model_version"] for one in full["predictions"]) == ["ann", "bob"]


def test_a_changed_text_under_a_known_id_is_refused(
    connected: str, snippets: Path, tmp_path: Path
) -> None:
    run("push", snippets, "--project", "Changed")
    changed = tmp_path / "changed.jsonl"
    changed.write_text(json.dumps({"id": "plain", "text": f"other {HOST}\n"}) + "\n")
    result = CliRunner().invoke(app, ["push", str(changed), "--project", "Changed"])
    assert "'plain' with another text" in result.output
    assert HOST not in result.output


def test_a_wrong_key_is_told_by_the_answers_number(
    connected: str, snippets: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LABEL_STUDIO_API_KEY", "0" * 40)
    result = CliRunner().invoke(app, ["push", str(snippets), "--project", "Refused"])
    assert "the server answered 401" in result.output
