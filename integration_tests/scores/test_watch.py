"""Planted people, steady for a year, and a week that broke: what the marts that watch the model must say."""

from __future__ import annotations

from datetime import datetime, timedelta

import numpy as np
import pytest
from contracts_project import ContractsProject, event
from intent.dbt_session import BuildError

TODAY = datetime(2026, 6, 29, 20)
WEEKS, PEOPLE, CAPACITY = 60, 400, 12
# Of ten people four are warm, but in mining two of three of those are not; the rest are cold.
WARM = (0, 1, 2, 3)
WARM_ACTS = (("page_viewed", "/pricing"), ("page_viewed", "/product/a"), ("page_viewed", "/compare/a"))
COLD_ACTS = (("page_viewed", "/blog/a"), ("page_viewed", "/docs/a"), ("page_viewed", "/blog/b"))
MODELS = (
    "+intent_model_health", "+intent_threshold_tradeoff", "+intent_fairness", "+intent_score_misses",
    "+intent_conversion_paths", "+intent_lift_totals", "+intent_account_lift", "+intent_contact_scores",
)  # fmt: skip
# Tests of what is built, and of nothing else.
TESTS = ("assert_conversion_does_not_fall_as_segments_rise", "--indirect-selection", "cautious")
GRID = {
    "intent_as_of_date": str(TODAY.date()),
    "intent_history_start_date": str((TODAY - timedelta(weeks=WEEKS)).date()),
    "intent_daily_history_days": 0,
    "intent_weekly_capacity": CAPACITY,
    "intent_hold_out_percent": 20,
}


def is_mining(number: int) -> bool:
    return number % 4 == 0


def is_warm(number: int) -> bool:
    return number % 10 in WARM and not (is_mining(number) and number % 3)


def email(number: int) -> str:
    return f"person-{number}@shop.example"


def acts(number: int, random: np.random.Generator, is_broken: bool) -> list[dict]:
    """What a person does, at the same rate all the time; where tracking is broken the last week has no pricing page."""
    times = np.cumsum(random.exponential(4 if is_warm(number) else 14, 400))
    found = []
    for days in times[times < 7 * WEEKS + 60]:
        at = TODAY - timedelta(days=7 * WEEKS + 60) + timedelta(days=float(days))
        chosen = WARM_ACTS if is_warm(number) else COLD_ACTS
        name, target = chosen[random.integers(3)]
        if not (is_broken and target == "/pricing" and TODAY - at < timedelta(days=7)):
            found.append(event(email(number), name, at, target))
    return found


def purchases(numbers: list[int], random: np.random.Generator) -> list[dict]:
    """One purchase each, somewhen in the second half of the year."""
    return [
        {
            "source_name": "given",
            "conversion_id": f"order-{number}",
            "conversion_name": "order",
            "outcome": "converted",
            "identifier_type": "email",
            "identifier_value": email(number),
            "converted_at": TODAY - timedelta(days=float(random.uniform(1, 180))),
        }
        for number in numbers
    ]


def version(number: int) -> dict:
    """What a CRM knows of a person."""
    return {
        "source_name": "given",
        "identifier_type": "email",
        "identifier_value": email(number),
        "email": email(number),
        "industry": "Mining" if is_mining(number) else "Retail",
        "country": "SE",
        "employee_count": "40",
        "valid_from": TODAY - timedelta(days=7 * WEEKS + 60),
    }


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> ContractsProject:
    """The planted people; a third of the warm ones bought, and one in twenty of the others."""
    made = ContractsProject(tmp_path_factory.mktemp("watch") / "project")
    settings = made.folder / "dbt_project.yml"
    severity = "vars:\n  intent_segment_order_severity: error\n"
    settings.write_text(settings.read_text().replace("vars:\n", severity))
    random = np.random.default_rng(16)
    made.write("events", [row for number in range(PEOPLE) for row in acts(number, random, is_broken=True)])
    made.write("contacts", [version(number) for number in range(PEOPLE)])
    buyers = [number for number in range(PEOPLE) if (number % 3 == 1 if is_warm(number) else number % 20 == 5)]
    made.write("conversions", purchases(buyers, random))
    made.build("--full-refresh", "--select", *MODELS, *TESTS, with_data_tests=True, **GRID)
    return made


def test_a_broken_tracker_is_found_within_the_week_and_26_steady_weeks_raise_no_alarm(project):
    found = project.rows(
        "select distinct as_of_date, measure_name from intent.intent_model_health "
        "where status = 'drift' and measure_kind <> 'segment'"
    )
    assert (TODAY.date(), "pricing_page_viewed") in found
    steady = {day for day, _ in found if TODAY.date() - timedelta(weeks=27) < day < TODAY.date()}
    assert steady == set()
    measured = project.rows("select count(distinct as_of_date) from intent.intent_model_health where status = 'stable'")
    assert measured[0][0] > 26


def test_a_fit_is_due_in_the_week_in_which_the_tracker_broke_and_in_no_steady_one(project):
    found = project.rows(
        "select as_of_date, status from intent.intent_model_health where measure_kind = 'fit' order by as_of_date"
    )
    assert len(found) > 4
    assert found.pop() == (TODAY.date(), "refit due: drift since the fit")
    assert {status for _, status in found} == {"stable"}


