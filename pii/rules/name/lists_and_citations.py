"""Names that no word announces: lists of people, citations, remarks about who did something.

What makes them names is their company: other names above and below, a year in brackets, a verb
that only people do, an address that is made of them.
"""

import re
from collections.abc import Iterator

from pii.gazetteers import (
    FAMILY_NAMES,
    GIVEN_NAMES,
    NAMES_AND_WORDS,
    NOT_NAMES,
    ORGANISATION_WORDS,
    PLAIN_WORDS,
)
from pii.labels import Label
from pii.rules.checks.names import name_certainty, names_in
from pii.rules.rule import Claim, Hit, Rule, byte_span, byte_spans

# A list is one of people when this share of its lines begins with a known given name.
_LEAST_KNOWN_SHARE = 0.34
_KNOWN = 0.9
_PARTS_OF_WORKS = frozenset(
    [
        "algorithm",
        "appendix",
        "chapter",
        "equation",
        "figure",
        "issue",
        "section",
        "table",
        "volume",
    ]
)
_NAMES_ALONE = GIVEN_NAMES - NAMES_AND_WORDS
_NO_SURNAMES = NOT_NAMES | ORGANISATION_WORDS | PLAIN_WORDS | _PARTS_OF_WORKS
_LIST_LINE = re.compile(
    r"[ \t]*(?:[-*+#;%•]{1,2}[ \t]+|//[ \t]*)?([^\s<(,\-–:][^<(\r\n,:]*?)[,;.]?[ \t]*(?:[<(–:-]|\Z)"
)
_SURNAME = re.compile(r"[A-Z][^\W\d_]+(?:['’-][A-Z][^\W\d_]+)*")


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
        for span in byte_spans(start, text, found):
            yield Claim(*span, Label.NAME, 0.65)


def _read_column(hit: Hit) -> Iterator[Claim]:
    """Claim a known name that what its owner did stands beside, in a column of its own."""
    if name_certainty(hit.text(1)) >= _KNOWN:
        yield Claim(*hit.span(1), Label.NAME, 0.65)


def _is_surname(word: str) -> bool:
    """Say whether a capitalised word can be a cited author's."""
    return len(word) >= 3 and not word.isupper() and word.lower() not in _NO_SURNAMES


def _read_et_al(hit: Hit) -> Iterator[Claim]:
    """Claim the first author of a work by several."""
    if _is_surname(hit.text(1)):
        yield Claim(*hit.span(1), Label.NAME, 0.65)


def _read_cited_pair(hit: Hit) -> Iterator[Claim]:
    """Claim two authors before a year in brackets."""
    surnames = [hit.text(group).rpartition(" ")[2] for group in (1, 2)]
    if all(_is_surname(surname) for surname in surnames):
        for group in (1, 2):
            yield Claim(*hit.span(group), Label.NAME, 0.65)


def _read_cited(hit: Hit) -> Iterator[Claim]:
    """Claim one author before a year in brackets: a known one, or behind `see`, `by`, `from`."""
    if _is_surname(hit.text(2)) and (hit.text(1) or hit.text(2).lower() in FAMILY_NAMES):
        yield Claim(*hit.span(2), Label.NAME, 0.6)


def _read_reference(hit: Hit) -> Iterator[Claim]:
    """Claim each author of a reference whose initials stand behind the family name."""
    text, (start, _) = hit.text(1), hit.span(1)
    for author in re.finditer(
        r"([A-Z][^\W\d_'’-]+(?:['’-][^\W\d_]+)*),\s[A-Z]\.(?:[ -]?[A-Z]\.)*", text
    ):
        if _is_surname(author[1]):
            yield Claim(*byte_span(start, text, *author.span()), Label.NAME, 0.65)


def _read_told(hit: Hit) -> Iterator[Claim]:
    """Claim a given name alone before something that only people do."""
    folded = hit.text(1).lower()
    if folded in _NAMES_ALONE and hit.line_before(hit.span(1)[0], 1) in {
        " ",
        "(",
        "\t",
        "",
    }:
        yield Claim(*hit.span(1), Label.NAME, 0.6)


