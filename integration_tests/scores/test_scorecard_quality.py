"""Measures of quality are those of scikit-learn; intervals are those of a bootstrap over contacts."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import numpy as np
import pytest
from sklearn.metrics import average_precision_score, brier_score_loss, log_loss, roc_auc_score

CARDS = ("hand_weights", "recency_only", "volume_only", "random_order", "best_single_signal")
N_RESAMPLES = 400


@pytest.fixture(scope="module")
def demo(built_demo) -> Iterator[duckdb.DuckDBPyConnection]:
    """The built demo, its marts first."""
    with duckdb.connect(str(built_demo), read_only=True) as connection:
        connection.execute("set search_path = 'intent,intent_internal'")
        yield connection


def examples(demo, card: str, split: str, quarter: str = "all") -> dict[str, np.ndarray]:
    """Points, outcomes and contacts of a scorecard's examples."""
    found = demo.execute(
        "select points_micro, n_converted, contact_id from int_quality_examples_as_of where scorecard_name = ? "
        "and split = ? and (quarter = ? or ? = 'all') order by as_of_date, contact_id",
        [card, split, quarter, quarter],
    ).fetchnumpy()
    return {name: np.asarray(column) for name, column in found.items()}


def measured(demo, card: str, split: str, quarter: str = "all") -> dict[str, float]:
    """The row of the mart."""
    version = "scorecard_version = 'all'" if quarter == "all" else "true"
    found = demo.execute(
        f"select * from intent_scorecard_quality where {version} and scorecard_name = ? and split = ? and quarter = ?",
        [card, split, quarter],
    )
    names = [column[0] for column in found.description]
    (row,) = found.fetchall()
    return dict(zip(names, row, strict=True))


def lift_at(share: float, points: np.ndarray, converted: np.ndarray) -> float:
    """Rate of the first share over the rate of all; those who tie at the cut count in part."""
    first = share * len(points)
    order = np.argsort(-points, kind="stable")
    cut = points[order][min(int(np.ceil(first)) - 1, len(points) - 1)]
    above, at = points > cut, points == cut
    hits = converted[above].sum() + converted[at].sum() * (first - above.sum()) / at.sum()
    return hits / first / converted.mean()


@pytest.mark.parametrize("split", ["train", "test"])
@pytest.mark.parametrize("card", CARDS)
def test_ranks_are_measured_as_scikit_learn_does(demo, card, split):
    given, row = examples(demo, card, split), measured(demo, card, split)
    points, converted = given["points_micro"], given["n_converted"]
    assert row["roc_auc"] == pytest.approx(roc_auc_score(converted, points), abs=1e-9)
    assert row["pr_auc"] == pytest.approx(average_precision_score(converted, points), abs=1e-8)
    for percent in (1, 5, 10, 20):
        assert row[f"lift_top_{percent}"] == pytest.approx(lift_at(percent / 100, points, converted), abs=1e-4)


def test_a_quarter_is_measured_on_its_own_dates(demo):
    quarters = demo.execute(
        "select distinct split, quarter from intent_scorecard_quality where quarter <> 'all'"
    ).fetchall()
    assert len(quarters) >= 4
    for split, quarter in quarters:
        given, row = examples(demo, "hand_weights", split, quarter), measured(demo, "hand_weights", split, quarter)
        assert row["roc_auc"] == pytest.approx(roc_auc_score(given["n_converted"], given["points_micro"]), abs=1e-9)


def probabilities(demo, card: str) -> tuple[np.ndarray, np.ndarray]:
    """Of each test example the rate of its tenth of the training points, and its outcome."""
    train, test = examples(demo, card, "train"), examples(demo, card, "test")
    ordered = np.sort(train["points_micro"])
    tenth_of = np.searchsorted(ordered, train["points_micro"], "left") * 10 // len(ordered)
    tenths = np.unique(tenth_of)
    starts = np.array([train["points_micro"][tenth_of == tenth].min() for tenth in tenths])
    rates = np.array([train["n_converted"][tenth_of == tenth].mean() for tenth in tenths])
    place = np.clip(np.searchsorted(starts, test["points_micro"], "right") - 1, 0, None)
    return rates[place], test["n_converted"]


@pytest.mark.parametrize("card", CARDS)
def test_probabilities_are_measured_as_scikit_learn_does(demo, card):
    probability, converted = probabilities(demo, card)
    row = measured(demo, card, "test")
    assert row["brier_score"] == pytest.approx(brier_score_loss(converted, probability), abs=2e-6)
    clipped = np.clip(probability, 0.0001, 0.9999)
    assert row["log_loss"] == pytest.approx(log_loss(converted, clipped), abs=5e-6)
    error = sum(
        abs(converted[probability == rate].mean() - rate) * (probability == rate).mean() for rate in set(probability)
    )
    assert row["ece"] == pytest.approx(error, abs=2e-6)


def resampled(given: dict[str, np.ndarray]) -> dict[str, float]:
    """The standard deviation of two measures over samples of contacts, drawn with replacement."""
    random = np.random.default_rng(16)
    contacts, index = np.unique(given["contact_id"], return_inverse=True)
    found: dict[str, list[float]] = {"roc_auc": [], "pr_auc": []}
    for _ in range(N_RESAMPLES):
        weight = np.bincount(random.integers(len(contacts), size=len(contacts)), minlength=len(contacts))[index]
        drawn = {"y_true": given["n_converted"], "y_score": given["points_micro"], "sample_weight": weight}
        found["roc_auc"].append(roc_auc_score(**drawn))
        found["pr_auc"].append(average_precision_score(**drawn))
    return {measure: float(np.std(values)) for measure, values in found.items()}


def test_intervals_are_those_of_a_bootstrap_over_contacts(demo):
    row = measured(demo, "hand_weights", "train")
    for measure, deviation in resampled(examples(demo, "hand_weights", "train")).items():
        width = row[f"upper_bound_{measure}"] - row[f"lower_bound_{measure}"]
        assert width / (2 * 1.96) == pytest.approx(deviation, rel=0.25), measure


def test_a_random_order_is_not_better_than_chance(demo):
    for split in ("train", "test"):
        row = measured(demo, "random_order", split)
        assert row["lower_bound_roc_auc"] <= 0.5 <= row["upper_bound_roc_auc"]
        assert row["upper_bound_lift_top_20"] >= 1 >= row["lower_bound_lift_top_20"]


def test_precision_and_recall_are_those_of_the_champions_segments(demo):
    found, n_top, converted_top, n_converted = demo.execute(
        "select count(*) > 0, count(*) filter (score >= 70), sum(n_converted) filter (score >= 70), sum(n_converted) "
        "from int_quality_examples_as_of inner join int_contact_scores_as_of "
        "using (as_of_date, contact_id, scorecard_name) where scorecard_name = 'hand_weights' and split = 'test'"
    ).fetchone()
    row = measured(demo, "hand_weights", "test")
    assert found and n_top > 0
    assert row["precision_top_segment"] == pytest.approx(converted_top / n_top, abs=1e-6)
    assert row["recall_top_segment"] == pytest.approx(converted_top / n_converted, abs=1e-6)
    assert row["recall_top_two_segments"] > row["recall_top_segment"]
