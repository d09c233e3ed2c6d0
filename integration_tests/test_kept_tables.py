"""A kept table is left alone while what it is made of stays the same, and built anew when it does not.

Whether a table was left alone shows on a mark that no build would make: it survives, or it does not.
"""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta

import duckdb
import pytest
from contracts_project import ContractsProject, event, link
from intent.warehouse import PACKAGE_FOLDER

BUYER = "buyer@shop.example"
DAY = datetime(2026, 6, 30, 10)
EVENTS = [event(BUYER, "page_viewed", DAY - timedelta(days=days), "/pricing") for days in range(5)]
SIGNALS = "intent_signals"
RULES = "intent_signal_rules"


@pytest.fixture
def project(tmp_path) -> ContractsProject:
    """A built project with seeds of its own, and a mark in a table of the identity and one of the buckets."""
    project = ContractsProject(tmp_path / "project")
    (project.folder / "seeds").mkdir()
    for seed in (SIGNALS, RULES):
        shutil.copy(PACKAGE_FOLDER / "seeds" / f"{seed}.csv", project.folder / "seeds" / f"own_{seed}.csv")
    project.write("events", EVENTS)
    build(project)
    with duckdb.connect(str(project.database)) as connection:
        connection.execute("update intent.int_contacts set industry = 'a mark'")
        connection.execute("update intent.int_rule_signal_days set n_events = n_events + 1000")
    return project


def build(project: ContractsProject) -> None:
    project.build(intent_signals_seed=f"own_{SIGNALS}", intent_signal_rules_seed=f"own_{RULES}")


def edit(project: ContractsProject, seed: str, old: str, new: str) -> None:
    path = project.folder / "seeds" / f"own_{seed}.csv"
    text = path.read_text()
    assert old in text, f"{old!r} is not in {path}"
    path.write_text(text.replace(old, new))


def marked(project: ContractsProject) -> dict[str, bool]:
    return {
        "identity": project.rows("select count(*) from intent.int_contacts where industry = 'a mark'") == [(1,)],
        "buckets": project.rows("select count(*) from intent.int_rule_signal_days where n_events > 1000") != [(0,)],
    }


def test_a_changed_weight_leaves_identity_and_buckets_alone_and_changes_the_score(project):
    before = project.rows("select points from intent.intent_contact_scores")
    edit(
        project,
        SIGNALS,
        "pricing_page_viewed,high,web,probabilistic,20,",
        "pricing_page_viewed,high,web,probabilistic,18,",
    )
    build(project)
    assert marked(project) == {"identity": True, "buckets": True}
    assert project.rows("select points from intent.intent_contact_scores") != before


def test_a_changed_rule_builds_the_buckets_and_leaves_identity_alone(project):
    edit(project, RULES, "page_viewed,/pricing%", "page_viewed,/pricing/%")
    build(project)
    assert marked(project) == {"identity": True, "buckets": False}


def test_a_new_event_builds_the_buckets(project):
    project.write("events", [*EVENTS, event(BUYER, "page_viewed", DAY, "/blog/1")])
    build(project)
    assert marked(project)["buckets"] is False


def test_a_new_link_builds_identity_and_buckets(project):
    project.write("identity_links", [link("email", BUYER, "user_id", "u-1", DAY)])
    build(project)
    assert marked(project) == {"identity": False, "buckets": False}


def test_a_full_refresh_builds_everything(project):
    project.build("--full-refresh", intent_signals_seed=f"own_{SIGNALS}", intent_signal_rules_seed=f"own_{RULES}")
    assert marked(project) == {"identity": False, "buckets": False}
