"""`intent publish`: audit a build, then put a compact copy of its marts where readers are, by one rename."""

from __future__ import annotations

import json
import os
import time
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path

import duckdb
from rich.console import Console

from intent.audits import AUDITS, MARTS_THAT_HAVE_ROWS, change_faults
from intent.errors import InputError
from intent.summary import working
from intent.warehouse import unreadable

SCHEMA = "intent"
STAMP = f"""
    create table published.{SCHEMA}.intent_publication as
    select cast(now() at time zone 'UTC' as timestamp) as published_at, max(as_of_date) as as_of_date,
        max(configuration_hash) as configuration_hash, count(*) as n_contacts
    from published.{SCHEMA}.intent_contact_scores
"""
# DuckDB releases that read the file: as the build's own file (profiles.yml).
STORAGE_VERSION = "v1.4.0"
MOST_FAULTS_SHOWN = 20


@dataclass(frozen=True)
class Publication:
    """What was put where readers are: the file, its day, and how many marts and rows it holds."""

    file: str
    as_of_date: str
    n_marts: int
    n_rows: int
    n_bytes: int
    seconds: float

    def sentence(self) -> str:
        """What a person reads of it."""
        size = f"{self.n_marts} marts, {self.n_rows:,} rows, {self.n_bytes / 1_000_000:.1f} MB"
        return f"Published as of {self.as_of_date}: {size} in {self.file}"


def publish(database: Path, out: Path, run_results: Path | None = None, accepted: str | None = None) -> Publication:
    """Audit the marts of a build and swap a copy of them in for the file that readers open.

    `accepted` is the as-of date for which a change of volume or of segments is right. Where the build does not pass, or
    another process holds it: InputError with every fault found, and the file of before stays.
    """
    began = time.monotonic()
    if not database.is_file():
        raise InputError(f"{database} does not exist; run `make build` first")
    if out.resolve() == database.resolve():
        raise InputError(f"--out {out} is the database of the build; give another file")
    if out.stem == SCHEMA:
        raise InputError(
            f"--out {out} is named like the schema {SCHEMA}, which DuckDB can't tell apart; give another name"
        )
    refuse_failed_run(run_results)
    waiting = out.with_name(out.name + ".publishing")
    clear(waiting)
    try:
        n_marts, n_rows, as_of_date = copy_marts(database, waiting, out, accepted)
        os.replace(waiting, out)
    finally:
        waiting.unlink(missing_ok=True)
        waiting.with_name(waiting.name + ".wal").unlink(missing_ok=True)
    return Publication(str(out), as_of_date, n_marts, n_rows, out.stat().st_size, round(time.monotonic() - began, 1))


def clear(waiting: Path) -> None:
    """Remove what a killed publication left; InputError where another one is at work or the folder can't be written."""
    try:
        if waiting.exists():
            try:
                duckdb.connect(str(waiting)).close()
            except duckdb.Error as error:
                if "Could not set lock" in str(error):
                    raise InputError(f"another `intent publish` writes {waiting}; try again once it is done") from error
            waiting.unlink()
        waiting.touch()
        waiting.unlink()
    except OSError as error:
        raise InputError(f"{waiting.parent} can't be written ({error.strerror}); give another --out") from error


def refuse_failed_run(run_results: Path | None) -> None:
    """Stop where the results of dbt's last run name a model or test that failed; no file is no objection."""
    if run_results is None or not run_results.is_file():
        return
    try:
        results = json.loads(run_results.read_text(encoding="utf-8"))["results"]
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(f"{run_results} is no file of results of dbt; run `dbt build` again") from error
    failed = [row["unique_id"].split(".")[2] for row in results if row["status"] in ("error", "fail", "runtime error")]
    if failed:
        more = f" and {len(failed) - 3} more" if len(failed) > 3 else ""
        raise InputError(
            f"nothing published: the last run of dbt failed in {', '.join(failed[:3])}{more} ({run_results})"
        )


