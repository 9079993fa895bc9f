"""Handles in the addresses of personal pages and in the coordinates of packages."""

import re
from collections.abc import Iterator

from pii.labels import Label
from pii.rules.judgement import is_login
from pii.rules.names import name_certainty
from pii.rules.owners import is_person
from pii.rules.scanner import Claim, Hit, Rule

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


def _read_group(hit: Hit) -> Iterator[Claim]:
    """Claim the login that a package's group ends with."""
    if is_person(hit.text(1), hit.text(2) or hit.text(3)):
        yield Claim(*hit.span(1), Label.USERNAME, 0.6)


def _read_plugin(hit: Hit) -> Iterator[Claim]:
    """Claim the owner of an editor's plugin where it may be a person."""
    owner, name = (1, 2) if hit.span(1)[0] >= 0 else (3, 4)
    if is_person(hit.text(owner), hit.text(name)):
        yield Claim(*hit.span(owner), Label.USERNAME, 0.6)


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
        (rb"/~[A-Za-z]",),
        rb"://[A-Za-z0-9.:\-]{3,80}/~([A-Za-z][A-Za-z0-9_\-]{1,31})",
        _read_user_folder,
    ),
    Rule(
        "personal-page",
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
        (rb"pixabay\.com/",),
        rb"pixabay\.com/(?:[a-z]{2}/)?users/([A-Za-z0-9_]{2,40})-[0-9]{2,12}",
        _read_page,
    ),
    Rule(
        "package-group",
        (rb"\b(?:com|io|org)\.git(?:hub|lab)\.",),
        rb"\b(?:com|io|org)\.git(?:hub|lab)\.([A-Za-z][A-Za-z0-9_\-]{1,37})"
        rb"(?:[:/]([A-Za-z0-9_.\-]{1,60})|\"\s{1,4}%{1,3}\s{1,4}\"([A-Za-z0-9_.\-]{1,60})|[\"'<])",
        _read_group,
    ),
    Rule(
        "editor-plugin",
        (rb"\.n?vim[\"']", rb"\b(?:Plug|Plugin|Bundle)\s'"),
        rb"(?:[\"']([A-Za-z0-9][A-Za-z0-9_\-]{1,37})/([A-Za-z0-9_\-]{1,60}\.n?vim)[\"']|"
        rb"(?:^|\n)[ \t]{0,8}(?:Plug|Plugin|Bundle)\s'([A-Za-z0-9][A-Za-z0-9_\-]{1,37})/"
        rb"([A-Za-z0-9_.\-]{1,60})')",
        _read_plugin,
    ),
    Rule(
        "linked-name",
        (rb"\]\(https?://(?:www\.)?(?:github|gitlab|twitter|linkedin|x)\.com/",),
        rb"\[([^\[\]()@\r\n]{4,50})\]\(https?://(?:www\.)?(?:github|gitlab|twitter|linkedin|x)\.com/"
        rb"(?:in/)?([A-Za-z0-9_\-]{2,39})/?\)",
        _read_linked_name,
    ),
)
