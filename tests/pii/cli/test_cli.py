import json
import os
import re

import pytest
from typer.testing import CliRunner

from pii.cli.main import app
from pii.rules.catalogue import BY_ID
from tests.invented import ADDRESS, MAIL

KEY = "a key for tests, of no worth"


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PII_KEY", raising=False)
    (tmp_path / "src" / "deep").mkdir(parents=True)
    (tmp_path / "src" / "a.py").write_text(f'x = 1\nmail = "{MAIL}"\n')
    (tmp_path / "src" / "deep" / "b.txt").write_text(f"{MAIL} {ADDRESS}\n")
    (tmp_path / "src" / "clean.py").write_text("x = 1\n")
    (tmp_path / "src" / "logo.bin").write_bytes(b"\0\1\2")
    return tmp_path


def pii(*arguments, stdin=None, code=0):
    result = CliRunner().invoke(app, list(arguments), input=stdin)
    assert result.exit_code == code, result.stderr
    return result


def files_below(folder):
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


class TestDetect:
    def test_text_tells_place_label_score_and_rule_and_no_value(self, here):
        out = pii("detect", "src").stdout
        assert re.fullmatch(
            r"src/a\.py:2:9 EMAIL 0\.\d\d email-address\n"
            r"src/deep/b\.txt:1:1 EMAIL 0\.\d\d email-address\n"
            r"src/deep/b\.txt:1:\d+ IP_ADDRESS 0\.\d\d [a-z0-9-]+\n",
            out,
        )

    def test_without_a_path_the_current_folder_is_scanned(self, here):
        assert "./src/a.py:2:9 EMAIL" in pii("detect").stdout

    def test_a_mistyped_path_is_no_such_file_or_folder(self, here):
        result = pii("detect", "sorce", "-q", code=1)
        assert result.stderr.startswith("pii: sorce: no such file or folder\n")

    def test_values_are_shown_if_asked_for(self, here):
        assert repr(MAIL) in pii("detect", "src", "--show-values").stdout

    def test_json_lines_count_code_points(self, here):
        (here / "é.py").write_text(f"é\né {MAIL}\n")
        [line] = pii("detect", "é.py", "--format", "jsonl").stdout.splitlines()
        record = json.loads(line)
        assert record.pop("score") > 0.5
        assert record == {
            "path": "é.py", "start": 4, "end": 4 + len(MAIL), "line": 2, "column": 3,
            "label": "EMAIL", "rule": "email-address",
        }  # fmt: skip

    def test_a_value_that_the_policy_names_is_found_by_deny(self, here):
        (here / "pii.toml").write_text('[deny]\nBluebird = "NAME"\n')
        (here / "a.txt").write_text("Bluebird\n")
        assert pii("detect", "a.txt").stdout == "a.txt:1:1 NAME 1.00 deny\n"

    def test_json_lines_hold_values_only_if_asked_for(self, here):
        assert MAIL not in pii("detect", "src", "--format", "jsonl").stdout
        shown = pii("detect", "src", "--format", "jsonl", "--show-values").stdout
        assert json.loads(shown.splitlines()[0])["value"] == MAIL

    def test_sarif_holds_no_text_whatever_is_asked_for(self, here):
        out = pii("detect", "src", "gone", "--format", "sarif", "--show-values", code=1).stdout
        [run] = json.loads(out)["runs"]
        assert len(run["results"]) == 3
        assert MAIL not in out
        assert run["invocations"][0]["executionSuccessful"] is False

    def test_every_result_of_sarif_names_a_rule_that_the_log_describes(self, here):
        (here / "pii.toml").write_text('[deny]\nBluebird = "NAME"\n')
        (here / "a.txt").write_text("Bluebird\n")
        out = pii("detect", "src", "a.txt", "--format", "sarif").stdout
        [run] = json.loads(out)["runs"]
        rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
        named = [result["ruleId"] for result in run["results"]]
        assert "deny" in named
        assert set(named) == set(rules) <= set(BY_ID)
        assert [rules[result["ruleIndex"]] for result in run["results"]] == named

    def test_finding_something_is_no_failure_unless_told(self, here):
        assert "found" not in pii("detect", "src/clean.py", "--fail-on-find", "-q").stderr
        result = pii("detect", "src", "--fail-on-find", "-q", code=1)
        assert result.stderr == "pii: 3 found, and --fail-on-find is set\n"

    def test_only_the_wanted_labels_are_told(self, here):
        out = pii("detect", "src", "--label", "ip_address", "--label", "KEY").stdout
        assert [line.split()[1] for line in out.splitlines()] == ["IP_ADDRESS"]

    def test_a_threshold_holds_for_every_label(self, here):
        (here / "pii.toml").write_text("[thresholds]\nEMAIL = 0.1\n")
        assert pii("detect", "src", "--threshold", "1").stdout == ""

    def test_a_rule_that_the_policy_switches_off_finds_nothing(self, here):
        (here / "pii.toml").write_text('[rules]\noff = ["email-*"]\n')
        out = pii("detect", "src").stdout
        assert [line.split()[1] for line in out.splitlines()] == ["IP_ADDRESS"]

    def test_a_threshold_on_the_command_line_holds_for_every_rule(self, here):
        (here / "pii.toml").write_text("[rules.thresholds]\n'email-*' = 1.0\n")
        assert pii("detect", "src/a.py").stdout == ""
        assert "EMAIL" in pii("detect", "src/a.py", "--threshold", "0.9").stdout

    def test_a_rule_that_there_is_not_is_refused_with_those_that_come_near(self, here):
        (here / "pii.toml").write_text('[rules]\noff = ["encoder", "emial-address"]\n')
        assert pii("detect", "src", code=1).stderr == (
            "pii: pii.toml: rules.off[2]: matches no rule; did you mean email-address?\n"
        )

    def test_the_summary_counts_labels_and_what_was_left_out(self, here):
        (here / ".git").mkdir()
        (here / ".gitignore").write_text("clean.py\n")
        (here / "src" / "link").symlink_to("a.py")
        err = pii("detect", "src").stderr
        assert re.search(r"EMAIL +2\n", err)
        assert (
            "3 found in 2 of 2 files, 1 binary skipped, 1 ignored by git or --exclude, "
            "1 link not followed (" in err
        )
        assert pii("detect", "src", "-q").stderr == ""

    def test_one_file_is_summed_up_in_a_line(self, here):
        assert pii("detect", "src/deep/b.txt").stderr == "2 found: 1 EMAIL, 1 IP_ADDRESS\n"

    def test_ignored_and_excluded_files_are_left_out(self, here):
        (here / ".git").mkdir()
        (here / ".gitignore").write_text("deep/\n")
        assert "deep" not in pii("detect", "src").stdout
        assert "deep" in pii("detect", "src", "--no-gitignore").stdout
        assert "a.py" not in pii("detect", "src", "--exclude", "*.py").stdout

    def test_a_pattern_that_could_never_match_is_wrong_usage(self, here):
        assert "--exclude" in pii("detect", "src", "--exclude", "#x", code=2).stderr

    def test_a_name_that_is_not_utf_8_is_printable_and_in_json_exact(self, here):
        name = os.fsdecode(b"caf\xe9\n.py")
        (here / name).write_text(MAIL)
        assert r"./caf\xe9\x0a.py:1:1 EMAIL" in pii("detect", ".").stdout
        lines = pii("detect", ".", "--format", "jsonl").stdout.splitlines()
        assert f"./{name}" in [json.loads(line)["path"] for line in lines]

    def test_standard_input_may_pass_for_a_file(self, here):
        out = pii("detect", "-", "--stdin-name", "x/y.py", stdin=MAIL.encode()).stdout
        assert out.startswith("x/y.py:1:1 EMAIL")

    def test_a_report_is_written_and_is_not_itself_looked_at(self, here):
        for _ in range(2):
            out = pii("detect", ".", "--report", "report.html").stdout
            assert "report.html" not in out
        assert MAIL in (here / "report.html").read_text()

    def test_a_wrong_detector_is_an_error_of_one_line(self, here):
        result = pii("detect", "src", "--detector", "nobody's", code=1)
        assert re.fullmatch(r"pii: [^\n]*nobody's[^\n]*\n", result.stderr)


