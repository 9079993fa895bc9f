"""Single rules in a policy: globs over the ids of rules, such as `profile-*`.

Which rules there are is not known here; whoever knows passes their ids in.
"""

from collections.abc import Collection, Iterable, Mapping
from difflib import get_close_matches
from fnmatch import fnmatchcase

_MOST_NAMED = 3
# How much alike two names must be, as `difflib` measures it, for one to be meant by the other.
_LIKENESS = 0.75


def matches_any(rule: str, globs: Iterable[str]) -> bool:
    """Say whether one of the globs matches a rule's id; a claim without a rule matches none."""
    return bool(rule) and any(fnmatchcase(rule, glob) for glob in globs)


def threshold_for(rule: str, thresholds: Mapping[str, float]) -> float | None:
    """Return a rule's own threshold: that of its id, else the lowest of the globs that match it."""
    if rule in thresholds:
        return thresholds[rule]
    return min(
        (value for glob, value in thresholds.items() if matches_any(rule, (glob,))), default=None
    )


def fault_of(globs: Iterable[str], known: Collection[str]) -> tuple[int, str] | None:
    """Return the number, from 1, of the first glob that matches no rule, and what was meant."""
    for number, glob in enumerate(globs, start=1):
        if not any(fnmatchcase(rule, glob) for rule in known):
            return number, f"matches no rule; {nearest(glob, known)}"
    return None


def nearest(glob: str, known: Collection[str]) -> str:
    """Say which ids, or families of ids, come near one that there is not."""
    words = {rule.partition("-")[0] for rule in known}
    families = {f"{word}-*" for word in words if sum(r.startswith(f"{word}-") for r in known) > 1}
    names = sorted(families if "*" in glob else known)
    word = glob.casefold()
    longer = [name for name in names if word and name.startswith(word)]
    near = (longer or get_close_matches(word, names, cutoff=_LIKENESS))[:_MOST_NAMED]
    return f"did you mean {' or '.join(near)}?" if near else "`pii rules` lists them all"
