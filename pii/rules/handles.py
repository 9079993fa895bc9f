"""User names: home folders, profile and repository addresses, mentions, to-do owners."""

import re
from collections.abc import Iterator

from pii.gazetteers import AT_TAGS, FORGE_ORGANISATIONS, ORGANISATION_WORDS, SITE_PAGES
from pii.labels import Label
from pii.rules.judgement import is_login
from pii.rules.scanner import Claim, Hit, Rule

_FORGE_ORGANISATION_PART = re.compile(
    r"(?i)(?:^|[-_.])(?:labs?|org|inc|hq|team|project|community|foundation|group|io|dev|studio|"
    r"tools|"
    r"oss|opensource|open|official|systems?|software|technologies|tech|solutions|cloud|docs?|"
    r"samples?|"
    r"examples?|plugins?|lang|js|php|ruby|python|rb|net|api|sdk|app|apps|bot|ui|design|"
    r"digital|media|security|research|archive|attic|users|contrib|templates?|libs?)$"
    r"|(?:labs|software|systems|project|framework|community|foundation|-js|js|lang|soft|ware|"
    r"tech|hub|stack|"
    r"dev|cloud|data|base|works|studio|studios|ci|db|os|sql|php|css|network|security|team|apps?|"
    r"io)$"
)
_MENTION_CUE = re.compile(
    r"(?i)(?:\bby|\bthanks(?:\s+to)?|\bcc|\bcredits?(?:\s+to)?|\bvia|\bfrom|\band|\bping|"
    r"\bcontact|\bask"
    r"|\bfollow|\btwitter|\bgithub|\bauthors?|\bmaintain\w*|\bcourtesy of|\bh/t|\bby:|,|\bto|"
    r"\bmerge|\()\s*:?\s*[\[(]?\Z"
)
_STRONG_CUE = re.compile(
    r"(?i)(?:\bby|\bthanks(?:\s+to)?|\bcc|\bcredits?(?:\s+to)?|\bvia|\bping|\bauthors?|"
    r"\bmaintain\w*"
    r"|\bcourtesy of|\bh/t)\s*:?\s*\Z"
)
_PROSE = frozenset({"Markdown", "Text"})


def _is_person(owner: str, repository: str = "") -> bool:
    """Say whether the owner in a forge's address may be one person.

    The text does not show it; a list of organisations, telling words and a repository of the
    same name, as products have, rule out the plain cases.
    """
    folded = owner.lower()
    if (
        folded in FORGE_ORGANISATIONS
        or folded.removesuffix("s") in FORGE_ORGANISATIONS
        or folded in ORGANISATION_WORDS
        or folded in SITE_PAGES
    ):
        return False
    if _FORGE_ORGANISATION_PART.search(folded) or not is_login(owner.lstrip("0123456789")):
        return False
    return not _share_a_word(folded, repository.lower().removesuffix(".git"))


def _share_a_word(owner: str, repository: str) -> bool:
    """Say whether an owner and its repository have a word in common, as a product's do.

    Four letters from the beginning of both are enough of a word (`ergochat/ergo`).
    """
    if not repository:
        return False
    parts = [part for part in re.split(r"[-_.]", repository) if len(part) >= 3]
    own = [part for part in re.split(r"[-_.]", owner) if len(part) >= 3]
    if set(parts) & set(own) or any(part in owner for part in parts if len(part) >= 4):
        return True
    return owner[:4] == repository[:4] or owner.rstrip("0123456789") in repository


def _read_home(hit: Hit) -> Iterator[Claim]:
    """Claim the owner of a home folder."""
    owner, behind = hit.text(1), hit.line_behind(hit.span(1)[1], 3)
    if not is_login(owner) or owner.lower() in SITE_PAGES:
        return
    if re.match(r"[A-Za-z0-9_.$-]", behind):
        return
    yield Claim(*hit.span(1), Label.USERNAME, 0.8 if behind[:1] in {"/", "\\"} else 0.6)


