"""A small synthetic data set for `intent try`, and its scores computed again without SQL.

Nothing here reads the warehouse or the models: decay, caps, population and outcomes are written
from their definitions in the documentation, in whole numbers and fractions.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction

import numpy as np

MICRO = 1_000_000
FIRST_DAY = date(2025, 1, 1)
N_DAYS = 240
N_CONTACTS = 300
KNOTS = ((0, Fraction(1)), (7, Fraction(1)), (30, Fraction(1, 2)), (60, Fraction(1, 5)), (90, 0))
# signal: tier, points, max_points, max_events_per_day, events per contact and day
SIGNALS = {
    "demo_requested": ("high", "25", "25", 1, 0.004),
    "pricing_viewed": ("high", "20", "40", 1, 0.012),
    "case_study_viewed": ("mid", "6.5", "13", 2, 0.010),
    "webinar_attended": ("mid", "8.333333", "20", 1, 0.006),
    "blog_viewed": ("low", "1.7", "3.4", 3, 0.030),
    "email_opened": ("low", "0.9", "4", 1, 0.030),
    "call_held": ("low", "0", "1", 1, 0.004),
    "unsubscribed": ("negative", "-7.25", "10", 1, 0.004),
}
COLUMNS = "signal_name,tier,channel,kind,points,decay_curve,max_points,max_events_per_day,leak_risk,description"

Event = tuple[str, datetime, str]
Outcome = tuple[str, datetime, str]


@dataclass(frozen=True)
class Data:
    """The two tables of a trial."""

    events: list[Event]
    outcomes: list[Outcome]


def signals_csv() -> str:
    """The signals file of the trial."""
    lines = [
        f"{name},{tier},web,probabilistic,{points},default,{most},{per_day},none,Did {name}"
        for name, (tier, points, most, per_day, _) in SIGNALS.items()
    ]
    return "\n".join([COLUMNS, *lines, ""])


def synthetic_data(seed: int = 11) -> Data:
    """Contacts whose interest comes in bursts, and outcomes drawn day by day from a hazard."""
    random = np.random.default_rng(seed)
    events: list[Event] = []
    outcomes: list[Outcome] = [("only-converted", at(40, 0.5), "converted")]
    for number in range(N_CONTACTS):
        contact = str(number + 1)
        interest = interest_by_day(random)
        strength = np.zeros(N_DAYS)
        for name, (_, points, _, _, rate) in SIGNALS.items():
            counts = random.poisson(rate * interest)
            strength += counts * max(float(points), 0.0)
            for day, count in enumerate(counts):
                events += [(contact, at(day, random.random()), name) for _ in range(count)]
        outcomes += outcome_of(contact, strength, random)
    return Data(events + awkward_events(), outcomes)


def interest_by_day(random: np.random.Generator) -> np.ndarray:
    """A low interest all the time and a burst of three weeks for every second contact."""
    interest = np.full(N_DAYS, random.choice([0.1, 0.5, 1.0]))
    if random.random() < 0.5:
        start = random.integers(0, N_DAYS - 21)
        interest[start : start + 21] += 5
    return interest


def outcome_of(contact: str, strength: np.ndarray, random: np.random.Generator) -> list[Outcome]:
    """The first day on which the hazard strikes; it grows with what happened in two weeks."""
    recent = np.convolve(strength, np.ones(14))[:N_DAYS]
    hazard = 0.0005 + 0.0006 * recent
    struck = np.flatnonzero(random.random(N_DAYS) < hazard)
    if not len(struck):
        return []
    outcome = random.choice(["converted", "lost", "disqualified"], p=[0.8, 0.1, 0.1])
    return [(contact, at(int(struck[0]), random.random()), str(outcome))]


def awkward_events() -> list[Event]:
    """Equal rows, the first and last instant of a day, and a last event that ends the data."""
    noon = at(100, 0.5)
    midnight = at(101, 0)
    return [
        *[("awkward", noon, "case_study_viewed")] * 3,
        ("awkward", midnight, "pricing_viewed"),
        ("awkward", midnight - timedelta(microseconds=1), "pricing_viewed"),
        ("awkward", at(N_DAYS - 1, 0.9), "blog_viewed"),
    ]


def with_repeats(data: Data) -> Data:
    """The same data with a second conversion, 30 days after the first, of every converter."""
    again = [
        (contact, when + timedelta(days=30), outcome)
        for contact, when, outcome in data.outcomes
        if outcome == "converted"
    ]
    return Data(data.events, data.outcomes + again)


def at(day: int, share_of_day: float) -> datetime:
    """An instant on a day, counted from the first one."""
    start = datetime.combine(FIRST_DAY, datetime.min.time()) + timedelta(days=day)
    return start + timedelta(microseconds=int(share_of_day * 86_400 * MICRO))


def last_day(data: Data) -> date:
    """The day of the last event, on whose evening the trial stands."""
    return max(when for _, when, _ in data.events).date()


def mondays(data: Data, horizon_days: int) -> list[date]:
    """The weekly scoring dates whose windows are closed by the last day."""
    first = min(when for _, when, _ in data.events).date()
    monday = first - timedelta(days=first.weekday())
    found = []
    while monday + timedelta(days=horizon_days) <= last_day(data):
        found.append(monday)
        monday += timedelta(days=7)
    return found


def decay_share(age_days: int) -> int:
    """What is left of an event at an age, in millionths: straight lines between the knots."""
    for (from_age, high), (to_age, low) in zip(KNOTS, KNOTS[1:], strict=False):
        if from_age <= age_days <= to_age:
            share = high - (high - low) * Fraction(age_days - from_age, to_age - from_age)
            return int(share * MICRO + Fraction(1, 2))
    return 0


def hand_points(data: Data, as_of: date) -> dict[str, int]:
    """Points in millionths of every contact with an event that is not fully decayed."""
    events_by_day: Counter[tuple[str, str, date]] = Counter(
        (contact, signal, when.date()) for contact, when, signal in data.events
    )
    decayed: dict[tuple[str, str], int] = defaultdict(int)
    for (contact, signal, day), count in events_by_day.items():
        if day <= as_of:
            counted = min(count, SIGNALS[signal][3])
            decayed[contact, signal] += counted * decay_share((as_of - day).days)
    points: dict[str, int] = defaultdict(int)
    for (contact, signal), value in decayed.items():
        points[contact] += signal_points(signal, value)
    return points


def signal_points(signal: str, decayed_events: int) -> int:
    """Points of a signal: the capped value times the points, cut off below a millionth."""
    points = int(Fraction(SIGNALS[signal][1]) * MICRO)
    if points == 0:
        return 0
    cap = int(Fraction(SIGNALS[signal][2]) * MICRO) * MICRO // abs(points)
    size = min(decayed_events, cap) * abs(points) // MICRO
    return size if points > 0 else -size


def population(data: Data, as_of: date, repeats: bool) -> set[str]:
    """Contacts with an event at most 90 days old that are neither closed nor converted yet."""
    closed = {
        contact
        for contact, when, outcome in data.outcomes
        if when.date() <= as_of and not (repeats and outcome == "converted")
    }
    active = {contact for contact, when, _ in data.events if 0 <= (as_of - when.date()).days <= 90}
    return active - closed


def converters(data: Data, as_of: date, horizon_days: int) -> set[str]:
    """Contacts that convert after the date and within the horizon."""
    return {
        contact
        for contact, when, outcome in data.outcomes
        if outcome == "converted" and 0 < (when.date() - as_of).days <= horizon_days
    }


def examples(data: Data, dates: Iterable[date], horizon_days: int, repeats: bool) -> set[tuple[date, str, int]]:
    """Every contact-date of the population with 1 where the contact converts in time."""
    return {
        (as_of, contact, int(contact in converters(data, as_of, horizon_days)))
        for as_of in dates
        for contact in population(data, as_of, repeats)
    }


def lift_of_first_tenth(points: np.ndarray, converted: np.ndarray) -> float:
    """Rate of the first tenth by points over the base rate; a tie across the cut counts in part."""
    places = len(points) / 10
    taken = 0.0
    for value in np.unique(points)[::-1]:
        group = converted[points == value]
        share = min(places / len(group), 1.0)
        taken += share * group.sum()
        places -= share * len(group)
    return taken / (len(points) / 10) / converted.mean()


def calibration_error(train: tuple[np.ndarray, np.ndarray], test: tuple[np.ndarray, np.ndarray]) -> float:
    """Mean distance of rate and training rate over the tenths of the training points."""
    points, converted = train
    n_below = np.array([(points < value).sum() for value in points])
    tenth = 10 * n_below // len(points)
    starts = np.array([points[tenth == number].min() for number in np.unique(tenth)])
    train_bin, test_bin = (
        np.clip(np.searchsorted(starts, values, side="right") - 1, 0, None) for values in (points, test[0])
    )
    distances = [
        abs(test[1][test_bin == number].mean() - converted[train_bin == number].mean()) * (test_bin == number).mean()
        for number in np.unique(test_bin)
    ]
    return float(sum(distances))
