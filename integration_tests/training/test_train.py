"""`intent train`: SQL makes of its rows what the library predicts, from what was known, or a sentence says why not."""

from __future__ import annotations

import csv
import importlib.util
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np
import pytest
from intent import warehouse
from intent.errors import InputError
from intent.training.command import COLUMNS, read_seed, run_train, write_seed
from intent.training.examples import Examples, read_examples
from intent.training.model import Card, fit

NOT_COPIED = shutil.ignore_patterns(".venv", ".git", "target", "logs", "*.duckdb*", "integration_tests", ".*_cache")
NEEDED = {"logistic": ("sklearn", "make setup-train"), "ebm": ("interpret", "make setup-train installs interpret")}
MISSING = {model: why for model, (module, why) in NEEDED.items() if importlib.util.find_spec(module) is None}


@dataclass(frozen=True)
class Trained:
    """Cards of both models, and the database that scored the rows they wrote."""

    seed: Path
    database: Path
    examples: Examples
    cards: dict[str, Card]


@pytest.fixture(scope="module")
def trained(built_demo, project_root, tmp_path_factory) -> Trained:
    """A copy of the project with the rows of both models in its seed, scored on a copy of the built demo."""
    folder = tmp_path_factory.mktemp("trained")
    project = Path(shutil.copytree(project_root, folder / "project", ignore=NOT_COPIED))
    database = Path(shutil.copy(built_demo, folder))
    seed = project / "seeds" / "intent_scorecard_weights.csv"
    examples, cards = read_examples(built_demo, None), {}
    for model in NEEDED.keys() - MISSING.keys():
        run_train(built_demo, model, None, model, seed)
        cards[model] = fit(model, examples)
    warehouse.run_dbt(
        ["build", "--quiet", "--exclude-resource-types", "test", "unit_test", "--target-path", str(folder / "target")]
        + ["--select", "+stg_intent__configuration_errors", "int_scorecards", "int_given_score_fingerprints"]
        + ["int_given_points_as_of"],
        project,
        INTENT_DUCKDB_PATH=str(database),
    )
    return Trained(seed, database, examples, cards)


@pytest.mark.parametrize("model", NEEDED)
def test_sql_scores_what_the_library_predicts(trained, model):
    if model in MISSING:
        pytest.skip(MISSING[model])
    predicted = trained.cards[model].predicted_points(trained.examples.values)
    with duckdb.connect(str(trained.database), read_only=True) as connection:
        rows = connection.execute(
            "select as_of_date, contact_id, points_micro from intent_internal.int_given_points_as_of "
            "where scorecard_name = ?",
            [model],
        ).fetchall()
    points = {(day, contact): micro / 1e6 for day, contact, micro in rows}
    found = np.array([points[key] for key in trained.examples.keys])
    assert len(found) > 10000 and len(np.unique(found)) > 1000
    assert np.abs(found - predicted).max() < 1e-9


def test_other_scorecards_stay_and_a_second_training_replaces_the_first(trained, built_demo, project_root):
    before = (project_root / "seeds" / "intent_scorecard_weights.csv").read_text(encoding="utf-8").splitlines()
    first = trained.seed.read_text(encoding="utf-8").splitlines()
    assert first[: len(before)] == before
    run_train(built_demo, "logistic", None, "logistic", trained.seed)
    second = trained.seed.read_text(encoding="utf-8").splitlines()
    assert sorted(second) == sorted(first)


def test_a_seed_from_before_learned_until_gets_the_column(tmp_path):
    seed = tmp_path / "cards.csv"
    header = [name for name in COLUMNS if name != "learned_until"]
    seed.write_text(",".join(header) + "\nold,tenure_days,0,1,1,0,Old\n", encoding="utf-8")
    assert [row["learned_until"] for row in read_seed(seed)] == ["9999-12-31"]
    write_seed(seed, read_seed(seed))
    assert seed.read_text(encoding="utf-8").splitlines()[1] == "old,tenure_days,0,1,1,0,9999-12-31,Old"


