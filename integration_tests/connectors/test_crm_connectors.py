"""Segment, RudderStack, HubSpot and Salesforce on raw tables in their true shape, with every pitfall we know of.

The raw rows stand in fixtures/<source>/raw.sql, each pitfall with a comment. What they become is worked out by hand.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest
from connector_run import FIXTURES, ConnectorRun
from contracts import delivered

EVENT = "event_id, event_name, event_target, identifier_type || '=' || identifier_value, occurred_at, received_at"
LINK = "from_type || '=' || from_value, to_type || '=' || to_value, linked_at"
OUTCOME = "conversion_id, conversion_name, outcome, identifier_value, converted_at, amount"
DEAL = "deal_id, account_key, identifier_value, amount, stage, is_open, is_won, created_at, closed_at"


def at(text: str) -> datetime:
    """An instant of 2026, such as `03-01 10:00:05`."""
    day, _, clock = text.partition(" ")
    return datetime.fromisoformat(f"2026-{day} {clock or '00:00'}")


@pytest.fixture(scope="module")
def crm(tmp_path_factory) -> ConnectorRun:
    """The three connectors at once, each on its own raw tables."""
    run = ConnectorRun("segment", tmp_path_factory.mktemp("crm"), also=["hubspot", "salesforce"])
    run.load()
    run.build(
        intent_segment_event_tables="[webinar_attended.webinar_name]",
        intent_conversions="[opportunity_won, segment.demo_booked, segment.trial_started]",
    )
    return run


@pytest.fixture(scope="module")
def rudderstack(tmp_path_factory) -> ConnectorRun:
    run = ConnectorRun("segment", tmp_path_factory.mktemp("rudderstack"))
    run.execute((FIXTURES / "rudderstack" / "raw.sql").read_text(encoding="utf-8"))
    run.build(intent_segment_event_tables="[trial_started]")
    return run


# Segment


def test_segment_calls_become_events_and_copies_stay_copies(crm):
    page, device, user = "page_viewed", "anonymous_id=device-", "user_id=u"
    assert crm.rows(f"select {EVENT} from stg_segment__events order by received_at") == [
        ("p1", page, "/pricing", device + "1", at("03-01 10:00"), at("03-01 10:00:05")),
        ("p1", page, "/pricing", device + "1", at("03-01 10:00"), at("03-01 10:00:09")),
        ("p2", page, "/docs/start", user + "1", at("03-02 10:00"), at("03-02 10:00:05")),
        ("p3", page, "/", user + "2", at("03-03 10:00"), at("03-03 10:00:05")),
        ("p4", page, "/blog/one", device + "2", at("03-04 10:00"), at("03-04 10:00:05")),
        ("t1", "demo_booked", "/book-a-demo", user + "1", at("03-05 09:00"), at("03-05 09:00:03")),
        ("t1", "demo_booked", "/book-a-demo", user + "1", at("03-05 09:00"), at("03-05 09:00:09")),
        ("t2", "webinar_attended", "Milling in 2026", user + "1", at("03-06 09:00"), at("03-06 09:00:03")),
        ("t3", "trial_started", "", device + "3", at("03-07 09:00"), at("03-07 09:00:03")),
        ("s1", "screen_viewed", "Settings", user + "1", at("03-08 09:00"), at("03-08 09:00:03")),
    ]


def test_segment_links_say_since_when_a_device_is_whose(crm):
    first = LINK.replace("linked_at", "min(linked_at)")
    assert crm.rows(f"select {first} from stg_segment__identity_links group by 1, 2 order by all") == [
        ("anonymous_id=device-1", "email=una@mill.example", at("03-02 10:00:06")),
        ("anonymous_id=device-1", "user_id=u1", at("03-02 10:00:05")),
        ("anonymous_id=device-1", "user_id=u2", at("03-03 10:00:05")),
        ("anonymous_id=device-4", "email=anon@mill.example", at("03-09 10:00:06")),
        ("anonymous_id=device-9", "user_id=u1", at("03-11 10:00")),
        ("anonymous_id=phone-1", "user_id=u1", at("03-08 09:00:03")),
        ("user_id=device-9", "user_id=u1", at("03-11 10:00")),
        ("user_id=u1", "email=una@mill.example", at("03-02 10:00:06")),
        ("user_id=u3", "email=ute@mill.example", at("03-10 10:00:06")),
    ]


def test_segment_traits_and_groups_describe_people_and_companies(crm):
    columns = "identifier_value, email, full_name, job_title, account_key, valid_from"
    assert crm.rows(f"select {columns} from stg_segment__contacts order by all") == [
        ("u1", "una@mill.example", "Una", "Head of Milling", None, at("04-02 10:00:06")),
        ("u1", "una@mill.example", "Una", "Miller", None, at("03-02 10:00:06")),
        ("u1", "una@mill.example", "Una Miller", None, None, at("04-02 10:00:06")),
        ("u1", None, None, None, "segment:mill", at("03-02 10:00:07")),
        ("u3", "ute@mill.example", "Ute Baker", None, None, at("03-10 10:00:06")),
    ]
    columns = "account_key, account_name, domain, employee_count, annual_revenue, industry, country, valid_from"
    assert crm.rows(f"select {columns} from stg_segment__accounts order by 1, valid_from") == [
        ("segment:bakery", "The Bakery", None, None, None, None, None, at("03-04 10:00:07")),
        (
            "segment:bakery",
            "The Old Bakery",
            "bakery.example",
            12,
            Decimal("50000.50"),
            "Food",
            "DE",
            at("04-04 10:00:07"),
        ),
        ("segment:mill", "The Mill", "mill.example", 120, None, None, None, at("03-02 10:00:07")),
    ]


def test_chosen_segment_events_convert_once(crm):
    assert crm.rows(f"select {OUTCOME} from stg_segment__conversions order by 1") == [
        ("t1", "demo_booked", "converted", "u1", at("03-05 09:00"), None),
        ("t3", "trial_started", "converted", "device-3", at("03-07 09:00"), None),
    ]


def test_rudderstack_is_read_by_the_same_models(rudderstack):
    events = f"select {EVENT}, campaign from stg_segment__events order by 1"
    device, user = "anonymous_id=device-1", "user_id=u1"
    received = at("03-01 10:00:11"), at("03-02 10:00:11")
    assert rudderstack.rows(events) == [
        ("p1", "page_viewed", "/pricing", device, at("03-01 10:00:01"), received[0], "spring"),
        ("s1", "screen_viewed", "Settings", user, at("03-04 10:00"), at("03-04 10:00:11"), None),
        ("t1", "trial_started", "", user, at("03-02 10:00"), received[1], None),
    ]
    link = "select min(linked_at) from stg_segment__identity_links where from_value = 'device-1' and to_value = 'u1'"
    assert rudderstack.rows(link) == [(received[1],)]


def test_rudderstack_describes_people_and_companies_too(rudderstack):
    columns = "identifier_value, email, full_name, account_key, valid_from"
    assert rudderstack.rows(f"select {columns} from stg_segment__contacts order by valid_from") == [
        ("u1", "una@mill.example", None, None, at("03-02 10:00:11")),
        ("u1", None, None, "segment:42", at("03-03 10:00:11")),
        ("u1", "una@mill.example", "Una Miller", None, at("04-02 10:00:11")),
    ]
    accounts = "select account_key, account_name, employee_count from stg_segment__accounts"
    assert rudderstack.rows(accounts) == [("segment:42", "The Mill", 120)]
    alias = "select from_type, to_value, linked_at from stg_segment__identity_links where from_value = 'device-5'"
    assert rudderstack.rows(f"{alias} order by 1") == [
        ("anonymous_id", "u1", at("03-05 10:00:11")),
        ("user_id", "u1", at("03-05 10:00:11")),
    ]


# HubSpot


def test_hubspot_events_leave_out_what_hubspot_filters_and_replaces(crm):
    bo, ada = "crm_id=hubspot:5", "crm_id=hubspot:1"
    mail = "email=bo@bakery.example"
    demo = "Product demo"
    opened = at("01-12 08:00")
    assert crm.rows(f"select {EVENT} from {delivered('hubspot', 'events')} order by event_id") == [
        ("100:1:booked", "meeting_booked", demo, ada, at("02-01 08:00"), at("02-01 08:00")),
        ("100:1:held", "meeting_held", demo, ada, at("02-05 08:00"), at("02-05 08:00")),
        ("100:5:booked", "meeting_booked", demo, bo, at("02-01 08:00"), at("02-01 08:00")),
        ("100:5:held", "meeting_held", demo, bo, at("02-05 08:00"), at("02-05 08:00")),
        ("101:5:booked", "meeting_scheduled", "Catch up", bo, at("02-02 08:00"), at("02-02 08:00")),
        ("102:5", "call_logged", "", bo, at("02-10 08:00"), at("02-12 08:00")),
        ("103:5", "email_received", "Re: flour", bo, at("02-11 08:00"), at("02-11 08:00")),
        ("105:5", "message_logged", "linkedin_message", bo, at("02-12 08:00"), at("02-12 09:00")),
        ("c1", "form_submitted", "Request a demo", "crm_id=hubspot:3", at("01-10 08:00"), at("01-10 08:00")),
        ("c2", "form_submitted", "Ebook", bo, at("01-11 08:00"), at("01-11 08:00")),
        ("e1", "email_opened", "Spring flour", "email=ada.old@mill.example", opened, opened),
        ("e2", "email_opened", "Spring flour", mail, at("01-12 08:00:01"), at("01-12 08:00:01")),
        ("e3", "email_opened", "Spring flour", mail, at("01-12 09:00"), at("01-12 09:00")),
        ("e4", "email_opened", "Spring flour", mail, at("01-12 09:00:20"), at("01-12 09:00:20")),
        ("e5", "email_clicked", "/product/flour", mail, at("01-13 08:00"), at("01-13 08:00")),
        ("e6", "email_unsubscribed", "Spring flour", mail, at("01-14 08:00"), at("01-14 08:00")),
        ("e7", "email_bounce", "Spring flour", "email=gone@bakery.example", at("01-15 08:00"), at("01-15 08:00")),
        ("e8", "email_sent", "", mail, at("01-16 08:00:00"), at("01-16 08:00:00")),
        ("e9", "email_delivered", "Spring flour", mail, at("01-16 08:00:01"), at("01-16 08:00:01")),
        ("ea", "email_dropped", "Spring flour", mail, at("01-16 08:00:02"), at("01-16 08:00:02")),
        ("eb", "email_deferred", "Spring flour", mail, at("01-16 08:00:03"), at("01-16 08:00:03")),
        ("ec", "email_forwarded", "Spring flour", mail, at("01-16 08:00:04"), at("01-16 08:00:04")),
        ("ed", "email_print", "Spring flour", mail, at("01-16 08:00:05"), at("01-16 08:00:05")),
        ("ee", "email_spamreport", "Spring flour", mail, at("01-16 08:00:06"), at("01-16 08:00:06")),
        ("ef", "email_statuschange", "Spring flour", mail, at("01-16 08:00:07"), at("01-16 08:00:07")),
    ]


def test_what_hubspot_filters_out_is_delivered_with_its_reason(crm):
    reasons = "select event_id, filter_reason from stg_hubspot__email_events where filter_reason is not null order by 1"
    assert crm.rows(reasons) == [("e2", "filtered event"), ("e3", "obsoleted by e4")]


def test_an_opening_of_twelve_seconds_but_one_millisecond_lasts_eleven(crm):
    assert crm.rows(f"select duration_seconds from {delivered('hubspot', 'events')} where event_id = 'e1'") == [(11,)]


def test_hubspot_merges_are_followed_from_the_day_they_are_known(crm):
    assert crm.rows(f"select {LINK} from stg_hubspot__identity_links order by all") == [
        ("crm_id=hubspot:1", "email=ada.first@mill.example", at("01-01 08:00")),
        ("crm_id=hubspot:1", "email=ada@mill.example", at("02-01 08:00")),
        ("crm_id=hubspot:2", "crm_id=hubspot:1", at("02-10 08:00")),
        ("crm_id=hubspot:2", "email=ada.old@mill.example", datetime(2025, 12, 1, 8)),
        ("crm_id=hubspot:3", "crm_id=hubspot:1", at("02-20 08:00")),
        ("crm_id=hubspot:4", "crm_id=hubspot:2", datetime(2025, 12, 1, 8)),
        ("crm_id=hubspot:5", "email=b.baker@bakery.example", at("01-05 08:00")),
        ("crm_id=hubspot:5", "email=bo@bakery.example", at("01-05 08:00")),
        ("crm_id=hubspot:5", "email=bo@private.example", at("01-05 08:00")),
        ("crm_id=hubspot:6", "crm_id=hubspot:5", at("03-01 08:00")),
        ("crm_id=hubspot:7", "crm_id=hubspot:6", at("01-20 08:00")),
    ]


def test_hubspot_attributes_come_from_history_where_there_is_one(crm):
    columns = "identifier_value, full_name, job_title, country, account_key, valid_from"
    assert crm.rows(f"select {columns} from stg_hubspot__contacts order by all") == [
        ("hubspot:1", "Ada Miller", None, "DE", "hubspot:900", at("01-01 08:00")),
        ("hubspot:1", None, "Chief Miller", None, None, at("04-01 08:00")),
        ("hubspot:1", None, "Miller", None, None, at("01-01 08:00")),
        ("hubspot:5", "Bo Baker", "Baker", "FR", None, at("01-05 08:00")),
    ]


def test_hubspot_owners_and_opt_outs_come_along(crm):
    known = "select identifier_value, owner_id, is_opted_out from stg_hubspot__contacts where owner_id is not null"
    assert crm.rows(known) == [("hubspot:5", "77", True)]


def test_hubspot_companies_that_were_deleted_are_gone(crm):
    columns = "account_key, account_name, domain, industry, employee_count, annual_revenue, account_tier, technologies"
    assert crm.rows(f"select {columns} from stg_hubspot__accounts") == [
        (
            *("hubspot:900", "The Mill", None, "Food", None, Decimal("1000000.50")),
            *("target_account", "google_analytics;salesforce"),
        )
    ]


def test_hubspot_deals_close_when_they_entered_the_closed_stage(crm):
    won = ("hubspot:900", Decimal("1200.50"), "Won", False, True, at("03-01"), at("05-02 08:00"))
    assert crm.rows(f"select {DEAL} from stg_hubspot__deals order by deal_id, identifier_value") == [
        ("500", won[0], "hubspot:1", *won[1:]),
        ("500", won[0], "hubspot:5", *won[1:]),
        ("502", None, None, None, "First talk", True, False, at("03-03"), None),
        ("503", None, "hubspot:5", Decimal("10"), "Lost", False, False, at("03-04"), at("04-01")),
    ]


def test_hubspot_delivers_the_chosen_conversion_and_what_was_lost(crm):
    closed, amount = at("05-02 08:00"), Decimal("1200.50")
    assert crm.rows(f"select {OUTCOME} from stg_hubspot__conversions order by 1") == [
        ("500:hubspot:1", "opportunity_won", "converted", "hubspot:1", closed, amount),
        ("500:hubspot:5", "opportunity_won", "converted", "hubspot:5", closed, amount),
        ("503:hubspot:5", "opportunity_lost", "lost", "hubspot:5", at("04-01"), Decimal("10")),
    ]


# Salesforce


def test_salesforce_events_are_what_happened_and_known_when_it_was_recorded(crm):
    lead, contact, other = "crm_id=salesforce:L1", "crm_id=salesforce:C1", "crm_id=salesforce:C2"
    scheduled, response = "meeting_scheduled", "campaign_responded"
    assert crm.rows(f"select {EVENT} from {delivered('salesforce', 'events')} order by event_id") == [
        ("E1:held", "meeting_held", "Flour", contact, at("03-20 08:00"), at("03-20 08:00")),
        ("E1:scheduled", scheduled, "Flour", contact, at("03-15 08:00"), at("03-15 08:00")),
        ("E3:scheduled", scheduled, "Lunch", other, at("03-16 08:00"), at("03-16 08:00")),
        ("M1", response, "Bread fair", lead, at("02-20"), at("02-20")),
        ("M2", response, "Bread fair", contact, at("02-21"), at("02-21")),
        ("M4", response, "", other, at("02-09"), at("02-13 08:00")),
        ("T1", "task_call_completed", "Talk", lead, at("02-01 09:00"), at("02-01 09:00")),
        ("T2", "task_email_completed", "Re: flour", contact, at("03-10"), at("03-13 08:00")),
        ("T5", "task_other_completed", "File", None, at("03-12"), at("03-12 08:00")),
    ]


def test_salesforce_people_are_joined_by_conversion_and_merge_on_their_days(crm):
    assert crm.rows(f"select {LINK} from stg_salesforce__identity_links order by all") == [
        ("crm_id=salesforce:C1", "email=lea.before@mill.example", at("03-01 09:00")),
        ("crm_id=salesforce:C1", "email=lea@mill.example", at("04-01 09:00")),
        ("crm_id=salesforce:C2", "email=carl@mill.example", at("03-02 08:00")),
        ("crm_id=salesforce:C3", "crm_id=salesforce:C2", at("04-05 08:00")),
        ("crm_id=salesforce:C3", "email=carl.old@mill.example", at("03-03 08:00")),
        ("crm_id=salesforce:C4", "email=nobody@mill.example", at("03-04 08:00")),
        ("crm_id=salesforce:L1", "crm_id=salesforce:C1", at("03-01")),
        ("crm_id=salesforce:L1", "email=lea@mill.example", at("01-01 08:00")),
        ("crm_id=salesforce:L2", "crm_id=salesforce:L3", at("02-05 08:00")),
        ("crm_id=salesforce:L2", "email=lea.two@mill.example", at("01-02 08:00")),
        ("crm_id=salesforce:L4", "email=gone@mill.example", at("01-04 08:00")),
    ]


def test_salesforce_attributes_come_from_history_mode_where_it_is_on(crm):
    columns = "identifier_value, email, full_name, job_title, department, account_key, employee_count, valid_from"
    c1, c2, account = "salesforce:C1", "salesforce:C2", "salesforce:A1"
    order = "identifier_value, valid_from, full_name nulls last"
    assert crm.rows(f"select {columns} from stg_salesforce__contacts order by {order}") == [
        (c1, None, "Lea Lind", None, "Milling", account, None, at("03-01 08:00")),
        (c1, None, None, None, None, None, 80, at("03-01 08:00")),
        (c1, "lea.before@mill.example", None, "Miller", None, None, None, at("03-01 09:00")),
        (c1, "lea@mill.example", None, "Head Miller", None, None, None, at("04-01 09:00")),
        (c1, None, None, None, None, None, 120, at("04-10 08:00")),
        (c2, "carl@mill.example", "Carl Cohn", "Buyer", None, account, None, at("03-02 08:00")),
        (c2, None, None, None, None, None, 80, at("03-02 08:00")),
        (c2, None, None, None, None, None, 120, at("04-10 08:00")),
        ("salesforce:L1", "lea@mill.example", "Lea Lind", "Head Miller", None, account, None, at("01-01 08:00")),
        ("salesforce:L3", None, "Lea Three", None, None, None, None, at("01-03 08:00")),
        ("salesforce:L3", None, None, "Baker", None, None, None, at("02-01 08:00")),
    ]


def test_salesforce_owners_and_opt_outs_come_along(crm):
    known = "select identifier_value, owner_id, is_opted_out from stg_salesforce__contacts where owner_id is not null"
    assert crm.rows(known) == [("salesforce:C1", "S1", True)]


def test_salesforce_accounts_without_a_date_of_creation_have_always_been(crm):
    columns = "account_key, account_name, domain, employee_count, valid_from, account_tier"
    assert crm.rows(f"select {columns} from stg_salesforce__accounts") == [
        ("salesforce:A1", "The Mill", "mill.example", 120, datetime(1970, 1, 1), "Hot")
    ]


def test_salesforce_deals_have_people_without_roles_and_close_when_history_says(crm):
    account = "salesforce:A1"
    won = (Decimal("1200.50"), "Closed Won", False, True, at("03-01 08:00"), at("05-03 08:00"))
    lost = (Decimal("10"), "Closed Lost", False, False, at("03-02 08:00"), at("04-02"))
    assert crm.rows(f"select {DEAL} from stg_salesforce__deals order by 1") == [
        ("O1", account, "salesforce:C1", *won),
        ("O2", account, None, *lost),
        ("O3", account, None, None, "Talking", True, False, at("03-03 08:00"), None),
    ]


def test_salesforce_delivers_the_chosen_conversion_and_what_was_lost(crm):
    amount = Decimal("1200.50")
    assert crm.rows(f"select {OUTCOME} from stg_salesforce__conversions order by 1") == [
        ("L3", "lead_disqualified", "disqualified", "salesforce:L3", at("04-01 08:00"), None),
        ("O1:salesforce:C1", "opportunity_won", "converted", "salesforce:C1", at("05-03 08:00"), amount),
    ]


# What a CRM overwrites


@pytest.mark.parametrize(
    ("connector", "today"),
    [
        ("hubspot", "update hubspot.contact set property_lifecyclestage = 'opportunity'"),
        (
            "salesforce",
            "update salesforce.lead set status = 'Working', last_activity_date = '2026-06-01', is_converted = null, "
            "lead_source = 'Other', "
            "bombora_score_c = 100; update salesforce.contact set last_activity_date = '2026-06-01'; "
            "update salesforce.opportunity set stage_name = 'Other', probability = 99; "
            "update salesforce.campaign_member set status = 'Other'",
        ),
    ],
)
def test_what_a_crm_says_today_changes_no_event_attribute_or_link(crm, connector, today):
    contracts = ("events", "contacts", "identity_links")
    before = [crm.rows(f"select * from {delivered(connector, contract)} order by all") for contract in contracts]
    crm.execute(f"begin; {today}; commit")
    after = [crm.rows(f"select * from {delivered(connector, contract)} order by all") for contract in contracts]
    assert after == before


# What the ready definitions find that were not chosen above; last, since on a server these models replace those.


@pytest.fixture(scope="module")
def other_conversions(tmp_path_factory) -> ConnectorRun:
    run = ConnectorRun("hubspot", tmp_path_factory.mktemp("conversions"), also=["salesforce"])
    run.load()
    run.build(intent_conversions="[opportunity_created, demo_booked, mql_to_sql]")
    return run


def test_hubspot_knows_the_other_definitions_too(other_conversions):
    columns = "conversion_id, conversion_name, identifier_value, converted_at"
    others = "conversion_name not like 'opportunity_%'"
    assert other_conversions.rows(f"select {columns} from stg_hubspot__conversions where {others} order by 1") == [
        ("100:1", "demo_booked", "hubspot:1", at("02-01 08:00")),
        ("100:5", "demo_booked", "hubspot:5", at("02-01 08:00")),
        ("1:mql_to_sql", "mql_to_sql", "hubspot:1", at("03-10 08:00")),
    ]
    created = f"select {columns} from stg_hubspot__conversions where conversion_name = 'opportunity_created' order by 1"
    assert other_conversions.rows(created) == [
        ("500:hubspot:1:created", "opportunity_created", "hubspot:1", at("03-01")),
        ("500:hubspot:5:created", "opportunity_created", "hubspot:5", at("03-01")),
        ("503:hubspot:5:created", "opportunity_created", "hubspot:5", at("03-04")),
    ]


def test_salesforce_knows_the_other_definitions_too(other_conversions):
    columns = "conversion_id, conversion_name, identifier_value, converted_at"
    others = "conversion_name in ('opportunity_created', 'demo_booked', 'mql_to_sql')"
    assert other_conversions.rows(f"select {columns} from stg_salesforce__conversions where {others} order by 1") == [
        ("E1", "demo_booked", "salesforce:C1", at("03-15 08:00")),
        ("L1:mql_to_sql", "mql_to_sql", "salesforce:L1", at("03-01")),
        ("O1:salesforce:C1:created", "opportunity_created", "salesforce:C1", at("03-01 08:00")),
    ]
