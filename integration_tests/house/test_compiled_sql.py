"""A lint over compiled SQL: what our engines read differently is refused, by the syntax tree and by the demo's rows.

A rule is a function from a statement to the pieces of it that break the rule. Every model, test and analysis is checked
as a full build writes it and as an increment does; the connectors that the demo does not have, in
test_connectors_together, which builds them anyway. EXAMPLES has a wrong statement for each rule, so that no rule is
silent because it looks at nothing, and right ones that it must let pass.
"""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest
from sql_rules import (
    EVENT_MODELS,
    RULES,
    Rule,
    asks_no_target,
    calls_no_differing_macro,
    calls_shared_functions,
    casts_no_double,
    does_not_recurse,
    filters_no_aggregate,
    groups_and_orders_by_names,
    has_no_qualify,
    hashes_by_the_macro,
    holds_no_nested_value,
    leaves_engine_sql_to_the_macros,
    lists_no_rows_in_a_string,
    orders_end_in_a_unique_key,
    orders_say_where_nulls_go,
    picks_no_value_by_chance,
    ranks_have_an_order,
    reads_each_step_of_events_once,
    rounds_nothing,
    selects_from_tables_as_everybody_does,
    sentences,
    stars_are_whole,
    sums_no_boolean,
    takes_no_median,
    uses_no_distinct_on,
    uses_no_lateral_alias,
)
from sqlglot import exp
from statements import PREVIOUS_ROUND, Statement, Warehouse

