"""Fixtures that every test module may use: the checkout, a dbt runner and the parsed manifest."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest
from contracts_project import export_contracts
from intent import warehouse
from statements import Statement, Warehouse, statements_of

ROOT = Path(__file__).resolve().parents[1]
Dbt = Callable[..., subprocess.CompletedProcess[str]]


def run_dbt(arguments: list[str], cwd: Path, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run dbt in a project folder with its own profiles.yml; the caller judges the exit code."""
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


@pytest.fixture(scope="session")
def project_root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def dbt() -> Dbt:
    return run_dbt


@pytest.fixture(scope="session")
def manifest(project_root: Path, dbt: Dbt, tmp_path_factory: pytest.TempPathFactory) -> dict:
    target = tmp_path_factory.mktemp("parsed")
    places = ["--target-path", str(target), "--log-path", str(target)]
    done = dbt(["parse", "--no-partial-parse", *places], project_root)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "warning" not in (done.stdout + done.stderr).lower(), done.stdout + done.stderr
    return json.loads((target / "manifest.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def built_demo(project_root, tmp_path_factory) -> Path:
    """The database of a full build of the demo, made for this test run."""
    folder = tmp_path_factory.mktemp("demo")
    database = folder / "warehouse.duckdb"
    warehouse.run_dbt(
        ["build", "--quiet", "--full-refresh", "--target-path", str(folder / "target")],
        project_root,
        INTENT_DUCKDB_PATH=str(database),
    )
    return database


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
