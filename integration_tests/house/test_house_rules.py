"""House rules over the parsed manifest: one test per rule, and one wrong example that breaks it.

A rule is a function from a model, macro or seed to the sentences it violates. RULES pairs each rule
with an example it must find, so that no rule is silent because it looks at nothing.
"""

from __future__ import annotations

import csv
import re
import subprocess
from dataclasses import dataclass, field, replace
from pathlib import Path

import duckdb
import pytest
import yaml
from contracts import columns_of, models_of
from statements import Warehouse

FORBIDDEN_NAMES = {"ts", "dt", "cnt", "flag", "tmp", "final", "data", "v2"}
SOURCES = ("hubspot", "salesforce", "marketo", "snowplow", "ga4", "generic")
CLOCKS = r"\b(current_date|current_timestamp|run_started_at|getdate|localtimestamp)\b|\bnow\s*\("
FORBIDDEN_SQL = (
    r"\bqualify\b",
    r"\bgroup by all\b",
    r"\bdistinct on\b",
    r"\bany_value\s*\(",
    r"\bmedian\s*\(",
    r"\brecursive\b",
    r"::",
    r"\bdateadd\b",
    r"\bdatediff\s*\(",
    r"\bround\s*\(",
)
# Models whose subject is named by their own noun although as_of_date is a key of theirs.
NAMED_BY_THEIR_SUBJECT = {
    "int_as_of_dates": "the as-of date is the subject itself, not a coordinate of it",
    "int_feature_fingerprints": "a fingerprint of all that an as-of date can see belongs to the date itself",
    "int_archetype_fingerprints": "the same, with lifecycles and the rules of archetypes",
    "int_score_fingerprints": "the same, with the scorecards and segments",
    "int_given_score_fingerprints": "the same, of scorecards with given weights",
    "int_learned_feature_fingerprints": "the same, of what learned scorecards look at",
    "int_learned_score_fingerprints": "the same, of learned scorecards",
    "int_latest_as_of_date": "one row that is a date",
    "int_quality_examples_as_of": "an example is a contact on a date; the date is half of the noun",
}
# Intermediate models whose rows have no key to prove: deliveries may repeat, and are counted instead
# (assert_rows_delivered_are_all_accounted_for); their grain says "delivered".
WITHOUT_A_KEY = {"int_composite_items": "its event is folded into item_key, what a composite counts"}
# What a CRM overwrites and what therefore knows the future.
OVERWRITTEN = r"\b(last_activity_date|is_converted|lead_source|property_lifecyclestage|property_hs_lead_status)\b"
# Models that ask what day it is.
MAY_KNOW_THE_DAY = {
    "int_as_of_dates": "its subject",
    "int_received_source_days": "with intent_reload_days: which raw rows are looked at again, never when one counts",
}
# Macros that read a var although models read vars and pass them.
MAY_READ_VARS = {"is_connector_on": "folders and unions must not have two switches"}
# Macros that dbt or a dispatch calls by name; they have no page of their own in _macros.yml.
ENGINE_IMPLEMENTATION = r"^(default|postgres|spark|duckdb)__|^materialization_|^test_"


# Internal models that people query: all their columns are described.
QUERIED = {
    *("int_received_events", "int_spine_events", "int_event_kinds"),
    *("int_delivered_events", "int_delivered_conversions"),
    *("int_identifier_owners", "int_dropped_links", "int_contacts"),
    *("int_contact_events", "int_contact_signal_days", "int_event_kind_signals"),
    *("int_signal_features_as_of", "int_contact_features_as_of", "int_contact_behaviour_as_of"),
    *("int_contact_points_as_of", "int_contact_scores_as_of", "int_scorecards"),
    *("int_learned_versions", "int_learned_scorecards", "int_training_examples_as_of"),
    *("int_current_contact_scores", "int_current_contact_signals"),
    *("int_conversions", "int_contact_outcomes_as_of", "int_quality_examples_as_of", "int_cohort_labels_as_of"),
}