EXAMPLES: list[tuple[Rule, str, str]] = [
    (
        has_no_qualify,
        "select id from main.things qualify row_number() over (order by id) = 1",
        "select id from main.things",
    ),
    (groups_and_orders_by_names, "select id from main.things group by all", "select id from main.things group by id"),
    (groups_and_orders_by_names, "select id from main.things order by all", "select id from main.things order by id"),
    (uses_no_distinct_on, "select distinct on (id) id from main.things", "select distinct id from main.things"),
    (stars_are_whole, "select * exclude (id) from main.things", "select * from main.things"),
    (stars_are_whole, "select things.* replace (1 as id) from main.things", "select things.* from main.things"),
    (stars_are_whole, "select * rename (id as thing_id) from main.things", "select id as thing_id from main.things"),
    (
        filters_no_aggregate,
        "select sum(id) filter (where is_new) from main.things",
        "select sum(id) from main.things where is_new",
    ),
    (
        does_not_recurse,
        "with recursive a as (select 1 as b) select * from a",
        "with a as (select 1 as b) select * from a",
    ),
    (selects_from_tables_as_everybody_does, "select id from main.things using sample 3", "select id from main.things"),
    (
        selects_from_tables_as_everybody_does,
        "select * from main.things asof join main.other using (id)",
        "select 1 as one",
    ),
    (
        uses_no_lateral_alias,
        "select id + 1 as next_id, next_id + 1 as later_id from main.things",
        "select id + 1 as id, id as b from main.things",
    ),
    (
        uses_no_lateral_alias,
        "select id as key from (select * from main.things) as t where key > 1",
        "with t as (select id as key from main.things) select key + 1 as key from t where key > 1",
    ),
    (holds_no_nested_value, "select [id] as ids from main.things", "select id in (1, 2) as is_small from main.things"),
    (holds_no_nested_value, "select {'a': id} as pair from main.things", "select id from main.things"),
    (holds_no_nested_value, "select cast(null as integer[]) as ids", "select cast(null as integer) as id"),
    (holds_no_nested_value, "select array_agg(id) as ids from main.things", "select count(id) as n from main.things"),
    (holds_no_nested_value, "select unnest(ids) as id from main.nested", "select id from main.things"),
    (picks_no_value_by_chance, "select any_value(id) from main.things", "select min(id) from main.things"),
    (picks_no_value_by_chance, "select arg_max(id, name) from main.things", "select max(id) from main.things"),
    (takes_no_median, "select median(id) from main.things", "select max(id) from main.things"),
    (takes_no_median, "select quantile_cont(id, 0.5) from main.things", "select max(id) from main.things"),
    (lists_no_rows_in_a_string, "select string_agg(name, ',') from main.things", "select max(name) from main.things"),
    (lists_no_rows_in_a_string, "select listagg(name) from main.things", "select max(name) from main.things"),
    (
        sums_no_boolean,
        "select sum(id > 1) from main.things",
        "select sum(case when id > 1 then 1 else 0 end) from main.things",
    ),
    (sums_no_boolean, "select sum(is_new) from main.things", "select sum(id) from main.things"),
    (
        sums_no_boolean,
        "select sum(renamed.fresh) from (select is_new as fresh from main.things) as renamed",
        "select count(*) from main.things",
    ),
    (rounds_nothing, "select round(size) from main.things", "select floor(size + 0.5) from main.things"),
    (
        casts_no_double,
        "select cast(size as bigint) from main.things",
        "select cast(floor(size * 1000000 + 0.5) as bigint) from main.things",
    ),
    (
        casts_no_double,
        "select cast(renamed.s as varchar) from (select size / 2 as s from main.things) as renamed",
        "select cast(id as varchar) from main.things",
    ),
    (
        casts_no_double,
        "select cast(id / 3 + 1 as bigint) as third from main.things",
        "select cast(id // 3 + 1 as bigint) as third from main.things",
    ),
    (casts_no_double, "select 'is ' || size from main.things", "select 'is ' || name from main.things"),
    (calls_shared_functions, "select levenshtein(name, 'a') from main.things", "select lower(name) from main.things"),
    (
        calls_shared_functions,
        "select epoch_us(seen_at) from main.things",
        "select split_part(name, '-', 1) from main.things",
    ),
    (
        calls_shared_functions,
        "select date_trunc('month', seen_at) from main.things",
        "select max(seen_at) from main.things",
    ),
    (hashes_by_the_macro, "select hash(name) from main.things", "select md5(name) from main.things"),
    (hashes_by_the_macro, "select sha256(name) from main.things", "select md5(name) from main.things"),
    (ranks_have_an_order, "select row_number() over () from main.things", "select sum(id) over () from main.things"),
    (
        ranks_have_an_order,
        "select lag(id) over (partition by name) from main.things",
        "select lag(id) over (order by id) from main.things",
    ),
    (
        orders_end_in_a_unique_key,
        "select row_number() over (order by name) from main.things",
        "select row_number() over (order by name, id) from main.things",
    ),
    (
        orders_end_in_a_unique_key,
        "with t as (select name from main.things) select lag(name) over (order by name) from t",
        "select rank() over (order by name) from main.things",
    ),
    (
        orders_end_in_a_unique_key,
        "select sum(id) over (order by name rows unbounded preceding) from main.things",
        "select sum(id) over (order by name) from main.things",
    ),
    (
        orders_end_in_a_unique_key,
        "select first_value(id) over (partition by is_new order by name) from main.things",
        "select name, first_value(max(id)) over (order by name) from main.things group by name",
    ),
    (
        orders_say_where_nulls_go,
        "select rank() over (order by size) from main.things",
        "select rank() over (order by size nulls last) from main.things",
    ),
]
RAW_EXAMPLES: list[tuple[Rule, str, str]] = [
    (
        leaves_engine_sql_to_the_macros,
        "select split_part(name, '-', 1)",
        "select {{ intent.split_item('name', '-', 1) }}",
    ),
    (
        leaves_engine_sql_to_the_macros,
        "select try_cast(name as date)",
        "select {{ intent.try_cast('name', 'date', '(.*)') }}",
    ),
    (
        calls_no_differing_macro,
        "{% if a %}{{ dbt.dateadd('day', 1, 'a') }}{% endif %}",
        "{{ intent.add_days('a', 1) }}",
    ),
    (asks_no_target, "{% if target.type == 'spark' %}select 1{% endif %}", "select 1 as target"),
]


@pytest.fixture(scope="module")
def example_warehouse() -> Iterator[Warehouse]:
    with duckdb.connect() as connection:
        connection.execute(
            "create table things (id bigint, name varchar, size double, is_new boolean, seen_at timestamp);"
            "create table other (id bigint, colour varchar);"
            "create table nested (ids integer[]);"
            "insert into things values (1, 'a', 0.5, true, null), (2, 'a', null, true, null), (3, 'b', 1, false, null)"
        )
        yield Warehouse(connection)


def names(examples: list[tuple[Rule, str, str]]) -> list[str]:
    return [f"{rule.__name__}-{number}" for number, (rule, _, _) in enumerate(examples)]


