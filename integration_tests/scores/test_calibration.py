"""The probability to convert is the isotonic regression of what was known, and its error is that of later windows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import duckdb
import numpy as np
import pytest
from jinja2 import Template
from sklearn.isotonic import IsotonicRegression

EPOCH = date(2000, 1, 3)
MOST_ERROR = 0.05
LEAST_WINDOWS = 200


@pytest.fixture(scope="module")
def demo(built_demo) -> Iterator[duckdb.DuckDBPyConnection]:
    """The built demo, its marts first."""
    with duckdb.connect(str(built_demo), read_only=True) as connection:
        connection.execute("set search_path = 'intent,intent_internal'")
        yield connection


def known_before(demo, card: str, fold: int) -> tuple[np.ndarray, ...]:
    """Score, whether converted as far as known, date and activity of each window that had closed before the fold."""
    first_day = EPOCH + timedelta(days=28 * fold)
    found = demo.execute(
        """
        with conversions as (
            select contact_id, converted_date, min(known_date) as known_date
            from int_conversions where outcome = 'converted' group by all
        )
        select
            scores.score,
            coalesce(conversions.known_date < $first_day, false) as is_converted,
            outcomes.as_of_date,
            active.contact_id is not null as is_active
        from int_contact_outcomes_as_of as outcomes
        inner join int_contact_scores_as_of as scores using (as_of_date, contact_id)
        left join int_active_contacts_as_of as active using (as_of_date, contact_id)
        left join conversions
            on conversions.contact_id = outcomes.contact_id and outcomes.is_converted
            and conversions.converted_date = outcomes.as_of_date + outcomes.days_to_conversion::int
        where outcomes.is_conversion_window and outcomes.as_of_date + outcomes.horizon_days < $first_day
            and scores.scorecard_name = $card
        """,
        {"card": card, "first_day": first_day},
    ).fetchnumpy()
    return tuple(np.asarray(column) for column in found.values())


def probabilities(demo, card: str, fold: int) -> np.ndarray:
    """The probability of each score from 0 to 100 in the fold; nothing where none was learned yet."""
    found = demo.execute(
        "select probability_micro from int_conversion_probabilities "
        "where scorecard_name = ? and ? between from_fold and to_fold order by score",
        [card, fold],
    ).fetchall()
    return np.array([micro / 1e6 for (micro,) in found])


@pytest.fixture(scope="module")
def folds(demo) -> list[int]:
    """Folds of the champion, the oldest first."""
    found = demo.execute(
        "select distinct from_fold from int_conversion_probabilities where scorecard_name = 'hand_weights' order by 1"
    ).fetchall()
    return [fold for (fold,) in found]


def pooled(scores: np.ndarray) -> np.ndarray:
    """Scores of which the highest are one, until there are enough windows of it."""
    enough = [score for score in np.unique(scores) if (scores >= score).sum() >= LEAST_WINDOWS]
    return np.minimum(scores, max(enough, default=0))


@pytest.mark.parametrize("place", [1, -4, -1])
@pytest.mark.parametrize("card", ["hand_weights", "recency_only", "learned_additive"])
def test_probabilities_are_the_isotonic_regression_of_what_was_known(demo, folds, card, place):
    fold = folds[place]
    scores, converted, _, _ = known_before(demo, card, fold)
    if len(scores) == 0:
        assert len(probabilities(demo, card, fold)) == 0
        return
    scores = pooled(scores)
    seen, weights = np.unique(scores, return_counts=True)
    shares = np.array([converted[scores == score].mean() for score in seen])
    fitted = IsotonicRegression().fit_transform(seen, shares, sample_weight=weights)
    at = np.clip(np.searchsorted(seen, np.arange(101), side="right") - 1, 0, None)
    assert probabilities(demo, card, fold) == pytest.approx(fitted[at], abs=1e-6)


def test_the_error_is_that_of_windows_opened_later_than_what_it_learned_from(demo, folds):
    fold = folds[-2]
    scores, converted, dates, active = known_before(demo, "hand_weights", fold)
    window_days = demo.execute(
        "select max(horizon_days) from int_contact_outcomes_as_of where is_conversion_window"
    ).fetchone()[0]
    days = (dates - np.datetime64(EPOCH)).astype("timedelta64[D]").astype(int)
    newest = active & ((days + window_days) // 28 == fold - 1)
    said = {opened: probabilities(demo, "hand_weights", int(opened)) for opened in np.unique(days[newest] // 28)}
    said_then = np.array([said[day // 28][score] for day, score in zip(days[newest], scores[newest], strict=True)])
    bins = np.floor(np.round(said_then * 1e6) / 1e5)
    gaps = [
        abs(said_then[bins == number].sum() - converted[newest][bins == number].sum()) for number in np.unique(bins)
    ]
    (error,) = demo.execute(
        "select distinct error_micro from int_conversion_probabilities "
        "where scorecard_name = 'hand_weights' and from_fold = ?",
        [fold],
    ).fetchone()
    assert error / 1e6 == pytest.approx(sum(gaps) / newest.sum(), abs=2e-6)


def test_marts_show_the_probability_of_their_time_or_none(demo):
    shown, of_no_prospect, false_or_missing = demo.execute(
        """
        select
            count(history.conversion_probability),
            count(case when history.lifecycle <> 'prospect' then history.conversion_probability end),
            count(case when history.lifecycle = 'prospect'
                and history.conversion_probability is distinct from
                    case when learned.n_converted >= 25 and learned.error_micro <= 1e6 * $most_error
                        then learned.probability_micro / 1e6 end
            then 1 end)
        from intent_contact_score_history as history
        left join int_conversion_probabilities as learned
            on learned.scorecard_name = history.scorecard_name and learned.score = history.score
            and (history.as_of_date - $epoch) // 28 between learned.from_fold and learned.to_fold
        """,
        {"epoch": EPOCH, "most_error": MOST_ERROR},
    ).fetchone()
    assert shown > 10_000
    assert (of_no_prospect, false_or_missing) == (0, 0)
    differ = demo.execute(
        "select count(*) from intent_contact_scores as now "
        "inner join intent_contact_score_history as history using (contact_id, as_of_date) "
        "where now.conversion_probability is distinct from history.conversion_probability"
    ).fetchone()
    assert differ == (0,)


def test_the_gap_of_a_group_is_what_happened_minus_what_was_said(demo):
    gaps = demo.execute(
        """
        with said as (
            select
                traits.size,
                members.is_converted::int - history.conversion_probability::double as gap
            from int_cohort_members as members
            inner join int_contact_traits_as_of as traits using (as_of_date, contact_id)
            inner join intent_contact_score_history as history using (as_of_date, contact_id)
            where members.is_conversion_window and history.conversion_probability is not null
        )
        select fairness.calibration_gap::double, avg(said.gap)
        from intent_fairness as fairness
        inner join said on fairness.group_kind = 'size' and fairness.group_value = said.size
        group by all
        having count(*) >= 100
        """
    ).fetchall()
    assert len(gaps) >= 3
    assert [shown for shown, _ in gaps] == pytest.approx([gap for _, gap in gaps], abs=2e-6)


def test_how_well_a_group_is_ranked_is_not_said_of_fewer_than_twenty_converters(demo):
    """Of four converters the curve's area was 0.38 here, which is chance."""
    groups = demo.execute("select n_converted_contact_months, roc_auc from intent_fairness").fetchall()
    assert {count >= 20 for count, _ in groups} == {True, False}
    assert [count for count, area in groups if (count >= 20) is (area is None)] == []


