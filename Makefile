# `make demo` and `make test` work on a machine with Python 3.11 and make; everything goes to .venv.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -q

.PHONY: demo demo-batch setup train ray fmt check test docs bench gold lock clean

# Redact a small invented project and show what was found; out/report.html is worth a look.
demo: $(VENV)/.base
	@rm -rf out
	@$(BIN)/python examples/build.py out/before
	@$(BIN)/pii redact out/before --policy examples/project/pii.toml \
	  --output out/after --report out/report.html
	@echo "Redacted copy: out/after   Page to look at: out/report.html"

# Redact a data set made of code on this machine, interrupt it, resume it, and write a report.
demo-batch: $(VENV)/.dev
	$(BIN)/python examples/batch/demo.py out/batch

setup: $(VENV)/.dev

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.base: pyproject.toml requirements/base.txt requirements/model.txt | $(VENV)/bin/python
	$(PIP) install --no-deps -r requirements/base.txt -r requirements/model.txt
	$(PIP) install --no-deps -e .
	@touch $@

$(VENV)/.dev: pyproject.toml requirements/dev.txt requirements/model.txt | $(VENV)/bin/python
	$(PIP) install --no-deps -r requirements/dev.txt -r requirements/model.txt
	$(PIP) install --no-deps -e .
	@touch $@ $(VENV)/.base

# What training and the encoder's tests need: some 1.5 GB, so not a part of `make test`.
train: $(VENV)/.train

$(VENV)/.train: $(VENV)/.dev requirements/train.txt
	$(PIP) install -r requirements/train.txt
	@touch $@

# Ray, for `--engine ray` and its tests: some 270 MB, so not a part of `make test` either.
ray: $(VENV)/.ray

$(VENV)/.ray: $(VENV)/.dev requirements/ray.txt
	$(PIP) install --no-deps -r requirements/ray.txt
	@touch $@

fmt: $(VENV)/.dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

check: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

test: $(VENV)/.dev
	$(BIN)/python -m pytest -n auto -m "not slow" $(ARGS)

# The documentation: reference pages written from the code, then the site in out/site. Warnings are errors.
docs: $(VENV)/.dev $(VENV)/.docs
	$(BIN)/python docs/generate.py
	NO_MKDOCS_2_WARNING=1 $(VENV)-docs/bin/mkdocs build --quiet --site-dir out/site

# An environment of its own: the site's packages and ours need different versions of some.
$(VENV)/.docs: requirements/docs.txt | $(VENV)/bin/python
	$(PYTHON) -m venv $(VENV)-docs
	$(VENV)-docs/bin/python -m pip --disable-pip-version-check -q install --no-deps -r requirements/docs.txt
	@touch $@

bench: $(VENV)/.dev
	$(BIN)/python -m bench.rules

# Rebuild the gold set's texts from public repositories and make a data set of them.
gold: $(VENV)/.dev
	@mkdir -p out/clones
	$(BIN)/pii-annotate materialise annotation/gold/annotations.jsonl --repositories out/clones --clone -o out/gold.jsonl
	$(BIN)/pii-annotate build out/gold.jsonl out/gold --repositories annotation/gold/repos.tsv

# Write the pinned requirements anew, from what fits together today in an environment of its own, so
# that nothing of `make train` or `make ray` slips in.
lock: $(VENV)/bin/python
	rm -rf out/lock && $(PYTHON) -m venv out/lock
	out/lock/bin/python -m pip -q install --disable-pip-version-check -e .
	$(call pinned,base)
	out/lock/bin/python -m pip -q install --disable-pip-version-check -e '.[dev]'
	$(call pinned,dev)

pinned = { head -n 1 requirements/$(1).txt; out/lock/bin/python -m pip freeze --exclude-editable \
	  --exclude pii-in-code; } > out/lock/$(1).txt && mv out/lock/$(1).txt requirements/$(1).txt

clean:
	rm -rf $(VENV) $(VENV)-docs out .pytest_cache .mypy_cache .ruff_cache .hypothesis