# Names of types in contracts; dbt puts an engine's own name for `string`, and Spark knows no varchar without a length.
COLUMN_TYPES = r"bigint|boolean|date|decimal\(\d+, ?\d+\)|double|int|integer|string|timestamp"

# The public input: the columns of each contract, and the contract of each model that delivers one.
CONTRACT_NAMES = ("events", "identity_links", "contacts", "accounts", "conversions", "deals", "feedback")
INPUT_CONTRACTS = {name: columns_of(name) for name in CONTRACT_NAMES}
CONTRACT_OF = {model: contract for contract in INPUT_CONTRACTS for model in models_of(contract)}


@dataclass(frozen=True)
class Model:
    """What the rules look at in a model."""

    name: str = "int_things"
    path: str = "models/intermediate/spine/int_things.sql"
    sql: str = "select 1 as one"
    description: str = "Things. **Grain:** one row per thing."
    grain: str = "one row per thing"
    grain_columns: tuple[str, ...] | None = ("thing_id",)
    columns: dict[str, tuple[str, str]] = field(default_factory=dict)
    has_contract: bool = False
    needs: tuple[str, ...] = ()
    contract: str = ""
    built_columns: tuple[str, ...] = ()

    @property
    def layer(self) -> str:
        """The folder below models/: staging, intermediate or marts."""
        return self.path.split("/")[1]

    @property
    def folder(self) -> str:
        """The folder that holds the file; of staging the source, which is the first folder below models/staging."""
        return self.path.split("/")[2 if self.layer == "staging" else -2]

    @property
    def code(self) -> str:
        """The SQL without its comments."""
        return without_comments(self.sql)


@dataclass(frozen=True)
class Macro:
    """What the rules look at in a macro."""

    name: str = "thing"
    path: str = "macros/thing.sql"
    sql: str = "{% macro thing(number) %}{{ number }}{% endmacro %}"
    description: str = "A thing."
    arguments: tuple[tuple[str, str, str], ...] = (("number", "number", "A number."),)
    file_text: str = "{# A thing. #}\n{% macro thing(number) %}{{ number }}{% endmacro %}"

    @property
    def code(self) -> str:
        """The SQL without its comments."""
        return without_comments(self.sql)

    @property
    def is_public(self) -> bool:
        """True unless dbt or a dispatch calls it by name."""
        return not re.search(ENGINE_IMPLEMENTATION, self.name)

    @property
    def is_helper(self) -> bool:
        """True for the parts of a materialization."""
        return "/materializations/" in self.path


@dataclass(frozen=True)
class Seed:
    """What the rules look at in a seed."""

    name: str = "intent_things"
    header: tuple[str, ...] = ("thing_name",)
    cells: tuple[tuple[str, ...], ...] = (("a thing",),)
    columns: dict[str, str] = field(default_factory=lambda: {"thing_name": "Its name."})


def without_comments(sql: str) -> str:
    return re.sub(r"--[^\n]*|\{#.*?#\}|/\*.*?\*/", "", sql, flags=re.DOTALL)


def without_strings(sql: str) -> str:
    return re.sub(r"'(?:[^']|'')*'", "''", sql)


def found(pattern: str, text: str) -> list[str]:
    return [f"has `{hit.group().strip()}`" for hit in re.finditer(pattern, text, re.IGNORECASE)]


# Names


def name_follows_folder(model: Model) -> list[str]:
    patterns = {
        "staging": rf"stg_{model.folder}__[a-z][a-z0-9_]*",
        "intermediate": r"int_[a-z][a-z0-9_]*",
        "marts": r"intent_[a-z][a-z0-9_]*",
    }
    pattern = patterns.get(model.layer, "(no such layer)")
    right = re.fullmatch(pattern, model.name)
    return [] if right else [f"is in {model.path}, where names are {pattern}"]


