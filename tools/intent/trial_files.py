"""Read a user's Parquet or CSV file and say in one sentence what is wrong with it."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import duckdb

from intent.errors import InputError

TIME_PATTERN = (
    r"^\d{4}-\d{2}-\d{2}"
    r"([ T]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-](0\d|1[0-4]):?[0-5]\d)?)?$"
)
OFFSET_PATTERN = r":.*(Z|[+-]\d{2}:?\d{2})$"
# What exports write for a missing id; as an id it would merge strangers into one person.
NO_IDS = ("null", "(null)", "none", "nan", "undefined", "<na>")


@dataclass(frozen=True)
class Column:
    """A column that a file must have: a text, an id, or a time read as UTC."""

    name: str
    is_time: bool = False
    is_id: bool = False
    is_optional: bool = False
    default: str = ""


def string_literal(value: object) -> str:
    """A text as a SQL literal."""
    return "'" + str(value).replace("'", "''") + "'"


def checked_table(connection: duckdb.DuckDBPyConnection, table: str, path: Path, columns: list[Column]) -> None:
    """Load a file into a table of exactly these columns, or raise InputError for a fault in it."""
    relation = open_file(connection, path)
    check_columns_exist(path, relation, columns)
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
        raise unreadable(path, error) from error
    if connection.execute("select count(*) from checked").fetchone()[0] == 0:
        raise InputError(f"{path} is empty; give a file with at least one row")
    for column in columns:
        check_values(connection, path, column)
    names = ", ".join(f'"{column.name}"' for column in columns)
    connection.execute(f"create or replace table {table} as select {names} from checked")
    connection.execute("drop table checked")
    connection.unregister("user_file")


def open_file(connection: duckdb.DuckDBPyConnection, path: Path) -> duckdb.DuckDBPyRelation:
    """The rows of a Parquet or CSV file, CSV cells as text."""
    check_is_file(path, "give the path of a Parquet or CSV file")
    if path.stat().st_size == 0:
        raise InputError(f"{path} is empty; give a file with at least one row")
    try:
        with path.open("rb") as file:
            is_parquet = file.read(4) == b"PAR1"
        if is_parquet:
            return connection.read_parquet(str(path))
        return open_csv(connection, path)
    except (duckdb.Error, UnicodeDecodeError, csv.Error, OSError) as error:
        raise unreadable(path, error) from error


def check_is_file(path: Path, advice: str) -> None:
    """Stop with a sentence where there is no file."""
    if path.is_dir():
        raise InputError(f"{path} is a folder; {advice}")
    if not path.is_file():
        raise InputError(f"{path} does not exist; {advice}")


def open_csv(connection: duckdb.DuckDBPyConnection, path: Path) -> duckdb.DuckDBPyRelation:
    """The rows of a CSV file as text; the header decides, nothing about the rows is guessed."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        first_line = file.readline(100_000)
        file.seek(0)
        separator = max(",;\t|", key=first_line.count)
        names = [name.strip() for name in next(csv.reader(file, delimiter=separator))]
    header = [
        name if name and name not in names[:position] else f"column {position + 1}"
        for position, name in enumerate(names)
    ]
    return connection.read_csv(
        str(path),
        columns=dict.fromkeys(header, "VARCHAR"),
        auto_detect=False,
        header=True,
        sep=separator,
        quotechar='"',
        escapechar='"',
    )


def unreadable(path: Path, error: Exception) -> InputError:
    """The error for a file that is neither Parquet nor CSV, with the reason in one line."""
    lines = [line.strip(". ") for line in str(error).splitlines()]
    telling = ("CSV Error on Line", "Expected Number", "Invalid unicode", "Value with unterminated")
    reason = ", ".join(
        line.removeprefix("Invalid Input Error: ") for line in lines if any(start in line for start in telling)
    )
    return InputError(
        f"{path} can't be read ({reason or lines[0]}); give Parquet, or CSV in UTF-8 with quotes "
        "around cells that hold a separator"
    )


def check_columns_exist(path: Path, relation: duckdb.DuckDBPyRelation, columns: list[Column]) -> None:
    """Stop where a column is missing."""
    needed = [column.name for column in columns if not column.is_optional]
    for name in needed:
        if name not in relation.columns:
            raise InputError(
                f"{path}: column {name} is missing; it has {', '.join(relation.columns)} and needs {', '.join(needed)}"
            )


def expression(column: Column, relation: duckdb.DuckDBPyRelation) -> str:
    """The SQL that reads a column; null where it can't be read."""
    name = f'"{column.name}"'
    if column.name not in relation.columns:
        return f"{string_literal(column.default)} as {name}"
    if column.is_time:
        kind = str(relation.types[relation.columns.index(column.name)])
        return f"{time_expression(name, kind)} as {name}"
    text = f"nullif(trim(cast({name} as varchar)), '')"
    if column.is_id:
        no_ids = ", ".join(string_literal(word) for word in NO_IDS)
        text = f"case when lower({text}) not in ({no_ids}) then {text} end"
    if column.is_optional:
        text = f"coalesce({text}, {string_literal(column.default)})"
    return f"{text} as {name}"


def time_expression(name: str, kind: str) -> str:
    """The SQL that reads a UTC time from a column of a type; a text without an offset is UTC."""
    if "TIME ZONE" in kind:
        return f"cast({name} at time zone 'UTC' as timestamp)"
    if kind == "DATE" or kind.startswith("TIMESTAMP"):
        return f"cast({name} as timestamp)"
    if kind != "VARCHAR":
        return "cast(null as timestamp)"
    text = f"trim({name})"
    zone = (
        f"case when regexp_matches({text}, '{OFFSET_PATTERN}') then '' "
        f"when contains({text}, ':') then '+00' else ' 00:00:00+00' end"
    )
    instant = f"try_cast({text} || {zone} as timestamptz) at time zone 'UTC'"
    return f"case when regexp_matches({text}, '{TIME_PATTERN}') then cast({instant} as timestamp) end"


def check_values(connection: duckdb.DuckDBPyConnection, path: Path, column: Column) -> None:
    """Stop at the first row in which the column holds nothing usable."""
    if column.is_optional:
        return
    wrong = connection.execute(
        f"select row_number, coalesce(\"raw_{column.name}\", '') from checked "
        f'where "{column.name}" is null order by row_number limit 1'
    ).fetchone()
    if wrong is None:
        return
    wanted = (
        "write times as 2026-06-30 10:15:00 (UTC, or with an offset)" if column.is_time else "every row needs a value"
    )
    raise InputError(f"{path}: column {column.name} has the value '{wrong[1]}' in row {wrong[0]}; {wanted}")
