"""Handles in the addresses of profiles and personal pages."""

import re
from collections.abc import Iterator

from pii.gazetteers import COMMUNITY_PAGES, PROFILE_PAGES
from pii.labels import Label
from pii.patterns import one_of, rx
from pii.rules.checks.logins import is_login
from pii.rules.checks.owners import is_person
from pii.rules.claims import owner_in
from pii.rules.rule import Claim, Hit, Rule, example
from pii.rules.username.patterns import HANDLE, any_address


def _read_profile(hit: Hit) -> Iterator[Claim]:
    """Claim the handle in a profile's address."""
    yield from owner_in(hit, 1, 0.7)


def _read_user_folder(hit: Hit) -> Iterator[Claim]:
    """Claim whose folder of a web server an address names."""
    if is_login(hit.text(1)) and not hit.line_before(hit.span(1)[0], 12).endswith("git.sr.ht/~"):
        yield Claim(*hit.span(1), Label.USERNAME, 0.75)


def _read_page(hit: Hit) -> Iterator[Claim]:
    """Claim the handle in a personal page's address; a file there is no page."""
    behind = hit.line_behind(hit.span(1)[1], 2)
    if is_person(hit.text(1)) and not re.match(r"\.[A-Za-z]", behind):
        yield Claim(*hit.span(1), Label.USERNAME, 0.65)


_PROFILE = rb"(?i)(?:^|[^A-Za-z0-9])" + any_address(PROFILE_PAGES)
_PAGE = rb"(?i)(?:^|[^A-Za-z0-9])" + any_address(COMMUNITY_PAGES)
_OF_ACCOUNT = ("repos", "starred", "gists", "followers", "following", "orgs", "events", "keys")
_PEOPLE = rb"/" + one_of(["people", "faculty", "staff", "homes", "personnel"]) + rb"/"

