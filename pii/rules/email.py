"""Mail addresses, plain, percent-encoded and spelled out."""

import re
from collections.abc import Iterator

from pii.files.languages import BARE_WORDS_ARE_CODE
from pii.gazetteers import PLACEHOLDER_DOMAINS, PLACEHOLDER_LOCALS, ROLE_LOGINS, TOP_LEVEL_DOMAINS
from pii.labels import Label
from pii.patterns import rx
from pii.rules.rule import Claim, Hit, Rule, example

# An address of a sample: below the usual threshold, above the one of a careful policy.
SAMPLE_SCORE = 0.3
# Letters of Latin, Greek and Cyrillic beyond ASCII; those of scripts without blanks between words
# may belong to the sentence.
_LETTER = rb"[\xc3-\xd4][\x80-\xbf]"
_ANY_LETTER = rb"[\xc3-\xf4][\x80-\xbf]{1,3}"
_LOCAL = (
    rb"(?:[A-Za-z0-9_]|" + _LETTER + rb")"
    rb"(?:(?:[A-Za-z0-9._%+'\-]|" + _LETTER + rb"){0,62}(?:[A-Za-z0-9_+\-]|" + _LETTER + rb"))?"
)
_SHORT_LOCAL = rb"[A-Za-z0-9_.+\-]{1,64}"
_HOST = rb"(?:[A-Za-z0-9\x80-\xff](?:[A-Za-z0-9_\x80-\xff\-]{0,61}[A-Za-z0-9\x80-\xff])?\.){1,8}"
_TOP = rb"(?:[A-Za-z][A-Za-z0-9\-]{1,22}|(?:" + _ANY_LETTER + rb"){2,12})"
_AT = rb"\s{0,3}(?:[\[({</]\s?(?:at|AT|At|@)\s?[\])}>/])\s{0,3}"
_DOT = rb"\s{0,3}(?:[\[({<]\s?(?:dot|DOT|Dot|\.)\s?[\])}>]|\.)\s{0,3}"
_WORD = rb"[A-Za-z0-9_\-]{1,40}"

_ALGORITHM = re.compile(
    r"sha\d|hmac|umac|aes\d|cbc|gcm|ctr|poly1305|curve|kex|cert-v|ssh-|ecdsa|ed25519|zlib"
)
_MESSAGE_ID_LINE = re.compile(r"(?i)(?:message-id|references|in-reply-to|content-id|cid)\b[^\n]*\Z")
# Within a bracket; a message's id may hold signs that end an address.
_OPENED = re.compile(r"<[^<>\s]*\Z")
# What one large mail service makes its message ids of.
_ARCHIVE_ID = re.compile(r"CA[A-Za-z0-9%=_+-]{40,}\Z")
# Login and password before a host; of these the login may be a mail address itself.
_ADDRESS_BEFORE = re.compile(r"://[^\s/?#&=]*\Z")
# Kotlin's way to name an outer object: `this@Activity.name`.
_LABELLED = frozenset({"this", "super", "return", "break", "continue"})
_REMOTE_BEHIND = re.compile(r":(?:[/~<\[]|[\w.-]+/)")


def _read_plain(hit: Hit) -> Iterator[Claim]:
    """Claim an address, or the login before a host where it is no mail address."""
    start, end = hit.span(1)
    local, host = hit.text(2), hit.text(3).lower()
    before = hit.line_before(start, 120)
    if not _is_top_level(host.rsplit(".", 1)[-1]) or _is_continued(hit, end):
        return
    if local in _LABELLED and hit.language in BARE_WORDS_ARE_CODE:
        return
    if _ALGORITHM.search(local.lower()) or host == "openssh.com":
        return
    if _ADDRESS_BEFORE.search(before) or local == "git":
        return
    if _REMOTE_BEHIND.match(hit.line_behind(end, 80)):
        if local.lower() not in ROLE_LOGINS:
            yield Claim(start, start + len(local.encode()), Label.USERNAME, 0.7)
        return
    # A forge's stand-in for a person's address begins with a long number, as message ids do.
    if host.startswith("users.noreply.") or not _is_message_id(local, before):
        yield Claim(start, end, Label.EMAIL, SAMPLE_SCORE if is_made_up(local, host) else 0.97)


