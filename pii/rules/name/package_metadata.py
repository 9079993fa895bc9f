"""People in the metadata of packages: developer blocks, calls that describe an author."""

import re
from collections.abc import Iterator

from pii.labels import Label
from pii.patterns import one_of, rx
from pii.rules.checks.logins import is_login
from pii.rules.checks.names import names_in
from pii.rules.checks.owners import is_person
from pii.rules.claims import people_at, people_in
from pii.rules.rule import Claim, Hit, Rule, byte_span, example

_BLOCK_FIELD = re.compile(
    r"\b(id|name)(?:\.set)?\s{0,4}(?:=|\()?\s{0,4}[\"']([^\"'\r\n]{2,60})[\"']"
)
_QUOTED = re.compile(r"[\"']([^\"'\r\n]{2,60})[\"']")


def _read_block(hit: Hit) -> Iterator[Claim]:
    """Claim the login and the name in a developer's block."""
    text = hit.text(1)
    for field in _BLOCK_FIELD.finditer(text):
        place = byte_span(hit.span(1)[0], text, *field.span(2))
        if field[1] == "name":
            yield from people_at(place[0], field[2], 0.85)
        elif is_login(field[2]) and is_person(field[2]):
            yield Claim(*place, Label.USERNAME, 0.75)


def _read_call(hit: Hit) -> Iterator[Claim]:
    """Claim the names among the arguments of a call, and a handle that a mail address follows."""
    text = hit.text(1)
    for argument in _QUOTED.finditer(text):
        place = byte_span(hit.span(1)[0], text, *argument.span(1))
        names = list(people_at(place[0], argument[1], 0.85))
        yield from names
        if not names and "@" in text[argument.end() :] and is_login(argument[1]):
            yield Claim(*place, Label.USERNAME, 0.6)


def _read_parts(hit: Hit) -> Iterator[Claim]:
    """Claim given and family name, the first two arguments of a call that describes a person."""
    for group in (1, 2):
        text = hit.text(group)
        for start, end, certainty in names_in(text, single=True):
            score = max(0.6, 0.8 * certainty)
            yield Claim(*byte_span(hit.span(group)[0], text, start, end), Label.NAME, score)


def _read_element(hit: Hit) -> Iterator[Claim]:
    """Claim the name that an author's element holds."""
    yield from people_in(hit, 1, 0.85)


_CALL = rb"\b" + one_of(["Author", "Developer"]) + rb"\("
_PERSON_CALL = rb"\b" + one_of(["person", "use_author"]) + rb"\("
_ELEMENT = rb"<" + one_of(["author", "contributor", "creator", "developer"]) + rb"\s"

RULES = (
    Rule(
        id="gradle-developer-block",
        label=Label.NAME,
        title="Developer's block of a Gradle build",
        finds="The name and the login in a `developer { … }` block.",
        leaves="Teams, roles and other fields of such a block.",
        source="https://docs.gradle.org/current/userguide/publishing_maven.html",
        triggers=(rb"\bdeveloper\s*\{",),
        pattern=rb"\bdeveloper\s{0,4}\{([^{}]{4,400})",
        read=_read_block,
        hits=(
            example('developer {\n  id "[[aporter]]"\n  name "[[Anneliese Porter]]"\n}', "Groovy"),
            example('developer {\n  name.set("[[Anneliese Porter]]")\n}', "Kotlin"),
        ),
        misses=(
            example('developer {\n  id "admin"\n  name "Build Team"\n}', "Groovy"),
            example('developer { debug = true }\nid "aporter"', "Groovy"),
        ),
        lines=8,
    ),
    Rule(
        id="author-call",
        label=Label.NAME,
        title="Call that describes an author",
        finds="Names among the arguments of `Author(…)`, and the handle before a mail address.",
        leaves="A word alone, which may name anything.",
        triggers=(_CALL,),
        pattern=_CALL + rb"\s{0,24}([^()]{4,300})",
        read=_read_call,
        hits=(
            example("x = Author('[[Anneliese Porter]]')", "Python"),
            example('Developer("[[aporter]]", "[[Ann Porter]]", "a@harbour-lane.org")', "Scala"),
        ),
        misses=(
            example("x = Author('aporter')", "Python"),
            example('Developer("Build Team", url("https://knots.example"))', "Scala"),
        ),
        lines=6,
    ),
    Rule(
        id="r-person",
        label=Label.NAME,
        title="Person in the description of an R package",
        finds="Given and family name, the first two arguments of `person(…)`.",
        leaves="Calls of other functions called so, whose arguments are no names.",
        source="https://stat.ethz.ch/R-manual/R-devel/library/utils/html/person.html",
        triggers=(_PERSON_CALL,),
        pattern=rx(
            _PERSON_CALL
            + rb"""
            \s{0,24} (?:given\s{0,2}=\s{0,2})? \"([^\"\r\n]{2,40})\" ,
            \s{0,24} (?:family\s{0,2}=\s{0,2})? \"([^\"\r\n]{2,40})\"
            """
        ),
        read=_read_parts,
        hits=(
            example('person("[[Anneliese]]", "[[Porter]]", role = "aut")', "R"),
            example('person(given = "[[Åse]]",\n       family = "[[Brack]]")', "R"),
        ),
        misses=(
            example('person("name", "age")', "R"),
            example('salesperson("Anneliese", "Porter")', "R"),
        ),
        lines=3,
    ),
    Rule(
        id="author-element",
        label=Label.NAME,
        title="Element of an author",
        finds="The name that an element such as `<author email=…>` holds.",
        leaves="Elements of teams and organisations.",
        triggers=(_ELEMENT,),
        pattern=_ELEMENT + rb"[^<>\r\n]{1,160}>([^<>\r\n]{3,60})</",
        read=_read_element,
        hits=(
            example('<author email="a@harbour-lane.org">[[Anneliese Porter]]</author>', "XML"),
            example('<developer role="lead">[[Åse Brack]]</developer>', "XML"),
        ),
        misses=(
            example('<author href="https://knots.example">The Rope Team</author>', "XML"),
            example('<authority id="1">Anneliese Porter</authority>', "XML"),
        ),
    ),
)
