"""What one run after another does: an empty one, a first one, one without news, one with a single event."""

from __future__ import annotations

from datetime import datetime

import pytest
from contracts_project import ContractsProject, event
from quick_builds import QuickBuilds

DAY = datetime(2026, 6, 30, 10)
BUYER, READER, STRAY = "buyer@shop.example", "reader@shop.example", "stray@shop.example"
FIRST = [
    event(BUYER, "page_viewed", DAY, "/pricing"),
    event(READER, "page_viewed", DAY, "/blog/1"),
    event(STRAY, "page_viewed", DAY, "/pricing", received_at=datetime(9999, 12, 31)),
]
READ_HERE = [
    *("--select", "+intent_sync_contacts", "+intent_row_conservation"),
    *("--exclude-resource-type", "test", "unit_test"),
]
SYNCED = "select email, changed_at from intent.intent_sync_contacts order by email"


@pytest.fixture(scope="module")
def runs(tmp_path_factory) -> dict[str, list[tuple]]:
    """What each run of one project left behind."""
    project = ContractsProject(tmp_path_factory.mktemp("runs") / "project")
    with QuickBuilds(project.folder) as builds:
        builds.run("build", "--exclude-resource-type", "unit_test")
        left = {"empty": project.rows("select * from intent.intent_contact_scores")}
        project.write("events", FIRST)
        builds.run("build", *READ_HERE)
        left["dates"] = project.rows("select as_of_date from intent_internal.int_as_of_dates where is_current")
        left["conservation"] = project.rows(
            "select sum(n_delivered), sum(n_accepted), sum(n_rejected) from intent.intent_row_conservation "
            "where contract_name = 'events'"
        )
        left["first"] = project.rows(SYNCED)
        builds.run("build", *READ_HERE)
        left["without news"] = project.rows(SYNCED)
        project.write("events", [*FIRST, event(READER, "page_viewed", DAY, "/product/tour")])
        builds.run("build", *READ_HERE)
        left["one event"] = project.rows(SYNCED)
    return left


def test_an_empty_first_run_scores_nobody_and_stops_nothing(runs):
    assert runs["empty"] == []
    assert {email for email, _ in runs["first"]} == {BUYER, READER}


def test_a_clock_of_year_9999_does_not_move_today_and_loses_no_row(runs):
    assert runs["dates"] == [(DAY.date(),)]
    assert runs["conservation"] == [(len(FIRST), len(FIRST) - 1, 1)]


def test_a_run_without_news_marks_no_row_as_changed(runs):
    assert runs["without news"] == runs["first"]


def test_one_event_marks_one_row_as_changed(runs):
    before, after = dict(runs["first"]), dict(runs["one event"])
    assert after[BUYER] == before[BUYER]
    assert after[READER] > before[READER]
