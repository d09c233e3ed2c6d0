"""Truth about rows: every duplicate, late, broken or scanner-made row of the raw files."""

from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from ..columns import coded, instant
from .writer import Writer

ID_PREFIX = {"pages": "pg", "tracks": "tr", "events": "ge", "email_event": "he"}


@dataclass
class Planted:
    """Collects the faults while the raw tables are written."""

    late_parts: list[tuple[str, str, np.ndarray, np.ndarray]] = field(default_factory=list)
    duplicate_parts: list[tuple[str, str, np.ndarray]] = field(default_factory=list)
    broken_parts: list[tuple[str, str, list[dict[str, object]]]] = field(default_factory=list)
    scanner_keys: np.ndarray = field(default_factory=lambda: np.zeros(0, dtype=np.int64))

    def late(self, source: str, table: str, keys: np.ndarray, delay: np.ndarray) -> None:
        """Note rows received a day or more after they happened (delay in seconds)."""
        self.late_parts.append((source, table, keys, delay))

    def duplicates(self, source: str, table: str, keys: np.ndarray) -> None:
        """Note the keys of rows that were sent again, once per copy."""
        self.duplicate_parts.append((source, table, keys))

    def broken(self, source: str, table: str, listed: list[dict[str, object]]) -> None:
        """Note broken rows as `broken_table` lists them."""
        self.broken_parts.append((source, table, listed))


def write_planted(planted: Planted, writer: Writer) -> None:
    """Write the truth tables about rows."""
    _write_duplicates(planted, writer)
    _write_late_rows(planted, writer)
    _write_broken_rows(planted, writer)
    writer.write(
        "truth",
        "scanner_clicks",
        {"key": pa.array(np.sort(planted.scanner_keys))},
        select="printf('he-%012x', key) as event_id",
    )


def _labelled(parts: list, keys: np.ndarray, sizes: list[int]) -> dict[str, pa.Array]:
    number = np.repeat(np.arange(len(parts)), sizes)
    return {
        "source_name": coded(number, [part[0] for part in parts]),
        "table_name": coded(number, [part[1] for part in parts]),
        "prefix": coded(number, [ID_PREFIX[part[1]] for part in parts]),
        "key": pa.array(keys),
    }


def _write_duplicates(planted: Planted, writer: Writer) -> None:
    parts = planted.duplicate_parts
    counted = [np.unique(part[2], return_counts=True) for part in parts]
    keys = np.concatenate([keys for keys, _ in counted])
    copies = np.concatenate([number for _, number in counted]) + 1
    writer.write(
        "truth",
        "duplicate_rows",
        {
            **_labelled(parts, keys, [len(keys) for keys, _ in counted]),
            "n_copies": pa.array(copies.astype(np.int16)),
        },
        select="source_name, table_name, prefix || printf('-%012x', key) as event_id, n_copies",
    )


def _write_late_rows(planted: Planted, writer: Writer) -> None:
    parts = planted.late_parts
    writer.write(
        "truth",
        "late_rows",
        {
            **_labelled(parts, np.concatenate([p[2] for p in parts]), [len(p[2]) for p in parts]),
            "delay_seconds": pa.array(np.concatenate([p[3] for p in parts]).astype(np.int32)),
        },
        select=("source_name, table_name, prefix || printf('-%012x', key) as event_id, delay_seconds"),
    )


def _write_broken_rows(planted: Planted, writer: Writer) -> None:
    rows = [
        {"source_name": source, "table_name": table, **listed}
        for source, table, listing in planted.broken_parts
        for listed in listing
    ]
    received = np.array([row["received_at"] for row in rows])
    strings = {
        name: pa.array([row[name] for row in rows], type=pa.string())
        for name in ("source_name", "table_name", "event_id", "fault")
    }
    columns = {**strings, "received_at": instant(received[:, 0], received[:, 1])}
    writer.write(
        "truth",
        "broken_rows",
        columns,
        select="source_name, table_name, event_id, received_at, fault",
    )