def _read_forge(hit: Hit) -> Iterator[Claim]:
    """Claim the owner in a forge's address where it may be a person."""
    if _is_person(hit.text(1), hit.text(2)):
        yield Claim(*hit.span(1), Label.USERNAME, 0.6 if hit.text(2) else 0.65)


def _read_profile(hit: Hit) -> Iterator[Claim]:
    """Claim the handle in a profile's address."""
    if _is_person(hit.text(1)):
        yield Claim(*hit.span(1), Label.USERNAME, 0.7)


def _read_pages(hit: Hit) -> Iterator[Claim]:
    """Claim the owner of a forge's pages where it may be a person."""
    if _is_person(hit.text(1), hit.text(2)):
        yield Claim(*hit.span(1), Label.USERNAME, 0.7)


def _read_mention(hit: Hit) -> Iterator[Claim]:
    """Claim a mention in prose, and elsewhere only behind words that introduce people."""
    start, end = hit.span(1)
    handle, before, behind = hit.text(1), hit.line_before(start - 1, 60), hit.data[end : end + 1]
    if (
        handle.lower() in AT_TAGS
        or not _is_person(handle)
        or (behind in (b"/", b"(", b"@", b".", b"{") and hit.data[end + 1 : end + 2].strip())
    ):
        return
    cued = bool(_MENTION_CUE.search(before))
    if hit.language in _PROSE and (cued or re.search(r"[\s\[(*]\Z", before)):
        yield Claim(start, end, Label.USERNAME, 0.75 if cued else 0.6)
    elif re.search(r"[A-Z][\w'-]+\s?\(\Z", before):
        yield Claim(start, end, Label.USERNAME, 0.8)
    elif _STRONG_CUE.search(before):
        yield Claim(start, end, Label.USERNAME, 0.6)


def _read_owner(hit: Hit) -> Iterator[Claim]:
    """Claim who a to-do is left to."""
    owner = hit.text(1)
    if (
        is_login(owner)
        and re.search(r"[a-z]{2}", owner)
        and not owner.lower().endswith(("bug", "issue", "later"))
    ):
        yield Claim(*hit.span(1), Label.USERNAME, 0.8 if owner.islower() else 0.6)


def _is_account(value: str) -> bool:
    """Say whether a field for an account holds one, and no icon or address."""
    odd = value.lower().startswith(("fa-", "icon-", "http"))
    return is_login(value) and any(c.islower() for c in value) and not odd


def _read_field(hit: Hit) -> Iterator[Claim]:
    """Claim the value of a field that names an account."""
    value = hit.text(1)
    if _is_account(value):
        yield Claim(*hit.span(1), Label.USERNAME, 0.55)


def _read_plain(hit: Hit) -> Iterator[Claim]:
    """Claim a login in a place that holds nothing else."""
    if is_login(hit.text(1)) and hit.text(1).lower() not in AT_TAGS:
        yield Claim(*hit.span(1), Label.USERNAME, 0.75)


def _read_linked(hit: Hit) -> Iterator[Claim]:
    """Claim a handle that is the text of a link to its own profile."""
    if hit.text(1).lower() == hit.text(2).lower() and (
        _is_person(hit.text(1)) or hit.text(1).isdigit()
    ):
        yield Claim(*hit.span(1), Label.USERNAME, 0.8)


def _read_bare_field(hit: Hit) -> Iterator[Claim]:
    """Claim the bare value of an account's field in a configuration."""
    value = hit.text(1)
    if hit.language in {"YAML", "INI", "Text", ""} and _is_account(value):
        yield Claim(*hit.span(1), Label.USERNAME, 0.55)


def _read_image(hit: Hit) -> Iterator[Claim]:
    """Claim the namespace of an image or action where it may be a person's."""
    if _is_person(hit.text(1), hit.text(2)):
        yield Claim(*hit.span(1), Label.USERNAME, 0.55)


