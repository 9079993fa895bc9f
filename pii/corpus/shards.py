"""A corpus on disk: compressed JSON lines, and a manifest that says what they hold."""

import gzip
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path

from pii.documents import Document
from pii.errors import PiiError, UnreadableFile

MANIFEST = "manifest.json"


class InvalidCorpus(PiiError):
    """A folder holds no corpus, or one whose shards are not the ones the manifest names."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a corpus holds.

    Attributes:
        files: how many texts.
        characters: their length together, in code points.
        languages: how many characters of each language.
        origins: licence and number of files by origin.
        dropped: how many files were left out, by reason.
        shards: SHA-256 of each shard by its name.
    """

    files: int = 0
    characters: int = 0
    languages: Mapping[str, int] = field(default_factory=dict)
    origins: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    dropped: Mapping[str, int] = field(default_factory=dict)
    shards: Mapping[str, str] = field(default_factory=dict)

    def write(self, folder: Path) -> None:
        """Write the manifest into a corpus folder."""
        text = json.dumps(asdict(self), indent=1, sort_keys=True)
        (folder / MANIFEST).write_text(text + "\n", encoding="utf-8", newline="\n")


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest of a corpus.

    Raises:
        InvalidCorpus: if there is none, or it is not one.
    """
    try:
        record = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        return Manifest(**record)
    except (OSError, ValueError, TypeError):
        raise InvalidCorpus(f"{folder}: has no {MANIFEST} that can be read") from None


def write_shard(path: Path, documents: Iterable[Document], origins: Iterable[str]) -> str:
    """Write one shard and return its SHA-256; the same texts give the same bytes."""
    with path.open("wb") as raw, gzip.GzipFile("", "wb", 6, raw, mtime=0) as file:
        for document, origin in zip(documents, origins, strict=True):
            record = {
                "id": document.id,
                "origin": origin,
                "language": document.language,
                "text": document.text,
            }
            file.write(json.dumps(record).encode() + b"\n")
    return sha256(path.read_bytes()).hexdigest()


def read_shards(folder: Path) -> Iterator[Document]:
    """Yield all documents of a corpus, in the order in which they were written.

    Raises:
        InvalidCorpus: if a shard is not what the manifest says.
        UnreadableFile: if a shard cannot be read.
    """
    for name, digest in sorted(read_manifest(folder).shards.items()):
        path = folder / name
        try:
            data = path.read_bytes()
        except OSError as error:
            raise UnreadableFile(str(path), error.strerror or "cannot be read") from None
        if sha256(data).hexdigest() != digest:
            raise InvalidCorpus(f"{path}: differs from what the manifest says; build it again")
        for line in gzip.decompress(data).splitlines():
            record = json.loads(line)
            yield Document(record["id"], record["text"], language=record["language"])
