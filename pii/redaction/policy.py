"""What is hidden and how: thresholds, actions, and the lists that overrule them.

A policy judges one claim at a time and sees its value; it knows neither the document around it
nor how a replacement is written, nor which rules there are.

`Policy` is the one list of fields. Its file, its digest and the service's requests go by it;
`TOML` in a field's metadata says where it stands in a file, unless under its own name.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from pii.entities import Entity
from pii.errors import InvalidPolicy
from pii.ip_addresses import identifies_host
from pii.labels import Label
from pii.redaction.rule_globs import fault_of, matches_any, threshold_for

TOML = "toml"
LEAST_KEY_BYTES = 16
# The scores from which on values are hidden: in everyday use, and where a place too many costs
# less than one that was missed. Detectors' scores are made to fit these.
BALANCED, CAREFUL = 0.5, 0.3


class Action(StrEnum):
    """What becomes of a value.

    `replace` writes a placeholder, `surrogate` an invented value of the same shape, `hash` a
    placeholder with a keyed digest, `mask` an x for each letter and digit, `keep` leaves it.
    """

    REPLACE = "replace"
    SURROGATE = "surrogate"
    HASH = "hash"
    MASK = "mask"
    KEEP = "keep"


@dataclass(frozen=True)
class Policy:
    """Which claims are hidden, and what stands in their place.

    Attributes:
        threshold: the least score that is hidden, in [0, 1].
        thresholds: the same for single labels, before `threshold`.
        rules_off: globs over ids of rules whose claims count for nothing.
        rule_thresholds: the least score for single rules, by globs, before those of labels; an id
            comes before a glob, and of several globs the lowest threshold counts.
        action: what happens to a hidden value.
        actions: the same for single labels, before `action`.
        allow: values that stay, compared whole.
        allow_patterns: regular expressions of values that stay, matched whole.
        deny: values hidden wherever they stand, found or not, with the label they get.
        keep_private_addresses: leave IP addresses that lead to nobody's host: private, loopback,
            documentation and other reserved ranges, and public resolvers.
        inline_allow: heed `pii: allow` in a line of the document, which keeps what starts there.
        key: the secret of `surrogate` and `hash`, at least 16 bytes; one key gives one value the
            same replacement everywhere.

    Raises:
        InvalidPolicy: for a threshold outside [0, 1], an empty deny value, a pattern that does
            not compile, a missing or short key. Whether a rule goes by a name is checked by
            `check_rules` alone.
    """

    threshold: float = BALANCED
    thresholds: Mapping[Label, float] = field(default_factory=dict)
    rules_off: tuple[str, ...] = field(default=(), metadata={TOML: "rules.off"})
    rule_thresholds: Mapping[str, float] = field(
        default_factory=dict, metadata={TOML: "rules.thresholds"}
    )
    action: Action = Action.REPLACE
    actions: Mapping[Label, Action] = field(default_factory=dict)
    allow: frozenset[str] = field(default=frozenset(), repr=False, metadata={TOML: "allow.values"})
    allow_patterns: tuple[str, ...] = field(
        default=(), repr=False, metadata={TOML: "allow.patterns"}
    )
    deny: Mapping[str, Label] = field(default_factory=dict, repr=False)
    keep_private_addresses: bool = True
    inline_allow: bool = True
    key: bytes = field(default=b"", repr=False)

    def __post_init__(self) -> None:
        self._check_thresholds()
        if "" in self.deny:
            raise InvalidPolicy("deny", "an empty value would be everywhere; remove it")
        for number, pattern in enumerate(self.allow_patterns, start=1):
            try:
                re.compile(pattern)
            except re.error as error:
                # What stands in quotes is the pattern's own.
                raise _no_pattern(number, re.split(" ['\"]", error.msg)[0]) from None
            except (OverflowError, RecursionError):
                raise _no_pattern(number, "too deep or too often repeated") from None
        self._check_key()

    def _check_thresholds(self) -> None:
        named = [("threshold", self.threshold), *self.thresholds.items()]
        named += [
            (f"rule_thresholds[{number}]", value)
            for number, value in enumerate(self.rule_thresholds.values(), start=1)
        ]
        for name, value in named:
            if not 0.0 <= value <= 1.0:
                raise InvalidPolicy(str(name), f"needs a number in [0, 1], got {value}")

    def _check_key(self) -> None:
        keyed = {Action.SURROGATE, Action.HASH} & {self.action, *self.actions.values()}
        if (keyed or self.key) and len(self.key) < LEAST_KEY_BYTES:
            raise InvalidPolicy(
                "key",
                f"needs at least {LEAST_KEY_BYTES} bytes, got {len(self.key)}; without a secret, "
                "anybody can try names until one fits; set PII_KEY or key_file",
            )

    @cached_property
    def _allowed(self) -> tuple[re.Pattern[str], ...]:
        """Return the patterns apart: joined, flags and numbers of groups would mean others."""
        return tuple(map(re.compile, self.allow_patterns))

    @cached_property
    def _verdicts(self) -> dict[str, tuple[bool, float | None]]:
        """What is said of the rules that were asked for: there are few, and claims are many."""
        return {}

    def _verdict(self, rule: str) -> tuple[bool, float | None]:
        """Return whether a rule is off, and its own threshold if it has one."""
        if rule not in self._verdicts:
            self._verdicts[rule] = (
                matches_any(rule, self.rules_off),
                threshold_for(rule, self.rule_thresholds),
            )
        return self._verdicts[rule]

    def check_rules(self, known: Collection[str]) -> None:
        """Refuse a name that no rule goes by: a misspelt one would be heeded by nobody.

        Args:
            known: the ids of all rules that may be switched off.

        Raises:
            InvalidPolicy: for the first such name; it says which ones come near.
        """
        named = {"rules_off": self.rules_off, "rule_thresholds": self.rule_thresholds}
        for name, globs in named.items():
            if fault := fault_of(globs, known):
                raise InvalidPolicy(f"{name}[{fault[0]}]", fault[1])

    def action_of(self, label: Label) -> Action:
        """Return what happens to values of a label."""
        return self.actions.get(label, self.action)

    def threshold_of(self, label: Label, rule: str = "") -> float:
        """Return the least score at which a rule's claims of a label are hidden."""
        own = self._verdict(rule)[1]
        return self.thresholds.get(label, self.threshold) if own is None else own

    def hides(self, entity: Entity, value: str) -> bool:
        """Say whether a claim on this value is hidden, the deny list apart."""
        if self.action_of(entity.label) is Action.KEEP:
            return False
        if self._verdict(entity.rule)[0]:
            return False
        if entity.score < self.threshold_of(entity.label, entity.rule):
            return False
        if value in self.allow or any(allowed.fullmatch(value) for allowed in self._allowed):
            return False
        if entity.label is not Label.IP_ADDRESS or not self.keep_private_addresses:
            return True
        return identifies_host(value)


def _no_pattern(number: int, reason: str) -> InvalidPolicy:
    return InvalidPolicy("allow_patterns", f"number {number} is no regular expression: {reason}")
