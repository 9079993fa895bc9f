"""Annotations of any tool, aligned with the text they mean, or refused with a reason.

An importer hands over what a file says, unbelieved: offsets may be fractions, reversed or in
UTF-16, labels a stranger's. Out come readings, and a report that counts every entity that came
in. What does not line up is repaired only where there is but one way to repair it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from pii_annotation.entities import MarkedEntity, Reading
from pii_annotation.errors import InvalidLabels
from pii_annotation.import_report import Claimed, Refusal, Report, Skipped, UntrustedSpan
from pii_annotation.label_table import LabelTable
from pii_annotation.offsets import (
    CODE_POINTS,
    UTF_16,
    Counting,
    agreeing,
    countings,
    joined_line_ends,
    only_place,
    quotes,
    sanitised,
    trimmed,
    utf_16,
)


@dataclass(frozen=True, slots=True)
class Rules:
    """How claims are read.

    Attributes:
        texts: our own text of a document, by id; it counts before the one in the file.
        labels: what names mean.
        counting: `code points` or `UTF-16 units`, for claims that quote nothing to decide by.
    """

    texts: Mapping[str, str] = field(default_factory=dict, repr=False)
    labels: LabelTable = field(default_factory=LabelTable)
    counting: str = CODE_POINTS


class _Fault(Exception):
    """Why a claim or a document is refused; caught here and made a `Refusal`."""


def align(
    items: Iterable[Claimed | Refusal | Skipped], rules: Rules
) -> tuple[list[Reading], Report]:
    """Return the readings that stand up to their texts, and a report on all that came in.

    A document whose id we do not know is taken for the one of ours that has exactly its text, if
    there is but one: some tools forget the ids they were given.
    """
    readings: list[Reading] = []
    report = Report()
    ids = _ids_by_text(rules.texts)
    for item in items:
        report.readings += 1
        match item:
            case Refusal():
                report.refused.append(item)
            case Skipped():
                report.skipped[item.reason] += 1
            case Claimed():
                if item.document_id not in rules.texts and item.text is not None:
                    own_id = ids.get(item.text) or item.document_id
                    item = replace(item, document_id=own_id)
                readings += _read(item, rules, report)
    return readings, report


def _ids_by_text(texts: Mapping[str, str]) -> dict[str, str | None]:
    """Return the id of each text, None where several documents have the same."""
    ids: dict[str, str | None] = {}
    for document_id, text in texts.items():
        ids[text] = None if text in ids else document_id
    return ids


def _read(claimed: Claimed, rules: Rules, report: Report) -> list[Reading]:
    """Return the reading of one document, none if anything in it is refused."""
    report.entities += len(claimed.claims) + len(claimed.faults) + claimed.left_out
    report.left_out += claimed.left_out
    try:
        text, shift = _settle_text(claimed, rules.texts)
    except _Fault as fault:
        report.refused += [*claimed.faults, Refusal(claimed.document_id, "text", str(fault))]
        report.refused_entities += len(claimed.claims) + len(claimed.faults)
        return []
    document = _Document(claimed, text, shift, rules)
    refusals = [*claimed.faults, *document.refusals]
    report.left_out += document.left_out
    report.refused += refusals
    report.refused_entities += len(refusals)
    if refusals:
        report.withheld += len(document.entities)
        return []
    report.taken += len(document.entities)
    report.repaired += document.repaired
    ours = claimed.document_id in rules.texts
    return [
        Reading(
            claimed.document_id,
            claimed.annotator,
            tuple(document.entities),
            None if ours else text,
        )
    ]


def _settle_text(claimed: Claimed, texts: Mapping[str, str]) -> tuple[str, Counting | None]:
    """Return the text that counts, and how the file's offsets map to it where they differ."""
    ours, theirs = texts.get(claimed.document_id), claimed.text
    if ours is None and theirs is None:
        raise _Fault("the file has no text and no snippet has this id; give --snippets")
    if ours is None or theirs is None or theirs in (ours, sanitised(ours)):
        return ours if ours is not None else theirs or "", None
    if theirs in (ours.replace("\r\n", "\n"), sanitised(ours).replace("\r\n", "\n")):
        return ours, joined_line_ends(ours)
    raise _Fault("the file's text is not the snippet's; was it edited, or is the id another's?")


