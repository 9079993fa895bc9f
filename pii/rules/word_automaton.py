"""Where any of many values stands alone in a text: one pass, whatever the values and the text.

A text is cut into words: runs of letters and digits, and each other character by itself. A value
that stands alone is a row of whole words, so that an Aho-Corasick automaton over words finds all
values in one pass. Its states are kept for one search only, for values are secrets.
"""

import re
from collections.abc import Iterable, Iterator

_WORD = re.compile(r"[^\W_]+|[\W_]")
_ROOT = 0


def words_of(text: str) -> list[str]:
    """Return the runs of letters and digits of a text, and its other characters one by one.

    >>> words_of("a1_b: c")
    ['a1', '_', 'b', ':', ' ', 'c']
    """
    return _WORD.findall(text)


class WordAutomaton:
    """Finds values where no letter or digit adjoins their own."""

    def __init__(self, values: Iterable[str]) -> None:
        self._next: dict[tuple[int, str], int] = {}
        # For each state, where to go on when a word does not fit, and the length of the longest
        # value that ends there, 0 for none.
        self._else = [_ROOT]
        self._longest = [0]
        levels: list[list[tuple[int, str]]] = []
        for value in values:
            self._add(value, levels)
        for level in levels:
            self._link(level)

    def places(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where values stand alone, half-open, by their ends; of one end the longest."""
        following, otherwise, longest = self._next, self._else, self._longest
        state = _ROOT
        for match in _WORD.finditer(text):
            word = match.group()
            while (found := following.get((state, word))) is None and state:
                state = otherwise[state]
            state = found or _ROOT
            if longest[state]:
                end = match.end()
                yield end - longest[state], end

    def _add(self, value: str, levels: list[list[tuple[int, str]]]) -> None:
        """Add the states of a value, noting new steps under their depth."""
        state = _ROOT
        for depth, word in enumerate(words_of(value)):
            step = state, word
            known = self._next.get(step)
            if known is None:
                known = self._next[step] = len(self._else)
                self._else.append(_ROOT)
                self._longest.append(0)
                if depth == len(levels):
                    levels.append([])
                levels[depth].append(step)
            state = known
        self._longest[state] = len(value)

    def _link(self, level: Iterable[tuple[int, str]]) -> None:
        """Tell the states of one depth where to go on; those above them know already."""
        for before, word in level:
            state = self._next[before, word]
            way = self._else[before]
            while before and (way, word) not in self._next and way:
                way = self._else[way]
            self._else[state] = self._next.get((way, word), _ROOT) if before else _ROOT
            self._longest[state] = self._longest[state] or self._longest[self._else[state]]
