"""Mailings: who was mailed what and when, and what they did with it."""

from dataclasses import dataclass

import numpy as np

from .buying import Periods, buying_on
from .calendar import HOUR, NEVER, Calendar
from .events import Events, events_of, joined
from .population import People
from .randomness import stream
from .signals import NUMBER_OF

NEWSLETTER_EVERY_DAYS, PRODUCT_UPDATE_EVERY_DAYS = 30, 61
SUBSCRIBED_SHARE = 0.40
PRODUCT_LINKS = ("/product/automation", "/product/routing", "/pricing", "/case-studies/fast-freight")
OTHER_LINKS = ("/blog/lead-scoring-basics", "/blog/crm-hygiene", "/events/spring-meetup", "/")
LINKS = PRODUCT_LINKS + OTHER_LINKS
OPEN_CHANCE, CLICK_CHANCE = (0.26, 0.48), (0.085, 0.22)
FORWARD_CHANCE, UNSUBSCRIBE_CHANCE = (0.003, 0.02), (0.004, 0.001)


@dataclass(frozen=True)
class Mails:
    """One row per delivered mail; campaigns are numbered over newsletters, then updates."""

    person: np.ndarray
    campaign: np.ndarray
    at: np.ndarray
    campaign_day: np.ndarray
    campaign_is_product: np.ndarray

    def __len__(self) -> int:
        return len(self.person)


def campaign_days(calendar: Calendar) -> tuple[np.ndarray, np.ndarray]:
    """Day of each mailing, and whether it is about the product."""
    newsletters = np.arange(6, calendar.simulated_days, NEWSLETTER_EVERY_DAYS)
    updates = np.arange(20, calendar.simulated_days, PRODUCT_UPDATE_EVERY_DAYS)
    is_product = np.repeat([False, True], [len(newsletters), len(updates)])
    return np.concatenate([newsletters, updates]), is_product


def mail_events(people: People, periods: Periods, calendar: Calendar, seed: int) -> tuple[Mails, Events]:
    """Deliver every mailing to its subscribers and draw what they do, until they unsubscribe."""
    random = stream(seed, "mail")
    day, is_product = campaign_days(calendar)
    subscribed = random.random((2, len(people))) < SUBSCRIBED_SHARE
    persons, ats, is_buying = [], [], []
    for n_campaign, send_day in enumerate(day):
        wanted = subscribed[int(is_product[n_campaign])] & people.has_hubspot
        person = np.flatnonzero(wanted & (people.arrival_day < send_day))
        begin = calendar.starts_at + int(send_day) * 86_400 + 9 * HOUR
        persons.append(person)
        ats.append(begin + random.integers(0, 1_800, len(person)))
        is_buying.append(buying_on(periods, len(people), int(send_day))[person])
    mails = Mails(
        person=np.concatenate(persons),
        campaign=np.repeat(np.arange(len(day)), [len(person) for person in persons]),
        at=np.concatenate(ats),
        campaign_day=day,
        campaign_is_product=is_product,
    )
    events = joined(list(_engagements(mails, np.concatenate(is_buying), random)))
    return mails, _until_unsubscribed(events, len(people))


def _engagements(mails: Mails, is_buying: np.ndarray, random: np.random.Generator):
    """Deliveries, opens, clicks, forwards and unsubscriptions of all mails."""
    every = np.arange(len(mails))
    yield events_of(mails.person, NUMBER_OF["email_delivered"], mails.at, mail=every)

    def chosen(chance: tuple[float, float]) -> np.ndarray:
        return random.random(len(mails)) < np.where(is_buying, chance[1], chance[0])

    opened_at = mails.at + 60 + random.exponential(5 * HOUR, len(mails)).astype(np.int64)
    clicks = chosen(CLICK_CHANCE)
    opens = chosen(OPEN_CHANCE) | clicks
    acts_at = opened_at + random.integers(10, 120, len(mails))
    forwards, unsubscribes = chosen(FORWARD_CHANCE), chosen(UNSUBSCRIBE_CHANCE)
    about_product = random.random(len(mails)) < np.where(mails.campaign_is_product[mails.campaign], 0.85, 0.15)
    link = random.integers(0, 4, len(mails)) + np.where(about_product, 0, len(PRODUCT_LINKS))
    for name, rows, at in (
        ("email_opened", opens, opened_at),
        ("email_product_link_clicked", clicks & about_product, acts_at),
        ("email_link_clicked", clicks & ~about_product, acts_at),
        ("email_forwarded", forwards, acts_at + 40),
        ("email_unsubscribed", unsubscribes, acts_at + 80),
    ):
        at_rows, number = every[rows], NUMBER_OF[name]
        yield events_of(mails.person[rows], number, at[rows], link[rows], mail=at_rows)


def _until_unsubscribed(events: Events, n_people: int) -> Events:
    """Drop what would have followed a person's first unsubscription."""
    unsubscribed_at = np.full(n_people, NEVER, dtype=np.int64)
    leaving = events.signal == NUMBER_OF["email_unsubscribed"]
    np.minimum.at(unsubscribed_at, events.person[leaving], events.at[leaving])
    return events.take(events.at <= unsubscribed_at[events.person])
