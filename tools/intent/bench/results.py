"""What was measured: one row per size and thing, with its ratio to the limit L and the target it is held against."""

from __future__ import annotations

from dataclasses import dataclass, field

MEGABYTE = 1e6


@dataclass
class Row:
    """One line of the results.

    `cpu_seconds` is what counts: for dbt without dbt's own cost, for the others without imports. `process_cpu_seconds`
    is the whole process. `over_limit` is `cpu_seconds` over L. `target` is the most that `reached` may be, in `unit`.
    """

    n_events: int
    part: str
    name: str
    cpu_seconds: float
    process_cpu_seconds: float | None = None
    wall_seconds: float | None = None
    peak_bytes: int | None = None
    over_limit: float | None = None
    unit: str = ""
    target: float | None = None
    reached: float | None = None
    note: str = ""

    @property
    def verdict(self) -> str:
        """Whether the target was met; nothing where there is no target."""
        if self.target is None or self.reached is None:
            return ""
        return "met" if self.reached <= self.target else "missed"


@dataclass
class Results:
    """All rows of a run, the machine in words, and what turned out to be wrong."""

    machine: str
    rows: list[Row] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    def find(self, n_events: int, part: str, name: str) -> Row | None:
        """The row of a name, or nothing where it was not measured."""
        return next((row for row in self.rows if (row.n_events, row.part, row.name) == (n_events, part, name)), None)

    def of(self, n_events: int, part: str) -> list[Row]:
        """The rows of a part at one size."""
        return [row for row in self.rows if (row.n_events, row.part) == (n_events, part)]

    def sizes(self) -> list[int]:
        """The sizes that were measured, smallest first."""
        return sorted({row.n_events for row in self.rows if row.n_events})
