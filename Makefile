# make serve    set up, build the graph and serve it (PORT=8000, HOST=127.0.0.1)
# make test     run every test, the browser's included
# make crawl    ask every address of the graph in every form, and every link (some minutes)
# make check    lint, types, import directions, and that the files of facts and queries are sound

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help setup assets build serve test check format bench crawl clean

help:
	@sed -n 's/^# //p' Makefile

$(VENV)/.installed: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or later is needed: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)"; exit 1; }
	@echo "Setting up the Python environment in $(VENV) (a minute or two the first time)"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[test]"
	@touch $@

setup: $(VENV)/.installed

assets: setup
	@$(BIN)/python -m web.asset_build

build: setup
	@$(BIN)/goldenthread build

serve: assets build
	@$(BIN)/goldenthread serve $(if $(HOST),--host $(HOST)) $(if $(PORT),--port $(PORT))

test: assets
	@$(BIN)/python -m pytest -n 2 -m "not browser"
	@$(BIN)/python -m pytest -n 2 --dist loadgroup -m browser

check: setup
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@MYPYPATH=tests $(BIN)/mypy --explicit-package-bases tests/*.py benchmarks
	@MYPYPATH=tests:tests/browser $(BIN)/mypy --explicit-package-bases tests/browser/*.py
	@MYPYPATH=tests:tests/conformance $(BIN)/mypy --explicit-package-bases tests/conformance/*.py
	@MYPYPATH=tests:tests/clients $(BIN)/mypy --explicit-package-bases tests/clients/*.py
	@$(BIN)/lint-imports
	@$(BIN)/goldenthread validate

format: setup
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

bench: setup
	@$(BIN)/python -m benchmarks

crawl: assets build
	@$(BIN)/python -m benchmarks.crawl

clean:
	rm -rf $(VENV) data web/static/build web/assets/node_modules build .mypy_cache .pytest_cache .ruff_cache *.egg-info
