import socket
import subprocess
import sys
from importlib.util import find_spec

import pyarrow.parquet as pq
import pytest

from pii.datasets.errors import TargetInUse
from pii.datasets.lock import LOCK, locked
from pii.datasets.storage import Storage
from tests.pii.datasets.made import PATIENCE, awaited, batch, begun, contents, parquet_set, table

pytestmark = pytest.mark.skipif(
    find_spec("moto") is None or find_spec("s3fs") is None,
    reason='NOT TESTED: object stores; pip install "moto[server]" s3fs',
)


@pytest.fixture(scope="module")
def server():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    words = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    awaited(lambda: answers(port), "the object store answers")
    yield f"http://127.0.0.1:{port}"
    process.kill()
    process.wait()


def answers(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture
def store(server, monkeypatch):
    for name, value in [
        ("AWS_ENDPOINT_URL", server),
        ("AWS_ACCESS_KEY_ID", "invented"),
        ("AWS_SECRET_ACCESS_KEY", "invented"),
        ("AWS_DEFAULT_REGION", "us-east-1"),
    ]:
        monkeypatch.setenv(name, value)
    Storage("s3://data").system.makedirs("data", exist_ok=True)
    return Storage("s3://data").system


def upload(store, folder, below):
    for path in folder.iterdir():
        store.put_file(str(path), f"{below}/{path.name}")


def test_a_set_in_an_object_store_comes_out_as_it_does_on_a_disk(store, tmp_path):
    source = parquet_set(tmp_path / "in", 3, 30)
    upload(store, source, "data/one/in")
    assert batch(source, tmp_path / "out").returncode == 0
    ended = batch("s3://data/one/in", "s3://data/one/out", "--workers", "2")
    assert ended.returncode == 0, ended.stderr
    place = Storage("s3://data/one/out")
    for path, data in contents(tmp_path / "out").items():
        with place.open(path) as stream:
            assert stream.read() == data
    again = batch("s3://data/one/in", "s3://data/one/out")
    assert "(3 of them before)" in again.stderr


@pytest.mark.slow
def test_a_run_killed_in_an_object_store_left_whole_objects_and_is_finished(store, tmp_path):
    source = parquet_set(tmp_path / "in", 4, 60, 300)
    upload(store, source, "data/two/in")
    place = Storage("s3://data/two/out")
    process = begun("s3://data/two/in", place.url, "--workers", "1")
    awaited(lambda: any(path.endswith(".parquet") for path in place.entries()), "an object is done")
    process.kill()
    process.communicate(timeout=PATIENCE)
    for path in place.entries():
        if path.endswith(".parquet"):
            with place.open(path) as stream:
                assert pq.read_table(stream).num_rows == 60
    refused = batch("s3://data/two/in", place.url)
    assert refused.returncode == 1
    assert "another run works on it" in refused.stderr
    # As if the killed run's lock had run out.
    store.rm_file(place.path(LOCK))
    ended = batch("s3://data/two/in", place.url)
    assert ended.returncode == 0, ended.stderr
    assert len([path for path in place.entries() if path.endswith(".parquet")]) == 4


def test_a_changed_object_behind_a_finished_shard_refuses(store, tmp_path):
    source = parquet_set(tmp_path / "in", 2, 10)
    upload(store, source, "data/three/in")
    assert batch("s3://data/three/in", "s3://data/three/out").returncode == 0
    pq.write_table(table(9), source / "part-1.parquet")
    upload(store, source, "data/three/in")
    refused = batch("s3://data/three/in", "s3://data/three/out")
    assert "has changed since: part-1.parquet" in refused.stderr


def test_a_lock_that_nobody_renews_is_taken_over(store, monkeypatch):
    target = Storage("s3://data/four/out")
    store.pipe_file(target.path(LOCK), b"{}")
    with pytest.raises(TargetInUse), locked(target):
        pass
    monkeypatch.setattr("pii.datasets.lock.STALE_AFTER", -1.0)
    with locked(target):
        assert store.exists(target.path(LOCK))
    store.invalidate_cache()
    assert not store.exists(target.path(LOCK))


def test_any_fsspec_address_will_do(tmp_path):
    source = parquet_set(tmp_path / "in", 1, 5)
    place = Storage("memory://set")
    place.system.pipe_file(place.path("a.parquet"), (source / "part-0.parquet").read_bytes())
    assert list(place.entries()) == ["a.parquet"]
    with place.open("a.parquet") as stream:
        assert pq.read_table(stream).num_rows == 5
