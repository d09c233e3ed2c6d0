"""Marketo through its connector, on the rows of fixtures/marketo."""

from __future__ import annotations

from datetime import datetime


def at(instant: str) -> datetime:
    return datetime.fromisoformat(f"2026-{instant}")


# Per delivered row: id, name, target, channel, lead, campaign, occurred.
EVENTS = [
    ("visit_webpage:1", "page_viewed", "/pricing", "web", "marketo:11", None, at("06-01 10:00:00")),
    ("visit_webpage:2", "page_viewed", "/docs/start", "web", "marketo:11", None, at("06-01 10:01:00")),
    ("visit_webpage:3", "page_viewed", "/pricing", "web", None, None, at("06-01 10:02:00")),
    ("visit_webpage:4", "page_viewed", "/pricing", "web", "marketo:12", None, None),
    ("fill_out_form:1", "form_submitted", "Request a demo", "form", "marketo:11", None, at("06-01 10:05:00")),
    ("click_link:5", "link_clicked", "https://partner.example/", "web", "marketo:11", None, at("06-01 10:06:00")),
    (
        "fill_out_linkedin_lead_gen_form:6",
        "ad_form_submitted",
        "White paper offer",
        "ads",
        "marketo:12",
        None,
        at("06-01 10:07:00"),
    ),
    ("send_email:7", "email_sent", "June letter", "email", "marketo:11", "Letters", at("06-01 09:00:00")),
    ("send_email:8", "email_skipped", "June letter", "email", "marketo:12", "Letters", at("06-01 09:00:00")),
    ("email_delivered:9", "email_delivered", "June letter", "email", "marketo:11", "Letters", at("06-01 09:00:05")),
    ("open_email:10", "email_opened", "June letter", "email", "marketo:11", "Letters", at("06-01 09:30:00")),
    ("click_email:11", "email_clicked", "/product/alerts", "email", "marketo:11", "Letters", at("06-01 09:31:00")),
    ("click_email:12", "email_clicked", "June letter", "email", "marketo:11", None, at("06-01 09:32:00")),
    ("click_email:12", "email_clicked", "June letter", "email", "marketo:11", None, at("06-01 09:32:00")),
    ("click_email:13", "email_clicked", "/pricing", "email", "marketo:11", "Letters", at("06-01 09:31:02")),
    ("unsubscribe_email:13", "email_unsubscribed", "April letter", "email", "marketo:12", None, at("04-01 09:00:00")),
    (
        "change_status_in_progression:14",
        "webinar_registered",
        "Scoring webinar",
        "webinar",
        "marketo:11",
        None,
        at("05-20 09:00:00"),
    ),
    (
        "change_status_in_progression:15",
        "webinar_attended",
        "Scoring webinar",
        "webinar",
        "marketo:11",
        None,
        at("05-27 16:00:00"),
    ),
    (
        "change_status_in_progression:16",
        "campaign_status_changed",
        "Scoring webinar",
        "event",
        "marketo:12",
        None,
        at("05-27 16:00:00"),
    ),
    (
        "change_status_in_progression:17",
        "campaign_responded",
        "Trade fair",
        "event",
        "marketo:12",
        None,
        at("05-28 16:00:00"),
    ),
    (
        "change_status_in_sfdc_campaign:18",
        "campaign_responded",
        "Field event",
        "event",
        "marketo:12",
        None,
        at("05-29 16:00:00"),
    ),
    (
        "change_status_in_sfdc_campaign:19",
        "campaign_status_changed",
        "Field event",
        "event",
        "marketo:12",
        None,
        at("05-30 16:00:00"),
    ),
    ("email_bounced:21", "email_bounced", "May letter", "email", "marketo:14", "Letters", at("05-01 09:00:00")),
    (
        "add_to_sfdc_campaign:22",
        "campaign_status_changed",
        "Field event",
        "event",
        "marketo:12",
        None,
        at("05-28 16:00:00"),
    ),
    ("add_to_sfdc_campaign:23", "campaign_responded", "Field event", "event", "marketo:11", None, at("05-28 16:00:00")),
    ("interesting_moment:20", "interesting_moment", "Web", "event", "marketo:11", None, at("06-01 10:00:05")),
]
# What was known of a lead's attributes from when: email, name, title, company, country, opted out.
CONTACTS = {
    ("marketo:11", "ann@old.example", "Ann Lee", "Engineer", None, "Germany", False, at("01-01 08:00:00")),
    ("marketo:11", None, "Ann Lee", "Manager", None, None, None, at("03-01 09:00:00")),
    ("marketo:11", "ann@new.example", "Ann Lee", "Director", "New Inc", None, None, at("05-01 09:00:00")),
    ("marketo:12", "Bob@shop.example", "Bob", "Engineer", "Shop", None, False, at("01-02 08:00:00")),
    ("marketo:12", None, "Bob", None, None, None, True, at("04-01 09:00:00")),
    ("marketo:15", None, None, None, "Inferred Ltd", "France", None, at("01-04 08:00:00")),
}
LINKS = {
    ("marketo:11", "email", "ann@old.example", at("01-01 08:00:00")),
    ("marketo:11", "email", "ann@new.example", at("05-01 09:00:00")),
    ("marketo:12", "email", "Bob@shop.example", at("01-02 08:00:00")),
    ("marketo:14", "email", "gone@shop.example", at("01-03 08:00:00")),
    ("marketo:13", "crm_id", "marketo:11", at("04-01 10:00:00")),
    ("marketo:16", "crm_id", "marketo:11", at("04-01 10:00:00")),
    ("marketo:17", "crm_id", "marketo:16", at("02-01 10:00:00")),
}


def test_each_activity_of_a_person_reaches_the_contract_as_what_it_is(web_connectors):
    found = web_connectors.rows(
        "select event_id, event_name, event_target, channel, identifier_value, campaign, occurred_at "
        "from stg_marketo__events"
    )
    assert sorted(found, key=str) == sorted(EVENTS, key=str)


def test_attributes_hold_from_the_day_they_changed_and_not_before(web_connectors):
    found = web_connectors.rows(
        "select identifier_value, email, full_name, job_title, account_name, country, is_opted_out, valid_from "
        "from stg_marketo__contacts"
    )
    assert set(found) == CONTACTS
    assert len(found) == len(CONTACTS)


def test_emails_and_merges_link_leads_from_the_day_they_did(web_connectors):
    found = web_connectors.rows("select from_value, to_type, to_value, linked_at from stg_marketo__identity_links")
    assert set(found) == LINKS
    assert len(found) == len(LINKS)


def test_marketos_own_score_is_kept_separate(web_connectors):
    assert web_connectors.rows(
        "select crm_id, score_name, change_points, old_points, new_points from stg_marketo__score_changes"
    ) == [("marketo:11", "Lead Score", 5.0, 10.0, 15.0)]
