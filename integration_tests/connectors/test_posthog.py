"""PostHog's batch export through its connector, on the rows of fixtures/posthog: a source is a folder."""

from __future__ import annotations

from datetime import datetime


def at(clock: str) -> datetime:
    return datetime.fromisoformat(f"2026-06-01 {clock}")


# Per delivered row: id, name, target, channel, identifier, session, campaign, occurred.
EVENTS = [
    ("u1", "page_viewed", "/pricing", "web", "anonymous_id", "0190-device", "s1", None, at("10:00:00")),
    ("u2", "identify", "/signup", "web", "user_id", "user-9", None, None, at("10:05:00")),
    ("u3", "feature_used", "", "product", "user_id", "user-9", "s1", "spring", at("10:06:00")),
    ("u3", "feature_used", "", "product", "user_id", "user-9", "s1", "spring", at("10:06:00")),
    ("u4", "trial_started", "", "product", "user_id", "user-10", None, None, at("10:07:00")),
    ("u5", "page_viewed", "", "product", "user_id", "user-10", None, None, at("10:08:00")),
    ("u6", "page_viewed", "/", "web", "user_id", None, None, None, at("10:09:00")),
]
LINKS = {
    ("anonymous_id", "0190-device", "user_id", "user-9", at("10:05:00")),
    ("user_id", "user-9", "email", "cat@shop.example", at("10:05:00")),
    ("user_id", "user-10", "email", "dan@shop.example", datetime(2026, 5, 1, 10)),
    # No event says that this is a device, and its shape does not decide.
    ("user_id", "01902345-0000-7000-8000-000000000000", "email", "eve@shop.example", datetime(2026, 5, 1, 10)),
}


def test_each_event_reaches_the_contract_whatever_its_properties(web_connectors):
    found = web_connectors.rows(
        "select event_id, event_name, event_target, channel, identifier_type, identifier_value, session_key, campaign, "
        "occurred_at from stg_posthog__events"
    )
    assert sorted(found, key=str) == sorted(EVENTS, key=str)


def test_identify_calls_and_persons_link_devices_users_and_emails(web_connectors):
    found = web_connectors.rows(
        "select from_type, from_value, to_type, to_value, linked_at from stg_posthog__identity_links"
    )
    assert set(found) == LINKS
    assert len(found) == len(LINKS)


def test_the_events_model_has_fewer_than_60_lines(project_root):
    model = project_root / "models/staging/posthog/stg_posthog__events.sql"
    assert len(model.read_text(encoding="utf-8").splitlines()) < 60
