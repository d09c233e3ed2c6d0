"""How likely a conversion is on the next day, by what is left of each signal: effects that multiply, or that add."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from intent.tuning.history import HALF_LIVES, History, Signal

# Where effects multiply, more than a few events say little more.
MOST_LEFT = 3.0
PENALTY = 1.0
NEWTON_STEPS = 12
SHARING_STEPS = 60
SMALLEST = 1e-12


@dataclass(frozen=True)
class Best:
    """The best weight of a signal beside all others, the move of everybody's base with it, and the log-likelihood."""

    weight: float
    base_move: float
    likelihood: float


class Fit:
    """A hazard of each evening, and of each signal its half-life (None: the curve in use) and its weight.

    A subclass says what is summed (terms), so that a signal is looked at in its own rows and the others in sums.
    """

    def __init__(self, history: History) -> None:
        self.history = history
        self.conversions, self.days = history.evenings.conversions, history.evenings.days
        self.n_conversions, self.n_days = float(self.conversions.sum()), max(float(self.days.sum()), 1.0)
        self.base = self.term_of_rate(max(self.n_conversions / self.n_days, SMALLEST))
        self.terms = np.full(len(self.days), self.base)
        self.used: dict[str, tuple[float | None, float]] = {signal.name: (None, 0.0) for signal in history.signals}
        self.contacts = np.unique(history.evenings.contacts, return_inverse=True)[1]

    def term_of_rate(self, rate: float) -> float:
        """What a rate of everybody is, in terms that may be summed."""
        raise NotImplementedError

    def hazards(self, terms: np.ndarray) -> np.ndarray:
        """The hazards that sums of terms stand for."""
        raise NotImplementedError

    def left(self, signal: Signal, days: float | None) -> np.ndarray:
        """What is left of a signal, as far as it counts."""
        raise NotImplementedError

    def best(self, signal: Signal, rest: np.ndarray, half_lives: tuple[float | None, ...]) -> list[Best]:
        """The best weight by each half-life beside the terms of all other signals."""
        raise NotImplementedError

    def without(self, signal: Signal) -> np.ndarray:
        """The terms of all evenings without a signal."""
        days, weight = self.used[signal.name]
        rest = self.terms.copy()
        rest[signal.on_evenings.rows] -= weight * self.left(signal, days)
        return rest

    def terms_with(self, signal: Signal, days: float | None) -> tuple[np.ndarray, Best]:
        """The terms of all evenings with a half-life of the signal and its best weight."""
        terms = self.without(signal)
        (best,) = self.best(signal, terms, (days,))
        terms += best.base_move
        terms[signal.on_evenings.rows] += best.weight * self.left(signal, days)
        return terms, best

    def log_likelihoods(self, terms: np.ndarray) -> np.ndarray:
        """The log-likelihood of each evening: a conversion on the next day, or none on so many days."""
        hazards = np.maximum(self.hazards(terms), SMALLEST)
        return self.conversions * np.log(hazards) - self.days * hazards

    def likelihood(self) -> float:
        """The log-likelihood of all evenings."""
        return float(self.log_likelihoods(self.terms).sum())

    def likelihoods(self, signal: Signal) -> np.ndarray:
        """The log-likelihood by the curve in use and by each half-life of the grid."""
        return np.array([best.likelihood for best in self.best(signal, self.without(signal), (None, *HALF_LIVES))])

    def by_contact(self, signal: Signal, days: float) -> np.ndarray:
        """The log-likelihood of each contact's evenings by a half-life."""
        return np.bincount(self.contacts, weights=self.log_likelihoods(self.terms_with(signal, days)[0]))

    def take(self, signal: Signal, days: float | None) -> None:
        """Use a half-life for the signal, with its best weight."""
        self.terms, best = self.terms_with(signal, days)
        self.base += best.base_move
        self.used[signal.name] = (days, best.weight)


class MultipliedFit(Fit):
    """Hazard = base x exp(sum of weights x what is left)."""

    def term_of_rate(self, rate: float) -> float:
        """The logarithm of the rate."""
        return float(np.log(rate))

    def hazards(self, terms: np.ndarray) -> np.ndarray:
        """The exponentials of the sums."""
        return np.exp(np.clip(terms, -30, 3))

    def left(self, signal: Signal, days: float | None) -> np.ndarray:
        """What is left, of a few events at most."""
        return np.minimum(signal.on_evenings.by(days), MOST_LEFT)

    def best(self, signal: Signal, rest: np.ndarray, half_lives: tuple[float | None, ...]) -> list[Best]:
        """Newton's steps for the weight and the base; evenings without the signal see the base alone."""
        rows = signal.on_evenings.rows
        expected = self.days * self.hazards(rest)
        inside, hit = expected[rows], self.conversions[rows]
        outside, given = float(expected.sum() - inside.sum()), float((self.conversions * rest).sum())
        found = []
        for days in half_lives:
            left = self.left(signal, days)
            hits, squared = float((hit * left).sum()), left**2
            weight = base = 0.0
            for _ in range(NEWTON_STEPS):
                now = inside * np.exp(np.clip(base + weight * left, -30, 30))
                once, twice = float((now * left).sum()), float((now * squared).sum())
                total = float(now.sum()) + outside * np.exp(base)
                slopes = np.array([hits - once - PENALTY * weight, self.n_conversions - total])
                bends = np.array([[twice + PENALTY, once], [once, total + 1e-9]])
                steps = np.clip(np.linalg.solve(bends, slopes), -2, 2)
                weight, base = weight + float(steps[0]), base + float(steps[1])
                if np.abs(steps).max() < 1e-4:
                    break
            total = float((inside * np.exp(base + weight * left)).sum()) + outside * np.exp(base)
            found.append(Best(weight, base, float(given + weight * hits + base * self.n_conversions - total)))
        return found


class AddedFit(Fit):
    """Hazard = base + sum of weights x what is left; nothing lowers it."""

    def term_of_rate(self, rate: float) -> float:
        """The rate itself."""
        return rate

    def hazards(self, terms: np.ndarray) -> np.ndarray:
        """The sums themselves."""
        return terms

    def left(self, signal: Signal, days: float | None) -> np.ndarray:
        """What is left."""
        return signal.on_evenings.by(days)

    def best(self, signal: Signal, rest: np.ndarray, half_lives: tuple[float | None, ...]) -> list[Best]:
        """Each conversion is shared out to what may have caused it, until the shares stay (expectation, maximum)."""
        rows = signal.on_evenings.rows
        chosen = np.flatnonzero(self.conversions)
        is_hit = self.conversions[rows] > 0
        places, others = np.searchsorted(chosen, rows[is_hit]), rest[chosen] - self.base
        others_in_all = float((self.days * rest).sum()) - self.base * self.n_days
        found = []
        for days in half_lives:
            left = self.left(signal, days)
            hit = np.zeros(len(chosen))
            hit[places] = left[is_hit]
            left_in_all = max(float((self.days[rows] * left).sum()), SMALLEST)
            base, weight = self.base, self.n_conversions / 2 / max(left_in_all, 1.0)
            for _ in range(SHARING_STEPS):
                shares = 1 / np.maximum(others + base + weight * hit, SMALLEST)
                before = base, weight
                base *= float(shares.sum()) / self.n_days
                weight *= float((shares * hit).sum()) / left_in_all
                if abs(base - before[0]) < 1e-5 * before[0] and abs(weight - before[1]) < 1e-5 * before[1]:
                    break
            likelihood = float(np.log(np.maximum(others + base + weight * hit, SMALLEST)).sum())
            likelihood -= others_in_all + base * self.n_days + weight * left_in_all
            found.append(Best(weight, base - self.base, likelihood))
        return found
