"""`intent refresh` on a copy of the demo: its table equals a full build's, and nothing wrong is published."""

from __future__ import annotations

import gc
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest
from contracts_project import compared_columns, rows_apart
from intent import cli
from intent.dbt_session import BuildError
from intent.refresh import Refresher, tell_cycle
from intent.warehouse import run_dbt
from rich.console import Console

NOT_COPIED = shutil.ignore_patterns(".venv", ".git", "target", "logs", "*.duckdb*", "integration_tests", ".*_cache")
PAGES = Path("demo/raw/segment/pages.parquet")
RECORDS = Path("demo/raw/hubspot/contact.parquet")
SIGNALS = Path("seeds/intent_signals.csv")
# What a CRM was given stays until it matters (test_sync.py); these columns are today's in any build.
SYNCED = (
    "select contact_id, crm_id, email, intent_segment, lifecycle, suppression_reason, recommended_action "
    "from intent.intent_sync_contacts"
)
MODELS_ONLY = ("--exclude-resource-type", "test", "--exclude-resource-type", "unit_test")
LAST_MOMENT = f"(select max(received_at) from '{PAGES}' where received_at < timestamp '2030-01-01')"
PRICING = "pricing_page_viewed,high,web,probabilistic,"


@pytest.fixture(scope="module")
def refresher(project_root, tmp_path_factory) -> Iterator[Refresher]:
    """A refresher that has filled an empty database from a copy of the demo; tests run in the folder of the copy."""
    project = tmp_path_factory.mktemp("refresh") / "project"
    shutil.copytree(project_root, project, ignore=NOT_COPIED)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(project)
        patch.delenv("INTENT_DUCKDB_PATH", raising=False)
        patch.setenv("DBT_PROFILES_DIR", str(project))
        made = Refresher(None)
        first = made.cycle()
        assert "first cycle" in first.cause
        assert first.n_events > 50000 and first.n_contacts > 1000
        yield made
    gc.unfreeze()


@pytest.fixture(scope="module")
def grown(refresher) -> dict:
    """What each of some deliveries did, one cycle after another, and the database before anything is built in full."""
    add_rows(PAGES, 100, "new", "user_id is not null", f"{LAST_MOMENT} - interval 5 minute")
    done = {"events": refresher.cycle()}
    done["again"] = refresher.cycle()
    add_rows(
        PAGES, 40, "late", "anonymous_id is not null", "timestamp - interval 9 day", "received_at - interval 8 day"
    )
    done["late events"] = refresher.cycle()
    # Two records of the CRM turn out to be one person's.
    with duckdb.connect() as connection:
        connection.execute(
            f"create table delivered as from '{RECORDS}'; update delivered set property_hs_merged_object_ids = "
            "(select max(id) from delivered where property_email like '%.example') where id = (select min(id) from "
            "delivered where property_email like '%.example' and property_hs_merged_object_ids is null); "
            f"copy delivered to '{RECORDS}'"
        )
    before = rows(SYNCED)
    done["link"] = refresher.cycle()
    return {**done, "contacts before the link": len(before), "synced": rows(SYNCED)}


@pytest.fixture(scope="module")
def whole(grown, tmp_path_factory) -> Path:
    """A full build of the same raw files in a project of its own."""
    folder = tmp_path_factory.mktemp("whole") / "project"
    shutil.copytree(Path.cwd(), folder, ignore=shutil.ignore_patterns("*.duckdb*"))
    run_dbt(["build", "--quiet", "--full-refresh", *MODELS_ONLY], folder)
    return folder


def rows(query: str, database: str | Path = "warehouse.duckdb") -> list[tuple]:
    with duckdb.connect(str(database), read_only=True) as connection:
        return connection.execute(query).fetchall()


def add_rows(file: Path, number: int, name: str, which: str, occurred_at: str, received_at: str = "") -> None:
    """Deliver copies of rows of a raw file with new ids and times."""
    with duckdb.connect() as connection:
        connection.execute(
            f"create table delivered as from '{file}'; insert into delivered by name (select * replace ("
            f"'{name}|' || id as id, {occurred_at} as timestamp, {received_at or occurred_at} as received_at) "
            f"from delivered where {which} order by id limit {number}); copy delivered to '{file}'"
        )


def differences(query: str, left: str | Path, right: str | Path) -> int:
    with duckdb.connect() as connection:
        for name, database in (("left_side", left), ("right_side", right)):
            connection.execute(f"attach '{database}' as {name} (read_only)")
        sides = [re.sub(r"\bfrom (?=\w+\.)", f"from {side}.", query) for side in ("left_side", "right_side")]
        return sum(rows_apart(connection, *sides))


