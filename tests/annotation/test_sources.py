import json

import pytest
from pii_annotation.errors import MalformedRecord
from pii_annotation.sources import read_source

from pii.errors import UnreadableFile, UnusableRepository
from pii.files.git_repositories import blob_hash
from tests.git import commit, make_repository

FILES = {f"src/{name}": name.encode() for name in ("a.py", "b.py", "c.py", "d.go", "e.go", "f.rb")}
LEFT_OUT = {"yarn.lock": b"x", "vendor/v.go": b"x", "empty.py": b""}


def paths(spelled, seed=0):
    return {name: [file.path for file in files] for name, files in read_source(str(spelled), seed)}


@pytest.fixture
def clone(tmp_path):
    make_repository(tmp_path / "octo+tools", FILES | LEFT_OUT)
    return tmp_path / "octo+tools"


def test_a_repositorys_files_come_from_its_commit_not_its_work_tree(clone):
    (clone / "src" / "a.py").write_text("changed")
    [(name, files)] = read_source(str(clone), 0)
    found = {file.path: file for file in files}
    assert name == "octo/tools"
    assert set(found) == set(FILES)
    assert found["src/a.py"].data == b"a.py"
    assert found["src/a.py"].blob == blob_hash(b"a.py")
    assert found["src/a.py"].language == "Python"


def test_the_order_depends_on_the_seed_alone(clone):
    assert paths(clone, 1) == paths(clone, 1)
    assert len({tuple(paths(clone, seed)["octo/tools"]) for seed in range(8)}) > 1


def test_languages_take_turns(clone):
    order = [path.rpartition(".")[2] for path in paths(clone)["octo/tools"]]
    assert set(order[:3]) == {"py", "go", "rb"}
    assert set(order[3:5]) == {"py", "go"}


def test_a_revision_and_a_name_may_be_given(clone):
    commit(clone, {"new.py": b"x"})
    assert "new.py" not in paths(f"{clone}@HEAD~1")["octo/tools"]
    assert "new.py" in paths(f"me/mine={clone}")["me/mine"]
    with pytest.raises(UnusableRepository):
        paths(f"{clone}@absent")


def test_a_folder_of_clones_gives_each_of_them(clone):
    make_repository(clone.parent / "octo+other", {"x.py": b"x"})
    assert set(paths(clone.parent)) == {"octo/tools", "octo/other"}


def test_a_plain_folder_goes_by_its_name_and_links_are_not_followed(tmp_path):
    folder = tmp_path / "plain"
    (folder / "sub").mkdir(parents=True)
    (folder / "sub" / "a.py").write_text("x")
    (folder / "link.py").symlink_to("/etc/hostname")
    assert paths(folder) == {"plain": ["sub/a.py"]}


def test_rows_of_a_data_set_are_grouped_by_repository(tmp_path):
    path = tmp_path / "code.jsonl"
    rows = [
        {"content": "one", "max_stars_repo_name": "o/a", "max_stars_repo_path": "x.py"},
        {"text": "two", "repo": "o/b", "path": "y.go", "commit": "c0"},
        {"code": "three"},
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    assert paths(path) == {"code": ["2"], "o/a": ["x.py"], "o/b": ["y.go"]}


def test_a_row_without_text_is_refused_by_its_line(tmp_path):
    path = tmp_path / "code.jsonl"
    path.write_text('{"content": "one"}\n{"content": 3}\n')
    with pytest.raises(MalformedRecord, match="line 2: needs a string in one of content"):
        paths(path)


def test_saved_data_sets_and_parquet_are_read(tmp_path):
    datasets = pytest.importorskip("datasets")
    rows = datasets.Dataset.from_list([{"content": "one", "repo": "o/a", "path": "x.py"}])
    rows.to_parquet(str(tmp_path / "code.parquet"))
    rows.save_to_disk(str(tmp_path / "saved"))
    datasets.DatasetDict({"train": rows}).save_to_disk(str(tmp_path / "splits"))
    for name in ("code.parquet", "saved", "splits"):
        assert paths(tmp_path / name) == {"o/a": ["x.py"]}


def test_nothing_there_is_refused(tmp_path):
    with pytest.raises(UnreadableFile, match="neither a folder nor a data set"):
        paths(tmp_path / "absent")
