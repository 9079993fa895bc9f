"""Samples as arrays of one width: what training reads."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TypeVar
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from pii.encoder.tagging import UNKNOWN, Tags, tags_of
from pii.encoder.tokenizer import END, PAD, Ids, Tokenizer
from pii.errors import UnreadableFile
from pii.files.reading import reason_of
from pii.samples import Sample

Number = TypeVar("Number", np.int32, np.int16)
_TOGETHER = 256


@dataclass(frozen=True, slots=True)
class Features:
    """Windows of tokens and their tags, each of shape (windows, tokens).

    Texts are concatenated with an end token between them, so that only the last window is padded.
    """

    ids: NDArray[np.int32] = field(repr=False)
    tags: NDArray[np.int16] = field(repr=False)

    def __len__(self) -> int:
        return len(self.ids)

    def save(self, path: Path) -> str:
        """Write both arrays, compressed, and return the SHA-256 of the file."""
        with path.open("wb") as file:
            np.savez_compressed(
                file, ids=self.ids.astype(np.uint16), tags=self.tags.astype(np.int8)
            )
        return sha256(path.read_bytes()).hexdigest()

    @classmethod
    def load(cls, path: Path) -> "Features":
        """Read what `save` wrote.

        Raises:
            UnreadableFile: if the file is not there or is something else.
        """
        try:
            with np.load(path) as arrays:
                return cls(arrays["ids"].astype(np.int32), arrays["tags"].astype(np.int16))
        except OSError as error:
            raise UnreadableFile(str(path), reason_of(error)) from None
        except (ValueError, KeyError, EOFError, BadZipFile):
            raise UnreadableFile(
                str(path), "is not a file of features; write it again with `pii features`"
            ) from None

    def __add__(self, other: "Features") -> "Features":
        return Features(
            np.concatenate([self.ids, other.ids]), np.concatenate([self.tags, other.tags])
        )


def features_of(samples: Iterable[Sample], tokenizer: Tokenizer, window: int) -> Features:
    """Return the windows that samples fill, in their order.

    Vocabularies of up to 65,536 tokens can be saved.
    """
    end = np.array([tokenizer.id_of(END)], dtype=np.int32)
    unknown = np.array([UNKNOWN], dtype=np.int16)
    ids: list[Ids] = []
    tags: list[Tags] = []
    for batch in _batches(samples):
        encoded = tokenizer.encode([sample.document.text for sample in batch])
        for sample, tokens in zip(batch, encoded, strict=True):
            ids += tokens.ids, end
            entities = sample.document.entities
            tags += tags_of(entities, sample.ignored, tokens.starts, tokens.ends), unknown
    if not ids:
        empty = np.zeros((0, window))
        return Features(empty.astype(np.int32), empty.astype(np.int16))
    return Features(
        _in_rows(np.concatenate(ids), window, tokenizer.id_of(PAD)),
        _in_rows(np.concatenate(tags), window, UNKNOWN),
    )


def _batches(samples: Iterable[Sample]) -> Iterable[list[Sample]]:
    batch: list[Sample] = []
    for sample in samples:
        batch.append(sample)
        if len(batch) == _TOGETHER:
            yield batch
            batch = []
    if batch:
        yield batch


def _in_rows(row: NDArray[Number], width: int, filler: int) -> NDArray[Number]:
    """Return a row cut into rows of one width, the last one filled up."""
    rows = np.full((-(-len(row) // width), width), filler, dtype=row.dtype)
    rows.ravel()[: len(row)] = row
    return rows
