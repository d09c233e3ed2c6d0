"""`intent what-if`: another configuration beside a build, and nothing in the warehouse changes."""

from __future__ import annotations

import csv
import hashlib
import json
import sys
from pathlib import Path

import duckdb
import pytest
from intent import cli

SIGNAL = "pricing_page_viewed"


def answered(arguments: list[str], code: int) -> None:
    sys.argv = ["intent", "what-if", *arguments]
    assert cli.run() == code


def digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


@pytest.fixture
def changed(project_root, tmp_path):
    """The seed with other cells in one row, as a file elsewhere."""

    def written(**cells: str) -> Path:
        with (project_root / "seeds" / "intent_signals.csv").open(encoding="utf-8", newline="") as opened:
            rows = list(csv.DictReader(opened))
        file = tmp_path / "other.csv"
        with file.open("w", encoding="utf-8", newline="") as opened:
            writer = csv.DictWriter(opened, rows[0])
            writer.writeheader()
            writer.writerows({**row, **(cells if row["signal_name"] == SIGNAL else {})} for row in rows)
        return file

    return written


def test_a_lower_weight_moves_down_whoever_has_the_signal_and_nobody_else(
    built_demo, project_root, changed, tmp_path, capsys
):
    before = digest(built_demo)
    options = [
        "--database",
        str(built_demo),
        "--project-dir",
        str(project_root),
        "--out",
        str(tmp_path / "out"),
        "--json",
    ]
    answered(["--signals", str(changed(points="1", max_points="1")), *options, "--out", str(tmp_path / "out")], 0)
    assert digest(built_demo) == before, "the database is another one"

    report = json.loads(capsys.readouterr().out)
    moved = report["contacts"]
    with duckdb.connect(str(built_demo), read_only=True) as connection:
        # Whoever had it earlier may still be in a segment that holds until its exit margin.
        with_signal = {
            row[0]
            for row in connection.execute(
                "select distinct contact_id from intent.intent_contact_signal_days where signal_name = ?", [SIGNAL]
            ).fetchall()
        }
        sizes = dict(
            connection.execute("select segment, count(*) from intent.intent_contact_scores group by 1").fetchall()
        )
    assert moved, "nobody would change segment"
    assert {contact["contact_id"] for contact in moved} <= with_signal
    assert len(with_signal) < sum(sizes.values()), "everybody has it: nobody shows that others stay"
    assert all(contact["score_then"] <= contact["score_now"] for contact in moved)

    for row in report["segments"]:
        assert row["n_now"] == sizes[row["segment"]]
        assert row["n_then"] == row["n_now"] + row["n_come"] - row["n_leave"]
        assert row["lift_now"] != row["lift_then"]
        assert row["lift_low_then"] < row["lift_then"] < row["lift_high_then"]
    top = report["segments"][0]
    assert top["n_come"] == 0 < top["n_leave"]
    of_today = [day for day in report["days"] if day["as_of_date"] == report["as_of_date"]]
    assert sum(day["n_contacts"] for day in of_today) == len(moved) == report["n_moved"]
    earlier = {day["as_of_date"] for day in report["days"]} - {report["as_of_date"]}
    assert earlier, "nobody would have changed segment before today"
    with (tmp_path / "out" / "contacts.csv").open(encoding="utf-8", newline="") as opened:
        assert [int(row["contact_id"]) for row in csv.DictReader(opened)] == [
            contact["contact_id"] for contact in moved
        ]


def test_the_gate_names_the_cell_of_the_given_file(built_demo, project_root, changed, capsys):
    before, file = digest(built_demo), changed(points="lots")
    answered(["--signals", str(file), "--database", str(built_demo), "--project-dir", str(project_root)], 2)
    said = capsys.readouterr().err
    assert f"{file}, row {SIGNAL}, column points, value 'lots'" in said
    assert "Traceback" not in said
    assert digest(built_demo) == before


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("signal_name,points\nopened,1\n", "column 'tier' is missing"),
        ("signal_name;tier\n", "cells are separated by ';'"),
        (None, "can't be read"),
    ],
)
def test_a_file_that_is_no_such_seed_is_refused_before_anything_is_copied(built_demo, tmp_path, content, words, capsys):
    file = tmp_path / "other.csv"
    if content:
        file.write_text(content, encoding="utf-8")
    answered(["--signals", str(file), "--database", str(built_demo)], 2)
    assert f"{file}" in (said := capsys.readouterr().err)
    assert words in said
