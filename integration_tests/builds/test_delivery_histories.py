"""Whatever was delivered in whatever order: after the last increment every table equals a full refresh, row for row.

Seeds are numbers; INTENT_HISTORIES=200 runs two hundred of them and INTENT_FIRST_SEED=N starts at another one. With
INTENT_CONTRACTS_TARGET=postgres they run on a server that is there already.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import duckdb
import pytest
from contracts_project import SCHEMAS, ContractsProject, differences
from delivery_histories import History, deliver
from intent.load_raw import load_raw
from intent.postgres import open_postgres
from intent.warehouse import PACKAGE_FOLDER
from quick_builds import QuickBuilds
from readers import READERS

TARGET = os.environ.get("INTENT_CONTRACTS_TARGET", "duckdb")

FIRST_SEED = int(os.environ.get("INTENT_FIRST_SEED", "1"))
SEEDS = range(FIRST_SEED, FIRST_SEED + int(os.environ.get("INTENT_HISTORIES", "2")))
CONFIGURATION = "intent.staging.intent"
# The configuration is the same for all of them, so it is checked once.
SCORES = [
    *("run", "--select", "+intent_contact_scores", "+intent_row_conservation", "+intent_rejected_events"),
    *("--exclude", CONFIGURATION, "--vars", "{intent_max_rejected_percent: 100}"),
]


# Events not rejected as often as they were delivered, those that were accepted, and those whose key is above 60 bits.
EVENTS = """
with delivered as (select coalesce(event_id, '') as event_id, count(*) as n_rows from '{file}' group by 1),

rejected as (
    select split_part(substr(rejected_row, 4), ' event=', 1) as event_id, count(*) as n_rows
    from intent_internal.int_received_events where row_status = 'rejected' group by 1
)

select
    (
        select count(*) from delivered left join rejected using (event_id)
        where delivered.n_rows > coalesce(rejected.n_rows, 0)
    ),
    count(*),
    count(*) filter (where event_key >= 1::bigint << 60)
from intent_internal.int_received_events
where row_status = 'accepted'
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> ContractsProject:
    """A project that installs a copy of the package in which a key has 3 hexadecimal digits of an event's md5."""
    folder = tmp_path_factory.mktemp("histories")
    package = folder / "package"
    package.mkdir()
    shutil.copy(PACKAGE_FOLDER / "dbt_project.yml", package)
    for part in ("macros", "models", "seeds"):
        shutil.copytree(PACKAGE_FOLDER / part, package / part)
    macro = package / "macros" / "spine" / "event_key.sql"
    whole = "{% macro event_key() %}{{ intent.stable_key("
    assert macro.read_text().count(whole) == 1
    macro.write_text(macro.read_text().replace(whole, "{% macro event_key() %}{{ intent.short_key("))
    short = "{% macro short_key(name) %}{{ intent.hex_to_integer('substr(md5(' ~ name ~ '), 1, 3)') }}{% endmacro %}\n"
    (package / "macros" / "spine" / "short_key.sql").write_text(short)
    project = ContractsProject(folder / "project")
    (project.folder / "packages.yml").write_text(f"packages:\n  - local: '{package}'\n")
    (project.folder / "dbt_packages" / "intent").unlink()
    (project.folder / "dbt_packages" / "intent").symlink_to(package)
    return project


@pytest.fixture(scope="module")
def builds(project):
    (project.folder / "raw").mkdir()
    (project.folder / "raw" / "given").symlink_to(project.folder / "data")
    with QuickBuilds(project.folder, TARGET) as started:
        started.run("build", "--select", f"+{CONFIGURATION}", "--exclude-resource-type", "test", "unit_test")
        yield started


@pytest.mark.parametrize("seed", SEEDS)
def test_increments_equal_a_full_refresh_whatever_was_delivered(seed, project, builds):
    """The first delivery is an increment on top of the last history's, so that whole worlds come and go as well."""
    print(f"seed {seed}")
    for rows in History(seed).deliveries:
        deliver(project, rows)
        if TARGET != "duckdb":
            load_raw(TARGET, project.folder / "raw")
        builds.run(*SCORES)
    increments = tables_of(project, "increments")
    builds.run(*SCORES, "--full-refresh")
    whole = tables_of(project, "whole")
    assert differences(increments, whole) == {}
    with duckdb.connect(str(whole), read_only=True) as connection:
        scored = connection.execute(
            "select count(*) from intent_internal.int_contact_scores_as_of where score > 0"
        ).fetchone()
        n_delivered, n_accepted, n_of_a_shared_key = connection.execute(
            EVENTS.format(file=project.file("events"))
        ).fetchone()
    assert scored[0] > 50
    assert n_accepted == n_delivered and n_of_a_shared_key > 0


def tables_of(project: ContractsProject, name: str) -> Path:
    """A DuckDB file with all that is stored now."""
    file = project.folder / f"{name}.duckdb"
    file.unlink(missing_ok=True)
    if TARGET == "duckdb":
        shutil.copy(project.database, file)
        return file
    with open_postgres() as server, server.cursor() as cursor:
        cursor.execute("select schemaname, tablename from pg_tables where schemaname = any(%s)", [list(SCHEMAS)])
        tables = cursor.fetchall()
    with duckdb.connect(str(file)) as connection, READERS[TARGET]() as copy:
        for schema in SCHEMAS:
            connection.execute(f"create schema {schema}")
        for schema, table in tables:
            copy(schema, table, connection, f"{schema}.{table}")
    return file
