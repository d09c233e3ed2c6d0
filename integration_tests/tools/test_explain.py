"""`intent explain` and `intent top` on the built demo: what they say is what the marts hold."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import duckdb
import pytest
from intent.cli import run


def called(arguments: list[str], capsys: pytest.CaptureFixture, code: int = 0) -> str:
    """What a call prints; on standard error where it is refused."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.argv", ["intent", *arguments])
        assert run() == code
    said = capsys.readouterr()
    assert "Traceback" not in said.out + said.err
    return said.err if code else said.out


def rows(database: Path, query: str) -> list[tuple]:
    with duckdb.connect(str(database), read_only=True) as connection:
        return connection.sql(query).fetchall()


@pytest.fixture(scope="module")
def person(built_demo: Path) -> tuple[int, str, str]:
    """Somebody whose acts are cut by a cap and who has a living record in a CRM: contact, email, record."""
    return rows(
        built_demo,
        "select scores.contact_id, scores.email, min(records.crm_id) from intent.intent_contact_scores as scores "
        "inner join intent.intent_contact_records as records on scores.contact_id = records.contact_id "
        "inner join (select contact_id, sum(points_before_caps) as points "
        "from intent.intent_contact_signal_days where as_of_date = (select max(as_of_date) from "
        "intent.intent_contact_scores) group by contact_id) as lines on scores.contact_id = lines.contact_id "
        "where records.is_living and lines.points > scores.points + 5 "
        "group by scores.contact_id, scores.email, scores.points "
        "order by scores.points desc, scores.contact_id limit 1",
    )[0]


def test_the_lines_of_the_story_add_up_to_the_score_of_any_day(built_demo, person, capsys):
    contact_id, email, _ = person
    for day, score, points, segment in rows(
        built_demo,
        "select as_of_date, score, points, segment from intent.intent_contact_score_history "
        f"where contact_id = {contact_id} order by as_of_date desc limit 2",
    ):
        arguments = ["explain", email, "--on", str(day), "--database", str(built_demo)]
        story = json.loads(called([*arguments, "--json"], capsys))
        assert (story["contact_id"], story["score"], story["segment"]) == (contact_id, score, segment)
        assert round(sum(line["points"] for line in story["ledger"]), 6) == float(points) == story["points"]
        assert sum(line["points_before_caps"] for line in story["ledger"]) > story["points"] + 1
        assert {record["is_living"] for record in story["records"]} >= {True}
        assert f"Together {points:.2f} points" in called(arguments, capsys)


def test_what_moved_since_a_week_ago_adds_up_to_the_move_of_the_points(built_demo, person, capsys):
    contact_id = person[0]
    (now, points), *_, (then, points_then) = rows(
        built_demo,
        "select as_of_date, points from intent.intent_contact_score_history "
        f"where contact_id = {contact_id} order by as_of_date desc limit 8",
    )
    story = json.loads(
        called(["explain", str(contact_id), "--on", str(now), "--database", str(built_demo), "--json"], capsys)
    )
    assert {move["compared_date"] for move in story["moves"]} == {str(then)}
    assert round(sum(move["points_change"] for move in story["moves"]), 6) == float(points - points_then)


def test_a_scorecard_that_gives_no_points_to_acts_tells_its_signals(built_demo, person, tmp_path, capsys):
    database = shutil.copy(built_demo, tmp_path / "warehouse.duckdb")
    with duckdb.connect(str(database)) as connection:
        connection.execute("alter view intent.intent_contact_signal_days rename to as_built")
        connection.execute(
            "create view intent.intent_contact_signal_days as "
            "select * replace (cast(null as decimal(18, 6)) as points) from intent.as_built"
        )
    n_signals, day = rows(
        built_demo,
        f"select count(*), min(as_of_date) - 1 from intent.intent_contact_signals where contact_id = {person[0]}",
    )[0]
    arguments = ["explain", person[1], "--database", str(database)]
    assert len(json.loads(called([*arguments, "--json"], capsys))["signals"]) == n_signals
    assert "Last day" in called(arguments, capsys)
    assert "gives each signal is known for today only" in called([*arguments, "--on", str(day)], capsys)


