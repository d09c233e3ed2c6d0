"""A time is read by its type, in the models of a user's own too, and in whatever zone the session is."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from contracts_project import ContractsProject
from intent import warehouse
from intent.errors import InputError

TEN = datetime(2026, 6, 14, 10)
MIDNIGHT = datetime(2026, 6, 14)
# The same moment, or its day, as engines type and print it: an expression in DuckDB's SQL, and what it is in UTC.
WRITTEN = {
    "timestamptz": ("timestamptz '2026-06-14 12:00:00+02'", TEN),
    "timestamp": ("timestamp '2026-06-14 10:00:00'", TEN),
    "timestamp_ns": ("timestamp_ns '2026-06-14 10:00:00.123456400'", TEN.replace(microsecond=123456)),
    "timestamp_ms": ("timestamp_ms '2026-06-14 10:00:00.123'", TEN.replace(microsecond=123000)),
    "timestamp_s": ("timestamp_s '2026-06-14 10:00:00'", TEN),
    "date": ("date '2026-06-14'", MIDNIGHT),
    "seconds": ("1781431200", TEN),
    "milliseconds": ("1781431200000::bigint", TEN),
    "microseconds": ("1781431200000000::hugeint", TEN),
    "fractional_seconds": ("1781431200.5::double", TEN.replace(microsecond=500000)),
    "iso": ("'2026-06-14T10:00:00Z'", TEN),
    "iso_with_nanoseconds": ("'2026-06-14T10:00:00.123456789Z'", TEN.replace(microsecond=123456)),
    "iso_with_offset": ("'2026-06-14T12:00:00+02:00'", TEN),
    "iso_basic": ("'20260614T100000Z'", TEN),
    "iso_without_seconds": ("'2026-06-14T10:00Z'", TEN),
    "iso_day": ("'2026-06-14'", MIDNIGHT),
    "printed_by_duckdb_and_postgres": ("'2026-06-14 10:00:00+00'", TEN),
    "printed_by_bigquery": ("'2026-06-14 10:00:00 UTC'", TEN),
    "printed_by_snowflake": ("'2026-06-14 10:00:00.000 +0000'", TEN),
    "printed_by_spark": ("'2026-06-14 10:00:00.5'", TEN.replace(microsecond=500000)),
}
# What is no time, or none that we guess at: it is rejected and counted, with what it said.
UNREADABLE = {
    "rfc": ("'Sun, 14 Jun 2026 10:00:00 +0000'", "Sun, 14 Jun 2026 10:00:00 +0000"),
    "local_writing": ("'14.06.2026 10:00'", "14.06.2026 10:00"),
    "a_day_as_a_number": ("20260614", "20260614"),
}
EVENTS = """select
    'e1' as event_id, '{name}' as source_name, 'page_viewed' as event_name, '/pricing' as event_target,
    'web' as channel, 'email' as identifier_type, '{name}@mill.example' as identifier_value,
    cast(null as varchar) as session_key, cast(null as bigint) as duration_seconds,
    cast(null as varchar) as campaign, cast(null as varchar) as referrer,
    cast(null as varchar) as user_agent, {occurred_at} as occurred_at, {received_at} as received_at,
    cast(null as varchar) as raw_occurred_at
"""
CONVERSIONS = """select 'shop' as source_name, 'c1' as conversion_id, 'order' as conversion_name,
    'converted' as outcome, 'email' as identifier_type, 'a@mill.example' as identifier_value,
    timestamptz '2026-06-14 12:00:00+02' as converted_at,
    1.5 as amount
"""
LINKS = """select 'shop' as source_name, 'email' as from_type, 'a@mill.example' as from_value, 'user_id' as to_type,
    'u1' as to_value, '2026-06-14 10:00:00 UTC' as linked_at
"""
FEEDBACK = """select 'crm' as source_name, 'f1' as feedback_id, 'email' as identifier_type,
    'a@mill.example' as identifier_value, 'good_fit' as disposition, '' as reason, '' as noted_by, [1, 2] as noted_at
"""


def own_models(folder: Path, **models: str) -> Path:
    """A project whose own models are the given ones, in a session with another time zone than UTC."""
    project = ContractsProject(folder).folder
    for name, query in models.items():
        (project / "models" / f"{name}.sql").write_text(query, encoding="utf-8")
    events = sorted(name for name in models if name.endswith("__events"))
    settings = project / "dbt_project.yml"
    given = settings.read_text(encoding="utf-8")
    given = given.replace("[stg_given__events]", str(events))
    given = given.replace("[stg_given__feedback]", "[stg_listed__feedback]")
    settings.write_text(given, encoding="utf-8")
    profile = project / "profiles.yml"
    zone = "      threads: 2\n      settings: {TimeZone: America/New_York}\n"
    profile.write_text(profile.read_text(encoding="utf-8").replace("      threads: 2\n", zone, 1), encoding="utf-8")
    return project


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> ContractsProject:
    models = {
        f"stg_{name}__events": EVENTS.format(name=name, occurred_at=time, received_at=time)
        for name, (time, _) in WRITTEN.items()
    }
    models |= {
        f"stg_{name}__events": EVENTS.format(
            name=name, occurred_at=time, received_at="timestamptz '2026-06-14 12:00:00+02'"
        )
        for name, (time, _) in UNREADABLE.items()
    }
    models |= {"stg_given__conversions": CONVERSIONS, "stg_given__identity_links": LINKS}
    models["stg_listed__feedback"] = FEEDBACK
    project = own_models(tmp_path_factory.mktemp("typed") / "project", **models)
    read = ["+int_received_events", "+int_event_kinds", "+int_delivered_conversions", "+int_identity_links"]
    for command in ("seed", "run"):
        warehouse.run_dbt([command, "--quiet", *(["--select", *read] if command == "run" else [])], project)
    built = object.__new__(ContractsProject)
    built.folder, built.database = project, project / "warehouse.duckdb"
    return built


@pytest.mark.parametrize("name", WRITTEN)
def test_a_time_is_read_by_its_type(project, name):
    found = project.rows(
        "select row_status, occurred_at, received_at from intent_internal.int_received_events "
        f"inner join intent_internal.int_event_kinds using (event_kind_key) where source_name = '{name}'"
    )
    assert found == [("accepted", WRITTEN[name][1], WRITTEN[name][1])]


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_is_no_time_is_rejected_with_what_it_said(project, name):
    found = project.rows(
        "select reject_reason, received_at, rejected_row from intent_internal.int_received_events "
        f"inner join intent_internal.int_event_kinds using (event_kind_key) where source_name = '{name}'"
    )
    [(reason, received_at, rejected_row)] = found
    assert (reason, received_at) == ("unreadable time", TEN)
    assert rejected_row.endswith(f" time={UNREADABLE[name][1]}")


def test_times_of_other_contracts_are_read_by_their_type_too(project):
    assert project.rows("select converted_at from intent_internal.int_delivered_conversions") == [(TEN,)]
    assert project.rows("select linked_at from intent_internal.int_identity_links limit 1") == [(TEN,)]


def test_a_column_that_cannot_be_a_time_stops_the_run_by_name(project):
    with pytest.raises(
        InputError, match=r"stg_listed__feedback, column noted_at is INTEGER.* cannot be read as a time"
    ):
        warehouse.run_dbt(
            ["run", "--quiet", "--select", "stg_listed__feedback", "int_delivered_feedback"],
            project.folder,
        )