def test_a_card_knows_nothing_of_what_came_after_its_windows(built_demo, tmp_path):
    until = "2025-12-01"
    whole = read_examples(built_demo, until)
    cut_off = Path(shutil.copy(built_demo, tmp_path))
    with duckdb.connect(str(cut_off)) as connection:
        connection.execute(f"""
            delete from intent_internal.int_contact_outcomes_as_of where as_of_date > date '{until}';
            delete from intent_internal.int_active_contacts_as_of where as_of_date > date '{until}';
            delete from intent_internal.int_signal_features_as_of where as_of_date > date '{until}';
            update intent_internal.int_contact_outcomes_as_of set is_converted = false
            where conversion_known_date > date '{whole.known_until}';
        """)
    early = read_examples(cut_off, until)
    assert str(max(day for day, _ in whole.keys)) <= until and whole.known_until < whole.test_date
    assert whole.converted.sum() >= 100 and early.keys == whole.keys
    assert fit("logistic", early).rows == fit("logistic", whole).rows


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"model": "forest"}, "--model forest is unknown; give logistic or ebm"),
        ({"train_until": "soon"}, "--train-until soon is no day; give one as 2026-03-31"),
        ({"train_until": "2026-02-10"}, "has windows that end on 2026-03-12, and test dates begin on 2026-02-16"),
        ({"train_until": "2020-01-01"}, "--train-until 2020-01-01 is before the first as-of date"),
        ({"train_until": "2025-06-30"}, "which is too few to learn from; train on 25 or more"),
        # On 37 contact-dates.
        ({"train_until": "2025-07-28"}, "20 contacts converted within a window up to 2025-07-28, which is too few"),
        ({"name": "hand_weights"}, "--name hand_weights is taken or no name"),
        ({"name": "a, b"}, "--name a, b is taken or no name"),
        ({"seed": "seeds/intent_signals.csv"}, "has other columns than intent_scorecard_weights; its header is"),
        ({"seed": "nowhere.csv"}, "nowhere.csv can't be read (No such file or directory)"),
        ({"database": Path("nowhere.duckdb")}, "nowhere.duckdb does not exist"),
        ({"target": "moon", "project": Path("nowhere")}, "holds no dbt_project.yml; run `intent train` in the folder"),
    ],
)
def test_what_cannot_be_trained_is_one_sentence(built_demo, project_root, tmp_path, options, sentence):
    seed = Path(shutil.copy(project_root / "seeds" / "intent_scorecard_weights.csv", tmp_path))
    given = {"database": built_demo, "model": "logistic", "train_until": None, "name": None, "seed": seed, **options}
    if isinstance(given["seed"], str):
        given["seed"] = project_root / given["seed"]
    before = seed.read_bytes()
    with pytest.raises(InputError) as raised:
        run_train(**given)
    assert sentence in str(raised.value) and "\n" not in str(raised.value)
    assert seed.read_bytes() == before


@pytest.mark.parametrize(("model", "module"), [("logistic", "sklearn.linear_model"), ("ebm", "interpret.glassbox")])
def test_a_missing_library_is_one_sentence(built_demo, project_root, tmp_path, monkeypatch, model, module):
    monkeypatch.setitem(sys.modules, module, None)
    seed = Path(shutil.copy(project_root / "seeds" / "intent_scorecard_weights.csv", tmp_path))
    with pytest.raises(InputError, match="is not installed; run `make setup-train`"):
        run_train(built_demo, model, None, None, seed)


def test_rows_are_whole_millionths_in_the_words_of_the_seed(trained):
    with trained.seed.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["scorecard_name"] == "logistic"]
    assert len(rows) > 100 and all(all(row.values()) for row in rows)
    assert {row["learned_until"] for row in rows} == {str(trained.examples.known_until)}
    assert {row["points_per_unit"] for row in rows} == {"0"}
    bins = sorted(float(row["lower_bound"]) for row in rows if row["feature_name"] == "days_since_last_event")
    assert bins[0] <= 0 and "1000000000" in {row["upper_bound"] for row in rows}
