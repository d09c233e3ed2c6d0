"""`intent try` end to end: its numbers against a second computation, its errors in one sentence."""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import duckdb
import numpy as np
import pytest
import trial_reference as reference
from intent import cli
from intent.trial.command import read_catalogue
from intent.trial.files import Column, checked_table
from sklearn.metrics import average_precision_score, roc_auc_score

HORIZON = 14
TEST_FROM = date(2025, 6, 2)
OPTIONS = ["--horizon-days", str(HORIZON), "--step-days", "7", "--test-from", str(TEST_FROM)]
HEADER = "scorecard_name,split,n_dates,n_contacts,n_converted,base_rate,roc_auc,pr_auc,lift_top_10,ece"


@dataclass(frozen=True)
class Trial:
    """A finished `intent try`."""

    out: Path
    done: subprocess.CompletedProcess[str]

    @property
    def quality_text(self) -> str:
        """The text of quality.csv."""
        return (self.out / "quality.csv").read_text(encoding="utf-8")

    @property
    def quality(self) -> dict[tuple[str, str], dict[str, str]]:
        """The rows of quality.csv by scorecard and split."""
        rows = csv.DictReader(self.quality_text.splitlines())
        return {(row["scorecard_name"], row["split"]): row for row in rows}

    def rows(self, query: str) -> list[tuple]:
        """The rows of a query on the built warehouse."""
        with duckdb.connect(str(self.out / "warehouse.duckdb"), read_only=True) as connection:
            return connection.execute(query).fetchall()


def write_parquet(path: Path, columns: str, rows: list[tuple]) -> Path:
    marks = ", ".join("?" for _ in rows[0])
    with duckdb.connect() as connection:
        connection.execute(f"create table written ({columns})")
        connection.executemany(f"insert into written values ({marks})", rows)
        connection.execute(f"copy written to '{path}' (format parquet)")
    return path


