PYTHON ?= python3
BIN := .venv/bin

.PHONY: test demo check clean
.DEFAULT_GOAL := test

# The environment: pinned by constraints.txt, rebuilt when what it is made of changes.
.venv/ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev,postgresql]'
	touch $@

# Every check and every test.
test: check
	$(BIN)/pytest

check: .venv/ready
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

# The main job, end to end, on the example firm.
demo: .venv/ready
	$(BIN)/rostering demo

clean:
	rm -rf .venv demo-out build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
