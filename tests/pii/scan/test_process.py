import io
import re
import sys

import pytest

from pii.detection.loading import load_detector
from pii.entities import Entity
from pii.files.writing import Writing
from pii.findings.fingerprints import KEYED, UNKEYED
from pii.labels import Label
from pii.redaction.policy import Action, Policy
from pii.scan.process import FileResult, FileTask, ScanOptions, process
from tests.invented import MAIL


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def done(options, *paths, detector=None, target=""):
    tasks = [FileTask(str(path), 0, target and f"{target}/{path}") for path in paths]
    return process(options, tasks, detector or load_detector("rules"))


class Failing:
    """Fails at documents that say so; marks mail addresses in the others."""

    def detect(self, documents):
        if any("fail" in document.text for document in documents):
            raise RuntimeError("fail: hunter2")
        return [
            document.marked(Entity(*m.span(), Label.EMAIL) for m in re.finditer("mail", d.text))
            for document in documents
            for d in [document]
        ]


def test_an_outcome_counts_what_is_hidden_and_carries_no_more_than_is_asked_for(here):
    (here / "a.py").write_text(f'mail = "{MAIL}"\n')
    [outcome] = done(ScanOptions(), "a.py")
    assert outcome == FileResult("a.py", len(MAIL) + 10, {Label.EMAIL: 1}, {"email-address": 1})


def test_findings_carry_fingerprints_under_the_policys_key_if_that_is_asked_for(here):
    (here / "a.py").write_text(f'mail = "{MAIL}"\n')
    for key, kind in ((b"", UNKEYED), (b"a key for tests, of no worth", KEYED)):
        options = ScanOptions(policy=Policy(key=key), lists=True, fingerprints=True)
        [finding] = done(options, "a.py")[0].findings
        assert list(finding.fingerprints) == [kind]
    [finding] = done(ScanOptions(lists=True), "a.py")[0].findings
    assert finding.fingerprints == {}


def test_an_outcome_carries_what_is_asked_for(here):
    (here / "a.py").write_text(f'mail = "{MAIL}"\n')
    options = ScanOptions(
        lists=True, shows_values=True, differs=True, returns_data=True, passages=5
    )
    [outcome] = done(options, "a.py")
    assert [finding.value for finding in outcome.findings] == [MAIL]
    assert outcome.data == b'mail = "<EMAIL>"\n'
    assert b'+mail = "<EMAIL>"' in outcome.difference
    assert len(outcome.passages) == 1
    assert MAIL not in repr(outcome)


def test_a_redacted_file_goes_to_its_target_with_its_mode(here):
    (here / "a.py").write_text(f'mail = "{MAIL}"\n')
    (here / "a.py").chmod(0o751)
    done(ScanOptions(), "a.py", target="out/deep")
    assert (here / "out/deep/a.py").read_text() == 'mail = "<EMAIL>"\n'
    assert (here / "out/deep/a.py").stat().st_mode & 0o777 == 0o751


def test_in_place_a_file_without_findings_is_not_touched(here):
    (here / "a.py").write_text("x = 1\n")
    before = (here / "a.py").stat()
    done(ScanOptions(in_place=True, writing=Writing(syncs=True)), "a.py")
    after = (here / "a.py").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_binary_file_is_skipped_and_told(here):
    (here / "a.bin").write_bytes(b"\0\1\2")
    assert done(ScanOptions(), "a.bin", target="out") == [FileResult("a.bin", 3, binary=True)]
    assert not (here / "out").exists()


def test_a_binary_file_that_was_asked_for_by_name_is_a_trouble_unless_it_is_copied(here):
    (here / "a.bin").write_bytes(b"\x00\xffx")
    [result] = process(ScanOptions(), [FileTask("a.bin", named=True)], load_detector("rules"))
    assert "nothing in it was looked at" in result.trouble
    copies = ScanOptions(copies_binaries=True)
    [copied] = process(copies, [FileTask("a.bin", 3, "out", named=True)], load_detector("rules"))
    assert (copied.trouble, copied.binary) == ("", True)


