"""Two numbers of each signal tuned on the past: how fast it fades (half-life) and how many of it count (cap)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from intent.measures import Ranking, intervals, pr_auc, roc_auc
from intent.tuning.history import HALF_LIVES, History, Signal

# A signal with so many converters is tuned on its own; below, the signals of a tier are tuned as one.
CONVERTERS_OF_ITS_OWN = 40
CONVERTERS_AT_ALL = 25
CAPS = (1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0, 12.0)
MOST_LEFT = 3.0
ROUNDS = 3
STEPS = 12
# So much log-likelihood, per converter and not per date, is more than chance gives a number (95%).
CHANCE = 1.92
PENALTY = 1.0
# A cap is changed where the ranking of the earlier dates gains so large a share of itself.
LEAST_CAP_GAIN = 0.01
Beside = tuple[np.ndarray, np.ndarray, float, float]
LOGS = np.log(np.array(HALF_LIVES))


@dataclass(frozen=True)
class HalfLife:
    """A half-life that fits better than the curve in use, with the range that fits nearly as well."""

    signals: tuple[str, ...]
    days: float
    low: float
    high: float


@dataclass(frozen=True)
class Gain:
    """A measure on the later dates before and after, and the difference with its 95% interval over contacts."""

    before: float
    after: float
    low: float
    high: float


@dataclass(frozen=True)
class Tuned:
    """What tuning found; caps are in fresh events."""

    half_lives: list[HalfLife]
    caps: dict[str, float]
    pr_auc: Gain | None
    roc_auc: Gain | None
    is_proposed: bool
    reason: str


def tuned(history: History) -> Tuned:
    """Tune on the earlier dates, measure on the later ones; nothing is proposed that may be chance."""
    n_earlier = history.n_converters(np.arange(len(history.points)))
    n_later = history.n_converters(np.arange(len(history.points)), is_later=True)
    if n_earlier < CONVERTERS_AT_ALL or n_later < 10:
        reason = f"{n_earlier} contacts converted on earlier dates and {n_later} on later ones; 25 and 10 are needed"
        return Tuned([], {}, None, None, False, reason)
    half_lives = best_half_lives(history)
    caps = best_caps(history, half_lives)
    # Each change of its own may help where both together do not.
    choices = [(half_lives, caps), (half_lives, {}), ([], best_caps(history, []))]
    choices = [choice for choice in choices if choice[0] or choice[1]]
    earlier = ~history.is_later
    before = pr_auc(ranking(history, history.points, earlier).steps())
    measured = [(pr_auc(ranking(history, points_of(history, *one), earlier).steps()), one) for one in choices]
    best = max(measured, key=lambda one: one[0], default=None)
    if best is None or best[0] <= before:
        return Tuned([], {}, None, None, False, "no half-life or cap fits the earlier dates better than those in use")
    half_lives, caps = best[1]
    precision, area = gains_on_later_dates(history, points_of(history, half_lives, caps))
    is_proposed = precision.low > 0
    reason = "" if is_proposed else "the gain on the later dates may be chance"
    return Tuned(half_lives, caps, precision, area, is_proposed, reason)


def ranking(history: History, points: np.ndarray, chosen: np.ndarray) -> Ranking:
    """The chosen rows by their points."""
    contacts = np.unique(history.contacts[chosen], return_inverse=True)[1]
    return Ranking(np.round(points[chosen], 9), history.converted[chosen], contacts)


def amount(signal: Signal, days: float | None) -> np.ndarray:
    """What is left of a signal by a half-life, between two of the grid on a line; by the curve in use without one."""
    if days is None:
        return signal.current
    place = float(np.interp(np.log(days), LOGS, np.arange(len(LOGS))))
    lower = min(int(place), len(LOGS) - 2)
    share = place - lower
    return (1 - share) * signal.amounts[:, lower] + share * signal.amounts[:, lower + 1]


def points_of(history: History, half_lives: list[HalfLife], caps: dict[str, float]) -> np.ndarray:
    """The points of the hand weights with other half-lives and caps."""
    days = {name: one.days for one in half_lives for name in one.signals}
    points = np.zeros(len(history.points))
    by_tier = {tier: np.zeros(len(history.points)) for tier in history.tier_caps}
    for signal in history.signals:
        left = np.minimum(amount(signal, days.get(signal.name)), caps.get(signal.name, signal.cap))
        of_tier = by_tier.get(signal.tier, points) if signal.points > 0 else points
        of_tier[signal.rows] += signal.points * left
    return points + sum(np.minimum(of_tier, history.tier_caps[tier]) for tier, of_tier in by_tier.items())


@dataclass
class Fit:
    """A log-hazard of the rows of the earlier dates: a base and, of each signal, what is left of it times a weight."""

    history: History
    log_hazard: np.ndarray
    targets: np.ndarray
    used: dict[str, tuple[float | None, float]]

    @classmethod
    def begun(cls, history: History) -> Fit:
        """The same hazard for everybody; rows of later dates never count."""
        earlier = ~history.is_later
        targets = np.where(earlier, history.converted_soon, 0.0)
        rate = max(targets.sum() / earlier.sum(), 1e-9)
        hazard = np.where(earlier, np.log(rate), -np.inf)
        return cls(history, hazard, targets, {signal.name: (None, 0.0) for signal in history.signals})

    def left(self, signal: Signal, days: float | None) -> np.ndarray:
        """What is left of a signal; beyond a few events more say little more."""
        return np.minimum(amount(signal, days), MOST_LEFT)

    def without(self, signal: Signal) -> np.ndarray:
        """The log-hazard of all rows without a signal."""
        days, weight = self.used[signal.name]
        rest = self.log_hazard.copy()
        rest[signal.rows] -= weight * self.left(signal, days)
        return rest

    def likelihoods(self, signal: Signal) -> np.ndarray:
        """The log-likelihood by the curve in use and by each half-life of the grid."""
        earlier = ~self.history.is_later[signal.rows]
        others = beside(self.without(signal), self.targets, signal.rows[earlier])
        return np.array([best_weight(self.left(signal, days)[earlier], others)[2] for days in (None, *HALF_LIVES)])

    def take(self, signal: Signal, days: float | None) -> None:
        """Use a half-life for the signal, with its best weight."""
        rest = self.without(signal)
        earlier = ~self.history.is_later[signal.rows]
        others = beside(rest, self.targets, signal.rows[earlier])
        weight, base, _ = best_weight(self.left(signal, days)[earlier], others)
        rest += base
        rest[signal.rows] += weight * self.left(signal, days)
        self.log_hazard = rest
        self.used[signal.name] = (days, weight)


def best_half_lives(history: History) -> list[HalfLife]:
    """The half-lives that explain the conversions best, each signal with a weight of its own beside all others.

    The likelihood, not the ranking: it sees a signal that only few have.
    """
    fit = Fit.begun(history)
    per_converter = max(fit.targets.sum() / max(history.n_converters(np.flatnonzero(fit.targets)), 1), 1.0)
    groups = tuning_groups(history)
    found: list[HalfLife] = []
    for _ in range(ROUNDS):
        before, found = found, []
        for group in groups:
            likelihoods = sum(fit.likelihoods(signal) for signal in group) / per_converter
            days, low, high = peak(likelihoods[1:])
            is_better = likelihoods[1:].max() - likelihoods[0] > CHANCE
            for signal in group:
                fit.take(signal, days if is_better else None)
            if is_better:
                found.append(HalfLife(tuple(signal.name for signal in group), days, low, high))
        if len(groups) == 1 or days_by_group(before) == days_by_group(found):
            break
    return found


def days_by_group(found: list[HalfLife]) -> dict[tuple[str, ...], float]:
    """The half-lives of the groups, as far as another round can matter."""
    return {one.signals: round(one.days, 1) for one in found}


def tuning_groups(history: History) -> list[list[Signal]]:
    """Signals with enough converters alone, the others by tier; what few converters have stays as it is."""
    alone, thin = [], {}
    for signal in history.signals:
        if history.n_converters(signal.rows) >= CONVERTERS_OF_ITS_OWN:
            alone.append([signal])
        else:
            thin.setdefault(signal.tier, []).append(signal)
    together = [
        group
        for _, group in sorted(thin.items())
        if history.n_converters(np.unique(np.concatenate([signal.rows for signal in group]))) >= CONVERTERS_AT_ALL
    ]
    return alone + together


def beside(rest: np.ndarray, targets: np.ndarray, rows: np.ndarray) -> Beside:
    """What a signal is fitted beside: log-hazard and hits of its rows, hits and hazard of all others."""
    hazard = np.exp(np.clip(rest, -30, 3))
    hits = targets[rows]
    return rest[rows], hits, float(targets.sum() - hits.sum()), float(hazard.sum() - hazard[rows].sum())


def best_weight(left: np.ndarray, others: Beside) -> tuple[float, float, float]:
    """The weight of what is left of a signal in its rows, and the move of everybody's base that goes with it.

    Rows without the signal see the base alone, so two sums stand for them. Last, the log-likelihood.
    """
    inside, hits, outside_hits, outside_hazard = others
    weight = base = 0.0
    squared = left**2
    for _ in range(STEPS):
        slope, bend, _ = hazard_fit(inside + base + weight * left, hits)
        apart = outside_hazard * np.exp(base)
        slopes = np.array([(left * slope).sum() - PENALTY * weight, slope.sum() + outside_hits - apart])
        both = (left * bend).sum()
        bends = np.array([[(squared * bend).sum() + PENALTY, both], [both, bend.sum() + apart + 1e-9]])
        steps = np.clip(np.linalg.solve(bends, slopes), -2, 2)
        weight, base = weight + steps[0], base + steps[1]
        if np.abs(steps).max() < 1e-4:
            break
    likelihood = hazard_fit(inside + base + weight * left, hits)[2]
    likelihood += outside_hits * base - outside_hazard * np.exp(base) - PENALTY * weight**2 / 2
    return float(weight), float(base), float(likelihood)


def hazard_fit(log_hazard: np.ndarray, targets: np.ndarray) -> tuple[np.ndarray, np.ndarray, float]:
    """Slope and curvature of the log-likelihood by row, and its sum: who is at risk converts by 1 - exp(-hazard)."""
    hazard = np.exp(np.clip(log_hazard, -30, 3))
    spared = np.exp(-hazard)
    struck = -np.expm1(-hazard)
    slope = hazard * np.where(targets > 0, spared / struck, -1.0)
    return slope, hazard**2 * spared / struck, float(np.where(targets > 0, np.log(struck), -hazard).sum())


def peak(values: np.ndarray) -> tuple[float, float, float]:
    """The half-life at the top of a parabola through the best of the grid and its neighbours; and where chance ends."""
    top = int(values.argmax())
    place, best = float(top), values[top]
    if 0 < top < len(values) - 1:
        before, after = values[top] - values[top - 1], values[top] - values[top + 1]
        if before + after > 0:
            place += (before - after) / (2 * (before + after))
    good = np.flatnonzero(values > best - CHANCE)
    step = LOGS[1] - LOGS[0]
    days = float(np.exp(np.interp(place, np.arange(len(LOGS)), LOGS)))
    return days, float(np.exp(LOGS[good[0]] - step / 2)), float(np.exp(LOGS[good[-1]] + step / 2))


def best_caps(history: History, half_lives: list[HalfLife]) -> dict[str, float]:
    """The caps by which the earlier dates are ranked best: first one for all, then of each group what gains more."""
    earlier = ~history.is_later

    def measured(caps: dict[str, float]) -> float:
        return pr_auc(ranking(history, points_of(history, half_lives, caps), earlier).steps())

    caps: dict[str, float] = {}
    best = measured(caps)
    groups = [[signal for group in tuning_groups(history) for signal in group]]
    groups += [group for group in tuning_groups(history) if len(groups[0]) > len(group)]
    for group in groups:
        for cap in CAPS:
            tried = {**caps, **{signal.name: cap for signal in group}}
            value = measured(tried)
            if value > best * (1 + LEAST_CAP_GAIN):
                best, caps = value, tried
    in_use = {signal.name: signal.cap for signal in history.signals}
    return {name: cap for name, cap in caps.items() if abs(cap - in_use[name]) > 1e-9}


def gains_on_later_dates(history: History, points: np.ndarray) -> tuple[Gain, Gain]:
    """PR AUC and ROC AUC of the points in use and of the tuned ones, on the dates that tuning did not see."""
    before, after = (ranking(history, one, history.is_later) for one in (history.points, points))

    def differences(weights: np.ndarray) -> np.ndarray:
        old, new = before.steps(weights), after.steps(weights)
        return np.array([pr_auc(new) - pr_auc(old), roc_auc(new) - roc_auc(old)])

    low, high = intervals(before.contacts, differences)
    return tuple(
        Gain(measure(before.steps()), measure(after.steps()), float(low[nth]), float(high[nth]))
        for nth, measure in enumerate((pr_auc, roc_auc))
    )
