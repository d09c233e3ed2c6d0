"""What HubSpot, Salesforce and Marketo say of records that are merged, converted or deleted, wherever they say it."""

from __future__ import annotations

from datetime import datetime

import pytest
from connector_run import FIXTURES, ConnectorRun

GONE = "identifier_value, record_type, is_deleted, coalesce(merged_into, converted_to), valid_from"


def at(text: str) -> datetime:
    """An instant of 2026, such as `03-01 08:00`."""
    day, _, clock = text.partition(" ")
    return datetime.fromisoformat(f"2026-{day} {clock or '00:00'}")


@pytest.fixture(scope="module")
def crm(tmp_path_factory) -> ConnectorRun:
    run = ConnectorRun("hubspot", tmp_path_factory.mktemp("gone"), also=["salesforce", "marketo"])
    for connector in run.connectors:
        run.execute((FIXTURES / "gone" / f"{connector}.sql").read_text(encoding="utf-8"))
    run.build()
    return run


def test_hubspot_contacts_that_gave_way_or_were_deleted_say_so_since_when_it_is_known(crm):
    assert crm.rows(f"select {GONE} from stg_hubspot__gone_contacts order by 1") == [
        ("hubspot:2", "contact", False, "hubspot:1", at("02-24 08:00")),
        ("hubspot:3", "contact", False, "hubspot:1", at("03-03 12:00")),
        ("hubspot:5", "contact", False, "hubspot:4", at("04-05 08:00")),
        ("hubspot:6", "contact", True, None, at("05-06 08:00")),
        ("hubspot:8", "contact", False, "hubspot:7", at("03-03 12:00")),
    ]


def test_a_hubspot_merge_joins_on_its_day_wherever_it_is_written(crm):
    links = (
        "select from_value, to_value, linked_at from stg_hubspot__identity_links where to_type = 'crm_id' order by 1"
    )
    assert crm.rows(links) == [
        ("hubspot:2", "hubspot:1", at("02-24 08:00")),
        ("hubspot:3", "hubspot:1", at("03-03 12:00")),
        ("hubspot:5", "hubspot:4", at("04-05 08:00")),
        ("hubspot:8", "hubspot:7", at("03-03 12:00")),
    ]


def test_hubspot_contacts_that_are_there_describe_themselves_alone(crm):
    assert crm.rows("select identifier_value, record_type from stg_hubspot__contacts order by 1") == [
        ("hubspot:1", "contact"),
        ("hubspot:4", "contact"),
    ]


def test_salesforce_leads_and_contacts_that_are_gone_say_what_became_of_them(crm):
    assert crm.rows(f"select {GONE} from stg_salesforce__gone_people order by 1") == [
        ("salesforce:C2", "contact", True, None, at("04-02 08:00")),
        ("salesforce:L1", "lead", False, "salesforce:C1", at("03-01")),
        ("salesforce:L2", "lead", False, "salesforce:L3", at("02-02 08:00")),
        ("salesforce:L4", "lead", False, "salesforce:C4", at("01-04 08:00")),
        ("salesforce:L5", "lead", False, "salesforce:unknown", at("03-05")),
    ]


def test_a_deleted_salesforce_contact_describes_nobody_and_keeps_its_email(crm):
    assert crm.rows("select distinct identifier_value, record_type from stg_salesforce__contacts order by 1") == [
        ("salesforce:C1", "contact"),
        ("salesforce:L1", "lead"),
        ("salesforce:L3", "lead"),
        ("salesforce:L4", "lead"),
        ("salesforce:L5", "lead"),
    ]
    links = "select to_value, linked_at from stg_salesforce__identity_links where from_value = 'salesforce:C2'"
    assert crm.rows(links) == [("gone@mill.example", at("03-02 08:00"))]


def test_marketo_leads_that_are_gone_say_what_became_of_them(crm):
    assert crm.rows(f"select {GONE} from stg_marketo__gone_leads order by 1") == [
        ("marketo:2", "lead", False, "marketo:1", at("03-01 08:00")),
        ("marketo:3", "lead", True, None, at("02-03 08:00")),
        ("marketo:4", "lead", True, None, at("03-04 08:00")),
    ]
