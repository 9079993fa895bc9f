from collections.abc import Callable

import pytest
import re2

from pii.credentials import FAMILIES, score_of
from pii.rules.scanner import loosened

Found = tuple[str, bytes, float]


def _options() -> re2.Options:
    options = re2.Options()
    options.encoding = re2.Options.Encoding.LATIN1
    options.log_errors = False
    options.max_mem = 128 << 20
    return options


class Patterns:
    def __init__(self) -> None:
        options = _options()
        self.compiled = {f.id: re2.compile(f.pattern, options) for f in FAMILIES}
        self.triggers = {f.id: [re2.compile(t, options) for t in f.triggers] for f in FAMILIES}
        self._owners = [f.id for f in FAMILIES for _ in f.triggers]
        self._set = re2.Set.SearchSet(options)
        for family in FAMILIES:
            for trigger in family.triggers:
                self._set.Add(loosened(trigger))
        self._set.Compile()

    def triggered(self, data: bytes) -> set[str]:
        return {self._owners[number] for number in self._set.Match(data) or ()}

    def found(self, data: bytes) -> list[Found]:
        triggered = self.triggered(data)
        return [
            (family.id, data[slice(*match.span(1))], score)
            for family in FAMILIES
            if family.id in triggered
            for match in self.compiled[family.id].finditer(data)
            if (score := score_of(family, data, *match.span(1))) > 0
        ]


@pytest.fixture(scope="session")
def patterns() -> Patterns:
    return Patterns()


@pytest.fixture(scope="session")
def found(patterns: Patterns) -> Callable[[str, bytes], list[bytes]]:
    def values_of(name: str, data: bytes) -> list[bytes]:
        return [value for family, value, _ in patterns.found(data) if family == name]

    return values_of