def as_of_suffix_says_the_grain(model: Model) -> list[str]:
    if model.layer != "intermediate" or model.name in NAMED_BY_THEIR_SUBJECT:
        return []
    in_grain = "as_of_date" in (model.grain_columns or ())
    if in_grain == model.name.endswith("_as_of"):
        return []
    return [f"{'has' if in_grain else 'lacks'} as_of_date in its grain {model.grain_columns}"]


def published_names(model: Model) -> set[str]:
    code = without_strings(model.code).lower()
    aliases = re.findall(r"\bas\s+\"?([a-z_]\w*)", code)
    steps = re.findall(r"\b([a-z_]\w*)\s+as\s*\(", code)
    return {model.name, *model.columns, *aliases, *steps}


def names_are_words(model: Model) -> list[str]:
    # Insufficient data is what it is: what the sources deliver does not suffice.
    names = {name: name.replace("insufficient_data", "insufficient") for name in published_names(model)}
    bad = sorted(name for name, words in names.items() if FORBIDDEN_NAMES & set(words.split("_")))
    return [f"uses the name {name}" for name in bad]


# Grain and documentation


def description_ends_with_the_grain(model: Model) -> list[str]:
    stated = re.search(r"\*\*Grain:\*\* (one row\b[^.]*)\.$", model.description)
    if not stated:
        return ["has a description without `**Grain:** one row ...` at its end"]
    if stated.group(1) != model.grain:
        return [f"says '{stated.group(1)}' but config.meta.grain is '{model.grain}'"]
    return []


def grain_is_tested(model: Model) -> list[str]:
    is_delivery = model.layer == "intermediate" and "delivered" in model.grain
    if model.layer == "staging" or model.grain_columns or is_delivery or model.name in WITHOUT_A_KEY:
        return []
    return ["has no unique_grain test"]


def mart_has_a_described_contract(model: Model) -> list[str]:
    if model.layer != "marts":
        return []
    missing = [name for name, (kind, text) in model.columns.items() if not (kind and text)]
    foreign = [f"{name} ({kind})" for name, (kind, _) in model.columns.items() if not re.fullmatch(COLUMN_TYPES, kind)]
    return (
        ([] if model.has_contract else ["has no enforced contract"])
        + ([] if model.columns else ["documents no column"])
        + [f"column {name} lacks a description or a data type" for name in missing]
        + [f"column {name} has a type that not every engine knows by this name" for name in foreign]
    )


def documented_columns_exist(model: Model) -> list[str]:
    # dbt compares those of an enforced contract on every build, input_contract_is_described those of an input contract.
    if model.has_contract or model.contract or not (model.columns or model.name in QUERIED):
        return []
    return (
        [f"documents {name}, which is not built" for name in model.columns if name not in model.built_columns]
        + [f"does not document {name}" for name in model.built_columns if name not in model.columns]
        + [f"does not describe {name}" for name, (_, text) in model.columns.items() if not text]
        + ([] if model.built_columns else ["is not in the built demo, so nothing compares its columns"])
    )


def input_contract_is_described(model: Model) -> list[str]:
    # An enforced contract on these views would cost a query each; unions cast to the macro's types anyway.
    if not model.contract:
        return []
    expected = INPUT_CONTRACTS[model.contract]
    described = {name: kind for name, (kind, _) in model.columns.items()}
    if list(described.items()) != list(expected.items()):
        return [f"describes {described}, but macro contract_columns says {expected}"]
    return [
        f"column {name} does not say whether it may be null, or names no example"
        for name, (_, text) in model.columns.items()
        if not re.search(r"\bnull\b.* Example: `[^`]+`\.$", text, re.IGNORECASE)
    ]


def seed_is_described(seed: Seed) -> list[str]:
    return [
        f"column {name} is {'not in the file' if name not in seed.header else 'not described'}"
        for name in dict.fromkeys([*seed.header, *seed.columns])
        if name not in seed.header or not seed.columns.get(name)
    ]


