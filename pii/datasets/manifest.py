"""What a target was begun as, and which of its shards are done.

The manifest holds the settings, the revision of the detector and the list of sources. A run that
does not fit it is refused with the reason, because shards of two kinds in one target would look
like one data set.
"""

import hashlib
import json
from collections.abc import Collection
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

from pii.datasets.errors import BatchError, OtherRun
from pii.datasets.job import Job
from pii.datasets.plan import Shard, ShardPlan
from pii.datasets.stats import ShardStats, tally_of
from pii.datasets.storage import NOTES, Storage
from pii.detection.loading import model_folder_of

MANIFEST = f"{NOTES}/manifest.json"
# These rooms decide no byte of the output, except that batch's formats carry a version below.
_NO_PART = frozenset({"batch", "cli", "cluster", "report", "training", "synthesis", "corpus"})
_LAYOUT = 1


@dataclass(frozen=True, slots=True)
class Manifest:
    """The identity of a run: settings by name, revision, and each source's size and stamp."""

    settings: dict[str, str]
    revision: str
    sources: dict[str, list[str | int]]
    layout: int = _LAYOUT

    def to_json(self) -> bytes:
        """Return the manifest as JSON."""
        return json.dumps(asdict(self), indent=1, sort_keys=True).encode()


def manifest_of(job: Job, plan: ShardPlan) -> Manifest:
    """Return the manifest that a job and a plan make."""
    sources: dict[str, list[str | int]] = {s.path: [s.size, s.stamp] for s in plan.shards}
    return Manifest(job.settings(), revision_of(job.detector), sources)


def begin(target: Storage, manifest: Manifest, done: Collection[str] = ()) -> None:
    """Write the manifest of a new target, or check that of one begun before.

    A source file may change as long as its shard is not among those `done`: so a damaged file
    can be mended.

    Raises:
        OtherRun: if the target was begun with other settings, another detector, or another or
            changed source.
    """
    known = target.read([MANIFEST]).get(MANIFEST)
    if known is None:
        target.write(MANIFEST, manifest.to_json())
        return
    try:
        began = Manifest(**json.loads(known))
    except (ValueError, TypeError):
        raise OtherRun(f"{target.url}: its manifest is damaged; choose a new target") from None
    reason = _difference(began, manifest, done)
    if reason:
        raise OtherRun(
            f"{target.url}: begun with {reason}; choose a new target, or run as it was begun"
        )
    if began != manifest:
        target.write(MANIFEST, manifest.to_json())


def _difference(began: Manifest, now: Manifest, done: Collection[str]) -> str:
    """Return the first thing in which two runs differ, or nothing."""
    if began.layout != now.layout:
        return "another version of this program"
    for name, value in now.settings.items():
        if began.settings.get(name) != value:
            return f"another setting for {name}"
    if began.revision != now.revision:
        return f"another revision of the detector ({began.revision}, now {now.revision})"
    for path in began.sources.keys() | now.sources.keys():
        if path not in now.sources:
            return f"a source file that is gone: {path}"
        if path not in began.sources:
            return f"a source without {path}"
        if path in done and began.sources[path] != now.sources[path]:
            return f"a source file that has changed since: {path}"
    return ""


@cache
def revision_of(detector: str) -> str:
    """Return what changes whenever the detector could find something else.

    A model folder is known by its content, a name by the content of this package, models and all.
    """
    digest = hashlib.blake2b(digest_size=8)
    folder = model_folder_of(detector)
    digest.update(b"rules" if folder is None else b"model")
    roots = [
        Path(__file__).parent.parent,
        *([folder] if folder and Path(detector) == folder else []),
    ]
    for root in roots:
        for path in sorted(root.rglob("*")):
            inside = path.relative_to(root)
            if path.is_file() and path.suffix != ".pyc" and not _plays_no_part(inside, root, roots):
                digest.update(str(inside).encode() + b"\0" + path.read_bytes())
    return f"{version('pii-in-code')}+{digest.hexdigest()}"


def _plays_no_part(inside: Path, root: Path, roots: list[Path]) -> bool:
    return root == roots[0] and inside.parts[0].removesuffix(".py") in _NO_PART


def done_shards(target: Storage, plan: ShardPlan) -> dict[str, ShardStats]:
    """Return the tallies of the shards that are done: numbers there, and files of their sizes."""
    there = target.entries()
    noted = [shard for shard in plan.shards if shard.notes in there and _may_be_done(shard, there)]
    notes = target.read([shard.notes for shard in noted])
    done: dict[str, ShardStats] = {}
    for shard in noted:
        try:
            tally = tally_of(notes.get(shard.notes, b""))
        except BatchError:
            continue
        if all(path in there and there[path].size == size for path, size in tally.files.items()):
            done[shard.path] = tally
    return done


def _may_be_done(shard: Shard, there: object) -> bool:
    return bool(shard.members) or (isinstance(there, dict) and shard.path in there)
