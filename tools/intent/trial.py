"""Score anybody's two files: check them, write a consumer project, build it, report."""

from __future__ import annotations

import csv
import shutil
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from intent.errors import InputError
from intent.summary import print_lift, print_segments, report_console
from intent.trial_files import Column, check_is_file, checked_table, string_literal
from intent.warehouse import PACKAGE_FOLDER, rows, run_dbt

TEMPLATE = Path(__file__).resolve().parent / "trial_project"
SKIPPED = ("--exclude-resource-type", "unit_test")
MAX_YEARS = 20
OUTCOMES = ("converted", "lost", "disqualified")
SIGNAL_COLUMNS = (
    "signal_name", "tier", "channel", "kind", "points", "decay_curve", "max_points",
    "max_events_per_day", "leak_risk", "description",
)  # fmt: skip
QUALITY_COLUMNS = (
    "scorecard_name", "split", "n_dates", "n_contacts", "n_converted", "base_rate",
    "roc_auc", "pr_auc", "lift_top_10", "ece",
)  # fmt: skip


@dataclass(frozen=True)
class TrialOptions:
    """What a trial does with the two files."""

    horizon_days: int
    step_days: int
    test_from: str | None
    repeats: bool = False
    last_day: date | None = None


def run_trial(
    events: Path,
    conversions: Path,
    signals: Path | None,
    horizon_days: str,
    step_days: str,
    test_from: str | None,
    out: Path,
) -> None:
    """Score the two files in `out` and write `out/quality.csv`, or raise InputError."""
    console = report_console()
    options = checked_options(horizon_days, step_days, test_from)
    check_out(out)
    with duckdb.connect() as connection:
        read_events(connection, events)
        repeats = read_conversions(connection, conversions)
        catalogue = read_signals(connection, signals, events)
        last_day = read_last_day(connection, events)
        options = replace(options, repeats=repeats, last_day=last_day)
        write_project(connection, out, catalogue, options)
    if signals is None:
        console.print(f"No --signals given: each of the {len(catalogue)} signals weighs the same.")
    if last_day > today():
        console.print(f"{events} has events up to {last_day}, later than today; they are scored.")
    build(out, signals)
    report(console, out)


def check_out(out: Path) -> None:
    """Stop where the folder holds anything but an earlier trial, of which files would be replaced."""
    if not out.is_dir() or not any(out.iterdir()):
        return
    project = out / "dbt_project.yml"
    first_line = (TEMPLATE / "dbt_project.yml").read_text(encoding="utf-8").splitlines()[0]
    is_trial = project.is_file() and project.read_bytes().splitlines()[:1] == [first_line.encode()]
    if not is_trial:
        raise InputError(f"--out {out} holds something else than an earlier trial; give a new or an empty folder")


def build(out: Path, signals: Path | None) -> None:
    """Build the project; a mistake in the signals is reported under the name of the user's file."""
    try:
        with Console(stderr=True).status("Building: identity, spine, signals, scores, lift"):
            run_dbt(["deps", "--quiet"], out)
            run_dbt(["build", "--quiet", "--full-refresh", *SKIPPED], out)
    except InputError as error:
        message = str(error).replace("trial_signals.csv", str(signals or "trial_signals.csv"))
        raise InputError(message) from error


def checked_options(horizon_days: str, step_days: str, test_from: str | None) -> TrialOptions:
    """The options; stops with a sentence where one holds no usable number or date."""
    if test_from is not None:
        try:
            test_from = date.fromisoformat(test_from).isoformat()
        except ValueError as error:
            raise InputError(f"--test-from is '{test_from}'; give a date such as 2026-05-01") from error
    return TrialOptions(days_option("--horizon-days", horizon_days), days_option("--step-days", step_days), test_from)


def days_option(name: str, value: str) -> int:
    """A number of days from 1 to 365."""
    if not (value.isascii() and value.isdigit() and 1 <= int(value) <= 365):
        raise InputError(f"{name} is '{value}'; give a whole number of days from 1 to 365")
    return int(value)


