"""One way down: a module imports from lower floors only; heavy libraries have one owner."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

# The only list. A room is a module or a package; inside a package anything goes but upwards.
FLOORS = {
    1: "pii.errors pii.labels pii.ip_addresses pii.patterns pii.gazetteers pii.worker_processes",
    2: "pii.entities pii.credentials pii.extras pii.stopping",
    3: "pii.documents",
    4: "pii.files pii.samples",
    5: "pii.redaction",
    6: "pii.rules pii.evaluation pii.encoder pii.findings pii.corpus",
    7: "pii.detection.protocol",
    8: "pii.detection",
    9: "pii.scan pii.synthesis pii.training pii.datasets",
    10: "pii.reporting pii.cli.exit_codes pii.cli.wording",
    11: "pii pii_annotation pii_service pii.cli.program",
    12: "pii.cli pii_annotation.cli pii_service.main",
    13: "pii.__main__",
}
FLOOR_OF = {room: floor for floor, rooms in FLOORS.items() for room in rooms.split()}
# Which rooms may import a library; everybody else goes through them.
OWNERS = {
    # The service checks the patterns that strangers send with the engine that no pattern can stall.
    "re2": {"pii.rules", "pii.encoder.prefilter", "pii_service.patterns"},
    "pathspec": {"pii.files.gitignore"},
    "torch": {"pii.encoder", "pii.training"},
    "transformers": {"pii.encoder.network", "pii.training"},
    "tokenizers": {"pii.encoder.tokenizer"},
    "fastapi": {"pii_service"},
    "label_studio_sdk": {"pii_annotation.label_studio"},
    "ray": {"pii.datasets.engines.ray"},
}
# Where the packages lie: the folders `annotation` and `service` hold theirs under names that no
# other project's package overwrites when both are installed.
HOMES = {"pii": ROOT, "pii_annotation": ROOT / "annotation", "pii_service": ROOT / "service"}
MODULES = sorted(p for package, home in HOMES.items() for p in (home / package).rglob("*.py"))


def name_of(path: Path) -> str:
    home = next(home for package, home in HOMES.items() if path.is_relative_to(home / package))
    parts = path.relative_to(home).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _is_module(name: str) -> bool:
    home = HOMES.get(name.partition(".")[0])
    if home is None:
        return False
    place = home / name.replace(".", "/")
    return place.is_dir() or place.with_suffix(".py").exists()


def room_of(module: str) -> str | None:
    while module:
        if module in FLOOR_OF:
            return module
        module = module.rpartition(".")[0]
    return None


def imports_of(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative imports hide the floor"
            found.add(node.module or "")
            found.update(
                f"{node.module}.{alias.name}"
                for alias in node.names
                if _is_module(f"{node.module}.{alias.name}")
            )
    return found


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_imports_from_lower_floors_only(path):
    room = room_of(name_of(path))
    assert room is not None, "a new room needs a floor in FLOORS and a line in docs/architecture.md"
    for imported in imports_of(path):
        if imported.split(".")[0] not in HOMES:
            continue
        target = room_of(imported)
        assert target is not None, f"{imported} is in no room"
        assert target == room or FLOOR_OF[target] < FLOOR_OF[room], f"{room} imports {imported}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_library_is_imported_by_its_owner_only(path):
    for imported in imports_of(path):
        owners = OWNERS.get(imported.split(".")[0])
        if owners is not None:
            name = name_of(path)
            assert any(name == o or name.startswith(f"{o}.") for o in owners), imported


@pytest.mark.parametrize("module", ["pii", "pii.cli", "pii.redaction.apply"])
def test_importing_loads_no_heavy_library(module):
    heavy = "torch transformers tokenizers numpy fastapi datasets pyarrow ray label_studio_sdk"
    code = f"import sys, {module}; print([m for m in {heavy.split()} if m in sys.modules])"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def test_every_floor_stands_in_the_architecture_page():
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    assert [room for room in FLOOR_OF if f"`{room}" not in page] == []


def test_the_repository_holds_no_large_file():
    told = subprocess.run(
        ["git", "ls-files", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if told.returncode:
        pytest.skip("not a git work tree, so that nothing says what belongs to it")
    names = told.stdout.decode().split("\0")[:-1]
    assert len(names) > 100
    files = [ROOT / name for name in names]
    assert [f.name for f in files if f.is_file() and f.stat().st_size > 10_000_000] == []
