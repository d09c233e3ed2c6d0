"""HubSpot's tables of mailings and what came of them."""

import numpy as np
import pyarrow as pa

from .. import names
from ..columns import NONE, coded, constant, instant, scrambled, synced
from ..mail import LINKS
from ..randomness import stream
from ..signals import NUMBER_OF, SIGNALS, numbers_of
from ..world import World
from .broken import GOOD_OPEN, OPEN_FAULTS, broken_table
from .faults import scans
from .identifiers import Identifiers
from .planted import Planted
from .writer import Writer

MAIL_SALT, EVENT_SALT = 21, 22
PORTAL_ID, APP_ID, FIRST_CAMPAIGN_ID = 4_727_653, 2_286, 1_001
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


def write_mailings(world: World, identifiers: Identifiers, writer: Writer, planted: Planted) -> None:
    """Write campaigns, email events and their details, and note scanners and broken rows."""
    _write_campaigns(world, writer)
    _write_email_events(world, identifiers, writer, planted)


def _write_campaigns(world: World, writer: Writer) -> None:
    mails = world.mails
    used = np.flatnonzero(mails.campaign_day < world.calendar.days)
    is_product = mails.campaign_is_product
    number = np.where(is_product, np.cumsum(is_product), np.cumsum(~is_product))
    labels = [("Product update" if is_product[n] else "Newsletter", int(number[n])) for n in used]
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
    return np.concatenate([np.broadcast_to(part[place], length) for part, length in zip(parts, lengths, strict=True)])


def _write_email_events(world: World, identifiers: Identifiers, writer: Writer, planted: Planted) -> None:
    rows, mails = _email_rows(world), world.mails
    kind, mail, at = rows["kind"], rows["mail"], rows["at"]
    key = scrambled(np.arange(len(kind)), EVENT_SALT)
    sent_key = scrambled(mail, MAIL_SALT)
    is_sent = kind == SENT
    planted.scanner_keys = key[rows["part"] == 4]
    broken, listed = broken_table(GOOD_OPEN, OPEN_FAULTS, "id", "created", world.calendar)
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
            "sent_by_created": pa.array(((mails.at[mail] - 5) * 1_000_000).astype("datetime64[us]"), mask=is_sent),
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
