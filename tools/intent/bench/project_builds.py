"""Build the dbt project on raw files of one size and say what each way of building costs.

Everything happens in a copy of the project, so that a seed can be changed, and on DuckDB files of its own. The same
sequence on a tiny data set gives dbt's own cost of each command, which `run.py` takes off.
"""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import duckdb

from intent.bench.measure import Cost, measure
from intent.bench.raw_files import Deliveries
from intent.bench.stored_blocks import rewritten_share
from intent.errors import InputError
from intent.warehouse import ENVIRONMENT, PACKAGE_FOLDER

PROJECT_PARTS = (
    "dbt_project.yml", "profiles.yml", "packages.yml", "selectors.yml",
    "seeds", "models", "macros", "tests", "analyses",
)  # fmt: skip
CURRENT_SCORES = "+intent_contact_scores"
SCORING = "+intent_contact_scores,path:models/intermediate/scoring"
WITHOUT_TESTS = ["--exclude-resource-type", "test", "unit_test"]
WEEKLY = {"intent_history_start_date": None, "intent_history_step_days": 7}
POINTS = (
    "select contact_id, cast(points * 1000000 as bigint) as points_micro, score from {}intent.intent_contact_scores"
)


@dataclass
class DbtCost:
    """One dbt command: the whole process, and within it parsing and the models."""

    process: Cost
    parse_cpu_seconds: float
    models_cpu_seconds: float
    nodes: list[dict] = field(default_factory=list)
    closing_cpu_seconds: float = 0.0


@dataclass
class Findings:
    """What the sequence on one size found: costs by label, shares of tables written again, differing scores."""

    costs: dict[str, DbtCost] = field(default_factory=dict)
    rewritten: dict[str, dict[str, float]] = field(default_factory=dict)
    differences: dict[str, int] = field(default_factory=dict)


