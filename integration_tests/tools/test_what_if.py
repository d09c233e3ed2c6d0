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
from intent.what_if import FOLDERS, reached, replace_rows

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


def test_a_lower_cut_for_small_companies_moves_up_their_people_alone_and_a_rule_of_fit_grades(
    built_demo, project_root, tmp_path, capsys
):
    classes, cuts = tmp_path / "classes.csv", tmp_path / "cuts.csv"
    classes.write_text(
        "deal_size_class,attribute,lower_bound,upper_bound,weekly_capacity\nSmall,employee_count,0,200,10\n",
        encoding="utf-8",
    )
    cuts.write_text("deal_size_class,segment_name,min_score\nSmall,High Intent,50\n", encoding="utf-8")
    usual = (project_root / "seeds" / "fit" / "intent_fit_rules.csv").read_text(encoding="utf-8")
    rules = tmp_path / "rules.csv"
    rules.write_text(usual.replace(",seniority,Director,0,1,25,", ",seniority,Director,0,1,-30,"), encoding="utf-8")
    before = digest(built_demo)
    places = ["--database", str(built_demo), "--project-dir", str(project_root), "--json"]
    options = ["--deal-size-classes", str(classes), "--deal-size-cuts", str(cuts), "--fit-rules", str(rules)]
    answered([*options, *places], 0)
    assert digest(built_demo) == before, "the database is another one"

    report = json.loads(capsys.readouterr().out)
    with duckdb.connect(str(built_demo), read_only=True) as connection:
        below = connection.execute(
            """
            select scores.contact_id, scores.score >= 50
            from intent.intent_contact_scores as scores
            inner join intent_internal.int_contact_trait_periods as traits
                on scores.contact_id = traits.contact_id
                and scores.as_of_date between traits.from_date and traits.last_date
            where traits.employee_count < 200 and scores.segment <> 'High Intent'
            """
        ).fetchall()
    moved = {contact["contact_id"] for contact in report["contacts"]}
    sure = {contact_id for contact_id, is_above in below if is_above}
    assert sure <= moved <= {contact_id for contact_id, _ in below}
    assert sure, "nobody of a small company scores between both cuts"
    assert {contact["segment_then"] for contact in report["contacts"]} == {"High Intent"}
    assert {day["as_of_date"] for day in report["days"]} - {report["as_of_date"]}, "history is as it was"
    top = report["segments"][0]
    assert top["lift_now"] != top["lift_then"]

    with duckdb.connect(str(built_demo), read_only=True) as connection:
        directors = dict(
            connection.execute(
                "select fit_grade, count(*) from intent.intent_contact_scores where seniority = 'Director' group by 1"
            ).fetchall()
        )
    fallen = [row for row in report["grades"] if row["grade_now"] != row["grade_then"]]
    assert fallen, "no grade would be another one"
    assert all(row["grade_now"] < row["grade_then"] for row in fallen)
    assert all(row["n_contacts"] <= directors[row["grade_now"]] for row in fallen)
    assert 0 < sum(row["n_hybrid_moved"] for row in report["grades"]) <= sum(directors.values())


def test_there_is_an_option_for_each_seed_that_moves_scores_and_needs_no_other_events_and_people(manifest):
    nodes = manifest["nodes"]
    children = {
        key: [child for child in found if ".gate." not in ".".join(nodes.get(child, {}).get("fqn", []))]
        for key, found in manifest["child_map"].items()
    }
    parents = reached({"model.intent.int_contact_scores_as_of"}, manifest["parent_map"])
    movable = set()
    for key, node in nodes.items():
        if node["resource_type"] == "seed" and key.startswith("seed.intent.intent_"):
            between = reached({key}, children) & parents - {key}
            folders = [".".join(nodes[one]["fqn"][1:]) for one in between]
            if between and all(folder.startswith(FOLDERS) for folder in folders):
                movable.add(node["name"].removeprefix("intent_"))
    assert movable == set(cli.WHAT_IF_SEEDS)


def test_the_gate_names_the_cells_of_the_given_files(built_demo, project_root, changed, tmp_path, capsys):
    before, file, limits = digest(built_demo), changed(points="lots"), tmp_path / "limits.csv"
    usual = (project_root / "seeds" / "limits" / "intent_score_limits.csv").read_text(encoding="utf-8")
    limits.write_text(usual.replace("rising_change,15,", "rising_change,0,"), encoding="utf-8")
    places = ["--database", str(built_demo), "--project-dir", str(project_root)]
    answered(["--signals", str(file), "--score-limits", str(limits), *places], 2)
    said = capsys.readouterr().err
    assert f"{file}, row {SIGNAL}, column points, value 'lots'" in said
    assert f"{limits}, row rising_change, column limit_value, value '0'" in said
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


def test_a_file_without_a_column_that_may_be_missing_makes_a_table_without_it(tmp_path):
    """As dbt loads it: a column of nulls would be empty cells, of which the gate complains."""
    database, file = tmp_path / "copy.duckdb", tmp_path / "rules.csv"
    with duckdb.connect(str(database)) as connection:
        connection.execute("create table rules (rule_order varchar, signal_name varchar, campaign_like varchar)")
        connection.execute("insert into rules values ('1', 'a', '%')")
    file.write_text('signal_name,rule_order\nb,2\n"",3\n', encoding="utf-8")
    replace_rows(database, "rules", file)
    with duckdb.connect(str(database), read_only=True) as connection:
        found = connection.execute("select * from rules order by rule_order")
        assert [column[0] for column in found.description] == ["signal_name", "rule_order"]
        assert found.fetchall() == [("b", "2"), (None, "3")]