_HANDLE = rb"([A-Za-z0-9](?:[A-Za-z0-9_.\-]{0,37}[A-Za-z0-9_])?)"
_FORGES = (
    rb"(?:github\.com|gitlab\.com|bitbucket\.org|codeberg\.org|git\.sr\.ht/~|gitee\.com|"
    rb"raw\.githubusercontent\.com|raw\.github\.com|rawgit\.com|cdn\.jsdelivr\.net/gh|"
    rb"api\.github\.com/repos|img\.shields\.io/github/(?:(?:actions/)?workflow/status|"
    rb"v/[a-z]{3,8}|languages/[a-z]{3,5}|commit-activity/[a-z]|[a-z\-]{2,20})|"
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
    rb"paypal\.me/|liberapay\.com/|youtube\.com/(?:@|user/|c/)|soundcloud\.com/|behance\.net/|"
    rb"dribbble\.com/|flickr\.com/(?:people|photos)/|about\.me/|gitter\.im/|"
    rb"stackoverflow\.com/users/[0-9]{1,9}/|angel\.co/|vk\.com/|weibo\.com/|zhihu\.com/people/|"
    rb"jianshu\.com/u/|mastodon\.social/@|twitch\.tv/|steamcommunity\.com/id/|speakerdeck\.com/|"
    rb"slideshare\.net/|kaggle\.com/|profiles\.wordpress\.org/|metacpan\.org/author/|"
    rb"api\.github\.com/users/|hackage\.haskell\.org/user/)"
)

