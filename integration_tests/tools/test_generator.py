"""The demo generator: repeatable, calibrated, and true to the faults and effects it plants."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path

import duckdb
import numpy as np
import pytest
from intent.generate import GenerationSummary, World, generate, simulate_world
from intent.generate.signals import SIGNALS

CONTACTS, MONTHS, SEED, OTHER_SEED = 2000, 12, 7, 8
BYTES_ALLOWED = 4_000_000
HAND_WEIGHT_CUT, MIDDLE_CUT = 25, 11
DECAY_AGES, DECAY_SHARES = [0, 7, 30, 60, 90], [1, 1, 0.5, 0.2, 0]
DAY = 86_400
EVENT_TABLES = {
    "segment/pages": "id",
    "segment/tracks": "id",
    "hubspot/email_event": "id",
    "hubspot/contact_form_submission": "conversion_id",
    "salesforce/task": "id",
    "salesforce/campaign_member": "id",
    "generic/events": "event_id",
}
IS_BROKEN = {
    "null id": "{id} is null",
    "text null as id": "{id} = 'null'",
    "null time": "{time} is null",
    "unreadable time": "try_cast({time} as timestamp) is null and {time} is not null",
    "future time": "try_cast({time} as timestamp) > received_at + interval 1 year",
    "no identifier": "coalesce({identifier}, '') = ''",
    "blocked identifier": "{identifier} in ('undefined', '00000000-0000-0000-0000-000000000000')",
    "invalid email": "{identifier} = 'foo@'",
    "no event name": "event_name is null",
}
COLUMNS = {
    "pages": ("id", '"timestamp"', "coalesce(anonymous_id, user_id)", "received_at"),
    "tracks": ("id", '"timestamp"', "coalesce(anonymous_id, user_id)", "received_at"),
    "email_event": ("id", "created", "recipient", "created"),
    "events": ("event_id", "occurred_at", "identifier_value", "received_at"),
}


@pytest.fixture(scope="module")
def demo(project_root: Path) -> Path:
    return project_root / "demo"


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("fresh")
    generate(CONTACTS, MONTHS, SEED, out)
    return out


@pytest.fixture(scope="module", params=[SEED, OTHER_SEED])
def world(request: pytest.FixtureRequest) -> World:
    return simulate_world(CONTACTS, MONTHS, request.param)


@pytest.fixture(scope="module")
def points(world: World, project_root: Path) -> np.ndarray:
    with (project_root / "seeds" / "intent_signals.csv").open(encoding="utf-8") as lines:
        weights = {row["signal_name"]: row for row in csv.DictReader(lines)}
    return np.array([monday_points(world, monday, weights) for monday in world.outcomes.mondays])


def monday_points(world: World, monday: int, weights: dict[str, dict[str, str]]) -> np.ndarray:
    """Points of every person on a Monday's evening: points x share of the default decay, capped."""
    events, links = world.path, world.links.device_linked_at
    linked_at = np.where(events.device >= 0, links[events.device], 0)
    evening = world.calendar.starts_at + (monday + 1) * DAY
    day = (events.at - world.calendar.starts_at) // DAY
    visible = (np.maximum(events.at, linked_at) < evening) & (day > monday - 90)
    total = np.zeros(len(world.people))
    for number in np.unique(events.signal[visible]):
        weight = weights.get(SIGNALS[number].name)
        if weight is None:
            continue
        rows = np.flatnonzero(visible & (events.signal == number))
        bucket = events.person[rows].astype(np.int64) * 1000 + day[rows]
        buckets, times = np.unique(bucket, return_counts=True)
        share = np.interp(monday - buckets % 1000, DECAY_AGES, DECAY_SHARES)
        counted = np.minimum(times, int(weight["max_events_per_day"])) * share
        sums = np.bincount(buckets // 1000, counted * float(weight["points"]), len(total))
        total += np.minimum(sums, float(weight["max_points"]))
    return total


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*.parquet"))


def rows(query: str, **paths: Path) -> list[tuple]:
    with duckdb.connect() as connection:
        return connection.execute(query.format(**paths)).fetchall()


def number(query: str, **paths: Path) -> int:
    return rows(query, **paths)[0][0]


def test_generating_seed_7_again_gives_the_committed_files(demo: Path, fresh: Path):
    assert files(fresh) == files(demo)
    for name in files(demo):
        ours, theirs = f"'{demo / name}'", f"'{fresh / name}'"
        assert rows(f"describe select * from {ours}") == rows(f"describe select * from {theirs}")
        for one, other in ((ours, theirs), (theirs, ours)):
            assert rows(f"select * from {one} except all select * from {other} limit 3") == [], name


def test_the_committed_files_are_small(demo: Path):
    assert sum((demo / name).stat().st_size for name in files(demo)) < BYTES_ALLOWED


def test_two_runs_give_the_same_bytes(tmp_path: Path):
    for run in ("one", "two"):
        generate(300, 5, SEED, tmp_path / run, events=150_000)
    for name in files(tmp_path / "one"):
        one, two = ((tmp_path / run / name).read_bytes() for run in ("one", "two"))
        assert one == two, name


def test_another_seed_gives_other_files(tmp_path: Path):
    for seed in (SEED, OTHER_SEED):
        generate(60, 4, seed, tmp_path / str(seed))
    same = [
        name
        for name in EVENT_TABLES
        if (tmp_path / f"{SEED}/raw/{name}.parquet").read_bytes()
        == (tmp_path / f"{OTHER_SEED}/raw/{name}.parquet").read_bytes()
    ]
    assert same == []


def test_the_demo_has_about_sixty_thousand_events(demo: Path):
    n_events = sum(number(f"select count(*) from '{demo}/raw/{t}.parquet'") for t in EVENT_TABLES)
    assert 54_000 <= n_events <= 66_000


def test_event_ids_are_unique_apart_from_planted_duplicates(demo: Path):
    for table, key in EVENT_TABLES.items():
        source, name = table.split("/")
        repeated = rows(
            f"""select {key}, count(*) from '{demo}/raw/{table}.parquet'
            where {key} is not null and {key} <> 'null' group by {key} having count(*) > 1
            except select event_id, n_copies from '{demo}/truth/duplicate_rows.parquet'
            where source_name = '{source}' and table_name = '{name}'"""
        )
        assert repeated == [], table


def test_every_planted_duplicate_is_there_the_stated_number_of_times(demo: Path):
    assert number("select count(*) from '{demo}/truth/duplicate_rows.parquet'", demo=demo) > 200
    missed = rows(
        """select d.event_id, n_copies, n_rows, n_times, n_instants
        from '{demo}/truth/duplicate_rows.parquet' as d left join (
            select id, count(*) as n_rows, count(distinct "timestamp") as n_times,
                count(distinct received_at) as n_instants
            from (
                select id, "timestamp", received_at from '{demo}/raw/segment/pages.parquet'
                union all
                select id, "timestamp", received_at from '{demo}/raw/segment/tracks.parquet'
            ) group by id
        ) as r on d.event_id = r.id
        where n_rows is distinct from n_copies or n_times <> 1 or n_instants < 2""",
        demo=demo,
    )
    assert missed == []
    assert (
        number(
            """select count(*) from (
            select id from '{demo}/raw/segment/pages.parquet' where id is not null and id <> 'null'
            group by id having min(received_at)::date < max(received_at)::date
        )""",
            demo=demo,
        )
        > 50
    ), "some copies arrive on another day"


def test_every_planted_broken_row_is_there_once_with_its_fault(demo: Path):
    planted = rows("from '{demo}/truth/broken_rows.parquet'", demo=demo)
    assert 50 <= len(planted) <= 70
    for source, table, event_id, received_at, fault in planted:
        id_column, time, identifier, received = COLUMNS[table]
        condition = IS_BROKEN[fault].format(id=id_column, time=time, identifier=identifier)
        n_found = number(
            f"""select count(*) from '{demo}/raw/{source}/{table}.parquet'
            where {received} = timestamp '{received_at}' and ({condition})
                and {id_column} is not distinct from {f"'{event_id}'" if event_id else "null"}"""
        )
        assert n_found == 1, (source, table, event_id, fault)


def test_there_are_no_broken_rows_beside_the_planted_ones(demo: Path):
    for source, table in (("segment", "pages"), ("segment", "tracks"), ("generic", "events")):
        id_column, time, identifier, _ = COLUMNS[table]
        broken = " or ".join(
            f"({condition.format(id=id_column, time=time, identifier=identifier)})"
            for fault, condition in IS_BROKEN.items()
            if table == "events" or fault not in ("no event name", "unreadable time")
        )
        n_found = number(f"select count(*) from '{demo}/raw/{source}/{table}.parquet' where {broken}")
        assert n_found == number(
            f"""select count(*) from '{demo}/truth/broken_rows.parquet'
            where source_name = '{source}' and table_name = '{table}'"""
        )


def test_late_rows_are_received_a_day_or_more_after_they_happened(demo: Path):
    events = """
        select 'pages' as table_name, id, "timestamp" as happened_at, received_at
        from '{demo}/raw/segment/pages.parquet'
        union all select 'tracks', id, "timestamp", received_at
        from '{demo}/raw/segment/tracks.parquet'
        union all select 'events', event_id, try_cast(occurred_at as timestamp), received_at
        from '{demo}/raw/generic/events.parquet'"""
    wrong = rows(
        f"""with first_copies as (
            select table_name, id, happened_at, min(received_at) as received_at from ({events})
            where id not like '%broken%' group by table_name, id, happened_at
        ), late as (
            select table_name, id, epoch(received_at - happened_at)::int as delay_seconds
            from first_copies where received_at >= happened_at + interval 1 day
        ), planted as (
            select table_name, event_id, delay_seconds from '{{demo}}/truth/late_rows.parquet'
        )
        (from late except all from planted) union all (from planted except all from late)""",
        demo=demo,
    )
    assert wrong == []


def test_scanners_click_every_link_within_three_seconds_at_three_domains(demo: Path):
    bursts = rows(
        """select split_part(recipient, '@', 2) as domain, count(distinct recipient),
            min(n_clicks), max(n_seconds)
        from (
            select recipient, sent_by_id, count(*) as n_clicks,
                epoch(max(created) - min(created)) as n_seconds
            from '{demo}/raw/hubspot/email_event.parquet'
            join '{demo}/truth/scanner_clicks.parquet' on id = event_id and type = 'CLICK'
            group by recipient, sent_by_id
        ) group by domain""",
        demo=demo,
    )
    assert len(bursts) == 3
    for domain, n_recipients, n_clicks, n_seconds in bursts:
        assert n_recipients >= 2, domain
        assert n_clicks == 5, domain
        assert n_seconds <= 3, domain


def test_forty_strangers_share_one_device(demo: Path):
    strangers = rows(
        """select count(distinct email), count(distinct person_id), count(distinct anonymous_id)
        from '{demo}/truth/shared_devices.parquet'
        join '{demo}/truth/people.parquet' using (person_id)
        join '{demo}/raw/segment/identifies.parquet' using (anonymous_id, email)""",
        demo=demo,
    )
    assert strangers == [(40, 40, 1)]


def test_won_opportunities_are_the_planted_conversions(demo: Path):
    won = """
        select 'salesforce:' || r.contact_id as identifier_value, o.close_date as converted_at
        from '{demo}/raw/salesforce/opportunity.parquet' as o
        join '{demo}/raw/salesforce/opportunity_contact_role.parquet' as r
            on o.id = r.opportunity_id
        join '{demo}/raw/salesforce/lead.parquet' as l on l.converted_contact_id = r.contact_id
        where o.is_won and l.is_converted and l.converted_opportunity_id = o.id"""
    planted = "select identifier_value, converted_at from '{demo}/truth/conversions.parquet'"
    assert number(f"select count(*) from ({planted})", demo=demo) > 200
    assert rows(f"({won}) except all ({planted})", demo=demo) == []
    assert rows(f"({planted}) except all ({won})", demo=demo) == []


def test_nothing_prospect_like_happens_after_conversion(demo: Path):
    acts = """
        select 'anonymous_id' as kind, anonymous_id as value, "timestamp" as happened_at
        from '{demo}/raw/segment/pages.parquet'
        where anonymous_id not in (from (select anonymous_id
            from '{demo}/truth/shared_devices.parquet'))
        union all select 'anonymous_id', anonymous_id, "timestamp"
        from '{demo}/raw/segment/tracks.parquet'
        union all select 'email', recipient, created from '{demo}/raw/hubspot/email_event.parquet'
        union all select 'crm_id', 'hubspot:' || contact_id, "timestamp"
        from '{demo}/raw/hubspot/contact_form_submission.parquet'
        union all select 'crm_id', 'salesforce:' || who_id, created_date
        from '{demo}/raw/salesforce/task.parquet' where type <> 'Meeting'
        union all select 'crm_id', 'salesforce:' || coalesce(lead_id, contact_id), created_date
        from '{demo}/raw/salesforce/campaign_member.parquet'
        union all select identifier_type, identifier_value, try_cast(occurred_at as timestamp)
        from '{demo}/raw/generic/events.parquet' where event_name <> 'feature_used'"""
    late, n_acts = rows(
        f"""select count(*) filter (a.happened_at >= c.converted_at), count(*) from ({acts}) as a
        join '{{demo}}/truth/person_identifiers.parquet' as i
            on a.kind = i.identifier_type and a.value = i.identifier_value
        join '{{demo}}/truth/conversions.parquet' as c using (person_id)""",
        demo=demo,
    )[0]
    assert n_acts > 3_000
    assert late == 0


def test_conversions_drawn_stay_near_the_summed_hazard(world: World):
    drawn = int((world.outcomes.converted_at < world.calendar.ends_at).sum())
    spread = world.outcomes.variance_of_conversions**0.5
    assert abs(drawn - world.outcomes.expected_conversions) < 4 * spread
    assert 0.115 < world.outcomes.expected_conversions / CONTACTS < 0.125


def test_the_written_chances_foretell_the_written_conversions(demo: Path):
    for horizon in (30, 60, 90):
        last = date(2026, 6, 30) - timedelta(days=horizon)
        expected, variance, drawn = 0.0, 0.0, 0
        monday = date(2025, 10, 6)
        while monday <= last:
            row = rows(
                f"""select sum(p), sum(p * (1 - p)), count(*) filter (
                    converted_at::date between date '{monday}' + 1 and date '{monday}' + {horizon}
                ) from (
                    select person_id, chance_{horizon}_days_micro / 1e6 as p
                    from '{demo}/truth/hazards_by_week.parquet' where week_date = '{monday}'
                ) left join '{demo}/truth/conversions.parquet' using (person_id)
                where converted_at is null or converted_at::date > date '{monday}'"""
            )[0]
            expected, variance, drawn = expected + row[0], variance + row[1], drawn + row[2]
            monday += timedelta(days=-(-horizon // 7) * 7)
        assert expected > 100
        assert abs(drawn - expected) < 4 * variance**0.5


def test_chances_follow_from_acts_and_effects_as_documented(world: World):
    outcomes, n_days = world.outcomes, world.calendar.simulated_days
    event_days = (world.path.at - world.calendar.starts_at) // DAY
    busiest = np.argsort(-np.bincount(world.path.person), kind="stable")
    for person in busiest[~world.people.is_insider[busiest]][:25]:
        log_hazard = np.zeros(n_days)
        for act in np.unique(world.path.signal[world.path.person == person]):
            signal, rows_of = SIGNALS[act], world.path.signal == act
            acts = event_days[rows_of & (world.path.person == person)]
            if signal.effect == 0:
                continue
            age = np.arange(n_days)[:, None] - 1 - acts[None, :]
            units = np.where(age >= 0, 0.5 ** (np.maximum(age, 0) / signal.half_life_days), 0)
            log_hazard += signal.effect * np.minimum(units.sum(axis=1), signal.cap)
        daily = outcomes.base * np.exp(log_hazard)
        daily[: world.people.arrival_day[person] + 1] = 0
        for n_horizon, horizon in enumerate((30, 60, 90)):
            later = outcomes.mondays[:, None] + 1 + np.arange(horizon)[None, :]
            expected = 1 - np.exp(-daily[later].sum(axis=1))
            assert np.abs(outcomes.chances[n_horizon, :, person] / 1e6 - expected).max() < 2e-6


def test_people_above_25_points_convert_three_to_five_times_as_often(world: World, points: np.ndarray):
    at_risk = world.outcomes.is_at_risk
    chance = world.outcomes.chances[0]
    high = at_risk & (points >= HAND_WEIGHT_CUT)
    lift = chance[high].mean() / chance[at_risk].mean()
    assert 3 <= lift <= 5


def test_more_points_mean_more_conversions(world: World, points: np.ndarray):
    at_risk, chance = world.outcomes.is_at_risk, world.outcomes.chances[0]
    bounds = [0, MIDDLE_CUT, HAND_WEIGHT_CUT, 40, 60, 1000]
    rates = [
        chance[at_risk & (points >= low) & (points < high)].mean()
        for low, high in zip(bounds, bounds[1:], strict=False)
    ]
    assert rates == sorted(rates)


def test_the_score_bands_have_their_planned_sizes(world: World, points: np.ndarray):
    scores = points[world.outcomes.is_at_risk]
    assert 0.08 <= (scores >= HAND_WEIGHT_CUT).mean() <= 0.15
    assert 0.15 <= ((scores >= MIDDLE_CUT) & (scores < HAND_WEIGHT_CUT)).mean() <= 0.30


def test_events_grow_with_contacts(tmp_path: Path):
    small, large = (generate(size, 6, SEED, tmp_path / str(size)).events for size in (400, 1200))
    assert 2.5 < large / small < 3.5


def test_events_can_be_asked_for(tmp_path: Path):
    summary = generate(300, 6, SEED, tmp_path, events=60_000)
    assert isinstance(summary, GenerationSummary)
    assert 54_000 < summary.events < 66_000
    assert summary.rows["truth/conversions"] == summary.conversions > 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"contacts": 49}, "contacts is 49"),
        ({"months": 3}, "months is 3"),
        ({"seed": -1}, "seed is -1"),
        ({"events": 10}, "events is 10"),
    ],
)
def test_a_bad_argument_gives_one_sentence_with_its_name_and_value(
    tmp_path: Path, arguments: dict[str, int], words: str
):
    given = {"contacts": 60, "months": 4, "seed": 7, "events": None, **arguments}
    with pytest.raises(ValueError, match=words) as raised:
        generate(out=tmp_path, **given)
    assert str(raised.value).endswith(".")
    assert "\n" not in str(raised.value)


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path):
    (tmp_path / "file").touch()
    with pytest.raises(OSError, match="out is .*file/demo, but") as raised:
        generate(60, 4, 7, tmp_path / "file" / "demo")
    assert "\n" not in str(raised.value)
