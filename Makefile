# Everything a person does here by name. The work itself is in scripts/, in Python.
PYTHON ?= $(shell command -v python3.11 || command -v python3)

.PHONY: help run seed test check fix bench soak relevance lock screenshots

help:          ## list the commands
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*##/ —/'

run:           ## from a bare checkout to a seeded site on http://localhost:8000
	@$(PYTHON) scripts/run.py

seed:          ## demo content anew
	@$(PYTHON) scripts/run.py seed

test:          ## the whole suite: SQLite, Elasticsearch, PostgreSQL, without redemption, browser
	@$(PYTHON) scripts/run_tests.py

check:         ## what CI runs: lint, types, layers, migrations, translations, then test
	@$(PYTHON) scripts/run_checks.py

fix:           ## format and mend what can be
	@$(PYTHON) scripts/run_checks.py fix

bench:         ## measurements into docs/benchmarks.md
	@$(PYTHON) scripts/bench.py

soak:          ## the long tests at full counts
	@SOAK=1 $(PYTHON) scripts/run_tests.py

relevance:     ## the tables of the finder's relevance
	@$(PYTHON) scripts/bench.py relevance

lock:          ## compile the requirements with hashes
	@$(PYTHON) scripts/lock.py

screenshots:   ## docs/screenshots/
	@$(PYTHON) scripts/screenshots.py
