from pii.documents import Document
from pii.entities import Entity
from pii.findings.passages import Swap, findings_of, passages_of
from pii.labels import Label
from pii.redaction.apply import redact
from pii.redaction.policy import Policy

TEXT = "first\nmail ann@x.org, bob@x.org\nlast\n"
ENTITIES = (
    Entity(11, 20, Label.EMAIL, 0.75, "email-address"),
    Entity(22, 31, Label.EMAIL, rule="email-spelled"),
)
DOCUMENT = Document("a.py", TEXT, ENTITIES)


def passages(document, most=100):
    return passages_of(document, redact(document, Policy()), most)


def test_a_finding_knows_its_lines_and_columns():
    [first, second] = findings_of(DOCUMENT, ENTITIES)
    assert (first.line, first.column, first.end_line, first.end_column) == (2, 6, 2, 15)
    assert (second.line, second.column) == (2, 17)
    assert first.label is Label.EMAIL
    assert (first.rule, second.rule) == ("email-address", "email-spelled")


def test_values_are_there_only_if_asked_for_and_never_in_a_repr():
    assert [finding.value for finding in findings_of(DOCUMENT, ENTITIES)] == ["", ""]
    [first, _] = findings_of(DOCUMENT, ENTITIES, values=True)
    assert first.value == "ann@x.org"
    assert "ann" not in repr(first)


def test_a_passage_shows_a_line_with_all_its_findings():
    [passage] = passages(DOCUMENT)
    assert passage.line == 2
    assert passage.parts == (
        "mail ",
        Swap(Label.EMAIL, 0.75, "ann@x.org", "<EMAIL>", "email-address"),
        ", ",
        Swap(Label.EMAIL, 1.0, "bob@x.org", "<EMAIL>", "email-spelled"),
        "",
    )
    assert "ann" not in repr(passage)


def test_beyond_the_limit_nothing_of_the_hidden_is_kept():
    [passage] = passages(DOCUMENT, most=1)
    assert [part for part in passage.parts if isinstance(part, Swap)] == [
        Swap(Label.EMAIL, 0.75, "ann@x.org", "<EMAIL>", "email-address")
    ]
    assert "bob" not in "".join(part for part in passage.parts if isinstance(part, str))


def test_long_lines_and_values_are_cut():
    text = "a" * 500 + "k" * 600 + "b" * 500 + "k" * 600 + "c" * 500
    entities = (Entity(500, 1100, Label.KEY), Entity(1600, 2200, Label.KEY))
    [passage] = passages(Document("a", text, entities))
    head, key, between, _, tail = passage.parts
    assert head == "…" + "a" * 100
    assert isinstance(key, Swap)
    assert key.original == "k" * 400 + "…"
    assert between == "b" * 100 + " … " + "b" * 100
    assert tail == "c" * 100 + "…"


def test_a_value_over_several_lines_makes_one_passage():
    text = "key:\n-----BEGIN\nabc\n-----END\nrest\nmail x\n"
    [first, second] = passages(
        Document("a", text, (Entity(5, 28, Label.KEY), Entity(39, 40, Label.NAME)))
    )
    assert (first.line, second.line) == (2, 6)


def test_a_document_without_findings_has_no_passages():
    assert passages(Document("a", "text")) == ()
