"""Invented values that stand in for personal data.

In come a label, a value and a secret key; out goes a value of the same shape that is nobody's.
It is drawn from a keyed hash of the value, so one value has one replacement on every machine and
nobody can try values out without the key. What is drawn can be recognised under the same key,
and stays as it is when it comes in again: mail and IP addresses lie in reserved ranges, the
second word of a name, handle or mail address must be one that the key admits after the first,
and the last characters of a secret are a keyed check of the others. Knows nothing of
documents or offsets.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from pii.labels import Label
from pii.redaction.surrogates.addresses import is_address, make_address
from pii.redaction.surrogates.draws import draws
from pii.redaction.surrogates.mails import is_mail, make_mail
from pii.redaction.surrogates.people import (
    is_name,
    is_surrogate_handle,
    make_handle,
    make_name,
    name_words,
)
from pii.redaction.surrogates.secrets import is_number, is_secret, make_number, make_secret

_LEAST_KEY_BYTES = 16
# A shorter value, such as "a", stands in too many words to be kept out of all of them.
_LEAST_TELLING = 4
# No surrogate but a secret is longer, and what reads the others may take the square of a length.
_MOST_LENGTH = 200
_DRAWS_PER_SHAPE = 32


def surrogate(label: Label, value: str, key: bytes) -> str:
    """Return the invented value that replaces this one, or the value if it is invented itself.

    Raises:
        ValueError: if the key is shorter than 16 bytes.
    """
    if is_surrogate(label, value, key):
        return value
    spare = ""
    for draft in _drafts(label, value, key):
        if is_surrogate(label, draft, key):
            if _hides(draft, value):
                return draft
            spare = spare or draft
    # The value stands in every surrogate, as `2001:db8` does, and so it tells nothing.
    return spare


def is_surrogate(label: Label, value: str, key: bytes) -> bool:
    """Say whether a value may be one that `surrogate` made under this key.

    Another secret passes once in ten thousand times if it is eight digits, and once in millions
    if it is a usual key.

    Raises:
        ValueError: if the key is shorter than 16 bytes.
    """
    if len(key) < _LEAST_KEY_BYTES:
        raise ValueError(f"needs a key of at least {_LEAST_KEY_BYTES} bytes, got {len(key)}")
    if value.isdigit():
        return is_number(value, key)
    fits = label in _SECRETS or len(value) <= _MOST_LENGTH
    return fits and _KINDS[label].recognise(value, key)


def _drafts(label: Label, value: str, key: bytes) -> Iterator[str]:
    """Yield a bounded number of drafts, the last of them in shapes that owe the value nothing."""
    kind, seed = _KINDS[label], _seed(label, value)
    make = make_number if value.isdigit() else kind.make
    shapes = [shape for shape in (value, *kind.others) for _ in range(_DRAWS_PER_SHAPE)]
    for n, shape in enumerate(shapes):
        yield make(shape, draws(key, label, str(n), seed), key)


def _seed(label: Label, value: str) -> str:
    """Return what of a value decides its surrogate."""
    if label in _SECRETS:
        return value
    return (" ".join(name_words(value)) if label is Label.NAME else value).casefold()


def _hides(draft: str, value: str) -> bool:
    """Say whether a draft neither is nor holds the value."""
    draft, folded = draft.casefold(), value.casefold()
    return draft != folded and (len(value) < _LEAST_TELLING or folded not in draft)


class _Kind(NamedTuple):
    """How a label's values are made, and how such a one is recognised.

    `others` are values of other shapes, for when each draft of the first shape holds the value.
    """

    make: Callable[[str, Iterator[int], bytes], str]
    recognise: Callable[[str, bytes], bool]
    others: tuple[str, ...]


_SECRETS = frozenset({Label.KEY, Label.PASSWORD})
_KINDS = {
    Label.EMAIL: _Kind(make_mail, is_mail, ("a@b.c", "a at b dot c")),
    Label.NAME: _Kind(make_name, is_name, ("Aa Bb",)),
    Label.USERNAME: _Kind(make_handle, is_surrogate_handle, ("a",)),
    Label.IP_ADDRESS: _Kind(make_address, is_address, ("1:2:3:4:5:6:7:8",)),
    Label.KEY: _Kind(partial(make_secret, keyed=True), partial(is_secret, keyed=True), ("",)),
    Label.PASSWORD: _Kind(
        partial(make_secret, keyed=False), partial(is_secret, keyed=False), ("",)
    ),
}
