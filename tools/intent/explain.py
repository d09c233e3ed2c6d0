"""One contact's story and today's list, read from the marts of a built DuckDB file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from intent.errors import InputError
from intent.summary import print_json, report_console
from intent.warehouse import records

MOST_MOVES_SHOWN = 5
# What a person may type: an email, a CRM id with or without its system, or the number of the contact.
CONTACTS = """
    select contact_id
    from intent.intent_contacts
    where email = lower(trim($asked)) or cast(contact_id as varchar) = trim($asked)
    union
    select contact_id
    from intent.intent_contact_records
    where crm_id = trim($asked) or record_id = trim($asked)
    order by contact_id
"""
CONTACT = """
    select full_name, job_title, department, email, account_name, country, industry, owner_id, first_known_date,
        n_identifiers, n_devices, is_opted_out, is_gone
    from intent.intent_contacts
    where contact_id = $contact_id
"""
RECORDS = """
    select system, record_type, record_id, is_living, is_deleted, merged_into, converted_to, since
    from intent.intent_contact_records
    where contact_id = $contact_id
    order by is_living desc, since, system, record_id
"""
DATES = "select min(as_of_date) as first_date, max(as_of_date) as last_date from intent.intent_contact_score_history"
SCORE = """
    select as_of_date, scorecard_name, score, points, segment, trend, lifecycle, percentile, decile,
        change_7_days, change_14_days, is_spiking, deterministic_points, probabilistic_points, recency_share,
        conversion_probability
    from intent.intent_contact_score_history
    where contact_id = $contact_id and as_of_date <= $day
    order by as_of_date desc
    limit 1
"""
TODAY = """
    select segment_since, recommended_action, configuration_hash
    from intent.intent_contact_scores
    where contact_id = $contact_id and as_of_date = $day
"""
REASONS = """
    select reason_1, reason_2, reason_3, reason_down_1, reason_down_2, talking_point, last_active_date
    from intent.intent_contact_reasons
    where contact_id = $contact_id and as_of_date = $day
"""
LEDGER = """
    select occurred_date, known_date, signal_name, description, n_events, n_counted, fresh_points, age_days, share_left,
        points_before_caps, points
    from intent.intent_contact_signal_days
    where contact_id = $contact_id and as_of_date = $day
    order by occurred_date desc, points_before_caps desc, signal_name, known_date
"""
KNOWN_LATER = """
    select occurred_date, known_date, signal_name, description, n_events
    from intent.intent_contact_signal_days
    where contact_id = $contact_id and as_of_date = $last_date and occurred_date <= $day and known_date > $day
    order by occurred_date desc, signal_name, known_date
"""
# Under a scorecard with bands, or a learned one, points belong to no single act; the mart has today's signals.
SIGNALS = """
    select signal_name, description, n_events, last_occurred_date, points
    from intent.intent_contact_signals
    where contact_id = $contact_id and as_of_date = $day
    order by points_rank
"""
# Points of two dates, both with today's weights.
MOVES = """
    select signal_name, description, $compared_date as compared_date,
        sum(case when as_of_date = $day then points else -points end) as points_change
    from intent.intent_contact_signal_days
    where contact_id = $contact_id and as_of_date in ($day, $compared_date) and points is not null
    group by signal_name, description
    having sum(case when as_of_date = $day then points else -points end) <> 0
    order by abs(points_change) desc, signal_name
"""
WEEK_BEFORE = """
    select max(as_of_date) as compared_date
    from intent.intent_contact_score_history
    where contact_id = $contact_id and as_of_date <= $day - 7
"""
CHANGES = """
    select changes.compared_date, changes.cause, changes.points_change, signals.main_signal
    from intent.intent_score_changes as changes
    left join (
        select distinct signal_name, description as main_signal from intent.intent_contact_signals
    ) as signals on changes.main_signal_name = signals.signal_name
    where changes.contact_id = $contact_id and changes.as_of_date = $day
    order by changes.compared_date desc, abs(changes.points_change) desc, changes.cause
"""
TOP = """
    select scores.full_name, scores.job_title, scores.account_name, scores.email, scores.score, scores.segment,
        scores.segment_since, scores.last_active_date, scores.reason_1, scores.reason_2, scores.recommended_action
    from intent.intent_contact_scores as scores
    where $everybody or (scores.lifecycle = 'prospect' and not coalesce(scores.is_opted_out, false)
        and scores.recommended_action not like 'None%')
    order by scores.score desc, scores.points desc, scores.last_active_date desc, scores.contact_id
    limit $limit
