"""The simulated world: everything that is true, before any source system wrote it down."""

from dataclasses import dataclass

import numpy as np

from .behaviour import all_events, follow_ups, plain_events
from .buying import AccountPeriods, Periods, account_periods, person_periods
from .calendar import Calendar
from .deals import Deals, build_deals, onboarding, sales_meetings
from .events import Events, joined
from .hazard import Outcomes, draw_outcomes
from .links import Links, build_links
from .mail import Mails, mail_events
from .population import (
    Companies,
    Devices,
    People,
    build_companies,
    build_devices,
    build_people,
)
from .visits import anonymous_visits, natural_visits, reading_visits

SHARE_BEFORE_CONVERSION = 0.94


@dataclass(frozen=True)
class World:
    """`path` is every act had nobody converted, `events` what really happened in the data."""

    seed: int
    calendar: Calendar
    companies: Companies
    people: People
    devices: Devices
    accounts: AccountPeriods
    periods: Periods
    mails: Mails
    path: Events
    outcomes: Outcomes
    deals: Deals
    links: Links
    events: Events
    anonymous: Events


def simulate(contacts: int, calendar: Calendar, seed: int, events: int | None = None) -> World:
    """Simulate people, acts and conversions; `events` asks for about so many raw event rows."""
    companies = build_companies(contacts, seed)
    people = build_people(companies, calendar, seed)
    devices = build_devices(people, seed)
    accounts = account_periods(companies, calendar, seed)
    periods = person_periods(accounts, companies, people, calendar, seed)
    mails, mailed = mail_events(people, periods, calendar, seed)
    parts = plain_events(people, periods, devices, calendar, seed)
    parts += follow_ups(joined(parts), seed)
    visits = natural_visits(people, periods, devices, calendar, seed)
    if events is not None:
        visits += extra_reading(events, visits, [mailed, *parts], people, devices, calendar, seed)
    path = all_events([mailed, *parts, *visits], people, calendar)
    outcomes = draw_outcomes(path, people, calendar, seed)
    deals = build_deals(people, periods, outcomes, calendar, seed)
    happened = path.at < np.minimum(outcomes.converted_at[path.person], calendar.ends_at)
    added = [sales_meetings(deals, calendar, seed), onboarding(people, deals, calendar, seed)]
    real = joined([path.take(happened), *added])
    real = real.take(np.lexsort((real.signal, real.person, real.at)))
    n_pages = int((real.visit >= 0).sum())
    return World(
        seed=seed,
        calendar=calendar,
        companies=companies,
        people=people,
        devices=devices,
        accounts=accounts,
        periods=periods,
        mails=mails,
        path=path,
        outcomes=outcomes,
        deals=deals,
        links=build_links(real, people, devices, calendar, seed),
        events=real,
        anonymous=anonymous_visits(n_pages, calendar, seed),
    )


def extra_reading(
    wanted: int,
    visits: list[Events],
    others: list[Events],
    people: People,
    devices: Devices,
    calendar: Calendar,
    seed: int,
) -> list[Events]:
    """Reading visits that raise the density to the wanted number of raw event rows."""
    n_pages = len(all_events(visits, people, calendar).at)
    in_data = SHARE_BEFORE_CONVERSION * calendar.days / calendar.simulated_days
    natural = in_data * (n_pages / 0.8 + len(all_events(others, people, calendar).at) * 1.05)
    if wanted < natural * 0.9:
        raise ValueError(
            f"events is {wanted}, but {len(people)} contacts over {calendar.months} months "
            f"cannot have fewer than about {int(natural)} events; ask for more or leave it out."
        )
    extra_pages = (wanted - natural) * 0.8 / SHARE_BEFORE_CONVERSION
    if extra_pages <= 0:
        return []
    return [reading_visits(people, devices, extra_pages, calendar, seed)]
