"""Leads, Salesforce contacts and opportunities that follow from the conversions."""

from dataclasses import dataclass

import numpy as np

from .buying import Periods
from .calendar import DAY, HOUR, NEVER, Calendar
from .events import Events, events_of
from .hazard import Outcomes
from .population import People
from .randomness import stream
from .signals import NUMBER_OF

NO_DEAL, WON, LOST, OPEN = 0, 1, 2, 3
LOST_SHARE_OF_BUYERS, LOST_SHARE_OF_OTHERS = 0.16, 0.01
DISQUALIFIED_SHARE = 0.05


@dataclass(frozen=True)
class Deals:
    """One row per person: the lead, its conversion to a contact, and the one opportunity."""

    has_lead: np.ndarray
    lead_created_at: np.ndarray
    lead_converted_at: np.ndarray
    is_disqualified: np.ndarray
    disqualified_at: np.ndarray
    outcome: np.ndarray
    opened_at: np.ndarray
    closed_at: np.ndarray
    amount: np.ndarray
    is_duplicate_lead: np.ndarray

    @property
    def has_contact(self) -> np.ndarray:
        """Whether the person's lead was turned into a Salesforce contact."""
        return self.lead_converted_at < NEVER


def build_deals(people: People, periods: Periods, outcomes: Outcomes, calendar: Calendar, seed: int) -> Deals:
    """Won deals from the conversions; lost, open and disqualified ones among the others."""
    random = stream(seed, "deals")
    n_people = len(people)
    won = outcomes.converted_at < NEVER
    outcome, opened_at, closed_at = _unwon_deals(people, periods, calendar, random)
    outcome = np.where(won, WON, np.where(people.has_lead, outcome, NO_DEAL))
    lead_time = random.integers(7 * DAY, 36 * DAY, n_people)
    opened_at = np.where(won, outcomes.converted_at - lead_time, opened_at)
    opened_at = np.maximum(opened_at, people.created_at + 60)
    closed_at = np.where(won, outcomes.converted_at, closed_at)
    has_deal = outcome != NO_DEAL
    late_lead = np.maximum(opened_at - random.integers(HOUR, 5 * DAY, n_people), people.created_at)
    draws = random.random((3, n_people))
    candidate = people.has_lead & ~has_deal
    is_disqualified = candidate & (draws[0] < DISQUALIFIED_SHARE)
    just_contact = candidate & ~is_disqualified & (draws[1] < 0.04)
    age = np.maximum(calendar.ends_at - people.created_at, 2 * DAY)
    later = people.created_at + (random.random(n_people) * (age - DAY)).astype(np.int64) + HOUR
    converted_at = np.where(has_deal, opened_at, np.where(just_contact, later, NEVER))
    return Deals(
        has_lead=people.has_lead | won,
        lead_created_at=np.where(people.has_lead, people.created_at, late_lead),
        lead_converted_at=converted_at,
        is_disqualified=is_disqualified,
        disqualified_at=np.where(is_disqualified, later, NEVER),
        outcome=outcome,
        opened_at=opened_at,
        closed_at=closed_at,
        amount=random.integers(20, 400, n_people) * 250,
        is_duplicate_lead=people.has_lead & (draws[2] < 0.01),
    )


def _unwon_deals(
    people: People, periods: Periods, calendar: Calendar, random: np.random.Generator
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Candidates for lost and open deals: buyers around the end of a period, and a few others."""
    n_people = len(people)
    opened_day = random.integers(0, calendar.days, n_people)
    is_buyer = np.zeros(n_people, dtype=bool)
    last_day = periods.start_day + periods.days
    inside = (last_day > 20) & (last_day < calendar.days + 20)
    is_buyer[periods.person[inside]] = True
    opened_day[periods.person[inside]] = last_day[inside] - 15
    opened_day = np.clip(opened_day, 1, calendar.days - 2)
    share = np.where(is_buyer, LOST_SHARE_OF_BUYERS, LOST_SHARE_OF_OTHERS)
    chosen = (random.random(n_people) < share) & ~people.is_insider
    opened_at = np.maximum(calendar.midnight(opened_day) + 10 * HOUR, people.created_at + 60)
    closed_day = (opened_at - calendar.starts_at) // DAY + random.integers(20, 60, n_people)
    is_lost = closed_day < calendar.days
    outcome = np.where(chosen, np.where(is_lost, LOST, OPEN), NO_DEAL)
    return outcome, opened_at, calendar.midnight(closed_day)


def sales_meetings(deals: Deals, calendar: Calendar, seed: int) -> Events:
    """Meetings from 20 days before to 5 days after a deal is won: a leak by its nature."""
    random = stream(seed, "meetings")
    won = np.flatnonzero(deals.outcome == WON)
    person = np.repeat(won, random.integers(1, 4, len(won)))
    hour = random.integers(9, 17, len(person))
    at = deals.closed_at[person] + random.integers(-20, 5, len(person)) * DAY + hour * HOUR
    kept = (at > deals.lead_created_at[person]) & (at < calendar.ends_at)
    return events_of(person[kept], NUMBER_OF["sales_meeting_held"], at[kept])


def onboarding(people: People, deals: Deals, calendar: Calendar, seed: int) -> Events:
    """Product use in the 40 days after a deal is won, by customers with a login."""
    random = stream(seed, "onboarding")
    customers = np.flatnonzero((deals.outcome == WON) & people.has_user)
    person = np.repeat(customers, random.poisson(2.5, len(customers)))
    at = deals.closed_at[person] + random.integers(12 * HOUR, 40 * DAY, len(person))
    kept = at < calendar.ends_at
    return events_of(
        person[kept],
        NUMBER_OF["feature_used"],
        at[kept],
        detail=random.integers(0, 12, len(person))[kept],
    )
