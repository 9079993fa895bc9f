"""How user names and addresses are written, in bytes, and how lines begin and end."""

from collections.abc import Iterable

from pii.patterns import one_of, rx

# As systems have them; forges allow no dot.
LOGIN = rb"[A-Za-z][A-Za-z0-9_.\-]{1,37}"
OWNER = rb"[A-Za-z][A-Za-z0-9_\-]{1,37}"
HANDLE = rb"[A-Za-z0-9][A-Za-z0-9_\-]{1,37}"
# Of a repository, a package or an image.
WORK = rb"[A-Za-z0-9_.\-]{1,60}"
# Neither takes the break, so that the next line may match too.
LINE_START = rb"(?m:^)"
LINE_END = rb"[ \t]*\r?(?m:$)"
# A handle fills its place: behind it come the line's or the comment's end, an address or a date.
ALONE = rx(
    rb"""
    (?: """
    + LINE_END
    + rb"""
      | [ \t]* (?: --> | \*/ | [<(\[][^\r\n]{0,80}@ )
      | ,? [ \t]{1,4} (?:on[ \t])? [0-9]{2}
    )
    """
)


def any_address(addresses: Iterable[str]) -> bytes:
    r"""Return a group that matches any of these addresses; `*` in one is any part of a path.

    >>> any_address(["knots.org/", "knots.org/*/"])
    b'(?:knots\\.org/[A-Za-z0-9\\-]{1,20}/|knots\\.org/)'
    """
    return one_of(addresses).replace(rb"\*", rb"[A-Za-z0-9\-]{1,20}")
