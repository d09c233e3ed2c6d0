"""Rules over compiled SQL: what our engines read differently, by the syntax tree and by the rows of a built warehouse.

A rule is a function from a statement to the pieces of it that break the rule; its name is what a complaint says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from contracts import models_of
from sqlglot import exp
from sqlglot.optimizer.scope import Scope, traverse_scope
from statements import PREVIOUS_ROUND, Statement

Rule = Callable[[Statement], Iterator[str]]
EVENT_MODELS = models_of("events")

# Functions that the engines share, in name and in result, and that sqlglot reads as itself.
SHARED = (
    *(exp.Abs, exp.And, exp.Avg, exp.Case, exp.Cast, exp.Ceil, exp.Chr, exp.Coalesce, exp.Count, exp.CumeDist),
    *(
        exp.CurrentTimestamp,
        exp.DenseRank,
        exp.Exists,
        exp.Exp,
        exp.FirstValue,
        exp.Floor,
        exp.Greatest,
        exp.If,
        exp.Lag,
    ),
    *(exp.LastValue, exp.Lead, exp.Least, exp.Length, exp.Ln, exp.Lower, exp.Max, exp.MD5, exp.Min, exp.Ntile),
    *(exp.Nullif, exp.Or, exp.PercentRank, exp.Pow, exp.Rank, exp.Replace, exp.RowNumber, exp.Sqrt, exp.Substring),
    *(exp.Sum, exp.Translate, exp.Trim, exp.Upper),
)
# Functions that are DuckDB's own version of a macro in macros/cross_engine/, and concat, which treats a null unlike
# on other engines; they stand nowhere else.
DISPATCHED = {
    "array_to_string": "ga4_params_string",
    "concat": "joined_strings",
    "hash": "row_fingerprint",
    "list_filter": "ga4_param",
    "list_sort": "ga4_params_string",
    "list_transform": "ga4_param and ga4_params_string",
    "make_timestamp": "timestamp_from_micros",
    "nfc_normalize": "composed_string",
    "regexp_extract": "try_cast",
    "regexp_matches": "utc_timestamp and matches_pattern",
    "regexp_replace": "url_host and url_path",
    "sha256": "sha256_hex",
    "split_part": "split_item and url_path",
    "strlen": "byte_length",
    "to_json": "is_plain_string",
    "try_cast": "try_cast and utc_timestamp",
}
DISPATCHED_NODES = {
    exp.ArrayFilter: "list_filter",
    exp.ArraySort: "list_sort",
    exp.ArrayToString: "array_to_string",
    exp.Concat: "concat",
    exp.RegexpExtract: "regexp_extract",
    exp.RegexpLike: "regexp_matches",
    exp.RegexpReplace: "regexp_replace",
    exp.SHA2: "sha256",
    exp.SplitPart: "split_part",
    exp.Transform: "list_transform",
    exp.TryCast: "try_cast",
    exp.UnixToTime: "make_timestamp",
}
HASHES = r"hash\w*|xxhash\w*|xxh\w+|murmur\w*|farm_fingerprint|checksum|standard_hash|crc32|md5_number\w*"
# Macros of dbt that were measured to differ between engines.
DIFFERING_MACROS = (
    *("dateadd", "datediff", "date_spine", "date_trunc", "hash", "listagg", "safe_cast", "split_part"),
    *("type_float", "type_timestamp", "any_value", "bool_or", "last_day", "current_timestamp", "string_literal"),
)
# Window functions whose result hangs on the order of rows that compare equal.
ORDER_SENSITIVE = (exp.RowNumber, exp.Ntile, exp.Lag, exp.Lead, exp.FirstValue, exp.LastValue, exp.NthValue)
RANKING = (*ORDER_SENSITIVE, exp.Rank, exp.DenseRank, exp.PercentRank, exp.CumeDist)
# Nested values and what makes or reads them.
NESTED = (
    *(exp.Array, exp.ArrayAgg, exp.ArrayConcat, exp.ArrayContains, exp.ArraySize, exp.Bracket, exp.Explode),
    *(exp.JSONExtract, exp.JSONExtractScalar, exp.Map, exp.PropertyEQ, exp.Struct, exp.ToMap, exp.Unnest),
)


def pieces(nodes) -> Iterator[str]:
    """The text of each node, cut to a line."""
    for node in nodes:
        text = node.sql("duckdb")
        yield text if len(text) <= 120 else text[:117] + "..."


# Clauses


def has_no_qualify(statement: Statement) -> Iterator[str]:
    yield from pieces(statement.find(exp.Qualify))


def groups_and_orders_by_names(statement: Statement) -> Iterator[str]:
    yield from pieces(group for group in statement.find(exp.Group) if group.args.get("all"))
    for ordered in statement.find(exp.Ordered):
        if isinstance(ordered.this, exp.Var) and ordered.this.name.upper() == "ALL":
            yield from pieces([ordered.parent])


def uses_no_distinct_on(statement: Statement) -> Iterator[str]:
    yield from pieces(distinct for distinct in statement.find(exp.Distinct) if distinct.args.get("on"))


def stars_are_whole(statement: Statement) -> Iterator[str]:
    changed = ("except_", "replace", "rename")
    yield from pieces(star for star in statement.find(exp.Star) if any(star.args.get(key) for key in changed))
    yield from pieces(statement.find(exp.Columns))


def filters_no_aggregate(statement: Statement) -> Iterator[str]:
    yield from pieces(statement.find(exp.Filter))


def does_not_recurse(statement: Statement) -> Iterator[str]:
    yield from pieces(part for part in statement.find(exp.With) if part.args.get("recursive"))


def selects_from_tables_as_everybody_does(statement: Statement) -> Iterator[str]:
    yield from pieces(statement.find(exp.Pivot, exp.TableSample, exp.Lateral))
    yield from pieces(join for join in statement.find(exp.Join) if join.args.get("method"))


# Names


def uses_no_lateral_alias(statement: Statement) -> Iterator[str]:
    for scope in traverse_scope(statement.tree):
        select = scope.expression
        if not isinstance(select, exp.Select):
            continue
        known = known_columns(scope, statement)
        if known is None:
            continue
        aliases = {item.alias.lower() for item in select.expressions if isinstance(item, exp.Alias)} - known
        places = [*select.expressions, *(select.args.get(key) for key in ("where", "having")), *select_joins(select)]
        for place in filter(None, places):
            for column in place.find_all(exp.Column):
                own = column.find_ancestor(exp.Select) is select
                if own and not column.table and column.name.lower() in aliases:
                    yield from pieces([place])


def select_joins(select: exp.Select) -> list[exp.Expression]:
    """The conditions of the joins of a select."""
    return [join.args["on"] for join in select.args.get("joins", []) if join.args.get("on")]


def known_columns(scope: Scope, statement: Statement) -> set[str] | None:
    """The columns that the sources of a select offer, or None where one of them is not known."""
    known: set[str] = set()
    for _, source in scope.selected_sources.values():
        columns = source_columns(source, statement)
        if columns is None:
            return None
        known |= columns
    return known


def source_columns(source: Scope | exp.Table, statement: Statement) -> set[str] | None:
    """The columns of a relation, a CTE or a subquery."""
    if isinstance(source, exp.Table):
        columns = statement.columns_of(source)
        return None if columns is None else set(columns)
    expression = source.expression
    if isinstance(expression, exp.SetOperation):
        return source_columns(source.set_operation_scopes[0], statement)
    if not isinstance(expression, exp.Select):
        return None
    columns = {item.alias_or_name.lower() for item in expression.expressions if not item.is_star}
    for item in expression.expressions:
        if item.is_star:
            offered = {name: inner for name, (_, inner) in source.selected_sources.items()}
            starred = [offered[item.table]] if isinstance(item, exp.Column) else offered.values()
            for inner in starred:
                found = source_columns(inner, statement)
                if found is None:
                    return None
                columns |= found
    return columns


# Values


def holds_no_nested_value(statement: Statement) -> Iterator[str]:
    yield from pieces(node for node in statement.find(*NESTED) if not is_ga4_parameter(node, statement))
    yield from pieces(kind for kind in statement.find(exp.DataType) if kind.args.get("nested"))
    own = statement.warehouse.columns.get((statement.schema, statement.name), {}) if statement.kind == "model" else {}
    yield from (f"{name} {kind}" for name, kind in own.items() if re.search(r"\[|struct|map\(|union", kind, re.I))


def is_ga4_parameter(node: exp.Expression, statement: Statement) -> bool:
    """True for list_transform(...)[1] in a statement that calls ga4_param.

    The raw export is nested on DuckDB and Spark, and JSON on PostgreSQL; the macro makes a string of each parameter.
    """
    first = isinstance(node, exp.Bracket) and isinstance(node.this, exp.Transform) and node.expressions[0].name == "0"
    return first and "macro.intent.ga4_param" in statement.macros


def reads_each_step_of_events_once(statement: Statement) -> Iterator[str]:
    """Event models of a connector: a step that is read twice is stored first, and no bound on received_at passes it."""
    if statement.name not in EVENT_MODELS:
        return
    steps = {step.alias for step in statement.tree.find_all(exp.CTE)}
    read = [table.name for table in statement.tree.find_all(exp.Table) if not table.db and table.name in steps]
    yield from (step for step in sorted(steps) if read.count(step) > 1)


def picks_no_value_by_chance(statement: Statement) -> Iterator[str]:
    yield from pieces(statement.find(exp.AnyValue, exp.First, exp.Last, exp.Mode, exp.ArgMax, exp.ArgMin))


def takes_no_median(statement: Statement) -> Iterator[str]:
    kinds = (exp.Median, exp.Quantile, exp.PercentileCont, exp.PercentileDisc, exp.ApproxQuantile, exp.ApproxDistinct)
    yield from pieces(statement.find(*kinds))


def lists_no_rows_in_a_string(statement: Statement) -> Iterator[str]:
    yield from pieces(statement.find(exp.GroupConcat))


def sums_no_boolean(statement: Statement) -> Iterator[str]:
    yield from pieces(statement.find(exp.LogicalOr, exp.LogicalAnd, exp.CountIf))
    if any(statement.find(exp.Sum, exp.Avg)):
        for aggregate in statement.typed.find_all(exp.Sum, exp.Avg):
            if aggregate.this.is_type(exp.DataType.Type.BOOLEAN):
                yield from pieces([aggregate])


def rounds_nothing(statement: Statement) -> Iterator[str]:
    yield from pieces(statement.find(exp.Round))


def casts_no_double(statement: Statement) -> Iterator[str]:
    """A double may become a whole number through floor or ceil alone, and never a string."""
    numbers, strings = exp.DataType.INTEGER_TYPES, exp.DataType.TEXT_TYPES
    if not any(cast.to.is_type(*numbers, *strings) for cast in statement.find(exp.Cast)) and not any(
        statement.find(exp.DPipe, exp.MD5)
    ):
        return
    for cast in statement.typed.find_all(exp.Cast):
        floored = isinstance(cast.this.unnest(), (exp.Floor, exp.Ceil))
        if is_double(cast.this) and (cast.to.is_type(*strings) or (cast.to.is_type(*numbers) and not floored)):
            yield from pieces([cast])
    for node in statement.typed.find_all(exp.DPipe, exp.Concat, exp.MD5, exp.Anonymous):
        reads_value = not isinstance(node, exp.Anonymous) or re.fullmatch(HASHES, node.name, re.I)
        if reads_value and any(is_double(child) for child in node.iter_expressions()):
            yield from pieces([node])


def is_double(node: exp.Expression) -> bool:
    """True where the value is a floating-point number; on DuckDB every quotient is one."""
    value = node.unnest()
    if isinstance(value, (exp.Add, exp.Sub, exp.Mul)):
        return is_double(value.this) or is_double(value.expression)
    return isinstance(value, exp.Div) or node.is_type(exp.DataType.Type.DOUBLE, exp.DataType.Type.FLOAT)


# Functions


def calls_shared_functions(statement: Statement) -> Iterator[str]:
    for node in statement.find(exp.Func):
        name = node.name.lower() if isinstance(node, exp.Anonymous) else DISPATCHED_NODES.get(type(node))
        if not isinstance(node, SHARED) and name not in DISPATCHED:
            yield from pieces([node])


def leaves_engine_sql_to_the_macros(statement: Statement) -> Iterator[str]:
    written = without_comments(statement.raw)
    for name, macro in DISPATCHED.items():
        for hit in re.finditer(rf"(?<![.\w]){name}\s*\(", written, re.IGNORECASE):
            yield f"{hit.group()} (write intent.{macro})"


def hashes_by_the_macro(statement: Statement) -> Iterator[str]:
    is_for_platforms = "macro.intent.sha256_hex" in statement.macros
    for node in statement.find(exp.Anonymous, exp.SHA, exp.SHA2):
        if is_for_platforms and isinstance(node, exp.SHA2):
            continue
        named = node.name if isinstance(node, exp.Anonymous) else type(node).__name__
        is_hash = not isinstance(node, exp.Anonymous) or re.fullmatch(HASHES, named, re.I)
        if is_hash and not is_row_fingerprint(node, statement):
            yield from pieces([node])


def is_row_fingerprint(node: exp.Expression, statement: Statement) -> bool:
    """True for the hash inside cast(hash(...) % 2147483647 as bigint) in a statement that calls row_fingerprint."""
    modulo = node.parent
    calls = "macro.intent.row_fingerprint" in statement.macros
    return calls and isinstance(modulo, exp.Mod) and modulo.expression.name == "2147483647"


def calls_no_differing_macro(statement: Statement) -> Iterator[str]:
    # dbt lists the macros that ran while it parsed; a branch not taken shows in the raw code alone.
    for name in DIFFERING_MACROS:
        written = re.search(rf"\bdbt\s*\.\s*{name}\s*\(", without_comments(statement.raw))
        if written or f"macro.dbt.{name}" in statement.macros:
            yield f"{{{{ {name}() }}}}"


def asks_no_target(statement: Statement) -> Iterator[str]:
    for hit in re.finditer(r"\btarget\s*(\.\s*(type|name)\b|\[)", without_comments(statement.raw)):
        yield hit.group()


def without_comments(text: str) -> str:
    """Jinja and SQL without what is said about it."""
    return re.sub(r"--[^\n]*|\{#.*?#\}|/\*.*?\*/", "", text, flags=re.DOTALL)


# Order


def ranks_have_an_order(statement: Statement) -> Iterator[str]:
    for window in statement.find(exp.Window):
        if isinstance(function_of(window), RANKING) and not window.args.get("order"):
            yield from pieces([window])


def orders_end_in_a_unique_key(statement: Statement) -> Iterator[str]:
    for window in statement.find(exp.Window):
        if hangs_on_the_order(window) and window.args.get("order"):
            n_ties = statement.warehouse.first_row(ties(window).replace(PREVIOUS_ROUND, statement.relation))[0]
            if n_ties:
                yield f"{next(pieces([window]))} ({n_ties} ties in the demo)"


def orders_say_where_nulls_go(statement: Statement) -> Iterator[str]:
    if re.search(r"\bnulls\s+(first|last)\b", statement.sql, re.IGNORECASE):
        return
    for window in statement.find(exp.Window):
        if window.args.get("order"):
            n_nulls = statement.warehouse.first_row(nulls(window).replace(PREVIOUS_ROUND, statement.relation))[0]
            if n_nulls:
                yield f"{next(pieces([window]))} ({n_nulls} nulls in the demo)"


def function_of(window: exp.Window) -> exp.Expression:
    """The function that a window is over."""
    function = window.this
    return function.this if isinstance(function, (exp.IgnoreNulls, exp.RespectNulls)) else function


def hangs_on_the_order(window: exp.Window) -> bool:
    """True where rows that compare equal would get different values, or each other's."""
    spec = window.args.get("spec")
    by_rows = spec is not None and (spec.args.get("kind") or "").upper() == "ROWS"
    return isinstance(function_of(window), ORDER_SENSITIVE) or by_rows


