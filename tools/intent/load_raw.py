"""Put the raw Parquet files into the database of a target, one schema per source."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import duckdb

from intent.errors import InputError
from intent.postgres import open_postgres, postgres_columns
from intent.spark import load_raw_spark

# The PostgreSQL type of a Parquet column, by the name DuckDB gives to the Parquet type.
POSTGRES_TYPES = {
    "VARCHAR": "text",
    "BOOLEAN": "boolean",
    "INTEGER": "integer",
    "BIGINT": "bigint",
    "DOUBLE": "double precision",
    "DATE": "date",
    "TIMESTAMP": "timestamp without time zone",
    "TIMESTAMP WITH TIME ZONE": "timestamp with time zone",
}


def load_raw(target: str, raw: Path) -> dict[str, int]:
    """Make every file raw/<source>/<table>.parquet the table <source>.<table>; return the rows of each."""
    if target not in ("postgres", "spark"):
        raise InputError(
            f"--target {target}: raw files are loaded into postgres or spark; DuckDB reads them where they are"
        )
    files = sorted(raw.glob("*/*.parquet"))
    if not files:
        raise InputError(f"{raw} holds no <source>/<table>.parquet; give the folder of the raw files with --raw")
    if target == "spark":
        return load_raw_spark(files)
    with open_postgres() as connection, connection.cursor() as cursor:
        return {f"{file.parent.name}.{file.stem}": load_file(cursor, file) for file in files}


def load_file(cursor, file: Path) -> int:
    """Put the rows of one Parquet file in place of those of its table; return how many there are."""
    with tempfile.NamedTemporaryFile(suffix=".csv") as rows, duckdb.connect() as reader:
        source = f"read_parquet('{str(file).replace(chr(39), 2 * chr(39))}')"
        try:
            described = reader.execute(f"select column_name, column_type from (describe from {source})").fetchall()
            columns = [(name, postgres_type(file, name, kind)) for name, kind in described]
            cells = ", ".join(
                f'case when "{name}" is not null then to_json("{name}") end' if kind == "jsonb" else f'"{name}"'
                for name, kind in columns
            )
            reader.execute(
                rf"copy (select {cells} from {source}) to '{rows.name}' (format csv, header false, nullstr '\N')"
            )
        except duckdb.Error as error:
            raise InputError(f"{file} is no readable Parquet file: {str(error).splitlines()[0]}") from error
        table = make_table(cursor, file.parent.name, file.stem, columns)
        with open(rows.name, "rb") as written:
            cursor.copy_expert(rf"copy {table} from stdin (format csv, null '\N')", written)
    return cursor.rowcount


def make_table(cursor, schema: str, name: str, columns: list[tuple[str, str]]) -> str:
    """Empty a table, or make it where it is missing or has other columns; views on an unchanged table stay."""
    table = f'"{schema}"."{name}"'
    cursor.execute(f'create schema if not exists "{schema}"')
    if postgres_columns(cursor, schema, name) == columns:
        cursor.execute(f"truncate {table}")
        return table
    described = ", ".join(f'"{column}" {kind}' for column, kind in columns)
    cursor.execute(f"drop table if exists {table} cascade")
    cursor.execute(f"create table {table} ({described})")
    return table


def postgres_type(file: Path, column: str, parquet_type: str) -> str:
    """The PostgreSQL type of a column, or a sentence that names a column whose type has none."""
    if re.fullmatch(r"DECIMAL\(\d+,\d+\)", parquet_type):
        return parquet_type.replace("DECIMAL", "numeric")
    if parquet_type.endswith("[]") or parquet_type.startswith("STRUCT("):
        return "jsonb"
    if parquet_type not in POSTGRES_TYPES:
        raise InputError(
            f"{file}, column {column}: type {parquet_type} has no place in PostgreSQL; cast it in the file"
        )
    return POSTGRES_TYPES[parquet_type]
