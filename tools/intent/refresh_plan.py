"""Which models a refresh has to run: those below an input that changed, with a look at the checkpoints on the way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

PUBLISHED = "intent_sync_contacts"
CLOCK = "run_started_at"
CHECKPOINT = "is_refresh_checkpoint"
PUBLICATION_TEST = "publication"
# Engines that bind a view to a table itself: replacing the table drops the views that read it.
ENGINES_THAT_DROP_VIEWS = {"postgres", "redshift"}


@dataclass(frozen=True)
class Plan:
    """The part of a dbt graph that leads to the published table, and the questions a refresh asks of it."""

    nodes: dict[str, Any]
    children: dict[str, set[str]]
    scope: frozenset[str]

    @property
    def inputs(self) -> set[str]:
        """What others write and dbt only reads: source tables, and views of a project that read none."""
        views = {name for name in self.roots if not self.is_table(name)}
        return views | {name for name in self.scope if name.startswith("source.")}

    @property
    def unwatched(self) -> set[str]:
        """Tables of a project that read something dbt does not know; every refresh builds them."""
        return {name for name in self.roots if self.is_table(name)}

    @property
    def roots(self) -> set[str]:
        """The models of other packages than this one that read nothing dbt knows."""
        children = {child for node in self.scope for child in self.children.get(node, ())}
        return {
            name
            for name in self.scope
            if name.startswith("model.") and name not in children and self.nodes[name].package_name != "intent"
        }

    @property
    def clocked(self) -> set[str]:
        """Models that hold the time of their run; they belong to every refresh that writes anything."""
        return {name for name in self.tables if CLOCK in self.nodes[name].raw_code}

    @property
    def tables(self) -> set[str]:
        """The models of the scope that store rows."""
        return {name for name in self.scope if name.startswith("model.") and self.is_table(name)}

    @property
    def published(self) -> str:
        """The table that a reverse-ETL tool reads."""
        return next(name for name in self.tables if self.nodes[name].name == PUBLISHED)

    def is_table(self, name: str) -> bool:
        """True for a model that stores rows, in whichever materialization."""
        return self.nodes[name].config.materialized not in ("view", "ephemeral")

    def is_checkpoint(self, name: str) -> bool:
        """True for a table after which it is worth looking whether anything changed at all."""
        return bool(self.nodes[name].config.meta.get(CHECKPOINT))

    def below(self, names: Iterable[str], done: Iterable[str] = ()) -> set[str]:
        """All that reads the given nodes, directly or through others; what is done passes nothing on."""
        found: set[str] = set()
        waiting = list(names)
        while waiting:
            for child in self.children.get(waiting.pop(), ()):
                if child in self.scope and child not in found and child not in done:
                    found.add(child)
                    waiting.append(child)
        return found

    def next_stage(self, changed: Iterable[str], done: Iterable[str] = ()) -> set[str]:
        """The tables to build now: all that reads what changed, except what waits for a checkpoint's word."""
        outdated = self.below(changed, done) & self.tables
        checkpoints = {name for name in outdated if self.is_checkpoint(name)}
        return outdated - self.below(checkpoints, done)

    def views_to_restore(self, built: Iterable[str]) -> set[str]:
        """The views, in and out of the scope, that an engine drops with the old copies of these tables."""
        found: set[str] = set()
        waiting = [name for name in built if self.nodes[name].config.materialized != "incremental"]
        while waiting:
            for child in self.children.get(waiting.pop(), ()):
                if child.startswith("model.") and not self.is_table(child) and child not in found:
                    found.add(child)
                    waiting.append(child)
        return {name for name in found if self.nodes[name].config.materialized == "view"}

    def tests_of(self, built: set[str]) -> set[str]:
        """The tests that guard publication and read something that was built."""
        return {
            name
            for name, node in self.nodes.items()
            if name.startswith("test.")
            and PUBLICATION_TEST in node.tags
            and set(node.depends_on.nodes) <= self.scope
            and set(node.depends_on.nodes) & built
        }


def plan_refresh(manifest: Any) -> Plan:
    """The plan of a parsed project; the manifest is dbt's."""
    parents: dict[str, list[str]] = {}
    children: dict[str, set[str]] = {}
    for name, node in manifest.nodes.items():
        if name.startswith("model."):
            parents[name] = node.depends_on.nodes
            for parent in node.depends_on.nodes:
                children.setdefault(parent, set()).add(name)
    scope: set[str] = set()
    waiting = [f"model.intent.{PUBLISHED}"]
    while waiting:
        name = waiting.pop()
        if name not in scope:
            scope.add(name)
            waiting.extend(parents.get(name, []))
    return Plan({**manifest.sources, **manifest.nodes}, children, frozenset(scope))
