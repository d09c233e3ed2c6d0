"""What a reverse-ETL tool writes: everything once, nothing without news, after a day without events hardly anything."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import duckdb
import pytest
from intent.warehouse import run_dbt

TABLES = {"intent_sync_contacts": "contact_id", "intent_sync_accounts": "account_key"}
DECISIVE = ("intent_segment", "lifecycle", "suppression_reason", "recommended_action")
NEXT_DAY = "2026-07-01"
NOT_BUILT = ("unit_test", "test")


@pytest.fixture(scope="module")
def days(built_demo: Path, project_root: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, list]]:
    """The rows of each table as the demo's build left them, after a run of the next day, and after one more run."""
    folder = tmp_path_factory.mktemp("sync")
    database = Path(shutil.copy(built_demo, folder))
    target = Path(shutil.copytree(built_demo.parent / "target", folder / "target"))
    seen = {table: [rows(database, table)] for table in TABLES}
    given = json.dumps({"intent_as_of_date": NEXT_DAY, "intent_accept_volume_change": NEXT_DAY})
    for _ in range(2):
        run_dbt(
            ["build", "--quiet", "--select", *(f"+{table}" for table in TABLES), "--exclude-resource-type", *NOT_BUILT]
            + ["--vars", given, "--target-path", str(target)],
            project_root,
            INTENT_DUCKDB_PATH=str(database),
        )
        for table in TABLES:
            seen[table].append(rows(database, table))
    with duckdb.connect(str(database), read_only=True) as connection:
        scores = "select cast(contact_id as varchar), score from intent_internal.int_current_contact_scores"
        live = dict(connection.execute(scores).fetchall())
    return {"seen": seen, "live": live}


def rows(database: Path, table: str) -> dict[str, dict]:
    """The rows of a table by key."""
    with duckdb.connect(str(database), read_only=True) as connection:
        asked = connection.execute(f"select * exclude (input_fingerprint) from intent.{table}")
        names = [column[0] for column in asked.description]
        found = [dict(zip(names, row, strict=True)) for row in asked.fetchall()]
    return {row[TABLES[table]]: row for row in found}


@pytest.mark.parametrize("table", TABLES)
def test_a_first_sync_writes_every_row_once_and_a_run_without_news_none(table, days):
    first, _, second = days["seen"][table]
    assert len({row["changed_at"] for row in first.values()}) == 1
    assert second == days["seen"][table][1]
    assert len(first) > 500


@pytest.mark.parametrize("table", TABLES)
def test_a_day_without_events_writes_less_than_a_fifth(table, days):
    before, after, _ = days["seen"][table]
    written = [key for key, row in after.items() if row != before.get(key)]
    assert 0 < len(written) < 0.2 * len(after)


@pytest.mark.parametrize("table", TABLES)
def test_a_row_is_written_for_a_reason_and_else_stays_as_it_was(table, days):
    before, after, _ = days["seen"][table]
    for key, row in after.items():
        old = before[key]
        if row["changed_at"] == old["changed_at"]:
            assert row == old
        else:
            move = abs((row["intent_score"] or 0) - (old["intent_score"] or 0))
            assert move >= 3 or any(row[name] != old[name] for name in DECISIVE)
            assert row["row_hash"] != old["row_hash"]


def test_a_published_score_is_less_than_3_from_todays(days):
    after = days["seen"]["intent_sync_contacts"][1]
    scored = {key: row["intent_score"] for key, row in after.items() if row["intent_score"] is not None}
    assert len(scored) > 1500
    assert {key: score for key, score in scored.items() if abs(score - days["live"][key]) >= 3} == {}
