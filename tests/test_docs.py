"""The documentation says what the code says, and its links lead somewhere."""

import importlib.util
import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
HOME = "https://github.com/pii-in-code/pii-in-code/blob/main/"
OUTSIDE = ["README.md", "CONTRIBUTING.md", "SECURITY.md"]
PAGES = sorted([*DOCS.rglob("*.md"), *(ROOT / name for name in OUTSIDE)])


def generator():
    spec = importlib.util.spec_from_file_location("generate", DOCS / "generate.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_reference_pages_are_what_the_code_says_now():
    assert generator().stale() == [], "run `make docs`"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_link_to_a_file_of_the_repository_leads_to_one(page):
    text = page.read_text()
    targets = re.findall(r"\]\(([^)\s#]+)(?:#[^)]*)?\)", text)
    for target in targets:
        if target.startswith(HOME):
            assert (ROOT / target.removeprefix(HOME)).exists(), target
        elif "://" not in target and not target.startswith("mailto:"):
            assert (page.parent / target).exists(), target


def test_the_threat_model_names_tests_that_there_are():
    named = re.findall(r"`([a-z_/]+\.py)(?:::(\w+))?`", (DOCS / "security.md").read_text())
    assert len(named) > 20
    for file, test in named:
        assert f"def {test}" in (ROOT / "tests" / file).read_text(), (file, test)


def test_every_page_is_in_the_navigation():
    site = yaml.safe_load((ROOT / "mkdocs.yml").read_text())
    named = set(re.findall(r"[\w/-]+\.md", repr(site["nav"])))
    assert named == {str(page.relative_to(DOCS)) for page in DOCS.rglob("*.md")}
