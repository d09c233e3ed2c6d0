"""Six contracts beside events obey the same law: a wrong row has a reason, and none is lost."""

from __future__ import annotations

import random
import shutil
from datetime import datetime, timedelta

import pytest
from contracts_project import CONTRACTS, ContractsProject, differences, event
from quick_builds import QuickBuilds

DAY = datetime(2026, 6, 1, 9)
ADA, BO = "ada@shop.example", "bo@shop.example"
RIGHT = {
    "identity_links": {
        "source_name": "given",
        "from_type": "crm_id",
        "from_value": "given:1",
        "to_type": "email",
        "to_value": ADA,
        "linked_at": DAY,
    },
    "contacts": {
        "source_name": "given",
        "identifier_type": "crm_id",
        "identifier_value": "given:1",
        "job_title": "Miller",
        "account_key": "given:A1",
        "valid_from": DAY,
    },
    "accounts": {"source_name": "given", "account_key": "given:A1", "account_name": "The Mill", "valid_from": DAY},
    "conversions": {
        "source_name": "given",
        "conversion_id": "c1",
        "conversion_name": "signed",
        "outcome": "converted",
        "identifier_type": "email",
        "identifier_value": ADA,
        "converted_at": DAY,
    },
    "deals": {
        "source_name": "given",
        "deal_id": "d1",
        "account_key": "given:A1",
        "amount": 10,
        "is_open": True,
        "is_won": False,
        "created_at": DAY,
    },
    "feedback": {
        "source_name": "given",
        "feedback_id": "f1",
        "identifier_type": "email",
        "identifier_value": ADA,
        "disposition": "good_fit",
        "noted_at": DAY,
    },
}
TIME = {
    "identity_links": "linked_at",
    "contacts": "valid_from",
    "accounts": "valid_from",
    "conversions": "converted_at",
    "deals": "closed_at",
    "feedback": "noted_at",
}
WRONG_TIMES = [
    ("0001-01-01", "time before 1990"),
    ("1989-12-31 23:59:59", "time before 1990"),
    ("-infinity", "time before 1990"),
    ("2100-01-01", "time in the future"),
    ("9999-12-31 23:59:59", "time in the future"),
    ("infinity", "time in the future"),
    ("294247-01-10 04:00:54", "time in the future"),
    # More than a year after the last received day of events.
    ("2027-06-03", "time in the future"),
]
NO_IDENTITY = [
    ({"identifier_value": None}, "missing identifier"),
    ({"identifier_value": " "}, "missing identifier"),
    ({"identifier_type": "email", "identifier_value": "undefined"}, "blocked identifier"),
    ({"identifier_type": "shoe_size"}, "unknown identifier type"),
    ({"identifier_type": "email", "identifier_value": "somebody at shop"}, "invalid email"),
]
FAULTS = {
    "identity_links": [
        ({"linked_at": None}, "missing time"),
        ({"from_value": None}, "missing identifier"),
        ({"to_value": "null"}, "blocked identifier"),
        ({"to_type": None}, "unknown identifier type"),
    ],
    "contacts": [({"valid_from": None}, "missing time"), *NO_IDENTITY],
    "accounts": [({"account_key": None}, "missing account key"), ({"account_key": " null "}, "missing account key")],
    "conversions": [
        ({"converted_at": None}, "missing time"),
        ({"conversion_id": None}, "missing conversion id"),
        ({"conversion_id": "N/A"}, "missing conversion id"),
        ({"outcome": None}, "unknown outcome"),
        ({"outcome": "Won!"}, "unknown outcome"),
        *NO_IDENTITY,
    ],
    "deals": [({"deal_id": None}, "missing deal id"), ({"deal_id": ""}, "missing deal id")],
    "feedback": [
        ({"noted_at": None}, "missing time"),
        ({"feedback_id": None}, "missing feedback id"),
        ({"disposition": None}, "unknown disposition"),
        ({"disposition": "great"}, "unknown disposition"),
        *NO_IDENTITY,
    ],
}
# Right, and of nobody.
DEVICE = {"identifier_type": "anonymous_id", "identifier_value": "device-9"}
UNUSED = {
    "contacts": [(DEVICE, "no contact has the identifier")],
    "conversions": [({"conversion_id": "c9", **DEVICE}, "no contact has the identifier")],
    "deals": [
        ({"deal_id": "d8", "account_key": None}, "no account"),
        ({"deal_id": "d9", "account_key": "given:nowhere"}, "unknown account"),
    ],
    "feedback": [({"feedback_id": "f9", "identifier_value": "cy@shop.example"}, "no contact has the identifier")],
}  # fmt: skip
# One id with other contents; the first of each list counts, whatever is delivered first.
CONTRADICTIONS = {
    "conversions": [
        {"conversion_id": "c2", "identifier_value": BO, "converted_at": DAY, "amount": 9, "currency": "EUR"},
        {"conversion_id": "c2", "identifier_value": BO, "converted_at": DAY, "amount": 5, "currency": "EUR"},
        {"conversion_id": "c2", "identifier_value": BO, "converted_at": DAY + timedelta(days=1), "outcome": "lost"},
        # Bo's other name, in the same outcome.
        {
            "conversion_id": "c2", "identifier_type": "crm_id", "identifier_value": "given:2",
            "converted_at": DAY + timedelta(2),
        },
    ],
    "deals": [
        {"deal_id": "d2", "is_open": False, "is_won": True, "closed_at": DAY, "identifier_value": BO, "amount": 7},
        {"deal_id": "d2", "is_open": True, "is_won": False, "identifier_value": BO, "amount": 8},
        {"deal_id": "d2", "is_open": False, "is_won": True, "closed_at": DAY - timedelta(days=1), "amount": 6},
    ],
    "feedback": [
        {"feedback_id": "f2", "identifier_value": BO, "disposition": "bad_fit", "noted_at": DAY + timedelta(days=1)},
        {"feedback_id": "f2", "identifier_value": BO, "disposition": "good_fit", "noted_at": DAY},
        {"feedback_id": "f2", "identifier_value": BO, "disposition": "good_fit", "reason": "likes it", "noted_at": DAY},
    ],
}  # fmt: skip
SELECTED = [
    "run",
    "--select",
    "+intent_row_conservation",
    "+intent_rejected_records",
    "int_contact_notes",
    "int_contact_feedback",
    "+intent_accounts",
]


