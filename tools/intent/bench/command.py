"""What `intent bench` does: check the options, measure, write the report, say what was missed."""

from __future__ import annotations

import signal
import sys
import time
from pathlib import Path

from rich.console import Console

from intent.bench.options import PARTS, PEERS, check_installed, chosen, event_counts
from intent.bench.report import write_report
from intent.bench.results import Results
from intent.bench.run import run_bench


def bench(events: str, parts: str, peers: str, folder: Path) -> bool:
    """Run the benchmark and write its results into a folder; true where every score was right."""
    sizes = event_counts(events)
    wanted, asked = chosen("--parts", parts, PARTS), chosen("--peers", peers, PEERS)
    check_installed(asked)
    # A server that a peer started, and the process that is measured, are to end with this one.
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda number, _: sys.exit(128 + number))
    console, started = Console(highlight=False, soft_wrap=True), time.monotonic()

    def say(words: str) -> None:
        console.print(f"{time.monotonic() - started:6.0f} s  {words}", markup=False)

    def keep(results: Results) -> bool:
        return write_report(results, folder)

    results = run_bench(sizes, wanted, asked, folder.resolve(), say, keep)
    if not keep(results):
        console.print("results.svg is not drawn: matplotlib is not installed; run `make setup-bench`")
    missed = [row for row in results.rows if row.verdict == "missed"]
    for row in missed:
        words = f"{row.name} at {row.n_events:.0e}: {row.reached:.2f} {row.unit}, target {row.target:g} {row.unit}"
        console.print(f"missed: {words}", markup=False)
    for sentence in results.failures:
        console.print(f"wrong: {sentence}", markup=False)
    console.print(
        f"{folder / 'results.md'} is written; {len(missed)} targets missed, {len(results.failures)} wrong results"
    )
    return not results.failures
