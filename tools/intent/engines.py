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


def postgres_error() -> type[Exception]:
    """The base class of what can go wrong with PostgreSQL."""
    return postgres_driver().Error


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
    finally:
        connection.close()
