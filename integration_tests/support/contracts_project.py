"""A small dbt project that installs the package and reads the contracts from Parquet files a test writes."""

from __future__ import annotations

import atexit
import json
import shutil
import tempfile
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

import duckdb
from contracts import columns_of, models_of
from intent.warehouse import PACKAGE_FOLDER, run_dbt
from quick_builds import QuickBuilds

TEMPLATE = Path(__file__).resolve().parent / "contracts_template"
# The contracts of which a test may write rows.
CONTRACTS = {
    contract: {name: kind.replace("string", "varchar") for name, kind in columns_of(contract).items()}
    for contract in ("events", "identity_links", "contacts", "accounts", "conversions", "deals", "feedback")
}
# How a table came to be, not what it says: notes of what was built when, and moments of a run.
NOTES = {"int_stored_tables", "int_contact_revisions"}
MOMENTS = ("built_at", "changed_at")
# What a CRM was given stays until it matters (test_sync.py): of these tables what has to be today's in any build.
TODAYS = (
    *("contact_id", "account_key", "hs_object_id", "id", "crm_id", "email", "domain"),
    *("intent_segment", "lifecycle", "suppression_reason", "intent_segment__c", "intent_lifecycle__c"),
)
# Where dbt puts marts, seeds and everything else, in a project that installs the package as in the package's own.
SCHEMAS = ("intent", "intent_configuration", "intent_internal")


@cache
def installed_template() -> Path:
    """The template with the package installed, and read once: dbt reads a project as long as it builds it."""
    folder = Path(tempfile.mkdtemp(prefix="contracts-")) / "template"
    shutil.copytree(TEMPLATE, folder)
    (folder / "packages.yml").write_text(f"packages:\n  - local: '{PACKAGE_FOLDER}'\n")
    run_dbt(["deps", "--quiet"], folder)
    run_dbt(["parse", "--quiet"], folder)
    atexit.register(shutil.rmtree, folder.parent, ignore_errors=True)
    return folder


class ContractsProject:
    """A consumer project in a folder of its own, with its own database."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.database = folder / "warehouse.duckdb"
        shutil.copytree(installed_template(), folder, symlinks=True)
        (folder / "data").mkdir()
        for contract in CONTRACTS:
            self.write(contract, [])

    def write(self, contract: str, rows: list[dict]) -> None:
        """Write the rows of a contract; absent columns are null."""
        columns = CONTRACTS[contract]
        with duckdb.connect() as connection:
            connection.execute(f"create table rows ({', '.join(f'{name} {kind}' for name, kind in columns.items())})")
            if rows:
                marks = ", ".join("?" for _ in columns)
                connection.executemany(
                    f"insert into rows values ({marks})",
                    [[row.get(name) for name in columns] for row in rows],
                )
            connection.execute(f"copy rows to '{self.file(contract)}' (format parquet)")

    def file(self, contract: str) -> Path:
        """The Parquet file of a contract."""
        return self.folder / "data" / f"{contract}.parquet"

    def build(self, *arguments: str, with_data_tests: bool = False, **variables: object) -> None:
        """Build models and seeds, incrementally by default; data tests take as long again.

        The variables are those of a run: one that decides which models or seeds there are has to be known earlier.
        """
        left_out = ["unit_test"] if with_data_tests else ["unit_test", "test"]
        given = ["--vars", json.dumps(variables)]
        with QuickBuilds(self.folder) as builds:
            builds.run("build", "--exclude-resource-type", *left_out, *given, *arguments)

    def rows(self, query: str) -> list[tuple]:
        """The rows of a query on the built database."""
        with duckdb.connect(str(self.database), read_only=True) as connection:
            return connection.sql(query).fetchall()


def event(
    person: str,
    name: str,
    at: datetime,
    target: str = "",
    identifier_type: str = "email",
    received_at: datetime | None = None,
    event_id: str | None = None,
) -> dict:
    """An event of a person, in the events contract."""
    return {
        "event_id": event_id or f"{person}|{name}|{target}|{at.isoformat()}",
        "source_name": "given",
        "event_name": name,
        "event_target": target,
        "channel": "web",
        "identifier_type": identifier_type,
        "identifier_value": person,
        "occurred_at": at,
        "received_at": received_at or at + timedelta(seconds=5),
        "raw_occurred_at": at.isoformat(),
    }


def link(from_type: str, from_value: str, to_type: str, to_value: str, at: datetime) -> dict:
    """A recorded link between two identifiers, in the identity_links contract."""
    return {
        "source_name": "given",
        "from_type": from_type,
        "from_value": from_value,
        "to_type": to_type,
        "to_value": to_value,
        "linked_at": at,
    }


def export_contracts(built_demo: Path, project_root: Path, folder: Path) -> None:
    """Write what the demo's staging models deliver, contract by contract, as Parquet files."""
    with duckdb.connect(str(built_demo), read_only=True) as connection:
        connection.execute(f"set file_search_path = '{project_root}'")
        for contract, columns in CONTRACTS.items():
            models = connection.execute(
                "select table_schema || '.' || table_name from information_schema.tables "
                "where table_name in ? order by 1",
                [models_of(contract)],
            ).fetchall()
            casts = ", ".join(f"cast({name} as {kind}) as {name}" for name, kind in columns.items())
            union = " union all ".join(f"select {casts} from {model}" for (model,) in models)
            if contract == "feedback":
                nulls = ", ".join(f"cast(null as {kind}) as {name}" for name, kind in columns.items())
                union = f"select {nulls} where false"
            assert union, f"no staging model of the demo delivers {contract}"
            connection.execute(f"copy ({union}) to '{folder / f'{contract}.parquet'}' (format parquet)")


