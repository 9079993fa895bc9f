"""Beginnings of keys that tell their maker and nothing of the secret.

They come from the families of keys, and from nowhere else: whatever else a key begins with could
be a word of a passphrase.
"""

import re
from functools import cache

from pii.credentials import FAMILIES


def prefix_of(value: str) -> str:
    """Return the well known beginning of a key, or nothing."""
    match = _prefixes().match(value)
    return match[0] if match else ""


@cache
def _prefixes() -> re.Pattern[str]:
    known = {prefix for family in FAMILIES for prefix in family.prefixes}
    longest_first = sorted(known, key=lambda prefix: (-len(prefix), prefix))
    return re.compile("|".join(map(re.escape, longest_first)))
