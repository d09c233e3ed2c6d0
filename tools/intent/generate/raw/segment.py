"""Segment's tables: pages, tracks and identifies."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from .. import names
from ..calendar import NEVER
from ..columns import NONE, coded, instant, scrambled
from ..events import Events
from ..randomness import stream
from ..signals import NUMBER_OF, SIGNALS, numbers_of
from ..visits import PATHS
from ..world import World
from .arrivals import is_late, received_instants
from .broken import GOOD_PAGE, GOOD_TRACK, PAGE_FAULTS, TRACK_FAULTS, broken_table
from .faults import SharedDevice, duplicates
from .identifiers import Identifiers
from .planted import Planted
from .writer import Writer

PAGE_SALT, TRACK_SALT, IDENTIFY_SALT = 11, 12, 13
CAMPAIGNS = (
    ("google", "cpc", "brand-search"),
    ("google", "cpc", "intent-scoring"),
    ("linkedin", "social", "buying-committee"),
    ("newsletter", "email", "monthly-letter"),
)
REFERRERS = ("https://www.google.com/", "https://www.linkedin.com/", "https://news.example/")
SEARCHES = ("?gclid=demo", "?ref=newsletter", "?lang=en")
ADDRESSES = tuple(f"203.0.113.{number}" for number in range(1, 255))
TITLES = tuple(path.strip("/").replace("-", " ").replace("/", ": ").title() or "Home" for path in PATHS)


@dataclass(frozen=True)
class Sent:
    """Rows as sent: the event's row, when each copy was received, and the id key of each."""

    row: np.ndarray
    received_at: np.ndarray
    key: np.ndarray


def write_segment(
    world: World, identifiers: Identifiers, kiosk: SharedDevice, writer: Writer, planted: Planted
) -> None:
    """Write the three Segment tables and note their faults."""
    _write_pages(world, identifiers, kiosk, writer, planted)
    _write_tracks(world, identifiers, writer, planted)
    _write_identifies(world, identifiers, kiosk, writer)


def _sent(world: World, at: np.ndarray, is_mobile: np.ndarray, salt: int, name: str, planted: Planted) -> Sent:
    """Receive every row, send one in a hundred again, and put all in the order received."""
    random = stream(world.seed, f"arrivals_{name}")
    received_at = received_instants(random, at, is_mobile, world.calendar)
    key = scrambled(np.arange(len(at)), salt)
    late = is_late(at, received_at)
    planted.late("segment", name, key[late], (received_at - at)[late])
    again, again_at = duplicates(world, received_at, name)
    planted.duplicates("segment", name, key[again])
    row = np.concatenate([np.arange(len(at)), again])
    every_received = np.concatenate([received_at, again_at])
    order = np.lexsort((row, every_received))
    return Sent(row[order], every_received[order], key[row[order]])


def _clock(world: World, sent: Sent, at: np.ndarray, device: np.ndarray) -> dict[str, pa.Array]:
    """The four instants of a row; some browsers' clocks are off by up to two hours."""
    skew = np.where(device % 33 == 5, (device % 7 - 3) * 2_400, 0)
    first_received = np.where(sent.received_at - at > 900, sent.received_at - 1, at + 1)
    return {
        "received_at": instant(sent.received_at),
        "sent_at": instant(first_received + skew),
        "timestamp": instant(at),
        "original_timestamp": instant(at + skew),
    }


def _user_codes(world: World, events: Events) -> np.ndarray:
    """The person whose login a row carries: known users on devices already linked to them."""
    has_device = events.device >= 0
    linked_at = np.where(has_device, world.links.device_linked_at[events.device], NEVER)
    carries = world.people.has_user[events.person] & (events.at >= linked_at)
    return np.where(carries, events.person, NONE)


