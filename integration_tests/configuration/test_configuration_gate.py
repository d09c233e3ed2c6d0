"""The configuration gate: each fault in a seed or a var is one sentence, all sentences come at once, nothing is scored.

Faults that do not touch each other share a build; in each build the message holds their sentences and no others.
"""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from pathlib import Path

import duckdb
import pytest
import yaml
from configuration_faults import (
    BUILDS,
    CONSEQUENCES,
    FAULTS,
    INJECTION,
    MODELS,
    POINTS,
    QUOTED_INJECTION,
    Fault,
    R,
    S,
    Table,
    added,
    header_of,
    without,
)
from dbt.cli.main import dbtRunner
from intent.dbt_session import BuildError, DbtSession
from intent.summary import print_warnings
from rich.console import Console

NOT_COPIED = shutil.ignore_patterns(".venv", ".git", "target", "logs", "*.duckdb*", "integration_tests", ".*_cache")
GATE = "+stg_intent__configuration_errors"


class Project:
    """A copy of the project with a database of its own and dbt kept in the process."""

    def __init__(self, folder: Path, target: str | None = None) -> None:
        self.folder = folder
        self.session = DbtSession(target)
        self.session.parse()
        self.good = {path: path.read_text(encoding="utf-8") for path in (folder / "seeds").glob("*.csv")}

    def change(self, faults: list[Fault]) -> dict[str, object]:
        """Write the seeds with these faults in them; the vars to build with."""
        for path, text in self.good.items():
            header, *rows = csv.reader(text.splitlines())
            table = Table(header, rows)
            for fault in faults:
                if fault.seed == path.stem:
                    fault.change(table)
            with path.open("w", newline="", encoding="utf-8") as file:
                csv.writer(file, lineterminator="\n").writerows([table.header, *table.rows])
        return {name: value for fault in faults for name, value in fault.variables.items()}

    def build(self, faults: list[Fault], *select: str) -> str:
        """What dbt says of a build with these faults; '' where it says nothing."""
        variables = self.change(faults)
        try:
            self.session.call("build", "--vars", yaml.safe_dump(variables), "--select", *(select or [GATE]))
        except BuildError as error:
            return str(error)
        finally:
            self.session.let_go()
        return ""


@pytest.fixture(scope="module")
def project(project_root, built_demo, tmp_path_factory) -> Iterator[Project]:
    """A copy of the project with its scores, in whose folder the tests run."""
    folder = tmp_path_factory.mktemp("gate") / "project"
    shutil.copytree(project_root, folder, ignore=NOT_COPIED)
    with duckdb.connect() as connection:
        connection.execute(
            f"attach '{built_demo}' as built (read_only); attach '{folder / 'warehouse.duckdb'}' as copied"
        )
        connection.execute("copy from database built to copied")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("DBT_PROFILES_DIR", str(folder))
        patch.setenv("INTENT_DUCKDB_PATH", str(folder / "warehouse.duckdb"))
        yield Project(folder)


def told(message: str) -> list[str]:
    """The sentences of the gate's message."""
    first, *lines = message.splitlines()
    assert re.search(rf"The configuration has {len(lines)} mistake\(s\); nothing was scored\.$", first), message
    return [text.strip() for text in lines]


@pytest.fixture(scope="module")
def messages(project) -> dict[str, list[str]]:
    """What the gate says in each build."""
    return {name: told(project.build(faults)) for name, faults in BUILDS.items()}


def test_the_seeds_as_they_are_pass(project):
    assert project.build([]) == ""


@pytest.mark.parametrize(("name", "fault"), FAULTS, ids=[fault.name for _, fault in FAULTS])
def test_the_gate_names_file_row_column_value_and_what_is_allowed(name, fault, messages):
    assert [says for says in fault.says if says.strip() not in messages[name]] == []


@pytest.mark.parametrize("name", BUILDS)
def test_one_message_holds_every_mistake_and_nothing_else(name, messages):
    expected = {says.strip() for fault in BUILDS[name] for says in fault.says} | CONSEQUENCES.get(name, set())
    assert sorted(messages[name]) == sorted(expected)


def rows(project: Project, query: str) -> list[tuple]:
    with duckdb.connect(str(project.folder / "warehouse.duckdb"), read_only=True) as connection:
        return connection.execute(query).fetchall()