def differences(left: Path, right: Path) -> dict[str, int]:
    """How many rows of each stored table of two databases stand on one side only; a table may not be missing."""
    found = {}
    with duckdb.connect() as connection:
        connection.execute(f"attach '{left}' as one (read_only)")
        connection.execute(f"attach '{right}' as other (read_only)")
        here, there = stored_tables(connection, "one"), stored_tables(connection, "other")
        for schema in SCHEMAS[1:]:
            assert any(table.startswith(f"{schema}.") for table in there), f"no tables in {schema} to compare"
        for table in sorted(here.keys() ^ there.keys()):
            found[f"{table}: only in {'the increments' if table in here else 'the full refresh'}"] = 1
        for table in here.keys() & there.keys():
            sides = [f"select {there[table]} from {side}.{table}" for side in ("one", "other")]
            apart = zip(("the increments", "the full refresh"), rows_apart(connection, *sides), strict=True)
            for where, n_rows in apart:
                if n_rows and table.split(".")[1] not in NOTES:
                    found[f"{table}: only in {where}"] = n_rows
    return found


def rows_apart(connection: duckdb.DuckDBPyConnection, left: str, right: str) -> tuple[int, int]:
    """How many rows each of two queries has that the other one has not; a row that repeats counts each time.

    Equal numbers of rows and equal sums of their 64-bit hashes say that there are none, at a fraction of the cost.
    """
    hashed = [
        connection.execute(f"select count(*), sum(hash(hashed)) from ({query}) as hashed").fetchone()
        for query in (left, right)
    ]
    if hashed[0] == hashed[1]:
        return 0, 0
    left_only, right_only = (
        connection.execute(f"select count(*) from ({one} except all {other})").fetchone()[0]
        for one, other in ((left, right), (right, left))
    )
    return left_only, right_only


def compared_columns(connection: duckdb.DuckDBPyConnection, table: str) -> str:
    """What of a table is the same in any build of the same day, as a list of SQL."""
    if ".intent_sync_" not in table:
        return "*"
    names = [row[0] for row in connection.execute(f"describe {table}").fetchall()]
    return ", ".join(name for name in names if name in TODAYS)


def stored_tables(connection: duckdb.DuckDBPyConnection, database: str) -> dict[str, str]:
    """The tables of an attached database, each with its columns, moments of a run aside."""
    return dict(
        connection.execute(
            "select schema_name || '.' || table_name, string_agg(column_name, ', ' order by column_index) "
            "from duckdb_columns() semi join duckdb_tables() using (database_name, schema_name, table_name) "
            f"where database_name = ? and schema_name in {SCHEMAS} and column_name not in {MOMENTS} "
            f"and (not starts_with(table_name, 'intent_sync_') or column_name in {TODAYS}) "
            "group by schema_name, table_name",
            [database],
        ).fetchall()
    )
