"""What `intent train` learns from: contacts on earlier as-of dates, what was known of them then, and who converted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from intent.errors import InputError
from intent.warehouse import records, score_curve

# Below so many contacts that converted a fit repeats chance; the learned scorecard of the warehouse has such a gate.
# Dates are not counted: whoever converts does so within the window of several of them.
LEAST_CONVERTERS = 25
# Of those who did not convert a stable sample is read, so many for each who did.
OTHERS_PER_CONVERSION, LEAST_OTHERS = 20, 20000

SPAN = """
    select min(outcomes.as_of_date) as first_date, max(outcomes.horizon_days) as window_days,
        (select min(as_of_date) from intent_internal.int_quality_population_as_of where split = 'test') as test_date
    from intent_internal.int_contact_outcomes_as_of as outcomes
    where outcomes.is_conversion_window
"""
# A conversion counts if it was known when the last window closed. The place in the sample mixes contact and date.
EXAMPLES = """
    with population as (
        select outcomes.as_of_date, outcomes.contact_id,
            case when outcomes.is_converted and outcomes.conversion_known_date <= $known_until then 1 else 0 end
                as n_converted,
            outcomes.contact_id % 2147483647
                * ((outcomes.as_of_date - date '1970-01-01') * 69069::bigint % 2147483 + 12345)
                % 2147483647 % 1000000 as sample_number
        from intent_internal.int_contact_outcomes_as_of as outcomes
        inner join intent_internal.int_as_of_dates as dates
            on outcomes.as_of_date = dates.as_of_date and dates.as_of_date = dates.grid_date
        inner join intent_internal.int_active_contacts_as_of as active
            on outcomes.as_of_date = active.as_of_date and outcomes.contact_id = active.contact_id
        where outcomes.is_conversion_window and outcomes.as_of_date <= $until
    ),
    rates as (
        select least(1000000, greatest($others * sum(n_converted), $least_others) * 1000000
            // greatest(sum(1 - n_converted), 1)) as rate
        from population
    )
    select population.as_of_date, population.contact_id, population.n_converted,
        case when population.n_converted = 1 then 1.0 else 1000000.0 / rates.rate end as weight,
        coalesce(points.points_micro, 0) / 1000000.0 as hand_points
    from population
    cross join rates
    left join intent_internal.int_given_points_as_of as points
        on population.as_of_date = points.as_of_date and population.contact_id = points.contact_id
        and points.scorecard_name = 'hand_weights'
    where population.n_converted = 1 or population.sample_number < rates.rate
    order by population.as_of_date, population.contact_id
"""
# As a scorecard of a seed reads them: decayed amounts of signals up to their caps, and behaviour.
VALUES = """
    with caps as (
        select signal_name as feature_name,
            case when points_micro = 0 then max_points_micro else max_points_micro * 1000000 // abs(points_micro) end
                as max_value_micro
        from intent_internal.stg_intent__signals
        where leak_risk <> 'exclude'
        union all
        select unnest($behaviours), 1000000000000000
    )
    select features.as_of_date, features.contact_id, features.feature_name,
        least(features.value_micro, caps.max_value_micro) as value_micro
    from intent_internal.int_contact_features_as_of as features
    inner join caps on features.feature_name = caps.feature_name
    where features.as_of_date <= $until and features.value_micro is not null
"""
BEHAVIOURS = {
    "days_since_last_event": "days",
    "events_7_days": "count",
    "events_90_days": "count",
    "active_days_30_days": "count",
    "channels_30_days": "count",
}
BINS = """
    select feature_kind, lower_bound_micro from intent_internal.stg_intent__learned_bins
    where feature_kind in ('days', 'count', 'amount') order by feature_kind, lower_bound_micro
"""
LINES = "select min_score from intent_internal.stg_intent__segments where min_score > 0"


@dataclass(frozen=True)
class Examples:
    """Contact-dates by row, features by column: values in millionths, nan where a contact does not have one."""

    features: list[str]
    values: np.ndarray
    converted: np.ndarray
    weights: np.ndarray
    hand_points: np.ndarray
    keys: list[tuple[date, int]]
    bounds: dict[str, list[int]]
    line_scores: list[int]
    curve: list[tuple[int, int]]
    until: date
    known_until: date
    test_date: date

    @property
    def n_converters(self) -> int:
        """How many contacts converted, each once, in however many windows."""
        return len({contact for (_, contact), hit in zip(self.keys, self.converted, strict=True) if hit})


def read_examples(database: Path, train_until: str | None) -> Examples:
    """The examples up to a date, or up to the last one whose windows close before the first test date."""
    until, known_until, test_date = training_dates(database, train_until)
    rows = records(
        database,
        EXAMPLES,
        until=until,
        known_until=known_until,
        others=OTHERS_PER_CONVERSION,
        least_others=LEAST_OTHERS,
    )
    n_converters = len({row["contact_id"] for row in rows if row["n_converted"]})
    if n_converters < LEAST_CONVERTERS:
        raise InputError(
            f"{n_converters} contacts converted within a window up to {until}, which is too few to learn from; "
            f"train on {LEAST_CONVERTERS} or more"
        )
    keys = [(row["as_of_date"], row["contact_id"]) for row in rows]
    place = {key: number for number, key in enumerate(keys)}
    found = records(database, VALUES, until=until, behaviours=list(BEHAVIOURS))
    # A feature that nobody has teaches nothing.
    features = sorted({row["feature_name"] for row in found if row["value_micro"] > 0})
    column = {feature: number for number, feature in enumerate(features)}
    values = np.full((len(keys), len(features)), np.nan)
    for row in found:
        key = (row["as_of_date"], row["contact_id"])
        if key in place and row["feature_name"] in column:
            values[place[key], column[row["feature_name"]]] = row["value_micro"]
    kinds: dict[str, list[int]] = {}
    for row in records(database, BINS):
        kinds.setdefault(row["feature_kind"], []).append(row["lower_bound_micro"])
    return Examples(
        features=features,
        values=values,
        converted=np.array([row["n_converted"] for row in rows]),
        weights=np.array([float(row["weight"]) for row in rows]),
        hand_points=np.array([float(row["hand_points"]) for row in rows]),
        keys=keys,
        bounds={
            feature: reached(kinds[BEHAVIOURS.get(feature, "amount")], values[:, number])
            for feature, number in column.items()
        },
        line_scores=[row["min_score"] for row in records(database, LINES)],
        curve=score_curve(database),
        until=until,
        known_until=known_until,
        test_date=test_date,
    )


def reached(bounds: list[int], values: np.ndarray) -> list[int]:
    """The bins that begin at or below the highest value; of those above nothing can be learned."""
    most = np.nanmax(values)
    return [bound for number, bound in enumerate(bounds) if number == 0 or bound <= most]


def training_dates(database: Path, train_until: str | None) -> tuple[date, date, date]:
    """The last training date, the day on which its window closes, and the first test date."""
    (span,) = records(database, SPAN)
    if span["test_date"] is None or span["first_date"] is None:
        raise InputError(f"{database} has no date with a closed window to test on; build more history first")
    window = timedelta(days=span["window_days"])
    latest = span["test_date"] - window - timedelta(days=1)
    if train_until is None:
        until = latest
    else:
        try:
            until = date.fromisoformat(train_until)
        except ValueError as error:
            raise InputError(f"--train-until {train_until} is no day; give one as 2026-03-31") from error
    if until > latest:
        raise InputError(
            f"--train-until {until} has windows that end on {until + window}, and test dates begin on "
            f"{span['test_date']}; give a day up to {latest}, or set intent_test_start_date and build"
        )
    if until < span["first_date"]:
        raise InputError(
            f"--train-until {until} is before the first as-of date; give a day from {span['first_date']} on"
        )
    return until, until + window, span["test_date"]
