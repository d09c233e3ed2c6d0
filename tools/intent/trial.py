"""Score anybody's two files: check them, write a consumer project, build it, report."""

from __future__ import annotations

import csv
import shutil
from datetime import date
from pathlib import Path

import duckdb
from rich.console import Console
from rich.table import Table

from intent.errors import InputError
from intent.summary import print_lift, print_segments
from intent.trial_files import Column, checked_table, parquet_literal
from intent.warehouse import PACKAGE_FOLDER, rows, run_dbt

TEMPLATE = Path(__file__).resolve().parent / "trial_project"
OUTCOMES = ("converted", "lost", "disqualified")
SIGNAL_COLUMNS = (
    "signal_name", "tier", "channel", "kind", "points", "decay_curve", "max_points",
    "max_events_per_day", "leak_risk", "description",
)  # fmt: skip
QUALITY_COLUMNS = (
    "scorecard_name", "split", "n_dates", "n_contacts", "n_converted", "base_rate",
    "roc_auc", "pr_auc", "lift_top_10", "ece",
)  # fmt: skip


def run_trial(
    events: Path,
    conversions: Path,
    signals: Path | None,
    horizon_days: int,
    step_days: int,
    test_from: str | None,
    out: Path,
) -> None:
    """Score the two files in `out` and write `out/quality.csv`; raise InputError for unusable input."""
    console = Console(highlight=False)
    check_numbers(horizon_days, step_days, test_from)
    with duckdb.connect() as connection:
        read_events(connection, events)
        repeats = read_conversions(connection, conversions)
        catalogue = read_signals(connection, signals, events)
        if signals is None:
            console.print(f"No --signals given: each of the {len(catalogue)} signals weighs the same.")
        write_project(connection, out, catalogue, horizon_days, step_days, test_from, repeats)
    status = Console(stderr=True).status("Building: identity, spine, signals, scores, lift")
    with status:
        run_dbt(["deps", "--quiet"], out)
        run_dbt(["build", "--quiet", "--full-refresh", "--exclude-resource-type", "unit_test"], out)
    report(console, out)


def check_numbers(horizon_days: int, step_days: int, test_from: str | None) -> None:
    """Stop with a sentence where an option holds no usable number or date."""
    for name, value in (("--horizon-days", horizon_days), ("--step-days", step_days)):
        if not 1 <= value <= 365:
            raise InputError(f"{name} is {value}; give a whole number of days from 1 to 365")
    if test_from is not None:
        try:
            date.fromisoformat(test_from)
        except ValueError as error:
            raise InputError(
                f"--test-from is '{test_from}'; give a date such as 2026-05-01"
            ) from error


