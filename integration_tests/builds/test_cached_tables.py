"""A cached table is left alone while what it is made of stays the same; buckets change for the contacts that changed.

Whether a table was left alone shows on a mark that no build would make: it survives, or it does not.
"""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta

import duckdb
import pytest
from contracts_project import ContractsProject, event, link
from intent.warehouse import PACKAGE_FOLDER
from quick_builds import QuickBuilds

BUYER = "buyer@shop.example"
DAY = datetime(2026, 6, 30, 10)
OTHERS = [f"other{number}@shop.example" for number in range(3)]
EVENTS = [
    *[event(BUYER, "page_viewed", DAY - timedelta(days=days), "/pricing") for days in range(5)],
    *[event(other, "page_viewed", DAY, "/pricing") for other in OTHERS],
    event("u-1", "page_viewed", DAY, "/pricing", "user_id"),
]
# Of one that came from a campaign.
EVENTS[0]["campaign"] = "Spring Flour"
SIGNALS = "intent_signals"
RULES = "intent_signal_rules"


MODELS = ["build", "--exclude-resource-type", "test", "unit_test", "--select", "+intent_contact_scores"]


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> ContractsProject:
    """A project with seeds of its own."""
    project = ContractsProject(tmp_path_factory.mktemp("cached") / "project")
    (project.folder / "seeds").mkdir()
    write_inputs(project)
    return project


@pytest.fixture(scope="module")
def builds(home):
    """Builds of that project, after one whose tables of identity and buckets carry a mark."""
    own = {f"{seed}_seed": f"own_{seed}" for seed in (SIGNALS, RULES)}
    with QuickBuilds(home.folder, **own) as started:
        started.run(*MODELS, "--full-refresh")
        with duckdb.connect(str(home.database)) as connection:
            connection.execute("update intent_internal.int_contacts set industry = 'a mark'")
            connection.execute("update intent_internal.int_rule_signal_days set n_events = n_events + 1000")
            connection.execute("update intent_internal.int_bot_agent_events set event_key = -1")
            connection.execute("update intent_internal.int_fit_periods set fit_grade = 'a mark'")
        shutil.copy(home.database, home.folder / "marked.duckdb")
        yield started


@pytest.fixture
def project(home, builds) -> ContractsProject:
    """The project as it was just after the marks were made."""
    write_inputs(home)
    shutil.copy(home.folder / "marked.duckdb", home.database)
    return home


def write_inputs(project: ContractsProject) -> None:
    """Put seeds and rows back to what the marked build was made of."""
    for seed in (SIGNALS, RULES):
        shutil.copy(PACKAGE_FOLDER / "seeds" / f"{seed}.csv", project.folder / "seeds" / f"own_{seed}.csv")
    project.write("events", EVENTS)
    project.write("identity_links", [])


def edit(project: ContractsProject, seed: str, old: str, new: str) -> None:
    path = project.folder / "seeds" / f"own_{seed}.csv"
    text = path.read_text()
    assert old in text, f"{old!r} is not in {path}"
    path.write_text(text.replace(old, new))


def marked(project: ContractsProject) -> dict[str, bool]:
    """Where a mark is still to be seen: in the identity, in the buyer's buckets, in everybody else's, in the fit."""
    left = project.rows(
        "select contacts.email is not distinct from 'buyer@shop.example', count(*) "
        "from intent_internal.int_rule_signal_days "
        "inner join intent_internal.int_contacts as contacts using (contact_id) where n_events > 1000 group by all"
    )
    return {
        "identity": project.rows("select count(*) > 0 from intent_internal.int_contacts where industry = 'a mark'")
        == [(True,)],
        "buyer": (True, 5) in left,
        "others": any(n_rows >= len(OTHERS) for is_buyer, n_rows in left if not is_buyer),
        "fit": project.rows("select count(*) > 0 from intent_internal.int_fit_periods where fit_grade = 'a mark'")
        == [(True,)],
    }


def test_a_changed_weight_leaves_identity_and_buckets_alone_and_changes_the_score(project, builds):
    before = project.rows("select points from intent.intent_contact_scores")
    edit(
        project,
        SIGNALS,
        "pricing_page_viewed,high,web,probabilistic,20,",
        "pricing_page_viewed,high,web,probabilistic,18,",
    )
    builds.run(*MODELS)
    assert marked(project) == {"identity": True, "buyer": True, "others": True, "fit": True}
    assert project.rows("select points from intent.intent_contact_scores") != before


def test_a_changed_rule_builds_the_buckets_and_leaves_identity_alone(project, builds):
    """A rule of one campaign: only whoever came from it has another score."""
    scores = "select email, points from intent.intent_contact_scores order by email"
    before = project.rows(scores)
    edit(project, RULES, "10,%,page_viewed", "9,%,page_viewed,/pricing%,site_visited,spring%,%\n10,%,page_viewed")
    builds.run(*MODELS)
    assert marked(project) == {"identity": True, "buyer": False, "others": False, "fit": True}
    changed = [old[0] for old, new in zip(before, project.rows(scores), strict=True) if old != new]
    assert changed == [BUYER]
    assert project.rows(
        "select signal_name, sum(n_events) from intent_internal.int_rule_signal_days "
        "inner join intent_internal.int_contacts using (contact_id) "
        f"where email = '{BUYER}' group by signal_name order by signal_name"
    ) == [("pricing_page_viewed", 4), ("site_visited", 1)]


def test_a_new_event_builds_the_buckets_of_its_contact_alone(project, builds):
    project.write("events", [*EVENTS, event(BUYER, "page_viewed", DAY, "/blog/1")])
    builds.run(*MODELS)
    assert marked(project) == {"identity": True, "buyer": False, "others": True, "fit": True}


def test_a_day_on_which_no_bot_came_is_read_once(project, builds):
    project.write("events", [*EVENTS, event(BUYER, "page_viewed", DAY, "/blog/1")])
    builds.run(*MODELS)
    left = project.rows(
        "select received_date from intent_internal.int_bot_agent_events where event_key = -1 order by 1"
    )
    assert left == [((DAY - timedelta(days=days)).date(),) for days in (4, 3, 2, 1)]


def test_a_contact_without_events_any_more_has_no_buckets(project, builds):
    project.write("events", [row for row in EVENTS if row["identifier_value"] != BUYER])
    builds.run(*MODELS)
    assert marked(project) == {"identity": False, "buyer": False, "others": True, "fit": False}
    assert project.rows("select count(*) from intent_internal.int_rule_signal_days") == [(len(OTHERS) + 1,)]


def test_a_new_link_builds_identity_and_the_buckets_of_its_contact(project, builds):
    project.write("identity_links", [link("email", BUYER, "user_id", "u-1", DAY)])
    builds.run(*MODELS)
    assert marked(project) == {"identity": False, "buyer": False, "others": True, "fit": False}


def test_a_full_refresh_builds_everything(project, builds):
    builds.run(*MODELS, "--full-refresh")
    assert marked(project) == {"identity": False, "buyer": False, "others": False, "fit": False}
