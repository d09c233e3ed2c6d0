"""The hand-written DuckDB script: run it on raw files, stage by stage, and write its points."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb

from intent.bench.child import cpu_seconds
from intent.warehouse import PACKAGE_FOLDER

SCRIPT = Path(__file__).with_name("duckdb_script.sql")


def score(raw: str, out: str, script: str | None = None) -> dict:
    """Run the script on a folder of raw files, write its points as Parquet, return the CPU seconds of each stage."""
    text = script or SCRIPT.read_text(encoding="utf-8")
    stages = re.split(r"^-- stage: (\w+)$", text, flags=re.MULTILINE)[1:]
    costs = {}
    with duckdb.connect(config={"preserve_insertion_order": False}) as connection:
        connection.execute("set TimeZone = 'UTC'")
        connection.execute("set variable raw = ?", [str(Path(raw).resolve())])
        connection.execute("set variable seeds = ?", [str(PACKAGE_FOLDER / "seeds")])
        for name, statements in zip(stages[::2], stages[1::2], strict=True):
            before = cpu_seconds()
            connection.execute(statements)
            costs[name] = cpu_seconds() - before
        connection.execute(f"copy contact_points to '{out}' (format parquet)")
    return {"stages": costs}
