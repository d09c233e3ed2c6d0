"""The recipe of the learned scorecard in floating-point Python: bins, a trend and what goes beyond it, Newton rounds.

Nothing here reads SQL of the project; it takes training examples with their feature values and gives log-odds by bin.
"""

from __future__ import annotations

from bisect import bisect_right
from math import exp, log, sqrt

DAYS = (0, 1, 3, 7, 14, 30, 60, 90)
AMOUNT = (0.000001, 0.25, 0.5, 1, 1.5, 2, 3, 5, 8, 12, 20, 40)
COUNT = (0, 1, 2, 3, 5, 8, 12, 20, 35, 60, 100)
TENURE = (0, 3, 7, 14, 30, 60, 90, 180, 365)
RATIO = (0, 0.05, 0.15, 0.25, 0.35, 0.5, 0.7, 0.9, 1)
RECENCY_OVER_GAP = (0, 0.1, 0.25, 0.5, 1, 2, 4, 8)
BINS = {
    "days_since_last_event": DAYS,
    "tenure_days": TENURE,
    "events_7_over_30": RATIO,
    "events_30_over_90": RATIO,
    "recency_over_gap": RECENCY_OVER_GAP,
    **dict.fromkeys(
        (
            *("events_7_days", "events_30_days", "events_90_days", "active_days_30_days"),
            *("distinct_signals", "events_ever", "conversions_before"),
        ),
        COUNT,
    ),
}


def bounds_of(feature: str) -> tuple[float, ...]:
    """Where the bins of a feature begin."""
    return BINS.get(feature, DAYS if feature.endswith("__days_since") else AMOUNT)


def bin_of(feature: str, value: float | None) -> int:
    """The bin of a value from 1 on; absence is before the first, or after the last of times."""
    bounds = bounds_of(feature)
    if value is None or value < bounds[0]:
        passes = bounds in (DAYS, RECENCY_OVER_GAP)
        return len(bounds) + 1 if passes else 0
    return bisect_right(bounds, value)


def fit(
    examples: list[dict[str, float]], labels: list[int], weights: list[float], n_rounds: int
) -> tuple[float, dict[tuple[str, int], float]]:
    """The base and the log-odds of each feature and bin."""
    features = sorted({feature for example in examples for feature in example})
    bins = {feature: [bin_of(feature, example.get(feature)) for example in examples] for feature in features}
    features = [feature for feature in features if len(set(bins[feature])) > 1]
    total = sum(weights)
    places: dict[str, dict[int, float]] = {}
    for feature in features:
        mean = sum(w * b for w, b in zip(weights, bins[feature], strict=True)) / total
        spread = sqrt(sum(w * (b - mean) ** 2 for w, b in zip(weights, bins[feature], strict=True)) / total)
        n_bins = len(bounds_of(feature))
        absent = bin_of(feature, None)
        places[feature] = {b: (b - mean) / max(spread, 0.3) for b in {*range(1, n_bins + 1), absent}}
    rate = sum(w * y for w, y in zip(weights, labels, strict=True)) / total
    base, base_speed = log(rate / (1 - rate)), 0.0
    found = {(feature, b): 0.0 for feature in features for b in places[feature]}
    speed = dict.fromkeys(found, 0.0)
    for _ in range(n_rounds):
        odds = [base + sum(found[feature, bins[feature][n]] for feature in features) for n in range(len(examples))]
        chances = [1 / (1 + exp(-value)) for value in odds]
        gradient = [w * (y - p) for w, y, p in zip(weights, labels, chances, strict=True)]
        curvature = [w * p * (1 - p) for w, p in zip(weights, chances, strict=True)]
        steps = {}
        for feature in features:
            g, h = dict.fromkeys(places[feature], 0.0), dict.fromkeys(places[feature], 0.0)
            for n, b in enumerate(bins[feature]):
                g[b] += gradient[n]
                h[b] += curvature[n]
            x = places[feature]
            slope = sum(g[b] * x[b] for b in x) / (sum(h[b] * x[b] ** 2 for b in x) + 5)
            for b in x:
                steps[feature, b] = (2 / 3) / len(features) * (slope * x[b] + 0.5 * g[b] / (h[b] + 50))
        base_speed = 0.8 * base_speed + sum(gradient) / sum(curvature) / 3
        base += base_speed
        for key, step in steps.items():
            speed[key] = 0.8 * speed[key] + step
            found[key] += speed[key]
    return base, found
