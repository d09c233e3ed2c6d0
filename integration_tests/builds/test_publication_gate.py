"""Nothing is published that differs from the last time as no ordinary day does, unless somebody says so once."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import duckdb
import pytest
from contracts_project import ContractsProject, event
from intent.dbt_session import BuildError
from quick_builds import QuickBuilds

DAY = datetime(2026, 6, 30, 9)
CONTACTS = 24
SYNCED = "select * from intent.intent_sync_contacts order by contact_id"
NO_TESTS = ["--exclude-resource-type", "test", "unit_test"]
# What a test changes, as it stood after the first build.
CHANGED = [
    "intent.intent_sync_contacts",
    "intent_internal.int_received_source_days",
    "intent_internal.int_latest_as_of_date",
]
EVENTS = [
    event(f"person{number}@mill.example", "page_viewed", DAY - timedelta(days=number % 8), "/pricing")
    for number in range(CONTACTS)
]


def deliveries(n_rows: int, *days_before: int) -> str:
    """A statement by which a source has delivered as many rows on each of some days before the as-of date."""
    rows = ", ".join(f"('crm', date '2026-06-30' - {days}, {n_rows}, 0)" for days in days_before)
    columns = "source_name, received_date, n_delivered, input_fingerprint"
    return f"insert into intent_internal.int_received_source_days ({columns}) values {rows}"


def segments(n_contacts: int) -> str:
    """A statement by which as many contacts were published in a segment of another name."""
    return (
        "update intent.intent_sync_contacts set intent_segment = 'Before' where contact_id in "
        f"(select contact_id from intent.intent_sync_contacts order by contact_id limit {n_contacts})"
    )


def more_contacts(n_contacts: int) -> str:
    """A statement by which as many more contacts were published."""
    return (
        "insert into intent.intent_sync_contacts select first.* replace ('gone' || numbers.range as contact_id) "
        f"from (from intent.intent_sync_contacts limit 1) as first, range({n_contacts}) as numbers"
    )


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> ContractsProject:
    project = ContractsProject(tmp_path_factory.mktemp("publication") / "project")
    project.write("events", EVENTS)
    return project


@pytest.fixture(scope="module")
def builds(project) -> Iterator[QuickBuilds]:
    with QuickBuilds(project.folder) as builds:
        builds.run("build", *NO_TESTS)
        with duckdb.connect(str(project.database)) as connection:
            for table in CHANGED:
                connection.execute(f"create table main.{table.split('.')[1]} as from {table}")
        yield builds


@pytest.fixture
def gate_says(project, builds) -> Callable[..., str]:
    """What the gate says after some statements have changed what was, '' where it lets this build pass."""

    def gate_says(*statements: str, **variables: object) -> str:
        with duckdb.connect(str(project.database)) as connection:
            for table in CHANGED:
                connection.execute(f"delete from {table}; insert into {table} from main.{table.split('.')[1]}")
            for statement in statements:
                connection.execute(statement)
        try:
            builds.run("run", "--select", "int_publication_errors", "--vars", json.dumps(variables))
        except BuildError as error:
            return " ".join(str(error).split())
        return ""

    return gate_says


def test_the_first_build_and_one_without_news_pass(project, gate_says):
    assert len(project.rows(SYNCED)) == CONTACTS
    assert gate_says() == ""


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        (more_contacts(CONTACTS), "contacts would be 24, and were 48;"),
        (more_contacts(CONTACTS - 1), ""),
        (segments(5), "5 of 24 contacts would be in another segment;"),
        (segments(4), ""),
        (deliveries(5, *range(1, 8)), "source crm delivered 35 rows in the 7 day(s) before 2026-06-30 and none on it;"),
        (deliveries(50, 1), "source crm delivered 50 rows in the 1 day(s) before 2026-06-30 and none on it;"),
        (deliveries(4, *range(1, 8)), ""),
        (deliveries(50, 1, 2, 3, 4, 6, 7), ""),
        (deliveries(50, *range(1, 30, 7)), ""),
        (deliveries(50, *range(8)), ""),
        (deliveries(50, *range(2, 9)), ""),
    ],
    ids=[
        *("half of the contacts", "less than half", "a fifth in another segment", "less than a fifth"),
        *("a regular source", "a source since yesterday", "a small source", "a source with a gap", "a weekly source"),
        *("a source that goes on", "a source that ended before"),
    ],
)
def test_what_no_ordinary_day_does_is_a_sentence_with_the_numbers(gate_says, statement, said):
    found = gate_says(statement)
    assert (said in found and "intent_accept_volume_change: '2026-06-30'" in found) if said else found == ""


def test_a_day_that_is_not_over_is_not_checked_yet(gate_says):
    same_day = "update intent_internal.int_latest_as_of_date set built_at = timestamp '2026-06-30 12:00:00'"
    assert gate_says(deliveries(50, *range(1, 8)), same_day) == ""
    assert "delivered 350 rows in the 7 day(s) before 2026-06-29" in gate_says(deliveries(50, *range(2, 9)), same_day)


def test_it_is_accepted_for_one_as_of_date(gate_says):
    assert gate_says(segments(20), intent_accept_volume_change="2026-06-30") == ""
    assert "20 of 24 contacts" in gate_says(segments(20), intent_accept_volume_change="2026-06-29")


def test_without_events_nothing_is_published_until_somebody_says_so(project, gate_says, builds):
    assert gate_says() == ""
    before = project.rows(SYNCED)
    project.write("events", [])
    with pytest.raises(BuildError, match="contacts would be 0, and were 24") as stopped:
        builds.run("build", "--select", "+intent_sync_contacts", *NO_TESTS)
    assert project.rows(SYNCED) == before
    day = str(stopped.value).split("intent_accept_volume_change: '")[1][:10]
    with pytest.raises(BuildError, match="contacts would be 0, and were 24"):
        builds.run("build", "--full-refresh", "--select", "+intent_sync_contacts", *NO_TESTS)
    assert project.rows(SYNCED) == before
    accept = json.dumps({"intent_accept_volume_change": day})
    builds.run("build", "--select", "int_publication_errors", "intent_sync_contacts", *NO_TESTS, "--vars", accept)
    assert project.rows(SYNCED) == []
