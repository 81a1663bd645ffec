# make demo    the demo edition on http://127.0.0.1:8000 (PORT=... for another), with everything it needs
# make serve   the production command: web server and task worker, with the settings of docs/operators.md
# make test    all tests on SQLite, and on PostgreSQL too those that ask the database, but the browser's
# make bench   how fast it is beside a constant view, on sites of growing size (needs wrk)
# make lint    what the code looks like, and whether the settings are fit for production
# make lock    pin the requirements anew
# make clean   take away what was installed and cached; var/ with its data stays

PORT ?= 8000
PYTHON ?= python3
DATA_DIR ?= var
VENV := .venv
RUN := $(VENV)/bin/python
STATIC := $(DATA_DIR)/static/staticfiles.json

export PORT
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: bench demo serve test lint lock clean ready
.NOTPARALLEL:

demo: export DATA_DIR := $(abspath $(DATA_DIR))
demo: ready $(VENV)/.installed $(STATIC)
	@$(RUN) manage.py migrate --verbosity 0
	@$(RUN) manage.py createcachetable --verbosity 0
	@$(RUN) manage.py load_demo
	@$(RUN) -m newsroom.demo.serve

serve: export DATA_DIR := $(abspath $(DATA_DIR))
serve: $(VENV)/.installed
	@$(RUN) -m newsroom.web settings
	@$(RUN) manage.py collectstatic --no-input --verbosity 0
	@exec $(RUN) -m newsroom.serve

ready:
	@$(PYTHON) newsroom/demo/ready.py $(PORT)

$(VENV)/.installed: requirements.txt
	@$(PYTHON) newsroom/demo/ready.py
	@echo "Installing what Newsroom runs on into $(VENV): a minute or two, this once."
	@$(PYTHON) -m venv $(VENV)
	@$(RUN) -m pip install --quiet --require-hashes --requirement requirements.txt
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt $(VENV)/.installed
	@echo "Installing what its tests need."
	@$(RUN) -m pip install --quiet --require-hashes --requirement requirements-dev.txt
	@touch $@

$(STATIC): $(VENV)/.installed $(shell find static -type f)
	@$(RUN) manage.py collectstatic --no-input --verbosity 0

test: $(VENV)/.installed-dev
	$(RUN) -m newsroom.tests.both

# QUICK=1 takes the smallest site only. SIZES=1000:10000,... chooses others; POSTGRES=1 measures on PostgreSQL.
bench: $(VENV)/.installed-dev
	$(if $(POSTGRES),$(RUN) -m newsroom.tests.postgres) $(RUN) -m benchmarks.run $(if $(SIZES),--sizes $(SIZES))

lint: $(VENV)/.installed-dev
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .
	$(RUN) -m djlint templates --quiet --lint
	$(RUN) manage.py makemigrations --check --dry-run
	PRODUCTION=true SECRET_KEY=$$($(RUN) -c "import secrets; print(secrets.token_urlsafe(60))") \
	ALLOWED_HOSTS=www.paper.example SITE_URL=https://www.paper.example EMAIL_HOST=mail.paper.example \
	$(RUN) manage.py check --deploy --fail-level WARNING

lock: $(VENV)/.installed-dev
	for name in requirements requirements-grow requirements-dev; do \
	  $(RUN) -m uv pip compile --quiet --python-version 3.11 --generate-hashes --no-emit-find-links \
	    --custom-compile-command "make lock" $$name.in -o $$name.txt || exit 1; \
	done

clean:
	rm -rf $(VENV) .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
