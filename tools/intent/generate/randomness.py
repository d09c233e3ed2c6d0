"""Random streams: one Philox generator per concern, so that adding a concern shifts no other."""

import numpy as np

CONCERNS = (
    "companies",
    "people",
    "devices",
    "buying_accounts",
    "buying_people",
    "mail",
    "mail_noise",
    "visits_background",
    "visits_buying",
    "visits_careers",
    "visits_reading",
    "visits_anonymous",
    "follow_ups",
    "conversion",
    "deals",
    "meetings",
    "onboarding",
    "links",
    "arrivals_pages",
    "arrivals_tracks",
    "arrivals_events",
    "duplicates_pages",
    "duplicates_tracks",
    "scanners",
    "kiosk",
)
SIGNAL_STREAMS_FROM = 1000


def stream(seed: int, concern: str | int) -> np.random.Generator:
    """Return the generator of one concern; a signal's own stream is asked for by its number."""
    number = SIGNAL_STREAMS_FROM + concern if isinstance(concern, int) else CONCERNS.index(concern) + 1
    return np.random.Generator(np.random.Philox(key=np.array([seed, number], dtype=np.uint64)))