def seed_has_no_empty_cell(seed: Seed) -> list[str]:
    return [
        f"row {number} has an empty {name}"
        for number, row in enumerate(seed.cells, start=1)
        for name, cell in zip(seed.header, row, strict=True)
        if not cell.strip()
    ]


# Macros


def macro_is_documented(macro: Macro) -> list[str]:
    if not macro.is_public:
        return []
    signature = re.search(rf"macro\s+{macro.name}\((.*?)\)\s*-?%}}", macro.sql, re.DOTALL)
    words = re.findall(r"(\w+)\s*(?:=[^,]*)?(?:,|$)", signature.group(1)) if signature else []
    documented = [name for name, _, _ in macro.arguments]
    return (
        ([] if macro.description else ["has no description in _macros.yml"])
        + ([] if words == documented else [f"takes {words} but documents {documented}"])
        + [f"argument {name} lacks type or description" for name, *rest in macro.arguments if not all(rest)]
    )


def macro_file_opens_with_a_comment(macro: Macro) -> list[str]:
    if not macro.is_public:
        return []
    comment = re.match(r"\{#\s*(.+?)\s*#\}\s*\{%", macro.file_text, re.DOTALL)
    right = comment and comment.group(1).endswith(".")
    return [] if right else [f"has no sentence in a comment at the top of {macro.path}"]


def macro_has_its_own_file(macro: Macro) -> list[str]:
    if not macro.is_public or macro.is_helper:
        return []
    return [] if Path(macro.path).stem == macro.name else [f"shares {macro.path}"]


def macro_reads_no_vars(macro: Macro) -> list[str]:
    if macro.name in MAY_READ_VARS:
        return []
    return found(r"\bvar\s*\(", macro.code)


# What code may not do


def asks_no_clock(item: Model | Macro) -> list[str]:
    return [] if item.name in MAY_KNOW_THE_DAY else found(CLOCKS, item.code)


def asks_no_target(item: Model | Macro) -> list[str]:
    return found(r"\btarget\.(type|name)\b", item.code)


def looks_nothing_up(model: Model) -> list[str]:
    return found(r"\brun_query\b|\bstatement\b|\badapter\.|\bexecute\b", model.code)


def sources_are_read_in_staging(model: Model) -> list[str]:
    reads = any(name.startswith("source.") for name in model.needs)
    return ["reads a source"] if reads and model.layer != "staging" else []


def raw_tables_are_read_by_source_table(model: Model) -> list[str]:
    if model.layer != "staging":
        return found(r"\bsource_(?:table|columns)\b", model.code)
    return found(r"(?<!_table\()(?<!\w)source\(", re.sub(r"\s+", "", model.code))


def current_state_is_not_read(model: Model) -> list[str]:
    # What a status means today is an outcome, which the history dates; a converted lead can't be written to today.
    is_read = model.layer != "staging" or model.name.endswith(("__lead_outcomes", "__lead_records"))
    return [] if is_read else found(OVERWRITTEN, model.code)


def seeds_are_read_in_staging_intent(model: Model) -> list[str]:
    if model.path.startswith("models/staging/intent/"):
        return []
    seeds = [f"reads {name}" for name in model.needs if name.startswith("seed.")]
    return seeds + found(r"var\(\s*['\"]intent_\w+_seed", model.code)


def writes_portable_sql(item: Model | Macro) -> list[str]:
    if "/cross_engine/" in item.path:
        return []
    return [hit for pattern in FORBIDDEN_SQL for hit in found(pattern, without_strings(item.code))]


def marts_do_not_compute_points(model: Model) -> list[str]:
    if model.layer != "marts":
        return []
    bare = re.sub(r"\{\{\s*intent\.from_micro_units\('([^']*)'\)\s*\}\}", r"(\1)", model.code)
    bare = re.sub(r"\{[{%].*?[%}]\}", "", bare, flags=re.DOTALL)
    return found(r"\w*points\w*\)?\s*[-+*/]|[-+*/]\s*\(?(\w+\.)?\w*points\w*", bare)