def test_every_name_of_a_contact_leads_to_it(built_demo, person, capsys):
    contact_id, email, crm_id = person
    for asked in (f" {email.upper()} ", crm_id, str(contact_id)):
        assert json.loads(called(["explain", asked, "--database", str(built_demo), "--json"], capsys))[
            "contact_id"
        ] == (contact_id)


def test_an_earlier_day_is_shown_as_it_was_and_names_what_came_later(built_demo, capsys):
    contact_id, day, n_later = rows(
        built_demo,
        "with later as (select history.contact_id, history.as_of_date, count(*) as n_later "
        "from intent.intent_contact_score_history as history "
        "inner join intent.intent_contact_signal_days as days on history.contact_id = days.contact_id "
        "where days.as_of_date = (select max(as_of_date) from intent.intent_contact_scores) "
        "and days.occurred_date <= history.as_of_date and days.known_date > history.as_of_date "
        "group by all) select * from later order by n_later desc, contact_id, as_of_date limit 1",
    )[0]
    arguments = ["explain", str(contact_id), "--on", str(day), "--database", str(built_demo)]
    story = json.loads(called([*arguments, "--json"], capsys))
    assert story["as_of_date"] == str(day)
    assert len(story["known_later"]) == n_later
    assert all(line["known_date"] <= str(day) for line in story["ledger"])
    assert (
        story["score"]
        == rows(
            built_demo,
            "select score from intent.intent_contact_score_history "
            f"where contact_id = {contact_id} and as_of_date = '{day}'",
        )[0][0]
    )
    said = called(arguments, capsys)
    assert "known later, so it did not count yet" in said
    assert f"Why: {story['reason_1']}" in said
    assert (
        story["reason_1"]
        == rows(
            built_demo,
            "select reason_1 from intent.intent_contact_reasons "
            f"where contact_id = {contact_id} and as_of_date = date '{day}'",
        )[0][0]
    )


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nobody@nowhere.example"], "no contact has this as its email, CRM record or contact id"),
        (["'; drop table x; --"], "no contact has this as its email, CRM record or contact id"),
        (["{email}", "--on", "yesterday"], "--on yesterday is no date; write it as 2026-11-30"),
        (["{email}", "--on", "1999-01-01"], "--on 1999-01-01 lies outside the history"),
    ],
)
def test_what_nobody_can_answer_is_a_sentence(arguments, sentence, built_demo, person, capsys):
    asked = [argument.format(email=person[1]) for argument in arguments]
    assert sentence in called(["explain", *asked, "--database", str(built_demo)], capsys, code=2)


def test_an_unknown_address_is_not_repeated(built_demo, capsys):
    said = called(["explain", "nobody@nowhere.example", "--database", str(built_demo)], capsys, code=2)
    assert "nowhere" not in said


def test_the_list_of_today_holds_reachable_prospects_in_order(built_demo, capsys):
    people = json.loads(called(["top", "--limit", "50", "--database", str(built_demo), "--json"], capsys))
    everybody = json.loads(
        called(["top", "--limit", "50", "--everybody", "--database", str(built_demo), "--json"], capsys)
    )
    for found in (people, everybody):
        assert [person["score"] for person in found] == sorted((person["score"] for person in found), reverse=True)
    closed = {
        email
        for (email,) in rows(
            built_demo, "select email from intent.intent_contact_scores where lifecycle <> 'prospect' or is_opted_out"
        )
    }
    assert len(people) == 50
    assert not closed & {person["email"] for person in people}
    assert closed & {person["email"] for person in everybody}
    assert "--limit 0 must be 1 or more" in called(
        ["top", "--limit", "0", "--database", str(built_demo)], capsys, code=2
    )
