"""Which CRM record of a contact can be written to, when records are merged, converted, deleted or unknown."""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta

import pytest
from contracts_project import ContractsProject, differences, event, link
from quick_builds import QuickBuilds

DAY = datetime(2026, 6, 1, 10)
NO_TESTS = ["--exclude-resource-type", "test", "unit_test"]


def at(days: int) -> datetime:
    """So many days after the first."""
    return DAY + timedelta(days=days)


def version(crm_id: str, days: int, record_type: str = "contact", **columns: object) -> dict:
    """What a CRM says of a record from a day on."""
    row = {"source_name": crm_id.split(":")[0], "identifier_type": "crm_id", "identifier_value": crm_id}
    return {**row, "record_type": record_type, "valid_from": at(days), **columns}


def record(crm_id: str, email: str, days: int, record_type: str = "contact", **columns: object) -> tuple[dict, dict]:
    """A record that was made on a day, with its email: its version and its link."""
    return version(crm_id, days, record_type, email=email, **columns), link("crm_id", crm_id, "email", email, at(days))


RECORDS = [
    # The older of two was merged into the other; it has the later version, which counts no more.
    record("crm:m2", "old@merged.example", 0),
    record("crm:m1", "new@merged.example", 10, full_name="New Name", account_name="New"),
    # A chain of merges.
    *(record(f"crm:k{number}", f"k{number}@chain.example", number) for number in (1, 2, 3)),
    record("crm:d1", "dee@deleted.example", 0, full_name="Dee"),
    # Deleted, and made again by hand with the same address.
    record("crm:r1", "ray@again.example", 0),
    record("crm:r2", "ray@again.example", 20),
    record("crm:l1", "lou@converted.example", 0, "lead", account_name="As the lead wrote it"),
    record("crm:c1", "lou@converted.example", 10, account_name="The Company"),
    # A lead that nobody converted, made after the contact.
    record("crm:c2", "pia@two.example", 0),
    record("crm:l2", "pia@two.example", 10, "lead"),
    # Two living contacts of one person.
    record("crm:s1", "sam@same.example", 0),
    record("crm:s2", "sam@same.example", 10),
    # One person in two CRMs.
    record("crm:x1", "bea@both.example", 0),
    record("other:x2", "bea@both.example", 10),
    record("crm:u1", "uwe@restored.example", 0),
]
ENDS = [
    version("crm:m2", 12, full_name="Old Name", account_name="Old"),
    version("crm:m2", 30, merged_into="crm:m1"),
    version("crm:k1", 30, merged_into="crm:k2"),
    version("crm:k2", 31, merged_into="crm:k3"),
    version("crm:d1", 30, is_deleted=True),
    version("crm:r1", 15, is_deleted=True),
    version("crm:l1", 10, "lead", converted_to="crm:c1"),
    version("crm:u1", 10, is_deleted=True),
    version("crm:u1", 20, is_deleted=False),
    # A source that adds what it knows of records of others says nothing about whether they are there.
    *(
        version(crm_id, 5, source_name="enrichment", job_title="Buyer")
        for crm_id in ("crm:ghost2", "crm:d1", "third:1")
    ),
]
LINKS = [
    *(recorded for _, recorded in RECORDS),
    link("crm_id", "crm:m2", "crm_id", "crm:m1", at(30)),
    link("crm_id", "crm:k1", "crm_id", "crm:k2", at(30)),
    link("crm_id", "crm:k2", "crm_id", "crm:k3", at(31)),
    # A system that delivers no contacts, and a record that only its events and a link name.
    link("crm_id", "third:1", "email", "tim@third.example", at(0)),
    link("crm_id", "crm:ghost2", "email", "gus@ghost.example", at(0)),
]
EVENTS = [
    event("dee@deleted.example", "page_viewed", at(32), "/pricing"),
    event("crm:ghost", "page_viewed", at(32), "/pricing", "crm_id"),
    event("crm:m2", "page_viewed", at(32), "/pricing", "crm_id"),
    event("web@only.example", "page_viewed", at(32), "/pricing"),
]


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> ContractsProject:
    made = ContractsProject(tmp_path_factory.mktemp("living") / "project")
    made.write("contacts", [*(row for row, _ in RECORDS), *ENDS])
    made.write("identity_links", LINKS)
    made.write("events", EVENTS)
    made.build("--full-refresh")
    return made


def contact(project: ContractsProject, email: str) -> tuple:
    """CRM id, name and company of the contact with an email."""
    (row,) = project.rows(
        f"select crm_id, full_name, account_name, is_gone from intent.intent_contacts where email = '{email}'"
    )
    return row


def records(project: ContractsProject, like: str) -> list[tuple]:
    """The records whose id is like a pattern: type, the record to write to, what became of it, since when."""
    return project.rows(
        "select crm_id, living_record_id, coalesce(merged_into, converted_to), is_living, is_writable, is_deleted, "
        f"since from intent.intent_contact_records where crm_id like '{like}' order by 1"
    )


