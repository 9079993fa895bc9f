"""What a family of credentials is, and how a match of its pattern is judged.

A family is one record: everything that the rules, the surrogates, the samples and the tests know
of a kind of key is in it or derived from it. Nothing here runs a pattern: whoever scans brings
the bytes and the offsets.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from pii.credentials.alphabets import WORD
from pii.credentials.checks import Check, Evidence
from pii.credentials.contexts import ANYWHERE, START, Context
from pii.credentials.dummy_values import looks_made_up
from pii.credentials.fixtures.source import Recipe
from pii.credentials.pattern_heads import literal_heads, trigger_of
from pii.credentials.templates import continuation_of, pattern_of

PROVEN_SCORE = 0.99
_DOUBT = 0.75
_LEAST_DOUBTED_SCORE = 0.5
_LEAST_LITERAL = 2
# Shorter ones could be the beginning of any word.
_LEAST_PREFIX, _LEAST_WORD_PREFIX = 3, 4


@dataclass(frozen=True, kw_only=True)
class Family:
    r"""One kind of credential with a fixed form.

    Attributes:
        id: what policies and reports call it: lower-case words joined by dashes.
        vendor: who issues it; empty for a form that is nobody's.
        title: what it is, in a few words.
        finds: a sentence on what counts.
        leaves: a sentence on what looks alike and is left alone.
        source: where the form is documented, if anywhere.
        sample: what a value looks like: a template such as `ghp_{base62:36}`, or a function that
            puts one together.
        body: the pattern of a value alone, in RE2 syntax for Latin-1 bytes and without groups
            that capture; made from the sample's template where it is left out.
        context: what must stand before a value.
        not_followed_by: the bytes of which none may follow a value, or else it is a piece of a
            longer run; taken from the end of the sample's template where it is left out.
        check: a closer look at the value and what is beside it.
        proof: whether a value carries the right checksum or holds the right structure. One that
            does not is doubted, and found all the same: published samples are often wrong.
        score: the confidence in [0, 1] that a match deserves without further evidence.
        lines: the most lines that a match may span.
        variants: templates of other forms that a value may have.
        misses: templates of texts that look alike and are left alone.
        trigger: a short, selective pattern that matches within every match; made from the body
            where it is left out.
        public_prefixes: the literal beginnings that a surrogate keeps; taken from the body where
            they are left out.
    """

    id: str
    vendor: str
    title: str
    finds: str
    leaves: str
    source: str = ""
    sample: str | Recipe
    body: bytes = b""
    context: Context = ANYWHERE
    not_followed_by: bytes | None = None
    check: Check | None = None
    proof: Callable[[bytes], bool] | None = None
    score: float = 0.95
    lines: int = 1
    variants: tuple[str, ...] = ()
    misses: tuple[str, ...]
    trigger: bytes = b""
    public_prefixes: tuple[str, ...] | None = None

    @cached_property
    def value_pattern(self) -> bytes:
        """The pattern of a value alone."""
        if self.body:
            return self.body
        if isinstance(self.sample, str):
            return pattern_of(self.sample)
        raise ValueError(f"{self.id}: needs a body, for its sample is no template")

    @cached_property
    def continuation(self) -> bytes:
        """The bytes of which none may follow a value."""
        if self.not_followed_by is not None:
            return self.not_followed_by
        return continuation_of(self.sample) if isinstance(self.sample, str) else WORD

    @cached_property
    def pattern(self) -> bytes:
        """The pattern of a value where it may stand; its only group captures the value."""
        border = rb"\b" if self.continuation == WORD else b""
        return self.context.pattern + b"(" + self.value_pattern + b")" + border

    @cached_property
    def triggers(self) -> tuple[bytes, ...]:
        """Short patterns, one of which matches within every match of the pattern."""
        if self.trigger:
            return (self.trigger,)
        if self.context.sample:
            return (self.context.trigger or trigger_of(self.context.pattern),)
        if min(map(len, literal_heads(self.value_pattern))) < _LEAST_LITERAL:
            raise ValueError(f"{self.id}: needs a trigger, for its body begins with no literal")
        return (START + trigger_of(self.value_pattern),)

    @cached_property
    def prefixes(self) -> tuple[str, ...]:
        """The literal beginnings that a surrogate of a value keeps."""
        if self.public_prefixes is not None:
            return self.public_prefixes
        return tuple(head for head in literal_heads(self.value_pattern) if _is_telling(head))


def _is_telling(head: str) -> bool:
    """Say whether a beginning names its maker, and could not be that of any word."""
    return len(head) >= (_LEAST_WORD_PREFIX if head[-1:].isalnum() else _LEAST_PREFIX)


def evidence_of(family: Family, data: bytes, start: int, end: int) -> Evidence:
    """Say what a closer look at `data[start:end]` and the bytes beside it tells."""
    if end < len(data) and data[end] in family.continuation:
        return Evidence.REFUSED
    found = family.check(data, start, end) if family.check else Evidence.PLAUSIBLE
    if found is Evidence.REFUSED or family.proof is None:
        return found
    return Evidence.PROVEN if family.proof(data[start:end]) else Evidence.DOUBTFUL


def score_of(family: Family, data: bytes, start: int = 0, end: int | None = None) -> float:
    """Return the confidence that `data[start:end]` is a credential of this family.

    Published fixtures often carry a wrong checksum, so a right one proves a key while a wrong
    one only lowers the score. A placeholder scores 0.0, as does what the check refuses.
    """
    end = len(data) if end is None else end
    evidence = evidence_of(family, data, start, end)
    if evidence is Evidence.PROVEN:
        return max(family.score, PROVEN_SCORE)
    if evidence is Evidence.REFUSED or looks_made_up(data[start:end]):
        return 0.0
    if evidence is Evidence.DOUBTFUL:
        return max(_LEAST_DOUBTED_SCORE, family.score * _DOUBT)
    return family.score
