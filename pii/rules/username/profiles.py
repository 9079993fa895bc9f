"""Handles and names in the addresses of personal pages."""

import re
from collections.abc import Iterator

from pii.labels import Label
from pii.rules.checks.logins import is_login
from pii.rules.checks.names import name_certainty
from pii.rules.checks.owners import is_person
from pii.rules.rule import Claim, Hit, Rule

_HANDLE = rb"([A-Za-z0-9][A-Za-z0-9_\-]{1,37})"
_SITES = (
    rb"(?:tindie\.com/stores/|thingiverse\.com/|hackaday\.io/|hackster\.io/|"
    rb"instructables\.com/member/|deviantart\.com/|unsplash\.com/@|pexels\.com/@|vimeo\.com/|"
    rb"crates\.io/users/|rubygems\.org/profiles/|pypi\.(?:org|python\.org)/user/|"
    rb"sourceforge\.net/u(?:sers)?/|news\.ycombinator\.com/user\?id=|lobste\.rs/u/|"
    rb"openhub\.net/accounts/|blog\.csdn\.net/|cnblogs\.com/|my\.oschina\.net/|"
    rb"segmentfault\.com/u/|scratch\.mit\.edu/users/|leetcode\.com/(?:u/)?|"
    rb"codeforces\.com/profile/|replit\.com/@|observablehq\.com/@|jsfiddle\.net/(?:u(?:ser)?/)?|"
    rb"gravatar\.com/|hub\.docker\.com/v2/repositories/|qiita\.com/|"
    rb"(?:wikipedia|wikimedia|mediawiki)\.org/wiki/User:)"
)


def _read_user_folder(hit: Hit) -> Iterator[Claim]:
    """Claim whose folder of a web server an address names."""
    if is_login(hit.text(1)) and not hit.line_before(hit.span(1)[0], 12).endswith("git.sr.ht/~"):
        yield Claim(*hit.span(1), Label.USERNAME, 0.75)


def _read_page(hit: Hit) -> Iterator[Claim]:
    """Claim the handle in a personal page's address; a file there is no page."""
    behind = hit.line_behind(hit.span(1)[1], 2)
    if is_person(hit.text(1)) and not re.match(r"\.[A-Za-z]", behind):
        yield Claim(*hit.span(1), Label.USERNAME, 0.65)


def _read_linked_name(hit: Hit) -> Iterator[Claim]:
    """Claim a name that links to a profile: the text of the link must share a word with it."""
    name, handle = hit.text(1), hit.text(2).lower()
    certainty = name_certainty(name)
    shared = any(len(word) >= 3 and word.lower()[:4] in handle for word in name.split())
    if certainty >= (0.75 if shared else 1):
        yield Claim(*hit.span(1), Label.NAME, 0.75)


RULES = (
    Rule(
        "user-folder",
        Label.USERNAME,
        (rb"/~[A-Za-z]",),
        rb"://[A-Za-z0-9.:\-]{3,80}/~([A-Za-z][A-Za-z0-9_\-]{1,31})",
        _read_user_folder,
    ),
    Rule(
        "personal-page",
        Label.USERNAME,
        (
            rb"(?:tindie|thingiverse|hackaday|hackster|instructables|deviantart|unsplash|pexels|"
            rb"vimeo|rubygems|pypi|sourceforge|ycombinator|openhub|csdn|cnblogs|oschina|"
            rb"segmentfault|scratch\.mit|leetcode|codeforces|replit|observablehq|jsfiddle|qiita|"
            rb"gravatar)\.[a-z]+/",
            rb"crates\.io/users/|lobste\.rs/u/|docker\.com/v2/rep|pypi\.python\.org/user/|/User:",
        ),
        rb"(?:^|[^A-Za-z0-9])" + _SITES + _HANDLE,
        _read_page,
    ),
    Rule(
        "numbered-page",
        Label.USERNAME,
        (rb"pixabay\.com/",),
        rb"pixabay\.com/(?:[a-z]{2}/)?users/([A-Za-z0-9_]{2,40})-[0-9]{2,12}",
        _read_page,
    ),
    Rule(
        "account-resource",
        Label.USERNAME,
        (
            rb"/users/[A-Za-z0-9_\-]+/(?:repos|starred|gists|followers|following|orgs|events|keys)\b",
        ),
        rb"/users/([A-Za-z0-9][A-Za-z0-9_\-]{1,37})/"
        rb"(?:repos|starred|gists|followers|following|orgs|events|keys)\b",
        _read_page,
    ),
    Rule(
        "archive-author",
        Label.USERNAME,
        (rb"authors/id/[A-Z]/[A-Z]",),
        rb"\bauthors/id/[A-Z]/[A-Z]{2}/([A-Z][A-Z0-9\-]{2,24})/",
        _read_user_folder,
    ),
    Rule(
        "scholar-page",
        Label.USERNAME,
        (rb"/(?:people|faculty|staff|homes|personnel)/[a-z]",),
        rb"://[A-Za-z0-9.\-]{0,60}(?:\.edu|\.ac\.[a-z]{2}|research\.[a-z.\-]{4,20}|"
        rb"\buni-[a-z\-]{2,20}\.de|\.(?:inria|cnrs)\.fr)/(?:[a-z\-]{1,12}/){0,3}"
        rb"(?:people|faculty|staff|homes|personnel)/"
        rb"([a-z][a-z0-9\-]{1,20})(?:/|[\s)\"'>]|$)",
        _read_user_folder,
    ),
    Rule(
        "linked-name",
        Label.USERNAME,
        (rb"\]\(https?://(?:www\.)?(?:github|gitlab|twitter|linkedin|x)\.com/",),
        rb"\[([^\[\]()@\r\n]{4,50})\]\(https?://(?:www\.)?(?:github|gitlab|twitter|linkedin|x)\.com/"
        rb"(?:in/)?([A-Za-z0-9_\-]{2,39})/?\)",
        _read_linked_name,
    ),
)