def write_csv(path: Path, header: str, rows: list[tuple]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([header.split(","), *rows])
    return path


def start_trial(folder: Path, events: Path, conversions: Path, *options: str) -> Trial:
    """Run the command from the folder, with a relative --out."""
    files = ["--events", str(events), "--conversions", str(conversions), "--out", "out"]
    command = [sys.executable, "-m", "intent.cli", "try", *files, *options]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return Trial(folder / "out", done)


@pytest.fixture(scope="module")
def data() -> reference.Data:
    return reference.synthetic_data()


def trial_of_parquet(folder: Path, data: reference.Data) -> Trial:
    events = write_parquet(
        folder / "events.parquet",
        "contact_id varchar, event_ts timestamp, signal varchar",
        data.events,
    )
    conversions = write_parquet(
        folder / "conversions.parquet",
        "contact_id varchar, conversion_ts timestamp, outcome varchar",
        data.outcomes,
    )
    signals = folder / "signals.csv"
    signals.write_text(reference.signals_csv(), encoding="utf-8")
    return start_trial(folder, events, conversions, "--signals", str(signals), *OPTIONS)


def trial_of_repeats_with_offsets(folder: Path, data: reference.Data) -> Trial:
    """Repeat buyers: conversions without an outcome; the times are strings that say how far they are from UTC."""
    ahead, behind = timedelta(hours=9), timedelta(hours=11)
    events = write_csv(
        folder / "events.csv",
        "contact_id,event_ts,signal",
        [(who, f"{when + ahead}+09:00", what) for who, when, what in data.events],
    )
    conversions = write_parquet(
        folder / "conversions.parquet",
        "contact_id varchar, conversion_ts varchar",
        [(who, (when - behind).isoformat() + "-1100") for who, when, what in data.outcomes if what == "converted"],
    )
    return start_trial(folder, events, conversions, "--walk-forward", "--requires-earlier-conversion")


def trial_of_wrong_signals(folder: Path, data: reference.Data, *options: str) -> Trial:
    events = write_csv(folder / "events.csv", "contact_id,event_ts,signal", data.events[:9])
    conversions = write_csv(folder / "conversions.csv", "contact_id,conversion_ts,outcome", data.outcomes[:9])
    text = reference.signals_csv().replace("demo_requested,high", "demo_requested,highest")
    signals = folder / "my_signals.csv"
    signals.write_text(text.replace("probabilistic,20,", "probabilistic,twenty,"), encoding="utf-8")
    return start_trial(folder, events, conversions, "--signals", str(signals), *options)


@pytest.fixture(scope="module")
def trials(data: reference.Data, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Trial]:
    """Three trials, two at a time."""
    jobs = {
        "parquet": (trial_of_parquet, data),
        "repeats": (trial_of_repeats_with_offsets, reference.with_repeats(data)),
        "wrong_signals": (trial_of_wrong_signals, data),
    }
    with ThreadPoolExecutor(max_workers=2) as pool:
        running = {
            name: pool.submit(start, tmp_path_factory.mktemp(name), rows) for name, (start, rows) in jobs.items()
        }
    return {name: job.result() for name, job in running.items()}


@pytest.fixture(scope="module")
def trial(trials: dict[str, Trial]) -> Trial:
    done = trials["parquet"].done
    assert done.returncode == 0, done.stderr
    return trials["parquet"]


def scored_examples(trial: Trial, scorecard: str, split: str) -> tuple[np.ndarray, np.ndarray]:
    rows = trial.rows(
        "select points_micro, n_converted from intent_internal.int_quality_examples_as_of "
        f"where scorecard_name = '{scorecard}' and split = '{split}'"
    )
    return tuple(np.array(column) for column in zip(*rows, strict=True))


def built_examples(trial: Trial) -> dict[tuple[date, str], tuple[str, int, int]]:
    rows = trial.rows(
        "select as_of_date, crm_id, split, n_converted, points_micro "
        "from intent_internal.int_quality_examples_as_of "
        "inner join intent_internal.int_contacts using (contact_id) "
        "where scorecard_name = 'hand_weights'"
    )
    return {(day, crm_id.removeprefix("trial:")): tuple(rest) for day, crm_id, *rest in rows}


# The result


def test_quality_has_one_row_per_scorecard_and_split(trial):
    assert trial.quality_text.splitlines()[0] == HEADER
    names = {row[0] for row in trial.rows("select scorecard_name from intent_internal.int_scorecards")}
    assert "hand_weights" in names
    names |= {"random_order", "best_single_signal"}
    expected = {(name, split) for name in names for split in ("train", "test")}
    # Fitted once, on the training dates, so that it ranks later dates only.
    expected.add(("learned_additive", "test"))
    assert set(trial.quality) == expected
    assert len(trial.quality_text.splitlines()) == 1 + len(expected)


def test_counts_and_base_rate_are_those_of_the_examples(trial):
    for (scorecard, split), row in trial.quality.items():
        points, converted = scored_examples(trial, scorecard, split)
        assert int(row["n_contacts"]) == len(points)
        assert int(row["n_converted"]) == converted.sum()
        assert float(row["base_rate"]) == pytest.approx(converted.mean())


def test_roc_auc_and_pr_auc_are_those_of_scikit_learn(trial):
    for (scorecard, split), row in trial.quality.items():
        points, converted = scored_examples(trial, scorecard, split)
        assert float(row["roc_auc"]) == pytest.approx(roc_auc_score(converted, points), abs=1e-6)
        precision = average_precision_score(converted, points)
        assert float(row["pr_auc"]) == pytest.approx(precision, abs=1e-6)


def test_lift_of_the_first_tenth_shares_ties(trial):
    for (scorecard, split), row in trial.quality.items():
        lift = reference.lift_of_first_tenth(*scored_examples(trial, scorecard, split))
        assert float(row["lift_top_10"]) == pytest.approx(lift, abs=1e-4)


def test_calibration_error_is_measured_on_the_tenths_of_the_training_points(trial):
    for (scorecard, split), row in trial.quality.items():
        train = scored_examples(trial, scorecard, "train")
        if scorecard == "learned_additive":
            assert (train, row["ece"]) == ((), "")
            continue
        test = scored_examples(trial, scorecard, split)
        error = reference.calibration_error(train, test)
        assert float(row["ece"]) == pytest.approx(error, abs=1e-5)


def test_hand_weights_find_the_buyers_whom_the_hazard_drew(trial):
    assert float(trial.quality["hand_weights", "test"]["roc_auc"]) > 0.6


# The numbers from the raw files, computed again


def test_population_and_outcomes_follow_from_the_raw_files(trial, data):
    dates = {
        day for day in reference.mondays(data, HORIZON) if day >= TEST_FROM or day + timedelta(days=HORIZON) < TEST_FROM
    }
    built = {(day, who, n) for (day, who), (_, n, _) in built_examples(trial).items()}
    assert built == reference.examples(data, dates, HORIZON, repeats=False)


@pytest.mark.parametrize("as_of", [date(2025, 4, 14), date(2025, 7, 28)])
def test_points_follow_from_the_raw_files(trial, data, as_of):
    expected = reference.hand_points(data, as_of)
    built = {who: row[2] for (day, who), row in built_examples(trial).items() if day == as_of}
    assert len(built) > 50
    assert built == {who: expected[who] for who in built}


def test_test_from_splits_the_dates_and_closes_the_training_windows_before_it(trial):
    days = {"train": set(), "test": set()}
    for (day, _), (split, _, _) in built_examples(trial).items():
        days[split].add(day)
    assert min(days["test"]) == TEST_FROM
    assert max(days["train"]) == TEST_FROM - timedelta(days=21)


def test_times_with_offsets_are_instants_and_repeat_buyers_alone_are_the_population(trials, data):
    assert trials["repeats"].done.returncode == 0, trials["repeats"].done.stderr
    repeated = reference.with_repeats(data)
    buyers = [row for row in repeated.outcomes if row[2] == "converted"]
    repeated = reference.Data(repeated.events, buyers)
    examples = built_examples(trials["repeats"])
    built = {(day, who, n) for (day, who), (_, n, _) in examples.items()}
    dates = {day for day, _ in examples}
    everybody = reference.examples(repeated, dates, HORIZON, repeats=True)
    first_days: dict[str, date] = {}
    for who, when, _ in sorted(buyers, key=lambda row: row[1]):
        first_days.setdefault(who, when.date())
    assert len(built) > 100
    assert built == {row for row in everybody if row[1] in first_days and first_days[row[1]] <= row[0]}


def test_the_page_has_each_scorecard_of_the_later_dates_and_asks_nobody_for_anything(trial):
    page = (trial.out / "report.html").read_text(encoding="utf-8")
    assert all(name in page for name, split in trial.quality if split == "test")
    assert "<svg" in page
    assert not [word for word in ("http:", "https:", "<script", "src=", "@import") if word in page]
    assert "nan" not in re.sub("<[^>]*>", "", page)


def test_proposed_signals_are_a_signals_file_for_the_next_trial(trial, trials):
    for one, given in ((trial, reference.SIGNALS), (trials["repeats"], dict.fromkeys(reference.SIGNALS, ("low", 1)))):
        rows = read_catalogue(one.out / "signals_proposed.csv")
        assert {row["signal_name"] for row in rows} == set(given)
        for row in rows:
            points, most = float(row["points"]), float(row["max_points"])
            assert (row["tier"] == "negative") == (points < 0)
            assert abs(points) <= most <= 1000


def test_without_signals_all_weigh_the_same_and_the_output_says_so(trials):
    assert "each of the 8 signals weighs the same" in trials["repeats"].done.stdout
    weights = trials["repeats"].rows(
        "select distinct points_micro, max_events_per_day from intent_internal.stg_intent__signals"
    )
    assert len(weights) == 1


def test_a_good_trial_cuts_no_word_and_writes_nothing_to_stderr(trial):
    assert "…" not in trial.done.stdout
    assert "lift_top_10" in trial.done.stdout
    assert "No weights were learned" not in trial.done.stdout
    assert trial.done.stderr.strip() == ""


def test_months_that_nobody_could_foresee_stop_no_trial(built_demo):
    """Buyers may do what no score and no forecast expects: a build says so, and is none the less finished."""
    manifest = built_demo.parent / "target" / "manifest.json"
    nodes = json.loads(manifest.read_text(encoding="utf-8"))["nodes"].values()
    severity = {node["name"]: node["config"]["severity"].lower() for node in nodes if node["resource_type"] == "test"}
    for name in ("assert_forecasts_hold_in_seven_of_ten_months", "assert_conversion_does_not_fall_as_segments_rise"):
        assert severity[name] == "warn"


def test_wrong_signals_are_named_by_file_key_column_and_value(trials):
    done = trials["wrong_signals"].done
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "my_signals.csv, row demo_requested, column tier, value 'highest'" in done.stderr
    assert "my_signals.csv, row pricing_viewed, column points, value 'twenty'" in done.stderr
    assert not (trials["wrong_signals"].out / "quality.csv").exists()


# Files that can't be used


EVENTS = "contact_id,event_ts,signal\n"
GOOD_EVENTS = EVENTS + "ann,2025-03-01 10:00:00,demo\n"
CONVERSIONS = "contact_id,conversion_ts,outcome\n"
GOOD_CONVERSIONS = CONVERSIONS + "ann,2025-03-09 10:00:00,converted\n"
GOOD_SIGNALS = reference.COLUMNS + "\ndemo,high,web,probabilistic,20,default,40,1,none,Asked for a demo\n"


def test_a_trial_reads_its_own_files_where_dbt_remembers_those_of_an_earlier_one(tmp_path, data):
    for name in ("earlier", "now"):
        (tmp_path / name).mkdir()
    trial_of_wrong_signals(tmp_path / "earlier", data, "--walk-forward")
    shutil.rmtree(tmp_path / "earlier")
    stderr = trial_of_wrong_signals(tmp_path / "now", data, "--walk-forward").done.stderr
    assert "value 'highest'" in stderr


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    """Three good files, which a test spoils, and a place for the result."""
    places = {name: tmp_path / f"{name}.csv" for name in ("events", "conversions", "signals")}
    for name, text in zip(places, (GOOD_EVENTS, GOOD_CONVERSIONS, GOOD_SIGNALS), strict=True):
        places[name].write_text(text, encoding="utf-8")
    return {**places, "out": tmp_path / "out"}


@pytest.fixture
def refusal(files, monkeypatch, capsys):
    """Run the command on the files and return the one sentence that it refuses them with."""

    def run(*options: str) -> str:
        arguments = [part for name, path in files.items() for part in (f"--{name}", str(path))]
        monkeypatch.setattr(sys, "argv", ["intent", "try", *arguments, *options])
        code = cli.run()
        text = capsys.readouterr().err.strip()
        assert code == 2
        assert text.startswith("intent: ")
        assert len(text.splitlines()) == 1, text
        assert "Traceback" not in text
        return text

    return run


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("events", "contact_id,event_ts\nann,2025-03-01\n", ["column signal is missing"]),
        ("events", EVENTS + "ann,25/06/2026,demo\n", ["event_ts", "'25/06/2026'", "row 1"]),
        ("events", EVENTS + "ann,yesterday,demo\n", ["event_ts", "'yesterday'"]),
        ("events", EVENTS + "ann,1750000000,demo\n", ["event_ts", "'1750000000'"]),
        ("events", EVENTS + ",2025-03-01,demo\n", ["contact_id", "''", "every row needs a value"]),
        ("events", EVENTS + "NULL,2025-03-01,demo\n", ["contact_id", "'NULL'"]),
        ("events", EVENTS + "ann,2025-03-01,\n", ["column signal", "''", "row 1"]),
        ("events", EVENTS + "ann,2025-03-01,dmeo\n", ["signal", "'dmeo'", "signals.csv"]),
        ("events", GOOD_EVENTS + "ann,2025-03-01,Demo\n", ["'Demo'", "'demo'", "case"]),
        ("events", EVENTS + "ann,2025-03-01,demo,more\n", ["line 2", "quotes"]),
        ("events", EVENTS + "ann,0025-03-01,demo\n", ["event_ts", "0025-03-01", "1990"]),
        ("events", EVENTS + "ann,9025-03-01,demo\n", ["event_ts", "9025-03-01", "later"]),
        ("events", "", ["is empty", "at least one row"]),
        ("events", EVENTS, ["is empty", "at least one row"]),
        ("events", None, ["does not exist", "give the path"]),
        ("conversions", None, ["does not exist", "give the path"]),
        ("conversions", CONVERSIONS, ["is empty"]),
        ("conversions", "contact_id\nann\n", ["column conversion_ts is missing"]),
        ("conversions", CONVERSIONS + "ann,soon,converted\n", ["conversion_ts", "'soon'"]),
        ("conversions", CONVERSIONS + "ann,2025-03-09,won\n", ["outcome", "'won'", "disqualified"]),
        ("conversions", CONVERSIONS + "ann,9025-03-09,converted\n", ["conversion_ts", "9025-03-09", "later"]),
        ("signals", None, ["does not exist", "--signals"]),
        ("signals", "signal_name,tier\ndemo,high\n", ["column channel is missing"]),
        ("signals", reference.COLUMNS + "\n", ["has no rows"]),
        ("signals", GOOD_SIGNALS + "\0", ["line 3", "NUL"]),
        ("signals", GOOD_SIGNALS + '"', ["line 3", "a quote is opened and never closed"]),
        ("signals", GOOD_SIGNALS.replace(",", ";"), ["line 1", "separate them by commas"]),
        ("signals", "", ["is empty"]),
        ("signals", GOOD_SIGNALS.replace("Asked", "Asked, twice,"), ["'demo'", "quotes"]),
    ],
)
def test_a_wrong_file_is_refused_in_one_sentence(files, refusal, name, content, words):
    if content is None:
        files[name].unlink()
    else:
        files[name].write_text(content, encoding="utf-8")
    sentence = refusal()
    assert str(files[name]) in sentence
    assert all(word in sentence for word in words), sentence
    assert not files["out"].exists()


