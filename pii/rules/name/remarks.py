"""Names in remarks about a change: who suggested it, who made it and when."""

from collections.abc import Iterator

from pii.gazetteers import GIVEN_NAMES, NAMES_AND_WORDS
from pii.labels import Label
from pii.patterns import one_of, rx
from pii.rules.checks.names import KNOWN_CERTAINTY, names_in
from pii.rules.name.patterns import FULL_NAME
from pii.rules.rule import Claim, Hit, Rule, byte_span, example

_NAMES_ALONE = GIVEN_NAMES - NAMES_AND_WORDS


def _read_doer(hit: Hit) -> Iterator[Claim]:
    """Claim a given name alone before something that only people do."""
    folded = hit.text(1).lower()
    if folded in _NAMES_ALONE and hit.line_before(hit.span(1)[0], 1) in {" ", "(", "\t", ""}:
        yield Claim(*hit.span(1), Label.NAME, 0.6)


def _read_dated(hit: Hit) -> Iterator[Claim]:
    """Claim the known name between a change and its date."""
    text, (start, _) = hit.text(1), hit.span(1)
    for begin, end, certainty in names_in(text):
        if certainty >= KNOWN_CERTAINTY:
            yield Claim(*byte_span(start, text, begin, end), Label.NAME, 0.7)
        return


_ADVERBS = "actually also already first had has kindly later once originally".split()  # noqa: SIM905
# What people do and programs do not.
_DEEDS = (
    *("wrote", "created", "contributed", "discovered", "helped"),
    *("suggested", "recommended", "proposed", "asked", "insisted"),
    *("pointed out", "points out", "reported", "noticed", "mentioned", "explained"),
    *("thinks", "says", "said", "told", "complained", "admits", "confirmed"),
)
_DID = rb"(?:" + one_of(_ADVERBS) + rb"[ ])?" + one_of(_DEEDS) + rb"\b"
_CHANGES = ("modified", "updated", "changed", "edited", "revised", "rewritten", "fixed")
_CHANGED = one_of(_CHANGES + tuple(change.title() for change in _CHANGES)) + rb":?[ ]{1,3}"

RULES = (
    Rule(
        id="given-name-before-verb",
        label=Label.NAME,
        title="Given name before what people do",
        finds="A given name alone before a verb such as `suggested` or `pointed out`.",
        leaves="Names that are words as well (`Will asked`), things, and members: `x.Clara said`.",
        triggers=(rb"\b[A-Z][a-z]+[ ]" + _DID,),
        pattern=rb"\b([A-Z][a-z]{3,14})[ ]" + _DID,
        read=_read_doer,
        hits=(
            example("# [[Nils]] pointed out that it leaks"),
            example("// as [[Clara]] originally noticed"),
        ),
        misses=(
            example("# Compiler said so"),
            example("# Will asked calls fail"),
            example("x.Clara said"),
        ),
    ),
    Rule(
        id="name-in-dated-change",
        label=Label.NAME,
        title="Name between a change and its date",
        finds="A known name behind `Modified`, `Updated` and the like, before a date.",
        leaves="Things that changed, and names that no date follows.",
        triggers=(rb"\b" + _CHANGED + FULL_NAME + rb"[ ,\t]+(?:on )?[0-9]",),
        pattern=rx(
            rb"\b"
            + _CHANGED
            + rb"""
            ("""
            + FULL_NAME
            + rb""")
            [ ,\t]{1,8} (?:on[ ])? [0-9]{1,4} [\-/.\ ]
            """
        ),
        read=_read_dated,
        hits=(
            example("// Modified: [[Brack Lindqvist]] 2004-01-02", "C"),
            example("# fixed [[Émile O'Lindqvist]] on 3 May", "Python"),
        ),
        misses=(
            example("// Updated Visual Studio 2010 project", "C"),
            example("// Modified: Brack Lindqvist again", "C"),
        ),
    ),
)
