"""Score anybody's two files: check them, write a consumer project, build it, report."""

from __future__ import annotations

import csv
import hashlib
import os
import shutil
from contextlib import chdir, suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import duckdb

from intent.check import mistakes_in
from intent.dbt_session import BuildError, DbtSession
from intent.errors import InputError
from intent.summary import report_console, working
from intent.trial.files import Column, Reading, check_is_file, checked_table, string_literal
from intent.trial.report import REFUSED, report, tell_used
from intent.warehouse import PACKAGE_FOLDER, run_dbt

TEMPLATE = Path(__file__).resolve().parents[1] / "trial_project"
# What the pages of a trial and `intent tune` read; the other marts are a `dbt build` away, and so are two proofs that
# take long: of every grain, and of the ledger of acts, which no page shows (signals are proved to add up here too).
READ = (
    "intent_contact_scores", "intent_contacts", "intent_lift_totals", "intent_rejected_events",
    "intent_row_conservation", "intent_scorecard_quality", "intent_scorecards", "intent_signal_performance",
    "int_conversions", "int_learned_scales", "int_learned_signal_points", "int_quality_examples_as_of",
)  # fmt: skip
LEDGER_PROOF = "assert_acts_add_up_to_points"
BUILT = (
    *("--select", *(f"+{name}" for name in READ), "--indirect-selection", "buildable"),
    *("--exclude-resource-type", "unit_test", "--exclude", "test_name:unique_grain", LEDGER_PROOF),
)
MAX_YEARS = 20
RESULTS = ("quality.csv", "scores.csv", "signals_proposed.csv", "report.html", REFUSED)
# What a trial writes beside its template, and folders that dbt makes in it.
WRITTEN = (
    "packages.yml", "package-lock.yml", ".user.yml", "data", "data/events.parquet", "data/conversions.parquet",
    "seeds/trial_signals.csv", "seeds/trial_signal_rules.csv", "seeds/trial_blocked_identifiers.csv",
    "seeds/trial_bot_limits.csv", "warehouse.duckdb", "warehouse.duckdb.wal", *RESULTS,
)  # fmt: skip
MADE_BY_DBT = ("target", "logs", "dbt_packages")
# The user's ids and signals are used whatever they are: those that rules about CRM records and trackers might read as
# something else (what ends in a colon, 5,000 characters) go through the project as a hash.
PLAIN = "regexp_full_match({0}, '[A-Za-z0-9_.@+-]{{1,200}}')"
IDENTIFIER = f"'trial:' || case when {PLAIN.format('contact_id')} then contact_id else '#' || md5(contact_id) end"
EVENT_NAME = f"'signal ' || case when {PLAIN.format('signal')} then signal else '#' || md5(signal) end"
TABLES = {
    "events": f"contact_id, event_ts, signal, {IDENTIFIER} as identifier_value, {EVENT_NAME} as event_name",
    "conversions": (
        f"contact_id, conversion_ts, outcome, {IDENTIFIER} as identifier_value, "
        f"{IDENTIFIER} || '|' || conversion_ts || '|' || outcome as conversion_id"
    ),
}
OUTCOMES = ("converted", "lost", "disqualified")
SIGNAL_COLUMNS = (
    "signal_name", "tier", "channel", "kind", "points", "decay_curve", "max_points",
    "max_events_per_day", "leak_risk", "description",
)  # fmt: skip


@dataclass(frozen=True)
class TrialOptions:
    """What a trial does with the two files."""

    horizon_days: int
    step_days: int
    test_from: str | None
    walk_forward: bool = False
    requires_earlier: bool = False
    repeats: bool = False
    last_day: date | None = None


