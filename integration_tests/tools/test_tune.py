"""`intent tune`: planted half-lives come back, later dates decide, and what may be chance is not proposed."""

from __future__ import annotations

import csv
import hashlib
import subprocess
import sys

import duckdb
import numpy as np
import pytest
from intent.errors import InputError
from intent.tuning.command import FILES, proposed_rows, run_tune
from intent.tuning.fit import Gain, HalfLife, Tuned, best_half_lives, points_of, tuned
from intent.tuning.history import EVENING_DAYS, HALF_LIVES, Evenings, History, Left, Signal, read_history

N_CONTACTS, N_DAYS, WINDOW = 6_000, 300, 14
FIRST_LATER_DAY = 220


def planted_history(
    half_lives: dict[str, float], effect: float, seed: int, in_use: float = 30.0, does_add: bool = False
) -> History:
    """Invented contacts whose hazard to convert tomorrow grows with what is left of their acts by these half-lives.

    What is left multiplies it, or adds to it `effect` times the hazard without acts.
    """
    random = np.random.default_rng(seed)
    # Acts that fade sooner come more often, so that as much is left of each.
    counts = {
        name: random.poisson(0.12 / days, (N_CONTACTS, N_DAYS)).astype(float) for name, days in half_lives.items()
    }
    left = sum(
        np.minimum(left_by_day(counts[name], days), np.inf if does_add else 3) for name, days in half_lives.items()
    )
    hazard = 0.0006 * (1 + effect * left if does_add else np.exp(effect * left))
    struck = random.random((N_CONTACTS, N_DAYS)) < -np.expm1(-hazard)
    converted_on = np.where(struck.any(axis=1), struck.argmax(axis=1) + 1, N_DAYS + WINDOW)
    days = np.arange(60, N_DAYS - WINDOW, 7)
    days = days[(days + WINDOW < FIRST_LATER_DAY) | (days >= FIRST_LATER_DAY)]
    contacts, dates = (grid.ravel() for grid in np.meshgrid(np.arange(N_CONTACTS), days, indexing="ij"))
    open_rows = converted_on[contacts] > dates
    contacts, dates = contacts[open_rows], dates[open_rows]
    until = converted_on[contacts] - dates
    picked = random.integers(0, EVENING_DAYS, len(dates))
    is_spared = (dates < FIRST_LATER_DAY) & (until > picked)
    is_hit = (dates < FIRST_LATER_DAY) & (until <= EVENING_DAYS)
    who = np.concatenate([contacts[is_spared], contacts[is_hit]])
    evening = np.concatenate([(dates + picked)[is_spared], (dates + until - 1)[is_hit]])
    conversions = np.repeat([0.0, 1.0], [is_spared.sum(), is_hit.sum()])
    history = History(
        contacts,
        dates >= FIRST_LATER_DAY,
        (until <= WINDOW).astype(float),
        np.zeros(len(contacts)),
        Evenings(who, conversions, EVENING_DAYS * (1 - conversions)),
        dates,
    )
    for name in half_lives:
        lasting = {days: left_by_day(counts[name], days) for days in (*HALF_LIVES, in_use)}
        on_dates, on_evenings = (left_on(lasting, in_use, *rows) for rows in ((contacts, dates), (who, evening)))
        history.signals.append(Signal(name, "mid", "default", 5.0, 10.0, on_dates, on_evenings))
        history.points[on_dates.rows] += 5.0 * np.minimum(on_dates.current, 2.0)
    return history


def left_on(lasting: dict[float, np.ndarray], in_use: float, contacts: np.ndarray, days: np.ndarray) -> Left:
    """What is left on days of contacts, by each half-life of the grid and by the one in use."""
    amounts = np.stack([lasting[half_life][contacts, days] for half_life in HALF_LIVES], axis=1)
    rows = np.flatnonzero(amounts[:, -1] > 0)
    return Left(rows, amounts[rows], lasting[in_use][contacts, days][rows])


def left_by_day(counts: np.ndarray, half_life: float) -> np.ndarray:
    """What is left of all acts on each day, that day's own included."""
    left = counts.copy()
    for day in range(1, N_DAYS):
        left[:, day] += left[:, day - 1] * 0.5 ** (1 / half_life)
    return left


@pytest.mark.parametrize("does_add", [True, False])
def test_planted_half_lives_come_back_within_a_fifth(does_add):
    planted = {"pricing_viewed": 4.0, "webinar_attended": 10.0, "report_read": 25.0}
    history = planted_history(planted, 40.0 if does_add else 2.0, 1, in_use=60.0, does_add=does_add)
    found = {name: one for one in best_half_lives(history) for name in one.signals}
    for name, days in planted.items():
        assert found[name].days == pytest.approx(days, rel=0.2)
        assert found[name].low < days < found[name].high


def test_curves_that_fit_already_stay():
    assert best_half_lives(planted_history({"pricing_viewed": 12.0, "report_read": 12.0}, 3.0, 3, in_use=12.0)) == []


def test_a_curve_that_fades_far_too_slowly_is_changed_with_a_gain_on_later_dates():
    result = tuned(planted_history({"pricing_viewed": 4.0, "report_read": 4.0}, 3.0, 5, in_use=80.0))
    assert {name for one in result.half_lives for name in one.signals} == {"pricing_viewed", "report_read"}
    assert result.is_proposed
    assert result.pr_auc.low > 0