def test_new_events_late_events_and_a_merge_reach_the_sync_mart_as_in_a_full_build(grown, whole):
    assert [grown[name].n_events for name in ("events", "late events", "link")] == [100, 40, 0]
    assert grown["events"].n_contacts > 0
    assert len(grown["synced"]) == grown["contacts before the link"] - 1
    assert differences(SYNCED, "warehouse.duckdb", whole / "warehouse.duckdb") == 0
    live = "select * from intent_internal.int_current_contact_scores"
    assert differences(live, "warehouse.duckdb", whole / "warehouse.duckdb") == 0


def test_known_people_and_kinds_leave_identity_alone(refresher, grown):
    assert grown["events"].n_models < grown["link"].n_models < len(refresher.plan.tables) - 15


def test_nothing_new_says_so(grown):
    assert grown["again"].sentence() == "nothing new"


def test_a_plain_build_after_refreshes_equals_a_full_build_row_for_row(whole):
    run_dbt(["build", "--quiet", *MODELS_ONLY], Path.cwd())
    tables = rows(
        "select table_schema || '.' || table_name from information_schema.tables "
        "where table_schema = 'intent' or table_name like '%\\_as\\_of' escape '\\'",
        whole / "warehouse.duckdb",
    )
    different = {}
    for (table,) in tables:
        with duckdb.connect("warehouse.duckdb", read_only=True) as connection:
            columns = compared_columns(connection, table)
        number = differences(f"select {columns} from {table}", "warehouse.duckdb", whole / "warehouse.duckdb")
        if number:
            different[table] = number
    assert different == {}
    assert len(tables) > 20
    assert {table.split(".")[0] for (table,) in tables} == {"intent", "intent_internal"}


def test_a_run_of_dbt_by_somebody_else_is_noticed(refresher, whole):
    """Runs after the plain build of the test before it."""
    assert "somebody else" in refresher.cycle().cause


def test_a_wrong_seed_stops_with_the_gates_sentence_and_a_repaired_one_goes_through(refresher, whole, capsys):
    good, before = SIGNALS.read_text(encoding="utf-8"), rows(SYNCED)
    points = good.split(PRICING)[1].split(",")[0]
    SIGNALS.write_text(good.replace(PRICING + points, PRICING + "lots"), encoding="utf-8")
    assert not tell_cycle(refresher, Console(soft_wrap=True))
    printed = capsys.readouterr()
    assert "intent_signals.csv, row pricing_page_viewed, column points, value 'lots'" in printed.out
    assert "Traceback" not in printed.out + printed.err
    assert sorted(map(str, rows(SYNCED))) == sorted(map(str, before))

    changed = good.replace(PRICING + points, PRICING + str(float(points) + 3))
    for folder in (Path.cwd(), whole):
        (folder / SIGNALS).write_text(changed, encoding="utf-8")
    repaired = refresher.cycle()
    assert repaired.n_contacts > 0
    assert "failed" in repaired.cause
    run_dbt(["build", "--quiet", "--select", "+intent_sync_contacts", *MODELS_ONLY], whole)
    assert differences(SYNCED, "warehouse.duckdb", whole / "warehouse.duckdb") == 0


@pytest.mark.parametrize("seconds", ["0", "-5"])
def test_less_than_a_second_is_refused(seconds, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["intent", "refresh", "--every", seconds])
    assert cli.run() == 2
    assert f"--every is {seconds}" in capsys.readouterr().err