def run_trial(
    events: Path,
    conversions: Path,
    signals: Path | None,
    options: TrialOptions,
    out: Path,
) -> bool:
    """Score the two files in `out`, or raise InputError; false where many rows of one reason were refused."""
    console = report_console()
    check_out(out)
    with duckdb.connect() as connection:
        connection.execute("set enable_progress_bar = false")
        readings = [read_events(connection, events), read_conversions(connection, conversions)]
        catalogue = read_signals(connection, readings[0], signals)
        last_day = read_last_day(connection, readings[0])
        repeats = converts_twice(connection)
        if options.requires_earlier and not repeats:
            raise InputError(
                f"--requires-earlier-conversion needs contacts that convert twice; in {conversions} nobody does"
            )
        options = replace(options, repeats=repeats, last_day=last_day)
        write_project(connection, out, catalogue, options)
        write_refused(out, readings)
    if signals is None:
        console.print(f"No --signals given: each of the {len(catalogue)} signals weighs the same.")
    build(out, signals, events, options)
    report(console, out, catalogue, about(events, conversions, signals, options))
    return tell_used(console, out, readings)


def about(events: Path, conversions: Path, signals: Path | None, options: TrialOptions) -> dict[str, str]:
    """What the report says about the files and options; no folder, which may name a person."""
    return {
        "events": events.name,
        "conversions": conversions.name,
        "signals": signals.name if signals else "",
        "horizon_days": str(options.horizon_days),
        "population": "contacts with an earlier conversion" if options.requires_earlier else "contacts",
    }


def check_out(out: Path) -> None:
    """Stop where the folder holds anything but an earlier trial, of which files would be replaced."""
    try:
        if not out.is_dir() or not any(out.iterdir()):
            return
        foreign = foreign_file(out)
    except OSError as error:
        raise InputError(f"--out {out} can't be read ({error.strerror}); give another folder") from error
    if foreign:
        raise InputError(
            f"--out {out} holds something else than an earlier trial; give a new or an empty folder "
            f"({foreign} is not of a trial)"
        )


def foreign_file(out: Path) -> str:
    """The first file in a folder that no trial wrote, '' where there is none; links are nobody's to write through."""
    project = out / "dbt_project.yml"
    first_line = (TEMPLATE / "dbt_project.yml").read_text(encoding="utf-8").splitlines()[0]
    if not project.is_file() or project.read_bytes().splitlines()[:1] != [first_line.encode()]:
        return project.name if project.exists() else next(iter(sorted(file.name for file in out.iterdir())))
    own = {file.relative_to(TEMPLATE).as_posix() for file in TEMPLATE.rglob("*")} | set(WRITTEN)
    for file in sorted(out.rglob("*")):
        name = file.relative_to(out).as_posix()
        if name.split("/")[0] in MADE_BY_DBT and not (out / name.split("/")[0]).is_symlink():
            continue
        if file.is_symlink() or name not in own:
            return name
    return ""


def build(out: Path, signals: Path | None, events: Path, options: TrialOptions) -> None:
    """Build the project; a mistake in the signals is reported under the name of the user's file."""
    try:
        with working("Building: identity, spine, signals, scores, lift"):
            install_package(out)
            os.environ["DBT_PROFILES_DIR"] = str(out.resolve())
            with chdir(out):
                session = DbtSession(None)
                parse(session, options)
                session.call("build", "--full-refresh", *BUILT)
                session.let_go()
    except BuildError as error:
        message = str(error).replace("trial_signals.csv", str(signals or f"{events}, column signal"))
        raise InputError(message) from error


