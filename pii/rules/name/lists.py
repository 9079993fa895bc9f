"""Names that no word announces, known by their company: lists of people, columns, addresses."""

import re
from collections.abc import Iterator

from pii.gazetteers import GIVEN_NAMES, NOT_NAMES
from pii.labels import Label
from pii.patterns import rx
from pii.rules.checks.names import KNOWN_CERTAINTY, name_certainty
from pii.rules.name.patterns import FULL_NAME
from pii.rules.rule import Claim, Hit, Rule, byte_spans, example

# A list is one of people when this share of its lines begins with a known given name.
_LEAST_KNOWN_SHARE = 0.34
_LIST_LINE = re.compile(
    r"[ \t]*(?:[-*+#;%•]{1,2}[ \t]+|//[ \t]*)?([^\s<(,\-–:][^<(\r\n,:]*?)[,;.]?"
    # A dash without a blank before it belongs to a name.
    r"(?:[ \t]+[<(–:-]|[ \t]*\Z)"
)


def _read_lines(hit: Hit) -> Iterator[Claim]:
    """Claim the name in each line of a list, when enough of its lines begin with a known one."""
    text, (start, _) = hit.text(1), hit.span(1)
    found, known, lines, place = list[tuple[int, int]](), 0, 0, 0
    for line in text.splitlines(keepends=True):
        item = _LIST_LINE.match(line.rstrip("\r\n"))
        place, begin = place + len(line), place
        lines += bool(line.strip())
        if item and name_certainty(item[1].rstrip()):
            found.append((begin + item.start(1), begin + item.start(1) + len(item[1].rstrip())))
            known += item[1].split()[0].lower() in GIVEN_NAMES
    if len(found) >= 3 and known >= max(2, _LEAST_KNOWN_SHARE * lines):
        for stretch in byte_spans(start, text, found):
            yield Claim(*stretch, Label.NAME, 0.65)


def _read_column(hit: Hit) -> Iterator[Claim]:
    """Claim a known name that what its owner did stands beside, in a column of its own."""
    if name_certainty(hit.text(1)) >= KNOWN_CERTAINTY:
        yield Claim(*hit.span(1), Label.NAME, 0.65)


def _read_beside_address(hit: Hit) -> Iterator[Claim]:
    """Claim the name at a line's beginning whose mail address follows; it may be a label's."""
    name, local = hit.text(1), hit.text(2).lower()
    words = [word for word in re.split(r"[\W\d_]+", name.lower()) if len(word) >= 3]
    head, _, tail = name.partition(" ")
    skipped = len(head.encode()) + 1 if head.lower() in NOT_NAMES and " " in tail else 0
    certainty = name_certainty(tail if skipped else name)
    made_of_it = any(word in local for word in words)
    if certainty and (certainty >= KNOWN_CERTAINTY or made_of_it):
        yield Claim(hit.span(1)[0] + skipped, hit.span(1)[1], Label.NAME, 0.7)


def _read_bracketed(hit: Hit) -> Iterator[Claim]:
    """Claim the known name in brackets that ends a line."""
    if name_certainty(hit.text(1)) >= KNOWN_CERTAINTY:
        yield Claim(*hit.span(1), Label.NAME, 0.6)


_MARK = rb"[*+#;%\-]{1,2}[ \t]{1,3} | //[ \t]{0,3}"
_LEAD = rx(rb"[ \t]{0,8} (?: " + _MARK + rb" | \.\.[ ] )?")
_REMARK = rx(rb"[ \t]{1,40} (?: [\-(<:] | \xe2\x80\x93 ) [^\r\n]{0,100}")
_LINE = _LEAD + FULL_NAME + rb"[,;]?(?:" + _REMARK + rb")?[ \t]{0,8}\r?\n"
_BEGINNING = rx(rb"(?m:^) [ \t]{0,8} (?: " + _MARK + rb" | [0-9]{1,3}[.)][ ] )?")
_COLUMN_GAP = rb"(?:\t|[ ]{2,40})[ \t]{0,40}-[ ]"
_ADDRESS_GAP = rx(rb"(?: [ ]?[:,|\-] | [ ]?\t | [ ]{2} | [ ]- ) [ \t]{0,40} -? [ \t]{0,4}")

