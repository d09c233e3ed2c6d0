"""A build that is killed at any moment leaves a database from which the next plain build comes to the right tables.

INTENT_KILLS=100 kills a hundred of them, INTENT_FIRST_SEED=N starts at another seed; a seed says the moment.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path
from random import Random

import duckdb
import pytest
from contracts_project import ContractsProject, differences
from delivery_histories import History, deliver
from intent.warehouse import DBT, ENVIRONMENT
from quick_builds import QuickBuilds

FIRST_SEED = int(os.environ.get("INTENT_FIRST_SEED", "1"))
SEEDS = range(FIRST_SEED, FIRST_SEED + int(os.environ.get("INTENT_KILLS", "2")))
MODELS = [
    *("build", "--exclude-resource-type", "test", "unit_test"),
    *("--select", "+intent_sync_contacts", "+intent_row_conservation"),
    *("--vars", "{intent_max_rejected_percent: 100}"),
]
# Reading the project comes first and touches no table; kills begin when about that much of the time has gone.
READING = 0.3


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> ContractsProject:
    return ContractsProject(tmp_path_factory.mktemp("kills") / "project")


@pytest.fixture(scope="module")
def builds(project):
    with QuickBuilds(project.folder) as started:
        yield started


@pytest.fixture(scope="module")
def states(project, builds) -> dict[str, object]:
    """A database that a second delivery goes into, what a full refresh makes of both, and how long a build takes."""
    first, second = History(FIRST_SEED).deliveries
    before, whole = project.folder / "before.duckdb", project.folder / "whole.duckdb"
    deliver(project, first)
    builds.run(*MODELS, "--full-refresh")
    shutil.copy(project.database, before)
    deliver(project, second)
    begun = time.monotonic()
    finish(start_build(project))
    seconds = time.monotonic() - begun
    builds.run(*MODELS, "--full-refresh")
    shutil.copy(project.database, whole)
    return {"before": before, "whole": whole, "seconds": seconds}


def start_build(project: ContractsProject) -> subprocess.Popen:
    """Start what a person starts: dbt, in a process of its own."""
    return subprocess.Popen(
        [*DBT, *MODELS],
        cwd=project.folder,
        env={**os.environ, **ENVIRONMENT, "DBT_PROFILES_DIR": str(project.folder)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def finish(build: subprocess.Popen) -> None:
    """Wait for a build that has to succeed."""
    assert build.wait() == 0


@pytest.mark.parametrize("seed", SEEDS)
def test_a_killed_build_is_made_good_by_the_next_one(seed, project, builds, states):
    shutil.copy(states["before"], project.database)
    project.database.with_suffix(".duckdb.wal").unlink(missing_ok=True)
    moment = states["seconds"] * (READING + (1 - READING) * Random(seed).random())
    print(f"seed {seed}: killed after {moment:.1f} of {states['seconds']:.1f} seconds")
    build = start_build(project)
    time.sleep(moment)
    build.send_signal(signal.SIGKILL)
    build.wait()
    tables = project.rows("select distinct table_schema from information_schema.tables")
    assert ("intent_internal",) in tables, "the database does not open, or is empty"
    builds.run(*MODELS)
    assert differences(project.database, states["whole"]) == {}
    assert leftovers(project, states["whole"]) == []


def leftovers(project: ContractsProject, whole: Path) -> list[str]:
    """Tables and views that a full refresh does not have."""
    return sorted(names_in(project.database) - names_in(whole))


def names_in(database: Path) -> set[str]:
    """The names of all tables and views of a database."""
    with duckdb.connect(str(database), read_only=True) as connection:
        named = "select table_schema || '.' || table_name from information_schema.tables"
        return {name for (name,) in connection.execute(named).fetchall()}


def test_a_build_gives_the_same_tables_on_any_number_of_threads(project, builds, states):
    """The build that it is compared with ran on one thread."""
    builds.run(*MODELS, "--full-refresh", "--threads", "8")
    assert differences(project.database, states["whole"]) == {}
