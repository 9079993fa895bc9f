"""What hypothesis draws our nouns from."""

from hypothesis import strategies as st

from pii.documents import Document
from pii.entities import ENCODER, Entity
from pii.labels import Label
from pii.redaction.policy import Action, Policy

KEY = b"a key for tests, of no worth"

labels = st.sampled_from(Label)
scores = st.floats(0.0, 1.0)
rule_ids = st.sampled_from(["", ENCODER, "mail-plain", "mail-spelled", "name-known"])
rule_globs = st.sampled_from(["*", ENCODER, "mail-*", "mail-plain", "*-known", "name-?????", "x"])
texts = st.text(st.characters(), max_size=60)


@st.composite
def entities(draw: st.DrawFn, most: int = 60) -> Entity:
    start = draw(st.integers(0, most - 1))
    end = draw(st.integers(start + 1, most))
    return Entity(start, end, draw(labels), draw(scores), draw(rule_ids))


@st.composite
def documents(draw: st.DrawFn) -> Document:
    text = draw(texts)
    claims = draw(st.lists(entities(most=len(text)), max_size=8)) if text else []
    language = draw(st.sampled_from(["", "Python", "XML", "TOML", "JSON", "YAML"]))
    return Document("a", text, tuple(claims), language)


policies = st.builds(
    Policy,
    threshold=scores,
    thresholds=st.dictionaries(labels, scores, max_size=3),
    rules_off=st.lists(rule_globs, max_size=2).map(tuple),
    rule_thresholds=st.dictionaries(rule_globs, scores, max_size=2),
    action=st.sampled_from(Action),
    actions=st.dictionaries(labels, st.sampled_from(Action), max_size=3),
    keep_private_addresses=st.booleans(),
    key=st.just(KEY),
)
