import os
import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pii.errors import UnreadableFile
from pii.files.reading import Snapshot, printable, read_snapshot, source_of


def byte_paths():
    return st.binary(min_size=1).map(lambda b: os.fsdecode(b.replace(b"\0", b"")))


@given(byte_paths())
def test_any_path_is_printable_on_one_line_of_utf_8(path):
    shown = printable(path)
    assert shown.isprintable()
    assert shown.encode("utf-8").decode("utf-8") == shown


@given(st.binary(max_size=300))
def test_text_that_was_read_is_written_back_byte_for_byte(data):
    source = source_of(Snapshot("a.py", data, len(data)))
    if source is not None:
        assert source.encoding.encode(source.document.text) == data


def test_an_ordinary_path_is_shown_as_it_is():
    assert printable("src/größe, 数.py") == "src/größe, 数.py"


def test_a_snapshot_knows_mode_size_and_time(tmp_path):
    file = tmp_path / "run.sh"
    file.write_bytes(b"echo\n")
    file.chmod(0o750)
    os.utime(file, ns=(5, 7_000_000_123))
    snapshot = read_snapshot(str(file))
    assert (snapshot.data, snapshot.size) == (b"echo\n", 5)
    assert (snapshot.mode, snapshot.modified_ns) == (0o750, 7_000_000_123)


def test_the_text_stays_out_of_the_repr():
    assert "hunter2" not in repr(Snapshot("a", b"hunter2"))
    assert "hunter2" not in repr(source_of(Snapshot("a", b"hunter2")))


def test_a_document_takes_its_language_from_the_name(tmp_path):
    source = source_of(Snapshot("dir/app.rs", b"fn main() {}"))
    assert source is not None
    assert (source.document.id, source.document.language) == ("dir/app.rs", "Rust")


@pytest.mark.parametrize("size", [0, 1, 1 << 16, (1 << 16) + 1, 300_000], ids=str)
def test_a_file_of_any_size_is_read_whole(tmp_path, size):
    file = tmp_path / "a.txt"
    data = (b"0123456789abcde\n" * (size // 16 + 1))[:size]
    file.write_bytes(data)
    assert read_snapshot(str(file)).data == data


def test_a_file_that_is_longer_than_the_system_says_is_read_whole():
    assert read_snapshot("/proc/self/status").data.count(b"\n") > 20


def test_of_a_binary_file_only_the_beginning_is_read(tmp_path):
    file = tmp_path / "model.bin"
    file.write_bytes(b"\0" * 500_000)
    snapshot = read_snapshot(str(file), most_bytes=1000)
    assert len(snapshot.data) < snapshot.size == 500_000
    assert source_of(snapshot) is None


def test_a_binary_file_is_read_whole_if_wanted(tmp_path):
    file = tmp_path / "model.bin"
    file.write_bytes(b"\0" * 500_000)
    assert len(read_snapshot(str(file), whole_binaries=True).data) == 500_000


def test_a_file_over_the_limit_is_refused_with_the_remedy(tmp_path):
    file = tmp_path / "big.txt"
    file.write_bytes(b"a\n" * 600)
    with pytest.raises(UnreadableFile, match=r"more than 1,000 bytes \(1,200\); raise --max-bytes"):
        read_snapshot(str(file), most_bytes=1000)


def test_a_limit_holds_where_the_system_names_no_size():
    with pytest.raises(UnreadableFile, match="more than 100 bytes"):
        read_snapshot("/proc/self/status", most_bytes=100)


def test_a_vanished_file_is_named(tmp_path):
    with pytest.raises(UnreadableFile, match=r"gone\.py: no such file or folder"):
        read_snapshot(str(tmp_path / "gone.py"))


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(UnreadableFile, match="a folder stands where a file was expected"):
        read_snapshot(str(tmp_path))


def test_a_pipe_is_refused_without_waiting_for_its_writer(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UnreadableFile, match="a pipe, not a file"):
        read_snapshot(str(tmp_path / "pipe"))


def test_a_socket_and_a_device_are_refused(tmp_path, monkeypatch):
    # The name of a socket may not be long, and that of a temporary folder is.
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket")
        with pytest.raises(UnreadableFile, match="a socket, not a file"):
            read_snapshot("socket")
    with pytest.raises(UnreadableFile, match="a device, not a file"):
        read_snapshot("/dev/null")


def test_a_circle_of_links_is_called_one(tmp_path):
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    with pytest.raises(UnreadableFile, match="a symbolic link that leads in a circle"):
        read_snapshot(str(tmp_path / "a"))


def test_a_forbidden_file_is_named(tmp_path, monkeypatch):
    file = tmp_path / "secret.py"
    file.write_bytes(b"x")

    def refuse(path, flags):
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(UnreadableFile, match=r"secret\.py: permission denied"):
        read_snapshot(str(file))