RULES = (
    Rule(
        id="profile",
        label=Label.USERNAME,
        title="Profile on a social or code-sharing site",
        finds="The handle in an address such as `https://twitter.com/…`.",
        leaves="Pages of the sites themselves, and organisations.",
        triggers=(_PROFILE,),
        pattern=_PROFILE + rb"([A-Za-z0-9](?:[A-Za-z0-9_.\-]{0,37}[A-Za-z0-9_])?)",
        read=_read_profile,
        hits=(
            example("t.me/[[aporter]] or https://twitter.com/[[aporter]]"),
            example("https://www.linkedin.com/in/[[aporter]]/"),
            example("<https://stackoverflow.com/users/4711/[[aporter]]>"),
            example("https://www.youtube.com/@[[wzhang42]]"),
        ),
        misses=(
            example("https://twitter.com/intent/tweet"),
            example("https://www.youtube.com/watch?v=x"),
            example("https://facebook.com/knots-labs"),
        ),
    ),
    Rule(
        id="personal-page",
        label=Label.USERNAME,
        title="Member's page on a community site",
        finds="The handle in an address such as `https://hackaday.io/…` or `…/wiki/User:…`.",
        leaves="Pages of the sites themselves, and files.",
        triggers=(_PAGE,),
        pattern=_PAGE + rb"(" + HANDLE + rb")",
        read=_read_page,
        hits=(
            example("hackaday.io/[[aporter]], https://www.tindie.com/stores/[[aporter]]/"),
            example("https://en.wikipedia.org/wiki/User:[[APorter]]"),
            example("https://unsplash.com/@[[aporter]]"),
        ),
        misses=(
            example("https://gravatar.com/avatar/x"),
            example("https://vimeo.com/player.js"),
        ),
    ),
    Rule(
        id="pixabay-page",
        label=Label.USERNAME,
        title="Member's page on Pixabay",
        finds="The handle before the number of a member.",
        leaves="Pages of pictures.",
        triggers=(rb"pixabay\.com/",),
        pattern=rb"pixabay\.com/(?:[a-z]{2}/)?users/([A-Za-z0-9_]{2,40})-[0-9]{2,12}",
        read=_read_page,
        hits=(
            example("https://pixabay.com/users/[[aporter]]-19498763/?x"),
            example("https://pixabay.com/de/users/[[wzhang42]]-11"),
        ),
        misses=(
            example("https://pixabay.com/photos/rope-19498763/"),
            example("https://pixabay.com/users/admin-19498763/"),
        ),
    ),
    Rule(
        id="account-resource",
        label=Label.USERNAME,
        title="Account in the address of an interface",
        finds="The handle in `/users/…/repos` and other resources of an account.",
        leaves="Placeholders, and resources of organisations.",
        source="https://docs.github.com/en/rest/repos/repos#list-repositories-for-a-user",
        triggers=(rb"/users/[A-Za-z0-9_\-]+/" + one_of(_OF_ACCOUNT) + rb"\b",),
        pattern=rb"/users/(" + HANDLE + rb")/" + one_of(_OF_ACCOUNT) + rb"\b",
        read=_read_page,
        hits=(
            example('"/users/[[aporter]]/repos?page=2"', "JSON"),
            example("https://api.knots.example/users/[[wzhang42]]/starred"),
        ),
        misses=(
            example("/users/:username/repos", "JavaScript"),
            example("/users/apache/repos"),
            example("/users/aporter/ropes"),
        ),
    ),
    Rule(
        id="cpan-author",
        label=Label.USERNAME,
        title="Author's folder on CPAN",
        finds="The account in `authors/id/A/AP/APORTER/`.",
        leaves="Folders of roles.",
        source="https://www.cpan.org/modules/04pause.html",
        triggers=(rb"authors/id/[A-Z]/[A-Z]",),
        pattern=rb"\bauthors/id/[A-Z]/[A-Z]{2}/([A-Z][A-Z0-9\-]{2,24})/",
        read=_read_user_folder,
        hits=(
            example("https://www.cpan.org/authors/id/A/AP/[[APORTER]]/Rope-1.0.tar.gz"),
            example("authors/id/W/WZ/[[WZHANG]]/CHECKSUMS", "Perl"),
        ),
        misses=(
            example("authors/id/A/AD/ADMIN/Rope-1.0.tar.gz"),
            example("authors/id/A/AP/"),
        ),
    ),
    Rule(
        id="user-folder",
        label=Label.USERNAME,
        title="User's folder of a web server",
        finds="The login behind the tilde in `https://host/~login`.",
        leaves="Folders of roles, and paths that are no address.",
        source="https://httpd.apache.org/docs/2.4/howto/public_html.html",
        triggers=(rb"/~[A-Za-z]",),
        pattern=rb"://[A-Za-z0-9.:\-]{3,80}/~([A-Za-z][A-Za-z0-9_\-]{1,31})",
        read=_read_user_folder,
        hits=(
            example("http://www.knots.example/~[[aporter]]/notes/x.html"),
            example("<https://knots.example:8080/~[[wzhang42]]>"),
        ),
        misses=(
            example("https://knots.example/~admin/"),
            example("cd ~/src && ls /~x", "Shell"),
        ),
    ),
    Rule(
        id="scholar-page",
        label=Label.USERNAME,
        title="Page of a member of a university",
        finds="The login behind `/people/`, `/staff/` and the like, at a university or institute.",
        leaves="Such pages at other hosts.",
        triggers=(_PEOPLE + rb"[a-z]",),
        pattern=rx(
            rb"""
            :// [A-Za-z0-9.\-]{0,60}
            (?: \.edu | \.ac\.[a-z]{2} | research\.[a-z.\-]{4,20}
              | \buni-[a-z\-]{2,20}\.de | \.(?:inria|cnrs)\.fr )
            (?: / [a-z\-]{1,12} ){0,3} """
            + _PEOPLE
            + rb"""
            ([a-z][a-z0-9\-]{1,20}) (?: / | [\s)\"'>] | $ )
            """
        ),
        read=_read_user_folder,
        hits=(
            example("https://www.cs.knots.edu/people/[[aporter]]/"),
            example("(https://knots.ac.uk/maths/staff/[[wzhang42]])"),
            example("http://www.research.knots.example/people/[[aporter]]/rope.html"),
        ),
        misses=(
            example("https://knots.example/people/aporter/"),
            example("https://www.cs.knots.edu/courses/aporter/"),
        ),
    ),
)
