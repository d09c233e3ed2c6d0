"""The recipes of docs/recipes.md: their rows through the generic connector, with the seed rows the page adds."""

from __future__ import annotations

import re
from datetime import datetime

import duckdb
import pytest
from connector_run import FIXTURES
from contracts_project import ContractsProject, link
from quick_builds import QuickBuilds

SEEDS = ("intent_signals", "intent_signal_rules", "intent_composite_signals")
# What each person of a fixture must have in the ledger of signals on 2026-06-30.
LEDGER = {
    "product_usage": {
        "user@product.example": {"trial_started", "feature_used", "integration_connected", "teammate_invited"},
    },
    "interactive_demos": {
        "visitor@demo.example": {
            "demo_tour_started",
            "demo_section_viewed",
            "demo_watched_at_length",
            "demo_rated_high",
            "demo_explored_in_depth",
            "demo_tour_completed",
            "returned_to_demo",
        },
        "left@demo.example": {"demo_tour_started", "demo_section_viewed", "left_demo_unfinished"},
    },
    "webinars": {
        "guest@webinar.example": {
            "webinar_registered",
            "webinar_attended",
            "attended_as_registered",
            "webinar_question_asked",
        },
        "brief@webinar.example": {"webinar_registered"},
    },
    "ads": {"clicker@ads.example": {"ad_clicked", "ad_form_submitted"}},
    "reviews_and_topics": {
        "reader@review.example": {"review_site_visited", "competitor_compared", "topic_surged"},
        "colleague@review.example": {"topic_surged"},
    },
    "chat": {
        "asks@chat.example": {"contact_sales_requested", "meeting_booked"},
        "stuck@chat.example": {"chat_started"},
    },
    "community": {"member@community.example": {"community_joined", "community_question_asked", "post_commented"}},
    "social": {"fan@social.example": {"post_commented", "post_shared", "content_shared", "direct_message_sent"}},
}
LINKS = [
    link("user_id", "501", "email", "user@product.example", datetime(2026, 6, 20)),
    link("anonymous_id", "visitor-1", "email", "visitor@demo.example", datetime(2026, 6, 23, 10, 5)),
    link("anonymous_id", "device-9", "email", "clicker@ads.example", datetime(2026, 6, 19, 8)),
]


def added_rows(page: str, seed: str) -> str:
    """The rows that the page tells a reader to add to a seed."""
    return "".join(re.findall(rf"Add to `{seed}\.csv`:\n\n```csv\n(.*?)```", page, flags=re.DOTALL))


@pytest.fixture(scope="module")
def project(project_root, tmp_path_factory) -> ContractsProject:
    """A project with the seeds of the page and all fixtures in generic.events."""
    made = ContractsProject(tmp_path_factory.mktemp("recipes") / "project")
    page = (project_root / "docs" / "recipes.md").read_text(encoding="utf-8")
    (made.folder / "seeds").mkdir()
    for seed in SEEDS:
        shipped = (project_root / "seeds" / f"{seed}.csv").read_text(encoding="utf-8")
        (made.folder / "seeds" / f"my_{seed}.csv").write_text(shipped + added_rows(page, seed), encoding="utf-8")
    header = (project_root / "seeds" / "intent_signals.csv").read_text(encoding="utf-8").splitlines()[0].split(",")
    numbers = ", ".join(f"{column}: varchar" for column in header)
    (made.folder / "seeds" / "_seeds.yml").write_text(
        "seeds:\n  - name: my_intent_signals\n    config: {column_types: {" + numbers + "}}\n", encoding="utf-8"
    )
    files = f"{FIXTURES / 'recipes'}/*.csv"
    with duckdb.connect(str(made.database)) as connection:
        connection.execute("create schema generic")
        connection.execute(
            f"create table generic.events as from read_csv('{files}', all_varchar = true, nullstr = '', "
            "union_by_name = true)"
        )
    made.write("identity_links", LINKS)
    own_seeds = {f"{seed}_seed": f"my_{seed}" for seed in SEEDS}
    with QuickBuilds(
        made.folder, intent_connectors=["generic"], intent_event_models=[], intent_as_of_date="2026-06-30", **own_seeds
    ) as builds:
        builds.run("build", "--full-refresh", "--exclude-resource-type", "test", "unit_test")
    return made


@pytest.mark.parametrize("recipe", LEDGER)
def test_each_person_of_the_recipe_has_its_signals(project, recipe):
    found = project.rows(
        "select email, signal_name from intent.intent_contact_signals "
        "inner join intent.intent_contacts using (contact_id)"
    )
    for person, signals in LEDGER[recipe].items():
        assert {signal for email, signal in found if email == person} == signals


def test_every_fixture_is_a_recipe_and_every_recipe_has_a_fixture():
    assert {file.stem for file in (FIXTURES / "recipes").glob("*.csv")} == set(LEDGER)


def test_what_cannot_count_is_rejected_and_what_came_twice_counts_once(project):
    statuses = project.rows(
        "select row_status, count(*) from intent_internal.int_received_events group by 1 order by 1"
    )
    assert dict(statuses)["rejected"] == 1
    assert dict(statuses)["duplicate"] == 1
    assert project.rows("select reject_reason from intent.intent_rejected_events") == [("missing identifier",)]


def test_the_page_names_every_event_of_its_fixtures_that_has_a_signal(project, project_root):
    page = (project_root / "docs" / "recipes.md").read_text(encoding="utf-8")
    named = project.rows(
        "select distinct event_name from intent_internal.int_event_kinds "
        "inner join intent_internal.int_event_kind_signals "
        "using (event_kind_key)"
    )
    assert named
    assert [event for (event,) in named if f"`{event}`" not in page] == []
