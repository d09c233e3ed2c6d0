"""Two numbers of each signal tuned on the past: how fast it fades (half-life) and how many of it count (cap)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from intent.measures import Ranking, intervals, pr_auc, roc_auc
from intent.tuning.hazard import AddedFit, Fit, MultipliedFit
from intent.tuning.history import HALF_LIVES, LOGS, History, Signal

# A signal with so many converters is tuned on its own; below, the signals of a tier are tuned as one.
CONVERTERS_OF_ITS_OWN = 40
CONVERTERS_AT_ALL = 25
CAPS = (1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0, 12.0)
ROUNDS = 3
# So much log-likelihood is more than chance gives a number (95%), where contacts differ as the fit expects.
CHANCE = 1.92
# A cap is changed where the ranking of the earlier dates gains so large a share of itself.
LEAST_CAP_GAIN = 0.01


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


def points_of(history: History, half_lives: list[HalfLife], caps: dict[str, float]) -> np.ndarray:
    """The points of the hand weights with other half-lives and caps."""
    days = {name: one.days for one in half_lives for name in one.signals}
    points = np.zeros(len(history.points))
    by_tier = {tier: np.zeros(len(history.points)) for tier in history.tier_caps}
    for signal in history.signals:
        left = np.minimum(signal.on_dates.by(days.get(signal.name)), caps.get(signal.name, signal.cap))
        of_tier = by_tier.get(signal.tier, points) if signal.points > 0 else points
        of_tier[signal.on_dates.rows] += signal.points * left
    return points + sum(np.minimum(of_tier, history.tier_caps[tier]) for tier, of_tier in by_tier.items())


def best_half_lives(history: History) -> list[HalfLife]:
    """The half-lives that explain the conversions best, each signal with a weight of its own beside all others.

    The likelihood, not the ranking: it sees a signal that only few have. It also says whether acts add to the hazard or
    multiply it, on which the half-life depends: where they multiply, the same decline takes a longer one.
    """
    fits = [fit for fit in (MultipliedFit(history), AddedFit(history)) if fit.n_conversions]
    found = [(fitted_half_lives(fit), fit.likelihood()) for fit in fits]
    return max(found, key=lambda one: one[1], default=([], 0.0))[0]


def fitted_half_lives(fit: Fit) -> list[HalfLife]:
    """The half-lives of a fit, taken signal by signal until they stay."""
    groups = tuning_groups(fit.history)
    found: list[HalfLife] = []
    for _ in range(ROUNDS):
        before, found = found, []
        for group in groups:
            likelihoods = sum(fit.likelihoods(signal) for signal in group)
            chance = CHANCE * spread(fit, group, likelihoods[1:])
            days, low, high = peak(likelihoods[1:], chance)
            is_better = likelihoods[1:].max() - likelihoods[0] > chance
            for signal in group:
                fit.take(signal, days if is_better else None)
            if is_better:
                found.append(HalfLife(tuple(signal.name for signal in group), days, low, high))
        if len(groups) == 1 or days_by_group(before) == days_by_group(found):
            break
    return found


def spread(fit: Fit, group: list[Signal], values: np.ndarray) -> float:
    """How many times as much contacts differ about the half-life as the likelihood alone expects; at least once.

    A contact's acts count on many evenings, and one evening of a week stands for all of them.
    """
    top = min(max(int(values.argmax()), 1), len(values) - 2)
    bend = 2 * values[top] - values[top - 1] - values[top + 1]
    if bend <= 0:
        return 1.0
    slopes = sum(fit.by_contact(one, HALF_LIVES[top + 1]) - fit.by_contact(one, HALF_LIVES[top - 1]) for one in group)
    return max(float(((slopes / 2) ** 2).sum() / bend), 1.0)


def days_by_group(found: list[HalfLife]) -> dict[tuple[str, ...], float]:
    """The half-lives of the groups, as far as another round can matter."""
    return {one.signals: round(one.days, 1) for one in found}


def tuning_groups(history: History) -> list[list[Signal]]:
    """Signals with enough converters alone, the others by tier; what few converters have stays as it is."""
    alone, thin = [], {}
    for signal in history.signals:
        if history.n_converters(signal.on_dates.rows) >= CONVERTERS_OF_ITS_OWN:
            alone.append([signal])
        else:
            thin.setdefault(signal.tier, []).append(signal)
    together = [
        group
        for _, group in sorted(thin.items())
        if history.n_converters(np.unique(np.concatenate([signal.on_dates.rows for signal in group])))
        >= CONVERTERS_AT_ALL
    ]
    return alone + together


def peak(values: np.ndarray, chance: float) -> tuple[float, float, float]:
    """The half-life at the top of a parabola through the best of the grid and its neighbours; and where chance ends."""
    top = int(values.argmax())
    place, best = float(top), values[top]
    if 0 < top < len(values) - 1:
        before, after = values[top] - values[top - 1], values[top] - values[top + 1]
        if before + after > 0:
            place += (before - after) / (2 * (before + after))
    good = np.flatnonzero(values > best - chance)
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
