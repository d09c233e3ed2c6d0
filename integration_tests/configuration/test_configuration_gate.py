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
    DOMAINS,
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
    line,
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
        self.good = {path: path.read_text(encoding="utf-8") for path in (folder / "seeds").rglob("*.csv")}

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


def reported(message: str) -> list[str]:
    """The sentences of the gate's message."""
    first, *lines = message.splitlines()
    assert re.search(rf"The configuration has {len(lines)} mistake\(s\); nothing was scored\.$", first), message
    return [line.strip() for line in lines]


@pytest.fixture(scope="module")
def messages(project) -> dict[str, list[str]]:
    """What the gate says in each build."""
    return {name: reported(project.build(faults)) for name, faults in BUILDS.items()}


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
            "select schema_name, table_name from duckdb_tables() where regexp_full_match(table_name, ?) "
            "and not starts_with(table_name, 'stg_') and table_name not in (select unnest(?))",
            [pattern, before_the_gate],
        ).fetchall()
        return {
            table: connection.execute(
                f"select count(*), bit_xor(hash(stored, rowid)) from {schema}.{table} as stored"
            ).fetchone()
            for schema, table in tables
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


# A notebook of what was built, a curve of mathematics, and the calendar of the semantic layer.
NOT_BEHIND_THE_GATE = {"int_stored_tables", "int_sigmoid_values", "intent_days"}


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


KINDS = {"string", "words", "number", "whole_number", "reference", "date", "domain", "identifier", "null_like"}
# What a kind needs beside its name.
BOUNDS = {"lowest", "highest"}
NEEDS = {"words": {"words"}, "number": BOUNDS, "whole_number": BOUNDS, "reference": {"references"}}


def macro(project: Project, name: str) -> dict | list:
    """What a macro returns while dbt parses."""
    with project.session.adapter.connection_named("macro"):
        return project.session.adapter.execute_macro(name, project="intent", macro_resolver=project.session.manifest)


def test_every_seed_has_its_rules(project, manifest):
    seeds = {node["name"]: node for node in manifest["nodes"].values() if node["resource_type"] == "seed"}
    assert sorted(macro(project, "configuration_seeds")) == sorted(seeds)
    for name, seed in seeds.items():
        assert list(seed["columns"]) == list(seed["config"]["column_types"]) == header_of(name), name
        assert set(seed["config"]["meta"]["keys"]) <= set(seed["columns"]), name
        for column in seed["columns"].values():
            meta = column["config"]["meta"]
            assert meta["kind"] in KINDS, f"{name} {column['name']}"
            assert NEEDS.get(meta["kind"], set()) <= set(meta), f"{name} {column['name']}"
            if "references" in meta:
                other, its_column = meta["references"]
                assert its_column in seeds[other]["columns"], f"{name} {column['name']}"


def test_every_var_has_its_rule(project):
    given = yaml.safe_load((project.folder / "dbt_project.yml").read_text(encoding="utf-8"))["vars"]
    # The name of a seed that is none is dbt's own to refuse, before it builds anything.
    rules = {name for name, rule in macro(project, "var_rules").items() if rule["kind"] != "renamed"}
    assert rules == set(given)


def file_of_before(table: Table) -> None:
    """Rules as they were before they could ask for a campaign or a referrer."""
    table.rows[:] = [row[:5] for row in table.rows if row[5:] in ([], ["%", "%"])]
    del table.header[5:]


def test_sql_in_a_pattern_is_a_string_and_a_rule_that_matches_nothing_is_reported_with_the_count(project, capsys):
    """In a file of five columns, which asks for no campaign and no referrer."""
    rules = [added(R, "9990,%,no such event,%,site_visited"), added(R, f"9991,%,{QUOTED_INJECTION},%,site_visited")]
    rules.append(Fault("a file of before", (), R, file_of_before))
    assert project.build(rules, GATE, "stg_intent__signal_rules", "int_rule_warnings") == ""
    asked = "select distinct campaign_like, referrer_like from intent_internal.stg_intent__signal_rules"
    assert rows(project, asked) == [("%", "%")]
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


def test_sql_in_a_header_is_not_executed_and_creates_nothing(project):
    before = stored_tables(project)
    name = "note varchar); create table intent_internal.stolen (one int); --"
    header = Fault("SQL in a header", (), DOMAINS, lambda table: table.header.__setitem__(1, name))
    message = project.build([header])
    assert f"{DOMAINS}.csv, column '{name}': the file has a column too many; allowed: domain, reason" in message
    assert "The configuration has 1 mistake(s); nothing was scored." in message
    assert rows(project, "select count(*) from duckdb_tables() where table_name = 'stolen'") == [(0,)]
    assert stored_tables(project) == before
    assert project.build([]) == ""


@pytest.mark.parametrize("model", ["int_as_of_dates", "int_current_contact_scores"])
def test_sql_in_a_var_is_not_executed_where_a_model_is_run_without_the_gate(model, project):
    variables = {"intent_history_step_days": INJECTION, "intent_champion_scorecard": QUOTED_INJECTION}
    faults = [Fault("SQL", (), variables=variables)]
    before = stored_tables(project, "int_contacts")
    message = project.build(faults, model)
    assert (INJECTION in message) == (model == "int_as_of_dates")
    assert stored_tables(project, "int_contacts") == before
    assert len(before) == 1


REGIONS = "intent_regions"
NEW_SEED_ENTRY = """\
  - name: intent_regions
    description: "How much a region counts. **Grain:** one row per region."
    config:
      meta: {grain: one row per region, keys: [region_name]}
      column_types: {region_name: varchar, weight: varchar}
    columns:
      - name: region_name
        description: "Name of the region; unique."
        config: {meta: {kind: string}}
      - name: weight
        description: "How much it counts."
        config: {meta: {kind: number, lowest: 0, highest: 10}}
"""
NEW_MODEL = """\
with regions as (
    {{ intent.checked_seed('intent_regions', var('intent_regions_seed', 'intent_regions')) }}
)

select region_name, {{ intent.micro_units(intent.seed_number('weight')) }} as weight_micro from regions
"""
NEW_MODEL_ENTRY = """\
  - name: stg_intent__regions
    description: "The regions, typed. **Grain:** one row per region."
    config:
      meta: {grain: one row per region}
    data_tests:
      - unique_grain: {arguments: {columns: [region_name]}}
"""


def test_a_seed_added_by_the_recipe_is_checked_and_scores_are_built_again(project):
    """The five places of CONTRIBUTING, and no other: the file, its entry, the list, the typed model and its entry."""
    file, models = project.folder / "seeds" / f"{REGIONS}.csv", project.folder / "models/staging/intent/seeds"
    # The hash that marts show, and the fingerprints that the stored scores were built from.
    hash_of = (
        "select configuration_hash, (select sum(distinct input_fingerprint) "
        "from intent_internal.int_contact_scores_as_of) from intent_internal.int_configuration_hash"
    )
    scores = [
        "int_given_score_fingerprints",
        "int_score_fingerprints",
        "int_given_points_as_of",
        "int_contact_scores_as_of",
    ]
    select = [GATE, "stg_intent__regions", "int_configuration_hash", *scores]
    found = rows(project, hash_of)
    add_text(project.folder / "seeds" / "_seeds.yml", NEW_SEED_ENTRY)
    seeds = next((project.folder / "macros").rglob("configuration_seeds.sql"))
    seeds.write_text(seeds.read_text(encoding="utf-8").replace("return([", f"return([ '{REGIONS}',"), encoding="utf-8")
    (models / "stg_intent__regions.sql").write_text(NEW_MODEL, encoding="utf-8")
    add_text(models / "_seeds__models.yml", NEW_MODEL_ENTRY)
    file.write_text("region_name,weight\nnorth,1\nNorth,11\n", encoding="utf-8")
    project.session.parse()
    twice = "the row stands 2 times in the file; allowed: once"
    assert reported(project.build([], *select)) == [
        line(REGIONS, "North", "region_name", "North", twice),
        line(REGIONS, "North", "weight", "11", "allowed: a number from 0 to 10, with a point for decimals"),
        line(REGIONS, "north", "region_name", "north", twice),
    ]
    for weight in ("1", "2"):
        file.write_text(f"region_name,weight\nnorth,{weight}\n", encoding="utf-8")
        assert project.build([], *select) == ""
        assert rows(project, "from intent_internal.stg_intent__regions") == [("north", int(weight) * 1000000)]
        found += rows(project, hash_of)
    for values in zip(*found, strict=True):
        assert len(set(values)) == len(values) == 3, values


def add_text(file: Path, text: str) -> None:
    file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")


@pytest.fixture(scope="module")
def own_seed(project) -> Callable[..., str]:
    """A project whose signals and domains come from a user's own seeds, without types; returns what dbt prints."""
    settings = project.folder / "dbt_project.yml"
    text = settings.read_text(encoding="utf-8").replace(
        "\nvars:\n", "\nvars:\n  intent_signals_seed: own_signals\n  intent_excluded_domains_seed: own_domains\n"
    )
    # A string in the place of a list must not keep dbt from reading the project.
    text = text.replace("intent_deal_models: []", "intent_deal_models: stg_salesforce__deals")
    settings.write_text(text, encoding="utf-8")
    project.change([])
    write_own_seeds(project)
    project.session.parse()

    def build(arguments: list[str], **changes: str) -> str:
        write_own_seeds(project, **changes)
        output = io.StringIO()
        with redirect_stdout(output):
            dbtRunner(manifest=project.session.manifest).invoke(["--no-use-colors", "build", *arguments])
        project.session.let_go()
        return output.getvalue()

    return build


def write_own_seeds(project: Project, lacks: str = "", domain: str = "rival.example", **points: str) -> None:
    """The signals with other points, one more signal that nothing gives, and perhaps without a column; one domain."""
    header, *cells = csv.reader(project.good[project.folder / "seeds" / f"{S}.csv"].splitlines())
    table = Table(header, [*cells, next(csv.reader(["brand_new,low,web,probabilistic,1,default,1,1,none,New"]))])
    for signal, value in points.items():
        table.row(signal)[header.index("points")] = value
    if lacks:
        without(S, lacks).change(table)
    domains = project.folder / "seeds" / "own_domains.csv"
    domains.write_text(f"domain,reason\n{domain},a rival\n", encoding="utf-8")
    with (project.folder / "seeds" / "own_signals.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([table.header, *table.rows])


def test_a_wrong_seed_of_a_users_own_and_a_wrong_var_come_in_one_message(own_seed):
    printed = own_seed(["--select", GATE], video_watched="lots", lacks="leak_risk", domain="rival")
    for sentence in (
        "The configuration has 4 mistake(s); nothing was scored.",
        "own_domains.csv, row rival, column domain, value 'rival': allowed: a domain such as rival.example",
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
        "3 column(s) are no strings: dbt guessed their type and reads 1,5 as 15; give the seed column_types varchar",
    ):
        assert sentence in printed
