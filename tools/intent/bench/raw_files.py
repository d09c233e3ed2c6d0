"""The raw files that are measured on, and deliveries of new rows into them."""

from __future__ import annotations

import json
import math
import shutil
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import duckdb

from intent.bench.limits import EVENT_TABLES, event_file
from intent.errors import InputError

CONTACTS_PER_EVENT = 0.0333
MONTHS, SEED = 12, 7
# A generated year of more people than this does not fit the memory of a small machine: larger sizes are made of copies.
MOST_CONTACTS_AT_ONCE = 500_000
# Further raw tables that grow day by day; the other files are small lists and are always delivered whole.
PEOPLE_TABLES = {
    "segment/identifies": "received_at",
    "hubspot/contact": "property_createdate",
    "hubspot/company": "property_createdate",
    "salesforce/lead": "created_date",
    "salesforce/contact": "created_date",
}
ARRIVED = {**EVENT_TABLES, **PEOPLE_TABLES}
# Lists that every copy of the people shares, and the columns whose values a copy has of its own everywhere else.
SHARED_TABLES = (
    "hubspot/company",
    "hubspot/email_campaign",
    "hubspot/form",
    "salesforce/account",
    "salesforce/campaign",
)
COPIED_KEYS = {
    "id", "event_id", "conversion_id", "sent_by_id", "session_key", "anonymous_id", "user_id", "identifier_value",
    "email", "property_email", "recipient", "contact_id", "lead_id", "who_id", "what_id", "opportunity_id",
    "converted_contact_id", "converted_opportunity_id",
}  # fmt: skip
# Of the three days before the last, one row in so many is delivered only with the last day.
ONE_LATE_ROW_IN = 30
LATE_DAYS = 3
NEW_EVENTS = 10_000


@dataclass(frozen=True)
class Deliveries:
    """Three states of the raw files: without the last rows, with some of them, and whole.

    `before` lacks the last day, late rows of the three days before and the last 10,000 other rows; `then` has those
    10,000; `whole` has everything. `n_new` and `n_daily` are the event rows that the two steps bring.
    """

    before: Path
    then: Path
    whole: Path
    last_day: str
    n_new: int
    n_daily: int
    n_events: int


def generated_files(folder: Path, contacts: int, months: int = MONTHS) -> Path:
    """The folder of raw files of so many people over so many months: what is there when its parameters match, else new.

    More than `MOST_CONTACTS_AT_ONCE` people are several copies of fewer people. Deliveries cut from older files are
    removed with them.
    """
    copies = math.ceil(contacts / MOST_CONTACTS_AT_ONCE)
    parameters = {"contacts": contacts, "months": months, "seed": SEED} | ({"copies": copies} if copies > 1 else {})
    note = folder / "parameters.json"
    if not (note.exists() and json.loads(note.read_text()) == parameters):
        shutil.rmtree(folder, ignore_errors=True)
        if copies > 1:
            part = generated_files(folder / "part", round(contacts / copies), months)
            copy_people(part, folder / "raw", copies)
            shutil.rmtree(part.parent)
        else:
            generate_people(folder, contacts, months)
        note.write_text(json.dumps(parameters))
    return folder / "raw"


def generate_people(folder: Path, contacts: int, months: int) -> None:
    """Generate raw files and their truth, without what bots did."""
    from intent.generate import generate

    generate(contacts=contacts, months=months, seed=SEED, out=folder, lives=False)
    leave_out_bots(folder / "raw", folder / "truth")


def copy_people(part: Path, raw: Path, copies: int) -> None:
    """Write raw files with every person and event of a part so many times, each time with keys of their own.

    Rows lie in the order of their arrival, as in the files that are copied.
    """
    with duckdb.connect() as connection:
        connection.execute("set memory_limit = '6GB'")
        for file in sorted(part.glob("*/*.parquet")):
            name = f"{file.parent.name}/{file.stem}"
            target = raw / f"{name}.parquet"
            target.parent.mkdir(parents=True, exist_ok=True)
            if name in SHARED_TABLES:
                shutil.copy(file, target)
                continue
            described = connection.execute(
                "select column_name, column_type from (describe from read_parquet(?))", [str(file)]
            )
            columns = ", ".join(copied_value(*column) for column in described.fetchall())
            arrived = ARRIVED.get(name)
            connection.execute(
                f"copy (select {columns} from read_parquet('{file}') cross join range({copies}) as copies(copy_number)"
                f"{f' order by {arrived}' if arrived else ''}) to '{target}' (format parquet, compression zstd)"
            )


