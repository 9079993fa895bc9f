r"""A secret that a language cuts into several string literals, and how it goes on.

`"eyJ..." + "..."`, `'AAAA...' \` and the next line, PHP's dot: such a secret is one stretch of
text from its first to its last character. Quotes come in pairs, so that what is left around the
stretch still is a literal.
"""

import re

_QUOTES = (rb'"', rb"'", rb"`")
_JOINING = rb"\s*(?:[.+&]\s*)?(?:\\\r?\n\s*)?"
# A closing quote, an operator or nothing, an opening quote; or a line that ends in a backslash.
SEAM = rb"(?:" + rb"|".join(quote + _JOINING + quote for quote in _QUOTES) + rb"|\\\r?\n[ \t]*)"
_SEAMS = re.compile(SEAM + rb"|\\{1,4}[nr]")


def joined(value: bytes) -> bytes:
    """Return a secret without what stands between its pieces."""
    return _SEAMS.sub(b"", value)
