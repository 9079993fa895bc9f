"""Accounts in what systems write of users: logs, directories, prompts, logins elsewhere."""

from collections.abc import Iterator
from functools import partial

from pii.labels import Label
from pii.patterns import one_of, rx
from pii.rules.claims import account_in, login_in
from pii.rules.rule import Claim, Hit, Rule, example
from pii.rules.username.patterns import LINE_START

_LOGIN = rb"([A-Za-z_][A-Za-z0-9_.\-]{1,31})"
_FOR_USER = one_of(["Accepted", "Failed", "Postponed"]) + rb"[ ][a-z/\-]{4,30}[ ]for[ ]"
_BY_USER = rb"session[ ](?:opened|closed)[ ]for[ ]user[ ]"
_INVALID = one_of(["Invalid user ", "invalid user ", "authenticating user "])
_DIRECTORY_PARTS = rb"(?i:ou|dc|cn|o)="
_DOMAIN = rb"[A-Z][A-Z0-9\-]{1,14}"
# What stands where a domain does: the system itself, and the roots of its registry.
_NO_DOMAINS = frozenset({"BUILTIN", "AUTHORITY", "HKLM", "HKCU", "HKCR", "HKU", "HKCC"})
_REMOTE_COMMAND = (
    rb"\b" + one_of(["ssh", "scp", "sftp", "rsync", "ssh-copy-id", "mosh", "autossh"]) + rb"\s"
)
_REMOTE_LOGIN = rb"[A-Za-z][A-Za-z0-9_.\-]{1,38}"
_AT_HOST = rb"@[A-Za-z0-9_.\-]{2,80}"


def _read_login(hit: Hit) -> Iterator[Claim]:
    """Claim the account of a login, or of a session."""
    yield from account_in(hit, 1 if hit.text(1) else 2, 0.75)


def _read(hit: Hit) -> Iterator[Claim]:
    """Claim the account in a place that holds nothing else."""
    yield from account_in(hit, 1, 0.75)


def _read_of_domain(hit: Hit) -> Iterator[Claim]:
    """Claim the account behind a domain's name."""
    if hit.text(1) not in _NO_DOMAINS:
        yield from account_in(hit, 2, 0.75)


def _read_remote_login(hit: Hit) -> Iterator[Claim]:
    """Claim the login behind a command, or before a path."""
    yield from login_in(hit, 1 if hit.text(1) else 2, 0.75)


