# Two commands do all the set-up on a Debian machine with Python 3.11 and make: `make kit` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK = 1

KIT_PACKAGES := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig python3-venv argyll icc-profiles-free
TEST_PACKAGES := libreoffice-impress poppler-utils fontconfig fonts-noto-core openjdk-17-jdk-headless ghostscript openssh-server chromium

.PHONY: help kit test test-all check format golden bench fit-proof docs brands catalogues schemas lock wheel hooks clean

help:  ## List the targets.
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

kit: $(VENV)/.kit  ## Install what the product needs and build the example kit into output/.
	$(BIN)/sosialisasi build content/examples/dinas-contoh

test: $(VENV)/.dev $(VENV)/.test-packages  ## Run the checks and every test but the long proofs.
	$(MAKE) --no-print-directory check
	$(BIN)/pytest -n auto -m "not long"

test-all: $(VENV)/.dev $(VENV)/.test-packages  ## Run the long proofs too.
	$(MAKE) --no-print-directory check
	$(BIN)/pytest -n auto

check: $(VENV)/.dev  ## Lint, format and types.
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(VENV)/.dev  ## Format the code.
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

golden: $(VENV)/.dev $(VENV)/.test-packages  ## Make the golden renders anew; look at them before you commit.
	$(BIN)/pytest tests/golden -m "not long" --update-golden

bench: $(VENV)/.dev $(VENV)/.test-packages  ## Print speed and memory beside others' into docs/bench.txt and cards.svg.
	$(BIN)/python -m tests.benchmarks

fit-proof: $(VENV)/.dev $(VENV)/.test-packages  ## Build 300 generated kits and 1,000 text boxes, and count what does not fit.
	$(BIN)/python -m tests.proof

docs: $(VENV)/.dev $(VENV)/.test-packages  ## Make the pictures of the README from the real output.
	$(BIN)/python -m tests.pictures

brands: $(VENV)/.dev $(VENV)/.test-packages  ## Draw the kit of ten brands in every theme: build/brands/, small in docs/.
	$(BIN)/python -m tests.brands

catalogues: $(VENV)/.dev  ## Bring the catalogues of translations up to date with the messages there are.
	$(BIN)/python -m tests.catalogues

schemas: $(VENV)/.dev  ## Write the JSON Schemas that editors use.
	$(BIN)/sosialisasi schema --write generator/schema/json

lock: $(VENV)/.dev  ## Pin every dependency anew, with hashes and without an index address.
	$(BIN)/pip-compile -q --strip-extras --generate-hashes --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --allow-unsafe --build-deps-for=editable --extra preview -o requirements.lock pyproject.toml
	$(BIN)/pip-compile -q --strip-extras --generate-hashes --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --allow-unsafe --extra dev --extra cluster --extra remote --extra preview -c requirements.lock -o requirements-dev.lock pyproject.toml

wheel: $(VENV)/.dev  ## Build the wheel into dist/.
	$(BIN)/python -m build --wheel --outdir dist

hooks:  ## Let git run the same checks before each commit.
	git config core.hooksPath .hooks

clean:  ## Remove what was built, not the environment.
	rm -rf dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis output/*

$(VENV)/.kit: requirements.lock pyproject.toml
	@$(call system,$(KIT_PACKAGES))
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install -q --require-hashes -r requirements.lock
	$(BIN)/pip install -q --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.kit
	$(BIN)/pip install -q --require-hashes -r requirements-dev.lock
	@touch $@

$(VENV)/.test-packages: $(VENV)/.kit
	@$(call system,$(TEST_PACKAGES))
	@touch $@

# Install the Debian packages that are missing; elsewhere say what is needed.
define system
if command -v dpkg-query >/dev/null; then \
  missing=""; for p in $(1); do \
    dpkg-query -W -f='$${Status}' $$p 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$p"; done; \
  if [ -n "$$missing" ]; then echo "installing$$missing"; \
    sudo=""; [ "$$(id -u)" = 0 ] || sudo=sudo; \
    $$sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -qq --no-install-recommends $$missing >/dev/null; fi; \
else echo "no Debian here: see the README for what to install ($(1))"; fi
endef
