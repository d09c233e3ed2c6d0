"""The learned scorecard on planted data: it is the recipe, finds what was planted, and never looks ahead."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import datetime, timedelta

import numpy as np
import pytest
from contracts_project import ContractsProject, differences, event
from intent.warehouse import PACKAGE_FOLDER
from learner_reference import bin_of, bounds_of, fit
from quick_builds import QuickBuilds

START, LAST = datetime(2025, 9, 1), datetime(2026, 6, 29)
PEOPLE, N_DAYS = 300, (LAST - START).days
# An event and its target, how often somebody does it in a day, and what it adds to the log-hazard for two weeks.
ACTS = {
    "pricing_page_viewed": ("page_viewed", "/pricing", 0.012, 2.2),
    "comparison_page_viewed": ("page_viewed", "/compare/a", 0.012, 1.5),
    "case_study_viewed": ("page_viewed", "/case-studies/a", 0.014, 0.9),
    "documentation_viewed": ("page_viewed", "/docs/a", 0.014, 0.0),
    "blog_post_viewed": ("page_viewed", "/blog/a", 0.02, 0.0),
}
BUILD = ("--select", "+intent_contact_score_history")
VARS = {"intent_conversion_window_days": 14, "intent_conversions_repeat": True, "intent_daily_history_days": 0}


def life(number: int, random: np.random.Generator) -> tuple[list[dict], list[dict]]:
    """Events and conversions of one person."""
    person = f"person-{number}@buyer.example"
    last, events, conversions = {}, [], []
    for day in range(N_DAYS):
        recent = sum(ACTS[signal][3] for signal, on in last.items() if day - on <= 14)
        if random.random() < 0.0012 * np.exp(recent):
            at = START + timedelta(days=day, hours=6)
            conversions.append({
                "source_name": "given", "conversion_id": f"{number}:{day}", "conversion_name": "order",
                "outcome": "converted", "identifier_type": "email", "identifier_value": person, "converted_at": at,
            })  # fmt: skip
        for signal, (name, target, rate, _) in ACTS.items():
            if random.random() < rate:
                at = START + timedelta(days=day, hours=9, seconds=int(random.integers(3600)))
                events.append(event(person, name, at, target))
                last[signal] = day
    return events, conversions


@pytest.fixture(scope="module")
def lives() -> tuple[list[dict], list[dict]]:
    random = np.random.default_rng(16)
    events, conversions = zip(*(life(number, random) for number in range(PEOPLE)), strict=True)
    return sum(events, []), sum(conversions, [])


def write(project: ContractsProject, lives, until: datetime = LAST) -> None:
    """What was known by the end of a day."""
    events, conversions = lives
    end = until + timedelta(days=1)
    project.write("events", [row for row in events if row["received_at"] < end])
    project.write("conversions", [row for row in conversions if row["converted_at"] < end])


@pytest.fixture(scope="module")
def whole(tmp_path_factory, lives) -> ContractsProject:
    """All of it, built at once."""
    project = ContractsProject(tmp_path_factory.mktemp("learned") / "project")
    write(project, lives)
    project.build("--full-refresh", *BUILD, intent_as_of_date=str(LAST.date()), **VARS)
    return project


INTERNAL = "intent_internal.int_"
SCORECARD = f"""
    select scorecard_version, from_date, feature_name, lower_bound_micro, upper_bound_micro, base_points_micro
    from {INTERNAL}learned_scorecards
