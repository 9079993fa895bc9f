r"""What the beginning of a pattern says: the literal texts it allows, and a trigger.

Reads the part of RE2's syntax that the families' patterns use: literals, escapes, classes,
groups, alternatives and repetitions.
"""

import re
from dataclasses import dataclass

_TOKEN = re.compile(
    rb"""
      \\.                            # an escape
    | \[\^?\]?(?:\\.|[^\]\\])*\]     # a class
    | \((?:\?[a-z]*:)?               # the beginning of a group
    | [)|]
    | (?P<repeat>(?:\{[0-9,]+\}|[?*+])\??)
    | .
    """,
    re.VERBOSE | re.DOTALL,
)
# A class of which each member begins a text of its own, such as `gh[pousr]_`.
_SMALL_CLASS = re.compile(rb"\[([0-9A-Za-z]{1,6})\]")
_WIDE_ESCAPES = frozenset({rb"\d", rb"\D", rb"\s", rb"\S", rb"\w", rb"\W", rb"\b", rb"\B"})


@dataclass(frozen=True, slots=True)
class _Piece:
    """One token, the branches within it if it opens a group, and how often it may come."""

    token: bytes
    branches: tuple[tuple["_Piece", ...], ...]
    repeat: bytes
    end: int

    def repeats(self) -> bool:
        """Say whether anything in here comes more than once or an unknown number of times."""
        within = any(piece.repeats() for branch in self.branches for piece in branch)
        return within or self.repeat not in (b"", b"?")


class _Reader:
    """Reads a pattern from left to right."""

    def __init__(self, pattern: bytes) -> None:
        self._tokens = list(_TOKEN.finditer(pattern))
        self._at = 0

    def branches(self) -> tuple[tuple[_Piece, ...], ...]:
        """Read alternatives up to the end of their group or of the pattern."""
        branches: list[list[_Piece]] = [[]]
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            self._at += 1
            if token[0] == b")":
                break
            if token[0] == b"|":
                branches.append([])
            else:
                branches[-1].append(self._piece(token))
        return tuple(tuple(branch) for branch in branches)

    def _piece(self, token: re.Match[bytes]) -> _Piece:
        inner = self.branches() if token[0].startswith(b"(") else ()
        repeat = b""
        if self._at < len(self._tokens) and self._tokens[self._at]["repeat"]:
            repeat = self._tokens[self._at][0]
            self._at += 1
        return _Piece(token[0], inner, repeat, self._tokens[self._at - 1].end())


def literal_heads(pattern: bytes) -> tuple[str, ...]:
    r"""Return the literal texts that a match may begin with, as long as they are certain.

    >>> literal_heads(rb"gh[op]_(?:v1_)?[0-9a-z]{36}")
    ('gho_v1_', 'gho_', 'ghp_v1_', 'ghp_')
    """
    return tuple(dict.fromkeys(text for text, _ in _heads(_Reader(pattern).branches())))


# Literal texts, each with whether what follows it in the pattern belongs to it as well.
_Heads = list[tuple[str, bool]]


def _heads(branches: tuple[tuple[_Piece, ...], ...]) -> _Heads:
    return [head for branch in branches for head in _heads_of_branch(branch)]


def _heads_of_branch(pieces: tuple[_Piece, ...]) -> _Heads:
    heads: _Heads = [("", True)]
    for piece in pieces:
        heads = [
            (text + more, open_ and goes_on)
            for text, open_ in heads
            for more, goes_on in (_heads_of_piece(piece) if open_ else [("", False)])
        ]
    return heads


def _heads_of_piece(piece: _Piece) -> _Heads:
    once = _heads(piece.branches) if piece.branches else _heads_of_token(piece.token)
    is_certain = all(goes_on for _, goes_on in once)
    if not piece.repeat:
        return once
    if piece.repeat == b"?":
        return [*once, ("", True)] if is_certain else [("", False)]
    # Of a group that comes again the first turn is certain, unless it is part of a secret.
    is_once_at_least = not piece.repeat.startswith((b"*", b"{0"))
    if len(piece.branches) == 1 and is_once_at_least:
        return [(text, False) for text, _ in once]
    return [("", False)]


def _heads_of_token(token: bytes) -> _Heads:
    members = _SMALL_CLASS.fullmatch(token)
    if members:
        return [(chr(member), True) for member in members[1]]
    is_wide = token in _WIDE_ESCAPES or token.startswith(b"[") or token == b"."
    return [("", False)] if is_wide else [(token[-1:].decode("latin-1"), True)]


def trigger_of(pattern: bytes) -> bytes:
    r"""Return the beginning of a pattern, up to and with its first repetition.

    A group with repetitions in it is left out: what stands before it tells enough.

    >>> trigger_of(rb"gh[op]_[0-9a-z]{36}x"), trigger_of(rb"hvs\.(?:a{3}|b{4})")
    (b'gh[op]_[0-9a-z]{36}', b'hvs\\.')
    """
    branches = _Reader(pattern).branches()
    if len(branches) > 1:
        return pattern
    end = 0
    for piece in branches[0]:
        if piece.branches and piece.repeats():
            break
        end = piece.end
        if piece.repeats():
            break
    return pattern[:end]
