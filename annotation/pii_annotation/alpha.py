"""How far all annotators agree, beyond what chance would give: Krippendorff's alpha.

Taken over characters, since borders differ and people disagree on how many entities there are.
"""

from collections import Counter
from collections.abc import Mapping

from pii_annotation.agreement import Readings
from pii_annotation.entities import Flag, MarkedLabel, Reading

_NOTHING = ""


def character_alpha(
    readings: Readings, lengths: Mapping[str, int], label: MarkedLabel | None = None
) -> float | None:
    """Return Krippendorff's alpha over the characters of all documents with several readings.

    A character's value is the label of the unflagged entity it stands in, or nothing.

    Args:
        readings: by document.
        lengths: each document's length in code points.
        label: look at this label against all else.

    Returns:
        At most 1; 0 is what chance would give. None where it is undefined.
    """
    units: Counter[tuple[str, ...]] = Counter()
    for document_id, group in readings.items():
        if len(group) > 1:
            columns = [_values(reading, lengths[document_id], label) for reading in group]
            units.update(zip(*columns, strict=True))
    return nominal_alpha(units)


def nominal_alpha(units: Mapping[tuple[str, ...], int]) -> float | None:
    """Return Krippendorff's alpha for nominal values, with any number of coders.

    The computation from coincidences, after K. Krippendorff, "Computing Krippendorff's
    Alpha-Reliability" (University of Pennsylvania, 2011), sections C and D.

    Args:
        units: the values that coders gave a unit, and how many units have just these. A coder
            who did not judge a unit gives it no value.

    Returns:
        None without two different values, for then chance cannot be told from agreement.
    """
    totals: Counter[str] = Counter()
    agreeing = 0.0
    for values, count in units.items():
        if len(values) < 2:
            continue
        for value, times in Counter(values).items():
            totals[value] += times * count
            agreeing += count * times * (times - 1) / (len(values) - 1)
    pairs = totals.total()
    by_chance = sum(times * (times - 1) for times in totals.values())
    if pairs * (pairs - 1) == by_chance:
        return None
    return ((pairs - 1) * agreeing - by_chance) / (pairs * (pairs - 1) - by_chance)


def _values(reading: Reading, length: int, label: MarkedLabel | None) -> list[str]:
    """Return what one annotator says of each character."""
    values = [_NOTHING] * length
    for entity in reading.entities:
        if entity.flag is Flag.SCORED and label in (None, entity.label):
            values[entity.start : entity.end] = [entity.label] * (entity.end - entity.start)
    return values
