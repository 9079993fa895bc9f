"""User names in what is noted of a change: who made it, who signs it, who is to do the rest."""

import re
from collections.abc import Iterator

from pii.gazetteers import EDITORS
from pii.labels import Label
from pii.patterns import one_of, rx
from pii.rules.checks.logins import is_login
from pii.rules.checks.owners import is_person
from pii.rules.claims import account_in, handle_in, people_in
from pii.rules.rule import Claim, Hit, Rule, example
from pii.rules.username.patterns import ALONE, LINE_END, LINE_START, LOGIN

_HOW = ("originally", "initially", "first")
_WORKS = ("script", "code", "program", "plugin", "theme", "module", "library", "version")
_OPENINGS = "|".join(form(word) for word in (*_HOW, *_WORKS) for form in (str.lower, str.title))
# Before `written by` stand a comment's sign and at most the thing that was written.
_SIGNS_OFF = re.compile(
    rf"""
    \s* (?: \#+ | //+!? | /?\*+!? | --+ | ;+ | %+ | ' | "+ | <!-- | REM | @\w* )?
    \s* (?: (?:{_OPENINGS}) \s )?
    """,
    re.VERBOSE,
)


def _read_owner(hit: Hit) -> Iterator[Claim]:
    """Claim who a to-do is left to."""
    owner = hit.text(1)
    if (
        is_login(owner)
        and re.search(r"[a-z]{2}", owner)
        and not owner.lower().endswith(("bug", "issue", "later"))
        # Notes for translators name the string that they are about.
        and not hit.line_before(hit.span()[0], 14).endswith("LOCALIZATION ")
    ):
        yield Claim(*hit.span(1), Label.USERNAME, 0.8 if owner.islower() else 0.6)


def _read_account(hit: Hit) -> Iterator[Claim]:
    """Claim the account that a revision was made with."""
    yield from account_in(hit, 1, 0.75)


def _read_changed(hit: Hit) -> Iterator[Claim]:
    """Claim who changed a file, in the column before the date."""
    yield from handle_in(hit, 1, 0.75)


def _read_user(hit: Hit) -> Iterator[Claim]:
    """Claim whose name an editor wrote into the head of a new file: a name or a login."""
    value = hit.text(1)
    names = list(people_in(hit, 1, 0.85))
    yield from names
    if not names and is_login(value) and is_person(value):
        yield Claim(*hit.span(1), Label.USERNAME, 0.7)


def _read_signed(hit: Hit) -> Iterator[Claim]:
    """Claim a handle behind `by` where a comment or an element ends with it."""
    if _SIGNS_OFF.fullmatch(hit.line_before(hit.span()[0])):
        yield from handle_in(hit, 1, 0.6)


def _read_committer(hit: Hit) -> Iterator[Claim]:
    """Claim the handle that commits are made under."""
    yield from handle_in(hit, 1, 0.6)


_TO_DO = rb"\b" + one_of(["TODO", "TO DO", "FIXME", "XXX", "HACK", "NOTE", "BUG"]) + rb":?\s?\("
_DAY = rb"[0-9]{4}[/\-][0-9]{2}[/\-][0-9]{2}"
_MADE = rb"(?:[Ww]ritten|[Cc]reated|[Cc]oded|[Dd]eveloped|[Mm]ade|[Mm]odified)"

