"""Find personal data in source code and redact it.

>>> import pii
>>> pii.redact("contact: ann.porter@harbour-lane.org").text
'contact: <EMAIL>'

Importing this package loads nothing else: each name loads its module when it is first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pii.datasets.hf_map import redactor
    from pii.detection.loading import load_detector
    from pii.documents import Document
    from pii.entities import Entity
    from pii.errors import PiiError
    from pii.labels import Label
    from pii.redaction.apply import Redaction
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

_MODULES = {
    "Action": "pii.redaction.policy",
    "Document": "pii.documents",
    "Entity": "pii.entities",
    "Label": "pii.labels",
    "PiiError": "pii.errors",
    "Policy": "pii.redaction.policy",
    "Redaction": "pii.redaction.apply",
    "load_detector": "pii.detection.loading",
    "redactor": "pii.datasets.hf_map",
}


def __getattr__(name: str) -> object:
    """Load a public name from its module on first use (PEP 562)."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(_MODULES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public names as well, loaded or not."""
    return sorted({*globals(), *__all__})


def _marked(text: str, detector: str, language: str) -> "Document":
    from pii.detection.loading import load_detector
    from pii.documents import Document

    document = Document("text", text, language=language)
    return load_detector(detector).detect([document])[0]


def detect(
    text: str, policy: "Policy | None" = None, *, detector: str = "auto", language: str = ""
) -> "tuple[Entity, ...]":
    """Return what `redact` would hide in a text: disjoint entities, offsets in code points.

    Args:
        text: any text; a whole file gives a detector more context than a line.
        policy: what is hidden; the default policy if none is given.
        detector: a detector's name or model folder, as `load_detector` takes it.
        language: a name as `pii.files.languages` spells it, if known.

    Raises:
        UnknownDetector: if there is no detector of that name.
        InvalidPolicy: if the policy names a rule that there is not.
    """
    from pii.redaction.apply import hidden_entities

    return hidden_entities(_marked(text, detector, language), _checked(policy))


def redact(
    text: str, policy: "Policy | None" = None, *, detector: str = "auto", language: str = ""
) -> "Redaction":
    """Return a text with its personal data replaced, and what was hidden.

    The arguments are those of `detect`, and so are the errors.
    """
    from pii.redaction.apply import redact as redact_document

    return redact_document(_marked(text, detector, language), _checked(policy))


def _checked(policy: "Policy | None") -> "Policy":
    """Return a policy whose rules exist; the default one for none."""
    from pii.redaction.policy import Policy
    from pii.rules.catalogue import SWITCHABLE

    policy = policy or Policy()
    policy.check_rules(SWITCHABLE)
    return policy