# Converters with the signal, all with it, all converters, all.
@pytest.mark.parametrize(
    ("counts", "is_suspect"),
    [
        pytest.param((1319, 1368, 2454, 6468), True, id="a note written when the lead answered yes"),
        pytest.param((449, 493, 2454, 6468), False, id="an occupation that buys nine times in ten"),
        pytest.param((91, 92, 2454, 6468), False, id="a small source that nearly always buys"),
        pytest.param((1228, 1869, 2454, 6468), False, id="a message that was sent"),
        pytest.param((150, 900, 200, 10_000), False, id="a request for a demo that three of four converters made"),
        pytest.param((190, 300, 200, 10_000), True, id="a mark that nearly all converters have and nearly nobody else"),
        pytest.param((19, 19, 19, 500), False, id="19 converters"),
        pytest.param((20, 20, 20, 500), True, id="20 converters"),
        pytest.param((900, 950, 960, 1000), False, id="where nearly all convert"),
    ],
)
def test_a_signal_that_separates_too_well_is_a_suspect(project_root, counts, is_suspect):
    macro = Template((project_root / "macros" / "learning" / "is_leak_suspect.sql").read_text()).module.is_leak_suspect
    with duckdb.connect() as connection:
        assert connection.execute(f"select {macro(*counts)}").fetchall() == [(is_suspect,)]


def test_the_alarm_is_silent_where_nothing_leaks(demo):
    assert demo.execute("select signal_name from intent_signal_performance where is_leak_suspect").fetchall() == []
    assert demo.execute("select message from int_learning_warnings").fetchall() == []
