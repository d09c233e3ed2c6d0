"""source_table on tables as loaders leave them: columns missing, of another type or in another case, tables missing."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import duckdb
import pytest
from contracts_project import ContractsProject
from intent import warehouse
from intent.errors import InputError

COLUMNS = """required={'id': 'string', 'created': 'timestamp'}, optional={
    'amount': 'decimal(18, 2)', 'visits': 'bigint', 'share': 'number', 'is_open': 'boolean', 'note': 'string',
    'timestamp or sent_at': 'timestamp',
}"""
SELECTED = ["id", "created", "amount", "visits", "share", "is_open", "note", "timestamp"]
# What each raw table is, and the one row that its columns must be read as.
READABLE = {
    "as_documented": (
        "select 'a1' as id, timestamp '2026-01-02 03:04:05' as created, 9.5::double as amount, 3::bigint as visits, "
        "0.25::double as share, true as is_open, 'n' as note, timestamp '2026-01-03' as timestamp, "
        "timestamp '2026-01-04' as sent_at, 'new' as unheard_of",
        ("a1", datetime(2026, 1, 2, 3, 4, 5), 9.5, 3, 0.25, True, "n", datetime(2026, 1, 3)),
    ),
    "required_only": (
        "select 'a1' as id, timestamp '2026-01-02 03:04:05' as created",
        ("a1", datetime(2026, 1, 2, 3, 4, 5), None, None, None, None, None, None),
    ),
    "all_strings": (
        "select '17' as id, '2026-01-02T05:04:05+02:00' as created, '9.5' as amount, '3' as visits, '0.25' as share, "
        "'TRUE' as is_open, 'n' as note, 'no time' as timestamp",
        ("17", datetime(2026, 1, 2, 3, 4, 5), 9.5, 3, 0.25, True, "n", None),
    ),
    "older_names": (
        "select 'a1' as id, timestamp '2026-01-02 03:04:05' as created, timestamp '2026-01-03' as sent_at",
        ("a1", datetime(2026, 1, 2, 3, 4, 5), None, None, None, None, None, datetime(2026, 1, 3)),
    ),
    "numbers_for_ids": (
        "select 17.0::double as id, date '2026-01-02' as created, 9 as amount, 3.0::double as visits, 1 as share, "
        "0 as is_open, 12345678901234567::bigint as note, timestamptz '2026-01-03 02:00:00+02' as timestamp",
        ("17", datetime(2026, 1, 2), 9, 3, 1, False, "12345678901234567", datetime(2026, 1, 3)),
    ),
    "printed_by_warehouses": (
        "select '17' as id, '2026-01-02 03:04:05 UTC' as created, '2026-01-03 02:00:00+02' as timestamp",
        ("17", datetime(2026, 1, 2, 3, 4, 5), None, None, None, None, None, datetime(2026, 1, 3)),
    ),
    "seconds_since_1970": (
        "select 'a1' as id, 1767323045 as created, 1767398400.25::double as timestamp",
        ("a1", datetime(2026, 1, 2, 3, 4, 5), None, None, None, None, None, datetime(2026, 1, 3, 0, 0, 0, 250000)),
    ),
    "milliseconds_and_microseconds": (
        "select 'a1' as id, 1767323045000::bigint as created, 1767398400000000::decimal(20, 0) as timestamp",
        ("a1", datetime(2026, 1, 2, 3, 4, 5), None, None, None, None, None, datetime(2026, 1, 3)),
    ),
    "a_number_that_is_a_day": (
        "select 'a1' as id, timestamp '2026-01-02 03:04:05' as created, 20260103 as timestamp",
        ("a1", datetime(2026, 1, 2, 3, 4, 5), None, None, None, None, None, None),
    ),
    "other_case": (
        'select 7 as "ID", timestamp \'2026-01-02 03:04:05\' as "Created", \'n\' as "Note"',
        ("7", datetime(2026, 1, 2, 3, 4, 5), None, None, None, None, "n", None),
    ),
    "names_of_an_api": (
        'select 7 as "Id", timestamp \'2026-01-02 03:04:05\' as "Created", true as "IsOpen", '
        'timestamp \'2026-01-04\' as "SentAt"',
        ("7", datetime(2026, 1, 2, 3, 4, 5), None, None, None, True, None, datetime(2026, 1, 4)),
    ),
}  # fmt: skip
# Marks by which loaders and APIs say that a row is deleted, and what each says of the rows a, b, c, d; a and d remain.
MARKS = {
    "is_deleted": "false, true, true, null",
    "_fivetran_deleted": "false, true, true, null",
    "archived": "false, true, true, null",
    '"isDeleted"': "false, true, true, null",
    '"IsDeleted"': "'false', 'true', ' TRUE ', ''",
    "_sdc_deleted_at": "null, timestamp '2026-01-02', timestamp '2026-01-03', null",
    "_ab_cdc_deleted_at": "'', '2026-01-02T00:00:00Z', '2026-01-03', null",
}


def write(project: Path, name: str, text: str) -> None:
    (project / name).parent.mkdir(parents=True, exist_ok=True)
    (project / name).write_text(text, encoding="utf-8")


def model(table: str, arguments: str) -> str:
    return "{{ intent.source_table(source('shop', '" + table + "'), " + arguments + ") }}\n"


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Path:
    """A project with one more source of many tables; no connector of the package is on."""
    project = ContractsProject(tmp_path_factory.mktemp("shop") / "project").folder
    marked = [f"marked_{number}" for number in range(len(MARKS))]
    tables = [*READABLE, *marked, "two_marks", "properties", "a_view", "absent", "few_columns", "unreadable"]
    files = "{name: a_file, config: {meta: {external_location: 'files/*.parquet'}}}"
    no_files = "{name: no_file, config: {meta: {external_location: 'nowhere/{name}.parquet'}}}"
    write(
        project,
        "models/_shop.yml",
        f"sources:\n  - name: shop\n    schema: raw\n    tables: [{files}, {no_files}, "
        + ", ".join(f"{{name: {table}}}" for table in tables)
        + "]\n",
    )
    for table in [*READABLE, "a_view", "a_file"]:
        write(project, f"models/good/read_{table}.sql", model(table, COLUMNS))
    for table in [*marked, "two_marks"]:
        write(project, f"models/good/read_{table}.sql", model(table, "required={'id': 'string'}"))
    with_deleted = "required={'id': 'string'}, with_deleted=true"
    write(project, "models/good/read_all.sql", model("two_marks", with_deleted))
    write(project, "models/good/read_unmarked.sql", model("required_only", with_deleted))
    properties = ", ".join(
        f"'property_{name}': 'string'" for name in ("jobtitle", "hs_note", "country", "email", "city")
    )
    write(project, "models/good/read_properties.sql", model("properties", f"required={{{properties}}}"))
    for table in ("absent", "no_file"):
        write(project, f"models/good/read_{table}.sql", model(table, COLUMNS + ", is_optional_table=true"))
        write(project, f"models/bad/need_{table}.sql", model(table, COLUMNS))
    for table in ("few_columns", "unreadable"):
        write(project, f"models/bad/need_{table}.sql", model(table, COLUMNS + ", is_optional_table=true"))
    (project / "files").mkdir()
    with duckdb.connect(str(project / "warehouse.duckdb")) as connection:
        connection.execute("create schema raw")
        for table, (query, _) in READABLE.items():
            connection.execute(f"create table raw.{table} as {query}")
        for table, (column, values) in zip(marked, MARKS.items(), strict=True):
            columns = f"unnest(['a', 'b', 'c', 'd']) as id, unnest([{values}]) as {column}"
            connection.execute(f"create table raw.{table} as select {columns}")
        connection.execute(
            "create table raw.two_marks as from (values ('a', null, false), ('b', null, true), ('c', true, null)) "
            "as marked(id, is_deleted, _fivetran_deleted)"
        )
        connection.execute(
            "create table raw.properties as select 'Miller' as property_jobtitle, 'x' as jobtitle, "
            "'n' as \"propertyHsNote\", 'DE' as properties_country, 'a@mill.example' as properties__email__value, "
            "'Ulm' as city"
        )
        connection.execute("create view raw.a_view as from raw.as_documented")
        connection.execute(f"copy (from raw.as_documented) to '{project / 'files' / 'one.parquet'}'")
        connection.execute("create table raw.few_columns as select 1 as visits, 'n' as note")
        connection.execute("create table raw.unreadable as select 1 as id, true as created, [1, 2] as visits")
    warehouse.run_dbt(["run", "--quiet", "--select", "models/good"], project)
    return project


@pytest.fixture(scope="module")
def complaints(project, dbt) -> str:
    """What dbt says when it runs models that need what is not there."""
    done = dbt(["run", "--select", "models/bad"], project)
    assert done.returncode == 1
    return " ".join((done.stdout + done.stderr).split())


def rows(project: Path, table: str) -> list[tuple]:
    with duckdb.connect(str(project / "warehouse.duckdb"), read_only=True) as connection:
        connection.execute(f"set file_search_path = '{project}'")
        return connection.execute(f"select * from intent.read_{table}").fetchall()


@pytest.mark.parametrize("table", READABLE)
def test_a_raw_table_is_read_in_the_types_asked_for(project, table):
    assert rows(project, table) == [READABLE[table][1]]


@pytest.mark.parametrize("number", range(len(MARKS)), ids=list(MARKS))
def test_a_deleted_row_is_left_out_whatever_marks_it(project, number):
    assert sorted(rows(project, f"marked_{number}")) == [("a",), ("d",)]


def test_a_row_is_deleted_by_any_of_the_marks_that_its_table_has(project):
    assert rows(project, "two_marks") == [("a",)]


def test_deleted_rows_stay_marked_where_they_are_asked_for(project):
    assert sorted(rows(project, "all")) == [("a", False), ("b", True), ("c", True)]
    assert rows(project, "unmarked") == [("a1", False)]


def test_a_property_is_found_under_each_name_that_a_loader_gives_it(project):
    assert rows(project, "properties") == [("Miller", "n", "DE", "a@mill.example", "Ulm")]


@pytest.mark.parametrize("table", ["a_view", "a_file"])
def test_views_and_files_are_read_like_tables(project, table):
    assert rows(project, table) == [READABLE["as_documented"][1]]


@pytest.mark.parametrize("table", ["absent", "no_file"])
def test_a_missing_optional_table_has_no_rows_and_the_same_shape(project, table):
    assert rows(project, table) == []
    shape = (
        "select column_name, data_type from information_schema.columns where table_name = ? order by ordinal_position"
    )
    with duckdb.connect(str(project / "warehouse.duckdb"), read_only=True) as connection:
        missing, present = (connection.execute(shape, [f"read_{name}"]).fetchall() for name in (table, "as_documented"))
    assert missing == present
    assert [name for name, _ in present] == SELECTED


@pytest.mark.parametrize("table", ["absent", "no_file"])
def test_a_missing_required_table_is_named_with_its_source_and_what_it_needs(complaints, table):
    assert f"Source shop, table {table} (" in complaints
    assert "there is no such table. It needs the columns id, created." in complaints
    assert "intent_shop_schema" in complaints


def test_all_missing_columns_are_named_at_once_with_those_that_are_there(complaints):
    assert "Source shop, table few_columns (" in complaints
    assert "required columns are missing: id, created. The table has: note, visits." in complaints


def test_columns_of_a_type_that_cannot_be_read_are_named(complaints):
    assert "column created is BOOLEAN, which cannot be read as timestamp." in complaints
    assert "column visits is INTEGER[], which cannot be read as bigint." in complaints


def test_the_sentence_of_a_failed_build_says_what_is_missing(project):
    with pytest.raises(InputError, match="Compilation Error in model need_few_columns .* are missing: id, created"):
        warehouse.run_dbt(["run", "--select", "need_few_columns"], project)


def test_a_database_that_refuses_a_query_is_quoted(project):
    write(project, "models/bad/wrong.sql", "select no_such_column from {{ ref('read_a_view') }}\n")
    with pytest.raises(InputError, match='Runtime Error in model wrong .*"no_such_column" not found'):
        warehouse.run_dbt(["run", "--select", "wrong"], project)


def test_no_complaint_is_a_stack_trace(complaints):
    assert complaints.count("Compilation Error in model") == 4
    assert "Traceback" not in complaints and '.py"' not in complaints
