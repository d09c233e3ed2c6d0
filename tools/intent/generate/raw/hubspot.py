"""HubSpot's tables of contacts, companies and forms."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from .. import names
from ..calendar import HOUR
from ..columns import NONE, coded, constant, flags, instant, integer, scrambled, synced
from ..deals import NO_DEAL
from ..events import Events
from ..population import FIRST_COMPANY_ID, MERGED_CONTACT_ID
from ..signals import NUMBER_OF, SIGNALS
from ..world import World
from .hubspot_mail import PORTAL_ID, write_mailings
from .identifiers import Identifiers
from .lives import life_contacts
from .planted import Planted
from .segment import track_rows
from .writer import Writer

FORM_SALT = 23
TIERS = ("tier_1", "tier_2", "tier_3")
FORMS = {
    "demo_requested": "Request a demo",
    "contact_sales_requested": "Contact sales",
    "case_study_downloaded": "Download case study",
    "white_paper_downloaded": "Download white paper",
    "newsletter_subscribed": "Newsletter signup",
}


def write_hubspot(world: World, identifiers: Identifiers, writer: Writer, planted: Planted, lives: bool = True) -> None:
    """Write all HubSpot tables, `lives` included, and note their faults."""
    _write_contacts(world, identifiers, writer, lives)
    _write_companies(world, writer)
    write_mailings(world, identifiers, writer, planted)
    _write_forms(world, identifiers, writer)


def _write_contacts(world: World, identifiers: Identifiers, writer: Writer, lives: bool) -> None:
    people, companies = world.people, world.companies
    person = np.flatnonzero(people.has_hubspot)
    company = people.company[person]
    left = world.events.of([NUMBER_OF["email_unsubscribed"]]).person
    old = MERGED_CONTACT_ID + person * 2
    n_old = people.old_contact_ids[person]
    old_ids = pc.if_else(
        pa.array(n_old == 2),
        pc.binary_join_element_wise(_text(old), _text(old + 1), ";"),
        pc.if_else(pa.array(n_old == 1), _text(old), pa.scalar(None, pa.string())),
    )
    associated = np.where(people.is_free_mail[person], NONE, FIRST_COMPANY_ID + company)
    writer.write(
        "raw/hubspot",
        "contact",
        {
            "id": pa.array(identifiers.hubspot[person]),
            "property_email": coded(person, identifiers.email),
            "property_company": coded(company, companies.name),
            "property_firstname": coded(person, people.first_name),
            "property_lastname": coded(person, people.last_name),
            "property_jobtitle": coded(people.title[person], names.TITLES),
            "property_country": coded(companies.country[company], names.COUNTRIES),
            "property_industry": coded(companies.industry[company], names.INDUSTRIES),
            "property_createdate": instant(people.created_at[person]),
            "property_hs_merged_object_ids": old_ids,
            "property_associatedcompanyid": integer(associated),
            "property_hubspot_owner_id": pa.array(501 + company % 6),
            "property_hs_email_optout": pa.array(np.isin(person, left)),
            "_fivetran_deleted": pa.array(_is_deleted(world, person)),
            "_fivetran_synced": synced(people.created_at[person]),
        },
        broken=life_contacts(world.calendar) if lives else None,
    )


def _is_deleted(world: World, person: np.ndarray) -> np.ndarray:
    """Which contacts somebody deleted: one in a hundred of those without a deal."""
    return (person % 97 == 3) & (world.deals.outcome[person] == NO_DEAL)


def _text(numbers: np.ndarray) -> pa.Array:
    return pa.array(numbers).cast(pa.string())


def _write_companies(world: World, writer: Writer) -> None:
    companies = world.companies
    every = np.arange(len(companies))
    created_at = world.calendar.midnight(-400 - every % 300)
    writer.write(
        "raw/hubspot",
        "company",
        {
            "id": pa.array(FIRST_COMPANY_ID + every),
            "property_name": companies.name,
            "property_domain": companies.domain,
            "property_industry": coded(companies.industry, names.INDUSTRIES),
            "property_numberofemployees": pa.array(companies.employees),
            "property_annualrevenue": pa.array(companies.revenue.astype(np.float64)),
            "property_country": coded(companies.country, names.COUNTRIES),
            "property_createdate": instant(created_at),
            "property_hs_ideal_customer_profile": coded(np.digitize(-companies.employees, [-500, -50]), TIERS),
            "is_deleted": flags(len(every)),
            "_fivetran_synced": synced(created_at),
        },
    )


def form_events(world: World) -> Events:
    """The acts that are recorded as form submissions."""
    in_form = np.isin(world.events.signal, [NUMBER_OF[name] for name in FORMS])
    return world.events.take(in_form & ~track_rows(world))


def _write_forms(world: World, identifiers: Identifiers, writer: Writer) -> None:
    titles = list(FORMS.values())
    numbers = np.arange(len(titles))
    created_at = world.calendar.midnight(np.full(len(titles), -300)) + 9 * HOUR
    writer.write(
        "raw/hubspot",
        "form",
        {
            "guid": pa.array([f"form-{n + 1:04d}" for n in numbers]),
            "name": pa.array(titles),
            "form_type": constant("HUBSPOT", len(titles)),
            "created_at": instant(created_at),
        },
    )
    events = form_events(world)
    form_of = np.full(len(SIGNALS), NONE)
    for n, name in enumerate(FORMS):
        form_of[NUMBER_OF[name]] = n
    form = form_of[events.signal]
    uses_old = (world.people.old_contact_ids[events.person] > 0) & (events.detail % 3 > 0)
    old_id = MERGED_CONTACT_ID + events.person.astype(np.int64) * 2
    pages = [f"{names.SITE}/forms/{title.lower().replace(' ', '-')}" for title in titles]
    writer.write(
        "raw/hubspot",
        "contact_form_submission",
        {
            "contact_id": pa.array(np.where(uses_old, old_id, identifiers.hubspot[events.person])),
            "form_id": coded(form, [f"form-{n + 1:04d}" for n in numbers]),
            "key": pa.array(scrambled(np.arange(len(form)), FORM_SALT)),
            "timestamp": instant(events.at),
            "page_url": coded(form, pages),
            "title": coded(form, titles),
            "_fivetran_synced": synced(events.at),
        },
        select=(
            "contact_id, form_id, printf('cv-%012x', key) as conversion_id, \"timestamp\", "
            f"page_url, title, {PORTAL_ID}::bigint as portal_id, _fivetran_synced"
        ),
    )
