# Two commands do everything from nothing: `make run` and `make test`.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
JOBS ?= auto

.PHONY: run test check lint types tests bench bundle screenshots fuzz messages clean

run: $(VENV)/.installed
	$(BIN)/gov-reader

test: check

check: lint types tests

lint: $(VENV)/.tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.tested
	$(BIN)/mypy

tests: $(VENV)/.tested
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n $(JOBS) --dist loadgroup

bench: $(VENV)/.tested
	$(BIN)/python -m pip install --quiet --editable ".[dev]"
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.benchmarks $(BENCH)

# Scenes of the real window in both languages and two themes, to build/screenshots; the best go to the README.
screenshots: $(VENV)/.installed
	QT_QPA_PLATFORM=offscreen $(BIN)/python tests/screenshots.py

# Every format reads damaged files; `make fuzz FUZZ="warc --files 2000"`.
fuzz: $(VENV)/.tested
	$(BIN)/python -m tests.fuzzing $(FUZZ)

# The program in one folder, for machines without Python: dist/gov-reader, tried at once without a screen.
bundle: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet "pyinstaller>=6.11,<7"
	$(BIN)/pyinstaller --noconfirm --log-level WARN resources/packaging/gov-reader.spec
	$(BIN)/python tests/bundle_smoke.py dist/gov-reader/gov-reader

# The catalogue of visible texts: collected from the sources, merged into every language.
messages: $(VENV)/.installed
	$(BIN)/pybabel extract --no-location --sort-output -k _ -k N_ -k ngettext:1,2 -o $(VENV)/messages.pot reader
	$(BIN)/pybabel update --no-fuzzy-matching --no-wrap -i $(VENV)/messages.pot -o resources/translations/vi.po -l vi
	$(BIN)/python -m pip install --quiet --no-deps --editable .

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(VENV)/bin/python pyproject.toml hatch_build.py $(wildcard resources/translations/*.po)
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(VENV)/.tested: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --editable '.[test]'
	touch $@

clean:
	rm -rf $(VENV) build dist
