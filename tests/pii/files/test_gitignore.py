import os
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pii.files.gitignore import IgnoreRules, matchable, patterns_of, rules_at
from pii.files.walking import Walk

NAMES = ["a", "b", "a.py", "b.log", "build"]
PATTERNS = [
    "a", "b/", "/a", "*.py", "!a.py", "!b/", "build/", "!build", "a/b", "**/b", "a/**", "*", "!*/",
    "/*", "!/a", "*.log", "!*.log", "# no", "", "\\#", "a/*.py", "[ab]", "b.*", "!a/b/a.py", "!a/*",
    "**/a/b", "a/**/b", "a/b/", "/a/*/b", "?", "!**", "b\\.log", "a/", "!/a/b", "**/", "/",
]  # fmt: skip


def git(folder, *arguments):
    config = ["-c", "core.excludesFile=/dev/null", "-c", "core.quotePath=false"]
    done = subprocess.run(
        ["git", *config, *arguments], cwd=folder, capture_output=True, check=True, text=True
    )
    return done.stdout


def walked(folder):
    return sorted(found.inside for found in Walk().files([str(folder)]).files)


paths = st.lists(st.sampled_from(NAMES), min_size=1, max_size=3).map("/".join)
trees = st.sets(paths, min_size=1, max_size=8)
rules = st.lists(st.sampled_from(PATTERNS), max_size=4).map("\n".join)


def assert_walked_as_git_lists(root, files, top, nested, excluded):
    git(root, "init", "-q")
    (root / ".git" / "info" / "exclude").write_text(excluded)
    for path in sorted(files):
        # A name may be a folder already, or lie in what is a file.
        if not any(parent.is_file() for parent in (root / path).parents):
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            if not (root / path).is_dir():
                (root / path).write_text("x")
    (root / ".gitignore").write_text(top)
    if (root / "a").is_dir():
        (root / "a" / ".gitignore").write_text(nested)
    listed = git(root, "ls-files", "--others", "--exclude-standard").splitlines()
    assert walked(root) == sorted(listed)


@settings(max_examples=40)
@given(trees, rules)
def test_a_repository_is_walked_as_git_lists_it(tmp_path_factory, files, top):
    assert_walked_as_git_lists(tmp_path_factory.mktemp("repository"), files, top, "", "")


@settings(max_examples=40)
@given(trees, rules, rules, rules)
def test_the_nearest_of_several_ignore_files_decides_as_in_git(
    tmp_path_factory, files, top, nested, excluded
):
    root = tmp_path_factory.mktemp("repository")
    assert_walked_as_git_lists(root, files, top, nested, excluded)


def test_without_an_ignore_file_nothing_is_ignored():
    assert not IgnoreRules().ignores("anything", is_folder=False)
    assert patterns_of(["# words", "", "  "]) == ()


def test_a_nested_file_overrules_the_one_above(tmp_path):
    (tmp_path / "keep").mkdir()
    (tmp_path / ".gitignore").write_text("*.log\n")
    (tmp_path / "keep" / ".gitignore").write_text("!*.log\n")
    (tmp_path / "a.log").write_text("")
    (tmp_path / "keep" / "b.log").write_text("")
    assert walked(tmp_path) == [".gitignore", "keep/.gitignore", "keep/b.log"]


def test_files_above_count_up_to_the_repository(tmp_path):
    (tmp_path / ".gitignore").write_text("*\n")
    root = tmp_path / "repository"
    (root / ".git").mkdir(parents=True)
    (root / "src" / "deep").mkdir(parents=True)
    (root / ".gitignore").write_text("*.log\n/src/deep/b.py\n")
    for name in ("a.log", "a.py", "b.py"):
        (root / "src" / "deep" / name).write_text("")
    assert walked(root / "src" / "deep") == ["a.py"]


def test_outside_a_repository_files_above_do_not_count(tmp_path):
    (tmp_path / "src").mkdir()
    (tmp_path / ".gitignore").write_text("*\n")
    (tmp_path / "src" / "a.py").write_text("")
    assert rules_at(str(tmp_path / "src")) == IgnoreRules()
    assert walked(tmp_path / "src") == ["a.py"]


def test_an_ignored_folder_that_is_named_is_walked(tmp_path):
    (tmp_path / ".git").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / ".gitignore").write_text("out/\n")
    (tmp_path / "out" / "a.py").write_text("")
    assert walked(tmp_path) == [".gitignore"]
    assert walked(tmp_path / "out") == ["a.py"]


def test_a_repository_within_another_starts_anew(tmp_path):
    (tmp_path / "inner" / ".git").mkdir(parents=True)
    (tmp_path / ".gitignore").write_text("*.log\n")
    (tmp_path / "inner" / "a.log").write_text("")
    assert walked(tmp_path) == [".gitignore", "inner/a.log"]


def test_carriage_returns_and_a_mark_in_an_ignore_file_do_no_harm(tmp_path):
    (tmp_path / ".gitignore").write_bytes(b"\xef\xbb\xbf*.log\r\nbuild/\r\n")
    (tmp_path / "build").mkdir()
    for name in ("a.log", "build/a.py", "a.py"):
        (tmp_path / name).write_text("")
    assert walked(tmp_path) == [".gitignore", "a.py"]


def test_a_name_that_is_not_utf_8_can_be_ignored(tmp_path):
    name = os.fsdecode(b"caf\xe9.txt")
    (tmp_path / name).write_text("")
    assert walked(tmp_path) == [name]
    (tmp_path / ".gitignore").write_text("*.txt\n")
    assert walked(tmp_path) == [".gitignore"]
    assert matchable(name) == "caf\ufffd.txt"


@pytest.mark.parametrize("content", [b"[\n*.log\n", b"\xff\xfe\n*.log\n"], ids=["range", "bytes"])
def test_a_line_that_is_no_pattern_does_not_spoil_the_others(tmp_path, content):
    (tmp_path / ".gitignore").write_bytes(content)
    (tmp_path / "a.log").write_text("")
    assert walked(tmp_path) == [".gitignore"]
