"""Writes tables as Parquet through DuckDB, in the order given, byte for byte repeatable."""

from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa

ROWS_PER_GROUP = 122_880


class Writer:
    """Writes `<out>/<folder>/<name>.parquet` and counts the rows of each file."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.rows: dict[str, int] = {}
        self.connection = duckdb.connect()
        self.connection.execute("set preserve_insertion_order = true")
        self.connection.execute("set threads = 2")
        self.connection.execute("set memory_limit = '3GB'")
        self.connection.execute("set TimeZone = 'UTC'")

    def write(
        self,
        folder: str,
        name: str,
        columns: dict[str, pa.Array],
        select: str = "*",
        broken: pa.Table | None = None,
    ) -> None:
        """Write one table: `select` is the list of expressions over the integer columns.

        `broken` rows, or other ones that are planted, have finished columns and follow the others.
        """
        table = pa.table(columns)
        query = f"select {select}" if " from table_rows" in select else f"select {select} from table_rows"
        self.connection.register("table_rows", table)
        if broken is not None:
            self.connection.register("broken_rows", broken)
            query += " union all by name select * from broken_rows"
        path = self.out / folder / f"{name}.parquet"
        path.parent.mkdir(parents=True, exist_ok=True)
        self.connection.execute(
            f"copy ({query}) to '{str(path).replace(chr(39), chr(39) * 2)}' "
            f"(format parquet, compression zstd, row_group_size {ROWS_PER_GROUP})"
        )
        self.connection.unregister("table_rows")
        self.rows[f"{folder}/{name}"] = len(table) + (0 if broken is None else len(broken))

    def strings(self, expression: str, numbers: np.ndarray) -> pa.Array:
        """Evaluate a string expression over the column `number`, keeping the order."""
        self.connection.register("table_rows", pa.table({"number": pa.array(numbers)}))
        query = f"select {expression} as string_value from table_rows"
        column = self.connection.sql(query).to_arrow_table().column("string_value")
        self.connection.unregister("table_rows")
        return column.combine_chunks()