def parse(session: DbtSession, options: TrialOptions) -> None:
    """Read the project in the current folder, as far as possible as the last trial of this package read it.

    dbt reads a project again where its dbt_project.yml is another one, which takes as long as the build. What differs
    from trial to trial decides no model and no reference, so dbt reads one with the same days and dates every time.
    """
    own, target = Path("dbt_project.yml"), Path("target") / "partial_parse.msgpack"
    written = own.read_bytes()
    any_days = TrialOptions(
        14, 7, None, options.walk_forward, options.requires_earlier, options.repeats, date(2000, 1, 1)
    )
    text = project_text(any_days)
    remembered = PACKAGE_FOLDER / "target" / "trial" / f"{hashlib.sha256(text.encode()).hexdigest()[:16]}.msgpack"
    try:
        own.write_text(text, encoding="utf-8")
        target.parent.mkdir(exist_ok=True)
        with suppress(OSError):  # without what is remembered dbt reads everything
            shutil.copy(remembered, target)
        session.parse()
        look_here(session)
        with suppress(OSError):  # the package may stand where nobody may write
            remembered.parent.mkdir(parents=True, exist_ok=True)
            part = remembered.with_suffix(f".{os.getpid()}")
            shutil.copy(target, part)
            part.replace(remembered)
    finally:
        own.write_bytes(written)


def look_here(session: DbtSession) -> None:
    """Let seeds that an earlier trial read be loaded from the current folder, not from the folder of that trial."""
    packages = session.adapter.config.load_dependencies()
    for seed in session.manifest.nodes.values():
        if seed.resource_type == "seed":
            seed.root_path = str(packages.get(seed.package_name, session.adapter.config).project_root)


def install_package(out: Path) -> None:
    """Link the package as `dbt deps` does, without the start of another dbt; by dbt itself where there are no links."""
    link = out / "dbt_packages" / "intent"
    try:
        link.parent.mkdir(exist_ok=True)
        if not link.is_symlink() or link.resolve() != PACKAGE_FOLDER:
            link.unlink(missing_ok=True)
            link.symlink_to(PACKAGE_FOLDER, target_is_directory=True)
    except OSError:
        run_dbt(["deps", "--quiet"], out)


def checked_options(
    horizon_days: str, step_days: str, test_from: str | None, walk_forward: bool, requires_earlier: bool
) -> TrialOptions:
    """The options; stops with a sentence where one holds no usable number or date."""
    if test_from is not None:
        try:
            test_from = date.fromisoformat(test_from).isoformat()
        except ValueError as error:
            raise InputError(f"--test-from is '{test_from}'; give a date such as 2026-05-01") from error
    horizon, step = days_option("--horizon-days", horizon_days), days_option("--step-days", step_days)
    return TrialOptions(horizon, step, test_from, walk_forward, requires_earlier)


def days_option(name: str, value: str) -> int:
    """A number of days from 1 to 365."""
    if not (value.isascii() and value.isdigit() and 1 <= int(value) <= 365):
        raise InputError(f"{name} is '{value}'; give a whole number of days from 1 to 365")
    return int(value)


def read_events(connection: duckdb.DuckDBPyConnection, path: Path) -> Reading:
    """Load the usable rows of the events file into the table `events`."""
    columns = [
        Column("contact_id", is_id=True),
        Column("event_ts", is_time=True),
        Column("signal"),
    ]
    return checked_table(connection, "events", path, columns)


def read_conversions(connection: duckdb.DuckDBPyConnection, path: Path) -> Reading:
    """Load the usable rows of the conversions file into the table `conversions`."""
    columns = [
        Column("contact_id", is_id=True),
        Column("conversion_ts", is_time=True),
        Column("outcome", is_optional=True, default="converted", allowed=OUTCOMES),
    ]
    return checked_table(connection, "conversions", path, columns)


def converts_twice(connection: duckdb.DuckDBPyConnection) -> bool:
    """True where a contact converts more than once."""
    return connection.execute(
        "select count(*) > count(distinct contact_id) from conversions where outcome = 'converted'"
    ).fetchall()[0][0]


def read_last_day(connection: duckdb.DuckDBPyConnection, events: Reading) -> date:
    """The last day of events: the trial stands on its evening, on whatever day it runs. No row much older is used."""
    last = connection.execute("select cast(max(event_ts) as date) from events").fetchall()[0][0]
    is_old = f"event_ts < date '{last}' - interval {MAX_YEARS} year"
    events.refuse(connection, "event_ts", is_old, f"it is more than {MAX_YEARS} years before the last event")
    return last


