import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pii_annotation.alignment import Rules, align
from pii_annotation.errors import MalformedRecord, UnknownFormat
from pii_annotation.formats.export import Export
from pii_annotation.formats.registry import FORMATS, find_format
from pii_annotation.import_report import Report

TEXT = "# 😀 Ann Porter wrote this for harbour lane\n"
ANN = (4, 14)
Spans = list[tuple[object, object, str]]


def label_studio(spans: Spans) -> object:
    result = [
        {"id": f"r{number}", "type": "labels", "value": {"start": s, "end": e, "labels": [label]}}
        for number, (s, e, label) in enumerate(spans)
    ]
    return [{"data": {"document": "a", "text": TEXT}, "annotations": [{"result": result}]}]


def label_studio_min(spans: Spans) -> object:
    regions = [{"start": s, "end": e, "labels": [label]} for s, e, label in spans]
    return [{"document": "a", "text": TEXT, "label": regions, "annotator": 1, "annotation_id": 1}]


def doccano(spans: Spans) -> object:
    return [{"id": "a", "text": TEXT, "label": [list(span) for span in spans]}]


def doccano_objects(spans: Spans) -> object:
    entities = [{"start_offset": s, "end_offset": e, "label": label} for s, e, label in spans]
    return [{"id": "a", "text": TEXT, "entities": entities}]


def prodigy(spans: Spans) -> object:
    found = [{"start": s, "end": e, "label": label} for s, e, label in spans]
    return [{"id": "a", "text": TEXT, "answer": "accept", "spans": found}]


def lighttag(spans: Spans) -> object:
    found = [{"start": s, "end": e, "tag": label} for s, e, label in spans]
    return {"examples": [{"example_id": "a", "content": TEXT, "annotations": found}]}


def toloka(spans: Spans) -> object:
    fragments = [{"position": [s, e], "category": label} for s, e, label in spans]
    return [{"id": "a", "text": TEXT, "fragments": fragments}]


def presidio(spans: Spans) -> object:
    found = [
        {"start_position": s, "end_position": e, "entity_type": label} for s, e, label in spans
    ]
    return [{"sample_id": "a", "full_text": TEXT, "spans": found}]


BUILDERS: dict[str, tuple[str, Callable[[Spans], object]]] = {
    "label-studio": ("label-studio", label_studio),
    "label-studio-min": ("label-studio-min", label_studio_min),
    "doccano": ("doccano", doccano),
    "doccano-objects": ("doccano", doccano_objects),
    "prodigy": ("prodigy", prodigy),
    "lighttag": ("lighttag", lighttag),
    "toloka": ("toloka", toloka),
    "presidio": ("presidio", presidio),
}
HOSTILE = {
    "reversed": ([(14, 4, "NAME")], "the end must be behind the start"),
    "empty": ([(4, 4, "NAME")], "the end must be behind the start"),
    "negative": ([(-1, 4, "NAME")], "at least 0"),
    "float": ([(4.0, 14.5, "NAME")], "whole numbers"),
    "string": ([("4", "14", "NAME")], "whole numbers"),
    "boolean": ([(False, True, "NAME")], "whole numbers"),
    "null": ([(None, 14, "NAME")], "whole numbers"),
    "nested": ([([4], {"end": 14}, "NAME")], "whole numbers"),
    "huge": ([(4, 10**30, "NAME")], "behind the text"),
    "out-of-range": ([(4, len(TEXT) + 1, "NAME")], "behind the text"),
    "overlapping": ([(4, 14, "NAME"), (8, 20, "NAME")], "overlaps the entity at 4:14"),
    "unknown-label": ([(4, 14, "PLANET")], "'PLANET' is in no table"),
}


def read(name: str, content: str, path: Path = Path("export.json")) -> tuple[int, Report]:
    readings, report = align(FORMATS[name].read(Export(path, content)), Rules())
    return len(readings), report


@pytest.mark.parametrize("case", HOSTILE)
@pytest.mark.parametrize("builder", BUILDERS)
def test_a_hostile_entity_is_refused_with_document_offset_and_reason(builder, case):
    name, build = BUILDERS[builder]
    spans, words = HOSTILE[case]
    taken, report = read(name, json.dumps(build(spans)))
    assert taken == 0
    [refusal] = report.refused
    assert refusal.document_id == "a"
    assert words in refusal.reason
    assert "Porter" not in str(refusal)


@pytest.mark.parametrize("builder", BUILDERS)
def test_a_sound_entity_beside_nothing_hostile_is_taken(builder):
    name, build = BUILDERS[builder]
    taken, report = read(name, json.dumps(build([(*ANN, "NAME")])))
    assert (taken, report.taken, report.refused) == (1, 1, [])


JSON_FORMATS = sorted({name for name, _ in BUILDERS.values()})


