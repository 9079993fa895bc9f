"""Logins and secrets in command lines, SQL statements and server configurations."""

import re
from collections.abc import Iterator
from functools import partial

from pii.labels import Label
from pii.patterns import rx
from pii.rules.checks.secret_values import secret_score
from pii.rules.claims import login_in, secret_in
from pii.rules.rule import Claim, Hit, Rule, example
from pii.rules.secret.patterns import STORED_LOGIN

# Of the many commands with an option `-u`, those that take a login and a password behind it;
# at a line's beginning it goes on from the line above.
_ASKS_THE_WEB = re.compile(r"(?i)curl|http|\b(?:lftp|ncftp\w*|svn)\b|\A\W*\Z")
_PASSWORD_SOURCE = re.compile(r"(?:pass|env|file|fd):")


def _read_pair(hit: Hit) -> Iterator[Claim]:
    """Claim the password of a `login:password` pair behind a command's option, and the login."""
    if "-u" in hit.text() and not _ASKS_THE_WEB.search(hit.line_before(hit.span()[0])):
        return
    yield from login_in(hit, 1, 0.7)
    yield from secret_in(hit, 2, Label.PASSWORD, least=0.7)


def _read_password_option(hit: Hit) -> Iterator[Claim]:
    """Claim the value of a command's password option."""
    group = 1 if hit.span(1)[0] >= 0 else 2
    value = hit.text(group)
    if (
        len(value) < 4
        or value.startswith("-")
        or value.lower() in {"only", "stdin", "file", "prompt"}
    ):
        return
    # OpenSSL says before a password where it comes from.
    source = _PASSWORD_SOURCE.match(value)
    if source and source[0] != "pass:":
        return
    kept = len(source[0]) if source else 0
    score = secret_score(value[kept:], chosen=True, quoted=False)
    if score >= 0.5:
        start, end = hit.span(group)
        yield Claim(start + kept, end, Label.PASSWORD, score)


def _read_statement(hit: Hit) -> Iterator[Claim]:
    """Claim a password that a statement sets; a remark in brackets is none."""
    if hit.line_before(hit.span()[0], 1) != "(":
        yield from secret_in(hit, 1, Label.PASSWORD, least=0.7)


_USER_OPTION = rb"\s(?:-u|--user)[\s=]{1,2}"
_PASSWORD_NAME = rb"(?:[a-z\-]{0,20}pass(?:word|wd|phrase)?|pwd)"
# A password behind a word for it, with a blank, a sign, a call or a bracket between them.
_SQL_WORD = rx(rb"\b password (?: [ \t]{1,4} =? | = ) [ \t]{0,4}")
_SQL_CALL = rb"(?:password)?[ \t]{0,2}\(?[ \t]{0,2}[\"']"
_STORED = rb"\bmachine\s{1,4}\S{1,80}\s{1,4}login\s{1,4}"

