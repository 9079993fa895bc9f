"""TOML, and its faults in words: reason and place, without the keys and values it quotes."""

import re
import tomllib
from tomllib import TOMLDecodeError

_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)\Z")
# Names of keys in parentheses or quotes; one character alone, such as '=', is syntax.
_QUOTED = re.compile(r""" ?(?:\(['"].*\)|'(?:[^'\\]|\\.){2,}'|"(?:[^"\\]|\\.){2,}")""", re.DOTALL)


def parse_toml(text: str) -> dict[str, object]:
    """Return what TOML says.

    Raises:
        TOMLDecodeError: for whatever the parser cannot take; `toml_fault` puts it into words.
    """
    try:
        return tomllib.loads(text)
    except TOMLDecodeError:
        raise
    except RecursionError:
        raise TOMLDecodeError("Is nested too deep") from None
    except ValueError:
        raise TOMLDecodeError("Has a number of too many digits") from None


def toml_fault(error: TOMLDecodeError) -> str:
    r"""Return where a file is not TOML, and why.

    What the parser quotes is left out: a policy's keys are the values that it protects.

    >>> import tomllib
    >>> try:
    ...     tomllib.loads("threshold = 0.5\naction: keep")
    ... except TOMLDecodeError as error:
    ...     toml_fault(error)
    "is not TOML at line 2, column 7: expected '=' after a key in a key/value pair"
    """
    message = str(error)
    place = _PLACE.search(message)
    reason = _QUOTED.sub("", message[: place.start()] if place else message)
    where = " at its end" if place else ""
    if place and place[1]:
        where = f" at line {place[1]}, column {place[2]}"
    return f"is not TOML{where}: {reason[:1].lower()}{reason[1:]}"
