"""Raw values that no type of ours holds: each is null and counted, and its row goes on."""

from __future__ import annotations

import math
import random
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from connector_run import FIXTURES, ConnectorRun
from contracts_project import ContractsProject
from intent import warehouse

# Raw types with values at the edge of what they hold; the seed makes more of the numbers, one test run like the other.
NUMBERS = {
    "double": ["'nan'", "'infinity'", "'-infinity'", "1e308", "-1e17", "1e17", "9.2e18", "5e-324", "42.5"],
    "float": ["'nan'", "'-infinity'", "3.4e38", "42.5"],
    "bigint": ["9223372036854775807", "-9223372036854775808", "42"],
    "ubigint": ["18446744073709551615", "42"],
    "hugeint": ["170141183460469231731687303715884105727", "-170141183460469231731687303715884105728", "42"],
    "utinyint": ["255", "0"],
    "decimal(38, 0)": ["99999999999999999999999999999999999999", "42"],
    "decimal(38, 30)": ["99999999.999999999999999999999999999999", "42"],
    "decimal(18, 2)": ["9999999999999999.99", "-9999999999999999.99", "42"],
    "decimal(4, 1)": ["999.9", "-999.9"],
}
TIMES = {
    "timestamp": [
        "'0001-01-01'",
        "'9999-12-31'",
        "'infinity'",
        "'-infinity'",
        "'294247-01-10 04:00:54'",
        "'2026-01-02'",
    ],
    "timestamptz": ["'0001-01-01 00:00:00+14'", "'9999-12-31 23:59:59-12'", "'infinity'", "'294247-01-10 04:00:54+00'"],
    "timestamp_s": ["'0001-01-01'", "'294247-01-10 04:00:54'", "'2026-01-02'"],
    "timestamp_ms": ["'0001-01-01'", "'294247-01-10 04:00:54'", "'2026-01-02'"],
    "timestamp_ns": ["'1678-01-01'", "'2262-04-11'", "'2026-01-02'"],
    "date": ["'0001-01-01'", "'infinity'", "'5881580-07-10'", "'2026-01-02'"],
}
WORDS = {
    "uuid": ["'00000000-0000-0000-0000-000000000000'", "'6a1e0e9e-8f6f-4c49-9df5-5f0f2a1f8f5e'"],
    "enum('true', 'no', '42', 'n/a')": ["'true'", "'no'", "'42'", "'n/a'"],
    "varchar": [
        *("'1e17'", "'NaN'", "'Infinity'", "'-'", "''", "' '", "'1,000.50'", "'99999999999999999999'", "'٤٢'", "'42'"),
        *("'999999999999999.999999999999'", "'0.00000000000000000000000000001'", "'+7'", "'294247-01-10'", "'true '"),
        *("'0001-01-01T00:00:00+14:00'", "'9999-12-31T23:59:59-12:00'", "'9999-12-31T24:00:00Z'", "'2026-13-45'"),
    ],
    "boolean": ["true", "false"],
}
READ = {
    "string": [*NUMBERS, *TIMES, *WORDS],
    "number": [*NUMBERS, "uuid", "enum('true', 'no', '42', 'n/a')", "varchar"],
    "bigint": [*NUMBERS, "uuid", "enum('true', 'no', '42', 'n/a')", "varchar"],
    "decimal(18, 2)": [*NUMBERS, "uuid", "enum('true', 'no', '42', 'n/a')", "varchar"],
    "decimal(18, 6)": [*NUMBERS, "uuid", "enum('true', 'no', '42', 'n/a')", "varchar"],
    "boolean": [*NUMBERS, *WORDS],
    "timestamp": [*NUMBERS, *TIMES, "uuid", "enum('true', 'no', '42', 'n/a')", "varchar"],
    "date": [*NUMBERS, *TIMES, "uuid", "enum('true', 'no', '42', 'n/a')", "varchar"],
}  # fmt: skip


def column(raw_type: str) -> str:
    """The name of the column that has a raw type."""
    return "a_" + "".join(letter if letter.isalnum() else "_" for letter in raw_type)


