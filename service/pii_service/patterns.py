"""Regular expressions that strangers may send.

A backtracking engine can be kept busy for years by thirty characters, so these are matched by
RE2, whose time grows with the value's length only. It knows no look-around and no
back-references. Each is a set of one: what the library compiles by itself stays in its cache, and
a stranger's expression, which may quote what it is about, must not outlive the request.
"""

from collections.abc import Sequence

import re2


class ValuePatterns:
    """Expressions of which one must match a value whole.

    Raises:
        ValueError: names the number, from 1, of the first that does not compile.
    """

    def __init__(self, patterns: Sequence[str]) -> None:
        options = re2.Options()
        options.log_errors = False
        # Bounds what one request may make the compiler build.
        options.max_mem = 2**20
        self._sets: list[re2.Set] = []
        for number, pattern in enumerate(patterns, start=1):
            try:
                alone = re2.Set.FullMatchSet(options)
                alone.Add(pattern)
                alone.Compile()
            except (re2.error, UnicodeEncodeError):
                raise ValueError(
                    f"number {number} is no expression that RE2 compiles; "
                    "it knows no look-around and no back-references"
                ) from None
            self._sets.append(alone)

    def match(self, value: str) -> bool:
        """Say whether one of the expressions matches this value whole.

        A value that is no Unicode, because its file's bytes were none, is matched by nothing.
        """
        if not value.isascii() and any("\ud800" <= c <= "\udfff" for c in value):
            return False
        return any(alone.Match(value) for alone in self._sets)
