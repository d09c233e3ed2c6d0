"""Every way in which PostHog says who is who: calls, what events set of a person, persons, an event's person."""

from __future__ import annotations

from datetime import datetime

import pytest
from connector_run import FIXTURES, ConnectorRun

DEVICE = "0190aaaa-0000-7000-8000-000000000001"
UUID_USER = "7b1c2d3e-aaaa-4bbb-8ccc-000000000002"


def at(clock: str) -> datetime:
    return datetime.fromisoformat(f"2026-06-01 {clock}")


@pytest.fixture(scope="module")
def links(tmp_path_factory) -> dict[tuple[str, str], datetime]:
    """Since when each pair is linked."""
    run = ConnectorRun("posthog", tmp_path_factory.mktemp("posthog"))
    run.execute((FIXTURES / "posthog_people" / "raw.sql").read_text(encoding="utf-8"))
    run.build()
    found = run.rows(
        "select from_type || '=' || from_value, to_type || '=' || to_value, linked_at from stg_posthog__identity_links"
    )
    assert len({pair[:2] for pair in found}) == len(found)
    return {(one, other): moment for one, other, moment in found}


EXPECTED = {
    (f"anonymous_id={DEVICE}", "user_id=front"): at("10:01"),
    ("user_id=front", "email=lea@shop.example"): at("10:01"),
    ("user_id=back", "user_id=front"): at("10:02"),
    ("user_id=support", "user_id=front"): at("10:03"),
    (f"anonymous_id={DEVICE}", "user_id=other"): at("10:04"),
    ("user_id=oda", "email=oda@shop.example"): at("11:00"),
    ("user_id=ole", "email=ole@shop.example"): at("11:01"),
    ("user_id=app-7", "user_id=web-7"): at("13:05"),
    ("user_id=app-9", "user_id=web-9"): at("14:30"),
    # The table of persons does not say since when an id is the person's, so that it adds no moment to what calls say.
    (f"user_id={UUID_USER}", "email=pat@shop.example"): datetime(2026, 5, 1, 10),
}


def test_every_way_to_say_who_is_who_is_read_with_its_moment(links):
    assert links == EXPECTED
