import json
import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

import pytest

from pii.errors import UnreadableFile
from pii.findings.passages import Passage, Swap
from pii.labels import Label
from pii.reporting.html import page_of, write_report
from pii.reporting.html.figures import MOST_FINDINGS, ReportData
from pii.rules.catalogue import BY_ID
from pii.scan.process import FileResult

HOSTILE = "</script><script>alert(1)</script><!--"


def outcome(path="a.py", original="hunter2", count=1, rule="assigned-password"):
    swap = Swap(Label.PASSWORD, 0.9, original, "<PASSWORD>", rule)
    passages = (Passage(3, ("pw = ", swap, "")),) * count
    return FileResult(path, 100, {Label.PASSWORD: count}, {rule: count}, passages=passages)


def figures(*outcomes, originals=True):
    gathered = ReportData(originals=originals)
    for each in outcomes:
        gathered.add(each)
    return gathered


class Elements(HTMLParser):
    def __init__(self, page):
        super().__init__()
        self.tags = []
        self.texts = {}
        self.inside = ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.inside = dict(attrs).get("id", tag)

    def handle_endtag(self, tag):
        self.inside = ""

    def handle_data(self, data):
        self.texts[self.inside] = self.texts.get(self.inside, "") + data


def data_of(page):
    return json.loads(Elements(page).texts["data"])


def test_a_page_holds_totals_rows_and_passages():
    data = data_of(page_of(figures(outcome(), FileResult("b.py", 50)), 1.234))
    assert (data["files"], data["bytes"], data["seconds"]) == (2, 150, 1.23)
    assert ["PASSWORD", 1] in data["labels"]
    [row] = data["rows"]
    assert row["path"] == "a.py"
    swap = ["PASSWORD", 0.9, "assigned-password", "<PASSWORD>", "hunter2"]
    assert row["passages"] == [[3, "pw = ", swap, ""]]


def test_a_page_counts_by_rule_that_with_most_first():
    data = data_of(page_of(figures(outcome(rule="b"), outcome(rule="a"), outcome("c", count=2)), 1))
    assert [row[:2] for row in data["rules"]] == [["assigned-password", 2], ["a", 1], ["b", 1]]
    assert [row["rules"] for row in data["rows"]] == [{"b": 1}, {"a": 1}, {"assigned-password": 2}]


def test_a_page_tells_what_its_rules_find():
    data = data_of(page_of(figures(outcome(rule="email-address"), outcome(rule="unknown")), 1))
    entry = BY_ID["email-address"]
    assert data["rules"] == [
        ["email-address", 1, entry.title, entry.finds], ["unknown", 1, "", ""],
    ]  # fmt: skip


def test_originals_stand_only_in_the_data_and_not_in_what_is_drawn_at_first():
    page = page_of(figures(outcome()), 1)
    elements = Elements(page)
    assert "hunter2" in elements.texts.pop("data")
    assert not any("hunter2" in text for text in elements.texts.values())


def test_originals_are_left_out_of_the_file_if_wanted():
    page = page_of(figures(outcome(), originals=False), 1)
    assert "hunter2" not in page
    assert data_of(page)["rows"][0]["passages"] == [
        [3, "pw = ", ["PASSWORD", 0.9, "assigned-password", "<PASSWORD>"], ""]
    ]


def test_a_hostile_file_cannot_end_the_script_or_open_another():
    clean = Elements(page_of(figures(outcome()), 1))
    page = page_of(figures(outcome(HOSTILE, HOSTILE), FileResult(HOSTILE, trouble=HOSTILE)), 1)
    assert Elements(page).tags == clean.tags
    assert data_of(page)["rows"][0]["path"] == HOSTILE


def test_only_the_script_and_style_of_the_page_itself_may_run():
    page = page_of(figures(), 1)
    elements = Elements(page)
    [policy] = [a["content"] for _, a in elements.tags if "http-equiv" in a]
    for name in ("style", "script"):
        digest = b64encode(sha256(elements.texts[name].encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy


def test_the_page_needs_nothing_from_outside():
    page = page_of(figures(outcome()), 1)
    assert not re.search(r"https?://|url\(|@import|\bsrc=|<link", page)


def test_paths_and_lines_that_are_no_unicode_are_written():
    odd = "caf\udce9"
    assert "caf\\\\xe9" in page_of(figures(outcome(odd, odd)), 1)
    page_of(figures(outcome(odd, odd)), 1).encode("utf-8")


def test_a_page_keeps_no_more_passages_than_stay_quick():
    gathered = figures(*[outcome(f"{n}.py", count=200) for n in range(120)])
    kept = sum(len(row["passages"]) for row in gathered.rows)
    assert kept == MOST_FINDINGS
    assert len(gathered.rows) == 120
    assert gathered.hidden[Label.PASSWORD] == 24_000
    assert gathered.rows[-1]["shown"] == 0


def test_troubles_and_binaries_are_counted():
    gathered = figures(FileResult("a", trouble="vanished"), FileResult("b", 7, binary=True))
    assert (gathered.done, gathered.binary, gathered.troubles) == (0, 1, [("a", "vanished")])


def test_a_page_is_written_whole_where_it_should_go(tmp_path):
    target = tmp_path / "new" / "report.html"
    write_report(str(target), figures(outcome()), 1)
    assert target.read_text(encoding="utf-8") == page_of(figures(outcome()), 1)


def test_a_page_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(UnreadableFile, match="its folder cannot be made"):
        write_report(str(tmp_path / "file" / "report.html"), figures(), 1)


def relative_luminance(colour):
    channels = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(first, second):
    lighter, darker = sorted(map(relative_luminance, (first, second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_every_colour_of_words_stands_out_from_every_ground(scheme):
    style = Elements(page_of(figures(), 1)).texts["style"]
    block = re.findall(r":root \{(.*?)\}", style, re.DOTALL)[scheme]
    colours = {
        name: value if len(value) == 7 else "#" + "".join(c * 2 for c in value[1:])
        for name, value in re.findall(r"--([\w_]+): (#[0-9a-f]+)", block)
    }
    for word in ("ink", "soft", *Label):
        for ground in ("page", "card", "plus", "minus"):
            assert contrast(colours[word], colours[ground]) >= 4.5, (word, ground)
