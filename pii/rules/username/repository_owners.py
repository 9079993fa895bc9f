"""Owners of repositories: in addresses of forges and services, on pages, without a site."""

from collections.abc import Iterator

from pii.gazetteers import FORGE_HOSTS, REPOSITORY_SERVICES
from pii.labels import Label
from pii.patterns import one_of, rx
from pii.rules.claims import owner_in
from pii.rules.rule import Claim, Hit, Rule, example
from pii.rules.username.packages import read_package_owner
from pii.rules.username.patterns import LINE_START, OWNER, WORK, any_address


def _read_forge(hit: Hit) -> Iterator[Claim]:
    """Claim the owner in a forge's address where it may be a person."""
    yield from owner_in(hit, 1, 0.6 if hit.text(2) else 0.65, work=2)


def _read_site(hit: Hit) -> Iterator[Claim]:
    """Claim whose site a forge shows."""
    yield from owner_in(hit, 1, 0.7, work=2)


def _read_old_site(hit: Hit) -> Iterator[Claim]:
    """Claim whose site a forge showed, at the host that is now its own."""
    yield from owner_in(hit, 1, 0.65, work=2)


_ADDRESS = rx(
    rb"""
    (?i)
    (?: """
    + LINE_START
    + rb""" | [^A-Za-z0-9.] | www\. )
    (?: """
    + one_of(FORGE_HOSTS)
    + rb"[/:] | "
    + any_address(REPOSITORY_SERVICES)
    + rb")"
)
_PAGES = rb"\." + one_of(["github.io", "gitlab.io", "bitbucket.io"])
_REPOSITORY = rb"\b(?i:repo(?:sitory)?)[\"']?\s{0,4}(?:[=!]=|=>?|:)\s{0,4}[\"']"
_SHORT_SITE = rb"[\"'\s]" + one_of(["github", "gitlab", "bitbucket", "gh"]) + rb":"

