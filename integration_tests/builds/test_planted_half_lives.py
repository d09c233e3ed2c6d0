"""`intent tune` on a build of the project finds the half-lives by which an invented log was drawn."""

from __future__ import annotations

import csv
from contextlib import chdir
from datetime import date, timedelta
from pathlib import Path

import duckdb
import numpy as np
import pytest
from intent.dbt_session import DbtSession
from intent.trial.command import TrialOptions, equal_signal, install_package, write_project
from intent.tuning.command import run_tune

PLANTED = {"pricing_viewed": 4.0, "webinar_attended": 10.0, "report_read": 25.0}
N_CONTACTS, N_DAYS = 6_000, 300
FIRST_DAY = date(2025, 1, 6)
# What tuning reads; a trial builds as much again for its page.
READ = (
    "int_quality_population_as_of", "int_contact_outcomes_as_of", "int_given_points_as_of", "int_contact_signal_days",
    "int_signal_features_as_of", "int_decay_shares", "stg_intent__signals", "stg_intent__tier_caps",
    "stg_intent__decay_curves",
)  # fmt: skip


def planted_log() -> tuple[np.ndarray, np.ndarray]:
    """Contact, day and signal of acts; contact and day of conversions.

    The hazard to convert on the next day is a base and what is left of each act by its planted half-life, of which an
    act gives fifty times the base while it is fresh.
    """
    random = np.random.default_rng(16)
    hazard = np.full((N_CONTACTS, N_DAYS), 0.0004)
    acts = []
    for number, half_life in enumerate(PLANTED.values()):
        # Acts that fade sooner come more often, so that as much is left of each.
        counts = random.poisson(0.12 / half_life, (N_CONTACTS, N_DAYS))
        contacts, days = np.nonzero(counts)
        acts.append(
            np.repeat(np.column_stack([contacts, days, np.full(len(days), number)]), counts[counts > 0], axis=0)
        )
        left = np.zeros(N_CONTACTS)
        for day in range(N_DAYS):
            left = left * 0.5 ** (1 / half_life) + counts[:, day]
            hazard[:, day] += 0.02 * left
    struck = random.random((N_CONTACTS, N_DAYS)) < -np.expm1(-hazard)
    struck[:, -1] = False
    converted = np.flatnonzero(struck.any(axis=1))
    return np.concatenate(acts), np.column_stack([converted, struck[converted].argmax(axis=1) + 1])


@pytest.fixture(scope="module")
def database(tmp_path_factory) -> Path:
    """A trial's project of the invented log, in which all signals weigh the same, built as far as tuning reads it."""
    folder = tmp_path_factory.mktemp("planted")
    acts, conversions = planted_log()
    with duckdb.connect() as connection:
        connection.register("acts", dict(zip(("contact", "day", "number"), acts.T, strict=True)))
        connection.register("buys", dict(zip(("contact", "day"), conversions.T, strict=True)))
        connection.execute(f"""
            create table events as select 'c' || contact as contact_id, {list(PLANTED)}[number + 1] as signal,
                timestamp '{FIRST_DAY} 10:00:00' + interval (day) day as event_ts from acts;
            create table conversions as select 'c' || contact as contact_id, 'converted' as outcome,
                timestamp '{FIRST_DAY} 15:00:00' + interval (day) day as conversion_ts from buys
        """)
        first_later = FIRST_DAY + timedelta(days=238)
        options = TrialOptions(14, 7, str(first_later), last_day=FIRST_DAY + timedelta(days=N_DAYS - 1))
        write_project(connection, folder, [equal_signal(name) for name in PLANTED], options)
    install_package(folder)
    with pytest.MonkeyPatch.context() as patch, chdir(folder):
        patch.setenv("DBT_PROFILES_DIR", str(folder))
        session = DbtSession(None)
        session.parse()
        models = [f"+{name}" for name in READ]
        session.call("build", "--full-refresh", "--exclude-resource-type", "unit_test", "test", "--select", *models)
        session.let_go()
    return folder / "warehouse.duckdb"


def test_each_planted_half_life_is_proposed_within_a_fifth_and_inside_its_range(database, tmp_path):
    run_tune(database, tmp_path / "tuned")
    with (tmp_path / "tuned" / "tuning.csv").open(newline="", encoding="utf-8") as file:
        proposed = {row["signal_name"]: row for row in csv.DictReader(file)}
    assert set(proposed) == set(PLANTED)
    for name, days in PLANTED.items():
        found, low, high = (
            float(proposed[name][column]) for column in ("half_life_days", "lowest_days", "highest_days")
        )
        assert found == pytest.approx(days, rel=0.2)
        assert low < days < high
