# Two commands on a fresh machine with Python 3.11+ and a package index: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready

.PHONY: help setup demo test test-slow check format bench bench-quick docs wheel-test clean

help:
	@echo "make demo       set up, take in the bundled reports, verify, write the reports to out/"
	@echo "make test       set up, run the tests (under ten minutes on two cores)"
	@echo "make check      format, lint, types, layer rules, spelling, generated docs"
	@echo "make test-slow  the long suites: many random missions, a thousand kills"
	@echo "make bench      measure against other tools and rewrite docs/benchmarks.md"
	@echo "make bench-quick  the same on little data, to see that all results agree"
	@echo "make docs       write the generated parts of docs/reference"
	@echo "make clean      remove the environment and all that was made"

$(STAMP): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Sulh needs Python 3.11 or later; set PYTHON=/path/to/python3.11")'
	@echo "Setting up $(VENV), once: this takes a few minutes." >&2
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	@echo "Installing Sulh and what it needs …" >&2
	$(BIN)/python -m pip install --quiet --editable ".[pdf]" --group dev
	touch $(STAMP)

setup: $(STAMP)

demo: $(STAMP)
	$(BIN)/sulh demo --output out

test: $(STAMP)
	$(BIN)/python -m pytest -m "not slow" -n 2 --dist worksteal

test-slow: $(STAMP)
	$(BIN)/python -m pytest -m slow -n 2 --dist worksteal --timeout 3000

check: $(STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/codespell src tests docs examples benchmarks README.md CHANGELOG.md
	$(BIN)/python -m docs.generate --check

format: $(STAMP)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: $(STAMP)
	$(BIN)/python -m docs.generate

bench: $(STAMP)
	$(BIN)/python -m pip install --quiet --group bench
	$(BIN)/python -m benchmarks

# Every benchmark on little data: fails where a rival's result differs from ours.
bench-quick: $(STAMP)
	$(BIN)/python -m pip install --quiet --group bench
	$(BIN)/python -m benchmarks --quick

# The wheel alone, without the development packages: catches a file or a dependency left out.
wheel-test: $(STAMP)
	rm -rf build/wheel build/wheel-venv && mkdir -p build/wheel
	$(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir build/wheel .
	$(PYTHON) -m venv build/wheel-venv
	build/wheel-venv/bin/python -m pip install --quiet build/wheel/sulh-*.whl
	build/wheel-venv/bin/sulh --help > /dev/null
	build/wheel-venv/bin/sulh pack list

clean:
	rm -rf $(VENV) build dist out .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
