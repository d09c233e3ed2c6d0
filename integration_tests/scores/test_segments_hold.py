"""A segment that is entered holds: people who do the same week after week, with noise, do not go to and fro."""

from __future__ import annotations

from datetime import datetime, timedelta

import numpy as np
import pytest
from contracts_project import ContractsProject, event

TODAY = datetime(2026, 6, 30, 12)
PEOPLE, DAYS_OF_NOISE, DAYS_WATCHED = 300, 160, 60
# Small things that people do without meaning much by them: 1 to 3 points each.
NOISE = (
    *(("page_viewed", path) for path in ("/", "/blog/a", "/blog/b", "/product/automation")),
    *((name, "") for name in ("email_opened", "video_watched", "ad_clicked", "post_commented")),
)
RETURNS = """
    with steps as (
        select contact_id, as_of_date, {segment} as segment,
            lag({segment}) over (partition by contact_id order by as_of_date) as segment_before
        from {relation}
    ),
    exits as (select * from steps where segment <> segment_before)
    select count(distinct exits.contact_id)
    from exits
    inner join exits as returns
        on exits.contact_id = returns.contact_id and exits.segment_before = returns.segment
        and returns.as_of_date > exits.as_of_date and returns.as_of_date <= exits.as_of_date + 7
"""


def noise(number: int, random: np.random.Generator) -> list[dict]:
    """The events of a person who acts at a rate of their own, the same all the time."""
    times = np.cumsum(random.exponential(1 / (0.04 + 0.4 * number / PEOPLE), 400))
    return [
        event(f"flat-{number}@shop.example", *parts)
        for days in times[times < DAYS_OF_NOISE]
        for name, target in [NOISE[random.integers(len(NOISE))]]
        for parts in [(name, TODAY - timedelta(days=DAYS_OF_NOISE - float(days)), target)]
    ]


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> ContractsProject:
    """The flat people, scored each day of two months."""
    made = ContractsProject(tmp_path_factory.mktemp("hold") / "project")
    random = np.random.default_rng(14)
    made.write("events", [row for number in range(PEOPLE) for row in noise(number, random)])
    made.build(
        "--full-refresh",
        *("--select", "+intent_contact_score_history"),
        intent_as_of_date=str(TODAY.date()),
        intent_history_step_days=1,
        intent_history_start_date=str((TODAY - timedelta(days=DAYS_WATCHED)).date()),
    )
    return made


def share_of_returns(project: ContractsProject, relation: str, segment: str) -> float:
    """The share of people who left a segment and were back within 7 days, at least once."""
    return project.rows(RETURNS.format(relation=relation, segment=segment))[0][0] / PEOPLE


def test_fewer_than_two_in_a_hundred_flat_people_leave_a_segment_and_return_within_7_days(project):
    assert share_of_returns(project, "intent.intent_contact_score_history", "segment") < 0.02


def test_without_margin_and_hold_many_would(project):
    scores = "(select * from intent_internal.int_contact_scores_as_of where scorecard_name = 'hand_weights')"
    assert share_of_returns(project, scores, "segment_name") > 0.2


def test_flat_people_are_in_every_segment_but_no_crowd_is_in_one(project):
    sizes = dict(project.rows("select segment, count(*) from intent.intent_contact_score_history group by segment"))
    assert sizes["Cold"] > 1000
    assert sizes["Warming"] > 1000
