"""Five connectors on at once, from raw tables to signals; what is no event of a person is rejected and says why."""

from __future__ import annotations

import pytest
from connector_run import TARGET
from sql_rules import RULES, sentences

# The only rows of the fixtures that may not count, by source, event and reason. GA4's two dialects share a source name,
# and its intraday copies are of the accepted ones.
REJECTED = {
    ("snowplow", "robot-1", "filtered out by its source"),
    ("snowplow", "nobody-1", "missing identifier"),
    ("snowplow", "empty-1", "missing event name"),
    ("ga4", "page_viewed", "missing identifier"),
    ("ga4", "", "missing event name"),
    ("marketo", "visit_webpage:3", "missing identifier"),
    ("marketo", "visit_webpage:4", "missing received time"),
    ("marketo", "click_email:13", "filtered out by its source"),
    ("posthog", "u6", "missing identifier"),
}
# Signals that the shipped rules find in the fixtures' accepted events, per source; page_scrolled alone needed a rule.
SIGNALS = {
    "snowplow": {
        "pricing_page_viewed",
        "case_study_viewed",
        "site_visited",
        "documentation_viewed",
        "demo_requested",
        "trial_started",
        "blog_post_viewed",
        "page_read_deeply",
    },
    "ga4": {
        "pricing_page_viewed",
        "site_visited",
        "blog_post_viewed",
        "roi_calculator_completed",
        "contact_sales_requested",
        "video_watched",
        "page_read_deeply",
    },
    "marketo": {
        "pricing_page_viewed",
        "documentation_viewed",
        "demo_requested",
        "ad_form_submitted",
        "email_delivered",
        "email_opened",
        "email_link_clicked",
        "email_product_link_clicked",
        "email_unsubscribed",
        "webinar_registered",
        "webinar_attended",
        "campaign_responded",
    },
    "posthog": {"pricing_page_viewed", "feature_used", "trial_started"},
}


def test_rows_that_cannot_count_are_rejected_with_a_reason(web_connectors):
    found = web_connectors.rows(
        "select kinds.source_name, case when kinds.source_name = 'ga4' then kinds.event_name "
        "else substr(received.rejected_row, 4, position(' event=' in received.rejected_row) - 4) end, "
        "received.reject_reason from int_received_events as received inner join int_event_kinds as kinds "
        "on received.event_kind_key = kinds.event_kind_key where received.row_status = 'rejected'"
    )
    assert set(found) == REJECTED


def test_what_is_delivered_is_accepted_a_duplicate_or_rejected(web_connectors):
    delivered = web_connectors.rows("select count(*) from int_delivered_events")[0][0]
    statuses = dict(web_connectors.rows("select row_status, count(*) from int_received_events group by row_status"))
    # 17 Snowplow, 15 + 9 GA4, 26 Marketo, 7 PostHog rows. Copies: a Snowplow view, a raw and a flat GA4 event, a click
    # of Marketo's, a feature of PostHog's.
    assert delivered == 17 + 15 + 9 + 26 + 7
    assert statuses == {"rejected": 10, "duplicate": 10, "accepted": delivered - 20}


@pytest.mark.parametrize("source", SIGNALS)
def test_the_shipped_rules_know_what_the_connector_delivers(web_connectors, source):
    found = web_connectors.rows(
        "select distinct signal_name from int_event_kind_signals inner join int_event_kinds using (event_kind_key) "
        f"inner join int_spine_events using (event_kind_key) where source_name = '{source}'"
    )
    assert {signal for (signal,) in found} == SIGNALS[source]


def test_no_link_of_a_connector_is_rejected(web_connectors):
    assert (
        web_connectors.rows("select source_name, reject_reason from int_identity_links where reject_reason <> ''") == []
    )


@pytest.mark.skipif(TARGET != "duckdb", reason="the lint reads what dbt compiles for DuckDB")
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_sql_of_the_connectors_reads_alike_on_every_engine(rule, connector_statements):
    wrong = sentences(rule, connector_statements)
    assert not wrong, "\n  ".join(["", *wrong])


@pytest.mark.skipif(TARGET != "duckdb", reason="the lint reads what dbt compiles for DuckDB")
def test_every_connector_has_sql_to_check(web_connectors, connector_statements):
    checked = {statement.name.split("__")[0] for statement in connector_statements if statement.kind == "model"}
    assert checked == {f"stg_{connector}" for connector in web_connectors.connectors}
