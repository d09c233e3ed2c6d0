"""Lives that hypothesis draws, scored by the compiled SQL of the models.

A life that breaks a rule shrinks to the least one that does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

TODAY = date(2026, 6, 30)
# The path from signal days to the score; each is a view here, made of what dbt compiled.
MODELS = (
    "features/int_signal_features_as_of",
    "features/int_contact_features_as_of",
    "features/int_given_points_as_of",
    "scores/int_contact_scores_as_of",
)
SETTINGS = (
    *("int_signal_decay", "int_scorecards", "int_champion_periods", "int_segment_lookup"),
    *("stg_intent__score_curves", "stg_intent__score_limits", "stg_intent__activity_bounds"),
)
EMPTY = (
    *("int_contact_signal_days", "int_contact_channels_as_of", "int_contact_behaviour_as_of", "int_known_contacts"),
    *("int_deal_size_periods", "int_learned_points_as_of", "int_learned_scorecards"),
)
PARTITIONS = ("int_feature_fingerprints", "int_given_score_fingerprints", "int_score_fingerprints")
Act = tuple[int, int, int]


class Scorer:
    """The compiled models over lives instead of a warehouse, with the settings of the demo."""

    def __init__(self, demo: Path, folder: Path):
        internal = "warehouse.intent_internal"
        compiled = demo.parent / "target" / "compiled" / "intent" / "models" / "intermediate" / "scoring"
        with duckdb.connect(str(demo), read_only=True) as built:
            for name in (*SETTINGS, *EMPTY):
                condition = "true" if name in SETTINGS else "false"
                built.execute(f"copy (from intent_internal.{name} where {condition}) to '{folder / name}.parquet'")
        self.connection = duckdb.connect()
        self.connection.execute(f"attach ':memory:' as warehouse; create schema {internal}; use {internal}")
        for name in (*SETTINGS, *EMPTY):
            self.connection.execute(f"create table {name} as from '{folder / name}.parquet'")
        for name in PARTITIONS:
            self.connection.execute(
                f"create table {name} as select date '{TODAY}' as as_of_date, 'hand_weights' as scorecard_name, "
                "1::bigint as input_fingerprint"
            )
        for path in MODELS:
            sql = (compiled / f"{path}.sql").read_text(encoding="utf-8")
            self.connection.execute(f"create view {Path(path).name} as {sql}")
        # By weight, so that a life shrinks to the signals that give least.
        self.signals = self.connection.execute("""
            select feature_name, tier_cap_micro, points_per_unit_micro from int_scorecards
            where scorecard_name = 'hand_weights' order by abs(points_per_unit_micro), feature_name
        """).fetchall()

    def named(self, is_wanted) -> list[str]:
        """The signals whose tier cap and weight are wanted."""
        return [name for name, cap, weight in self.signals if is_wanted(cap, weight)]

    def scores(self, lives: list[list[tuple[str, int, int]]]) -> list[dict]:
        """Points and score of each life: acts of a signal so many days ago, so many times."""
        days = Counter()
        for contact, life in enumerate(lives):
            for name, days_ago, times in life:
                days[contact, name, days_ago] += times
        known = ", ".join(f"({contact}, date '2026-01-01')" for contact in range(len(lives)))
        buckets = ", ".join(
            f"({contact}, '{name}', date '{day}', date '{day}', date '9999-12-31', {times}, {times})"
            for (contact, name, days_ago), times in days.items()
            for day in [TODAY - timedelta(days=days_ago)]
        )
        columns = "contact_id, signal_name, occurred_date, known_date, retracted_date, n_events, n_counted"
        self.connection.execute("delete from int_contact_signal_days; delete from int_known_contacts")
        self.connection.execute(f"insert into int_known_contacts (contact_id, first_known_date) values {known}")
        if buckets:
            self.connection.execute(f"insert into int_contact_signal_days ({columns}) values {buckets}")
        found = self.connection.execute("""
            select score, points_micro as points, deterministic_points_micro as deterministic,
                probabilistic_points_micro as probabilistic, recency_share_micro as recency
            from int_contact_scores_as_of order by contact_id
        """)
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


@pytest.fixture(scope="module")
def scorer(built_demo, tmp_path_factory) -> Iterator[Scorer]:
    made = Scorer(built_demo, tmp_path_factory.mktemp("lives"))
    yield made
    made.connection.close()


# A signal by its place in a list, days ago, times.
ACT = st.tuples(st.integers(0, 999), st.integers(0, 60), st.integers(1, 12))
LIFE = st.lists(ACT, max_size=12)
# The same lives in every run; nothing is kept between runs.
FEW = settings(
    max_examples=50,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def acts_of(life: list[Act], names: list[str], days_older: int = 0) -> list[tuple[str, int, int]]:
    """A drawn life in signals of a list."""
    return [(names[place % len(names)], days + days_older, times) for place, days, times in life]


@FEW
@given(LIFE, ACT, ACT, st.integers(1, 40))
def test_an_act_more_never_lowers_a_score_and_older_never_beats_newer(scorer, life, more, against, days):
    good, bad = (scorer.named(lambda _, weight, sign=sign: weight * sign > 0) for sign in (1, -1))
    acts = acts_of(life, good)
    lives = [acts, acts + acts_of([more], good), acts_of(life, good, days), acts + acts_of([against], bad)]
    plain, longer, older, doubted = scorer.scores(lives)
    assert older["points"] <= plain["points"] <= longer["points"]
    assert older["score"] <= plain["score"] <= longer["score"]
    assert doubted["points"] <= plain["points"]


@FEW
@given(LIFE)
def test_weak_acts_stop_at_the_cap_of_their_tier(scorer, life):
    lowest_cap = min(cap for _, cap, _ in scorer.signals)
    (weak,) = scorer.scores([acts_of(life, scorer.named(lambda cap, _: cap == lowest_cap))])
    assert weak["points"] <= lowest_cap
    assert weak["score"] < 70


@FEW
@given(LIFE)
def test_scores_and_parts_stay_in_their_range(scorer, life):
    anything, today = scorer.scores(
        [acts_of(life, names := scorer.named(lambda *_: True)), acts_of([(a, 0, n) for a, _, n in life], names)]
    )
    for found in (anything, today):
        assert 0 <= found["score"] <= 100
        assert found["deterministic"] + found["probabilistic"] == found["points"]
        assert found["recency"] is None or 0 <= found["recency"] <= 1_000_000
    assert today["recency"] in (None, 1_000_000)