def copy_marts(database: Path, waiting: Path, out: Path, accepted: str | None) -> tuple[int, int, str]:
    """Audit and copy within one look at the build, so that what is read is what was audited."""
    try:
        with closing(duckdb.connect()) as connection:
            # Views name their catalog, which DuckDB calls after the file.
            connection.execute(f"attach {text(database)} as {name(database.stem)} (read_only)")
            connection.execute(f"attach {text(waiting)} as published (storage_version '{STORAGE_VERSION}')")
            if out.is_file():
                connection.execute(f"attach {text(out)} as served (read_only)")
            connection.execute(f"use {name(database.stem)}.{SCHEMA}")
            marts = marts_of(connection, database)
            faults = audit(connection, marts)
            faults += change_faults(connection, accepted) if out.is_file() and not faults else []
            if faults:
                raise InputError(refusal(faults, out))
            connection.execute(f"create schema published.{SCHEMA}")
            for mart in marts:
                connection.execute(f"create table published.{SCHEMA}.{mart} as select * from {mart}")
            connection.execute(STAMP)
            counts = [
                connection.execute(f"select count(*) from published.{SCHEMA}.{mart}").fetchone()[0] for mart in marts
            ]
            (as_of_date,) = connection.execute(
                f"select as_of_date from published.{SCHEMA}.intent_publication"
            ).fetchone()
            connection.execute("checkpoint published")
            connection.execute("use memory")
            connection.execute("detach published")
            return len(marts), sum(counts), str(as_of_date)
    except duckdb.Error as error:
        raise unreadable(out if str(out) in str(error) else database, error) from error


def marts_of(connection: duckdb.DuckDBPyConnection, database: Path) -> list[str]:
    """The marts of the build, which stand alone in the target's schema; InputError where it holds none."""
    asked = "select table_name from information_schema.tables where table_catalog = ? and table_schema = ? order by 1"
    marts = [row[0] for row in connection.execute(asked, [database.stem, SCHEMA]).fetchall()]
    missing = [mart for mart in MARTS_THAT_HAVE_ROWS if mart not in marts]
    if missing:
        raise InputError(f"{database} holds no finished build ({', '.join(missing)} missing); run `make build` first")
    return marts


def audit(connection: duckdb.DuckDBPyConnection, marts: list[str]) -> list[str]:
    """A sentence for each audit that the build fails."""
    faults = []
    for mart in MARTS_THAT_HAVE_ROWS:
        if not connection.execute(f"select exists (select 1 from {mart})").fetchone()[0]:
            faults.append(f"{mart} has no rows")
    for sentence, query in AUDITS.items():
        n_rows = connection.execute(f"select count(*) from ({query})").fetchone()[0]
        if n_rows:
            faults.append(f"{sentence} ({n_rows:,} row{'' if n_rows == 1 else 's'})")
    return faults


def refusal(faults: list[str], out: Path) -> str:
    """Why nothing was published, and what readers have meanwhile."""
    lines = "".join(f"\n  {fault}" for fault in faults[:MOST_FAULTS_SHOWN])
    stays = f"{out} stays as it was" if out.is_file() else f"{out} was not written"
    return f"nothing published, {stays}; the build fails {len(faults)} audit{'' if len(faults) == 1 else 's'}:{lines}"


def text(path: Path) -> str:
    """A path as a string of SQL."""
    return "'" + str(path).replace("'", "''") + "'"


def name(identifier: str) -> str:
    """A name as SQL quotes it."""
    return '"' + identifier.replace('"', '""') + '"'


def run_publish(database: Path, out: Path, run_results: Path, accepted: str | None, as_json: bool) -> None:
    """Publish and print the line about it, or its JSON."""
    with working("Auditing the build and copying its marts"):
        done = publish(database, out, run_results, accepted)
    console = Console(soft_wrap=True, highlight=False)
    console.print(json.dumps(asdict(done)) if as_json else done.sentence(), markup=False)
