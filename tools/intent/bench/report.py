"""Write what was measured: results.csv for scripts, results.md for people, results.svg for a glance."""

from __future__ import annotations

import csv
from pathlib import Path

from intent.bench.results import Results, Row

COLUMNS = (
    "events", "part", "name", "cpu_over_limit", "unit", "reached", "target", "verdict", "peak_megabytes",
    "cpu_seconds_on_this_machine", "process_cpu_seconds_on_this_machine", "wall_seconds_on_this_machine",
    "note", "machine",
)  # fmt: skip
TITLES = {
    "limits": "Limits",
    "builds": "The dbt project",
    "stages": "Stages of the full build",
    "models": "The ten most expensive models",
    "peers": "The same work in other hands",
    "project over peers": "The project over its peers",
    "written again": "Share of stored values written again",
    "growth": "Growth",
}


def write_report(results: Results, folder: Path) -> bool:
    """Write the three files into a folder; false where the picture could not be drawn."""
    folder.mkdir(parents=True, exist_ok=True)
    write_csv(results, folder / "results.csv")
    (folder / "results.md").write_text(markdown(results), encoding="utf-8")
    return draw(results, folder / "results.svg")


def write_csv(results: Results, file: Path) -> None:
    """One line per row; absolute seconds are those of the machine that the last column names."""
    with file.open("w", newline="", encoding="utf-8") as opened:
        writer = csv.writer(opened, lineterminator="\n")
        writer.writerow(COLUMNS)
        for row in results.rows:
            writer.writerow(
                [
                    row.n_events, row.part, row.name, number(row.over_limit), row.unit, number(row.reached),
                    number(row.target), row.verdict, number(megabytes(row), 0), number(row.cpu_seconds or None),
                    number(row.process_cpu_seconds), number(row.wall_seconds), row.note, results.machine,
                ]
            )  # fmt: skip


def markdown(results: Results) -> str:
    """The report as Markdown: ratios, targets, and what was missed."""
    lines = [
        "# Results of `make bench`",
        "",
        f"Written by `intent bench` on {results.machine}; to be run again, not edited.",
        "",
        "Costs are CPU seconds (user and system, all threads) as multiples of L, one scan of all raw event columns",
        "plus one hash-aggregate of the same rows, measured in the same run. dbt's own cost (the same command on",
        "almost no rows) is taken off. Targets are set for 1e7 events; other sizes are held against them to see",
        "where they stand. What each row is: [README](README.md).",
        "",
    ]
    if results.failures:
        lines += ["**Wrong results:**", "", *[f"- {sentence}" for sentence in results.failures], ""]
    lines += targets(results)
    for n_events in reversed(results.sizes()):
        lines += [f"## {power(n_events)} events", ""]
        for part, title in TITLES.items():
            rows = results.of(n_events, part)
            if rows:
                lines += [f"### {title}", "", *table(part, rows), ""]
    own = results.of(0, "dbt's own cost")
    if own:
        whole = next((row for row in own if row.name.startswith("full build")), own[0])
        lines += ["## dbt's own cost", "", "Without data, as shares of a full build on almost no rows.", ""]
        lines += ["| What | Share | |", "|---|---:|---|"]
        lines += [f"| {row.name} | {row.cpu_seconds / whole.cpu_seconds:.3f} | {row.note} |" for row in own]
        lines.append("")
    return "\n".join(lines)


def targets(results: Results) -> list[str]:
    """Every row that has a target, with what was reached."""
    rows = [row for row in results.rows if row.verdict]
    if not rows:
        return []
    lines = ["## Targets", "", "| Events | What | Target | Reached | |", "|---:|---|---:|---:|---|"]
    for row in sorted(rows, key=lambda row: -row.n_events):
        reached = f"{row.reached:.2f} {row.unit}"
        lines.append(
            f"| {power(row.n_events)} | {row.name} | at most {row.target:g} {row.unit} | {reached} | {row.verdict} |"
        )
    return [*lines, ""]


def table(part: str, rows: list[Row]) -> list[str]:
    """The rows of one part."""
    if part in ("project over peers", "written again", "growth"):
        return [
            "| What | Reached | |",
            "|---|---:|---|",
            *[f"| {row.name} | {row.reached:.2f} {row.unit} | {row.verdict} |" for row in rows],
        ]
    lines = ["| What | CPU over L | Peak memory | |", "|---|---:|---:|---|"]
    for row in rows:
        peak = f"{megabytes(row):,.0f} MB" if row.peak_bytes else ""
        over = "" if row.over_limit is None else f"{row.over_limit:.2f}"
        lines.append(f"| {row.name} | {over} | {peak} | {row.note} |")
    return lines


def draw(results: Results, file: Path) -> bool:
    """CPU over L by size, of the full build and of every peer; false without matplotlib, which it needs."""
    try:
        import matplotlib
    except ModuleNotFoundError:
        return False
    matplotlib.use("svg")
    from matplotlib import pyplot

    lines: dict[str, list[tuple[int, float]]] = {}
    for row in results.rows:
        if row.over_limit and (row.part == "peers" or (row.part, row.name) == ("builds", "full build")):
            lines.setdefault("this project" if row.part == "builds" else row.name, []).append(
                (row.n_events, row.over_limit)
            )
    matplotlib.rcParams |= {"svg.hashsalt": "intent", "svg.fonttype": "none"}
    figure, axes = pyplot.subplots(figsize=(7, 4))
    for name, points in lines.items():
        axes.plot(*zip(*sorted(points), strict=True), marker="o", label=name)
    axes.set(xscale="log", yscale="log", xlabel="raw event rows", ylabel="CPU over L")
    axes.set_title("From raw files to current scores, as multiples of L")
    axes.grid(visible=True, which="both", alpha=0.3)
    if lines:
        axes.legend()
    figure.tight_layout()
    figure.savefig(file, metadata={"Date": None})
    pyplot.close(figure)
    return True


def number(value: float | None, places: int = 3) -> str:
    """A number as a string; an empty one for none."""
    return "" if value is None else f"{value:.{places}f}"


def megabytes(row: Row) -> float | None:
    """Peak memory in megabytes."""
    return None if row.peak_bytes is None else row.peak_bytes / 1e6


def power(n_events: int) -> str:
    """A size as people say it: 1e6."""
    text = f"{n_events:.0e}"
    mantissa, exponent = text.split("e")
    return f"{mantissa}e{int(exponent)}"
