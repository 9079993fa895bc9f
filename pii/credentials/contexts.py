r"""What must stand before a value for it to be recognised.

Most values tell by themselves what they are and may stand at any word border. Others, such as
32 hex digits, are keys only behind the name of their vendor.
"""

from dataclasses import dataclass

# A value may stand at a word border, but also right behind an escape that ends in a letter or a
# digit: a line break in a string literal, `%3D` in an address, `\u003d` in JSON, a colour in a log.
_ESCAPE = rb"\\[nrt]|%[0-9A-Fa-f]{2}|\\u00[0-9A-Fa-f]{2}|\[[0-9;]{1,8}m"
START = rb"(?:\b|" + _ESCAPE + rb")"


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What leads to a value.

    Attributes:
        pattern: RE2 syntax for Latin-1 bytes, without groups that capture.
        sample: a template of a text that the pattern matches, such as `DEEPSEEK_API_KEY=`; empty
            where a value needs no more than a border.
        trigger: a selective part of the pattern, for a context that tells more than the value.
    """

    pattern: bytes
    sample: str = ""
    trigger: bytes = b""


ANYWHERE = Context(pattern=START)
# For values that may not follow a dash, a dot or a tilde either.
APART = Context(pattern=rb"(?:^|[^\w~.-]|" + _ESCAPE + rb")")
# For base64, whose first character may be a sign, so that no word border need stand before it.
OUTSIDE_BASE64 = Context(pattern=rb"(?:^|[^\w+/-]|" + _ESCAPE + rb")")
# A name that is a secret's, and what stands between it and the value: signs, a word that tells
# nothing, a colour in a log.
_SECRET_WORD = rb"(?i:key|token|secret|auth|pass|credential)[\w\]]{0,12}"
_SIGNS = rb"[^0-9A-Za-z\n]{1,8}"
_TO_VALUE = _SIGNS + rb"(?:(?:or|value|[Bb]earer|[Tt]oken)" + _SIGNS + rb")?(?:\[[0-9;]{1,8}m)?"


def near(names: bytes, sample: str) -> Context:
    """Return the context of a value with one of these names shortly before it in its line.

    Args:
        names: RE2 alternatives, in any case of letters; a word border in them may be an escape.
        sample: as in `Context`.
    """
    name = rb"(?i:" + names.replace(rb"\b", START) + rb")"
    return Context(pattern=name + rb"[^\n]{0,60}?\b", sample=sample, trigger=name)


def keyed(names: bytes, sample: str) -> Context:
    """Return the context of a value behind a name that holds a vendor's and then a secret's.

    For values that anything may have, such as a UUID or forty hex digits: the vendor's name
    alone often stands before an id of a project or the hash of a commit.

    Args:
        names: as in `near`.
        sample: as in `Context`.
    """
    name = rb"(?i:" + names.replace(rb"\b", START) + rb")"
    leads = rb"[^\n]{0,40}?" + _SECRET_WORD + _TO_VALUE
    return Context(pattern=name + leads, sample=sample, trigger=name)
