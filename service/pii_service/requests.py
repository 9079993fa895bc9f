"""What requests look like in JSON, and the limits that a body states about itself."""

from itertools import islice
from typing import Annotated, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    Strict,
    StringConstraints,
    model_validator,
)
from pydantic_core import PydanticCustomError

from pii.labels import Label
from pii.redaction.policy import Action, Policy
from pii_service.offsets import OffsetUnit
from pii_service.patterns import ValuePatterns
from pii_service.settings import MOST_TEXTS

# Faults that one object may have for fields it should not have. Of others each field has one: a
# list is left at its first fault, for nobody reads the rest and each costs memory.
_MOST_UNKNOWN = 10

Share = Annotated[float, Strict(), Field(ge=0, le=1)]
Flag = Annotated[bool, Strict()]
Value = Annotated[str, StringConstraints(min_length=1, max_length=1_000)]
RuleGlob = Annotated[str, StringConstraints(min_length=1, max_length=100)]
Pattern = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Id = Annotated[str, StringConstraints(max_length=1_000)]


def at_most(most: int) -> BeforeValidator:
    """Return a check that refuses an object of more members before it looks at any of them."""

    def check(value: object) -> object:
        if isinstance(value, dict) and len(value) > most:
            raise PydanticCustomError("too_long", "may have {most} members", {"most": most})
        return value

    return BeforeValidator(check)


EXAMPLE_TEXT = 'password = "tr0ub4dor-and-3"\n'
EXAMPLE_REDACTED = 'password = "<PASSWORD>"\n'


class _Closed(BaseModel):
    """Refuses names that it does not know: a misspelled switch must not be off in silence."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _name_few_unknown_fields(cls, data: object) -> object:
        """Leave a few of the fields that are unknown, which is enough to be refused."""
        if not isinstance(data, dict) or len(data) <= len(cls.model_fields) + _MOST_UNKNOWN:
            return data
        known = {name: value for name, value in data.items() if name in cls.model_fields}
        unknown = (item for item in data.items() if item[0] not in known)
        return known | dict(islice(unknown, _MOST_UNKNOWN))


class PolicyFields(_Closed):
    """What is hidden and how.

    The fields are those of `Policy`, with the bounds that a stranger's request needs; only the
    key is the server's, and patterns are matched by RE2.
    """

    threshold: Share = Field(
        default=Policy.threshold, description="The least score that is hidden."
    )
    thresholds: Annotated[dict[Label, Share], at_most(len(Label))] = Field(
        default={}, description="The same for single labels."
    )
    rules_off: tuple[RuleGlob, ...] = Field(
        default=(),
        fail_fast=True,
        max_length=100,
        description="Rules that count for nothing: ids, or globs such as `profile-*`.",
    )
    rule_thresholds: Annotated[dict[RuleGlob, Share], at_most(100)] = Field(
        default={}, description="The least score for single rules, or for globs."
    )
    action: Action = Field(
        default=Policy.action,
        description="What becomes of a value; `surrogate` and `hash` need the server's PII_KEY.",
    )
    actions: Annotated[dict[Label, Action], at_most(len(Label))] = Field(
        default={}, description="The same for single labels."
    )
    allow: list[Value] = Field(
        default=[], fail_fast=True, max_length=1_000, description="Values that stay."
    )
    allow_patterns: list[Pattern] = Field(
        default=[],
        fail_fast=True,
        max_length=20,
        description="RE2 expressions of values that stay, matched whole.",
    )
    deny: Annotated[dict[Value, Label], at_most(100)] = Field(
        default={}, max_length=100, description="Values that are hidden wherever they stand."
    )
    keep_private_addresses: Flag = Field(
        default=Policy.keep_private_addresses,
        description="Leave IP addresses that lead to nobody's host.",
    )
    inline_allow: Flag = Field(
        default=False,
        description="Heed `pii: allow` in a line; off, since a text may be a stranger's.",
    )

    @model_validator(mode="after")
    def _check_patterns(self) -> Self:
        try:
            ValuePatterns(self.allow_patterns)
        except ValueError as error:
            raise ValueError(f"allow_patterns: {error}") from None
        return self


class Options(_Closed):
    """What a request may choose besides its texts."""

    policy: PolicyFields = PolicyFields()
    labels: list[Label] | None = Field(
        default=None,
        fail_fast=True,
        max_length=len(Label),
        description="Only these labels; all if left out.",
    )
    offset_unit: OffsetUnit = Field(default=OffsetUnit.CODEPOINT, description="What offsets count.")
    include_text: Flag = Field(default=False, description="Give each entity's value too.")


class TextItem(_Closed):
    """One text, and what the client calls it."""

    text: str = Field(description="The text. It may not hold NUL.")
    id: Id = Field(
        default="", description="Comes back in the answer; a file name tells the language."
    )
    language: Annotated[str, StringConstraints(max_length=50)] = Field(
        default="", description="The language, as `Python`; decides how a placeholder is written."
    )


class TextsRequest(Options):
    """One `text`, or `documents` of which each has its own."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"text": EXAMPLE_TEXT},
                {
                    "documents": [
                        {"id": "settings.py", "text": EXAMPLE_TEXT},
                        {"id": "empty.txt", "text": ""},
                    ],
                    "policy": {"threshold": 0.7, "actions": {"PASSWORD": "mask"}},
                    "offset_unit": "utf16",
                },
            ]
        }
    )

    text: str | None = Field(default=None, description="One text. It may not hold NUL.")
    documents: list[TextItem] | None = Field(
        default=None, fail_fast=True, min_length=1, max_length=MOST_TEXTS, description="Many texts."
    )

    @model_validator(mode="after")
    def _check_texts(self) -> Self:
        if (self.text is None) == (self.documents is None):
            raise ValueError("needs either text or documents")
        return self

    @property
    def passages(self) -> list[TextItem]:
        """Return the texts, one or many."""
        if self.documents is not None:
            return self.documents
        return [TextItem(text=self.text or "")]


class StreamHead(_Closed):
    """What the first line of a stream may be: options for all lines behind it."""

    options: Options
