"""Names in records of data, known by the field beside them: a mail address, a person's page."""

from collections.abc import Iterator

from pii.labels import Label
from pii.patterns import one_of, rx
from pii.rules.claims import people_in
from pii.rules.rule import Claim, Hit, Rule, example


def _read_field(hit: Hit) -> Iterator[Claim]:
    """Claim the name that a field of a person's record holds."""
    yield from people_in(hit, 1, 0.85)


# Fields that only a person's record has.
_PERSON_FIELDS = (
    *("affiliation", "affiliations", "avatar_url", "contributions", "orcid", "profile"),
)
_PERSON_FIELD = rb"\"" + one_of(_PERSON_FIELDS) + rb"\":"
_VALUE = rb"(?:\"[^\"\r\n]{0,200}\"|null)"
_NAME_FIELD = rb"\"name\":\s{0,4}\"([^\"\r\n]{3,60})\""
_EMAIL_KEY = rb"-?\s?e?-?mail:"

RULES = (
    Rule(
        id="json-name-before-person-field",
        label=Label.NAME,
        title="Name before a field of a person's record",
        finds="A field `name` before one that only people have: `affiliation`, `orcid`.",
        leaves="Names of things, and names beside other fields.",
        triggers=(_PERSON_FIELD,),
        pattern=_NAME_FIELD + rb",\s{1,40}" + _PERSON_FIELD,
        read=_read_field,
        hits=(
            example('{"name": "[[Wickensand Brack]]", "orcid": "0000"}', "JSON"),
            example('"name": "[[Åse Bjørnsand]]",\n  "contributions": ["code"]', "JSON"),
        ),
        misses=(
            example('"name": "Main Window",\n  "profile": "x"', "JSON"),
            example('"name": "Wickensand Brack", "size": 3, "orcid": "x"', "JSON"),
        ),
        lines=2,
    ),
    Rule(
        id="json-name-after-person-field",
        label=Label.NAME,
        title="Name behind a field of a person's record",
        finds="A field `name` behind one that only people have: `avatar_url`, `profile`.",
        leaves="Names of things, and names behind other fields.",
        triggers=(_PERSON_FIELD,),
        pattern=_PERSON_FIELD + rb"\s{0,4}" + _VALUE + rb",\s{1,40}" + _NAME_FIELD,
        read=_read_field,
        hits=(
            example('"orcid": "0000", "name": "[[Åse Bjørnsand]]"', "JSON"),
            example('"avatar_url": null,\n  "name": "[[Brack Lindqvist]]"', "JSON"),
        ),
        misses=(
            example('"profile": "x",\n  "name": "Default Profile"', "JSON"),
            example('"orcid": "x", "size": 3, "name": "Wickensand Brack"', "JSON"),
        ),
        lines=2,
    ),
    Rule(
        id="quoted-name-before-email",
        label=Label.NAME,
        title="Quoted name before a quoted mail address",
        finds="A name in quotes, with a mail address in quotes behind it.",
        leaves="Keys and things before an address: `'email': '…'`.",
        triggers=(rb"[\"']\s*[,:]\s*[\"'][A-Za-z0-9_.+\-]+@",),
        pattern=rx(
            rb"""
            ["'] ([^"'\r\n@]{2,60}) ["'] \s{0,4} [,:] \s{0,4}
            ["'] [A-Za-z0-9_.+\-]{1,64} @
            """
        ),
        read=_read_field,
        hits=(
            example("('[[N. Strandstad]]', 'n@harbour-lane.org')", "SQL"),
            example('"[[Åse Brack]]": "a.brack@harbour-lane.org"', "JSON"),
        ),
        misses=(
            example("('email', 'n@harbour-lane.org')", "SQL"),
            example('"Mailing List": "n@harbour-lane.org"', "JSON"),
        ),
        lines=2,
    ),
    Rule(
        id="name-field-before-email",
        label=Label.NAME,
        title="Field for a name in a line with a mail address",
        finds="The name in a quoted field `name`, with a mail address behind it in the line.",
        leaves="Names of things, and fields that no address follows.",
        triggers=(rb"(?i)\bname[\"']?\s*(?::|=>?)\s*[\"'][^\"'\r\n@]+[\"'][^\r\n]+@",),
        pattern=rx(
            rb"""
            (?i) \bname ["']? \s{0,4} (?: : | =>? ) \s{0,4}
            ["'] ([^"'\r\n@]{2,60}) ["'] [^\r\n]{1,60} @
            """
        ),
        read=_read_field,
        hits=(
            example('{"name": "[[N. Strandstad]]", "mail": "n@harbour-lane.org"}', "JSON"),
            example("[name => '[[Åse Brack]]', to => 'a@harbour-lane.org']", "PHP"),
        ),
        misses=(
            example('{"name": "Main Window", "mail": "n@harbour-lane.org"}', "JSON"),
            example('{"name": "N. Strandstad", "size": 3}', "JSON"),
        ),
    ),
    Rule(
        id="name-field-above-email",
        label=Label.NAME,
        title="Field for a name above a mail address",
        finds="The name in a field `name`, with a field for a mail address in the next line.",
        leaves="Names of things, and fields that none for an address follows.",
        triggers=(rb"(?im)^\s*" + _EMAIL_KEY,),
        pattern=rx(
            rb"""
            (?i) \bname: \s{1,4} ["']? ([^"'\r\n]{3,60}) ["']? \r?\n
            \s{0,24} """
            + _EMAIL_KEY
        ),
        read=_read_field,
        hits=(
            example("- name: [[N. Strandstad]]\n  email: n@harbour-lane.org", "YAML"),
            example("Name: [[Åse Brack]]\nE-Mail: a@harbour-lane.org", "Text"),
        ),
        misses=(
            example("- name: Main Window\n  email: n@harbour-lane.org", "YAML"),
            example("- name: N. Strandstad\n  size: 3", "YAML"),
        ),
        lines=2,
    ),
)
