"""What may not be scored stops the build in a sentence before a score changes; what is only odd does not."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from contracts_project import ContractsProject, event
from intent.dbt_session import BuildError
from quick_builds import QuickBuilds

# The day on which the tests begin; what runs after midnight is a day later.
TODAY = datetime.now(UTC).replace(tzinfo=None, hour=0, minute=0, second=0, microsecond=0)
DAY = TODAY - timedelta(days=40)
# The models between the delivered rows and the gate, in a project that is built already.
TO_THE_GATE = [
    *("int_received_source_days", "int_received_events", "int_event_kind_days", "int_event_kinds"),
    *("int_delivered_conversions", "int_as_of_dates", "int_scoring_errors"),
]
UNREADABLE = {"occurred_at": None, "raw_occurred_at": "14.11.2026 10:00"}
GIVEN = "source given, column"


def right(n_rows: int, source: str = "given", days: int = 20) -> list[dict]:
    """As many readable events, spread over some days up to DAY."""
    visits = (
        event(f"person{number}@mill.example", "page_viewed", DAY - timedelta(days=number % days), "/pricing")
        for number in range(n_rows)
    )
    return [row | {"source_name": source} for row in visits]


def wrong(n_rows: int, fault: dict, source: str = "given", days: int = 20) -> list[dict]:
    """As many events with a fault."""
    return [row | fault | {"event_id": f"wrong {row['event_id']}"} for row in right(n_rows, source, days)]


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> ContractsProject:
    project = ContractsProject(tmp_path_factory.mktemp("gate") / "project")
    project.write("events", right(40))
    project.build()
    return project


@pytest.fixture(scope="module")
def builds(project):
    with QuickBuilds(project.folder) as builds:
        yield builds


@pytest.fixture
def gate_says(project, builds) -> Callable[..., str]:
    """What the gate says of these events, '' where it lets them pass."""

    def gate_says(events: list[dict], **variables: object) -> str:
        project.write("events", events)
        try:
            builds.run("run", "--select", *TO_THE_GATE, "--vars", json.dumps(variables))
        except BuildError as error:
            return " ".join(str(error).split())
        return ""

    return gate_says


@pytest.mark.parametrize(
    ("events", "said"),
    [
        (wrong(2, UNREADABLE) + right(38), None),
        (
            wrong(3, UNREADABLE) + right(37),
            f"{GIVEN} occurred_at, value '14.11.2026 10:00': 3 of 40 events are rejected, with the reason: unreadable",
        ),
        (wrong(30, {"filter_reason": "a bot, says the source"}) + right(10), None),
        (wrong(5, UNREADABLE), "5 of 5 events are rejected, with the reason: unreadable time"),
        (wrong(1, {"identifier_type": "shoe_size"}), "1 of 1 events are rejected, with the reason: unknown identifier"),
        (wrong(4, UNREADABLE, "small") + right(40), None),
        (wrong(5, UNREADABLE, "small") + right(40), "source small, column occurred_at"),
        (wrong(2, UNREADABLE) + right(10), None),
        (wrong(25, {"event_id": None}, days=1) + right(600), None),
    ],
    ids=[
        *("five in a hundred", "more than that", "what a source filters out", "all of five", "all that there is"),
        *("four of a small source", "five of a small source", "two of twelve", "less than half of its latest day"),
    ],
)  # fmt: skip
def test_a_source_of_which_too_much_is_rejected_stops_the_build(gate_says, events, said):
    found = gate_says(events)
    assert (said in found) if said else (found == "")


def test_a_latest_day_that_is_rejected_for_the_most_part_stops_the_build_too(gate_says):
    events = right(1200, days=20) + wrong(61, UNREADABLE, days=1)
    assert f"61 of 121 events of {DAY.date()} are rejected" in gate_says(events)


def test_a_greater_share_lets_it_pass_by_name(gate_says):
    events = wrong(10, UNREADABLE) + right(30)
    assert "more" in gate_says(events) or "rejected" in gate_says(events)
    assert gate_says(events, intent_max_rejected_percent=25) == ""
    assert gate_says(wrong(10, UNREADABLE), intent_max_rejected_percent=100) == ""


def test_no_example_tells_who_it_is(gate_says):
    found = gate_says(wrong(30, {"occurred_at": None, "raw_occurred_at": "paula.price@mill.example"}))
    assert "30 of 30 events are rejected, with the reason: unreadable time" in found
    assert "mill.example" not in found and "paula" not in found


def test_conversions_are_checked_too_but_those_of_nobody_are_ordinary(project, gate_says):
    rows = [{"source_name": "shop", "conversion_id": f"c{number}", "conversion_name": "order"} for number in range(30)]
    project.write("conversions", [row | {"outcome": "converted", "converted_at": DAY} for row in rows])
    assert gate_says(right(40)) == ""
    project.write("conversions", [row | {"outcome": "sold", "converted_at": DAY} for row in rows])
    assert "source shop, column conversion_name, value 'order': 30 of 30 conversions are rejected" in gate_says(
        right(40)
    )
    project.write("conversions", [])


def test_the_scores_stay_as_they_were(project, gate_says):
    scores = "select * exclude (input_fingerprint) from intent_internal.int_contact_scores_as_of order by all"
    before = project.rows(scores)
    project.write("events", wrong(20, UNREADABLE) + right(20))
    with pytest.raises(BuildError, match="20 of 40 events"):
        project.build()
    assert project.rows(scores) == before != []
    project.write("events", right(40))
    project.build()


def test_a_day_of_the_future_is_refused_unless_it_is_asked_for(gate_says):
    # The day of the run may begin while this test runs: two days ahead is after both.
    before = datetime.now(UTC).date()
    ahead = (before + timedelta(days=2)).isoformat()
    found = gate_says(right(40), intent_as_of_date=ahead)
    said = f"column intent_as_of_date, value '{ahead}': the day is after that of this run, "
    assert any(f"{said}{day}" in found for day in (before, datetime.now(UTC).date()))
    assert gate_says(right(40), intent_as_of_date=ahead, intent_allow_future_as_of_date=True) == ""


@pytest.mark.parametrize("day", ["2126-06-30", "2001-01-01"])
def test_a_day_on_which_nobody_is_active_is_refused(gate_says, day):
    found = gate_says(right(40), intent_as_of_date=day, intent_allow_future_as_of_date=True)
    assert f"column intent_as_of_date, value '{day}': no contact is active on this day" in found


@pytest.mark.parametrize("years", [1, 100])
def test_a_clock_of_the_future_does_not_move_the_as_of_date(project, gate_says, years):
    later = TODAY + timedelta(days=366 * years)
    ahead = event("person1@mill.example", "page_viewed", later, "/pricing", event_id="ahead")
    assert gate_says([*right(40), ahead]) == ""
    assert project.rows("select max(as_of_date) from intent_internal.int_as_of_dates") == [(DAY.date(),)]


def test_clocks_that_are_all_in_the_future_are_a_sentence(gate_says):
    later = TODAY + timedelta(days=400)
    events = [event(f"p{number}@mill.example", "page_viewed", later, "/pricing") for number in range(3)]
    found = gate_says(events)
    assert (
        f"sources, column received_at, value '{later.date()}': every event was received after the day of this run"
        in found
    )


@pytest.mark.parametrize("n_old", [1, 4])
def test_the_history_starts_where_events_are_dense(project, gate_says, n_old):
    first = "select min(as_of_date), count(*) from intent_internal.int_as_of_dates"
    assert gate_says(right(40)) == ""
    start = project.rows(first)
    old = [
        event(f"old{year}@mill.example", "page_viewed", datetime(year, 3, 1), "/") for year in range(1990, 1990 + n_old)
    ]
    assert gate_says([*right(40), *old]) == ""
    assert project.rows(first) == start


def test_a_history_that_was_interrupted_keeps_its_beginning(project, gate_says):
    long_ago = [
        row | {"event_id": f"old {row['event_id']}", "occurred_at": row["occurred_at"] - timedelta(days=300)}
        | {"received_at": row["received_at"] - timedelta(days=300)}
        for row in right(40)
    ]  # fmt: skip
    assert gate_says([*right(40), *long_ago]) == ""
    assert project.rows(
        f"select min(as_of_date) <= date '{(DAY - timedelta(days=319)).date()}' from intent_internal.int_as_of_dates"
    ) == [(True,)]


def test_a_chosen_start_is_kept_up_to_a_number_of_dates(project, gate_says):
    start = (DAY - timedelta(days=100)).date()
    assert gate_says(right(40), intent_history_start_date=start.isoformat()) == ""
    assert project.rows("select min(as_of_date) from intent_internal.int_as_of_dates") == [(start,)]
    found = gate_says(right(40), intent_history_start_date="1990-01-01")
    assert "column intent_history_start_date, value '1990-01-01': the history would have" in found
    assert "at most 1500" in found
