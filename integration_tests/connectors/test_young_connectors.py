"""Connectors on tables with little more than the required columns, as a sync leaves them in its first days.

HubSpot's and Salesforce's stand in fixtures/young, with tables and older names that their other fixtures do not have.
"""

from __future__ import annotations

from datetime import datetime

import pytest
from connector_run import ConnectorRun
from contracts import delivered
from intent.errors import InputError


def test_a_young_table_without_page_ids_or_users_is_enough(young_connectors):
    found = young_connectors.rows(
        "select event_id, event_name, event_target, identifier_value, occurred_at from stg_snowplow__events order by 1"
    )
    assert found == [(number, "page_viewed", "/", "d", datetime(2026, 6, 1, 10)) for number in ("7", "8")]


def test_a_context_that_is_nested_and_not_text_is_read_too(young_connectors):
    found = young_connectors.rows("select event_id, filter_reason from stg_snowplow__events order by 1")
    assert found == [("7", None), ("8", "spider or robot by the IAB list: no reason named")]


def test_a_copy_without_page_location_has_page_views_without_a_target(young_connectors):
    found = young_connectors.rows("select event_name, event_target, identifier_value from stg_ga4_fivetran__events")
    assert found == [("page_viewed", "", "d")]


def test_a_lead_table_alone_is_enough(young_connectors):
    assert young_connectors.rows("select count(*) from stg_marketo__events") == [(0,)]
    links = young_connectors.rows("select from_value, to_value from stg_marketo__identity_links")
    assert links == [("marketo:1", "a@shop.example")]


def test_an_older_hubspot_has_events_under_other_names_and_no_two_submissions_in_one(young_connectors):
    found = young_connectors.rows(
        "select event_id, event_name, event_target, identifier_value, occurred_at, received_at "
        f"from {delivered('hubspot', 'events')} order by occurred_at, event_id"
    )
    ada, bo = "hubspot:1", "hubspot:2"
    expected = [
        ("form_submitted", "Ebook", ada, datetime(2026, 1, 10, 8)),
        ("form_submitted", "Ebook", ada, datetime(2026, 1, 11, 8)),
        ("form_submitted", "", bo, datetime(2026, 1, 12, 8)),
        ("meeting_booked", "Demo", ada, datetime(2026, 2, 5, 8)),
        ("meeting_held", "Demo", ada, datetime(2026, 2, 5, 8)),
        ("meeting_scheduled", "Lunch", ada, datetime(2026, 2, 6, 8)),
        ("message_logged", "", bo, datetime(2026, 2, 7, 8)),
    ]
    assert [(*row[1:4], row[4]) for row in found] == expected
    assert all(received == occurred for *_, occurred, received in found)
    assert len({event_id for event_id, *_ in found} - {None}) == len(expected)


def test_a_merge_of_an_audit_without_a_time_counts_since_the_survivor_came(young_connectors):
    found = young_connectors.rows(
        "select from_value, to_type, to_value, linked_at from stg_hubspot__identity_links order by from_value"
    )
    assert found == [
        ("hubspot:1", "email", "ada@mill.example", datetime(2026, 1, 1, 8)),
        ("hubspot:2", "email", "bo@bakery.example", datetime(2026, 1, 2, 8)),
        ("hubspot:3", "crm_id", "hubspot:1", datetime(2026, 2, 1, 8)),
        ("hubspot:4", "crm_id", "hubspot:1", datetime(2026, 1, 1, 8)),
    ]


def test_a_stage_is_closed_where_hubspot_says_so_whatever_its_probability(young_connectors):
    found = young_connectors.rows(
        "select deal_id, stage, is_open, is_won, closed_at from stg_hubspot__deals order by 1"
    )
    assert found == [
        ("500", "Won", False, True, datetime(2026, 5, 2, 8)),
        ("501", "Parked", True, False, None),
        ("502", None, True, False, None),
    ]


def test_contact_roles_say_who_an_opportunity_is_with_and_others_only_where_there_are_none(young_connectors):
    found = young_connectors.rows(
        "select deal_id, identifier_value from stg_salesforce__deals order by 1, 2 nulls last"
    )
    assert found == [
        ("O1", "salesforce:C1"),
        ("O1", "salesforce:C2"),
        ("O2", "salesforce:C4"),
        ("O3", "salesforce:C3"),
        ("O4", None),
    ]


def test_salesforce_without_activities_campaigns_and_history_has_no_events(young_connectors):
    assert young_connectors.rows(f"select count(*) from {delivered('salesforce', 'events')}") == [(0,)]
    closed = "select conversion_id, converted_at from stg_salesforce__conversions order by 1"
    assert young_connectors.rows(closed) == [
        ("O1:salesforce:C1", datetime(2026, 4, 30)),
        ("O1:salesforce:C2", datetime(2026, 4, 30)),
    ]


def test_segment_is_read_from_page_views_alone_and_not_from_nothing(tmp_path):
    run = ConnectorRun("segment", tmp_path)
    run.execute(
        "create schema segment; create table segment.pages as select 'p1' as id, 'd1' as anonymous_id, "
        "'u1' as user_id, '/pricing' as path, timestamp '2026-06-01 10:00' as received_at, received_at as timestamp"
    )
    run.build()
    found = run.rows("select event_name, event_target, identifier_value from stg_segment__events")
    assert found == [("page_viewed", "/pricing", "u1")]
    links = run.rows("select from_value, to_value from stg_segment__identity_links")
    assert links == [("d1", "u1")]
    with pytest.raises(InputError, match="Source segment, table identifies .* there is no such table"):
        run.build(intent_segment_schema="elsewhere")