"""


def training(project: ContractsProject, version: int) -> tuple[list[dict], list[int], list[float]]:
    """The examples of a version with their feature values, their labels and their weights."""
    values = defaultdict(dict)
    for number, feature, value in project.rows(f"""
        select example_number, feature_name, value_micro / 1e6
        from {INTERNAL}training_examples_as_of
        inner join {INTERNAL}learned_features_as_of using (as_of_date, contact_id)
        where scorecard_version = {version} and value_micro is not null
    """):
        values[number][feature] = value
    rows = project.rows(f"""
        select example_number, n_converted, weight_milli / 1e3
        from {INTERNAL}training_examples_as_of where scorecard_version = {version} order by 1
    """)
    return [values[number] for number, _, _ in rows], [row[1] for row in rows], [row[2] for row in rows]


def test_the_fit_is_the_recipe(whole):
    versions = dict(whole.rows(f"select scorecard_version, n_conversions from {INTERNAL}learned_versions"))
    assert len(versions) >= 2
    for version, n_conversions in versions.items():
        base, expected = fit(*training(whole, version), 10 if n_conversions < 50 else 20)
        offset = base + sum(weight for (name, b), weight in expected.items() if b == bin_of(name, None))
        found = {
            (name, lower): weight / 1e6
            for name, lower, weight in whole.rows(f"""
                select feature_name, lower_bound_micro / 1e6, weight_micro
                from {INTERNAL}learned_scorecards where scorecard_version = {version}
            """)
        }
        assert found.pop(("base", 0.0)) == pytest.approx(offset, abs=0.005)
        wanted = {
            (name, bounds_of(name)[b - 1]): weight - expected[name, bin_of(name, None)]
            for (name, b), weight in expected.items()
            if b != bin_of(name, None)
        }
        assert found.keys() == wanted.keys()
        for key, weight in wanted.items():
            assert found[key] == pytest.approx(weight, abs=0.005, rel=0.005), key


def test_stronger_signals_get_more_points_and_noise_gets_none(whole):
    """What one such act of yesterday adds; noise may be below 0, since behaviours count every act."""
    found = dict(
        whole.rows(f"""
            select replace(feature_name, '__days_since', ''), sum(base_points_micro) / 1e6
            from {INTERNAL}learned_scorecards
            where lower_bound_micro = 1000000
                and scorecard_version = (select max(scorecard_version) from {INTERNAL}learned_versions)
            group by 1
        """)
    )
    planted = sorted((name for name, act in ACTS.items() if act[3]), key=lambda name: ACTS[name][3])
    assert sorted(planted, key=found.get) == planted
    for name in set(ACTS) - set(planted):
        assert found[name] < found[planted[0]]
        assert found[name] < found[planted[-1]] / 10


def test_the_fits_follow_each_other_by_the_rule(whole):
    query = f"select refit_date, n_conversions from {INTERNAL}learned_refit_candidates order by 1"
    candidates = dict(whole.rows(query))
    expected, last = [], None
    for day, n_known in candidates.items():
        if last is None or (day - last).days >= 90 or n_known - candidates[last] >= max(200, candidates[last] / 4):
            expected.append(day)
            last = day
    found = whole.rows(f"select refit_date, last_date from {INTERNAL}learned_versions order by 1")
    assert [row[0] for row in found] == expected
    assert [row[1] for row in found[:-1]] == [day - timedelta(days=1) for day in expected[1:]]
    assert min(candidates.values()) >= 25


def test_no_version_learns_from_what_was_not_known_on_its_date(whole, tmp_path_factory, lives):
    """Without what came after the last fit, all fits are the same; brought up to date, all is as built at once."""
    # The evening of the last fit: what it may know least of is what comes next.
    ((cut,),) = whole.rows(f"select max(refit_date) from {INTERNAL}learned_versions")
    project = ContractsProject(tmp_path_factory.mktemp("learned") / "project")
    write(project, lives, datetime.combine(cut, datetime.min.time()))
    project.build("--full-refresh", *BUILD, intent_as_of_date=str(cut), **VARS)
    early = project.rows(f"{SCORECARD} order by all")
    assert max(row[1] for row in early) == cut < LAST.date()
    assert early == whole.rows(f"{SCORECARD} order by all")
    write(project, lives)
    project.build(*BUILD, intent_as_of_date=str(LAST.date()), **VARS)
    assert differences(project.database, whole.database) == {}


def test_who_did_nothing_has_the_base(whole):
    silent = whole.rows(f"""
        select distinct scores.points_micro - scorecards.base_points_micro
        from {INTERNAL}contact_scores_as_of as scores
        inner join {INTERNAL}learned_scorecards as scorecards
            on scorecards.feature_name = 'base'
            and scores.as_of_date between scorecards.from_date and scorecards.last_date
        left join {INTERNAL}contact_behaviour_as_of as behaviour using (as_of_date, contact_id)
        where scores.scorecard_name = 'learned_additive' and behaviour.contact_id is null
    """)
    assert silent == [(0,)]


@pytest.mark.parametrize(("n_conversions", "n_versions"), [(24, 0), (25, 1)])
def test_weights_are_learned_from_25_conversions_on(whole, lives, n_conversions, n_versions):
    """Takes conversions away from the project that the tests before it read."""
    events, conversions = lives
    end = LAST - timedelta(days=30)
    people = {row["identifier_value"] for row in events if row["received_at"] < end - timedelta(days=60)}
    first = {}
    for row in conversions:
        if START + timedelta(days=60) < row["converted_at"] < end and row["identifier_value"] in people:
            first.setdefault(row["identifier_value"], row)
    whole.write("conversions", list(first.values())[:n_conversions])
    whole.build("--select", "+int_contact_scores_as_of", intent_as_of_date=str(LAST.date()), **VARS)
    assert whole.rows(f"select count(*) from {INTERNAL}learned_versions") == [(n_versions,)]
    scorecards = whole.rows(f"select count(distinct scorecard_name) from {INTERNAL}contact_scores_as_of")
    assert scorecards == [(3 + n_versions,)]


def test_another_weight_by_hand_scores_no_date_again_by_what_was_learned(whole):
    """The last test: it goes on from the version that 25 conversions gave."""

    def fingerprints(table: str) -> list[tuple]:
        query = "select distinct as_of_date, scorecard_name, input_fingerprint from {} order by all"
        return whole.rows(query.format(INTERNAL + table))

    given, learned = fingerprints("given_points_as_of"), fingerprints("learned_points_as_of")
    assert learned
    (whole.folder / "seeds").mkdir()
    seed = (PACKAGE_FOLDER / "seeds" / "intent_signals.csv").read_text()
    row, other = "pricing_page_viewed,high,web,probabilistic,20,", "pricing_page_viewed,high,web,probabilistic,19,"
    assert row in seed
    (whole.folder / "seeds" / "own_signals.csv").write_text(seed.replace(row, other))
    given_vars = json.dumps({**VARS, "intent_as_of_date": str(LAST.date()), "intent_signals_seed": "own_signals"})
    with QuickBuilds(whole.folder, intent_signals_seed="own_signals") as builds:
        models = ["--exclude-resource-type", "test", "unit_test", "--select", "+int_learned_points_as_of"]
        builds.run("build", *models, "--vars", given_vars)
    assert fingerprints("given_points_as_of") != given
    assert fingerprints("learned_points_as_of") == learned