"""


def contact_of(database: Path, asked: str) -> int:
    """The contact that an email, a CRM id or a contact id names; InputError where none or several do."""
    found = [row["contact_id"] for row in records(database, CONTACTS, asked=asked)]
    if not found:
        raise InputError(
            "no contact has this as its email, CRM record or contact id; an address that a person no longer uses, "
            "an unlinked device or an erased person has no story"
        )
    if len(found) > 1:
        raise InputError(f"{len(found)} contacts have it: ask with a contact id, one of {', '.join(map(str, found))}")
    return found[0]


def day_of(asked: str | None, first: date, last: date) -> date:
    """The as-of date that is asked for; InputError where it is no date of the history."""
    try:
        day = date.fromisoformat(asked) if asked else last
    except ValueError as error:
        raise InputError(f"--on {asked} is no date; write it as 2026-11-30") from error
    if not first <= day <= last:
        raise InputError(f"--on {asked} lies outside the history, which goes from {first} to {last}")
    return day


def story_of(database: Path, asked: str, on: str | None) -> dict:
    """Everything the marts say of one contact on a date: who, score, ledger, what changed, what was known later."""
    contact_id = contact_of(database, asked)
    dates = records(database, DATES)[0]
    if dates["last_date"] is None:
        raise InputError(f"{database} holds no score; run `make build` first")
    day = day_of(on, dates["first_date"], dates["last_date"])
    score = records(database, SCORE, contact_id=contact_id, day=day)
    if not score:
        raise InputError(f"this contact was not known on {day}")
    day = score[0]["as_of_date"]
    of_day = {"contact_id": contact_id, "day": day}
    today = records(database, TODAY, **of_day)
    reasons = records(database, REASONS, **of_day)
    before = records(database, WEEK_BEFORE, **of_day)[0]["compared_date"]
    return {
        "contact_id": contact_id,
        **records(database, CONTACT, contact_id=contact_id)[0],
        "records": records(database, RECORDS, contact_id=contact_id),
        "asked_date": date.fromisoformat(on) if on else day,
        **score[0],
        **(today[0] if today else {}),
        **(reasons[0] if reasons else {}),
        "ledger": records(database, LEDGER, **of_day),
        "signals": records(database, SIGNALS, **of_day),
        "known_later": records(database, KNOWN_LATER, **of_day, last_date=dates["last_date"]),
        "changes": records(database, CHANGES, **of_day),
        "moves": records(database, MOVES, **of_day, compared_date=before) if before else [],
    }


def list_of(database: Path, limit: int, everybody: bool) -> list[dict]:
    """Today's contacts, the highest score first; prospects who may be written to, or everybody."""
    if limit < 1:
        raise InputError(f"--limit {limit} must be 1 or more")
    return records(database, TOP, limit=limit, everybody=everybody)


def table_of(*headings: str) -> Table:
    """A table whose headings that begin with `#` are numbers."""
    table = Table(box=SIMPLE_HEAD)
    for heading in headings:
        table.add_column(heading.lstrip("#"), justify="right" if heading.startswith("#") else "left")
    return table


def print_top(database: Path, limit: int, everybody: bool, as_json: bool) -> None:
    """Print today's list."""
    people = list_of(database, limit, everybody)
    if as_json:
        print_json(people)
        return
    console = report_console()
    if not people:
        console.print("Nobody: no prospect has a score today.")
        return
    table = table_of("Who", "#Score", "Segment", "Since", "Last act", "Why", "What to do")
    for person in people:
        who = ", ".join(
            filter(None, (person["full_name"] or person["email"], person["job_title"], person["account_name"]))
        )
        why = "; ".join(filter(None, (person["reason_1"], person["reason_2"])))
        table.add_row(
            who or "no name",
            str(person["score"]),
            person["segment"],
            str(person["segment_since"]),
            str(person["last_active_date"] or ""),
            why,
            person["recommended_action"],
        )
    console.print(table, markup=False)