def test_between_cycles_others_may_open_the_file_and_a_term_signal_ends_well(refresher):
    command = [sys.executable, "-m", "intent.cli", "refresh", "--every", "600"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert "nothing new" in process.stdout.readline()
        with duckdb.connect("warehouse.duckdb") as connection:
            assert connection.execute("select count(*) from intent.intent_sync_contacts").fetchone()[0] > 1000
        process.send_signal(signal.SIGTERM)
        out, errors = process.communicate(timeout=60)
    finally:
        process.kill()
    assert (process.returncode, errors) == (0, "")
    assert out.endswith("stopped\n")


@contextmanager
def held_database() -> Iterator[None]:
    """The database file, held open by another process meanwhile."""
    hold = "import duckdb, sys; held = duckdb.connect('warehouse.duckdb'); print('held', flush=True); sys.stdin.read()"
    with subprocess.Popen([sys.executable, "-c", hold], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        holder.stdout.readline()
        yield
        holder.communicate()


def test_a_file_that_another_process_holds_is_tried_again(refresher, capsys):
    with held_database():
        assert not tell_cycle(refresher, Console(soft_wrap=True))
    assert "Could not set lock on file" in capsys.readouterr().out
    assert tell_cycle(refresher, Console(soft_wrap=True))
    assert "nothing new" in capsys.readouterr().out


def test_a_file_held_while_a_file_of_the_project_changed_is_tried_again(refresher, capsys):
    macro = Path("macros/unused_while_held.sql")
    with held_database():
        macro.write_text("{# Nothing. #}\n", encoding="utf-8")
        assert not tell_cycle(refresher, Console(soft_wrap=True))
    macro.unlink()
    assert "not refreshed: " in capsys.readouterr().out
    assert tell_cycle(refresher, Console(soft_wrap=True))
    assert "nothing new" in capsys.readouterr().out


def test_a_file_that_is_held_at_the_start_is_no_crash(refresher):
    command = [sys.executable, "-c", "import sys; from intent.cli import run; sys.exit(run())", "refresh", "--once"]
    with held_database():
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "not refreshed: " in done.stdout and "Could not set lock on file" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def test_a_file_that_is_taken_in_the_middle_of_a_cycle_is_tried_again(refresher, capsys, monkeypatch):
    fingerprints = refresher.session.fingerprints

    def while_held(names):
        refresher.session.let_go()
        with held_database():
            return fingerprints(names)

    with monkeypatch.context() as patch:
        patch.setattr(refresher.session, "fingerprints", while_held)
        assert not tell_cycle(refresher, Console(soft_wrap=True))
    assert "another process holds the database" in capsys.readouterr().out
    assert tell_cycle(refresher, Console(soft_wrap=True))
    assert "nothing new" in capsys.readouterr().out


@contextmanager
def garbage_database() -> Iterator[None]:
    """Something else than a database in the place of the file meanwhile."""
    database, aside = Path("warehouse.duckdb"), Path("warehouse.aside")
    database.rename(aside)
    database.write_bytes(b"no database at all\n" * 1000)
    try:
        yield
    finally:
        aside.rename(database)


@contextmanager
def unwritable_database() -> Iterator[None]:
    """The database file without the right to write it; root needs another way to have none."""
    as_root = os.geteuid() == 0
    take, give = (("chattr", "+i"), ("chattr", "-i")) if as_root else (("chmod", "a-w"), ("chmod", "u+w"))
    if not shutil.which(take[0]) or subprocess.run([*take, "warehouse.duckdb"], capture_output=True).returncode:
        pytest.skip("this file system lets root write every file")
    try:
        yield
    finally:
        subprocess.run([*give, "warehouse.duckdb"], check=True)


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        (garbage_database, "the file is no whole DuckDB database"),
        (unwritable_database, "the file or its folder can't be written"),
    ],
)
def test_a_file_that_can_not_be_used_is_named_and_tried_again(refresher, capsys, broken, words):
    with broken():
        assert not tell_cycle(refresher, Console(soft_wrap=True))
    said = capsys.readouterr().out
    assert said.count("\n") == 1 and "not refreshed: " in said and words in said, said
    assert tell_cycle(refresher, Console(soft_wrap=True))
    assert "nothing new" in capsys.readouterr().out


@pytest.mark.parametrize("text", ["", "{", "[]", '{"other": 1}'])
def test_half_a_memory_is_no_memory(refresher, text):
    good = refresher.memory_file.read_text(encoding="utf-8")
    memory, refresher.memory = refresher.memory, None
    refresher.memory_file.write_text(text, encoding="utf-8")
    refresher.recall()
    assert refresher.memory is None
    refresher.memory_file.write_text(good, encoding="utf-8")
    refresher.recall()
    assert refresher.memory == memory


def test_a_row_that_nobody_delivered_keeps_the_last_good_rows(refresher):
    with duckdb.connect("warehouse.duckdb") as connection:
        connection.execute(
            "insert into intent_internal.int_received_events from intent_internal.int_received_events limit 1"
        )
    before = rows("select * from intent.intent_sync_contacts")
    refresher.memory.database = refresher.session.database_stamp()
    add_rows(PAGES, 10, "newer", "user_id is not null", f"{LAST_MOMENT} - interval 1 minute")
    with pytest.raises(BuildError, match="assert_every_received_row_was_delivered"):
        refresher.cycle()
    assert sorted(map(str, rows("select * from intent.intent_sync_contacts"))) == sorted(map(str, before))


def test_a_view_that_an_engine_drops_with_its_table_is_made_again(refresher):
    restored = {name.split(".")[-1] for name in refresher.plan.views_to_restore({"model.intent.int_event_kinds"})}
    assert restored == {"intent_contact_events"}


@pytest.mark.parametrize(
    "file", ["dbt_project.yml", "profiles.yml", "models/marts/activation/intent_sync_contacts.sql", "macros/new.sql"]
)
def test_a_changed_or_new_file_of_the_project_is_noticed(file, refresher):
    before = refresher.session.files_digest()
    with Path(file).open("a", encoding="utf-8") as stream:
        stream.write("\n")
    assert refresher.session.files_digest() != before


def test_once_exits_with_1_and_dbts_words_where_the_cycle_failed(refresher, monkeypatch, capsys):
    settings = Path("dbt_project.yml").read_text(encoding="utf-8")
    Path("dbt_project.yml").write_text(settings.replace("profile: intent", "profile: missing"), encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["intent", "refresh", "--once"])
    assert cli.run() == 1
    Path("dbt_project.yml").write_text(settings, encoding="utf-8")
    printed = capsys.readouterr()
    assert "Could not find profile named 'missing'" in printed.out
    assert "Traceback" not in printed.out + printed.err
