"""Salesforce's tables of leads, contacts, accounts and opportunities."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from .. import names
from ..calendar import DAY, HOUR, NEVER
from ..columns import NONE, coded, flags, instant, synced
from ..deals import NO_DEAL, OPEN, WON
from ..links import first_instants
from ..signals import NUMBER_OF
from ..world import World
from .identifiers import Identifiers, salesforce_ids
from .salesforce_activity import write_activity
from .writer import Writer

LEAD_SOURCES = ("Web", "Webinar", "Advertisement", "Partner Referral", "Purchased List")
STATUSES = ("Open - Not Contacted", "Working - Contacted", "Disqualified", "Qualified")
STAGES = ("Prospecting", "Closed Won", "Closed Lost", "Proposal")
ROLES = ("Decision Maker", "Economic Buyer", "Evaluator", "Business User")
DUPLICATE_LEADS_FROM = 500_000_000
N_OWNERS = 6


def write_salesforce(world: World, identifiers: Identifiers, writer: Writer) -> None:
    """Write all Salesforce tables."""
    accounts = _write_accounts(world, writer)
    opportunities = _write_opportunities(world, identifiers, accounts, writer)
    _write_leads(world, identifiers, accounts, opportunities, writer)
    _write_contacts(world, identifiers, accounts, writer)
    write_activity(world, identifiers, accounts, opportunities, writer)


def _owner(company: np.ndarray) -> pa.DictionaryArray:
    return coded(company % N_OWNERS, [f"0055e{n:010d}AAA" for n in range(1, N_OWNERS + 1)])


def _names(world: World, person: np.ndarray) -> dict[str, pa.Array]:
    first, last = (column.take(pa.array(person)) for column in (world.people.first_name, world.people.last_name))
    full = pc.binary_join_element_wise(first, last, " ")
    return {"first_name": first, "last_name": last, "name": full}


def _website(world: World, company: np.ndarray) -> pa.Array:
    sites = pc.binary_join_element_wise("https://www", world.companies.domain, ".")
    return coded(company, sites)


def _write_accounts(world: World, writer: Writer) -> pa.Array:
    """Accounts of companies that have a Salesforce contact; returns the ids of all companies."""
    companies, deals = world.companies, world.deals
    ids = salesforce_ids("001", len(companies), writer)
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
            "is_deleted": flags(len(company)),
            "master_record_id": pa.nulls(len(company), pa.string()),
            "_fivetran_synced": synced(since[company]),
        },
    )
    return ids


def _write_opportunities(world: World, identifiers: Identifiers, accounts: pa.Array, writer: Writer) -> pa.Array:
    """One opportunity per person with a deal and its contact role; returns ids by person."""
    deals, people = world.deals, world.people
    person = np.flatnonzero(deals.outcome != NO_DEAL)
    person = person[np.lexsort((person, deals.opened_at[person]))]
    outcome, company = deals.outcome[person], people.company[person]
    ids = salesforce_ids("006", len(people), writer)
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
            "currency_iso_code": coded(world.companies.country[company], names.CURRENCIES),
            "stage_name": coded(np.where(is_open & (person % 2 == 0), 0, outcome), STAGES),
            "is_closed": pa.array(~is_open),
            "is_won": pa.array(outcome == WON),
            "close_date": instant(np.where(is_open, expected_at, deals.closed_at[person])),
            "created_date": instant(deals.opened_at[person]),
            "last_modified_date": instant(modified_at),
            "lead_source": coded(person % len(LEAD_SOURCES), LEAD_SOURCES),
            "owner_id": _owner(company),
            "is_deleted": flags(len(person)),
            "_fivetran_synced": synced(modified_at),
        },
    )
    rates = names.CONVERSION_RATES
    writer.write(
        "raw/salesforce",
        "currency_type",
        {
            "iso_code": pa.array(list(rates)),
            "conversion_rate": pa.array(list(rates.values())),
            "is_corporate": pa.array([rate == 1 for rate in rates.values()]),
            "is_active": flags(len(rates), True),
            "_fivetran_synced": synced(np.full(len(rates), world.calendar.starts_at)),
        },
    )
    writer.write(
        "raw/salesforce",
        "opportunity_contact_role",
        {
            "id": salesforce_ids("00K", len(person), writer),
            "opportunity_id": coded(person, ids),
            "contact_id": coded(person, identifiers.contact),
            "role": coded(person % len(ROLES), ROLES),
            "is_primary": flags(len(person), True),
            "created_date": instant(deals.opened_at[person]),
            "is_deleted": flags(len(person)),
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
    twin_ids = salesforce_ids("00Q", len(people), writer, DUPLICATE_LEADS_FROM)
    lead_ids = pc.if_else(pa.array(is_twin), twin_ids.take(pa.array(person)), identifiers.lead.take(pa.array(person)))
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


def _write_contacts(world: World, identifiers: Identifiers, accounts: pa.Array, writer: Writer) -> None:
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
            "master_record_id": pa.nulls(len(person), pa.string()),
            "has_opted_out_of_email": pa.array(np.isin(person, left)),
            "is_deleted": flags(len(person)),
            "_fivetran_synced": synced(created_at),
        },
    )
