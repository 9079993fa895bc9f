"""Rules, and the pass that finds where each of them has anything to do.

A rule has two patterns. Its *triggers* are short and selective: a few `re2.Set`s of all rules'
triggers, the gates, go over a document in blocks and say which rules may find something in which
block. Its *pattern* then runs over those blocks alone. Both work on UTF-8
bytes, with every byte above 0x7f taken for a letter, which is what RE2 does fastest.

This is the only room that knows `re2`.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import count

import re2

from pii.rules.rule import Claim, Hit, Rule
from pii.stopping import checkpoint

# Small enough that a rule rereads little, large enough that a call's cost does not show.
BLOCK_BYTES = 8_192
# A trigger and its surroundings are never longer; blocks that end within a line overlap by it.
MARGIN_BYTES = 1_024
_SET_MEMORY_BYTES = 128 << 20


_COUNTED = re.compile(rb"\{([0-9]+)(?:,[0-9]*)?\}")


def loosened(trigger: bytes) -> bytes:
    """Return a trigger without long counts, so that it matches no less.

    Every count of a repetition is a state of the automaton, and in a set of many triggers they
    multiply until its cache overflows: one set with all counts ran at 20 MB/s on installed
    packages, four without them at 140.

    >>> loosened(rb"<[a-z]{0,48}>[0-9]{2,16}x{16}y{1,2}")
    b'<[a-z]{0,}>[0-9]{2,}x{2,}y{1,}'
    """
    return _COUNTED.sub(lambda found: rb"{%d,}" % min(2, int(found[1])), trigger)


class Scanner:
    """Rules made ready to run; stateless, so that threads may share one.

    Args:
        groups: rules, in groups each of which gets a gate of its own: the states of one automaton
            multiply with the triggers in it, so that several gates in a row pass over a text
            sooner than one with all triggers does. States are made when they are first met: that
            took 2.7 s for 43 MB of installed packages with the families of keys among other
            rules, 1.2 s with a gate of their own, and 0.2 s for either when they were known.
    """

    def __init__(self, groups: Sequence[Sequence[Rule]]) -> None:
        options = re2.Options()
        options.encoding = re2.Options.Encoding.LATIN1
        options.max_mem = _SET_MEMORY_BYTES
        options.log_errors = False
        self._rules = tuple(rule for group in groups for rule in group)
        self._patterns = [re2.compile(rule.pattern, options) for rule in self._rules]
        self._gates: list[tuple[re2.Set, list[int]]] = []
        numbers = count()
        for group in groups:
            gate, owners = re2.Set.SearchSet(options), list[int]()
            for rule in group:
                number = next(numbers)
                for trigger in rule.triggers:
                    gate.Add(loosened(trigger))
                    owners.append(number)
            gate.Compile()
            self._gates.append((gate, owners))

    def scan(self, data: bytes, language: str) -> Iterator[tuple[str, Claim]]:
        """Yield what the rules claim in a document under their ids, in no order.

        Claims may repeat.

        Args:
            data: the document's text in UTF-8.
            language: its language, or empty.
        """
        for number, regions in self._suspects(data).items():
            rule, pattern = self._rules[number], self._patterns[number]
            for start, end in regions:
                begin, stop = _widened(data, start, end, rule.lines - 1)
                matches = _again if rule.again else _once
                for match in matches(pattern, data, begin, stop):
                    checkpoint()
                    for claim in rule.read(Hit(data, match, language)):
                        checkpoint()
                        yield rule.id, claim

    def _suspects(self, data: bytes) -> dict[int, list[tuple[int, int]]]:
        """Return for each rule with a trigger in the document the blocks that hold one."""
        suspects: dict[int, list[tuple[int, int]]] = {}
        for start, end in _blocks(data):
            checkpoint()
            block = data[start:end]
            for gate, owners in self._gates:
                # `Match` answers None, not an empty list, where nothing matches.
                for number in {owners[i] for i in gate.Match(block) or ()}:
                    regions = suspects.setdefault(number, [])
                    if regions and regions[-1][1] >= start:
                        regions[-1] = (regions[-1][0], end)
                    else:
                        regions.append((start, end))
        return suspects


def _once(
    pattern: "re2._Regexp", data: bytes, begin: int, stop: int
) -> Iterator["re2._Match[bytes]"]:
    """Yield the matches that do not overlap, from left to right."""
    yield from pattern.finditer(data, begin, stop)


def _again(
    pattern: "re2._Regexp", data: bytes, begin: int, stop: int
) -> Iterator["re2._Match[bytes]"]:
    """Yield matches each of which may begin within the first group of the one before."""
    while match := pattern.search(data, begin, stop):
        yield match
        begin = max(match.start(1), begin + 1)


def _blocks(data: bytes) -> Iterator[tuple[int, int]]:
    """Cut a document behind line breaks, and where a line is longer than a block, within it."""
    start, size = 0, len(data)
    while start < size:
        if size - start <= BLOCK_BYTES:
            yield start, size
            return
        end = data.rfind(b"\n", start, start + BLOCK_BYTES) + 1
        if end:
            yield start, end
            start = end
        else:
            yield start, start + BLOCK_BYTES
            start += BLOCK_BYTES - MARGIN_BYTES


def _widened(data: bytes, start: int, end: int, lines: int) -> tuple[int, int]:
    """Return a region's bounds, moved to line breaks and out by some lines.

    Within a long line it moves by the margin alone. The byte before the region belongs to it:
    patterns ask for the break before a line, or for a character that a value may stand behind.
    """
    for _ in range(lines + (start > 0 and data[start - 1] != 10)):
        begin = data.rfind(b"\n", max(0, start - MARGIN_BYTES), max(0, start - 1)) + 1
        start = begin or max(0, start - MARGIN_BYTES)
    for _ in range(lines + (end < len(data) and data[end - 1] != 10)):
        stop = data.find(b"\n", end, end + MARGIN_BYTES) + 1
        end = stop or min(len(data), end + MARGIN_BYTES)
    return max(0, start - 1), end
