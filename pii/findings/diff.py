r"""The difference between a file and its redaction, as `diff -u` writes it.

It shows the originals: that is what a difference is for. Lines end at `\n` alone, so a carriage
return stays part of its line.
"""

from collections.abc import Iterator, Sequence

from pii.files.encodings import Encoding
from pii.files.reading import printable
from pii.findings.lines import Change, Lines, changes_of
from pii.redaction.apply import Redaction

_CONTEXT_LINES = 3
_NO_LINE_BREAK = b"\n\\ No newline at end of file\n"


def difference(path: str, text: str, redaction: Redaction, encoding: Encoding) -> bytes:
    """Return a unified difference that `patch -p1` takes; empty where nothing is hidden.

    Lines are written in the file's own encoding, so that they can be applied to it; those of
    UTF-16 and UTF-32 are shown as UTF-8, for no patch knows such lines.

    Args:
        path: the file.
        text: what it holds.
        redaction: of that text.
        encoding: how text becomes the file's bytes.
    """
    lines = Lines(text)
    name = printable(path).removeprefix("/")
    pieces = [f"--- a/{name}\n+++ b/{name}\n".encode()]
    grown = 0
    for group in _groups(changes_of(redaction, lines)):
        hunk = _Hunk(text, redaction.text, encoding, lines, group)
        pieces.append(hunk.written(grown))
        grown += hunk.grown
    return b"".join(pieces) if len(pieces) > 1 else b""


def _groups(changes: Iterator[Change]) -> Iterator[list[Change]]:
    """Give changes in groups whose context lines touch."""
    group: list[Change] = []
    for change in changes:
        if group and change.line - (group[-1].line + group[-1].lines) > 2 * _CONTEXT_LINES:
            yield group
            group = []
        group.append(change)
    if group:
        yield group


class _Hunk:
    """One stretch of changed lines with their context, in both texts."""

    def __init__(
        self, old: str, new: str, encoding: Encoding, lines: Lines, group: Sequence[Change]
    ) -> None:
        self._encoding = encoding
        self._first = max(1, group[0].line - _CONTEXT_LINES)
        last = group[-1].line + group[-1].lines - 1
        self._last = min(len(lines), last + _CONTEXT_LINES)
        self.grown = 0
        self._pieces: list[bytes] = []
        kept_from = self._first
        for change in group:
            self._mark(b" ", old, (lines.start_of(kept_from), change.old[0]))
            removed = self._mark(b"-", old, change.old)
            self.grown += self._mark(b"+", new, change.new) - removed
            kept_from = change.line + change.lines
        self._mark(b" ", old, (lines.start_of(kept_from), lines.start_of(self._last + 1)))

    def written(self, grown: int) -> bytes:
        """Return the hunk, its place in the new text moved by the lines won or lost above it."""
        old_lines = self._last - self._first + 1
        new_lines = old_lines + self.grown
        # A side without a line is named by the line before it.
        new_first = self._first + grown - (new_lines == 0)
        head = f"@@ -{self._first},{old_lines} +{new_first},{new_lines} @@\n"
        return head.encode() + b"".join(self._pieces)

    def _mark(self, sign: bytes, text: str, stretch: tuple[int, int]) -> int:
        """Add whole lines, each behind a sign; return how many."""
        start, behind = stretch
        lines = 0
        while start < behind:
            stop = text.find("\n", start, behind)
            line = text[start:] if stop < 0 else text[start:stop]
            mark = self._encoding.mark if start == 0 else b""
            self._pieces += [sign, self._bytes_of(line, mark)]
            self._pieces.append(_NO_LINE_BREAK if stop < 0 else b"\n")
            start = behind if stop < 0 else stop + 1
            lines += 1
        return lines

    def _bytes_of(self, line: str, mark: bytes) -> bytes:
        if self._encoding.codec in {"utf-8", "latin-1"}:
            return mark + line.encode(self._encoding.codec, self._encoding.errors)
        return line.encode("utf-8", "surrogatepass")
