# Every command anyone runs. `make` alone lists them.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
BENCHMARKS ?= ../shared/benchmarks
CORPUS ?= ../shared/corpus/news.jsonl.gz
RATES ?= ../shared/rates
LISTEN ?= 127.0.0.1:50051
ARTICLE ?= examples/article.txt
ONLY ?=
ERRORS ?= 0
REV ?= HEAD
LABEL ?=
EXAMPLES ?= 20000

.DEFAULT_GOAL := help
.PHONY: help install demo test serve check fmt fmt-check lint types arch spell cov proto proto-check buf \
	accuracy bench bench-compare bench-record profile fuzz growth corpus data units-page wheel clean

help: ## This list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

# .venv/run: what the service and its client need; .venv/dev: the tools of development as well.
.venv/run: pyproject.toml client/pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed" if sys.version_info < (3, 11) else 0)'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --editable './client[load]' --editable .
	@touch $@

.venv/dev: .venv/run
	$(BIN)/python -m pip install --quiet --group dev
	@touch $@

install: .venv/dev ## Everything for development, in .venv

demo: .venv/run ## A server reads an article and the client shows its figures (ARTICLE=path)
	@server/scripts/demo.sh $(ARTICLE)

serve: .venv/run ## The server in the foreground (LISTEN=host:port)
	$(BIN)/figures-server serve --listen $(LISTEN)

test: .venv/dev ## The tests, but those that install packages
	$(BIN)/python -m pytest -q -m 'not slow'

check: .venv/dev fmt-check lint types arch spell proto-check buf cov ## All that must hold before a commit

fmt: .venv/dev ## Formats the code and the contract
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/buf format -w proto

fmt-check: .venv/dev
	$(BIN)/ruff format --check .

lint: .venv/dev ## ruff
	$(BIN)/ruff check .

types: .venv/dev ## mypy, strict
	$(BIN)/mypy

arch: .venv/dev ## The direction of imports
	$(BIN)/lint-imports

spell: .venv/dev ## codespell
	$(BIN)/codespell

cov: .venv/dev ## All tests, with the floor of branch coverage
	$(BIN)/python -m pytest -q --cov --cov-report=term

proto: .venv/dev ## Generates the Python code of the contract
	PATH=$(abspath $(BIN)):$$PATH server/scripts/proto.sh client/src

proto-check: .venv/dev ## The generated code is the contract's
	PATH=$(abspath $(BIN)):$$PATH server/scripts/proto_check.sh

buf: .venv/dev ## Lint and format of the contract, and that it breaks no client
	PATH=$(abspath $(BIN)):$$PATH server/scripts/buf.sh

accuracy: .venv/dev ## Scores beside the best peers (BENCHMARKS=dir ONLY=set ERRORS=n)
	$(BIN)/python tests/accuracy/run.py --benchmarks $(BENCHMARKS) --only '$(ONLY)' --errors $(ERRORS)

bench: .venv/dev ## The engine by stage, length and figures, beside its peers; the server; tables of rates and units
	$(BIN)/python -m tests.bench.engine --corpus $(CORPUS) --json build/engine.json
	$(BIN)/python -m tests.bench.server --corpus $(CORPUS) --json build/server.json
	$(BIN)/python tests/bench/rates.py
	$(BIN)/python tests/bench/units.py

bench-compare: .venv/dev ## The engine of another revision and of this tree in turn (REV=revision, or a directory)
	$(BIN)/python -m tests.bench.compare $(REV) --corpus $(CORPUS)

bench-record: .venv/dev ## Keeps the last results under a name, with table and plot in docs (LABEL=name)
	$(BIN)/python -m tests.bench.history $(LABEL)

profile: .venv/dev ## Flame graphs of the engine and of a server under load, build/*.svg
	$(BIN)/python -m tests.bench.flames --corpus $(CORPUS)

fuzz: .venv/dev ## The properties of every text and request on many examples, others each time (EXAMPLES=n)
	EXAMPLES=$(EXAMPLES) $(BIN)/python -m pytest -q tests/property

growth: .venv/dev ## Twice the hostile text, at most 2.5 times the time
	$(BIN)/python -m tests.bench.growth

corpus: .venv/dev ## Every article of a corpus without an exception, with figures per kind
	$(BIN)/python tests/accuracy/corpus_run.py $(CORPUS)

data: .venv/dev ## Builds the tables that the package ships: units, currencies, rates (RATES=dir)
	$(BIN)/python server/scripts/build_units.py
	$(BIN)/python server/scripts/build_currencies.py
	$(BIN)/python server/scripts/build_rates.py $(RATES)

wheel: .venv/dev ## A wheel with the reading compiled, in dist/, and the tests of reading run against it
	@server/scripts/wheel.sh $(BIN)/python

units-page: .venv/dev ## Writes the tables of docs/units.md
	$(BIN)/python server/scripts/units_page.py

clean: ## Takes away what can be made again, .venv apart
	rm -rf .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .coverage .coverage.* dist build
	find server client tests -name __pycache__ -type d -prune -exec rm -rf {} +
	find server client -name '*.so' -delete
