"""An additive model fitted with scikit-learn or interpret, and its rows as a scorecard.

Weights are rounded to whole millionths of a point inside the fitted model, so that its prediction and the sum that SQL
makes of the rows are the same number.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from math import ceil
from typing import Protocol

import numpy as np

from intent.errors import InputError
from intent.training.examples import Examples

MODELS = ("logistic", "ebm")
# Who has any feature has this one, so what everybody starts with stands in its rows: a seed has no other place for it.
BASE_FEATURE = "days_since_last_event"
HIGHEST_BOUND = 10**15
# How strongly weights are drawn to 0: of few conversions a free weight would be chance.
INVERSE_STRENGTH = 0.05
SEED = 16
SETUP = "run `make setup-train`"


@dataclass(frozen=True)
class Row:
    """A bin of a feature with its points: values from lower on and below upper, all in millionths."""

    feature: str
    lower: int
    upper: int
    points: int


class Fitted(Protocol):
    """A fitted model of bins: it knows its weights, takes rounded ones, and predicts log-odds."""

    def weights(self) -> tuple[float, dict[str, tuple[list[int], np.ndarray]]]:
        """The base, and for each feature where its bins begin and their log-odds beyond absence."""

    def replace(self, base: float, weights: dict[str, np.ndarray]) -> None:
        """Put other log-odds in the place of the fitted ones."""

    def log_odds(self, values: np.ndarray) -> np.ndarray:
        """What the library itself predicts for values in millionths."""


@dataclass(frozen=True)
class Card:
    """A fitted model as a scorecard: log-odds times points_per_log_odds plus base_points are points."""

    fitted: Fitted
    rows: list[Row]
    points_per_log_odds: float
    base_points: float

    def predicted_points(self, values: np.ndarray) -> np.ndarray:
        """The prediction of the library, on the scale of points."""
        return self.fitted.log_odds(values) * self.points_per_log_odds + self.base_points


class Logistic:
    """A logistic regression of scikit-learn; a bin adds to all below it, so neighbours have like weights."""

    def __init__(self, examples: Examples):
        try:
            from sklearn.linear_model import LogisticRegression
        except ModuleNotFoundError as error:
            raise InputError(f"scikit-learn is not installed; {SETUP}") from error
        self.features, self.bounds = examples.features, [examples.bounds[name] for name in examples.features]
        self.model = LogisticRegression(C=INVERSE_STRENGTH, max_iter=2000)
        self.model.fit(self.steps(examples.values), examples.converted, sample_weight=examples.weights)

    def steps(self, values: np.ndarray) -> np.ndarray:
        """One column per feature and bin: 1 where the value reaches the bin."""
        reached = [values[:, [n]] >= np.array(bounds) for n, bounds in enumerate(self.bounds)]
        return np.hstack(reached).astype(float)

    def weights(self) -> tuple[float, dict[str, tuple[list[int], np.ndarray]]]:
        """The base, and the bins of each feature: sums of the coefficients up to them."""
        ends = np.cumsum([len(bounds) for bounds in self.bounds])[:-1]
        parts = np.split(self.model.coef_[0], ends)
        found = {
            name: (bounds, np.cumsum(part))
            for name, bounds, part in zip(self.features, self.bounds, parts, strict=True)
        }
        return float(self.model.intercept_[0]), found

    def replace(self, base: float, weights: dict[str, np.ndarray]) -> None:
        """Coefficients that add up to these weights."""
        self.model.intercept_[:] = base
        self.model.coef_[0] = np.concatenate([np.diff(weights[name], prepend=0.0) for name in self.features])

    def log_odds(self, values: np.ndarray) -> np.ndarray:
        """The decision function of the regression."""
        return self.model.decision_function(self.steps(values))


class Boosted:
    """An explainable boosting machine of interpret, main effects only; absence is its bin of missing values."""

    def __init__(self, examples: Examples):
        try:
            from interpret.glassbox import ExplainableBoostingClassifier
        except ModuleNotFoundError as error:
            raise InputError(f"interpret is not installed; {SETUP}") from error
        self.features = examples.features
        self.model = ExplainableBoostingClassifier(
            feature_names=examples.features,
            feature_types=[[bound / 1e6 for bound in examples.bounds[name][1:]] for name in examples.features],
            interactions=0,
            outer_bags=8,
            random_state=SEED,
            n_jobs=1,
        )
        with warnings.catch_warnings():
            # It warns that its pictures leave out missing values, which here are a bin as any other.
            warnings.simplefilter("ignore", UserWarning)
            self.model.fit(examples.values / 1e6, examples.converted, sample_weight=examples.weights)

    def scores(self) -> dict[str, np.ndarray]:
        """The scores of each feature by bin: missing first, unknown last; a feature without a term has none."""
        terms = zip(self.model.term_features_, self.model.term_scores_, strict=True)
        return {self.features[features[0]]: scores for features, scores in terms}

    def weights(self) -> tuple[float, dict[str, tuple[list[int], np.ndarray]]]:
        """The base with all absent, and each bin beyond absence; where bins begin is rounded up to a millionth."""
        base = float(np.ravel(self.model.intercept_)[0])
        found = {}
        for name, scores in self.scores().items():
            cuts = self.model.bins_[self.features.index(name)][0]
            base += float(scores[0])
            found[name] = ([-HIGHEST_BOUND, *(ceil(cut * 1e6 - 1e-6) for cut in cuts)], scores[1:-1] - scores[0])
        return base, found

    def replace(self, base: float, weights: dict[str, np.ndarray]) -> None:
        """Scores that are these weights, and none for absence."""
        self.model.intercept_ = np.array([base])
        for name, scores in self.scores().items():
            scores[0], scores[1:-1] = 0.0, weights[name]

    def log_odds(self, values: np.ndarray) -> np.ndarray:
        """The decision function of the machine."""
        return np.ravel(self.model.decision_function(values / 1e6))


def fit(model: str, examples: Examples) -> Card:
    """Fit a model and put it on the scale of the hand weights."""
    fitted: Fitted = Logistic(examples) if model == "logistic" else Boosted(examples)
    scale, offset = line(fitted.log_odds(examples.values), examples)
    base, weights = fitted.weights()
    # One place for what everybody starts with: the rows of a feature that everybody has.
    base_points = round((base * scale + offset) * 1e6)
    points = {name: np.round(part * scale * 1e6).astype(np.int64) for name, (_, part) in weights.items()}
    fitted.replace((base_points / 1e6 - offset) / scale, {name: part / 1e6 / scale for name, part in points.items()})
    rows = []
    for name, (bounds, _) in weights.items():
        upper_bounds = [*bounds[1:], HIGHEST_BOUND]
        for lower, upper, part in zip(bounds, upper_bounds, points[name], strict=True):
            rows.append(Row(name, lower, upper, int(part) + (base_points if name == BASE_FEATURE else 0)))
    return Card(fitted, joined(rows), scale, offset)


def joined(rows: list[Row]) -> list[Row]:
    """The same points in fewer rows: neighbours that give the same are one, and what gives nothing is none."""
    kept: list[Row] = []
    for row in rows:
        last = kept[-1] if kept else None
        if last and (last.feature, last.upper, last.points) == (row.feature, row.lower, row.points):
            kept[-1] = Row(row.feature, last.lower, row.upper, row.points)
        elif row.lower < row.upper:
            kept.append(row)
    return [row for row in kept if row.points != 0]


def line(log_odds: np.ndarray, examples: Examples) -> tuple[float, float]:
    """Points per log-odds and points at 0: as many examples over the segments' lines as by the hand weights.

    Of all examples 1 to 30% are over the upper line, and twice as many to 80% over the lower one, so that a scale is
    found where hand weights put nobody or everybody there.
    """
    scores = examples.line_scores
    upper_score = max(scores, default=70)
    lower_score = min(scores, default=30)
    if lower_score == upper_score:
        lower_score = (upper_score + 1) // 2
    points, curve_scores = zip(*examples.curve, strict=True)
    upper_points, lower_points = np.interp([upper_score, lower_score], curve_scores, points)
    weights, total = examples.weights, examples.weights.sum()
    upper_rank = min(max(weights[examples.hand_points >= upper_points].sum(), 0.01 * total), 0.3 * total)
    lower_rank = min(max(weights[examples.hand_points >= lower_points].sum(), 2 * upper_rank), 0.8 * total)
    order = np.argsort(-log_odds, kind="stable")
    reached = np.cumsum(weights[order])
    upper, lower = (log_odds[order][np.searchsorted(reached, rank)] for rank in (upper_rank, lower_rank))
    scale = (upper_points - lower_points) / max(float(upper - lower), 0.05)
    return scale, upper_points - scale * float(upper)