RULES = (
    Rule(
        id="forge-owner",
        label=Label.USERNAME,
        title="Owner of a repository",
        finds="The first part of a path on a forge, or on a service that shows repositories.",
        leaves="Organisations, pages of the forge itself, and owners that the repository is named "
        "after.",
        source="https://docs.github.com/en/get-started/git-basics/about-remote-repositories",
        triggers=(_ADDRESS,),
        pattern=rx(
            _ADDRESS
            + rb"""
            [/:]? ([A-Za-z0-9](?:[A-Za-z0-9_.\-]{0,37}[A-Za-z0-9_])?)
            (?: (?: / | %2F ) ([A-Za-z0-9_.\-]{1,100}) )?
            """
        ),
        read=_read_forge,
        hits=(
            example("github.com/[[aporter]]/ladder and https://www.github.com/[[wzhang42]]"),
            example("git@" + "codeberg.org:[[aporter]]/ladder.git"),
            example("https://img.shields.io/github/v/release/[[wzhang42]]/ladder"),
            example("https://git.sr.ht/~[[aporter]]/ladder"),
        ),
        misses=(
            example("https://github.com/apache/spark"),
            example("https://github.com/features/actions"),
            example("https://gitlab.com/ropechat/rope"),
        ),
    ),
    Rule(
        id="pages-site",
        label=Label.USERNAME,
        title="Owner of a site on a forge's pages",
        finds="The host's first part in `owner.github.io` and its like.",
        leaves="Sites of organisations and projects.",
        source="https://docs.github.com/en/pages/getting-started-with-github-pages"
        "/what-is-github-pages",
        triggers=(rb"(?i)[a-z0-9\-]" + _PAGES,),
        pattern=rx(
            rb"""
            (?i) \b ([A-Za-z0-9][A-Za-z0-9\-]{1,37}) """
            + _PAGES
            + rb"""\b
            (?: / ("""
            + WORK
            + rb") )?"
        ),
        read=_read_site,
        hits=(
            example("https://[[aporter]].github.io/"),
            example("see [[WZhang42]].gitlab.io/ladder for more"),
        ),
        misses=(
            example("https://company-mode.github.io"),
            example("https://ropechat.github.io/rope"),
        ),
    ),
    Rule(
        id="old-pages-site",
        label=Label.USERNAME,
        title="Owner of a site on a forge's old pages",
        finds="The host's first part in `owner.github.com`, where sites stood until 2013.",
        leaves="The forge's own hosts: `api.github.com`.",
        source="https://github.blog/2013-04-05-new-github-pages-domain-github-io/",
        triggers=(rb"[A-Za-z0-9\-]\.github\.com",),
        pattern=rx(
            rb"""
            (?: :// | [\s\"'(] ) ([A-Za-z0-9][A-Za-z0-9\-]{3,37}) \.github\.com
            (?: / ("""
            + WORK
            + rb") | \b )"
        ),
        read=_read_old_site,
        hits=(
            example("http://[[aporter]].github.com/ladder"),
            example('"[[wzhang42]].github.com"'),
        ),
        misses=(
            example("https://docs.github.com/en"),
            example("https://api.github.com/repos"),
        ),
    ),
    Rule(
        id="repository-literal",
        label=Label.USERNAME,
        title="Owner of a repository in a literal",
        finds="The owner in `repo: \"owner/name\"` and `github.repository == 'owner/name'`.",
        leaves="Organisations, and repositories named after their owner.",
        source="https://docs.github.com/en/actions/reference/workflows-and-actions/contexts",
        triggers=(_REPOSITORY + OWNER + rb"/",),
        pattern=_REPOSITORY + rb"(" + OWNER + rb")/(" + WORK + rb")[\"']",
        read=read_package_owner,
        hits=(
            example('repo: "[[aporter]]/rope"', "YAML"),
            example("if: github.repository == '[[aporter]]/rope'", "YAML"),
            example("repo => '[[aporter]]/rope'", "Ruby"),
        ),
        misses=(
            example("repo: 'apache/rope'", "YAML"),
            example("repo = 'aporter'", "Python"),
            example("repository: 'knots/knots-cli'", "YAML"),
        ),
    ),
    Rule(
        id="forge-shorthand",
        label=Label.USERNAME,
        title="Owner of a repository behind a forge's short name",
        finds="The owner in `github:owner/name`, `gh:owner/name` and their like.",
        leaves="Organisations, and repositories named after their owner.",
        source="https://docs.npmjs.com/cli/v11/commands/npm-install",
        triggers=(_SHORT_SITE + rb"[A-Za-z]",),
        pattern=_SHORT_SITE + rb"(" + OWNER + rb")/(" + WORK + rb")",
        read=read_package_owner,
        hits=(
            example('"rope": "github:[[aporter]]/rope"', "JSON"),
            example("install gh:[[aporter]]/rope", "Shell"),
        ),
        misses=(
            example('"github:apache/rope"', "JSON"),
            example("xgithub:aporter/rope"),
        ),
    ),
    Rule(
        id="part-of-package",
        label=Label.USERNAME,
        title="Owner of the package that a file is part of",
        finds="The owner in `This file is part of owner/package`.",
        leaves="Pairs of words, such as `part of the client/server model`.",
        triggers=(rb"\bpart of (?:the )?[A-Za-z][A-Za-z0-9_\-]+/",),
        pattern=rx(
            rb"""
            \bpart[ ]of[ ] (?: the[ ] )? ("""
            + OWNER
            + rb""") / ( %s | """
            + WORK
            + rb" )"
        ),
        read=read_package_owner,
        hits=(
            example("This file is part of [[aporter]]/rope.", "PHP"),
            example("part of the [[aporter]]/ladder package", "PHP"),
            example("'This file is part of [[aporter]]/%s'", "PHP"),
        ),
        misses=(
            example("part of the client/server model", "PHP"),
            example("part of symfony/rope", "PHP"),
        ),
    ),
)
