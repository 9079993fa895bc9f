"""The real command in a process of its own: pipes, signals, odd files, start-up."""

import os
import pty
import re
import resource
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pii.files.writing import SCRATCH_PREFIX
from tests.invented import MAIL

PII = [sys.executable, "-m", "pii"]


@pytest.fixture
def here(tmp_path):
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "a.py").write_text(f'mail = "{MAIL}"\n')
    return tmp_path


def environment():
    return {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}


def pii(here, *arguments, code=0, **options):
    done = subprocess.run(
        [*PII, *arguments], cwd=here, capture_output=True, env=environment(), **options
    )
    assert done.returncode == code, done.stderr
    assert b"Traceback" not in done.stderr
    return done


def started(here, *arguments, **options):
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
    return subprocess.Popen([*PII, *arguments], cwd=here, env=environment(), **pipes)


def until(condition):
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.002)


def test_a_folder_is_redacted(here):
    pii(here, "redact", "src", "--output", "out")
    assert (here / "out" / "a.py").read_text() == 'mail = "<EMAIL>"\n'


def test_bytes_come_in_and_go_out(here):
    done = pii(here, "redact", "-", input=b"caf\xe9 %s\r\n" % MAIL.encode())
    assert done.stdout == b"caf\xe9 <EMAIL>\r\n"
    assert done.stderr == b""


def test_a_reader_that_leaves_early_is_no_reason_to_complain(here):
    (here / "many.txt").write_text(f"{MAIL}\n" * 20_000)
    process = started(here, "detect", "many.txt")
    assert process.stdout.readline().startswith(b"many.txt:1:1 EMAIL")
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait() == 141
    process.stderr.close()


def test_ctrl_c_while_waiting_for_input_is_one_line(here):
    process = started(here, "redact", "-", stdin=subprocess.PIPE)
    # Whoever reads from the pipe has begun; a full one says that nobody has.
    process.stdin.write(b"x" * (1 << 17))
    process.send_signal(signal.SIGINT)
    out, err = process.communicate()
    assert (process.returncode, out) == (130, b"")
    assert err == b"pii: interrupted; no file is half written\n"


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize(("sign", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_run_that_is_stopped_leaves_whole_files_only(here, jobs, sign, code):
    line = f'mail = "{MAIL}"\n'
    # The rules alone, so that how fast a machine multiplies matrices does not count.
    for number in range(300):
        (here / "src" / f"{number:03}.py").write_text(line * 600)
    arguments = ("redact", "src", "-o", "out", "--detector", "rules", "--jobs", jobs)
    process = started(here, *arguments, start_new_session=True)
    until(lambda: (here / "out" / "010.py").exists())
    # As a terminal does it: everybody in the group gets the signal.
    os.killpg(process.pid, sign)
    _, err = process.communicate()
    assert process.returncode == code
    assert err == (b"pii: interrupted; no file is half written\n" if code == 130 else b"")
    written = list((here / "out").iterdir())
    assert 10 <= len(written) < 300
    assert not [path for path in written if path.name.startswith(SCRATCH_PREFIX)]
    assert {path.read_text() for path in written} <= {whole(600), whole(1)}


def whole(lines):
    return 'mail = "<EMAIL>"\n' * lines


def test_odd_files_are_a_line_each_and_the_rest_goes_on(here):
    os.mkfifo(here / "src" / "pipe")
    (here / "src" / "loop").symlink_to("loop")
    (here / "src" / "link").symlink_to("a.py")
    with socket.socket(socket.AF_UNIX) as server:
        # The path to a socket may not be long.
        before = Path.cwd()
        os.chdir(here / "src")
        server.bind("socket")
        os.chdir(before)
    done = pii(here, "redact", "src", "gone", "/dev/null", "-o", "out", "-q", code=1)
    assert done.stderr.decode().splitlines() == [
        "pii: src/loop: a symbolic link that leads in a circle",
        "pii: src/pipe: a pipe, not a file; to read one, use `-`",
        "pii: src/socket: a socket, not a file",
        "pii: gone: no such file or folder",
        "pii: /dev/null: a device, not a file",
        "pii: 5 not done, for the reasons above",
    ]
    assert [path.name for path in (here / "out").rglob("*.py")] == ["a.py"]


def test_a_name_that_is_not_utf_8_is_redacted_and_shown(here):
    name = b"caf\xe9.py"
    with open(os.fsencode(here) + b"/src/" + name, "w") as file:  # noqa: PTH123
        file.write(MAIL)
    done = pii(here, "detect", b"src/" + name)
    assert done.stdout.startswith(rb"src/caf\xe9.py:1:1 EMAIL")
    pii(here, "redact", "src", "-o", "out")
    assert sorted(os.listdir(os.fsencode(here / "out"))) == [b"a.py", name]  # noqa: PTH208


def test_odd_locales_change_nothing(here):
    (here / "src" / "é.py").write_text(MAIL)
    plain = {**environment(), "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = subprocess.run(
        [*PII, "detect", "src", "--quiet"], cwd=here, env=plain, capture_output=True, check=True
    )
    assert b":1:1 EMAIL" in done.stdout


def test_a_target_that_cannot_be_written_is_told_and_the_rest_goes_on(here):
    (here / "src" / "b.py").write_text("x = 1\n")
    (here / "out" / "a.py").mkdir(parents=True)
    done = pii(here, "redact", "src", "-o", "out", "-q", code=1)
    assert b"pii: src/a.py: not written: a folder stands where a file was expected" in done.stderr
    assert (here / "out" / "b.py").read_text() == "x = 1\n"


def test_on_a_terminal_there_is_a_bar_that_does_not_stay(here):
    for number in range(300):
        (here / "src" / f"{number:03}.py").write_text("x = 1\n" * 3000)
    ours, theirs = pty.openpty()
    process = started(here, "redact", "src", "-o", "out", stderr=theirs)
    os.close(theirs)
    shown = b""
    # On Linux the end of a terminal is an error.
    try:
        while piece := os.read(ours, 1 << 16):
            shown += piece
    except OSError:
        pass
    os.close(ours)
    process.communicate()
    assert process.returncode == 0
    text = re.sub(rb"\x1b\[[0-9;?]*[a-zA-Z]", b"", shown).decode()
    assert re.search(r"\d+ of 301 files +\d+\.\d MB/s +\d+ found", text)
    assert "1 hidden in 1 of 301 files" in text


@pytest.mark.parametrize(
    ("arguments", "times"),
    [
        (["--help"], 8),
        (["detect", "src/a.py", "--detector", "rules"], 16),
        (["detect", "src/a.py"], 45),
    ],
    ids=["help", "rules", "model"],
)
def test_it_starts_at_once(here, arguments, times):
    def took(*command):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, cwd=here, env=environment(), capture_output=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    # As a multiple of what the library for command lines costs, on whatever machine; work and not
    # waiting, and the best of some, for the machine may be busy.
    library = min(took(sys.executable, "-c", "import typer") for _ in range(5))
    assert min(took(*PII, *arguments) for _ in range(5)) < times * library


@pytest.mark.parametrize(
    "library",
    ["rich", "multiprocessing", "pathspec", "pii.reporting.sarif", "pii.rules.catalogue"],
)
def test_what_a_run_on_one_file_does_not_need_is_not_loaded(here, library):
    code = (
        "import sys; from pii.cli.main import app\n"
        "try: app(['detect', 'src/a.py', '--detector', 'rules'])\n"
        f"except SystemExit: sys.exit({library!r} in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=here, env=environment(), capture_output=True
    )
    assert done.returncode == 0, done.stderr
