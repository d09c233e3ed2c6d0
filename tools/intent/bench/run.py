"""One run of the benchmark: every size, every part, then the report."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from pathlib import Path

from intent.bench.machine import machine_in_words
from intent.bench.measure import Cost, measure
from intent.bench.peers.answers import differences
from intent.bench.project_builds import CURRENT_SCORES, DbtCost, Findings, ProjectBuilds
from intent.bench.raw_files import CONTACTS_PER_EVENT, Deliveries, deliveries, generated_files
from intent.bench.results import Results, Row
from intent.errors import InputError

GIGABYTE = 1e9
LIMIT_RUNS = 3
TINY_CONTACTS, TINY_MONTHS = 100, 4
# The folders of models, in the order of the flow.
STAGES = (
    "configuration", "staging", "spine", "bots", "identity", "outcomes", "fit", "signals", "scoring", "learning",
    "cohorts", "quality", "watch", "activation", "marts",
)  # fmt: skip
# What the stages together may cost as multiples of L, and the most memory in gigabytes.
TARGETS = {
    "full build": 16.0,
    "nothing changed": 1.5,
    "weekly history": 30.0,
    "daily increment": 5.0,
    "new events": 3.0,
    "one more as-of date": 1.0,
}
MEMORY_TARGET = 2.5
MOST_GROWTH = 1.5
# What a changed weight may cost on a year of weekly dates, as a share of building that year from raw files.
MOST_FOR_A_WEIGHT = 0.2
# Up to the contact, signal and day buckets the script does what the project does; scoring does more in the project
# (changes over 7 and 14 days, behaviour features, three scorecards, ranks, segments, reasons).
SHARED_STAGES = ("spine", "identity", "signals")
SHARED_TARGET = 1.5
PEER_NAMES = {
    "duckdb_script": "hand-written DuckDB script",
    "polars": "polars",
    "pandas": "pandas",
    "postgres": "this project on PostgreSQL",
}
PEER_TARGETS = {"polars": 1.4}
MOST_FOR_POSTGRES = 1_000_000
# A changed rule must leave the spine alone, a changed weight the buckets: the share of tables that may be new.
MUST_STAY = {"changed rule": ("spine",), "changed weight": ("spine", "signals")}
MOST_REWRITTEN = 0.05


def run_bench(
    sizes: list[int],
    parts: list[str],
    peers: list[str],
    folder: Path,
    say: Callable[[str], None],
    keep: Callable[[Results], object],
) -> Results:
    """Measure every size; raises InputError when a full build or a peer cannot be measured.

    `say` gets the name of each step; `keep` gets what is known after each size, so that a run cut short leaves that.
    """
    results = Results(machine_in_words())
    tiny = builds_of("tiny", rows_of(folder, "tiny", say), folder, say)
    tiny.full_builds()
    tiny.further([*parts, *(["tests"] if "own_cost" in parts else [])])
    own_cost = tiny.findings
    add_own_cost(results, own_cost)
    largest_for_postgres = max((n_events for n_events in sizes if n_events <= MOST_FOR_POSTGRES), default=None)
    for n_events in sizes:
        rows = rows_of(folder, n_events, say)
        limits = [limit(rows.whole, say, n_events)]
        builds = builds_of(n_events, rows, folder, say)
        builds.full_builds()
        limits.append(limit(rows.whole, say, n_events))
        asked = [name for name in peers if name != "postgres" or n_events == largest_for_postgres]
        costs = peer_costs(results, n_events, asked, builds)
        go_further(results, n_events, builds, parts)
        limits += [limit(rows.whole, say, n_events) for _ in range(LIMIT_RUNS - len(limits))]
        add_limit(results, n_events, limits)
        add_builds(results, n_events, builds.findings, own_cost, rows)
        add_peers(results, n_events, costs)
        add_growth(results)
        keep(results)
    return results


def go_further(results: Results, n_events: int, builds: ProjectBuilds, parts: list[str]) -> None:
    """Go through the chosen parts; a build that fails is a failure of the results, which keep what came before it."""
    try:
        builds.further(parts)
    except InputError as error:
        # A database's message may have several lines, and a failure is one.
        results.failures.append(f"{n_events:.0e}: {' '.join(str(error).split())}")


def rows_of(folder: Path, size: int | str, say: Callable[[str], None]) -> Deliveries:
    """The raw files of a size and their deliveries, made where they are missing."""
    place = folder / "data" / str(size)
    say(f"{size}: raw files")
    if size == "tiny":
        raw = generated_files(place, TINY_CONTACTS, TINY_MONTHS)
    else:
        raw = generated_files(place, round(int(size) * CONTACTS_PER_EVENT))
    return deliveries(raw, place / "deliveries")


def limit(raw: Path, say: Callable[[str], None], n_events: int) -> Cost:
    """Measure the limit L once."""
    say(f"{n_events:.0e}: L")
    return measure("intent.bench.limits:scan_and_aggregate", raw=str(raw))


def builds_of(size: int | str, rows: Deliveries, folder: Path, say: Callable[[str], None]) -> ProjectBuilds:
    """The dbt builds of a size, none of them run yet."""
    name = size if isinstance(size, str) else f"{size:.0e}"
    return ProjectBuilds(folder / "work" / str(size), rows, lambda words: say(f"{name}: {words}"))


def peer_costs(results: Results, n_events: int, asked: list[str], builds: ProjectBuilds) -> dict[str, Cost]:
    """Let the hand-written script and every peer score the same files; a peer that differs is a wrong result."""
    costs = {}
    for name in ("duckdb_script", *asked):
        builds.say(PEER_NAMES[name])
        points = builds.work / f"points_{name}.parquet"
        if name == "postgres":
            from intent.bench.peers import postgres_build

            costs[name] = postgres_build.build(
                builds.rows.whole, builds.project, CURRENT_SCORES, builds.current, points, builds.say
            )
        else:
            module = name if name == "duckdb_script" else f"{name}_script"
            costs[name] = measure(f"intent.bench.peers.{module}:score", raw=str(builds.rows.whole), out=str(points))
        found = differences(points, builds.database("current"))
        results.failures += [f"{n_events:.0e}, {PEER_NAMES[name]}: {sentence}" for sentence in found]
    return costs


def add_peers(results: Results, n_events: int, costs: dict[str, Cost]) -> None:
    """Rows of the peers over L, and of the project over each of them."""
    one_limit = results.of(n_events, "limits")[0].cpu_seconds
    whole = results.find(n_events, "builds", "full build")
    for name, cost in costs.items():
        imports = "dbt's own cost included; memory of dbt alone" if name == "postgres" else ""
        results.rows.append(
            Row(
                n_events,
                "peers",
                PEER_NAMES[name],
                cost.cpu_seconds,
                cost.cpu_seconds + cost.start_cpu_seconds,
                cost.wall_seconds,
                cost.peak_bytes,
                over_limit=cost.cpu_seconds / one_limit,
                unit="L",
                note=imports,
            )
        )
    for name, cost in costs.items():
        results.rows.append(
            Row(n_events, "project over peers", f"full build over {PEER_NAMES[name]}", 0.0, unit="times",
                target=PEER_TARGETS.get(name), reached=whole.cpu_seconds / cost.cpu_seconds)
        )  # fmt: skip
    scripted = costs["duckdb_script"].answer["stages"]
    mine = {row.name: row.cpu_seconds for row in results.of(n_events, "stages")}
    for stage, cpu in scripted.items():
        if stage != "configuration":
            results.rows.append(
                Row(n_events, "project over peers", f"stage {stage} over the script's", 0.0, unit="times",
                    reached=mine.get(stage, 0.0) / cpu)
            )  # fmt: skip
    shared = sum(mine.get(stage, 0.0) for stage in SHARED_STAGES) / sum(scripted[stage] for stage in SHARED_STAGES)
    results.rows.append(
        Row(n_events, "project over peers", f"shared part ({', '.join(SHARED_STAGES)}) over the script's", 0.0,
            unit="times", target=SHARED_TARGET, reached=shared)
    )  # fmt: skip


def add_limit(results: Results, n_events: int, limits: list[Cost]) -> None:
    """The limit as the median of its runs."""
    middle = sorted(limits, key=lambda cost: cost.cpu_seconds)[len(limits) // 2]
    spread = max(cost.cpu_seconds for cost in limits) / min(cost.cpu_seconds for cost in limits)
    results.rows.append(
        Row(
            n_events,
            "limits",
            "L: one scan, one hash-aggregate",
            middle.cpu_seconds,
            middle.cpu_seconds + middle.start_cpu_seconds,
            middle.wall_seconds,
            middle.peak_bytes,
            over_limit=1.0,
            note=f"median of {len(limits)} runs, the slowest {spread:.2f} times the fastest",
        )
    )


def add_builds(results: Results, n_events: int, findings: Findings, own: Findings, rows: Deliveries) -> None:
    """Rows of every dbt command, stages of the full build, and what was written again, against their targets."""
    one_limit = results.of(n_events, "limits")[0].cpu_seconds
    notes = {
        "new events": f"{rows.n_new:,} event rows",
        "daily increment": f"{rows.n_daily:,} event rows, {100 * rows.n_daily / rows.n_events:.2f}%",
        "everything else": "learning models and all other marts, with a year of weekly dates",
        "full build by node": "one dbt thread",
    }
    for label, cost in findings.costs.items():
        cpu = cost.models_cpu_seconds - own.costs[label].models_cpu_seconds
        if label == "weekly history":
            cpu -= results.find(n_events, "builds", "full build").cpu_seconds
            notes[label] = "more than the full build: a year of weekly as-of dates"
        row = Row(
            n_events,
            "builds",
            label,
            cpu,
            cost.process.cpu_seconds + cost.process.start_cpu_seconds,
            cost.process.wall_seconds,
            cost.process.peak_bytes,
            over_limit=cpu / one_limit,
            unit="L",
            target=TARGETS.get(label),
            reached=cpu / one_limit,
            note=notes.get(label, ""),
        )
        results.rows.append(row)
    add_weight_ratio(results, n_events, findings, own)
    peak = findings.costs["full build"].process.peak_bytes / GIGABYTE
    results.rows.append(
        Row(n_events, "memory", "full build, peak", 0.0, unit="GB", target=MEMORY_TARGET, reached=peak,
            peak_bytes=findings.costs["full build"].process.peak_bytes)
    )  # fmt: skip
    add_stages(results, n_events, findings.costs["full build by node"], own.costs["full build by node"], one_limit)
    for label, shares in findings.rewritten.items():
        for stage in STAGES:
            if stage in shares:
                target = MOST_REWRITTEN if stage in MUST_STAY.get(label, ()) else None
                results.rows.append(
                    Row(
                        n_events,
                        "written again",
                        f"{label}: {stage}",
                        0.0,
                        unit="share",
                        target=target,
                        reached=shares[stage],
                    )
                )
    for what, n_contacts in findings.differences.items():
        if n_contacts:
            results.failures.append(f"{n_events:.0e}, {what}: {n_contacts} contacts differ from the full build")


def add_weight_ratio(results: Results, n_events: int, findings: Findings, own: Findings) -> None:
    """What a changed weight costs over the build of the history that it scores again; nothing without a history."""
    label, whole = "changed weight with history", "weekly history"
    if label in findings.costs:
        cpu, whole_cpu = (
            findings.costs[name].models_cpu_seconds - own.costs[name].models_cpu_seconds for name in (label, whole)
        )
        results.rows.append(
            Row(n_events, "growth", "changed weight over the build of its history", 0.0, unit="times",
                target=MOST_FOR_A_WEIGHT, reached=cpu / whole_cpu)
        )  # fmt: skip


def add_stages(results: Results, n_events: int, cost: DbtCost, own: DbtCost, one_limit: float) -> None:
    """CPU and peak memory of each stage, and the ten most expensive models."""
    own_by_name = {node["name"]: node["cpu_seconds"] for node in own.nodes}
    costs = [(node, node["cpu_seconds"] - own_by_name.get(node["name"], 0.0)) for node in cost.nodes]
    for stage in STAGES:
        of_stage = [(node, cpu) for node, cpu in costs if node["stage"] == stage]
        if of_stage:
            cpu = sum(cpu for _, cpu in of_stage)
            peak = max(node["peak_bytes"] for node, _ in of_stage)
            results.rows.append(
                Row(n_events, "stages", stage, cpu, peak_bytes=peak, over_limit=cpu / one_limit, unit="L",
                    note=f"{len(of_stage)} nodes")
            )  # fmt: skip
    closing = cost.closing_cpu_seconds - own.closing_cpu_seconds
    results.rows.append(
        Row(n_events, "stages", "closing the database", closing, over_limit=closing / one_limit, unit="L")
    )
    for node, cpu in sorted(costs, key=lambda found: -found[1])[:10]:
        results.rows.append(
            Row(n_events, "models", node["name"], cpu, peak_bytes=node["peak_bytes"], over_limit=cpu / one_limit,
                unit="L", note=node["stage"])
        )  # fmt: skip


def add_own_cost(results: Results, own: Findings) -> None:
    """What dbt costs without data: parsing cold and warm, a model, a test, a whole build."""

    def add(name: str, cpu: float, note: str) -> None:
        results.rows.append(Row(0, "dbt's own cost", name, cpu, note=note))

    cold, warm = own.costs["full build"], own.costs["full build by node"]
    add("importing dbt", statistics.median(cost.process.start_cpu_seconds for cost in own.costs.values()), "")
    add("parsing, cold", cold.parse_cpu_seconds, "no file of earlier parsing")
    add("parsing, warm", warm.parse_cpu_seconds, "with the file of earlier parsing")
    add("full build on almost no rows", cold.models_cpu_seconds, f"{len(cold.nodes)} seeds and models")
    add("each seed or model", cold.models_cpu_seconds / len(cold.nodes), "the same, divided")
    if "every test" in own.costs:
        tests = own.costs["every test"]
        add("each test", tests.models_cpu_seconds / len(tests.nodes), f"{len(tests.nodes)} tests")


def add_growth(results: Results) -> None:
    """CPU per event from the size before the last to the last, flagged from 1e6 up where it grows by over 1.5 times."""
    sizes = [n_events for n_events in results.sizes() if n_events > 0]
    for smaller, larger in [sizes[-2:]] if len(sizes) > 1 else []:
        before, after = (results.find(n_events, "builds", "full build") for n_events in (smaller, larger))
        if before and after:
            growth = (after.cpu_seconds / larger) / (before.cpu_seconds / smaller)
            target = MOST_GROWTH if smaller >= 1_000_000 else None
            results.rows.append(
                Row(larger, "growth", f"CPU per event, from {smaller:.0e} to {larger:.0e}", 0.0, unit="times",
                    target=target, reached=growth)
            )  # fmt: skip
