"""The comparison of engines finds every kind of difference; it and load-raw say what is wrong in one sentence."""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager

import duckdb
import pytest
from compare import compare, models_to_compare
from intent import cli
from intent.errors import InputError
from intent.load_raw import load_raw, postgres_type
from intent.postgres import open_postgres
from readers import duckdb_type

RIGHT_ROWS = "(1, 'a', 1.5, 0.1, 7), (2, null, 2.5, null, 8)"
THINGS = (
    "select * replace (cast(rate as double) as rate) "
    "from (values {rows}) as things (thing_id, word, amount, rate, input_fingerprint)"
)
SAME_THINGS = THINGS.format(rows=RIGHT_ROWS)
REPEATING = "select * from (values {rows}) as events (event_key, row_status)"
SAME_EVENTS = REPEATING.format(rows="(1, 'a'), (1, 'a')")


def model(schema: str, name: str, grain: list[str], doubles: tuple[str, ...] = ()) -> list[dict]:
    """A model and, where it has a grain, its test, as a manifest describes them."""
    columns = {column: {"data_type": "double"} for column in doubles}
    named = {"name": name, "alias": name, "schema": schema, "unique_id": f"model.intent.{name}", "columns": columns}
    test = {
        "resource_type": "test",
        "name": "unique_grain",
        "attached_node": named["unique_id"],
        "test_metadata": {"name": "unique_grain", "kwargs": {"columns": grain}},
    }
    return [{"resource_type": "model", **named}, *([test] if grain else [])]


@pytest.fixture
def sides(tmp_path, monkeypatch):
    """Two engines that are DuckDB files, and a function that builds both and compares them."""
    nodes = [
        *model("intent", "intent_things", ["thing_id"], ("rate",)),
        *model("intent_internal", "int_received_events", []),
    ]
    manifest = tmp_path / "manifest.json"
    manifest.write_text(json.dumps({"nodes": {str(number): node for number, node in enumerate(nodes)}}))

    def reader(file):
        @contextmanager
        def read():
            def copy(schema, name, into, table):
                into.execute(f"attach if not exists '{file}' as {file.stem} (read_only)")
                into.execute(f"create table {table} as from {file.stem}.{schema}.{name}")

            yield copy

        return read

    monkeypatch.setattr("compare.READERS", {n: reader(tmp_path / f"{n}_file.db") for n in ("one", "two")})

    def differences(things=SAME_THINGS, events=SAME_EVENTS):
        for name, things_query, events_query in (("one", SAME_THINGS, SAME_EVENTS), ("two", things, events)):
            (tmp_path / f"{name}_file.db").unlink(missing_ok=True)
            with duckdb.connect(str(tmp_path / f"{name}_file.db")) as connection:
                connection.execute("create schema intent; create schema intent_internal")
                connection.execute(f"create table intent.intent_things as {things_query}")
                connection.execute(f"create table intent_internal.int_received_events as {events_query}")
        return [sentence for found in compare("one", "two", manifest) for sentence in found.differences]

    return differences


def test_equal_tables_have_no_differences_whatever_their_fingerprints(sides):
    assert sides() == []
    assert sides(THINGS.format(rows=RIGHT_ROWS.replace("7)", "9)"))) == []


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ("(1, 'b', 1.5, 0.1, 7), (2, null, 2.5, null, 8)", "thing_id=1: word is 'a' on one and 'b' on two (1 rows)"),
        ("(1, 'a', 1.5, 0.1, 7), (2, '', 2.5, null, 8)", "thing_id=2: word is null on one and '' on two (1 rows)"),
        ("(1, 'a', 1.6, 0.1, 7), (2, null, 2.5, null, 8)", "thing_id=1: amount is 1.5 on one and 1.6 on two (1 rows)"),
        ("(1, 'a', 1.5, null, 7), (2, null, 2.5, null, 8)", "thing_id=1: rate is 0.1 on one and null on two (1 rows)"),
        ("(1, 'a', 1.5, 0.1, 7)", "thing_id=2: is on one and not on two (1 rows)"),
        (f"{RIGHT_ROWS}, (3, 'c', 1.5, 0.1, 7)", "thing_id=3: is on two and not on one (1 rows)"),
        (f"{RIGHT_ROWS}, (2, null, 2.5, null, 8)", "thing_id=2: 2 rows on two (1 keys repeat)"),
    ],
)
def test_a_row_that_differs_is_named_with_key_column_and_both_values(sides, rows, sentence):
    assert sides(THINGS.format(rows=rows)) == [sentence]


