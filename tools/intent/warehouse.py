"""Run dbt and read what it built."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import duckdb

from intent.errors import InputError

PACKAGE_FOLDER = Path(__file__).resolve().parents[2]
ENVIRONMENT = {
    "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
    "DBT_USE_COLORS": "false",
    "DBT_PRINTER_WIDTH": "200",
}


def run_dbt(arguments: list[str], project: Path, **environment: str) -> str:
    """Run dbt in a project folder and return what it prints; raise InputError with dbt's own reason."""
    command = [sys.executable, "-m", "dbt.cli.main", *arguments]
    done = subprocess.run(
        command,
        cwd=project,
        env={**os.environ, **ENVIRONMENT, "DBT_PROFILES_DIR": str(project), **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise InputError(failure_reason(done.stdout + done.stderr, project))
    return done.stdout


def failure_reason(output: str, project: Path) -> str:
    """The sentence in dbt's output that tells a person what to change."""
    configuration = re.search(r"The configuration has .*?(?=\n\s*\n|\n\s*>|\Z)", output, re.DOTALL)
    if configuration:
        lines = dict.fromkeys(line.strip() for line in configuration.group().splitlines())
        return "\n  ".join(line for line in lines if line and not line.startswith(">"))
    errors = re.findall(r"Error (?:in|while) [^\n]*\n(?:\s+[^\n]+\n?)+", output)
    detail = errors[0].strip() if errors else output.strip()[-600:]
    return f"dbt could not build {project}: {detail} (more in {project / 'logs' / 'dbt.log'})"


def rows(database: Path, query: str) -> list[tuple]:
    """The rows of a query on a built DuckDB file."""
    if not database.exists():
        raise InputError(f"{database} does not exist; run `make build` first")
    with duckdb.connect(str(database), read_only=True) as connection:
        return connection.sql(query).fetchall()