def has_at_most_100_lines(model: Model) -> list[str]:
    lines = len(model.sql.splitlines())
    return [f"has {lines} lines"] if lines > 100 else []


def stays_in_its_source(model: Model) -> list[str]:
    if model.layer != "staging":
        return []
    allowed = ("stg_intent__", f"stg_{model.folder}__")
    names = [name.split(".")[-1] for name in model.needs if name.startswith("model.")]
    return [f"reads {name}" for name in names if not name.startswith(allowed)]


def names_no_source(model: Model) -> list[str]:
    # A destination is named because its fields are; that it may be a source too is another matter.
    if model.layer == "staging" or model.folder == "destinations":
        return []
    word = rf"(?<![a-z0-9])({'|'.join(SOURCES)})(?![a-z0-9])"
    # `segment` alone is also our own word for a band of scores; as a source it follows a source.
    segment = r"stg_segment__|source_name\s*(=|<>|in|like)[^\n]*segment|source\(\s*.segment"
    return found(word, model.code) + found(segment, model.code)


MART = "models/marts/scores/intent_things.sql"
RULES = [
    (name_follows_folder, Model(name="things", path="models/staging/hubspot/things.sql")),
    (name_follows_folder, Model(name="stg_hubspot__x", path="models/staging/segment/x.sql")),
    (name_follows_folder, Model(name="stg_seeds__x", path="models/staging/intent/seeds/x.sql")),
    (as_of_suffix_says_the_grain, Model(grain_columns=("as_of_date", "thing_id"))),
    (as_of_suffix_says_the_grain, Model(name="int_things_as_of")),
    (names_are_words, Model(sql="select happened as event_ts from things")),
    (names_are_words, Model(sql="with tmp as (select 1 as one) select * from tmp")),
    (names_are_words, Model(columns={"n_cnt": ("int", "A number.")})),
    (description_ends_with_the_grain, Model(description="Things.")),
    (description_ends_with_the_grain, Model(grain="one row per person")),
    (grain_is_tested, Model(path=MART, grain_columns=None)),
    (grain_is_tested, Model(grain_columns=None)),
    (mart_has_a_described_contract, Model(path=MART, columns={"a": ("int", "A.")})),
    (mart_has_a_described_contract, Model(path=MART, columns={"a": ("", "A.")}, has_contract=True)),
    (mart_has_a_described_contract, Model(path=MART, columns={"a": ("varchar", "A.")}, has_contract=True)),
    (documented_columns_exist, Model(columns={"a": ("", "A.")})),
    (documented_columns_exist, Model(columns={"a": ("", "A.")}, built_columns=("b",))),
    (documented_columns_exist, Model(columns={"a": ("", "A.")}, built_columns=("a", "b"))),
    (documented_columns_exist, Model(columns={"a": ("", "")}, built_columns=("a",))),
    (documented_columns_exist, Model(name="int_contacts", built_columns=("a",))),
    (input_contract_is_described, Model(contract="feedback", columns={"noted_at": ("timestamp", "When.")})),
    (
        input_contract_is_described,
        Model(contract="feedback", columns={name: (kind, "What.") for name, kind in columns_of("feedback").items()}),
    ),
    (seed_is_described, Seed(columns={})),
    (seed_is_described, Seed(columns={"thing_name": "Its name.", "gone": "Gone."})),
    (seed_has_no_empty_cell, Seed(cells=(("a",), (" ",)))),
    (macro_is_documented, Macro(description="")),
    (macro_is_documented, Macro(arguments=())),
    (macro_is_documented, Macro(arguments=(("number", "number", ""),))),
    (macro_file_opens_with_a_comment, Macro(file_text="{% macro thing(number) %}")),
    (macro_has_its_own_file, Macro(path="macros/things.sql")),
    (macro_reads_no_vars, Macro(sql="{{ var('intent_as_of_date') }}")),
    (asks_no_clock, Model(sql="select current_date as today")),
    (asks_no_clock, Macro(sql="{% macro thing() %}now(){% endmacro %}")),
    (asks_no_target, Model(sql="{% if target.type == 'spark' %}select 1{% endif %}")),
    (looks_nothing_up, Model(sql="{% if execute %}{{ run_query('x') }}{% endif %}")),
    (sources_are_read_in_staging, Model(needs=("source.intent.hubspot.contacts",))),
    (
        raw_tables_are_read_by_source_table,
        Model(path="models/staging/hubspot/x.sql", sql="select * from {{ source('hubspot', 'contact') }}"),
    ),
    (raw_tables_are_read_by_source_table, Model(sql="{{ intent.source_table(relation, {}) }}")),
    (current_state_is_not_read, Model(path="models/staging/hubspot/x.sql", sql="select is_converted from leads")),
    (seeds_are_read_in_staging_intent, Model(needs=("seed.intent.intent_signals",))),
    (seeds_are_read_in_staging_intent, Model(sql="{{ ref(var('intent_signals_seed')) }}")),
    *(
        (writes_portable_sql, Model(sql=sql))
        for sql in (
            "select 1 qualify rank() = 1",
            "select 1 group by all",
            "select distinct on (a) a from b",
            "select any_value(a) from b",
            "select median(a) from b",
            "with recursive a as (select 1)",
            "select a::date",
            "select dateadd(day, 1, a)",
            "select datediff('day', a, b)",
            "select round(a)",
        )
    ),
    (marts_do_not_compute_points, Model(path=MART, sql="select points_micro / 1000000")),
    (
        marts_do_not_compute_points,
        Model(path=MART, sql="select {{ intent.from_micro_units('2 * a.points') }}"),
    ),
    (has_at_most_100_lines, Model(sql="\n" * 101)),
    (
        stays_in_its_source,
        Model(path="models/staging/segment/x.sql", needs=("model.intent.stg_hubspot__x",)),
    ),
    (names_no_source, Model(sql="select * from {{ ref('stg_hubspot__events') }}")),
    (names_no_source, Model(sql="select 1 where source_name = 'segment'")),
]