@pytest.mark.parametrize("name", ["events", "conversions", "signals"])
def test_a_folder_is_no_file(files, refusal, name):
    files[name].unlink()
    files[name].mkdir()
    assert f"{files[name]} is a folder; give" in refusal()


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n\x00\xff\xfe", b"PAR1 but nothing else"])
@pytest.mark.parametrize("name", ["events", "conversions"])
def test_a_binary_file_is_no_table(files, refusal, name, content):
    files[name].write_bytes(content)
    assert f"{files[name]} can't be read" in refusal()


@pytest.mark.parametrize(
    ("columns", "rows", "words"),
    [
        ("contact_id varchar, event_ts varchar", [("ann", "25/06/2026")], ["signal is missing"]),
        (
            "contact_id varchar, event_ts varchar, signal varchar",
            [("ann", "2026-02-30", "demo")],
            ["event_ts", "'2026-02-30'", "row 1"],
        ),
        (
            "contact_id varchar, event_ts bigint, signal varchar",
            [("ann", 1750000000, "demo")],
            ["event_ts", "'1750000000'"],
        ),
        (
            "contact_id bigint, event_ts timestamp, signal varchar",
            [(None, "2025-03-01", "demo")],
            ["contact_id", "row 1", "every row needs a value", "none of its 1 row(s)"],
        ),
    ],
)
def test_a_wrong_parquet_file_is_refused_in_one_sentence(files, refusal, columns, rows, words):
    write_parquet(files["events"], columns, rows)
    sentence = refusal()
    assert str(files["events"]) in sentence
    assert all(word in sentence for word in words), sentence


