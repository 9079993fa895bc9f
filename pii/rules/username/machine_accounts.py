"""Accounts of machines: home folders, declared users, comments of keys, lines of a log."""

import re
from collections.abc import Iterator

from pii.gazetteers import SITE_PAGES
from pii.labels import Label
from pii.patterns import one_of, rx
from pii.rules.checks.logins import is_login
from pii.rules.claims import account_in
from pii.rules.rule import Claim, Hit, Rule, example
from pii.rules.username.patterns import LINE_START, LOGIN


def _read_home(hit: Hit) -> Iterator[Claim]:
    """Claim the owner of a home folder."""
    owner, behind = hit.text(1), hit.line_behind(hit.span(1)[1], 3)
    if not is_login(owner.lstrip("0123456789")) or owner.lower() in SITE_PAGES:
        return
    if re.match(r"[A-Za-z0-9_.$-]", behind):
        return
    yield Claim(*hit.span(1), Label.USERNAME, 0.8 if behind[:1] in {"/", "\\"} else 0.6)


def _read_account(hit: Hit) -> Iterator[Claim]:
    """Claim the account in a place that holds nothing else."""
    yield from account_in(hit, 1, 0.75)


# Folders of Unix systems that may hold the one of all homes.
_ABOVE_HOMES = one_of(["export", "usr", "var", "data", "mnt", "private", "net"])
_WINDOWS_HOMES = rx(
    rb"""
    (?: [A-Za-z]:\\ | \b[A-Za-z]:/ ) [\\/]{0,3}    # a drive; with a slash, no `http:/`
    (?: [Uu]sers | [Dd]ocuments[ ]and[ ][Ss]ettings ) [\\/]
    """
)
_NIX_USERS = rb"\b" + one_of(["users", "home-manager"]) + rb"\." + one_of(["users", "extraUsers"])
_NIX_FIELDS = one_of(["isNormalUser", "openssh.authorizedKeys.keys", "extraGroups"])
_KEY_BODY = rb"AAAA[BCEI][0-9A-Za-z+/]"
_LEVELS = ("LOG", "ERROR", "DETAIL", "HINT", "FATAL", "STATEMENT", "WARNING", "CONTEXT")
_LOGGED = rb"@[a-z][\w\-]{1,62}[ ]" + one_of(_LEVELS) + rb":"

