from xml.etree import ElementTree

import pytest
from markdown_it import MarkdownIt
from pii_annotation.entities import Flag, MarkedLabel
from pii_annotation.interface import interface
from pii_annotation.label_studio.instruction import guideline, instruction_of


@pytest.fixture
def page():
    return ElementTree.fromstring(interface())


def test_every_label_has_a_hot_key_and_a_colour_of_its_own(page):
    labels = page.findall("Labels/Label")
    assert [label.get("value") for label in labels] == list(MarkedLabel)
    for name in ("hotkey", "background"):
        assert len({label.get(name) for label in labels}) == len(MarkedLabel)


def test_each_region_has_one_of_the_flags(page):
    choices = page.find("Choices")
    assert (choices.get("perRegion"), choices.get("choice")) == ("true", "single")
    assert [choice.get("value") for choice in choices] == list(Flag)


def test_hot_keys_of_labels_and_flags_are_distinct(page):
    keys = [one.get("hotkey") for one in page.iter() if one.get("hotkey")]
    assert len(set(keys)) == len(keys) == len(MarkedLabel) + len(Flag)


def test_code_keeps_its_white_space_in_an_even_face(page):
    style = page.findtext("Style")
    assert "monospace" in style
    assert "white-space: pre " in style
    assert page.find("Text").get("granularity") == "symbol"


def test_the_sdk_takes_the_page_for_a_sound_one():
    sdk = pytest.importorskip("label_studio_sdk.label_interface")
    labels = sdk.LabelInterface(interface())
    labels.validate()
    assert set(labels.get_control("label").labels) == set(MarkedLabel)


def test_the_guideline_names_every_label_and_is_shown_as_html():
    html = instruction_of(guideline())
    assert all(f"<code>{label}</code>" in html for label in MarkedLabel)
    assert html.count("<table ") == guideline().count("\n|---")
    assert "<h1>" not in html


def test_markup_in_a_guideline_is_shown_and_not_obeyed():
    assert "<script>" not in instruction_of("a <script>alert(1)</script>")
    assert "<script>" in MarkdownIt("commonmark").render("a <script>alert(1)</script>")
