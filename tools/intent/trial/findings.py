"""What a built trial found: each scorecard on the later dates, with intervals, and what follows from it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import numpy as np

from intent.measures import Ranking, gains, intervals, lift_by_tenth, pr_auc, roc_auc
from intent.tuning.fit import Tuned, points_of, tuned
from intent.tuning.history import History, read_history

# As the learner's own gates: conversions to learn from, and what a learned scorecard needs to become the champion.
CONVERSIONS_TO_LEARN = 25
CONVERSIONS_TO_PROMOTE = 120
CONTACTS_TO_PROMOTE = 1_000
# Below so many converters on the later dates no scorecard is called better than another.
CONVERTERS_TO_COMPARE = 10
CHAMPION = "hand_weights"
LEARNED = "learned_additive"
# The hand weights with half-lives and caps tuned on the earlier dates; no scorecard of the build.
TUNED = "hand_weights_tuned"
BASELINES = ("best_single_signal", "recency_only", "volume_only", "random_order")
SHARES = np.linspace(0, 1, 51)

EXAMPLES = """
    select scorecard_name, as_of_date, contact_id, n_converted, points_micro, scorecard_version
    from intent_internal.int_quality_examples_as_of
    where split = '{split}'
    order by scorecard_name, as_of_date, contact_id
"""
# Points stay within the tier's where somebody has given them tiers; equal weights have no range to stay in.
WEIGHTS = """
    select
        signals.signal_name,
        signals.points_micro / 1000000.0 as points,
        performance.n_converters,
        performance.lift,
        case
            when $is_equal and performance.n_converters >= 20 then learned.points_micro / 1000000.0
            when not $is_equal then performance.proposed_points
        end as proposed_points,
        performance.correlated_signal
    from intent_internal.stg_intent__signals as signals
    left join intent.intent_signal_performance as performance on signals.signal_name = performance.signal_name
    left join intent_internal.int_learned_signal_points as learned
        on
            signals.signal_name = learned.signal_name
            and learned.scorecard_version = (
                select max(scorecard_version) from intent_internal.int_learned_signal_points
            )
    order by signals.points_micro desc, proposed_points desc nulls last, signals.signal_name
"""
SCALES = """
    select scorecard_version, upper_points_micro, upper_log_odds_micro, points_per_log_odds_micro
    from intent_internal.int_learned_scales
"""


@dataclass(frozen=True)
class Measured:
    """A number with its 95% interval; nan where it can't be measured."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Band:
    """One of ten bands of a scorecard: the rate it promised, and the rate that came with its 95% interval."""

    n_rows: int
    expected: float
    observed: Measured


@dataclass(frozen=True)
class Card:
    """A scorecard on the later dates."""

    name: str
    roc_auc: Measured
    pr_auc: Measured
    lift_top_10: Measured
    lift_by_tenth: list[Measured]
    gains: np.ndarray
    pr_auc_gain: Measured | None
    bands: list[Band]


@dataclass(frozen=True)
class Weight:
    """A signal, its points, and the points that the conversions propose for it."""

    signal: str
    points: float
    n_converters: int
    lift: float | None
    proposed: float | None
    correlated: str | None


@dataclass
class Findings:
    """All that a report says."""

    first_date: str = ""
    last_date: str = ""
    n_dates: int = 0
    n_contacts: int = 0
    n_rows: int = 0
    n_converters: int = 0
    n_converted: int = 0
    n_train_converters: int = 0
    n_learned_conversions: int = 0
    cards: list[Card] = field(default_factory=list)
    weights: list[Weight] = field(default_factory=list)

    def card(self, name: str) -> Card | None:
        """A scorecard by its name."""
        return next((card for card in self.cards if card.name == name), None)

    @property
    def can_compare(self) -> bool:
        """True where enough converted on the later dates to tell scorecards apart at all."""
        return self.n_converters >= CONVERTERS_TO_COMPARE

    @property
    def best(self) -> Card | None:
        """The scorecard that ranks best by PR AUC, baselines aside."""
        rivals = [card for card in self.cards if card.name not in BASELINES and not np.isnan(card.pr_auc.value)]
        return max(rivals, key=lambda card: card.pr_auc.value, default=None)

    @property
    def is_better_than_chance(self) -> bool:
        """True where the best scorecard is shown to rank better than a random order."""
        return self.best is not None and self.best.roc_auc.low > 0.5


