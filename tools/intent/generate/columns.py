"""Small helpers that turn integer arrays into Arrow columns without one Python object per row."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from .calendar import NEVER

NONE = -1


def coded(codes: np.ndarray, values: Sequence[str | None] | pa.Array) -> pa.DictionaryArray:
    """String column from positions in a short list; a negative position is null."""
    codes = np.asarray(codes)
    positions = pa.array(codes.astype(np.int32), mask=codes < 0)
    if not isinstance(values, pa.Array):
        values = pa.array(list(values), type=pa.string())
    return pa.DictionaryArray.from_arrays(positions, values)


def instant(seconds: np.ndarray, milliseconds: np.ndarray | int = 0) -> pa.Array:
    """Timestamp column (microseconds, no zone) from seconds since 1970; NEVER is null."""
    seconds = np.asarray(seconds, dtype=np.int64)
    micros = seconds * 1_000_000 + np.asarray(milliseconds, dtype=np.int64) * 1_000
    return pa.array(micros.astype("datetime64[us]"), mask=seconds >= NEVER)


def integer(values: np.ndarray) -> pa.Array:
    """Bigint column; a negative value is null."""
    values = np.asarray(values, dtype=np.int64)
    return pa.array(values, mask=values < 0)


def constant(text: str | None, length: int) -> pa.DictionaryArray:
    """String column that says the same in every row."""
    return coded(np.zeros(length, dtype=np.int32), [text])


def flags(length: int, value: bool = False) -> pa.Array:
    """Boolean column that says the same in every row."""
    return pa.array(np.full(length, value))


def scrambled(numbers: np.ndarray, salt: int) -> np.ndarray:
    """Spread row numbers over 48 bits without collisions, so that ids do not look counted."""
    mixed = (np.asarray(numbers, dtype=np.uint64) + np.uint64(salt << 34)) * np.uint64(0x9E3779B97F4A7C15)
    return (mixed & np.uint64(2**48 - 1)).astype(np.int64)


def starts_of(counts: np.ndarray) -> np.ndarray:
    """First position of each group when groups of the given sizes are laid end to end."""
    return (np.cumsum(counts) - counts).astype(np.int64)


def within_group(counts: np.ndarray) -> np.ndarray:
    """0, 1, 2, … inside each group when groups of the given sizes are laid end to end."""
    total = int(counts.sum())
    return np.arange(total) - np.repeat(starts_of(counts), counts)


def synced(seconds: np.ndarray) -> pa.Array:
    """The loader's sync instant: the next full quarter of a day."""
    seconds = np.asarray(seconds, dtype=np.int64)
    return instant((seconds // 21_600 + 1) * 21_600)
