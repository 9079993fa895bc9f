"""Texts that say nearly the same: licence headers, copied files, generated families.

MinHash signatures over runs of words, in an index that answers with likely neighbours; only
`datasketch` is used here.
"""

import re
from typing import Protocol

from pii.extras import SAMPLING, require

_WORD = re.compile(r"\w+|[^\w\s]")
_RUN_WORDS = 5
_PERMUTATIONS = 128
SIMILAR = 0.7


class _Index(Protocol):
    def query(self, signature: object) -> list[str]: ...

    def insert(self, key: str, signature: object) -> None: ...


class NearDuplicates:
    """Remembers texts and says of a new one whether it resembles one of them.

    Two texts resemble each other when about seven tenths of their runs of five words are shared.

    Raises:
        MissingExtra: if `datasketch` is not installed.
    """

    def __init__(self, similar: float = SIMILAR) -> None:
        require("leaving out near duplicates", SAMPLING)
        import datasketch

        self._signature = datasketch.MinHash
        self._index: _Index = datasketch.MinHashLSH(threshold=similar, num_perm=_PERMUTATIONS)
        self._remembered = 0

    def remember(self, text: str) -> bool:
        """Remember a text unless it resembles one that is; return whether it was new."""
        signature = self._signature(num_perm=_PERMUTATIONS)
        signature.update_batch(_runs(text))
        if self._index.query(signature):
            return False
        self._index.insert(str(self._remembered), signature)
        self._remembered += 1
        return True


def _runs(text: str) -> list[bytes]:
    """Return the distinct runs of words in a text; one run at least, be it a short one."""
    words = _WORD.findall(text)
    count = max(1, len(words) - _RUN_WORDS + 1)
    runs = {" ".join(words[start : start + _RUN_WORDS]) for start in range(count)}
    return [run.encode("utf-8", "surrogatepass") for run in sorted(runs)]
