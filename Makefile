# `make chat` and `make test` are each enough on a fresh machine with Python 3.11 or newer, make and a
# C/C++ compiler. What is done once leaves a stamp; a second run does nothing but start.
# pip's own configuration (index, proxy, certificates) is respected. Other Python: make chat PYTHON=python3.12

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
ARCHIVE ?= data/archive
SAMPLE := eval/data/sample/articles
NEEDED_GB := 6

WANTED := $(shell cat pyproject.toml constraints.txt index/weights.py | cksum | cut -d' ' -f1)
BASE := .venv/.base-$(WANTED)
DEV := .venv/.dev-$(WANTED)
WEIGHTS := .venv/.weights-$(WANTED)
INDEXED := $(ARCHIVE)/.sample

# llama.cpp is built for the processor at hand, so its wheel is kept by processor, Python and flags. GCC before 14
# drops the stores of AMX tile settings as dead, and every prompt then ends in a crash; these flags keep them. Without
# OpenMP llama.cpp has helper threads of its own: with it they and torch's make each other wait asleep.
LLAMA := llama-cpp-python==$(shell sed -n 's/^llama_cpp_python==//p;s/^llama-cpp-python==//p' constraints.txt)
LLAMA_FLAGS := -fno-dse -fno-tree-dse
LLAMA_CMAKE := -DGGML_OPENMP=OFF $(CMAKE_ARGS)
CPU := $(shell { grep -m1 -E '^(flags|Features)' /proc/cpuinfo || uname -mv; } 2>/dev/null | cksum | cut -d' ' -f1)
WHEELS = $(or $(BELEGT_CACHE),$(or $(XDG_CACHE_HOME),$(HOME)/.cache)/belegt)/wheels/$(CPU)-$(shell $(BIN)/python -c 'import sys; print(sys.implementation.cache_tag)')-$(shell echo '$(LLAMA) $(LLAMA_FLAGS) $(LLAMA_CMAKE)' | cksum | cut -d' ' -f1)

.PHONY: help chat test lint eval setup weights sample clean
.DELETE_ON_ERROR:

help:
	@echo "make chat    ask questions in the browser, about the sample articles at first"
	@echo "make test    run all tests        make lint    check style and types"
	@echo "make eval    measure on the questions shipped, and write a report"
	@echo "make setup   install packages     make weights fetch the models     make clean   remove what make installed"

chat: $(WEIGHTS) $(INDEXED)
	@$(BIN)/belegt chat --archive $(ARCHIVE)

test: $(DEV) $(WEIGHTS)
	@$(BIN)/pytest $(PYTEST_ARGS)

lint: $(DEV)
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy

eval: $(WEIGHTS)
	@$(BIN)/belegt eval --report data/eval $(EVAL_ARGS)

setup: $(BASE)
weights: $(WEIGHTS)
sample: $(INDEXED)

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Belegt needs Python 3.11 or newer, found $$(python3 --version 2>&1 | head -1); install one, or name it: make PYTHON=/path/to/python" >&2; exit 1; }
	@command -v cc >/dev/null && command -v c++ >/dev/null || { echo "Belegt needs a C and a C++ compiler (cc, c++) to build llama.cpp for this processor, found none; install gcc and g++, or clang" >&2; exit 1; }
	@test $$(df -Pk . | awk 'NR == 2 { print int($$4 / 1000000) }') -ge $(NEEDED_GB) || { echo "Belegt needs $(NEEDED_GB) GB for packages and models, found $$(df -Ph . | awk 'NR == 2 { print $$4 }') free here; make room" >&2; exit 1; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; echo "$(PYTHON) cannot make a virtual environment; install its venv and pip modules (Debian: apt-get install python3-venv)" >&2; exit 1; }

$(BASE): | .venv/bin/python
	@ls $(WHEELS)/*.whl >/dev/null 2>&1 || { \
		echo "Building llama.cpp for this processor: about 7 minutes on two cores, once."; \
		CXXFLAGS="$$CXXFLAGS $(LLAMA_FLAGS)" CMAKE_ARGS="$(LLAMA_CMAKE)" $(BIN)/python -m pip wheel --disable-pip-version-check --no-cache-dir --no-deps \
			--wheel-dir $(WHEELS) "$(LLAMA)"; }
	@echo "Installing packages."
	@$(BIN)/python -m pip install --disable-pip-version-check --constraint constraints.txt $(WHEELS)/*.whl
	@$(BIN)/python -m pip install --disable-pip-version-check --constraint constraints.txt --editable .
	@touch $@

$(DEV): $(BASE)
	@$(BIN)/python -m pip install --disable-pip-version-check --quiet --constraint constraints.txt --editable ".[dev]"
	@touch $@

$(WEIGHTS): $(BASE)
	@$(BIN)/belegt models fetch
	@touch $@

$(INDEXED): $(wildcard $(SAMPLE)/*) | $(WEIGHTS)
	@$(BIN)/belegt index $(SAMPLE) --archive $(ARCHIVE)
	@touch $@

# Articles you added to $(ARCHIVE) and the models in your cache folder stay.
clean:
	rm -rf .venv dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
