# Everything that one does with Accord. Needs Python 3.11 or newer, make and a C library.

PYTHON := .venv/bin/python
BASE   := .venv/.base-$(shell cat requirements/base.txt | cksum | cut -d ' ' -f 1)
DEV    := .venv/.dev-$(shell cat requirements/base.txt requirements/dev.txt | cksum | cut -d ' ' -f 1)
BENCH  := .venv/.bench-$(shell cat requirements/bench.txt | cksum | cut -d ' ' -f 1)

CHECKS := format lint floors types templates deployment migrations

.PHONY: help run test check check-long fix bench shots spanish doctor requirements .venv $(CHECKS:%=check-%)

help:
	@echo "make run         the site with its demo, on http://localhost:8000"
	@echo "make test        the tests, with servers of their own"
	@echo "make check       format, lint, floors, types, templates, deployment, migrations"
	@echo "make check-long  the tests that take minutes"
	@echo "make fix         format, and mend what can be mended"
	@echo "make bench       the numbers of the design, measured"
	@echo "make shots       pictures of every screen, in var/shots/index.html"
	@echo "make spanish     new sentences into the Spanish catalog, and compile it"
	@echo "make doctor      what is missing on this machine"

run: $(BASE)
	@exec $(PYTHON) manage.py up

test: $(DEV)
	@$(PYTHON) -m pytest -q -n 2 $(ARGS)

check-long: $(DEV)
	@$(PYTHON) -m pytest -q -m timed $(ARGS)
	@$(PYTHON) -m pytest -q -n 2 -m 'long and not timed' $(ARGS)

# SHARES="100000 1000000" unless told otherwise, ROWS="page touching" for some of the subjects;
# KEEP=1 writes what was measured into the table of docs/performance.md.
bench: $(DEV) $(BENCH)
	@$(PYTHON) -m pytest -q -s tests/bench $(ARGS)
	@$(PYTHON) -m tests.bench $(SHARES)

shots: $(DEV)
	@$(PYTHON) -m pytest -q -s tests/journeys/shots.py $(ARGS)

spanish: $(DEV)
	@$(PYTHON) -m tests.languages.catalog

doctor: $(BASE)
	@$(PYTHON) manage.py doctor

check: $(DEV)
	@$(MAKE) --no-print-directory --keep-going $(CHECKS:%=check-%)

# What production would be told; the addresses are never opened.
check-deployment: export DEBUG = 0
check-deployment: export SECRET_KEY = for-this-check-only-0123456789-abcdefghijklmnopqrstuvwxyz
check-deployment: export ALLOWED_HOSTS = accord.example
check-deployment: export SITE_URL = https://accord.example
check-deployment: export DATABASE_URL = postgres://web:unused@localhost/accord
check-deployment: export REDIS_URL = redis://localhost/0

check-format:     ; @.venv/bin/ruff format --check --quiet .
check-lint:       ; @.venv/bin/ruff check --quiet .
check-floors:     ; @told=$$(.venv/bin/lint-imports 2>&1) || { echo "$$told"; exit 1; }
check-types:      ; @.venv/bin/mypy
check-templates:  ; @.venv/bin/djlint --lint --quiet templates
check-deployment: ; @SEAL_KEY=$$($(PYTHON) manage.py make_seal_key) $(PYTHON) manage.py check --deploy --fail-level WARNING
check-migrations: ; @$(PYTHON) manage.py makemigrations --check --dry-run

fix: $(DEV)
	@.venv/bin/ruff check --fix .
	@.venv/bin/ruff format .

# Pins anew what pyproject.toml asks for; look at the difference before you commit it. Extras stay
# in the list: an older pip takes coverage[toml], which pytest-cov asks for, for a package of its own
# and refuses it as not pinned as soon as there is a newer one.
PIN := .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-annotate --no-strip-extras --custom-compile-command 'make requirements'

requirements: $(DEV)
	@$(PIN) --upgrade pyproject.toml --output-file requirements/base.txt
	@$(PIN) --upgrade --group dev --constraint requirements/base.txt --output-file requirements/dev.txt
	@$(PIN) --upgrade --group bench --constraint requirements/base.txt --constraint requirements/dev.txt \
		--output-file requirements/bench.txt

.venv: $(DEV)

$(BASE):
	@sh requirements/install base $@

$(DEV): $(BASE)
	@sh requirements/install dev $@

$(BENCH): $(DEV)
	@sh requirements/install bench $@