def ties(window: exp.Window) -> str:
    """A question: how many keys of a window do several rows have?"""
    keys = [*window.args.get("partition_by", []), *(ordered.this for ordered in window.args["order"].expressions)]
    grouped = ", ".join(f"key_{number}" for number in range(len(keys)))
    return (
        f"select count(*) from (select {grouped} from ({rows_of(window, keys)}) group by {grouped} having count(*) > 1)"
    )


def nulls(window: exp.Window) -> str:
    """A question: how many rows have a null in the order of a window?"""
    keys = [ordered.this for ordered in window.args["order"].expressions]
    missing = " or ".join(f"key_{number} is null" for number in range(len(keys)))
    return f"select count(*) from ({rows_of(window, keys)}) where {missing}"


def rows_of(window: exp.Window, keys: list[exp.Expression]) -> str:
    """The select around a window with some expressions in place of its items, and the CTEs that it may read."""
    select = window.find_ancestor(exp.Select)
    inner = select.copy()
    for part in ("distinct", "order", "limit", "qualify", "with_"):
        inner.set(part, None)
    inner.set("expressions", [exp.alias_(key.copy(), f"key_{number}") for number, key in enumerate(keys)])
    steps, node = [], select
    while node is not None:
        if node.args.get("with_"):
            steps = [step.sql("duckdb") for step in node.args["with_"].expressions] + steps
        node = node.parent
    return (f"with {', '.join(steps)} " if steps else "") + inner.sql("duckdb")


RULES: list[Rule] = [
    has_no_qualify,
    groups_and_orders_by_names,
    uses_no_distinct_on,
    stars_are_whole,
    filters_no_aggregate,
    does_not_recurse,
    selects_from_tables_as_everybody_does,
    uses_no_lateral_alias,
    holds_no_nested_value,
    reads_each_step_of_events_once,
    picks_no_value_by_chance,
    takes_no_median,
    lists_no_rows_in_a_string,
    sums_no_boolean,
    rounds_nothing,
    casts_no_double,
    calls_shared_functions,
    leaves_engine_sql_to_the_macros,
    hashes_by_the_macro,
    calls_no_differing_macro,
    asks_no_target,
    ranks_have_an_order,
    orders_end_in_a_unique_key,
    orders_say_where_nulls_go,
]


def sentences(rule: Rule, statements: Iterable[Statement]) -> list[str]:
    """What breaks a rule in some statements, each thing once."""
    words = rule.__name__.replace("_", " ")
    return list(dict.fromkeys(f"{given.name}: {piece}: {words}" for given in statements for piece in rule(given)))