class ProjectBuilds:
    """The project on raw files of one size, in a work folder that is made again."""

    def __init__(self, work: Path, rows: Deliveries, say: Callable[[str], None]):
        self.work, self.rows, self.say = work.resolve(), rows, say
        self.findings = Findings()
        shutil.rmtree(self.work, ignore_errors=True)
        self.work.mkdir(parents=True)
        self.project = copy_project(self.work / "project")
        # dbt parses everything again when a var changes: the raw folder keeps its name and changes what it points at.
        self.raw = self.work / "raw"
        self.current = {
            "intent_demo_path": str(self.raw),
            "intent_history_start_date": rows.last_day,
            "intent_history_step_days": 1,
            # The rows that are planted wrong are as many in the smallest data, where they are a large share.
            "intent_max_rejected_percent": 100,
        }

    def further(self, parts: list[str]) -> None:
        """Go through the chosen parts after the full builds, from which they start."""
        if "tests" in parts:
            self.own_cost()
        if "configuration" in parts:
            self.changed_configuration()
        if "increments" in parts:
            self.new_events()
            self.one_more_date()
        if "history" in parts:
            self.weekly_history()

    def full_builds(self) -> None:
        """Raw files to current scores, as a whole with the profile's threads, then node by node with one dbt thread."""
        self.deliver(self.rows.whole)
        self.build("full build", "current", CURRENT_SCORES, "--full-refresh", cold=True)
        self.build("full build by node", "by_node", CURRENT_SCORES, "--full-refresh", "--threads", "1", by_node=True)
        self.drop("by_node")

    def own_cost(self) -> None:
        """All models and then every test, on few rows: what a model and a test cost dbt."""
        self.build("every model", "tests", "*", "--full-refresh", **WEEKLY)
        self.command("every test", "tests", ["test"], vars=self.current | WEEKLY)
        self.drop("tests")

    def changed_configuration(self) -> None:
        """Another weight, then another rule: what it costs, and which share of each stage's tables is written again."""
        self.build("nothing changed", "current", CURRENT_SCORES)
        for label, seed, column, change in (
            ("changed weight", "intent_signals.csv", "points", another_weight),
            ("changed rule", "intent_signal_rules.csv", "event_target_like", another_target),
        ):
            before = self.blocks("current")
            change_seed(self.project / "seeds" / seed, column, change)
            self.build(label, "current", CURRENT_SCORES)
            self.findings.rewritten[label] = self.rewritten(before, self.blocks("current"))
        shutil.copytree(PACKAGE_FOLDER / "seeds", self.project / "seeds", dirs_exist_ok=True)
        self.build("configuration as before", "current", CURRENT_SCORES)

    def one_more_date(self) -> None:
        """Another as-of date beside the current one: the scoring models alone, no row is new."""
        next_day = str(date.fromisoformat(self.rows.last_day) + timedelta(days=1))
        self.build("one more as-of date", "current", SCORING, intent_as_of_date=next_day)

    def new_events(self) -> None:
        """10,000 new events, then a day's delivery with late rows and duplicates; the end equals the full build."""
        self.deliver(self.rows.before)
        self.build("before new events", "steps", CURRENT_SCORES, "--full-refresh")
        self.deliver(self.rows.then)
        self.build("new events", "steps", CURRENT_SCORES)
        self.deliver(self.rows.whole)
        before = self.blocks("steps")
        self.build("daily increment", "steps", CURRENT_SCORES)
        self.findings.rewritten["daily increment"] = self.rewritten(before, self.blocks("steps"))
        self.findings.differences["increments"] = differing_contacts(self.database("current"), self.database("steps"))
        self.drop("steps")

    def weekly_history(self) -> None:
        """A year of weekly as-of dates, then the learning models and all marts, then a day's delivery on top."""
        self.deliver(self.rows.then)
        self.build("weekly history", "history", CURRENT_SCORES, "--full-refresh", **WEEKLY)
        self.changed_weight_of_a_history()
        self.build("everything else", "history", "*", "--exclude", CURRENT_SCORES, **WEEKLY)
        self.deliver(self.rows.whole)
        self.build("daily increment with history", "history", CURRENT_SCORES, **WEEKLY)
        self.drop("history")

    def changed_weight_of_a_history(self) -> None:
        """Another weight on a copy of the year of dates: every date is scored again, no feature is built."""
        shutil.copy(self.database("history"), self.database("weighed"))
        change_seed(self.project / "seeds" / "intent_signals.csv", "points", another_weight)
        self.build("changed weight with history", "weighed", CURRENT_SCORES, **WEEKLY)
        shutil.copytree(PACKAGE_FOLDER / "seeds", self.project / "seeds", dirs_exist_ok=True)
        self.drop("weighed")

    def deliver(self, raw: Path) -> None:
        """Let the raw folder of the project be this one."""
        self.raw.unlink(missing_ok=True)
        self.raw.symlink_to(raw.resolve())

    def build(
        self,
        label: str,
        database: str,
        select: str,
        *options: str,
        by_node: bool = False,
        cold: bool = False,
        **vars: object,
    ) -> None:
        """Seeds and models of a selection, without tests."""
        command = ["build", "--select", select, *options, *WITHOUT_TESTS]
        self.command(label, database, command, vars={**self.current, **vars}, by_node=by_node, cold=cold)

    def command(
        self,
        label: str,
        database: str,
        command: list[str],
        vars: dict[str, object] | None = None,
        by_node: bool = False,
        cold: bool = False,
    ) -> None:
        """Measure one dbt command under a label; `cold` removes what dbt cached of earlier parsing."""
        if cold:
            shutil.rmtree(self.project / "target", ignore_errors=True)
        self.say(label)
        # dbt parses everything again when the path of the database changes: it is always called the same.
        self.move(self.database(database), self.database("warehouse"))
        cost = measure(
            "intent.bench.dbt_commands:run_commands",
            environment={
                **ENVIRONMENT,
                "DBT_PROFILES_DIR": str(self.project),
                "INTENT_DUCKDB_PATH": str(self.database("warehouse")),
            },
            project=str(self.project),
            commands=[[*command, "--vars", json.dumps(vars or self.current)]],
            by_node=by_node,
        )
        self.move(self.database("warehouse"), self.database(database))
        found = cost.answer["commands"][0]
        self.findings.costs[label] = DbtCost(
            process=cost,
            parse_cpu_seconds=found["parse_cpu_seconds"],
            models_cpu_seconds=found["models_cpu_seconds"],
            nodes=found["nodes"],
            closing_cpu_seconds=found["closing_cpu_seconds"],
        )

    def database(self, name: str) -> Path:
        """The DuckDB file of a name."""
        return self.work / f"{name}.duckdb"

    def move(self, source: Path, to: Path) -> None:
        """Rename a DuckDB file, where there is one; dbt has closed it, so there is no log of writes beside it."""
        if Path(f"{source}.wal").exists():
            raise InputError(f"{source} was not closed by dbt: {source}.wal is still there")
        if source.exists():
            source.rename(to)

    def drop(self, name: str) -> None:
        """Remove a DuckDB file."""
        for file in self.work.glob(f"{name}.duckdb*"):
            file.unlink()

    def blocks(self, name: str) -> dict[str, dict[str, int]]:
        """Where the tables of a DuckDB file are stored."""
        return measure("intent.bench.stored_blocks:stored_blocks", database=str(self.database(name))).answer

    def rewritten(self, before: dict[str, dict[str, int]], after: dict[str, dict[str, int]]) -> dict[str, float]:
        """The share of the values in each stage's stored tables that was written again; 0 to 1."""
        from intent.bench.dbt_commands import stage_of

        manifest = json.loads((self.project / "target" / "manifest.json").read_text())
        stages: dict[str, list[str]] = {}
        for node in manifest["nodes"].values():
            if node["resource_type"] == "model":
                stages.setdefault(stage_of(node["path"], "model"), []).append(f"{node['schema']}.{node['alias']}")
        if not any(table in after for tables in stages.values() for table in tables):
            raise AssertionError("none of the project's tables is stored where dbt's manifest says")
        return {stage: rewritten_share(before, after, tables) for stage, tables in stages.items()}


