"""From acts to conversions: daily hazard = base x exp(sum of effect x min(cap, decayed count)).

The hazard of a day counts the acts of earlier days only. A person's relative hazard (with base
one) is summed over days, so that the chance of converting between two days is
1 - exp(-base x (sum at the later day - sum at the earlier day)).
"""

from dataclasses import dataclass

import numpy as np

from .calendar import NEVER, Calendar
from .events import Events
from .population import People
from .randomness import stream
from .signals import SIGNALS

CHUNK = 8_192
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


def relative_hazard_sums(
    events: Events, people: People, first: int, last: int, calendar: Calendar
) -> np.ndarray:
    """Summed relative hazard of people first..last-1 by day (rows: end of day, from day 0)."""
    n_days, n_people = calendar.simulated_days, last - first
    rows = (events.person >= first) & (events.person < last)
    person = events.person[rows] - first
    day = (events.at[rows] - calendar.starts_at) // 86_400
    number = events.signal[rows]
    log_hazard = np.zeros((n_days, n_people))
    for n_signal, signal in enumerate(SIGNALS):
        mine = number == n_signal
        if signal.effect == 0 or not mine.any():
            continue
        actors, column = np.unique(person[mine], return_inverse=True)
        counts = np.bincount(day[mine] * len(actors) + column, minlength=n_days * len(actors))
        decayed = decayed_before(counts.reshape(n_days, len(actors)), signal.half_life_days)
        log_hazard[:, actors] += signal.effect * np.minimum(decayed, signal.cap)
    hazard = np.exp(log_hazard)
    at_risk = np.arange(n_days)[:, None] > people.arrival_day[first:last][None, :]
    hazard *= at_risk & ~people.is_insider[first:last][None, :]
    return np.cumsum(hazard, axis=0)


def decayed_before(counts: np.ndarray, half_life_days: float) -> np.ndarray:
    """Decayed count of each day's earlier days; an act of the day before counts in full."""
    keeps = 0.5 ** (1.0 / half_life_days)
    decayed = np.zeros(counts.shape)
    for day in range(1, len(counts)):
        np.multiply(decayed[day - 1], keeps, out=decayed[day])
        decayed[day] += counts[day - 1]
    return decayed


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
    base, expected, variance = 0.0, 0.0, 0.0
    by_person = events.take(np.argsort(events.person, kind="stable"))
    for first in range(0, len(people), CHUNK):
        last = min(first + CHUNK, len(people))
        bounds = np.searchsorted(by_person.person, [first, last])
        chunk = by_person.take(slice(*bounds))
        sums = relative_hazard_sums(chunk, people, first, last, calendar)
        in_data = sums[calendar.days - 1]
        base = base or calibrated_base(in_data, target)
        chance = 1 - np.exp(-base * in_data)
        expected += float(chance.sum())
        variance += float((chance * (1 - chance)).sum())
        reached = (base * sums >= patience[first:last]).argmax(axis=0)
        converts = base * in_data >= patience[first:last]
        converted_day[first:last] = np.where(converts, reached, -1)
        for n_horizon, horizon in enumerate(HORIZONS):
            ahead = sums[mondays + horizon] - sums[mondays]
            micro = np.floor((1 - np.exp(-base * ahead)) * MICRO + 0.5)
            chances[n_horizon, :, first:last] = micro.astype(np.int32)
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
