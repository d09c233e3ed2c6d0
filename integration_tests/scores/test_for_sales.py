"""Who is for sales: what is recommended follows from segment, lifecycle and consent; a new score is new on one day."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from contracts_project import CONTRACTS, ContractsProject, differences, event, link

TODAY = datetime(2026, 6, 30, 12)
CALL = "Sales: reach out today and refer to the reasons"
HOT = ("prospect", "customer", "lost", "disqualified", "opted-out", "reopened", "gone")
SILENT = 34
MODELS = (
    *("--select", "+intent_account_scores", "+intent_contact_score_history", "+intent_sync_contacts"),
    *("+intent_sales_queue", "+intent_audience_members", "+intent_alerts"),
)


def at(days_ago: int) -> datetime:
    """Noon so many days before today."""
    return TODAY - timedelta(days=days_ago)


def email(name: str) -> str:
    """The address of a person at a company of their own."""
    return f"{name}@{name}.example"


def outcome(name: str, kind: str, days_ago: int) -> dict:
    """An outcome of a person."""
    return {
        "source_name": "given",
        "conversion_id": f"{name} {kind} {days_ago}",
        "conversion_name": kind,
        "outcome": kind,
        "identifier_type": "email",
        "identifier_value": email(name),
        "converted_at": at(days_ago),
    }


def person(name: str, address: str, is_opted_out: bool = False) -> dict:
    """What the CRM says of a person."""
    return {
        "source_name": "given",
        "identifier_type": "email",
        "identifier_value": address,
        "full_name": name.title(),
        "job_title": "Buyer",
        "is_opted_out": is_opted_out,
        "valid_from": at(60),
    }


def gone(address: str) -> list[dict]:
    """A CRM record that was made and deleted."""
    record = person("gone", "given:1") | {"identifier_type": "crm_id", "email": address, "record_type": "contact"}
    return [record, record | {"is_deleted": True, "valid_from": at(10)}]


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> ContractsProject:
    """People who all asked for a demo and differ in what became of them before; built today and tomorrow."""
    made = ContractsProject(tmp_path_factory.mktemp("sales") / "project")
    team = [f"{name}@team.example" for name in ("first", "second", "third")]
    made.write(
        "events",
        [
            *(event(email(name), "demo_requested", at(2)) for name in HOT),
            *(event(address, "demo_requested", at(1)) for address in team),
            event("boss@rival.example", "demo_requested", at(1)),
            event("reader@cold.example", "page_viewed", at(1), "/blog/a"),
            event("old@sales.example", "page_viewed", at(80), "/pricing"),
        ],
    )
    made.write(
        "contacts",
        [
            *(person(name, email(name), is_opted_out=name == "opted-out") for name in HOT),
            *gone(email("gone")),
            person("boss", "given:2")
            | {"identifier_type": "crm_id", "email": "boss@rival.example", "record_type": "contact"},
            *(person(address.split("@")[0], address) for address in team),
            *(person(f"silent {number}", f"silent-{number}@quiet.example") for number in range(SILENT)),
        ],
    )
    rival = link("crm_id", "given:2", "email", "boss@rival.example", at(60))
    made.write("identity_links", [link("crm_id", "given:1", "email", email("gone"), at(60)), rival])
    made.write(
        "accounts",
        [
            {"source_name": "given", "account_key": name, "account_name": name.title(), "domain": f"{name}.example",
             "valid_from": at(60)}
            for name in ("team", "cold", "customer", "prospect")
        ],
    )  # fmt: skip
    made.write(
        "conversions",
        [
            outcome("customer", "lost", 40),
            outcome("customer", "converted", 20),
            outcome("lost", "lost", 20),
            outcome("disqualified", "disqualified", 20),
            outcome("reopened", "disqualified", 30),
            outcome("reopened", "lost", 10),
        ],
    )
    for day in (TODAY, TODAY + timedelta(days=1)):
        made.build(
            *MODELS,
            intent_as_of_date=str(day.date()),
            intent_history_start_date="2026-05-04",
        )
    return made


def todays(project: ContractsProject, name: str) -> tuple:
    """Segment, lifecycle and action of a person today."""
    return project.rows(
        f"select segment, lifecycle, recommended_action from intent.intent_contact_scores where email = '{email(name)}'"
    )[0]


def test_all_of_them_are_high_intent_and_only_the_prospect_is_to_be_called(project):
    found = {name: todays(project, name) for name in HOT}
    assert {segment for segment, _, _ in found.values()} == {"High Intent"}
    assert [name for name, (_, _, action) in found.items() if action == CALL] == ["prospect"]


def test_a_prospect_who_works_for_a_customer_is_for_the_account_owner(tmp_path):
    made = ContractsProject(tmp_path / "project")
    made.write("events", [event("colleague@customer.example", "demo_requested", at(2))])
    made.write(
        "accounts", [{"source_name": "given", "account_key": "1", "domain": "customer.example", "valid_from": at(60)}]
    )
    made.write("conversions", [outcome("customer", "converted", 20)])
    made.build("--select", "+intent_contact_scores", intent_as_of_date=str(TODAY.date()))
    found = made.rows(
        "select lifecycle, account_lifecycle, recommended_action from intent.intent_contact_scores "
        "where email = 'colleague@customer.example'"
    )
    owner = "Account owner: works for a customer; ask what they are looking for before anybody calls"
    assert found == [("prospect", "customer", owner)]


def test_a_contact_whose_records_are_all_deleted_is_nobodys_task(project):
    assert todays(project, "gone")[2] == "None: deleted in the CRM"


def test_the_lifecycle_is_that_of_the_latest_outcome(project):
    expected = ["prospect", "customer", "lost", "disqualified", "prospect", "lost", "prospect"]
    assert [todays(project, name)[1] for name in HOT] == expected


def test_the_history_has_the_lifecycle_of_its_date(project):
    found = project.rows(
        "select distinct on (lifecycle) lifecycle, as_of_date from intent.intent_contact_score_history "
        f"where email = '{email('customer')}' order by lifecycle, as_of_date"
    )
    assert [(lifecycle, day <= date(2026, 5, 18)) for lifecycle, day in found] == [
        ("customer", False),
        ("lost", False),
        ("prospect", True),
    ]


def test_suppressed_contacts_stay_in_what_a_crm_gets(project):
    found = project.rows("""
        select suppression_reason, crm_id, email, intent_segment from intent.intent_sync_contacts
        where is_suppressed order by 1
    """)
    assert found == [
        ("deleted", None, None, "High Intent"),
        ("excluded", "given:2", None, None),
        ("opted out", None, email("opted-out"), "High Intent"),
    ]


def test_only_people_whom_sales_may_call_are_queued(project):
    team = [f"{name}@team.example" for name in ("first", "second", "third")]
    found = project.rows("select email from intent.intent_sales_queue order by 1")
    assert [address for (address,) in found] == sorted([email("prospect"), *team])
    marked = project.rows(
        "select email from intent.intent_contact_scores where is_for_sales and segment = 'High Intent' order by 1"
    )
    assert marked == found


def test_audiences_hold_customers_and_nobody_who_opted_out_or_is_gone(project):
    found = dict(
        project.rows("""
        select audience_name, string_agg(split_part(email, '@', 1), ' ' order by email)
        from intent.intent_audience_members where segment = 'High Intent' group by 1
    """)
    )
    assert found["ad_suppression"] == "customer disqualified"
    assert "opted-out" not in str(found) and "gone" not in str(found)


def test_a_list_can_be_read_without_a_join(project):
    found = project.rows(
        "select full_name, job_title, email, account_name from intent.intent_contact_scores "
        f"where email = '{email('customer')}'"
    )
    assert found == [("Customer", "Buyer", email("customer"), "Customer")]


def test_the_list_says_when_somebody_was_last_active_and_what_their_account_is(project):
    found = project.rows(
        "select last_active_date, account_lifecycle from intent.intent_contact_scores "
        f"where email in ('{email('customer')}', 'silent-1@quiet.example') order by 1"
    )
    assert found == [(at(2).date(), "customer"), (None, None)]


def test_yesterday_is_still_there_and_weeks_ago_there_is_the_grid(project):
    days = [row[0] for row in project.rows("select as_of_date from intent_internal.int_as_of_dates order by 1")]
    daily = [date(2026, 6, 24) + timedelta(days=number) for number in range(8)]
    weekly = [date(2026, 5, 4) + timedelta(days=7 * number) for number in range(8)]
    assert days == weekly + daily


def test_a_contact_is_new_in_its_segment_on_one_day(project):
    since = "select segment_since, count(*) from intent.intent_contact_scores where segment = 'High Intent' group by 1"
    new = project.rows(
        "select as_of_date, count(*) from ("
        "select as_of_date, segment, lag(segment) over (partition by contact_id order by as_of_date) as before "
        "from intent.intent_contact_score_history) where segment = 'High Intent' and before <> segment "
        "group by as_of_date order by as_of_date"
    )
    assert new == sorted(project.rows(since)) == [(date(2026, 6, 28), len(HOT)), (date(2026, 6, 29), 3)]
    left = "select distinct previous_segment from intent.intent_contact_scores where segment = 'High Intent'"
    assert project.rows(left) == [("Cold",)]


def test_a_tenth_is_a_tenth_although_most_are_silent(project):
    total = project.rows("select count(*) from intent.intent_contact_scores")[0][0]
    sizes = [row[0] for row in project.rows("select count(*) from intent.intent_contact_scores group by decile")]
    assert len(sizes) == 10
    assert set(sizes) <= {total // 10, total // 10 + 1}


def test_of_equal_points_the_one_active_later_comes_first(project):
    assert project.rows(
        "select max(place) < (select min(place) from intent_internal.int_current_contact_scores as silent "
        "inner join intent_internal.int_contacts as contacts using (contact_id) where contacts.email like 'silent%') "
        "from intent_internal.int_current_contact_scores inner join intent_internal.int_contacts using (contact_id) "
        "where email in ('reader@cold.example', 'old@sales.example')"
    ) == [(True,)]


def test_accounts_have_a_segment_of_their_own(project):
    found = {
        name: tuple(rest)
        for name, *rest in project.rows(
            "select account_name, segment, lifecycle, recommended_action = '" + CALL + "', n_people "
            "from intent.intent_account_scores"
        )
    }
    assert found["Team"] == ("Warming", "prospect", False, 3)
    assert found["Prospect"] == ("Warming", "prospect", False, 1)
    assert found["Customer"] == ("Warming", "customer", False, 1)
    assert found["Cold"] == ("Cold", "prospect", False, 1)


def test_the_reason_of_an_account_names_a_person(project):
    reason = project.rows("select reason from intent.intent_account_scores where account_name = 'Customer'")[0][0]
    assert reason.startswith("Customer, Buyer: Asked for a demo")


def test_the_second_days_increment_equals_a_full_refresh(project, tmp_path):
    whole = ContractsProject(tmp_path / "whole")
    for contract in CONTRACTS:
        whole.file(contract).write_bytes(project.file(contract).read_bytes())
    whole.build(
        "--full-refresh",
        *MODELS,
        intent_as_of_date=str((TODAY + timedelta(days=1)).date()),
        intent_history_start_date="2026-05-04",
    )
    assert {table: n for table, n in differences(project.database, whole.database).items() if n} == {}