def wrong(contract: str) -> list[tuple[dict, str]]:
    """Wrong rows of a contract with their reasons."""
    times = [({TIME[contract]: time}, reason) for time, reason in WRONG_TIMES]
    return [(RIGHT[contract] | fault, reason) for fault, reason in [*times, *FAULTS[contract]]]


def rows_of(contract: str) -> list[dict]:
    """All rows of a contract: a right one twice, wrong ones, unused ones and contradictions."""
    right = RIGHT[contract]
    rows = [right, right, *(row for row, _ in wrong(contract))]
    rows += [right | fault for fault, _ in UNUSED.get(contract, [])]
    rows += [right | other for other in CONTRADICTIONS.get(contract, [])]
    if contract == "identity_links":
        rows.append(right | {"from_value": "given:2", "to_value": BO})
    return rows


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> ContractsProject:
    return ContractsProject(tmp_path_factory.mktemp("law") / "project")


@pytest.fixture(scope="module")
def builds(project):
    project.write("events", [event(person, "page_viewed", DAY, "/pricing") for person in (ADA, BO)])
    for contract in RIGHT:
        project.write(contract, rows_of(contract))
    with QuickBuilds(project.folder) as started:
        started.run("seed")
        started.run(*SELECTED)
        yield started


def counted(reasons: list[str]) -> dict[str, int]:
    return {reason: reasons.count(reason) for reason in reasons}


