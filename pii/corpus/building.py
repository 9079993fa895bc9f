"""From origins to shards: what a corpus is made of and in which order."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha1
from pathlib import Path

from pii.corpus.duplicates import Duplicates
from pii.corpus.shards import Manifest, write_shard
from pii.corpus.sifting import reason_to_drop, reason_to_drop_text
from pii.corpus.sources import Origin, SourceFile, files_of
from pii.documents import Document
from pii.files.encodings import decode
from pii.files.languages import language_of


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a corpus is made.

    Attributes:
        origins: what is read, in this order; the first of two like texts stays.
        forbidden: git object names of files that must not be in it, whoever holds a copy.
        shard_characters: the length at which a shard is closed, in code points.
        most_language_share: the most that one language may have of all characters, counted as
            the corpus grows; the first `grace` characters of each are free.
    """

    origins: Sequence[Origin]
    forbidden: frozenset[str] = frozenset()
    shard_characters: int = 20_000_000
    most_language_share: float = 0.25
    grace: int = 5_000_000


@dataclass(slots=True)
class _Tally:
    """What was kept and dropped so far."""

    languages: Counter[str] = field(default_factory=Counter)
    origins: Counter[str] = field(default_factory=Counter)
    dropped: Counter[str] = field(default_factory=Counter)

    def has_enough_of(self, language: str, recipe: Recipe) -> bool:
        held = self.languages[language]
        return held > recipe.grace and held > recipe.most_language_share * self.languages.total()


def build(recipe: Recipe, folder: Path) -> Manifest:
    """Read, sift, deduplicate and write a corpus; return what it holds.

    Raises:
        UnreadableFile: if an origin cannot be read.
    """
    folder.mkdir(parents=True, exist_ok=True)
    tally, shards = _Tally(), dict[str, str]()
    pending: list[tuple[str, Document]] = []

    def close_shard() -> None:
        name = f"{len(shards):05}.jsonl.gz"
        origins = [origin for origin, _ in pending]
        shards[name] = write_shard(folder / name, [document for _, document in pending], origins)
        pending.clear()

    length = 0
    for origin, document in _kept(recipe, tally):
        pending.append((origin, document))
        length += len(document.text)
        if length >= recipe.shard_characters:
            close_shard()
            length = 0
    if pending:
        close_shard()
    licences = {origin.name: origin.licence for origin in recipe.origins}
    manifest = Manifest(
        sum(tally.origins.values()),
        tally.languages.total(),
        dict(tally.languages),
        {name: (licences[name], files) for name, files in tally.origins.items()},
        dict(tally.dropped),
        shards,
    )
    manifest.write(folder)
    return manifest


def _kept(recipe: Recipe, tally: _Tally) -> Iterator[tuple[str, Document]]:
    """Yield what is kept, with its origin's name, and count everything."""
    duplicates = Duplicates()
    for origin in recipe.origins:
        for file in files_of(origin):
            reason = reason_to_drop(file)
            language = language_of(file.path)
            if not reason and _object_name(file) in recipe.forbidden:
                reason = "forbidden"
            if not reason and tally.has_enough_of(language, recipe):
                reason = "enough of its language"
            text = "" if reason else decode(file.data)[0]
            reason = reason or reason_to_drop_text(text) or duplicates.reason_to_drop(text)
            if reason:
                tally.dropped[reason] += 1
                continue
            tally.languages[language] += len(text)
            tally.origins[origin.name] += 1
            yield origin.name, Document(f"{origin.name}/{file.path}", text, language=language)


def _object_name(file: SourceFile) -> str:
    """Return the name that git gives to these bytes."""
    return sha1(b"blob %d\0" % len(file.data) + file.data, usedforsecurity=False).hexdigest()
