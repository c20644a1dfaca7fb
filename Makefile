# Two commands matter: `make site` builds the casebook, `make test` runs the tests.
# Each makes its own environment in .venv from the locked, hashed requirements.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: site pdf test serve check goldens score bench fuzz faults same lock clean

site: $(STAMP)
	$(BIN)/casebook build
	@echo "打开方式：make serve 后访问 http://127.0.0.1:8000 ，或 $(PYTHON) -m http.server --directory site"

pdf: $(STAMP)
	$(BIN)/casebook pdf -o dist/casebook.pdf

test: $(STAMP)
	$(BIN)/pytest -n auto --maxprocesses 4

serve: $(STAMP)
	$(BIN)/casebook serve

check: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

goldens: $(STAMP)
	$(BIN)/pytest --force-regen tests/rendering || true
	@echo "已更新金样页面；请用 git diff 检查后再提交。"

score: $(STAMP)
	$(BIN)/python -m tests.score $(if $(DECISIONS),--decisions=$(DECISIONS))

# The long runs behind docs/guide/robustness.md; `make test` makes short ones.
fuzz: $(STAMP)
	$(BIN)/python -W ignore -m tests.fuzz --inputs $(or $(INPUTS),1000000) --report $(or $(REPORT),dist/fuzz.json)

faults: $(STAMP)
	$(BIN)/python -W ignore -m tests.faults --points $(or $(POINTS),200)

same: $(STAMP)
	$(BIN)/python -m tests.same_bytes $(PYTHONS)

# Everything, or some rows and sizes: make bench ONLY="charts 1000 10000"
bench: $(STAMP)
	$(BIN)/python -m tests.bench $(ONLY) $(SIZES)

lock: $(STAMP)
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--group dev --no-emit-package casebook-generator --output-file requirements.lock pyproject.toml

clean:
	rm -rf $(VENV) site dist

$(STAMP): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	$(BIN)/python -m compileall -q generator $(VENV)/lib >/dev/null 2>&1 || true # else each first run compiles what it loads
	@touch $(STAMP)
