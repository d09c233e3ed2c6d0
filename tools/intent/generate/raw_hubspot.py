"""HubSpot's tables: contacts, companies, mailings with what came of them, and forms."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from . import names
from .calendar import DAY, HOUR
from .columns import NONE, coded, constant, instant, integer, scrambled, synced
from .events import Events
from .faults import Fault, Offset, broken_table, scans
from .identifiers import Identifiers
from .mail import LINKS
from .population import FIRST_COMPANY_ID, MERGED_CONTACT_ID
from .randomness import stream
from .raw_segment import track_rows
from .signals import NUMBER_OF, SIGNALS, numbers_of
from .truth import Planted
from .world import World
from .writer import Writer

MAIL_SALT, EVENT_SALT, FORM_SALT = 21, 22, 23
PORTAL_ID, APP_ID, FIRST_CAMPAIGN_ID = 4_727_653, 2_286, 1_001
FORMS = {
    "demo_requested": "Request a demo",
    "contact_sales_requested": "Contact sales",
    "case_study_downloaded": "Download case study",
    "white_paper_downloaded": "Download white paper",
    "newsletter_subscribed": "Newsletter signup",
}
TYPES = ("SENT", "DELIVERED", "OPEN", "CLICK", "FORWARD", "BOUNCE", "STATUSCHANGE", "SPAMREPORT")
SENT, DELIVERED, OPEN, CLICK, FORWARD, BOUNCE, STATUSCHANGE, SPAMREPORT = range(len(TYPES))
TYPE_OF_SIGNAL = {
    "email_delivered": DELIVERED,
    "email_opened": OPEN,
    "email_product_link_clicked": CLICK,
    "email_link_clicked": CLICK,
    "email_forwarded": FORWARD,
    "email_unsubscribed": STATUSCHANGE,
}
SENT_SHARE, BOUNCE_SHARE, SPAM_SHARE, FILTERED_SHARE = 0.10, 0.006, 0.0005, 0.02
SCANNER_AGENT = len(names.USER_AGENTS) - 1
GOOD_OPEN: dict[str, object] = {
    "id": "he-broken-{number}",
    "type": "OPEN",
    "created": None,
    "recipient": "somebody@nowhere.example",
    "email_campaign_id": FIRST_CAMPAIGN_ID,
    "filtered_event": False,
    "sent_by_id": None,
    "sent_by_created": None,
    "caused_by_id": None,
    "caused_by_created": None,
    "portal_id": PORTAL_ID,
    "app_id": APP_ID,
    "_fivetran_synced": Offset(600),
}
OPEN_FAULTS = (
    Fault("invalid email", 2, {"recipient": "foo@"}),
    Fault("no identifier", 2, {"recipient": None}),
    Fault("null id", 2, {"id": None}),
)


def write_hubspot(
    world: World, identifiers: Identifiers, writer: Writer, planted: Planted
) -> None:
    """Write all HubSpot tables and note their faults."""
    _write_contacts(world, identifiers, writer)
    _write_companies(world, writer)
    _write_campaigns(world, writer)
    _write_email_events(world, identifiers, writer, planted)
    _write_forms(world, identifiers, writer)


def _write_contacts(world: World, identifiers: Identifiers, writer: Writer) -> None:
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
            "_fivetran_deleted": constant_bool(False, len(person)),
            "_fivetran_synced": synced(people.created_at[person]),
        },
    )


def _text(numbers: np.ndarray) -> pa.Array:
    return pa.array(numbers).cast(pa.string())


def constant_bool(value: bool, length: int) -> pa.Array:
    """Boolean column that says the same in every row."""
    return pa.array(np.full(length, value))


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
            "is_deleted": constant_bool(False, len(every)),
            "_fivetran_synced": synced(created_at),
        },
    )


def _write_campaigns(world: World, writer: Writer) -> None:
    mails = world.mails
    used = np.flatnonzero(mails.campaign_day < world.calendar.days)
    is_product = mails.campaign_is_product
    number = np.where(is_product, np.cumsum(is_product), np.cumsum(~is_product))
    labels = [
        ("Product update" if is_product[n] else "Newsletter", int(number[n]))
        for n in used
    ]
    writer.write(
        "raw/hubspot",
        "email_campaign",
        {
            "id": pa.array(FIRST_CAMPAIGN_ID + used),
            "name": pa.array([f"{name} {n}" for name, n in labels]),
            "subject": pa.array([f"{name} no. {n} for you" for name, n in labels]),
            "type": constant("BATCH_EMAIL", len(used)),
            "app_id": pa.array(np.full(len(used), APP_ID)),
            "content_id": pa.array(90_000 + used),
        },
    )


def _email_rows(world: World) -> dict[str, np.ndarray]:
    """Every row of email_event before ids: type, mail, instant, link, and whether filtered."""
    random = stream(world.seed, "mail_noise")
    mails, ends_at = world.mails, world.calendar.ends_at
    events = world.events.of(numbers_of("mail"))
    type_of = np.full(len(SIGNALS), NONE)
    for name, kind in TYPE_OF_SIGNAL.items():
        type_of[NUMBER_OF[name]] = kind
    kind = type_of[events.signal]
    per_mail = np.bincount(events.mail, minlength=len(mails))
    is_quiet = (kind == DELIVERED) & (per_mail[events.mail] == 1)
    kind = np.where(is_quiet & (random.random(len(kind)) < BOUNCE_SHARE), BOUNCE, kind)
    delivered = events.mail[kind == DELIVERED]
    draws = random.random((3, len(delivered)))
    sent, spam = delivered[draws[0] < SENT_SHARE], delivered[draws[1] < SPAM_SHARE]
    filtered = delivered[draws[2] < FILTERED_SHARE]
    scan = scans(world)
    parts = (
        (kind, events.mail, events.at, events.detail),
        (SENT, sent, mails.at[sent] - 5, 0),
        (SPAMREPORT, spam, mails.at[spam] + 20, 0),
        (OPEN, filtered, mails.at[filtered] + 2, 0),
        (CLICK, scan.mail, scan.at, scan.link),
    )
    lengths = [len(part[1]) for part in parts]
    rows = {
        "kind": _stacked(parts, 0, lengths),
        "mail": _stacked(parts, 1, lengths),
        "at": _stacked(parts, 2, lengths),
        "link": _stacked(parts, 3, lengths),
        "part": np.repeat(np.arange(len(parts)), lengths),
    }
    order = np.lexsort((rows["link"], rows["kind"], rows["mail"], rows["at"]))
    order = order[(rows["at"][order] < ends_at)]
    return {name: column[order] for name, column in rows.items()}


def _stacked(parts: tuple, place: int, lengths: list[int]) -> np.ndarray:
    return np.concatenate(
        [np.broadcast_to(part[place], length) for part, length in zip(parts, lengths, strict=True)]
    )


def _write_email_events(
    world: World, identifiers: Identifiers, writer: Writer, planted: Planted
) -> None:
    rows, mails = _email_rows(world), world.mails
    kind, mail, at = rows["kind"], rows["mail"], rows["at"]
    key = scrambled(np.arange(len(kind)), EVENT_SALT)
    sent_key = scrambled(mail, MAIL_SALT)
    is_sent = kind == SENT
    planted.scanner_keys = key[rows["part"] == 4]
    broken, listed = broken_table(
        GOOD_OPEN, OPEN_FAULTS, "id", "created", world.calendar.starts_at + 13 * DAY
    )
    planted.broken("hubspot", "email_event", listed)
    person = mails.person[mail]
    writer.write(
        "raw/hubspot",
        "email_event",
        {
            "key": pa.array(np.where(is_sent, sent_key, key)),
            "type": coded(kind, TYPES),
            "created": instant(at),
            "recipient": coded(person, identifiers.email),
            "email_campaign_id": pa.array(FIRST_CAMPAIGN_ID + mails.campaign[mail]),
            "filtered_event": pa.array(rows["part"] == 3),
            "sent_key": pa.array(sent_key, mask=is_sent),
            "sent_by_created": pa.array(
                ((mails.at[mail] - 5) * 1_000_000).astype("datetime64[us]"), mask=is_sent
            ),
            "_fivetran_synced": synced(at),
        },
        select=(
            "printf('he-%012x', key) as id, type, created, recipient, email_campaign_id, "
            "filtered_event, printf('he-%012x', sent_key) as sent_by_id, sent_by_created, "
            "null::varchar as caused_by_id, null::timestamp as caused_by_created, "
            f"{PORTAL_ID}::bigint as portal_id, {APP_ID}::bigint as app_id, _fivetran_synced"
        ),
        broken=broken,
    )
    agent = (person * 7 + mail % 2) % names.BROWSING_AGENTS
    is_scan = (rows["part"] == 4) & (scrambled(mail, MAIL_SALT) % 5 == 0)
    agent = np.where(is_scan, SCANNER_AGENT, agent)
    _write_details(kind, key, at, rows["link"], agent, writer)


def _write_details(
    kind: np.ndarray,
    key: np.ndarray,
    at: np.ndarray,
    link: np.ndarray,
    agent: np.ndarray,
    writer: Writer,
) -> None:
    """The detail tables of opens, clicks and status changes; each has the id of its event."""

    def shared(rows: np.ndarray) -> dict[str, pa.Array]:
        return {
            "key": pa.array(key[rows]),
            "browser": coded(agent[rows], names.BROWSERS),
            "user_agent": coded(agent[rows], names.USER_AGENTS),
            "_fivetran_synced": synced(at[rows]),
        }

    opens, clicks = np.flatnonzero(kind == OPEN), np.flatnonzero(kind == CLICK)
    changes = np.flatnonzero(kind == STATUSCHANGE)
    identity = "printf('he-%012x', key) as id"
    duration = 800 + scrambled(opens, EVENT_SALT) % 240 * 125
    writer.write(
        "raw/hubspot",
        "email_event_open",
        {**shared(opens), "duration": pa.array(duration)},
        select=f"{identity}, duration, browser, user_agent, _fivetran_synced",
    )
    writer.write(
        "raw/hubspot",
        "email_event_click",
        {**shared(clicks), "path": coded(link[clicks], LINKS)},
        select=(
            f"{identity}, '{names.SITE}' || path as url, null::varchar as referer, browser, "
            "user_agent, _fivetran_synced"
        ),
    )
    writer.write(
        "raw/hubspot",
        "email_event_status_change",
        shared(changes),
        select=(
            f"{identity}, 'UNSUBSCRIBED' as portal_subscription_status, 'RECIPIENT' as "
            "requested_by, 'SOURCE_RECIPIENT' as source, '[]' as subscriptions, false as bounced, "
            "_fivetran_synced"
        ),
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
