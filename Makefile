# make ask Q="…"   answers one question over corpus/     make serve   opens the web page
# make test | lint | install                             every target makes .venv when it is missing

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
BIN := .venv/bin
STAMP := .venv/.installed
CORPUS ?= corpus
INDEX ?= index
HOST ?= 127.0.0.1
PORT ?= 7860
# A build that passed over some file ends with 1: the archive is usable, so what follows still runs.
BUILD = $(BIN)/qa-cchc build "$(CORPUS)" --index "$(INDEX)" --quiet || [ $$? -eq 1 ]

.PHONY: install ask serve test lint
.DEFAULT_GOAL := install

install: $(STAMP)

$(STAMP): pyproject.toml
	@[ -n "$(PYTHON)" ] || { echo "Python 3.11 or newer is needed (try: make PYTHON=/path/to/python3)" >&2; exit 2; }
	@[ -x $(BIN)/python ] || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check torch==2.13.0
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $(STAMP)

ask: $(STAMP)
	@$(BUILD)
	@$(BIN)/qa-cchc ask "$$Q" --index "$(INDEX)"

serve: $(STAMP)
	@$(BUILD)
	@$(BIN)/qa-cchc serve --index "$(INDEX)" --host $(HOST) --port $(PORT)

test: $(STAMP)
	$(BIN)/python -m pytest -n auto --dist loadfile

lint: $(STAMP)
	$(BIN)/ruff check .

# The question reaches the shell through the environment, so that quotes and "$$" in it stay what they are.
export Q
