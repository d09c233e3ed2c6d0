"""Read a user's Parquet or CSV file; a row that can't be used is refused with its place and a reason."""

from __future__ import annotations

import csv
import tempfile
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import duckdb
from jinja2 import Environment

from intent.errors import InputError
from intent.trial.lines import ADVICE, Refusal, check_encoding, opened_csv
from intent.warehouse import PACKAGE_FOLDER

# What exports write for a missing id; as an id it would merge strangers into one person.
NO_IDS = ("null", "(null)", "none", "nan", "undefined", "<na>")
# Space of all alphabets, and characters that nobody sees, around a cell.
SPACE = r"[\s\pZ\x{FEFF}\x{200B}-\x{200F}\x{2060}]+"
TIME_ADVICE = "write times as 2026-06-30 10:15:00 (UTC, or with an offset)"
MAX_SHOWN = 60


@dataclass(frozen=True)
class Column:
    """A column that a file must have: a string, an id, or a time read as UTC."""

    name: str
    is_time: bool = False
    is_id: bool = False
    is_optional: bool = False
    default: str = ""
    allowed: tuple[str, ...] = ()


@dataclass
class Reading:
    """A file that was read into a table of its usable rows."""

    path: Path
    table: str
    n_rows: int
    refused: list[Refusal]
    people: set[str] = field(default_factory=set)

    def refuse(self, connection: duckdb.DuckDBPyConnection, column: str, is_wrong: str, reason: str) -> None:
        """Take the rows out for which a condition on the table is true; InputError where none is left."""
        shown = f'"raw_{column}"'
        found = connection.execute(
            f"select row_number, line, coalesce({shown}, '') from {self.table} where {is_wrong} order by row_number"
        ).fetchall()
        if not found:
            return
        connection.execute(f"delete from {self.table} where {is_wrong}")
        self.refused += [
            Refusal(str(self.path), row, line, column, shown_value(value), reason) for row, line, value in found
        ]
        self.check_any_left(connection)

    def check_any_left(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Stop where no row can be used."""
        if connection.execute(f"select count(*) from {self.table}").fetchall()[0][0] == 0:
            first = min(self.refused, key=lambda refusal: refusal.row)
            raise InputError(f"{self.path}: {first.sentence}; none of its {self.n_rows} row(s) can be used")


def shown_value(value: str) -> str:
    """A refused value as it may be printed: short, in one line, and nobody's address."""
    if "@" in value:
        return "(holds an @)"
    shown = "".join(character if character.isprintable() else "?" for character in value[:MAX_SHOWN])
    return f"{shown}..." if len(value) > MAX_SHOWN else shown


def string_literal(value: object) -> str:
    """A string as a SQL literal."""
    return "'" + str(value).replace("'", "''") + "'"


def checked_table(connection: duckdb.DuckDBPyConnection, table: str, path: Path, columns: list[Column]) -> Reading:
    """Load the usable rows of a file into a table of these columns, with their places and raw values.

    InputError for a file that can't be read, lacks a column or has no usable row.
    """
    kinds, refused, n_rows = load_file(connection, path)
    check_columns_exist(path, list(kinds), columns)
    select_list = ", ".join(expression(column, kinds) for column in columns)
    raw_list = ", ".join(
        f'cast("{column.name}" as varchar) as "raw_{column.name}"' for column in columns if column.name in kinds
    )
    try:
        connection.execute(
            f"create or replace table {table} as select row_number, line, {select_list}, {raw_list} from user_file"
        )
        connection.execute("drop table user_file")
    except duckdb.Error as error:
        raise unreadable(path, error) from error
    if n_rows == 0:
        raise InputError(f"{path} is empty; give a file with at least one row")
    reading = Reading(path, table, n_rows, refused)
    reading.check_any_left(connection)
    for column in columns:
        if column.is_id:
            found = connection.execute(
                f'select distinct "{column.name}" from {table} where "{column.name}" is not null'
            )
            reading.people.update(row[0] for row in found.fetchall())
    for column in columns:
        if column.name in kinds:
            refuse_values(connection, reading, column)
    return reading


def refuse_values(connection: duckdb.DuckDBPyConnection, reading: Reading, column: Column) -> None:
    """Refuse the rows in which a column holds nothing usable."""
    name = f'"{column.name}"'
    if column.allowed:
        words = ", ".join(string_literal(word) for word in column.allowed)
        reading.refuse(connection, column.name, f"{name} not in ({words})", f"allowed are {', '.join(column.allowed)}")
    if column.is_time:
        end = "cast(cast(now() at time zone 'UTC' as date) + 1 as timestamp)"
        reading.refuse(connection, column.name, f"{name} is null", TIME_ADVICE)
        reading.refuse(connection, column.name, f"{name} < timestamp '1990-01-01'", "no time before 1990 is used")
        reading.refuse(connection, column.name, f"{name} >= {end}", "it is later than today")
    elif not column.is_optional:
        reading.refuse(connection, column.name, f"{name} is null", "every row needs a value")


def load_file(connection: duckdb.DuckDBPyConnection, path: Path) -> tuple[dict[str, str], list[Refusal], int]:
    """Load a Parquet or CSV file into `user_file`; its columns with their types, refused lines, and its rows in all."""
    check_is_file(path, "give the path of a Parquet or CSV file")
    try:
        if path.stat().st_size == 0:
            raise InputError(f"{path} is empty; give a file with at least one row")
        with path.open("rb") as file:
            is_parquet = file.read(4) == b"PAR1"
        if is_parquet:
            connection.execute(
                "create or replace table user_file as select *, row_number() over () as row_number, "
                f"cast(null as bigint) as line from read_parquet({string_literal(path)})"
            )
            refused: list[Refusal] = []
            n_rows = connection.execute("select count(*) from user_file").fetchall()[0][0]
        else:
            refused, n_rows = load_csv(connection, path)
        described = connection.execute("select column_name, column_type from (describe user_file)").fetchall()
    except (duckdb.Error, OSError) as error:
        raise unreadable(path, error) from error
    return {name: kind for name, kind in described if name not in ("row_number", "line")}, refused, n_rows


def load_csv(connection: duckdb.DuckDBPyConnection, path: Path) -> tuple[list[Refusal], int]:
    """Load the rows of a CSV file as strings; the lines that are none, and how many rows there are in all."""
    check_encoding(path)
    with (
        path.open(encoding="utf-8-sig", errors="surrogateescape") as stream,
        tempfile.NamedTemporaryFile("w", encoding="utf-8", newline="", suffix=".csv") as rows,
    ):
        file = opened_csv(path, stream)
        writer = csv.writer(rows, lineterminator="\n")
        writer.writerows([row, line, *cells] for row, line, cells in file.rows())
        rows.flush()
        names = [name for name in file.columns if name not in ("row_number", "line")]
        kept = ", ".join('"' + name.replace('"', '""') + '"' for name in ["row_number", "line", *names])
        relation = connection.read_csv(
            rows.name,
            columns={
                "row_number": "BIGINT",
                "line": "BIGINT",
                # A column of the user's that is called like one of ours gives way.
                **{name if name in names else f"{name} of the file": "VARCHAR" for name in file.columns},
            },
            auto_detect=False,
            header=False,
            sep=",",
            quotechar='"',
            escapechar='"',
            parallel=False,
            max_line_size=40_000_000,
        )
        connection.register("csv_rows", relation)
        connection.execute(f"create or replace table user_file as select {kept} from csv_rows")
        connection.unregister("csv_rows")
    return file.refused, file.n_rows


def check_is_file(path: Path, advice: str) -> None:
    """Stop with a sentence where there is no file."""
    if path.is_dir():
        raise InputError(f"{path} is a folder; {advice}")
    if not path.exists():
        raise InputError(f"{path} does not exist; {advice}")
    if not path.is_file():
        raise InputError(f"{path} is no file that can be read twice; {advice}")


def unreadable(path: Path, error: Exception) -> InputError:
    """The error for a file that is neither Parquet nor CSV, with the reason in one line."""
    reason = getattr(error, "strerror", None) or str(error).splitlines()[0].strip(". ")
    return InputError(f"{path} can't be read ({reason}); {ADVICE}")


def check_columns_exist(path: Path, found: list[str], columns: list[Column]) -> None:
    """Stop where a column is missing."""
    needed = [column.name for column in columns if not column.is_optional]
    for name in needed:
        if name not in found:
            raise InputError(
                f"{path}: column {name} is missing; it has {', '.join(found)} and needs {', '.join(needed)}"
            )


def expression(column: Column, kinds: dict[str, str]) -> str:
    """The SQL that reads a column; null where it can't be read."""
    name = f'"{column.name}"'
    if column.name not in kinds:
        return f"{string_literal(column.default)} as {name}"
    if column.is_time:
        return f"{time_expression(name, kinds[column.name])} as {name}"
    text = f"nullif(regexp_replace(cast({name} as varchar), '^{SPACE}|{SPACE}$', '', 'g'), '')"
    if column.is_id:
        no_ids = ", ".join(string_literal(word) for word in NO_IDS)
        text = f"case when lower({text}) not in ({no_ids}) then {text} end"
    if column.is_optional:
        text = f"coalesce({text}, {string_literal(column.default)})"
    return f"{text} as {name}"


def time_expression(name: str, kind: str) -> str:
    """The SQL that reads a UTC time from a column of a type; a string without an offset is UTC."""
    if "TIME ZONE" in kind:
        return f"cast({name} at time zone 'UTC' as timestamp)"
    if kind == "DATE" or kind.startswith("TIMESTAMP"):
        return f"cast({name} as timestamp)"
    if kind != "VARCHAR":
        return "cast(null as timestamp)"
    return package_times()(f"trim({name})")


@cache
def package_times():
    """The package's macro that reads a string as a time, so that a trial reads what the package reads."""
    text = (PACKAGE_FOLDER / "macros" / "cross_engine" / "utc_timestamp.sql").read_text(encoding="utf-8")
    package = SimpleNamespace()
    template = Environment(extensions=["jinja2.ext.do"]).from_string(text, globals={"intent": package})
    package.__dict__.update(template.module.__dict__)
    return package.default__utc_timestamp
