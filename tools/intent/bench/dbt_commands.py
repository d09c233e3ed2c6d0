"""Run dbt commands inside the process that is measured, and say what each step of them cost."""

from __future__ import annotations

import os
import time

from dbt.cli.main import dbtRunner

from intent.bench.child import cpu_seconds, peak_bytes, reset_peak
from intent.errors import InputError


class NodeCosts:
    """Listens to dbt's events; keeps the CPU seconds before the first node and, node by node, CPU and peak memory.

    With one dbt thread the CPU between the ends of two nodes is that of the later one. Peak memory by node is looked
    at only when asked for, because it forgets the peak of the process.
    """

    def __init__(self, by_node: bool):
        self.by_node = by_node
        self.started, self.began = cpu_seconds(), time.monotonic()
        self.first_node: float | None = None
        self.last = self.started
        self.nodes: list[dict] = []
        self.peak_bytes = 0

    def __call__(self, event) -> None:
        """Note the start of the first node and the end of each."""
        if event.info.name == "NodeStart" and self.first_node is None:
            self.first_node = self.last = cpu_seconds()
        if event.info.name != "NodeFinished":
            return
        node, now = event.data.node_info, cpu_seconds()
        found = {"name": node.unique_id.split(".")[2], "stage": stage_of(node.node_path, node.resource_type)}
        if self.by_node:
            found |= {"cpu_seconds": now - self.last, "peak_bytes": peak_bytes()}
            self.peak_bytes = max(self.peak_bytes, found["peak_bytes"])
            reset_peak()
        self.nodes.append(found)
        self.last = now

    def summary(self) -> dict:
        """CPU seconds of parsing (until the first node) and of the models (from then on, closing included)."""
        ended = cpu_seconds()
        first = self.first_node if self.first_node is not None else ended
        return {
            "parse_cpu_seconds": first - self.started,
            "models_cpu_seconds": ended - first,
            "closing_cpu_seconds": ended - self.last,
            "wall_seconds": time.monotonic() - self.began,
            "nodes": self.nodes,
        }


def stage_of(node_path: str, resource_type: str) -> str:
    """The stage of a node by its folder: configuration, staging, spine, identity, signals, scoring, learning, marts."""
    if resource_type != "model":
        return {"seed": "configuration", "test": "tests", "unit_test": "tests"}.get(resource_type, resource_type)
    layer, folder = node_path.split("/")[:2]
    if layer == "intermediate":
        return folder
    return "configuration" if (layer, folder) == ("staging", "intent") else layer


def run_commands(project: str, commands: list[list[str]], by_node: bool = False) -> dict:
    """Run dbt commands one after another in a project folder; raises InputError when one fails."""
    os.chdir(project)
    results, highest = [], 0
    for command in commands:
        costs = NodeCosts(by_node)
        done = dbtRunner(callbacks=[costs]).invoke(["--quiet", *command])
        if not done.success:
            reasons = [str(done.exception)] if done.exception else []
            reasons += [
                f"{one.node.name}: {one.message}" for one in done.result or [] if one.status in ("error", "fail")
            ]
            raise InputError(f"dbt {' '.join(command[:3])}: {' | '.join(reasons)[:1200]}")
        results.append(costs.summary())
        highest = max(highest, costs.peak_bytes)
    return {"commands": results, "peak_bytes": highest}
