"""What a CRM says of won, lost, gone and disqualified, and in which money, where its columns contradict each other.

The raw rows stand in fixtures/outcomes, each pitfall with a comment. What they become is worked out by hand.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest
from connector_run import FIXTURES, ConnectorRun
from contracts import delivered


def on(day: str, hour: int = 8) -> datetime:
    """An hour of a day of 2026, such as `03-01`."""
    return datetime.fromisoformat(f"2026-{day} {hour:02}:00")


@pytest.fixture(scope="module")
def crm(tmp_path_factory) -> ConnectorRun:
    run = ConnectorRun("hubspot", tmp_path_factory.mktemp("outcomes"), also=["salesforce"])
    for connector in run.connectors:
        run.execute((FIXTURES / "outcomes" / f"{connector}.sql").read_text(encoding="utf-8"))
    run.build(["+intent_accounts", "int_source_warnings"])
    return run


def outcomes(crm: ConnectorRun, connector: str, kind: str) -> dict:
    found = crm.rows(
        f"select conversion_id, outcome, converted_at from stg_{connector}__conversions "
        f"where conversion_name like '{kind}%' order by 1"
    )
    return {conversion_id.split(":")[0]: rest for conversion_id, *rest in found}


def test_hubspot_deals_are_won_by_probability_and_never_by_a_column_that_contradicts_it(crm):
    found = outcomes(crm, "hubspot", "opportunity")
    won = {deal_id for deal_id, (outcome, _) in found.items() if outcome == "converted"}
    assert won == {"2", "3", "4", "6", "11"}
    assert set(found) - won == {"1", "5", "7", "8", "9", "10"}


def test_a_hubspot_deal_closes_on_entry_to_its_first_such_stage_after_the_last_open_one(crm):
    found = {deal_id: closed_at for deal_id, (_, closed_at) in outcomes(crm, "hubspot", "opportunity").items()}
    typed = on("04-30", 0)
    assert found == {
        "1": on("03-01"),
        "2": typed,
        "3": on("03-03"),
        "4": on("05-04"),
        "5": on("05-05"),
        "6": on("03-06"),
        **dict.fromkeys(["7", "8", "9", "10", "11"], typed),
    }


def test_a_person_who_is_out_of_a_deal_has_no_part_in_it(crm):
    assert crm.rows(
        "select distinct identifier_value from stg_hubspot__conversions where conversion_id like '1:%'"
    ) == [("hubspot:1",)]


def test_a_call_that_was_deleted_has_never_been_and_what_a_person_did_stays(crm):
    events = f"select event_id, event_target, identifier_value from {delivered('hubspot', 'events')} order by 1"
    assert crm.rows(events) == [
        ("43:1", "", "hubspot:1"),
        ("c1", "Request a demo", "hubspot:7"),
        ("e1", "", "gus@mill.example"),
    ]


def test_hubspot_leads_are_disqualified_when_the_history_says_so_in_whichever_words(crm):
    assert outcomes(crm, "hubspot", "lead") == {
        "2": ["disqualified", on("03-05")],
        "3": ["disqualified", on("05-01")],
    }


def test_salesforce_opportunities_close_by_their_log_where_it_says_when(crm):
    assert outcomes(crm, "salesforce", "opportunity") == {
        "O1": ["converted", on("05-03")],
        "O2": ["lost", on("04-30", 0)],
        "O4": ["converted", on("04-30", 0)],
        "O5": ["converted", on("02-05")],
        "O6": ["converted", on("04-30", 0)],
    }


def test_salesforce_leads_are_disqualified_by_log_version_or_last_change_in_several_languages(crm):
    assert outcomes(crm, "salesforce", "lead") == {
        "L1": ["disqualified", on("02-03")],
        "L2": ["disqualified", on("06-10")],
        "L6": ["disqualified", on("03-06")],
    }


def test_what_contradicts_itself_and_what_no_seed_knows_is_listed_with_its_count(crm):
    found = crm.rows(
        "select file_name, column_name, cell_value, n_records, message from int_source_warnings order by all"
    )
    assert [row[:4] for row in found] == [
        ("hubspot", "contact.hs_lead_status", "Parked", 2),
        ("hubspot", "contact.lifecyclestage", "87123456", 1),
        ("hubspot", "deal.deal_pipeline_stage_id", "In talks", 1),
        ("hubspot", "deal.deal_pipeline_stage_id", "unheard_of", 1),
        ("hubspot", "deal_pipeline_stage.closed_won", "Closed Lost", 1),
        ("hubspot", "deal_pipeline_stage.closed_won", "Gone", 2),
        ("hubspot", "deal_pipeline_stage.closed_won", "Signed", 1),
        ("hubspot", "deal_pipeline_stage.closed_won", "Verloren", 1),
        ("salesforce", "lead.status", "Sleeping", 1),
        ("salesforce", "opportunity.probability", "Closed Lost", 1),
    ]
    messages = {row[2]: row[4] for row in found}
    assert "ends no pursuit: add a row for it (records: 2)" in messages["Parked"]
    assert "its deals count as lost (records: 2)" in messages["Gone"]


def test_amounts_keep_their_currency_and_salesforce_converts_by_its_own_rates(crm):
    money = "amount, currency, home_amount"
    deals = f"select deal_id, {money} from stg_hubspot__deals where deal_id in ('3', '21', '23', '27') order by 1"
    assert crm.rows(deals) == [
        ("21", Decimal("1000000"), "JPY", Decimal("6000")),
        ("23", Decimal("700"), "SEK", None),
        ("27", Decimal("8"), None, None),
        ("3", Decimal("30"), "EUR", Decimal("30")),
    ]
    deals = f"select deal_id, {money} from stg_salesforce__deals where deal_id in ('O7', 'O8', 'Oa') order by 1"
    assert crm.rows(deals) == [
        ("O7", Decimal("2000000"), "KRW", Decimal("1350.00")),
        ("O8", Decimal("100"), "EUR", Decimal("100")),
        ("Oa", Decimal("100"), "NOK", None),
    ]
    won = f"select {money} from stg_hubspot__conversions where conversion_id = '3:hubspot:1'"
    assert crm.rows(won) == [(Decimal("30"), "EUR", Decimal("30"))]


def test_nothing_is_added_across_currencies_and_what_is_deleted_is_no_account(crm):
    columns = "account_name, n_open_deals, open_amount, open_amount_currency"
    assert crm.rows(f"select {columns} from intent_accounts order by 1") == [
        ("A currency without a rate", 2, None, "mixed"),
        ("Converted", 2, Decimal("11000"), "home"),
        ("No amount", 1, None, None),
        ("No currency", 2, Decimal("8"), "unknown"),
        ("No deal", 0, Decimal("0"), None),
        ("One currency", 2, Decimal("1000"), "SEK"),
        ("Rates", 2, Decimal("1450.00"), "home"),
        ("Two currencies", 2, None, "mixed"),
    ]