@pytest.mark.parametrize(("rule", "wrong"), RULES, ids=[f"{rule.__name__}-{n}" for n, (rule, _) in enumerate(RULES)])
def test_the_rule_finds_its_wrong_example(rule, wrong):
    assert rule(wrong)


# The project


@pytest.fixture(scope="module")
def models(manifest: dict) -> list[Model]:
    nodes = [node for node in manifest["nodes"].values() if node["package_name"] == "intent"]
    grains = {
        node["attached_node"]: tuple(node["test_metadata"]["kwargs"]["columns"])
        for node in nodes
        if (node.get("test_metadata") or {}).get("name") == "unique_grain"
    }
    return [model_of(node, grains) for node in nodes if node["resource_type"] == "model"]


def model_of(node: dict, grains: dict[str, tuple[str, ...]]) -> Model:
    return Model(
        name=node["name"],
        path=node["original_file_path"],
        sql=node["raw_code"],
        description=node["description"],
        grain=node["config"]["meta"].get("grain", ""),
        grain_columns=grains.get(node["unique_id"]),
        columns={
            name: (column.get("data_type") or "", column["description"]) for name, column in node["columns"].items()
        },
        has_contract=node["config"]["contract"]["enforced"],
        needs=tuple(node["depends_on"]["nodes"]),
        contract=CONTRACT_OF.get(node["name"], ""),
    )


@pytest.fixture(scope="module")
def macros(manifest: dict, project_root: Path) -> list[Macro]:
    return [
        Macro(
            name=macro["name"],
            path=macro["original_file_path"],
            sql=macro["macro_sql"],
            description=macro["description"],
            arguments=tuple(
                (argument["name"], argument["type"] or "", argument["description"]) for argument in macro["arguments"]
            ),
            file_text=(project_root / macro["original_file_path"]).read_text(encoding="utf-8"),
        )
        for macro in manifest["macros"].values()
        if macro["package_name"] == "intent"
    ]


