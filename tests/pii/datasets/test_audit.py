import json
import subprocess

import pyarrow.parquet as pq
import pytest

from tests.pii.datasets.made import batch, command, contents, parquet_set, table


def audited(*words):
    return subprocess.run(
        command("audit", *words, "--detector", "rules"),
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def target(tmp_path):
    source = parquet_set(tmp_path / "in", 2, 30)
    assert batch(source, tmp_path / "out").returncode == 0
    return tmp_path / "out"


def test_a_redacted_set_has_nothing_left_and_is_not_touched(target):
    before = contents(target)
    told = audited(target, "--fail-on-find")
    assert (told.returncode, told.stdout) == (0, "")
    assert "0 entities left in 60 rows" in told.stderr
    assert contents(target) == before


def test_what_was_left_is_told_by_place_without_a_letter_of_it(target):
    pq.write_table(table(9), target / "part-1.parquet")
    told = audited(target, "--fail-on-find")
    assert (told.returncode, told.stdout) == (1, "EMAIL\t3\n")
    notes = json.loads((target / "_pii/audit.json").read_text())
    assert [place["row"] for place in notes["places"]].count("part-1.parquet:0") == 1
    assert notes["rules"] == {"email-address": 3}
    assert {place["rule"] for place in notes["places"]} == {"email-address"}
    assert "harbour-lane" not in json.dumps(notes) + told.stderr


def test_a_set_that_cannot_be_read_fails_the_audit(target):
    (target / "part-1.parquet").write_bytes(b"PAR1 and no more")
    told = audited(target)
    assert told.returncode == 1
    assert "not read: part-1.parquet" in told.stderr