RULES = (
    Rule(
        id="login-in-log",
        label=Label.USERNAME,
        title="Account in a log of logins",
        finds="The account that `sshd`, `su` or `sudo` reports on.",
        leaves="Accounts of roles and services.",
        source="https://man.openbsd.org/sshd.8",
        triggers=(_FOR_USER, _BY_USER, _INVALID),
        pattern=rx(
            rb"""
            (?: """
            + _FOR_USER
            + rb""" (?:invalid[ ]user[ ])? | """
            + _INVALID
            + rb""" ) """
            + _LOGIN
            + rb""" [ ](?:from|port)[ ]
            | """
            + _BY_USER
            + _LOGIN
            + rb""" (?: [ ]by[ ] | \( | \s | $ )
            """
        ),
        read=_read_login,
        hits=(
            example("sshd[312]: Accepted publickey for [[mjensen]] from 203.0.113.9 port 51514"),
            example("sshd[313]: Failed password for invalid user [[thavel]] from 203.0.113.9"),
            example("su: pam_unix(su:session): session opened for user [[mjensen]] by (uid=0)"),
            example("sshd[9]: Invalid user [[thavel]] from 203.0.113.9 port 22"),
        ),
        misses=(
            example("sshd[312]: Accepted password for root from 203.0.113.9 port 51514"),
            example("assignee = -1  # Invalid user ID", "Python"),
        ),
    ),
    Rule(
        id="job-owner-in-log",
        label=Label.USERNAME,
        title="Owner of a job in a log of cron",
        finds="The account in `CRON[99]: (account) CMD (…)`.",
        leaves="Accounts of roles and services.",
        source="https://man7.org/linux/man-pages/man8/cron.8.html",
        triggers=(rb"\) (?:CMD|RELOAD|REPLACE|LIST|BEGIN EDIT|END EDIT) \(",),
        pattern=rb"\(" + _LOGIN + rb"\) (?:CMD|RELOAD|REPLACE|LIST|BEGIN EDIT|END EDIT) \(",
        read=_read,
        hits=(
            example("Jan  2 10:00:02 db7 CRON[99]: ([[mjensen]]) CMD (run)"),
            example("crontab[12]: ([[thavel]]) LIST (thavel)"),
        ),
        misses=(
            example("CRON[99]: (root) CMD (run-parts /etc/cron.hourly)"),
            example("call(x) CMD y"),
        ),
    ),
    Rule(
        id="user-identity",
        label=Label.USERNAME,
        title="Account beside its number",
        finds="The account in `uid=1000(account)`, as `id` prints it.",
        leaves="Numbers below 1000, which are those of a system's own accounts.",
        source="https://pubs.opengroup.org/onlinepubs/9699919799/utilities/id.html",
        triggers=(rb"\b[ug]id=[0-9]{4,}\(", rb"groups=[0-9]{4,}\("),
        pattern=rb"(?:\b[ug]id|groups)=[0-9]{4,10}\(" + _LOGIN + rb"\)",
        read=_read,
        hits=(
            example("uid=1000([[mjensen]]) gid=1000([[mjensen]])"),
            example("groups=1001([[thavel]])"),
        ),
        misses=(example("uid=0(root) gid=0(root)"), example("uid=33(www-data)")),
    ),
    Rule(
        id="directory-account",
        label=Label.USERNAME,
        title="Account in a directory",
        finds="The account in `uid=account,ou=…` of LDAP.",
        leaves="Accounts of roles and services.",
        source="https://www.rfc-editor.org/rfc/rfc4514",
        triggers=(rb"(?i:uid|samaccountname)=[A-Za-z_][A-Za-z0-9_.\-]*,\s?" + _DIRECTORY_PARTS,),
        pattern=(rb"\b(?i:uid|samaccountname)=" + _LOGIN + rb",\s?" + _DIRECTORY_PARTS),
        read=_read,
        hits=(
            example("bind dn uid=[[mjensen]],ou=people,dc=harbour-lane,dc=org ok"),
            example("dn: UID=[[thavel]], OU=staff"),
        ),
        misses=(
            example("uid=admin,ou=system"),
            example("uid=1000, gid=1000"),
        ),
    ),
    Rule(
        id="account-of-domain",
        label=Label.USERNAME,
        title="Account of a Windows domain",
        finds="The account in `logon of DOMAIN\\account`, where a word for a login stands before.",
        leaves="Paths, and the accounts of the system itself: `NT AUTHORITY\\SYSTEM`.",
        source="https://learn.microsoft.com/en-us/windows/win32/secauthn/user-name-formats",
        triggers=(rb"\b" + _DOMAIN + rb"\\{1,2}[A-Za-z]",),
        pattern=rx(
            rb"""
            (?i: user | logon | login | account | run[ _]?as | owner )
            (?i: name | [ ]of | [ ]for | [ ]by | [ ]id )? ["']? \s{0,2} [:=]? \s{0,2} ["']?
            \b ("""
            + _DOMAIN
            + rb""") \\{1,2} ([A-Za-z][a-z0-9_.\-]{2,31}) (?: [^A-Za-z0-9_.\\:\-] | \.?\s | $ )
            """
        ),
        read=_read_of_domain,
        hits=(
            example("logon of HARBOUR\\[[mjensen]] ok"),
            example("Account: CORP\\[[thavel]]"),
            example('username = "HARBOUR\\\\[[mjensen]]"', "C#"),
        ),
        misses=(
            example("User: HKLM\\Software\\Tools"),
            example("account BUILTIN\\Administrators"),
        ),
    ),
    Rule(
        id="password-file-account",
        label=Label.USERNAME,
        title="Line of a password file",
        finds="The account in a line of `/etc/passwd` whose number is a person's.",
        leaves="Accounts with numbers below 1000, which are the system's own.",
        source="https://man7.org/linux/man-pages/man5/passwd.5.html",
        triggers=(rb":[x*!]?:[1-9][0-9]{3,}:[0-9]+:[^:\n]*:/",),
        pattern=rx(
            rb"""
            (?: """
            + LINE_START
            + rb""" | [^A-Za-z0-9_.\-] )
            """
            + _LOGIN
            + rb""" :[x*!]?:[1-9][0-9]{3,9}:[0-9]{1,10}:[^:\n]{0,100}:/
            """
        ),
        read=_read,
        hits=(
            example("[[mjensen]]:x:1000:1000:,,,:/srv/m:/bin/bash"),
            example("root:x:0:0:root:/root:/bin/sh\n[[thavel]]:x:1001:100::/srv/t:/bin/sh"),
        ),
        misses=(
            example("daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin"),
            example("fe80::2618:1234:ab11:3b9c"),
            example("nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin"),
        ),
    ),
    Rule(
        id="shell-prompt",
        label=Label.USERNAME,
        title="Login in a shell's prompt",
        finds="The login of `login@host:~` where a shell shows it before a command.",
        leaves="Roles: `root@host:~#`.",
        source="https://www.gnu.org/software/bash/manual/html_node/Controlling-the-Prompt.html",
        triggers=(
            rb"[A-Za-z0-9_.\-](?::|\s)~",
            rb"@[A-Za-z0-9_.\-]+:/[^\s$#%]*[ \])]{0,2}[$#%]\s",
        ),
        pattern=rx(
            rb"""
            (?: ^ | \n | \[ )
            ( [a-z][a-z0-9_.\-]{1,31} ) @ [A-Za-z0-9_.\-]{1,60}
            (?: [:\s] ~ | :/ ) [^\s$\#%]{0,80}        # the folder
            [ \])]{0,2} [$\#%] \s
            """
        ),
        read=partial(login_in, group=1, score=0.75),
        hits=(
            example("[[aporter]]@box:~/knots $ make\n", "Text"),
            example("$ cd\n[[aporter]]@box ~ % make\n", "Text"),
            example("[[thavel]]@db7:/srv/data# ls", "Text"),
        ),
        misses=(
            example("root@box:~# make\n", "Text"),
            example("aporter@box:~/knots\n", "Text"),
        ),
    ),
    Rule(
        id="remote-login",
        label=Label.USERNAME,
        title="Login at a remote host",
        finds="The login of `login@host` behind a command such as `ssh`, or before a path.",
        leaves="Roles (`root@host`, `git@host:repository`) and mail addresses.",
        source="https://man.openbsd.org/ssh.1",
        triggers=(_REMOTE_COMMAND, _AT_HOST + rb":[/~]"),
        pattern=rx(
            rb"""
            (?: """
            + _REMOTE_COMMAND
            + rb""" (?: [^\n@]{0,120}? [\s"'] )? ("""
            + _REMOTE_LOGIN
            + rb""") """
            + _AT_HOST
            + rb""" (?: [\s:"'] | $ )
              | (?: ^ | [\s"'=] ) ("""
            + _REMOTE_LOGIN
            + rb""") """
            + _AT_HOST
            + rb""" :[/~]
            )
            """
        ),
        read=_read_remote_login,
        hits=(
            example("ssh [[aporter]]@box01 uptime", "Shell"),
            example("ssh -p 22 [[aporter]]@box01", "Shell"),
            example("rsync -a knots/ '[[aporter]]@box01:knots'", "Shell"),
            example("TARGET=[[aporter]]@box01:/srv/knots", "Shell"),
        ),
        misses=(
            example("ssh root@box01", "Shell"),
            example("git clone git@forge.dev:aporter/knots", "Shell"),
            example("ssh box01\n# ann@harbour-lane.org knows why", "Shell"),
            example("npm install package@1.2.3", "Shell"),
        ),
    ),
)
