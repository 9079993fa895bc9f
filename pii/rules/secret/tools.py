"""Logins and secrets that particular tools are handed in an option or at a place of their own."""

import re
from collections.abc import Iterator

from pii.labels import Label
from pii.patterns import rx
from pii.rules.checks.secret_values import is_random, secret_score, tells_its_kind
from pii.rules.claims import login_in
from pii.rules.rule import Claim, Hit, Rule, example
from pii.rules.secret.patterns import LOGIN

# What names a page or a call of a paged listing.
_PASSING = re.compile(r"(?:starting|request|next|page|paging|continuation)-token [\"']?\Z")


def _password(hit: Hit, group: int) -> Iterator[Claim]:
    """Claim a password of a form that a person chooses; a plain word names a file or a host."""
    score = secret_score(hit.text(group), chosen=True, quoted=False)
    if score >= 0.6:
        yield Claim(*hit.span(group), Label.PASSWORD, min(score, 0.7))


def _read_password(hit: Hit) -> Iterator[Claim]:
    """Claim the one value that a tool takes for a password."""
    yield from _password(hit, 1)


def _read_account(hit: Hit) -> Iterator[Claim]:
    """Claim the login and the password behind it."""
    yield from login_in(hit, 1, 0.65)
    yield from _password(hit, 2)


def _read_user(hit: Hit) -> Iterator[Claim]:
    """Claim the value of an option for a user's name."""
    if hit.text(1).islower() and not tells_its_kind(hit.text(1)):
        yield from login_in(hit, 1, 0.6)


def _read_token(hit: Hit) -> Iterator[Claim]:
    """Claim the token in an option's value; a page's or a request's opens nothing."""
    value = hit.text(1)
    if _PASSING.search(hit.line_before(hit.span(1)[0], 40)):
        return
    if is_random(value) and secret_score(value, chosen=False, quoted=False) >= 0.5:
        yield Claim(*hit.span(1), Label.KEY, 0.8)


def _read_told(hit: Hit) -> Iterator[Claim]:
    """Claim the password that a remark beside its own hash tells."""
    value = hit.text(1)
    if re.fullmatch(r"(?=.*[a-z0-9])\S{4,40}", value) and not value.endswith((":", ".")):
        score = secret_score(value, chosen=True, quoted=True)
        if score >= 0.5:
            yield Claim(*hit.span(1), Label.PASSWORD, 0.55)


_VALUE = rb"[\"']?([^\s\"'$`;|&<>(){}\\]{4,64})[\"']?"
_LOGIN = rb"[\"']?(" + LOGIN + rb")[\"']?"
_END = rb"(?:[\s\"'`);|]|$)"
_WINDOWS_OPTION = rb"(?i)[\s\"',]/(?:password|pwd|pass)[=:]"
# What reads a password from the pipe.
_READS_PASSWORD = rx(
    rb"(?: \b sudo [ ] -\w{0,4}S | \b chpasswd | passwd [ ] --stdin | --password-stdin ) \b"
)
_WEB_LOGIN = rb"\bhtpasswd[ ]-[a-zA-Z]{0,6}b"
# Tools whose options `-u` and `-p` take a login and a password.
_LOGS_IN = rb"\b(?:login|sqlcmd|rdesktop)\b[^\r\n|]{0,120}?\s-[uU]"
_USER_OPTION = rb"(?i)\s--?user-?name[ =:]{1,2}"
_TOKEN_OPTION = rb"(?i)\s--?[a-z\-]{0,24}(?:token|api-?key|secret|access-key) "
_HASH_NAME = rb"(?i)\bpass(?:word|wd)?_?(?:sha[0-9]{1,3}|md5|hash|pbkdf2|bcrypt|crypt)"
# Stands for a hash in the examples.
_HASH = "0123abcd" * 4

