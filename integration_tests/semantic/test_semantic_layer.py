"""The semantic layer on the built demo: MetricFlow accepts it, and its numbers are those of the marts.

MetricFlow reads the project folder's own target/ and nothing else, so it runs in a folder of links beside a copy of it.
"""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

pytest.importorskip("metricflow", reason="make setup-semantic installs MetricFlow")
PARTS = ("dbt_project.yml", "profiles.yml", "models", "macros", "seeds", "tests", "analyses", "demo")
Mf = Callable[..., list[dict[str, str]]]


@pytest.fixture(scope="module")
def folder(built_demo: Path, project_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("semantic")
    for part in PARTS:
        (folder / part).symlink_to(project_root / part)
    (folder / "target").symlink_to(built_demo.parent / "target")
    return folder


def run(folder: Path, database: Path, *arguments: str) -> str:
    """What `mf` says; a failure shows its last words."""
    environment = {
        **os.environ,
        "DBT_PROFILES_DIR": str(folder),
        "INTENT_DUCKDB_PATH": str(database),
        "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
    }
    mf = Path(sys.executable).with_name("mf")
    done = subprocess.run(
        [str(mf), *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, (done.stdout + done.stderr)[-3000:]
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def query(folder: Path, built_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Mf:
    """The rows of a query of MetricFlow."""
    out = tmp_path_factory.mktemp("rows") / "rows.csv"

    def ask(*arguments: str) -> list[dict[str, str]]:
        run(folder, built_demo, "query", *arguments, "--csv", str(out), "--quiet")
        with out.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    return ask


@pytest.fixture(scope="module")
def marts(built_demo: Path) -> Callable[[str], list[tuple]]:
    """The rows of a query of the marts; the file is closed again, as MetricFlow wants it for itself."""

    def read(sql: str) -> list[tuple]:
        with duckdb.connect(str(built_demo), read_only=True) as connection:
            connection.execute("use intent")
            return connection.execute(sql).fetchall()

    return read


def numbers(rows: list[dict[str, str]], keys: list[str], values: list[str]) -> dict[tuple, tuple]:
    """Rows by their keys; dates without the midnight that MetricFlow adds."""
    return {
        tuple(row[key].split("T")[0].split(" ")[0] if "metric_time" in key else row[key] for key in keys): tuple(
            float(row[value] or "nan") for value in values
        )
        for row in rows
    }


def same(asked: dict[tuple, tuple], listed: list[tuple], n_keys: int) -> None:
    """Each row of the one is a row of the other, with equal numbers."""
    expected = {
        tuple(str(key) for key in row[:n_keys]): tuple(float("nan") if v is None else float(v) for v in row[n_keys:])
        for row in listed
    }
    assert expected, "the marts have nothing to compare with"
    assert asked.keys() == expected.keys()
    for key, values in expected.items():
        assert asked[key] == pytest.approx(values, rel=1e-4, nan_ok=True), key


def test_metricflow_finds_no_fault(folder, built_demo):
    said = run(folder, built_demo, "validate-configs", "--show-all")
    assert "ERROR" not in said.upper().replace("ERRORS: 0", ""), said[-3000:]


def test_contacts_by_segment_are_those_of_the_mart(query, marts):
    rows = query("--saved-query", "intent_segments_today")
    asked = numbers(rows, ["contact_score__segment"], ["intent_contacts", "intent_average_score"])
    same(asked, marts("select segment, count(*), avg(score) from intent_contact_scores group by segment"), 1)


def test_conversion_rate_and_lift_of_a_month_are_those_of_the_mart(query, marts):
    rows = query("--saved-query", "intent_does_it_predict")
    keys = ["metric_time__month", "cohort__segment"]
    listed = marts("""
        select date_trunc('month', as_of_date)::date, cohort_value, conversion_rate, lift from intent_cohort_lift
        where cohort_kind = 'segment' and horizon_days = 30 and scorecard_name = 'hand_weights'
    """)
    same(numbers(rows, keys, ["intent_conversion_rate", "intent_lift"]), listed, 2)


def test_a_lift_over_all_months_compares_with_the_same_months(query, marts):
    rows = query("--metrics", "intent_lift", "--group-by", "cohort__segment")
    listed = marts("""
        select cohort_value, sum(n_converters) / sum(n_contacts * baseline_rate) from intent_cohort_lift
        where cohort_kind = 'segment' and horizon_days = 30 and scorecard_name = 'hand_weights' group by cohort_value
    """)
    same(numbers(rows, ["cohort__segment"], ["intent_lift"]), listed, 1)


def test_contacts_over_time_count_the_last_date_of_a_month_once(query, marts):
    keys = ["metric_time__month", "scored_contact__segment"]
    rows = query("--metrics", "intent_contacts_over_time", "--group-by", ",".join(keys))
    listed = marts("""
        select date_trunc('month', as_of_date)::date, segment, count(*) from intent_contact_score_history
        where as_of_date in (
            select max(as_of_date) from intent_contact_score_history group by date_trunc('month', as_of_date)
        )
        group by 1, 2
    """)
    same(numbers(rows, keys, ["intent_contacts_over_time"]), listed, 2)


def test_hand_overs_are_those_of_the_queue(query, marts):
    rows = query("--saved-query", "intent_todays_hand_overs")
    asked = numbers(
        rows,
        ["hand_over__owner_id", "hand_over__handover_stage"],
        ["intent_hand_overs", "intent_hand_overs_within_capacity"],
    )
    listed = marts("""
        select coalesce(owner_id, ''), handover_stage, count(*), sum(is_within_capacity::int)
        from intent_sales_queue group by 1, 2
    """)
    same(asked, listed, 2)


def test_the_forecast_is_the_marts_total_of_each_month(query, marts):
    rows = query("--saved-query", "intent_forecast_by_month")
    asked = numbers(rows, ["metric_time__month"], ["intent_expected_conversions", "intent_forecast_conversions"])
    listed = marts("""
        select date_trunc('month', as_of_date)::date, expected_conversions, n_converted from intent_forecast
        where segment = 'all' and currency = 'all' and as_of_date in (
            select max(as_of_date) from intent_forecast group by date_trunc('month', as_of_date)
        )
    """)
    same(asked, listed, 1)
