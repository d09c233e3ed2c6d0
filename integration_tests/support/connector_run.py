"""Runs connectors on raw tables of a test's own, in a DuckDB file of a test's own.

Where INTENT_CONNECTOR_TARGET names another engine, whose server runs already, the tables are copied there and the
models are built there; their rows come back into DuckDB, so that a test asks the same questions of every engine.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

import duckdb
from contracts_project import SCHEMAS
from intent import warehouse
from intent.load_raw import load_raw
from intent.postgres import open_postgres
from intent.spark import ask, open_spark
from readers import READERS

TARGET = os.environ.get("INTENT_CONNECTOR_TARGET", "duckdb")
# What staging models read of the configuration.
CONFIGURATION = ["stg_intent__whole_numbers", "intent_lead_outcomes", "stg_intent__lead_outcomes"]
ROOT = Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "integration_tests" / "fixtures"


class ConnectorRun:
    """Raw tables in a database, and the staging models of one connector, or of several, on top of them."""

    def __init__(self, connector: str, folder: Path, also: Iterable[str] = ()):
        self.connectors, self.folder = [connector, *also], folder
        self.database = folder / "connector.duckdb"

    def load(self) -> None:
        """Make the raw tables of fixtures/<connector>/*.sql, each file in a connection of its own."""
        for connector in self.connectors:
            for file in sorted((FIXTURES / connector).glob("*.sql")):
                self.execute(file.read_text(encoding="utf-8"))

    def execute(self, sql: str) -> None:
        """Run statements on the database, in UTC."""
        with duckdb.connect(str(self.database)) as connection:
            connection.execute("set TimeZone = 'UTC'")
            connection.execute(sql)

    def build(self, models: Iterable[str] = (), **variables: object) -> str:
        """Run the connectors' models and others with their data tests; an error is raised with what dbt says."""
        given = ", ".join(f"{name}: {value}" for name, value in variables.items())
        places = ["--target-path", str(self.folder / "target"), "--log-path", str(self.folder / "target")]
        if TARGET != "duckdb":
            self.hand_over()
        return warehouse.run_dbt(
            ["build", "--quiet", "--target", TARGET, "--select", *CONFIGURATION, *models]
            + [f"models/staging/{connector}" for connector in self.connectors]
            + ["--indirect-selection", "buildable", "--exclude-resource-type", "unit_test", "--vars"]
            + [f"{{intent_connectors: [{', '.join(self.connectors)}], {given}}}", *places],
            ROOT,
            INTENT_DUCKDB_PATH=str(self.database),
        )

    def hand_over(self) -> None:
        """Copy the raw tables into the other engine."""
        raw = self.folder / "raw"
        with duckdb.connect(str(self.database)) as connection:
            tables = connection.execute("select schema_name, table_name from duckdb_tables()").fetchall()
            for schema in {schema for schema, _ in tables}:
                forget(schema)
            for schema, table in tables:
                (raw / schema).mkdir(parents=True, exist_ok=True)
                connection.execute(f"copy {schema}.{table} to '{raw / schema / table}.parquet' (format parquet)")
        load_raw(TARGET, raw)

    def rows(self, query: str) -> list[tuple]:
        """The rows of a query on models, in whichever of the three schemas they are."""
        if TARGET == "duckdb":
            with duckdb.connect(str(self.database), read_only=True) as connection:
                found = connection.execute("select schema_name from duckdb_schemas() where schema_name in ?", [SCHEMAS])
                built = [schema for (schema,) in found.fetchall()]
                assert built, "no model is built"
                connection.execute(f"set search_path = '{','.join(built)}'")
                return connection.execute(query).fetchall()
        with duckdb.connect() as connection, READERS[TARGET]() as copy:
            for model in set(re.findall(r"\b(?:from|join) (\w+)", query)):
                copy(self.schemas[model], model, connection, model)
            return connection.execute(query).fetchall()

    @cached_property
    def schemas(self) -> dict[str, str]:
        """The schema of each model and seed, as dbt noted it at the last build."""
        manifest = json.loads((self.folder / "target" / "manifest.json").read_text(encoding="utf-8"))
        return {node["alias"]: node["schema"] for node in manifest["nodes"].values()}


def forget(schema: str) -> None:
    """Drop a schema of raw tables that an earlier run handed over."""
    if TARGET == "postgres":
        with open_postgres() as connection, connection.cursor() as cursor:
            cursor.execute(f"drop schema if exists {schema} cascade")
    else:
        with open_spark() as cursor:
            ask(cursor, f"drop database if exists {schema} cascade")
