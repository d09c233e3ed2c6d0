"""What the tests of increments and killed builds compare with: rows and tables that one side lacks are differences."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from contracts_project import SCHEMAS, differences

EQUAL = {f"{schema}.things": "values (1, 'a'), (2, null)" for schema in SCHEMAS}
THINGS = "intent_internal.things"


@pytest.fixture
def compared(tmp_path):
    """A function that writes two databases and says how they differ."""

    def write(name: str, tables: dict[str, str]) -> Path:
        file = tmp_path / f"{name}.duckdb"
        file.unlink(missing_ok=True)
        with duckdb.connect(str(file)) as connection:
            for schema in SCHEMAS:
                connection.execute(f"create schema {schema}")
            for table, rows in tables.items():
                connection.execute(f"create table {table} as select * from ({rows}) as rows (id, word)")
        return file

    return lambda left, right: differences(write("left", left), write("right", right))


def test_equal_tables_have_no_differences(compared):
    assert compared(EQUAL, EQUAL) == {}


@pytest.mark.parametrize("table", EQUAL)
def test_a_row_that_differs_is_found_in_every_schema(table, compared):
    changed = EQUAL | {table: "values (1, 'a'), (2, 'b')"}
    assert compared(EQUAL, changed) == {
        f"{table}: only in {side}": 1 for side in ("the increments", "the full refresh")
    }


def test_a_row_that_is_there_twice_is_found(compared):
    twice = EQUAL | {THINGS: "values (1, 'a'), (2, null), (2, null)"}
    assert compared(twice, EQUAL) == {f"{THINGS}: only in the increments": 1}


def test_a_table_that_one_side_lacks_is_found(compared):
    more = EQUAL | {"intent_internal.others": "values (1, 'a')"}
    assert compared(more, EQUAL) == {"intent_internal.others: only in the increments": 1}
    assert compared(EQUAL, more) == {"intent_internal.others: only in the full refresh": 1}


def test_databases_without_tables_are_not_equal(compared):
    with pytest.raises(AssertionError, match="no tables in intent_configuration"):
        compared({}, {})
