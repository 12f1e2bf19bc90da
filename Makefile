# Every target is one line of help; `make` alone prints them.
PYTHON ?= python3
WORKERS ?= 2
BIN := .venv/bin
UV := .boot/bin/uv
COMPILE := $(UV) pip compile -q --generate-hashes --no-header --no-annotate --universal --python-version 3.11

.DEFAULT_GOAL := help
.PHONY: help run build dev test check bench messages packs format lock

help: ## show this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 18

run: build ## start Samspill with a demo municipality on http://127.0.0.1:8000
	@exec $(BIN)/samspill serve

build: ## install what running needs, build the front end and the translations
	@$(PYTHON) tools/bootstrap.py

dev: ## install what developing needs as well
	@$(PYTHON) tools/bootstrap.py --dev

test: ## run every test, in a real browser too (TESTS="tests/test_cli.py -k port" for some)
	@$(PYTHON) tools/bootstrap.py --dev --browser
	@PYTHONDONTWRITEBYTECODE= $(BIN)/pytest -n $(WORKERS) --dist worksteal $(TESTS)

check: dev ## hold the house's rules: lint, format, types, layers, translations, migrations, packs
	@$(BIN)/python -m tools.checks

bench: dev ## measure; one line of JSON for each case (BENCH=pages for one)
	@$(BIN)/python -m bench $(BENCH)

messages: dev ## bring the translators' files up to the sentences in the code
	@$(BIN)/python tools/messages.py update

packs: dev ## check the method packs
	@$(BIN)/samspill methods check

format: dev ## write the code the way the house writes it
	@$(BIN)/ruff check -q --fix . && $(BIN)/ruff format .

lock: dev ## choose newer packages and write down their hashes
	@$(COMPILE) -U pyproject.toml -o requirements.txt
	@$(COMPILE) -U pyproject.toml --group dev -c requirements.txt -o requirements-dev.txt
	@for group in boot build node; do $(COMPILE) -U --group pyproject.toml:$$group -o requirements-$$group.txt; done
