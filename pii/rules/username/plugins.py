"""Owners of plugins and roles, which extend a build, an editor or a playbook."""

import re
from collections.abc import Iterator

from pii.labels import Label
from pii.patterns import one_of, rx
from pii.rules.checks.owners import is_person
from pii.rules.claims import owner_in
from pii.rules.rule import Claim, Hit, Rule, example
from pii.rules.username.patterns import HANDLE, LINE_START, OWNER, WORK


def _read_plugin_group(hit: Hit) -> Iterator[Claim]:
    """Claim the login in the id of a plugin of a build."""
    yield from owner_in(hit, 1, 0.6, work=2)


def _read_plugin(hit: Hit) -> Iterator[Claim]:
    """Claim the owner of an editor's plugin where it may be a person."""
    owner, name = (1, 2) if hit.text(1) else (3, 4)
    yield from owner_in(hit, owner, 0.6, work=name)


def _read_roles(hit: Hit) -> Iterator[Claim]:
    """Claim whose roles a playbook or a list of requirements names."""
    if hit.language != "YAML":
        return
    group = 1 if hit.text(1) else 2
    start, text = hit.span(group)[0], hit.text(group)
    for role in re.finditer(r"- (?:(?:role|src|name): )?[\"']?([a-z][\w-]+)\.([a-z][\w-]+)", text):
        if is_person(role[1], role[2]):
            yield Claim(start + role.start(1), start + role.end(1), Label.USERNAME, 0.55)


_PLUGIN_HOST = rb"[\"']" + one_of(["com", "io"]) + rb"\." + one_of(["github", "gitlab"]) + rb"\."
_VIM_COMMAND = one_of(["Plug", "Plugin", "Bundle"]) + rb"\s'"
_ROLE = rb"[\"']?[a-z][a-z0-9_\-]+\.[a-z]"
_ROLE_LINE = _ROLE + rb"[a-z0-9_\-]+[\"']?[^\r\n]{0,60}\r?"
_ROLES_KEY = one_of(["roles", "dependencies"]) + rb":[ \t]*\n\s{1,8}-[ ]"

RULES = (
    Rule(
        id="plugin-group",
        label=Label.USERNAME,
        title="Login in the id of a Gradle plugin",
        finds="The login in `id 'io.github.login.plugin'`.",
        leaves="Modules in code, and plugins of projects.",
        source="https://docs.gradle.org/current/userguide/plugins.html",
        triggers=(_PLUGIN_HOST,),
        pattern=rx(
            rb"\b"
            + one_of(["id", "plugin:"])
            + rb"[ (]{1,2}"
            + _PLUGIN_HOST
            + rb"("
            + OWNER
            + rb") \. ("
            + WORK
            + rb")"
        ),
        read=_read_plugin_group,
        hits=(
            example('id "com.github.[[aporter]].rope" version "1"', "Groovy"),
            example("id('io.github.[[aporter]].ladder')", "Kotlin"),
            example('apply plugin: "com.gitlab.[[aporter]].ladder"', "Groovy"),
        ),
        misses=(
            example("id 'com.github.ropes.rope-ladder'", "Groovy"),
            example("x = 'com.github.aporter.rope'", "Groovy"),
        ),
    ),
    Rule(
        id="editor-plugin",
        label=Label.USERNAME,
        title="Owner of a plugin for Vim",
        finds="The owner in `Plug 'owner/plugin'`, and in quotes where the name ends with `.nvim`.",
        leaves="Plugins that are named like their owner, and owners that are projects.",
        source="https://github.com/junegunn/vim-plug#usage",
        triggers=(rb"\.n?vim[\"']", _VIM_COMMAND),
        pattern=rx(
            rb"""
            (?: [\"'] ("""
            + HANDLE
            + rb""") / ([A-Za-z0-9_\-]{1,60}\.n?vim) [\"']
              | """
            + LINE_START
            + rb""" [ \t]{0,8} """
            + _VIM_COMMAND
            + rb"("
            + HANDLE
            + rb") / ("
            + WORK
            + rb""") '
            )
            """
        ),
        read=_read_plugin,
        hits=(
            example("Plug '[[aporter]]/ladder'\nPlugin '[[wzhang42]]/rope'", "Vim Script"),
            example("use '[[aporter]]/rope.nvim'", "Lua"),
        ),
        misses=(
            example("Plug 'neovim/rope'", "Vim Script"),
            example("use 'rope.nvim'", "Lua"),
            example("'vim-airline/vim-airline'", "Vim Script"),
        ),
    ),
    Rule(
        id="role-list",
        label=Label.USERNAME,
        title="Owners of Ansible roles",
        finds="The owners of a list `owner.role` below `roles:` or at a file's beginning.",
        leaves="Roles without an owner, collections, and files of other languages.",
        source="https://docs.ansible.com/ansible/latest/galaxy/user_guide.html",
        triggers=(_ROLES_KEY, rb"---\n\s{1,8}-[ ](?:src|name):[ ]" + _ROLE),
        pattern=rx(
            rb"""
            (?: """
            + one_of(["roles", "dependencies"])
            + rb""":[ \t]*
                ( (?: \n \s{1,8} -[ ] (?:(?:role|src|name):[ ])? """
            + _ROLE_LINE
            + rb""" )+ )
              | --- ( (?: \n \s{1,8} -[ ] (?:src|name):[ ] """
            + _ROLE_LINE
            + rb""" )+ )
            )
            """
        ),
        read=_read_roles,
        hits=(
            example("roles:\n  - [[aporter]].rope\n  - role: [[wzhang42]].ladder\n", "YAML"),
            example("dependencies:\n  - src: [[aporter]].rope\n", "YAML"),
            example("---\n\n- src: [[aporter]].rope\n", "YAML"),
        ),
        misses=(
            example("roles:\n  - aporter.rope\n", "Python"),
            example("roles:\n  - rope\n", "YAML"),
            example("roles:\n  - community.docker\n", "YAML"),
        ),
        lines=24,
    ),
)