@pytest.fixture(scope="module")
def seeds(manifest: dict, project_root: Path) -> list[Seed]:
    return [
        seed_of(node, project_root / node["original_file_path"])
        for node in manifest["nodes"].values()
        if node["resource_type"] == "seed" and node["package_name"] == "intent"
    ]


def seed_of(node: dict, path: Path) -> Seed:
    with path.open(newline="", encoding="utf-8") as file:
        header, *cells = csv.reader(file)
    described = {name: column["description"] for name, column in node["columns"].items()}
    return Seed(node["name"], tuple(header), tuple(map(tuple, cells)), described)


def assert_all_follow(rule, items: list) -> None:
    assert items, "the manifest holds nothing to check"
    wrong = [f"{item.name} {sentence}" for item in items for sentence in rule(item)]
    assert not wrong, f"{rule.__name__.replace('_', ' ')}:\n  " + "\n  ".join(wrong)


def test_model_names_follow_their_folder(models):
    assert_all_follow(name_follows_folder, models)


def test_as_of_in_a_name_means_as_of_date_in_the_grain(models):
    assert_all_follow(as_of_suffix_says_the_grain, models)


def test_no_name_is_an_abbreviation_or_says_nothing(models):
    assert_all_follow(names_are_words, models)


def test_every_model_says_its_grain_in_the_words_of_its_meta(models):
    assert_all_follow(description_ends_with_the_grain, models)


def test_every_intermediate_model_and_mart_proves_its_grain(models):
    assert_all_follow(grain_is_tested, models)


def test_every_mart_enforces_a_contract_with_described_columns(models):
    assert_all_follow(mart_has_a_described_contract, models)


def test_documented_columns_are_those_of_the_built_demo(models, built_demo):
    with duckdb.connect(str(built_demo), read_only=True) as connection:
        built = {table: tuple(columns) for (_, table), columns in Warehouse(connection).columns.items()}
    assert {model.name for model in models} >= QUERIED
    assert_all_follow(
        documented_columns_exist, [replace(model, built_columns=built.get(model.name, ())) for model in models]
    )


def test_no_stored_column_is_of_a_type_that_only_one_engine_has(built_demo):
    """A sum is a HUGEINT on DuckDB and a numeric without digits on PostgreSQL, until a model casts it."""
    with duckdb.connect(str(built_demo), read_only=True) as connection:
        found = connection.execute(
            "select table_name, column_name, data_type from duckdb_columns() where data_type in ('HUGEINT', 'FLOAT') "
            "and table_name in (select table_name from duckdb_tables())"
        ).fetchall()
    assert found == []


def test_every_model_of_an_input_contract_describes_its_columns(models):
    assert {model.name for model in models if model.contract} == set(CONTRACT_OF)
    assert_all_follow(input_contract_is_described, models)


def test_every_input_contract_is_described_column_by_column(project_root):
    described = yaml.safe_load((project_root / "models/staging/_contracts.yml").read_text(encoding="utf-8"))["anchors"]
    contracts = [
        Model(name, contract=name, columns={item["name"]: (item["data_type"], item["description"]) for item in columns})
        for name, columns in zip(INPUT_CONTRACTS, described, strict=True)
    ]
    assert_all_follow(input_contract_is_described, contracts)


def test_every_seed_column_is_described_and_exists(seeds):
    assert_all_follow(seed_is_described, seeds)


def test_no_seed_has_an_empty_cell(seeds):
    assert_all_follow(seed_has_no_empty_cell, seeds)


def test_every_macro_and_argument_is_described(macros):
    assert_all_follow(macro_is_documented, macros)


def test_every_macro_has_a_sentence_above_it(macros):
    assert_all_follow(macro_file_opens_with_a_comment, macros)


def test_every_public_macro_has_its_own_file(macros):
    assert_all_follow(macro_has_its_own_file, macros)


