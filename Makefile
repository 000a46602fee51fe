# `make` or `make help` lists what there is. Every target installs what it needs first, and only what is missing.
.DEFAULT_GOAL := help
SHELL := /bin/sh
BIN := .venv/bin
PORT ?= 8000
DATA ?= var
LOCK := $(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes

.PHONY: help install install-tests up test test-long check histories bench lock format migration

help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  %-12s %s\n", $$1, $$2 }'

install:
	@.ci/install

install-tests:
	@.ci/install --tests

up: install ## Start the whole product on this machine (PORT=8000, DATA=var); Ctrl-C stops it
	@exec $(BIN)/aval up --port $(PORT) --data $(DATA)

test: install-tests ## Run the tests on real parts
	$(BIN)/pytest -n 2 -m "not long"

test-long: install-tests ## Run every test, those that take minutes too
	$(BIN)/pytest -n 2

check: install ## Lint, format, types, import contracts, migrations, known vulnerabilities
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy .
	$(BIN)/lint-imports
	$(BIN)/python -m embedded.schema drift
	$(BIN)/python .ci/audit.py

histories: install-tests ## Record the stories' histories anew, after a change that old ones need not survive
	AVAL_RECORD_HISTORIES=1 $(BIN)/pytest tests/workflows

bench: install-tests ## Measure, and print ratios of one run
	$(BIN)/python -m bench

format: install ## Put the code into its form
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

migration: install ## Write a new migration: make migration NAME="freeze sent versions"
	@test -n "$(NAME)" || { echo 'say what changes: make migration NAME="freeze sent versions"'; exit 2; }
	$(BIN)/python -m embedded.schema revise "$(NAME)"

lock: install ## Choose the newest allowed versions of all dependencies again
	$(LOCK) --upgrade --all-extras pyproject.toml -o requirements.lock
	$(LOCK) pyproject.toml -c requirements.lock -o requirements-prod.lock
