"""`intent refresh`: take new raw events to the table that a reverse-ETL tool syncs, every so many seconds."""

from __future__ import annotations

import gc
import json
import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from intent.dbt_session import BuildError, DbtSession, in_words
from intent.errors import InputError
from intent.refresh_plan import ENGINES_THAT_DROP_VIEWS, Plan, plan_refresh

RUN_TIMES = "model.intent.int_latest_as_of_date"
DELIVERED_DAYS = "model.intent.int_received_days"


@dataclass
class Memory:
    """What the last good cycle saw: when all of it is the same, nothing has to be done."""

    database: str = ""
    files: str = ""
    day: str = ""
    inputs: dict[str, str] = field(default_factory=dict)
    tables: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Cycle:
    """What one cycle did."""

    cause: str = ""
    n_models: int = 0
    n_events: int = 0
    n_contacts: int = 0

    def sentence(self) -> str:
        """What a person reads of it."""
        if not self.n_models:
            return "nothing new"
        line = f"{counted(self.n_events, 'new event')}, {counted(self.n_contacts, 'contact')} changed"
        return f"{line}; {self.cause}" if self.cause else line


def counted(number: int, noun: str) -> str:
    """A number and its noun: 1 contact, 2 contacts."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


class Refresher:
    """Cycles over one project and one database."""

    def __init__(self, target: str | None) -> None:
        self.session = DbtSession(target)
        self.plan: Plan | None = None
        self.files = ""
        self.memory: Memory | None = None
        self.has_failed = False

    def cycle(self) -> Cycle:
        """Look what changed and build what depends on it; BuildError where dbt could not."""
        gc.disable()  # looking for garbage among dbt's many objects is a fifth of the time of its calls
        self.has_written = False
        try:
            done = self.run()
            self.has_failed = False
        except BuildError:
            self.has_failed = self.has_written
            raise
        except Exception as error:  # such as a file that went while it was read: the next cycle tries again
            self.has_failed = self.has_written
            raise BuildError(f"{type(error).__name__}: {in_words(str(error))}") from error
        finally:
            self.session.let_go()
            gc.enable()
        if self.has_written:
            self.remember()
        return done

    def run(self) -> Cycle:
        """One cycle; the caller lets the database go."""
        if self.plan is None or self.session.adapter is None or self.session.files_digest() != self.files:
            self.read_project()
        inputs = self.session.fingerprints(self.plan.inputs)
        now = Memory(
            # Asked for while the database is held: nobody can write between the question and the cycle.
            database=self.session.database_stamp(),
            files=self.files,
            day=self.session.today(),
            inputs=inputs,
        )
        cause = self.cause_to_build_all(now)
        if cause:
            return self.build_all(now, cause)
        changed = {name for name, seen in now.inputs.items() if seen != self.memory.inputs.get(name)}
        if not changed and now.day == self.memory.day and not self.plan.unwatched:
            return Cycle()
        return self.build_changed(now, changed)

    def read_project(self) -> None:
        """Parse the project and note which files it was made of."""
        self.plan = None
        self.session.parse()
        gc.collect()
        gc.freeze()  # the manifest stays: no need to look through it again
        self.plan = plan_refresh(self.session.manifest)
        self.files = self.session.files_digest()
        if self.memory is None:
            self.recall()

    def recall(self) -> None:
        """Take the memory of the last process; half a file, or one of another version, is none."""
        with suppress(OSError, ValueError, TypeError):
            self.memory = Memory(**json.loads(self.memory_file.read_text(encoding="utf-8")))

    def cause_to_build_all(self, now: Memory) -> str:
        """Why the tables cannot be trusted to be what the last cycle left; '' where they can."""
        if self.memory is None:
            return "built everything after a failed cycle" if self.has_failed else "built everything in a first cycle"
        if now.files != self.memory.files:
            return "built everything because a file of the project changed"
        if now.database != self.memory.database:
            return "built everything because somebody else wrote to the database"
        try:
            run_times = self.session.fingerprints([RUN_TIMES])
        except BuildError:
            return "built everything because tables were missing"
        if run_times[RUN_TIMES] != self.memory.tables.get(RUN_TIMES):
            return "built everything because another run had built the scores"
        return ""

    def build_all(self, now: Memory, cause: str) -> Cycle:
        """Build all that the published table needs, seeds and tests included."""
        try:
            before = self.count_delivered()
        except BuildError:
            before = 0  # a database without tables
        self.forget()
        self.session.build_with_parents(self.plan.published, self.dropped_views(self.plan.tables))
        now.tables = self.session.fingerprints(self.plan.next_stage(self.plan.inputs) | {RUN_TIMES})
        return self.delivered(now, cause, len(self.plan.tables), before)

    def build_changed(self, now: Memory, changed: set[str]) -> Cycle:
        """Build what reads the changed inputs, stage by stage; tests stand before the published table."""
        plan, tables = self.plan, dict(self.memory.tables)
        before = self.count_delivered()
        self.forget()
        done: set[str] = set()
        stage = plan.next_stage(changed) | plan.clocked | plan.unwatched
        while stage:
            is_last = plan.published in stage
            names = stage | self.dropped_views(stage) | (plan.tests_of(done | stage) if is_last else set())
            self.session.build(names, "build" if is_last else "run")
            done |= stage
            seen = self.session.fingerprints(stage & tables.keys())
            changed |= {name for name in stage if name not in seen or seen[name] != tables[name]}
            tables.update(seen)
            stage = plan.next_stage(changed, done)
        now.tables = tables
        return self.delivered(now, "", len(done), before)

    def dropped_views(self, built: set[str]) -> set[str]:
        """Views to make again on an engine that drops them with the tables they read."""
        is_needed = self.session.adapter.type() in ENGINES_THAT_DROP_VIEWS
        return self.plan.views_to_restore(built) if is_needed else set()

    def delivered(self, now: Memory, cause: str, n_models: int, before: int) -> Cycle:
        """Remember the cycle and count what it brought."""
        self.memory = now
        published = self.session.relation(self.plan.published)
        times = self.session.relation(RUN_TIMES)
        changed = f"select count(*) from {published} where changed_at = (select max(built_at) from {times})"
        n_contacts = int(self.session.query(changed)[0][0])
        return Cycle(cause, n_models, self.count_delivered() - before, n_contacts)

    def count_delivered(self) -> int:
        """How many raw rows the last build read."""
        days = self.session.relation(DELIVERED_DAYS)
        return int(self.session.query(f"select coalesce(sum(n_delivered), 0) from {days}")[0][0])

    @property
    def memory_file(self) -> Path:
        """Where the memory outlives the process: in dbt's target folder."""
        config = self.session.adapter.config
        return Path(config.project_target_path) / f"refresh_{config.target_name}.json"

    def forget(self) -> None:
        """From the first write on, the memory is wrong until the cycle is through."""
        self.has_written = True
        self.memory = None
        self.memory_file.unlink(missing_ok=True)

    def remember(self) -> None:
        """Note the state of the database file now that it is let go, and keep the memory for the next process."""
        self.memory.database = self.session.database_stamp()
        with suppress(OSError):  # a target folder that can't be written costs the next process a full build, no more
            self.memory_file.parent.mkdir(parents=True, exist_ok=True)
            self.memory_file.write_text(json.dumps(asdict(self.memory)), encoding="utf-8")


