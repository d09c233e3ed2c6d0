"""The past never changes: a score at a date equals a build that never saw anything after it."""

from __future__ import annotations

from datetime import date

import duckdb
import pytest
from contracts_project import CONTRACTS, ContractsProject

KNOWN_AT = {
    "events": "received_at",
    "identity_links": "linked_at",
    "contacts": "valid_from",
    "accounts": "valid_from",
    "conversions": "converted_at",
    "deals": "created_at",
    "feedback": "noted_at",
}
SCORES = """
    select core.identifier_key, scores.scorecard_name, scores.points_micro, scores.score, scores.segment_name,
        scores.trend, scores.change_7_days, scores.change_14_days, scores.is_spiking,
        scores.deterministic_points_micro, scores.probabilistic_points_micro, scores.recency_share_micro
    from {database}.intent_internal.int_contact_scores_as_of as scores
    inner join core on scores.contact_id = core.{contact_id}
    where scores.as_of_date = date '{day}'
"""
# Of the history in the whole, and of today in the build whose today is that date.
WORDS = "reason_1, reason_2, reason_3, reason_down_1, reason_down_2, talking_point, last_active_date"
REASONS = f"""
    select core.identifier_key, {WORDS}
    from core
    left join whole.intent.intent_contact_reasons as reasons
        on core.whole_contact_id = reasons.contact_id and reasons.as_of_date = date '{{day}}'
"""
TODAYS_REASONS = f"""
    select core.identifier_key, {WORDS}
    from core
    left join replay.intent_internal.int_current_contact_reasons as reasons
        on core.replay_contact_id = reasons.contact_id
"""
FITS = """
    select core.identifier_key, fits.fit_score, fits.fit_grade
    from {database}.intent_internal.int_fit_periods as fits
    inner join core on fits.subject_id = core.{contact_id}
    where fits.subject = 'contact' and date '{day}' between fits.from_date and fits.last_date
"""
CORES = """
    create temp table core as
    select identifier_key, whole_owners.contact_id as whole_contact_id, replay_owners.contact_id as replay_contact_id
    from (
        select *, row_number() over (partition by contact_id order by linked_at, identifier_key) as age_rank
        from whole.intent_internal.int_hard_identifier_owners
    ) as whole_owners
    inner join replay.intent_internal.int_hard_identifier_owners as replay_owners using (identifier_key)
    where whole_owners.age_rank = 1
        and whole_owners.contact_id not in (select contact_id from whole.intent_internal.int_suppressed_contacts)
"""


@pytest.fixture(scope="module")
def replayed(built_demo, demo_contracts, tmp_path_factory):
    """The whole demo and a build of what was known on a date in its middle, side by side."""
    with duckdb.connect(str(built_demo), read_only=True) as connection:
        days = connection.execute("select as_of_date from intent_internal.int_as_of_dates order by 1").fetchall()
    day: date = days[len(days) * 3 // 5][0]
    project = ContractsProject(tmp_path_factory.mktemp("replay") / "project")
    with duckdb.connect() as connection:
        for contract in CONTRACTS:
            connection.execute(
                f"copy (select * from '{demo_contracts / contract}.parquet' "
                f"where cast({KNOWN_AT[contract]} as date) <= date '{day}') to '{project.file(contract)}'"
            )
    selected = ("+int_contact_scores_as_of", "+int_fit_periods", "+int_current_contact_reasons")
    project.build("--select", *selected, intent_as_of_date=str(day))
    with duckdb.connect() as connection:
        connection.execute(f"attach '{built_demo}' as whole (read_only)")
        connection.execute(f"attach '{project.database}' as replay (read_only)")
        connection.execute(CORES)
        yield connection, day


def test_a_score_equals_a_build_that_never_saw_anything_after_its_date(replayed):
    connection, day = replayed
    whole = SCORES.format(database="whole", contact_id="whole_contact_id", day=day)
    replay = SCORES.format(database="replay", contact_id="replay_contact_id", day=day)
    compared = connection.execute(f"select count(*) from ({whole}) where points_micro <> 0").fetchone()[0]
    assert compared > 500, "too few scored contacts to say anything"
    assert connection.execute(f"({whole}) except ({replay})").fetchall() == []
    assert connection.execute(f"({replay}) except ({whole})").fetchall() == []


def test_reasons_of_a_past_date_are_those_of_a_build_whose_today_it_was(replayed):
    connection, day = replayed
    whole = REASONS.format(day=day)
    said = connection.execute(f"select count(reason_3), count(reason_down_2), count(talking_point) from ({whole})")
    assert min(said.fetchone()) > 100, "too few reasons to say anything"
    assert connection.execute(f"({whole}) except ({TODAYS_REASONS})").fetchall() == []
    assert connection.execute(f"({TODAYS_REASONS}) except ({whole})").fetchall() == []


def test_a_grade_of_fit_equals_one_of_a_build_that_never_saw_anything_after_its_date(replayed):
    connection, day = replayed
    whole = FITS.format(database="whole", contact_id="whole_contact_id", day=day)
    replay = FITS.format(database="replay", contact_id="replay_contact_id", day=day)
    grades = connection.execute(f"select count(distinct fit_grade) from ({whole})").fetchone()[0]
    assert grades >= 4, "too few grades to say anything"
    assert connection.execute(f"({whole}) except ({replay})").fetchall() == []
    assert connection.execute(f"({replay}) except ({whole})").fetchall() == []


def test_the_replay_saw_less_than_the_whole(replayed):
    connection, day = replayed
    later = f"select count(*) from whole.intent_internal.int_spine_events where received_date > date '{day}'"
    assert connection.execute(later).fetchone()[0] > 1000
    newest = connection.execute("select max(received_date) from replay.intent_internal.int_spine_events").fetchone()[0]
    assert newest <= day


def test_contacts_missing_from_the_whole_history_were_merged_or_suppressed_later(replayed):
    connection, day = replayed
    unexplained = connection.execute(
        f"""
        select replay_contacts.contact_id
        from replay.intent_internal.int_contacts as replay_contacts
        where replay_contacts.contact_id not in (select replay_contact_id from core)
            and not exists (
                select 1
                from replay.intent_internal.int_identifier_owners as replay_owners
                inner join whole.intent_internal.int_identifier_owners as whole_owners using (identifier_key)
                where replay_owners.contact_id = replay_contacts.contact_id
                    and (
                        cast(whole_owners.linked_at as date) > date '{day}'
                        or whole_owners.contact_id in (
                            select contact_id from whole.intent_internal.int_suppressed_contacts
                        )
                    )
            )
        """
    ).fetchall()
    assert unexplained == []
