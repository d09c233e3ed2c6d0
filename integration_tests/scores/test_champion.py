"""The champion chosen at each fit: by the past alone, and shown on each date, as is the challenger of a live test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date

import duckdb
import numpy as np
import pytest
from intent import warehouse
from sklearn.metrics import average_precision_score

START = date(2026, 2, 2)
VARS = f"{{intent_champion_scorecard: auto, intent_challenger_percent: 20, intent_challenger_start_date: '{START}'}}"
# A fifth of all contacts, by a hash, from the start of the live test on.
IS_CHALLENGED = f"scores.contact_id // 104729 % 100 < 20 and scores.as_of_date >= date '{START}'"


@pytest.fixture(scope="module")
def auto(built_demo, project_root, tmp_path_factory) -> Iterator[duckdb.DuckDBPyConnection]:
    """The built demo, run again with the champion that is chosen."""
    folder = tmp_path_factory.mktemp("auto")
    database = shutil.copy(built_demo, folder)
    warehouse.run_dbt(
        ["run", "--quiet", "--target-path", str(folder / "target"), "--vars", VARS]
        + ["--select", "int_champion_examples", "int_champion_periods", "int_score_fingerprints"]
        + ["int_contact_scores_as_of", "int_contact_segments_as_of", "int_scorecard_versions"]
        + ["int_contact_signal_days_as_of", "int_current_contact_signals", "int_current_contact_scores"]
        + ["int_current_contact_reasons"]
        + ["intent_contact_score_history", "intent_contact_signals", "intent_scorecards"]
        + ["int_contact_cohort_labels_as_of"],
        project_root,
        INTENT_DUCKDB_PATH=str(database),
    )
    with duckdb.connect(str(database), read_only=True) as connection:
        connection.execute("set search_path = 'intent,intent_internal'")
        yield connection


def test_both_scorecards_are_measured_as_scikit_learn_does(auto):
    measured = auto.execute("""
        select scorecard_version, learned_pr_auc_micro, hand_pr_auc_micro from int_champion_periods
        where learned_pr_auc_micro is not null
    """).fetchall()
    assert len(measured) >= 3
    for version, *expected in measured:
        for card, pr_auc in zip(("learned_additive", "hand_weights"), expected, strict=True):
            found = auto.execute(
                "select n_converted, value_micro, weight_milli from int_champion_examples "
                "where scorecard_version = ? and scorecard_name = ?",
                [version, card],
            ).fetchnumpy()
            converted, value, weight = (np.asarray(column) for column in found.values())
            assert pr_auc / 1e6 == pytest.approx(
                average_precision_score(converted, value, sample_weight=weight), abs=2e-6
            )


def test_a_fit_compares_what_closed_since_the_fit_before_under_weights_of_the_time(auto):
    wrong = auto.execute("""
        select examples.example_number
        from int_champion_examples as compared
        inner join int_training_examples_as_of as examples on compared.example_number = examples.example_number
        inner join int_learned_versions as fit on compared.scorecard_version = fit.scorecard_version
        inner join int_learned_versions as before on fit.scorecard_version = before.scorecard_version + 1
        where examples.as_of_date + interval 30 day > fit.refit_date
            or examples.as_of_date + interval 30 day <= before.refit_date
    """).fetchall()
    assert wrong == []
    # What a contact had by the version of its date is what the comparison reads: points are log-odds on a line.
    order = auto.execute("""
        select corr(compared.value_micro, scores.points_micro)
        from int_champion_examples as compared
        inner join int_training_examples_as_of as examples on compared.example_number = examples.example_number
        inner join int_contact_scores_as_of as scores
            on examples.as_of_date = scores.as_of_date and examples.contact_id = scores.contact_id
            and compared.scorecard_name = scores.scorecard_name
        inner join int_learned_versions as in_force
            on examples.as_of_date between in_force.refit_date and in_force.last_date
        group by compared.scorecard_name, in_force.scorecard_version
    """).fetchall()
    assert len(order) >= 4 and all(correlation > 0.9999 for (correlation,) in order)


def test_each_date_is_shown_as_champion_and_challenger_score_it(auto):
    columns = "scores.as_of_date, scores.contact_id, segment_name, points_micro, score, change_14_days"
    rows = f"""
        with served as (
            select {columns}, scored_by as scorecard_name from int_contact_scores_as_of as scores
            where scorecard_name = 'auto'
        ),
        expected as (
            select {columns}, scores.scorecard_name from int_contact_scores_as_of as scores
            inner join int_champion_periods as periods
                on scores.as_of_date between periods.from_date and periods.last_date
                and scores.scorecard_name = case
                    when not ({IS_CHALLENGED}) then periods.champion_name
                    when periods.champion_name = 'hand_weights' then 'learned_additive'
                    else 'hand_weights'
                end
        )
    """
    differences = auto.execute(
        f"{rows} (select * from served except select * from expected) "
        "union all (select * from expected except select * from served)"
    ).fetchall()
    assert differences == []
    shown = auto.execute(f"""
        select {IS_CHALLENGED} as is_challenged, periods.champion_name, scores.scorecard_name,
            count(distinct scores.contact_id) as n_contacts
        from intent_contact_score_history as scores
        inner join int_champion_periods as periods on scores.as_of_date between periods.from_date and periods.last_date
        group by all
    """).fetchall()
    cards = {"hand_weights", "learned_additive"}
    assert {row[:3] for row in shown} == {
        (is_challenged, card, other)
        for card in cards
        for is_challenged, other in ((False, card), (True, (cards - {card}).pop()))
    }
    n_by_learned = {row[0]: row[3] for row in shown if row[1] == "learned_additive"}
    assert 0.15 < n_by_learned[True] / sum(n_by_learned.values()) < 0.25
    arms, tested_dates, other_dates = auto.execute(f"""
        select list(distinct cohort_value) filter (cohort_kind = 'live test'),
            list(distinct as_of_date order by as_of_date) filter (cohort_kind = 'live test'),
            list(distinct as_of_date order by as_of_date)
                filter (cohort_kind = 'channel' and as_of_date >= date '{START}')
        from int_contact_cohort_labels_as_of
    """).fetchone()
    assert {"High Intent, challenger", "High Intent, champion"} <= set(arms)
    assert tested_dates == other_dates


def test_reasons_and_registry_name_the_champion_of_the_date(auto):
    ((points, signal_points),) = auto.execute("""
        select sum(points_micro), (select sum(points_micro) from int_current_contact_signals)
        from int_current_contact_scores
    """).fetchall()
    assert points == signal_points
    reigns = auto.execute("""
        select scorecard_name, champion_since, champion_until from intent_scorecards
        where champion_since is not null order by champion_since
    """).fetchall()
    assert reigns[0][0] == "hand_weights" and reigns[-1][0] == "learned_additive" and reigns[-1][2] is None
    assert (reigns[1][1] - reigns[0][2]).days == 1


def test_signals_of_a_past_date_add_up_under_whoever_scored_then(auto):
    days = auto.execute(f"""
        select min(as_of_date), max(as_of_date) from int_contact_scores_as_of
        where scorecard_name = 'auto' and as_of_date >= date '{START}'
    """).fetchone()
    for day in days:
        scored_by, n_wrong = auto.execute(f"""
            select list(distinct scores.scored_by), count(*) filter (
                coalesce(signals.points, 0) <> scores.points_micro
                or coalesce(signals.deterministic, 0) <> scores.deterministic_points_micro
                or (scores.scored_by = 'learned_additive' and scores.recency_share_micro is not null)
            )
            from int_contact_scores_as_of as scores
            left join (
                select contact_id, sum(points_micro) as points,
                    sum(points_micro) filter (kind = 'deterministic') as deterministic
                from int_contact_signals_as_of where as_of_date = date '{day}' group by contact_id
            ) as signals on scores.contact_id = signals.contact_id
            where scores.scorecard_name = 'auto' and scores.as_of_date = date '{day}'
        """).fetchone()
        assert set(scored_by) >= {"hand_weights", "learned_additive"}
        assert n_wrong == 0


def test_todays_reasons_are_the_last_of_the_history_under_learned_weights_too(auto):
    day = auto.execute("select as_of_date from int_latest_as_of_date").fetchone()[0]
    words = "contact_id, reason_1, reason_2, reason_3, reason_down_1, reason_down_2, talking_point, last_active_date"
    history = f"select {words} from intent_contact_reasons where as_of_date = date '{day}'"
    today = f"select {words} from int_current_contact_reasons where reason_1 is not null"
    assert auto.execute(f"select count(*) from ({history}) where reason_1 is not null").fetchone()[0] > 100
    assert auto.execute(f"({history} and reason_1 is not null) except ({today})").fetchall() == []
    assert auto.execute(f"({today}) except ({history})").fetchall() == []
