import pytest
from pii_annotation.clones import Clones

from pii.errors import UnreadableFile, UnusableRepository
from pii.files.git_repositories import blob_hash, find_repository, git_dir_of, open_repository
from tests.git import commit, make_repository, run

FILES = {"a.py": b"one\r\n", "sub/b é.txt": b"two"}


@pytest.fixture
def clone(tmp_path):
    make_repository(tmp_path / "octo+tools", FILES)
    return tmp_path / "octo+tools"


def test_files_have_the_hash_and_size_that_git_gives_them(clone):
    repository = open_repository(clone)
    files = repository.files(repository.commit())
    assert {file.path: (file.blob, file.size) for file in files} == {
        name: (blob_hash(data), len(data)) for name, data in FILES.items()
    }


def test_blobs_come_in_order_by_hash_and_by_path_and_none_for_the_missing(clone):
    repository = open_repository(clone)
    names = [blob_hash(b"two"), "0" * 40, "HEAD:a.py", "HEAD:absent", "HEAD:sub", "a\nb", "HEAD"]
    assert list(repository.blobs(names)) == [b"two", None, b"one\r\n", None, None, None, None]


def test_links_and_submodules_are_no_files(clone):
    (clone / "link").symlink_to("a.py")
    commit(clone, {})
    repository = open_repository(clone)
    assert "link" not in {file.path for file in repository.files(repository.commit())}


def test_an_older_commit_can_be_read(clone):
    commit(clone, {"a.py": b"newer"})
    repository = open_repository(clone)
    assert next(repository.blobs([f"{repository.commit('HEAD~1')}:a.py"])) == b"one\r\n"


def test_a_bare_repository_reads_the_same(clone, tmp_path):
    run(tmp_path, "clone", "--quiet", "--bare", str(clone), "bare.git")
    bare, work = open_repository(tmp_path / "bare.git"), open_repository(clone)
    assert bare.files(bare.commit()) == work.files(work.commit())


@pytest.mark.parametrize("place", [".", ".git"])
def test_a_git_directory_is_found_in_and_under_a_folder(clone, place):
    assert git_dir_of(clone / place) == clone / ".git"


def test_a_mirror_that_keeps_the_clone_beside_its_notes_is_found(tmp_path):
    make_repository(tmp_path / "octo+tools" / "repo", FILES)
    assert find_repository(tmp_path, "octo/tools").name == "octo/tools"
    assert open_repository(tmp_path / "octo+tools" / "repo").name == "octo/tools"


@pytest.mark.parametrize("folder", ["octo/tools", "octo+tools", "tools", "octo/tools.git"])
def test_a_clone_is_found_by_name_however_its_folder_is_spelled(tmp_path, folder):
    make_repository(tmp_path / folder, FILES)
    assert find_repository(tmp_path, "octo/tools").name == "octo/tools"
    assert find_repository(tmp_path, "octo/other") is None


@pytest.mark.parametrize(
    "address",
    ["https://example.org/octo/tools.git", "git@example.org:octo/tools", "../octo/tools/"],
)
def test_a_repository_goes_by_the_address_it_came_from(tmp_path, address):
    make_repository(tmp_path / "here", FILES)
    assert open_repository(tmp_path / "here").name == "here"
    run(tmp_path / "here", "remote", "add", "origin", address)
    assert open_repository(tmp_path / "here").name == "octo/tools"


def test_a_revision_that_is_not_there_is_refused(clone):
    with pytest.raises(UnusableRepository, match="does the revision exist"):
        open_repository(clone).commit("absent")


def test_what_is_missing_is_cloned_when_that_is_wanted(clone, tmp_path):
    folder = tmp_path / "clones"
    folder.mkdir()
    address = f"file://{tmp_path}/{{repo}}"
    make_repository(tmp_path / "far" / "away", FILES)
    assert Clones((folder,)).find("far/away") is None
    found = Clones((folder,), address).find("far/away")
    assert found.git_dir == folder / "far+away.git"
    assert Clones((folder,), address).find("far/nowhere") is None


def test_a_folder_of_clones_must_be_there(tmp_path):
    with pytest.raises(UnreadableFile, match="no such folder"):
        Clones((tmp_path / "absent",))
