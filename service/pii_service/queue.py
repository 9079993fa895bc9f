"""What waits for the detector, and how it is cut into calls.

This module knows neither threads nor the event loop, beyond the future that a request waits on.
"""

import asyncio
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from pii.documents import Document
from pii.stopping import Stopped
from pii_service.logs import places_of

T = TypeVar("T")
# What the encoder's tokenizer makes of code on average.
_CHARACTERS_A_TOKEN = 3


@dataclass(frozen=True, slots=True)
class Failure:
    """What became of a document that could not be worked on.

    The error's message may quote the document, and its traceback held it: `where` is what may
    be logged.
    """

    error: Exception = field(repr=False)
    where: tuple[str, ...] = ()


def failure_of(error: Exception) -> Failure:
    """Return an error as a document's failure, without what it held on to."""
    where = places_of(error)
    error.__context__ = error.__cause__ = None
    return Failure(error.with_traceback(None), tuple(where))


@dataclass(eq=False, slots=True)
class Job:
    """One request's documents, and what to do with each once it is marked.

    Attributes:
        documents: what to detect in.
        take: gets each document, marked, in their order.
        done: set once all were taken, or to why they are not.
        characters: of all documents together.
        client: whose share of the time it takes.
        patient: waits however long the queue is, and is never put out of it.
        abandoned: nobody waits for it any more.
    """

    documents: Sequence[Document]
    take: Callable[[Document | Failure], None]
    done: asyncio.Future[None]
    characters: int
    client: str = ""
    patient: bool = False
    abandoned: bool = False


@dataclass(frozen=True, slots=True)
class QueueLimits:
    """How much may wait, and how much goes into one call of the detector."""

    batch_tokens: int = 8_192
    batch_wait: float = 0.002
    requests: int = 256
    characters: int = 64_000_000


def tokens_of(characters: int) -> int:
    """Return about how many tokens so many characters of code make."""
    return characters // _CHARACTERS_A_TOKEN + 1


def attempt(act: Callable[[Document], T], marked: Document) -> T | Failure:
    """Do something with a document, and fail alone; what is stopped does not fail."""
    try:
        return act(marked)
    except Stopped:
        raise
    except Exception as error:
        return failure_of(error)


def pieces_of(batch: Iterable[Job], tokens: int) -> Iterator[list[tuple[Job, Document]]]:
    """Cut a batch into calls of the detector, each of so many tokens or one document."""
    piece: list[tuple[Job, Document]] = []
    held = 0
    for job in batch:
        for document in job.documents:
            added = tokens_of(len(document.text))
            if piece and held + added > tokens:
                yield piece
                piece, held = [], 0
            piece.append((job, document))
            held += added
    if piece:
        yield piece
