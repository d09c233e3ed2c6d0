"""`intent publish`: readers see one whole build at every moment, and never one that fails an audit."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import duckdb
import pytest
from intent.cli import run
from intent.errors import InputError
from intent.publish import publish

# Every poll opens the file again, as a BI tool or a reverse-ETL tool does, and counts contacts in four places.
POLLS = """
import duckdb, sys
reader = duckdb.connect(config={'threads': 1})
for number in range(int(sys.argv[2])):
    reader.execute(f"attach '{sys.argv[1]}' as marts (read_only)")
    print(*reader.execute('''
        select (select n_contacts from marts.intent.intent_publication),
            (select count(*) from marts.intent.intent_contact_scores),
            (select count(*) from marts.intent.intent_contacts),
            (select count(*) from marts.intent.intent_sync_contacts)
    ''').fetchone())
    reader.execute("detach marts")
"""
N_POLLS = 10_000
N_READERS = 2
OF_CONTACTS = [
    "intent_contacts",
    "intent_contact_scores",
    "intent_contact_score_history",
    "intent_contact_signals",
    "intent_sync_contacts",
    "intent_score_changes",
]
# A file of few tables opens faster, so that there can be many polls.
FIRST_PEOPLE = "select contact_id from intent.intent_contacts order by contact_id limit 20"
MARTS = [*OF_CONTACTS, "intent_account_scores", "intent_row_conservation"]


@pytest.fixture(scope="module")
def small_build(built_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The marts of 40 contacts of the demo, in a database of their own."""
    database = tmp_path_factory.mktemp("small") / "warehouse.duckdb"
    with closing(duckdb.connect(str(database))) as connection:
        connection.execute(f"attach '{built_demo}' as demo (read_only); create schema intent")
        connection.execute("""
            create table people as
            select scores.contact_id
            from demo.intent.intent_contact_scores as scores
            inner join demo.intent.intent_sync_contacts as synced
                on cast(scores.contact_id as varchar) = synced.contact_id
            order by scores.is_opted_out desc, scores.score desc, scores.contact_id limit 40
        """)
        for mart in MARTS:
            people = "where cast(contact_id as varchar) in (select cast(contact_id as varchar) from people)"
            where = people if mart in OF_CONTACTS else ""
            connection.execute(f"create table intent.{mart} as select * from demo.intent.{mart} {where} limit 5000")
        connection.execute("drop table people")
    return database


@pytest.fixture
def build(small_build: Path, tmp_path: Path) -> Path:
    """A copy that a test may break."""
    return Path(shutil.copy(small_build, tmp_path))


def change(database: Path, statement: str) -> None:
    with closing(duckdb.connect(str(database))) as connection:
        connection.execute(statement)


def test_the_demo_passes_and_is_the_same_where_it_is_served(built_demo, tmp_path):
    served = tmp_path / "marts.duckdb"
    done = publish(built_demo, served)
    with closing(duckdb.connect()) as connection:
        connection.execute(f"attach '{built_demo}' as warehouse (read_only); attach '{served}' as served (read_only)")
        marts = [
            row[0]
            for row in connection.execute("""
                select table_name from information_schema.tables
                where table_catalog = 'warehouse' and table_schema = 'intent'
            """).fetchall()
        ]
        assert done.n_marts == len(marts)
        for mart in marts:
            sides = [f"select * from {side}.intent.{mart}" for side in ("warehouse", "served")]
            for first, second in (sides, reversed(sides)):
                assert connection.execute(f"select count(*) from ({first} except all {second})").fetchone() == (0,), (
                    mart
                )
        schemas = connection.execute("""
            select distinct table_schema from information_schema.tables where table_catalog = 'served'
        """).fetchall()
    assert schemas == [("intent",)]
    assert served.stat().st_size < built_demo.stat().st_size


