import errno
import os
import signal
import threading

import pytest

from pii.errors import UnreadableFile
from pii.files.reading import Snapshot, read_snapshot
from pii.files.writing import Writing, rewrite, write_whole


def names_in(folder):
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def file(tmp_path):
    file = tmp_path / "app.py"
    file.write_bytes(b"old")
    file.chmod(0o754)
    os.utime(file, ns=(1_000, 2_000))
    return file


def test_a_file_is_rewritten_with_its_mode_and_a_new_time(file):
    rewrite(read_snapshot(str(file)), b"new")
    assert file.read_bytes() == b"new"
    assert file.stat().st_mode & 0o7777 == 0o754
    assert file.stat().st_mtime_ns > 2_000


def test_a_file_keeps_its_time_if_wanted(file):
    rewrite(read_snapshot(str(file)), b"new", Writing(keeps_mtime=True, syncs=True))
    assert file.stat().st_mtime_ns == 2_000


def test_nothing_is_left_beside_a_written_file(file):
    rewrite(read_snapshot(str(file)), b"new")
    write_whole(file.parent / "copy.py", b"copy")
    assert names_in(file.parent) == ["app.py", "copy.py"]


def test_a_link_stays_a_link_and_its_file_is_rewritten(file):
    link = file.parent / "link"
    link.symlink_to("app.py")
    rewrite(read_snapshot(str(link)), b"new")
    assert link.is_symlink()
    assert file.read_bytes() == b"new"


def test_a_file_that_changed_after_it_was_read_is_left_alone(file):
    snapshot = read_snapshot(str(file))
    file.write_bytes(b"somebody else's")
    with pytest.raises(UnreadableFile, match="changed while it was read; run again"):
        rewrite(snapshot, b"new")
    assert file.read_bytes() == b"somebody else's"
    assert names_in(file.parent) == ["app.py"]


def test_a_file_that_vanished_after_it_was_read_does_not_come_back(file):
    snapshot = read_snapshot(str(file))
    file.unlink()
    with pytest.raises(UnreadableFile, match="no such file"):
        rewrite(snapshot, b"new")
    assert names_in(file.parent) == []


@pytest.mark.parametrize(
    "error", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()], ids=type
)
def test_a_write_that_is_cut_off_leaves_the_old_file_and_nothing_else(file, monkeypatch, error):
    write = os.write

    def write_a_little(descriptor, data):
        if len(data) < 3:
            raise error
        return write(descriptor, data[:1])

    snapshot = read_snapshot(str(file))
    monkeypatch.setattr(os, "write", write_a_little)
    with pytest.raises((UnreadableFile, KeyboardInterrupt)):
        rewrite(snapshot, b"new")
    assert file.read_bytes() == b"old"
    assert names_in(file.parent) == ["app.py"]


def test_a_folder_in_the_way_is_told_and_nothing_is_left(tmp_path):
    (tmp_path / "target").mkdir()
    with pytest.raises(UnreadableFile, match="target: not written: a folder stands"):
        write_whole(tmp_path / "target", b"new", Snapshot("a", b"", mode=0o600))
    assert names_in(tmp_path) == ["target"]


def test_a_missing_folder_is_told(tmp_path):
    with pytest.raises(UnreadableFile, match="not written: no such file"):
        write_whole(tmp_path / "missing" / "a", b"new")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_waits_until_a_file_is_whole(file, monkeypatch, number):
    seen = []

    def stop(number, frame):
        seen.append(names_in(file.parent))
        raise KeyboardInterrupt

    before = signal.signal(number, stop)
    write = os.write

    def write_and_signal(descriptor, data):
        signal.raise_signal(number)
        return write(descriptor, data)

    snapshot = read_snapshot(str(file))
    monkeypatch.setattr(os, "write", write_and_signal)
    try:
        with pytest.raises(KeyboardInterrupt):
            rewrite(snapshot, b"new")
        assert signal.getsignal(number) is stop
    finally:
        signal.signal(number, before)
    assert file.read_bytes() == b"new"
    assert seen == [["app.py"]]


def test_a_thread_may_write(file):
    thread = threading.Thread(target=write_whole, args=(file, b"new"))
    thread.start()
    thread.join()
    assert file.read_bytes() == b"new"
