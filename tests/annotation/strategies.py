"""What hypothesis draws texts and readings from."""

from hypothesis import strategies as st
from pii_annotation.entities import Flag, MarkedEntity, MarkedLabel, Reading

# Characters on which ways of counting differ, beside some plain ones.
texts = st.text(st.sampled_from("ab é😀🏳\u200d\r\n\t\x00\u2028\ufeff"), min_size=1, max_size=40)
line_texts = st.text(st.sampled_from("ab \n😀"), max_size=60)


@st.composite
def disjoint_entities(draw: st.DrawFn, length: int) -> tuple[MarkedEntity, ...]:
    """Draw entities of a text of some length, none overlapping another."""
    cuts = sorted(draw(st.sets(st.integers(0, length), max_size=8)))
    entities = []
    for start, end in zip(cuts[::2], cuts[1::2], strict=False):
        label, flag = draw(st.sampled_from(MarkedLabel)), draw(st.sampled_from(Flag))
        entities.append(MarkedEntity(start, end, label, flag))
    return tuple(entities)


@st.composite
def readings(draw: st.DrawFn, annotator: str, length: int = 30) -> Reading:
    return Reading("a", annotator, draw(disjoint_entities(length)))
