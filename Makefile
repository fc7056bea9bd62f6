# Everything a newcomer needs: make demo, make test. Python 3.11 or newer, nothing else installed.
PYTHON ?= python3
BIN := .venv/bin
# Annotated documents; and more to learn from, whose texts are in TEXTS.
GOLD ?= ../shared/gold ../shared/gold-news
TEXTS ?= ../shared/corpus
SHARED ?= ../shared

.PHONY: install demo test lint docs bench train crossvalidate lock clean

install: .venv/installed

.venv/installed: pyproject.toml requirements/run.txt requirements/dev.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

demo: install
	mkdir -p demo
	$(BIN)/tallystick build examples/karabakh-2020 --ledger demo/ledger.db --conflict examples/karabakh-2020/conflict.toml
	$(BIN)/tallystick report --ledger demo/ledger.db --conflict examples/karabakh-2020/conflict.toml
	$(BIN)/tallystick site --ledger demo/ledger.db --conflict examples/karabakh-2020/conflict.toml --output demo/site
	@echo
	@echo "The ledger is demo/ledger.db. The same as a page: $(BIN)/tallystick report --ledger demo/ledger.db --format html --output demo/report.html"

test: install
	$(BIN)/python -m pytest

lint: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python docs/make_reference.py --check

# Write docs/reference.md anew from the code.
docs: install
	$(BIN)/python docs/make_reference.py

bench: install .venv/bench-installed
	$(BIN)/python -m benchmarks $(SHARED)

.venv/bench-installed: requirements/bench.txt .venv/installed
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/bench.txt
	touch $@

# Training needs PyTorch and the base weights; GOLD names the folders of annotated documents.
train: install .venv/train-installed
	$(BIN)/python -m tallystick.training fit $(GOLD) --also annotations --texts $(TEXTS)

crossvalidate: install .venv/train-installed
	$(BIN)/python -m tallystick.training crossvalidate $(GOLD) --also annotations --texts $(TEXTS) --folds 2

.venv/train-installed: requirements/train.txt .venv/installed
	$(BIN)/python -m pip install --quiet -r requirements/train.txt
	touch $@

# Pin all dependencies anew. The files name no index.
lock: install
	for extra in run dev bench; do \
	  $(BIN)/pip-compile --quiet --upgrade --strip-extras --generate-hashes --allow-unsafe --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header \
	    $$(test $$extra = run || echo --extra $$extra) --output-file requirements/$$extra.txt pyproject.toml; done

clean:
	rm -rf .venv demo build dist
