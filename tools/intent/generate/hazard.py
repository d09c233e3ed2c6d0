"""From acts to conversions: daily hazard = base x exp(sum of effect x min(cap, decayed count)).

The hazard of a day counts the acts of earlier days only. A person's relative hazard (with base
one) is summed over days, so that the chance of converting between two days is
1 - exp(-base x (sum at the later day - sum at the earlier day)).
"""

from dataclasses import dataclass

import numpy as np

from .calendar import DAY, NEVER, Calendar
from .events import Events
from .population import People
from .randomness import stream
from .signals import SIGNALS

CHUNK = 4_096
YEARLY_CONVERSION_RATE = 0.12
HORIZONS = (30, 60, 90)
MICRO = 1_000_000


@dataclass(frozen=True)
class Outcomes:
    """Conversions, and per Monday and person the expected chance of converting in micro units."""

    base: float
    converted_at: np.ndarray
    expected_conversions: float
    variance_of_conversions: float
    mondays: np.ndarray
    chances: np.ndarray
    is_known: np.ndarray
    is_at_risk: np.ndarray


def relative_hazard_sums(events: Events, people: People, first: int, last: int, calendar: Calendar) -> np.ndarray:
    """Relative hazard of people first..last-1 summed to the end of each day (columns: days).

    `events` are theirs only.
    """
    n_days, n_people = calendar.simulated_days, last - first
    person = events.person - first
    day = (events.at - calendar.starts_at) // DAY
    log_hazard = np.zeros((n_people, n_days))
    for number, signal in enumerate(SIGNALS):
        mine = events.signal == number
        if signal.effect == 0 or not mine.any():
            continue
        actors, row = np.unique(person[mine], return_inverse=True)
        units = decayed_units(row, day[mine], len(actors), n_days, signal.half_life_days)
        log_hazard[actors] += signal.effect * np.minimum(units, signal.cap)
    hazard = np.exp(log_hazard, out=log_hazard)
    is_known = np.arange(n_days)[None, :] > people.arrival_day[first:last, None]
    hazard *= is_known & ~people.is_insider[first:last, None]
    return np.cumsum(hazard, axis=1, out=hazard)


def decayed_units(row: np.ndarray, day: np.ndarray, n_rows: int, n_days: int, half_life_days: float) -> np.ndarray:
    """Decayed count of the acts before each day; an act of the day before counts in full.

    Each act is weighted up by its day, summed, and the sum weighted down by the later day.
    """
    grown = np.bincount(
        row * (n_days + 1) + day + 1,
        weights=2.0 ** (day / half_life_days),
        minlength=n_rows * (n_days + 1),
    ).reshape(n_rows, n_days + 1)[:, :n_days]
    return np.cumsum(grown, axis=1) * 2.0 ** (-(np.arange(n_days) - 1) / half_life_days)


def calibrated_base(sums: np.ndarray, target: float) -> float:
    """Base hazard at which the mean chance of converting equals the target (bisection)."""
    low, high = 1e-9, 1.0
    for _ in range(60):
        middle = (low * high) ** 0.5
        if float(np.mean(1 - np.exp(-middle * sums))) < target:
            low = middle
        else:
            high = middle
    return (low * high) ** 0.5


def draw_outcomes(events: Events, people: People, calendar: Calendar, seed: int) -> Outcomes:
    """Calibrate the base on the first people, then draw everybody's conversion day."""
    patience = stream(seed, "conversion").exponential(1.0, len(people))
    mondays = calendar.mondays()
    target = 1 - (1 - YEARLY_CONVERSION_RATE) ** (calendar.days / 365)
    converted_day = np.full(len(people), -1)
    chances = np.zeros((len(HORIZONS), len(mondays), len(people)), dtype=np.int32)
    by_person = events.take(np.argsort(events.person, kind="stable"))
    base, expected, variance = 0.0, 0.0, 0.0
    for first in range(0, len(people), CHUNK):
        last = min(first + CHUNK, len(people))
        bounds = np.searchsorted(by_person.person, [first, last])
        sums = relative_hazard_sums(by_person.take(slice(*bounds)), people, first, last, calendar)
        in_data = sums[:, calendar.days - 1]
        base = base or calibrated_base(in_data, target)
        chance = 1 - np.exp(-base * in_data)
        expected += float(chance.sum())
        variance += float((chance * (1 - chance)).sum())
        needed = patience[first:last] / base
        reached = (sums < needed[:, None]).sum(axis=1)
        converted_day[first:last] = np.where(in_data >= needed, reached, -1)
        for n_horizon, horizon in enumerate(HORIZONS):
            ahead = sums[:, mondays + horizon] - sums[:, mondays]
            micro = np.floor((1 - np.exp(-base * ahead)) * MICRO + 0.5)
            chances[n_horizon, :, first:last] = micro.astype(np.int32).T
    converted_at = np.where(converted_day >= 0, calendar.midnight(converted_day), NEVER)
    is_known = (people.arrival_day[None, :] < mondays[:, None]) & ~people.is_insider[None, :]
    still_open = (converted_day[None, :] < 0) | (converted_day[None, :] > mondays[:, None])
    return Outcomes(
        base=base,
        converted_at=converted_at,
        expected_conversions=expected,
        variance_of_conversions=variance,
        mondays=mondays,
        chances=chances,
        is_known=is_known,
        is_at_risk=is_known & still_open,
    )