def copy_project(folder: Path) -> Path:
    """Copy what dbt reads of this project; return the copy."""
    folder.mkdir(parents=True)
    for part in PROJECT_PARTS:
        source = PACKAGE_FOLDER / part
        if source.is_dir():
            shutil.copytree(source, folder / part)
        elif source.exists():
            shutil.copy(source, folder / part)
    return folder


def change_seed(file: Path, column: str, change: Callable[[list[dict[str, str]]], dict[str, str]]) -> None:
    """Change one cell of a seed: `change` picks the row, changed already; the column is named for the reader."""
    with file.open(newline="", encoding="utf-8") as opened:
        lines = list(csv.DictReader(opened))
    old = [line[column] for line in lines]
    change(lines)
    if [line[column] for line in lines] == old:
        raise AssertionError(f"{file.name}: no cell of {column} was changed")
    with file.open("w", newline="", encoding="utf-8") as opened:
        writer = csv.DictWriter(opened, lines[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(lines)


def another_weight(lines: list[dict[str, str]]) -> None:
    """One point more for the first signal that has points below its most."""
    line = next(line for line in lines if 0 < int(line["points"]) < int(line["max_points"]))
    line["points"] = str(int(line["points"]) + 1)


def another_target(lines: list[dict[str, str]]) -> None:
    """A narrower pattern for the first rule that asks for the beginning of a target."""
    line = next(
        line for line in lines if line["event_target_like"].endswith("%") and len(line["event_target_like"]) > 1
    )
    line["event_target_like"] = line["event_target_like"][:-1]


def differing_contacts(left: Path, right: Path) -> int:
    """How many contacts have other points or another score in one database than in the other, or are missing there."""
    with duckdb.connect() as connection:
        connection.execute(f"attach '{left}' as a (read_only)")
        connection.execute(f"attach '{right}' as b (read_only)")
        return connection.execute(
            f"select count(*) from ({POINTS.format('a.')}) as one full join ({POINTS.format('b.')}) as other "
            "using (contact_id) where one.points_micro is distinct from other.points_micro "
            "or one.score is distinct from other.score"
        ).fetchone()[0]
