"""What stands in the grammar's slots that are no label: words, digests, roles, placeholders.

Each draws something that may stand where an entity could, or that a line needs to be whole.
"""

from collections.abc import Callable, Mapping
from random import Random

from pii.gazetteers import FORGE_ORGANISATIONS, ROLE_LOGINS, THROWAWAY_SECRETS
from pii.synthesis.words import BASE62, HEX, chosen, host, uuid, word

_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()  # noqa: SIM905
_DAYS = "Mon Tue Wed Thu Fri Sat Sun".split()  # noqa: SIM905
_OWNERS = tuple(sorted(FORGE_ORGANISATIONS))
_ROLES = tuple(sorted(ROLE_LOGINS))
_THROWAWAYS = tuple(sorted(THROWAWAY_SECRETS))
_ENDINGS = ("Inc.", "Ltd.", "GmbH", "Foundation", "Corporation", "LLC", "Labs")
# Nobody's: private, loopback, link-local, unspecified, for documentation, public resolvers.
_PRIVATE = ("10.{}.{}.{}", "192.168.{1}.{2}", "172.16.{1}.{2}", "127.0.0.1", "0.0.0.0")  # noqa: S104
_RESERVED = ("192.0.2.{0}", "198.51.100.{0}", "203.0.113.{0}", "169.254.{1}.{2}", "255.255.{0}.0")
_SHORT = ("::1", "::", "fe80::{0}", "2001:db8::{0}", "8.8.8.8", "1.1.1.1", "ff02::{0}")
_ADDRESSES = (*_PRIVATE, *_RESERVED, *_SHORT)


def lookalikes_of(draw: Random) -> Mapping[str, Callable[[], str]]:
    """Return what fills each slot that is no label, by the slot's name."""
    return {**_words(draw), **_numbers(draw), **_machine_made(draw), **_nobodies(draw)}


def _words(draw: Random) -> dict[str, Callable[[], str]]:
    """Return the makers of names that programs and prose give to things."""
    return {
        "word": lambda: word(draw),
        "class": lambda: "".join(word(draw).title() for _ in range(draw.randint(2, 4))),
        "identifier": lambda: "_".join(word(draw) for _ in range(draw.randint(1, 3))),
        "camel": lambda: word(draw) + word(draw).title(),
        "constant": lambda: "_".join(word(draw).upper() for _ in range(2)),
        "title": lambda: " ".join(word(draw).title() for _ in range(draw.randint(2, 3))),
        "Word": lambda: word(draw).title(),
        "organisation": lambda: (
            f"{word(draw).title()} {word(draw).title()} {draw.choice(_ENDINGS)}"
        ),
        "host": lambda: host(draw),
    }


def _numbers(draw: Random) -> dict[str, Callable[[], str]]:
    """Return the makers of numbers, versions and times."""
    return {
        "version": lambda: ".".join(str(draw.randint(0, 30)) for _ in range(4)),
        "release": lambda: ".".join(str(draw.randint(0, 30)) for _ in range(3)),
        "number": lambda: str(draw.randint(0, 10 ** draw.randint(1, 9))),
        "small": lambda: str(draw.randint(0, 99)),
        "decimal": lambda: f"{draw.uniform(-200, 200):.{draw.randint(1, 7)}f}",
        "oid": lambda: "1.3.6.1." + ".".join(str(draw.randint(1, 300)) for _ in range(4)),
        "year": lambda: str(draw.randint(1994, 2026)),
        "time": lambda: f"{draw.randrange(24):02}:{draw.randrange(60):02}:{draw.randrange(60):02}",
        "month": lambda: draw.choice(_MONTHS),
        "day": lambda: draw.choice(_DAYS),
        "port": lambda: str(draw.choice((22, 80, 443, 3306, 5432, 6379, 8080, 27017))),
        "date": lambda: (
            f"{draw.randint(1998, 2026)}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"
        ),
    }


def _machine_made(draw: Random) -> dict[str, Callable[[], str]]:
    """Return the makers of what machines write and what keeps no secret."""
    return {
        "digest": lambda: chosen(draw, HEX, draw.choice((32, 40, 64, 128))),
        "commit": lambda: chosen(draw, HEX, draw.choice((7, 8, 10, 40))),
        "uuid": lambda: uuid(draw),
        "guid": lambda: uuid(draw).upper(),
        "base64": lambda: chosen(draw, BASE62 + "+/", 4 * draw.randint(8, 40)),
        "id": lambda: chosen(draw, BASE62, draw.randint(8, 24)),
        "mac": lambda: ":".join(chosen(draw, HEX, 2) for _ in range(6)),
        "hex": lambda: "0x" + chosen(draw, HEX, draw.choice((2, 4, 8, 16))),
        "colour": lambda: "#" + chosen(draw, HEX, 6),
        # A brace behind a dollar sign would begin a slot.
        "open": lambda: "{",
        "tab": lambda: "\t",
        "stars": lambda: draw.choice("*x.X-") * draw.randint(3, 12),
    }


def _nobodies(draw: Random) -> dict[str, Callable[[], str]]:
    """Return the makers of what has an entity's shape and is nobody's."""
    return {
        "owner": lambda: draw.choice(_OWNERS),
        "role_login": lambda: draw.choice(_ROLES),
        "throwaway": lambda: draw.choice(_THROWAWAYS),
        "nowhere": lambda: draw.choice(_ADDRESSES).format(*(draw.randint(1, 254) for _ in "abc")),
    }
