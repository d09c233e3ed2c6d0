"""The engines whose tables `intent compare` reads, and the connection to PostgreSQL.

A further engine is one more reader: a function that copies a relation into a table of a DuckDB
connection, under the column types of DuckDB. Register it in READERS.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from intent.errors import InputError
from intent.spark import read_spark

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


def postgres_driver():
    """The psycopg2 module, which only the requirements for PostgreSQL install."""
    try:
        import psycopg2
    except ModuleNotFoundError as error:
        raise InputError("the PostgreSQL driver is not installed; run `make setup-postgres`") from error
    return psycopg2


@contextmanager
def open_postgres() -> Iterator:
    """A connection by the variables that profiles.yml reads, as one transaction that is committed at the end."""
    driver = postgres_driver()
    place = {
        "host": os.environ.get("INTENT_POSTGRES_HOST", "localhost"),
        "port": os.environ.get("INTENT_POSTGRES_PORT", "5432"),
        "user": os.environ.get("INTENT_POSTGRES_USER", "intent"),
        "dbname": os.environ.get("INTENT_POSTGRES_DATABASE", "intent"),
    }
    try:
        connection = driver.connect(**place, password=os.environ.get("INTENT_POSTGRES_PASSWORD", ""))
    except driver.Error as error:
        where = f"{place['host']}:{place['port']}, database {place['dbname']}, user {place['user']}"
        raise InputError(
            f"no PostgreSQL at {where}; set INTENT_POSTGRES_HOST, _PORT, _USER, _PASSWORD and _DATABASE"
        ) from error
    try:
        with connection:
            yield connection
    except driver.Error as error:
        raise InputError(f"PostgreSQL says: {' '.join(str(error).split())}") from error
    finally:
        connection.close()


def postgres_columns(cursor, schema: str, name: str) -> list[tuple[str, str]]:
    """The columns of a PostgreSQL relation in order, with the full names of their types; none where it is missing."""
    cursor.execute(
        "select attname, format_type(atttypid, atttypmod) from pg_attribute "
        "where attrelid = to_regclass(%s) and attnum > 0 and not attisdropped order by attnum",
        [f'"{schema}"."{name}"'],
    )
    return cursor.fetchall()


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


# What `intent compare` takes for --left and --right.
READERS = {"duckdb": read_duckdb, "postgres": read_postgres, "spark": read_spark}
