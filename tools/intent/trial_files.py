"""Read a user's Parquet or CSV file and say in one sentence what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb

from intent.errors import InputError

TIME_PATTERN = r"^\d{4}-\d{2}-\d{2}([ T]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-](0\d|1[0-4]):?[0-5]\d)?)?$"


@dataclass(frozen=True)
class Column:
    """A column that a file must have: a text, or a time read as UTC."""

    name: str
    is_time: bool = False
    is_optional: bool = False
    default: str = ""


def parquet_literal(path: Path) -> str:
    """A path as a SQL text."""
    return "'" + str(path).replace("'", "''") + "'"


def checked_table(
    connection: duckdb.DuckDBPyConnection, table: str, path: Path, columns: list[Column]
) -> None:
    """Load a file into a table of exactly these columns; raise InputError for the first thing wrong."""
    relation = open_file(connection, path)
    for column in columns:
        if column.name not in relation.columns and not column.is_optional:
            raise InputError(
                f"{path}: column {column.name} is missing; it has {', '.join(relation.columns)} "
                f"and needs {', '.join(c.name for c in columns if not c.is_optional)}"
            )
    connection.register("user_file", relation)
    select_list = ", ".join(expression(column, relation) for column in columns)
    raw_list = ", ".join(
        f'cast("{column.name}" as varchar) as "raw_{column.name}"'
        for column in columns
        if column.name in relation.columns
    )
    try:
        connection.execute(
            f"create or replace table checked as select {select_list}, {raw_list}, "
            "row_number() over () as row_number from user_file"
        )
    except duckdb.Error as error:
        reason = str(error).splitlines()[0]
        raise InputError(f"{path} can't be read ({reason}); give Parquet or CSV") from error
    if connection.execute("select count(*) from checked").fetchone()[0] == 0:
        raise InputError(f"{path} is empty; give a file with at least one row")
    for column in columns:
        check_column(connection, path, column)
    names = ", ".join(f'"{column.name}"' for column in columns)
    connection.execute(f"create or replace table {table} as select {names} from checked")
    connection.execute("drop table checked")
    connection.unregister("user_file")


def open_file(connection: duckdb.DuckDBPyConnection, path: Path) -> duckdb.DuckDBPyRelation:
    """The rows of a Parquet or CSV file, CSV cells as text."""
    if not path.is_file():
        raise InputError(f"{path} does not exist; give the path of a Parquet or CSV file")
    if path.stat().st_size == 0:
        raise InputError(f"{path} is empty; give a file with at least one row")
    try:
        if path.read_bytes()[:4] == b"PAR1":
            return connection.read_parquet(str(path))
        return connection.read_csv(str(path), all_varchar=True, header=True)
    except duckdb.Error as error:
        reason = str(error).splitlines()[0]
        raise InputError(f"{path} can't be read ({reason}); give Parquet or CSV") from error


def expression(column: Column, relation: duckdb.DuckDBPyRelation) -> str:
    """The SQL that reads a column; null where it can't be read."""
    name = f'"{column.name}"'
    if column.name not in relation.columns:
        return f"'{column.default}' as {name}"
    kind = str(relation.types[relation.columns.index(column.name)])
    if not column.is_time:
        text = f"nullif(trim(cast({name} as varchar)), '')"
        return f"coalesce({text}, '{column.default}') as {name}" if column.is_optional else f"{text} as {name}"
    if "TIME ZONE" in kind:
        return f"cast({name} at time zone 'UTC' as timestamp) as {name}"
    if kind == "DATE" or kind.startswith("TIMESTAMP"):
        return f"cast({name} as timestamp) as {name}"
    if kind == "VARCHAR":
        return (
            f"case when regexp_matches(trim({name}), '{TIME_PATTERN}') then "
            f"cast(try_cast(trim({name}) || case when length(trim({name})) <= 10 or not regexp_matches(trim({name}), "
            f"'(Z|[+-]\\d{{2}}:?\\d{{2}})$') then '+00' else '' end as timestamptz) at time zone 'UTC' as timestamp) "
            f"end as {name}"
        )
    return f"cast(null as timestamp) as {name}"


def check_column(connection: duckdb.DuckDBPyConnection, path: Path, column: Column) -> None:
    """Stop at the first row in which the column holds nothing usable."""
    wrong = connection.execute(
        f'select row_number, "raw_{column.name}" from checked where "{column.name}" is null order by 1 limit 1'
    ).fetchone() if not column.is_optional else None
    if wrong is None:
        return
    value = "" if wrong[1] is None else wrong[1]
    wanted = (
        "write times as 2026-06-30 10:15:00 (UTC, or with an offset)"
        if column.is_time
        else "every row needs a value"
    )
    raise InputError(f"{path}: column {column.name} has the value '{value}' in row {wrong[0]}; {wanted}")
