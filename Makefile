# Everything needs Python 3.11 or newer, make and git; `make setup` brings the rest into .venv.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
VOTING := .venv-voting
STORIES := .venv-stories
AUDIT := .venv-audit
SITE := .venv-docs
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

# If this is set, every start recompiles every module.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev run test test-properties test-browser screenshots docs check check-voting campaign train-stories format messages bench mutations advisories sbom release lock clean

help: ## Show this list
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | expand -t 12

setup: $(VENV)/.runtime ## Install what the bot needs into .venv, and compile it
	@$(BIN)/python -m compileall -q bot

setup-dev: $(VENV)/.dev ## Also install what tests and checks need

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Marquee needs Python 3.11 or newer; say which with: make PYTHON=python3.11 $(MAKECMDGOALS)"; exit 1; }
	@echo "Creating $(VENV) ..."
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: requirements.lock | $(BIN)/python
	@echo "Installing the bot's packages (hash-checked) ..."
	@$(PIP) install --require-hashes --requirement requirements.lock
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.runtime
	@echo "Installing the packages for tests and checks (hash-checked) ..."
	@$(PIP) install --require-hashes --requirement requirements-dev.lock
	@touch $@

run: setup ## Start the bot: on Discord with DISCORD_TOKEN, else in the local playground
	@$(BIN)/python -m bot run

test: setup-dev ## Run the tests
	@$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder -m 'not thorough'

test-properties: setup-dev ## Try what holds for any input with twenty times as many examples, or all
	@$(BIN)/python -m pytest -n auto -m 'hypothesis or thorough' --hypothesis-profile=thorough \
	  -o faulthandler_timeout=300

$(VENV)/.browser: requirements-browser.lock $(VENV)/.dev
	@echo "Installing the packages that drive a browser (hash-checked) ..."
	@$(PIP) install --require-hashes --requirement requirements-browser.lock
	@touch $@

test-browser: $(VENV)/.browser ## Try the playground's page in Chromium, and a little in Firefox
	@$(BIN)/python -m pytest --config-file tests/browser/pytest.ini \
	  -n 2 --dist loadfile tests/browser

screenshots: $(VENV)/.browser ## Take the README's pictures anew
	@PYTHONPATH=. $(BIN)/python docs/tools/screenshots.py

# Zensical may want other releases of what the bot needs, too: it has a folder of its own.
$(SITE)/.installed: requirements-docs.lock | $(BIN)/python
	@echo "Installing Zensical into $(SITE) (hash-checked) ..."
	@$(BIN)/python -m venv $(SITE)
	@$(SITE)/bin/python -m pip --disable-pip-version-check --quiet install \
	  --require-hashes --requirement requirements-docs.lock
	@touch $@

docs: $(VENV)/.browser $(SITE)/.installed ## Build the docs' site, with every example answered, into var/site
	@PYTHONPATH=. $(BIN)/python docs/tools/build_site.py $(SITE)/bin/zensical

check: setup-dev $(VENV)/.browser ## Lint, types, import contracts, docs
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/pyright
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -q tests/docs

# pref_voting brings a compiler along, so it has a folder of its own, apart from what the bot needs.
$(VOTING)/.installed: requirements-voting.lock | $(BIN)/python
	@echo "Installing pref_voting into $(VOTING) (hash-checked) ..."
	@$(BIN)/python -m venv $(VOTING)
	@$(VOTING)/bin/python -m pip --disable-pip-version-check --quiet install \
	  --require-hashes --requirement requirements-voting.lock
	@touch $@

check-voting: $(VOTING)/.installed ## Compare our voting methods with pref_voting, 10,000 elections each
	$(VOTING)/bin/python benchmarks/voting/methods.py --elections 10000

