"""Truth about people: what a perfect reader of the raw files would find."""

import numpy as np
import pyarrow as pa

from ..calendar import NEVER
from ..columns import coded, instant
from ..hazard import HORIZONS
from ..population import FIRST_COMPANY_ID, MERGED_CONTACT_ID
from ..signals import SIGNALS
from ..world import World
from .faults import SharedDevice
from .identifiers import Identifiers
from .planted import Planted, write_planted
from .writer import Writer

DAY_ZERO = 719_163


def write_truth(world: World, identifiers: Identifiers, kiosk: SharedDevice, planted: Planted, writer: Writer) -> None:
    """Write every truth table."""
    _write_signal_effects(writer)
    _write_people(world, writer)
    _write_person_identifiers(world, identifiers, writer)
    _write_conversions(world, identifiers, writer)
    _write_hazards(world, writer)
    write_planted(planted, writer)
    writer.write(
        "truth",
        "shared_devices",
        {
            "anonymous_id": coded(np.full(len(kiosk.person), identifiers.shared_device), identifiers.anonymous),
            "person_id": pa.array(kiosk.person.astype(np.int32) + 1),
        },
        select="* from table_rows order by person_id",
    )
    _write_buying_accounts(world, writer)


def _write_signal_effects(writer: Writer) -> None:
    planted = sorted((s for s in SIGNALS if s.effect != 0), key=lambda signal: signal.name)
    writer.write(
        "truth",
        "signal_effects",
        {
            "signal_name": pa.array([signal.name for signal in planted]),
            "log_hazard_per_unit": pa.array([float(signal.effect) for signal in planted]),
            "cap_units": pa.array([signal.cap for signal in planted], type=pa.int16()),
            "half_life_days": pa.array([s.half_life_days for s in planted], type=pa.int16()),
        },
    )


def _write_people(world: World, writer: Writer) -> None:
    people = world.people
    converted_at = world.outcomes.converted_at
    writer.write(
        "truth",
        "people",
        {
            "person_id": _person_id(np.arange(len(people))),
            "company_id": pa.array((FIRST_COMPANY_ID + people.company).astype(np.int32)),
            "email": people.email,
            "is_converted": pa.array(converted_at < NEVER),
            "converted_at": instant(converted_at),
            "known_since_at": instant(people.created_at),
            "is_staff_or_competitor": pa.array(people.is_insider),
            "is_free_mail": pa.array(people.is_free_mail),
            "is_job_seeker": pa.array(people.is_job_seeker),
            "has_web": pa.array(people.has_web),
        },
    )


def _person_id(person: np.ndarray) -> pa.Array:
    return pa.array(np.asarray(person).astype(np.int32) + 1)


def _write_person_identifiers(world: World, identifiers: Identifiers, writer: Writer) -> None:
    people, links, deals = world.people, world.links, world.deals
    everyone = np.arange(len(people))
    merged_person, merged_number = merged_contacts(people.old_contact_ids)
    linked = np.flatnonzero(links.device_linked_at < NEVER)
    users = np.flatnonzero(links.user_known_at < NEVER)
    known = np.flatnonzero(people.has_hubspot)
    leads, contacts = np.flatnonzero(deals.has_lead), np.flatnonzero(deals.has_contact)
    created_at = people.created_at
    parts = (
        ("crm_id", "hubspot:", pa.array(identifiers.hubspot[known]), known, created_at[known]),
        ("crm_id", "hubspot:", pa.array(merged_number), merged_person, created_at[merged_person]),
        (
            "crm_id",
            "salesforce:",
            identifiers.lead.take(pa.array(leads)),
            leads,
            deals.lead_created_at[leads],
        ),
        (
            "crm_id",
            "salesforce:",
            identifiers.contact.take(pa.array(contacts)),
            contacts,
            deals.lead_converted_at[contacts],
        ),
        ("email", "", identifiers.email, everyone, created_at),
        ("user_id", "", identifiers.user.take(pa.array(users)), users, links.user_known_at[users]),
        (
            "anonymous_id",
            "",
            identifiers.anonymous.take(pa.array(linked)),
            world.devices.person[linked],
            links.device_linked_at[linked],
        ),
    )
    values = pa.concat_arrays([part[2].cast(pa.string()) for part in parts])
    lengths = [len(part[3]) for part in parts]
    kinds = np.repeat(np.arange(len(parts)), lengths)
    writer.write(
        "truth",
        "person_identifiers",
        {
            "person_id": _person_id(np.concatenate([part[3] for part in parts])),
            "identifier_type": coded(kinds, [part[0] for part in parts]),
            "prefix": coded(kinds, [part[1] for part in parts]),
            "identifier_value": values,
            "linked_at": instant(np.concatenate([part[4] for part in parts])),
        },
        select=(
            "person_id, identifier_type, prefix || identifier_value as identifier_value, "
            "linked_at from table_rows order by person_id, identifier_type, identifier_value"
        ),
    )


def merged_contacts(old_contact_ids: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Person and HubSpot id of every contact that was merged into another."""
    person = np.repeat(np.arange(len(old_contact_ids)), old_contact_ids)
    first = np.concatenate([[True], person[1:] != person[:-1]])[: len(person)]
    return person, MERGED_CONTACT_ID + person * 2 + ~first


def _write_conversions(world: World, identifiers: Identifiers, writer: Writer) -> None:
    person = np.flatnonzero(world.outcomes.converted_at < NEVER)
    writer.write(
        "truth",
        "conversions",
        {
            "person_id": _person_id(person),
            "contact": coded(person, identifiers.contact),
            "converted_at": instant(world.outcomes.converted_at[person]),
        },
        select="person_id, 'salesforce:' || contact as identifier_value, converted_at",
    )


def _write_hazards(world: World, writer: Writer) -> None:
    """Chance (micro units) of converting after the Monday's evening, for people known by then."""
    outcomes = world.outcomes
    monday_row, person = np.nonzero(outcomes.is_known)
    first = world.calendar.start.toordinal() - DAY_ZERO
    date = (first + outcomes.mondays[monday_row]).astype("datetime64[D]")
    chances = {
        f"chance_{days}_days_micro": pa.array(outcomes.chances[n, monday_row, person])
        for n, days in enumerate(HORIZONS)
    }
    columns = {"person_id": _person_id(person), "week_date": pa.array(date), **chances}
    writer.write("truth", "hazards_by_week", columns)


def _write_buying_accounts(world: World, writer: Writer) -> None:
    accounts = world.accounts
    seen = np.flatnonzero((accounts.start_day < world.calendar.days) & (accounts.start_day + accounts.days > 0))
    company = accounts.company[seen]
    first = world.calendar.start.toordinal() - DAY_ZERO
    from_date = (first + accounts.start_day[seen]).astype("datetime64[D]")
    writer.write(
        "truth",
        "buying_accounts",
        {
            "company_id": pa.array((FIRST_COMPANY_ID + company).astype(np.int32)),
            "domain": coded(company, world.companies.domain),
            "from_date": pa.array(from_date),
            "to_date": pa.array(from_date + accounts.days[seen].astype("timedelta64[D]")),
        },
        select="* from table_rows order by company_id, from_date, to_date",
    )