def test_doubles_are_equal_to_a_thousand_millionth_and_no_further(sides):
    query = f"select * replace (rate + {{step}} as rate) from ({SAME_THINGS})"
    assert sides(query.format(step="9e-10")) == []
    assert len(sides(query.format(step="2e-9"))) == 1


def test_columns_on_one_side_and_of_two_kinds_are_named(sides):
    assert sides(f"select * exclude (word), 1 as further from ({SAME_THINGS})") == [
        "column word is on one and not on two",
        "column further is on two and not on one",
    ]
    assert sides(f"select * replace (cast(thing_id as varchar) as thing_id) from ({SAME_THINGS})") == [
        "column thing_id is INTEGER on one and VARCHAR on two"
    ]
    assert sides(f"select * replace (cast(thing_id as bigint) as thing_id) from ({SAME_THINGS})") == []


def test_rows_without_a_key_are_counted(sides):
    events = REPEATING.format(rows="(1, 'a')")
    assert sides(events=events) == ["event_key=1, row_status='a': n_copies is 2 on one and 1 on two (1 rows)"]


def test_a_manifest_without_models_is_not_equal_to_another(tmp_path):
    manifest = tmp_path / "manifest.json"
    manifest.write_text(json.dumps({"nodes": {}}))
    with pytest.raises(InputError, match="no model to compare"):
        compare("duckdb", "postgres", manifest)


def test_the_marts_and_the_as_of_models_are_compared_in_their_schemas(manifest, tmp_path):
    file = tmp_path / "manifest.json"
    file.write_text(json.dumps(manifest))
    found = {model.name: model.schema for model in models_to_compare(file)}
    assert found["intent_contact_scores"] == "intent"
    assert found["int_contact_scores_as_of"] == found["int_received_events"] == "intent_internal"


@pytest.mark.parametrize(
    ("action", "sentence"),
    [
        (lambda _: compare("duckdb", "oracle", None), "oracle is no engine to compare"),
        (lambda _: compare("duckdb", "duckdb", None), "both sides are duckdb"),
        (lambda folder: compare("duckdb", "postgres", folder / "manifest.json"), "run `dbt parse` first"),
        (lambda folder: load_raw("duckdb", folder), "raw files are loaded into postgres or spark"),
        (lambda folder: load_raw("postgres", folder), "holds no <source>/<table>.parquet"),
        (lambda folder: postgres_type(folder, "ids", "INTERVAL"), "column ids: type INTERVAL has no place"),
        (lambda _: duckdb_type("things.amount", "numeric"), "things.amount is numeric on postgres"),
    ],
)
def test_a_wrong_input_is_one_sentence(tmp_path, action, sentence):
    with pytest.raises(InputError) as stopped:
        action(tmp_path)
    assert sentence in str(stopped.value)
    assert "\n" not in str(stopped.value)


def test_without_the_driver_the_sentence_says_how_to_install_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg2", None)
    with pytest.raises(InputError, match="make setup-postgres"), open_postgres():
        pass


def test_a_summary_of_a_build_that_did_not_finish_is_refused_in_one_sentence(tmp_path, monkeypatch, capsys):
    with duckdb.connect(str(tmp_path / "half.duckdb")) as connection:
        connection.execute("create schema intent")
    monkeypatch.setattr(sys, "argv", ["intent", "summary", "--database", str(tmp_path / "half.duckdb")])
    assert cli.run() == 2
    printed = capsys.readouterr()
    assert "half.duckdb holds no finished build" in printed.err
    assert "Traceback" not in printed.out + printed.err
