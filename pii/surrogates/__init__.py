"""Invented values that stand in for personal data.

In come a label, a value and a secret key; out goes a value of the same shape that is nobody's.
It is drawn from a keyed hash of the value, so one value has one replacement on every machine and
nobody can try values out without the key. What is drawn can be recognised under the same key,
and stays as it is when it comes in again: mail and IP addresses lie in reserved ranges, the
second word of a name or handle must be one that the key admits after the first, and the last
characters of a secret are a keyed check of the others. Knows nothing of documents or offsets.
"""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from typing import NamedTuple

from pii.labels import Label
from pii.surrogates.addresses import is_address, make_address
from pii.surrogates.draws import draws
from pii.surrogates.people import (
    is_handle,
    is_mail,
    is_name,
    make_handle,
    make_mail,
    make_name,
    name_words,
)
from pii.surrogates.secrets import is_number, is_secret, make_number, make_secret

_LEAST_KEY_BYTES = 16
# A shorter value, such as "a", stands in too many words to be kept out of all of them.
_LEAST_TELLING = 4


def surrogate(label: Label, value: str, key: bytes) -> str:
    """Return the invented value that replaces this one, or the value if it is invented itself.

    Raises:
        ValueError: if the key is shorter than 16 bytes.
    """
    if is_surrogate(label, value, key):
        return value
    make = make_number if value.isdigit() else _KINDS[label][0]
    seed = value if label in _SECRETS else " ".join(name_words(value)).casefold()
    drafts = (make(value, draws(key, label, str(n), seed), key) for n in count())
    return next(d for d in drafts if _hides(d, value) and is_surrogate(label, d, key))


def is_surrogate(label: Label, value: str, key: bytes) -> bool:
    """Say whether a value may be one that `surrogate` made under this key.

    Another secret passes once in ten thousand times if it is eight digits, and once in millions
    if it is a usual key.

    Raises:
        ValueError: if the key is shorter than 16 bytes.
    """
    if len(key) < _LEAST_KEY_BYTES:
        raise ValueError(f"needs a key of at least {_LEAST_KEY_BYTES} bytes, got {len(key)}")
    return (is_number if value.isdigit() else _KINDS[label][1])(value, key)


def _hides(draft: str, value: str) -> bool:
    """Say whether a draft neither is nor holds the value."""
    draft, folded = draft.casefold(), value.casefold()
    return draft != folded and (len(value) < _LEAST_TELLING or folded not in draft)


class _Kind(NamedTuple):
    """How a label's values are made, and how such a one is recognised."""

    make: Callable[[str, Iterator[int], bytes], str]
    recognise: Callable[[str, bytes], bool]


_SECRETS = frozenset({Label.KEY, Label.PASSWORD})
_KINDS = {
    Label.EMAIL: _Kind(make_mail, is_mail),
    Label.NAME: _Kind(make_name, is_name),
    Label.USERNAME: _Kind(make_handle, is_handle),
    Label.IP_ADDRESS: _Kind(make_address, is_address),
    Label.KEY: _Kind(partial(make_secret, keyed=True), partial(is_secret, keyed=True)),
    Label.PASSWORD: _Kind(partial(make_secret, keyed=False), partial(is_secret, keyed=False)),
}
