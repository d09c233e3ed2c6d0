"""Readers of what an engine built.

A reader is a function that copies a relation into a table of a DuckDB connection, under the column types of DuckDB. A
further engine is one more of them: register it in READERS.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
from intent.errors import InputError
from intent.postgres import open_postgres, postgres_columns
from intent.spark import ask, open_spark

# The DuckDB type under which a PostgreSQL type is read; numeric(p, s) keeps its digits.
DUCKDB_TYPES = {
    "boolean": "BOOLEAN",
    "smallint": "BIGINT",
    "integer": "BIGINT",
    "bigint": "BIGINT",
    "double precision": "DOUBLE",
    "text": "VARCHAR",
    "character varying": "VARCHAR",
    "date": "DATE",
    "timestamp without time zone": "TIMESTAMP",
}
# The type under which a Spark type is read; decimal(p,s) keeps its digits.
ARROW_TYPES = {
    "string": pa.string(),
    "boolean": pa.bool_(),
    "int": pa.int64(),
    "bigint": pa.int64(),
    "double": pa.float64(),
    "date": pa.date32(),
    "timestamp": pa.timestamp("us"),
}

Copy = Callable[[str, str, duckdb.DuckDBPyConnection, str], None]


@contextmanager
def read_duckdb() -> Iterator[Copy]:
    """Copy relations of the DuckDB file that profiles.yml builds into tables of a connection."""
    file = Path(os.environ.get("INTENT_DUCKDB_PATH", "warehouse.duckdb"))
    if not file.exists():
        raise InputError(f"{file} does not exist; run `dbt build` first, or set INTENT_DUCKDB_PATH")

    def copy(schema: str, name: str, into: duckdb.DuckDBPyConnection, table: str) -> None:
        try:
            into.execute(f"attach if not exists '{file}' as built (read_only)")
            into.execute(f'create table {table} as from built."{schema}"."{name}"')
        except duckdb.Error as error:
            raise InputError(f"{file}: {str(error).splitlines()[0]}; is it built, and closed?") from error

    yield copy


@contextmanager
def read_postgres() -> Iterator[Copy]:
    """Copy relations of PostgreSQL into tables of a connection, through CSV as the server streams it."""
    with open_postgres() as connection, connection.cursor() as cursor:
        cursor.execute("set datestyle to iso; set timezone to utc")

        def copy(schema: str, name: str, into: duckdb.DuckDBPyConnection, table: str) -> None:
            columns = {
                column: duckdb_type(f"{name}.{column}", kind) for column, kind in postgres_columns(cursor, schema, name)
            }
            if not columns:
                raise InputError(f"PostgreSQL has no {schema}.{name}; run `dbt build --target postgres` first")
            with tempfile.NamedTemporaryFile(suffix=".csv") as rows:
                cursor.copy_expert(
                    rf"""copy (select * from "{schema}"."{name}") to stdout (format csv, null '\N')""", rows
                )
                rows.flush()
                into.execute(
                    f"create table {table} as from read_csv(?, columns = {columns}, auto_detect = false, "
                    r"""header = false, delim = ',', quote = '"', escape = '"', nullstr = '\N', """
                    "allow_quoted_nulls = false)",
                    [rows.name],
                )

        yield copy


def duckdb_type(column: str, postgres_type: str) -> str:
    """The DuckDB type that holds every value of a PostgreSQL type."""
    exact = re.fullmatch(r"numeric\((\d+),(\d+)\)", postgres_type)
    if exact:
        return f"DECIMAL({exact[1]},{exact[2]})"
    known = DUCKDB_TYPES.get(re.sub(r"\(\d+\)", "", postgres_type))
    if known is None:
        raise InputError(f"{column} is {postgres_type} on postgres, which no other engine has; cast it in the model")
    return known


@contextmanager
def read_spark() -> Iterator[Copy]:
    """Copy relations of Spark into tables of a DuckDB connection."""
    with open_spark() as cursor:

        def copy(schema: str, name: str, into: duckdb.DuckDBPyConnection, table: str) -> None:
            kinds = {column: kind for column, kind, _ in ask(cursor, f"describe table {schema}.{name}")}
            rows = ask(cursor, f"select {', '.join(f'`{column}`' for column in kinds)} from {schema}.{name}")
            values = list(zip(*rows, strict=True)) or [()] * len(kinds)
            found = pa.table(
                {
                    column: arrow_array(f"{name}.{column}", kind, cells)
                    for (column, kind), cells in zip(kinds.items(), values, strict=True)
                }
            )
            into.register("rows_of_spark", found)
            into.execute(f"create table {table} as from rows_of_spark")
            into.unregister("rows_of_spark")

        yield copy


def arrow_array(column: str, spark_type: str, values: tuple) -> pa.Array:
    """The values of a column as an Arrow array of the type that holds every value of a Spark type."""
    if spark_type.startswith("decimal("):
        precision, scale = spark_type[8:-1].split(",")
        return pa.array(values, pa.decimal128(int(precision), int(scale)))
    if spark_type not in ARROW_TYPES:
        raise InputError(f"{column} is {spark_type} on spark, which no other engine has; cast it in the model")
    if spark_type == "date":
        values = [value if value is None or isinstance(value, date) else date.fromisoformat(value) for value in values]
    return pa.array(values, ARROW_TYPES[spark_type])


READERS = {"duckdb": read_duckdb, "postgres": read_postgres, "spark": read_spark}
