"""Changed code is a changed input: an edited model or macro rebuilds what depends on it in the next plain `dbt build`.

Each edit is made in a copy of the package that a small project installs, and must be seen in what the next plain
build publishes. The edits come from the end of the flow to its beginning, so that none is seen because another one
rebuilt its table. What the plain builds leave must equal a full refresh of the edited package, and a build without an
edit rewrites no stored table.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import duckdb
import pytest
from contracts_project import ContractsProject, differences, event, link
from intent.warehouse import PACKAGE_FOLDER, run_dbt

DAY = datetime(2026, 6, 30, 10)
PEOPLE = [f"buyer{number}@shop.example" for number in range(6)]
# What an edit rejects is its subject here.
PASS = ["--vars", "{intent_max_rejected_percent: 100, intent_accept_volume_change: '2026-06-30'}"]
BUILD = ["build", "--quiet", *PASS, "--exclude-resource-type", "test", "unit_test"]


@dataclass(frozen=True)
class Edit:
    """A passage of a file of the package and what replaces it, and a question whose answer must change with it."""

    file: str
    old: str
    new: str
    question: str


# Edits that are made together are of tables of which none is made from another.
STEPS = {
    "a macro": [
        Edit(
            "score_from_points.sql",
            "cast(case",
            "cast(1 + case",
            "select sum(score) from intent.intent_contact_score_history",
        ),
        Edit(
            "contact_signals.sql",
            "description || coalesce(",
            "'Again: ' || description || coalesce(",
            "select min(reason_1) from intent.intent_contact_scores",
        ),
    ],
    "a scoring model, with a new column": [
        Edit(
            "int_given_points_as_of.sql",
            "contact_points.points_micro,",
            "2 * contact_points.points_micro as points_micro, 1 as n_features,",
            "select sum(points) from intent.intent_contact_scores",
        )
    ],
    "a view above the buckets": [
        Edit(
            "int_contact_events.sql",
            "select * from joined",
            "select * from joined where occurred_date < date '2026-06-29'",
            "select sum(points) from intent.intent_contact_score_history",
        )
    ],
    "an identity model, and a macro behind a macro of the spine": [
        Edit(
            "int_hard_identifier_owners.sql",
            "coalesce(starts.joined_at, identifiers.first_seen_at) as linked_at",
            "coalesce(starts.joined_at, identifiers.first_seen_at) + interval '9' day as linked_at",
            "select max(known_at) from intent.intent_contact_events",
        ),
        Edit(
            "identity_reject_reason.sql",
            "then 'invalid email'",
            "or {{ normalised_value }} like 'buyer5%' then 'invalid email'",
            "select sum(n_rejected) from intent.intent_row_conservation",
        ),
    ],
}


@pytest.fixture(scope="module")
def package(tmp_path_factory) -> Path:
    """A copy of the package that a test may edit."""
    folder = tmp_path_factory.mktemp("code") / "package"
    folder.mkdir()
    for part in ("dbt_project.yml", "macros", "models", "seeds"):
        source = PACKAGE_FOLDER / part
        (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / part)
    return folder


@pytest.fixture(scope="module")
def project(package) -> ContractsProject:
    """A project that installs the copy, built once."""
    project = ContractsProject(package.parent / "project")
    (project.folder / "packages.yml").write_text(f"packages:\n  - local: '{package}'\n")
    (project.folder / "dbt_packages" / "intent").unlink()
    (project.folder / "dbt_packages" / "intent").symlink_to(package)
    visits = [
        event(person, "page_viewed", DAY - timedelta(days=2 * number + days), "/pricing")
        for number, person in enumerate(PEOPLE)
        for days in range(3)
    ]
    logins = [event(f"u-{number}", "page_viewed", DAY, "/docs", "user_id") for number in range(3)]
    project.write("events", visits + logins)
    links = [link("email", person, "user_id", f"u-{number}", DAY) for number, person in enumerate(PEOPLE[:3])]
    project.write("identity_links", links)
    run_dbt([*BUILD, "--full-refresh"], project.folder)
    return project


def stored_places(database: Path) -> dict[str, list[tuple]]:
    """Where the column segments of every table lie in the file: a table that is written again lies elsewhere."""
    with duckdb.connect(str(database), read_only=True) as connection:
        tables = connection.execute("select schema_name, table_name from duckdb_tables()").fetchall()
        return {
            table: connection.execute(
                "select row_group_id, column_path, segment_id, block_id, block_offset, count "
                f"from pragma_storage_info('{schema}.{table}') order by all"
            ).fetchall()
            for schema, table in tables
        }


def test_a_build_without_an_edit_rewrites_no_stored_table(project):
    stored = [name for (name,) in project.rows("select table_name from intent_internal.int_stored_tables order by 1")]
    assert len(stored) > 35
    before = stored_places(project.database)
    run_dbt(BUILD, project.folder)
    after = stored_places(project.database)
    assert [table for table in stored if after[table] != before[table]] == []
    assert any(after[table] != before[table] for table in before), (
        "a plain table is built each time, and lies elsewhere"
    )


def test_edits_are_seen_by_the_next_plain_build_and_end_as_a_full_refresh_does(project, package, tmp_path):
    for step, edits in STEPS.items():
        before = [project.rows(edit.question) for edit in edits]
        for edit in edits:
            file = next(package.rglob(edit.file))
            text = file.read_text()
            assert edit.old in text, f"{edit.old!r} is not in {file}"
            file.write_text(text.replace(edit.old, edit.new, 1))
        run_dbt(BUILD, project.folder)
        after = [project.rows(edit.question) for edit in edits]
        assert [edit.file for edit, was, now in zip(edits, before, after, strict=True) if was == now] == [], step
    shutil.copy(project.database, tmp_path / "plain.duckdb")
    run_dbt([*BUILD, "--full-refresh"], project.folder)
    assert differences(tmp_path / "plain.duckdb", project.database) == {}
