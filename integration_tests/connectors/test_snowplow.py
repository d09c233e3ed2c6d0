"""Snowplow's atomic.events through its connector, on the rows of fixtures/snowplow."""

from __future__ import annotations

from datetime import datetime


def at(clock: str, day: str = "2026-06-01") -> datetime:
    return datetime.fromisoformat(f"{day} {clock}")


# Per delivered row: name, target, identifier, session, seconds, occurred, received.
EVENTS = {
    ("view-1", "page_viewed", "/pricing", "anonymous_id", "device-1", "session-1", 25, at("10:00:00"), at("10:00:01")),
    (
        "view-1",
        "page_viewed",
        "/pricing",
        "anonymous_id",
        "device-1",
        "session-1",
        None,
        at("10:00:00"),
        at("10:05:01"),
    ),
    (
        "depth:page-1",
        "page_scrolled",
        "/pricing",
        "anonymous_id",
        "device-1",
        "session-1",
        25,
        at("10:00:25"),
        at("10:00:26"),
    ),
    (
        "ping:page-9",
        "page_viewed",
        "/case-studies/acme",
        "anonymous_id",
        "device-2",
        "session-2",
        15,
        at("11:00:05"),
        at("11:00:06"),
    ),
    ("view-2", "page_viewed", "/", "user_id", "42", "session-1", None, at("10:10:00"), at("10:10:01")),
    ("view-3", "page_viewed", "", "user_id", "42", "session-1", None, at("10:11:00"), at("10:11:01")),
    ("view-4", "page_viewed", "/docs/start", "user_id", "42", "session-1", 5, at("10:12:00"), at("10:12:01")),
    (
        "struct-1",
        "demo_requested",
        "footer button",
        "anonymous_id",
        "device-2",
        "session-2",
        None,
        at("11:05:00"),
        at("11:05:01"),
    ),
    ("form-1", "form_submitted", "request a demo", "user_id", "42", "session-1", None, at("10:15:00"), at("10:15:01")),
    ("link-1", "link_clicked", "/docs/api", "user_id", "42", "session-1", None, at("10:16:00"), at("10:16:01")),
    ("own-1", "trial_started", "/signup", "user_id", "42", "session-1", None, at("10:17:00"), at("10:17:01")),
    (
        "robot-1",
        "page_viewed",
        "/pricing",
        "anonymous_id",
        "device-3",
        "session-3",
        None,
        at("12:00:00"),
        at("12:00:01"),
    ),
    (
        "late-1",
        "page_viewed",
        "/blog/one",
        "anonymous_id",
        "device-4",
        "session-4",
        None,
        at("12:00:00", "2026-05-28"),
        at("12:10:00"),
    ),
    ("nobody-1", "page_viewed", "/pricing", "anonymous_id", None, None, None, at("12:20:00"), at("12:20:01")),
    (
        "broken-1",
        "page_viewed",
        "/pricing",
        "anonymous_id",
        "device-5",
        "session-5",
        None,
        at("12:30:01"),
        at("12:30:01"),
    ),
    ("phone-1", "screen_view", "", "anonymous_id", "phone-7", "session-7", None, at("12:40:00"), at("12:40:01")),
    ("empty-1", None, "/pricing", "anonymous_id", "device-5", "session-5", None, at("12:50:01"), at("12:50:01")),
}


def test_each_row_but_the_pings_reaches_the_contract_as_what_it_is(web_connectors):
    found = web_connectors.rows(
        "select event_id, event_name, event_target, identifier_type, identifier_value, session_key, duration_seconds, "
        "occurred_at, received_at from stg_snowplow__events"
    )
    assert set(found) == EVENTS
    assert len(found) == len(EVENTS)


def test_campaign_referrer_user_agent_and_channel_come_along(web_connectors):
    described = "select campaign, referrer, user_agent, channel from stg_snowplow__events where event_id = "
    assert web_connectors.rows(f"{described} 'view-1' and duration_seconds = 25") == [
        ("spring", "https://search.example/", "Mozilla/5.0", "web")
    ]
    assert web_connectors.rows(f"{described} 'phone-1'") == [(None, None, None, "product")]


def test_a_device_is_linked_to_its_user_from_the_first_time_they_were_seen_together(web_connectors):
    assert web_connectors.rows(
        "select from_type, from_value, to_type, to_value, linked_at from stg_snowplow__identity_links"
    ) == [("anonymous_id", "device-1", "user_id", "42", at("10:10:01"))]
