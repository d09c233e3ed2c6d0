"""`intent tune`: what it prints, and the seed rows that it proposes in a folder of their own."""

from __future__ import annotations

import csv
from pathlib import Path

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from intent.errors import InputError
from intent.summary import report_console, working
from intent.tuning.fit import HalfLife, Tuned, tuned
from intent.tuning.history import History, lifespan, read_history
from intent.warehouse import records

SIGNAL_COLUMNS = (
    "signal_name", "tier", "channel", "kind", "points", "decay_curve", "max_points", "max_events_per_day", "leak_risk",
    "description",
)  # fmt: skip
CURVE_COLUMNS = ("curve_name", "shape", "half_life_days", "lifespan_days")
FILES = ("intent_signals.csv", "intent_decay_curves.csv", "tuning.csv")
SIGNALS = """
    select signal_name, tier, channel, kind, points_micro, decay_curve, max_points_micro, max_events_per_day, leak_risk,
        description
    from intent_internal.stg_intent__signals
    order by signal_name
"""
CURVES = "select curve_name from intent_internal.stg_intent__decay_curves"


def run_tune(database: Path, out: Path) -> None:
    """Tune on the earlier dates of a build and write the proposed rows, or say why there are none."""
    check_out(out)
    console = report_console()
    with working("Trying half-lives and caps on the earlier dates"):
        history = read_history(database)
        result = tuned(history)
    tell(console, history, result)
    if not result.is_proposed:
        console.print(f"No change is proposed: {result.reason}.", soft_wrap=True)
        return
    signals, curves = proposed_rows(database, history, result)
    try:
        out.mkdir(parents=True, exist_ok=True)
        write(out / "intent_signals.csv", signals)
        write(out / "intent_decay_curves.csv", curves)
        write(out / "tuning.csv", tuning_rows(history, result))
    except OSError as error:
        raise InputError(f"--out {out} can't be written ({error.strerror}); give another folder") from error
    also = ", add those of the second to yours" if curves else ""
    console.print(
        f"Written: {', '.join(str(out / name) for name in FILES)}. Put the rows of the first in the place of the same "
        f"signals in your seed{also}, then build: nothing has changed so far.",
        soft_wrap=True,
    )


def check_out(out: Path) -> None:
    """Stop where the folder holds anything but an earlier tuning."""
    try:
        foreign = sorted(file.name for file in out.iterdir() if file.name not in FILES) if out.exists() else []
    except OSError as error:
        raise InputError(f"--out {out} can't be read ({error.strerror}); give another folder") from error
    if foreign:
        raise InputError(f"--out {out} holds {foreign[0]}, which is not of a tuning; give a new or an empty folder")


def tell(console: Console, history: History, result: Tuned) -> None:
    """Print what fits the earlier dates better, and what that gains on the later ones."""
    days = history.dates
    if len(days):
        earlier, later = days[~history.is_later], days[history.is_later]
        spans = [f"{part.min()} to {part.max()}" for part in (earlier, later) if len(part)]
        console.print(f"Tuned on as-of dates {spans[0]}, measured on {spans[-1]}", soft_wrap=True)
    if result.is_proposed:
        tell_changes(console, history, result)
    for name, gain in (("PR AUC", result.pr_auc), ("ROC AUC", result.roc_auc)):
        if gain is not None:
            console.print(
                f"{name} on the later dates: {gain.before:.3f} before, {gain.after:.3f} after; the difference "
                f"{gain.after - gain.before:+.3f} has a 95% interval of {gain.low:+.3f} to {gain.high:+.3f}",
                soft_wrap=True,
            )


def tell_changes(console: Console, history: History, result: Tuned) -> None:
    """Print each changed signal with the numbers before and after."""
    table = Table(box=SIMPLE_HEAD)
    for name in ("Signal", "Curve in use", "Half-life, days", "95% range", "Cap in use, events", "Cap, events"):
        table.add_column(name, justify="left" if name in ("Signal", "Curve in use") else "right")
    for row in tuning_rows(history, result):
        interval = f"{row['lowest_days']} to {row['highest_days']}" if row["half_life_days"] != "same" else ""
        table.add_row(
            row["signal_name"], row["decay_curve"], row["half_life_days"], interval, row["cap_in_use"], row["cap"]
        )
    console.print(table)


def tuning_rows(history: History, result: Tuned) -> list[dict[str, str]]:
    """Each changed signal with the numbers before and after; `same` where one stays."""
    half_lives = {name: one for one in result.half_lives for name in one.signals}
    rows = []
    for signal in history.signals:
        found: HalfLife | None = half_lives.get(signal.name)
        if found is None and signal.name not in result.caps:
            continue
        rows.append(
            {
                "signal_name": signal.name,
                "decay_curve": signal.curve,
                "half_life_days": f"{found.days:.1f}" if found else "same",
                "lowest_days": f"{found.low:.1f}" if found else "same",
                "highest_days": f"{found.high:.1f}" if found else "same",
                "n_signals_tuned_as_one": str(len(found.signals)) if found else "1",
                "cap_in_use": f"{signal.cap:g}",
                "cap": f"{result.caps[signal.name]:g}" if signal.name in result.caps else "same",
            }
        )
    return rows


def proposed_rows(database: Path, history: History, result: Tuned) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """The changed rows of intent_signals and the additional ones of intent_decay_curves, in the seeds' columns."""
    half_lives = {name: round(one.days, 1) for one in result.half_lives for name in one.signals}
    changed = {row["signal_name"] for row in tuning_rows(history, result)}
    known = {row["curve_name"] for row in records(database, CURVES)}
    names: dict[float, str] = {}
    for days in sorted(set(half_lives.values())):
        names[days] = f"half_life_{days:g}_days".replace(".", "_")
        while names[days] in known:
            names[days] += "_tuned"
    signals = []
    for row in records(database, SIGNALS):
        name = row["signal_name"]
        if name not in changed:
            continue
        points, most = (row.pop(column) / 1e6 for column in ("points_micro", "max_points_micro"))
        most = max(result.caps[name] * abs(points), 0.000001) if name in result.caps else most
        numbers = {"points": f"{points:.10g}", "max_points": f"{min(round(most, 6), 1000):.10g}"}
        if name in half_lives:
            numbers["decay_curve"] = names[half_lives[name]]
        signals.append({column: str({**row, **numbers}[column]) for column in SIGNAL_COLUMNS})
    curves = [
        {
            "curve_name": curve,
            "shape": "half_life",
            "half_life_days": f"{days:g}",
            "lifespan_days": str(lifespan(days)),
        }
        for days, curve in names.items()
    ]
    return signals, curves


def write(path: Path, rows: list[dict[str, str]]) -> None:
    """Write rows as CSV; without rows the header of the curves alone."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]) if rows else list(CURVE_COLUMNS))
        writer.writeheader()
        writer.writerows(rows)
