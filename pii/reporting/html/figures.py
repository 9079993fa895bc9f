"""What a report shows, gathered while outcomes go by.

Clean files are only counted, and of the others no more is kept than the page will show, so that
a run over a large tree needs no memory for its report.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from pii.files.reading import printable
from pii.findings.passages import Passage, Swap
from pii.labels import Label
from pii.scan.process import FileResult

# The page stays quick with these many; beyond, it says how many more there are.
MOST_FINDINGS_A_FILE = 200
MOST_FINDINGS = 20_000


@dataclass(slots=True)
class ReportData:
    """Totals, and for each file with findings a row and its first passages, ready for JSON.

    `originals` says whether passages keep the hidden values.
    """

    originals: bool = True
    done: int = 0
    binary: int = 0
    size: int = 0
    hidden: Counter[Label] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)
    rows: list[dict[str, object]] = field(default_factory=list, repr=False)
    troubles: list[tuple[str, str]] = field(default_factory=list)
    _room: int = MOST_FINDINGS

    def add(self, outcome: FileResult) -> None:
        """Take in one outcome."""
        self.done += not outcome.binary and not outcome.trouble
        self.binary += outcome.binary
        self.size += outcome.size
        self.hidden.update(outcome.hidden)
        self.rules.update(outcome.rules)
        if outcome.trouble:
            self.troubles.append((printable(outcome.path), outcome.trouble))
        if outcome.hidden:
            self.rows.append(self._row(outcome))

    def by_rule(self) -> list[tuple[str, int]]:
        """Return how many entities each rule found, that with most first."""
        return _most_first(self.rules)

    def _row(self, outcome: FileResult) -> dict[str, object]:
        passages = outcome.passages if self._room > 0 else ()
        shown = sum(isinstance(part, Swap) for passage in passages for part in passage.parts)
        self._room -= shown
        return {
            "path": printable(outcome.path).removeprefix("./"),
            "labels": {label.value: n for label in Label if (n := outcome.hidden.get(label))},
            "rules": dict(_most_first(outcome.rules)),
            "shown": shown,
            "passages": [self._passage(passage) for passage in passages],
        }

    def _passage(self, passage: Passage) -> list[object]:
        """Return the line's number, then kept text as strings and swaps as lists."""
        return [passage.line, *(self._part(part) for part in passage.parts)]

    def _part(self, part: str | Swap) -> str | list[object]:
        if isinstance(part, str):
            return _sound(part)
        swap = [part.label.value, round(part.score, 2), part.rule, _sound(part.replacement)]
        return [*swap, _sound(part.original)] if self.originals else [*swap]


def _most_first(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _sound(text: str) -> str:
    """Return text that UTF-8 can write; bytes that were none of it become U+FFFD."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()
