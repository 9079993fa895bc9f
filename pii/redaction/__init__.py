"""Hide what a policy hides: replacements, surrogates, and the policy that decides."""

from pii.redaction.apply import Redaction, hidden_entities, redact
from pii.redaction.policy import Action, Policy

__all__ = ["Action", "Policy", "Redaction", "hidden_entities", "redact"]
