"""Buying periods: 30 to 60 days in which a person's acts become more frequent towards the end."""

from dataclasses import dataclass

import numpy as np

from .calendar import Calendar
from .population import COMPETITOR_COMPANY, Companies, People
from .randomness import stream

ACCOUNT_PERIODS_PER_YEAR = 0.38
PERSON_PERIODS_PER_YEAR = 0.20
SHARE_OF_ACCOUNT_TAKING_PART = 0.75
TYPICAL_DAYS = 45


@dataclass(frozen=True)
class Periods:
    """One row per person and buying period; days count from the start of the data."""

    person: np.ndarray
    start_day: np.ndarray
    days: np.ndarray
    strength: np.ndarray

    def __len__(self) -> int:
        return len(self.person)


@dataclass(frozen=True)
class AccountPeriods:
    """One row per company and period in which the company as a whole looks to buy."""

    company: np.ndarray
    start_day: np.ndarray
    days: np.ndarray


def account_periods(companies: Companies, calendar: Calendar, seed: int) -> AccountPeriods:
    """Draw when companies go buying."""
    random = stream(seed, "buying_accounts")
    horizon = calendar.simulated_days + 30
    number = random.poisson(ACCOUNT_PERIODS_PER_YEAR * horizon / 365, len(companies))
    number[: COMPETITOR_COMPANY + 1] = 0
    company = np.repeat(np.arange(len(companies)), number)
    start_day = random.integers(-30, calendar.simulated_days, len(company))
    return AccountPeriods(company, start_day, random.integers(30, 61, len(company)))


def person_periods(
    accounts: AccountPeriods, companies: Companies, people: People, calendar: Calendar, seed: int
) -> Periods:
    """Periods of people: most colleagues of a buying account, and people acting alone."""
    random = stream(seed, "buying_people")
    first_person = np.cumsum(companies.size) - companies.size
    size = companies.size[accounts.company]
    account = np.repeat(np.arange(len(size)), size)
    offset = np.arange(len(account)) - np.repeat(np.cumsum(size) - size, size)
    joins = random.random(len(account)) < SHARE_OF_ACCOUNT_TAKING_PART
    account, offset = account[joins], offset[joins]
    in_account = first_person[accounts.company[account]] + offset
    account_start = accounts.start_day[account] + random.integers(-10, 11, len(account))
    rate = PERSON_PERIODS_PER_YEAR * (calendar.simulated_days + 30) / 365
    alone = np.flatnonzero(random.random(len(people)) < 1 - np.exp(-rate))
    alone = alone[~people.is_insider[alone]]
    alone_start = random.integers(-30, calendar.simulated_days, len(alone))
    person = np.concatenate([in_account, alone])
    return Periods(
        person=person,
        start_day=np.concatenate([account_start, alone_start]),
        days=np.concatenate([accounts.days[account], random.integers(30, 61, len(alone))]),
        strength=np.exp(random.normal(-0.18, 0.6, len(person))),
    )


def expected_number(periods: Periods, per_period: float) -> np.ndarray:
    """Expected acts of each period when a 45-day period of strength one has `per_period`."""
    return per_period * periods.strength * periods.days / TYPICAL_DAYS


def ramp_days(random: np.random.Generator, periods: Periods, rows: np.ndarray) -> np.ndarray:
    """Draw a day in each period, later days being likelier in proportion to time passed."""
    share = np.sqrt(random.random(len(rows)))
    return periods.start_day[rows] + np.floor(periods.days[rows] * share).astype(np.int64)


def buying_on(periods: Periods, n_people: int, day: int) -> np.ndarray:
    """Whether each person is in a buying period on the day."""
    now = (periods.start_day <= day) & (day < periods.start_day + periods.days)
    buying = np.zeros(n_people, dtype=bool)
    buying[periods.person[now]] = True
    return buying