RULES = (
    Rule(
        id="home-folder",
        label=Label.USERNAME,
        title="Home folder",
        finds="The owner of `/home/…`, `/Users/…`, `C:\\Users\\…` and the like.",
        leaves="Accounts of roles and of build machines, variables, and pages: `/users/login`.",
        source="https://refspecs.linuxfoundation.org/FHS_3.0/fhs/ch03s08.html",
        triggers=(
            rb"/home/[A-Za-z0-9]",
            rb"/Users/[A-Za-z0-9]",
            _ABOVE_HOMES + rb"/users/[A-Za-z0-9]",
            _WINDOWS_HOMES,
        ),
        pattern=rx(
            rb"""
            (?: (?: """
            + LINE_START
            + rb""" | [^A-Za-z0-9_.\-/}] | file:// | [A-Z]:       # where a path begins
                  | /(?:mnt|cygdrive)/[a-z] | /"""
            + _ABOVE_HOMES
            + rb"""
                ) (?: /home/ | /Users/ ) (?:home/)?
              | /"""
            + _ABOVE_HOMES
            + rb"""/users/ (?:home/)?
              | """
            + _WINDOWS_HOMES
            + rb""" [\\/]{0,3}
            )
            ([A-Za-z0-9][A-Za-z0-9._\-]{1,37})
            """
        ),
        read=_read_home,
        hits=(
            example("cd /home/[[aporter]]/src", "Shell"),
            example('"/Users/[[9porter]]/Library"'),
            example(r"'C:\\Users\\[[aporter]]\\x'"),
            example(r"D:\Documents and Settings\[[aporter]]\x"),
            example("/export/users/[[aporter]]"),
        ),
        misses=(
            example("/home/ubuntu/x"),
            example("/home/$USER/x /home/aporter-${x}/", "Shell"),
            example("router.get('/users/aporter')", "JavaScript"),
            example("https://knots.example/home/aporter"),
        ),
    ),
    Rule(
        id="system-account",
        label=Label.USERNAME,
        title="Account of a NixOS system",
        finds="The login in `users.users.… = …`, also that of Home Manager.",
        leaves="Accounts of roles and services.",
        source="https://nixos.org/manual/nixos/stable/#sec-user-management",
        triggers=(_NIX_USERS + rb"\.",),
        pattern=_NIX_USERS + rb"\.\"?([a-z][a-z0-9_\-]{1,31})\b",
        read=_read_account,
        hits=(
            example("users.users.[[aporter]].extraGroups = [ ];", "Nix"),
            example('home-manager.users."[[aporter]]" = { };', "Nix"),
            example("users.extraUsers.[[wzhang42]] = { };", "Nix"),
        ),
        misses=(
            example("users.users.root.shell = pkgs.zsh;", "Nix"),
            example("users.groups.aporter = { };", "Nix"),
        ),
    ),
    Rule(
        id="declared-account",
        label=Label.USERNAME,
        title="Set that declares an account",
        finds="The name of a set whose fields are those of a NixOS account.",
        leaves="Sets of groups and services.",
        source="https://nixos.org/manual/nixos/stable/#sec-user-management",
        triggers=(_NIX_FIELDS + rb"[ ]=",),
        pattern=rx(
            rb"""
            \b ([a-z][a-z0-9_\-]{1,31}) [ ]=[ ]\{ \s{1,40}
            (?: [a-zA-Z]{2,20} [ ]=[ ] [^;{}\n]{1,80} ; \s{1,40} ){0,5}
            """
            + _NIX_FIELDS
            + rb"[ ]="
        ),
        read=_read_account,
        hits=(
            example("[[aporter]] = {\n  uid = 1000;\n  isNormalUser = true;\n}", "Nix"),
            example("[[aporter]] = { extraGroups = [ ]; }", "Nix"),
            example("[[aporter]] = { openssh.authorizedKeys.keys = [ ]; }", "Nix"),
        ),
        misses=(
            example("wheel = {\n  gid = 1;\n};\nisNormalUser = true;", "Nix"),
            example("root = { extraGroups = [ ]; }", "Nix"),
        ),
        lines=8,
    ),
    Rule(
        id="key-comment",
        label=Label.USERNAME,
        title="Comment of a public key",
        finds="The login before the at sign that `ssh-keygen` writes behind a key.",
        leaves="Accounts of roles, and comments that name none.",
        source="https://man.openbsd.org/sshd.8#AUTHORIZED_KEYS_FILE_FORMAT",
        triggers=(_KEY_BODY,),
        pattern=_KEY_BODY + rb"{20,}={0,3}\s(" + LOGIN + rb")@",
        read=_read_account,
        hits=(
            example("ssh-ed25519 AAAA" + "C3NzaC1lZDI1" * 4 + " [[aporter]]@box"),
            example('"ssh-rsa AAAA' + "B3NzaC1yc2EA" * 4 + '== [[aporter]]@knots.example"'),
        ),
        misses=(
            example("ssh-ed25519 AAAA" + "C3NzaC1lZDI1" * 4 + " root@box"),
            example("ssh-ed25519 AAAA" + "C3NzaC1lZDI1" * 4 + " laptop"),
        ),
    ),
    Rule(
        id="server-log",
        label=Label.USERNAME,
        title="Account in a log of PostgreSQL",
        finds="The account before `@database LOG:`, as the usual prefix of a line has it.",
        leaves="The server's own account, and lines of other logs.",
        source="https://www.postgresql.org/docs/current/runtime-config-logging.html",
        triggers=(rb"\][ ][a-z][a-z0-9_.\-]{2,31}" + _LOGGED,),
        pattern=rb"\][ ]([a-z][a-z0-9_.\-]{2,31})" + _LOGGED,
        read=_read_account,
        hits=(
            example("[12] [[aporter]]@ropes LOG:  x"),
            example("2011-02-03 [7] [[ann_porter]]@ladder-db ERROR:  x"),
        ),
        misses=(
            example("[12] postgres@ropes LOG:  x"),
            example("[12] aporter@ropes INFO:  x"),
        ),
    ),
)
