"""The demo on DuckDB and on another engine: a full build, then an increment of two days, equal after each."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import fields
from datetime import date, timedelta
from pathlib import Path

import duckdb
import numpy as np
from intent.errors import InputError
from intent.load_raw import load_raw
from intent.training.examples import Examples, read_examples
from intent.training.target import copy_of_target
from intent.warehouse import run_dbt

ROOT = Path(__file__).resolve().parents[2]
TESTS = ROOT / "integration_tests"
COMPARE = TESTS / "support" / "compare.py"
# Tests of connectors that the demo does not have. Those that share one build come first: the tables of the others
# take the place of theirs.
CONNECTORS = (
    *("connectors_together", "ga4", "marketo", "posthog", "snowplow"),
    *("outcomes_and_money", "posthog_people", "gone_records", "young_connectors"),
)
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

# A full build with unit tests, an increment with data tests: more would say the same twice. That an increment may
# follow an increment is for DuckDB to say (test_increments.py): which rows are news is the same SQL everywhere.
ARGUMENTS = (
    ["--full-refresh", "--exclude-resource-type", "test"],
    ["--exclude-resource-type", "unit_test"],
)


# Under load Spark's Thrift server at times cannot close a session, for want of this class of Hive that Spark does not
# ship, and dbt reports the model of that session as failed although it was built (ARCHITECTURE, Engines). A person runs
# `dbt retry`.
UNCLOSED_SESSION = "LlapSigner"


# Starts a server for a while and yields the variables that profiles.yml reads.
Server = Callable[[], AbstractContextManager[dict[str, str]]]


@contextmanager
def step(engine: str, words: str) -> Iterator[None]:
    """Say what begins, draw a dot every ten seconds, and say how long it took once it is done."""
    say(f"{engine}: {words} ...")
    start = time.monotonic()
    is_done = threading.Event()
    dots = threading.Thread(target=draw_dots, args=(is_done,), daemon=True)
    dots.start()
    outcome = " failed\n"
    try:
        yield
        outcome = f" {time.monotonic() - start:.0f} s\n"
    finally:
        is_done.set()
        dots.join()
        say(outcome)


def draw_dots(is_done: threading.Event) -> None:
    """A line that grows, so that a reader sees a long step from a hanging one."""
    while not is_done.wait(10):
        say(".")


def say(words: str) -> None:
    """Print at once; a reader who has gone away must not keep a server from being stopped."""
    with suppress(OSError):
        print(words, end="", flush=True)


class Engines:
    """The demo's project on both engines, fed from one folder of raw files."""

    def __init__(self, engine: str, folder: Path, server: dict[str, str]):
        self.engine, self.folder = engine, folder
        os.environ.update(server, INTENT_DUCKDB_PATH=str(folder / "built.duckdb"))

    def build(self, raw: Path, words: str, *arguments: str) -> None:
        """Load the raw files into the engine, then build there and, from the files, on DuckDB."""
        with step(self.engine, f"{words}: loading raw files"):
            load_raw(self.engine, raw)
        with step(self.engine, f"{words}: building on both engines"), ThreadPoolExecutor() as pool:
            builds = [
                pool.submit(self.dbt, self.engine, raw, *arguments),
                pool.submit(self.dbt, "duckdb", raw, *arguments, "--exclude-resource-type", "unit_test", "test"),
            ]
            for build in builds:
                build.result()

    def dbt(self, target: str, raw: Path, *arguments: str) -> None:
        """Run `dbt build` for a target, away from the project's own target folder."""
        places = ["--target-path", str(self.folder / target), "--log-path", str(self.folder / target)]
        given = ["--target", target, "--vars", f"intent_demo_path: {raw}"]
        # dbt's log of every statement is a tenth of what a build costs; failures are reported without it.
        try:
            run_dbt(["build", "--quiet", *arguments, *given, *places], ROOT, DBT_LOG_LEVEL_FILE="none")
        except InputError as error:
            if UNCLOSED_SESSION not in str(error):
                raise
            say(f"{target}: the server could not close a session ({UNCLOSED_SESSION}); dbt retries what is left\n")
            run_dbt(["retry", "--quiet", *given, *places], ROOT, DBT_LOG_LEVEL_FILE="none")

    def compare(self) -> None:
        """Stop the test where the two engines differ."""
        say(f"{self.engine}: comparing with DuckDB, row by row\n")
        manifest = self.folder / self.engine / "manifest.json"
        command = [sys.executable, str(COMPARE), "duckdb", self.engine, str(manifest)]
        if subprocess.run(command, check=False).returncode != 0:
            raise InputError(f"{self.engine} and DuckDB differ; the sentences above name model, key, column and values")

    def compare_training(self) -> None:
        """Stop where `intent train` would learn from other examples there than on DuckDB."""
        with step(self.engine, "reading the training examples"):
            copied = copy_of_target(self.engine, ROOT, self.folder / "examples.duckdb")
            read = [read_examples(file, None) for file in (Path(os.environ["INTENT_DUCKDB_PATH"]), copied)]
        for part in fields(Examples):
            here, there = (getattr(examples, part.name) for examples in read)
            # Absent values are nan, which equals nothing.
            if not np.array_equal(here, there, equal_nan=part.name == "values"):
                raise InputError(f"the training examples on {self.engine} and DuckDB differ in their {part.name}")
        say(f"{self.engine}: {len(read[0].keys)} training examples are equal\n")


