# Two commands for everybody: `make demo` and `make test`. The rest is for contributors.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready
NODE := tests/node_modules/.package-lock.json

.PHONY: demo test lint docs quality picture fuzz bench clean

demo: $(STAMP)
	$(BIN)/cwac demo

test: $(STAMP) $(NODE) lint
	$(BIN)/coverage erase
	$(BIN)/pytest --cov --cov-report=
	$(BIN)/coverage report --fail-under=90

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

docs: $(STAMP)
	$(BIN)/python -m cwac_aggregator.cli.reference
	$(BIN)/python -m exports.dictionary
	$(BIN)/python -m exports.schema

quality: $(STAMP)
	$(BIN)/python -m cwac_aggregator.evaluation.measured tests/corpus exports/quality.json

picture: $(STAMP)
	$(BIN)/python docs/make_picture.py

fuzz: $(STAMP)
	CWAC_FUZZ=1 $(BIN)/pytest -m fuzz --timeout=900

bench: $(STAMP)
	$(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt -e '.[bench]'
	$(BIN)/python -m benchmarks

$(STAMP): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $(STAMP)

# What the tests take from npm. Without npm these tests are skipped, or fail where CWAC_CI is set.
$(NODE): tests/package-lock.json
	@if command -v npm >/dev/null; then npm ci --prefix tests --no-audit --no-fund --silent; else echo "npm is missing: skipped"; fi

clean:
	rm -rf $(VENV) data build dist .coverage htmlcov
