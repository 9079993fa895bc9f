"""Rules and encoder together: who is believed where they disagree.

The rules own mail and IP addresses, whose form can be checked: there the encoder is not asked.
Elsewhere the rules' borders hold wherever both claim something, and the encoder adds what the
rules passed over.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

from pii.detection.protocol import Detector
from pii.documents import Document
from pii.encoder.detector import EncoderDetector
from pii.entities import Entity, in_order
from pii.labels import Label
from pii.rules import RulesDetector
from pii.rules.checks.vetoes import is_doubtful
from pii.stopping import checkpoint

OWNED_BY_RULES = frozenset({Label.EMAIL, Label.IP_ADDRESS})
# A rule's claim under this score is a guess, and does not stand in the encoder's way.
_GUESS = 0.5


def merge_claims(rules: Iterable[Entity], encoder: Iterable[Entity]) -> list[Entity]:
    """Return the claims of both, sorted; of two on one place the rules' alone."""
    kept = sorted(rules, key=in_order)
    firm = sorted({(claim.start, claim.end) for claim in kept if claim.score >= _GUESS})
    added = []
    at = 0
    for claim in sorted(encoder, key=in_order):
        if claim.label in OWNED_BY_RULES:
            continue
        while at < len(firm) and firm[at][1] <= claim.start:
            at += 1
        # Firm claims may overlap each other; a few of them reach over one that ended before.
        near = firm[max(0, at - 8) : at + 8]
        if not any(start < claim.end and claim.start < end for start, end in near):
            added.append(claim)
    return sorted([*kept, *added], key=in_order)


def plausible(document: Document, claims: Iterable[Entity]) -> list[Entity]:
    """Return the encoder's claims without those whose very value speaks against them."""

    def is_plausible(claim: Entity) -> bool:
        checkpoint()
        return not is_doubtful(document.text, claim, document.language)

    return list(filter(is_plausible, claims))


class EnsembleDetector:
    """Marks what the rules and the encoder claim together."""

    def __init__(self, rules: Detector, encoder: Detector) -> None:
        self._rules = rules
        self._encoder = encoder

    def detect(self, documents: Sequence[Document]) -> list[Document]:
        """Return the same documents in the same order, marked by both."""
        pairs = zip(self._rules.detect(documents), self._encoder.detect(documents), strict=True)
        return [
            ruled.marked(merge_claims(ruled.entities, plausible(ruled, other.entities)))
            for ruled, other in pairs
        ]


def load_ensemble(folder: Path) -> Detector:
    """Return the rules together with the encoder of a model folder.

    Raises:
        InvalidModel: if the folder holds no model.
        UnreadableFile: if its tokenizer cannot be read.
    """
    return EnsembleDetector(RulesDetector(), EncoderDetector.load(folder))
