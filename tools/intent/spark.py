"""Raw files into a Spark cluster, and tables out of it, through its Thrift server."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet

from intent.errors import InputError

if TYPE_CHECKING:
    from pyhive.hive import Cursor

TYPES = {"int64": "bigint", "double": "double", "bool": "boolean", "string": "string", "timestamp[us]": "timestamp"}
SETTINGS = {"spark.sql.session.timeZone": "UTC", "spark.sql.ansi.enabled": "false"}


@contextmanager
def spark_cursor() -> Iterator[Cursor]:
    """A cursor on the Thrift server that the `spark` target of profiles.yml names."""
    try:
        from pyhive import hive
    except ImportError as error:
        raise InputError("the Spark client is missing; install requirements/spark.txt") from error
    host, port = os.environ.get("INTENT_SPARK_HOST", "localhost"), os.environ.get("INTENT_SPARK_PORT", "10000")
    user = os.environ.get("INTENT_SPARK_USER", "intent")
    try:
        connection = hive.connect(host, port=int(port), username=user, configuration=SETTINGS)
    except Exception as error:
        raise InputError(f"no Spark Thrift server answers on {host}:{port}: {error}") from error
    with closing(connection), closing(connection.cursor()) as cursor:
        yield cursor


def load_raw_spark(folder: Path) -> int:
    """Make a table of every `<source>/<table>.parquet` below a folder that all workers see; return how many."""
    files = sorted(folder.resolve().glob("*/*.parquet"))
    with spark_cursor() as cursor:
        for source in sorted({file.parent.name for file in files}):
            cursor.execute(f"create database if not exists {source}")
        for file in files:
            table = f"{file.parent.name}.{file.stem}"
            cursor.execute(f"drop table if exists {table}")
            cursor.execute(f"create table {table} ({column_list(file)}) using parquet options (path '{file}')")
    return len(files)


def column_list(file: Path) -> str:
    """The columns of a Parquet file with Spark's types; instants without a zone are UTC."""
    schema = pa.parquet.read_schema(file)
    unknown = sorted({str(field.type) for field in schema} - TYPES.keys())
    if unknown:
        raise InputError(f"{file}: columns of type {', '.join(unknown)} cannot be loaded")
    return ", ".join(f"`{field.name}` {TYPES[str(field.type)]}" for field in schema)
