"""Owners in the coordinates of packages: names, groups, dependencies, archives.

`owner/package`, `io.github.owner`: forms that name no site, in places that hold nothing else.
"""

from collections.abc import Iterator

from pii.gazetteers import NOT_NAMES, PLAIN_WORDS
from pii.labels import Label
from pii.patterns import one_of, rx
from pii.rules.checks.owners import is_person
from pii.rules.claims import owner_in
from pii.rules.rule import Claim, Hit, Rule, example
from pii.rules.username.patterns import OWNER, WORK

_WORDS = NOT_NAMES | PLAIN_WORDS


def read_package_owner(hit: Hit) -> Iterator[Claim]:
    """Claim the owner of a package where it may be a person; `input/output` has none."""
    if hit.text(1).lower() not in _WORDS:
        yield from owner_in(hit, 1, 0.55, work=2)


def _read_group(hit: Hit) -> Iterator[Claim]:
    """Claim the login that a package's group ends with."""
    if is_person(hit.text(1), hit.text(2) or hit.text(3)):
        yield Claim(*hit.span(1), Label.USERNAME, 0.6)


_VERSION = rb"@[ ]?[\^~<>=]{0,2}[0-9]"
# Hosts of forges, turned round as the groups of packages are.
_TURNED_HOST = (
    one_of(["com", "io", "org", "net", "cn"])
    + rb"\."
    + one_of(["github", "gitlab", "gitee", "oschina"])
)
_EXACT = rx(
    rb"""
    \":[ ]\" (?: [0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3} (?: \" | [ ]<= ) | dev- )
    """
)

RULES = (
    Rule(
        id="library-version",
        label=Label.USERNAME,
        title="Owner of a library with its version",
        finds="The owner in `owner/Library@^1.2` and `owner/Library >= 3`.",
        leaves="Paths, and libraries of companies.",
        source="https://docs.platformio.org/en/latest/core/userguide/pkg/cmd_install.html",
        triggers=(
            rb"[A-Za-z0-9_\-]/[A-Za-z0-9][A-Za-z0-9_.\-]+[ ]?(?:" + _VERSION + rb"|>=[ ]?[0-9])",
        ),
        pattern=rx(
            rb"""
            (?: ^ | [\s\"',=] )
            ("""
            + OWNER
            + rb""") / ([A-Za-z0-9][A-Za-z0-9_.\-]{1,60})
            (?: [ ]? """
            + _VERSION
            + rb""" | [ ]>=[ ]?[0-9] )
            """
        ),
        read=read_package_owner,
        hits=(
            example("lib_deps = [[aporter]]/RopeKnots@^1.2.0", "INI"),
            example("    [[aporter]]/RopeKnots @ 2.0.1", "INI"),
            example("needs [[aporter]]/rope >= 3"),
        ),
        misses=(
            example("lib_deps = espressif/RopeKnots@^1.2.0", "INI"),
            example("../aporter/ropes@2"),
            example("knots/knots-cli@^1.2.0", "INI"),
        ),
    ),
    Rule(
        id="package-name",
        label=Label.USERNAME,
        title="Owner in the name of a package",
        finds='The vendor in `"name": "vendor/package"`, as manifests have it.',
        leaves="Vendors that are projects or named like the package.",
        source="https://getcomposer.org/doc/04-schema.md#name",
        triggers=(rb"\"name\":\s*\"[A-Za-z][A-Za-z0-9_\-]+/",),
        pattern=rb"\"name\":\s{0,4}\"(" + OWNER + rb")/(" + WORK + rb")\"",
        read=read_package_owner,
        hits=(
            example('{"name": "[[aporter]]/rope"}', "JSON"),
            example('  "name":  "[[aporter]]/ladder",', "JSON"),
        ),
        misses=(
            example('{"name": "symfony/rope"}', "JSON"),
            example('{"name": "ropes/rope-ladder"}', "JSON"),
        ),
    ),
    Rule(
        id="exact-dependency",
        label=Label.USERNAME,
        title="Owner of a dependency of one exact version",
        finds='The owner in `"owner/package": "1.2.0"` and in branches: `"dev-master"`.',
        leaves="Packages of projects, and versions of other forms.",
        source="https://github.com/elm/compiler/blob/master/docs/elm.json/application.md",
        triggers=(rb"\"[A-Za-z][A-Za-z0-9_\-]+/[a-z0-9\-]+" + _EXACT,),
        pattern=rb"\"(" + OWNER + rb")/([a-z0-9\-]{1,60})" + _EXACT,
        read=read_package_owner,
        hits=(
            example('"[[aporter]]/rope": "1.2.0"', "JSON"),
            example('"[[aporter]]/rope": "1.2.0 <= v < 2.0.0"', "JSON"),
            example('"[[a_porter]]/ladder": "dev-master"', "JSON"),
        ),
        misses=(
            example('"elm/core": "1.0.5"', "JSON"),
            example('"aporter/rope": "latest"', "JSON"),
        ),
    ),
    Rule(
        id="ppa-owner",
        label=Label.USERNAME,
        title="Owner of a package archive on Launchpad",
        finds="The owner in `ppa:owner/archive`.",
        leaves="Teams and distributions.",
        source="https://help.launchpad.net/Packaging/PPA",
        triggers=(rb"\bppa:[A-Za-z]",),
        pattern=rb"\bppa:(" + OWNER + rb")/(" + WORK + rb")",
        read=read_package_owner,
        hits=(
            example("add-apt-repository -y ppa:[[aporter]]/rope", "Shell"),
            example("sudo apt-add-repository 'ppa:[[aporter]]/ladder'", "Shell"),
        ),
        misses=(
            example("add-apt-repository ppa:ubuntu/rope", "Shell"),
            example("add-apt-repository ppa:knots-team/rope", "Shell"),
        ),
    ),
    Rule(
        id="package-group",
        label=Label.USERNAME,
        title="Login in a package's group",
        finds="The login that `io.github.…` ends with, in coordinates of Java and Scala.",
        leaves="Modules in code, and groups of projects.",
        source="https://central.sonatype.org/register/namespace/",
        triggers=(rb"\b" + _TURNED_HOST + rb"\.[A-Za-z]",),
        pattern=rx(
            rb"\b"
            + _TURNED_HOST
            + rb"""
            \. ("""
            + OWNER
            + rb""")
            (?: [:/] ("""
            + WORK
            + rb""")
              | \" \s{1,4} %{1,3} \s{1,4} \" ("""
            + WORK
            + rb""")      # a build in Scala
              | [\"'<]
            )
            """
        ),
        read=_read_group,
        hits=(
            example("implementation 'com.github.[[aporter]]:rope:1.2'", "Groovy"),
            example("<groupId>io.github.[[aporter]]</groupId>", "XML"),
            example('"com.gitlab.[[aporter]]" %% "rope" % "1.0"', "Scala"),
        ),
        misses=(
            example("import com.github.aporter.rope", "Java"),
            example("'com.github.ropes:rope-ladder:1'", "Groovy"),
            example("<groupId>io.github.knots-labs</groupId>", "XML"),
        ),
    ),
)
