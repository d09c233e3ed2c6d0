# Two commands: `make build` (demo data to marts on DuckDB) and `make test` (what must hold; `.ci/run` calls test-builds too).
SHELL := /bin/bash
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
DBT := $(BIN)/dbt
# Where `make test` builds, on no rows first, then the demo that its tests look at; dbt reads the project once for both.
TESTED := target/tested
# The demo as `make test` built it; '' where it has not, and then tests build it.
BUILT_DEMO = $(if $(wildcard $(TESTED)/warehouse.duckdb),$(CURDIR)/$(TESTED))
# Where `make check` builds the demo; dbt reads again only what changed since.
CHECKED := target/checked
# Which modules a worker takes, and in which order, is said in conftest.py.
PYTEST_WORKERS := -n 2 --dist loadfile --no-loadscope-reorder
BOARDS := $(filter-out %/meta.yml,$(wildcard boards/charts/*.yml))
# How a board is written; a run says nothing to anybody.
RENDER = $(BIN)/dct --no-send-anonymous-usage-stats --no-workspace-guard render --ignore-warning WARN-CATEGORY-COLOR-PIN-UNSEEN --project-dir boards --no-cache --format html --output '$(CURDIR)/target/boards/{stem}.html' $(if $(CONTACT),--var "contact=$$CONTACT")
# Groups of dependencies that need no other one.
GROUPS_ALONE := dev postgres boards docs reverse-etl semantic train
PIN := uv pip compile --generate-hashes --no-header --no-emit-index-url --no-emit-find-links --no-annotate --quiet pyproject.toml
export DBT_PROFILES_DIR := $(CURDIR)
export DBT_SEND_ANONYMOUS_USAGE_STATS := false
# dbt's faster way to find what waits for which test.
export DBT_USE_FAST_TEST_EDGES := true

.PHONY: help build check test test-builds setup setup-dev setup-bench setup-postgres test-postgres test-postgres-sources setup-spark test-spark setup-semantic test-semantic setup-boards boards board-picture test-boards setup-docs setup-train test-train setup-reverse-etl test-reverse-etl lint empty-build pytest bench docs figures demo-data requirements clean

help: ## Show the targets.
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 18

build: setup ## Set up the environment, build the demo from raw files to marts, print the result, publish the marts.
	@$(BIN)/intent check --database "$${INTENT_DUCKDB_PATH:-warehouse.duckdb}"
	$(DBT) --quiet build --full-refresh --no-partial-parse
	@$(BIN)/intent summary
	@$(BIN)/intent publish

check: setup-dev lint ## The fast loop: lint, parse, house rules, unit tests and the demo built, in three minutes at most.
	@$(BIN)/intent check
	mkdir -p $(CHECKED)
	INTENT_DUCKDB_PATH=$(CHECKED)/warehouse.duckdb $(DBT) --quiet build --full-refresh --target-path $(CHECKED)/target
	INTENT_BUILT_DEMO="$(CURDIR)/$(CHECKED)" $(BIN)/python -m pytest integration_tests/house/test_house_rules.py integration_tests/house/test_floor_plan.py integration_tests/house/test_words.py

test: setup-dev lint empty-build ## Lint, build empty, build the demo, run every test but those of test-builds; under 20 minutes.
	rm -f $(TESTED)/warehouse.duckdb*
	INTENT_DUCKDB_PATH=$(TESTED)/warehouse.duckdb $(DBT) --quiet build --full-refresh --target-path $(TESTED)/target
	@INTENT_DUCKDB_PATH=$(TESTED)/warehouse.duckdb $(BIN)/intent summary
	INTENT_BUILT_DEMO="$(CURDIR)/$(TESTED)" $(BIN)/python -m pytest $(PYTEST_WORKERS) --ignore=integration_tests/builds

test-builds: setup-dev ## Builds after builds, which take as long again: increments, late rows, edits, kills, refreshes, random deliveries.
	INTENT_BUILT_DEMO="$(BUILT_DEMO)" $(BIN)/python -m pytest $(PYTEST_WORKERS) integration_tests/builds

lint: setup-dev ## sqlfluff, yamllint and ruff.
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/yamllint --strict .
	$(BIN)/sqlfluff lint --processes 2 models tests analyses

empty-build: setup-dev ## Every model and test compiles and runs on no rows.
	@$(BIN)/intent check
	rm -rf $(TESTED) && mkdir -p $(TESTED)
	INTENT_DUCKDB_PATH=$(TESTED)/warehouse.duckdb $(DBT) --quiet build --empty --full-refresh --target-path $(TESTED)/target --exclude-resource-type unit_test

pytest: setup-dev ## All Python tests; they build the demo for themselves.
	$(BIN)/python -m pytest $(PYTEST_WORKERS)

test-postgres: setup-dev setup-postgres ## Build the demo on a PostgreSQL of its own and on DuckDB, fully and in an increment of two days, and compare.
	$(BIN)/python integration_tests/engines/postgres_server.py demo

test-postgres-sources: setup-dev setup-postgres ## Connectors that the demo does not have, and random deliveries, on a PostgreSQL of its own.
	$(BIN)/python integration_tests/engines/postgres_server.py sources

test-spark: setup-dev setup-spark ## The demo and the other connectors on a Spark cluster of its own (needs Java 17).
	$(BIN)/python integration_tests/engines/spark_cluster.py

test-semantic: setup-dev setup-semantic ## The metrics asked by MetricFlow; on the demo as `make test` built it, or built here.
	INTENT_BUILT_DEMO="$(BUILT_DEMO)" $(BIN)/python -m pytest integration_tests/semantic

test-train: setup-dev setup-train ## Scorecards of scikit-learn and interpret; on the demo as `make test` built it, or built here.
	INTENT_BUILT_DEMO="$(BUILT_DEMO)" $(BIN)/python -m pytest integration_tests/training

test-reverse-etl: setup-dev setup-reverse-etl ## The syncs of reverse_etl/drt against an endpoint of this machine.
	$(BIN)/python -m pytest integration_tests/reverse_etl

boards: setup setup-boards ## Write the boards as files to open from disk: target/boards/*.html (CONTACT=email tells that contact's story).
	@database="$${INTENT_DUCKDB_PATH:-warehouse.duckdb}"; \
	test -f "$$database" || { echo "No database $$database: make build writes it; INTENT_DUCKDB_PATH names another one." >&2; exit 1; }; \
	mkdir -p target/boards; \
	INTENT_BOARDS_DATABASE="$$(cd "$$(dirname "$$database")" && pwd)/$$(basename "$$database")" $(RENDER) $(BOARDS)

board-picture: boards ## Draw the README's picture of the first board again, from the demo.
	$(BIN)/python integration_tests/boards/browser.py target/boards/overview.html docs/overview.png

test-boards: setup-dev setup-boards setup-docs ## The boards and the pages of `make docs` in a headless Chromium; on the demo as `make test` built it, or built here.
	INTENT_BUILT_DEMO="$(BUILT_DEMO)" $(BIN)/python -m pytest integration_tests/boards

bench: setup-bench ## Measure what scoring costs, as multiples of limits and peers of the same run; into bench/.
	$(BIN)/intent bench

docs: setup setup-docs ## Write the dbt docs and the lineage of columns of the last build, one page each: target/docs/*.html.
	@$(BIN)/intent docs --database "$${INTENT_DUCKDB_PATH:-warehouse.duckdb}"

figures: build ## Write the README's picture and the score worked out by hand again, from the demo.
	@$(BIN)/intent summary --picture docs/lift.svg --by-hand docs/score_by_hand.md

demo-data: setup ## Write the committed demo files again.
	$(BIN)/intent generate --contacts 2000 --months 12 --seed 7 --out demo

setup: .venv/base.stamp ## Create the environment from the pinned requirements.
setup-dev: .venv/dev.stamp ## The same with the tools that lint and test.
setup-postgres: .venv/postgres.stamp ## The same with the adapter for PostgreSQL.
setup-bench: .venv/bench.stamp ## The same with what `make bench` compares with: polars, pandas, the adapter for PostgreSQL.
setup-spark: .venv/spark.stamp ## The same with the adapter for Spark and, for tests, Spark itself.
setup-boards: .venv/boards.stamp ## The same with dbt-charts, which draws the boards, and playwright, which opens them in tests.
setup-docs: .venv/docs.stamp ## The same with dbt-colibri, which draws the lineage of columns.
setup-reverse-etl: .venv/reverse-etl.stamp ## The same with drt-core, which runs the syncs of reverse_etl/drt.
setup-semantic: .venv/semantic.stamp ## The same with MetricFlow, which answers by the names of metrics.
setup-train: .venv/train.stamp ## The same with scikit-learn and interpret, by which intent train fits scorecards.

# A stamp is the last thing that is written; what a broken-off setup left is found by requirements/install.
.venv/base.stamp: requirements/base.txt
	@PYTHON="$(PYTHON)" requirements/install base
	@touch $@

$(GROUPS_ALONE:%=.venv/%.stamp): .venv/%.stamp: requirements/%.txt requirements/base.txt
	@PYTHON="$(PYTHON)" requirements/install $*
	@touch .venv/base.stamp $@

.venv/bench.stamp: requirements/bench.txt requirements/postgres.txt requirements/base.txt
	@PYTHON="$(PYTHON)" requirements/install bench postgres
	@touch .venv/base.stamp .venv/postgres.stamp $@

.venv/spark.stamp: requirements/spark.txt requirements/spark-server.txt requirements/base.txt
	@PYTHON="$(PYTHON)" requirements/install spark spark-server
	@touch .venv/base.stamp $@

requirements: ## Pin the requirement files again (needs uv on the path).
	$(PIN) -o requirements/base.txt
	$(PIN) --group dev -c requirements/base.txt -o requirements/dev.txt
	for group in $(filter-out dev,$(GROUPS_ALONE)) bench spark spark-server; do \
		$(PIN) --group $$group -c requirements/dev.txt -o requirements/$$group.txt || exit 1; \
	done

clean: ## Remove what the build made; the environment stays.
	rm -rf target logs warehouse.duckdb warehouse.duckdb.wal marts.duckdb
