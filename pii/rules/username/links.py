"""Links that say the same twice: a handle or a name, and the profile that it leads to."""

from collections.abc import Iterator

from pii.labels import Label
from pii.patterns import one_of, rx
from pii.rules.checks.names import name_certainty
from pii.rules.checks.owners import is_person
from pii.rules.rule import Claim, Hit, Rule, example


def _read_linked(hit: Hit) -> Iterator[Claim]:
    """Claim a handle that is the text of a link to its own profile, or stands behind its work."""
    if hit.text(1).lower() == hit.text(2).lower() and (
        is_person(hit.text(1)) or hit.text(1).isdigit()
    ):
        yield Claim(*hit.span(1), Label.USERNAME, 0.8)
        yield Claim(*hit.span(2), Label.USERNAME, 0.8)


def _read_linked_name(hit: Hit) -> Iterator[Claim]:
    """Claim a name that links to a profile: the text of the link must share a word with it."""
    name, handle = hit.text(1), hit.text(2).lower()
    certainty = name_certainty(name)
    shared = any(len(word) >= 3 and word.lower()[:4] in handle for word in name.split())
    if certainty >= (0.75 if shared else 1):
        yield Claim(*hit.span(1), Label.NAME, 0.75)


_HANDLE = rb"([A-Za-z0-9][A-Za-z0-9_\-]{1,38})"
_SCHEME = rb"https?://(?:www\.)?"
_SITE = _SCHEME + one_of(["github", "gitlab", "twitter", "bitbucket"]) + rb"\.(?:com|org)/"
_PROFILE_SITE = (
    _SCHEME + one_of(["github", "gitlab", "twitter", "linkedin", "x"]) + rb"\.com/(?:in/)?"
)
_LINK = rb"\](?:\(|:[ ])"

RULES = (
    Rule(
        id="linked-handle",
        label=Label.USERNAME,
        title="Handle that links to its profile",
        finds="The text of a link in Markdown and the address, where both are one handle.",
        leaves="Organisations, and links whose text is another word.",
        source="https://spec.commonmark.org/0.31.2/#links",
        triggers=(_LINK + _SITE,),
        pattern=rx(
            rb"""
            \[@? """
            + _HANDLE
            + _LINK
            + _SITE
            + _HANDLE
            + rb"""
            /? (?: \) | \s | $ )
            """
        ),
        read=_read_linked,
        hits=(
            example("[@[[aporter]]](https://github.com/[[aporter]])", "Markdown"),
            example("[[[APorter]]]: https://gitlab.com/[[aporter]]/\n", "Markdown"),
            example("[[[20231]]](https://github.com/[[20231]])", "Markdown"),
        ),
        misses=(
            example("[rope](https://github.com/aporter)", "Markdown"),
            example("[apache](https://github.com/apache)", "Markdown"),
        ),
    ),
    Rule(
        id="linked-element",
        label=Label.USERNAME,
        title="Handle in an element that links to its profile",
        finds="The text of a link in HTML and the address, where both are one handle.",
        leaves="Organisations, and elements that hold anything else.",
        source="https://html.spec.whatwg.org/multipage/text-level-semantics.html#the-a-element",
        triggers=(_SITE + rb"[A-Za-z0-9_\-]+/?[\"']",),
        pattern=rx(
            _SITE
            + _HANDLE
            + rb"""
            /? [\"'] [^<>\r\n]{0,80} > @? """
            + _HANDLE
            + rb"</a>"
        ),
        read=_read_linked,
        hits=(
            example('<a href="https://github.com/[[aporter]]">[[aporter]]</a>', "HTML"),
            example(
                "<a href='https://twitter.com/[[aporter]]/' class='x'>@[[aporter]]</a>", "HTML"
            ),
        ),
        misses=(
            example('<a href="https://github.com/apache">apache</a>', "HTML"),
            example('<a href="https://github.com/aporter">profile</a>', "HTML"),
        ),
    ),
    Rule(
        id="maker-behind-work",
        label=Label.USERNAME,
        title="Maker behind a work",
        finds="The owner in a repository's address and the same handle behind it: `… by owner`.",
        leaves="Organisations, and other words behind `by`.",
        triggers=(_SITE + rb"\S+\)? by @?[A-Za-z0-9]",),
        pattern=rx(
            _SITE
            + _HANDLE
            + rb"""
            / [^\s()]{1,80} \)? [ ]by[ ] @? """
            + _HANDLE
            + rb"\b"
        ),
        read=_read_linked,
        hits=(
            example("https://github.com/[[aporter]]/rope by [[aporter]]"),
            example("[rope](https://gitlab.com/[[aporter]]/rope) by @[[aporter]], 2019"),
        ),
        misses=(
            example("https://github.com/aporter/rope by hand"),
            example("https://github.com/knots-labs/rope by knots-labs"),
        ),
    ),
    Rule(
        id="linked-name",
        label=Label.NAME,
        title="Name that links to its profile",
        finds="The text of a link to a profile, where it is a name that the handle resembles.",
        leaves="Products, and words that are no name.",
        source="https://spec.commonmark.org/0.31.2/#links",
        triggers=(rb"\]\(" + _PROFILE_SITE,),
        pattern=rx(
            rb"""
            \[ ([^\[\]()@\r\n]{4,50}) \]\( """
            + _PROFILE_SITE
            + rb"""
            ([A-Za-z0-9_\-]{2,39}) /? \)
            """
        ),
        read=_read_linked_name,
        hits=(
            example("[[[Chandani Porter]]](https://github.com/chandanip)", "Markdown"),
            example("[[[Ann Porter]]](https://www.linkedin.com/in/aporter/)", "Markdown"),
        ),
        misses=(
            example("[Visual Studio](https://github.com/microsoft)", "Markdown"),
            example("[the documents](https://github.com/aporter)", "Markdown"),
        ),
    ),
)