@pytest.mark.parametrize("contract", RIGHT)
def test_every_wrong_row_is_rejected_with_its_reason_and_nothing_else_is(project, builds, contract):
    found = project.rows(
        "select reject_reason, sum(n_rows) from intent.intent_rejected_records "
        f"where contract_name = '{contract}' and row_status = 'rejected' group by 1"
    )
    assert dict(found) == counted([reason for _, reason in wrong(contract)])


@pytest.mark.parametrize("contract", RIGHT)
def test_right_rows_of_nobody_are_counted_by_name(project, builds, contract):
    found = project.rows(
        "select reject_reason, sum(n_rows) from intent.intent_rejected_records "
        f"where contract_name = '{contract}' and row_status = 'unused' group by 1"
    )
    assert dict(found) == counted([reason for _, reason in UNUSED.get(contract, [])])


@pytest.mark.parametrize("contract", RIGHT)
def test_every_delivered_row_is_accounted_for(project, builds, contract):
    n_contradicted = max(len(CONTRADICTIONS.get(contract, [])) - 1, 0)
    n_others = (1 if contract == "identity_links" else 0) + (1 if contract in CONTRADICTIONS else 0)
    assert project.rows(
        "select n_delivered, n_accepted, n_duplicates, n_rejected, n_unexplained "
        f"from intent.intent_row_conservation where contract_name = '{contract}'"
    ) == [
        (
            len(rows_of(contract)),
            1 + n_others,
            1 + n_contradicted,
            len(wrong(contract)) + len(UNUSED.get(contract, [])),
            0,
        )
    ]


def test_no_address_of_a_person_stands_among_the_rejected(project, builds):
    listed = "select coalesce(record_id, '') || reject_reason || source_name from intent.intent_rejected_records"
    assert not [text for (text,) in project.rows(listed) if "@" in text or "shop.example" in text]


def contents(project: ContractsProject) -> list[list[tuple]]:
    """What counts of the ids that are delivered with several contents."""
    return [
        project.rows(
            "select outcome, amount, converted_at from intent_internal.int_conversions where conversion_id = 'c2'"
        ),
        project.rows("select is_open, is_won, amount, closed_at from intent_internal.int_deals where deal_id = 'd2'"),
        project.rows(
            "select disposition, noted_at from intent_internal.int_contact_feedback order by noted_at desc limit 1"
        ),
    ]  # fmt: skip


def test_of_one_id_with_several_contents_one_counts_whatever_comes_first(project, builds):
    expected = [[("converted", 9, DAY)], [(False, True, 7, DAY)], [("bad_fit", DAY + timedelta(days=1))]]
    assert contents(project) == expected
    first = project.folder / "first.duckdb"
    shutil.copy(project.database, first)
    for contract in RIGHT:
        rows = rows_of(contract)
        random.Random(15).shuffle(rows)
        project.write(contract, rows)
    builds.run(*SELECTED, "--full-refresh")
    assert contents(project) == expected
    assert differences(first, project.database) == {}


def test_a_year_after_the_last_event_is_no_future_yet(project, builds):
    for contract in ("contacts", "feedback"):
        project.write(contract, [RIGHT[contract] | {TIME[contract]: datetime(2027, 6, 2)}])
    builds.run(*SELECTED)
    late = (
        "select sum(n_accepted), sum(n_rejected) from intent.intent_row_conservation "
        "where contract_name in ('contacts', 'feedback')"
    )
    assert project.rows(late) == [(2, 0)]


def test_an_account_need_not_know_since_when_it_is_one(project, builds):
    project.write("accounts", [RIGHT["accounts"] | {"valid_from": time} for time in (None, datetime(1970, 1, 1))])
    builds.run(*SELECTED)
    found = "select n_accepted, n_rejected from intent.intent_row_conservation where contract_name = 'accounts'"
    assert project.rows(found) == [(2, 0)]


def test_the_contracts_of_this_test_are_all_but_events():
    assert set(RIGHT) == set(CONTRACTS) - {"events"}
