PYTHON ?= python3
BIN := .venv/bin

.PHONY: test tests style types imports demo docs pictures words check clients clean
.DEFAULT_GOAL := test

# The environment: pinned by constraints.txt, rebuilt when what it is made of changes.
.venv/ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev,postgresql]'
	touch $@

# Every check and every test; what takes long goes on beside the tests, and says at its end what it found.
test: style
	@$(MAKE) --no-print-directory --jobs=2 tests types imports

tests: .venv/ready
	@$(BIN)/python -m compileall -q src # once, and not by every worker
	$(BIN)/pytest --numprocesses auto --dist worksteal

check: style types imports

style: .venv/ready
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: .venv/ready
	$(BIN)/mypy

imports: .venv/ready
	$(BIN)/lint-imports

# The pages of docs/ that are made from the code.
docs: .venv/ready
	$(BIN)/python tools/make_docs.py

# The pictures of docs/pages.md, from the demo in a real browser.
pictures: .venv/ready
	$(BIN)/python tools/make_pictures.py

# The words of every language: collects messages, compiles what is translated, says what is not.
words: .venv/ready
	$(BIN)/python tools/make_words.py

# Calendar programs that nobody here wrote, for the tests that let them read our feeds; without them those tests skip.
clients: .clients/ready

.clients/ready: tests/clients/package.json tests/clients/requirements.txt
	$(PYTHON) -m venv .clients/python
	.clients/python/bin/python -m pip install --quiet --requirement tests/clients/requirements.txt
	cp tests/clients/package.json .clients/
	npm install --prefix .clients --silent --no-fund --no-audit --no-package-lock
	touch $@

# The main job, end to end, on the example firm.
demo: .venv/ready
	$(BIN)/rostering demo

clean:
	rm -rf .venv .clients demo-out build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
