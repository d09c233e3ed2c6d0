"""One contact's score, worked out on paper: a page for the docs, from the marts of a built DuckDB file."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from intent.errors import InputError
from intent.warehouse import records, score_curve

# The best prospect whose story is short and shows a cap at work.
CONTACT = """
    select scores.contact_id, scores.as_of_date, scores.points, scores.score, scores.segment, scores.trend,
        scores.recommended_action
    from intent.intent_contact_scores as scores
    inner join intent.intent_contact_signal_days as acts
        on scores.contact_id = acts.contact_id and scores.as_of_date = acts.as_of_date
    where scores.lifecycle = 'prospect' and scores.is_for_sales and acts.points is not null
    group by all
    having count(*) between 4 and 9 and sum(acts.points_before_caps) > sum(acts.points)
    order by scores.points desc, scores.contact_id
    limit 1
"""
ACTS = """
    select occurred_date, description, n_counted, n_events, fresh_points, age_days, share_left, points_before_caps,
        points
    from intent.intent_contact_signal_days
    where contact_id = $contact_id and as_of_date = $as_of_date
    order by occurred_date desc, points_before_caps desc, signal_name, known_date
"""
PAGE = """# One contact's score, by hand

A contact of the demo as of {as_of_date}, to be checked with a pocket calculator. `make figures` writes this page from
the marts, and a test compares it with a build. `.venv/bin/intent explain {contact_id}` prints the same and more.

Each act is worth its points when fresh (`seeds/intent_signals.csv`), times the acts that count on that day, times what
its age leaves (`seeds/intent_decay_curves.csv`). The newest acts fill the cap of their signal first, and the signals
that give most fill the cap of their tier (`seeds/intent_tier_caps.csv`); the last column is what the caps let count.

| Day | Act | Acts that count | When fresh | Days ago | Left | Points left | Within caps |
|---|---|---:|---:|---:|---:|---:|---:|
{rows}
| | **Together** | | | | | **{before:.2f}** | **{points:.2f}** |

Straight lines lead from points to the score (`seeds/limits/intent_score_curves.csv`), through {knots}.
{points:.2f} points lie between {low} and {high}, which gives {low_score} + ({points:.2f} - {low}) × {rise} / {run} =
{exact:.2f}; the score is the whole number below it: **{score}**.

With this score, and a trend that is {trend}, the contact is **{segment}** (`seeds/intent_segments.csv`). What to do:
{recommended_action}.
"""


def line_of(points: Decimal, curve: list[tuple[int, int]]) -> tuple[tuple[int, int], tuple[int, int]]:
    """The two ends of the straight line of a curve on which points lie."""
    ends = zip(curve, curve[1:], strict=False)
    return next((line for line in ends if line[0][0] <= points < line[1][0]), (curve[-2], curve[-1]))


def row_of(act: dict) -> str:
    """An act as a row of the page's table."""
    times = act["n_counted"] if act["n_counted"] == act["n_events"] else f"{act['n_counted']} of {act['n_events']}"
    numbers = f"{act['share_left']:.1%} | {act['points_before_caps']:.2f} | {act['points']:.2f}"
    fresh = f"{act['fresh_points']:.0f} | {act['age_days']} | {numbers}"
    return f"| {act['occurred_date']} | {act['description']} | {times} | {fresh} |"


def page_of(database: Path) -> str:
    """The page for a contact whose story is short; InputError where the build has none."""
    found = records(database, CONTACT)
    if not found:
        raise InputError(f"{database} has no prospect with a short story that a cap cuts")
    contact = found[0]
    acts = records(database, ACTS, contact_id=contact["contact_id"], as_of_date=contact["as_of_date"])
    curve = score_curve(database)
    (low, low_score), (high, high_score) = line_of(contact["points"], curve)
    rise, run = high_score - low_score, high - low
    return PAGE.format(
        **contact,
        rows="\n".join(map(row_of, acts)),
        before=sum(act["points_before_caps"] for act in acts),
        knots=", ".join(f"({points}, {score})" for points, score in curve),
        low=low,
        high=high,
        low_score=low_score,
        rise=rise,
        run=run,
        exact=low_score + (contact["points"] - low) * rise / run,
    )


def write_page(database: Path, page: Path) -> None:
    """Write the page; InputError where it can't be written."""
    text = page_of(database)
    try:
        page.write_text(text, encoding="utf-8")
    except OSError as error:
        raise InputError(f"--by-hand {page} can't be written ({error.strerror}); give another path") from error
