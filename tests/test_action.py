"""The action for code forges: its script, run with inputs as a runner gives them."""

import os
import subprocess
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
ACTION = yaml.safe_load((ROOT / "action.yml").read_text())


def run(tmp_path, **inputs):
    """Run the last step with a stand-in for `pii` that prints its arguments."""
    program = tmp_path / "pii" / "bin" / "pii"
    program.parent.mkdir(parents=True, exist_ok=True)
    program.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n')
    program.chmod(0o755)
    step = ACTION["runs"]["steps"][-1]
    given = {name: about["default"] for name, about in ACTION["inputs"].items()} | inputs
    variables = {
        variable: given[expression.split(".")[1].split("}")[0].strip()]
        for variable, expression in step["env"].items()
    }
    return subprocess.run(
        ["bash", "-eo", "pipefail", "-c", step["run"]],
        env={"PATH": os.environ["PATH"], "RUNNER_TEMP": str(tmp_path), **variables},
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize("spelled", ["true", "True", "TRUE", "yes", "on", "1"])
def test_every_spelling_of_true_makes_finds_fail(tmp_path, spelled):
    assert "--fail-on-find" in run(tmp_path, **{"fail-on-find": spelled}).stdout.splitlines()


@pytest.mark.parametrize("spelled", ["false", "False", "no", "off", "0"])
def test_every_spelling_of_false_lets_finds_pass(tmp_path, spelled):
    done = run(tmp_path, **{"fail-on-find": spelled})
    assert done.returncode == 0
    assert "--fail-on-find" not in done.stdout


@pytest.mark.parametrize("spelled", ["", "ture", "tru e"])
def test_any_other_word_is_refused(tmp_path, spelled):
    done = run(tmp_path, **{"fail-on-find": spelled})
    assert done.returncode == 2
    assert "write true or false" in done.stdout


def test_several_paths_and_patterns_go_one_a_line(tmp_path):
    done = run(tmp_path, paths="src\n\na b\n", exclude="*.lock\n")
    assert done.stdout.splitlines()[-3:] == ["--", "src", "a b"]
    assert "*.lock" in done.stdout.splitlines()
