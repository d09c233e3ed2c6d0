"""Measure a piece of work in a process of its own: CPU seconds, wall seconds and peak memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from intent.errors import InputError


@dataclass(frozen=True)
class Cost:
    """What a piece of work cost.

    CPU seconds are user plus system over all threads. `start_cpu_seconds` is what the process spent before the work
    began, mostly on imports; `peak_bytes` is the most memory the process held; `answer` is what the piece returned.
    """

    cpu_seconds: float
    wall_seconds: float
    peak_bytes: int
    start_cpu_seconds: float = 0.0
    answer: dict = field(default_factory=dict)


def measure(piece: str, environment: dict[str, str] | None = None, **arguments: object) -> Cost:
    """Call `piece` ("package.module:function") with keyword arguments in a fresh process.

    Arguments and answer travel as JSON. Raises InputError with the end of the process's output when it fails.
    """
    with tempfile.TemporaryDirectory(prefix="intent_bench_") as folder:
        job, found = Path(folder) / "job.json", Path(folder) / "found.json"
        job.write_text(json.dumps({"piece": piece, "arguments": arguments}))
        with (Path(folder) / "output").open("w+b") as output:
            done = subprocess.run(
                [sys.executable, "-m", "intent.bench.child", str(job), str(found)],
                env={**os.environ, **(environment or {})},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                check=False,
            )
            output.seek(0)
            said = output.read().decode(errors="replace").strip()
        if done.returncode != 0 or not found.exists():
            raise InputError(f"{piece} failed with {done.returncode}: {said[-1500:]}")
        return Cost(**json.loads(found.read_text()))