def _read_dated(hit: Hit) -> Iterator[Claim]:
    """Claim the known name between a change and its date."""
    text, (start, _) = hit.text(1), hit.span(1)
    for begin, end, certainty in names_in(text):
        if certainty >= _KNOWN:
            yield Claim(*byte_span(start, text, begin, end), Label.NAME, 0.7)
        return


def _read_beside_address(hit: Hit) -> Iterator[Claim]:
    """Claim the name at a line's beginning whose mail address follows; it may be a label's."""
    name, local = hit.text(1), hit.text(2).lower()
    words = [word for word in re.split(r"[\W\d_]+", name.lower()) if len(word) >= 3]
    head, _, tail = name.partition(" ")
    skipped = len(head.encode()) + 1 if head.lower() in NOT_NAMES and " " in tail else 0
    certainty = name_certainty(tail if skipped else name)
    made_of_it = any(word in local for word in words)
    if certainty and (certainty >= _KNOWN or made_of_it):
        yield Claim(hit.span(1)[0] + skipped, hit.span(1)[1], Label.NAME, 0.7)


def _read_bracketed(hit: Hit) -> Iterator[Claim]:
    """Claim the known name in brackets that ends a line."""
    if name_certainty(hit.text(1)) >= _KNOWN:
        yield Claim(*hit.span(1), Label.NAME, 0.6)


_WORD = rb"[A-Z\xc3-\xc5\xd0][A-Za-z'.\-\x80-\xff]{0,24}"
_NAME = _WORD + rb"(?: (?:van |von |de |der |den |la |da )?" + _WORD + rb"){1,3}"
_LEAD = rb"[ \t]{0,8}(?:[*+#;%\-]{1,2}[ \t]{1,3}|//[ \t]{0,3}|\.\. )?"
_TAIL = rb"[,;]?(?:[ \t]{1,40}(?:[\-(<:]|\xe2\x80\x93)[^\r\n]{0,100})?[ \t]{0,8}\r?\n"
_LINE = _LEAD + _NAME + _TAIL
_SURNAME_BYTES = rb"[A-Z][a-z\x80-\xff]{2,24}(?:['\-][A-Z][a-z\x80-\xff]{2,24})?"
_INITIALS = rb"(?:(?:[A-Z]\.[ \-]?){1,3} ?|[A-Z]{1,2} )?"
_YEAR = rb"\.?[ ,]{0,2}[(\[](?:1[89]|20)[0-9]{2}"
_DID = (
    rb"(?:(?:actually|kindly|also|originally|already|first|once|has|had|later) )?"
    rb"(?:wrote|created|suggested|pointed out|points out|reported|noticed|contributed|mentioned|"
    rb"recommended|proposed|explained|thinks|says|said|told|asked|helped|discovered|insisted|"
    rb"complained|admits|confirmed)\b"
)

