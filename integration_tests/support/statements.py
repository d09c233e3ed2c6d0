"""The SQL that dbt compiles for DuckDB, as a string and as a tree, and the warehouse it is about."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import duckdb
import sqlglot
from sqlglot import exp
from sqlglot.optimizer.annotate_types import annotate_types
from sqlglot.optimizer.qualify import qualify
from sqlglot.schema import MappingSchema

PREVIOUS_ROUND = "previous_round_of_this_fixpoint"


class Warehouse:
    """A built database: its columns with their types, and a connection for questions about its rows."""

    def __init__(self, connection: duckdb.DuckDBPyConnection):
        self.connection = connection
        self.columns: dict[tuple[str, str], dict[str, str]] = {}
        found = connection.execute(
            "select schema_name, table_name, column_name, data_type from duckdb_columns() where not internal"
        )
        for schema, table, column, kind in found.fetchall():
            self.columns.setdefault((schema, table), {})[column.lower()] = kind

    def columns_of(self, table: exp.Table) -> dict[str, str] | None:
        """The columns of a relation or of a file with their types, or None where it is not there."""
        key = (table.db, table.name) if table.db else ("main", table.name)
        if key not in self.columns and "." in table.name:
            described = self.connection.execute(f"describe select * from {table.sql('duckdb')}").fetchall()
            self.columns[key] = {name.lower(): kind for name, kind, *_ in described}
        return self.columns.get(key)

    def first_row(self, query: str) -> tuple:
        """The only row of a question."""
        return self.connection.execute(query).fetchone()


@dataclass(frozen=True)
class Statement:
    """One compiled model, test or analysis."""

    name: str
    sql: str
    warehouse: Warehouse
    raw: str = ""
    kind: str = "model"
    macros: frozenset[str] = frozenset()
    schema: str = "main"

    @property
    def relation(self) -> str:
        """The model's own table, in whichever of the schemas it stands."""
        return f"{self.schema}.{self.name}"

    def columns_of(self, table: exp.Table) -> dict[str, str] | None:
        """The columns of what a select reads, or None where it is a CTE; a round of a fixpoint has the model's own."""
        own_table = exp.to_table(self.relation) if table.name == PREVIOUS_ROUND else table
        return self.warehouse.columns_of(own_table) if own_table.db or "." in table.name else None

    @cached_property
    def tree(self) -> exp.Expression:
        """What is written, parsed."""
        trees = sqlglot.parse(self.sql, read="duckdb")
        assert len(trees) == 1 and trees[0] is not None, f"{self.name} is not one statement"
        return trees[0]

    @cached_property
    def typed(self) -> exp.Expression:
        """The tree with every star expanded, every column with its relation, and every expression with its type."""
        tree, tables = self.tree.copy(), {}
        for number, table in enumerate(tree.find_all(exp.Table)):
            columns = self.columns_of(table)
            if columns:
                name = f"relation_{number}"
                tables[name] = columns
                if not table.alias:
                    table.set("alias", exp.TableAlias(this=exp.to_identifier(table.name, quoted=True)))
                table.set("this", exp.to_identifier(name))
                table.set("db", None)
                table.set("catalog", None)
        schema = MappingSchema(tables, dialect="duckdb")
        tree = qualify(tree, schema=schema, dialect="duckdb", quote_identifiers=False, validate_qualify_columns=False)
        return annotate_types(tree, schema=schema, dialect="duckdb")

    def find(self, *kinds: type[exp.Expression]) -> Iterator[exp.Expression]:
        """The nodes of some kinds."""
        return self.tree.find_all(*kinds)


def statements_of(manifest_path: Path, warehouse: Warehouse, folder: str = "") -> list[Statement]:
    """The compiled statements of a manifest, or of what it has in a folder."""
    manifest = json.loads(manifest_path.read_text(encoding="utf-8"))
    called = callers(manifest)
    return [
        Statement(
            name=node["name"],
            sql=node["compiled_code"],
            warehouse=warehouse,
            raw=node["raw_code"],
            kind=node["resource_type"],
            macros=frozenset(name for macro in node["depends_on"]["macros"] for name in called(macro)),
            schema=node["schema"],
        )
        for node in manifest["nodes"].values()
        if node["package_name"] == "intent"
        and node.get("compiled_code")
        and node["original_file_path"].startswith(folder)
    ]


def callers(manifest: dict):
    """A function from a macro's id to the ids of the macros that it calls, directly or not, and its own."""

    def called(macro: str, seen: frozenset[str] = frozenset()) -> frozenset[str]:
        seen |= {macro}
        for needed in manifest["macros"].get(macro, {}).get("depends_on", {}).get("macros", []):
            if needed not in seen:
                seen |= called(needed, seen)
        return seen

    return called
