"""Run dbt and read what it built."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import duckdb

from intent.errors import InputError

PACKAGE_FOLDER = Path(__file__).resolve().parents[2]
# dbt imports its main module before it runs it; Python's warning about that tells a user nothing.
DBT = [sys.executable, "-W", "ignore::RuntimeWarning:runpy", "-m", "dbt.cli.main"]
ENVIRONMENT = {
    "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
    "DBT_USE_COLORS": "false",
    "DBT_PRINTER_WIDTH": "200",
}


# What DuckDB says, and what a person can do about it; docs/runbook.md has a section for each.
FAULTS = (
    (r"Could not set lock on file", "another process holds the database; wait until it is done, or end it"),
    (r"WAL does not match|Failure while replaying WAL", "the .wal beside the file belongs to another file; copy both"),
    (
        r"not a valid DuckDB database|Corrupt database|Could not read enough bytes",
        "the file is no whole DuckDB database",
    ),
    (r"trying to read a database file with version|storage version", "another version of DuckDB wrote the file"),
    (
        r"Permission denied|Operation not permitted|read-only",
        "the file or its folder can't be written; give this user the right to",
    ),
    (
        r"No space left|File too large|Disk quota|max_temp_directory_size",
        "the disk is full; make room, then build again",
    ),
    (r"Out of Memory|could not allocate|failed to pin block", "memory ran out; raise memory_limit or lower threads"),
)


def advice(message: str) -> str:
    """What to do about a message of a broken database file, disk or memory; '' where it is about something else."""
    found = next((words for pattern, words in FAULTS if re.search(pattern, message, re.IGNORECASE)), "")
    return f"{found} (docs/runbook.md of intent)" if found else ""


def run_dbt(arguments: list[str], project: Path, **environment: str) -> str:
    """Run dbt in a project folder and return its output, or raise InputError with its reason."""
    project = project.resolve()
    done = subprocess.run(
        [*DBT, *arguments],
        cwd=project,
        env={**os.environ, **ENVIRONMENT, "DBT_PROFILES_DIR": str(project), **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise InputError(failure_reason(done.stdout + done.stderr, project))
    return done.stdout


def failure_reason(output: str, project: Path) -> str:
    """The sentence in dbt's output that tells a person what to change."""
    output = re.sub(r"^\d\d:\d\d:\d\d  ", "", output, flags=re.MULTILINE)
    configuration = re.search(r"The configuration has .*?(?=\n\s*\n|\n\s*>|\Z)", output, re.DOTALL)
    if configuration:
        lines = dict.fromkeys(line.strip() for line in configuration.group().splitlines())
        return "\n  ".join(line for line in lines if line and not line.startswith(">"))
    errors = re.findall(r"(?:Failure|\w+ Error|Error) (?:in|while) [^\n]*(?:\n +[^\n]+)*", output)
    detail = " ".join(errors[0].split()) if errors else output.strip()[-600:]
    # dbt says twice where it failed before it says why.
    detail = re.sub(r"^Failure in .*?\) (?=\w+ Error in )", "", detail)
    todo = f"; {advice(detail)}" if advice(detail) else ""
    return f"dbt could not build {project}: {detail}{todo} (more in {project / 'logs' / 'dbt.log'})"


def check_can_be_built(database: Path) -> None:
    """Open a DuckDB file as a build does, where there is one; InputError with what to do where that fails."""
    if not database.exists():
        return
    try:
        duckdb.connect(str(database)).close()
    except duckdb.Error as error:
        raise unreadable(database, error) from error


def rows(database: Path, query: str) -> list[tuple]:
    """The rows of a query on a built DuckDB file; InputError where it, or a table of it, can't be read."""
    return answer(database, query, {})[1]


def records(database: Path, query: str, **parameters: object) -> list[dict]:
    """The rows of a query with named parameters, each by its column names; InputError as for rows."""
    columns, found = answer(database, query, parameters)
    return [dict(zip(columns, row, strict=True)) for row in found]


def answer(database: Path, query: str, parameters: dict[str, object]) -> tuple[list[str], list[tuple]]:
    """The column names and rows of a query on a built DuckDB file; InputError as for rows."""
    if not database.is_file():
        raise InputError(f"{database} does not exist; run `make build` first")
    try:
        with duckdb.connect(str(database), read_only=True) as connection:
            asked = connection.execute(query, parameters)
            return [column[0] for column in asked.description], asked.fetchall()
    except duckdb.CatalogException as error:
        reason = str(error).splitlines()[0]
        raise InputError(f"{database} holds no finished build ({reason}); run `make build` first") from error
    except duckdb.Error as error:
        raise unreadable(database, error) from error


def unreadable(database: Path, error: duckdb.Error) -> InputError:
    """What DuckDB says about a file that it can't open, and what to do."""
    reason = str(error).splitlines()[0]
    if "Could not set lock" in reason:
        return InputError(f"{database} is held by another process; try again once it is done ({reason})")
    todo = advice(reason) or "is it a DuckDB file of `make build`?"
    return InputError(f"{database} can't be read ({reason}); {todo}; moved away, `make build` makes a new one")


def score_curve(database: Path) -> list[tuple[int, int]]:
    """Points and score of each knot of the curve of contacts (intent_score_curves), in the order of their points."""
    curve = records(database, "select * from intent_internal.stg_intent__score_curves where scored_for = 'contact'")[0]
    points = [value // 1_000_000 for name, value in curve.items() if name.startswith("points_")]
    scores = [value for name, value in curve.items() if name.startswith("score_")]
    return sorted(set(zip(points, scores, strict=True)))
