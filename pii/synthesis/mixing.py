"""From unlabelled code to training samples: snippets, refilled and sprinkled."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from random import Random

from pii.detection.protocol import Detector
from pii.documents import Document
from pii.samples import Sample
from pii.synthesis.grammar import Grammar
from pii.synthesis.placing import sprinkle
from pii.synthesis.refilling import refill
from pii.synthesis.values import HELD_OUT_FAMILIES, Values

_TOGETHER = 64
# Lines of these kinds come twice as often: real code holds far more people than secrets.
_OFTEN = ("line_key_", "line_password_")


@dataclass(frozen=True, slots=True)
class Mix:
    """How samples are made of a corpus.

    Attributes:
        characters: when to stop, counted in code points of code read.
        lines: how many lines a snippet has at most.
        idle_share: the share of snippets in which the detector found nothing and that are kept
            all the same; a snippet with a find is always kept.
        lines_between: one line in so many has invented ones before it; 0 for none at all.
        run_share: the share of these places that get a run of lines instead of one.
        held_out: write the kinds of lines, and use the key families, that training never sees.
    """

    characters: int
    lines: int = 40
    idle_share: float = 0.35
    lines_between: int = 10
    run_share: float = 0.15
    held_out: bool = False


def mixed(
    documents: Iterable[Document], detector: Detector, mix: Mix, seed: int
) -> Iterator[Sample]:
    """Yield samples made of one snippet of each document, in the documents' order."""
    draw = Random(seed)  # noqa: S311  (training material, no secret)
    values = Values(seed, () if mix.held_out else HELD_OUT_FAMILIES, wide=True)
    grammar = Grammar.load()
    kinds = grammar.kinds(held_out=mix.held_out)
    kinds += tuple(kind for kind in kinds if kind.startswith(_OFTEN))
    read = 0
    for batch in _batches(_snippets(documents, mix.lines, draw), _TOGETHER):
        for marked in detector.detect(batch):
            if not marked.entities and draw.random() > mix.idle_share:
                continue
            read += len(marked.text)
            filled = refill(marked, values)
            if mix.lines_between:
                filled = sprinkle(
                    filled,
                    grammar,
                    kinds,
                    values,
                    draw,
                    lines_between=mix.lines_between,
                    run_share=mix.run_share,
                )
            yield filled
        if read >= mix.characters:
            return


def _snippets(documents: Iterable[Document], lines: int, draw: Random) -> Iterator[Document]:
    """Yield a run of lines of each document; heads, where people sign, come twice as often."""
    for document in documents:
        all_lines = document.text.splitlines(keepends=True)
        last = max(0, len(all_lines) - lines)
        first = 0 if draw.random() < 1 / 3 else draw.randint(0, last)
        yield replace(document, text="".join(all_lines[first : first + lines]))


def _batches(documents: Iterable[Document], size: int) -> Iterator[list[Document]]:
    batch: list[Document] = []
    for document in documents:
        batch.append(document)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
