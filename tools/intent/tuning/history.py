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
LOGS = np.log(np.array(HALF_LIVES))
# After so many half-lives 3% is left: nothing counts from there on.
HALF_LIVES_LEFT = 5
# Dates of each split; more of them are hardly more knowledge, as their windows overlap.
MOST_DATES = 26
# A contact on a date stands for its next days up to the next date, at most so many, and half-lives are tuned on these.
EVENING_DAYS = 7

ROWS = """
    with dates as (
        select split, as_of_date, row_number() over (partition by split order by as_of_date) as nth,
            count(*) over (partition by split) as n_dates
        from (select distinct split, as_of_date from intent_internal.int_quality_population_as_of) as distinct_dates
    )
    select population.as_of_date, population.contact_id, population.split = 'test' as is_later, population.n_converted,
        case when population.n_converted > 0 then outcomes.days_to_conversion end as days_to_conversion,
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
# How the days until the next date went: what was left on the evening before a conversion, and, for all evenings after
# which one could come, what was left on one that a hash picks. So short half-lives show, which fade between two dates.
EVENINGS = """
    with spans as (
        select as_of_date,
            least(coalesce(lead(as_of_date) over (order by as_of_date) - as_of_date, {days}), {days}) as n_days
        from (select distinct as_of_date from population_rows where not is_later) as earlier_dates
    ),

    picked as (
        select population_rows.as_of_date, population_rows.contact_id, population_rows.days_to_conversion, spans.n_days,
            cast(('0x' || left(md5(contact_id || '|' || as_of_date), 7)) as integer)
            % cast(spans.n_days as integer) as n_later
        from population_rows
        inner join spans using (as_of_date)
        where not population_rows.is_later
    )

    select contact_id, evening, is_conversion, n_days,
        row_number() over (order by evening, contact_id, is_conversion) - 1 as row_number
    from (
        select contact_id, as_of_date + n_later as evening, false as is_conversion, n_days
        from picked
        where coalesce(days_to_conversion, n_days) > n_later
        union all
        select contact_id, as_of_date + cast(days_to_conversion as integer) - 1, true, 0
        from picked
        where days_to_conversion <= n_days
    ) as evenings
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
# The same on evenings that are no as-of dates, by the curve in use too.
EVENING_AMOUNTS = """
    select row_number, sum(days.n_counted * coalesce(in_use.share_micro, 0)) / 1000000.0, {shares}
    from evening_rows
    inner join intent_internal.int_contact_signal_days as days
        on evening_rows.contact_id = days.contact_id
        and days.occurred_date <= evening_rows.evening and days.known_date <= evening_rows.evening
        and days.retracted_date > evening_rows.evening
        and evening_rows.evening - days.occurred_date <= {longest}
    left join intent_internal.int_decay_shares as in_use
        on in_use.curve_name = $curve and in_use.age_days = evening_rows.evening - days.occurred_date
    where days.signal_name = $signal
    group by row_number
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
class Left:
    """The rows that have a signal, what is left of it there by half-life, and by the curve in use."""

    rows: np.ndarray
    amounts: np.ndarray
    current: np.ndarray

    def by(self, days: float | None) -> np.ndarray:
        """What is left by a half-life, between two of the grid on a line; by the curve in use without one."""
        if days is None:
            return self.current
        place = float(np.interp(np.log(days), LOGS, np.arange(len(LOGS))))
        lower = min(int(place), len(LOGS) - 2)
        share = place - lower
        return (1 - share) * self.amounts[:, lower] + share * self.amounts[:, lower + 1]


@dataclass
class Signal:
    """A signal with points, and what is left of it on as-of dates and on the evenings after the earlier of them."""

    name: str
    tier: str
    curve: str
    points: float
    max_points: float
    on_dates: Left
    on_evenings: Left

    @property
    def cap(self) -> float:
        """How many fresh events count at most."""
        return self.max_points / abs(self.points)


@dataclass
class Evenings:
    """Evenings of contacts: before a conversion, or one that stands for so many days on which one could come."""

    contacts: np.ndarray
    conversions: np.ndarray
    days: np.ndarray


@dataclass
class History:
    """Contacts on dates, whether they converted in the window, the points they had, and the most a tier may give."""

    contacts: np.ndarray
    is_later: np.ndarray
    converted: np.ndarray
    points: np.ndarray
    evenings: Evenings
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
            connection.execute(f"create temp table population_rows as {ROWS.format(most_dates=MOST_DATES)}")
            connection.execute(f"create temp table evening_rows as {EVENINGS.format(days=EVENING_DAYS)}")
            return history_of(connection)
    except duckdb.CatalogException as error:
        raise InputError(f"{database} holds no finished build; build the project first") from error
    except duckdb.Error as error:
        raise unreadable(database, error) from error


def history_of(connection: duckdb.DuckDBPyConnection) -> History:
    """The rows, the evenings and the signals of the connection's population."""
    columns = columns_of(connection, "select * from population_rows order by row_number")
    evenings = columns_of(connection, "select * from evening_rows order by row_number")
    history = History(
        columns["contact_id"], columns["is_later"].astype(bool), columns["n_converted"].astype(float),
        columns["points"].astype(float),
        Evenings(evenings["contact_id"], evenings["is_conversion"].astype(float), evenings["n_days"].astype(float)),
        columns["as_of_date"].astype("datetime64[D]"),
    )  # fmt: skip
    history.tier_caps = {tier: float(most) for tier, most in connection.execute(TIER_CAPS).fetchall()}
    for name, tier, curve, points, max_points in connection.execute(SIGNALS).fetchall():
        given = {"signal": name}
        rows, *amounts = columns_of(connection, query(AMOUNTS, "population_rows.as_of_date"), given).values()
        now = columns_of(connection, CURRENT, given)
        current = np.zeros(len(rows))
        current[np.searchsorted(rows, now["row_number"])] = now["amount"]
        on_dates = Left(rows.astype(int), stacked(amounts), current)
        given["curve"] = curve
        rows, current, *amounts = columns_of(connection, query(EVENING_AMOUNTS, "evening_rows.evening"), given).values()
        on_evenings = Left(rows.astype(int), stacked(amounts), current.astype(float))
        history.signals.append(Signal(name, tier, curve, float(points), float(max_points), on_dates, on_evenings))
    return history


def columns_of(
    connection: duckdb.DuckDBPyConnection, select: str, given: dict[str, str] | None = None
) -> dict[str, np.ndarray]:
    """The columns of a query's rows."""
    found = connection.execute(select, given or {}).fetchnumpy()
    return {name: np.asarray(values) for name, values in found.items()}


def query(amounts: str, day: str) -> str:
    """The query of what is left on a day, with a column for each half-life."""
    shares = ", ".join(
        f"sum(case when {day} - days.occurred_date <= {lifespan(half_life)} then "
        f"days.n_counted * power(0.5, ({day} - days.occurred_date) / {half_life}) else 0 end)"
        for half_life in HALF_LIVES
    )
    return amounts.format(shares=shares, longest=lifespan(HALF_LIVES[-1]))


def stacked(columns: list[np.ndarray]) -> np.ndarray:
    """Columns side by side."""
    return np.stack([column.astype(float) for column in columns], axis=1)


def lifespan(half_life: float) -> int:
    """After how many days nothing is left of a signal."""
    return min(900, int(np.ceil(HALF_LIVES_LEFT * half_life)))
