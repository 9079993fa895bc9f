"""The numbers in a data sheet, written by the tools that count them.

A data sheet is prose with blocks between `<!-- begin NAME -->` and `<!-- end NAME -->`; only the
blocks are ever rewritten.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from pii.detection.protocol import Detector
from pii.documents import Document
from pii.entities import Entity
from pii.evaluation import Report, interval, report_of
from pii.labels import Label
from pii.redaction.apply import hidden_entities
from pii.redaction.policy import Policy
from pii.samples import Sample
from pii_annotation.agreement import Readings, pair_agreements
from pii_annotation.disagreements import disagreements
from pii_annotation.entities import Flag, MarkedLabel, scored_entities
from pii_annotation.errors import MalformedRecord
from pii_annotation.splits import Split, split_of
from pii_annotation.standoff import GoldSnippet, StandOff
from pii_annotation.tables import (
    agreement_table,
    alpha_table,
    count_table,
    disagreement_table,
    label_table,
    score_table,
    split_table,
)

_BLOCK = re.compile(r"(<!-- begin ([\w-]+) -->\n).*?(<!-- end \2 -->)", re.DOTALL)


def fill(sheet: str, blocks: Mapping[str, str]) -> str:
    """Return a data sheet with these blocks rewritten and all else as it was.

    Raises:
        MalformedRecord: if the sheet has no block of such a name.
    """
    missing = set(blocks) - {found[2] for found in _BLOCK.finditer(sheet)}
    if missing:
        name = min(missing)
        raise MalformedRecord(
            "the data sheet", f"needs <!-- begin {name} --> and <!-- end {name} -->"
        )
    return _BLOCK.sub(
        lambda found: f"{found[1]}{blocks[found[2]]}{found[3]}" if found[2] in blocks else found[0],
        sheet,
    )


def count_block(annotations: Sequence[StandOff]) -> str:
    """Return what a set of annotations holds: by label, split, language and trigger."""
    cuttings = [annotation.cutting for annotation in annotations]
    repositories = {cutting.repo for cutting in cuttings}
    languages = {cutting.language for cutting in cuttings if cutting.language}
    twice = sum(annotation.annotators > 1 for annotation in annotations)
    return "\n".join(
        (
            f"{len(annotations)} snippets from {len(repositories)} repositories in "
            f"{len(languages)} languages; {twice} were read by two or more.\n",
            label_table(entity for one in annotations for entity in one.entities),
            split_table((one.cutting.repo, one.entities) for one in annotations),
            count_table("language", (cutting.language for cutting in cuttings)),
            count_table("trigger", (cutting.trigger for cutting in cuttings)),
        )
    )


def agreement_block(readings: Readings, lengths: Mapping[str, int]) -> str:
    """Return how far the annotators of several readings agree, and on what they do not.

    Args:
        readings: by document.
        lengths: each document's length in code points.

    Raises:
        MalformedRecord: if a document has no length.
    """
    unknown = sorted(set(readings) - set(lengths))
    if unknown:
        raise MalformedRecord(f"document {unknown[0]!r}", "no snippet has this id")
    parts = []
    for pair in pair_agreements(readings):
        one, other = pair.annotators
        parts.append(f"{one} and {other}, {pair.documents} snippets:\n")
        parts.append(agreement_table(pair))
    pairs = [group[:2] for group in readings.values() if len(group) > 1]
    parts.append(alpha_table(readings, lengths))
    parts.append(
        disagreement_table(found for one, other in pairs for found in disagreements(one, other))
    )
    return "\n".join(parts)


def baseline_block(gold: Iterable[GoldSnippet], detector: Detector, split: Split) -> str:
    """Return a detector's scores on one split, for what it hides under the default policy.

    The interval is a bootstrap over repositories.
    """
    by_repository: dict[str, Report] = {}
    for snippet in gold:
        repo = snippet.cutting.repo
        if split_of(repo) is split:
            sample = sample_of(snippet)
            [marked] = detector.detect([sample.document.marked(())])
            report = report_of(sample, hidden_entities(marked, Policy()))
            by_repository[repo] = by_repository.get(repo, Report()) + report
    reports = list(by_repository.values())
    if not reports:
        return f"No snippet is in the {split} split.\n"
    whole = sum(reports, Report())
    low, high = interval(reports, lambda report: report.total.f1)
    return "\n".join(
        (
            score_table(whole),
            f"Strict F1 over all labels: {whole.total.f1:.3f} (95% interval {low:.3f} to "
            f"{high:.3f}). Of the secret characters {100 * whole.characters.missed_share:.1f}% "
            f"were missed; {whole.characters.excess_per_thousand:.2f} in a thousand characters "
            "were hidden for nothing.\n",
        )
    )


def sample_of(snippet: GoldSnippet) -> Sample:
    """Return a gold snippet as a sample: flagged entities are ignored, `OTHER` is left out."""
    entities = snippet.stand_off.entities
    ignored = tuple(
        Entity(entity.start, entity.end, Label(entity.label))
        for entity in entities
        if entity.flag is not Flag.SCORED and entity.label is not MarkedLabel.OTHER
    )
    cutting = snippet.cutting
    document = Document(cutting.id, snippet.text, scored_entities(entities), cutting.language)
    return Sample(document, ignored, cutting.repo)
