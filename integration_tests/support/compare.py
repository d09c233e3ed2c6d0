"""Compare what two engines built: every public mart, every as-of model and the received events, row by row.

Run as a script it takes two engines and the manifest of the build, and exits with 1 on any difference.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
from intent.errors import InputError
from readers import READERS, Copy
from rich.console import Console
from rich.table import Column, Table

# Columns that two right builds may fill differently, and why.
LEFT_OUT = {
    "input_fingerprint": "each engine notices change by a hash of its own",
    "changed_at": "it is when the row last changed on that engine",
    "built_at": "it is when the run started",
}
TOLERANCE = 1e-9
MOST_EXAMPLES = 3
EXACT_NUMBER = re.compile(r"U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|DECIMAL\(.*\)")


@dataclass
class Model:
    """A model to compare: its relation, the columns of its grain (none: rows may repeat), its double columns."""

    name: str
    schema: str
    alias: str
    grain: list[str]
    doubles: set[str]


@dataclass
class Comparison:
    """What the comparison of one model found."""

    model: str
    n_rows: int = 0
    n_columns: int = 0
    left_out: list[str] = field(default_factory=list)
    differences: list[str] = field(default_factory=list)


def compare(left: str, right: str, manifest: Path) -> list[Comparison]:
    """Compare each model on two engines; the sentences in `differences` name key, column and both values."""
    for name in (left, right):
        if name not in READERS:
            raise InputError(f"{name} is no engine to compare; choose two of {', '.join(READERS)}")
    if left == right:
        raise InputError(f"both sides are {left}; choose two engines")
    models = models_to_compare(manifest)
    with READERS[left]() as copy_left, READERS[right]() as copy_right:
        return [compare_model(model, {left: copy_left, right: copy_right}) for model in models]


def print_comparison(left: str, right: str, manifest: Path) -> bool:
    """Print what was compared and every difference found; true where there is none."""
    comparisons = compare(left, right, manifest)
    table = Table(Column("model", no_wrap=True), Column("rows", justify="right"), Column("columns", justify="right"))
    for found in comparisons:
        table.add_row(found.model, "differs" if found.differences else f"{found.n_rows}", f"{found.n_columns}")
    out = Console(highlight=False, soft_wrap=True)
    out.print(table)
    for name in sorted({name for found in comparisons for name in found.left_out}):
        out.print(f"{name} is not compared: {LEFT_OUT[name]}")
    differences = [f"{found.model}: {sentence}" for found in comparisons for sentence in found.differences]
    for sentence in differences:
        out.print(sentence, markup=False)
    out.print(f"{left} and {right} {'differ' if differences else 'are equal'} ({len(comparisons)} models)")
    return not differences


def models_to_compare(manifest: Path) -> list[Model]:
    """The marts, the models whose name ends in _as_of and int_received_events, with their grain from the manifest."""
    if not manifest.exists():
        raise InputError(f"{manifest} does not exist; run `dbt parse` first, or name another manifest")
    nodes = json.loads(manifest.read_text(encoding="utf-8"))["nodes"].values()
    grains = {
        node["attached_node"]: node["test_metadata"]["kwargs"]["columns"]
        for node in nodes
        if (node.get("test_metadata") or {}).get("name") == "unique_grain"
    }
    models = [
        Model(
            name=node["name"],
            schema=node["schema"],
            alias=node["alias"],
            grain=grains.get(node["unique_id"], []),
            doubles={name for name, column in node["columns"].items() if "double" in (column["data_type"] or "")},
        )
        for node in nodes
        if node["resource_type"] == "model" and re.fullmatch(r"intent_.*|.*_as_of|int_received_events", node["name"])
    ]
    if not models:
        raise InputError(f"{manifest} has no model to compare; is it this project's?")
    return sorted(models, key=lambda model: model.name)


def compare_model(model: Model, engines: dict[str, Copy]) -> Comparison:
    """Compare one model in a DuckDB of its own, where each engine's rows are a table named like the engine."""
    found = Comparison(model.name)
    with duckdb.connect() as connection:
        for engine, copy in engines.items():
            copy(model.schema, model.alias, connection, engine)
        types = [dict(connection.execute(f"select column_name, column_type from (describe {engine})").fetchall())
                 for engine in engines]  # fmt: skip
        found.left_out = sorted(set(LEFT_OUT) & set(types[0]))
        columns = [name for name in types[0] if name in types[1] and name not in LEFT_OUT]
        found.n_columns = len(columns)
        found.differences += column_differences(types, list(engines))
        if found.differences:
            return found
        if not model.grain:
            columns = count_repeats(connection, list(engines), columns)
            model.grain = columns[:-1]
        found.n_rows = connection.execute(f"select count(*) from {next(iter(engines))}").fetchone()[0]
        found.differences += repeated_keys(connection, list(engines), model.grain)
        if not found.differences:
            found.differences += row_differences(connection, list(engines), model, columns)
    return found