def stored_tables(project: Project, pattern: str = ".*") -> dict[str, tuple]:
    """For each table behind the gate its rows, and where each lies in the file, in one hash."""
    before_the_gate = [path.stem for path in project.good]
    with duckdb.connect(str(project.folder / "warehouse.duckdb"), read_only=True) as connection:
        tables = connection.execute(
            "select table_name from duckdb_tables() where regexp_full_match(table_name, ?) "
            "and not starts_with(table_name, 'stg_') and table_name not in (select unnest(?))",
            [pattern, before_the_gate],
        ).fetchall()
        return {
            table: connection.execute(
                f"select count(*), bit_xor(hash(stored, rowid)) from intent.{table} as stored"
            ).fetchone()
            for (table,) in tables
        }


def test_a_failed_build_leaves_every_score_as_it_was(project):
    def weigh_more(table: Table) -> None:
        table.row("pricing_page_viewed")[table.header.index("points")] = "24"

    before = stored_tables(project)
    changed = Fault("a weight that would change scores", (), S, weigh_more)
    message = project.build([changed, *BUILDS["gap"]], "fqn:*", "--exclude-resource-type", "unit_test")
    assert "The configuration has" in message
    assert stored_tables(project) == before
    assert before["int_contact_scores_as_of"][0] > 10000
    assert len(before) > 80


# A view without rows of its own, and a notebook of what was built.
NOT_BEHIND_THE_GATE = {"int_delivered_events", "int_stored_tables"}


def test_everything_after_staging_waits_for_the_gate(manifest):
    gate = "model.intent.stg_intent__configuration_errors"
    behind, found = {gate}, True
    while found:
        found = {name for name in manifest["parent_map"] if behind & set(manifest["parent_map"][name])} - behind
        behind |= found
    models = {
        node["name"]: name
        for name, node in manifest["nodes"].items()
        if node["resource_type"] == "model" and not node["path"].startswith("staging")
    }
    assert {name for name in models if models[name] not in behind} == NOT_BEHIND_THE_GATE
    assert len(models) > 100


def test_every_seed_and_var_has_its_rules(project, manifest):
    def rules(macro: str) -> dict:
        with project.session.adapter.connection_named("rules"):
            return project.session.adapter.execute_macro(
                macro, project="intent", macro_resolver=project.session.manifest
            )

    seeds = {
        node["name"]: node["config"]["column_types"]
        for node in manifest["nodes"].values()
        if node["resource_type"] == "seed"
    }
    described = {seed: [column[0] for column in rule["columns"]] for seed, rule in rules("seed_columns").items()}
    assert described == {seed: header_of(seed) for seed in seeds}
    assert {seed: list(types) for seed, types in seeds.items()} == described
    given = yaml.safe_load((project.folder / "dbt_project.yml").read_text(encoding="utf-8"))["vars"]
    # The name of a seed that is none is dbt's own to refuse, before it builds anything.
    assert set(rules("var_rules")) == {name for name in given if not name.endswith("_seed")}


def test_sql_in_a_pattern_is_text_and_a_rule_that_matches_nothing_is_told_with_the_count(project, capsys):
    rules = [added(R, "9990,%,no such event,%,site_visited"), added(R, f"9991,%,{QUOTED_INJECTION},%,site_visited")]
    assert project.build(rules, GATE, "stg_intent__signal_rules", "int_rule_warnings") == ""
    stored = rows(
        project, "select event_name_like from intent_internal.stg_intent__signal_rules where rule_order = 9991"
    )
    assert stored == [(QUOTED_INJECTION,)]
    assert rows(project, "select count(*) > 1000 from intent_internal.int_contacts") == [(True,)]
    kinds = rows(
        project, "select count(distinct (source_name, event_name, event_target)) from intent_internal.int_event_kinds"
    )[0][0]
    warned = rows(project, "select * from intent_internal.int_rule_warnings where key_value > '9000' order by all")
    assert warned == [
        (f"{R}.csv", key, "event_name_like", pattern,
         f"matches none of the {kinds} kinds of events delivered so far, so site_visited does not come from it")
        for key, pattern in (("9990", "no such event"), ("9991", QUOTED_INJECTION))
    ]  # fmt: skip
    assert rows(
        project, "select count(*) from intent_internal.int_rule_warnings where key_value in ('10', '110', '330')"
    ) == [(0,)]
    print_warnings(Console(soft_wrap=True), project.folder / "warehouse.duckdb")
    assert f"{R}.csv, row 9990, column event_name_like, value 'no such event': matches none" in capsys.readouterr().out


