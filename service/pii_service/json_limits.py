"""JSON read strictly, and no more of it than a request can need.

Eight megabytes of `[[],[],…` become millions of objects, and a parser has made them before any
schema can refuse them. So the parts of a body are counted before it is parsed.
"""

import re

from pydantic_core import from_json

from pii_service.errors import Reason, Refusal

# Enough for options, and for a line of a stream.
MOST_ITEMS = 10_000
# Possessive, and without an end if there is none: time is linear whatever stands in it.
_STRING = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"?', re.DOTALL)


def parse_json(data: bytes, most_items: int = MOST_ITEMS) -> object:
    """Return what strict JSON says.

    Args:
        data: UTF-8.
        most_items: how many strings, members and elements it may have.

    Raises:
        Refusal: if it is no JSON, or has too many parts.
    """
    if has_more_items(data, most_items):
        raise Refusal(
            Reason.TOO_LARGE,
            f"the JSON has more than {most_items} values; send fewer at once",
        )
    try:
        return from_json(data, allow_inf_nan=False)
    except ValueError:
        raise Refusal(
            Reason.MALFORMED,
            "the body is no JSON: it must be UTF-8, without lone surrogates, NaN or deep nesting",
        ) from None


def has_more_items(data: bytes, most: int) -> bool:
    """Say whether JSON has more than so many strings, commas and opened brackets.

    Commas and brackets inside strings do not count. Whatever is no JSON may give either answer.
    """
    # Most bodies are settled by their length, and most of the others by a count without a parser.
    if len(data) <= most or _marks_in(data) + data.count(b'"') <= most:
        return False
    left, at = most, 0
    for string in _STRING.finditer(data):
        left -= _marks_in(data[at : string.start()]) + 1
        at = string.end()
        if left < 0:
            return True
    return _marks_in(data[at:]) > left


def _marks_in(data: bytes) -> int:
    return data.count(b",") + data.count(b"[") + data.count(b"{")