def values() -> dict[str, list[str]]:
    """The literals of each raw type, with numbers of every size added."""
    chance = random.Random(15)
    sizes = [chance.choice([-1, 1]) * chance.random() * 10.0 ** chance.randint(-20, 300) for _ in range(200)]
    wholes = [chance.choice([-1, 1]) * chance.getrandbits(chance.randint(1, 63)) for _ in range(200)]
    found = {raw_type: list(literals) for raw_type, literals in {**NUMBERS, **TIMES, **WORDS}.items()}
    found["double"] += [repr(size) for size in sizes]
    found["bigint"] += [str(whole) for whole in wholes]
    found["varchar"] += [f"'{number}'" for number in [*sizes, *wholes]]
    return found


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Path:
    folder = ContractsProject(tmp_path_factory.mktemp("hostile") / "project").folder
    given = values()
    with duckdb.connect(str(folder / "warehouse.duckdb")) as connection:
        connection.execute("create schema raw")
        columns = ", ".join(f"{column(raw_type)} {raw_type}" for raw_type in given)
        connection.execute(f"create table raw.hostile (id bigint, {columns})")
        for raw_type, literals in given.items():
            for number, literal in enumerate(literals):
                connection.execute(
                    f"insert into raw.hostile (id, {column(raw_type)}) values ({number}, cast({literal} as {raw_type}))"
                )
    (folder / "models" / "_hostile.yml").write_text(
        "sources:\n  - name: shop\n    schema: raw\n    tables: [{name: hostile}]\n"
    )
    for type_name, raw_types in READ.items():
        optional = ", ".join(f"'{column(raw_type)}': '{type_name}'" for raw_type in raw_types)
        (folder / "models" / f"read_{column(type_name)}.sql").write_text(
            "{{ config(materialized='table') }}\n"
            "{{ intent.source_table(source('shop', 'hostile'), required={'id': 'string'}, "
            f"optional={{{optional}}}) }}}}\n"
        )
    warehouse.run_dbt(["run", "--quiet", "--select", *[f"read_{column(name)}" for name in READ]], folder)
    return folder


def read(project: Path, type_name: str, raw_type: str, literal: str) -> object:
    """What a literal of a raw type was read as."""
    with duckdb.connect(str(project / "warehouse.duckdb"), read_only=True) as connection:
        number = values()[raw_type].index(literal)
        rows = connection.execute(
            f"select {column(raw_type)} from intent.read_{column(type_name)} where id = '{number}' "
            f"and {column(raw_type)} is not null"
        ).fetchall()
        assert len(rows) <= 1
        return rows[0][0] if rows else None


@pytest.mark.parametrize(
    ("type_name", "raw_type", "literal", "expected"),
    [
        ("decimal(18, 2)", "double", "1e17", None),
        ("decimal(18, 2)", "double", "'nan'", None),
        ("decimal(18, 2)", "double", "'-infinity'", None),
        ("decimal(18, 2)", "double", "42.5", Decimal("42.5")),
        ("decimal(18, 2)", "decimal(18, 2)", "9999999999999999.99", None),
        ("decimal(18, 2)", "decimal(38, 30)", "42", Decimal(42)),
        ("decimal(18, 2)", "varchar", "'1e17'", None),
        ("decimal(18, 2)", "varchar", "'42'", Decimal(42)),
        ("decimal(18, 6)", "varchar", "'999999999999999.999999999999'", None),
        ("bigint", "double", "9.2e18", None),
        ("bigint", "double", "42.5", 43),
        ("bigint", "hugeint", "170141183460469231731687303715884105727", None),
        ("bigint", "ubigint", "18446744073709551615", None),
        ("bigint", "decimal(38, 0)", "42", 42),
        ("bigint", "varchar", "'99999999999999999999'", None),
        ("bigint", "enum('true', 'no', '42', 'n/a')", "'42'", 42),
        ("number", "double", "'infinity'", None),
        ("boolean", "double", "'nan'", None),
        ("boolean", "utinyint", "255", True),
        ("boolean", "enum('true', 'no', '42', 'n/a')", "'no'", False),
        ("boolean", "uuid", "'00000000-0000-0000-0000-000000000000'", None),
        ("string", "double", "'nan'", None),
        ("string", "uuid", "'6a1e0e9e-8f6f-4c49-9df5-5f0f2a1f8f5e'", "6a1e0e9e-8f6f-4c49-9df5-5f0f2a1f8f5e"),
        ("timestamp", "bigint", "-9223372036854775808", None),
        ("timestamp", "timestamp_s", "'294247-01-10 04:00:54'", None),
        ("timestamp", "timestamp_s", "'2026-01-02'", datetime(2026, 1, 2)),
        ("timestamp", "timestamptz", "'infinity'", None),
        ("timestamp", "date", "'5881580-07-10'", None),
        ("timestamp", "date", "'2026-01-02'", datetime(2026, 1, 2)),
        ("timestamp", "uuid", "'6a1e0e9e-8f6f-4c49-9df5-5f0f2a1f8f5e'", None),
    ],
)  # fmt: skip
def test_what_a_type_cannot_hold_is_null_and_what_it_can_is_read(project, type_name, raw_type, literal, expected):
    assert read(project, type_name, raw_type, literal) == expected