class TestRedact:
    def test_one_file_goes_to_standard_output(self, here):
        assert pii("redact", "src/a.py").stdout_bytes == b'x = 1\nmail = "<EMAIL>"\n'
        assert MAIL in (here / "src" / "a.py").read_text()

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            (b"caf\xe9 %s\r\n\tx", b"caf\xe9 %s\r\n\tx"),
            (b"\xef\xbb\xbf%s\r\n", b"\xef\xbb\xbf%s\r\n"),
            (b"a\r%s\rb\n\n", b"a\r%s\rb\n\n"),
        ],
        ids=["latin-1", "mark", "carriage-returns"],
    )
    def test_standard_input_keeps_every_other_byte(self, here, before, after):
        out = pii("redact", "-", stdin=before.replace(b"%s", MAIL.encode())).stdout_bytes
        assert out == after.replace(b"%s", b"<EMAIL>")

    def test_utf_16_stays_utf_16(self, here):
        out = pii("redact", "-", stdin=f"é {MAIL}\r\n".encode("utf-16")).stdout_bytes
        assert out == "é <EMAIL>\r\n".encode("utf-16")

    def test_a_folder_is_mirrored_without_binaries(self, here):
        pii("redact", "src", "--output", "out")
        assert files_below(here / "out") == {
            "a.py": b'x = 1\nmail = "<EMAIL>"\n',
            "clean.py": b"x = 1\n",
            "deep/b.txt": b"<EMAIL> <IP_ADDRESS>\n",
        }

    def test_binaries_are_copied_if_wanted(self, here):
        pii("redact", "src", "--output", "out", "--copy-binaries")
        assert (here / "out" / "logo.bin").read_bytes() == b"\0\1\2"

    def test_several_paths_are_mirrored_from_the_folder_that_holds_them(self, here):
        pii("redact", "src/a.py", str(here / "src" / "deep"), "-o", "out")
        assert sorted(files_below(here / "out")) == ["a.py", "deep/b.txt"]

    def test_an_output_within_the_input_does_not_feed_on_itself(self, here):
        for _ in range(2):
            pii("redact", ".", "--output", "src/out", "--report", "src/report.html")
        assert sorted(files_below(here / "src" / "out")) == [
            "src/a.py", "src/clean.py", "src/deep/b.txt",
        ]  # fmt: skip

    def test_in_place_rewrites_and_a_second_time_changes_nothing(self, here):
        pii("redact", "src", "--in-place")
        after = files_below(here / "src")
        assert after["a.py"] == b'x = 1\nmail = "<EMAIL>"\n'
        assert "0 hidden" in pii("redact", "src", "--in-place").stderr
        assert files_below(here / "src") == after

    def test_in_place_keeps_the_mode_and_the_time_only_if_told(self, here):
        for option, same in (("-q", False), ("--keep-mtime", True)):
            file = here / "run.sh"
            file.write_text(f"echo {MAIL}\n")
            file.chmod(0o755)
            os.utime(file, ns=(1, 2_000_000_000))
            pii("redact", "run.sh", "--in-place", option)
            assert file.stat().st_mode & 0o777 == 0o755
            assert (file.stat().st_mtime_ns == 2_000_000_000) is same

    def test_in_place_the_policy_does_not_redact_itself(self, here):
        policy = '[deny]\n"Bluebird" = "NAME"\n'
        (here / "pii.toml").write_text(policy)
        (here / "b.txt").write_text("Bluebird\n")
        pii("redact", ".", "--in-place")
        assert (here / "pii.toml").read_text() == policy
        assert (here / "b.txt").read_text() == "<NAME>\n"

    def test_a_difference_is_printed_and_nothing_written(self, here):
        before = files_below(here)
        out = pii("redact", "src", "--diff").stdout
        assert f'-mail = "{MAIL}"\n+mail = "<EMAIL>"\n' in out
        assert files_below(here) == before

    @pytest.mark.parametrize(
        "arguments",
        [
            ("src",),
            ("src/a.py", "src/clean.py"),
            ("src", "--diff", "--in-place"),
            ("src", "--output", "src"),
            ("src/a.py", "--output", "src"),
            ("-", "--in-place"),
            ("-", "src/a.py", "--diff"),
            ("src/a.py", "--threshold", "2"),
            ("src/a.py", "--label", "SHOE_SIZE"),
            ("src/a.py", "--action", "burn"),
            ("src/a.py", "--jobs", "0"),
            (),
        ],
        ids=" ".join,
    )
    def test_wrong_usage_is_exit_code_2_and_writes_nothing(self, here, arguments):
        before = files_below(here)
        pii("redact", *arguments, code=2)
        assert files_below(here) == before

    def test_a_binary_file_is_not_printed_unless_wanted(self, here):
        result = pii("redact", "src/logo.bin", code=1)
        assert result.stdout_bytes == b""
        assert "src/logo.bin: holds no text, so nothing in it was looked at" in result.stderr
        assert pii("redact", "src/logo.bin", "--copy-binaries").stdout_bytes == b"\0\1\2"

    def test_a_file_over_the_limit_is_refused(self, here):
        result = pii("redact", "src", "-o", "out", "--max-bytes", "10", "-q", code=1)
        assert "src/a.py: more than 10 bytes" in result.stderr
        assert "pii: 2 not done, for the reasons above" in result.stderr
        assert sorted(files_below(here / "out")) == ["clean.py"]

    @pytest.mark.parametrize("action", ["surrogate", "hash", "mask"])
    def test_an_action_is_taken_from_the_command_line(self, here, monkeypatch, action):
        monkeypatch.setenv("PII_KEY", KEY)
        out = pii("redact", "src/a.py", "--action", action).stdout
        assert MAIL not in out
        assert "<EMAIL>" not in out

    def test_a_surrogate_needs_a_key(self, here):
        result = pii("redact", "src/a.py", "--action", "surrogate", code=1)
        assert result.stdout == ""
        assert "key: needs at least 16 bytes" in result.stderr

    def test_labels_that_a_policy_keeps_stay_kept_under_another_action(self, here):
        (here / "pii.toml").write_text('[actions]\nEMAIL = "keep"\nIP_ADDRESS = "replace"\n')
        out = pii("redact", "src/deep/b.txt", "--action", "mask").stdout
        assert out == f"{MAIL} {re.sub('[0-9]', 'x', ADDRESS)}\n"

    def test_the_policy_that_lies_here_holds_and_is_named(self, here):
        (here / "pii.toml").write_text('action = "mask"\n')
        (here / "other.toml").write_text('action = "keep"\n')
        result = pii("redact", "src", "-o", "out")
        assert result.stderr.endswith("under the policy pii.toml\n")
        assert b"<EMAIL>" not in (here / "out" / "a.py").read_bytes()
        assert MAIL in pii("redact", "src/a.py", "--policy", "other.toml").stdout

    def test_a_faulty_policy_stops_everything(self, here):
        (here / "pii.toml").write_text("treshold = 1\n")
        result = pii("redact", "src", "-o", "out", code=1)
        assert result.stderr == (
            "pii: pii.toml: treshold: is no field of a policy; did you mean threshold?\n"
        )
        assert not (here / "out").exists()

    def test_a_report_without_originals_holds_none(self, here):
        pii("redact", "src", "-o", "out", "--report", "r.html", "--report-no-originals")
        assert MAIL not in (here / "r.html").read_text()
        assert "&lt;EMAIL" not in (here / "r.html").read_text()

    def test_workers_write_what_one_process_writes(self, here):
        pii("redact", "src", "-o", "one", "--jobs", "1")
        pii("redact", "src", "-o", "two", "--jobs", "2")
        assert files_below(here / "one") == files_below(here / "two")


def test_an_error_that_nobody_foresaw_is_told_without_its_words(here, monkeypatch):
    def fail(walk, paths):
        raise KeyError("hunter2")

    monkeypatch.setattr("pii.files.walking.Walk.files", fail)
    result = pii("detect", "src", code=1)
    assert re.fullmatch(r"pii: internal error: KeyError at test_cli\.py:\d+\n", result.stderr)


def test_the_version_is_told():
    assert re.fullmatch(r"pii \d+\.\d+\.\d+\S*\n", pii("--version").stdout)
