"""A wrong row is kept with its reason; once it is right, the next build is as if it had always been right."""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta

import pytest
from contracts_project import ContractsProject, differences, event
from quick_builds import QuickBuilds

DAY = datetime(2026, 6, 1, 9)
FAULTS = {
    "missing event id": [{"event_id": None}, {"event_id": " NULL "}],
    "missing event name": [{"event_name": word} for word in ("", "null", "N/A", "undefined", "Undefined", "(Null)")],
    "oversize value": [{"event_target": "/" * 4001}],
    "missing received time": [{"received_at": None}],
    "filtered out by its source": [{"filter_reason": "a bot, says the source", "identifier_value": "null"}],
    "missing time": [{"occurred_at": None, "raw_occurred_at": "None"}],
    "unreadable time": [{"occurred_at": None, "raw_occurred_at": "25/06/2026"}],
    "time before 1990": [{"occurred_at": datetime(1970, 1, 1)}],
    "time in the future": [{"occurred_at": DAY + timedelta(days=1, seconds=6)}],
    "missing identifier": [{"identifier_value": None}, {"identifier_value": "  "}],
    "unknown identifier type": [{"identifier_type": "shoe_size"}],
    "blocked identifier": [
        {"identifier_value": "test@shop.example"},
        {"identifier_type": "user_id", "identifier_value": "undefined"},
    ],
    "invalid email": [{"identifier_value": "somebody at shop"}],
}  # fmt: skip
JUST_RIGHT = [
    {"occurred_at": DAY + timedelta(days=1, seconds=5)},
    {"event_target": "/" * 4000},
    {"occurred_at": datetime(1990, 1, 1)},
]
# Each pair would have one key if a separator alone stood between the parts.
CRAFTED = [
    ({"source_name": "own:a", "event_id": "1"}, {"source_name": "own", "event_id": "a:1"}),
    ({"event_name": "a|b", "event_target": "c"}, {"event_name": "a", "event_target": "b|c"}),
]
SCORES = [
    *("run", "--select", "+intent_contact_scores", "+intent_row_conservation", "+intent_rejected_events"),
    *("--vars", "{intent_max_rejected_percent: 100}"),
]


def rows(faulty: bool) -> list[dict]:
    """One event a fault, wrong or right, and events at the edge of being wrong."""
    faults = [fault for faults in FAULTS.values() for fault in faults]
    right = [event(f"person{number}@shop.example", "page_viewed", DAY, "/pricing") for number in range(len(faults))]
    wrong = [row | fault for row, fault in zip(right, faults, strict=True)]
    edge = [event(f"edge{number}@shop.example", "page_viewed", DAY) | row for number, row in enumerate(JUST_RIGHT)]
    alike = [event(f"alike{number}@shop.example", "clicked", DAY) for number in range(2 * len(CRAFTED))]
    crafted = [row | parts for row, parts in zip(alike, (parts for pair in CRAFTED for parts in pair), strict=True)]
    return [*(wrong if faulty else right), *edge, *crafted]


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> ContractsProject:
    return ContractsProject(tmp_path_factory.mktemp("rejected") / "project")


@pytest.fixture(scope="module")
def builds(project):
    with QuickBuilds(project.folder) as started:
        started.run("seed")
        project.write("events", rows(faulty=True))
        started.run(*SCORES)
        yield started


def test_every_wrong_row_is_rejected_with_its_reason_and_nothing_else(project, builds):
    found = dict(
        project.rows("select reject_reason, count(*) from intent.intent_rejected_events group by reject_reason")
    )
    assert found == {reason: len(faults) for reason, faults in FAULTS.items()}
    longest = project.rows("select max(length(rejected_row)) from intent.intent_rejected_events")
    assert longest == [(1000,)]


def test_parts_of_a_key_that_hold_its_separator_make_no_two_rows_one(project, builds):
    assert project.rows("select sum(n_duplicates) from intent.intent_row_conservation") == [(0,)]
    crafted = "select event_name, event_target from intent_internal.int_event_kinds where event_name in ('a|b', 'a')"
    assert sorted(project.rows(crafted)) == [("a", "b|c"), ("a|b", "c")]


def test_repaired_rows_count_as_if_they_had_always_been_right(project, builds):
    project.write("events", rows(faulty=False))
    builds.run(*SCORES)
    assert project.rows("select count(*) from intent.intent_rejected_events") == [(0,)]
    repaired = project.folder / "repaired.duckdb"
    shutil.copy(project.database, repaired)
    builds.run(*SCORES, "--full-refresh")
    assert differences(repaired, project.database) == {}