@pytest.mark.parametrize("name", JSON_FORMATS)
@pytest.mark.parametrize(
    "content",
    ['[{"text": "Porter"', "[1, 2]", '["Porter"]', "[null]", "[[]]", "[{}]", '[{"text": 3}]'],
)
def test_wrong_json_is_refused_without_a_letter_of_it(name, content):
    told = ""
    try:
        taken, report = read(name, content)
        assert taken == 0
        told = "\n".join(map(str, report.refused))
    except MalformedRecord as fault:
        told = str(fault)
    assert told
    assert "Porter" not in told


@pytest.mark.parametrize("name", JSON_FORMATS)
def test_json_nested_too_deep_is_refused(name):
    with pytest.raises(MalformedRecord, match="nested too deep"):
        read(name, "[" * 100_000)


@pytest.mark.parametrize("name", JSON_FORMATS)
def test_a_number_too_long_to_read_is_refused(name):
    with pytest.raises(MalformedRecord, match="number"):
        read(name, f"[{'9' * 5_000}]")


@pytest.mark.parametrize("name", ["doccano", "prodigy", "toloka", "presidio"])
def test_a_broken_line_does_not_take_the_next_with_it(name):
    _, build = BUILDERS[name]
    [good] = build([(*ANN, "NAME")])
    taken, report = read(name, '{"text": \n' + json.dumps(good))
    assert taken == 1
    assert "line 1" in report.refused[0].place


@given(st.text(max_size=80))
@pytest.mark.parametrize("name", FORMATS)
def test_any_content_is_sniffed_without_an_error(name, content):
    FORMATS[name].suits(Export(Path("export.json"), content))


@given(st.text(st.sampled_from('[]{}",:1 \n\tOB-NAME'), max_size=60))
@pytest.mark.parametrize("name", ["conll", "tsv", *JSON_FORMATS])
def test_any_content_is_read_or_refused(name, content):
    export = Export(Path("absent.json"), content)
    with suppress(MalformedRecord):
        align(FORMATS[name].read(export), Rules())


@pytest.mark.parametrize("labels", [[], ["NAME", "EMAIL"], "NAME", [3]])
def test_a_region_needs_exactly_one_label(labels):
    value = {"start": 4, "end": 14, "labels": labels}
    result = [{"id": "r", "type": "labels", "value": value}]
    task = {"data": {"document": "a", "text": TEXT}, "annotations": [{"result": result}]}
    taken, report = read("label-studio", json.dumps([task]))
    assert taken == 0
    assert "'labels' must" in report.refused[0].reason


def test_a_minimal_export_with_flags_is_refused_since_it_mixes_them_up():
    [row] = label_studio_min([(*ANN, "NAME")])
    taken, report = read("label-studio-min", json.dumps([{**row, "flag": "example"}]))
    assert taken == 0
    assert "export as JSON" in report.refused[0].reason


def brat(tmp_path: Path, lines: str) -> tuple[int, Report]:
    (tmp_path / "a.txt").write_bytes(TEXT.encode())
    (tmp_path / "a.ann").write_bytes(lines.encode())
    return read("brat", lines, tmp_path / "a.ann")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("T1\tNAME 14 4\tAnn Porter", "the end must be behind the start"),
        ("T1\tNAME 4.5 14\tAnn Porter", "needs ID, label with offsets"),
        ("T1 NAME 4 14 Ann Porter", "needs ID, label with offsets"),
        ("T1\tNAME 4 400\tBob", "quotes other text"),
        (f"T1\tNAME 4 {'9' * 5_000}\tAnn", "needs ID, label with offsets"),
        ("T1\tNAME 4 14\tBob Porter", "quotes other text"),
        ("T1\tPLANET 4 14\tAnn Porter", "'PLANET' is in no table"),
        ("T1\tNAME 4 7;15 20\tAnn wrote", "is discontinuous"),
        ("T1\tNAME 8 14;4 7\tPorter Ann", "is discontinuous"),
        ("T1\tNAME 4 14\tAnn Porter\nT2\tNAME 8 20\tPorter wrote", "overlaps"),
    ],
)
def test_a_hostile_line_of_brat_is_refused(tmp_path, line, words):
    taken, report = brat(tmp_path, line)
    assert taken == 0
    assert words in report.refused[0].reason
    assert "Porter" not in "\n".join(report.lines())


def test_a_missing_text_of_brat_is_refused(tmp_path):
    (tmp_path / "a.ann").write_text("T1\tNAME 0 3\tAnn\n")
    taken, report = read("brat", "", tmp_path)
    assert taken == 0
    assert "a.txt" in report.refused[0].reason


def conll(tmp_path: Path, lines: str) -> tuple[int, Report]:
    (tmp_path / "a.txt").write_text(TEXT)
    return read("conll", lines, tmp_path / "a.conll")


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ("# O\nBob B-NAME\n", "line 2: the token is not what the text has"),
        ("# O\n😀 O\n", "the text goes on at 3"),
        ("#\n😀\n", "needs a token and a BIO tag"),
        ("# O\n😀 X-NAME\n", "needs a token and a BIO tag"),
    ],
)
def test_tokens_that_do_not_align_are_refused(tmp_path, lines, words):
    taken, report = conll(tmp_path, lines)
    assert taken == 0
    assert words in report.refused[0].reason
    assert "Porter" not in "\n".join(report.lines())