def test_a_binary_file_is_copied_if_wanted(here):
    (here / "a.bin").write_bytes(b"\0" * 200_000)
    [outcome] = done(ScanOptions(copies_binaries=True, returns_data=True), "a.bin", target="out")
    assert (here / "out/a.bin").read_bytes() == outcome.data == b"\0" * 200_000


def test_one_bad_file_does_not_stop_the_others(here):
    (here / "a.py").write_text("mail")
    (here / "folder").mkdir()
    outcomes = done(ScanOptions(), "gone.py", "a.py", "folder", detector=Failing())
    assert [outcome.trouble for outcome in outcomes] == [
        "no such file or folder",
        "",
        "a folder stands where a file was expected",
    ]
    assert outcomes[1].hidden == {Label.EMAIL: 1}


def test_a_file_that_the_detector_fails_at_fails_alone_and_is_not_written(here):
    for name, text in (("a.py", "mail"), ("b.py", "fail"), ("c.py", "mail")):
        (here / name).write_text(text)
    outcomes = done(ScanOptions(), "a.py", "b.py", "c.py", detector=Failing(), target="out")
    assert [outcome.trouble for outcome in outcomes] == [
        "",
        "the detector failed with RuntimeError",
        "",
    ]
    assert sorted(path.name for path in (here / "out").iterdir()) == ["a.py", "c.py"]
    assert "hunter2" not in repr(outcomes)


def test_an_error_that_nobody_foresaw_is_told_by_its_kind_alone(here, monkeypatch):
    def fail(document, policy):
        raise KeyError("hunter2")

    monkeypatch.setattr("pii.scan.process.redact", fail)
    (here / "a.py").write_text("mail")
    [outcome] = done(ScanOptions(in_place=True), "a.py", detector=Failing())
    assert outcome.trouble == "KeyError"
    assert (here / "a.py").read_text() == "mail"


def test_what_the_encoding_cannot_write_is_not_written(here, monkeypatch):
    monkeypatch.setattr("pii.redaction.placeholders.Placeholders.plain", lambda *_: "数")
    (here / "a.py").write_bytes(b"caf\xe9 mail")
    [outcome] = done(ScanOptions(in_place=True), "a.py", detector=Failing())
    assert "cannot be written as latin-1" in outcome.trouble
    assert (here / "a.py").read_bytes() == b"caf\xe9 mail"


def test_a_target_in_a_place_that_cannot_be_made_is_told(here):
    (here / "a.py").write_text("mail")
    (here / "out").write_text("a file")
    [outcome] = done(ScanOptions(), "a.py", detector=Failing(), target="out/below")
    assert outcome.trouble.startswith("its folder cannot be made")


def test_standard_input_passes_for_a_file(monkeypatch):
    data = f"<a>{MAIL}</a>\r\n".encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    [outcome] = done(ScanOptions(returns_data=True, stdin_name="a.xml"), "-")
    assert (outcome.path, outcome.data) == ("a.xml", b"<a>[EMAIL]</a>\r\n")


def test_standard_input_has_a_limit(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"a" * 11)))
    [outcome] = done(ScanOptions(most_bytes=10), "-")
    assert "more than 10 bytes" in outcome.trouble


@pytest.mark.parametrize(
    "data",
    [
        b"caf\xe9 = '%s'\r\n\xff\xfe",
        "\ufeffé = '%s'\r\n".encode(),
        "é = '%s'\r\nx\n".encode("utf-16"),
        b"\r\r\n\t '%s' \x0c",
    ],
    ids=["latin-1", "mark", "utf-16", "odd-ends"],
)
def test_every_byte_outside_a_finding_stays(here, data):
    old, new = (
        word.encode("utf-16-le") if data.startswith(b"\xff\xfe") else word.encode()
        for word in (MAIL, "<EMAIL>")
    )
    place = "%s".encode("utf-16-le") if data.startswith(b"\xff\xfe") else b"%s"
    (here / "a").write_bytes(data.replace(place, old))
    done(ScanOptions(policy=Policy(action=Action.REPLACE), in_place=True), "a")
    assert (here / "a").read_bytes() == data.replace(place, new)
