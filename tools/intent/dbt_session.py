"""dbt kept in one process: the manifest stays, each call builds some models, the database is let go in between."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from intent.warehouse import ENVIRONMENT, advice, failure_reason

# Everything dbt does for a person who watches or reads its files afterwards, switched off.
SILENT = (
    "--quiet", "--no-print", "--no-use-colors", "--log-level", "none", "--log-level-file", "error",
    "--no-write-json", "--cache-selected-only", "--use-fast-test-edges",
)  # fmt: skip
PROJECT_FILES = (
    "dbt_project.yml",
    "profiles.yml",
    "packages.yml",
    "package-lock.yml",
    "dependencies.yml",
    "selectors.yml",
)
FAILED = {"error", "fail", "runtime error"}


class BuildError(Exception):
    """dbt could not do what it was asked; the message is dbt's own, in words."""


class DbtSession:
    """A parsed dbt project and its adapter."""

    def __init__(self, target: str | None) -> None:
        os.environ.update(ENVIRONMENT)
        self.arguments = ["--target", target] if target else []
        self.manifest: Any = None
        self.folders: list[Path] = []
        self.missing: dict[str, bool] = {}

    def parse(self) -> None:
        """Read the project, as far as possible from dbt's own memory of the last time."""
        self.manifest = None
        self.missing = {}
        self.manifest = self.call("parse")
        config = self.adapter.config
        projects = [config, *config.load_dependencies().values()]
        own = [project for project in projects if "site-packages" not in Path(project.project_root).parts]
        folders = {Path(project.project_root, folder) for project in own for folder in ["", *project.all_source_paths]}
        self.folders = sorted(folders | {Path(os.environ.get("DBT_PROFILES_DIR", "."))})

    def call(self, command: str, *arguments: str) -> Any:
        """Run a dbt command and return its result, or raise BuildError with dbt's reason."""
        from dbt.cli.main import dbtRunner

        done = dbtRunner(manifest=self.manifest).invoke([*SILENT, command, *self.arguments, *arguments])
        if not done.success:
            raise BuildError(reason(done))
        return done.result

    def build(self, names: Iterable[str], command: str = "build") -> None:
        """Build models and run tests, given by their unique ids, in the order of the graph."""
        chosen = [f"fqn:{self.fqn(name)}" for name in sorted(names)]
        self.call(command, "--indirect-selection", "empty", "--select", *chosen)

    def build_with_parents(self, name: str, views: Iterable[str]) -> None:
        """Build a model with everything it reads, seeds and data tests included, and some views."""
        chosen = [f"+fqn:{self.fqn(name)}", *(f"fqn:{self.fqn(view)}" for view in sorted(views))]
        also = ("--indirect-selection", "cautious", "--exclude-resource-type", "unit_test")
        self.call("build", *also, "--select", *chosen)

    def fqn(self, name: str) -> str:
        """A node's place in its project, by which dbt selects exactly it."""
        return ".".join(self.manifest.nodes[name].fqn)

    @property
    def adapter(self) -> Any:
        """dbt's adapter for the target; None after a call that did not come as far as the profile."""
        from dbt.adapters.factory import FACTORY

        return next(iter(FACTORY.adapters.values()), None)

    def fingerprints(self, names: Iterable[str]) -> dict[str, str]:
        """How many rows each node holds, and a hash of them; of partitions, a hash of their fingerprints."""
        relations = {name: self.rows_of(name) for name in sorted(names) if not self.is_missing(name)}
        if not relations:
            return {}
        select = self.run_macro("relation_fingerprints", relations=relations)
        return {name: f"{n_rows} rows, {fingerprint}" for name, n_rows, fingerprint in self.query(select)}

    def is_missing(self, name: str) -> bool:
        """True for a raw table that a connector can do without and that was not there when the project was parsed."""
        if name in self.manifest.sources and name not in self.missing:
            self.missing[name] = not self.run_macro("source_columns", relation=self.relation_of(name))
        return self.missing.get(name, False)

    def rows_of(self, name: str) -> str:
        """What stands after `from` to read what matters of a node."""
        node = self.manifest.sources.get(name) or self.manifest.nodes[name]
        relation = self.relation(name)
        if name in self.manifest.nodes and node.config.meta.get("fingerprints") and node.config.unique_key:
            key = node.config.unique_key
            columns = ", ".join([key] if isinstance(key, str) else key)
            return f"(select distinct {columns}, input_fingerprint from {relation})"
        return relation

    def relation(self, name: str) -> str:
        """The name of a node's relation in the database."""
        return str(self.relation_of(name))

    def relation_of(self, name: str) -> Any:
        """A node's relation in the database."""
        node = self.manifest.sources.get(name) or self.manifest.nodes[name]
        return self.adapter.Relation.create_from(self.adapter.config, node)

    def query(self, select: str) -> list[tuple]:
        """The rows of a query."""
        with self.connection():
            _, table = self.adapter.execute(select, fetch=True)
        return [tuple(row) for row in table.rows]

    def run_macro(self, name: str, **arguments: Any) -> Any:
        """What a macro of the package returns; it may ask the database."""
        with self.connection():
            return self.adapter.execute_macro(name, project="intent", kwargs=arguments, macro_resolver=self.manifest)

    @contextmanager
    def connection(self) -> Iterator[None]:
        """A connection to the database; BuildError where there is none to be had or it says no."""
        try:
            with self.adapter.connection_named("refresh"):
                yield
        except Exception as error:  # a driver raises its own, such as of a file that another process holds
            raise BuildError(in_words(str(error))) from error

    def today(self) -> str:
        """The calendar day in the project's time zone."""
        config = self.adapter.config
        packages = {**config.load_dependencies(), config.project_name: config}
        zone = "UTC"
        for project in (packages.get("intent"), config):
            given = project.vars.to_dict() if project else {}
            zone = given.get("intent", {}).get("intent_time_zone") or given.get("intent_time_zone") or zone
        try:
            return datetime.now(ZoneInfo(str(config.cli_vars.get("intent_time_zone") or zone))).date().isoformat()
        except (ZoneInfoNotFoundError, ValueError):  # the configuration gate says so in the build
            return datetime.now(UTC).date().isoformat()

    def files_digest(self) -> str:
        """A hash of all files of the project and of the packages it installed, new ones included."""
        digest = hashlib.sha256()
        for folder in self.folders:
            is_project = any((folder / name).exists() for name in PROJECT_FILES)
            files = [folder / name for name in PROJECT_FILES] if is_project else sorted(folder.rglob("*"))
            for file in files:
                with suppress(FileNotFoundError, IsADirectoryError):
                    digest.update(str(file).encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
        return digest.hexdigest()

    def database_stamp(self) -> str:
        """Which state a database file is in; '' where there is no file. Ask while it is let go."""
        path = Path(str(getattr(self.adapter.config.credentials, "path", None) or ":memory:"))
        try:
            state = path.stat()
        except OSError:
            return ""
        return f"{path.resolve()} {state.st_ino} {state.st_size} {state.st_mtime_ns}"

    def let_go(self) -> None:
        """Close every connection, so that another process may open the database."""
        from dbt.adapters.factory import FACTORY

        for adapter in FACTORY.adapters.values():
            with suppress(Exception):  # a driver that says no here has already said it to the cycle
                adapter.cleanup_connections()
            # DuckDB keeps its file open beyond that.
            close = getattr(adapter.connections, "close_all_connections", None)
            if close:
                with suppress(Exception):
                    close()


def reason(done: Any) -> str:
    """Why a dbt call failed: each node's message, or the exception."""
    messages = []
    for result in getattr(done.result, "results", None) or []:
        if str(result.status) in FAILED:
            messages.append(f"{result.node.name}: {in_words(result.message or str(result.status))}")
    return "\n".join(messages) or in_words(str(done.exception or "dbt stopped without a reason"))


def in_words(message: str) -> str:
    """dbt's message as a person reads it, with what to do about it; the configuration gate's keeps its lines."""
    if "The configuration has " in message:
        return failure_reason(message, Path.cwd())
    todo = advice(message)
    return " ".join(message.split()) + (f"; {todo}" if todo else "")