@pytest.mark.parametrize("type_name", ["number", "bigint", "decimal(18, 2)", "decimal(18, 6)"])
def test_a_number_is_what_was_delivered_or_nothing(project, type_name):
    half = {"bigint": 0.5, "decimal(18, 2)": 0.005, "decimal(18, 6)": 0.0000005, "number": 0}[type_name]
    with duckdb.connect(str(project / "warehouse.duckdb"), read_only=True) as connection:
        rows = connection.execute(
            f"select raw.a_double, read.a_double from raw.hostile as raw "
            f"inner join intent.read_{column(type_name)} as read on cast(raw.id as varchar) = read.id "
            "where raw.a_double is not null and raw.a_date is null"
        ).fetchall()
    pairs = [(given, got) for given, got in rows if got is not None]
    lost = [given for given, got in rows if got is None]
    assert len(pairs) > 10
    assert all(math.isclose(given, float(got), rel_tol=1e-15, abs_tol=half * 1.001) for given, got in pairs)
    assert len(lost) > 10


@pytest.fixture(scope="module")
def crm(tmp_path_factory) -> ConnectorRun:
    """Two CRMs whose typed columns hold what no column of ours does."""
    run = ConnectorRun("hubspot", tmp_path_factory.mktemp("crm"), also=["salesforce"])
    for connector in run.connectors:
        run.execute((FIXTURES / "outcomes" / f"{connector}.sql").read_text(encoding="utf-8"))
    run.execute("""
        create or replace table hubspot.company (
            id uuid, property_annualrevenue double, property_numberofemployees varchar, property_createdate timestamp
        );
        insert into hubspot.company values
            ('00000000-0000-0000-0000-0000000000a1', 1e17, 'about 50', '2026-01-01'),
            ('00000000-0000-0000-0000-0000000000a2', 'nan', 'n/a', '294247-01-10 04:00:54'),
            ('00000000-0000-0000-0000-0000000000a3', 'infinity', '1e3', 'infinity'),
            ('00000000-0000-0000-0000-0000000000a4', 1000.5, '12', null);
        insert into hubspot.deal (
            deal_id, property_amount, property_amount_in_home_currency, property_createdate, deal_pipeline_stage_id
        )
            values (91, 'nan', 1e300, '2026-02-01', 'talk'), (92, '-infinity', 7, '2026-02-01', 'talk');
        alter table salesforce.opportunity alter "Amount" type decimal(38, 2);
        insert into salesforce.opportunity ("Id", "Amount", "StageName", "CreatedDate")
            values ('Oz', 99999999999999999999.99, 'Talking', '2026-01-01');
    """)
    run.build(["int_source_warnings"])
    return run


def test_a_row_whose_numbers_are_none_goes_on(crm):
    companies = "select account_key, annual_revenue, employee_count from stg_hubspot__accounts order by 1"
    beginning = "hubspot:00000000-0000-0000-0000-0000000000a"
    assert crm.rows(companies) == [
        (f"{beginning}1", None, None),
        (f"{beginning}2", None, None),
        (f"{beginning}3", None, None),
        (f"{beginning}4", Decimal("1000.5"), 12),
    ]
    deals = "select deal_id, amount, home_amount from stg_hubspot__deals where deal_id in ('91', '92') order by 1"
    assert crm.rows(deals) == [("91", None, None), ("92", None, Decimal(7))]
    assert crm.rows("select amount from stg_salesforce__deals where deal_id = 'Oz'") == [(None,)]


def test_lost_values_are_counted_by_source_table_and_column_and_printed_without_the_values(crm):
    found = crm.rows(
        "select file_name, column_name, n_records from int_source_warnings "
        "where message like 'holds values%' order by all"
    )
    assert found == [
        ("hubspot", "company.property_annualrevenue", 3),
        # What says that there is none, such as n/a, is not lost.
        ("hubspot", "company.property_numberofemployees", 2),
        ("hubspot", "deal.property_amount", 2),
        ("hubspot", "deal.property_amount_in_home_currency", 1),
        ("salesforce", "opportunity.Amount", 1),
    ]
    warning = crm.rows(
        "select file_name, cell_value, message, n_records from int_source_warnings "
        "where column_name = 'company.property_annualrevenue'"
    )
    message = "holds values that cannot be read as decimal(18, 2) and count as missing (records: 3)"
    assert warning == [("hubspot", "", message, 3)]


