"""Text to tokens, every one with its place in the text: the only user of `tokenizers`.

A byte-level BPE, so that any text has tokens and none is lost. Before merging, text is split so
that no border of personal data falls inside a token: each digit, each quote and each of
`@ = : / < >` stands alone, other punctuation joins only its like, and a line break takes the
indent behind it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from tokenizers import Regex, decoders, models, pre_tokenizers, trainers
from tokenizers import Tokenizer as BytePairs

from pii.encoder.tagging import Offsets
from pii.errors import UnreadableFile
from pii.stopping import checkpoint

Ids: TypeAlias = NDArray[np.int32]

PAD, MASK, START, END = "<pad>", "<mask>", "<start>", "<end>"
SPECIALS = (PAD, MASK, START, END)
_PIECE = Regex(
    r"""\r?\n[ \t]*|[@"'`=:/<>]|\p{N}| ?[\p{L}\p{M}]+|[ \t]+(?= [\p{L}])|\s+|([^\s\p{L}\p{N}])\1*"""
)
# Longer texts are cut, where a piece ends whatever stands around: behind a sign that stands alone,
# but for the one that a special token begins with, and before a line break that no blank precedes.
_PART = 50_000
_BETWEEN_PIECES = re.compile(r"""(?<=[0-9@"'`=:/>])|(?<=\S)(?=\n)""")


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text.

    `ids`, `starts` and `ends` have shape (tokens,), int32; offsets are half-open and count code
    points, without the blank that a word's token may begin with. Tokens that share a character's
    bytes share its offsets.
    """

    ids: Ids = field(repr=False)
    starts: Offsets
    ends: Offsets

    def __len__(self) -> int:
        return len(self.ids)


class Tokenizer:
    """Turns text into tokens; immutable, and safe to share between threads."""

    def __init__(self, pairs: BytePairs) -> None:
        self._pairs = pairs

    @classmethod
    def train(cls, texts: Iterable[str], size: int) -> "Tokenizer":
        """Learn a vocabulary of this size from texts, the special tokens counted in."""
        pairs = BytePairs(models.BPE())
        pairs.pre_tokenizer = pre_tokenizers.Sequence(
            [
                pre_tokenizers.Split(_PIECE, behavior="isolated"),
                pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
            ]
        )
        pairs.decoder = decoders.ByteLevel()
        trainer = trainers.BpeTrainer(
            vocab_size=size,
            special_tokens=list(SPECIALS),
            initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
            show_progress=False,
        )
        pairs.train_from_iterator(map(_writable, texts), trainer)
        return cls(pairs)

    @classmethod
    def load(cls, path: Path) -> "Tokenizer":
        """Read a vocabulary that `save` wrote.

        Raises:
            UnreadableFile: if there is none.
        """
        try:
            return cls(BytePairs.from_str(path.read_text(encoding="utf-8")))
        except OSError as error:
            raise UnreadableFile(str(path), error.strerror or "cannot be read") from None
        except Exception:  # the library raises nothing narrower
            raise UnreadableFile(
                str(path), "is not a tokenizer; write one with `pii tokenizer`"
            ) from None

    def save(self, path: Path) -> None:
        """Write the vocabulary as one JSON file."""
        path.write_text(self._pairs.to_str(), encoding="utf-8", newline="\n")

    def __len__(self) -> int:
        return self._pairs.get_vocab_size()

    def id_of(self, special: str) -> int:
        """Return the id of a special token.

        Raises:
            ValueError: if the vocabulary lacks it.
        """
        found = self._pairs.token_to_id(special)
        if found is None:
            raise ValueError(f"needs one of {', '.join(SPECIALS)}, got {special!r}")
        return int(found)

    def encode(self, texts: Sequence[str]) -> list[Tokens]:
        """Return the tokens of each text; nothing is cut and nothing is added."""
        if any(len(text) > _PART for text in texts):
            return [self._in_parts(text) for text in texts]
        encoded = self._pairs.encode_batch(
            [_writable(text) for text in texts], add_special_tokens=False
        )
        return [
            _tokens_of(text, found.ids, found.offsets)
            for text, found in zip(texts, encoded, strict=True)
        ]

    def _in_parts(self, text: str) -> Tokens:
        """Return the tokens of a text part by part.

        The library's own tokens take twenty times the memory of arrays; so few of them are there
        at once.
        """
        parts = []
        for start, end in parts_of(text):
            checkpoint()
            part = text[start:end]
            found = self._pairs.encode(_writable(part), add_special_tokens=False)
            tokens = _tokens_of(part, found.ids, found.offsets)
            parts.append(Tokens(tokens.ids, tokens.starts + start, tokens.ends + start))
        return Tokens(
            np.concatenate([part.ids for part in parts]),
            np.concatenate([part.starts for part in parts]),
            np.concatenate([part.ends for part in parts]),
        )

    def decode(self, ids: Ids) -> str:
        """Return the text of tokens; what they were made from, but for lone surrogates."""
        return str(self._pairs.decode([int(number) for number in ids], skip_special_tokens=False))


def parts_of(text: str) -> list[tuple[int, int]]:
    """Cut a text where no token reaches over, into parts not much longer than they must be.

    >>> parts_of("short")
    [(0, 5)]
    """
    borders = [0]
    while borders[-1] + _PART < len(text):
        found = _BETWEEN_PIECES.search(text, borders[-1] + _PART)
        if found is None or found.start() == len(text):
            break
        borders.append(found.start())
    return list(pairwise([*borders, len(text)]))


def _tokens_of(text: str, ids: Sequence[int], offsets: Sequence[tuple[int, int]]) -> Tokens:
    """Return tokens with offsets that leave a word's leading blank out."""
    places = np.asarray(offsets, dtype=np.int32).reshape(-1, 2)
    starts, ends = places[:, 0].copy(), places[:, 1].copy()
    blank = np.fromiter((text[start] == " " for start in starts), dtype=bool, count=len(starts))
    starts[blank & (ends - starts > 1)] += 1
    return Tokens(np.asarray(ids, dtype=np.int32), starts, ends)


def _writable(text: str) -> str:
    """Return a text that UTF-8 can write, of the same length.

    A broken file's text holds lone surrogates, one for each byte that fits no character.
    """
    if text.isascii() or not any("\ud800" <= character <= "\udfff" for character in text):
        return text
    return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)


def batched(texts: Iterable[str], size: int) -> Iterator[list[str]]:
    """Yield lists of at most `size` texts, in order."""
    batch: list[str] = []
    for text in texts:
        batch.append(text)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
