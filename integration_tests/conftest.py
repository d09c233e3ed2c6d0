"""Fixtures that every test module may use: the checkout, a dbt runner and the parsed manifest."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest
from connector_run import FIXTURES, ConnectorRun
from contracts import value_of
from contracts_project import export_contracts
from intent import warehouse
from statements import Statement, Warehouse, statements_of
from xdist.scheduler import LoadFileScheduling

ROOT = Path(__file__).resolve().parents[1]
Dbt = Callable[..., subprocess.CompletedProcess[str]]
# dbt's log of every statement is a tenth of what a build costs, and nobody reads it here.
os.environ["DBT_LOG_LEVEL_FILE"] = "none"
# The modules that build most come first, so that at the end no worker waits long for the other.
BUILDS_MOST = [
    "changed_code",
    "identity",
    "refresh",
    "trial",
    "killed_builds",
    "configuration_gate",
    "delivery_histories",
]
# Modules that share a build that takes long, or what dbt made of the whole project.
SHARED_BUILDS = {
    **dict.fromkeys(["connectors_together", "ga4", "marketo", "posthog", "snowplow"], "web_connectors"),
    **dict.fromkeys(["compare", "configuration_gate", "floor_plan", "house_rules"], "manifest"),
    **dict.fromkeys(["compiled_sql", "other_dialects"], "compiled"),
}


def run_dbt(arguments: list[str], cwd: Path, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run dbt in a project folder with its own profiles.yml; the caller checks the exit code."""
    quiet_runpy = ["-W", "ignore::RuntimeWarning:runpy"]
    return subprocess.run(
        [sys.executable, *quiet_runpy, "-m", "dbt.cli.main", *arguments],
        cwd=cwd,
        env={
            **os.environ,
            "DBT_PROFILES_DIR": str(cwd),
            "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
            "DBT_USE_COLORS": "false",
            "DBT_PRINTER_WIDTH": "200",
            **(env or {}),
        },
        capture_output=True,
        text=True,
        check=False,
    )


