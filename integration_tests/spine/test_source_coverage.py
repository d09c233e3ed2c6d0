"""The coverage audit on a few events, with a verdict for each that is worked out by hand."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

import duckdb
import pytest
from contracts_project import ContractsProject, event, link

LAST_DAY = datetime(2026, 3, 31, 12)


def day(days_ago: int) -> datetime:
    return LAST_DAY - timedelta(days=days_ago)


@pytest.fixture(scope="module")
def coverage(tmp_path_factory) -> dict[tuple[str, str], tuple]:
    """Status, finding and numbers by source and signal, as of 31 March 2026."""
    project = ContractsProject(tmp_path_factory.mktemp("coverage") / "project")
    person, device = "ada@mill.example", "device-1"
    # Pricing pages every second day until 20 days ago: silent. Docs every ten days until 20 days ago: not yet.
    pricing = [event(person, "page_viewed", day(days), "/pricing") for days in (30, 28, 26, 24, 22, 20)]
    docs = [event(person, "page_viewed", day(days), "/docs/a") for days in (40, 30, 20)]
    # One event on the last day that means nothing, three of a device that nobody owns, and one after the last day.
    nothing = [event(person, "coffee_drunk", day(0))]
    blog = [event(device, "page_viewed", day(days), "/blog/a", identifier_type="anonymous_id") for days in (2, 1, 0)]
    later = [event(person, "page_viewed", day(-3), "/compare/x")]
    project.write("events", [*pricing, *docs, *nothing, *blog, *later])
    project.write("identity_links", [link("email", person, "user_id", "u1", day(50))])
    project.build("--select", "+intent_source_coverage", intent_as_of_date="2026-03-31")
    return {
        (source, signal): tuple(row)
        for source, signal, *row in project.rows(
            "select source_name, signal_name, status, finding, n_events, linked_share, daily_events, usual_gap_days, "
            "silent_days from intent.intent_source_coverage"
        )
    }


def test_a_signal_that_stays_away_for_three_of_its_gaps_is_silent(coverage):
    assert coverage["given", "pricing_page_viewed"] == (
        "silent",
        "Visited the pricing page (pricing_page_viewed) was last sent by given 20 days ago, "
        "and used to come every 2 days: check the tracking.",
        6,
        Decimal(1),
        # 26, 24, 22 and 20 days ago, over 28 days.
        Decimal("0.142857"),
        2,
        20,
    )


def test_a_signal_that_always_came_seldom_is_not_silent_yet(coverage):
    assert coverage["given", "documentation_viewed"][0] == "seen"


def test_events_without_a_person_or_a_meaning_are_reported(coverage):
    status, finding, n_events, share, *_ = coverage["given", "blog_post_viewed"]
    assert (status, n_events, share) == ("without_people", 3, 0)
    assert finding == "None of 3 events of given belongs to a known person: check that people are identified."
    assert coverage["given", "(none)"][:2] == (
        "without_signal",
        "1 events of given mean nothing: write rules for those that should count.",
    )


def test_a_signal_with_a_rule_that_never_came_is_named(coverage):
    assert coverage["(any)", "comparison_page_viewed"][:3] == (
        "never_seen",
        "Read a comparison with another product (comparison_page_viewed) was never seen: "
        "check the rule or the tracking.",
        0,
    )
    assert ("(any)", "pricing_page_viewed") not in coverage


def test_a_source_as_a_whole_counts_all_its_events_up_to_the_date(coverage):
    # 6 pricing, 3 docs, 1 without a meaning and 3 of a device; the one of 3 April is still to come.
    status, _, n_events, share, *_, silent_days = coverage["given", "(all)"]
    assert (status, n_events, share, silent_days) == ("seen", 13, Decimal("0.769231"), 0)


def test_a_connector_is_silent_only_where_none_of_its_models_delivers(built_demo, project_root):
    with duckdb.connect(str(built_demo), read_only=True) as connection:
        connection.execute(f"set file_search_path = '{project_root}'")
        empty = "select count(*) from intent_internal.stg_hubspot__activity_events"
        assert connection.sql(empty).fetchall() == [(0,)], "the demo has no model that delivers nothing"
        silent = "select source_name from intent.intent_source_coverage where source_name like 'stg%'"
        assert connection.sql(silent).fetchall() == []
