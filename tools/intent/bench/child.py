"""The process in which one piece of work is measured: `python -m intent.bench.child <job> <found>`."""

from __future__ import annotations

import importlib
import json
import resource
import sys
import time
from pathlib import Path

from intent.errors import InputError


def cpu_seconds() -> float:
    """User plus system seconds of this process, all threads, and of the children it has waited for."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def peak_bytes() -> int:
    """The most memory that this process has held.

    Linux counts what the parent held before the process was loaded in ru_maxrss; the high-water mark of the address
    space does not, so it is read where there is one.
    """
    status = Path("/proc/self/status")
    if status.exists():
        for line in status.read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return held if sys.platform == "darwin" else held * 1024


def reset_peak() -> None:
    """Forget the high-water mark, where the system can."""
    marks = Path("/proc/self/clear_refs")
    if marks.exists():
        marks.write_text("5")


def main() -> None:
    """Run the job and write what it cost; what is wrong with its input is said in a sentence, with exit code 1."""
    job = json.loads(Path(sys.argv[1]).read_text())
    module, name = job["piece"].split(":")
    piece = getattr(importlib.import_module(module), name)
    before, started = cpu_seconds(), time.monotonic()
    try:
        answer = piece(**job["arguments"]) or {}
    except InputError as error:
        sys.exit(str(error))
    found = {
        "cpu_seconds": cpu_seconds() - before,
        "wall_seconds": time.monotonic() - started,
        "peak_bytes": max(peak_bytes(), answer.pop("peak_bytes", 0)),
        "start_cpu_seconds": before,
        "answer": answer,
    }
    Path(sys.argv[2]).write_text(json.dumps(found))


if __name__ == "__main__":
    main()
