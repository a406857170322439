# Two commands: `make demo` and `make test`. Both need Python 3.11 or newer (with venv) and set up .venv by themselves.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
OUT := out

.PHONY: demo test lint check wheel lock reader comparable clean

demo: $(VENV)/.installed
	mkdir -p $(OUT)
	$(BIN)/corroborate run examples/harbour --case $(OUT)/harbour.db --record $(OUT)/harbour.json --dossier $(OUT)/harbour.html
	@echo "The dossier: $(OUT)/harbour.html    One finding opened: $(BIN)/corroborate show ID --case $(OUT)/harbour.db"

test: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m pytest -n auto

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed: make PYTHON=python3.11 ...")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(VENV)/bin/python requirements.lock pyproject.toml
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/.installed-dev: $(VENV)/bin/python requirements-dev.lock pyproject.toml
	$(PIP) install --require-hashes -r requirements-dev.lock
	$(PIP) install --no-deps --no-build-isolation -e .
	touch $@ $(VENV)/.installed

wheel: $(VENV)/.installed-dev
	$(BIN)/python -m hatchling build -t wheel

lock:
	uv pip compile pyproject.toml --group build --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -o requirements.lock
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -o requirements-dev.lock

# The shipped readers, made anew (training/README.md); PYTHON_TRAIN is a Python with the core and training/requirements.txt installed.
PYTHON_TRAIN ?= $(BIN)/python
TRAIN = PYTHONPATH=src $(PYTHON_TRAIN) training/train.py --weights $(WEIGHTS) --cases $(CASES) $(if $(POLNEAR),--polnear $(POLNEAR))
MODELS = src/corroborate/data/encoder
READ = examples/harbour/1-meridian.txt examples/flood/1.txt tests/siege/2.txt
reader:
	mkdir -p $(OUT)
	$(if $(POLNEAR),$(TRAIN) --epochs 3 --repeats 0 --out $(OUT)/1.pt)
	$(TRAIN) --texts $(TEXTS) $(if $(POLNEAR),--from $(OUT)/1.pt --repeats 4 --rate 8e-5,--repeats 5) --epochs 2 --out $(OUT)/2.pt
	$(TRAIN) --texts $(TEXTS) --from $(OUT)/2.pt --epochs 1 --repeats 3 --cases-weigh 2 --rate 4e-5 --heads-rate 5e-4 --seed 2 --out $(OUT)/3.pt
	PYTHONPATH=src $(PYTHON_TRAIN) training/export.py --weights $(WEIGHTS) --trained $(OUT)/3.pt \
		--out $(MODELS)/reader.onnx \
		--golden tests/golden/encoder.json $(READ)
	PYTHONPATH=src $(PYTHON_TRAIN) training/distil.py --weights $(WEIGHTS) --from $(OUT)/3.pt --shipped $(MODELS)/reader.onnx --cases $(CASES) \
		$(if $(POLNEAR),--polnear $(POLNEAR)) --texts $(TEXTS) --out $(OUT)/fast.pt
	PYTHONPATH=src $(PYTHON_TRAIN) training/export.py --weights $(WEIGHTS) --trained $(OUT)/fast.pt --layers 3 \
		--out $(MODELS)/fast.onnx --shares $(MODELS)/reader.onnx --golden tests/golden/fast.json $(READ)

# By what two counts are held comparable (data/comparable.toml), fitted anew on labelled cases.
comparable: $(VENV)/.installed-dev
	$(BIN)/python training/comparable.py $(CASES) --write

clean:
	rm -rf $(VENV) $(OUT) dist build
