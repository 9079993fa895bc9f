"""A stream's way from lines to redacted lines, in their order and with bounded memory.

A few groups of lines are detected while further ones arrive, and a group leaves once all before
it have left. While the client does not read, nothing more is read from it.
"""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from dataclasses import dataclass

from pydantic import ValidationError
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from pii.documents import Document
from pii_service.errors import Reason, Refusal
from pii_service.json_limits import parse_json
from pii_service.ledger import Holding
from pii_service.lines import LINES, Line
from pii_service.metrics import Metrics
from pii_service.micro_batching import MicroBatcher
from pii_service.problems import invalid
from pii_service.queue import Failure
from pii_service.request_options import RequestOptions, document_of, redacted_bodies
from pii_service.requests import TextItem
from pii_service.responses import StreamLine
from pii_service.settings import Settings
from pii_service.tallies import tally_of
from pii_service.text_limits import check_passages, failure_body

# Groups of lines that are in memory at once.
_WINDOW = 4


@dataclass(frozen=True)
class LineRedactor:
    """Redacts groups of lines."""

    settings: Settings
    metrics: Metrics
    terms: RequestOptions
    batcher: MicroBatcher
    holding: Holding

    async def redact(self, lines: list[Line]) -> bytes:
        """Return one line of JSON for each line; a line that fails gives an error alone.

        The answer is counted in the lines' place, until `taken`.
        """
        answer = await self._answer(lines)
        self.holding.add(LINES, len(answer) - sum(map(len, lines)))
        return answer

    def taken(self, answer: bytes) -> None:
        """Count an answer no more."""
        self.holding.add(LINES, -len(answer))

    async def _answer(self, lines: list[Line]) -> bytes:
        passages = [self._passage_of(line) for line in lines]
        texts = [passage for passage in passages if isinstance(passage, TextItem)]
        documents = [document_of(passage, number) for number, passage in enumerate(texts)]

        try:
            async with asyncio.timeout(self.settings.deadline_seconds):
                run = self.batcher.run(
                    documents, self._redact_one, client=self.holding.owner, patient=True
                )
                outcomes = iter(await run)
        except TimeoutError:
            outcomes = iter([Failure(Refusal(Reason.DEADLINE, "")) for _ in texts])
        answers = [
            _settled(line, passage, next(outcomes) if isinstance(passage, TextItem) else passage)
            for line, passage in zip(lines, passages, strict=True)
        ]
        return b"".join(
            answer.model_dump_json(exclude_none=True).encode() + b"\n" for answer in answers
        )

    def _redact_one(self, marked: Document) -> StreamLine:
        redaction = self.terms.redact(marked)
        self.metrics.count_entities(tally_of(redaction.hidden))
        return StreamLine(
            id="",
            line=0,
            text=redaction.text,
            entities=redacted_bodies(marked.text, redaction, self.terms),
        )

    def _passage_of(self, line: Line) -> TextItem | Refusal:
        """Return the text that a line holds, or why it cannot be taken."""
        try:
            if line.data is None:
                most = self.settings.max_line_bytes
                raise Refusal(Reason.TOO_LARGE, f"a line may have {most} bytes")
            passage = TextItem.model_validate(parse_json(line.data))
            check_passages([passage], self.settings)
        except ValidationError as error:
            return invalid(error)
        except Refusal as refusal:
            return refusal
        return passage


class LinesAnswer(Response):
    """Sends lines while the request's own are still coming in.

    The framework's streaming answer cannot: it listens for the client's leaving, and would take
    the body's parts away from whoever reads them.
    """

    media_type = "application/x-ndjson"

    def __init__(self, chunks: AsyncGenerator[bytes, None]) -> None:
        super().__init__()
        del self.headers["content-length"]
        self._chunks = chunks

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send each chunk as it comes.

        Raises:
            ConnectionError: if the client left.
        """
        start = {"type": "http.response.start", "status": 200, "headers": self.raw_headers}
        await send(start)
        async with aclosing(self._chunks) as chunks:
            async for chunk in chunks:
                await send({"type": "http.response.body", "body": chunk, "more_body": True})
        await send({"type": "http.response.body", "body": b""})


async def in_order(
    groups: AsyncIterator[list[Line]], redactor: LineRedactor
) -> AsyncGenerator[bytes, None]:
    """Yield redacted groups in their order, a few of them under way at once.

    Raises:
        ConnectionError: if the client left.
    """
    under_way: asyncio.Queue[asyncio.Task[bytes] | None] = asyncio.Queue(_WINDOW)
    reading = asyncio.create_task(_read(groups, redactor, under_way))
    try:
        while (task := await under_way.get()) is not None:
            answer = await task
            yield answer
            redactor.taken(answer)
        await reading
    finally:
        reading.cancel()
        while not under_way.empty():
            if waiting := under_way.get_nowait():
                waiting.cancel()


async def _read(
    groups: AsyncIterator[list[Line]],
    redactor: LineRedactor,
    under_way: "asyncio.Queue[asyncio.Task[bytes] | None]",
) -> None:
    """Start work on each group; the queue's length holds the reading back."""
    try:
        async for group in groups:
            await under_way.put(asyncio.create_task(redactor.redact(group)))
    except Refusal as refusal:
        await under_way.put(asyncio.create_task(_last_line(refusal, redactor)))
    finally:
        await under_way.put(None)


async def _last_line(refusal: Refusal, redactor: LineRedactor) -> bytes:
    """Return the line that ends a stream which cannot be read on."""
    line = StreamLine(id="", line=0, error=failure_body(Failure(refusal)))
    answer = line.model_dump_json(exclude_none=True).encode() + b"\n"
    redactor.holding.add(LINES, len(answer))
    return answer


def _settled(
    line: Line, passage: TextItem | Refusal, outcome: StreamLine | Failure | Refusal
) -> StreamLine:
    """Return a line's answer under its own number and its client's name for it."""
    name = passage.id if isinstance(passage, TextItem) else ""
    if isinstance(outcome, StreamLine):
        return outcome.model_copy(update={"id": name, "line": line.number})
    failure = outcome if isinstance(outcome, Failure) else Failure(outcome)
    return StreamLine(id=name, line=line.number, error=failure_body(failure))
