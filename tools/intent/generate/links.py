"""When each browser and each login was first tied to a known person."""

from dataclasses import dataclass

import numpy as np

from .calendar import DAY, NEVER, Calendar
from .events import Events
from .population import Devices, People
from .randomness import stream
from .signals import NUMBER_OF

PRODUCT_SIGNALS = ("trial_started", "feature_used", "integration_connected", "teammate_invited")


@dataclass(frozen=True)
class Links:
    """Instants (seconds, NEVER if it did not happen) by device and by person."""

    device_linked_at: np.ndarray
    names_user_only: np.ndarray
    signed_up_at: np.ndarray
    user_known_at: np.ndarray


def first_instants(owner: np.ndarray, at: np.ndarray, n_owners: int) -> np.ndarray:
    """Earliest instant of each owner, NEVER for owners without one."""
    first = np.full(n_owners, NEVER, dtype=np.int64)
    np.minimum.at(first, owner, at)
    return first


def build_links(events: Events, people: People, devices: Devices, calendar: Calendar, seed: int) -> Links:
    """Most first browsers are linked at once, some weeks later, some (mostly second ones) never."""
    random = stream(seed, "links")
    seen = events.take(events.device >= 0)
    first_seen_at = first_instants(seen.device, seen.at, len(devices))
    is_first = np.arange(len(devices)) == devices.first_of[devices.person]
    soon = np.where(is_first, 0.68, 0.50)
    later = np.where(is_first, 0.28, 0.25)
    draw = random.random(len(devices))
    delay = np.where(
        draw < soon,
        random.integers(10, 1_800, len(devices)),
        random.integers(7 * DAY, 42 * DAY, len(devices)),
    )
    linked_at = np.where(draw < soon + later, first_seen_at + delay, NEVER)
    linked_at = np.where(linked_at < calendar.ends_at, linked_at, NEVER)
    product = events.of([NUMBER_OF[name] for name in PRODUCT_SIGNALS])
    signed_up_at = first_instants(product.person, product.at, len(people)) - 60
    signed_up_at = np.where(signed_up_at < calendar.ends_at, signed_up_at, NEVER)
    has_user = people.has_user[devices.person]
    by_device = first_instants(devices.person[has_user], linked_at[has_user], len(people))
    return Links(
        device_linked_at=linked_at,
        names_user_only=has_user
        & (linked_at < NEVER)
        & (signed_up_at[devices.person] < linked_at)
        & (random.random(len(devices)) < 0.5),
        signed_up_at=signed_up_at,
        user_known_at=np.minimum(signed_up_at, by_device),
    )
