"""The connection to PostgreSQL, and what it has there."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from intent.errors import InputError


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
