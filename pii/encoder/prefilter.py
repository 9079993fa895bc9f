"""Which lines are worth the network's time: those with the faintest sign of a person.

Most lines of code hold nothing that could be anybody's: loops, calls, brackets. A sign is
anything that stood near an annotated entity and costs little to look for; the network judges.
What passes for nothing costs time, what is stopped is lost to the network unless it stands in the
context that is shown around a line: `python -m bench.gate` prints both.
"""

import re

import numpy as np
import re2
from numpy.typing import NDArray

_SIGNS = (
    r"(?i:passw|passphrase|pass_|_pass|\bpass[\"' ]*[:=,]|pwd|secret|token|cred|auth"
    r"|key[\"']? *[:=]|[_-]key\b|api.?key|login|user|owner|contrib|maintain|copyright|thanks"
    r"|identified|member|mail|\bname[\"']? *[:=]|\bnames\b|\bby\b|docker|group_?id"
    r"|repo|image[\"']? *[:=]|ppa:|welcome|\bmrs?\."
    r"|(?:package|import) (?:com|io|me)\.|\b(?:cn|uid|dc|psk|pw)\b)",
    r"://|/home/|[/\\]Users[/\\]|~[a-z]|git|@",
    # Two words that begin with capitals, initials before a name, scripts other than Latin.
    r"(?:^|[^\pL\pN_.])\p{Lu}[\p{Ll}'’-]+(?:, | \p{Lu}\. | \pL{1,3} | )\p{Lu}[\pL’'-]+",
    r"\b\p{Lu}\. ?\p{Lu}\pL+",
    # One such word in a sentence: somebody's, or followed by what people do.
    r"\p{Ll},? \(?\p{Lu}\p{Ll}{2,}(?:'s?\b|,| said| has| wrote| \d{4}\))",
    # An owner and a name in quotes.
    r"[\"'][A-Za-z][\w-]+/[\w-]+(?:\.n?vim|\.jl)?[\"']",
    r"[\p{Han}\p{Hangul}\p{Hiragana}\p{Katakana}\p{Cyrillic}\p{Greek}\p{Arabic}\p{Hebrew}]{2}",
    # Addresses of the network.
    r"\d{1,3}[., ]+\d{1,3}[., ]+\d{1,3}[., ]+\d{1,3}|[0-9A-Fa-f]{1,4}::?[0-9A-Fa-f]{1,4}:",
)
# A match eats the rest of its line, so that a line is met once however many signs it has.
# Text as the pattern, bytes to search: characters of UTF-8 without offsets to translate.
_LINE = re2.compile(f"(?m)(?:{'|'.join(_SIGNS)})[^\\n]*")
# Runs that are long enough for a key, alone or in groups; those with digits are signs.
_LONG = re2.compile(
    rb"[A-Za-z0-9+/]{12,}|[0-9a-fA-F]{4,12}(?:-[0-9a-fA-F]{4,12}){2,}|[A-Za-z0-9_-]{40,}"
)
_LEAST_DIGITS = 2
_DIGITS = b"0123456789"
# A line of one word: lists of people go on like this below a line that says what they are.
_ITEM = re.compile(
    rb"""[ \t]*[-*+"'`\[(|#/]*[ \t]*"""
    rb"""[\w\x80-\xff][\w./\x80-\xff-]{2,40}"""
    rb"""["'`\])|]*[ \t]*[:=,;]*[ \t]*[{\[(]*\r?"""
)
_LONGEST_LIST = 200

Lines = NDArray[np.int64]


def passed(text: str) -> list[tuple[int, int]]:
    """Return the half-open stretches of whole lines that pass, in order and apart.

    Offsets are code points of the text; a line ends with its line feed.
    """
    data = text.encode("utf-8", "surrogatepass")
    array = np.frombuffer(data, dtype=np.uint8)
    starts = np.concatenate(([0], np.flatnonzero(array == ord("\n")) + 1, [len(data)]))
    suspicious = _lines_with_signs(data, starts)
    if not len(suspicious):
        return []
    lines = len(starts) - 1
    passing = np.zeros(lines, dtype=bool)
    passing[np.clip(suspicious, 0, lines - 1)] = True
    _pass_lists(data, starts, passing)
    edges = np.flatnonzero(np.diff(np.concatenate(([False], passing, [False])).astype(np.int8)))
    borders = starts[edges]
    if len(data) != len(text):
        # A character begins with every byte but UTF-8's continuation bytes.
        before = np.concatenate(([0], np.cumsum((array & 0xC0) != 0x80)))
        borders = before[borders]
    return [(int(start), int(end)) for start, end in borders.reshape(-1, 2) if start < end]


def _lines_with_signs(data: bytes, starts: Lines) -> Lines:
    """Return the numbers of lines with a sign, ascending."""
    # A match of the first kind may begin on the line feed before its line.
    at = [match.end() - 1 for match in _LINE.finditer(data)]
    for match in _LONG.finditer(data):
        value = match.group()
        if len(value) - len(value.translate(None, _DIGITS)) >= _LEAST_DIGITS:
            at.append(match.start())
    return np.unique(np.searchsorted(starts, np.asarray(at, dtype=np.int64), side="right") - 1)


def _pass_lists(data: bytes, starts: Lines, passing: NDArray[np.bool_]) -> None:
    """Let lines of one word pass that follow a passing line without a gap."""
    ends = np.flatnonzero(passing[:-1] & ~passing[1:])
    for line in ends:
        for following in range(line + 1, min(len(passing), line + 1 + _LONGEST_LIST)):
            if passing[following]:
                break
            content = data[starts[following] : starts[following + 1]].rstrip(b"\n")
            if not _ITEM.fullmatch(content):
                break
            passing[following] = True
