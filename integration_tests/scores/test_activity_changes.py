"""Spikes and trends of activity: more active days than chance leaves open, never a few acts and never a busy visit."""

from __future__ import annotations

import csv
from datetime import datetime, timedelta
from fractions import Fraction
from math import comb
from random import Random

import pytest
from contracts_project import ContractsProject, event

TODAY = datetime(2026, 6, 30, 12)
DAYS = 150
N_FLAT = 80
# The later and the earlier days of each comparison, as the seed's description says.
WINDOWS = {"spike": (7, 21), "trend": (21, 84)}
CHANCE = Fraction(1, 100)
ACTS = [("page_viewed", "/blog/one"), ("page_viewed", "/"), ("page_viewed", "/product/one"), ("email_opened", "News")]


def visit(person: str, days_ago: int, n_acts: int, acts: list[tuple[str, str]] = ACTS) -> list[dict]:
    """So many acts of a person in a row, on a day so long ago."""
    at = TODAY - timedelta(days=days_ago)
    chosen = [acts[number % len(acts)] for number in range(n_acts)]
    return [event(person, name, at + timedelta(seconds=20 * i), target) for i, (name, target) in enumerate(chosen)]


def flat_lives() -> list[dict]:
    """People as active as ever, from an act a month to a visit every other day, each visit of one act or of many."""
    random, events = Random(4), []
    for number in range(N_FLAT):
        chance = random.uniform(0.03, 0.5)
        for day in range(DAYS):
            if random.random() < chance:
                events += visit(f"flat{number}@shop.example", day, random.choice((1, 1, 1, 6)))
    return events


PLANTED = {
    "sudden": [visit("sudden@shop.example", day, 1) for day in (0, 1, 3, 5, 40, 90)],
    "weekly": [visit("weekly@shop.example", day, 1) for day in (*range(6), *range(7, DAYS, 7))],
    "few": [visit("few@shop.example", day, 1) for day in (0, 2, 4)],
    "busy": [visit("busy@shop.example", 0, 12)],
    "applicant": [visit("applicant@shop.example", day, 1, [("page_viewed", "/careers")]) for day in range(6)],
    "riser": [visit("riser@shop.example", day, 1) for day in (*range(0, 20, 2), *range(21, 105, 28))],
    "faller": [visit("faller@shop.example", day, 1) for day in range(22, DAYS, 3)],
}


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> ContractsProject:
    """All these lives, scored on each day of the last month."""
    made = ContractsProject(tmp_path_factory.mktemp("activity") / "project")
    made.write("events", flat_lives() + [row for life in PLANTED.values() for acts in life for row in acts])
    made.build(
        "--full-refresh",
        intent_as_of_date="2026-06-30",
        intent_history_start_date="2026-06-01",
        intent_history_step_days=1,
    )
    return made


def verdicts(project: ContractsProject, column: str) -> dict[str, object]:
    """What is said of each planted person today."""
    people = ", ".join(f"'{name}@shop.example'" for name in PLANTED)
    return {
        email.split("@")[0]: verdict
        for email, verdict in project.rows(
            f"select email, {column} from intent.intent_contact_scores where email in ({people})"
        )
    }


def chance_of(comparison: str, days_before: int, days_later: int, *, at_least: bool) -> Fraction:
    """How likely of all active days at least, or at most, so many are later ones, each day being like the other."""
    later, earlier = WINDOWS[comparison]
    n_days = days_before + days_later
    counts = range(days_later, later + 1) if at_least else range(days_later + 1)
    ways = sum(comb(later, count) * comb(earlier, n_days - count) for count in counts if count <= n_days)
    return Fraction(ways, comb(later + earlier, n_days))


def test_the_bounds_are_exact(project_root):
    with (project_root / "seeds" / "limits" / "intent_activity_bounds.csv").open() as file:
        rows = [(row.pop("comparison"), *map(int, row.values())) for row in csv.DictReader(file)]
    assert [row[:2] for row in rows] == [(name, days) for name in WINDOWS for days in range(WINDOWS[name][1] + 1)]
    for name, days_before, rising_from, falling_to in rows:
        later = WINDOWS[name][0]
        rising = [n for n in range(1, later + 1) if chance_of(name, days_before, n, at_least=True) <= CHANCE]
        falling = [n for n in range(later + 1) if chance_of(name, days_before, n, at_least=False) <= CHANCE]
        assert rising == list(range(rising_from, later + 1)), (name, days_before)
        assert name == "spike" or falling == list(range(falling_to + 1)), (name, days_before)


def test_planted_spikes_are_found_and_few_acts_are_none(project):
    spiking = verdicts(project, "is_spiking")
    assert spiking.keys() == PLANTED.keys()
    assert {name for name, is_spiking in spiking.items() if is_spiking} == {"sudden", "weekly"}


def test_three_weeks_against_twelve_rise_and_fall(project):
    trends = verdicts(project, "activity_trend")
    assert trends["riser"] == "rising"
    assert trends["faller"] == "falling"
    assert trends["busy"] == "flat"


def test_people_as_active_as_ever_rarely_spike(project):
    days, spikes = project.rows(
        "select count(*), count(*) filter (where is_spiking) from intent.intent_contact_score_history "
        "where email like 'flat%' and as_of_date > '2026-06-01'"
    )[0]
    assert days == 29 * N_FLAT
    assert spikes <= days / 100