RULES = (
    Rule(
        id="list-of-names",
        label=Label.NAME,
        title="List of names",
        finds="The names in three lines or more of names, a third of which begin with known ones.",
        leaves="Lists of things, and lists in which fewer than two given names are known.",
        # Of three lines two follow each other in one block, wherever a block ends.
        triggers=(rb"(?m:^)" + _LINE + _LINE,),
        pattern=rb"(?m:^)((?:" + _LINE + rb"){3,})",
        read=_read_lines,
        hits=(
            example("thanks\n* [[Ann Hazelfield]]\n* [[Nils O'Wick]]\n* [[Clara Undermoor]]\n"),
            example("x\n[[Ann Hazelfield]] (docs)\n[[Nils Wick]] - code\n[[Ørsand Brack]]\n"),
        ),
        misses=(
            example("x\nMain Window\nTool Bar\nStatus Line\n"),
            example("x\nAnn Hazelfield\nNils Wickensand\n\n"),
        ),
        lines=12,
    ),
    Rule(
        id="name-in-credits-table",
        label=Label.NAME,
        title="Name in a column of credits",
        finds="A known name at a line's beginning, with what its owner did in a second column.",
        leaves="Tables of things, and names without a dash behind the gap.",
        triggers=(rb"(?m:^)" + FULL_NAME + rb"[^\r\n]*" + _COLUMN_GAP,),
        pattern=rx(
            rb"""
            (?m:^) ("""
            + FULL_NAME
            + rb""") ,?
            (?: [ ][A-Z][^\r\n\t]{1,40}? )?    # what else the first column says
            """
            + _COLUMN_GAP
        ),
        read=_read_column,
        hits=(
            example("x\n[[Brack Lindqvist]]   - wrote the parser\n"),
            example("[[Åse Lindqvist]],\t - the documentation\n"),
        ),
        misses=(
            example("x\nMain Window   - shows the text\n"),
            example("x\nBrack Lindqvist   leads up\n"),
        ),
    ),
    Rule(
        id="line-name-before-email",
        label=Label.NAME,
        title="Name at the beginning of a line, before a mail address",
        finds="A name that is known, or that the mail address behind it is made of.",
        leaves="Labels of an address (`Mailing List: knots@…`), and names within a line.",
        triggers=(_BEGINNING + FULL_NAME + _ADDRESS_GAP + rb"[A-Za-z0-9_.+\-]+@[A-Za-z0-9]",),
        pattern=_BEGINNING
        + rb"("
        + FULL_NAME
        + rb")"
        + _ADDRESS_GAP
        + rb"([A-Za-z0-9_.+\-]{2,64})@[A-Za-z0-9]",
        read=_read_beside_address,
        hits=(
            example("1. [[Wickensand Brack]] - n.brack@harbour-lane.org"),
            example("* [[Ann O'Brack]]\tknots@harbour-lane.org"),
        ),
        misses=(
            example("Rope Ladder: knots@harbour-lane.org"),
            example("see Wickensand Brack: brack@harbour-lane.org"),
        ),
    ),
    Rule(
        id="name-in-brackets-at-line-end",
        label=Label.NAME,
        title="Name in brackets at the end of a line",
        finds="A known name in brackets that ends a line, as change logs credit a change.",
        leaves="Things in brackets, and names in brackets within a line.",
        triggers=(rb"[ .]\(" + FULL_NAME + rb"\)\.?[ \t]*(?:\r?\n|$)",),
        pattern=rb"[ .]\((" + FULL_NAME + rb")\)\.?[ \t]{0,8}(?:\r?\n|$)",
        read=_read_bracketed,
        hits=(
            example("- faster loops ([[Brack Lindqvist]])\n"),
            example("- no more leaks. ([[Øyvind O'Lindqvist]]).\r\n"),
        ),
        misses=(
            example("- faster loops (Main Window)\n"),
            example("- faster (Brack Lindqvist) loops\n"),
        ),
    ),
)