def test_too_few_converters_are_an_answer_and_no_proposal(tmp_path):
    history = planted_history({"pricing_viewed": 7.0}, 0.0, 6)
    history.converted[np.cumsum(history.converted) > 20] = 0
    result = tuned(history)
    assert not result.is_proposed
    assert "25 and 10 are needed" in result.reason


def test_points_follow_from_what_is_left_as_the_build_has_them(built_demo):
    history = read_history(built_demo)
    assert len(history.points) > 10_000
    assert points_of(history, [], {}) == pytest.approx(history.points, abs=1e-5)


def test_what_is_left_by_a_half_life_is_what_the_build_would_have(built_demo):
    """The demo's curve `slow` has half-life 30; of acts that are no older, two half-lives mixed leave as much."""
    history = read_history(built_demo)
    signal = max(history.signals, key=lambda one: len(one.on_dates.rows))
    day = history.dates[signal.on_dates.rows[-1]]
    with duckdb.connect(str(built_demo), read_only=True) as connection:
        expected = dict(
            connection.execute(
                """
                select days.contact_id, sum(days.n_counted * shares.share_micro) / 1e6
                from intent_internal.int_contact_signal_days as days
                left join intent_internal.int_decay_shares as shares
                    on shares.curve_name = 'slow' and shares.age_days = $day - days.occurred_date
                where days.signal_name = $signal and days.known_date <= $day and days.retracted_date > $day
                group by days.contact_id
                having max($day - days.occurred_date) <= 30
                """,
                {"day": day.astype(object), "signal": signal.name},
            ).fetchall()
        )
    found = {
        int(history.contacts[row]): worth
        for row, worth in zip(signal.on_dates.rows, signal.on_dates.by(30.0), strict=True)
        if history.dates[row] == day
    }
    compared = found.keys() & expected.keys()
    assert len(compared) > 20
    assert [found[contact] for contact in compared] == pytest.approx([expected[one] for one in compared], rel=0.02)


def test_the_command_reads_a_build_says_what_it_found_and_leaves_the_build_alone(built_demo, tmp_path):
    before = hashlib.sha256(built_demo.read_bytes()).hexdigest()
    command = [sys.executable, "-m", "intent.cli", "tune", "--database", str(built_demo)]
    done = subprocess.run([*command, "--out", str(tmp_path / "tuned")], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Tuned on as-of dates" in done.stdout
    is_proposed = (tmp_path / "tuned" / "intent_signals.csv").exists()
    assert ("No change is proposed" in done.stdout) is not is_proposed
    assert hashlib.sha256(built_demo.read_bytes()).hexdigest() == before


def test_proposed_rows_have_the_columns_of_the_seeds_and_change_two_numbers_only(built_demo, project_root):
    history = read_history(built_demo)
    half_life = HalfLife(("pricing_page_viewed", "demo_requested"), 12.34, 9.0, 16.0)
    gain = Gain(0.1, 0.2, 0.05, 0.15)
    result = Tuned([half_life], {"pricing_page_viewed": 3.0, "email_opened": 1.5}, gain, gain, True, "")
    signals, curves = proposed_rows(built_demo, history, result)
    seeds = {name: list(csv.DictReader((project_root / "seeds" / name).open())) for name in FILES[:2]}
    assert list(signals[0]) == list(seeds["intent_signals.csv"][0])
    assert list(curves[0]) == list(seeds["intent_decay_curves.csv"][0])
    assert [tuple(row.values()) for row in curves] == [("half_life_12_3_days", "half_life", "12.3", "62")]
    in_use = {row["signal_name"]: row for row in seeds["intent_signals.csv"]}
    for row in signals:
        kept = {name for name in row if row[name] != in_use[row["signal_name"]][name]}
        assert kept <= {"decay_curve", "max_points"}
    assert {row["signal_name"]: (row["decay_curve"], float(row["max_points"])) for row in signals} == {
        "pricing_page_viewed": ("half_life_12_3_days", 60.0),
        "demo_requested": ("half_life_12_3_days", 25.0),
        "email_opened": ("default", 1.5 * float(in_use["email_opened"]["points"])),
    }


def test_without_a_new_curve_nobody_is_asked_to_add_one(built_demo, tmp_path, monkeypatch, capsys):
    gain = Gain(0.1, 0.2, 0.05, 0.15)
    monkeypatch.setattr("intent.tuning.command.read_history", lambda _: History(*[np.zeros(0)] * 4, None))
    for half_lives in ([], [HalfLife(("email_opened",), 9.0, 7.0, 11.0)]):
        result = Tuned(half_lives, {"email_opened": 1.5}, gain, gain, True, "")
        monkeypatch.setattr("intent.tuning.command.tuned", lambda _, result=result: result)
        run_tune(built_demo, tmp_path / "tuned")
        assert ("those of the second" in capsys.readouterr().out) is bool(half_lives)


def test_a_folder_of_something_else_and_a_missing_build_are_one_sentence(tmp_path):
    with pytest.raises(InputError, match="nobody.duckdb does not exist"):
        run_tune(tmp_path / "nobody.duckdb", tmp_path / "tuned")
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(InputError, match="holds notes.txt, which is not of a tuning"):
        run_tune(tmp_path / "nobody.duckdb", tmp_path)


def test_signals_that_say_nothing_are_no_proposal():
    result = tuned(planted_history({"pricing_viewed": 12.0, "report_read": 12.0}, 0.0, 4))
    assert not result.is_proposed
    assert result.reason
