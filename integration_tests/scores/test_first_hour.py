"""What somebody who does this job finds in the marts of the demo within an hour."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

# One value by their nature: today's date, what all rows were scored with, what was checked, a fault of one kind.
DESTINATIONS = (
    "accounts",
    "accounts__salesforce",
    "companies__hubspot",
    "contacts__hubspot",
    "contacts__salesforce",
    "leads__salesforce",
)
SAME_FOR_ALL = {
    "intent_account_scores": {"as_of_date"},
    # The demo names no classes of deals: everybody has the cuts of intent_segments.
    "intent_threshold_tradeoff": {"deal_size_class"},
    "intent_contact_scores": {"as_of_date", "scorecard_name", "configuration_hash", "is_held_out", "deal_size_class"},
    "intent_contact_score_history": {"scorecard_name", "deal_size_class"},
    "intent_contact_signals": {"as_of_date"},
    "intent_contact_merges": {"change"},
    "intent_rejected_events": {"contract_name", "copy_number"},
    "intent_row_conservation": {"n_unexplained"},
    "intent_score_changes": {"as_of_date"},
    # In the demo nothing leaks, and of the few accounts in one of its CRMs nobody has opted out altogether.
    "intent_signal_performance": {"is_leak_suspect"},
    # In the demo nobody is ruled out, and one scorecard is champion by its name all the time.
    "intent_contacts": {"exclusion_reason"},
    "intent_scorecards": {"champion_until"},
    # The demo has no feedback of sales.
    "intent_model_health": {"n_feedback", "override_rate"},
    "intent_score_misses": {"feedback_disposition", "feedback_reason"},
    "intent_audience_members": {"as_of_date"},
    "intent_sales_queue": {"as_of_date"},
    **{f"intent_sync_{record}": {"changed_at"} for record in DESTINATIONS},
    "intent_sync_accounts__salesforce": {"changed_at", "intent_is_suppressed__c", "intent_suppression_reason__c"},
    "intent_sync_contacts": {"changed_at"},
}
MOST_ACCOUNTS = 0.1


@pytest.fixture(scope="module")
def demo(built_demo) -> Iterator[duckdb.DuckDBPyConnection]:
    """The built demo, its marts first."""
    with duckdb.connect(str(built_demo), read_only=True) as connection:
        connection.execute("set search_path = 'intent,intent_internal'")
        yield connection


def rows(demo: duckdb.DuckDBPyConnection, query: str) -> list[tuple]:
    return demo.execute(query).fetchall()


def test_no_column_of_a_mart_is_empty_or_the_same_everywhere(demo):
    marts = dict(
        rows(
            demo,
            "select table_name, list(column_name order by column_name) from information_schema.columns "
            "where table_schema = 'intent' group by all order by all",
        )
    )
    same = set()
    for mart, columns in marts.items():
        alike = ", ".join(
            f'min("{name}") is not distinct from max("{name}") and count("{name}") in (0, count(*))' for name in columns
        )
        ((*found, n_rows),) = rows(demo, f"select {alike}, count(*) from intent.{mart}")
        same |= {(mart, name) for name, is_alike in zip(columns, found, strict=True) if is_alike and n_rows}
    assert sorted(same - {(mart, column) for mart, names in SAME_FOR_ALL.items() for column in names}) == []


def test_the_last_reasons_of_the_history_are_those_of_today(demo):
    ((day, n_contacts),) = rows(demo, "select max(as_of_date), count(*) from intent_contact_scores")
    words = "reason_1, reason_2, reason_3, reason_down_1, reason_down_2, talking_point, last_active_date"
    today = f"select contact_id, {words} from intent_contact_scores"
    history = (
        "select contacts.contact_id, reasons.* exclude (as_of_date, contact_id) from intent_contacts as contacts "
        f"left join (select * from intent_contact_reasons where as_of_date = date '{day}') as reasons "
        "on contacts.contact_id = reasons.contact_id"
    )
    assert rows(demo, f"select count(*) from (({today}) intersect ({history}))") == [(n_contacts,)]


def test_only_reachable_prospects_get_the_action_of_prospects(demo):
    found = rows(
        demo,
        "select distinct lifecycle, is_opted_out from intent_contact_scores as scores "
        "inner join stg_intent__segments as segments on scores.segment = segments.segment_name "
        "where scores.recommended_action = segments.recommended_action",
    )
    assert found == [("prospect", False)]
    others = "select count(*) from intent_contact_scores where segment = 'High Intent' and lifecycle <> 'prospect'"
    assert rows(demo, others)[0][0] > 10


def test_no_customer_without_an_open_deal_is_to_be_called(demo):
    called = "select count(*) from intent_account_scores where recommended_action like 'Sales:%'"
    assert rows(demo, called)[0][0] > 10
    assert rows(demo, f"{called} and lifecycle = 'customer' and n_open_deals = 0") == [(0,)]


def test_high_intent_accounts_are_few_and_each_has_such_a_person(demo):
    found, total, without = rows(
        demo,
        "select count(*) filter (segment = 'High Intent'), count(*), "
        "count(*) filter (segment = 'High Intent' and n_high_intent_people = 0) from intent_account_scores",
    )[0]
    assert 0 < found <= MOST_ACCOUNTS * total
    assert without == 0


SIZES = {
    "today": "select 1 as cohort, count(*) as n from intent_contact_scores group by decile",
    "in the report": "select scorecard_name || horizon_days || as_of_date as cohort, n_contacts as n "
    "from intent_cohort_lift where cohort_kind = 'decile'",
}


@pytest.mark.parametrize("where", SIZES)
def test_each_tenth_is_a_tenth(demo, where):
    found = rows(demo, f"select count(*), max(n) - min(n) from ({SIZES[where]}) group by cohort")
    assert {n_tenths for n_tenths, _ in found} == {10}
    assert {spread for _, spread in found} <= {0, 1}


def test_no_contact_is_in_two_open_windows_of_a_horizon(demo):
    overlaps = rows(
        demo,
        "select as_of_date - lag(as_of_date) over (partition by contact_id, horizon_days order by as_of_date) as days "
        "from int_cohort_members qualify days < horizon_days",
    )
    assert overlaps == []


def test_a_conversion_counts_once_for_each_horizon(demo):
    twice = rows(
        demo,
        "select contact_id from int_cohort_members where is_converted "
        "group by contact_id, horizon_days having count(*) > 1",
    )
    assert twice == []


def test_baselines_have_the_champions_share_of_contacts(demo):
    sizes = rows(
        demo,
        "select count(distinct n_contacts) from intent_cohort_lift where cohort_kind = 'segment' "
        "group by cohort_month, cohort_value, horizon_days",
    )
    assert set(sizes) == {(1,)}


def test_the_report_says_where_a_baseline_is_better(demo):
    wrong = rows(
        demo,
        "select * from intent_scorecard_quality as quality inner join intent_scorecard_quality as champion "
        "on quality.split = champion.split and quality.quarter = champion.quarter "
        "and champion.against_champion = 'champion' "
        "where (quality.roc_auc > champion.roc_auc) <> (quality.against_champion like 'better%')",
    )
    assert wrong == []


def test_nobody_is_active_by_a_sales_meeting_alone(demo):
    silent = rows(
        demo,
        "select avg(n_converted) from int_quality_examples_as_of "
        "where scorecard_name = 'hand_weights' and points_micro = 0",
    )[0][0]
    everybody = rows(demo, "select avg(n_converted) from int_quality_examples_as_of")[0][0]
    assert silent < everybody


def test_a_clean_build_warns_of_nothing(demo):
    assert rows(demo, "select * from int_rule_warnings") == []
    assert rows(demo, "select * from stg_intent__configuration_warnings") == []
