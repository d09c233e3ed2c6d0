"""The period the demo covers: days counted from the first day, instants in seconds (UTC)."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import numpy as np

DAY = 86_400
HOUR = 3_600
NEVER = 2**40
OUTLOOK_DAYS = 90
WORKING_HOURS = np.cumsum(np.array([1, 1, 1, 1, 1, 2, 4, 8, 14, 18, 18, 16, 12, 14, 18, 18, 16, 13, 9, 7, 6, 5, 3, 2]))


@dataclass(frozen=True)
class Calendar:
    """First and last day of the data, and the 90 days after it that only the truth looks into."""

    start: date
    end: date
    months: int

    @property
    def days(self) -> int:
        """Days that appear in the raw files."""
        return (self.end - self.start).days + 1

    @property
    def simulated_days(self) -> int:
        """Days of every person's simulated path: the data plus the longest conversion window."""
        return self.days + OUTLOOK_DAYS

    @property
    def starts_at(self) -> int:
        """First instant of the data in seconds since 1970."""
        return int(datetime(*self.start.timetuple()[:3], tzinfo=UTC).timestamp())

    @property
    def ends_at(self) -> int:
        """First instant after the data in seconds since 1970."""
        return self.starts_at + self.days * DAY

    def midnight(self, day: np.ndarray) -> np.ndarray:
        """Instant at which a day (counted from the start) begins."""
        return self.starts_at + np.asarray(day, dtype=np.int64) * DAY

    def mondays(self) -> np.ndarray:
        """Every Monday from the fourth month on, as day numbers."""
        first = (add_months(self.start, 3) - self.start).days
        days = np.arange(first, self.days)
        return days[(days + self.start.weekday()) % 7 == 0]


def add_months(day: date, months: int) -> date:
    """Shift a first-of-month or mid-month day by whole months (days above 28 become 28)."""
    month = day.year * 12 + day.month - 1 + months
    return date(month // 12, month % 12 + 1, min(day.day, 28))


def calendar_until(end: date, months: int) -> Calendar:
    """Calendar of the given number of months whose last day is `end`."""
    return Calendar(add_months(end + timedelta(days=1), -months), end, months)


def instants(random: np.random.Generator, calendar: Calendar, day: np.ndarray) -> np.ndarray:
    """Draw an instant on each day: mostly working hours, most weekend acts wait for Monday."""
    weekday = (day + calendar.start.weekday()) % 7
    moves = (weekday >= 5) & (random.random(len(day)) < 0.7)
    shifted = np.where(moves, day + (7 - weekday), day)
    draws = random.random(len(day)) * WORKING_HOURS[-1]
    hour = np.searchsorted(WORKING_HOURS, draws, side="right")
    return calendar.midnight(shifted) + hour * HOUR + random.integers(0, HOUR, len(day))