def run_refresh(every: int, once: bool, target: str | None, project: Path = Path(".")) -> bool:
    """Refresh a project every so many seconds until stopped, or once; False where the only cycle failed."""
    if every < 1:
        raise InputError(f"--every is {every}; give a whole number of seconds from 1")
    if not (project / "dbt_project.yml").exists():
        raise InputError(
            f"{project.resolve()} holds no dbt_project.yml; run `intent refresh` in the folder of the dbt project "
            "or give --project-dir"
        )
    os.chdir(project)
    output = Console(soft_wrap=True, highlight=False)
    refresher = Refresher(target)
    with stop_signal() as stopped:
        while not stopped.is_set():
            began = time.monotonic()
            is_good = tell_cycle(refresher, output)
            if once:
                return is_good
            stopped.wait(max(0.0, every - (time.monotonic() - began)))
    output.print(f"{clock()}  stopped")
    return True


def tell_cycle(refresher: Refresher, output: Console) -> bool:
    """Run one cycle and print its line; False where it failed."""
    began, began_cpu = time.monotonic(), cpu_seconds()
    try:
        cycle = refresher.cycle()
    except BuildError as error:
        output.print(f"{clock()}  not refreshed: {error}", markup=False)
        return False
    cost = f"{time.monotonic() - began:.1f} s ({cpu_seconds() - began_cpu:.1f} s CPU)"
    output.print(f"{clock()}  {cycle.sentence()}; {cost}", markup=False)
    return True


def clock() -> str:
    """The time of day, UTC, as every time in the database."""
    return datetime.now(UTC).strftime("%H:%M:%S")


def cpu_seconds() -> float:
    """The CPU time of this process so far, all threads."""
    spent = os.times()
    return spent.user + spent.system


@contextmanager
def stop_signal() -> Iterator[threading.Event]:
    """An event that Ctrl-C and SIGTERM set, so that the cycle under way is finished first."""
    stopped = threading.Event()
    former = {number: signal.signal(number, lambda *_: stopped.set()) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stopped
    finally:
        gc.unfreeze()  # else DuckDB's driver calls what is frozen a leak when the process ends
        for number, handler in former.items():
            signal.signal(number, handler)
