"""An archive's way to a redacted one: unpack a few members, redact them together, pack them.

Nothing is sent before everything is done, so that a damaged or failing archive gives a clear
refusal and never half an archive. What could not be redacted is left out, counted and named.
"""

import asyncio
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from pii.documents import Document
from pii.files.encodings import Encoding, decode, is_binary
from pii.files.languages import language_of
from pii_service.archives import ArchiveLimits, ArchiveWriter, Member, open_archive
from pii_service.ledger import Holding
from pii_service.micro_batching import MicroBatcher
from pii_service.queue import Failure
from pii_service.request_options import RequestOptions
from pii_service.responses import ArchiveReport, MemberReport
from pii_service.tallies import Tally, by_label, by_rule, tally_of
from pii_service.text_limits import failure_body

Binaries = Literal["leave-out", "keep"]
# Members that are in memory, unpacked, at once.
_GROUP = 64
_GROUP_BYTES = 4 * 2**20
_ARCHIVE = "archive"


@dataclass(frozen=True, slots=True)
class _Item:
    """A member and what becomes of it; `data` is None if it is left out."""

    member: Member
    report: MemberReport
    data: bytes | None = field(default=None, repr=False)
    tally: Tally = field(default_factory=Counter)

    @property
    def size(self) -> int:
        """Return how much is held of it."""
        return len(self.data or b"")


@dataclass(frozen=True, slots=True)
class _Text:
    """A member that can be redacted."""

    member: Member
    text: str = field(repr=False)
    encoding: Encoding

    @property
    def size(self) -> int:
        """Return how much is held of it."""
        return len(self.text)

    def redacted(self, marked: Document, terms: RequestOptions) -> _Item:
        """Return this member redacted."""
        redaction = terms.redact(marked)
        tally = tally_of(redaction.hidden)
        report = MemberReport(
            name=self.member.shown_name,
            outcome="redacted",
            counts=by_label(tally),
            rules=by_rule(tally),
        )
        return _Item(self.member, report, self.encoding.encode(redaction.text), tally)


async def rewrite_archive(
    data: bytes,
    limits: ArchiveLimits,
    terms: RequestOptions,
    batcher: MicroBatcher,
    binaries: Binaries,
    holding: Holding,
) -> tuple[bytes, ArchiveReport, Tally]:
    """Return an archive like this one with its texts redacted, and what became of each member.

    What was hidden in all of them comes along, counted.

    Args:
        data: a zip or tar.gz.
        limits: how much it may hold.
        terms: applied to each member.
        batcher: detects; while its queue is full, this waits.
        binaries: whether members that hold no text come along as they are.
        holding: counts what is unpacked, and what has been written of the new archive.

    Raises:
        Refusal: if the archive is damaged, dangerous or too much, or there is no room for it.
    """
    members, writer = open_archive(data, limits)
    reports: list[MemberReport] = []
    tally: Tally = Counter()
    while group := await asyncio.to_thread(_next_group, members, binaries):
        unpacked, written = sum(part.size for part in group), writer.size
        holding.take(_ARCHIVE, unpacked)
        items = await _redact_group(group, terms, batcher, holding.owner)
        await asyncio.to_thread(_write, writer, items)
        holding.add(_ARCHIVE, writer.size - written - unpacked)
        for item in items:
            reports.append(item.report)
            tally.update(item.tally)
    return await asyncio.to_thread(writer.close), _summary(reports, tally), tally


def _next_group(members: Iterator[Member], binaries: Binaries) -> list[_Item | _Text]:
    """Unpack the next members, as many as may be in memory."""
    group: list[_Item | _Text] = []
    size = 0
    while len(group) < _GROUP and size < _GROUP_BYTES:
        member = next(members, None)
        if member is None:
            break
        group.append(_sorted_out(member, binaries))
        size += len(member.data or b"")
    return group


def _sorted_out(member: Member, binaries: Binaries) -> _Item | _Text:
    """Say what is to be done with a member."""
    left_out = MemberReport(name=member.shown_name, outcome="left out", why="link or device")
    if member.is_folder:
        report = MemberReport(name=member.shown_name, outcome="kept", why="folder")
        return _Item(member, report, b"")
    if member.data is None:
        return _Item(member, left_out)
    if not is_binary(member.data):
        return _Text(replace(member, data=None), *decode(member.data))
    if binaries == "leave-out":
        return _Item(member, left_out.model_copy(update={"why": "binary"}))
    return _Item(
        member, MemberReport(name=member.shown_name, outcome="kept", why="binary"), member.data
    )


async def _redact_group(
    group: Sequence[_Item | _Text], terms: RequestOptions, batcher: MicroBatcher, client: str
) -> list[_Item]:
    """Redact the texts of a group together; a text that fails is left out."""
    texts = [part for part in group if isinstance(part, _Text)]
    documents = [
        Document(str(number), part.text, language=language_of(part.member.name))
        for number, part in enumerate(texts)
    ]

    def act(marked: Document) -> _Item:
        return texts[int(marked.id)].redacted(marked, terms)

    outcomes = iter(await batcher.run(documents, act, client=client, patient=True))
    return [_settled(part, next(outcomes)) if isinstance(part, _Text) else part for part in group]


def _settled(text: _Text, outcome: _Item | Failure) -> _Item:
    if not isinstance(outcome, Failure):
        return outcome
    why = failure_body(outcome).title
    return _Item(
        text.member, MemberReport(name=text.member.shown_name, outcome="left out", why=why)
    )


def _write(writer: ArchiveWriter, items: Sequence[_Item]) -> None:
    for item in items:
        if item.data is not None:
            writer.add(item.member, item.data)


def _summary(reports: list[MemberReport], tally: Tally) -> ArchiveReport:
    outcomes = Counter(report.outcome for report in reports)
    return ArchiveReport(
        counts=by_label(tally),
        rules=by_rule(tally),
        redacted=outcomes["redacted"],
        kept=outcomes["kept"],
        left_out=outcomes["left out"],
        members=reports,
    )
