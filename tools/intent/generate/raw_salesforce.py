"""Salesforce's tables: leads, contacts, accounts, opportunities, tasks and campaigns."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from . import names
from .calendar import DAY, HOUR, NEVER, add_months
from .columns import NONE, coded, constant, instant, synced
from .deals import NO_DEAL, OPEN, WON
from .events import Events
from .identifiers import SALESFORCE_ID, Identifiers
from .links import first_instants
from .signals import NUMBER_OF, numbers_of
from .world import World
from .writer import Writer

LEAD_SOURCES = ("Web", "Webinar", "Advertisement", "Partner Referral", "Purchased List")
STATUSES = ("Open - Not Contacted", "Working - Contacted", "Disqualified", "Qualified")
STAGES = ("Prospecting", "Closed Won", "Closed Lost", "Proposal")
ROLES = ("Decision Maker", "Economic Buyer", "Evaluator", "Business User")
TASKS = {
    "email_replied": ("Email", "Email", "Re: your question about pricing"),
    "sales_call_held": ("Call", "Call", "Call: discovery"),
    "sales_meeting_held": ("Meeting", "Task", "Meeting: review of next steps"),
    "outbound_email_sent": ("Email", "Email", "Intro: a short note from us"),
    "call_planned": ("Call", "Call", "Call: follow-up"),
}
CAMPAIGN_KINDS = ("Trade Show", "Roundtable")
DUPLICATE_LEADS_FROM = 500_000_000
N_OWNERS = 6


def write_salesforce(world: World, identifiers: Identifiers, writer: Writer) -> None:
    """Write all Salesforce tables."""
    accounts = _write_accounts(world, writer)
    opportunities = _write_opportunities(world, identifiers, accounts, writer)
    _write_leads(world, identifiers, accounts, opportunities, writer)
    _write_contacts(world, identifiers, accounts, writer)
    _write_tasks(world, identifiers, accounts, opportunities, writer)
    _write_campaigns(world, identifiers, writer)


def _ids(prefix: str, count: int, writer: Writer, first: int = 1) -> pa.Array:
    return writer.texts(SALESFORCE_ID.format(prefix=prefix), np.arange(first, first + count))


def _flags(length: int, value: bool = False) -> pa.Array:
    return pa.array(np.full(length, value))


def _nulls(length: int) -> pa.Array:
    return pa.nulls(length, pa.string())


def _owner(company: np.ndarray) -> pa.DictionaryArray:
    return coded(company % N_OWNERS, [f"0055e{n:010d}AAA" for n in range(1, N_OWNERS + 1)])


def _names(world: World, person: np.ndarray) -> dict[str, pa.Array]:
    first, last = (
        column.take(pa.array(person)) for column in (world.people.first_name, world.people.last_name)
    )
    full = pc.binary_join_element_wise(first, last, " ")
    return {"first_name": first, "last_name": last, "name": full}


def _website(world: World, company: np.ndarray) -> pa.Array:
    sites = pc.binary_join_element_wise("https://www", world.companies.domain, ".")
    return coded(company, sites)


def _write_accounts(world: World, writer: Writer) -> pa.Array:
    """Accounts of companies that have a Salesforce contact; returns the ids of all companies."""
    companies, deals = world.companies, world.deals
    ids = _ids("001", len(companies), writer)
    since = first_instants(world.people.company, deals.lead_converted_at, len(companies))
    company = np.flatnonzero(since < NEVER)
    writer.write(
        "raw/salesforce",
        "account",
        {
            "id": coded(company, ids),
            "name": coded(company, companies.name),
            "website": _website(world, company),
            "industry": coded(companies.industry[company], names.INDUSTRIES),
            "annual_revenue": pa.array(companies.revenue[company].astype(np.float64)),
            "number_of_employees": pa.array(companies.employees[company]),
            "billing_country": coded(companies.country[company], names.COUNTRIES),
            "owner_id": _owner(company),
            "created_date": instant(since[company]),
            "is_deleted": _flags(len(company)),
            "master_record_id": _nulls(len(company)),
            "_fivetran_synced": synced(since[company]),
        },
    )
    return ids


def _write_opportunities(
    world: World, identifiers: Identifiers, accounts: pa.Array, writer: Writer
) -> pa.Array:
    """One opportunity per person with a deal and its contact role; returns ids by person."""
    deals, people = world.deals, world.people
    person = np.flatnonzero(deals.outcome != NO_DEAL)
    person = person[np.lexsort((person, deals.opened_at[person]))]
    outcome, company = deals.outcome[person], people.company[person]
    ids = _ids("006", len(people), writer)
    is_open = outcome == OPEN
    expected_at = world.calendar.ends_at + (30 + person % 60) * DAY
    modified_at = np.where(is_open, deals.opened_at[person], deals.closed_at[person])
    writer.write(
        "raw/salesforce",
        "opportunity",
        {
            "id": coded(person, ids),
            "account_id": coded(company, accounts),
            "amount": pa.array(deals.amount[person].astype(np.float64)),
            "stage_name": coded(np.where(is_open & (person % 2 == 0), 0, outcome), STAGES),
            "is_closed": pa.array(~is_open),
            "is_won": pa.array(outcome == WON),
            "close_date": instant(np.where(is_open, expected_at, deals.closed_at[person])),
            "created_date": instant(deals.opened_at[person]),
            "last_modified_date": instant(modified_at),
            "lead_source": coded(person % len(LEAD_SOURCES), LEAD_SOURCES),
            "owner_id": _owner(company),
            "is_deleted": _flags(len(person)),
            "_fivetran_synced": synced(modified_at),
        },
    )
    writer.write(
        "raw/salesforce",
        "opportunity_contact_role",
        {
            "id": _ids("00K", len(person), writer),
            "opportunity_id": coded(person, ids),
            "contact_id": coded(person, identifiers.contact),
            "role": coded(person % len(ROLES), ROLES),
            "is_primary": _flags(len(person), True),
            "created_date": instant(deals.opened_at[person]),
            "is_deleted": _flags(len(person)),
            "_fivetran_synced": synced(deals.opened_at[person]),
        },
    )
    return ids


def _write_leads(
    world: World,
    identifiers: Identifiers,
    accounts: pa.Array,
    opportunities: pa.Array,
    writer: Writer,
) -> None:
    """Leads, and a deleted duplicate of one in a hundred that names the lead it went into."""
    deals, people, companies = world.deals, world.people, world.companies
    real = np.flatnonzero(deals.has_lead)
    twins = np.flatnonzero(deals.is_duplicate_lead)
    person = np.concatenate([real, twins])
    is_twin = np.arange(len(person)) >= len(real)
    company = people.company[person]
    twin_ids = _ids("00Q", len(people), writer, DUPLICATE_LEADS_FROM)
    lead_ids = pc.if_else(
        pa.array(is_twin), twin_ids.take(pa.array(person)), identifiers.lead.take(pa.array(person))
    )
    converted = deals.has_contact[person] & ~is_twin
    disqualified = deals.is_disqualified[person] & ~is_twin
    status = np.where(converted, 3, np.where(disqualified, 2, person % 2))
    created_at = deals.lead_created_at[person] - np.where(is_twin, 3 * HOUR, 0)
    changed_at = np.where(disqualified, deals.disqualified_at[person], created_at)
    converted_at = np.where(converted, deals.lead_converted_at[person], NEVER)
    modified_at = np.where(converted, converted_at, changed_at)
    has_deal = converted & (deals.outcome[person] != NO_DEAL)
    left = world.events.of([NUMBER_OF["email_unsubscribed"]]).person
    writer.write(
        "raw/salesforce",
        "lead",
        {
            "id": lead_ids,
            "email": coded(person, people.email),
            **_names(world, person),
            "title": coded(people.title[person], names.TITLES),
            "company": coded(company, companies.name),
            "industry": coded(companies.industry[company], names.INDUSTRIES),
            "annual_revenue": pa.array(companies.revenue[company].astype(np.float64)),
            "number_of_employees": pa.array(companies.employees[company]),
            "website": _website(world, company),
            "country": coded(companies.country[company], names.COUNTRIES),
            "lead_source": coded(person % len(LEAD_SOURCES), LEAD_SOURCES),
            "status": coded(status, STATUSES),
            "owner_id": _owner(company),
            "created_date": instant(created_at),
            "last_modified_date": instant(modified_at),
            "is_converted": pa.array(converted),
            "converted_date": instant(converted_at),
            "converted_contact_id": coded(np.where(converted, person, NONE), identifiers.contact),
            "converted_account_id": coded(np.where(converted, company, NONE), accounts),
            "converted_opportunity_id": coded(np.where(has_deal, person, NONE), opportunities),
            "has_opted_out_of_email": pa.array(np.isin(person, left)),
            "master_record_id": coded(np.where(is_twin, person, NONE), identifiers.lead),
            "is_deleted": pa.array(is_twin),
            "_fivetran_synced": synced(modified_at),
        },
    )


def _write_contacts(
    world: World, identifiers: Identifiers, accounts: pa.Array, writer: Writer
) -> None:
    deals, people = world.deals, world.people
    person = np.flatnonzero(deals.has_contact)
    company = people.company[person]
    departments = np.array(names.TITLE_DEPARTMENTS)[people.title[person]]
    created_at = deals.lead_converted_at[person]
    left = world.events.of([NUMBER_OF["email_unsubscribed"]]).person
    writer.write(
        "raw/salesforce",
        "contact",
        {
            "id": coded(person, identifiers.contact),
            "account_id": coded(company, accounts),
            "email": coded(person, people.email),
            **_names(world, person),
            "title": coded(people.title[person], names.TITLES),
            "department": coded(departments, names.DEPARTMENTS),
            "lead_source": coded(person % len(LEAD_SOURCES), LEAD_SOURCES),
            "owner_id": _owner(company),
            "created_date": instant(created_at),
            "last_modified_date": instant(created_at),
            "master_record_id": _nulls(len(person)),
            "has_opted_out_of_email": pa.array(np.isin(person, left)),
            "is_deleted": _flags(len(person)),
            "_fivetran_synced": synced(created_at),
        },
    )


def _who(
    world: World, events: Events, identifiers: Identifiers
) -> tuple[pa.DictionaryArray, pa.DictionaryArray, np.ndarray]:
    """Lead id before a person's lead is converted, contact id from then on, and which it is."""
    is_contact = events.at >= world.deals.lead_converted_at[events.person]
    lead = coded(np.where(is_contact, NONE, events.person), identifiers.lead)
    contact = coded(np.where(is_contact, events.person, NONE), identifiers.contact)
    return lead, contact, is_contact


