"""An incremental build equals a full refresh, row for row."""

from __future__ import annotations

import shutil
from datetime import date, timedelta

import duckdb
import pytest
from contracts_project import CONTRACTS, ContractsProject, compared_columns, rows_apart
from quick_builds import QuickBuilds

# Rows of an event that was delivered on two days, the later copy aside.
EARLY_COPY = (
    "coalesce(cast(received_at as date) < max(cast(received_at as date)) "
    "over (partition by source_name, event_id), false)"
)
EVENTS_BY_STEP = (
    # A first delivery without the last two days, of repeated events only the later copy, and a few rows missing ...
    "received_at < timestamp '{last}' - interval 1 day and not is_early_copy and hash(event_id) % 777 <> 0",
    # ... a second with one more day and half of the early copies, and without some rows that were there ...
    "received_at < timestamp '{last}' and (not is_early_copy or hash(event_id) % 2 = 0) and hash(event_id) % 777 <> 1",
    # ... and a third with everything.
    "true",
)


@pytest.fixture(scope="module")
def stepwise(demo_contracts, tmp_path_factory):
    """A database that three increments made, and one that a full refresh made of the same files."""
    folder = tmp_path_factory.mktemp("increments")
    project = ContractsProject(folder / "project")
    steps, whole = folder / "steps.duckdb", folder / "whole.duckdb"
    with duckdb.connect() as connection, QuickBuilds(project.folder) as builds:
        last: date = connection.execute(
            f"select cast(max(received_at) as date) from '{demo_contracts}/events.parquet' "
            "where received_at < timestamp '2030-01-01'"
        ).fetchone()[0]
        for contract in CONTRACTS:
            shutil.copy(demo_contracts / f"{contract}.parquet", project.file(contract))
        for number, condition in enumerate(EVENTS_BY_STEP):
            connection.execute(
                f"copy (select * exclude (is_early_copy) from (select *, {EARLY_COPY} as is_early_copy from "
                f"'{demo_contracts}/events.parquet') where {condition.format(last=last)}) "
                f"to '{project.file('events')}' (format parquet)"
            )
            connection.execute(
                f"copy (select * from '{demo_contracts}/identity_links.parquet' where linked_at < "
                f"timestamp '{last + timedelta(days=number - 1)}') to '{project.file('identity_links')}'"
            )
            today = last + timedelta(days=number - 2)
            left_out = ["unit_test"] if today == last else ["unit_test", "test"]
            builds.run("build", *as_of(today), "--exclude-resource-type", *left_out)
        shutil.copy(project.database, steps)
        builds.run("build", "--full-refresh", *as_of(last), "--exclude-resource-type", "unit_test", "test")
        shutil.copy(project.database, whole)
    with duckdb.connect() as connection:
        connection.execute(f"attach '{steps}' as steps (read_only)")
        connection.execute(f"attach '{whole}' as whole (read_only)")
        yield connection


def as_of(day: date) -> list[str]:
    """Arguments that say which day it is."""
    return ["--vars", f"intent_as_of_date: '{day}'"]


def tables(connection) -> list[str]:
    """The public marts, the as-of models and the spine, each with its schema."""
    found = connection.execute(
        "select table_schema || '.' || table_name from information_schema.tables where table_catalog = 'whole' and ("
        "table_schema = 'intent' and table_name like 'intent\\_%' escape '\\' "
        "or table_name like '%\\_as\\_of' escape '\\' or table_name in ('int_received_events', 'int_event_sessions', "
        "'int_identifier_owners', 'int_event_kind_days', 'int_identifier_days')) order by 1"
    ).fetchall()
    assert {"intent", "intent_internal"} == {row[0].split(".")[0] for row in found}
    return [row[0] for row in found]


def test_three_increments_equal_a_full_refresh_row_for_row(stepwise):
    differences = {}
    for table in tables(stepwise):
        columns = compared_columns(stepwise, f"whole.{table}")
        sides = [f"select {columns} from {side}.{table}" for side in ("steps", "whole")]
        if any(apart := rows_apart(stepwise, *sides)):
            differences[table] = f"{apart[0]} rows only in the increments, {apart[1]} only in the full refresh"
    assert differences == {}


def test_the_steps_held_late_rows_duplicates_and_several_runs(stepwise):
    statuses = dict(
        stepwise.execute(
            "select row_status, count(*) from steps.intent_internal.int_received_events group by row_status"
        ).fetchall()
    )
    assert min(statuses["accepted"], statuses["duplicate"], statuses["rejected"]) > 10
    assert len(tables(stepwise)) > 20
