"""What `intent tune` reads of a build: outcomes of contacts on dates, and what was left of each signal by half-life."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import numpy as np

from intent.errors import InputError
from intent.warehouse import unreadable

# Neighbours differ by a quarter; between them a parabola finds the best.
HALF_LIVES = tuple(round(10 ** (step / 10), 2) for step in range(3, 21))
# After so many half-lives 3% is left: nothing counts from there on.
HALF_LIVES_LEFT = 5
# Dates of each split; more of them are hardly more knowledge, as their windows overlap.
MOST_DATES = 26
# Half-lives are tuned on conversions that came so soon: until a later one, what was left has faded further.
SOON_DAYS = 7

ROWS = """
    with dates as (
        select split, as_of_date, row_number() over (partition by split order by as_of_date) as nth,
            count(*) over (partition by split) as n_dates
        from (select distinct split, as_of_date from intent_internal.int_quality_population_as_of) as distinct_dates
    )
    select population.as_of_date, population.contact_id, population.split = 'test' as is_later, population.n_converted,
        case when outcomes.days_to_conversion <= {soon_days} then population.n_converted else 0 end as n_converted_soon,
        coalesce(points.points_micro, 0) / 1000000.0 as points,
        row_number() over (order by population.as_of_date, population.contact_id) - 1 as row_number
    from intent_internal.int_quality_population_as_of as population
    inner join dates on population.as_of_date = dates.as_of_date and population.split = dates.split
    inner join intent_internal.int_contact_outcomes_as_of as outcomes
        on population.as_of_date = outcomes.as_of_date and population.contact_id = outcomes.contact_id
        and outcomes.is_conversion_window
    left join intent_internal.int_given_points_as_of as points
        on population.as_of_date = points.as_of_date and population.contact_id = points.contact_id
        and points.scorecard_name = 'hand_weights'
    where dates.nth % greatest(dates.n_dates // {most_dates}, 1) = 0
    order by row_number
"""
AMOUNTS = """
    select row_number, {shares}
    from population_rows
    inner join intent_internal.int_contact_signal_days as days
        on population_rows.contact_id = days.contact_id
        and days.occurred_date <= population_rows.as_of_date and days.known_date <= population_rows.as_of_date
        and days.retracted_date > population_rows.as_of_date
        and population_rows.as_of_date - days.occurred_date <= {longest}
    where days.signal_name = $signal
    group by row_number
    order by row_number
"""
CURRENT = """
    select row_number, value_micro / 1000000.0 as amount
    from population_rows
    inner join intent_internal.int_signal_features_as_of as features
        on population_rows.as_of_date = features.as_of_date and population_rows.contact_id = features.contact_id
    where features.feature_name = $signal and features.value_micro > 0
    order by row_number
"""
SIGNALS = """
    select signal_name, tier, decay_curve, points_micro / 1000000.0, max_points_micro / 1000000.0
    from intent_internal.stg_intent__signals
    where leak_risk <> 'exclude' and points_micro <> 0
    order by signal_name
"""


TIER_CAPS = """
    select tier, max_points_micro / 1000000.0
    from intent_internal.stg_intent__tier_caps
    where scorecard_name = 'hand_weights'
"""


@dataclass
class Signal:
    """A signal with points: the rows it has, what is left of it there by half-life, and by the curve in use."""

    name: str
    tier: str
    curve: str
    points: float
    max_points: float
    rows: np.ndarray
    amounts: np.ndarray
    current: np.ndarray

    @property
    def cap(self) -> float:
        """How many fresh events count at most."""
        return self.max_points / abs(self.points)


@dataclass
class History:
    """Contacts on dates, whether they converted in the window, the points they had, and the most a tier may give."""

    contacts: np.ndarray
    is_later: np.ndarray
    converted: np.ndarray
    converted_soon: np.ndarray
    points: np.ndarray
    dates: np.ndarray = field(default_factory=lambda: np.zeros(0))
    signals: list[Signal] = field(default_factory=list)
    tier_caps: dict[str, float] = field(default_factory=dict)

    def n_converters(self, rows: np.ndarray, is_later: bool = False) -> int:
        """How many contacts of these rows converted on the earlier dates, or on the later ones."""
        chosen = rows[(self.converted[rows] > 0) & (self.is_later[rows] == is_later)]
        return len(np.unique(self.contacts[chosen]))


def read_history(database: Path) -> History:
    """Read what tuning needs; the database is opened read-only."""
    if not database.is_file():
        raise InputError(f"{database} does not exist; `intent tune` reads the DuckDB file of a build")
    try:
        with duckdb.connect(str(database), read_only=True) as connection:
            connection.execute("set enable_progress_bar = false")
            connection.execute(
                f"create temp table population_rows as {ROWS.format(most_dates=MOST_DATES, soon_days=SOON_DAYS)}"
            )
            return history_of(connection)
    except duckdb.CatalogException as error:
        raise InputError(f"{database} holds no finished build; build the project first") from error
    except duckdb.Error as error:
        raise unreadable(database, error) from error


def history_of(connection: duckdb.DuckDBPyConnection) -> History:
    """The rows and the signals of the connection's population."""
    found = connection.execute("select * from population_rows order by row_number").fetchnumpy()
    columns = {name: np.asarray(values) for name, values in found.items()}
    history = History(
        columns["contact_id"], columns["is_later"].astype(bool), columns["n_converted"].astype(float),
        columns["n_converted_soon"].astype(float),
        columns["points"].astype(float), columns["as_of_date"].astype("datetime64[D]"),
    )  # fmt: skip
    history.tier_caps = {tier: float(most) for tier, most in connection.execute(TIER_CAPS).fetchall()}
    shares = ", ".join(
        f"sum(case when population_rows.as_of_date - days.occurred_date <= {lifespan(half_life)} then "
        f"days.n_counted * power(0.5, (population_rows.as_of_date - days.occurred_date) / {half_life}) else 0 end)"
        for half_life in HALF_LIVES
    )
    query = AMOUNTS.format(shares=shares, longest=lifespan(HALF_LIVES[-1]))
    for name, tier, curve, points, max_points in connection.execute(SIGNALS).fetchall():
        columns = list(connection.execute(query, {"signal": name}).fetchnumpy().values())
        rows = np.asarray(columns[0]).astype(int)
        now = connection.execute(CURRENT, {"signal": name}).fetchnumpy()
        current = np.zeros(len(rows))
        places = np.searchsorted(rows, np.asarray(now["row_number"]))
        current[places] = np.asarray(now["amount"])
        amounts = np.stack([np.asarray(column, dtype=float) for column in columns[1:]], axis=1)
        history.signals.append(Signal(name, tier, curve, float(points), float(max_points), rows, amounts, current))
    return history


def lifespan(half_life: float) -> int:
    """After how many days nothing is left of a signal."""
    return min(900, int(np.ceil(HALF_LIVES_LEFT * half_life)))