def _write_tasks(
    world: World,
    identifiers: Identifiers,
    accounts: pa.Array,
    opportunities: pa.Array,
    writer: Writer,
) -> None:
    """Calls, mails and meetings; every seventh outbound act is a call that is only planned."""
    events = world.events.of(numbers_of("task"))
    kinds = list(TASKS)
    kind_of = {NUMBER_OF[name]: n for n, name in enumerate(kinds) if name in NUMBER_OF}
    kind = np.array([kind_of.get(n, NONE) for n in range(max(kind_of) + 1)])[events.signal]
    outbound = kind == kinds.index("outbound_email_sent")
    is_planned = outbound & (events.detail % 7 == 6)
    kind = np.where(is_planned, kinds.index("call_planned"), kind)
    lead, contact, is_contact = _who(world, events, identifiers)
    has_deal = is_contact & (world.deals.outcome[events.person] != NO_DEAL)
    company = np.where(is_contact, world.people.company[events.person], NONE)
    day_begins = events.at // DAY * DAY
    writer.write(
        "raw/salesforce",
        "task",
        {
            "id": _ids("00T", len(events), writer),
            "lead": lead,
            "contact": contact,
            "what_id": coded(np.where(has_deal, events.person, NONE), opportunities),
            "account_id": coded(company, accounts),
            "type": coded(kind, [TASKS[name][0] for name in kinds]),
            "task_subtype": coded(kind, [TASKS[name][1] for name in kinds]),
            "subject": coded(kind, [TASKS[name][2] for name in kinds]),
            "status": coded(is_planned.astype(np.int32), ("Completed", "Not Started")),
            "created_date": instant(events.at),
            "completed_date_time": instant(np.where(is_planned, NEVER, events.at)),
            "activity_date": instant(day_begins),
            "is_deleted": _flags(len(events)),
            "_fivetran_synced": synced(events.at),
        },
        select="id, coalesce(lead, contact) as who_id, * exclude (id, lead, contact)",
    )


