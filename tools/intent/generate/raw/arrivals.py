"""When the collecting system received a web act: mostly at once, from phones sometimes late."""

import numpy as np

from ..calendar import DAY, Calendar

PHONE_LATE_SHARE = 0.05
VERY_LATE_SHARE = 0.001


def received_instants(
    random: np.random.Generator, at: np.ndarray, is_mobile: np.ndarray, calendar: Calendar
) -> np.ndarray:
    """Seconds to minutes after the act; offline phones up to 3 days, a few acts up to 30 days."""
    length = len(at)
    draw = random.random(length)
    delay = np.where(draw < 0.97, random.integers(1, 6, length), random.integers(60, 900, length))
    offline = is_mobile & (random.random(length) < PHONE_LATE_SHARE)
    delay = np.where(offline, random.integers(2 * 3600, 3 * DAY, length), delay)
    stuck = random.random(length) < VERY_LATE_SHARE
    delay = np.where(stuck, random.integers(3 * DAY, 30 * DAY, length), delay)
    return np.where(at + delay < calendar.ends_at, at + delay, np.minimum(at + 1, calendar.ends_at))


def is_late(at: np.ndarray, received_at: np.ndarray) -> np.ndarray:
    """Whether an act was received a day or more after it happened."""
    return received_at - at >= DAY
