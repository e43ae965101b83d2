# Everything CI runs, a person can run. `make help` is the tour.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready

.PHONY: help setup demo test lint types contracts unit gate gains bench lock clean

help:  ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*##/\t/' | expand -t 12

setup: $(STAMP)  ## the environment in .venv, from pinned and hashed packages

$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "communique needs Python 3.11 or newer; this is $$($(PYTHON) --version). Try: make PYTHON=python3.12"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

demo: $(STAMP)  ## code the sample corpus; report and tables in communique-demo/
	$(BIN)/communique demo

test: lint types contracts unit gate  ## all that CI runs

lint: $(STAMP)  ## ruff: style and mistakes
	$(BIN)/ruff check src tests quality bench training

types: $(STAMP)  ## mypy --strict over src
	$(BIN)/mypy

contracts: $(STAMP)  ## floors import only downwards
	$(BIN)/lint-imports

unit: $(STAMP)  ## unit tests, cases, properties, golden runs, documentation tests
	$(BIN)/python -m pytest tests --ignore=tests/gate -n 2 --dist loadfile

gate: $(STAMP)  ## floors on the development sets and the sample corpus
	$(BIN)/python -m pytest tests/gate

gains: $(STAMP)  ## what the working tree wins and loses against the last commit
	$(BIN)/python -m quality.gains

bench: $(STAMP)  ## speed and memory, stage by stage
	$(BIN)/python -m bench

lock: $(STAMP)  ## renew constraints.txt from pyproject.toml (needs uv)
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --all-extras --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-annotate --no-header --quiet -o constraints.txt

clean:  ## remove the environment and what runs left behind
	rm -rf $(VENV) communique-demo .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
