"""The example project as it comes out, byte for byte; `--update-golden` writes it anew."""

import subprocess
import sys
from pathlib import Path

import pytest

from pii.detection.loading import load_detector
from pii.documents import Document
from pii.files.encodings import decode
from pii.files.languages import language_of
from pii.redaction.apply import redact
from pii.redaction.policy_file import load_policy

ROOT = Path(__file__).parent.parent.parent
PROJECT = ROOT / "examples" / "project"
GOLDEN = ROOT / "tests" / "golden" / "project"
FILES = sorted(path.relative_to(PROJECT) for path in PROJECT.rglob("*") if path.is_file())


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    folder = tmp_path_factory.mktemp("examples") / "project"
    subprocess.run([sys.executable, str(ROOT / "examples" / "build.py"), str(folder)], check=True)
    return folder


@pytest.mark.parametrize("path", FILES, ids=str)
def test_the_example_project_comes_out_as_it_did(path, project, request):
    text, encoding = decode((project / path).read_bytes())
    document = Document(path.name, text, language=language_of(path.name))
    [marked] = load_detector("rules").detect([document])
    written = encoding.encode(redact(marked, load_policy(PROJECT / "pii.toml")).text)
    golden = GOLDEN / path.parent / f"{path.name}.expected"
    if request.config.getoption("--update-golden"):
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_bytes(written)
    assert written == golden.read_bytes()