def test_macros_read_no_vars(macros):
    assert_all_follow(macro_reads_no_vars, macros)


def test_nothing_but_the_as_of_dates_asks_what_day_it_is(models, macros):
    assert_all_follow(asks_no_clock, [*models, *macros])


def test_nothing_asks_which_target_it_runs_on(models, macros):
    assert_all_follow(asks_no_target, [*models, *macros])


def test_models_look_nothing_up_while_they_compile(models):
    assert_all_follow(looks_nothing_up, models)


def test_sources_are_read_in_staging_only(models):
    assert_all_follow(sources_are_read_in_staging, models)


def test_raw_tables_are_read_by_one_macro_and_in_staging_only(models):
    assert_all_follow(raw_tables_are_read_by_source_table, models)


def test_no_connector_reads_what_a_crm_overwrites(models):
    assert_all_follow(current_state_is_not_read, models)


def test_seeds_are_read_in_staging_intent_only(models):
    assert_all_follow(seeds_are_read_in_staging_intent, models)


def test_sql_is_portable_outside_the_cross_engine_macros(models, macros):
    assert_all_follow(writes_portable_sql, [*models, *macros])


def test_marts_do_no_arithmetic_on_points(models):
    assert_all_follow(marts_do_not_compute_points, models)


def test_no_model_is_longer_than_100_lines(models):
    assert_all_follow(has_at_most_100_lines, models)


def test_staging_stays_inside_its_source(models):
    assert_all_follow(stays_in_its_source, models)


def test_nothing_after_staging_names_a_source(models):
    assert_all_follow(names_no_source, models)


def test_every_source_has_a_freshness_or_says_why_not(manifest):
    sources = manifest["sources"].values()
    checked = {table["source_name"] for table in sources if table["loaded_at_field"] and has_freshness(table)}
    explained = {table["source_name"] for table in sources if "no freshness" in table["source_description"]}
    assert checked and explained
    assert not checked & explained, "these sources have what they say they lack"
    assert {table["source_name"] for table in sources} == checked | explained


def has_freshness(table: dict) -> bool:
    """True where dbt checks how old the newest row of a source table is."""
    return bool(table["freshness"] and table["freshness"]["warn_after"]["count"])


def test_exposures_are_of_consumers_that_exist_and_read_what_they_say(manifest, project_root):
    exposures = {exposure["name"]: exposure for exposure in manifest["exposures"].values()}
    assert exposures.pop("crm_sync")["type"] == "application"
    files = [path for path in (project_root / "boards" / "charts").glob("*.yml") if path.stem != "meta"]
    read = {
        f"board_{path.stem}": set(re.findall(r"(?:from|join) (intent_\w+)", path.read_text(encoding="utf-8")))
        for path in files
    }
    said = {
        name: {node.rpartition(".")[2] for node in exposure["depends_on"]["nodes"]}
        for name, exposure in exposures.items()
    }
    assert said == read
    assert {exposure["type"] for exposure in exposures.values()} == {"dashboard"}


def test_names_of_unit_tests_fit_into_every_engine(manifest):
    names = [test["name"] for test in manifest["unit_tests"].values()]
    assert names
    # dbt makes a table of that name; PostgreSQL takes 63 characters.
    assert [name for name in names if len(name) > 63] == []


def test_no_file_names_the_host_of_a_package_index(project_root):
    hosts = re.compile(r"\b(pypi|pythonhosted|npmjs|debian)\.(org|com)\b")
    assert hosts.search("https://" + "pypi" + ".org/project/duckdb")
    listed = subprocess.run(["git", "ls-files"], cwd=project_root, capture_output=True, text=True, check=True).stdout
    kinds = {".md", ".yml", ".toml", ".txt", ".py", ".sh", ".cfg", ""}
    found = [project_root / name for name in listed.splitlines() if Path(name).suffix in kinds]
    assert len(found) > 200
    assert [file for file in found if file.is_file() and hosts.search(file.read_text(encoding="utf-8"))] == []
