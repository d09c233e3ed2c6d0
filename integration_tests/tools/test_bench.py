"""The benchmark measures what it says: peers do the same work, deliveries add up, targets are reported honestly."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from intent.bench.dbt_commands import stage_of
from intent.bench.limits import EVENT_TABLES, scan_and_aggregate
from intent.bench.measure import measure
from intent.bench.options import PEERS, check_installed, chosen, event_counts
from intent.bench.peers import duckdb_script
from intent.bench.peers.answers import differences
from intent.bench.project_builds import another_target, another_weight, change_seed
from intent.bench.raw_files import copy_people, deliveries, leave_out_bots
from intent.bench.report import markdown
from intent.bench.results import Results, Row
from intent.bench.run import STAGES, add_growth, go_further
from intent.bench.stored_blocks import rewritten_share, stored_blocks
from intent.errors import InputError


def count(file: Path, condition: str = "true") -> int:
    with duckdb.connect() as connection:
        return connection.execute(f"select count(*) from read_parquet('{file}') where {condition}").fetchone()[0]


def distinct(file: Path, column: str) -> int:
    with duckdb.connect() as connection:
        return connection.execute(
            f"select count(distinct {column}) from read_parquet('{file}') where cast({column} as varchar) <> ''"
        ).fetchone()[0]


def times(file: Path, column: str) -> list:
    with duckdb.connect() as connection:
        rows = connection.execute(f"select {column} from read_parquet('{file}') where {column} is not null").fetchall()
    return [time for (time,) in rows]


@pytest.fixture(scope="module")
def people_only(project_root, tmp_path_factory) -> Path:
    """The demo's raw files without what bots did, which peers do not look for."""
    raw = tmp_path_factory.mktemp("people") / "raw"
    shutil.copytree(project_root / "demo" / "raw", raw)
    leave_out_bots(raw, project_root / "demo" / "truth")
    return raw


def test_the_hand_written_script_gives_every_contact_the_projects_points(built_demo, people_only, tmp_path):
    duckdb_script.score(str(people_only), str(tmp_path / "points.parquet"))
    assert count(tmp_path / "points.parquet") > 1000
    assert differences(tmp_path / "points.parquet", built_demo) == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("least(n_so_far, max_events_per_day)", "n_so_far"),
        ("interval 30 minute, true)", "interval 1 minute, true)"),
        ("(event_key not in (from repeated) or", "(true or"),
        ("then 'time in the future'", "then ''"),
        ("where contacts.identifier_key not in (from suppressed) and", "where"),
    ],
)
def test_a_script_that_does_other_work_is_found_out(built_demo, people_only, tmp_path, right, wrong):
    text = duckdb_script.SCRIPT.read_text(encoding="utf-8")
    assert right in text
    duckdb_script.score(str(people_only), str(tmp_path / "points.parquet"), text.replace(right, wrong, 1))
    found = differences(tmp_path / "points.parquet", built_demo)
    assert "contacts differ in all" in found[-1]


@pytest.mark.parametrize("peer", ["polars", "pandas"])
def test_other_tools_give_every_contact_the_projects_points(built_demo, people_only, tmp_path, peer):
    if importlib.util.find_spec(peer) is None:
        pytest.skip(f"{peer} is not installed, so its points are not compared; run `make setup-bench`")
    module = importlib.import_module(f"intent.bench.peers.{peer}_script")
    module.score(str(people_only), str(tmp_path / "points.parquet"))
    assert differences(tmp_path / "points.parquet", built_demo) == []


def test_sizes_are_whole_numbers_in_order():
    assert event_counts("1e7, 1e5,1000000,1e6") == [100_000, 1_000_000, 10_000_000]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("1e9x", "'1e9x' is no number of events"),
        ("", "'' is no number of events"),
        ("1e6,,1e7", "'' is no number of events"),
        ("1e6;1e7", "'1e6;1e7' is no number of events"),
        ("-1e6", "'-1e6' is no number of events"),
        ("5", "5 is outside 1e+04 to 1e+08 events"),
        ("1e12", "1e12 is outside 1e+04 to 1e+08 events"),
    ],
)
def test_a_size_that_cannot_be_measured_is_refused_with_a_sentence(text, complaint):
    with pytest.raises(InputError) as refused:
        event_counts(text)
    assert complaint in str(refused.value)


