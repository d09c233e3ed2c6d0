"""`intent summary`: the numbers of a build; of what is no finished build one sentence, exit code 2, no traceback."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from intent.cli import run
from intent.summary import print_lift, report_console

HOLD = "import duckdb, sys; held = duckdb.connect(sys.argv[1]); print('held', flush=True); sys.stdin.read()"


def said(arguments: list[str], capsys: pytest.CaptureFixture) -> str:
    """What the command says of a wrong input."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.argv", ["intent", *(["summary"] if arguments[0] != "check" else []), *arguments])
        assert run() == 2
    return capsys.readouterr().err


def test_a_missing_file_says_what_to_run(tmp_path, capsys):
    assert "does not exist; run `make build` first" in said(["--database", str(tmp_path / "no.duckdb")], capsys)


@pytest.mark.parametrize("content", [b"", b"no database at all\n" * 1000], ids=["empty", "garbage"])
def test_a_file_that_is_no_database_is_named(content, tmp_path, capsys):
    file = tmp_path / "file.duckdb"
    file.write_bytes(content)
    message = said(["--database", str(file)], capsys)
    assert message.startswith(f"intent: {file} ")
    assert "make build" in message
    assert file.read_bytes() == content


def test_a_file_that_another_process_holds_is_no_crash(tmp_path, capsys):
    file = tmp_path / "held.duckdb"
    command = [sys.executable, "-c", HOLD, str(file)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout.readline() == "held\n"
        message = said(["--database", str(file)], capsys)
        holder.stdin.close()
    assert f"{file} is held by another process; try again once it is done" in message


def test_a_check_before_a_build_says_who_holds_the_file(project_root, tmp_path, capsys):
    file = tmp_path / "held.duckdb"
    command = [sys.executable, "-c", HOLD.replace("sys.argv[1]", "sys.argv[1], read_only=True"), str(file)]
    duckdb.connect(str(file)).close()
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout.readline() == "held\n"
        message = said(["check", "--project-dir", str(project_root), "--database", str(file)], capsys)
        holder.stdin.close()
    assert f"{file} is held by another process; try again once it is done" in message


def test_a_picture_into_a_missing_folder_is_a_sentence(built_demo: Path, tmp_path, capsys):
    picture = tmp_path / "no" / "picture.svg"
    message = said(["--database", str(built_demo), "--picture", str(picture)], capsys)
    assert f"--picture {picture} can't be written (No such file or directory); give another path" in message


def test_a_machine_reads_the_same_numbers(built_demo: Path, capsys):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.argv", ["intent", "summary", "--database", str(built_demo), "--json"])
        assert run() == 0
    said_numbers = json.loads(capsys.readouterr().out)
    with duckdb.connect(str(built_demo), read_only=True) as connection:
        counted = dict(
            connection.execute("select segment, count(*) from intent.intent_contact_scores group by 1").fetchall()
        )
    assert {row["segment"]: row["n_contacts"] for row in said_numbers["segments"]} == counted
    assert all(row["lower_bound_rate"] < row["conversion_rate"] for row in said_numbers["lift"])


def test_the_rate_of_a_segment_is_that_of_the_counts_beside_it(tmp_path, capsys):
    """120 contact-months converted, of 63 contacts, who converted in one month and another."""
    with duckdb.connect(str(tmp_path / "warehouse.duckdb")) as connection:
        connection.execute("""
            create schema intent; create schema intent_internal;
            create table intent.intent_lift_totals as select 'Warming' as cohort_value, 'segment' as cohort_kind,
                'hand_weights' as scorecard_name, 14 as horizon_days, 600 as n_contact_months,
                120 as n_converted_contact_months, 63 as n_converters, 0.2 as conversion_rate, 0.1 as baseline_rate,
                2.0 as lift, 0.17 as lower_bound_rate, 0.23 as upper_bound_rate, 'above baseline' as verdict;
            create table intent.intent_contact_scores as select 'hand_weights' as scorecard_name;
            create table intent.intent_scorecards as select 'hand_weights' as scorecard_name;
            create table intent_internal.stg_intent__segments as select 'Warming' as segment_name, 2 as segment_rank;
            create table intent_internal.int_cohort_members as select 14 as horizon_days, true as is_conversion_window;
        """)
    print_lift(report_console(), tmp_path / "warehouse.duckdb")
    assert re.search(r"Warming +600 +120 +20\.0% ", capsys.readouterr().out)


def test_the_figures_of_the_docs_are_those_of_the_demo(built_demo: Path, project_root, tmp_path, capsys):
    files = ["lift.svg", "score_by_hand.md"]
    picture, page = (tmp_path / file for file in files)
    with pytest.MonkeyPatch.context() as patch:
        options = ["--picture", str(picture), "--by-hand", str(page)]
        patch.setattr("sys.argv", ["intent", "summary", "--database", str(built_demo), *options])
        assert run() == 0
    stale = [file for file in files if (tmp_path / file).read_bytes() != (project_root / "docs" / file).read_bytes()]
    assert stale == [], "run `make figures`"


def test_a_score_worked_out_by_hand_is_the_score(project_root):
    page = (project_root / "docs" / "score_by_hand.md").read_text(encoding="utf-8")
    acts = [line.split(" | ") for line in page.splitlines() if line.startswith("| 2")]
    for _, _, counted, fresh, _, left, before, _ in acts:
        by_hand = int(counted.split()[0]) * int(fresh) * float(left.rstrip("%")) / 100
        assert by_hand == pytest.approx(float(before), abs=0.02)
    points = re.search(r"\*\*([\d.]+)\*\* \|$", page, re.MULTILINE).group(1)
    assert sum(float(act[-1].rstrip(" |")) for act in acts) == pytest.approx(float(points), abs=0.05)
    base, given, low, rise, run_ = map(
        float, re.search(r"gives (\d+) \+ \(([\d.]+) - (\d+)\) × (\d+) / (\d+)", page).groups()
    )
    assert given == float(points)
    assert int(base + (given - low) * rise / run_) == int(re.search(r"below it: \*\*(\d+)", page).group(1))
