"""Optional packages: each command that needs some says so at once, in one sentence."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from pii import extras
from pii.errors import MissingExtra
from pii.extras import Needs, missing_of, require

ROOT = Path(__file__).parent.parent
PARTS = {name: value for name, value in vars(extras).items() if isinstance(value, Needs)}
OPTIONAL = sorted({module for part in PARTS.values() for module in part.modules})
# What must not be loaded before a missing package is reported.
SLOW = ("pii.rules", "pii.corpus", "pii.datasets.run", "pii_service.app", "numpy", "rich")
RUN = """
import sys
for name in {blocked}:
    sys.modules[name] = None
from {module} import {app} as app
code = 0
try:
    app({arguments})
except SystemExit as stop:
    code = stop.code
print([name for name in {slow} if sys.modules.get(name)])
sys.exit(code)
"""
PROGRAMS = {
    "pii": ("pii.cli.main", "app"),
    "pii-annotate": ("pii_annotation.cli", "app"),
    "pii-serve": ("pii_service.main", "cli"),
}
TRAINING = "accelerate, matplotlib, numpy, tokenizers, torch, transformers"


def run(folder, program, arguments, blocked=OPTIONAL):
    module, app = PROGRAMS[program]
    code = RUN.format(blocked=blocked, module=module, app=app, arguments=arguments, slow=SLOW)
    return subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("name", PARTS)
def test_the_extra_that_is_named_brings_every_package(name):
    table = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    part = PARTS[name]

    def brought(extra):
        for requirement in table["optional-dependencies"][extra]:
            name = requirement.split(";")[0].split(">")[0].strip()
            if name.startswith("pii-in-code["):
                for other in name.removeprefix("pii-in-code[").rstrip("]").split(","):
                    yield from brought(other)
            yield name.split("[")[0]

    # What another package of the extra brings along; `httpx` comes with the SDK.
    along = {"httpx"}
    distributions = {extras._DISTRIBUTIONS.get(module, module) for module in part.modules}
    assert distributions - along <= set(brought(part.extra)), part.extra


@pytest.mark.parametrize(
    ("command", "packages", "extra"),
    [
        ("pii corpus corpus src", "numpy", "train"),
        ("pii tokenizer corpus t.json", "numpy, tokenizers", "train"),
        ("pii features corpus t.json f.npz", "numpy, tokenizers", "train"),
        ("pii synthesize corpus s.jsonl", "numpy", "train"),
        ("pii pseudo-label corpus s.jsonl", "numpy", "train"),
        ("pii pretrain plan.toml run", TRAINING, "train"),
        ("pii train plan.toml model", TRAINING, "train"),
        ("pii tune model s.jsonl", "numpy, tokenizers, torch, transformers", "train"),
        (
            "pii export model",
            "numpy, onnx, openvino, tokenizers, torch, transformers",
            "train",
        ),
        ("pii batch source target", "fsspec, pyarrow", "data"),
        ("pii audit target", "fsspec, pyarrow", "data"),
        ("pii lookup source ann", "fsspec, pyarrow", "data"),
        ("pii-annotate sample src -o s.jsonl", "numpy", "annotate"),
        ("pii-annotate build t.jsonl data", "datasets", "annotate"),
        ("pii-annotate push s.jsonl --project x", "httpx, label-studio-sdk", "annotate"),
        ("pii-annotate pull --project x -o e.json", "httpx, label-studio-sdk", "annotate"),
        (
            "pii-serve",
            "fastapi, limits, prometheus-client, pydantic-settings, python-multipart, uvicorn",
            "serve",
        ),
    ],
    ids=lambda value: value.split(" ")[1] if value.startswith("pii") and " " in value else "",
)
def test_a_command_without_its_packages_is_a_sentence_at_once(tmp_path, command, packages, extra):
    program, *arguments = command.split()
    done = run(tmp_path, program, arguments)
    purpose = " ".join([program, *arguments[:1]])
    remedy = f"pip install 'pii-in-code[{extra}]'"
    assert done.stderr == f"{program}: {purpose} needs {packages}: {remedy}\n"
    assert done.returncode == 1
    # The modules of annotation commands load the rules.
    assert program == "pii-annotate" or done.stdout == "[]\n"


@pytest.mark.parametrize(
    ("arguments", "blocked", "sentence"),
    [
        (
            ["detect", ".", "--detector", "small"],
            OPTIONAL,
            "the model 'small' needs numpy, openvino, tokenizers: "
            "pip install 'pii-in-code[model]', or use --detector rules",
        ),
        (
            ["evaluate", "s.jsonl", "--plot", "p.png"],
            OPTIONAL,
            "--plot needs matplotlib: pip install 'pii-in-code[train]'",
        ),
        (
            ["batch", "a", "b", "--engine", "ray"],
            ["ray"],
            "--engine ray needs ray: pip install 'pii-in-code[ray]'",
        ),
        (
            ["audit", "s3://bucket/data", "--detector", "rules"],
            ["s3fs"],
            "s3:// needs s3fs: pip install 'pii-in-code[data]'",
        ),
    ],
    ids=["model", "plot", "ray", "s3"],
)
def test_so_is_an_option_or_address_without_its_packages(tmp_path, arguments, blocked, sentence):
    done = run(tmp_path, "pii", arguments, blocked)
    assert done.stderr == f"pii: {sentence}\n"
    assert done.returncode == 1


@pytest.mark.parametrize("program", PROGRAMS)
def test_help_needs_no_optional_package(tmp_path, program):
    assert run(tmp_path, program, ["--help"]).returncode == 0


def test_what_is_installed_is_not_missing():
    assert missing_of(Needs("model", ("json",))) == ()
    require("reading", Needs("model", ("json",)))


def test_the_remedy_may_have_an_alternative(monkeypatch):
    monkeypatch.setitem(sys.modules, "openvino", None)
    with pytest.raises(MissingExtra, match=r"x needs openvino: .*\[model\]', or do without$"):
        require("x", Needs("model", ("openvino",)), otherwise="do without")