def column_differences(types: list[dict[str, str]], engines: list[str]) -> Iterator[str]:
    """Columns that one engine has and the other has not, and columns of two kinds."""
    for here, there, kinds, others in ((*engines, *types), (*reversed(engines), *reversed(types))):
        yield from (f"column {name} is on {here} and not on {there}" for name in kinds if name not in others)
    for name in types[0]:
        left, right = types[0][name], types[1].get(name, types[0][name])
        if left != right and not (EXACT_NUMBER.fullmatch(left) and EXACT_NUMBER.fullmatch(right)):
            yield f"column {name} is {left} on {engines[0]} and {right} on {engines[1]}"


def count_repeats(connection: duckdb.DuckDBPyConnection, engines: list[str], columns: list[str]) -> list[str]:
    """Fold equal rows of a model without a key into one with their number, so that the whole row is the key."""
    listed = ", ".join(columns)
    for engine in engines:
        connection.execute(
            f"create or replace table {engine} as select {listed}, count(*) as n_copies from {engine} group by {listed}"
        )
    return [*columns, "n_copies"]


def repeated_keys(connection: duckdb.DuckDBPyConnection, engines: list[str], grain: list[str]) -> Iterator[str]:
    """Keys that stand on more than one row of an engine."""
    listed = ", ".join(grain)
    for engine in engines:
        repeats = connection.execute(
            f"select {listed}, count(*) from {engine} group by {listed} having count(*) > 1 order by {listed}"
        ).fetchall()
        for *key, n_rows in repeats[:MOST_EXAMPLES]:
            yield f"{written_key(grain, key)}: {n_rows} rows on {engine} ({len(repeats)} keys repeat)"


def row_differences(
    connection: duckdb.DuckDBPyConnection, engines: list[str], model: Model, columns: list[str]
) -> Iterator[str]:
    """Rows on one engine only, then values that differ, each with the first few examples."""
    on = " and ".join(f"one.{name} is not distinct from other.{name}" for name in model.grain)
    order = ", ".join(f"one.{name}" for name in model.grain)
    both = f"{engines[0]} as one inner join {engines[1]} as other on {on}"
    differs = {name: value_differs(name, name in model.doubles) for name in columns if name not in model.grain}
    # One pass says which columns differ; examples are looked for in those alone.
    counted = ", ".join(["count(*)", *(f"count_if({condition})" for condition in differs.values())])
    n_pairs, *counts = connection.execute(f"select {counted} from {both}").fetchone()
    for here, there in (engines, reversed(engines)):
        if n_pairs == connection.execute(f"select count(*) from {here}").fetchone()[0]:
            continue
        missing = connection.execute(
            f"select {order} from {here} as one anti join {there} as other on {on} order by all"
        )
        keys = missing.fetchall()
        for key in keys[:MOST_EXAMPLES]:
            yield f"{written_key(model.grain, key)}: is on {here} and not on {there} ({len(keys)} rows)"
    for (name, condition), n_rows in zip(differs.items(), counts, strict=True):
        if n_rows == 0:
            continue
        examples = f"select {order}, one.{name}, other.{name} from {both} where {condition} order by {order}"
        for *key, left, right in connection.execute(f"{examples} limit {MOST_EXAMPLES}").fetchall():
            values = f"{written_value(left)} on {engines[0]} and {written_value(right)} on {engines[1]}"
            yield f"{written_key(model.grain, key)}: {name} is {values} ({n_rows} rows)"


def value_differs(name: str, is_double: bool) -> str:
    """The condition under which a column differs on two engines; doubles may differ in their last digits."""
    differs = f"one.{name} is distinct from other.{name}"
    return f"{differs} and coalesce(abs(one.{name} - other.{name}) > {TOLERANCE}, true)" if is_double else differs


def written_key(grain: list[str], key: list) -> str:
    """A key as `column=value` pairs."""
    return ", ".join(f"{name}={written_value(value)}" for name, value in zip(grain, key, strict=True))


def written_value(value: object) -> str:
    """A value as a person writes it."""
    return "null" if value is None else f"'{value}'" if isinstance(value, str) else str(value)


def main(left: str, right: str, manifest: str) -> int:
    """Compare and print; 1 where the engines differ, 2 where they cannot be compared."""
    try:
        return 0 if print_comparison(left, right, Path(manifest)) else 1
    except InputError as error:
        print(f"compare: {error}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