RULES = (
    Rule(
        id="to-do-owner",
        label=Label.USERNAME,
        title="Owner of a to-do",
        finds="The login in the brackets behind `TODO`, `FIXME` and the like.",
        leaves="Numbers of issues, words in capitals, and notes for translators.",
        source="https://google.github.io/styleguide/cppguide.html#TODO_Comments",
        triggers=(_TO_DO,),
        pattern=_TO_DO + rb"@?(" + LOGIN + rb")\)",
        read=_read_owner,
        hits=(
            example("// TODO([[aporter]]): later", "C++"),
            example("# FIXME (@[[aporter]])", "Python"),
            example("# TO DO([[WZhang42]]): knots", "Python"),
        ),
        misses=(
            example("# TODO(later): x", "Python"),
            example("# TODO(KNOT-42): x", "Python"),
            example("# LOCALIZATION NOTE (page_of_knots): x", "INI"),
        ),
    ),
    Rule(
        id="revision-author",
        label=Label.USERNAME,
        title="Author in a revision's keyword",
        finds="The login behind the date of `$Id: … $` and `$Header: … $`.",
        leaves="Accounts of roles, and keywords that were not filled in.",
        source="https://www.gnu.org/software/trans-coord/manual/cvs/html_node/Keyword-list.html",
        triggers=(rb",v\s[0-9.]+\s[0-9]{4}[/\-]", rb"\$Id:\s"),
        pattern=rx(
            rb"""
            (?: ,v\s | \$Id:\s [^\n]{0,60}? \s? )
            [0-9.]{1,12} \s                          # the revision
            """
            + _DAY
            + rb""" \s [0-9:]{8} Z? \s
            ("""
            + LOGIN
            + rb""") \s
            """
        ),
        read=_read_account,
        hits=(
            example("$Id: a.c,v 1.4 2003/02/01 10:11:12 [[aporter]] Exp $"),
            example("$Header: /knots/a.c,v 1.4 2003/02/01 10:11:12 [[aporter]] Exp $"),
            example("$Id: a.c 42 2009-02-01 10:11:12Z [[aporter]] $"),
        ),
        misses=(
            example("$Id$"),
            example("$Id: a.c,v 1.4 2003/02/01 10:11:12 root Exp $"),
        ),
    ),
    Rule(
        id="revision-locker",
        label=Label.USERNAME,
        title="Locker in a revision's keyword",
        finds="The login behind the state of a revision, which says who locked the file.",
        leaves="Keywords of files that nobody locked.",
        source="https://www.gnu.org/software/trans-coord/manual/cvs/html_node/Keyword-list.html",
        triggers=(rb"\sExp\s[A-Za-z]",),
        pattern=rb"\sExp\s(" + LOGIN + rb")\s\$",
        read=_read_account,
        hits=(
            example("$Id: a.c,v 1.4 2003/02/01 10:11:12 root Exp [[aporter]] $"),
            example("# $Header: a.c,v 1.4 2003/02/01 10:11:12 root Exp [[WZhang42]] $"),
        ),
        misses=(
            example("$Id: a.c,v 1.4 2003/02/01 10:11:12 root Exp $"),
            example("$Id: a.c,v 1.4 2003/02/01 10:11:12 root Exp root $"),
        ),
    ),
    Rule(
        id="changed-by",
        label=Label.USERNAME,
        title="Column of a list of changes",
        finds="The handle before the date, in a comment that lists who changed what and when.",
        leaves="Words of the language before a date, such as `version`.",
        triggers=(rb"(?:[#*;]|--|//|REM)[ \t]+[a-z][a-z0-9_]+[ \t]+[0-9]+/[0-9]+/[0-9]+[ \t]",),
        pattern=rx(
            LINE_START
            + rb"""
            [ \t]{0,8} (?: \# | -- | \* | ; | // | REM )
            [ \t]{1,8} ([a-z][a-z0-9_]{2,15})
            [ \t]{1,12} [0-9]{2}/[0-9]{2}/[0-9]{2,4}
            [ \t]{1,8} (?: - | [A-Za-z] )                 # what was changed
            """
        ),
        read=_read_changed,
        hits=(
            example("-- [[aporter]] 03/04/2011 - first version\n-- [[wzhang42]] 04/04/2011 Keys"),
            example("# [[aporter]]   03/04/11  Added the loop", "Python"),
            example("REM [[aporter]] 03/04/2011 Knots", "Batchfile"),
        ),
        misses=(
            example("# version 03/04/2011 Added", "Python"),
            example("aporter 03/04/2011 Added"),
            example("# aporter 2011 Added", "Python"),
        ),
    ),
    Rule(
        id="editor-head",
        label=Label.USERNAME,
        title="Head that an editor wrote",
        finds="The name or login behind `User:`, below the line in which an editor names itself.",
        leaves="Roles, and heads that name the editor alone.",
        source="https://www.jetbrains.com/help/phpstorm/file-template-variables.html",
        triggers=(rb"(?i)created by " + one_of(EDITORS),),
        pattern=rx(
            rb"(?i)created[ ]by[ ]"
            + one_of(EDITORS)
            + rb"""
            [^\r\n]{0,40} \r?\n
            [ \t*\#/]{0,12} user:[ ]? ([A-Za-z\x80-\xff][^\r\n*]{1,38}[A-Za-z0-9\x80-\xff])
            """
        ),
        read=_read_user,
        hits=(
            example(" * Created by PhpStorm.\n * User: [[aporter]]\n * Date: 3/4/19", "PHP"),
            example("# Created by IntelliJ IDEA.\n# User: [[Ann Porter]]", "Groovy"),
        ),
        misses=(
            example(" * Created by PhpStorm.\n * User: Administrator", "PHP"),
            example(" * Created by PyCharm\n * Date: 3/4/19", "Python"),
        ),
        lines=2,
    ),
    Rule(
        id="signed-handle",
        label=Label.USERNAME,
        title="Handle that signs a comment",
        finds="The handle behind `written by`, where a line of comment says nothing else.",
        leaves="Tools and words: `created by webpack`, `written by hand`; sentences that go on.",
        triggers=(_MADE + rb"[ \t]by:?[ \t]+@?[a-z]",),
        pattern=rx(
            rb"\b"
            + _MADE
            + rb"""
            [ \t] by :? [ \t]{1,4} @? ([a-z][A-Za-z0-9_.\-]{1,37}[A-Za-z0-9_])
            """
            + ALONE
        ),
        read=_read_signed,
        hits=(
            example("// Originally written by [[aporter]]", "C"),
            example(" * Created by [[aporter]] on 27/06/17.", "Java"),
            example("-- Script made by: @[[aporter]]", "Lua"),
        ),
        misses=(
            example("// Created by webpack", "JavaScript"),
            example("// Written by hand", "C"),
            example("// sorts the labels that are created by aporter", "C"),
        ),
    ),
    Rule(
        id="committer-setting",
        label=Label.USERNAME,
        title="Name that commits are made under",
        finds="The handle that `git config user.name` sets.",
        leaves="Accounts of machines, such as `github-actions`, and variables.",
        source="https://git-scm.com/docs/git-config",
        triggers=(rb"user\.name[ \t]+[\"']?[a-z]",),
        pattern=rx(
            rb"""
            \bconfig \s (?: --[a-z]{5,8} \s )? user\.name
            [ \t]{1,4} [\"']? ([a-z][A-Za-z0-9_\-]{1,37}) [\"']?
            (?: """
            + LINE_END
            + rb""" | [ \t]* [&;] )
            """
        ),
        read=_read_committer,
        hits=(
            example('git config --global user.name "[[aporter]]"', "Shell"),
            example("git config user.name [[aporter]] && git push", "Shell"),
        ),
        misses=(
            example("git config user.name github-actions", "Shell"),
            example('git config user.name "$NAME"', "Shell"),
        ),
    ),
)