def counted(number: int, noun: str) -> str:
    """A number with its noun."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def record_line(record: dict) -> str:
    """A CRM record in words."""
    fate = "living" if record["is_living"] else "deleted" if record["is_deleted"] else "not written to"
    for key, words in (("merged_into", "merged into"), ("converted_to", "converted to")):
        if record[key]:
            fate = f"{words} {record[key]}"
    return f"{record['system']} {record['record_type']} {record['record_id']}, {fate}, since {record['since']:%Y-%m-%d}"


def print_who(console: Console, story: dict) -> None:
    """Print who the contact is."""
    named = (story[key] for key in ("full_name", "job_title", "account_name", "country", "email"))
    console.print(", ".join(filter(None, named)) or "A contact without a name", markup=False, soft_wrap=True)
    opted_out = ", opted out of email" if story["is_opted_out"] else ""
    console.print(
        f"Contact {story['contact_id']}, known since {story['first_known_date']}, "
        f"{counted(story['n_identifiers'], 'identifier')}, {counted(story['n_devices'], 'device')}{opted_out}",
        soft_wrap=True,
    )
    for record in story["records"]:
        console.print(f"  {record_line(record)}", markup=False, soft_wrap=True)


def print_score(console: Console, story: dict) -> None:
    """Print the score of the day and what to do."""
    since = f" since {story['segment_since']}" if story.get("segment_since") else ""
    if story["asked_date"] != story["as_of_date"]:
        console.print(f"\nThe history has no {story['asked_date']}; the last date before it is {story['as_of_date']}.")
    console.print(
        f"\nOn {story['as_of_date']}: score {story['score']} of 100, {story['segment']}{since}, {story['trend']}, "
        f"{story['lifecycle']}; {story['change_7_days']:+d} in 7 days; {story['points']:.2f} points "
        f"by {story['scorecard_name']}, more than {story['percentile']}% of contacts",
        soft_wrap=True,
    )
    if story["conversion_probability"] is not None:
        odds = f"{story['conversion_probability']:.0%} of prospects with such a score"
        console.print(f"Odds: {odds} converted within the conversion window, as was known by then", soft_wrap=True)
    if story.get("recommended_action"):
        console.print(f"What to do: {story['recommended_action']}", markup=False, soft_wrap=True)
    if story.get("reason_1"):
        why = "; ".join(filter(None, (story[f"reason_{rank}"] for rank in (1, 2, 3))))
        console.print(f"Why: {why}", markup=False, soft_wrap=True)
    if story.get("talking_point"):
        console.print(f"Begin with: {story['talking_point']}", markup=False, soft_wrap=True)
    if story.get("reason_down_1"):
        against = "; ".join(filter(None, (story["reason_down_1"], story["reason_down_2"])))
        console.print(f"Against: {against}", markup=False, soft_wrap=True)


def print_signals(console: Console, story: dict) -> None:
    """Print what each signal gives, where points belong to no single act."""
    if not story["signals"]:
        console.print(f"\nWhat {story['scorecard_name']} gives each signal is known for today only.")
        return
    table = table_of("Last day", "Signal", "#Times", "#Points")
    for signal in story["signals"]:
        day = str(signal["last_occurred_date"] or "")
        table.add_row(day, signal["description"], str(signal["n_events"]), f"{signal['points']:.2f}")
    console.print(table, markup=False)


def print_ledger(console: Console, story: dict) -> None:
    """Print what the points are made of, day by day, and what the caps cut."""
    ledger = [line for line in story["ledger"] if line["points"] is not None]
    if not ledger:
        if story["points"]:
            print_signals(console, story)
        else:
            console.print("\nNothing that still counts.")
        return
    table = table_of("Day", "Act", "#Times", "#When fresh", "#Days ago", "#Left", "#Points left", "#Within caps")
    for line in ledger:
        times = (
            str(line["n_counted"])
            if line["n_counted"] == line["n_events"]
            else f"{line['n_counted']} of {line['n_events']}"
        )
        act = line["description"]
        if line["known_date"] > line["occurred_date"]:
            act += f" (known since {line['known_date']})"
        table.add_row(
            str(line["occurred_date"]),
            act,
            times,
            f"{line['fresh_points']:.1f}",
            str(line["age_days"]),
            f"{line['share_left']:.0%}",
            f"{line['points_before_caps']:.2f}",
            f"{line['points']:.2f}",
        )
    console.print(table, markup=False)
    left, kept = (sum(line[key] for line in ledger) for key in ("points_before_caps", "points"))
    cut = f", {left:.2f} before the caps of signals and tiers" if left != kept else ""
    console.print(f"Together {kept:.2f} points{cut}: a score of {story['score']}", soft_wrap=True)


def print_changes(console: Console, story: dict) -> None:
    """Print why the points moved, and what is known by now but was not on the day."""
    for compared in sorted({change["compared_date"] for change in story["changes"]}, reverse=True):
        causes = [change for change in story["changes"] if change["compared_date"] == compared]
        console.print(
            f"\nSince {compared}: {sum(change['points_change'] for change in causes):+.2f} points", soft_wrap=True
        )
        for change in causes:
            most = f", most by: {change['main_signal']}" if change["main_signal"] else ""
            console.print(f"  {change['points_change']:+.2f} {change['cause']}{most}", markup=False, soft_wrap=True)
    if story["moves"] and not story["changes"]:
        compared = story["moves"][0]["compared_date"]
        moved = sum(move["points_change"] for move in story["moves"])
        console.print(f"\nSince {compared}: {moved:+.2f} points, with the weights of today; most by", soft_wrap=True)
        for move in story["moves"][:MOST_MOVES_SHOWN]:
            console.print(f"  {move['points_change']:+.2f} {move['description']}", markup=False, soft_wrap=True)
    if story["known_later"]:
        console.print(f"\nDone by {story['as_of_date']}, known later, so it did not count yet:", soft_wrap=True)
    for line in story["known_later"]:
        console.print(
            f"  {line['occurred_date']}: {line['description']}, known since {line['known_date']}",
            markup=False,
            soft_wrap=True,
        )


def print_story(database: Path, asked: str, on: str | None, as_json: bool) -> None:
    """Print one contact's story."""
    story = story_of(database, asked, on)
    if as_json:
        print_json(story)
        return
    console = report_console()
    for part in (print_who, print_score, print_ledger, print_changes):
        part(console, story)
