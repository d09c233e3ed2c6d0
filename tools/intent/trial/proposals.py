"""signals_proposed.csv: the signals of a trial with the points that its conversions propose, ready to be a seed."""

from __future__ import annotations

from intent.trial.findings import Weight

# Usual points of a tier (seeds/intent_signals.csv), for a trial without a signals file.
TIERS = ((15, "high"), (5, "mid"), (0, "low"))
# So many fresh events of a signal count, where nobody has said how many.
EVENTS_THAT_COUNT = 3
MOST_POINTS = 1000


def proposed_signals(catalogue: list[dict[str, str]], weights: list[Weight], is_equal: bool) -> list[dict[str, str]]:
    """The rows of the catalogue; where points are proposed they stand in the place of the old ones."""
    by_signal = {weight.signal: weight for weight in weights if weight.proposed is not None}
    if not by_signal:
        return catalogue
    return [proposed_row(row, by_signal.get(row["signal_name"]), is_equal) for row in catalogue]


def proposed_row(row: dict[str, str], weight: Weight | None, is_equal: bool) -> dict[str, str]:
    """One signal; a cap below the new points is raised to them, so that one event can give them.

    Where nobody has said how many events count, a few do, of a signal without a proposal too: beside the others its
    events would else add up without end.
    """
    if weight is None:
        return {**row, "max_points": f"{EVENTS_THAT_COUNT * float(row['points']):g}"} if is_equal else row
    points = max(-MOST_POINTS, min(MOST_POINTS, round(weight.proposed, 2)))
    changed = {**row, "points": f"{points:g}"}
    if is_equal:
        tier = "negative" if points < 0 else next(tier for least, tier in TIERS if points >= least)
        most = max(min(EVENTS_THAT_COUNT * abs(points), MOST_POINTS), 1)
        return {**changed, "tier": tier, "max_points": f"{most:g}"}
    if abs(points) > float(row["max_points"]):
        changed["max_points"] = f"{abs(points):g}"
    return changed
