"""The regression set: snippets written by hand, with what is truly in them marked in place.

`python -m tests.regression DETECTOR` prints what a detector scores on it, and each of its errors.

The files `data/regression_*.txt` hold one case after the other. A line `=== Python` opens a case
and names its language; what follows is its text, up to the blank lines before the next one.

⟦NAME Ada Okafor⟧       an entity, which must be found with these borders and this label
⟦NAME? Jane Doe⟧        an example, or a thing that nobody can tell: neither right nor wrong
⟦forge npm-token 2⟧     a key of that family, put together at run time; the number draws another
⟦300 * 0x1f, ⟧          the text behind the star, so many times
¦                       a seam: nothing, but it keeps mails, addresses and secrets in two pieces
␉ ␍ ␄                   a tab, a carriage return, and an end of the file without a line break
"""

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from pii.credentials import forge
from pii.detection.loading import load_detector
from pii.detection.protocol import Detector
from pii.documents import Document
from pii.entities import Entity
from pii.evaluation import Report, judge, report_of
from pii.labels import Label
from pii.redaction.apply import hidden_entities
from pii.redaction.policy import Policy
from pii.samples import Sample

FILES = sorted((Path(__file__).parent / "data").glob("regression_*.txt"))

_HEAD = "=== "
_MARK = re.compile(
    r"⟦(?:forge (?P<family>[\w-]+)(?: (?P<seed>\d+))?"
    r"|(?P<times>\d+) \* (?P<repeated>[^⟧]+)"
    r"|(?P<label>[A-Z_]+)(?P<doubt>\??) (?P<value>[^⟧]+))⟧"
)
_SIGNS = str.maketrans({"¦": None, "␉": "\t", "␍": "\r", "␄": None})


def samples() -> Iterator[Sample]:
    """Yield the cases; the id of each says where it stands: `regression_code.txt:12`."""
    for path in FILES:
        lines = path.read_text(encoding="utf-8").splitlines()
        heads = [number for number, line in enumerate(lines) if line.startswith(_HEAD)]
        for head, end in zip(heads, [*heads[1:], len(lines)], strict=True):
            text = "\n".join(lines[head + 1 : end]).rstrip("\n") + "\n"
            language = lines[head].removeprefix(_HEAD)
            yield _sample(f"{path.name}:{head + 1}", language, text.removesuffix("␄\n"))


def claims_of(detector: Detector, known: Sequence[Sample]) -> list[tuple[Entity, ...]]:
    """Return what is hidden in each sample under the default policy."""
    found = detector.detect([sample.document.marked(()) for sample in known])
    return [hidden_entities(document, Policy()) for document in found]


def report_on(known: Sequence[Sample], claims: Sequence[tuple[Entity, ...]]) -> Report:
    """Return the counts over all samples; `regression/f1` is the F1 of its total."""
    return sum(map(report_of, known, claims), Report())


def _sample(case: str, language: str, marked: str) -> Sample:
    """Return a case without its marks.

    Raises:
        ValueError: for a label or a family of keys that there is not, or a mark left open.
    """
    text, kept_from = "", 0
    entities: list[Entity] = []
    ignored: list[Entity] = []
    for mark in _MARK.finditer(marked):
        text += marked[kept_from : mark.start()].translate(_SIGNS)
        start, kept_from = len(text), mark.end()
        label, value = _meaning_of(mark)
        text += value
        if label is not None:
            (ignored if mark["doubt"] else entities).append(Entity(start, len(text), label))
    text += marked[kept_from:].translate(_SIGNS)
    if "⟦" in text or "⟧" in text:
        raise ValueError(f"{case}: needs ⟦LABEL value⟧, got something else in such brackets")
    return Sample(Document(case, text, tuple(entities), language), tuple(ignored))


def _meaning_of(mark: re.Match[str]) -> tuple[Label | None, str]:
    """Return the label that a mark gives, if any, and the text that it stands for."""
    if mark["family"]:
        return Label.KEY, forge(mark["family"], int(mark["seed"] or 0))
    if mark["times"]:
        return None, mark["repeated"].translate(_SIGNS) * int(mark["times"])
    return Label(mark["label"]), mark["value"].translate(_SIGNS)


def _scores(report: Report) -> Iterator[str]:
    """Yield a line for each label, one for all of them, and the characters bared or lost."""
    for name, score in (*report.strict.items(), ("regression/f1", report.total)):
        yield f"{name:14} f1 {score.f1:.4f}  p {score.precision:.4f}  r {score.recall:.4f}" + (
            f"  true {score.true:4}  claimed {score.predicted:4}"
        )
    yield f"secret characters missed: {report.characters.missed_share:.4f}"
    yield f"hidden for nothing in 1,000 characters: {report.characters.excess_per_thousand:.3f}"


def _errors(sample: Sample, claims: Sequence[Entity]) -> Iterator[str]:
    """Yield a line for each entity that is missed, and for each claim that is wrong."""
    document, verdict = sample.document, judge(sample, claims)
    for kind, entities in (("missed", verdict.missed), ("wrong", verdict.wrong)):
        for entity in entities:
            value = document.text[entity.start : entity.end]
            yield f"{document.id} {document.language}: {kind} {entity.label} {value[:60]!r}"


def main(name: str) -> None:
    """Print the scores and the errors of the detector that goes by a name."""
    known = list(samples())
    claims = claims_of(load_detector(name), known)
    lines = [*_scores(report_on(known, claims))]
    for sample, found in zip(known, claims, strict=True):
        lines += _errors(sample, found)
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "auto")