def _write_pages(world: World, identifiers: Identifiers, kiosk: SharedDevice, writer: Writer, planted: Planted) -> None:
    own = world.events.take(world.events.visit >= 0)
    kiosk_pages, strangers = kiosk.pages, world.anonymous
    n_kiosk, n_strangers = len(kiosk_pages), len(strangers)
    at = np.concatenate([own.at, kiosk_pages.at, strangers.at])
    kept = np.flatnonzero(at < world.calendar.ends_at)
    device = np.concatenate(
        [
            own.device,
            np.full(n_kiosk, identifiers.shared_device),
            identifiers.first_stranger + strangers.person,
        ]
    )[kept]
    user = np.concatenate([_user_codes(world, own), np.full(n_kiosk + n_strangers, NONE)])[kept]
    path = np.concatenate([own.detail, kiosk_pages.detail, strangers.detail])[kept]
    visit = np.concatenate([own.visit, np.arange(n_kiosk), strangers.visit])[kept]
    at = at[kept]
    agent = _agents(world, device)
    sent = _sent(world, at, agent >= names.DESKTOP_AGENTS, PAGE_SALT, "pages", planted)
    row = sent.row
    broken, listed = broken_table(GOOD_PAGE, PAGE_FAULTS, "id", "received_at", world.calendar)
    planted.broken("segment", "pages", listed)
    visit_mark = scrambled(visit, PAGE_SALT) >> 8
    campaign = np.where(visit_mark % 7 == 0, visit_mark // 7 % len(CAMPAIGNS), NONE)[row]
    writer.write(
        "raw/segment",
        "pages",
        {
            "key": pa.array(sent.key),
            "anonymous_id": coded(device[row], identifiers.anonymous),
            "user_id": coded(user[row], identifiers.user),
            **_clock(world, sent, at[row], device[row]),
            "path": coded(path[row], PATHS),
            "title": coded(path[row], TITLES),
            "search": coded(np.where(visit_mark % 11 == 0, visit_mark % 3, NONE)[row], SEARCHES),
            "referrer": coded(np.where(visit_mark % 2 == 0, visit_mark // 2 % 3, NONE)[row], REFERRERS),
            "context_ip": coded(device[row] % len(ADDRESSES), ADDRESSES),
            "context_user_agent": coded(agent[row], names.USER_AGENTS),
            "context_campaign_source": coded(campaign, [c[0] for c in CAMPAIGNS]),
            "context_campaign_medium": coded(campaign, [c[1] for c in CAMPAIGNS]),
            "context_campaign_name": coded(campaign, [c[2] for c in CAMPAIGNS]),
        },
        select=(
            "printf('pg-%012x', key) as id, anonymous_id, user_id, received_at, sent_at, "
            f"\"timestamp\", original_timestamp, '{names.SITE}' || path as url, path, title, "
            "search, referrer, context_ip, context_user_agent, context_campaign_source, "
            "context_campaign_medium, context_campaign_name"
        ),
        broken=broken,
    )


def _agents(world: World, device: np.ndarray) -> np.ndarray:
    """Browser of each device; shared and strangers' devices get one by their number."""
    known = device < len(world.devices)
    own = world.devices.agent[np.where(known, device, 0)]
    return np.where(known, own, device % names.BROWSING_AGENTS)


def track_rows(world: World) -> np.ndarray:
    """Which events Segment tracks: its own signals, and demo requests not made in a form."""
    events = world.events
    tracked = np.isin(events.signal, numbers_of("track"))
    in_form = (events.signal == NUMBER_OF["demo_requested"]) & (events.detail % 2 == 0)
    return tracked & ~(in_form & world.people.has_hubspot[events.person])


def _write_tracks(world: World, identifiers: Identifiers, writer: Writer, planted: Planted) -> None:
    events = world.events.take(track_rows(world))
    agent = _agents(world, events.device)
    is_mobile = agent >= names.DESKTOP_AGENTS
    sent = _sent(world, events.at, is_mobile, TRACK_SALT, "tracks", planted)
    row = sent.row
    event_names = [signal.name for signal in SIGNALS]
    event_titles = [name.replace("_", " ").title().replace("Roi", "ROI") for name in event_names]
    broken, listed = broken_table(GOOD_TRACK, TRACK_FAULTS, "id", "received_at", world.calendar)
    planted.broken("segment", "tracks", listed)
    campaign = np.where(events.detail % 6 == 5, events.detail % 4, NONE)[row]
    writer.write(
        "raw/segment",
        "tracks",
        {
            "key": pa.array(sent.key),
            "anonymous_id": coded(events.device[row], identifiers.anonymous),
            "user_id": coded(_user_codes(world, events)[row], identifiers.user),
            "event": coded(events.signal[row], event_names),
            "event_text": coded(events.signal[row], event_titles),
            **_clock(world, sent, events.at[row], events.device[row]),
            "context_page_path": coded(events.detail[row] % len(PATHS), PATHS),
            "context_user_agent": coded(agent[row], names.USER_AGENTS),
            "context_campaign_name": coded(campaign, [c[2] for c in CAMPAIGNS]),
        },
        select=(
            "printf('tr-%012x', key) as id, anonymous_id, user_id, event, event_text, "
            'received_at, sent_at, "timestamp", original_timestamp, context_page_path, '
            "context_user_agent, context_campaign_name"
        ),
        broken=broken,
    )


def _write_identifies(world: World, identifiers: Identifiers, kiosk: SharedDevice, writer: Writer) -> None:
    """One row per linked device, per sign-up on the server and per person at the kiosk."""
    links, people = world.links, world.people
    linked = np.flatnonzero(links.device_linked_at < NEVER)
    signed_up = np.flatnonzero(links.signed_up_at < NEVER)
    parts = (
        (linked, world.devices.person[linked], links.device_linked_at[linked]),
        (np.full(len(signed_up), NONE), signed_up, links.signed_up_at[signed_up]),
        (np.full(len(kiosk.person), identifiers.shared_device), kiosk.person, kiosk.linked_at),
    )
    device, person, at = (np.concatenate([part[n] for part in parts]) for n in range(3))
    names_user_only = np.zeros(len(device), dtype=bool)
    names_user_only[: len(linked)] = links.names_user_only[linked]
    is_kiosk = device == identifiers.shared_device
    user = np.where(people.has_user[person] & ~is_kiosk, person, NONE)
    order = np.lexsort((person, at))
    named = np.where(names_user_only, NONE, person)[order]
    received_at = np.minimum(at[order] + 2, world.calendar.ends_at - 1)
    writer.write(
        "raw/segment",
        "identifies",
        {
            "key": pa.array(scrambled(np.arange(len(order)), IDENTIFY_SALT)),
            "anonymous_id": coded(device[order], identifiers.anonymous),
            "user_id": coded(user[order], identifiers.user),
            "received_at": instant(received_at),
            "sent_at": instant(np.minimum(at[order] + 1, received_at)),
            "timestamp": instant(at[order]),
            "email": coded(named, identifiers.email),
            "first_name": coded(named, people.first_name),
            "last_name": coded(named, people.last_name),
        },
        select="printf('id-%012x', key) as id, * exclude (key)",
    )
