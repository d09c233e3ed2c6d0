"""What a trial prints and writes at its end: segments, lift, quality, scores, and how much of the files was used."""

from __future__ import annotations

import csv
from pathlib import Path

import duckdb
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from intent.summary import print_lift, print_segments
from intent.trial.files import Reading, string_literal
from intent.trial.findings import Findings, findings
from intent.trial.lines import Refusal
from intent.trial.page import report_page
from intent.trial.proposals import proposed_signals
from intent.trial.verdict import not_learned
from intent.warehouse import rows

REFUSED = "refused_rows.csv"
# Of rows that one reason refuses; a trial that loses more ends with exit code 1.
MAX_REFUSED_SHARE = 0.05
SCORE_COLUMNS = ("as_of_date", "points", "score", "segment", "recommended_action", "reason_1", "reason_2", "reason_3")
QUALITY_COLUMNS = (
    "scorecard_name", "split", "n_dates", "n_contacts", "n_converted", "base_rate",
    "roc_auc", "pr_auc", "lift_top_10", "ece",
)  # fmt: skip


def report(console: Console, out: Path, catalogue: list[dict[str, str]], about: dict[str, str]) -> None:
    """Print segments, lift and quality; write quality.csv, scores.csv, signals_proposed.csv and report.html."""
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
    write_scores(out)
    for sentence in not_learned(write_page(out, catalogue, about)):
        console.print(sentence, soft_wrap=True)
    written = ", ".join(
        str(out / name) for name in ("quality.csv", "scores.csv", "signals_proposed.csv", "report.html")
    )
    console.print(f"Written: {written}, {database}", soft_wrap=True)


def write_page(out: Path, catalogue: list[dict[str, str]], about: dict[str, str]) -> Findings:
    """Write report.html, and signals_proposed.csv with the same proposals; what was found."""
    is_equal = about["signals"] == ""
    found = findings(out / "warehouse.duckdb", is_equal)
    with (out / "signals_proposed.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, fieldnames=list(catalogue[0]))
        writer.writeheader()
        writer.writerows(proposed_signals(catalogue, found.weights, is_equal))
    (out / "report.html").write_text(report_page(found, about), encoding="utf-8")
    return found


def write_scores(out: Path) -> None:
    """Write scores.csv: today's scores under the ids of the user's files."""
    with duckdb.connect(str(out / "warehouse.duckdb"), read_only=True) as connection:
        connection.execute(
            f"copy (with people as ({people(out)}) select people.contact_id, {', '.join(SCORE_COLUMNS)} from people "
            "inner join intent.intent_contacts as contacts on people.identifier_value = contacts.crm_id "
            "inner join intent.intent_contact_scores as scores on contacts.contact_id = scores.contact_id "
            "order by scores.points desc, people.contact_id) "
            f"to {string_literal(out / 'scores.csv')} (header)"
        )


def people(out: Path) -> str:
    """The query for every person of the used rows: the user's own id and the identifier in the project."""
    files = [string_literal(out / "data" / f"{table}.parquet") for table in ("events", "conversions")]
    return " union ".join(f"select contact_id, identifier_value from read_parquet({file})" for file in files)


def tell_used(console: Console, out: Path, readings: list[Reading]) -> bool:
    """Say what was refused and, in the last line, how much was used; false where one reason took many rows."""
    is_good = True
    for reading in readings:
        by_reason: dict[tuple[str, str], list[Refusal]] = {}
        for refusal in reading.refused:
            by_reason.setdefault((refusal.column, refusal.reason), []).append(refusal)
        for refused in by_reason.values():
            is_good = is_good and len(refused) <= MAX_REFUSED_SHARE * reading.n_rows
            more = "" if len(refused) == 1 else f" ({len(refused):,} such rows)"
            console.print(f"Refused: {reading.path}: {refused[0].sentence}{more}", markup=False, soft_wrap=True)
    used = used_counts(out)
    n_people = len({name for reading in readings for name in reading.people})
    counts = [
        f"{used[0]:,} of {readings[0].n_rows:,} event rows",
        f"{used[1]:,} of {readings[1].n_rows:,} conversion rows",
        f"{used[2]:,} of {n_people:,} people",
    ]
    n_refused = sum(len(reading.refused) for reading in readings)
    place = f"; the refused rows are in {out / REFUSED}" if n_refused else ""
    n_lost = sum(reading.n_rows for reading in readings) - n_refused - used[0] - used[1]
    if n_lost:
        place += f"; {n_lost:,} more were rejected in the project, see intent.intent_rejected_events in the database"
        is_good = False
    console.print(f"Used: {', '.join(counts)}{place}", markup=False, soft_wrap=True)
    return is_good


def used_counts(out: Path) -> tuple[int, int, int]:
    """How many event rows, conversion rows and people the built project counts, asked of the project itself."""
    conversions = string_literal(out / "data" / "conversions.parquet")
    return rows(
        out / "warehouse.duckdb",
        f"""
        select
            (
                select coalesce(sum(n_accepted), 0) from intent.intent_row_conservation where contract_name = 'events'
            ),
            (
                select count(*) from read_parquet({conversions})
                where conversion_id in (select conversion_id from intent_internal.int_conversions)
            ),
            (
                select count(distinct contact_id) from ({people(out)})
                where identifier_value in (select crm_id from intent.intent_contacts)
            )
        """,
    )[0]


def cell(value: object) -> str:
    """A table cell: three decimals for shares, an empty cell for nothing."""
    if value is None:
        return ""
    return f"{value:.3f}" if isinstance(value, float) else str(value)