def _is_top_level(domain: str) -> bool:
    """Say whether a top-level domain exists, spelled in letters of any script."""
    if domain.isascii():
        return domain in TOP_LEVEL_DOMAINS
    try:
        return domain.encode("idna").decode() in TOP_LEVEL_DOMAINS
    except UnicodeError:
        return False


def _is_continued(hit: Hit, end: int) -> bool:
    """Say whether what follows shows that the match was cut out of something else.

    In code a method or another name may follow; in prose that is a remark or a file's ending.
    """
    behind = hit.data[end : end + 2]
    if behind[:1] in (b"_", b"("):
        return hit.language in BARE_WORDS_ARE_CODE
    return behind[:1] == b"@" or (behind[:1] == b"." and behind[1:2].isalnum())


def is_made_up(local: str, host: str) -> bool:
    """Say whether an address is one of those that samples use.

    The host decides: one that is reserved for samples, or that everybody uses so. A sample's
    local part (`your.name`) does it at any host.
    """
    host = host.lower()
    if host in PLACEHOLDER_DOMAINS or host.split(".")[-1] in {
        "example",
        "test",
        "invalid",
        "local",
    }:
        return True
    if re.search(r"(?:^|\.)example\.[a-z.]+$", host):
        return True
    return local.lower() in PLACEHOLDER_LOCALS or set(local.lower()) <= set("x.")


def _is_message_id(local: str, before: str) -> bool:
    """Say whether an address-like string names a message and no mailbox."""
    if _ARCHIVE_ID.match(local) or before.endswith(("message-id/", "msgid/")):
        return True
    if before.endswith("<") and (sum(c.isdigit() for c in local) >= 10 or len(local) > 40):
        return True
    return bool(_OPENED.search(before) and _MESSAGE_ID_LINE.search(before))


def _read_spelled(hit: Hit) -> Iterator[Claim]:
    """Claim an address whose at sign, and perhaps dots, are written as words."""
    start, end = hit.span(1)
    local, host = hit.text(2), hit.text(3)
    labels = [
        part
        for part in re.split(
            r"(?i)[^A-Za-z0-9_-]+(?:dot\b)"
            r"?[^A-Za-z0-9_-]*",
            host,
        )
        if part
    ]
    top = labels[-1].lower()
    if len(labels) < 2 or top not in TOP_LEVEL_DOMAINS:
        return
    if local.lower() in {"look", "is", "are", "available"}:
        return
    made_up = is_made_up(local, ".".join(labels))
    yield Claim(start, end, Label.EMAIL, SAMPLE_SCORE if made_up else 0.85)