class WholeModules(LoadFileScheduling):
    """A worker takes whole modules, and all of those that share a build."""

    def _split_scope(self, nodeid: str) -> str:
        module = Path(nodeid.split("::")[0]).stem.removeprefix("test_")
        return SHARED_BUILDS.get(module, module)


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> WholeModules:
    return WholeModules(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    names = [f"test_{module}" for module in BUILDS_MOST]
    items.sort(key=lambda item: names.index(item.module.__name__) if item.module.__name__ in names else len(names))


@pytest.fixture(scope="session")
def project_root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def dbt() -> Dbt:
    return run_dbt


@pytest.fixture(scope="session")
def manifest(project_root: Path, dbt: Dbt, tmp_path_factory: pytest.TempPathFactory) -> dict:
    """The project as dbt reads it with every connector on."""
    target = tmp_path_factory.mktemp("parsed")
    places = ["--target-path", str(target), "--log-path", str(target)]
    variables = ["--vars", f"intent_connectors: [{', '.join(value_of('connector_contracts'))}]"]
    done = dbt(["parse", "--no-partial-parse", *places, *variables], project_root)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "warning" not in (done.stdout + done.stderr).lower(), done.stdout + done.stderr
    return json.loads((target / "manifest.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def built_demo(project_root, tmp_path_factory) -> Path:
    """The database of a full build of the demo, dbt's own files in target/ beside it.

    A copy of the folder INTENT_BUILT_DEMO, where `make test` has just built it, or built here.
    """
    folder = tmp_path_factory.mktemp("demo")
    database = folder / "warehouse.duckdb"
    if built := os.environ.get("INTENT_BUILT_DEMO"):
        shutil.copytree(built, folder, dirs_exist_ok=True)
        return database
    warehouse.run_dbt(
        ["build", "--quiet", "--full-refresh", "--target-path", str(folder / "target")],
        project_root,
        INTENT_DUCKDB_PATH=str(database),
    )
    return database


@pytest.fixture(scope="session")
def web_connectors(tmp_path_factory) -> ConnectorRun:
    """Five connectors at once on the tables of their fixtures, from raw tables to signals, data tests included."""
    run = ConnectorRun("snowplow", tmp_path_factory.mktemp("web"), also=["ga4", "ga4_fivetran", "marketo", "posthog"])
    run.load()
    run.build(["+int_event_kind_signals", "+int_spine_events", "+int_identity_links", "+intent_row_conservation"])
    return run


@pytest.fixture(scope="module")
def connector_statements(web_connectors) -> Iterator[list[Statement]]:
    """The compiled models and tests of those five connectors; they are views, so all builds write the same."""
    manifest = web_connectors.folder / "target" / "manifest.json"
    with duckdb.connect(str(web_connectors.database), read_only=True) as connection:
        staging = Warehouse(connection)
        folders = [f"models/staging/{connector}/" for connector in web_connectors.connectors]
        yield [statement for folder in folders for statement in statements_of(manifest, staging, folder)]


@pytest.fixture(scope="session")
def young_connectors(tmp_path_factory) -> ConnectorRun:
    """Connectors on tables with little more than the required columns, Snowplow's in a schema of another name."""
    also = ["ga4_fivetran", "marketo", "hubspot", "salesforce"]
    run = ConnectorRun("snowplow", tmp_path_factory.mktemp("young"), also)
    for file in sorted((FIXTURES / "young").glob("*.sql")):
        run.execute(file.read_text(encoding="utf-8"))
    run.execute("""
        create schema web; create schema ga4_export; create schema marketo;
        create table web.events as select 7 as event_id, 'page_view' as event, 'd' as network_userid,
            'https://www.shop.example' as page_url, timestamp '2026-06-01 10:00:00' as collector_tstamp,
            [{'spider_or_robot': false}] as contexts_com_iab_snowplow_spiders_and_robots_1
        union all
        select 8, 'page_view', 'd', 'https://www.shop.example', timestamp '2026-06-01 10:00:00',
            [{'spider_or_robot': true}];
        create table ga4_export.event as select '1' as _fivetran_id, date '2026-06-01' as date,
            timestamp '2026-06-01 10:00:00' as timestamp, 'page_view' as name, 'd' as user_pseudo_id;
        create table marketo.lead as select 1.0::double as id, 'a@shop.example' as email,
            timestamp '2026-01-01 00:00:00' as created_at;
    """)
    run.build(intent_snowplow_schema="web")
    return run


@pytest.fixture(scope="session")
def demo_contracts(built_demo, project_root, tmp_path_factory) -> Path:
    """A folder with what the demo's staging models deliver, one Parquet file per contract."""
    folder = tmp_path_factory.mktemp("contracts")
    export_contracts(built_demo, project_root, folder)
    return folder


@pytest.fixture(scope="session")
def compiled_demo(built_demo, dbt, project_root) -> list[Path]:
    """The manifests of the demo's full build, and of what the next increment would run."""
    target = built_demo.parent / "increment"
    target.mkdir()
    shutil.copy(built_demo.parent / "target" / "partial_parse.msgpack", target)
    environment = {"INTENT_DUCKDB_PATH": str(built_demo)}
    places = ["--target-path", str(target), "--log-path", str(target)]
    done = dbt(["compile", "--quiet", *places], project_root, environment)
    assert done.returncode == 0, done.stdout + done.stderr
    return [built_demo.parent / "target" / "manifest.json", target / "manifest.json"]


@pytest.fixture(scope="module")
def statements(built_demo, compiled_demo, project_root) -> Iterator[list[Statement]]:
    """Every compiled model, test and analysis; an incremental model twice, as each kind of build writes it."""
    with duckdb.connect(str(built_demo), read_only=True) as connection:
        connection.execute(f"set file_search_path = '{project_root}'")
        found = [given for path in compiled_demo for given in statements_of(path, Warehouse(connection))]
        yield list({(statement.name, statement.sql): statement for statement in found}.values())
