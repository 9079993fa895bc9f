"""Takes about half a minute: the OpenAPI document, and requests made up from it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from pii_service.app import create_app
from pii_service.settings import Settings

from tests.service.fakes import load

SCHEMATHESIS = shutil.which("schemathesis", path=Path(sys.executable).parent) or shutil.which(
    "schemathesis"
)


# Schemathesis must be told how lines of JSON become a body.
_HOOKS = """
import schemathesis

@schemathesis.serializer("application/x-ndjson")
def lines(context, value):
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")
"""


@pytest.fixture(scope="module")
def document():
    return create_app(Settings(), load).openapi()


def operations(document):
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def test_every_refusal_is_documented_as_a_problem(document):
    for path, method, operation in operations(document):
        for status, response in operation["responses"].items():
            if status != "200":
                assert list(response["content"]) == ["application/problem+json"], (path, method)
                assert response["description"].startswith("`")


def test_every_reference_leads_somewhere(document):
    schemas = document["components"]["schemas"]
    text = str(document)
    names = {part.split("'")[0] for part in text.split("#/components/schemas/")[1:]}
    assert names <= schemas.keys()


def test_closed_routes_say_that_they_need_a_key(document):
    closed = {path for path, _, operation in operations(document) if operation.get("security")}
    everything = set(document["paths"])
    assert everything - closed == {"/health/live", "/health/ready"}


@pytest.mark.slow
@pytest.mark.skipif(not SCHEMATHESIS, reason="schemathesis is not installed")
def test_no_made_up_request_gets_a_5xx_or_an_undocumented_answer(start_server, tmp_path):
    key = "first-key-0123456789"
    server = start_server(api_keys=key, key="0123456789abcdef")
    (tmp_path / "lines.py").write_text(_HOOKS)
    done = subprocess.run(
        [
            SCHEMATHESIS, "run", f"{server.url}/openapi.json",
            "--header", f"Authorization: Bearer {key}",
            "--checks", "not_a_server_error,status_code_conformance,content_type_conformance,"
            "response_schema_conformance,response_headers_conformance,ignored_auth",
            "--max-examples", "12", "--seed", "1", "--phases", "examples,coverage,fuzzing",
            "--generation-database", "none", "--no-color", "--request-timeout", "10",
        ],
        cwd=tmp_path, env=os.environ | {"SCHEMATHESIS_HOOKS": "lines"}, capture_output=True,
        text=True, timeout=250, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-1000:]
    assert server.process.poll() is None