def copied_value(column: str, column_type: str) -> str:
    """A column of one copy: keys differ from copy to copy, an email in the part before the @; the rest is the same."""
    if column not in COPIED_KEYS:
        return f'"{column}"'
    if column_type != "VARCHAR":
        return f'"{column}" + copy_number * 100000000 as "{column}"'
    return (
        f'case when copy_number = 0 or "{column}" = \'\' then "{column}" '
        f"when contains(\"{column}\", '@') then replace(\"{column}\", '@', '.' || copy_number || '@') "
        f'else "{column}" || \'-\' || copy_number end as "{column}"'
    )


def leave_out_bots(raw: Path, truth: Path) -> None:
    """Take the clicks of mail scanners out of raw files: peers do not look for bots, the project finds none."""
    file = raw / "hubspot" / "email_event.parquet"
    with duckdb.connect() as connection:
        connection.execute(
            f"create table kept as from read_parquet('{file}') "
            f"where id is null or id not in (select event_id from read_parquet('{truth / 'scanner_clicks.parquet'}'))"
        )
        connection.execute(f"copy kept to '{file}' (format parquet, compression zstd)")


def deliveries(raw: Path, folder: Path) -> Deliveries:
    """Write the two earlier states of the raw files below a folder, unless they are there already."""
    note = folder / "deliveries.json"
    if not note.exists():
        folder.mkdir(parents=True, exist_ok=True)
        note.write_text(json.dumps(write_deliveries(raw, folder)))
    return Deliveries(before=folder / "before", then=folder / "then", whole=raw, **json.loads(note.read_text()))


def write_deliveries(raw: Path, folder: Path) -> dict[str, object]:
    """Write `before` and `then`; return the last day and the numbers of event rows."""
    with duckdb.connect() as connection:
        connection.execute("set preserve_insertion_order = true")
        arrivals = " union all ".join(
            f"select {arrived} as arrived_at, {is_late_row(arrived)} as is_late_row "
            f"from read_parquet('{event_file(raw, table)}') as raw_rows"
            for table, arrived in EVENT_TABLES.items()
        )
        connection.execute(f"create table arrivals as select * from ({arrivals}) where arrived_at is not null")
        n_events, last_day = connection.execute(
            "select count(*), cast(max(arrived_at) as date) from arrivals"
        ).fetchone()
        if last_day is None:
            raise InputError(f"{raw} holds no event with a time; nothing can be delivered")
        late = f"is_late_row and arrived_at >= date '{last_day}' - {LATE_DAYS}"
        earlier = f"arrived_at < date '{last_day}' and not ({late})"
        (cut,) = connection.execute(
            f"select min(arrived_at) from (select arrived_at from arrivals where {earlier} "
            f"order by arrived_at desc limit {min(NEW_EVENTS, n_events // 100)})"
        ).fetchone()
        n_before, n_then = connection.execute(
            f"select count(*) filter ({earlier} and arrived_at < '{cut}'), count(*) filter ({earlier}) from arrivals"
        ).fetchone()
        for state, before in (("before", f"timestamp '{cut}'"), ("then", f"date '{last_day}'")):
            write_state(connection, raw, folder / state, before, last_day)
    return {
        "last_day": str(last_day),
        "n_events": n_events,
        "n_new": n_then - n_before,
        "n_daily": n_events - n_then,
    }


def is_late_row(arrived: str) -> str:
    """The condition that picks the rows that a loader brings late, the same ones in each state."""
    return f"hash(raw_rows, {arrived}) % {ONE_LATE_ROW_IN} = 0"


def write_state(connection: duckdb.DuckDBPyConnection, raw: Path, out: Path, before: str, last_day: date) -> None:
    """Write the raw files as they stood before an instant, late rows of the last days aside."""
    first_late_day = last_day - timedelta(days=LATE_DAYS)
    for file in sorted(raw.glob("*/*.parquet")):
        name = f"{file.parent.name}/{file.stem}"
        copy = out / f"{name}.parquet"
        copy.parent.mkdir(parents=True, exist_ok=True)
        arrived = ARRIVED.get(name)
        condition = f"coalesce({arrived} < {before}, true)" if arrived else "true"
        if name in EVENT_TABLES:
            condition += f" and not coalesce({is_late_row(arrived)} and {arrived} >= date '{first_late_day}', false)"
        connection.execute(
            f"copy (from read_parquet('{file}') as raw_rows where {condition}) to '{copy}' "
            "(format parquet, compression zstd)"
        )
