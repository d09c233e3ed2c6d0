"""Tests on a PostgreSQL 15 of their own.

`make test-postgres` builds the demo there and on DuckDB, fully and in an increment of two days, and compares each time.
`make test-postgres-sources` runs the connectors that the demo does not have, on their fixtures, and random deliveries.
The server lives in a temporary folder, listens on a free port of this machine only,
takes a password made for this run, and is stopped at the end, whatever happened.
"""

from __future__ import annotations

import os
import secrets
import shlex
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from intent.errors import InputError
from replay import replay, run_connectors, run_tests, step

PROGRAMS = Path("/usr/lib/postgresql/15/bin")
# Made for a few minutes: nothing on disk has to survive a crash.
SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "256MB",
    "work_mem": "64MB",
    "max_wal_size": "4GB",
    # Compiling the long expressions of identity takes longer than evaluating them (ARCHITECTURE, Engines).
    "jit": "off",
    "listen_addresses": "127.0.0.1",
}


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
        with step("postgres", "preparing a new server"):
            run(
                "initdb", "-D", data, "--locale=C.UTF-8", "-E", "UTF8", "-U", "intent",
                "-A", "scram-sha-256", f"--pwfile={secret}", "--no-sync",
            )  # fmt: skip
        port = free_port()
        socket_folder = shlex.quote(str(folder))
        options = " ".join(f"-c {name}={value}" for name, value in SETTINGS.items())
        try:
            try:
                with step("postgres", f"starting it on port {port}"):
                    run("pg_ctl", "start", "-w", "-t", "60", "-D", data, "-l", folder / "log",
                        "-o", f"{options} -c port={port} -c unix_socket_directories={socket_folder}")  # fmt: skip
            except InputError as error:
                log = folder / "log"
                words = log.read_text(errors="replace").strip()[-400:] if log.exists() else "nothing"
                raise InputError(f"{error}; the server's log says: {words}") from error
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
                with step("postgres", "stopping it"):
                    run("pg_ctl", "stop", "-w", "-m", "immediate", "-D", data)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def install() -> None:
    """Install Debian's package where the programs are missing; it makes no cluster and starts no server."""
    if (PROGRAMS / "initdb").exists():
        return
    # Nobody is there to type a password: sudo has to work without one, or fail at once.
    as_root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    apt = [*as_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    no_cluster = ["sed", "-ri", "s/^#?create_main_cluster.*/create_main_cluster = false/"]
    with step("postgres", "installing postgresql-15"):
        for command in (
            [*apt, "update"],
            [*apt, "install", "-y", "--no-install-recommends", "postgresql-common"],
            [*as_root, *no_cluster, "/etc/postgresql-common/createcluster.conf"],
            [*apt, "install", "-y", "--no-install-recommends", "postgresql-15"],
        ):
            done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
            if done.returncode != 0:
                raise InputError(f"`{' '.join(command)}` failed: {done.stderr.strip()[-400:]}")
        if not (PROGRAMS / "initdb").exists():
            raise InputError(f"postgresql-15 is installed but {PROGRAMS / 'initdb'} is not there")


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


def main(part: str) -> int:
    """Run the part `demo` or the part `sources`; return 1 where something differs or fails."""
    if part == "demo":
        return replay("postgres", postgres_server)
    histories = {"INTENT_CONTRACTS_TARGET": "postgres"}
    return run_connectors("postgres", postgres_server) or run_tests(
        "postgres", postgres_server, "random histories of deliveries", ("delivery_histories",), histories
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
