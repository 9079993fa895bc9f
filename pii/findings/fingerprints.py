"""Fingerprints: what tells one finding from another in the next run, when lines have moved.

No fingerprint is derived from a value alone: names and addresses are few enough to be tried one
after the other. Under a policy's key it is a keyed digest (HMAC-SHA-256) of rule, label, value and
path, which nobody can try without the key. Without a key it is a plain digest of rule, label, path
and what stands around the value in its lines, where every claim, sure or not, is replaced by its
label: no found value goes into it, its own included. What follows the colon counts findings that
are alike in these, for two of them are still two.
"""

import hashlib
import hmac
import json
import os
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from pii.documents import Document
from pii.entities import Entity, resolve

# The names tell how a fingerprint is made: those of one kind compare with their like alone.
KEYED, UNKEYED = "keyedValue/v1", "redactedContext/v1"
# How much of the lines around a value counts, in code points of the redacted text.
_AROUND = 100
_DIGITS = 32


def fingerprints_of(
    path: str, document: Document, hidden: Sequence[Entity], key: bytes
) -> tuple[Mapping[str, str], ...]:
    """Return for each hidden entity its fingerprint, under the name of its kind.

    Args:
        path: the file, as the run names it.
        document: marked with all claims that were made.
        hidden: disjoint, in the order of the text.
        key: the policy's; empty for none.
    """
    if not hidden:
        return ()
    met: Counter[str] = Counter()
    around = [] if key else list(_contexts(document, hidden))
    found: list[Mapping[str, str]] = []
    for number, entity in enumerate(hidden):
        secret = document.text[entity.start : entity.end] if key else around[number]
        words = [entity.rule, entity.label, secret, os.path.normpath(path)]
        digest = _digest(json.dumps(words).encode(), key)
        met[digest] += 1
        found.append({KEYED if key else UNKEYED: f"{digest}:{met[digest]}"})
    return tuple(found)


def _digest(message: bytes, key: bytes) -> str:
    if key:
        # Apart from what else the key is used for.
        return hmac.digest(key, b"fingerprint\0" + message, "sha256").hex()[:_DIGITS]
    return hashlib.sha256(message).hexdigest()[:_DIGITS]


def _contexts(document: Document, hidden: Sequence[Entity]) -> Iterator[str]:
    """Yield what stands around each hidden entity in its lines, all claims replaced by labels."""
    claims = resolve([*document.entities, *hidden])
    text, placed = _labelled(document.text, claims)
    starts = [claim.start for claim in claims]
    for entity in hidden:
        start, end = placed[bisect_right(starts, entity.start) - 1]
        begin = max(text.rfind("\n", 0, start) + 1, start - _AROUND)
        stop = text.find("\n", end, end + _AROUND)
        yield f"{text[begin:start]}\0{text[end : end + _AROUND if stop < 0 else stop]}"


def _labelled(text: str, claims: Sequence[Entity]) -> tuple[str, list[tuple[int, int]]]:
    """Return a text with labels in the places of claims, and where each of them stands."""
    pieces: list[str] = []
    placed: list[tuple[int, int]] = []
    kept_from = written = 0
    for claim in claims:
        label = f"<{claim.label}>"
        written += claim.start - kept_from
        placed.append((written, written + len(label)))
        pieces += text[kept_from : claim.start], label
        written += len(label)
        kept_from = claim.end
    return "".join([*pieces, text[kept_from:]]), placed