def read_events(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Load the events file into the table `events`."""
    columns = [Column("contact_id"), Column("event_ts", is_time=True), Column("signal")]
    checked_table(connection, "events", path, columns)


def read_conversions(connection: duckdb.DuckDBPyConnection, path: Path) -> bool:
    """Load the conversions file into the table `conversions`; true where a contact converts twice."""
    columns = [
        Column("contact_id"),
        Column("conversion_ts", is_time=True),
        Column("outcome", is_optional=True, default="converted"),
    ]
    checked_table(connection, "conversions", path, columns)
    wrong = connection.execute(
        "select outcome from conversions where outcome not in (select unnest(?)) limit 1",
        [list(OUTCOMES)],
    ).fetchone()
    if wrong:
        raise InputError(
            f"{path}: column outcome has the value '{wrong[0]}'; allowed are {', '.join(OUTCOMES)}"
        )
    return connection.execute(
        "select count(*) > count(distinct contact_id) from conversions where outcome = 'converted'"
    ).fetchone()[0]


def read_signals(
    connection: duckdb.DuckDBPyConnection, path: Path | None, events: Path
) -> list[dict[str, str]]:
    """The signal catalogue: the given file, or every signal of the events with one point."""
    found = [
        row[0] for row in connection.execute("select distinct signal from events order by 1").fetchall()
    ]
    if path is None:
        return [equal_signal(name) for name in found]
    catalogue = read_catalogue(path)
    known = {row["signal_name"] for row in catalogue}
    unknown = [name for name in found if name not in known]
    if unknown:
        raise InputError(
            f"{events}: column signal has the value '{unknown[0]}', which {path} does not list "
            f"({len(unknown)} such value(s)); add a row for it or remove those events"
        )
    return catalogue


def read_catalogue(path: Path) -> list[dict[str, str]]:
    """The rows of a signals file; the configuration gate checks the cells when dbt builds."""
    if not path.is_file():
        raise InputError(f"{path} does not exist; give --signals the path of a CSV file")
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
            reader = csv.DictReader(file)
            catalogue = list(reader)
            missing = [name for name in SIGNAL_COLUMNS if name not in (reader.fieldnames or [])]
    except (UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"{path} is no CSV text in UTF-8 ({error}); save it as CSV") from error
    if missing:
        raise InputError(
            f"{path}: column {missing[0]} is missing; the columns are {', '.join(SIGNAL_COLUMNS)}"
        )
    if not catalogue:
        raise InputError(f"{path} has no rows; list each signal of the events file")
    return catalogue


def equal_signal(name: str) -> dict[str, str]:
    """A signal that weighs one point, like every other."""
    values = (name, "low", "other", "probabilistic", "1", "default", "1000", "1000000", "none", name)
    return dict(zip(SIGNAL_COLUMNS, values, strict=True))


def write_project(
    connection: duckdb.DuckDBPyConnection,
    out: Path,
    catalogue: list[dict[str, str]],
    horizon_days: int,
    step_days: int,
    test_from: str | None,
    repeats: bool,
) -> None:
    """Write the consumer project with its data; files of an earlier trial in `out` are replaced."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        shutil.copytree(TEMPLATE, out, dirs_exist_ok=True)
        (out / "data").mkdir(exist_ok=True)
    except OSError as error:
        raise InputError(f"--out {out} can't be written ({error.strerror}); give another folder") from error
    for table in ("events", "conversions"):
        target = parquet_literal(out / "data" / f"{table}.parquet")
        connection.execute(f"copy {table} to {target} (format parquet)")
    project = (TEMPLATE / "dbt_project.yml").read_text(encoding="utf-8")
    for name, value in {
        "horizon_days": str(horizon_days),
        "step_days": str(step_days),
        "test_start": f"'{test_from}'" if test_from else "null",
        "repeats": str(repeats).lower(),
    }.items():
        project = project.replace(f"<{name}>", value)
    (out / "dbt_project.yml").write_text(project, encoding="utf-8")
    packages = f"packages:\n  - local: '{PACKAGE_FOLDER}'\n"
    (out / "packages.yml").write_text(packages, encoding="utf-8")
    write_seed(out / "seeds" / "trial_signals.csv", catalogue)
    write_seed(out / "seeds" / "trial_signal_rules.csv", [rule(*pair) for pair in enumerate(catalogue)])
    (out / "warehouse.duckdb").unlink(missing_ok=True)
    (out / "warehouse.duckdb.wal").unlink(missing_ok=True)


def rule(number: int, signal: dict[str, str]) -> dict[str, str]:
    """The rule that an event named like a signal means that signal."""
    return {
        "rule_order": str(number + 1),
        "source_name_like": "%",
        "event_name_like": signal["signal_name"],
        "event_target_like": "%",
        "signal_name": signal["signal_name"],
    }


def write_seed(path: Path, seed_rows: list[dict[str, str]]) -> None:
    """Write rows as a CSV seed."""
    path.parent.mkdir(exist_ok=True)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, fieldnames=list(seed_rows[0]))
        writer.writeheader()
        writer.writerows(seed_rows)


def report(console: Console, out: Path) -> None:
    """Print segments, lift and quality, and write quality.csv."""
    database = out / "warehouse.duckdb"
    print_segments(console, database)
    print_lift(console, database)
    names = ", ".join(QUALITY_COLUMNS)
    quality = rows(database, f"select {names} from intent.intent_scorecard_quality order by 2 desc, 1")
    with (out / "quality.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(QUALITY_COLUMNS)
        writer.writerows(quality)
    table = Table(title="Quality of the scorecards", title_justify="left")
    for name in QUALITY_COLUMNS:
        table.add_column(name, justify="left" if name in QUALITY_COLUMNS[:2] else "right")
    for row in quality:
        table.add_row(*(cell(value) for value in row))
    console.print(table)
    console.print(f"Written: {out / 'quality.csv'}, {database}", soft_wrap=True)


def cell(value: object) -> str:
    """A table cell: three decimals for shares, an empty cell for nothing."""
    if value is None:
        return ""
    return f"{value:.3f}" if isinstance(value, float) else str(value)
