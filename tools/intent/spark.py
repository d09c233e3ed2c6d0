"""Raw files into a Spark cluster, through its Thrift server."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb

from intent.errors import InputError

# The Spark type of a Parquet column, by the name DuckDB gives to the Parquet type; instants are UTC.
SPARK_TYPES = {
    "VARCHAR": "string",
    "BOOLEAN": "boolean",
    "INTEGER": "int",
    "BIGINT": "bigint",
    "DOUBLE": "double",
    "DATE": "date",
    "TIMESTAMP": "timestamp",
    "TIMESTAMP WITH TIME ZONE": "timestamp",
}
# Without this prefix the Thrift server ignores a setting of a new session.
SETTINGS = {"set:hiveconf:spark.sql.session.timeZone": "UTC"}
ROWS_PER_FETCH = 20_000


@contextmanager
def open_spark() -> Iterator:
    """A cursor on the Thrift server, by the variables that profiles.yml reads."""
    try:
        from pyhive import hive
    except ModuleNotFoundError as error:
        raise InputError("the Spark client is not installed; run `make setup-spark`") from error
    host, port = os.environ.get("INTENT_SPARK_HOST", "localhost"), os.environ.get("INTENT_SPARK_PORT", "10000")
    user = os.environ.get("INTENT_SPARK_USER", "intent")
    try:
        connection = hive.connect(host, port=int(port), username=user, configuration=SETTINGS)
    except Exception as error:
        raise InputError(
            f"no Spark Thrift server at {host}:{port}, user {user}; set INTENT_SPARK_HOST, _PORT and _USER"
        ) from error
    try:
        yield connection.cursor(arraysize=ROWS_PER_FETCH)
    finally:
        # A broken connection cannot say goodbye; the server drops its session by itself.
        with suppress(Exception):
            connection.close()


def ask(cursor, query: str) -> list[tuple]:
    """The rows of a query, or the first sentence of Spark's complaint."""
    from pyhive.exc import Error

    try:
        cursor.execute(query)
        return cursor.fetchall() if cursor.description else []
    except Error as error:
        status = getattr(error.args[0], "status", None)
        reason = (status.errorMessage if status else str(error)).splitlines()[0]
        raise InputError(f"Spark: {reason}") from error


def load_raw_spark(files: list[Path]) -> dict[str, int]:
    """Make a table of each file <source>/<table>.parquet where it lies (every worker must see it); return the rows."""
    loaded = {}
    with open_spark() as cursor, duckdb.connect() as reader:
        for file in files:
            columns = reader.execute(
                "select column_name, column_type from (describe from read_parquet(?))", [str(file)]
            ).fetchall()
            described = ", ".join(f"`{name}` {spark_type(file, name, kind)}" for name, kind in columns)
            table = f"{file.parent.name}.{file.stem}"
            ask(cursor, f"create database if not exists {file.parent.name}")
            ask(cursor, f"drop table if exists {table}")
            ask(cursor, f"create table {table} ({described}) using parquet options (path '{file.resolve()}')")
            loaded[table] = ask(cursor, f"select count(*) from {table}")[0][0]
    return loaded


def spark_type(file: Path, column: str, parquet_type: str) -> str:
    """The Spark type of a column, or a sentence that names a column whose type has none."""
    if parquet_type.startswith("DECIMAL("):
        return parquet_type.lower()
    if parquet_type.endswith("[]"):
        return f"array<{spark_type(file, column, parquet_type[:-2])}>"
    if parquet_type.startswith("STRUCT("):
        fields = ((name, spark_type(file, column, str(kind))) for name, kind in duckdb.sqltype(parquet_type).children)
        return f"struct<{', '.join(f'`{name}`: {kind}' for name, kind in fields)}>"
    if parquet_type not in SPARK_TYPES:
        raise InputError(f"{file}, column {column}: type {parquet_type} has no place in Spark; cast it in the file")
    return SPARK_TYPES[parquet_type]
