"""Names in records: fields for people, and names beside mail addresses in data."""

from collections.abc import Iterator

from pii.labels import Label
from pii.rules.checks.names import name_certainty, names_in
from pii.rules.name.bylines import claims_of
from pii.rules.rule import Claim, Hit, Rule, byte_span

_KNOWN = 0.9


def _read_field(hit: Hit) -> Iterator[Claim]:
    """Claim the name that a field of a person's record holds."""
    yield from claims_of(hit, hit.span(1)[0], hit.text(1), 0.85)


def _read_part(hit: Hit) -> Iterator[Claim]:
    """Claim a given or family name that stands in a field of its own."""
    text, (start, _) = hit.text(1), hit.span(1)
    for begin, end, certainty in names_in(text, single=True):
        place = byte_span(start, text, begin, end)
        yield Claim(*place, Label.NAME, round(0.8 * certainty, 3))


def _read_subject(hit: Hit) -> Iterator[Claim]:
    """Claim the known name that is the whole of a certificate's or an entry's subject."""
    if name_certainty(hit.text(1)) >= _KNOWN:
        yield Claim(*hit.span(1), Label.NAME, 0.7)


_PERSONS_FIELD = rb"\"(?:affiliations?|orcid|avatar_url|profile|contributions)\":"
_VALUE = rb"(?:\"[^\"\r\n]{0,200}\"|null)"

RULES = (
    Rule(
        "name-before-persons-field",
        Label.NAME,
        (_PERSONS_FIELD,),
        rb"\"name\":\s{0,4}\"([^\"\r\n]{3,60})\",\s{1,40}" + _PERSONS_FIELD,
        _read_field,
        lines=2,
    ),
    Rule(
        "name-behind-persons-field",
        Label.NAME,
        (_PERSONS_FIELD,),
        _PERSONS_FIELD + rb"\s{0,4}" + _VALUE + rb",\s{1,40}\"name\":\s{0,4}\"([^\"\r\n]{3,60})\"",
        _read_field,
        lines=2,
    ),
    Rule(
        "subject",
        Label.NAME,
        (rb"\b(?:CN|cn)\s?=\s?[A-Z\xc3]", rb"\b(?:cn|gecos|displayName): [A-Z\xc3]"),
        rb"\b(?:(?:CN|cn) ?= ?|(?:cn|gecos|displayName): )([A-Z\xc3][^/,=\r\n\"'<>+]{3,60}?)"
        rb"[ \t]{0,4}(?:[/,\"'+]|\r?\n|$)",
        _read_subject,
    ),
    Rule(
        "name-beside-mail",
        Label.NAME,
        (rb"[\"']\s?[,:]\s?[\"'][A-Za-z0-9_.+\-]+@",),
        rb"[\"']([^\"'\r\n@]{2,60})[\"']\s{0,4}[,:]\s{0,4}[\"'][A-Za-z0-9_.+\-]{1,64}@",
        _read_field,
    ),
    Rule(
        "name-field-beside-mail",
        Label.NAME,
        (rb"(?i)\bname[\"']?\s?(?::|=>?)\s?[\"'][^\"'\r\n]+[\"']",),
        rb"(?i)\bname[\"']?\s{0,4}(?::|=>?)\s{0,4}[\"']([^\"'\r\n@]{2,60})[\"'][^\r\n]{1,60}@",
        _read_field,
    ),
    Rule(
        "name-above-mail",
        Label.NAME,
        (rb"(?i)\bname:\s[^\n]+\n\s*-?\s*e?-?mail:",),
        rb"(?i)\bname:\s{1,4}[\"']?([^\"'\r\n]{3,60})[\"']?\r?\n\s{0,24}-?\s?e?-?mail:",
        _read_field,
        lines=2,
    ),
    Rule(
        "person-field",
        Label.NAME,
        (
            rb"(?i)(?:author|full|display|real|contact|owner|person|customer|employee|user|"
            rb"maintainer|developer|card_?holder|given_?family)[ _\-]?_?name[\"'>]?",
            rb"(?i)<(?:auth"
            rb"or|name|developer|owner|contributor|creator|dc:creator)>",
            rb"(?i)user\.name",
        ),
        rb"(?i)(?:(?:author|full|display|real|contact|owner|person|customer|employee|maintainer|"
        rb"developer|card_?holder)[ _\-]?name|user\.name|<(?:author|developer|owner|contributor|"
        rb"creator|dc:creator)><?n?a?m?e?)[\"'>\]]{0,2}\s{0,4}(?::|=>?|,|"
        rb"\s)?\s{0,4}[\"']?([^\"'\r\n<>]{3,80})",
        _read_field,
    ),
    Rule(
        "name-part-field",
        Label.NAME,
        (rb"(?i)(?:first|last|family|given|middle|sur)_?-?\s?name",),
        rb"(?i)(?:first|last|family|given|middle|sur)[_\-\s]?name[\"'>\]]{0,2}\s{0,4}(?::|=>?|"
        rb",)?\s{0,4}[\"']([^\"'\r\n<>]{2,40})[\"']",
        _read_part,
    ),
    Rule(
        "name-part-element",
        Label.NAME,
        (rb"(?i)<(?:first|last|family|given|middle|sur)_?-?name>",),
        rb"(?i)<(?:first|last|family|given|middle|sur)[_\-]?name>([^<>\r\n]{2,40})<",
        _read_part,
    ),
)