class _Document:
    """One document's claims under judgement."""

    def __init__(self, claimed: Claimed, text: str, shift: Counting | None, rules: Rules) -> None:
        self._id = claimed.document_id
        self._text = text
        self._labels = rules.labels
        self._ways = [shift] if shift else self._countings(claimed, rules.counting)
        self.entities: list[MarkedEntity] = []
        self.refusals: list[Refusal] = []
        self.repaired: Counter[str] = Counter()
        self.left_out = 0
        for claim in claimed.claims:
            try:
                self._take(claim)
            except (_Fault, InvalidLabels) as fault:
                place = f"{_shown(claim.start)}:{_shown(claim.end)}"
                self.refusals.append(Refusal(self._id, place, str(fault)))

    def _countings(self, claimed: Claimed, counting: str) -> list[Counting]:
        """Return the countings to try, best first.

        One that suits all quoted claims of the document comes before one that suits some, so
        that a value which stands twice is not found in the wrong place.
        """
        ways = countings(self._text)
        if counting == UTF_16:
            ways = [utf_16(self._text), *ways]
        quoted = [
            (claim.start, claim.end, claim.quoted)
            for claim in claimed.claims
            if isinstance(claim.start, int) and isinstance(claim.end, int) and claim.quoted
        ]
        best = agreeing(ways, quoted, self._text) if quoted else []
        return [*best, *(way for way in ways if way not in best)]

    def _take(self, claim: UntrustedSpan) -> None:
        """Add a claim to the entities, or count why not."""
        meaning = self._labels.meaning(claim.label, claim.flag)
        if meaning is None:
            self.left_out += 1
            return
        repairs: list[str] = []
        start, end = self._trimmed(*self._bounds(claim, repairs), repairs)
        entity = MarkedEntity(start, end, *meaning)
        if entity in self.entities:
            self.left_out += 1
            return
        for other in self.entities:
            if entity.touches(other):
                raise _Fault(
                    f"overlaps the entity at {other.start}:{other.end}; keep the outer one that "
                    "fits best"
                )
        self.entities.append(entity)
        self.repaired.update(repairs[:1])

    def _bounds(self, claim: UntrustedSpan, repairs: list[str]) -> tuple[int, int]:
        """Return where a claim points, in code points of the text that counts."""
        start, end = _whole(claim.start), _whole(claim.end)
        if start >= end:
            raise _Fault("the end must be behind the start")
        if start < 0:
            raise _Fault("the start must be at least 0")
        if not claim.quoted:
            bounds = self._ways[0].bounds(start, end)
            if bounds is None:
                raise _Fault(f"ends behind the text of {self._ways[0].length} characters")
            return self._noted(bounds, self._ways[0], repairs)
        for way in self._ways:
            bounds = way.bounds(start, end)
            if bounds is not None and quotes(claim.quoted, self._text[slice(*bounds)]):
                return self._noted(bounds, way, repairs)
        bounds = only_place(claim.quoted, self._text)
        if bounds is None:
            raise _Fault("quotes other text than is found there, or ends behind the text")
        repairs.append("moved to the only place where the quoted text stands")
        return bounds

    @staticmethod
    def _noted(bounds: tuple[int, int], way: Counting, repairs: list[str]) -> tuple[int, int]:
        if way.name != CODE_POINTS:
            repairs.append(f"offsets counted {way.name}")
        return bounds

    def _trimmed(self, start: int, end: int, repairs: list[str]) -> tuple[int, int]:
        inner = trimmed(self._text, start, end)
        if inner is None:
            raise _Fault("holds white space only")
        if inner != (start, end):
            repairs.append("white space at the border")
        return inner


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise _Fault("offsets must be whole numbers")
    return value


def _shown(value: object) -> str:
    """Return an offset for a message; what is no number may be anything, even text."""
    return str(value) if isinstance(value, int | float) else "?"
