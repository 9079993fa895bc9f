import os
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pii.errors import UnreadableFile
from pii.files.tracked import TrackedFiles
from pii.files.walking import Walk
from tests.pii.files.test_gitignore import git, paths, rules, trees, walked


def write(root, files):
    for path in sorted(files):
        if not any(parent.is_file() for parent in (root / path).parents):
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            if not (root / path).is_dir():
                (root / path).write_text("x")


@settings(max_examples=60)
@given(trees, rules, st.sets(paths, max_size=4))
def test_a_repository_is_walked_as_git_lists_its_tracked_and_untracked_files(
    tmp_path_factory, files, top, forced
):
    root = tmp_path_factory.mktemp("repository")
    git(root, "init", "-q")
    write(root, files)
    (root / ".gitignore").write_text(top)
    for path in forced:
        if (root / path).is_file():
            git(root, "add", "--force", path)
    listed = git(root, "ls-files", "--cached", "--others", "--exclude-standard").splitlines()
    assert walked(root) == sorted(listed)


@pytest.fixture
def repository(tmp_path):
    root = tmp_path / "repository"
    root.mkdir()
    git(root, "init", "-q")
    (root / ".gitignore").write_text(".env\nbuild/\n")
    (root / "build" / "deep").mkdir(parents=True)
    for name in (".env", "build/deep/kept", "build/deep/made"):
        (root / name).write_text("x")
    return root


def test_a_tracked_file_that_an_ignore_file_names_is_looked_at(repository):
    assert walked(repository) == [".gitignore"]
    git(repository, "add", "--force", ".env", "build/deep/kept")
    assert walked(repository) == [".env", ".gitignore", "build/deep/kept"]
    assert walked(repository / "build") == ["deep/kept", "deep/made"]


def test_a_repository_inside_another_has_tracked_files_of_its_own(repository):
    inner = repository / "inner"
    inner.mkdir()
    git(inner, "init", "-q")
    (inner / ".gitignore").write_text("*.key\n")
    (inner / "a.key").write_text("x")
    assert walked(repository) == [".gitignore", "inner/.gitignore"]
    git(inner, "add", "--force", "a.key")
    assert walked(repository) == [".gitignore", "inner/.gitignore", "inner/a.key"]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder to somebody else")
def test_what_git_refuses_to_list_is_a_trouble_and_not_nothing(repository):
    os.chown(repository, 12345, 12345)
    os.chown(repository / ".git", 12345, 12345)
    listing = Walk().files([str(repository)])
    [trouble] = listing.troubles
    assert "git refuses to list them" in str(trouble)
    assert "--no-gitignore" in str(trouble)
    assert Walk(gitignore=False).files([str(repository)]).troubles == []


def test_without_git_ignored_files_are_a_trouble(repository, monkeypatch):
    monkeypatch.setenv("PATH", "/nonexistent")
    with pytest.raises(UnreadableFile, match="git is not installed"):
        TrackedFiles(str(repository)).holds(".env", is_folder=False)


def test_a_repository_that_is_looked_at_runs_no_program_of_its_own(repository):
    hook = repository / "hook"
    hook.write_text("#!/bin/sh\ntouch ran\n")
    hook.chmod(0o755)
    git(repository, "config", "core.fsmonitor", str(hook))
    git(repository, "-c", "core.fsmonitor=false", "add", "--force", ".env")
    assert ".env" in walked(repository)
    assert not (repository / "ran").exists()


def test_nothing_is_tracked_outside_of_a_repository(tmp_path):
    subprocess.run(["git", "--version"], check=True, capture_output=True)
    assert not TrackedFiles(str(tmp_path)).holds("a", is_folder=False)
