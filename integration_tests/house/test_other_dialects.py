"""What Snowflake, BigQuery, Databricks and Redshift would not take of our SQL. None of them was run.

Three readings, each compared with docs/other_dialects.yml, which says what a missing piece takes:

1. every compiled model is translated from DuckDB's dialect by sqlglot, with each doubt an error, and parsed again;
2. every construct of a model must be in SPEAKS, what a dialect is known to have with our meaning: sqlglot itself is
   lenient and lets a function pass that the engine does not have;
3. the same for the SQL of the cross_engine macros, taken from the implementation that dbt would choose there: an
   adapter for Redshift takes PostgreSQL's, one for Databricks takes Spark's, and the other two take the default.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import duckdb
import jinja2
import pytest
import sqlglot
import yaml
from sqlglot import exp
from sqlglot.errors import ErrorLevel, SqlglotError
from sqlglot.optimizer.annotate_types import annotate_types
from statements import Statement, Warehouse

LIST = "docs/other_dialects.yml"
# Whose implementation of a macro an adapter takes, and which engine ran that one for real.
CHAINS = {
    "snowflake": ("snowflake",),
    "bigquery": ("bigquery",),
    "databricks": ("databricks", "spark"),
    "redshift": ("redshift", "postgres"),
}
PLAIN = {
    *("abs()", "ceil()", "coalesce()", "count()", "exists()", "exp()", "floor()", "lag()", "lead()", "length()"),
    *("first_value()", "last_value()", "ln()", "lower()", "max()", "min()", "nullif()", "power()", "rank()"),
    *("replace()", "dense_rank()", "percent_rank()", "row_number()", "sqrt()", "substring()", "sum()", "upper()"),
    *("bigint", "boolean", "date", "decimal", "int", "timestamp", "date + integer"),
}
# What a dialect has with the meaning that it has in DuckDB, by its manual and not by a run; concat() of no null.
SPEAKS = {
    "snowflake": PLAIN
    | {"double", "text", "split_part()", "md5()", "%", "like escape", "union", "except", "date - date"}
    | {"concat()"},
    "bigquery": PLAIN | {"except distinct", "concat()"},
    # All that our tests ran on Spark.
    "databricks": PLAIN
    | {"double", "md5()", "%", "like escape", "trim(both from)", "greatest()", "least()", "union", "except"}
    | {"interval", "split_part()", "regexp_extract()", "regexp_replace()", "try_cast()", "concat()"}
    # Spark has no such keyword, and its macro writes none.
    | {"as materialized"},
    "redshift": PLAIN
    | {"double", "md5()", "%", "like escape", "trim(both from)", "greatest()", "least()", "union", "except"}
    | {"interval", "split_part()", "date - date", "integer / integer", "~", "at time zone", "timestamptz"},
}
# Constructs that come from a macro where a model calls it and does not write them itself; a cross_engine macro is
# checked once, in the SQL that the dialect would get, and the others are named in place of the models that call them.
MADE_BY = {
    "//": ("integer_divide",),
    "%": ("row_fingerprint", "is_held_out", "serving_scorecard"),
    "sha256()": ("sha256_hex",),
    "hash()": ("row_fingerprint",),
    "text read as hexadecimal": ("hex_to_integer",),
    "text": ("string_type",),
    "double": ("double_type",),
    "date - date": ("days_between",),
    "date + integer": ("add_days",),
    "split_part()": ("split_item", "url_path"),
    "regexp_extract()": ("try_cast",),
    "try_cast()": ("try_cast", "utc_timestamp"),
    "regexp_replace()": ("url_host", "url_path", "utc_timestamp"),
    "regexp_matches()": ("utc_timestamp", "matches_pattern"),
    "nfc_normalize()": ("composed_string",),
    "strlen()": ("byte_length", "is_plain_string"),
    "to_json()": ("is_plain_string",),
    "chr()": ("readable_identifier", "is_email", "is_plain_string", "nul_character"),
    "translate()": ("normalised_email", "readable_identifier", "folded_words"),
    "timestamptz": ("utc_timestamp",),
    "at time zone": ("utc_timestamp",),
    "like escape": ("is_like",),
    "md5()": ("stable_key",),
    "concat()": ("joined_strings",),
    "trim(both from)": ("is_null_like", "readable_identifier", "utc_timestamp", "folded_words"),
    "make_timestamp()": ("timestamp_from_micros",),
    "union": ("stored_days_with_copies",),
    "as materialized": ("materialized",),
}
# How a construct looks in raw code; a function looks like its name.
WRITTEN = {
    "%": r" % ",
    "//": r"//",
    "at time zone": r"\bat time zone\b",
    "like escape": r"\bescape\b",
    "trim(both from)": r"\btrim\(both\b",
    "union": r"\bunion\b(?!\s+all)",
}
# Arguments that show what a macro writes.
SAMPLES = {
    "add_days": ["cast('2026-01-31' as date)", "1"],
    "business_date": ["occurred_at", "Europe/Berlin"],
    "days_between": ["cast('2026-01-31' as date)", "cast('2026-02-01' as date)"],
    "double_type": [],
    "ga4_param": ["event_params", "campaign"],
    "ga4_params_string": ["event_params"],
    "hex_to_integer": ["digits"],
    "integer_divide": ["cast(7 as bigint)", "cast(2 as bigint)"],
    "nested_as_json": ["nested_value"],
    "row_fingerprint": ["things"],
    "split_item": ["name", "@", 2],
    "byte_length": ["name"],
    "composed_string": ["name"],
    "is_plain_string": ["name"],
    "nul_character": [],
    "row_number_as_stored": [],
    "sha256_hex": ["email"],
    "matches_pattern": ["name", "^[a-z]+$"],
    "string_literal": ["it's"],
    "string_type": [],
    "timestamp_from_micros": ["micros"],
    "try_cast": ["name", "date", "^([0-9]+)$"],
    "url_host": ["address"],
    "url_path": ["address"],
    "utc_timestamp": ["name"],
}
# In no model: a hook on tables that is empty unless an engine has its own, what `intent refresh` asks of a source, a
# condition that only Spark's SQL has, a keyword that is checked where a model has it, a choice made while dbt compiles.
NOT_IN_A_SELECT = {"analyze", "materialized", "may_read_itself", "table_fingerprint", "where_read_once"}
OPERATORS = {
    exp.AtTimeZone: "at time zone",
    exp.Escape: "like escape",
    exp.ILike: "ilike",
    exp.IntDiv: "//",
    exp.Interval: "interval",
    exp.Mod: "%",
    exp.NullSafeEQ: "is not distinct from",
    exp.NullSafeNEQ: "is distinct from",
    exp.SimilarTo: "similar to",
    exp.TryCast: "try_cast()",
    exp.Values: "values",
}
# Functions by their class that are syntax of every dialect.
SYNTAX = (exp.And, exp.Or, exp.Case, exp.If, exp.Cast)

Problem = tuple[str, str, str]


def constructs(tree: exp.Expression, dialect: str) -> Iterator[str]:
    """What a typed tree needs of an engine beyond select, join, group and compare."""
    for node in tree.walk():
        if type(node) in OPERATORS:
            yield OPERATORS[type(node)]
        elif isinstance(node, exp.DataType):
            yield node.this.value.lower().replace("timestampntz", "timestamp")
        elif isinstance(node, exp.CTE):
            if node.args.get("materialized"):
                yield "as materialized"
        elif isinstance(node, exp.SetOperation):
            if node.args.get("distinct"):
                yield type(node).__name__.lower()
        elif isinstance(node, exp.Trim) and node.args.get("position"):
            yield "trim(both from)"
        elif isinstance(node, exp.Substring) and is_string_literal(node.args.get("start")):
            yield "substring by pattern"
        elif isinstance(node, exp.Func) and not isinstance(node, SYNTAX):
            written = re.match(r"\w+(?=\()", node.sql(dialect))
            yield f"{written.group().lower()}()" if written else "~" if isinstance(node, exp.RegexpLike) else node.key
        if isinstance(node, exp.Cast) and reads_hexadecimal(node):
            yield "text read as hexadecimal"
        if isinstance(node, (exp.Add, exp.Sub, exp.Div)):
            yield from arithmetic(node)


def reads_hexadecimal(cast: exp.Cast) -> bool:
    """True for cast('0x' || ...)."""
    value = cast.this.unnest()
    return isinstance(value, exp.DPipe) and value.this.name == "0x"


def is_string_literal(node: exp.Expression | None) -> bool:
    """True for a string literal."""
    return isinstance(node, exp.Literal) and node.is_string


def arithmetic(node: exp.Binary) -> Iterator[str]:
    """Date and whole-number arithmetic, by the types of both sides."""
    left, right = node.this.type, node.expression.type
    whole = exp.DataType.INTEGER_TYPES
    if left is None or right is None:
        return
    if isinstance(node, exp.Div):
        if left.is_type(*whole) and right.is_type(*whole):
            yield "integer / integer"
    elif left.is_type("date", "timestamp") and right.is_type("date", "timestamp"):
        yield f"{left.this.value.lower()} - {right.this.value.lower()}"
    elif left.is_type("date") and right.is_type(*whole):
        yield "date + integer"


def untranslatable(statement: Statement, dialect: str) -> Iterator[str]:
    """What sqlglot doubts or the dialect does not parse, when a model is translated as a whole."""
    try:
        sqlglot.parse_one(statement.tree.sql(dialect, unsupported_level=ErrorLevel.RAISE), read=dialect)
    except SqlglotError as error:
        first_line = re.sub(r"\x1b\[\d+m|\s+", " ", str(error).strip().splitlines()[0])
        yield f"sqlglot: {first_line.strip()}"


def unspoken(statement: Statement, dialect: str) -> Iterator[tuple[str, str]]:
    """The constructs of a model that a dialect is not known to have, each with the model or macro that writes it."""
    for construct in sorted(set(constructs(statement.typed, "duckdb")) - SPEAKS[dialect]):
        callers = [macro for macro in MADE_BY.get(construct, ()) if f"macro.intent.{macro}" in statement.macros]
        pattern = WRITTEN.get(construct, rf"\b{re.escape(construct)[:-2]}" if construct.endswith("()") else "(?!)")
        if not callers or re.search(pattern, statement.raw, re.IGNORECASE):
            yield statement.name, construct
        yield from ((f"macro {macro}", construct) for macro in callers if macro not in SAMPLES)


def problems_of_model(statement: Statement) -> Iterator[Problem]:
    """The dialect, the model or macro, and the construct, for each construct that a dialect would not take."""
    for dialect in CHAINS:
        for construct in untranslatable(statement, dialect):
            yield dialect, statement.name, construct
        for place, construct in unspoken(statement, dialect):
            yield dialect, place, construct


def problems_of_macro(name: str, text: str) -> Iterator[Problem]:
    """The same for a cross_engine macro, by the file that holds it."""
    # What a macro of the file calls in another one of it goes by the package's name.
    package = SimpleNamespace()
    template = jinja2.Environment(extensions=["jinja2.ext.do"]).from_string(
        re.sub(r"\{\{ return\(adapter.*?\}\}", "", text)
    )
    module = template.make_module({"intent": package})
    vars(package).update({macro: getattr(module, macro) for macro in dir(module) if "__" in macro.strip("_")})
    for dialect, chain in CHAINS.items():
        engine = next((engine for engine in chain if hasattr(module, f"{engine}__{name}")), "default")
        written = str(getattr(module, f"{engine}__{name}")(*SAMPLES[name]))
        reader = {"default": "postgres" if hasattr(module, f"duckdb__{name}") else "duckdb"}.get(engine, engine)
        if dialect == "databricks" and hasattr(module, f"spark__{name}"):
            continue  # That SQL was run on Spark.
        item = f"cast(null as {written})" if name.endswith("_type") else written
        tree = annotate_types(sqlglot.parse_one(f"select {item}", read=reader), dialect=reader)
        for construct in sorted(set(constructs(tree, reader)) - SPEAKS[dialect]):
            yield dialect, f"macro {name}", construct


def listed_problems(path: Path) -> list[Problem]:
    """The problems that the checked-in list names."""
    listed = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [
        (dialect, place, entry["construct"])
        for dialect, entries in listed.items()
        for entry in entries
        for place in entry["where"]
    ]


@pytest.fixture(scope="module")
def found_problems(statements, project_root) -> set[Problem]:
    models = [statement for statement in statements if statement.kind == "model"]
    problems = {problem for statement in models for problem in problems_of_model(statement)}
    files = sorted((project_root / "macros" / "cross_engine").rglob("*.sql"))
    assert {"hex_to_integer", "row_fingerprint", "try_cast"} < {file.stem for file in files}
    for file in files:
        if file.stem not in NOT_IN_A_SELECT:
            problems |= set(problems_of_macro(file.stem, file.read_text(encoding="utf-8")))
    return problems


def test_every_problem_with_another_dialect_is_listed(found_problems, project_root):
    new = sorted(found_problems - set(listed_problems(project_root / LIST)))
    assert not new, f"add to {LIST}, with what it takes:\n  " + "\n  ".join(map(": ".join, new))


def test_no_listed_problem_with_another_dialect_has_gone(found_problems, project_root):
    gone = sorted(set(listed_problems(project_root / LIST)) - found_problems)
    assert not gone, f"take out of {LIST}:\n  " + "\n  ".join(map(": ".join, gone))


def test_the_list_names_a_problem_once_and_says_what_it_takes(project_root):
    problems = listed_problems(project_root / LIST)
    assert len(problems) == len(set(problems))
    entries = [
        entry for part in yaml.safe_load((project_root / LIST).read_text(encoding="utf-8")).values() for entry in part
    ]
    assert all(set(entry) == {"construct", "where", "takes"} and entry["takes"].strip() for entry in entries)


WRONG_MODELS = [
    ("bigquery", "select name like 'a!_' escape '!' from main.things", "like escape"),
    ("bigquery", "select seen_on - first_seen_on from main.things", "date - date"),
    ("bigquery", "select id % 2 from main.things", "%"),
    ("bigquery", "select id from main.things union select 1", "union"),
    (
        "bigquery",
        "select sum(id) over (order by id rows unbounded preceding) from main.things",
        "sqlglot: 'NULLS LAST'",
    ),
    ("snowflake", "select trim(both ' ' from name) from main.things", "trim(both from)"),
    ("snowflake", "select greatest(id, 2) from main.things", "greatest()"),
    ("snowflake", "select seen_on + interval '30' minute from main.things", "interval"),
    ("redshift", "select id is distinct from 2 from main.things", "is distinct from"),
    ("redshift", "select cast(name as varchar) from main.things", "text"),
    ("databricks", "select levenshtein(name, 'a') from main.things", "levenshtein()"),
]


@pytest.mark.parametrize(("dialect", "sql", "construct"), WRONG_MODELS)
def test_a_construct_that_a_dialect_lacks_is_found(dialect, sql, construct):
    with duckdb.connect() as connection:
        connection.execute("create table things (id bigint, name varchar, seen_on date, first_seen_on date)")
        statement = Statement("wrong", sql, Warehouse(connection))
        found = [found for place, _, found in problems_of_model(statement) if place == dialect]
    assert any(one.startswith(construct) for one in found), found


WRONG_MACROS = [
    (
        "snowflake",
        "integer_divide",
        "{% macro default__integer_divide(a, b) %}({{ a }} / {{ b }}){% endmacro %}",
        "integer / integer",
    ),
    (
        "redshift",
        "hex_to_integer",
        "{% macro postgres__hex_to_integer(a) %}cast({{ a }} as bit(60)){% endmacro %}",
        "bit",
    ),
    ("bigquery", "string_type", "{% macro default__string_type() %}varchar{% endmacro %}", "text"),
]


@pytest.mark.parametrize(("dialect", "name", "text", "construct"), WRONG_MACROS)
def test_a_macro_that_a_dialect_cannot_take_is_found(dialect, name, text, construct):
    default = "{% macro default__" + name + "(a) %}0{% endmacro %}" if "default__" not in text else ""
    assert (dialect, f"macro {name}", construct) in set(problems_of_macro(name, default + text))