RULES = (
    Rule(
        id="curl-user",
        label=Label.PASSWORD,
        title="Login and password in a web client's option",
        finds="The pair behind `-u` or `--user` of curl, HTTPie, lftp and the like.",
        leaves="References (`$NAME:$PASS`), and pairs behind `-u` of other commands, such as ids.",
        source="https://curl.se/docs/manpage.html#-u",
        triggers=(_USER_OPTION,),
        pattern=rx(
            _USER_OPTION
            + rb""" ["']?
            ( [^\s:"'$\#{}\[\]]{1,64} ) : ( [^\s"'@/]{3,128} )
            """
        ),
        read=_read_pair,
        hits=(
            example("curl -u [[aporter]]:[[Wint3r-7]] https://forge.dev", "Shell"),
            example('http --user="admin:[[Wint3r-7]]" forge.dev', "Shell"),
        ),
        misses=(
            example("curl -u $NAME:$PASS https://forge.dev", "Shell"),
            example("docker run -u 1000:Wint3r-7 knots", "Shell"),
        ),
    ),
    Rule(
        id="password-option",
        label=Label.PASSWORD,
        title="Password in an option",
        finds="The value of `--password`, `-passphrase` and the like, and `-p` of mysql.",
        leaves="References, names of kinds (`--dbpasswd=passwd`), and files: `-pass file:x`.",
        source="https://docs.openssl.org/master/man1/openssl-passphrase-options/",
        triggers=(
            rb"(?i)--?" + _PASSWORD_NAME + rb"[\s=]",
            rb"(?i)sshpass\s{1,2}-p",
            rb"(?i)\bmysql[a-z]{0,8}\s",
        ),
        pattern=rx(
            rb"""
            (?i)
            (?: ^ | [\s"'] )
            (?: --?"""
            + _PASSWORD_NAME
            + rb""" (?: = | \s{1,2} )
              | sshpass \s{1,2} -p \s{0,2}
              | mysql[a-z]{0,8} \s [^\n]{0,80}? \s -p    # no blank may stand behind it
            )
            (?: ["'] ( [^"'\r\n]{3,128} ) ["']
              | ( [^\s"'$`;|&<>\\\-(] [^\s"'`;|&<>\\]{2,128} )
            )
            """
        ),
        read=_read_password_option,
        hits=(
            example("knots --password=[[Wint3r-7]] --quiet", "Shell"),
            example("sshpass -p '[[Wint3r-7]]' ssh box01", "Shell"),
            example("mysqldump -u root -p[[Wint3r-7]] knots", "Shell"),
            example("openssl enc -d -pass pass:[[Wint3r-7]] -in knots", "Shell"),
        ),
        misses=(
            example("mysqldump --password --host box01", "Shell"),
            example("docker login --password-stdin", "Shell"),
            example("openssl enc -d -pass env:ENC_PW_01 -in knots", "Shell"),
        ),
    ),
    Rule(
        id="sql-password",
        label=Label.PASSWORD,
        title="Password in a database's statement",
        finds="The literal behind `IDENTIFIED BY`, `WITH PASSWORD`, `SET PASSWORD =` and the like.",
        leaves="Samples and references, and remarks in brackets: `(identified by 'name')`.",
        source="https://dev.mysql.com/doc/refman/8.4/en/set-password.html",
        triggers=(
            rb"(?i)\bidentified\s+(?:by|with)\b",
            rb"(?i)" + _SQL_WORD + _SQL_CALL,
            rb"(?i)set\spassword\sfor",
        ),
        pattern=rx(
            rb"""
            (?i)
            (?: identified \s{1,4} (?: with \s{1,4} [\w']{1,40} \s{1,4} )?    # a plugin
                by \s{1,4} (?: password \s{1,4} )? [ \t]{0,2} ["']
              | \b (?: with | set | user | role | login | alter | create ) \b [^\n]{0,80}?
                """
            + _SQL_WORD
            + _SQL_CALL
            + rb"""
              | \b set \s password \s for [ \t] \S{1,80} [ \t] =? [ \t]{0,4} """
            + _SQL_CALL
            + rb"""
            )
            ( [^"'\r\n]{3,128} ) ["']
            """
        ),
        read=_read_statement,
        hits=(
            example("CREATE USER knots IDENTIFIED BY '[[Wint3r-7]]'", "SQL"),
            example("ALTER USER knots WITH PASSWORD '[[Wint3r-7]]'", "SQL"),
            example("SET PASSWORD FOR 'knots'@'%' = PASSWORD('[[Wint3r-7]]')", "SQL"),
            example("UPDATE user SET Password=PASSWORD('[[Wint3r-7]]')", "SQL"),
        ),
        misses=(
            example("ALTER USER knots WITH PASSWORD 'changeme'", "SQL"),
            example("pushes a string (identified by 'identifier') on the stack", "C"),
        ),
    ),
    Rule(
        id="secure-string",
        label=Label.PASSWORD,
        title="Literal that becomes a secure string",
        finds="The literal that `ConvertTo-SecureString` is handed.",
        leaves="Variables and samples.",
        source="https://learn.microsoft.com/en-us/powershell/module/microsoft.powershell.security/convertto-securestring",
        triggers=(rb"(?i)ConvertTo-SecureString",),
        pattern=rx(
            rb"""
            (?i)
            ConvertTo-SecureString \s{1,3} (?: -String \s{1,3} )?
            ["'] ( [^"'\r\n]{4,128} ) ["']
            """
        ),
        read=partial(secret_in, group=1, label=Label.PASSWORD, least=0.7),
        hits=(
            example('$p = ConvertTo-SecureString "[[Wint3r-7]]" -AsPlainText -Force', "PowerShell"),
            example("ConvertTo-SecureString -String '[[Wint3r-7]]' -AsPlainText", "PowerShell"),
        ),
        misses=(
            example('ConvertTo-SecureString "$typed" -AsPlainText -Force', "PowerShell"),
            example("ConvertTo-SecureString -String 'password' -AsPlainText", "PowerShell"),
        ),
    ),
    Rule(
        id="server-password",
        label=Label.PASSWORD,
        title="Password in a server's or a client's configuration",
        finds="The value behind `requirepass`, `masterauth`, `default_pass`, and that of `.netrc`.",
        leaves="References and samples.",
        source="https://redis.io/docs/latest/operate/oss_and_stack/management/security/",
        triggers=(
            rb"(?i)\b(?:requirepass|masterauth|rpcpassword|default_pass)\b",
            rb"(?i)" + _STORED,
        ),
        pattern=rx(
            rb"""
            (?i)
            (?: \b requirepass | \b masterauth | \b rpcpassword= | \b default_pass \s{0,2} [=,]
              | """
            + _STORED
            + rb""" \S{1,64} \s{1,4} password
            )
            \s{1,4} ["']? ( [^\s"'<>$]{4,128} )
            """
        ),
        read=partial(secret_in, group=1, label=Label.PASSWORD, least=0.7),
        hits=(
            example("requirepass [[Wint3r-7]]", "INI"),
            example("default_pass = [[Wint3r-7]]", "INI"),
            example("machine forge.dev login aporter password [[Wint3r-7]]"),
        ),
        misses=(
            example("requirepass ${PASS}", "INI"),
            example("# requirepass changeme", "INI"),
        ),
        lines=3,
    ),
    Rule(
        id="netrc-login",
        label=Label.USERNAME,
        title="Login in a line of stored logins",
        finds="The login of a machine in `.netrc`.",
        leaves="Roles: `login anonymous`.",
        source="https://www.gnu.org/software/inetutils/manual/html_node/The-_002enetrc-file.html",
        triggers=(rb"(?i)" + _STORED,),
        pattern=rb"(?i)" + _STORED + rb"(" + STORED_LOGIN + rb")",
        read=partial(login_in, group=1, score=0.7),
        hits=(
            example("machine forge.dev login [[aporter]] password typed"),
            example("machine forge.dev\n  login [[aporter]]\n"),
        ),
        misses=(
            example("machine forge.dev login anonymous"),
            example("the machine that you login to"),
        ),
        lines=3,
    ),
)