RULES = (
    Rule(
        id="windows-option",
        label=Label.PASSWORD,
        title="Password in an option behind a slash",
        finds="The value of `/password:`, `/pwd=` and the like.",
        leaves="Plain words, references, and paths: `/password/new`.",
        triggers=(_WINDOWS_OPTION,),
        pattern=_WINDOWS_OPTION + _VALUE,
        read=_read_password,
        hits=(
            example("setup.exe /quiet /password:[[Wint3r-7]]", "Batchfile"),
            example('run "/pwd=[[Wint3r-7]]"', "Batchfile"),
        ),
        misses=(
            example("setup.exe /quiet /password:%PASS%", "Batchfile"),
            example("cat /password/Wint3r-7", "Shell"),
        ),
    ),
    Rule(
        id="windows-account",
        label=Label.PASSWORD,
        title="Login and password of Windows's net command",
        finds="What stands behind `net user`, and behind `/user:` of `net use`.",
        leaves="References, other commands of net, and accounts of which no password follows.",
        source="https://learn.microsoft.com/en-us/previous-versions/windows/it-pro/windows-server-2012-r2-and-2012/cc771865(v=ws.11)",
        triggers=(rb"(?i)\bnet use\s[^\r\n]{0,120}?/user:", rb"(?i)\bnet user "),
        pattern=rx(
            rb"""
            (?i)
            \b net[ ] (?: use\s [^\r\n]{0,120}? /user: (?: [\w.\-]{1,40} \\ )?    # a domain
                        | user[ ] )
            """
            + _LOGIN
            + rb" \s{1,2} "
            + _VALUE
        ),
        read=_read_account,
        hits=(
            example("net user [[aporter]] [[Wint3r-7]] /add", "Batchfile"),
            example(r"net use z: \\files\share /user:knots\[[aporter]] [[Wint3r-7]]", "Batchfile"),
        ),
        misses=(
            example("net user aporter", "Batchfile"),
            example("net time administrator Wint3r-7", "Batchfile"),
        ),
    ),
    Rule(
        id="piped-password",
        label=Label.PASSWORD,
        title="Password that is piped to a command",
        finds="What `echo` pipes to `sudo -S`, `chpasswd` or `--password-stdin`.",
        leaves="References, plain words, and pipes to other commands.",
        source="https://docs.docker.com/reference/cli/docker/login/",
        triggers=(_READS_PASSWORD,),
        pattern=rx(
            rb"""
            \b echo[ ] (?: -[ne]{1,2}[ ] )? ["']?
            (?: ( [A-Za-z][\w.\-]{1,37} ) : )?
            ( [^\s"'$`;|&<>(){}:]{4,64} ) ["']?
            [ ]? \| [^\r\n|]{0,60}
            """
            + _READS_PASSWORD
        ),
        read=_read_account,
        hits=(
            example("echo [[Wint3r-7]] | sudo -S make install", "Shell"),
            example("echo '[[Wint3r-7]]' | docker login --password-stdin", "Shell"),
            example('echo "[[aporter]]:[[Wint3r-7]]" | chpasswd', "Shell"),
        ),
        misses=(
            example("echo $PASS | docker login --password-stdin", "Shell"),
            example("echo Wint3r-7 | tee log", "Shell"),
        ),
    ),
    Rule(
        id="htpasswd-account",
        label=Label.PASSWORD,
        title="Login and password in a call of htpasswd",
        finds="The two values that the option `-b` makes htpasswd take from the command line.",
        leaves="Calls without `-b`, whose last value is a login; references and samples.",
        source="https://httpd.apache.org/docs/2.4/programs/htpasswd.html",
        triggers=(_WEB_LOGIN,),
        pattern=rx(
            _WEB_LOGIN
            + rb"""[a-zA-Z]{0,6} [ ]
            (?: \S{1,120} [ ] )?    # the file
            """
            + _LOGIN
            + rb" [ ] "
            + _VALUE
        ),
        read=_read_account,
        hits=(
            example("htpasswd -b /etc/knots.pwd [[aporter]] [[Wint3r-7]]", "Shell"),
            example("htpasswd -nbB [[aporter]] [[Wint3r-7]]", "Shell"),
        ),
        misses=(
            example("htpasswd -c /etc/knots.pwd Wint3r-7", "Shell"),
            example("htpasswd -nb admin password", "Shell"),
        ),
    ),
    Rule(
        id="login-options",
        label=Label.PASSWORD,
        title="Login and password in options of a command that logs in",
        finds="The values of `-u` and `-p` behind `login`, as in `docker login`, and of sqlcmd.",
        leaves="The same options of other commands: `docker run -u … -p …`.",
        source="https://docs.docker.com/reference/cli/docker/login/",
        triggers=(_LOGS_IN,),
        pattern=rx(_LOGS_IN + rb" [ =]? " + _LOGIN + rb" \s [^\r\n|]{0,60}? -[pP] [ =]? " + _VALUE),
        read=_read_account,
        hits=(
            example("docker login -u [[aporter]] -p [[Wint3r-7]] forge.dev", "Shell"),
            example("sqlcmd -S db -U [[aporter]] -P [[Wint3r-7]]", "Shell"),
        ),
        misses=(
            example("docker run -u admin -p Wint3r-7 knots", "Shell"),
            example("docker login -u admin --password-stdin", "Shell"),
        ),
    ),
    Rule(
        id="redis-password",
        label=Label.PASSWORD,
        title="Password in a call of redis-cli",
        finds="The value of the option `-a`.",
        leaves="References and plain words.",
        source="https://redis.io/docs/latest/develop/tools/cli/",
        triggers=(rb"\bredis-cli\b",),
        pattern=rb"\bredis-cli\b[^\r\n|]{0,120}?\s-a " + _VALUE,
        read=_read_password,
        hits=(
            example("redis-cli -h db -a [[Wint3r-7]] ping", "Shell"),
            example("redis-cli -a '[[Wint3r-7]]'", "Shell"),
        ),
        misses=(
            example('redis-cli -a "$PASS" ping', "Shell"),
            example("redis-cli -n Wint3r-7", "Shell"),
        ),
    ),
    Rule(
        id="user-option",
        label=Label.USERNAME,
        title="Login in an option",
        finds="The value of `--username`, where it is one word in small letters.",
        leaves="Roles, references, and words for a kind: `--username your-username`.",
        triggers=(_USER_OPTION,),
        pattern=_USER_OPTION + _LOGIN + _END,
        read=_read_user,
        hits=(
            example("knots --username [[aporter]] run", "Shell"),
            example("knots --user-name='[[aporter]]'", "Shell"),
        ),
        misses=(
            example("knots --username $LOGIN", "Shell"),
            example("knots --username admin", "Shell"),
        ),
    ),
    Rule(
        id="token-option",
        label=Label.KEY,
        title="Token in an option",
        finds="A random value of `--token`, `--api-key`, `--client-secret` and the like.",
        leaves="References and words, and tokens of a page: `--starting-token`.",
        triggers=(_TOKEN_OPTION,),
        pattern=_TOKEN_OPTION + rb"[\"']?([A-Za-z0-9_.\-+/=]{12,600})" + _END,
        read=_read_token,
        hits=(
            example("knots --token [[7f3k9q2x7f1m]] run", "Shell"),
            example("knots --api-key '[[7f3k9q2x7f1m]]'", "Shell"),
        ),
        misses=(
            example("knots --token your-token-goes-here", "Shell"),
            example("knots --starting-token 5c8w1m9r5c3t", "Shell"),
        ),
    ),
    Rule(
        id="hash-explained",
        label=Label.PASSWORD,
        title="Password in a remark beside its hash",
        finds="The one word of a remark behind a password's hash.",
        leaves="Remarks of more words, words without digits or small letters, ends of sentences.",
        triggers=(_HASH_NAME,),
        pattern=rx(
            _HASH_NAME
            + rb"""
            ["']? \s{0,2} [:=]{1,2} \s{0,2}
            ["']? [^\s"']{24,400} ["']? [,;]?              # the hash
            [ \t]{1,8} (?: \# | // | -- | ; ) [ \t]{0,3}
            ["'`]? ( [^\s"'`]{4,40} ) ["'`]? [ \t]*
            (?: \r?\n | $ )
            """
        ),
        read=_read_told,
        hits=(
            example(f'password_hash = "{_HASH}"  # [[Wint3r-7]]', "Python"),
            example(f"passwordMd5: '{_HASH}', // [[Wint3r-7]]\n", "JavaScript"),
        ),
        misses=(
            example(f'password_hash = "{_HASH}"  # salted.', "Python"),
            example(f'password_hash = "{_HASH}"  # of Wint3r-7', "Python"),
            example("password_hash = typed  # Wint3r-7", "Python"),
        ),
    ),
)