SNIPPETS = {"a": TEXT, "b": "one\ntwo one one\n"}


def tsv(line: str) -> tuple[int, Report]:
    export = Export(Path("marks.tsv"), line + "\n", SNIPPETS)
    readings, report = align(FORMATS["tsv"].read(export), Rules(SNIPPETS))
    return len(readings), report


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("a\t1\tNAME", "needs 4 or 5 fields"),
        ("a\t1\tNAME\tAnn\t1\tmore", "needs 4 or 5 fields"),
        ("a\tone\tNAME\tAnn Porter", "must be a line's number"),
        ("a\t-1\tNAME\tAnn Porter", "must be a line's number"),
        (f"a\t{'9' * 5_000}\tNAME\tAnn Porter", "must be a line's number"),
        ("a\t0\tNAME\tAnn Porter", "there is no line 0"),
        ("a\t2\tNAME\tAnn Porter", "there is no line 2"),
        ("a\t1\tname\tAnn Porter", "must be a label"),
        ("a\t1\tNAME:perhaps\tAnn Porter", "the flag of a label must be one of"),
        ("a\t1\tPLANET\tAnn Porter", "'PLANET' is in no table"),
        ("a\t1\tNAME\tBob Porter", "does not stand in line 1"),
        ("a\t1\tNAME\t", "does not stand in line 1"),
        ("b\t2\tNAME\tone\t3", "from 1 to 2"),
        ("b\t2\tNAME\tone\tx", "from 1 to 2"),
        ("b\t1-2\tKEY\tone", "needs 'beginning|||end'"),
        ("b\t2-1\tKEY\ttwo|||one", "must come behind the first"),
        ("b\t1-2\tKEY\tsix|||two", "the beginning does not stand in line 1"),
        ("b\t1-2\tKEY\tone|||six", "the end does not stand in line 2"),
        ("z\t1\tNAME\tAnn Porter", "must be a snippet's id"),
        ("Ann Porter", "must be a snippet's id"),
        ("a\t1\tNAME\tAnn Porter\na\t1\tNAME\tPorter wrote", "overlaps"),
    ],
)
def test_a_hostile_line_of_tabs_is_refused_by_its_number(line, words):
    taken, report = tsv(line)
    assert taken == 0
    assert words in report.refused[0].reason
    assert "Porter" not in "\n".join(report.lines())


def test_without_a_number_every_occurrence_in_the_line_is_meant():
    export = Export(Path("marks.tsv"), "b\t2\tNAME\tone\n", SNIPPETS)
    [reading], _ = align(FORMATS["tsv"].read(export), Rules(SNIPPETS))
    assert [(one.start, one.end) for one in reading.entities] == [(8, 11), (12, 15)]


@pytest.mark.parametrize(
    ("name", "row", "words"),
    [
        ("doccano", {"text": TEXT, "label": [[4, 14]]}, "must be [start, end, label]"),
        ("doccano", {"text": TEXT, "labels": ["NAME"]}, "must be [start, end, label]"),
        ("toloka", {"text": TEXT, "fragments": [{"position": [4]}]}, "needs 2 offsets, has 1"),
        ("prodigy", {"text": TEXT, "spans": [{"start": 4, "end": 14}]}, "'label' must be a string"),
        ("presidio", {"full_text": TEXT, "spans": None}, "'spans' must be a list"),
    ],
)
def test_a_record_of_the_wrong_shape_is_refused(name, row, words):
    taken, report = read(name, json.dumps(row))
    assert taken == 0
    assert words in report.refused[0].reason
    assert report.refused[0].document_id == "export:1"


@pytest.mark.parametrize(
    ("tags", "spans"),
    [
        ("B-NAME I-NAME O", [(0, 3)]),
        ("I-NAME I-NAME O", [(0, 3)]),
        ("B-NAME B-NAME O", [(0, 1), (2, 3)]),
        ("I-NAME I-KEY I-KEY", [(0, 1), (2, 5)]),
        ("S-NAME I-NAME E-NAME", [(0, 1), (2, 5)]),
        ("O U-NAME B-NAME", [(2, 3), (4, 5)]),
    ],
)
def test_bio_tags_are_read_leniently(tmp_path, tags, spans):
    lines = "".join(f"{token}\t{tag}\n" for token, tag in zip("abc", tags.split(), strict=True))
    (tmp_path / "a.txt").write_text("a b c\n")
    export = Export(tmp_path / "a.conll", f"-DOCSTART- O\n\n{lines}")
    [reading], _ = align(FORMATS["conll"].read(export), Rules())
    assert [(one.start, one.end) for one in reading.entities] == spans


def test_content_that_looks_like_nothing_is_refused():
    with pytest.raises(UnknownFormat, match="looks like nothing that an importer reads"):
        find_format(Export(Path("a.bin"), "what is this"))


def test_a_format_that_nobody_has_written_is_refused_with_those_there_are():
    with pytest.raises(UnknownFormat, match="choose one of brat, conll"):
        find_format(Export(Path("a"), ""), "planet")
