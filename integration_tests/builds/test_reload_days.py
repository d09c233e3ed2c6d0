"""With intent_reload_days an old day's change waits for the weekday of the full check; the default sees it at once."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

import pytest
from contracts_project import ContractsProject, event
from quick_builds import QuickBuilds

# A Tuesday; sunday, the day of the full check, is the fifth day after it.
DAY = datetime(2026, 6, 30, 9)
# All tables that are made of received days; where one is missing every day is read.
SPINE = [
    *("build", "--select", "+int_bot_agent_events", "+int_event_kind_days", "+int_identifier_days"),
    *("+int_identifier_event_counts", "--exclude-resource-type", "test", "unit_test"),
]
EVENTS = [
    event("buyer@mill.example", "page_viewed", DAY - timedelta(days=days), "/pricing") for days in range(0, 60, 10)
]
OLD = event("buyer@mill.example", "page_viewed", DAY - timedelta(days=30, hours=1), "/old")
# On the last day of a first delivery without its newest event, later than that delivery.
REST = event("buyer@mill.example", "page_viewed", DAY - timedelta(days=10) + timedelta(hours=1), "/rest")
YOUNG = event("buyer@mill.example", "page_viewed", DAY - timedelta(days=3), "/young")
# Without a day of its own; such rows are always looked at.
DAYLESS = event("buyer@mill.example", "page_viewed", DAY, "/dayless") | {"received_at": None}
COUNTS = """
select
    (select count(*) from intent_internal.int_received_events),
    (select sum(n_delivered) from intent_internal.int_received_days)
"""


class Days:
    """Builds of the spine, each for an as-of date of so many days after the first."""

    def __init__(self, project: ContractsProject, builds: QuickBuilds):
        self.project, self.builds = project, builds

    def build(self, days: int, reload_days: int | None, rows: list[dict], *arguments: str, **settings: bool) -> int:
        """How many rows the spine has received after a build; as many as the fingerprints have counted."""
        self.project.write("events", rows)
        day = (DAY + timedelta(days=days)).date().isoformat()
        given = {"intent_as_of_date": day, "intent_allow_future_as_of_date": True, "intent_reload_days": reload_days}
        self.builds.run(*SPINE, "--vars", json.dumps(given | settings), *arguments)
        ((n_received, n_counted),) = self.project.rows(COUNTS)
        assert n_received == n_counted
        return n_received


@pytest.fixture(scope="module")
def days(tmp_path_factory):
    project = ContractsProject(tmp_path_factory.mktemp("reload") / "project")
    with QuickBuilds(project.folder) as builds:
        yield Days(project, builds)


def test_an_old_change_is_found_on_the_weekday_of_the_full_check_and_not_before(days):
    assert days.build(0, 7, EVENTS, "--full-refresh") == 6
    later = [*EVENTS, OLD, YOUNG, DAYLESS]
    assert days.build(4, 7, later) == 8, "saturday: a day within the bound, and a row of no day"
    assert days.build(5, 7, later) == 9, "sunday"
    assert days.build(6, 7, EVENTS) == 8, (
        "monday takes over the days of the full check: both rows are old now, and stay"
    )
    assert days.build(6, None, EVENTS) == 6, "without a bound every day is looked at"


def test_days_after_a_pause_and_other_settings_are_all_read(days):
    days.build(0, 7, EVENTS[1:], "--full-refresh")
    # The next build is a month later: the last stored day may have been half over, and what is newer was never read.
    assert days.build(30, 7, [*EVENTS, REST]) == 7
    assert days.build(30, 7, [*EVENTS, REST, OLD]) == 7
    assert days.build(30, 7, [*EVENTS, REST, OLD], intent_fold_plus_addresses=True) == 8
