"""How well points rank: measures and their intervals over contacts, who are drawn again with all their dates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

SEED = 7
MOST_DRAWS = 200
# Draws times rows, so that a large file does not wait for its intervals.
MOST_DRAWN_ROWS = 10_000_000
Steps = tuple[np.ndarray, np.ndarray]


@dataclass(frozen=True)
class Ranking:
    """Rows of contacts on dates with their points and whether they converted; ties are one step."""

    points: np.ndarray
    converted: np.ndarray
    contacts: np.ndarray

    @cached_property
    def ordered_converted(self) -> np.ndarray:
        """Whether each row converted, from the highest points down."""
        return self.converted[self.order]

    @cached_property
    def order(self) -> np.ndarray:
        """The rows from the highest points down."""
        return np.argsort(-self.points, kind="stable")

    @cached_property
    def ends(self) -> np.ndarray:
        """The place of the last row of each step."""
        ordered = self.points[self.order]
        return np.flatnonzero(np.append(ordered[1:] != ordered[:-1], len(ordered) > 0))

    def steps(self, weights: np.ndarray | None = None) -> Steps:
        """Rows and converted rows from the top down to the end of each step, each row counted by its weight."""
        ordered = np.ones(len(self.points)) if weights is None else weights[self.order]
        return np.cumsum(ordered)[self.ends], np.cumsum(ordered * self.ordered_converted)[self.ends]


def roc_auc(steps: Steps) -> float:
    """The share of pairs (converted, other) in the right order, ties as half; nan without a pair."""
    rows, hits = steps
    if not len(rows) or not 0 < hits[-1] < rows[-1]:
        return float("nan")
    others = np.concatenate([[0.0], rows - hits])
    found = np.diff(hits, prepend=0.0)
    below = others[-1] - (others[1:] + others[:-1]) / 2
    return float((found * below).sum() / (hits[-1] * others[-1]))


def pr_auc(steps: Steps) -> float:
    """Average precision; nan where nobody converted."""
    rows, hits = steps
    if not len(rows) or hits[-1] == 0:
        return float("nan")
    found = np.diff(hits, prepend=0.0)
    return float((found * hits / np.maximum(rows, 1e-12)).sum() / hits[-1])


def gains(steps: Steps, shares: np.ndarray) -> np.ndarray:
    """The share of the converted rows among the first rows, for each share of all; a tie is taken in part."""
    rows, hits = steps
    if not len(rows) or hits[-1] == 0:
        return np.full(len(shares), np.nan)
    return np.interp(shares, np.append(0, rows / rows[-1]), np.append(0, hits / hits[-1]))


def lift_by_tenth(steps: Steps) -> np.ndarray:
    """How many times as often as everybody each tenth of the rows converted, from the highest points down."""
    return 10 * np.diff(gains(steps, np.linspace(0, 1, 11)))


def intervals(
    contacts: np.ndarray, measure: Callable[[np.ndarray], np.ndarray | float]
) -> tuple[np.ndarray, np.ndarray]:
    """The 95% interval of a measure of row weights: contacts are drawn with replacement, each with all its rows."""
    n_contacts = int(contacts.max()) + 1 if len(contacts) else 0
    random = np.random.default_rng(SEED)
    drawn = []
    for _ in range(n_draws(len(contacts))):
        counts = np.bincount(random.integers(0, n_contacts, n_contacts), minlength=n_contacts)
        drawn.append(measure(counts[contacts].astype(float)))
    found = np.array(drawn, dtype=float)
    if not len(found):
        return np.array(np.nan), np.array(np.nan)
    with np.errstate(all="ignore"):
        missing = np.isnan(found).all(axis=0)
        found = np.where(missing, 0.0, found)
        low, high = np.nanpercentile(found, [2.5, 97.5], axis=0)
    return np.where(missing, np.nan, low), np.where(missing, np.nan, high)


def n_draws(n_rows: int) -> int:
    """How often contacts are drawn for an interval; none without rows."""
    return 0 if n_rows == 0 else max(50, min(MOST_DRAWS, MOST_DRAWN_ROWS // n_rows))