def read_events(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Load the events file into the table `events`."""
    columns = [
        Column("contact_id", is_id=True),
        Column("event_ts", is_time=True),
        Column("signal"),
    ]
    checked_table(connection, "events", path, columns)


def read_conversions(connection: duckdb.DuckDBPyConnection, path: Path) -> bool:
    """Load the conversions file into `conversions`; true where a contact converts twice."""
    columns = [
        Column("contact_id", is_id=True),
        Column("conversion_ts", is_time=True),
        Column("outcome", is_optional=True, default="converted"),
    ]
    checked_table(connection, "conversions", path, columns)
    wrong = connection.execute(
        "select outcome from conversions where outcome not in (select unnest(?)) limit 1",
        [list(OUTCOMES)],
    ).fetchone()
    if wrong:
        raise InputError(f"{path}: column outcome has the value '{wrong[0]}'; allowed are {', '.join(OUTCOMES)}")
    return connection.execute(
        "select count(*) > count(distinct contact_id) from conversions where outcome = 'converted'"
    ).fetchone()[0]


def read_last_day(connection: duckdb.DuckDBPyConnection, path: Path) -> date:
    """The last day of events: the trial stands on its evening, on whatever day it runs."""
    first, last = connection.execute(
        "select cast(min(event_ts) as date), cast(max(event_ts) as date) from events"
    ).fetchone()
    if first < date(1990, 1, 1) or (last - first).days > MAX_YEARS * 366:
        raise InputError(
            f"{path}: column event_ts goes from {first} to {last}; correct or remove the wrong "
            f"times (none before 1990, {MAX_YEARS} years at most)"
        )
    if first > today():
        raise InputError(f"{path}: column event_ts starts on {first}, later than today; correct it")
    return last


def today() -> date:
    """The UTC day of this run."""
    return datetime.now(UTC).date()


def read_signals(connection: duckdb.DuckDBPyConnection, path: Path | None, events: Path) -> list[dict[str, str]]:
    """The signal catalogue: the given file, or every signal of the events with one point."""
    found = connection.execute("select distinct signal from events order by 1").fetchall()
    names = [row[0] for row in found]
    check_cases(names, events)
    if path is None:
        return [equal_signal(name) for name in names]
    catalogue = read_catalogue(path)
    known = {row["signal_name"] for row in catalogue}
    unknown = [name for name in names if name not in known]
    if unknown:
        raise InputError(
            f"{events}: column signal has the value '{unknown[0]}', which {path} does not list "
            f"({len(unknown)} such value(s)); add a row for it or remove those events"
        )
    return catalogue


def check_cases(names: list[str], path: Path) -> None:
    """Stop where two signals differ in case only; the rules compare them without it."""
    seen: dict[str, str] = {}
    for name in names:
        other = seen.setdefault(name.lower(), name)
        if other != name:
            raise InputError(
                f"{path}: column signal has the values '{other}' and '{name}', which differ in "
                "case only; write them the same way"
            )


def read_catalogue(path: Path) -> list[dict[str, str]]:
    """The rows of a signals file; the configuration gate checks the cells when dbt builds."""
    check_is_file(path, "give --signals the path of a CSV file")
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
            reader = csv.DictReader(file)
            catalogue = list(reader)
            missing = [name for name in SIGNAL_COLUMNS if name not in (reader.fieldnames or [])]
    except (UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"{path} is no CSV file in UTF-8 ({error}); save it as CSV") from error
    if missing:
        raise InputError(f"{path}: column {missing[0]} is missing; the columns are {', '.join(SIGNAL_COLUMNS)}")
    if not catalogue:
        raise InputError(f"{path} has no rows; list each signal of the events file")
    for number, row in enumerate(catalogue, start=1):
        if None in row or None in row.values():
            raise InputError(
                f"{path}: row {number} ('{row['signal_name']}') has not as many cells as the "
                "header; put quotes around a value with a comma"
            )
    return [{name: row[name] for name in SIGNAL_COLUMNS} for row in catalogue]


def equal_signal(name: str) -> dict[str, str]:
    """A signal that weighs one point, like every other."""
    return {
        "signal_name": name,
        "tier": "low",
        "channel": "other",
        "kind": "probabilistic",
        "points": "1",
        "decay_curve": "default",
        "max_points": "1000",
        "max_events_per_day": "1000000",
        "leak_risk": "none",
        "description": name,
    }


def write_project(
    connection: duckdb.DuckDBPyConnection,
    out: Path,
    catalogue: list[dict[str, str]],
    options: TrialOptions,
) -> None:
    """Write the consumer project with its data; files of an earlier trial in `out` are replaced."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        shutil.copytree(TEMPLATE, out, dirs_exist_ok=True)
        (out / "data").mkdir(exist_ok=True)
        for table in ("events", "conversions"):
            target = string_literal(out / "data" / f"{table}.parquet")
            connection.execute(f"copy {table} to {target} (format parquet)")
        (out / "dbt_project.yml").write_text(project_text(options), encoding="utf-8")
        (out / "packages.yml").write_text(f"packages:\n  - local: {string_literal(PACKAGE_FOLDER)}\n", encoding="utf-8")
        write_seed(out / "seeds" / "trial_signals.csv", catalogue)
        write_seed(
            out / "seeds" / "trial_signal_rules.csv",
            [rule(*pair) for pair in enumerate(catalogue)],
        )
        for stale in ("quality.csv", "warehouse.duckdb", "warehouse.duckdb.wal"):
            (out / stale).unlink(missing_ok=True)
    except (OSError, duckdb.IOException) as error:
        reason = getattr(error, "strerror", None) or str(error).splitlines()[0]
        raise InputError(f"--out {out} can't be written ({reason}); give another folder") from error


def project_text(options: TrialOptions) -> str:
    """The dbt_project.yml of the trial."""
    project = (TEMPLATE / "dbt_project.yml").read_text(encoding="utf-8")
    for name, value in {
        "horizon_days": str(options.horizon_days),
        "step_days": str(options.step_days),
        "test_start": f"'{options.test_from}'" if options.test_from else "null",
        "repeats": str(options.repeats).lower(),
        "last_day": f"'{options.last_day}'",
    }.items():
        project = project.replace(f"<{name}>", value)
    return project


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
    counts = {"n_contacts": "n_contact_dates", "n_converted": "n_converted_contact_dates"}
    names = ", ".join(counts.get(name, name) for name in QUALITY_COLUMNS)
    in_all = "quarter = 'all' and scorecard_version = 'all'"
    quality = rows(
        database, f"select {names} from intent.intent_scorecard_quality where {in_all} order by split desc, 1"
    )
    with (out / "quality.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(QUALITY_COLUMNS)
        writer.writerows(quality)
    console.print("Quality of the scorecards, on earlier (train) and later (test) dates")
    table = Table(box=SIMPLE_HEAD)
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