def deliver(raw: Path, before: date, number: int) -> None:
    """Write the raw files as they stood on a day; the first delivery misses a few page views, which come late."""
    for file in sorted((ROOT / "demo" / "raw").glob("*/*.parquet")):
        name = f"{file.parent.name}/{file.stem}"
        condition = f"coalesce({ARRIVALS[name]} < date '{before}', true)" if name in ARRIVALS else "true"
        if name == "segment/pages" and number == 0:
            condition += " and hash(id) % 400 <> 0"
        (raw / name).parent.mkdir(parents=True, exist_ok=True)
        duckdb.execute(f"copy (from '{file}' where {condition}) to '{raw / name}.parquet' (format parquet)")


def last_day() -> date:
    """The last day on which a page view of the demo arrived."""
    pages = ROOT / "demo" / "raw" / "segment" / "pages.parquet"
    return duckdb.execute(f"select cast(max(received_at) as date) from '{pages}'").fetchall()[0][0]


def replay(engine: str, server: Server) -> int:
    """Build, compare, deliver the rest, compare again; 1 where the engines differ or one fails."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda number, _: sys.exit(128 + number))
    start = time.monotonic()
    try:
        with tempfile.TemporaryDirectory() as folder, server() as variables:
            engines = Engines(engine, Path(folder), variables)
            # One folder for all deliveries: another path is another var, and dbt would parse the project again.
            raw = Path(folder) / "raw"
            for number in range(2):
                day = last_day() - timedelta(days=1 - 2 * number)
                with step(engine, f"writing the raw files as of {day}"):
                    deliver(raw, day, number)
                words = "all but two days" if number == 0 else "the last two days"
                engines.build(raw, words, *ARGUMENTS[number])
                engines.compare()
            engines.compare_training()
    except InputError as error:
        print(f"{engine}: {error}", file=sys.stderr)
        return 1
    print(
        f"{engine}: every mart and as-of model equal to DuckDB, row by row, after a full build and after an"
        f" increment of two days (columns named above aside), in {time.monotonic() - start:.0f} s"
    )
    return 0


def run_connectors(engine: str, server: Server) -> int:
    """Run the tests of connectors that the demo does not have on an engine; 1 where one fails."""
    return run_tests(engine, server, "connectors on their fixtures", CONNECTORS, {"INTENT_CONNECTOR_TARGET": engine})


def run_tests(engine: str, server: Server, words: str, modules: tuple[str, ...], chosen: dict[str, str]) -> int:
    """Run modules of tests on a new server, with variables that send them there; 1 where one fails."""
    tests = [str(path) for module in modules for path in TESTS.glob(f"*/test_{module}.py")]
    if len(tests) != len(modules):
        raise InputError(f"of {', '.join(modules)} there are only {', '.join(tests) or 'none'}")
    with server() as variables, step(engine, words):
        command = [sys.executable, "-m", "pytest", "-x", *tests]
        done = subprocess.run(
            command, env={**os.environ, **variables, **chosen}, capture_output=True, text=True, check=False
        )
    if done.returncode != 0:
        print(done.stdout + done.stderr, file=sys.stderr)
    return done.returncode
