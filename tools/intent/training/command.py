"""`intent train`: what it prints, and the rows that it writes into the seed of further scorecards."""

from __future__ import annotations

import csv
import re
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from intent.errors import InputError
from intent.summary import report_console, working
from intent.training.examples import Examples, read_examples
from intent.training.model import MODELS, Card, Row, fit
from intent.training.target import copy_of_target

COLUMNS = [
    "scorecard_name", "feature_name", "lower_bound", "upper_bound", "base_points", "points_per_unit",
    "learned_until", "description",
]  # fmt: skip
# What a file without the column says of every row (its default in seeds/_seeds.yml).
UNKNOWN_DAY = "9999-12-31"
TAKEN = ("hand_weights", "learned_additive", "auto")


def run_train(
    database: Path,
    model: str,
    train_until: str | None,
    name: str | None,
    seed: Path,
    target: str | None = None,
    project: Path = Path("."),
) -> None:
    """Fit a model on the earlier dates of a build and write it into a seed, in the place of rows of the same name.

    The build is a DuckDB file, or what stands in a target of profiles.yml.
    """
    if model not in MODELS:
        raise InputError(f"--model {model} is unknown; give {' or '.join(MODELS)}")
    if name is not None and (not re.fullmatch(r"[a-z][a-z0-9_]{0,62}", name) or name in TAKEN):
        raise InputError(f"--name {name} is taken or no name; give lower-case letters, digits and underscores")
    others = read_seed(seed)
    with working("Fitting the scorecard"), TemporaryDirectory(prefix="intent_train_") as folder:
        read_from = copy_of_target(target, project, Path(folder) / "read.duckdb") if target else database
        examples = read_examples(read_from, train_until)
        card = fit(model, examples)
    name = name or f"{model}_{examples.until:%Y_%m_%d}"
    said = f"intent train, {model}, on as-of dates to {examples.until}, {examples.n_converters} converters"
    rows = seed_rows(name, said, examples.known_until, card.rows)
    write_seed(seed, [row for row in others if row["scorecard_name"] != name] + rows)
    tell(name, examples, card, seed)


def read_seed(seed: Path) -> list[dict[str, str]]:
    """The rows of the seed, one that may lack learned_until; InputError where it is none of further scorecards."""
    try:
        with seed.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            rows = list(reader)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        reason = getattr(error, "strerror", None) or "not a CSV file in UTF-8"
        raise InputError(
            f"--seed {seed} can't be read ({reason}); give the file of intent_scorecard_weights"
        ) from error
    if reader.fieldnames not in (COLUMNS, [name for name in COLUMNS if name != "learned_until"]):
        raise InputError(
            f"--seed {seed} has other columns than intent_scorecard_weights; its header is {','.join(COLUMNS)}"
        )
    wrong = next((number for number, row in enumerate(rows, 2) if None in row or None in row.values()), None)
    if wrong:
        raise InputError(f"--seed {seed}, row {wrong} has more or fewer cells than the header; run `intent check`")
    return [{"learned_until": UNKNOWN_DAY, **row} for row in rows]


def seed_rows(name: str, said: str, until: date, rows: list[Row]) -> list[dict[str, str]]:
    """Rows of a scorecard as cells; until is the last day whose outcomes it knows."""
    return [
        dict(
            zip(
                COLUMNS,
                (name, row.feature, *map(cell, (row.lower, row.upper, row.points)), "0", str(until), said),
                strict=True,
            )
        )
        for row in rows
    ]


def cell(micro: int) -> str:
    """Millionths as a decimal number, exactly."""
    sign, (whole, part) = "-" if micro < 0 else "", divmod(abs(micro), 10**6)
    return f"{sign}{whole}" + (f".{part:06d}".rstrip("0") if part else "")


def write_seed(seed: Path, rows: list[dict[str, str]]) -> None:
    """Write a whole new file and put it in the place of the old one, so that there is never half of one."""
    new = seed.with_name(seed.name + ".new")
    try:
        with new.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        new.replace(seed)
    except OSError as error:
        raise InputError(f"--seed {seed} can't be written ({error.strerror}); give this user the right to") from error


def tell(name: str, examples: Examples, card: Card, seed: Path) -> None:
    """Say what was learned from what, and what to do next."""
    console = report_console()
    first, n_converted = min(day for day, _ in examples.keys), int(examples.converted.sum())
    console.print(
        f"{name}: learned from {len(examples.keys)} contact-dates, {n_converted} of which converted (of "
        f"{examples.n_converters} contacts), on as-of dates {first} to {examples.until}; the last window closes on "
        f"{examples.known_until}, test dates begin on {examples.test_date}.",
        soft_wrap=True,
    )
    console.print(
        f"Written: {len(card.rows)} rows into {seed}. `dbt build` scores it beside the others: "
        f"intent_scorecard_quality compares them, and intent_champion_scorecard: {name} would make it the one that is "
        "shown.",
        soft_wrap=True,
    )