@pytest.mark.parametrize(("rule", "wrong", "right"), EXAMPLES, ids=names(EXAMPLES))
def test_the_rule_finds_the_wrong_statement_and_passes_the_right_one(rule, wrong, right, example_warehouse):
    assert list(rule(Statement("wrong", wrong, example_warehouse)))
    assert not list(rule(Statement("right", right, example_warehouse)))


@pytest.mark.parametrize(("rule", "wrong", "right"), RAW_EXAMPLES, ids=names(RAW_EXAMPLES))
def test_the_rule_finds_what_is_wrong_before_it_is_compiled(rule, wrong, right, example_warehouse):
    assert list(rule(Statement("wrong", "select 1", example_warehouse, raw=wrong)))
    assert not list(rule(Statement("right", "select 1", example_warehouse, raw=right)))


def test_the_rule_finds_a_macro_that_differs(example_warehouse):
    macros = frozenset({"macro.dbt.dateadd", "macro.dbt.default__dateadd"})
    assert list(calls_no_differing_macro(Statement("wrong", "select 1", example_warehouse, macros=macros)))
    right = Statement("right", "select 1", example_warehouse, macros=frozenset({"macro.intent.add_days"}))
    assert not list(calls_no_differing_macro(right))


def test_the_row_fingerprint_may_hash(example_warehouse):
    sql = "select cast(hash(things) % 2147483647 as bigint) from things"
    called = Statement("right", sql, example_warehouse, macros=frozenset({"macro.intent.row_fingerprint"}))
    assert not list(hashes_by_the_macro(called))
    assert list(hashes_by_the_macro(Statement("wrong", sql, example_warehouse)))


def test_the_rule_finds_a_step_of_events_that_is_read_twice(example_warehouse):
    once = "with things as (select id from main.things) select id from things"
    twice = f"{once} union all select id from things"
    model, other = EVENT_MODELS[0], "stg_shop__people"
    assert list(reads_each_step_of_events_once(Statement(model, twice, example_warehouse))) == ["things"]
    assert not list(reads_each_step_of_events_once(Statement(model, once, example_warehouse)))
    assert not list(reads_each_step_of_events_once(Statement(other, twice, example_warehouse)))


def test_a_parameter_of_ga4_may_be_taken_from_its_list(example_warehouse):
    sql = "select list_transform(ids, lambda i: i + 1)[1] as id from nested"
    called = frozenset({"macro.intent.ga4_param"})
    assert not list(holds_no_nested_value(Statement("right", sql, example_warehouse, macros=called)))
    assert list(holds_no_nested_value(Statement("wrong", sql, example_warehouse)))
    assert list(
        holds_no_nested_value(Statement("wrong", "select ids[1] from nested", example_warehouse, macros=called))
    )


def test_every_rule_has_an_example():
    shown = {rule for rule, _, _ in [*EXAMPLES, *RAW_EXAMPLES]} | {reads_each_step_of_events_once}
    assert set(RULES) == shown


def test_a_fixpoint_reads_its_own_table_in_the_models_schema():
    with duckdb.connect() as connection:
        connection.execute(
            "create schema inner_rooms; create table inner_rooms.rounds as select 'a' as label, [1] as ids"
        )
        sql = f"select row_number() over (order by label) as n from {PREVIOUS_ROUND}"
        found = Statement("rounds", sql, Warehouse(connection), schema="inner_rooms")
        assert not list(orders_end_in_a_unique_key(found))
        assert found.columns_of(exp.to_table(PREVIOUS_ROUND)) == {"label": "VARCHAR", "ids": "INTEGER[]"}
        assert list(holds_no_nested_value(found)) == ["ids INTEGER[]"]
        connection.execute("insert into inner_rooms.rounds from inner_rooms.rounds")
        assert list(orders_end_in_a_unique_key(found))


def test_every_kind_of_statement_is_checked(statements):
    checked = {statement.kind for statement in statements}
    assert checked == {"model", "test", "analysis"}, checked
    both = [statement.name for statement in statements if statement.kind == "model"]
    assert len(both) > len(set(both)), "no model is checked as an increment writes it"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_compiled_sql(rule, statements):
    wrong = sentences(rule, statements)
    assert not wrong, "\n  ".join(["", *wrong])