def synced(project: ContractsProject, domain: str) -> list[tuple]:
    """The CRM ids that are written to of contacts with a domain."""
    return project.rows(f"select crm_id from intent.intent_sync_contacts where email like '%@{domain}' order by 1")


def test_the_winner_of_a_merge_is_written_to_and_describes_the_contact(project):
    assert records(project, "crm:m%") == [
        ("crm:m1", "m1", None, True, True, False, at(10)),
        ("crm:m2", "m1", "crm:m1", False, False, False, at(30)),
    ]
    assert contact(project, "new@merged.example") == ("crm:m1", "New Name", "New", False)
    assert synced(project, "merged.example") == [("crm:m1",)]


def test_the_contact_keeps_the_id_of_its_oldest_record(project):
    named = project.rows(
        "select identifier_value from intent.intent_contacts as contacts inner join intent_internal.int_identifiers "
        "as identifiers on contacts.contact_id = identifiers.identifier_key where crm_id = 'crm:m1'"
    )
    assert named == [("crm:m2",)]


def test_a_chain_of_merges_ends_at_the_last_winner(project):
    assert [row[:4] for row in records(project, "crm:k%")] == [
        ("crm:k1", "k3", "crm:k2", False),
        ("crm:k2", "k3", "crm:k3", False),
        ("crm:k3", "k3", None, True),
    ]


def test_a_deleted_record_is_not_synced_and_its_events_stay(project):
    assert records(project, "crm:d1") == [("crm:d1", None, None, False, False, True, at(30))]
    assert contact(project, "dee@deleted.example") == (None, "Dee", None, True)
    assert synced(project, "deleted.example") == []
    events = project.rows(
        "select count(*), max(scores.score) from intent.intent_contact_events "
        "inner join intent.intent_contact_scores as scores using (contact_id) where email = 'dee@deleted.example'"
    )
    assert events[0][0] == 1 and events[0][1] > 0


def test_a_record_that_was_made_again_is_the_one_to_write_to(project):
    assert [row[:2] for row in records(project, "crm:r%")] == [("crm:r1", "r2"), ("crm:r2", "r2")]
    assert synced(project, "again.example") == [("crm:r2",)]


def test_a_converted_lead_gives_way_to_its_contact(project):
    assert records(project, "crm:l1") == [("crm:l1", "c1", "crm:c1", False, False, False, at(10))]
    assert contact(project, "lou@converted.example")[:3] == ("crm:c1", None, "The Company")


def test_a_contact_comes_before_an_open_lead_and_the_newest_before_others(project):
    assert [row[:5] for row in records(project, "crm:_2") if row[0] in ("crm:c2", "crm:l2", "crm:s2")] == [
        ("crm:c2", "c2", None, True, True),
        ("crm:l2", "c2", None, True, False),
        ("crm:s2", "s2", None, True, True),
    ]
    assert synced(project, "two.example") == [("crm:c2",)]


def test_a_person_in_two_crms_has_a_record_in_each(project):
    assert [row[:5] for row in records(project, "%:x_")] == [
        ("crm:x1", "x1", None, True, True),
        ("other:x2", "x2", None, True, True),
    ]
    assert synced(project, "both.example") == [("other:x2",)]


def test_a_record_that_came_back_is_there(project):
    assert records(project, "crm:u1") == [("crm:u1", "u1", None, True, True, False, at(0))]


def test_a_record_that_only_events_or_links_name_is_no_crm_contact(project):
    assert [row[:5] for row in records(project, "crm:ghost%")] == [
        ("crm:ghost", None, None, False, False),
        ("crm:ghost2", None, None, False, False),
    ]
    assert synced(project, "ghost.example") == []
    assert project.rows("select count(*) from intent.intent_contact_events where event_target = '/pricing'") == [(4,)]


def test_records_of_a_system_without_contacts_are_taken_to_be_there(project):
    assert [row[:5] for row in records(project, "third:%")] == [("third:1", "1", None, True, True)]
    assert synced(project, "third.example") == [("third:1",)]


def test_a_visitor_without_any_record_is_synced_by_email(project):
    assert synced(project, "only.example") == [(None,)]


def test_at_most_one_record_of_a_contact_and_system_is_written_to(project):
    twice = project.rows(
        "select contact_id, system from intent.intent_contact_records where is_writable "
        "group by contact_id, system having count(*) > 1"
    )
    assert twice == []


def test_a_later_deletion_gives_what_a_full_refresh_gives(project, tmp_path):
    made, steps, whole = project, tmp_path / "steps.duckdb", tmp_path / "whole.duckdb"
    gone = [version("crm:m1", 40, is_deleted=True), version("crm:x1", 40, is_deleted=True)]
    made.write("contacts", [*(row for row, _ in RECORDS), *ENDS, *gone])
    with QuickBuilds(made.folder) as builds:
        builds.run("build", *NO_TESTS)
        shutil.copy(made.database, steps)
        builds.run("build", *NO_TESTS, "--full-refresh")
        shutil.copy(made.database, whole)
    assert differences(steps, whole) == {}
    assert synced(made, "merged.example") == []
    assert synced(made, "both.example") == [("other:x2",)]