RULES = (
    Rule(
        id="email-address",
        label=Label.EMAIL,
        title="Mail address",
        finds="A mail address whose top-level domain exists, also with `%40` for the at sign.",
        leaves=(
            "Addresses of samples (`you@example.com`) stay under the usual threshold; message "
            "ids, `git@host:path`, `package@1.2.3` and names of algorithms are no addresses."
        ),
        source="https://www.rfc-editor.org/rfc/rfc5322#section-3.4.1",
        triggers=(rb"[A-Za-z0-9_+\-\x80-\xbf](?:@|%40)[A-Za-z0-9\x80-\xff]",),
        pattern=rx(
            rb"""
            (?: ^ | [^A-Za-z0-9_.%+\-@/\\$]    # where an address can begin
              | \\[nrt]                        # behind a line break that is spelled out
              | [/\\] )
            ( ("""
            + _LOCAL
            + rb""") (?:@|%40) ("""
            + _HOST
            + _TOP
            + rb""") )
            """
        ),
        read=_read_plain,
        hits=(
            example("contact [[ann.porter@harbour-lane.org]]."),
            example("https://forge.dev/?q=[[ann%40harbour-lane.org]]"),
            example("'\\\\n[[ann@harbour-lane.org]]\\\\n'", "Python"),
            example("Kontakt: [[jürgen.groß@harbour-lane.de]]"),
            example("[[anna@лодка.рф]] 联系[[ann@harbour-lane.org]]"),
            example("[[ann@harbour-lane.org]](work)"),
        ),
        misses=(
            example("git clone git@harbour-lane.org:octo/repo"),
            example("npm install package@1.2.3"),
            example("logo@2x.png"),
            example("val title = this@MainActivity.name", "Kotlin"),
        ),
    ),
    Rule(
        id="email-bracketed-at",
        label=Label.EMAIL,
        title="Mail address with a bracketed at sign",
        finds="A mail address whose at sign, and perhaps dots, are words in brackets: `[at]`.",
        leaves="Words in brackets that no top-level domain follows.",
        triggers=(rb"[\[({</]\s?(?:at|AT|At|@)\s?[\])}>/]",),
        pattern=rx(
            rb"""
            \b ( ("""
            + _LOCAL
            + rb""") """
            + _AT
            + rb"""
                 ("""
            + _WORD
            + rb"""
                   (?: (?:"""
            + _DOT
            + rb"""|\s(?:dot|DOT|Dot)\s) """
            + _WORD
            + rb""" ){1,5} ) )
            """
        ),
        read=_read_spelled,
        hits=(
            example("Write to [[ann [at] harbour-lane dot org]] please"),
            example("Write to [[ann (at) harbour-lane (dot) org]] please"),
            example("[[ann /at/ harbour-lane.org]]"),
        ),
        misses=(
            example("x[at] = y.z[dot]", "Python"),
            example("meet me (at) the.corner"),
        ),
    ),
    Rule(
        id="email-spelled-in-brackets",
        label=Label.EMAIL,
        title="Mail address in brackets with a spelled at sign",
        finds="`<name at host.org>`, as mailing lists archive a sender.",
        leaves="Phrases in brackets that end in no top-level domain, such as `(look at foo.c)`.",
        triggers=(rb"[<>(\[][\w.+\-]+(?:\s(?:at|AT)\s|-at-)",),
        pattern=rx(
            rb"""
            [<>(\[]
            ( ("""
            + _SHORT_LOCAL
            + rb""") (?: \s(?:at|AT)\s | -at- )
              ("""
            + _WORD
            + rb"""(?:\."""
            + _WORD
            + rb"""){1,4}) )
            [<>)\]]
            """
        ),
        read=_read_spelled,
        hits=(
            example("Ann Porter <[[ann at harbour-lane.org]]>"),
            example("([[ann-at-harbour-lane.org]])"),
        ),
        misses=(
            example("(look at harbour.org)"),
            example("<see at file.xyzzy>"),
        ),
        lines=2,
    ),
    Rule(
        id="email-spelled",
        label=Label.EMAIL,
        title="Mail address in words",
        finds="`name at host dot org`, and `name@host dot org`.",
        leaves="Sentences in which no top-level domain follows the word dot.",
        triggers=(rb"\s(?:at|AT)\s[\w.\-]+\s(?:dot|DOT)\s", rb"@[\w.\-]+\s(?:dot|DOT)\s"),
        pattern=rx(
            rb"""
            \b ( ("""
            + _LOCAL
            + rb""") (?: \s(?:at|AT)\s | @ )
                 ("""
            + _WORD
            + rb"""
                   (?: (?:\.|\s(?:dot|DOT)\s) """
            + _WORD
            + rb""" ){0,4}
                   \s(?:dot|DOT)\s """
            + _WORD
            + rb""" ) ) \b
            """
        ),
        read=_read_spelled,
        hits=(
            example("Reach [[ann at harbour-lane dot org]] for details"),
            example("Reach [[ann@harbour-lane dot org]] for details"),
        ),
        misses=(
            example("look at the dot product"),
            example("he stood at one dot of ink"),
        ),
    ),
)