def read_signals(connection: duckdb.DuckDBPyConnection, events: Reading, path: Path | None) -> list[dict[str, str]]:
    """The signal catalogue: the given file, or every signal of the events with one point."""
    check_cases(signal_names(connection), events.path)
    if path is None:
        return [equal_signal(name) for name in signal_names(connection)]
    catalogue = read_catalogue(path)
    known = ", ".join(string_literal(row["signal_name"]) for row in catalogue)
    events.refuse(connection, "signal", f"signal not in ({known})", f"{path} does not list it; add a row for it")
    return catalogue


def signal_names(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """The signals of the events."""
    return [row[0] for row in connection.execute("select distinct signal from events order by 1").fetchall()]


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
    for place, message in mistakes_in(path, None, is_personal=False):
        if not message.startswith("the row has"):  # of which the key is said below
            raise InputError(f"{path}{place}: {message}")
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
        for table, columns in TABLES.items():
            target = string_literal(out / "data" / f"{table}.parquet")
            connection.execute(f"copy (select {columns} from {table}) to {target} (format parquet)")
        (out / "dbt_project.yml").write_text(project_text(options), encoding="utf-8")
        (out / "packages.yml").write_text(f"packages:\n  - local: {string_literal(PACKAGE_FOLDER)}\n", encoding="utf-8")
        write_seed(out / "seeds" / "trial_signals.csv", catalogue)
        write_seed(
            out / "seeds" / "trial_signal_rules.csv",
            [rule(number, row, event_name(connection, row)) for number, row in enumerate(catalogue)],
        )
        write_lenient_seeds(out / "seeds")
        for stale in (*RESULTS, "warehouse.duckdb", "warehouse.duckdb.wal"):
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
        "walk_forward": str(options.walk_forward).lower(),
        "requires_earlier": str(options.requires_earlier).lower(),
        "last_day": f"'{options.last_day}'",
    }.items():
        project = project.replace(f"<{name}>", value)
    return project


def event_name(connection: duckdb.DuckDBPyConnection, signal: dict[str, str]) -> str:
    """The name of the events of a signal."""
    return connection.execute(f"select {EVENT_NAME} from (select ? as signal)", [signal["signal_name"]]).fetchall()[0][
        0
    ]


def rule(number: int, signal: dict[str, str], name: str) -> dict[str, str]:
    """The rule that an event of this name means that signal."""
    return {
        "rule_order": str(number + 1),
        "source_name_like": "%",
        "event_name_like": name,
        "event_target_like": "%",
        "signal_name": signal["signal_name"],
    }


def write_lenient_seeds(seeds: Path) -> None:
    """The package's seeds of blocked identifiers and bots, without what could block an id of the owner."""
    blocked = package_seed("intent_blocked_identifiers")
    write_seed(
        seeds / "trial_blocked_identifiers.csv",
        # There has to be a row; a trial has no emails.
        [row for row in blocked if row["identifier_type"] == "email"],
    )
    limits = package_seed("intent_bot_limits")
    for row in limits:
        row["value"] = "1000000" if row["limit_name"] == "events_a_day" else row["value"]
    write_seed(seeds / "trial_bot_limits.csv", limits)


def package_seed(name: str) -> list[dict[str, str]]:
    """The rows of a seed of the package."""
    with (PACKAGE_FOLDER / "seeds" / f"{name}.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def write_refused(out: Path, readings: list[Reading]) -> None:
    """Write the refused rows with their places and reasons, where there are any."""
    refused = [refusal for reading in readings for refusal in sorted(reading.refused, key=lambda one: one.row)]
    if refused:
        write_seed(out / REFUSED, [vars(refusal) for refusal in refused])


def write_seed(path: Path, seed_rows: list[dict[str, str]]) -> None:
    """Write rows as a CSV seed."""
    path.parent.mkdir(exist_ok=True)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, fieldnames=list(seed_rows[0]))
        writer.writeheader()
        writer.writerows(seed_rows)