RULES = (
    Rule(
        "home-folder",
        (
            rb"/home/[A-Za-z]",
            rb"/Users/[A-Za-z]",
            rb"\\[Uu]sers\\{1,4}[A-Za-z]",
            rb"(?i)documents"
            rb" and settings",
            rb"[A-Z]:/Users/",
        ),
        rb"(?:(?:^|[^A-Za-z0-9_.\-/}]|file://|[A-Z]:|/(?:mnt|cygdrive)/[a-z]|/(?:export|usr|var|"
        rb"data|mnt|private|net))(?:/home|/Users|/users)/(?:home/)?|"
        rb"[A-Za-z]:[\\/]{1,4}(?:[Uu]sers|"
        rb"[Dd]ocuments and [Ss]ettings)[\\/]{1,4})([A-Za-z][A-Za-z0-9._\-]{1,37})",
        _read_home,
    ),
    Rule(
        "forge-owner",
        (
            rb"(?i)(?:github\.com|githubusercontent\.com|gitlab\.com|bitbucket\.org|codeberg\.org|"
            rb"gitee\.com|jsdelivr\.net/gh|travis-ci\.|shields\.io/github|badgen\.net/github|"
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
        (rb"(?i)[a-z0-9]\.(?:github|gitlab|bitbucket)\.io",),
        rb"(?i)\b([A-Za-z0-9][A-Za-z0-9\-]{1,37})\.(?:github|gitlab|bitbucket)\.io\b(?:/([A-Za-z0-9_.\-]{1,60}))?",
        _read_pages,
    ),
    Rule(
        "mention",
        (rb"(?:^|[^A-Za-z0-9_.@/\\])@[A-Za-z0-9]",),
        rb"(?:^|[^A-Za-z0-9_.@/\\])@([A-Za-z0-9](?:[A-Za-z0-9_\-]{0,37}[A-Za-z0-9_])?)",
        _read_mention,
    ),
    Rule(
        "to-do-owner",
        (rb"\b(?:TODO|FIXME|XXX|HACK|NOTE|BUG):?\s?\(",),
        rb"\b(?:TODO|FIXME|XXX|HACK|NOTE|BUG):?\s?\(@?([A-Za-z][A-Za-z0-9_.\-]{1,37})\)",
        _read_owner,
    ),
    Rule(
        "revision-author",
        (rb",v\s[0-9.]+\s[0-9]{4}[/\-]", rb"\$Id:"),
        rb"(?:,v|\$Id:)\s[^\n]{0,60}?\s?[0-9.]{1,12}\s[0-9]{4}[/\-][0-9]{2}[/\-][0-9]{2}\s[0-9:]"
        rb"{8}Z?\s([A-Za-z][A-Za-z0-9_.\-]{1,37})\s",
        _read_plain,
    ),
    Rule(
        "revision-locker",
        (rb"\sExp\s[a-z]",),
        rb"\sExp\s([A-Za-z][A-Za-z0-9_.\-]{1,37})\s\$",
        _read_plain,
    ),
    Rule(
        "linked-handle",
        (rb"\]\(https?://(?:www\.)?(?:github|gitlab|twitter|bitbucket)\.(?:com|org)/",),
        rb"\[@?([A-Za-z0-9][A-Za-z0-9_\-]{1,38})\]\(https?://(?:www\.)?(?:github|gitlab|twitter|"
        rb"bitbucket)\.(?:com|org)/([A-Za-z0-9][A-Za-z0-9_\-]{1,38})/?\)",
        _read_linked,
    ),
    Rule(
        "developer-id",
        (rb"<developer>",),
        rb"<developer>\s{0,40}<id>\s{0,8}([A-Za-z][A-Za-z0-9_.\-]{1,37})\s{0,8}</id>",
        _read_plain,
        lines=2,
    ),
    Rule(
        "key-comment",
        (rb"AAAA[BCEI][0-9A-Za-z+/]",),
        rb"AAAA[0-9A-Za-z+/]{20,900}={0,3}\s([A-Za-z][A-Za-z0-9_.\-]{1,37})@",
        _read_plain,
    ),
    Rule(
        "author-block",
        (rb"(?i)authors?\s?:",),
        rb"(?i)authors?\s{0,2}:[^\n]{0,100}\n(?:[^\n]{0,100}\n){0,3}?[ \t*#/;\-]{0,24}"
        rb"@([A-Za-z0-9][A-Za-z0-9_\-]{1,37})[ \t]*(?:\r?\n|$)",
        _read_plain,
        lines=5,
    ),
    Rule(
        "author-below",
        (rb"(?i)(?:authors?|maintainers?)\s{0,2}:?[ \t]*\r?\n",),
        rb"(?i)(?:authors?|"
        rb"maintainers?)\s{0,2}:?[ \t]*\r?\n[ \t*#/;\-]{1,24}@?([A-Za-z][A-Za-z0-9_\-]{2,37})"
        rb"[ \t]*(?:\r?\n|$)",
        _read_plain,
        lines=2,
    ),
    Rule(
        "image-owner",
        (
            rb"\b(?:image|uses|FROM)\b[:=\s\"']{1,4}[a-z0-9]",
            rb"\bdocker\s(?:run|pull|push|"
            rb"build)\b",
        ),
        rb"(?:\b(?:image|uses)\s{0,2}[:=]\s{0,2}[\"']?|^FROM\s{1,2}|\nFROM\s{1,2}|"
        rb"\bdocker\s(?:run|pull|push|"
        rb"build)\s(?:[^\n]{0,120}?\s)?)([A-Za-z0-9][A-Za-z0-9_\-]{2,37})/([A-Za-z0-9_.\-]{1,60})",
        _read_image,
    ),
    Rule(
        "account-field-bare",
        (rb"(?i)\b(?:user_?name|login|user)\s?[:=]\s?[a-z]",),
        rb"(?i)(?:^|\n|[\s_])(?:user_?name|login|"
        rb"user)\s?[:=]\s{0,4}([A-Za-z][A-Za-z0-9._\-]{2,37})[ \t]*(?:\r?\n|$)",
        _read_bare_field,
    ),
    Rule(
        "account-field",
        (
            rb"(?i)(?:user_?-?name|\blogin|\bnickname?|\bhandle|github(?:_?-?(?:user|name|handle|"
            rb"login))?|twitter|screen_name)[\"']?\]?\s{0,4}(?::|==?|=>)\s?",
        ),
        rb"(?i)(?:user_?-?name|\blogin|\bnickname?|\bhandle|github(?:_?-?(?:user|name|handle|"
        rb"login))?|twitter|screen_name)[\"']?\]?\s{0,4}(?::|==?|"
        rb"=>)\s{0,4}[\"']@?([A-Za-z][A-Za-z0-9_.\-]{2,37})[\"']",
        _read_field,
    ),
)
