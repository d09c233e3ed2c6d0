"""Why points moved: each cause by hand, under the default curve (1 to day 7, 0.5 at day 30, linear between)."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from contracts_project import ContractsProject, event, link

TODAY = datetime(2026, 6, 30, 12)
YESTERDAY, LAST_WEEK = "2026-06-29", "2026-06-23"
PRICING, DOCUMENTATION, INTEGRATION, UNSUBSCRIBED, DEMO = 20, 5, 5, -10, 25
PRICING_CAP = 40


def days_ago(days: int) -> datetime:
    return TODAY - timedelta(days=days)


def share(age: int) -> float:
    return 1 - 0.5 * max(age - 7, 0) / 23


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> ContractsProject:
    """A device that is recognised late, a signal at its cap, and an unsubscription before a demo request."""
    made = ContractsProject(tmp_path_factory.mktemp("changes") / "project")
    made.write(
        "events",
        [
            event("anna@shop.example", "page_viewed", days_ago(20), "/pricing"),
            event("anna@shop.example", "page_viewed", days_ago(0), "/docs/start"),
            event("laptop-1", "page_viewed", days_ago(3), "/integrations/mail", "anonymous_id"),
            *(event("bert@shop.example", "page_viewed", days_ago(days), "/pricing") for days in (18, 10, 0)),
            event("cora@shop.example", "email_unsubscribed", days_ago(10)),
            event("cora@shop.example", "demo_requested", days_ago(0)),
        ],
    )
    made.write("identity_links", [link("anonymous_id", "laptop-1", "email", "anna@shop.example", days_ago(0))])
    made.build("--full-refresh", with_data_tests=True, intent_as_of_date="2026-06-30")
    return made


def causes(project: ContractsProject, person: str, compared: str) -> dict[str, float]:
    """The points of each cause of a person's move since a date."""
    return {
        cause: float(points)
        for cause, points in project.rows(
            "select changes.cause, changes.points_change from intent.intent_score_changes as changes "
            "inner join intent.intent_contacts as contacts using (contact_id) "
            f"where contacts.email = '{person}@shop.example' and changes.compared_date = '{compared}'"
        )
    }


def test_decay_new_and_late_events_are_separate_causes(project):
    assert causes(project, "anna", YESTERDAY) == pytest.approx(
        {"decay": PRICING * (share(20) - share(19)), "new events": DOCUMENTATION, "known late": INTEGRATION}, abs=1e-4
    )
    assert causes(project, "anna", LAST_WEEK) == pytest.approx(
        {"decay": PRICING * (share(20) - share(13)), "new events": DOCUMENTATION + INTEGRATION}, abs=1e-4
    )


def test_what_a_cap_cuts_is_a_cause_of_its_own(project):
    now = PRICING * (share(18) + share(10) + 1)
    then = PRICING * (share(17) + share(9))
    assert then < PRICING_CAP < now
    assert causes(project, "bert", YESTERDAY) == pytest.approx(
        {"decay": now - then - PRICING, "new events": PRICING, "caps": PRICING_CAP - now}, abs=1e-4
    )


def test_a_signal_that_no_longer_holds_is_taken_back(project):
    assert causes(project, "cora", YESTERDAY) == pytest.approx(
        {"new events": DEMO, "taken back": -UNSUBSCRIBED * share(9)}, abs=1e-4
    )
    assert causes(project, "cora", LAST_WEEK) == pytest.approx(
        {"new events": DEMO, "taken back": -UNSUBSCRIBED}, abs=1e-4
    )
