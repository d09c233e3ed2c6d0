"""What a build made, in a few lines."""

from __future__ import annotations

import json
import os
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from intent.errors import InputError
from intent.warehouse import records, rows

REPORT_WIDTH = 120
SEGMENTS = """
    select scores.segment, count(*) as n_contacts, round(100.0 * count(*) / sum(count(*)) over (), 1) as percent,
        min(scores.as_of_date) as as_of_date
    from intent.intent_contact_scores as scores
    inner join intent_internal.stg_intent__segments as segments on scores.segment = segments.segment_name
    group by scores.segment, segments.segment_rank
    order by segments.segment_rank
"""
LIFT = """
    select totals.cohort_value as segment, totals.n_contact_months, totals.n_converted_contact_months,
        totals.conversion_rate, totals.baseline_rate, totals.lift, totals.lower_bound_rate, totals.upper_bound_rate,
        totals.verdict, totals.horizon_days, totals.n_converters
    from intent.intent_lift_totals as totals
    inner join intent_internal.stg_intent__segments as segments on totals.cohort_value = segments.segment_name
    where totals.cohort_kind = 'segment' and totals.scorecard_name = (
        select coalesce(max(case when cards.scorecard_name = 'auto' then 'auto' end), min(scores.scorecard_name))
        from intent.intent_contact_scores as scores cross join intent.intent_scorecards as cards
    ) and totals.horizon_days = (
        select min(horizon_days) from intent_internal.int_cohort_members where is_conversion_window
    )
    order by segments.segment_rank
"""
BASELINES = """
    select scorecard_name, against_champion, roc_auc, champion_auc
    from (
        select *, max(case when against_champion = 'champion' then roc_auc end) over () as champion_auc
        from intent.intent_scorecard_quality
        where split = 'test' and quarter = 'all' and scorecard_version = 'all'
    ) as measured
    where against_champion like 'better%'
    order by scorecard_name
"""

WARNINGS = """
    select file_name, key_value, column_name, cell_value, message
    from intent_internal.stg_intent__configuration_warnings
    union all
    select file_name, key_value, column_name, cell_value, message
    from intent_internal.int_rule_warnings
    union all
    select file_name, key_value, column_name, cell_value, message
    from intent_internal.int_source_warnings
    order by all
"""


def report_console(record: bool = False) -> Console:
    """A console for tables: as wide as the terminal; wide enough to cut no words where there is none."""
    console = Console(highlight=False, record=record)
    if record or not console.is_terminal:
        console.width = REPORT_WIDTH if record else max(console.width, REPORT_WIDTH)
    return console


def working(words: str) -> AbstractContextManager[object]:
    """A moving line on standard error that says what is being done; nothing may be printed meanwhile.

    There is none where standard error is no terminal, and none where the environment variable CI is set.
    """
    console = Console(stderr=True)
    return console.status(words) if console.is_terminal and not os.environ.get("CI") else nullcontext()


def print_json(value: object) -> None:
    """Print for machines: dates as ISO 8601, decimals as numbers."""
    print(json.dumps(value, default=lambda cell: cell.isoformat() if hasattr(cell, "isoformat") else float(cell)))


def print_segments(console: Console, database: Path) -> None:
    """Print how many contacts are scored and in which segment they are."""
    found = rows(database, SEGMENTS)
    total = sum(row[1] for row in found)
    as_of = found[0][3] if found else "no date"
    console.print(f"{total:,} contacts scored as of {as_of}")
    table = Table(box=SIMPLE_HEAD)
    table.add_column("Segment")
    table.add_column("Contacts", justify="right")
    table.add_column("Share", justify="right")
    for segment, count, share, _ in found:
        table.add_row(segment, f"{count:,}", f"{share:.1f}%")
    console.print(table)


def print_lift(console: Console, database: Path) -> None:
    """Print the lift of each segment over all closed windows."""
    found = rows(database, LIFT)
    if not found:
        console.print("No lift yet: no window of history is closed.")
        return
    console.print(f"Lift by segment: converted within {found[0][9]} days, all closed cohort months")
    table = Table(box=SIMPLE_HEAD)
    for heading in ("Segment", "Contact-months", "Converted", "Rate", "95% interval", "Baseline", "Lift"):
        table.add_column(heading, justify="left" if heading == "Segment" else "right")
    table.add_column("Verdict")
    for value, months, converted_months, rate, baseline, lift, lower, upper, verdict, *_ in found:
        table.add_row(
            value,
            f"{months:,}",
            f"{converted_months:,}",
            f"{rate:.1%}",
            f"{lower:.1%} to {upper:.1%}",
            f"{baseline:.1%}",
            "" if lift is None else f"{lift:.1f}x",
            verdict,
        )
    console.print(table)


def print_better_baselines(console: Console, database: Path) -> None:
    """Print which scorecards ranked better than the champion on the later dates, and whether that may be chance."""
    for name, verdict, auc, champion in rows(database, BASELINES):
        console.print(f"On later dates {name} ranks {verdict}: ROC AUC {auc:.3f}, the champion {champion:.3f}")


def print_warnings(console: Console, database: Path) -> None:
    """Print what is unusual in the configuration and the sources, as the build says it unless it runs with --quiet."""
    found = rows(database, WARNINGS)
    if found:
        console.print(f"The configuration or a source is unusual in {len(found)} place(s):", soft_wrap=True)
    for file, row, column, cell, message in found:
        place = f"{file}, row {row}" if row else file
        console.print(f"  {place}, column {column}, value '{cell}': {message}", markup=False, soft_wrap=True)


def print_summary_json(database: Path) -> None:
    """Print the same for machines."""
    parts = {"segments": SEGMENTS, "lift": LIFT, "better_scorecards": BASELINES, "warnings": WARNINGS}
    print_json({part: records(database, query) for part, query in parts.items()})


def print_summary(database: Path, picture: Path | None = None) -> None:
    """Print segments, lift and the next step for a built demo, and draw the tables into an SVG if asked."""
    console = report_console(record=picture is not None)
    print_segments(console, database)
    print_lift(console, database)
    print_better_baselines(console, database)
    print_warnings(console, database)
    if picture is not None:
        try:
            console.save_svg(str(picture), title="make build")
        except OSError as error:
            raise InputError(f"--picture {picture} can't be written ({error.strerror}); give another path") from error
    console.print(f"Database: {database.resolve()}", soft_wrap=True)
    console.print(
        "Next: .venv/bin/dbt show --inline "
        "\"select * from {{ ref('intent_contact_scores') }} order by score desc\" --limit 10",
        soft_wrap=True,
    )
