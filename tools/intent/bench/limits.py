"""The limit L: one scan of all raw event columns plus one hash-aggregate of the same rows.

L is the CPU time of one DuckDB query, with as many threads as the machine has cores, that

1. reads every column of every row of the raw event files (`EVENT_TABLES`) from Parquet,
2. hashes the whole row with DuckDB's `hash`,
3. aggregates the rows by that hash modulo one tenth of the number of rows, so into about one tenth as many groups as
   there are rows, with a count and an exclusive or of the hashes per group, and
4. counts the groups and adds up their counts.

Nothing that looks at all rows once and groups them once can do with less, which is why costs are given as multiples.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from intent.errors import InputError

# The raw tables that hold event rows, with the expression that says when a row arrived.
EVENT_TABLES = {
    "segment/pages": "received_at",
    "segment/tracks": "received_at",
    "hubspot/email_event": "created",
    "hubspot/contact_form_submission": "timestamp",
    "salesforce/task": "greatest(created_date, completed_date_time, activity_date)",
    "salesforce/campaign_member": "greatest(created_date, first_responded_date)",
    "generic/events": "received_at",
}


def scan_and_aggregate(raw: str) -> dict[str, int]:
    """Do the work whose CPU time is L on a folder of raw files; return how many rows and groups there were."""
    with duckdb.connect() as connection:
        files = [event_file(Path(raw), table) for table in EVENT_TABLES]
        n_rows = sum(connection.execute("select count(*) from read_parquet(?)", [file]).fetchone()[0] for file in files)
        hashes = " union all ".join(
            f"select hash({', '.join(columns_of(connection, file))}) as row_hash from read_parquet('{file}')"
            for file in files
        )
        n_groups, n_counted = connection.execute(
            "select count(*), sum(n_rows) from (select count(*) as n_rows, bit_xor(row_hash) as hashes "
            f"from ({hashes}) group by row_hash % {max(1, n_rows // 10)})"
        ).fetchone()
    return {"n_rows": int(n_counted), "n_groups": n_groups}


def columns_of(connection: duckdb.DuckDBPyConnection, file: str) -> list[str]:
    """The quoted names of a Parquet file's columns."""
    described = connection.execute("select column_name from (describe from read_parquet(?))", [file])
    return [f'"{name}"' for (name,) in described.fetchall()]


def event_file(raw: Path, table: str) -> str:
    """The Parquet file of a raw event table, as SQL for a query."""
    file = raw / f"{table}.parquet"
    if not file.exists():
        raise InputError(f"{file} does not exist; the benchmark needs every raw event table")
    return str(file).replace("'", "''")
