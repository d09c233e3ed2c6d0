"""The benchmark builds the project as it is today, with all its gates, on its smallest data."""

from __future__ import annotations

import duckdb
from intent.bench.project_builds import CURRENT_SCORES
from intent.bench.run import builds_of, rows_of


def test_the_smallest_size_is_built_to_current_scores(tmp_path):
    said = []
    builds = builds_of("tiny", rows_of(tmp_path, "tiny", said.append), tmp_path, said.append)
    builds.deliver(builds.rows.whole)
    builds.build("full build", "current", CURRENT_SCORES, "--full-refresh", cold=True)
    with duckdb.connect(str(builds.database("current")), read_only=True) as connection:
        n_contacts = connection.execute("select count(*) from intent.intent_contact_scores").fetchall()[0][0]
    assert n_contacts > 0
    assert builds.findings.costs["full build"].models_cpu_seconds > 0
    assert said == ["tiny: raw files", "tiny: full build"]