def findings(database: Path, is_equal: bool) -> Findings:
    """What the built trial found; is_equal where nobody gave weights."""
    history = read_history(database)
    result = tuned(history)
    with duckdb.connect(str(database), read_only=True) as connection:
        later = examples(connection, "test")
        earlier = examples(connection, "train")
        scales = {str(version): scale for version, *scale in connection.execute(SCALES).fetchall()}
        weights = [
            Weight(name, float(points), n or 0, optional(lift), optional(proposed), correlated)
            for name, points, n, lift, proposed, correlated in connection.execute(
                WEIGHTS, {"is_equal": is_equal}
            ).fetchall()
        ]
        learned = connection.execute(
            "select coalesce(max(n_conversions), 0) from intent_internal.int_learned_versions"
        ).fetchall()
    found = Findings(weights=weights, n_learned_conversions=learned[0][0])
    if CHAMPION in earlier:
        train = earlier[CHAMPION]
        found.n_train_converters = len(np.unique(train["contact_id"][train["n_converted"] > 0]))
    if CHAMPION not in later:
        return found
    champion = later[CHAMPION]
    if result.half_lives or result.caps:
        later[TUNED] = tuned_examples(history, result, history.is_later)
        earlier[TUNED] = tuned_examples(history, result, ~history.is_later)
    days = np.unique(champion["as_of_date"])
    found.first_date, found.last_date, found.n_dates = str(days[0]), str(days[-1]), len(days)
    found.n_contacts, found.n_rows = len(np.unique(champion["contact_id"])), len(champion["contact_id"])
    found.n_converters = len(np.unique(champion["contact_id"][champion["n_converted"] > 0]))
    found.n_converted = int(champion["n_converted"].sum())
    found.cards = [
        measured_card(name, rows, champion, bands_of(rows, earlier.get(name), scales) if name not in BASELINES else [])
        for name, rows in later.items()
    ]
    found.cards.sort(key=lambda card: (card.name in BASELINES, -np.nan_to_num(card.pr_auc.value, nan=-1.0)))
    return found


def tuned_examples(history: History, result: Tuned, chosen: np.ndarray) -> dict[str, np.ndarray]:
    """The chosen rows by the points of the tuned weights, as examples of a scorecard."""
    points = points_of(history, result.half_lives, result.caps)
    return {
        "contact_id": history.contacts[chosen],
        "as_of_date": history.dates[chosen],
        "n_converted": history.converted[chosen],
        "points_micro": np.round(points[chosen] * 1e6),
        "scorecard_version": np.full(int(chosen.sum()), "tuned", dtype=object),
    }


def optional(value: object) -> float | None:
    """A number as float, or None."""
    return None if value is None else float(value)


def examples(connection: duckdb.DuckDBPyConnection, split: str) -> dict[str, dict[str, np.ndarray]]:
    """The columns of the examples of a split, by scorecard."""
    columns = connection.execute(EXAMPLES.format(split=split)).fetchnumpy()
    names = np.array(columns.pop("scorecard_name"), dtype=object)
    columns["as_of_date"] = columns["as_of_date"].astype("datetime64[D]")
    return {
        str(name): {column: np.asarray(values)[names == name] for column, values in columns.items()}
        for name in sorted(set(names))
    }


def ranking_of(rows: dict[str, np.ndarray]) -> Ranking:
    """The rows of a scorecard as a ranking."""
    contacts = np.unique(rows["contact_id"], return_inverse=True)[1]
    return Ranking(rows["points_micro"].astype(float), rows["n_converted"].astype(float), contacts)


