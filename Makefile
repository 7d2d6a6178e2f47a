# One word each. `make briefs` and `make test` need Python >= 3.11 and nothing else.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
# The torch that the tests run with; any torch>=2.6 serves. Installed first, so that pip does not
# choose a newer build with gigabytes of GPU libraries.
TORCH ?= torch==2.13.0

.PHONY: briefs test check lint format types install bench clean

briefs: install
	$(BIN)/briefs run seeds/ -o outputs/

install: $(VENV)/.installed

$(VENV)/.installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet "$(TORCH)"
	$(BIN)/python -m pip install --quiet --editable ".[spacy,xlsx]"
	touch $@

$(VENV)/.tools: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --editable ".[spacy,xlsx,ray,dev]"
	touch $@

test: $(VENV)/.tools
	$(BIN)/python -m pytest --cov=pipeline --cov-report=term:skip-covered --cov-fail-under=90

check: lint types test

lint: $(VENV)/.tools
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: $(VENV)/.tools
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: $(VENV)/.tools
	$(BIN)/mypy

bench: $(VENV)/.tools
	$(BIN)/python -m benchmarks.translation $(ARGS)

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage
