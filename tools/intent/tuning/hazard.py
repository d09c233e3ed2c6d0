"""How likely a conversion is on the next day, by what is left of each signal: effects that multiply, or that add."""

from __future__ import annotations

import numpy as np

from intent.tuning.history import HALF_LIVES, History, Signal

# Where effects multiply, more than a few events say little more.
MOST_LEFT = 3.0
PENALTY = 1.0
NEWTON_STEPS = 12
SHARING_STEPS = 60
SMALLEST = 1e-12


class Fit:
    """A hazard of each evening, and of each signal its half-life (None: the curve in use) and its weight."""

    def __init__(self, history: History) -> None:
        self.history = history
        self.conversions, self.days = history.evenings.conversions, history.evenings.days
        self.n_conversions = float(self.conversions.sum())
        rate = self.n_conversions / max(float(self.days.sum()), 1.0)
        self.base = self.term_of_rate(max(rate, SMALLEST))
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

    def best(self, signal: Signal, rest: np.ndarray, days: float | None) -> tuple[float, float, np.ndarray]:
        """The best weight of a signal beside the terms of all others, the base and the terms of all with it."""
        raise NotImplementedError

    def without(self, signal: Signal) -> np.ndarray:
        """The terms of all evenings without a signal."""
        days, weight = self.used[signal.name]
        rest = self.terms.copy()
        rest[signal.on_evenings.rows] -= weight * self.left(signal, days)
        return rest

    def log_likelihoods(self, terms: np.ndarray) -> np.ndarray:
        """The log-likelihood of each evening: a conversion on the next day, or none on so many days."""
        hazards = np.maximum(self.hazards(terms), SMALLEST)
        return self.conversions * np.log(hazards) - self.days * hazards

    def likelihood(self) -> float:
        """The log-likelihood of all evenings."""
        return float(self.log_likelihoods(self.terms).sum())

    def likelihoods(self, signal: Signal) -> np.ndarray:
        """The log-likelihood by the curve in use and by each half-life of the grid."""
        rest = self.without(signal)
        return np.array([self.log_likelihoods(self.best(signal, rest, days)[2]).sum() for days in (None, *HALF_LIVES)])

    def by_contact(self, signal: Signal, days: float) -> np.ndarray:
        """The log-likelihood of each contact's evenings by a half-life."""
        terms = self.best(signal, self.without(signal), days)[2]
        return np.bincount(self.contacts, weights=self.log_likelihoods(terms))

    def take(self, signal: Signal, days: float | None) -> None:
        """Use a half-life for the signal, with its best weight."""
        weight, self.base, self.terms = self.best(signal, self.without(signal), days)
        self.used[signal.name] = (days, weight)


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

    def best(self, signal: Signal, rest: np.ndarray, days: float | None) -> tuple[float, float, np.ndarray]:
        """Newton's steps for the weight and the base; evenings without the signal see the base alone."""
        rows, left = signal.on_evenings.rows, self.left(signal, days)
        hits = float((self.conversions[rows] * left).sum())
        expected = self.days * self.hazards(rest)
        inside, all_expected = expected[rows], float(expected.sum())
        outside = all_expected - float(inside.sum())
        weight = base = 0.0
        for _ in range(NEWTON_STEPS):
            now = inside * np.exp(np.clip(base + weight * left, -30, 30))
            once, twice = float((now * left).sum()), float((now * left**2).sum())
            total = float(now.sum()) + outside * np.exp(base)
            slopes = np.array([hits - once - PENALTY * weight, self.n_conversions - total])
            bends = np.array([[twice + PENALTY, once], [once, total + 1e-9]])
            steps = np.clip(np.linalg.solve(bends, slopes), -2, 2)
            weight, base = weight + steps[0], base + steps[1]
            if np.abs(steps).max() < 1e-4:
                break
        terms = rest + base
        terms[rows] += weight * left
        return float(weight), self.base + float(base), terms


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

    def best(self, signal: Signal, rest: np.ndarray, days: float | None) -> tuple[float, float, np.ndarray]:
        """Each conversion is shared out to what may have caused it, until the shares stay (expectation, maximum)."""
        rows, left = signal.on_evenings.rows, self.left(signal, days)
        chosen = np.flatnonzero(self.conversions)
        amounts = np.zeros(len(rest))
        amounts[rows] = left
        hit = amounts[chosen]
        all_days, all_left = max(float(self.days.sum()), 1.0), float((self.days * amounts).sum())
        base, weight = self.base, self.n_conversions / 2 / max(all_left, 1.0)
        others = rest[chosen] - base
        for _ in range(SHARING_STEPS):
            shares = 1 / np.maximum(others + base + weight * hit, SMALLEST)
            steps = (
                base * float(shares.sum()) / all_days,
                weight * float((shares * hit).sum()) / max(all_left, SMALLEST),
            )
            is_still = abs(steps[0] - base) < 1e-5 * base and abs(steps[1] - weight) < 1e-5 * weight
            base, weight = steps
            if is_still:
                break
        return weight, base, rest - self.base + base + weight * amounts
