"""Markdown tables of what a data set holds and how far its annotators agree."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from pii.evaluation import Report, Score
from pii.labels import Label
from pii_annotation.agreement import PairAgreement, Readings
from pii_annotation.alpha import character_alpha
from pii_annotation.disagreements import Disagreement
from pii_annotation.entities import Flag, MarkedEntity, MarkedLabel, scored_entities
from pii_annotation.splits import Split, split_of


def table(heading: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a Markdown table; its first column is aligned left, the others right."""
    lines = [list(heading), ["---", *["---:"] * (len(heading) - 1)]]
    lines += [[str(cell) for cell in row] for row in rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def label_table(entities: Iterable[MarkedEntity]) -> str:
    """Return how many entities there are by label and flag."""
    counts = Counter((entity.label, entity.flag) for entity in entities)
    rows = [[label, *(counts[label, flag] for flag in Flag)] for label in MarkedLabel]
    total = ["all", *(sum(counts[label, flag] for label in MarkedLabel) for flag in Flag)]
    return table(["label", *Flag], [*rows, total])


def count_table(heading: str, values: Iterable[str]) -> str:
    """Return how often each value comes, the most frequent first."""
    ranked = sorted(Counter(values).items(), key=lambda item: (-item[1], item[0]))
    return table([heading, "snippets"], [(value or "(unknown)", count) for value, count in ranked])


def split_table(snippets: Iterable[tuple[str, Sequence[MarkedEntity]]]) -> str:
    """Return repositories, snippets and scored entities of each split.

    Args:
        snippets: the repository and the entities of each.
    """
    groups: dict[Split, list[tuple[str, Sequence[MarkedEntity]]]] = {split: [] for split in Split}
    for snippet in snippets:
        groups[split_of(snippet[0])].append(snippet)
    rows = []
    for split, group in groups.items():
        scored = Counter(e.label for _, entities in group for e in scored_entities(entities))
        repositories = len({repo for repo, _ in group})
        rows.append([split, repositories, len(group), *(scored[label] for label in Label)])
    return table(["split", "repositories", "snippets", *Label], rows)


def agreement_table(pair: PairAgreement) -> str:
    """Return two annotators' F1 by label."""
    rows = [
        [label, _f1(pair.strict[label]), _f1(pair.overlap[label]), _f1(pair.strict_marked[label])]
        for label in MarkedLabel
    ]
    total = ["all", *(_f1(_sum(one)) for one in (pair.strict, pair.overlap, pair.strict_marked))]
    return table(["label", "strict F1", "overlap F1", "strict F1, any flag"], [*rows, total])


def alpha_table(readings: Readings, lengths: Mapping[str, int]) -> str:
    """Return Krippendorff's alpha on characters by label."""
    alphas: list[tuple[str, float | None]] = [
        (label, character_alpha(readings, lengths, label)) for label in MarkedLabel
    ]
    alphas.append(("all", character_alpha(readings, lengths)))
    return table(
        ["label", "Krippendorff's alpha"],
        [(name, "–" if alpha is None else f"{alpha:.3f}") for name, alpha in alphas],
    )


def disagreement_table(found: Iterable[Disagreement]) -> str:
    """Return what stands against what, the most frequent first."""
    counts = Counter((item.kind, *sorted((item.one, item.other))) for item in found)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    rows = [(f"{one} / {other}", kind, count) for (kind, one, other), count in ranked]
    return table(["one / other", "differs in", "times"], rows)


def score_table(report: Report) -> str:
    """Return a detector's strict and overlap precision, recall and F1 by label."""
    heading = [
        "label",
        "true",
        *(f"{how} {what}" for how in ("strict", "overlap") for what in ("P", "R", "F1")),
    ]
    rows = [_score_row(label, report.strict[label], report.overlap[label]) for label in Label]
    return table(heading, [*rows, _score_row("all", report.total, report.total_overlap)])


def _score_row(name: str, strict: Score, overlap: Score) -> list[object]:
    measures: tuple[Callable[[Score], float], ...] = (
        lambda score: score.precision,
        lambda score: score.recall,
        lambda score: score.f1,
    )
    cells = [f"{measure(score):.3f}" for score in (strict, overlap) for measure in measures]
    return [name, strict.true, *cells]


def _sum(scores: Mapping[MarkedLabel, Score]) -> Score:
    return sum(scores.values(), Score())


def _f1(score: Score) -> str:
    """Return a score's F1; where neither marked anything there is nothing to agree on."""
    return f"{score.f1:.3f}" if score.predicted + score.true else "–"
