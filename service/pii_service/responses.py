"""What answers look like in JSON. Nothing of a request is in them but results and names."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field
from pydantic.config import JsonDict

from pii.labels import Label
from pii_service.offsets import OffsetUnit
from pii_service.requests import EXAMPLE_REDACTED


# An answer may have very many of these; as models they need ten times the memory.
@dataclass(frozen=True, slots=True, kw_only=True)
class EntityBody:
    """One hidden stretch. Offsets are half-open and count the answer's `offset_unit`."""

    start: int
    end: int
    label: Label
    score: float
    rule: Annotated[
        str,
        Field(
            description="The id of the rule that found it: one of `GET /v1/rules`. Where several "
            "did, the surest one's."
        ),
    ]
    text: Annotated[str | None, Field(description="The value, if it was asked for.")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RedactedEntityBody(EntityBody):
    """One hidden stretch, and where its replacement stands in the redacted text."""

    replaced_start: int
    replaced_end: int


class FailureBody(BaseModel):
    """Why one of several texts has no result."""

    type: str = Field(description="The problem's type, as in problem documents.")
    title: str


class DetectedText(BaseModel):
    """What was found in one text."""

    id: str
    entities: list[EntityBody] = []
    error: FailureBody | None = None


class RedactedText(BaseModel):
    """One text after redaction. A text that failed has an `error` and no `text`."""

    id: str
    text: str | None = None
    entities: list[RedactedEntityBody] = []
    error: FailureBody | None = None


class _Answer(BaseModel):
    offset_unit: OffsetUnit
    counts: dict[Label, int] = Field(description="Hidden entities by label.")


class DetectAnswer(_Answer):
    """What was found, one item for each text, in their order."""

    documents: list[DetectedText]


_EXAMPLE_ENTITY: JsonDict = {
    "start": 12,
    "end": 27,
    "label": "PASSWORD",
    "score": 0.9,
    "rule": "assigned-secret",
}


class RedactAnswer(_Answer):
    """The redacted texts, in the order of the request."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "offset_unit": "codepoint",
                    "counts": {"PASSWORD": 1},
                    "documents": [
                        {
                            "id": "",
                            "text": EXAMPLE_REDACTED,
                            "entities": [
                                _EXAMPLE_ENTITY | {"replaced_start": 12, "replaced_end": 22}
                            ],
                        }
                    ],
                }
            ]
        }
    )

    documents: list[RedactedText]


class FileReport(BaseModel):
    """The findings of one file."""

    name: str
    encoding: str = Field(description="How the file was read.")
    offset_unit: OffsetUnit
    counts: dict[Label, int]
    entities: list[RedactedEntityBody]


class MemberReport(BaseModel):
    """What became of one member of an archive."""

    name: str
    outcome: str = Field(description="`redacted`, `kept` or `left out`.")
    why: str = Field(default="", description="Why it was kept or left out.")
    counts: dict[Label, int] = {}
    rules: dict[str, int] = Field(default={}, description="Hidden entities by rule.")


class ArchiveReport(BaseModel):
    """What became of each member of an archive, in their order."""

    counts: dict[Label, int]
    rules: dict[str, int] = Field(description="Hidden entities by rule, in all members.")
    redacted: int
    kept: int
    left_out: int
    members: list[MemberReport]


class LabelBody(BaseModel):
    """One kind of personal data."""

    label: Label
    description: str


class RuleBody(BaseModel):
    """What finds personal data under one id."""

    id: str
    label: Label | None = Field(description="What it finds; null for any label.")
    title: str
    finds: str
    leaves: str = Field(description="What looks alike and is left alone.")


class ModelBody(BaseModel):
    """What detects here."""

    detector: str
    version: str = Field(description="The version of this software.")
    labels: list[Label]


class ProblemBody(BaseModel):
    """A problem document after RFC 9457."""

    type: str = Field(description="A URI that names the kind of problem and does not change.")
    title: str
    status: int
    detail: str
    request_id: str
    faults: list[dict[str, str]] = Field(
        default=[], description="For each wrong field, `field` and `rule`; never what was sent."
    )


class StatusBody(BaseModel):
    """A word on the service's health."""

    status: str


class StreamLine(RedactedText):
    """The result of one line of a stream."""

    line: int = Field(description="The number, from 1, of the line it answers.")