@pytest.mark.parametrize("model", ["int_as_of_dates", "int_current_contact_scores"])
def test_sql_in_a_var_is_not_executed_where_a_model_is_run_without_the_gate(model, project):
    variables = {"intent_history_step_days": INJECTION, "intent_champion_scorecard": QUOTED_INJECTION}
    faults = [Fault("SQL", (), variables=variables)]
    before = stored_tables(project, "int_contacts")
    message = project.build(faults, model)
    assert (INJECTION in message) == (model == "int_as_of_dates")
    assert stored_tables(project, "int_contacts") == before
    assert len(before) == 1


@pytest.fixture(scope="module")
def own_seed(project) -> Callable[..., str]:
    """A project whose signals come from a user's own seed, which it gives no column types; returns what dbt prints."""
    settings = project.folder / "dbt_project.yml"
    text = settings.read_text(encoding="utf-8").replace(
        "_signals_seed: intent_signals\n", "_signals_seed: own_signals\n"
    )
    # A text in the place of a list must not keep dbt from reading the project.
    text = text.replace("intent_deal_models: []", "intent_deal_models: stg_salesforce__deals")
    settings.write_text(text, encoding="utf-8")
    project.change([])
    write_own_signals(project)
    project.session.parse()

    def build(arguments: list[str], **changes: str) -> str:
        write_own_signals(project, **changes)
        output = io.StringIO()
        with redirect_stdout(output):
            dbtRunner(manifest=project.session.manifest).invoke(["--no-use-colors", "build", *arguments])
        project.session.let_go()
        return output.getvalue()

    return build


def write_own_signals(project: Project, lacks: str = "", **points: str) -> None:
    """The signals with other points, one more signal that nothing gives, and perhaps without a column."""
    header, *cells = csv.reader(project.good[project.folder / "seeds" / f"{S}.csv"].splitlines())
    table = Table(header, [*cells, next(csv.reader(["brand_new,low,web,probabilistic,1,default,1,1,none,New"]))])
    for signal, value in points.items():
        table.row(signal)[header.index("points")] = value
    if lacks:
        without(S, lacks).change(table)
    with (project.folder / "seeds" / "own_signals.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([table.header, *table.rows])


def test_a_wrong_seed_of_a_users_own_and_a_wrong_var_come_in_one_message(own_seed):
    printed = own_seed(["--select", GATE], video_watched="lots", lacks="leak_risk")
    for sentence in (
        "The configuration has 3 mistake(s); nothing was scored.",
        f"own_signals.csv, row video_watched, column points, value 'lots': {POINTS}",
        "own_signals.csv, column leak_risk: the file lacks this column",
        f"dbt_project.yml, row vars, column intent_deal_models, value 'stg_salesforce__deals': {MODELS}",
    ):
        assert sentence in printed


def test_what_is_only_unusual_is_a_warning_in_sentences(own_seed):
    right = [
        "--vars",
        "{intent_deal_models: []}",
        "--select",
        "+stg_intent__configuration_warnings",
    ]
    printed = own_seed(
        [*right, "--select", "+stg_intent__configuration_warnings"],
        video_watched="12",
        meeting_booked="26",
        feature_used="4",
    )
    assert "Completed successfully" in printed
    for sentence in (
        "WARNING: the configuration is unusual in 5 place(s); scoring goes on.",
        "own_signals.csv, row video_watched, column points, value '12': unusual for tier low: 1 to 3",
        "own_signals.csv, row meeting_booked, column points, value '26': unusual for tier high: 15 to 25",
        "own_signals.csv, row feature_used, column points, value '4': unusual for tier mid: 5 to 10",
        "own_signals.csv, row brand_new, column signal_name, value 'brand_new': no rule and no composite gives it",
        "3 column(s) are no text: dbt guessed their type and reads 1,5 as 15; give the seed column_types varchar",
    ):
        assert sentence in printed
