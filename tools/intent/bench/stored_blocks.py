"""Which tables of a DuckDB file were written anew between two looks, seen on the blocks in which their columns lie."""

from __future__ import annotations

from pathlib import Path

import duckdb


def stored_blocks(database: str, schema: str = "intent") -> dict[str, list[str]]:
    """The places of every stored column segment, by table. A segment that was written again lies elsewhere."""
    with duckdb.connect(str(Path(database)), read_only=True) as connection:
        tables = connection.execute("select table_name from duckdb_tables() where schema_name = ?", [schema]).fetchall()
        return {
            table: [
                f"{row_group}:{path}:{block}:{offset}"
                for row_group, path, block, offset in connection.execute(
                    "select row_group_id, column_path, block_id, block_offset "
                    f"from pragma_storage_info('{schema}.{table}') where persistent and block_id >= 0"
                ).fetchall()
            ]
            for (table,) in tables
        }


def rewritten_share(before: dict[str, list[str]], after: dict[str, list[str]], tables: list[str]) -> float:
    """The share of the tables' stored segments, as they are afterwards, that were not there before; 0 to 1."""
    n_segments = sum(len(after.get(table, [])) for table in tables)
    n_kept = sum(len(set(after.get(table, [])) & set(before.get(table, []))) for table in tables)
    return 1 - n_kept / n_segments if n_segments else 0.0
