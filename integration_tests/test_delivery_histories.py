"""Whatever was delivered in whatever order: after the last increment every table equals a full refresh, row for row.

Seeds are numbers; INTENT_HISTORIES=200 runs two hundred of them and INTENT_FIRST_SEED=N starts at another one.
"""

from __future__ import annotations

import os
import shutil

import pytest
from contracts_project import ContractsProject, differences
from delivery_histories import History, deliver
from quick_builds import QuickBuilds

FIRST_SEED = int(os.environ.get("INTENT_FIRST_SEED", "1"))
SEEDS = range(FIRST_SEED, FIRST_SEED + int(os.environ.get("INTENT_HISTORIES", "10")))
SCORES = ["run", "--select", "+intent_contact_scores", "+intent_row_conservation", "+intent_rejected_events"]


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> ContractsProject:
    return ContractsProject(tmp_path_factory.mktemp("histories") / "project")


@pytest.fixture(scope="module")
def builds(project):
    with QuickBuilds(project.folder) as started:
        started.run("seed")
        yield started


@pytest.mark.parametrize("seed", SEEDS)
def test_increments_equal_a_full_refresh_whatever_was_delivered(seed, project, builds):
    """The first delivery is an increment on top of the last history's, so that whole worlds come and go as well."""
    print(f"seed {seed}")
    for rows in History(seed).deliveries:
        deliver(project, rows)
        builds.run(*SCORES)
    increments = project.folder / "increments.duckdb"
    shutil.copy(project.database, increments)
    builds.run(*SCORES, "--full-refresh")
    assert differences(increments, project.database) == {}
    assert project.rows("select count(*) > 50 from intent.int_contact_scores_as_of where score > 0") == [(True,)]
