"""Which tables of a DuckDB file were written again between two looks, seen on the blocks in which their columns lie."""

from __future__ import annotations

from pathlib import Path

import duckdb


def stored_blocks(database: str) -> dict[str, dict[str, int]]:
    """The place of every stored column segment and how many values it holds, by table with its schema.

    A segment that was written again lies elsewhere, because the old one's place is free only afterwards.
    """
    with duckdb.connect(str(Path(database)), read_only=True) as connection:
        tables = connection.execute("select schema_name || '.' || table_name from duckdb_tables()").fetchall()
        return {
            table: {
                f"{row_group}:{path}:{block}:{offset}": n_values
                for row_group, path, block, offset, n_values in connection.execute(
                    "select row_group_id, column_path, block_id, block_offset, count "
                    f"from pragma_storage_info('{table}') where persistent and block_id >= 0"
                ).fetchall()
            }
            for (table,) in tables
        }


def rewritten_share(before: dict[str, dict[str, int]], after: dict[str, dict[str, int]], tables: list[str]) -> float:
    """The share of the values that the tables hold afterwards which lie in segments that were not there before."""
    n_values = n_kept = 0
    for table in tables:
        stored = after.get(table, {})
        n_values += sum(stored.values())
        n_kept += sum(n for place, n in stored.items() if place in before.get(table, {}))
    return 1 - n_kept / n_values if n_values else 0.0
