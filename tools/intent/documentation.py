"""Write the dbt docs and the lineage of columns, one page each."""

from __future__ import annotations

import json
import logging
import shutil
from importlib.util import find_spec
from pathlib import Path

from intent.errors import InputError
from intent.warehouse import PACKAGE_FOLDER, run_dbt

DOCS, LINEAGE = "docs.html", "lineage.html"


def write_documentation(out: Path, database: Path) -> str:
    """Write both pages of a build into a folder and return what there is to say about them."""
    if not database.is_file():
        raise InputError(f"{database} does not exist; make build writes it")
    if not find_spec("dbt_colibri"):
        raise InputError("the lineage of columns is drawn by dbt-colibri, which make setup-docs installs")
    out = out.resolve()
    # As a full build writes them: an increment reads the model itself, which is no column's origin.
    for command in (["compile", "--full-refresh"], ["docs", "generate", "--no-compile", "--static"]):
        arguments = ["--quiet", *command, "--target-path", str(out / "dbt")]
        run_dbt(arguments, PACKAGE_FOLDER, INTENT_DUCKDB_PATH=str(database.resolve()))
    shutil.copy(out / "dbt" / "static_index.html", out / DOCS)
    unread = write_lineage(out / "dbt", out / LINEAGE)
    left_out = f" (not by column: {', '.join(unread)})" if unread else ""
    return f"{out / DOCS}\n{out / LINEAGE}{left_out}"


def write_lineage(target: Path, page: Path) -> list[str]:
    """Write the page of column lineage from dbt's target folder; the models whose SQL could not be followed."""
    from dbt_colibri.lineage_extractor.extractor import DbtColumnLineageExtractor
    from dbt_colibri.report.generator import DbtColibriReportGenerator
    from sqlglot.optimizer.scope import Scope

    # dbt-colibri 0.3.7 uses a name that sqlglot gave up within version 30; it would follow no column past a union.
    if not hasattr(Scope, "union_scopes"):
        Scope.union_scopes = property(lambda scope: scope.set_operation_scopes)
    # It warns of each source, whose columns the catalog does not have; what it could not read is in a file.
    logging.getLogger("colibri").setLevel(logging.CRITICAL)
    extractor = DbtColumnLineageExtractor(str(target / "manifest.json"), str(target / "catalog.json"))
    lineage = target / "lineage"
    report = DbtColibriReportGenerator(extractor, light_mode=True, disable_telemetry=True)
    report.generate_report(output_dir=str(lineage))
    shutil.copy(lineage / "index.html", page)
    errors = lineage / "colibri-parsing-errors.json"
    found = json.loads(errors.read_text(encoding="utf-8")) if errors.is_file() else []
    return sorted(error["node_id"].rpartition(".")[2] for error in found)
