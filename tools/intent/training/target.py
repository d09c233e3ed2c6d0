"""What `intent train` reads, copied from any target of profiles.yml into a DuckDB file: one set of queries for all."""

from __future__ import annotations

from contextlib import chdir
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa

from intent.dbt_session import BuildError, DbtSession
from intent.errors import InputError

DAY, NUMBER, WORDS, FLAG = pa.date32(), pa.int64(), pa.string(), pa.bool_()
KEY = {"as_of_date": DAY, "contact_id": NUMBER}
# The models that a fit asks, and of each the columns that it asks for.
READ = {
    "int_contact_outcomes_as_of": {
        **KEY,
        "horizon_days": NUMBER,
        "is_conversion_window": FLAG,
        "is_converted": FLAG,
        "conversion_known_date": DAY,
    },
    "int_quality_population_as_of": {"as_of_date": DAY, "split": WORDS},
    "int_as_of_dates": {"as_of_date": DAY, "grid_date": DAY},
    "int_active_contacts_as_of": KEY,
    "int_given_points_as_of": {**KEY, "scorecard_name": WORDS, "points_micro": NUMBER},
    "int_contact_features_as_of": {**KEY, "feature_name": WORDS, "value_micro": NUMBER},
    "stg_intent__signals": {
        "signal_name": WORDS,
        "leak_risk": WORDS,
        "points_micro": NUMBER,
        "max_points_micro": NUMBER,
    },
    "stg_intent__learned_bins": {"feature_kind": WORDS, "lower_bound_micro": NUMBER},
    "stg_intent__segments": {"min_score": NUMBER},
    "stg_intent__score_curves": {
        "scored_for": WORDS,
        **{column: NUMBER for knot in range(1, 9) for column in (f"points_{knot}_micro", f"score_{knot}")},
    },
}


def copy_of_target(target: str, project: Path, file: Path) -> Path:
    """Copy what the fit reads of a target's last build into a new DuckDB file; InputError where it can't be read."""
    if not (project / "dbt_project.yml").exists():
        raise InputError(
            f"{project.resolve()} holds no dbt_project.yml; run `intent train` in the folder of the dbt project or "
            "give --project-dir"
        )
    with chdir(project):
        try:
            session = DbtSession(target)
            session.parse()
            with duckdb.connect(str(file)) as into:
                into.execute("create schema intent_internal")
                for model, columns in READ.items():
                    copy_model(session, model, columns, into)
            session.let_go()
        except BuildError as error:
            raise InputError(f"--target {target}: {error}; is the project built there?") from error
    return file


def copy_model(session: DbtSession, model: str, columns: dict[str, pa.DataType], into: duckdb.DuckDBPyConnection):
    """Copy columns of a model, through the driver of the target's adapter."""
    names = ", ".join(columns)
    with session.connection():
        _, cursor = session.adapter.connections.add_query(
            f"select {names} from {session.relation(f'model.intent.{model}')}", auto_begin=False
        )
        found = cursor.fetchall()
    values = list(zip(*found, strict=True)) or [()] * len(columns)
    rows_of_model = pa.table(
        {
            name: pa.array([written_day(cell) for cell in cells] if kind == DAY else cells, type=kind)
            for (name, kind), cells in zip(columns.items(), values, strict=True)
        }
    )
    into.register("rows_of_model", rows_of_model)
    into.execute(f"create table intent_internal.{model} as from rows_of_model")
    into.unregister("rows_of_model")


def written_day(cell: date | str | None) -> date | None:
    """A day; some drivers give it as a string."""
    return date.fromisoformat(cell) if isinstance(cell, str) else cell