def measured_card(name: str, rows: dict[str, np.ndarray], champion: dict[str, np.ndarray], bands: list[Band]) -> Card:
    """Measure a scorecard, and its gain over the champion on the rows that both rank."""
    ranking = ranking_of(rows)
    other = ranking_of(same_rows(champion, rows))
    is_rival = name != CHAMPION and len(other.points) == len(ranking.points)

    def measures(weights: np.ndarray | None = None) -> np.ndarray:
        steps = ranking.steps(weights)
        precision = pr_auc(steps)
        gain = precision - pr_auc(other.steps(weights)) if is_rival else float("nan")
        return np.array([roc_auc(steps), precision, gain, *lift_by_tenth(steps)])

    values = measures()
    low, high = intervals(ranking.contacts, measures)
    found = [Measured(float(value), float(a), float(b)) for value, a, b in zip(values, low, high, strict=True)]
    return Card(
        name,
        found[0],
        found[1],
        found[3],
        found[3:],
        gains(ranking.steps(), SHARES),
        found[2] if is_rival else None,
        bands,
    )


def same_rows(rows: dict[str, np.ndarray], wanted: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """The rows of the contacts and dates that another scorecard has; both are sorted by these."""
    if len(rows["contact_id"]) == len(wanted["contact_id"]):
        return rows
    keys, wanted_keys = (
        [(day, contact) for day, contact in zip(one["as_of_date"].tolist(), one["contact_id"].tolist(), strict=True)]
        for one in (rows, wanted)
    )
    kept = set(wanted_keys)
    chosen = np.array([key in kept for key in keys], dtype=bool)
    return {column: values[chosen] for column, values in rows.items()}


def bands_of(
    rows: dict[str, np.ndarray], train: dict[str, np.ndarray] | None, scales: dict[str, list[int]]
) -> list[Band]:
    """Tenths by the rate that was to be expected: the learner's own, or that of the same points on earlier dates."""
    if not len(rows["contact_id"]):
        return []
    ranking = ranking_of(rows)
    versions = [str(version) for version in rows["scorecard_version"]]
    if all(version in scales for version in versions):
        upper, log_odds, per_log_odds = np.array([scales[version] for version in versions], dtype=float).T
        expected = 1 / (1 + np.exp(-((ranking.points - upper) / per_log_odds + log_odds / 1e6)))
        edges = np.unique(np.quantile(expected, np.linspace(0, 1, 11)[1:-1]))
        places = np.searchsorted(edges, expected, side="right")
    elif train is not None and len(train["contact_id"]):
        points = train["points_micro"].astype(float)
        edges = np.unique(np.quantile(points, np.linspace(0, 1, 11)[1:-1]))
        train_places, places = (np.searchsorted(edges, one, side="right") for one in (points, ranking.points))
        sizes = np.bincount(train_places, minlength=len(edges) + 1)
        hits = np.bincount(train_places, weights=train["n_converted"].astype(float), minlength=len(edges) + 1)
        expected = np.divide(hits, sizes, out=np.full(len(sizes), np.nan), where=sizes > 0)[places]
    else:
        return []
    return counted_bands(ranking, places, expected)


def counted_bands(ranking: Ranking, places: np.ndarray, expected: np.ndarray) -> list[Band]:
    """Each band with its rows, the mean expected rate and the observed one."""
    n_bands = int(places.max()) + 1

    def rates(weights: np.ndarray) -> np.ndarray:
        sizes = np.bincount(places, weights=weights, minlength=n_bands)
        hits = np.bincount(places, weights=weights * ranking.converted, minlength=n_bands)
        return np.divide(hits, sizes, out=np.full(n_bands, np.nan), where=sizes > 0)

    observed = rates(np.ones(len(places)))
    low, high = intervals(ranking.contacts, rates)
    sizes = np.bincount(places, minlength=n_bands)
    return [
        Band(
            int(sizes[place]),
            float(expected[places == place].mean()),
            Measured(float(observed[place]), float(low[place]), float(high[place])),
        )
        for place in range(n_bands)
        if sizes[place] and not np.isnan(expected[places == place]).any()
    ]
