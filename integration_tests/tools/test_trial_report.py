"""The page that a trial writes: what it says where there is much, little or nothing to say, and that it is harmless."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import numpy as np
import pytest
from intent.measures import Ranking, intervals, lift_by_tenth, pr_auc, roc_auc
from intent.trial.findings import Findings, Weight, bands_of, measured_card
from intent.trial.page import report_page
from intent.trial.proposals import proposed_signals
from sklearn.metrics import average_precision_score, roc_auc_score

ABOUT = {
    "events": "events.csv", "conversions": "conversions.csv", "signals": "signals.csv", "horizon_days": "14",
    "population": "contacts",
}  # fmt: skip


class Page(HTMLParser):
    """The tags and words of a page; every tag that opens must close."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.said: list[str] = []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag that opens."""
        self.tags.append((tag, dict(attrs)))
        if tag != "meta":
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag that opens and closes."""
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        """Close the tag that opened last."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Note what is said."""
        self.said.append(data)

    @property
    def text(self) -> str:
        """All that is said, in a line."""
        return " ".join(" ".join(self.said).split())


def example_rows(n_contacts: int, n_converters: int, strength: float) -> dict[str, np.ndarray]:
    """Two dates of invented contacts, of whom the first convert; points tell them apart by so many deviations."""
    random = np.random.default_rng(int(100 * abs(strength)))
    contacts = np.tile(np.arange(n_contacts), 2)
    converted = (contacts < n_converters).astype(int)
    return {
        "contact_id": contacts,
        "as_of_date": np.repeat(np.array(["2026-03-02", "2026-03-09"], dtype="datetime64[D]"), n_contacts),
        "n_converted": converted,
        "points_micro": np.floor(1e6 * (random.normal(size=len(contacts)) + strength * converted)),
        "scorecard_version": np.full(len(contacts), "1", dtype=object),
    }


def found(n_converters: int, **strengths: float) -> Findings:
    """What a trial with these scorecards would have found."""
    rows = {name: example_rows(1_500, n_converters, strength) for name, strength in strengths.items()}
    cards = [
        measured_card(name, one, rows["hand_weights"], bands_of(one, rows["hand_weights"], {}))
        for name, one in rows.items()
    ]
    return Findings(
        "2026-03-02", "2026-03-09", 2, 1_500, 3_000, n_converters, 2 * n_converters, n_converters, n_converters, cards
    )


def test_measures_are_those_of_scikit_learn_with_and_without_ties_and_weights():
    random = np.random.default_rng(5)
    converted = random.random(500) < 0.1
    weights = random.integers(0, 4, 500).astype(float)
    for points in (random.normal(size=500), random.integers(0, 4, 500).astype(float)):
        ranking = Ranking(points + converted, converted.astype(float), np.arange(500))
        for given in (None, weights):
            steps = ranking.steps(given)
            assert roc_auc(steps) == pytest.approx(roc_auc_score(converted, ranking.points, sample_weight=given))
            expected = average_precision_score(converted, ranking.points, sample_weight=given)
            assert pr_auc(steps) == pytest.approx(expected)


def test_lift_of_points_that_say_nothing_is_one_in_every_tenth():
    ranking = Ranking(np.zeros(40), np.arange(40) % 4 == 0, np.arange(40))
    assert lift_by_tenth(ranking.steps()) == pytest.approx(np.ones(10))


def test_an_interval_draws_contacts_and_not_rows():
    """Ten rows a contact that are all alike say no more than one."""
    converted = np.random.default_rng(1).random(200) < 0.3
    widths = []
    for times in (1, 10):
        rows = np.repeat(converted, times).astype(float)
        low, high = intervals(
            np.repeat(np.arange(200), times), lambda weights, rows=rows: np.average(rows, weights=weights)
        )
        widths.append(high - low)
    assert widths[0] == pytest.approx(widths[1])
    assert widths[0] == pytest.approx(2 * 1.96 * np.sqrt(0.3 * 0.7 / 200), rel=0.25)


def test_a_scorecard_that_ranks_better_is_named_with_its_gain_and_what_to_do():
    page = Page(report_page(found(200, hand_weights=0.3, learned_additive=2.0), ABOUT))
    assert "Best: Learned weights (learned_additive)" in page.text
    assert "chance alone does not explain it" in page.text
    assert "set intent_champion_scorecard to learned_additive" in page.text
    assert len([tag for tag, _ in page.tags if tag == "svg"]) == 3


