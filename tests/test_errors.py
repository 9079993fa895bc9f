"""The tree of errors in `pii.errors` is the tree that there is."""

import re
from contextlib import suppress
from importlib import import_module
from pkgutil import walk_packages

import pii_annotation
import pii_service
import pytest

import pii
from pii import errors
from pii.errors import MissingExtra, PiiError

_BRANCH = re.compile(r"^    ([│ ]*)[├└]── (\w+) +(?:([\w.]+): )?(.+)$", re.MULTILINE)


def drawn():
    """Return each drawn error with its parent, and its module if that is named."""
    tree, path = {}, ["PiiError"]
    for depth, name, module, _ in _BRANCH.findall(errors.__doc__):
        del path[len(depth) // 4 + 1 :]
        tree[name] = (path[-1], module)
        path.append(name)
    return tree


def below(kind):
    for child in kind.__subclasses__():
        yield child
        yield from below(child)


def load_everything():
    for package in (pii, pii_annotation, pii_service):
        for module in walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.endswith("__main__"):
                # Without an optional package a part of the tree cannot be walked.
                with suppress(MissingExtra, ModuleNotFoundError):
                    import_module(module.name)


@pytest.mark.filterwarnings("ignore")
def test_the_drawn_tree_holds_every_error_at_its_place():
    load_everything()
    tree = drawn()
    # A test's own errors are no part of it.
    kinds = {kind for kind in below(PiiError) if kind.__module__.startswith("pii")}
    assert {kind.__name__ for kind in kinds} == set(tree)
    for kind in kinds:
        parent, module = tree[kind.__name__]
        assert parent in {base.__name__ for base in kind.__bases__}, kind
        if parent == "PiiError":
            assert kind.__module__ == (module or "pii.errors"), kind


@pytest.mark.parametrize("name", sorted(drawn()))
def test_every_line_of_the_tree_says_what_the_error_is(name):
    line = next(match for match in _BRANCH.findall(errors.__doc__) if match[1] == name)
    assert len(line[3]) > 10


def test_a_missing_extra_names_packages_extra_and_remedy():
    error = MissingExtra("pii train", ["torch", "transformers"], "train")
    assert str(error) == "pii train needs torch, transformers: pip install 'pii-in-code[train]'"
    assert (error.packages, error.extra) == (("torch", "transformers"), "train")
