"""The project itself on a PostgreSQL of its own: what the server and dbt spend on building the current scores."""

from __future__ import annotations

import importlib.util
import json
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import duckdb

from intent.bench.measure import Cost, measure
from intent.errors import InputError
from intent.load_raw import load_raw
from intent.postgres import open_postgres
from intent.warehouse import ENVIRONMENT, PACKAGE_FOLDER

SERVER = PACKAGE_FOLDER / "integration_tests" / "engines" / "postgres_server.py"
POINTS = "select contact_id, cast(points * 1000000 as bigint) as points_micro, score from intent.intent_contact_scores"


def build(raw: Path, project: Path, select: str, variables: dict, out: Path, say: Callable[[str], None]) -> Cost:
    """Start a server, load the raw files (not measured), build, write the points of each contact as Parquet.

    The cost is that of dbt's process plus what the server's processes used meanwhile; peak memory is dbt's alone.
    """
    with server_of_its_own() as place:
        os.environ.update(place)
        say("loading the raw files")
        load_raw("postgres", raw)
        analyze_everything()
        before = server_cpu_seconds()
        say("building")
        arguments = ["--target", "postgres", "--exclude-resource-type", "test", "unit_test"]
        cost = measure(
            "intent.bench.dbt_commands:run_commands",
            environment={**ENVIRONMENT, **place, "DBT_PROFILES_DIR": str(project)},
            project=str(project),
            commands=[["build", "--select", select, *arguments, "--vars", json.dumps(variables)]],
        )
        spent = server_cpu_seconds() - before
        write_points(out)
    models = cost.answer["commands"][0]["models_cpu_seconds"]
    return replace(cost, cpu_seconds=models + spent, answer={"server_cpu_seconds": spent, "dbt_cpu_seconds": models})


def server_of_its_own():
    """The server of the integration tests: free port, own folder, stopped at the end."""
    if not SERVER.exists():
        raise InputError(f"{SERVER} does not exist; the PostgreSQL peer needs the whole repository")
    sys.path.insert(0, str(SERVER.parent))
    try:
        found = importlib.util.spec_from_file_location("postgres_server", SERVER)
        module = importlib.util.module_from_spec(found)
        found.loader.exec_module(module)
    finally:
        sys.path.remove(str(SERVER.parent))
    return module.postgres_server()


def analyze_everything() -> None:
    """Let the planner know the raw tables, as a server does by itself after a while."""
    with open_postgres() as connection, connection.cursor() as cursor:
        cursor.execute("analyze")


def server_cpu_seconds() -> float:
    """User plus system seconds that the server's processes have used, those that have ended included (Linux only)."""
    with open_postgres() as connection, connection.cursor() as cursor:
        cursor.execute("select pg_backend_pid()")
        server = process_fields(cursor.fetchone()[0])["parent"]
        fields = [process_fields(int(folder.name)) for folder in Path("/proc").glob("[0-9]*")]
        running = sum(one["own_ticks"] for one in fields if one and one["parent"] == server)
        itself = process_fields(server)
    return (itself["own_ticks"] + itself["ended_ticks"] + running) / os.sysconf("SC_CLK_TCK")


def process_fields(number: int) -> dict[str, int]:
    """A process's parent and the clock ticks that it and its ended children have used; empty once it has gone."""
    try:
        fields = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return {}
    user, system, ended_user, ended_system = (int(field) for field in fields[11:15])
    return {"parent": int(fields[1]), "own_ticks": user + system, "ended_ticks": ended_user + ended_system}


def write_points(out: Path) -> None:
    """Copy the points and score of each contact into a Parquet file."""
    with open_postgres() as connection, connection.cursor() as cursor, duckdb.connect() as writer:
        csv = out.with_suffix(".csv")
        with csv.open("w") as rows:
            cursor.copy_expert(f"copy ({POINTS}) to stdout (format csv)", rows)
        names = "['contact_id', 'points_micro', 'score']"
        writer.execute(f"copy (from read_csv('{csv}', header = false, names = {names})) to '{out}' (format parquet)")
        csv.unlink()
