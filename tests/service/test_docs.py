import json
import re
import shlex
import subprocess
from pathlib import Path

import pytest
from pii_service.settings import Settings

GUIDE = (Path(__file__).parents[2] / "docs" / "service.md").read_text()


def shown_default(name):
    default = Settings.model_fields[name].default
    default = getattr(default, "get_secret_value", lambda: default)()
    return "" if default in ("", None) else f"`{json.dumps(default).strip(chr(34))}`"


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_in_the_guide(name):
    described = Settings.model_fields[name].description
    assert f"| `PII_{name.upper()}` | {shown_default(name)} | {described} |" in GUIDE


def test_every_address_is_in_the_guide(client):
    for path in client.get("/openapi.json").json()["paths"]:
        assert f"`{path}`" in GUIDE or f" {path}`" in GUIDE, path


def test_the_guides_commands_do_what_it_says(start_server, tmp_path):
    server = start_server(real=True, detector="rules")
    (tmp_path / "settings.py").write_text('password = "tr0ub4dor-and-3"\n')
    (tmp_path / "logs.ndjson").write_text('{"text": "password = \'tr0ub4dor-and-3\'"}\n')
    subprocess.run(["tar", "-czf", "project.tar.gz", "settings.py"], cwd=tmp_path, check=True)
    blocks = re.findall(r"```sh\n(.*?)```", GUIDE, re.DOTALL)
    commands = [line for block in blocks for line in block.replace("\\\n", "").splitlines()]
    curls = [command for command in commands if command.startswith("curl")]
    assert len(curls) >= 4
    for command in curls:
        command = command.replace("http://127.0.0.1:8000", server.url)
        done = subprocess.run(
            shlex.split(command), cwd=tmp_path, capture_output=True, text=True, check=True
        )
        assert "tr0ub4dor" not in done.stdout
        assert done.returncode == 0
    assert (tmp_path / "clean.py").read_text() == 'password = "<PASSWORD>"\n'
    assert (tmp_path / "clean.tar.gz").stat().st_size > 0
