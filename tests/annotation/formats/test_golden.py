import json
from pathlib import Path

import pytest
from pii_annotation.alignment import Rules, align
from pii_annotation.entities import row_of_reading
from pii_annotation.formats.export import Export
from pii_annotation.formats.registry import FORMATS, find_format
from pii_annotation.json_fields import read_lines, read_text
from pii_annotation.snippets import texts_by_id

GOLDEN = Path(__file__).parents[1] / "golden"


def export_of(name: str) -> Export:
    folder = GOLDEN / name
    [path] = folder.glob("input*")
    snippets = folder / "snippets.jsonl"
    texts = texts_by_id(read_lines(snippets)) if snippets.exists() else {}
    return Export(path, "" if path.is_dir() else read_text(path), texts)


def readings_of(name: str) -> str:
    export = export_of(name)
    readings, report = align(FORMATS[name].read(export), Rules(export.texts))
    lines = [json.dumps(row_of_reading(reading), ensure_ascii=False) for reading in readings]
    return "".join(f"{line}\n" for line in [*lines, json.dumps(report.lines())])


@pytest.mark.parametrize("name", FORMATS)
def test_a_golden_export_is_read_as_it_always_was(name, request):
    expected = GOLDEN / name / "expected.jsonl"
    found = readings_of(name).encode()
    if request.config.getoption("--update-golden", default=False):
        expected.write_bytes(found)
    assert found == expected.read_bytes()


@pytest.mark.parametrize("name", FORMATS)
def test_a_golden_export_tells_its_format(name):
    assert find_format(export_of(name)).name == name