RULES = (
    Rule(
        "people-lines",
        Label.NAME,
        (
            rb"\n[ \t]*(?:[*+#;%\-/]+[ \t]+)?[A-Z\xc3-\xc5][a-z\x80-\xff]+ [A-Z\xc3-\xc5]"
            rb"[A-Za-z.\x80-\xff ]+,?\r?\n[ \t]*(?:[*+#;%\-/]+[ \t]+)?[A-Z\xc3-\xc5]"
            rb"[a-z\x80-\xff]+ [A-Z\xc3-\xc5]",
        ),
        rb"(?:^|\n)((?:" + _LINE + rb")(?:" + _LINE + rb")(?:" + _LINE + rb")+)",
        _read_lines,
        lines=12,
    ),
    Rule(
        "name-in-column",
        Label.NAME,
        (rb"\n[A-Z\xc3-\xc5][a-z\x80-\xff]+ [A-Z\xc3-\xc5][A-Za-z\x80-\xff]+,?\s\s+- ",),
        rb"(?:^|\n)(" + _NAME + rb"),?(?: [A-Z][^\r\n\t]{1,40}?)?(?:\t| {2,40})[ \t]{0,40}- ",
        _read_column,
    ),
    Rule(
        "first-author",
        Label.NAME,
        (rb"[a-z\x80-\xff],? et\.? al\b",),
        rb"\b(" + _SURNAME_BYTES + rb"),? et\.? al\b",
        _read_et_al,
    ),
    Rule(
        "cited-pair",
        Label.NAME,
        (rb"(?:&|\band) [A-Z][A-Za-z\x80-\xff.' \-]*[ ,]*[(\[](?:1[89]|20)[0-9][0-9]",),
        rb"\b("
        + _INITIALS
        + _SURNAME_BYTES
        + rb"),? (?:&|and) ("
        + _INITIALS
        + _SURNAME_BYTES
        + rb")"
        + _YEAR,
        _read_cited_pair,
    ),
    Rule(
        "cited-author",
        Label.NAME,
        (rb"[a-z\x80-\xff],? [(\[](?:1[89]|20)[0-9][0-9]",),
        rb"(?:(?:^|\W)(?:([Ss]ee|[Ff]rom|[Bb]y|[Cc]f\.|[Ff]ollow\w{1,3}|[Ii]n|[Oo]f|[Dd]ue to) )?)"
        rb"(" + _SURNAME_BYTES + rb")" + _YEAR,
        _read_cited,
    ),
    Rule(
        "reference",
        Label.NAME,
        (rb"[a-z\x80-\xff], [A-Z]\.[A-Z. \-]*(?:,|;| and| &| ?[(\[][12])",),
        rb"\b(" + _SURNAME_BYTES + rb", [A-Z]\.(?:[ \-]?[A-Z]\.){0,3}"
        rb"(?:(?:,|;|,? and|,? &) " + _SURNAME_BYTES + rb", [A-Z]\.(?:[ \-]?[A-Z]\.){0,3}){0,12})"
        rb"(?:,? and|,? &| ?[(\[](?:1[89]|20)[0-9]{2}|[,;] [A-Z\"'])",
        _read_reference,
    ),
    Rule(
        "told-name",
        Label.NAME,
        (rb"\b[A-Z][a-z]+ " + _DID,),
        rb"\b([A-Z][a-z]{3,14}) " + _DID,
        _read_told,
    ),
    Rule(
        "dated-change",
        Label.NAME,
        (rb"(?:odified|pdated|hanged|dited|evised|ewritten|ixed):? +[A-Z\xc3][a-z]+ [A-Z]",),
        rb"\b(?:[Mm]odified|[Uu]pdated|[Cc]hanged|[Ee]dited|[Rr]evised|[Rr]ewritten|[Ff]ixed):? "
        rb"{1,3}(" + _NAME + rb")[ ,\t]{1,8}(?:on )?[0-9]{1,4}[\-/. ]",
        _read_dated,
    ),
    Rule(
        "name-beside-address",
        Label.NAME,
        (rb"[a-z\x80-\xff] ?(?:[:,|\-]|[ \t][ \t\-])[ \t]*[A-Za-z0-9_.+\-]+@[A-Za-z0-9]",),
        rb"(?:^|\n)[ \t]{0,8}(?:[*+#;%\-]{1,2}[ \t]{1,3}|//[ \t]{0,3}|[0-9]{1,3}[.)] )?"
        rb"(" + _NAME + rb")(?: ?[:,|\-]| ?\t|  | -)[ \t]{0,40}-?[ \t]{0,4}"
        rb"([A-Za-z0-9_.+\-]{2,64})@[A-Za-z0-9]",
        _read_beside_address,
    ),
    Rule(
        "name-ends-line",
        Label.NAME,
        (rb"\([A-Z\xc3-\xc5][a-z\x80-\xff]+ [A-Z\xc3-\xc5][A-Za-z'\-\x80-\xff]+\)\.?[ \t]*\r?\n",),
        rb"[ .]\((" + _NAME + rb")\)\.?[ \t]{0,8}(?:\r?\n|$)",
        _read_bracketed,
    ),
)