OWN = {
    "events": """
        select uuid() as event_id, 'given' as source_name, 'page_viewed' as event_name, '/pricing' as event_target,
            'web' as channel, 'email' as identifier_type, person || '@shop.example' as identifier_value,
            null as session_key, seconds as duration_seconds, null as campaign, null as referrer, null as user_agent,
            cast(occurred as timestamp) as occurred_at, cast(received as timestamp) as received_at,
            null as raw_occurred_at
        from (values
            ('ada', 'nan'::double, '2026-06-01 09:00', '2026-06-01 09:00'),
            ('bo', 1e300, '294247-01-10 04:00:54', '2026-06-01 09:00'),
            ('cy', 42.4, '2026-06-01 09:00', '294247-01-10 04:00:54'),
            ('di', null, '-infinity', 'infinity'),
            ('ed', null, '2026-06-01 09:00', '0001-01-01')
        ) as rows_of(person, seconds, occurred, received)
    """,
    "accounts": """
        select 'given' as source_name, key as account_key, key as account_name, null as domain, null as industry,
            employees as employee_count, revenue as annual_revenue, null as country, valid as valid_from
        from (values
            ('given:A1', 'many', 1e17, timestamptz '2026-06-01 09:00:00+00'),
            ('given:A2', '12', 'infinity'::double, timestamptz '294247-01-10 04:00:54+00'),
            ('given:A3', '1e30', 5, null)
        ) as rows_of(key, employees, revenue, valid)
    """,
    "deals": """
        select 'given' as source_name, cast(number as double) as deal_id, 'given:A1' as account_key,
            null as identifier_type, null as identifier_value, 999999999999999.00::double as amount,
            'Talking' as stage, 'yes' as is_open, 0 as is_won,
            '2026-06-01T09:00:00+02:00' as created_at, cast(null as timestamp) as closed_at
        from range(30) as numbers(number)
    """,
    "conversions": """
        select 'given' as source_name, 'c1' as conversion_id, 'signed' as conversion_name, 'converted' as outcome,
            'email' as identifier_type, 'ada@shop.example' as identifier_value, 1780304400::bigint as converted_at,
            170141183460469231731687303715884105727::hugeint as amount
    """,
}  # fmt: skip


@pytest.fixture(scope="module")
def own(tmp_path_factory) -> ContractsProject:
    """Models of one's own whose columns have other types than the contracts."""
    project = ContractsProject(tmp_path_factory.mktemp("own") / "project")
    with duckdb.connect() as connection:
        connection.execute("set TimeZone = 'America/New_York'")
        for contract, query in OWN.items():
            connection.execute(f"copy ({query}) to '{project.file(contract)}' (format parquet)")
    selected = ["+intent_row_conservation", "+intent_rejected_events", "+intent_accounts", "int_source_warnings"]
    project.build("--select", *selected, intent_time_zone="Europe/Berlin")
    return project


def test_a_model_of_ones_own_is_read_by_the_types_of_its_columns(own):
    accounts = "select account_name, employee_count, annual_revenue from intent.intent_accounts order by 1"
    assert own.rows(accounts) == [
        ("given:A1", None, None),
        ("given:A2", 12, None),
        ("given:A3", None, Decimal(5)),
    ]
    outcomes = "select amount, converted_at from intent_internal.int_conversions"
    assert own.rows(outcomes) == [(None, datetime(2026, 6, 1, 9))]
    deals = "select min(deal_id), count(*), min(created_at) from intent_internal.int_deals where is_open and not is_won"
    assert own.rows(deals) == [("0", 30, datetime(2026, 6, 1, 7))]


def test_more_money_than_a_mart_holds_stops_nothing(own):
    assert own.rows("select open_amount, n_open_deals from intent.intent_accounts where account_name = 'given:A1'") == [
        (None, 30)
    ]


def test_a_clock_that_runs_wild_rejects_its_rows_alone(own):
    found = "select reject_reason, received_date::varchar from intent.intent_rejected_events order by 1, 2"
    assert own.rows(found) == [
        ("received before 1990", "1970-01-01"),
        ("received in the future", "1970-01-01"),
        ("received in the future", "1970-01-01"),
        ("time in the future", "2026-06-01"),
    ]
    durations = "select duration_seconds from intent_internal.int_spine_events"
    assert own.rows(durations) == [(None,)]


def test_lost_values_of_models_of_ones_own_are_counted_too(own):
    found = own.rows(
        "select column_name, n_records from intent_internal.int_source_warnings where message like 'holds%' order by 1"
    )
    assert found == [
        ("stg_given__accounts.annual_revenue", 2),
        ("stg_given__accounts.employee_count", 2),
        ("stg_given__accounts.valid_from", 1),
        ("stg_given__conversions.amount", 1),
        ("stg_given__events.duration_seconds", 2),
    ]