def test_words_of_a_list_are_checked():
    assert chosen("--peers", "pandas,polars", PEERS) == ["polars", "pandas"]
    assert chosen("--peers", "none", PEERS) == []
    assert chosen("--peers", "all", PEERS) == list(PEERS)
    with pytest.raises(InputError, match="--peers: 'excel' is unknown; choose from polars, pandas, postgres"):
        chosen("--peers", "polars,excel", PEERS)


def test_a_peer_that_is_not_installed_is_named_before_anything_is_measured(monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "polars" else object())
    check_installed(["pandas", "postgres"])
    with pytest.raises(InputError, match="polars is not installed; run `make setup-bench`, or leave polars out"):
        check_installed(["pandas", "polars"])


def test_the_command_refuses_before_it_measures(project_root, tmp_path):
    command = [sys.executable, "-m", "intent.cli", "bench", "--folder", str(tmp_path / "bench"), "--events", "1e9x"]
    done = subprocess.run(command, cwd=project_root, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "intent: --events: '1e9x' is no number of events; write sizes such as 1e6,1e7" in done.stderr
    assert not (tmp_path / "bench").exists()


def test_the_limit_sees_every_event_row_and_groups_them(project_root):
    raw = project_root / "demo" / "raw"
    n_rows = sum(count(raw / f"{table}.parquet") for table in EVENT_TABLES)
    cost = measure("intent.bench.limits:scan_and_aggregate", raw=str(raw))
    assert cost.answer["n_rows"] == n_rows
    assert n_rows * 0.09 < cost.answer["n_groups"] <= n_rows // 10
    assert cost.cpu_seconds > 0
    assert cost.peak_bytes > 10_000_000


def test_the_limit_names_a_missing_file(tmp_path):
    with pytest.raises(InputError, match=r"pages\.parquet does not exist"):
        scan_and_aggregate(str(tmp_path))


def test_a_piece_that_fails_says_why(tmp_path):
    with pytest.raises(InputError, match=r"pages\.parquet does not exist") as failed:
        measure("intent.bench.limits:scan_and_aggregate", raw=str(tmp_path))
    assert "Traceback" not in str(failed.value)


def test_deliveries_add_up_to_the_whole(project_root, tmp_path):
    rows = deliveries(project_root / "demo" / "raw", tmp_path)
    n_whole, n_then, n_before = (
        sum(count(state / f"{table}.parquet", f"{arrived} is not null") for table, arrived in EVENT_TABLES.items())
        for state in (rows.whole, rows.then, rows.before)
    )
    assert n_whole == rows.n_events
    assert n_then - n_before == rows.n_new > 0
    assert n_whole - n_then == rows.n_daily > 0
    pages = "segment/pages.parquet"
    assert count(rows.then / pages, f"received_at >= date '{rows.last_day}'") == 0
    late = f"received_at >= date '{rows.last_day}' - 3 and received_at < date '{rows.last_day}'"
    assert 0 < count(rows.then / pages, late) < count(rows.whole / pages, late)
    assert deliveries(project_root / "demo" / "raw", tmp_path) == rows


def test_copies_of_people_share_no_key_and_lie_in_the_order_of_arrival(project_root, tmp_path):
    part = project_root / "demo" / "raw"
    copy_people(part, tmp_path, copies=3)
    for table, column in (
        ("segment/pages", "id"),
        ("segment/pages", "anonymous_id"),
        ("hubspot/contact", "property_email"),
        ("hubspot/contact", "id"),
        ("salesforce/task", "who_id"),
        ("generic/events", "identifier_value"),
    ):
        n_keys, n_copied = (distinct(folder / f"{table}.parquet", column) for folder in (part, tmp_path))
        assert n_copied == 3 * n_keys > 0, (table, column)
    arrivals = times(tmp_path / "segment" / "pages.parquet", "received_at")
    assert len(arrivals) == 3 * len(times(part / "segment" / "pages.parquet", "received_at"))
    assert arrivals == sorted(arrivals)
    assert count(tmp_path / "hubspot" / "company.parquet") == count(part / "hubspot" / "company.parquet")


def test_a_copied_person_is_the_same_person_in_every_source(project_root, tmp_path):
    part = project_root / "demo" / "raw"
    copy_people(part, tmp_path, copies=2)
    joined = (
        "select count(distinct people.id) from read_parquet('{0}/hubspot/contact_form_submission.parquet') as forms "
        "inner join read_parquet('{0}/hubspot/contact.parquet') as people on forms.contact_id = people.id "
        "inner join read_parquet('{0}/hubspot/email_event.parquet') as mails on people.property_email = mails.recipient"
    )
    with duckdb.connect() as connection:
        once, twice = (connection.execute(joined.format(folder)).fetchone()[0] for folder in (part, tmp_path))
    assert twice == 2 * once > 0


def test_a_table_that_is_left_alone_is_distinguished_from_one_written_again(tmp_path):
    file = tmp_path / "looked_at.duckdb"
    rows = "select number, hash(number) as hashed from range(300000) as numbers (number)"
    with duckdb.connect(str(file)) as connection:
        connection.execute(f"create schema intent; create schema internal; create table internal.left_alone as {rows}")
        connection.execute(f"create table intent.made_again as {rows}; create table intent.grown as {rows}")
    before = stored_blocks(str(file))
    with duckdb.connect(str(file)) as connection:
        connection.execute(f"create table intent.new_one as {rows}; drop table intent.made_again")
        connection.execute("alter table intent.new_one rename to made_again")
        connection.execute(f"insert into intent.grown {rows}")
    after = stored_blocks(str(file))
    assert rewritten_share(before, after, ["internal.left_alone"]) == 0
    assert rewritten_share(before, after, ["intent.made_again"]) == 1
    assert 0.2 < rewritten_share(before, after, ["intent.grown"]) < 0.8
    assert rewritten_share(before, after, ["intent.never_seen"]) == 0


@pytest.mark.parametrize(
    ("seed", "column", "change"),
    [("signals", "points", another_weight), ("signal_rules", "event_target_like", another_target)],
)
def test_one_cell_of_a_seed_is_changed(project_root, tmp_path, seed, column, change):
    original = (project_root / "seeds" / f"intent_{seed}.csv").read_text(encoding="utf-8")
    copy = tmp_path / "seed.csv"
    copy.write_text(original, encoding="utf-8")
    change_seed(copy, column, change)
    changed = [
        (old, new)
        for old, new in zip(original.splitlines(), copy.read_text(encoding="utf-8").splitlines(), strict=True)
        if old != new
    ]
    assert len(changed) == 1


def test_every_folder_of_models_is_a_stage_of_the_results(project_root):
    files = [file.relative_to(project_root / "models") for file in (project_root / "models").rglob("*.sql")]
    assert {stage_of(file.as_posix(), "model") for file in files} == set(STAGES)


def test_growth_compares_each_size_with_the_one_before():
    results = Results("2 cores")
    for n_events, cpu in ((0, 1.0), (1_000, 1.0), (10_000, 20.0), (100_000, 100.0)):
        results.rows.append(Row(n_events, "builds", "full build", cpu))
        add_growth(results)
    growth = [row for row in results.rows if row.part == "growth"]
    assert [(row.n_events, row.reached) for row in growth] == [(10_000, 2.0), (100_000, 0.5)]


def test_a_build_that_fails_after_the_full_builds_is_reported_and_ends_nothing():
    class OutOfMemory:
        def further(self, parts: list[str]) -> None:
            raise InputError(f"dbt build {parts[0]}: Out of Memory Error\n\nPossible solutions:\n* fewer threads")

    results = Results("2 cores")
    go_further(results, 10_000_000, OutOfMemory(), ["history"])
    assert results.failures == ["1e+07: dbt build history: Out of Memory Error Possible solutions: * fewer threads"]


def test_the_report_says_what_was_missed_and_what_was_wrong():
    results = Results("2 cores")
    results.rows = [
        Row(1_000_000, "builds", "full build", 50.0, over_limit=25.0, unit="L", target=20.0, reached=25.0),
        Row(1_000_000, "memory", "full build, peak", 0.0, unit="GB", target=2.5, reached=1.2),
    ]
    results.failures = ["1e+06, polars: contact 5 differs"]
    text = markdown(results)
    assert "| 1e6 | full build | at most 20 L | 25.00 L | missed |" in text
    assert "| 1e6 | full build, peak | at most 2.5 GB | 1.20 GB | met |" in text
    assert "- 1e+06, polars: contact 5 differs" in text
    assert "50" not in text
