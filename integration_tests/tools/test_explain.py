"""`intent explain` and `intent top` on the built demo: what they say is what the marts hold."""

from __future__ import annotations

import json
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
    """Somebody whose lines are cut by a cap and who has a living record in a CRM: contact, email, record."""
    return rows(
        built_demo,
        "select scores.contact_id, scores.email, min(records.crm_id) from intent.intent_contact_scores as scores "
        "inner join intent.intent_contact_records as records on scores.contact_id = records.contact_id "
        "inner join (select contact_id, sum(fresh_points * decayed_events) as points "
        "from intent.intent_contact_signal_days where as_of_date = (select max(as_of_date) from "
        "intent.intent_contact_scores) group by contact_id) as lines on scores.contact_id = lines.contact_id "
        "where records.is_living and lines.points > scores.points + 5 "
        "group by scores.contact_id, scores.email, scores.points "
        "order by scores.points desc, scores.contact_id limit 1",
    )[0]


def test_the_story_of_today_agrees_with_the_score(built_demo, person, capsys):
    contact_id, email, _ = person
    story = json.loads(called(["explain", email, "--database", str(built_demo), "--json"], capsys))
    score, points, segment = rows(
        built_demo,
        f"select score, points, segment from intent.intent_contact_scores where contact_id = {contact_id}",
    )[0]
    assert (story["contact_id"], story["score"], story["segment"]) == (contact_id, score, segment)
    assert story["points"] == float(points) < sum(line["points_left"] for line in story["ledger"])
    assert {record["is_living"] for record in story["records"]} >= {True}


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
    assert "known later, so it did not count yet" in called(arguments, capsys)


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
