import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from pii.labels import Label
from pii.reporting.rules.explanation import explained
from pii.reporting.rules.listing import chosen
from pii.reporting.rules.page import page_of, section_of
from pii.rules.catalogue import BY_ID, ENTRIES, Entry
from pii.rules.rule import example

PAGE = Path(__file__).parents[3] / "docs" / "rules.md"
KEYS = [entry for entry in ENTRIES if entry.label is Label.KEY]
OTHERS = [entry for entry in ENTRIES if entry.label is not Label.KEY]


def each(entries):
    return pytest.mark.parametrize("entry", entries, ids=lambda entry: entry.id)


class Text(HTMLParser):
    """What a browser shows of a page, and what of it is bold."""

    def __init__(self, page):
        super().__init__()
        self.shown, self.bold, self._in_bold = "", [], False
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self._in_bold = tag == "b"

    def handle_endtag(self, tag):
        self._in_bold = False

    def handle_data(self, data):
        self.shown += data
        if self._in_bold:
            self.bold.append(data)


def section(entry):
    return "\n".join(section_of(entry))


def test_the_page_in_the_docs_is_what_the_command_writes():
    written = "".join(f"{line}\n" for line in page_of(chosen()))
    assert PAGE.read_text(encoding="utf-8") == written, (
        "the page is stale: run pii rules --format markdown > docs/rules.md"
    )


def test_the_page_has_a_heading_for_every_rule_and_no_other():
    headings = re.findall(r"^### (.+)$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert headings == [entry.id for entry in chosen()]
    assert set(headings) == set(BY_ID)


@each(OTHERS)
def test_examples_are_shown_whole_with_the_claims_bold(entry):
    page = Text(section(entry))
    assert page.bold == [claim for hit in entry.hits for claim in hit.claims]
    for shown in (*entry.hits, *entry.misses):
        assert shown.text.rstrip() in page.shown


@each(ENTRIES)
def test_an_explanation_marks_exactly_what_is_claimed(entry):
    told = "\n".join(explained(entry, lambda text: f"\x01{text}\x02".replace("\n", "\x03")))
    marked = [claim.replace("\x03", "\n") for claim in re.findall("\x01(.*?)\x02", told)]
    assert marked == [claim for hit in entry.hits for claim in hit.claims]


@each(KEYS)
def test_no_example_of_a_key_is_whole(entry):
    shown = Text(section(entry)).shown
    for claim in (claim for hit in entry.hits for claim in hit.claims):
        assert claim not in shown or len(claim) <= 8


def test_a_key_shows_how_it_begins_and_other_long_runs_are_cut_too():
    shown = section(
        Entry(
            "x", Label.KEY, "Token", "A token.", "A hash.",
            (example("token = [[tok_" + "a1b2" * 6 + "]]"),), (example("sha: " + "0f" * 20),),
        )
    )  # fmt: skip
    assert "<pre>token = <b>tok_a1b2…</b></pre>" in shown
    assert "<pre>sha: 0f0f0f0f…</pre>" in shown


def test_markup_in_an_example_or_a_sentence_is_text():
    shown = section(
        Entry(
            "x", Label.NAME, "Tag <b>", "A name in `<b>` or <i>.", "Others.",
            (example("<b>[[Ann & Bo]]</b>", "HTML"),),
        )
    )  # fmt: skip
    assert "**Tag &lt;b>**, severity 5.0. A name in `<b>` or &lt;i>." in shown
    assert "HTML:\n\n<pre>&lt;b&gt;<b>Ann &amp; Bo</b>&lt;/b&gt;</pre>" in shown
