"""Answers as JSON, written in the threads that made them.

A pydantic model is written in one step that holds the interpreter's lock, and a text of a megabyte
may have a hundred thousand entities: written by the event loop, they would keep everybody waiting.
So each text's part of an answer is written a thousand entities at a time, in the thread that
worked on the text, and the event loop only joins the parts.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from pydantic import BaseModel, TypeAdapter
from starlette.responses import Response

from pii.labels import Label
from pii.stopping import checkpoint
from pii_service.offsets import OffsetUnit
from pii_service.responses import EntityBody, RedactedEntityBody

_PIECE = 1_000
_COUNTS = TypeAdapter(dict[Label, int])
_LISTS: dict[type, TypeAdapter[Any]] = {
    EntityBody: TypeAdapter(list[EntityBody]),
    RedactedEntityBody: TypeAdapter(list[RedactedEntityBody]),
}


class _WithEntities(Protocol):
    """A part of an answer whose last field is its entities, if it has any."""

    @property
    def entities(self) -> Sequence[EntityBody]:
        """Return them."""
        ...

    def model_copy(self, *, update: Mapping[str, object] | None = None) -> BaseModel:
        """Return a copy with other fields."""
        ...


def rendered(part: _WithEntities) -> bytes:
    """Return a part of an answer as JSON, without fields that are None."""
    rest = part.model_copy(update={"entities": []}).model_dump_json(exclude_none=True).encode()
    if not part.entities:
        return rest
    lists = _LISTS[type(part.entities[0])]
    pieces = []
    for start in range(0, len(part.entities), _PIECE):
        checkpoint()
        piece = lists.dump_json(list(part.entities[start : start + _PIECE]), exclude_none=True)
        pieces.append(piece[1:-1])
    return rest.removesuffix(b"]}") + b",".join(pieces) + b"]}"


def answer_of(
    offset_unit: OffsetUnit, counts: Mapping[Label, int], documents: Iterable[bytes]
) -> Response:
    """Return the answer that holds these documents, each of them rendered."""
    head = b'{"offset_unit":"%s","counts":%s,' % (
        offset_unit.encode(),
        _COUNTS.dump_json(dict(counts)),
    )
    body = b'%s"documents":[%s]}' % (head, b",".join(documents))
    return Response(body, media_type="application/json")
