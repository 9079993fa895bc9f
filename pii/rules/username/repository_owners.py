"""User names that own something: repositories, profiles, pages, images on public sites."""

from collections.abc import Callable, Iterator

from pii.labels import Label
from pii.rules.checks.owners import is_person
from pii.rules.rule import Claim, Hit, Rule

_HANDLE = rb"([A-Za-z0-9](?:[A-Za-z0-9_.\-]{0,37}[A-Za-z0-9_])?)"
_FORGES = (
    rb"(?:github\.com|gitlab\.com|bitbucket\.org|codeberg\.org|git\.sr\.ht/~|gitee\.com|"
    rb"raw\.githubusercontent\.com|raw\.github\.com|rawgit\.com|cdn\.jsdelivr\.net/gh|"
    rb"api\.github\.com/repos|img\.shields\.io/coverallsCoverage/github|"
    rb"codecov\.io/github|nbviewer\.(?:jupyter\.)?org/github|app\.fossa\.io/projects/git%2Bgithub\.com%2F|"
    rb"img\.shields\.io/github/(?:(?:actions/)?workflow/status|"
    rb"v/[a-z]{3,8}|languages/[a-z]{3,5}|commit-activity/[a-z]|[a-z\-]{2,20})|"
    rb"img\.shields\.io/(?:packagist|docker)/[a-z\-]{1,14}|(?:poser\.pugx|packagist)\.org/(?:p|packages)|poser\.pugx\.org|"
    rb"flat\.badgen\.net/github/[a-z\-]{2,20}|badgen\.net/github/[a-z\-]{2,20}|travis-ci\.(?:org|"
    rb"com)|codecov\.io/gh|coveralls\.io/(?:r|github|repos/github)|circleci\.com/gh|"
    rb"ci\.appveyor\.com/project|godoc\.org/github\.com|goreportcard\.com/report/github\.com|"
    rb"nodei\.co|david-dm\.org|snyk\.io/test/github|codeclimate\.com/github|"
    rb"scrutinizer-ci\.com/g|npmjs\.com/~)"
)
_PROFILES = (
    rb"(?:github\.com/sponsors/|twitter\.com/(?:#!/)?@?|x\.com/|t\.me/|telegram\.me/|"
    rb"facebook\.com/|fb\.com/|instagram\.com/|linkedin\.com/in/|keybase\.io/|medium\.com/@|"
    rb"dev\.to/|codepen\.io/|reddit\.com/u(?:ser)?/|npmjs\.(?:com|org)/~|launchpad\.net/~|"
    rb"gist\.github\.com/|hub\.docker\.com/(?:r|u)/|patreon\.com/|ko-fi\.com/|buymeacoffee\.com/|"
    rb"paypal\.me/|liberapay\.com/|youtube\.com/(?:@|user/|c/)?|soundcloud\.com/|behance\.net/|"
    rb"dribbble\.com/|flickr\.com/(?:people|photos)/|about\.me/|gitter\.im/|"
    rb"stackoverflow\.com/users/[0-9]{1,9}/|angel\.co/|vk\.com/|weibo\.com/|zhihu\.com/people/|"
    rb"jianshu\.com/u/|mastodon\.social/@|twitch\.tv/|steamcommunity\.com/id/|speakerdeck\.com/|"
    rb"slideshare\.net/|kaggle\.com/|profiles\.wordpress\.org/|metacpan\.org/author/|"
    rb"api\.github\.com/users/|hackage\.haskell\.org/user/)"
)


def _read_forge(hit: Hit) -> Iterator[Claim]:
    """Claim the owner in a forge's address where it may be a person."""
    if is_person(hit.text(1), hit.text(2)):
        yield Claim(*hit.span(1), Label.USERNAME, 0.6 if hit.text(2) else 0.65)


def _read_profile(hit: Hit) -> Iterator[Claim]:
    """Claim the handle in a profile's address."""
    if is_person(hit.text(1)):
        yield Claim(*hit.span(1), Label.USERNAME, 0.7)


def _owner_reader(score: float) -> Callable[[Hit], Iterator[Claim]]:
    """Return what claims the owner of a page or an image where it may be a person."""

    def read(hit: Hit) -> Iterator[Claim]:
        if is_person(hit.text(1), hit.text(2)):
            yield Claim(*hit.span(1), Label.USERNAME, score)

    return read


def _read_linked(hit: Hit) -> Iterator[Claim]:
    """Claim a handle that is the text of a link to its own profile, or stands behind its work."""
    if hit.text(1).lower() == hit.text(2).lower() and (
        is_person(hit.text(1)) or hit.text(1).isdigit()
    ):
        yield Claim(*hit.span(1), Label.USERNAME, 0.8)
        yield Claim(*hit.span(2), Label.USERNAME, 0.8)


_LINKED = rb"([A-Za-z0-9][A-Za-z0-9_\-]{1,38})"
_SITE = rb"https?://(?:www\.)?(?:github|gitlab|twitter|bitbucket)\.(?:com|org)/"

