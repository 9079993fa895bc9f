import pytest

from tests.invented import found


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ('id "com.github.aporter.rope" version "1"', "Groovy"),
        ("id('io.github.aporter.ladder')", "Kotlin"),
        ('apply plugin: "com.gitlab.aporter.ladder"', "Groovy"),
        ("Plug 'aporter/ladder'", "Vim Script"),
        ("use 'aporter/rope.nvim'", "Lua"),
        ("x\n  Bundle 'aporter/rope'", "Vim Script"),
        ("Plug 'aporter/vim-knots'", "Text"),
        ('"aporter/knots.nvim",', "Text"),
    ],
)
def test_the_owner_of_a_plugin_is_found(text, language):
    assert found(text, language) == [("USERNAME", "aporter")]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("id 'com.github.ropes.rope-ladder'", "Groovy"),
        ("x = 'com.github.aporter.rope'", "Groovy"),
        ("Plug 'neovim/rope'", "Vim Script"),
        ("use 'rope.nvim'", "Lua"),
        ("x Plug 'aporter/ladder'", "Text"),
        ("'vim-airline/vim-airline'", "Text"),
        ('"nvim-treesitter/playground.nvim"', "Text"),
    ],
)
def test_modules_and_projects_own_no_plugin(text, language):
    assert found(text, language) == []


def test_each_of_two_plugins_has_an_owner():
    text = "Plug 'aporter/ladder'\nPlug 'wzhang42/rope'\n"
    assert found(text, "Vim Script") == [("USERNAME", "aporter"), ("USERNAME", "wzhang42")]


def test_the_owner_of_each_role_is_found():
    expected = [("USERNAME", "aporter"), ("USERNAME", "wzhang42")]
    roles = "roles:\n  - aporter.rope\n  - role: wzhang42.ladder\n"
    assert found(roles, "YAML") == expected
    needs = "dependencies:\n  - src: aporter.rope\n  - { x: 1 }\n  - name: oporter.rope\n"
    assert found(needs, "YAML") == expected[:1]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("roles:\n  - aporter.rope\n", "Python"),
        ("roles:\n  - rope\n", "YAML"),
        ("roles:\n  - knots.knots-cli\n", "YAML"),
        ("roles:\n  - community.docker\n", "YAML"),
        ("files:\n  - aporter.rope\n", "YAML"),
    ],
)
def test_roles_without_a_person_and_other_lists_name_no_owner(text, language):
    assert found(text, language) == []


def test_roles_at_a_files_beginning_name_their_keys():
    assert found("---\n\n- src: aporter.rope\n", "YAML") == [("USERNAME", "aporter")]
    assert found("---\n  - aporter.yml\n", "YAML") == []
