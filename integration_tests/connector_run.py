"""Runs one connector on raw tables of a test's own, in a DuckDB file of a test's own."""

from __future__ import annotations

from pathlib import Path

import duckdb
from intent import warehouse

ROOT = Path(__file__).resolve().parents[1]
FIXTURES = ROOT / "integration_tests" / "fixtures"


class ConnectorRun:
    """Raw tables in a database, and the staging models of one connector on top of them."""

    def __init__(self, connector: str, folder: Path):
        self.connector, self.folder = connector, folder
        self.database = folder / "connector.duckdb"

    def load(self) -> None:
        """Make the raw tables of fixtures/<connector>/*.sql, each file in a connection of its own."""
        for file in sorted((FIXTURES / self.connector).glob("*.sql")):
            self.execute(file.read_text(encoding="utf-8"))

    def execute(self, sql: str) -> None:
        """Run statements on the database, in UTC."""
        with duckdb.connect(str(self.database)) as connection:
            connection.execute("set TimeZone = 'UTC'")
            connection.execute(sql)

    def build(self, **variables: object) -> str:
        """Run the connector's models and their data tests; an error is raised with what dbt says."""
        given = ", ".join(f"{name}: {value}" for name, value in variables.items())
        places = ["--target-path", str(self.folder / "target"), "--log-path", str(self.folder / "target")]
        return warehouse.run_dbt(
            ["build", "--quiet", "--select", "stg_intent__whole_numbers", f"models/staging/{self.connector}"]
            + ["--exclude-resource-type", "unit_test", "--vars"]
            + [f"{{intent_connectors: [{self.connector}], {given}}}", *places],
            ROOT,
            INTENT_DUCKDB_PATH=str(self.database),
        )

    def rows(self, query: str) -> list[tuple]:
        """The rows of a query; the models are in the schema `intent`."""
        with duckdb.connect(str(self.database), read_only=True) as connection:
            connection.execute("set schema = 'intent'")
            return connection.execute(query).fetchall()
