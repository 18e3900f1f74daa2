# `make` sets up by itself and builds what is not current. GNU make 3.81 or later.
# Input files are never named here, so that any file name works.

PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python -m
# Set up: to build, and with what developers need besides.
READY := $(VENV)/.ready
DEVELOP := $(VENV)/.ready-to-develop
# Where verify builds anew.
FRESH := .fresh-output

.DEFAULT_GOAL := build
.PHONY: build test diff verify check bench docs pictures lock dask clean help

# JOBS=N: how many documents are built side by side; without it one for each core.
build: $(READY) ## Build every PDF in input/ whose outputs are not current
	@$(RUN) pipeline build $(if $(JOBS),--jobs "$(JOBS)")

test: $(DEVELOP) ## Run the tests on all cores
	@$(RUN) pytest -n auto --dist worksteal

diff: $(READY) ## Show what changed in output/ since the last commit; nothing where it is equal
	@$(RUN) pipeline compare --git HEAD output || test $$? -eq 1

verify: $(READY) ## Fail, and show why, where output/ is not what the inputs give now
	@rm -rf $(FRESH)
	@$(RUN) pipeline build --quiet --output $(FRESH) || test $$? -eq 1
	@$(RUN) pipeline compare --exact output $(FRESH) || \
		{ echo "output/ is not current: run make and commit what it changes" >&2; exit 1; }

check: $(DEVELOP) ## Lint, format, types, and which package may import which
	@$(RUN) ruff check .
	@$(RUN) ruff format --check .
	@$(RUN) mypy
	@$(VENV)/bin/lint-imports --no-cache --no-logo

# REAL=FOLDER: a folder with pdf/NAME.pdf and expected/NAME.json. LARGE=1: 50 to 1,600 pages.
# PAGE=1: review pages of up to 1,000 pages and 20,000 records, in Chromium. MANY=1: 200 documents.
bench: $(DEVELOP) ## Time the build beside a serial floor; with REAL=FOLDER extraction, LARGE=1 large documents, MANY=1 many, PAGE=1 large pages
	@$(RUN) $(if $(REAL),tools.bench.real_tables "$(REAL)",tools.bench.$(if $(LARGE),large_documents,$(if $(MANY),many_documents,$(if $(PAGE),review_page,against_floor))))

docs: $(DEVELOP) ## Write the generated parts of docs/
	@$(RUN) tools.data_dictionary docs
	@$(RUN) tools.reading_picture docs

pictures: $(DEVELOP) build ## Draw the pictures in docs/ (needs LibreOffice and Chromium)
	@$(RUN) tools.pictures docs

lock: $(DEVELOP) ## Pin the newest allowed releases in requirements*.lock, and what follows from them
	@$(RUN) tools.locks --upgrade

dask: $(READY) ## Set up what build --executor dask://HOST:PORT needs besides
	@$(INSTALL_UV) $(HASHED) requirements-dask.lock 2>/dev/null || \
		{ { $(RUN) pip --version >/dev/null 2>&1 || $(RUN) ensurepip >/dev/null; } && \
		$(INSTALL_PIP) $(HASHED) requirements-dask.lock; }

clean: ## Remove the set-up, caches, built workbooks and review pages; the committed outputs stay
	@rm -rf $(VENV) $(FRESH) .mypy_cache .pytest_cache .ruff_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
	@rm -f output/*/*.xlsx output/*/*.html output/*/.current.json

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' Makefile

# uv installs the same files in a tenth of the time; where it is missing, or fails, pip does.
USE_UV := command -v uv >/dev/null 2>&1 && uv --quiet
INSTALL_UV := $(USE_UV) pip install --python $(VENV)/bin/python
INSTALL_PIP := $(RUN) pip install --quiet --disable-pip-version-check
HASHED := --require-hashes --only-binary :all: --requirement
ITSELF := --no-deps --no-build-isolation --editable .

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "$(PYTHON) is older than Python 3.11: install a newer one, or name it: make PYTHON=python3.12" >&2; exit 2; }
	@echo "Setting up $(VENV) (once; takes up to a minute)" >&2
	@{ $(USE_UV) venv --clear --python "$$(command -v $(PYTHON))" $(VENV) && \
		$(INSTALL_UV) $(HASHED) requirements.lock && $(INSTALL_UV) $(ITSELF); } 2>/dev/null || \
		{ $(PYTHON) -m venv --clear $(VENV) || \
		{ echo "$(PYTHON) cannot make a virtual environment: install its venv module (Debian, Ubuntu: python3-venv)" >&2; exit 2; } && \
		$(INSTALL_PIP) $(HASHED) requirements.lock && $(INSTALL_PIP) $(ITSELF); }
	@touch $@

$(DEVELOP): $(READY) requirements-dev.lock
	@echo "Setting up what tests and checks need (once; takes up to a minute)" >&2
	@$(INSTALL_UV) $(HASHED) requirements-dev.lock 2>/dev/null || \
		{ { $(RUN) pip --version >/dev/null 2>&1 || $(RUN) ensurepip >/dev/null; } && \
		$(INSTALL_PIP) $(HASHED) requirements-dev.lock; }
	@touch $@
