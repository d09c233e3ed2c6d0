"""Bots that click and browse are recognised, stay on the spine, count for nothing; people who are quick stay people."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
import user_agents
from contracts_project import ContractsProject, event, link
from intent.bot_patterns import like_patterns, write_bot_patterns
from quick_builds import QuickBuilds

DAY = datetime(2026, 6, 29, 9)
LINKS = ["/pricing", "/customers", "/blog/1", "/webinars", "/roi-calculator"]
COLLEAGUES = [f"colleague{number}@scanned.example" for number in range(3)]
STRANGERS = [f"stranger{number}@gmail.com" for number in range(3)]


def click(person: str, target: str, seconds: float) -> dict:
    """A click on a link of an email, so many seconds into the day."""
    return event(person, "email_clicked", DAY + timedelta(seconds=seconds), target) | {"channel": "email"}


def mail(person: str, name: str, seconds: float) -> dict:
    """Something else that happened to an email, so many seconds into the day."""
    return event(person, name, DAY + timedelta(seconds=seconds), "June letter") | {"channel": "email"}


def page(person: str, target: str, seconds: float, **columns: str) -> dict:
    """A page view of a known person, so many seconds into the day."""
    return event(person, "page_viewed", DAY + timedelta(seconds=seconds), target) | columns


BOTS = {
    "clicked the links of a mail within seconds": [
        *[click("buyer@scanned.example", target, second) for second, target in enumerate(LINKS)],
        # What the scanner found behind the links, and the link with which one unsubscribes.
        mail("buyer@scanned.example", "email_opened", -2),
        mail("buyer@scanned.example", "email_unsubscribed", 3),
        mail("buyer@scanned.example", "email_unsubscribed", 6),
    ],
    "clicked in the same second as others of the company": [click(person, "/pricing", 100) for person in COLLEAGUES],
    "a bot by its user agent": [page("buyer@scanned.example", "/pricing", 5000, user_agent="curl/8.5.0")],
    "followed a trap link": [
        page("crawler@shop.example", "/trap-for-robots", 10),
        page("crawler@shop.example", "/pricing", 20),
    ],
    "more events a day than a person makes": [page("busy@shop.example", "/pricing", second) for second in range(2001)],
}
# Quick, in company, or with an odd device: but people.
PEOPLE = [
    page("buyer@scanned.example", "/pricing", -90_000),
    *[click("quick@shop.example", target, second) for second, target in enumerate(LINKS)],
    mail("quick@shop.example", "email_unsubscribed", 3),
    # What the mail systems said meanwhile, and what a person alone does.
    *(
        mail("buyer@scanned.example", name, 2)
        for name in (
            "email_sent",
            "email_delivered",
            "email_bounce",
            "email_dropped",
            "email_forwarded",
            "email_replied",
        )
    ),
    # Not in the burst: hours after it, by somebody else, or a form, which no scanner fills in.
    mail("buyer@scanned.example", "email_opened", 9000),
    mail("other@scanned.example", "email_unsubscribed", 3),
    event("buyer@scanned.example", "form_submitted", DAY + timedelta(seconds=4), "Newsletter") | {"channel": "form"},
    page("quick@shop.example", "/pricing", 60),
    *[click("twice@shop.example", target, 7) for target in LINKS[:2]],
    *[click(person, "/pricing", 100) for person in STRANGERS],
    *[click("patient@shop.example", target, 11 + 30 * number) for number, target in enumerate(LINKS)],
    page("phone@shop.example", "/pricing", 0, user_agent="Mozilla/5.0 (Linux; Android 9; CUBOT X19)"),
    page("crawler@shop.example", "/pricing", -90_000),
    *[page("busy@shop.example", "/pricing", second - 90_000) for second in range(1999)],
]
AGENTS = [
    page(f"{kind}{number}@agents.example", "/pricing", number, user_agent=agent)
    for kind, agents in (("bot", user_agents.BOTS), ("person", user_agents.PEOPLE))
    for number, agent in enumerate(agents)
]
SCORES = ["--select", "+intent_contact_scores", "+intent_contact_events"]
TODAY = "{intent_as_of_date: '2026-06-30', intent_history_start_date: '2026-06-30'}"


@pytest.fixture(scope="module")
def results(tmp_path_factory) -> dict[str, list[tuple]]:
    """What is suspected, and the scores with and without the bots."""
    project = ContractsProject(tmp_path_factory.mktemp("bots") / "project")
    project.write("identity_links", [link("user_id", "u1", "email", "buyer@scanned.example", DAY)])
    scores = "select contact_id, points, score from intent.intent_contact_scores order by contact_id"
    found = {}
    with QuickBuilds(project.folder) as builds:
        builds.run("seed")
        project.write("events", PEOPLE)
        builds.run("run", *SCORES, "--vars", TODAY)
        found["without"] = project.rows(scores)
        project.write("events", [*PEOPLE, *[row for rows in BOTS.values() for row in rows]])
        builds.run("run", *SCORES, "--vars", TODAY)
        found["with"] = project.rows(scores)
        found["suspected"] = project.rows(
            "select bot_reason, count(*) from intent.intent_contact_events where is_suspected_bot group by all"
        )
        project.write("events", AGENTS)
        builds.run("run", *SCORES, "--vars", TODAY)
        found["agents"] = project.rows(
            "select email, is_suspected_bot from intent.intent_contact_events inner join intent_internal.int_contacts "
            "using (contact_id)"
        )
    return found


def test_every_bot_is_seen_with_its_reason_and_no_person_is(results):
    assert dict(results["suspected"]) == {reason: len(rows) for reason, rows in BOTS.items()}


def test_bots_are_known_by_their_user_agents_and_devices_of_people_are_not(results):
    known = dict(results["agents"])
    assert [agent for number, agent in enumerate(user_agents.BOTS) if known.get(f"bot{number}@agents.example")] == (
        user_agents.BOTS
    )
    assert [
        agent for number, agent in enumerate(user_agents.PEOPLE) if known.get(f"person{number}@agents.example")
    ] == []


def test_the_seed_holds_the_list_of_the_installed_package(project_root, tmp_path):
    seed = tmp_path / "intent_bot_patterns.csv"
    committed = (project_root / "seeds" / seed.name).read_text(encoding="utf-8")
    seed.write_text(committed, encoding="utf-8")
    n_patterns, version = write_bot_patterns(seed)
    assert n_patterns > 1000
    assert f"crawler-user-agents {version}: " in committed
    assert seed.read_text(encoding="utf-8") == committed


@pytest.mark.parametrize(
    ("expression", "patterns"),
    [
        ("Googlebot\\/", ["%Googlebot/%"]),
        ("[wW]get", ["%Wget%", "%wget%"]),
        ("^curl", ["curl%"]),
        ("(^| )PTST\\/", ["% PTST/%", "PTST/%"]),
        ("Owler \\(ows\\.eu", ["%Owler (ows.eu%"]),
        ("AdsBot-Google([^-]|$)", ["%AdsBot-Google", "%AdsBot-Google%"]),
        ("SSL Labs$", ["%SSL Labs"]),
        ("Spider[\\s\\S]*spider\\.com", ["%Spider%spider.com%"]),
    ],
)
def test_a_regular_expression_of_the_package_becomes_patterns(expression, patterns):
    assert like_patterns(expression) == patterns


def test_no_score_changes_because_of_bots(results):
    known_before = {contact for contact, _, _ in results["without"]}
    assert [row for row in results["with"] if row[0] in known_before] == results["without"]
    assert {row[1:] for row in results["with"] if row[0] not in known_before} <= {(0, 0)}
    assert any(score > 0 for _, _, score in results["without"])
