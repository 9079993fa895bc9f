"""Regular expressions that strangers may send.

A backtracking engine can be kept busy for years by thirty characters, so these are matched by
RE2, whose time grows with the value's length only. It knows no look-around and no
back-references.
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
        self._compiled = []
        for number, pattern in enumerate(patterns, start=1):
            try:
                self._compiled.append(re2.compile(pattern, options))
            except (re2.error, UnicodeEncodeError):
                raise ValueError(
                    f"number {number} is no expression that RE2 compiles; "
                    "it knows no look-around and no back-references"
                ) from None

    def match(self, value: str) -> bool:
        """Say whether one of the expressions matches this value whole.

        A value that is no Unicode, because its file's bytes were none, is matched by nothing.
        """
        if not value.isascii() and any("\ud800" <= c <= "\udfff" for c in value):
            return False
        return any(pattern.fullmatch(value) for pattern in self._compiled)
