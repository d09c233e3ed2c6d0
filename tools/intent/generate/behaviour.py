"""Everybody's acts over the whole simulated path, as if nobody ever converted."""

import numpy as np

from .buying import Periods, expected_number, ramp_days
from .calendar import DAY, HOUR, Calendar, instants
from .events import Events, events_of, joined
from .population import Devices, People
from .randomness import stream
from .signals import NUMBER_OF, SIGNALS, Signal
from .visits import device_used

FOLLOW_UPS = (
    ("webinar_registered", "webinar_attended", 0.55, 1 * DAY, 14 * DAY, 1),
    ("trial_started", "feature_used", 0.85, 1 * HOUR, 12 * DAY, 6),
    ("trial_started", "integration_connected", 0.25, 2 * HOUR, 10 * DAY, 1),
    ("trial_started", "teammate_invited", 0.22, 2 * HOUR, 10 * DAY, 1),
    ("demo_tour_started", "demo_section_viewed", 0.70, 30, 300, 4),
    ("demo_tour_started", "demo_tour_completed", 0.40, 301, 900, 1),
)
DETAILS = 12


def plain_events(people: People, periods: Periods, devices: Devices, calendar: Calendar, seed: int) -> list[Events]:
    """Acts outside visits and mailings, each signal from its own random stream."""
    return [
        _signal_events(number, signal, people, periods, devices, calendar, seed)
        for number, signal in enumerate(SIGNALS)
        if signal.yearly > 0 or signal.per_period > 0
    ]


def _signal_events(
    number: int,
    signal: Signal,
    people: People,
    periods: Periods,
    devices: Devices,
    calendar: Calendar,
    seed: int,
) -> Events:
    random = stream(seed, number)
    able = people.can(signal.needs)
    known_days = np.maximum(calendar.simulated_days - people.arrival_day, 0)
    idle_mean = signal.yearly * people.activity * known_days / 365 * able
    idle = np.repeat(np.arange(len(people)), random.poisson(idle_mean))
    idle_day = people.arrival_day[idle] + (random.random(len(idle)) * known_days[idle]).astype(np.int64)
    buying_mean = expected_number(periods, signal.per_period) * able[periods.person]
    rows = np.repeat(np.arange(len(periods)), random.poisson(buying_mean))
    person = np.concatenate([idle, periods.person[rows]])
    day = np.concatenate([idle_day, ramp_days(random, periods, rows)])
    return events_of(
        person,
        number,
        instants(random, calendar, day),
        detail=random.integers(0, DETAILS, len(person)),
        device=device_used(devices, person, random),
    )


def follow_ups(events: Events, seed: int) -> list[Events]:
    """Acts that follow another: attending after registering, using after starting a trial."""
    random = stream(seed, "follow_ups")
    parts = []
    for cause, effect, chance, earliest, latest, at_most in FOLLOW_UPS:
        causes = events.of([NUMBER_OF[cause]])
        number = random.binomial(at_most, chance if at_most == 1 else 0.5, len(causes))
        number *= (random.random(len(causes)) < chance) if at_most > 1 else 1
        rows = np.repeat(np.arange(len(causes)), number)
        parts.append(
            events_of(
                causes.person[rows],
                NUMBER_OF[effect],
                causes.at[rows] + random.integers(earliest, latest, len(rows)),
                detail=random.integers(0, DETAILS, len(rows)),
                device=causes.device[rows],
            )
        )
    return parts


def allowed(events: Events, people: People, calendar: Calendar) -> Events:
    """Events after the person became known and inside the simulated path, in order of time."""
    first = np.maximum(people.created_at, calendar.starts_at)[events.person]
    last = calendar.starts_at + calendar.simulated_days * DAY
    kept = events.take((events.at >= first) & (events.at < last))
    return kept.take(np.lexsort((kept.signal, kept.person, kept.at)))


def all_events(parts: list[Events], people: People, calendar: Calendar) -> Events:
    """One ordered set of events from all parts."""
    return allowed(joined(parts), people, calendar)
