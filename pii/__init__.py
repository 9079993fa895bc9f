"""Find personal data in source code, and take it out.

>>> import pii
>>> pii.redact("contact: ann.porter@harbour-lane.org").text
'contact: <EMAIL>'
"""

from pii.datasets.hf_map import redactor
from pii.detection.loading import load_detector
from pii.documents import Document
from pii.entities import Entity
from pii.errors import PiiError
from pii.labels import Label
from pii.redaction.apply import Redaction, hidden_entities
from pii.redaction.apply import redact as redact_document
from pii.redaction.policy import Action, Policy

__all__ = [
    "Action",
    "Document",
    "Entity",
    "Label",
    "PiiError",
    "Policy",
    "Redaction",
    "detect",
    "load_detector",
    "redact",
    "redactor",
]


def _marked(text: str, detector: str, language: str) -> Document:
    document = Document("text", text, language=language)
    return load_detector(detector).detect([document])[0]


def detect(
    text: str, policy: Policy | None = None, *, detector: str = "auto", language: str = ""
) -> tuple[Entity, ...]:
    """Return what `redact` would hide in a text: disjoint entities, offsets in code points.

    Args:
        text: any text; a whole file tells a detector more than a line.
        policy: what counts as worth hiding; the default policy if none is given.
        detector: a detector's name or model folder, as `load_detector` takes it.
        language: a name as `pii.files.languages` spells it, if known.

    Raises:
        UnknownDetector: if no detector goes by that name.
        InvalidPolicy: if the policy names a rule that there is not.
    """
    return hidden_entities(_marked(text, detector, language), _checked(policy))


def redact(
    text: str, policy: Policy | None = None, *, detector: str = "auto", language: str = ""
) -> Redaction:
    """Return a text with its personal data replaced, and what was hidden.

    The arguments are those of `detect`, and so are the errors.
    """
    return redact_document(_marked(text, detector, language), _checked(policy))


def _checked(policy: Policy | None) -> Policy:
    # The command line imports this module, too, and has no use for what rules say of themselves.
    from pii.rules.catalogue import SWITCHABLE

    policy = policy or Policy()
    policy.check_rules(SWITCHABLE)
    return policy