def test_a_parquet_file_without_rows_is_empty(files, refusal):
    with duckdb.connect() as connection:
        connection.execute(
            "copy (select 'a' as contact_id, timestamp '2025-01-01' as event_ts, 'b' as signal "
            f"where false) to '{files['events']}' (format parquet)"
        )
    assert f"{files['events']} is empty" in refusal()


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--horizon-days", "0"),
        ("--horizon-days", "-3"),
        ("--step-days", "400"),
        ("--test-from", "soon"),
        ("--test-from", "2026-02-30"),
    ],
)
def test_an_unusable_option_is_named_with_its_value(refusal, option, value):
    sentence = refusal(option, value)
    assert option in sentence
    assert value in sentence


@pytest.mark.parametrize("option", ["--horizon-days", "--step-days"])
def test_an_option_that_is_no_number_is_named_without_a_traceback(files, tmp_path, option):
    done = start_trial(tmp_path, files["events"], files["conversions"], option, "two").done
    assert done.returncode == 2
    assert option in done.stderr
    assert "Traceback" not in done.stderr


def test_an_out_folder_that_can_not_be_written_is_named(files, refusal):
    files["out"] = files["events"] / "out"
    assert f"--out {files['out']} can't be written" in refusal()


# Times


TIMES = [
    ("2025-03-01", "2025-03-01 00:00:00"),
    ("2025-03-01 10:15", "2025-03-01 10:15:00"),
    ("2025-03-01T10:15:30.25", "2025-03-01 10:15:30.25"),
    ("2025-03-01T10:15:30Z", "2025-03-01 10:15:30"),
    ("2025-03-01 00:30:00+02:00", "2025-02-28 22:30:00"),
    ("2025-03-01T23:00:00-0530", "2025-03-02 04:30:00"),
    ("2025-03-01 10:15:30+00", "2025-03-01 10:15:30"),
    ("2025-03-01 10:15:30.250000 UTC", "2025-03-01 10:15:30.25"),
    ("20250301T101530Z", "2025-03-01 10:15:30"),
]


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_strings_of_times_are_read_as_utc(tmp_path, kind):
    path = tmp_path / f"times.{kind}"
    if kind == "csv":
        write_csv(path, "moment,utc", TIMES)
    else:
        write_parquet(path, "moment varchar, utc varchar", TIMES)
    assert unequal_times(path) == []


def test_times_with_a_zone_in_parquet_are_shifted_to_utc(tmp_path):
    path = tmp_path / "times.parquet"
    with duckdb.connect() as connection:
        connection.execute(
            "copy (select timestamptz '2025-03-01 00:30:00+02:00' as moment, "
            f"'2025-02-28 22:30:00' as utc) to '{path}' (format parquet)"
        )
    assert unequal_times(path) == []


def unequal_times(path: Path) -> list[tuple]:
    with duckdb.connect() as connection:
        columns = [Column("moment", is_time=True), Column("utc")]
        checked_table(connection, "times", path, columns)
        query = "select moment, utc from times where moment is distinct from cast(utc as timestamp)"
        return connection.execute(query).fetchall()
