"""Acts as parallel integer arrays, the form every step before the raw files works on."""

from dataclasses import dataclass, fields

import numpy as np

from .columns import NONE


@dataclass(frozen=True)
class Events:
    """One entry per act: `detail` is the page, link, asset or section; `visit` groups pages."""

    person: np.ndarray
    signal: np.ndarray
    at: np.ndarray
    detail: np.ndarray
    device: np.ndarray
    visit: np.ndarray
    mail: np.ndarray

    def __len__(self) -> int:
        return len(self.person)

    def take(self, rows: np.ndarray) -> "Events":
        """The given rows, by position or by mask."""
        return Events(*(getattr(self, column.name)[rows] for column in fields(self)))

    def of(self, signals: list[int]) -> "Events":
        """The events of the given signals."""
        return self.take(np.isin(self.signal, signals))


def events_of(
    person: np.ndarray,
    signal: np.ndarray | int,
    at: np.ndarray,
    detail: np.ndarray | int = 0,
    device: np.ndarray | int = NONE,
    visit: np.ndarray | int = NONE,
    mail: np.ndarray | int = NONE,
) -> Events:
    """Events from arrays; a single number stands for the same value in every row."""
    length = len(person)

    def column(values: np.ndarray | int, kind: type) -> np.ndarray:
        return np.broadcast_to(np.asarray(values, dtype=kind), length)

    return Events(
        person=column(person, np.int32),
        signal=column(signal, np.int16),
        at=column(at, np.int64),
        detail=column(detail, np.int32),
        device=column(device, np.int32),
        visit=column(visit, np.int32),
        mail=column(mail, np.int32),
    )


def joined(parts: list[Events]) -> Events:
    """All parts one after the other."""
    return Events(*(np.concatenate([getattr(p, column.name) for p in parts]) for column in fields(Events)))