def _write_campaigns(world: World, identifiers: Identifiers, writer: Writer) -> None:
    """Two campaigns a quarter; members who responded, and invited ones who did not."""
    calendar = world.calendar
    quarter_days = [
        (add_months(calendar.start, months) - calendar.start).days
        for months in range(0, calendar.months, 3)
    ]
    start_day = np.repeat(quarter_days, len(CAMPAIGN_KINDS))
    number = np.arange(len(start_day))
    ids = _ids("701", len(number), writer)
    labels = [f"{CAMPAIGN_KINDS[n % 2]} {n // 2 + 1}" for n in number]
    writer.write(
        "raw/salesforce",
        "campaign",
        {
            "id": ids,
            "name": pa.array(labels),
            "type": coded(number % 2, CAMPAIGN_KINDS),
            "status": constant("In Progress", len(number)),
            "start_date": instant(calendar.midnight(start_day)),
            "is_deleted": _flags(len(number)),
            "_fivetran_synced": synced(calendar.midnight(start_day)),
        },
    )
    events = world.events.of(numbers_of("member"))
    day = (events.at - calendar.starts_at) // DAY
    quarter = np.searchsorted(quarter_days, day, side="right") - 1
    responded = events.signal == NUMBER_OF["campaign_responded"]
    lead, contact, _ = _who(world, events, identifiers)
    writer.write(
        "raw/salesforce",
        "campaign_member",
        {
            "id": _ids("00v", len(events), writer),
            "campaign_id": coded(quarter * 2 + events.detail % 2, ids),
            "lead_id": lead,
            "contact_id": contact,
            "status": coded(responded.astype(np.int32), ("Sent", "Responded")),
            "has_responded": pa.array(responded),
            "first_responded_date": instant(np.where(responded, events.at, NEVER)),
            "created_date": instant(events.at),
            "is_deleted": _flags(len(events)),
            "_fivetran_synced": synced(events.at),
        },
    )


