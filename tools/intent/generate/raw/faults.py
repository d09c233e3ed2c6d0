"""Faults planted into good data: rows sent twice, a shared device and mail scanners."""

from dataclasses import dataclass

import numpy as np

from ..calendar import DAY, HOUR, NEVER
from ..events import Events, events_of
from ..mail import LINKS
from ..population import COMPETITOR_COMPANY
from ..randomness import stream
from ..signals import NUMBER_OF
from ..visits import FIRST_PATH, PAGE_KINDS
from ..world import World

DUPLICATE_SHARE = 0.01
STRANGERS_AT_SHARED_DEVICE = 40
SCANNED_DOMAINS = 3
LINKS_PER_MAIL = 5


@dataclass(frozen=True)
class SharedDevice:
    """The kiosk: who was seen there, when each was named, and the pages they read."""

    person: np.ndarray
    linked_at: np.ndarray
    pages: Events


@dataclass(frozen=True)
class Scans:
    """Clicks of mail security scanners: mail (position in the mails), link and instant."""

    mail: np.ndarray
    link: np.ndarray
    at: np.ndarray


def duplicates(world: World, received_at: np.ndarray, table: str) -> tuple[np.ndarray, np.ndarray]:
    """Rows sent again, and when the copies were received: soon after, or on a later day."""
    random = stream(world.seed, f"duplicates_{table}")
    chosen = np.flatnonzero(random.random(len(received_at)) < DUPLICATE_SHARE)
    chosen = np.repeat(chosen, np.where(random.random(len(chosen)) < 0.1, 2, 1))
    soon = random.integers(2, 2 * HOUR, len(chosen))
    later = random.integers(DAY, 3 * DAY, len(chosen))
    again_at = received_at[chosen] + np.where(random.random(len(chosen)) < 0.6, soon, later)
    kept = again_at < world.calendar.ends_at
    return chosen[kept], again_at[kept]


def shared_device(world: World) -> SharedDevice:
    """Forty people who never convert use one kiosk, each for a few minutes."""
    random = stream(world.seed, "kiosk")
    people = world.people
    idle = people.has_web & ~people.is_insider & (people.created_at < world.calendar.starts_at)
    idle &= world.outcomes.converted_at == NEVER
    able = np.flatnonzero(idle)
    person = random.permutation(able)[:STRANGERS_AT_SHARED_DEVICE]
    slot = np.arange(len(person)) * (world.calendar.days * DAY // (2 * max(1, len(person))))
    at = world.calendar.starts_at + 20 * DAY + slot // HOUR * HOUR + 600
    n_pages = random.integers(1, 4, len(person))
    rows = np.repeat(np.arange(len(person)), n_pages)
    pages = events_of(
        person[rows],
        NUMBER_OF["blog_post_viewed"],
        at[rows] + random.integers(-300, 600, len(rows)),
        detail=FIRST_PATH[PAGE_KINDS.index("blog_post_viewed")] + random.integers(0, 12, len(rows)),
    )
    return SharedDevice(person=person, linked_at=at, pages=pages)


def scans(world: World) -> Scans:
    """At three companies a scanner follows five links of every second mail within 3 seconds."""
    random = stream(world.seed, "scanners")
    delivered = world.events.of([NUMBER_OF["email_delivered"]])
    company = world.people.company[delivered.person]
    own_domain = ~world.people.is_free_mail[delivered.person] & (company > COMPETITOR_COMPANY)
    number = np.bincount(company[own_domain], minlength=len(world.companies))
    scanned = np.argsort(-number, kind="stable")[:SCANNED_DOMAINS]
    even = world.mails.campaign[delivered.mail] % 2 == 0
    mail = delivered.take(own_domain & even & np.isin(company, scanned))
    begin = mail.at + random.integers(2, 20, len(mail))
    clicks = np.repeat(np.arange(len(mail)), LINKS_PER_MAIL)
    link = (np.arange(len(clicks)) % LINKS_PER_MAIL + mail.mail[clicks]) % len(LINKS)
    at = begin[clicks] + random.integers(0, 3, len(clicks))
    kept = at < world.calendar.ends_at
    return Scans(mail=mail.mail[clicks][kept], link=link[kept], at=at[kept])