RULES = (
    Rule(
        "forge-owner",
        Label.USERNAME,
        (
            rb"(?i)(?:github\.com|githubusercontent\.com|gitlab\.com|bitbucket\.org|codeberg\.org|"
            rb"gitee\.com|jsdelivr\.net/gh|travis-ci\.|shields\.io/github|badgen\.net/github|"
            rb"shields\.io/[A-Za-z]+/|nbviewer\.|pugx\.org/|packagist\.org/|"
            rb"codecov\.io|coveralls\.io|circleci\.com/gh|appveyor\.com|codeclimate\.com|"
            rb"david-dm\.org|scrutinizer-ci\.com|rawgit\.com|raw\.github\.com|sr\.ht/~|"
            rb"snyk\.io/test)",
        ),
        rb"(?i)(?:^|[^A-Za-z0-9.]|www\.)" + _FORGES + rb"[/:]{1,2}" + _HANDLE + rb"(?:/([A-Za-z0-"
        rb"9_.\-]{1,100}))?",
        _read_forge,
    ),
    Rule(
        "profile",
        Label.USERNAME,
        (
            rb"(?i)(?:twitter|facebook|instagram|linkedin|medium|codepen|reddit|patreon|youtube|"
            rb"launchpad|behance|dribbble|keybase|telegram|flickr|soundcloud|slideshare|liberapay|"
            rb"gist\.github|hub\.docker|stackoverflow|npmjs|metacpan|twitch|kaggle|gitter|"
            rb"api\.github|buymeacoffee|ko-fi|paypal)\.(?:com|org|net|io|me|tv|im)/",
            rb"(?i)\b(?:x\."
            rb"com|t\.me|dev\.to|vk\.com|fb\.com|about\.me|steamcommunity\.com|speakerdeck\.com)/",
            rb"hackage\.haskell\.org/user/|github\.com/sponsors/",
        ),
        rb"(?i)(?:^|[^A-Za-z0-9])" + _PROFILES + _HANDLE,
        _read_profile,
    ),
    Rule(
        "pages-site",
        Label.USERNAME,
        (rb"(?i)[a-z0-9]\.(?:github|gitlab|bitbucket)\.io",),
        rb"(?i)\b([A-Za-z0-9][A-Za-z0-9\-]{1,37})\.(?:github|gitlab|bitbucket)\.io\b"
        rb"(?:/([A-Za-z0-9_.\-]{1,60}))?",
        _owner_reader(0.7),
    ),
    Rule(
        "old-pages-site",
        Label.USERNAME,
        (rb"[a-z0-9]\.github\.com",),
        rb"(?:://|[\s\"'(])([A-Za-z0-9][A-Za-z0-9\-]{3,37})\.github\.com(?:/([A-Za-z0-9_.\-]{1,60})|\b)",
        _owner_reader(0.65),
    ),
    Rule(
        "linked-handle",
        Label.USERNAME,
        (rb"\](?:\(|: )https?://(?:www\.)?(?:github|gitlab|twitter|bitbucket)\.(?:com|org)/",),
        rb"\[@?" + _LINKED + rb"\](?:\(|: )" + _SITE + _LINKED + rb"/?(?:\)|\s|$)",
        _read_linked,
    ),
    Rule(
        "linked-element",
        Label.USERNAME,
        (rb"(?:github|gitlab|twitter|bitbucket)\.(?:com|org)/[A-Za-z0-9_\-]+/?[\"']",),
        _SITE + _LINKED + rb"/?[\"'][^<>\r\n]{0,80}>@?" + _LINKED + rb"</a>",
        _read_linked,
    ),
    Rule(
        "maker-behind-work",
        Label.USERNAME,
        (rb"(?:github|gitlab|bitbucket)\.(?:com|org)/\S+\)? by @?[A-Za-z0-9]",),
        _SITE + _LINKED + rb"/[^\s()]{1,80}\)? by @?" + _LINKED + rb"\b",
        _read_linked,
    ),
    Rule(
        "image-owner",
        Label.USERNAME,
        (
            rb"\b(?:image|uses|FROM)\b[:=\s\"']{1,4}[a-z0-9]",
            rb"\bdocker\s(?:run|pull|push|"
            rb"build)\b",
            rb"Pulling from |find image '|newer image for ",
        ),
        rb"(?:\b(?:image|uses)\s{0,2}[:=]\s{0,2}[\"']?|^FROM\s{1,2}|\nFROM\s{1,2}|"
        rb"Pulling from |find image '|newer image for |\bdocker\s(?:run|pull|push|"
        rb"build)\s(?:[^\n]{0,120}?\s)?)([A-Za-z0-9][A-Za-z0-9_\-]{2,37})/([A-Za-z0-9_.\-]{1,60})",
        _owner_reader(0.55),
    ),
)