def test_a_difference_that_may_be_chance_is_called_so():
    page = Page(report_page(found(60, hand_weights=0.5, learned_additive=0.51), ABOUT))
    assert "Keep the weights you have" in page.text
    assert "set intent_champion_scorecard" not in page.text


@pytest.mark.parametrize(("n_converters", "words"), [(0, "nobody converted"), (1, "one contact converted")])
def test_too_few_converters_are_no_verdict(n_converters, words):
    text = Page(report_page(found(n_converters, hand_weights=0.5), ABOUT)).text
    assert "No scorecard can be called better than another" in text
    assert words in text
    assert "nan" not in text.lower()


def test_below_25_conversions_the_page_says_what_is_missing():
    text = Page(report_page(found(24, hand_weights=0.5), ABOUT)).text
    assert "No weights were learned: 24 contacts converted on the earlier dates, and 25 conversions" in text


def test_a_simple_rule_that_ranks_better_is_what_to_work_by():
    text = Page(report_page(found(200, hand_weights=0.5, recency_only=2.0), ABOUT)).text
    assert "rank worse than a simple rule" in text
    assert "Work the list by the simple rule for now" in text
    assert "Keep the weights you have" not in text


@pytest.mark.parametrize(("n_converters", "is_said"), [(20, False), (200, True)])
def test_conversions_that_all_come_late_ask_for_a_later_split(n_converters, is_said):
    late = found(n_converters, hand_weights=2.0)
    late.n_train_converters = 0
    assert ("Give a later --test-from" in Page(report_page(late, ABOUT)).text) is is_said


def test_scores_no_better_than_chance_are_no_best_scorecard():
    text = Page(report_page(found(60, hand_weights=-0.2), ABOUT)).text
    assert "No scorecard is shown to rank better than chance" in text
    assert "Best:" not in text
    assert "Don't work the list by these scores" in text


def test_a_trial_without_closed_windows_has_a_page():
    assert "nothing to compare yet" in Page(report_page(Findings(), ABOUT)).text


def test_both_axes_of_the_calibration_chart_say_the_same_round_numbers():
    page = report_page(found(200, hand_weights=0.3, learned_additive=2.0), ABOUT)
    chart = page[page.index("Expected and observed conversion rates") :].split("</svg>")[0]
    labels = re.findall(r">([\d.]+%)</text>", chart)
    assert len(labels) >= 8
    assert sorted(labels) == sorted(2 * list(set(labels)))


def test_text_of_the_data_stays_text_and_the_page_asks_nobody_for_anything():
    evil = "<script>alert('x')</script>"
    one = found(200, hand_weights=0.3, learned_additive=2.0)
    one.weights = [Weight(evil, 3.0, 30, 1.5, 4.0, evil + '"'), Weight('"><img src=x>', -1.0, 30, None, None, None)]
    about = {**ABOUT, "events": evil, "population": evil, "conversions": '"><svg onload=alert(1)>'}
    text = report_page(one, about)
    page = Page(text)
    assert evil in page.text
    assert not {"script", "img", "link", "iframe"} & {tag for tag, _ in page.tags}
    for _, attributes in page.tags:
        assert not [name for name in attributes if name.startswith("on") or name in ("src", "href", "xlink:href")]
    assert "http:" not in text
    assert "https:" not in text


def test_proposed_signals_keep_what_nobody_proposes_and_raise_a_cap_below_the_points():
    row = {"signal_name": "demo", "tier": "mid", "points": "5", "max_points": "6", "description": "Asked"}
    other = {**row, "signal_name": "blog"}
    weights = [Weight("demo", 5.0, 30, 2.0, 8.333333, None), Weight("blog", 5.0, 3, 1.0, None, None)]
    assert proposed_signals([row, other], weights, is_equal=False) == [
        {**row, "points": "8.33", "max_points": "8.33"},
        other,
    ]
    equal = [{**one, "tier": "low", "points": "1", "max_points": "1000"} for one in (row, other)]
    proposed = proposed_signals(equal, [Weight("demo", 1.0, 30, 0.5, -2.0, None), weights[1]], is_equal=True)
    # Three events of each count, of the one without a proposal too.
    assert [(one["tier"], one["points"], one["max_points"]) for one in proposed] == [
        ("negative", "-2", "6"),
        ("low", "1", "3"),
    ]
