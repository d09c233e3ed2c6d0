"""The demo on a PostgreSQL 15 of its own and on DuckDB: a full build, then two increments, equal after each.

Run by `make test-postgres`. The server lives in a temporary folder, listens on a free port of this machine only,
takes a password made for this run, and is stopped at the end, whatever happened.
"""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import duckdb
from intent.errors import InputError
from intent.load_raw import load_raw
from intent.warehouse import run_dbt

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = Path("/usr/lib/postgresql/15/bin")
# Made for a few minutes: nothing on disk has to survive a crash.
SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "256MB",
    "work_mem": "64MB",
    "max_wal_size": "4GB",
    "listen_addresses": "127.0.0.1",
}
# When a row arrives, by file; the other files are small lists without a time, and are delivered whole.
ARRIVALS = {
    "segment/pages": "received_at",
    "segment/tracks": "received_at",
    "segment/identifies": "received_at",
    "generic/events": "received_at",
    "hubspot/contact": "property_createdate",
    "hubspot/company": "property_createdate",
    "hubspot/email_event": "created",
    "hubspot/contact_form_submission": "timestamp",
    "salesforce/lead": "created_date",
    "salesforce/contact": "created_date",
    "salesforce/task": "greatest(created_date, completed_date_time, activity_date)",
    "salesforce/campaign_member": "greatest(created_date, first_responded_date)",
}


@contextmanager
def step(words: str) -> Iterator[None]:
    """Say what begins, and how long it took once it is done."""
    print(f"postgres: {words} ...", end="", flush=True)
    start = time.monotonic()
    try:
        yield
    except BaseException:
        print(" failed", flush=True)
        raise
    print(f" {time.monotonic() - start:.0f} s", flush=True)


