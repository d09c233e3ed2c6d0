"""Each section of docs/runbook.md, tried: the message it shows comes, names what to do, and what it says to do helps.

A project of one model stands for the whole: the faults are of the file, the disk and the memory. Killed builds of the
whole project are in builds/test_killed_builds.py, a gate that stops one in configuration/test_configuration_gate.py.
"""

from __future__ import annotations

import os
import re
import resource
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from intent import warehouse
from intent.errors import InputError

PROFILE = """
small:
  target: duckdb
  outputs:
    duckdb: {type: duckdb, path: warehouse.duckdb, schema: intent, threads: 1, settings: %s}
"""
MODEL = "{{ config(materialized='table') }} select md5(cast(range as varchar)) as name from range(%d) order by 1"
HOLD = "import duckdb, sys; held = duckdb.connect('warehouse.duckdb'); print('held', flush=True); sys.stdin.read()"
# Rows that stay in the write-ahead log, as after a kill.
KILLED = (
    "import duckdb, os; c = duckdb.connect('warehouse.duckdb'); c.execute('create table kept as select 1 as id'); "
    "c.execute('checkpoint'); c.execute('insert into kept values (2)'); os._exit(9)"
)


class Small:
    """A dbt project of one model in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.database = folder / "warehouse.duckdb"
        (folder / "models").mkdir()
        (folder / "dbt_project.yml").write_text("name: small\nversion: '1.0.0'\nconfig-version: 2\nprofile: small\n")
        self.write()

    def write(self, n_rows: int = 1000, settings: str = "{}") -> None:
        """Say how many rows the model makes, and under which settings of DuckDB."""
        (self.folder / "models" / "names.sql").write_text(MODEL % n_rows)
        (self.folder / "profiles.yml").write_text(PROFILE % settings)

    def build(self) -> None:
        """Build; InputError with the reason where that fails."""
        warehouse.run_dbt(["build", "--quiet"], self.folder)

    def refusal(self) -> str:
        """What a build that fails says, without a traceback."""
        with pytest.raises(InputError) as caught:
            self.build()
        assert "Traceback" not in str(caught.value)
        return str(caught.value)

    def count(self) -> int:
        """How many rows the table has."""
        with duckdb.connect(str(self.database), read_only=True) as connection:
            return connection.execute("select count(*) from intent.names").fetchall()[0][0]


@pytest.fixture
def small(tmp_path: Path) -> Small:
    return Small(tmp_path)


def rows_in(database: Path) -> list[tuple]:
    with duckdb.connect(str(database)) as connection:
        return connection.execute("select id from kept order by id").fetchall()


def test_a_locked_file_names_the_process_and_a_later_build_is_good(small):
    command = [sys.executable, "-c", HOLD]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, cwd=small.folder, **pipes) as holder:
        assert holder.stdout.readline() == "held\n"
        message = small.refusal()
        holder.stdin.close()
    assert "Could not set lock on file" in message and f"PID {holder.pid}" in message
    assert "another process holds the database; wait until it is done, or end it" in message
    small.build()
    assert small.count() == 1000


def test_a_full_disk_is_named_and_a_build_with_room_is_good(small, monkeypatch):
    small.write(n_rows=400_000)

    def little_room() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4_000_000, 4_000_000))

    run = subprocess.run
    with monkeypatch.context() as patch:
        patch.setattr(warehouse.subprocess, "run", lambda *given, **more: run(*given, preexec_fn=little_room, **more))
        message = small.refusal()
    assert "File too large" in message
    assert "the disk is full; make room, then build again" in message
    small.build()
    assert small.count() == 400_000


def test_what_a_killed_process_had_written_is_in_its_log_and_read_with_it(tmp_path):
    assert subprocess.run([sys.executable, "-c", KILLED], cwd=tmp_path, check=False).returncode == 9
    assert (tmp_path / "warehouse.duckdb.wal").exists()
    alone, both = tmp_path / "alone.duckdb", tmp_path / "both.duckdb"
    shutil.copy(tmp_path / "warehouse.duckdb", alone)
    shutil.copy(tmp_path / "warehouse.duckdb", both)
    shutil.copy(tmp_path / "warehouse.duckdb.wal", f"{both}.wal")
    assert (rows_in(alone), rows_in(both)) == ([(1,)], [(1,), (2,)])
    # After a checkpoint one file is all.
    assert rows_in(tmp_path / "warehouse.duckdb") == [(1,), (2,)]
    assert not (tmp_path / "warehouse.duckdb.wal").exists()


def test_a_log_of_another_file_is_named_and_moved_away_it_does_no_harm(small):
    duckdb.connect(str(small.database)).close()
    subprocess.run([sys.executable, "-c", KILLED.replace("warehouse", "other")], cwd=small.folder, check=False)
    log = small.database.with_suffix(".duckdb.wal")
    (small.folder / "other.duckdb.wal").rename(log)
    message = small.refusal()
    assert "the .wal beside the file belongs to another file; copy both" in message
    log.rename(small.folder / "away.wal")
    small.build()
    assert small.count() == 1000


def test_what_is_no_database_is_named_and_moved_away_a_new_one_is_made(small):
    small.database.write_bytes(b"no database at all\n" * 1000)
    assert "the file is no whole DuckDB database" in small.refusal()
    small.database.rename(small.folder / "away.duckdb")
    small.build()
    assert small.count() == 1000


@pytest.mark.parametrize("n_bytes", [0, 9000], ids=["empty", "cut off"])
def test_half_a_database_is_named(tmp_path, n_bytes):
    database = tmp_path / "warehouse.duckdb"
    with duckdb.connect(str(database)) as connection:
        connection.execute("create table kept as select range as id from range(100000)")
    database.write_bytes(database.read_bytes()[:n_bytes])
    with pytest.raises(InputError, match="the file is no whole DuckDB database"):
        warehouse.rows(database, "select count(*) from kept")


def test_a_message_about_another_version_says_so():
    """No driver of another version is installed here; the words are those of DuckDB 1.x about a newer file."""
    message = (
        "Trying to read a database file with version number 9999, but we can only read versions between 64 and 67."
    )
    assert "another version of DuckDB wrote the file" in warehouse.advice(message)


def test_a_file_is_copied_into_the_format_that_the_profile_asks_for(tmp_path, project_root):
    wanted = re.search(r"storage_compatibility_version: (\S+)", (project_root / "profiles.yml").read_text())[1]
    with duckdb.connect(str(tmp_path / "old.duckdb")) as connection:
        connection.execute("create table kept as select 1 as id")
    with duckdb.connect() as connection:
        sql = (project_root / "docs" / "runbook.md").read_text().split("```sql\n")[1].split("```")[0]
        for name in ("new", "old"):
            sql = sql.replace(f"'{name}.duckdb'", f"'{tmp_path / name}.duckdb'")
        connection.execute(sql)
        version = connection.execute(
            "select tags['storage_version'] from duckdb_databases() where database_name = 'new'"
        ).fetchall()[0][0]
    assert version.startswith(wanted)
    assert rows_in(tmp_path / "new.duckdb") == [(1,)]


def test_too_little_memory_is_named_and_more_helps(small):
    small.write(n_rows=2_000_000, settings="{memory_limit: 20MB, max_temp_directory_size: 1KB}")
    message = small.refusal()
    assert "Out of Memory Error" in message
    assert "docs/runbook.md" in message
    small.write(n_rows=2_000_000, settings="{memory_limit: 100MB}")
    small.build()
    assert small.count() == 2_000_000


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write every file")
def test_a_file_without_the_right_to_write_it_is_named(small):
    small.build()
    small.database.chmod(0o400)
    assert "the file or its folder can't be written; give this user the right to" in small.refusal()


def test_every_section_and_link_of_the_runbook_stands(project_root):
    text = (project_root / "docs" / "runbook.md").read_text(encoding="utf-8")
    sections = {
        re.sub(r"[^a-z -]", "", line[3:].lower()).replace(" ", "-") for line in text.splitlines() if line[:3] == "## "
    }
    assert set(re.findall(r"\(#([a-z-]+)\)", text)) == sections
    assert "docs/runbook.md" in (project_root / "README.md").read_text(encoding="utf-8")
