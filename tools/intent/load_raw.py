"""Put the raw Parquet files into the database of a target, one schema per source."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import duckdb

from intent import engines
from intent.errors import InputError
from intent.spark import load_raw_spark

# The PostgreSQL type of a Parquet column, by the name DuckDB gives to the Parquet type.
POSTGRES_TYPES = {
    "VARCHAR": "text",
    "BOOLEAN": "boolean",
    "INTEGER": "integer",
    "BIGINT": "bigint",
    "DOUBLE": "double precision",
    "DATE": "date",
    "TIMESTAMP": "timestamp",
    "TIMESTAMP WITH TIME ZONE": "timestamptz",
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
    with engines.open_postgres() as connection, connection.cursor() as cursor:
        return {f"{file.parent.name}.{file.stem}": load_file(cursor, file) for file in files}


def load_file(cursor, file: Path) -> int:
    """Put the rows of one Parquet file in place of those of its table; return how many there are."""
    table = f'"{file.parent.name}"."{file.stem}"'
    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as reader:
        csv = Path(folder) / "rows.csv"
        try:
            columns = reader.execute(
                "select column_name, column_type from (describe from read_parquet(?))", [str(file)]
            )
            columns = [(name, postgres_type(file, name, kind)) for name, kind in columns.fetchall()]
            reader.execute(rf"copy (from '{file}') to '{csv}' (format csv, header false, nullstr '\N')")
        except duckdb.Error as error:
            raise InputError(f"{file} is no readable Parquet file: {str(error).splitlines()[0]}") from error
        make_table(cursor, file, columns)
        with csv.open("rb") as rows:
            try:
                cursor.copy_expert(rf"copy {table} from stdin (format csv, null '\N')", rows)
            except engines.postgres_error() as error:
                raise InputError(f"{file} does not fit into {table}: {str(error).splitlines()[0]}") from error
    return cursor.rowcount


def make_table(cursor, file: Path, columns: list[tuple[str, str]]) -> None:
    """Empty the table, or make it where it is missing or has other columns; views on an unchanged table stay."""
    schema, name = file.parent.name, file.stem
    cursor.execute(f'create schema if not exists "{schema}"')
    cursor.execute(
        "select attname, format_type(atttypid, atttypmod) from pg_attribute "
        "where attrelid = to_regclass(%s) and attnum > 0 and not attisdropped order by attnum",
        [f'"{schema}"."{name}"'],
    )
    wanted = [(column, kind.replace("timestamptz", "timestamp with time zone")) for column, kind in columns]
    stored = [(column, kind.replace("timestamp without time zone", "timestamp")) for column, kind in cursor.fetchall()]
    if stored == wanted:
        cursor.execute(f'truncate "{schema}"."{name}"')
        return
    cursor.execute(f'drop table if exists "{schema}"."{name}" cascade')
    described = ", ".join(f'"{column}" {kind}' for column, kind in columns)
    cursor.execute(f'create table "{schema}"."{name}" ({described})')


def postgres_type(file: Path, column: str, parquet_type: str) -> str:
    """The PostgreSQL type of a column, or a sentence that names a column whose type has none."""
    if re.fullmatch(r"DECIMAL\(\d+,\d+\)", parquet_type):
        return parquet_type.replace("DECIMAL", "numeric")
    if parquet_type not in POSTGRES_TYPES:
        raise InputError(
            f"{file}, column {column}: type {parquet_type} has no place in PostgreSQL; cast it in the file"
        )
    return POSTGRES_TYPES[parquet_type]