@contextmanager
def postgres_server() -> Iterator[dict[str, str]]:
    """A PostgreSQL with an empty database `intent`; yields the variables that profiles.yml reads."""
    install()
    folder = Path(tempfile.mkdtemp(prefix="intent-postgres-"))
    try:
        os.chmod(folder, 0o755)
        data, password = folder / "data", secrets.token_hex(16)
        secret = folder / "password"
        secret.touch(mode=0o600)
        secret.write_text(password)
        if os.geteuid() == 0:
            for path in (folder, secret):
                shutil.chown(path, "postgres")
        with step("preparing a new server"):
            run(
                "initdb", "-D", data, "--locale=C.UTF-8", "-E", "UTF8", "-U", "intent",
                "-A", "scram-sha-256", f"--pwfile={secret}", "--no-sync",
            )  # fmt: skip
        port = free_port()
        options = " ".join(f"-c {name}={value}" for name, value in SETTINGS.items())
        try:
            with step(f"starting it on port {port}"):
                run("pg_ctl", "start", "-w", "-t", "60", "-D", data, "-l", folder / "log",
                    "-o", f"{options} -c port={port} -c unix_socket_directories={folder}")  # fmt: skip
            make_database(port, password, data)
            yield {
                "INTENT_POSTGRES_HOST": "127.0.0.1",
                "INTENT_POSTGRES_PORT": str(port),
                "INTENT_POSTGRES_USER": "intent",
                "INTENT_POSTGRES_PASSWORD": password,
                "INTENT_POSTGRES_DATABASE": "intent",
            }
        finally:
            if (data / "postmaster.pid").exists():
                with step("stopping it"):
                    run("pg_ctl", "stop", "-w", "-m", "fast", "-D", data)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def install() -> None:
    """Install Debian's package where the programs are missing; it makes no cluster and starts no server."""
    if (PROGRAMS / "initdb").exists():
        return
    as_root = [] if os.geteuid() == 0 else ["sudo"]
    apt = [*as_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    no_cluster = ["sed", "-ri", "s/^#?create_main_cluster.*/create_main_cluster = false/"]
    with step("installing postgresql-15"):
        for command in (
            [*apt, "update", "-qq"],
            [*apt, "install", "-y", "-qq", "--no-install-recommends", "postgresql-common"],
            [*as_root, *no_cluster, "/etc/postgresql-common/createcluster.conf"],
            [*apt, "install", "-y", "-qq", "--no-install-recommends", "postgresql-15"],
        ):
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode != 0:
                raise InputError(f"`{' '.join(command)}` failed: {done.stderr.strip()[-400:]}")


def run(program: str, *arguments: object) -> None:
    """Run a program of PostgreSQL as an ordinary user: it refuses to serve as root."""
    command = [str(PROGRAMS / program), *map(str, arguments)]
    if os.geteuid() == 0:
        command = ["runuser", "-u", "postgres", "--", *command]
    # The server keeps what it inherits: a pipe would stay open as long as it runs.
    with tempfile.TemporaryFile() as output:
        done = subprocess.run(command, cwd="/", stdout=output, stderr=subprocess.STDOUT, check=False)
        output.seek(0)
        if done.returncode != 0:
            raise InputError(f"{program} failed: {output.read().decode(errors='replace').strip()[-600:]}")


def free_port() -> int:
    """A port of this machine that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def make_database(port: int, password: str, data: Path) -> None:
    """Create the database, unless the server that answers on the port is not the one started here."""
    import psycopg2

    connection = psycopg2.connect(host="127.0.0.1", port=port, user="intent", password=password, dbname="postgres")
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            cursor.execute("show data_directory")
            served = cursor.fetchone()[0]
            if served != str(data):
                raise InputError(f"port {port} is served from {served}, which this test did not start")
            cursor.execute("create database intent")
    finally:
        connection.close()


class Engines:
    """The demo's project on both engines, fed from one folder of raw files."""

    def __init__(self, folder: Path, server: dict[str, str]):
        self.folder = folder
        os.environ.update(server, INTENT_DUCKDB_PATH=str(folder / "built.duckdb"))

    def build(self, raw: Path, words: str, *arguments: str) -> None:
        """Load the raw files into PostgreSQL, then build there and, from the files, on DuckDB."""
        with step(f"{words}: loading raw files"):
            load_raw("postgres", raw)
        with step(f"{words}: building on PostgreSQL, with tests"):
            self.dbt("postgres", raw, *arguments)
        with step(f"{words}: building on DuckDB"):
            self.dbt("duckdb", raw, *arguments, "--exclude-resource-type", "unit_test", "test")

    def dbt(self, target: str, raw: Path, *arguments: str) -> None:
        """Run `dbt build` for a target, away from the project's own target folder."""
        places = ["--target-path", str(self.folder / target), "--log-path", str(self.folder / target)]
        given = ["--target", target, "--vars", f"intent_demo_path: {raw}"]
        run_dbt(["build", "--quiet", *arguments, *given, *places], ROOT)

    def compare(self) -> None:
        """Stop the test where the two engines differ."""
        manifest = self.folder / "postgres" / "manifest.json"
        command = ["compare", "--left", "duckdb", "--right", "postgres", "--manifest", str(manifest)]
        if subprocess.run([sys.executable, "-m", "intent.cli", *command], check=False).returncode != 0:
            raise InputError("PostgreSQL and DuckDB differ; the sentences above name model, key, column and values")


def deliver(raw: Path, before: date, number: int) -> Path:
    """Write the raw files as they stood on a day; each delivery also misses a few page views of its own."""
    out = raw.parent / f"raw_{number}"
    for file in sorted((ROOT / "demo" / "raw").glob("*/*.parquet")):
        name = f"{file.parent.name}/{file.stem}"
        condition = f"coalesce({ARRIVALS[name]} < date '{before}', true)" if name in ARRIVALS else "true"
        if name == "segment/pages":
            condition += f" and hash(id) % 777 <> {number}"
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        duckdb.execute(f"copy (from '{file}' where {condition}) to '{out / name}.parquet' (format parquet)")
    return out


def last_day() -> date:
    """The last day on which a page view of the demo arrived."""
    pages = ROOT / "demo" / "raw" / "segment" / "pages.parquet"
    return duckdb.execute(f"select cast(max(received_at) as date) from '{pages}'").fetchone()[0]


def main() -> int:
    """Build, compare, add two days, compare again."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    start = time.monotonic()
    try:
        with tempfile.TemporaryDirectory() as folder, postgres_server() as server:
            engines = Engines(Path(folder), server)
            engines.build(ROOT / "demo" / "raw", "everything", "--full-refresh")
            engines.compare()
            for number in range(3):
                day = last_day() - timedelta(days=1 - number)
                with step(f"writing the raw files as of {day}"):
                    raw = deliver(Path(folder) / "raw", day, number)
                words = "two days held back" if number == 0 else f"increment {number}"
                fully = ["--full-refresh"] if number == 0 else []
                engines.build(raw, words, "--exclude-resource-type", "unit_test", *fully)
                engines.compare()
    except InputError as error:
        print(f"postgres: {error}", file=sys.stderr)
        return 1
    print(f"postgres: equal to DuckDB after a full build and two increments, in {time.monotonic() - start:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
