"""Fields that hold a person's name: a full one, or its parts, or a directory's entry."""

from collections.abc import Iterator

from pii.labels import Label
from pii.patterns import one_of, rx
from pii.rules.checks.names import KNOWN_CERTAINTY, name_certainty, names_in
from pii.rules.claims import people_in
from pii.rules.rule import Claim, Hit, Rule, byte_span, example


def _read_full(hit: Hit) -> Iterator[Claim]:
    """Claim the name that a field of a person's record holds."""
    yield from people_in(hit, 1, 0.85)


def _read_part(hit: Hit) -> Iterator[Claim]:
    """Claim a given or family name that stands in a field of its own."""
    text, (start, _) = hit.text(1), hit.span(1)
    for begin, end, certainty in names_in(text, single=True):
        place = byte_span(start, text, begin, end)
        yield Claim(*place, Label.NAME, round(0.8 * certainty, 3))


def _read_subject(hit: Hit) -> Iterator[Claim]:
    """Claim the known name that is the whole of a certificate's or an entry's subject."""
    if name_certainty(hit.text(1)) >= KNOWN_CERTAINTY:
        yield Claim(*hit.span(1), Label.NAME, 0.7)


# Whose name a field holds, and which name: `author_name`, `full name`.
_WHOSE = (
    *("author", "contact", "customer", "developer", "employee", "maintainer", "owner", "person"),
    *("cardholder", "card_holder", "display", "full", "real"),
)
_FIELD = one_of(_WHOSE) + rb"[ _\-]?name"
_ELEMENT = rb"<" + one_of(["author", "contributor", "creator", "dc:creator", "developer", "owner"])
_PART = one_of(["family", "first", "given", "last", "middle", "sur"])
_ATTRIBUTE = rb"\b(?:(?:CN|cn) ?= ?|(?:cn|displayName|gecos): )[A-Z\xc3]"

RULES = (
    Rule(
        id="person-name-field",
        label=Label.NAME,
        title="Field for a person's name",
        finds="The name in a field or an element for one: `full_name`, `user.name`, `<author>`.",
        leaves="Values that are no names, and fields for other things: `file_name`.",
        triggers=(rb"(?i)" + _FIELD, rb"(?i)user\.name", rb"(?i)" + _ELEMENT + rb">"),
        pattern=rx(
            rb"""
            (?i)
            (?: """
            + _FIELD
            + rb"""
              | user\.name
              | """
            + _ELEMENT
            + rb""">(?:\s{0,40}<name)?
            )
            ["'>\]]{0,2} \s{0,4} (?: : | =>? | , | \s )? \s{0,4} ["']?
            ([^"'\r\n<>]{3,80})
            """
        ),
        read=_read_full,
        hits=(
            example('full_name = "[[Ann Porter]]"', "Python"),
            example("git config user.name '[[Ann Porter]]'", "Shell"),
            example("<author>\n  <name>[[Nils Porter]]</name>\n</author>", "XML"),
        ),
        misses=(
            example('author_name = get("value")', "Python"),
            example('file_name = "Ann Porter"', "Python"),
            example("<author>The Rope Team</author>", "XML"),
        ),
        lines=2,
    ),
    Rule(
        id="name-part-field",
        label=Label.NAME,
        title="Field for a part of a name",
        finds="A given or family name in a quoted field of its own: `first_name: 'Ann'`.",
        leaves="Values that no name can be, in lower case or made of digits.",
        triggers=(rb"(?i)" + _PART + rb"[_\-\s]?name[\"'>\]]*\s*(?::|=>?|,)?\s*[\"']",),
        pattern=rx(
            rb"(?i)"
            + _PART
            + rb"""
            [_\-\s]?name ["'>\]]{0,2} \s{0,4} (?: : | =>? | , )? \s{0,4}
            ["'] ([^"'\r\n<>]{2,40}) ["']
            """
        ),
        read=_read_part,
        hits=(
            example("first_name: '[[Ann]]', last_name: '[[Porter]]'", "Python"),
            example('"familyName": "[[Wickensand]]"', "JSON"),
        ),
        misses=(
            example("first_name: 'value'", "Python"),
            example("filename: 'Ann'", "Python"),
        ),
    ),
    Rule(
        id="name-part-element",
        label=Label.NAME,
        title="Element for a part of a name",
        finds="A given or family name in an element of its own: `<firstName>Ann</firstName>`.",
        leaves="Elements that no name fills.",
        triggers=(rb"(?i)<" + _PART + rb"[_\-]?name>",),
        pattern=rb"(?i)<" + _PART + rb"[_\-]?name>([^<>\r\n]{2,40})<",
        read=_read_part,
        hits=(
            example("<firstName>[[Ann]]</firstName>", "XML"),
            example("<sur-name>[[Wickensand]]</sur-name>", "XML"),
        ),
        misses=(
            example("<firstName>{value}</firstName>", "XML"),
            example("<fileName>Ann</fileName>", "XML"),
        ),
    ),
    Rule(
        id="common-name",
        label=Label.NAME,
        title="Common name of a directory entry or a certificate",
        finds="A known name that is the whole of a common name: `CN=…`, `cn: …`, `gecos: …`.",
        leaves="Hosts, authorities, groups and names that are not known.",
        source="https://www.rfc-editor.org/rfc/rfc4519#section-2.3",
        triggers=(_ATTRIBUTE,),
        pattern=rx(
            rb"""
            \b (?: (?:CN|cn)[ ]?=[ ]? | (?:cn|displayName|gecos):[ ] )
            ([A-Z\xc3][^/,=\r\n"'<>+]{3,60}?) [ \t]{0,4} (?: [/,"'+] | \r?\n | $ )
            """
        ),
        read=_read_subject,
        hits=(
            example("CN=[[Brack Lindqvist]],O=Knots"),
            example("gecos: [[Brack Lindqvist]]\n"),
        ),
        misses=(
            example("CN=Rope Root Authority,O=Knots"),
            example("displayName: Main Window\n"),
        ),
    ),
)