def test_the_psi_of_a_signal_is_the_textbook_one(project):
    bins = project.rows(
        "select as_of_date, bin, n_contacts, n_active from intent_internal.int_weekly_shares_as_of "
        "where measure_name = 'pricing_page_viewed'"
    )
    days = sorted({day for day, *_ in bins})
    counts = {(day, bin_): (contacts, active) for day, bin_, contacts, active in bins}
    kinds = sorted({bin_ for _, bin_, *_ in bins})
    reference = days[-27:-1]

    def share(given: list, kind: int) -> float:
        contacts, active = (sum(counts[day, kind][part] for day in given) for part in (0, 1))
        return (contacts + 0.5) / (active + 0.5 * len(kinds))

    expected = sum(
        (share(days[-1:], kind) - share(reference, kind)) * np.log(share(days[-1:], kind) / share(reference, kind))
        for kind in kinds
    )
    psi = project.rows(
        "select psi from intent.intent_model_health where measure_name = 'pricing_page_viewed' "
        f"and as_of_date = date '{TODAY.date()}'"
    )
    assert float(psi[0][0]) == pytest.approx(expected, abs=1e-5)


def test_the_cut_for_the_capacity_held_in_the_half_year_after_it(project):
    cuts = project.rows(
        "select min_score, weekly_hand_overs_before, weekly_hand_overs from intent.intent_threshold_tradeoff"
    )
    _, before, after = min((cut for cut in cuts if cut[0] >= 30), key=lambda cut: abs(cut[1] - CAPACITY))
    assert before == pytest.approx(CAPACITY, rel=0.1)
    assert after == pytest.approx(CAPACITY, rel=0.1)
    marked = project.rows("select weekly_hand_overs from intent.intent_threshold_tradeoff where is_capacity_cut")
    assert [count for (count,) in marked] == [pytest.approx(CAPACITY, rel=0.1)]


def test_a_capacity_that_no_cut_reaches_marks_the_cut_with_the_most_hand_overs(project):
    project.build(
        "--select", "int_cut_recalls", "intent_threshold_tradeoff", **{**GRID, "intent_weekly_capacity": 1000}
    )
    marked, most = project.rows(
        "select max(case when is_capacity_cut then weekly_hand_overs end), max(weekly_hand_overs) "
        "from intent.intent_threshold_tradeoff"
    )[0]
    assert marked == most > 0


def test_hand_overs_of_a_cut_are_those_of_the_history(project):
    cut, n_hand_overs, n_converted = project.rows(
        "select min_score, n_hand_overs, n_converted_hand_overs "
        "from intent.intent_threshold_tradeoff where min_score = 70"
    )[0]
    scores = project.rows(
        "select scores.contact_id, scores.as_of_date, scores.score, outcomes.is_converted "
        "from intent_internal.int_contact_scores_as_of as scores left join intent_internal.int_contact_outcomes_as_of "
        "as outcomes on scores.contact_id = outcomes.contact_id and scores.as_of_date = outcomes.as_of_date "
        "and outcomes.is_conversion_window where scorecard_name = 'hand_weights' order by 1, 2"
    )
    before: dict[int, int] = {}
    first = min(day for _, day, *_ in scores)
    found = []
    for contact, day, score, is_converted in scores:
        if score >= cut > before.get(contact, -1) and day > first and is_converted is not None:
            found.append(is_converted)
        before[contact] = score
    assert (n_hand_overs, n_converted) == (len(found), sum(found))


def test_a_group_that_is_selected_less_often_is_named(project):
    found = dict(project.rows("select group_value, verdict from intent.intent_fairness where group_kind = 'industry'"))
    assert found == {"Energy and utilities": "selected less often", "Retail": "even"}


def test_misses_are_in_the_right_segment_and_say_why(project):
    found = project.rows("select distinct miss_kind, segment from intent.intent_score_misses")
    assert set(found) == {("false positive", "High Intent"), ("missed converter", "Cold")}
    reasons = project.rows(
        "select distinct reason_1 from intent.intent_score_misses where miss_kind = 'false positive'"
    )
    assert {"Visited the pricing page"} <= {reason for (reason,) in reasons}


def test_the_path_of_a_converter_ends_with_what_it_did_last(project):
    paths = project.rows("select path, n_converters from intent.intent_conversion_paths")
    n_converters = project.rows("select count(distinct contact_id) from intent_internal.int_conversions")[0][0]
    assert sum(count for _, count in paths) == n_converters
    assert any("pricing_page_viewed" in path and " > " in path for path, _ in paths)


def test_the_hold_out_group_is_its_share_and_a_cohort(project):
    share = project.rows("select avg(is_held_out::int) from intent.intent_contact_scores")[0][0]
    assert 0.14 < share < 0.26
    values = project.rows("select distinct cohort_value from intent.intent_lift_totals where cohort_kind = 'hold_out'")
    assert {"High Intent, held out", "High Intent, open to action"} <= {value for (value,) in values}


def test_a_build_stops_where_a_lower_segment_converts_more_often(project):
    """The last test: it plants that only the cold buy."""
    random = np.random.default_rng(17)
    project.write("conversions", purchases([n for n in range(PEOPLE) if not is_warm(n)], random))
    with pytest.raises(BuildError, match="assert_conversion_does_not_fall"):
        project.build(
            *("--select", "+intent_lift_totals", "+intent_account_lift", *TESTS),
            with_data_tests=True,
            **GRID,
        )
