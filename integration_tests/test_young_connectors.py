"""Connectors on tables with little more than the required columns, as a sync leaves them in its first days."""

from __future__ import annotations

from datetime import datetime


def test_a_young_table_without_page_ids_or_users_is_enough(young_connectors):
    found = young_connectors.rows(
        "select event_id, event_name, event_target, identifier_value, occurred_at from stg_snowplow__events order by 1"
    )
    assert found == [(number, "page_viewed", "/", "d", datetime(2026, 6, 1, 10)) for number in ("7", "8")]


def test_a_context_that_is_nested_and_not_text_is_read_too(young_connectors):
    found = young_connectors.rows("select event_id, identifier_type from stg_snowplow__events order by 1")
    assert found == [("7", "anonymous_id"), ("8", "robot")]


def test_a_copy_without_page_location_has_page_views_without_a_target(young_connectors):
    found = young_connectors.rows("select event_name, event_target, identifier_value from stg_ga4_fivetran__events")
    assert found == [("page_viewed", "", "d")]


def test_a_lead_table_alone_is_enough(young_connectors):
    assert young_connectors.rows("select count(*) from stg_marketo__events") == [(0,)]
    links = young_connectors.rows("select from_value, to_value from stg_marketo__identity_links")
    assert links == [("marketo:1", "a@shop.example")]
