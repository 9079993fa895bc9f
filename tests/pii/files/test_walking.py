import os
import subprocess

import pytest

from pii.files.walking import Walk


@pytest.fixture
def tree(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("b/two.py", "b/one.py", "a.py", "c/deep/er/x.txt"):
        path = tmp_path / "tree" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("text")
    return tmp_path / "tree"


def insides(listing):
    return [found.inside for found in listing.files]


def test_files_come_in_the_order_of_their_names(tree):
    listing = Walk().files(["tree"])
    assert insides(listing) == ["a.py", "b/one.py", "b/two.py", "c/deep/er/x.txt"]
    assert listing.files[1].path == "tree/b/one.py"
    assert listing.size == 16


def test_the_git_folder_is_never_entered(tree):
    (tree / ".git").mkdir()
    (tree / ".git" / "config").write_text("x")
    (tree / "b" / ".git").write_text("gitdir: elsewhere")
    assert len(Walk(gitignore=False).files(["tree"]).files) == 4


def test_links_are_counted_and_not_followed(tree):
    (tree / "link.py").symlink_to("a.py")
    (tree / "up").symlink_to("..")
    (tree / "dangling").symlink_to("nowhere")
    listing = Walk().files(["tree"])
    assert len(listing.files) == 4
    assert (listing.links, listing.troubles) == (3, [])


def test_a_named_link_is_followed(tree):
    (tree.parent / "link").symlink_to("tree/b")
    assert insides(Walk().files(["link"])) == ["one.py", "two.py"]


def test_a_circle_of_links_is_a_trouble(tree):
    (tree / "x").symlink_to("y")
    (tree / "y").symlink_to("x")
    listing = Walk().files(["tree", "tree/x"])
    assert [str(t) for t in listing.troubles] == [
        f"tree/{name}: a symbolic link that leads in a circle" for name in "xyx"
    ]
    assert len(listing.files) == 4


def test_a_pipe_is_a_trouble_wherever_it_is_met(tree):
    os.mkfifo(tree / "pipe")
    listing = Walk().files(["tree", "tree/pipe"])
    assert [t.path for t in listing.troubles] == ["tree/pipe", "tree/pipe"]
    assert "a pipe, not a file" in listing.troubles[0].reason


def test_a_missing_path_is_a_trouble_and_the_rest_goes_on(tree):
    listing = Walk().files(["gone", "tree"])
    assert [str(t) for t in listing.troubles] == ["gone: no such file or folder"]
    assert len(listing.files) == 4


def test_a_folder_that_cannot_be_listed_is_a_trouble(tree, monkeypatch):
    scandir = os.scandir

    def refuse(path):
        if str(path).endswith("/b"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    listing = Walk().files(["tree"])
    assert insides(listing) == ["a.py", "c/deep/er/x.txt"]
    assert [str(t) for t in listing.troubles] == ["tree/b: permission denied"]


def test_excluded_files_are_counted(tree):
    listing = Walk(exclude=("*.txt", "/b/one.py")).files(["tree"])
    assert insides(listing) == ["a.py", "b/two.py"]
    assert listing.ignored == 2
    assert Walk(exclude=("*.py",)).files(["tree/a.py"]).ignored == 1


def test_ignored_files_are_counted(tree):
    (tree / ".gitignore").write_text("b/\n*.txt\n")
    assert Walk().files(["tree"]).ignored == 2
    assert Walk(gitignore=False).files(["tree"]).ignored == 0


def test_a_named_file_is_taken_even_if_git_ignores_it(tree):
    (tree / ".gitignore").write_text("a.py\n")
    assert insides(Walk().files(["tree/a.py"])) == ["tree/a.py"]


def test_a_place_to_avoid_is_not_met(tree):
    avoid = frozenset({str(tree / "b"), str(tree / "a.py")})
    assert insides(Walk(avoid=avoid).files(["tree"])) == ["c/deep/er/x.txt"]


def test_a_file_is_listed_once_whichever_ways_lead_to_it(tree):
    listing = Walk().files(["tree/a.py", "./tree", str(tree / "b")])
    assert [f.path for f in listing.files][:2] == ["tree/a.py", "./tree/b/one.py"]
    assert len(listing.files) == 4


def test_standard_input_is_a_file_of_its_own():
    assert insides(Walk().files(["-"])) == ["-"]


def test_a_tree_may_be_deeper_than_the_interpreter_may_recurse(tmp_path):
    place = os.open(tmp_path, os.O_RDONLY)
    for _ in range(1100):
        os.mkdir("d", dir_fd=place)
        below = os.open("d", os.O_RDONLY, dir_fd=place)
        os.close(place)
        place = below
    os.close(os.open("deep.py", os.O_CREAT, dir_fd=place))
    os.close(place)
    try:
        listing = Walk().files([str(tmp_path)])
    finally:
        # What removes temporary folders recurses.
        subprocess.run(["rm", "-rf", str(tmp_path / "d")], check=True)
    assert [found.inside[-9:] for found in listing.files] == ["d/deep.py"]
