import socket
import subprocess
import sys

import pytest
from pii_service import main
from pii_service.settings import Settings
from typer.testing import CliRunner

from tests.service.running import CODE


def run(*arguments, **environment):
    return CliRunner().invoke(main.cli, arguments, env=environment)


def test_flags_go_before_the_environment(monkeypatch):
    seen = []
    monkeypatch.setattr(main, "run", seen.append)
    result = run(
        "--port", "9001", "--detector", "rules", "--workers", "2", PII_PORT="9000", PII_HOST="::1"
    )
    assert result.exit_code == 0, result.output
    assert seen == [Settings(host="::1", port=9001, detector="rules", workers=2)]


def test_other_hosts_are_not_served_without_a_key_unless_that_is_meant(monkeypatch):
    seen = []
    monkeypatch.setattr(main, "run", seen.append)
    refused = run("--host", "0.0.0.0")
    assert refused.exit_code == 1
    assert "PII_API_KEYS" in refused.output
    assert run("--host", "0.0.0.0", "--open").exit_code == 0
    assert run("--host", "0.0.0.0", PII_API_KEYS="0123456789abcdef").exit_code == 0
    assert len(seen) == 2


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({"PII_PORT": "canary"}, "PII_PORT: "),
        ({"PII_KEY": "canary"}, "PII_KEY: "),
        ({"PII_API_KEYS": "canary"}, "PII_API_KEYS: "),
        ({"PII_API_KEYS_FILE": "/none"}, "PII_API_KEYS_FILE: "),
        ({"PII_DETECTOR": "nonsense"}, "nonsense"),
        ({"PII_DEADLINE_SECONDS": "inf"}, "PII_DEADLINE_SECONDS: "),
        ({"PII_PROT": "canary"}, "PII_PROT is no setting; did you mean PII_PORT?"),
        ({"PII_RATE_STORAGE": "canary://", "PII_RATE_LIMIT": "1/minute"}, "PII_RATE_STORAGE"),
    ],
)
def test_a_wrong_setting_ends_the_start_with_a_sentence(environment, words):
    done = subprocess.run(
        [sys.executable, "-c", "from pii_service.main import main; main()"],
        env=CODE | {"PII_PORT": "0"} | environment,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert done.returncode not in (0, -15)
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert "canary" not in done.stderr.replace("canary://", "")


def test_workers_that_cannot_start_end_the_service():
    done = subprocess.run(
        [sys.executable, "-c", "from pii_service.main import main; main()", "--workers", "2"],
        env=CODE | {"PII_PORT": "0", "PII_DETECTOR": "nonsense"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert "nonsense" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_port_that_is_taken_is_told():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = subprocess.run(
            [sys.executable, "-c", "from pii_service.main import main; main()"],
            env=CODE | {"PII_PORT": str(taken.getsockname()[1])},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert done.returncode == 1
    assert "cannot listen on 127.0.0.1" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_core_loads_no_web_framework():
    modules = "sys, pii, pii.redaction.apply, pii.detection.loading"
    code = f"import {modules}; print('fastapi' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