# Two neural networks, which the table learns from and the bot does without.
$(STORIES)/.installed: requirements-stories.lock | $(BIN)/python
	@echo "Installing the story table's teachers into $(STORIES) (hash-checked) ..."
	@$(BIN)/python -m venv $(STORIES)
	@$(STORIES)/bin/python -m pip --disable-pip-version-check --quiet install \
	  --require-hashes --requirement requirements-stories.lock
	@touch $@

train-stories: $(STORIES)/.installed ## Train the story table on the texts in TEXTS=folder
	$(STORIES)/bin/python benchmarks/stories/training/train.py --texts $(TEXTS)

campaign: setup-dev ## A short campaign of random use on both databases, as CI runs it
	$(BIN)/python benchmarks/campaign.py --short

bench: setup-dev check-voting ## Run the benchmarks that need nothing but this folder
	$(BIN)/python benchmarks/catalogs/load.py data/movies --fewer benchmarks/starter_400.txt
	$(BIN)/python benchmarks/catalogs/imdb.py --titles 20000
	$(BIN)/python benchmarks/heavy/connect.py
	$(BIN)/python benchmarks/voting/boards.py
	$(BIN)/python benchmarks/nights.py

format: setup-dev ## Format the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# Messages are in order of their text and without their place: moving code changes no catalogue.
messages: setup-dev ## Bring the message catalogues in bot/locales up to date with the code
	@mkdir -p var
	$(BIN)/pybabel --quiet extract --no-location --sort-output --keywords='N_ NC_:1c,2 NN_:1,2' --project=Marquee \
	  --output-file=var/bot.pot bot
	for language in $$(ls bot/locales); do \
	  $(BIN)/pybabel --quiet update --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date \
	    --width=100 --input-file=var/bot.pot --locale=$$language \
	    --output-file=bot/locales/$$language/LC_MESSAGES/bot.po; \
	done

$(VENV)/.mutations: requirements-mutation.lock $(VENV)/.dev
	@$(PIP) install --require-hashes --requirement requirements-mutation.lock
	@touch $@

mutations: $(VENV)/.mutations ## Mutation testing: make mutations ARGS="learn", "try", "report"
	@$(BIN)/python benchmarks/mutations.py $(ARGS)

$(AUDIT)/.installed: requirements-audit.lock | $(BIN)/python
	@$(BIN)/python -m venv $(AUDIT)
	@$(AUDIT)/bin/python -m pip --disable-pip-version-check --quiet install \
	  --require-hashes --requirement requirements-audit.lock
	@touch $@

advisories: $(AUDIT)/.installed ## Ask PyPI for known vulnerabilities of the locked packages
	$(AUDIT)/bin/pip-audit --disable-pip --no-deps --strict --requirement requirements.lock

sbom: $(AUDIT)/.installed ## Write the bill of materials to var/sbom.json (CycloneDX)
	@mkdir -p var
	$(AUDIT)/bin/cyclonedx-py requirements --pyproject pyproject.toml --output-reproducible \
	  --output-file var/sbom.json requirements.lock

release: setup ## Prepare a release: make release VERSION=1.2.0
	@$(BIN)/python docs/tools/release.py "$(VERSION)"

lock: ## Update the lock files (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-annotate --no-header pyproject.toml --output-file requirements.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-annotate --no-header --constraint requirements.lock \
	  --group dev pyproject.toml --output-file requirements-dev.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-annotate --no-header --group bench --output-file requirements-voting.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-annotate --no-header --group stories --output-file requirements-stories.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-annotate --no-header --group audit --output-file requirements-audit.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-annotate --no-header --constraint requirements-dev.lock \
	  --group mutation --output-file requirements-mutation.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-annotate --no-header --constraint requirements-dev.lock \
	  --group browser --output-file requirements-browser.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-annotate --no-header --group docs --output-file requirements-docs.lock

clean: ## Remove everything installed and built
	rm -rf $(VENV) $(VOTING) $(STORIES) $(AUDIT) $(SITE) var .pytest_cache .ruff_cache .hypothesis
