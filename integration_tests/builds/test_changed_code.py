"""Changed code is a changed input: an edited model or macro rebuilds what depends on it in the next plain `dbt build`.

Each edit is made in a copy of the package that a small project installs. The build after it must end as a full refresh
of the edited package does, and differ from what was before; a build after no edit must rewrite no stored table.
"""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta
from pathlib import Path

import duckdb
import pytest
from contracts_project import ContractsProject, differences, event, link
from intent.warehouse import PACKAGE_FOLDER, run_dbt

DAY = datetime(2026, 6, 30, 10)
PEOPLE = [f"buyer{number}@shop.example" for number in range(6)]
MODELS = ["build", "--quiet", "--exclude-resource-type", "test", "unit_test"]
# A file of the package, a text in it and what an edit puts in its place; and where the edit must be seen.
EDITS = {
    "a view": (
        "models/intermediate/signals/int_contact_events.sql",
        "select * from joined",
        "select * from joined where occurred_date < date '2026-06-29'",
        "select sum(points) from intent.intent_contact_scores",
    ),
    "an identity model": (
        "models/intermediate/identity/people/int_hard_identifier_owners.sql",
        "coalesce(starts.joined_at, identifiers.first_seen_at) as linked_at",
        "coalesce(starts.joined_at, identifiers.first_seen_at) + interval '9' day as linked_at",
        "select max(known_at) from intent.intent_contact_events",
    ),
    "a scoring model": (
        "models/intermediate/scoring/scores/int_contact_points_as_of.sql",
        "cast(sum(points_micro) as bigint)",
        "cast(2 * sum(points_micro) as bigint)",
        "select sum(points) from intent.intent_contact_scores",
    ),
    "a new column of an incremental model": (
        "models/intermediate/scoring/scores/int_contact_points_as_of.sql",
        "max(input_fingerprint) as input_fingerprint",
        "count(*) as n_features, max(input_fingerprint) as input_fingerprint",
        "select count(*) from duckdb_columns() where column_name = 'n_features'",
    ),
    "a model of the spine": (
        "models/intermediate/spine/int_received_events.sql",
        "when copies.copy_number > 1 then 'duplicate'",
        "when copies.copy_number > 1 or copies.occurred_date < date '2026-06-28' then 'duplicate'",
        "select sum(n_duplicates) from intent.intent_row_conservation",
    ),
    "a macro": (
        "macros/{}/weighted_points.sql",
        "then ",
        "then 3 * ",
        "select sum(points) from intent.intent_contact_scores",
    ),
    "a macro behind a macro": (
        "macros/{}/identity_reject_reason.sql",
        "then 'invalid email'",
        "or {{ normalised_value }} like 'buyer5%' then 'invalid email'",
        "select count(*) from intent.intent_contacts",
    ),
}


@pytest.fixture(scope="module")
def edited_package(tmp_path_factory) -> tuple[ContractsProject, Path]:
    """A project that installs a copy of the package, built once; the copy is put back after each test."""
    folder = tmp_path_factory.mktemp("code")
    package = folder / "package"
    package.mkdir()
    for part in ("dbt_project.yml", "macros", "models", "seeds"):
        source = PACKAGE_FOLDER / part
        (shutil.copytree if source.is_dir() else shutil.copy)(source, package / part)
    project = ContractsProject(folder / "project")
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
    run_dbt([*MODELS, "--full-refresh"], project.folder)
    shutil.copy(project.database, folder / "before.duckdb")
    return project, package


@pytest.fixture
def project(edited_package):
    project, package = edited_package
    shutil.copy(project.database.parents[1] / "before.duckdb", project.database)
    yield project
    for part in ("macros", "models"):
        shutil.rmtree(package / part)
        shutil.copytree(PACKAGE_FOLDER / part, package / part)


def answer(project: ContractsProject, question: str) -> object:
    return project.rows(question)[0][0]


@pytest.mark.parametrize("kind", EDITS)
def test_an_edit_is_seen_by_the_next_plain_build(kind, project, edited_package, tmp_path):
    place, old, new, question = EDITS[kind]
    folder, _, name = place.rpartition("/")
    file = next((edited_package[1] / folder.split("/{}")[0]).rglob(name))
    text = file.read_text()
    assert old in text, f"{old!r} is not in {file}"
    before = answer(project, question)
    file.write_text(text.replace(old, new, 1))
    run_dbt(MODELS, project.folder)
    assert answer(project, question) != before
    shutil.copy(project.database, tmp_path / "plain.duckdb")
    run_dbt([*MODELS, "--full-refresh"], project.folder)
    assert differences(tmp_path / "plain.duckdb", project.database) == {}


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
    run_dbt(MODELS, project.folder)
    after = stored_places(project.database)
    assert [table for table in stored if after[table] != before[table]] == []
    assert any(after[table] != before[table] for table in before), "a plain table is built each time and lies elsewhere"
