"""Made-up outcomes of a scan, for the tests of reports."""

from hypothesis import strategies as st

from pii.detection.loading import load_detector
from pii.documents import Document
from pii.entities import DENY, ENCODER, Entity
from pii.findings.passages import Finding, findings_of
from pii.labels import Label
from pii.redaction.apply import hidden_entities
from pii.redaction.policy import Policy
from pii.rules.catalogue import ENTRIES
from pii.rules.registry import RULES
from pii.scan.process import FileResult
from tests.strategies import labels, scores

MAIL_RULE = "email-address"
KEY_RULE = next(rule.id for rule in RULES if rule.label is Label.KEY)
RULE_IDS = [MAIL_RULE, KEY_RULE, ENCODER, DENY]


@st.composite
def findings(draw):
    line, column = draw(st.integers(1, 9)), draw(st.integers(1, 9))
    more, length = draw(st.integers(0, 2)), draw(st.integers(1, 9))
    rule = draw(st.sampled_from(RULE_IDS))
    fixed = {MAIL_RULE: Label.EMAIL, KEY_RULE: Label.KEY}
    label = fixed.get(rule) or draw(labels)
    start = draw(st.integers(0, 99))
    entity = Entity(start, start + length, label, draw(scores), rule)
    end_column = length if more else column + length
    prints = draw(st.sampled_from([{}, {"redactedContext/v1": "0a:1"}]))
    return Finding(entity, line, column, line + more, end_column, "hunter2", prints)


def really_found():
    """Return what a scan finds in the examples of all rules, an outcome for each example."""
    documents = [
        Document(f"{entry.id}-{number}", hit.text, language=hit.language)
        for entry in ENTRIES
        for number, hit in enumerate(entry.hits)
    ]
    policy = Policy(deny={"harbour-lane": Label.NAME})
    return [
        FileResult(document.id, findings=findings_of(document, hidden_entities(document, policy)))
        for document in load_detector("rules").detect(documents)
    ]


paths = st.sampled_from(["a.py", "./b c/d.py", "/abs/e.py", "../f.py", "caf\udce9.py", "<stdin>"])
files = st.lists(
    st.builds(
        FileResult,
        paths,
        trouble=st.sampled_from(["", "", "permission denied"]),
        findings=st.lists(findings(), max_size=4).map(tuple),
    ),
    max_size=3,
)
