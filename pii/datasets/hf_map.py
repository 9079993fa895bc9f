"""Redaction for `datasets`: `ds.map(redactor(policy), batched=True)`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from pii.datasets.columns import Roles, language_in, recognised
from pii.datasets.job import Columns
from pii.detection.loading import load_detector
from pii.detection.protocol import Detector
from pii.documents import Document
from pii.redaction.apply import redact
from pii.redaction.policy import Policy


@dataclass
class Redactor:
    """Redacts a batch of columns; it can be pickled, and loads its detector where it is used.

    `column` names the text; without it the first of content, text and code that is there counts.
    """

    policy: Policy = field(default_factory=lambda: Policy(inline_allow=False))
    detector: str = "auto"
    column: str | None = None
    _loaded: Detector | None = field(default=None, repr=False, compare=False)

    def __call__(self, batch: Mapping[str, Sequence[str | None]]) -> dict[str, list[str | None]]:
        """Return the redacted column of a batch; nulls stay.

        Raises:
            UnsuitableColumn: if the batch has no text column.
        """
        roles = recognised(sorted(batch), Columns(text=self.column))
        column = roles.text
        documents = [
            Document(str(number), text, language=language)
            for number, (text, language) in enumerate(
                zip(batch[column], _languages(batch, roles), strict=True)
            )
            if text is not None
        ]
        if self._loaded is None:
            self._loaded = load_detector(self.detector)
        marked = self._loaded.detect(documents)
        redacted = iter([redact(document, self.policy).text for document in marked])
        return {column: [None if text is None else next(redacted) for text in batch[column]]}

    def __getstate__(self) -> dict[str, object]:
        """Travel without the detector, which also keeps the fingerprint of a data set stable."""
        # A fresh policy: a used one carries what it has worked out, and would look like another.
        return {"policy": replace(self.policy), "detector": self.detector, "column": self.column}

    def __setstate__(self, state: dict[str, object]) -> None:
        """Arrive without a detector; the first batch loads it."""
        self.__dict__.update(state, _loaded=None)


def redactor(
    policy: Policy | None = None, *, detector: str = "auto", column: str | None = None
) -> Redactor:
    """Return a function for `Dataset.map(..., batched=True)`.

    Args:
        policy: what is hidden; by default what `pii batch` hides: a data set is untrusted, so a
            line of it cannot allow itself.
        detector: as `load_detector` takes it.
        column: the text column, where it is not called content, text or code.

    Raises:
        InvalidPolicy: if the policy names a rule that there is not.
    """
    # The command line imports this module, too, and has no use for what rules say of themselves.
    from pii.rules.catalogue import SWITCHABLE

    policy = policy or Policy(inline_allow=False)
    policy.check_rules(SWITCHABLE)
    return Redactor(policy, detector, column)


def _languages(batch: Mapping[str, Sequence[str | None]], roles: Roles) -> list[str]:
    name = roles.language or roles.path
    if name is None:
        return [""] * len(batch[roles.text])
    return [language_in(value, named=roles.language is not None) for value in batch[name]]
