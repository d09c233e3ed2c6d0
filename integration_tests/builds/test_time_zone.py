"""A day is a day of `intent_time_zone`; a sitting is one session whatever day it is, in any zone."""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta

import pytest
from contracts_project import ContractsProject, differences, event, link

LOS_ANGELES = "America/Los_Angeles"
# The evening of 22 June in California, ten minutes before midnight UTC.
EVENING = datetime(2026, 6, 22, 23, 50)


def page(person: str, path: str, minutes: int, hours_late: int = 0) -> dict:
    """A page view some minutes after the evening began, received some hours later."""
    at = EVENING + timedelta(minutes=minutes)
    return event(person, "page_viewed", at, path, received_at=at + timedelta(hours=hours_late, seconds=5))


EVENTS = [
    page("pricing@zone.example", "/pricing", 0),
    page("pricing@zone.example", "/pricing", 20),
    *(page("reader@zone.example", f"/blog/{number}", number * 8) for number in range(3)),
    # The second article is known a day after the others, and would join two sittings that were two when it came.
    *(page("late@zone.example", f"/blog/{number}", number * 25, 30 if number == 1 else 0) for number in range(3)),
    *(page("apart@zone.example", f"/blog/{number}", number * 31) for number in range(3)),
    # An old article that arrives in the night does not cut the sitting in two.
    *(page("offline@zone.example", f"/blog/{number}", number * 8) for number in range(3)),
    page("offline@zone.example", "/blog/old", -3000, 50),
    # The last article comes two days later: of the same sitting, unless the person was seen again before it came.
    *(page("delayed@zone.example", f"/blog/{number}", number * 8, 50 if number == 2 else 0) for number in range(3)),
    *(page("seen@zone.example", f"/blog/{number}", number * 8, 50 if number == 2 else 0) for number in range(3)),
    page("seen@zone.example", "/", 1440),
    # A visit in the middle of the day, ten days before, lies on one day in both zones.
    page("pricing@zone.example", "/customers", -14400),
    # The other day of two in California: 30 minutes before and after seven in the morning UTC.
    page("night@zone.example", "/pricing", 6 * 60 + 40),
    page("night@zone.example", "/pricing", 7 * 60 + 40),
]


@pytest.fixture(scope="module")
def builds(tmp_path_factory):
    """A project built in UTC, copied, and built on in the zone of California; the copy and the project."""
    project = ContractsProject(tmp_path_factory.mktemp("zones") / "project")
    project.write("events", EVENTS)
    project.write("identity_links", [link("email", "kate@zone.example", "user_id", "kate", EVENING)])
    project.build(intent_as_of_date="2026-06-30")
    in_utc = project.folder / "utc.duckdb"
    shutil.copy(project.database, in_utc)
    project.build(intent_as_of_date="2026-06-30", intent_time_zone=LOS_ANGELES)
    return project, in_utc


def signals(project: ContractsProject, person: str) -> list[tuple]:
    """What a person did on which day, how often, and how many of it count."""
    return project.rows(
        "select signal_name, cast(occurred_date as varchar), n_events, n_counted "
        "from intent_internal.int_contact_signal_days inner join intent.intent_contacts using (contact_id) "
        f"where email = '{person}' and signal_name <> 'blog_post_viewed' order by 1, 2"
    )


def test_a_sitting_over_midnight_utc_is_one_day_where_the_company_is(builds):
    project, in_utc = builds
    assert signals(project, "pricing@zone.example")[-1:] == [("pricing_page_viewed", "2026-06-22", 2, 1)]
    assert "repeat_pricing_visits" not in {row[0] for row in signals(project, "pricing@zone.example")}
    project.database, database = in_utc, project.database
    assert "repeat_pricing_visits" in {row[0] for row in signals(project, "pricing@zone.example")}
    project.database = database


def test_two_days_of_the_company_are_two_although_utc_has_one(builds):
    project, _ = builds
    days = [row[1] for row in signals(project, "night@zone.example") if row[0] == "pricing_page_viewed"]
    assert days == ["2026-06-22", "2026-06-23"]


@pytest.mark.parametrize(
    ("person", "sessions"),
    [
        ("reader@zone.example", 1),
        ("offline@zone.example", 1),
        ("delayed@zone.example", 1),
        ("late@zone.example", 0),
        ("seen@zone.example", 0),
        ("apart@zone.example", 0),
    ],
)
def test_a_session_ends_after_half_an_hour_and_not_at_midnight(builds, person, sessions):
    project, in_utc = builds
    project.database, database = in_utc, project.database
    found = [row for row in signals(project, person) if row[0] == "several_articles_in_session"]
    project.database = database
    assert len(found) == sessions
    assert all(row[1] == "2026-06-22" for row in found)


def test_another_time_zone_builds_everything_again(builds):
    project, _ = builds
    increments = project.folder / "increments.duckdb"
    shutil.copy(project.database, increments)
    project.build("--full-refresh", intent_as_of_date="2026-06-30", intent_time_zone=LOS_ANGELES)
    assert differences(increments, project.database) == {}