def test_ten_thousand_polls_meet_no_refusal_and_no_mixture(build, tmp_path):
    served = tmp_path / "marts.duckdb"
    fewer = Path(shutil.copy(build, tmp_path / "fewer.duckdb"))
    with closing(duckdb.connect(str(fewer))) as connection:
        (gone,) = connection.execute("select min(contact_id) from intent.intent_contact_scores").fetchone()
        for mart in OF_CONTACTS:
            connection.execute(f"delete from intent.{mart} where cast(contact_id as varchar) = '{gone}'")
    publish(build, served)
    command = [sys.executable, "-c", POLLS, str(served), str(N_POLLS // N_READERS)]
    readers = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(N_READERS)
    ]
    n_published = 0
    while any(reader.poll() is None for reader in readers):
        publish((fewer, build)[n_published % 2], served)
        n_published += 1
        time.sleep(0.2)
    answers = [reader.communicate() for reader in readers]
    assert [error for _, error in answers] == [""] * N_READERS
    polls = [line.split() for answer, _ in answers for line in answer.splitlines()]
    assert len(polls) == N_POLLS
    assert n_published > 10
    assert {tuple(poll) for poll in polls} == {("40",) * 4, ("39",) * 4}


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("delete from intent.intent_sync_contacts", "intent_sync_contacts has no rows"),
        ("insert into intent.intent_contact_scores from intent.intent_contact_scores limit 1", "more than one score"),
        ("insert into intent.intent_sync_contacts from intent.intent_sync_contacts limit 1", "synced twice"),
        ("update intent.intent_contact_scores set score = 101 where score = 100", "outside 0 to 100"),
        ("update intent.intent_contact_scores set recommended_action = null", "no segment or no recommended action"),
        (
            "delete from intent.intent_contacts where email = (select min(email) from intent.intent_contacts)",
            "not among",
        ),
        ("update intent.intent_account_scores set as_of_date = as_of_date - 1", "a build was broken off"),
        ("update intent.intent_contact_scores set score = score - 1 where score > 50", "another one in the history"),
        ("update intent.intent_contact_signals set points = points + 1", "not the points of the contact"),
        ("update intent.intent_score_changes set points_change = points_change + 1", "is not explained"),
        ("update intent.intent_row_conservation set n_unexplained = 1", "rows were lost"),
        ("update intent.intent_sync_contacts set intent_segment = 'Cold'", "contradicts the scores"),
        ("update intent.intent_sync_contacts set is_suppressed = false", "is not suppressed"),
        ("delete from intent.intent_contact_score_history where rowid % 2 = 0", "another one in the history"),
        ("drop table intent.intent_contacts", "no finished build (intent_contacts missing)"),
    ],
)
def test_a_build_that_fails_an_audit_leaves_what_is_served(statement, fault, build, tmp_path):
    served = tmp_path / "marts.duckdb"
    publish(build, served)
    before = served.read_bytes()
    change(build, statement)
    with pytest.raises(InputError) as refused:
        publish(build, served)
    assert fault in str(refused.value)
    assert served.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["marts.duckdb", "warehouse.duckdb"]


@pytest.mark.parametrize(
    ("statements", "fault"),
    [
        (
            [
                f"delete from intent.{mart} where cast(contact_id as bigint) not in ({FIRST_PEOPLE})"
                for mart in [*OF_CONTACTS[1:], OF_CONTACTS[0]]
            ],
            "intent_contact_scores would have",
        ),
        (
            [
                f"update intent.{mart} set {column} = 'Cooling' where {column} <> 'Cooling'"
                for mart, column in [("intent_contact_scores", "segment"), ("intent_sync_contacts", "intent_segment")]
            ],
            "contacts would be in another segment",
        ),
    ],
)
def test_a_sudden_change_waits_for_a_person_who_names_the_date(statements, fault, build, tmp_path):
    served = tmp_path / "marts.duckdb"
    publish(build, served)
    with closing(duckdb.connect(str(build))) as connection:
        for statement in statements:
            connection.execute(statement)
        (as_of_date,) = connection.execute("select max(as_of_date) from intent.intent_contact_scores").fetchone()
    with pytest.raises(InputError) as refused:
        publish(build, served)
    assert fault in str(refused.value)
    assert f"--accept-volume-change {as_of_date}" in str(refused.value)
    with pytest.raises(InputError):
        publish(build, served, accepted="2020-01-01")
    publish(build, served, accepted=str(as_of_date))


def test_an_older_build_is_refused_whatever_is_accepted(build, tmp_path):
    served = tmp_path / "marts.duckdb"
    publish(build, served)
    for mart in (
        "intent_contact_scores",
        "intent_contact_score_history",
        "intent_account_scores",
        "intent_score_changes",
    ):
        change(build, f"update intent.{mart} set as_of_date = as_of_date - 1")
    change(build, "update intent.intent_score_changes set compared_date = compared_date - 1")
    with pytest.raises(InputError, match="older than"):
        publish(build, served, accepted="2026-06-29")


def said(arguments: list[str], capsys: pytest.CaptureFixture, code: int) -> str:
    """What the command prints."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.argv", ["intent", "publish", *arguments])
        assert run() == code
    printed = capsys.readouterr()
    return printed.err if code else printed.out


def test_the_command_says_what_it_did_and_what_it_did_not(build, tmp_path, capsys):
    served = tmp_path / "marts.duckdb"
    results = tmp_path / "run_results.json"
    places = ["--database", str(build), "--out", str(served), "--run-results", str(results)]
    answer = json.loads(said([*places, "--json"], capsys, 0))
    assert answer["file"] == str(served)
    assert answer["n_marts"] == len(MARTS)
    results.write_text(json.dumps({"results": [{"unique_id": "test.intent.unique_contacts.1", "status": "fail"}]}))
    assert "the last run of dbt failed in unique_contacts" in said(places, capsys, 2)
    results.unlink()
    assert "does not exist; run `make build` first" in said(["--database", str(tmp_path / "no.duckdb")], capsys, 2)
    assert "is the database of the build" in said(["--database", str(build), "--out", str(build)], capsys, 2)
    # Whatever the last run of this checkout was.
    nowhere = [*places, "--out", str(tmp_path / "no" / "marts.duckdb")]
    assert "give another --out" in said(nowhere, capsys, 2)
