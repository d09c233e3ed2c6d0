"""The demo on a Spark cluster of its own and on DuckDB: a full build, then an increment of two days, equal after each.

Then the connectors that the demo does not have, on their fixtures.

Run by `make test-spark`. The cluster is a standalone master, two workers and HiveThriftServer2 from the pyspark wheel,
on free ports of this machine only; it lives in a temporary folder and is stopped at the end, whatever happened.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from intent.errors import InputError
from replay import replay, run_connectors, step

HOST = "127.0.0.1"
WORKERS = 2
WAIT_SECONDS = 120
# The memory of the master and of a worker itself; in the Thrift server this variable would win over --driver-memory.
SMALL = {"SPARK_DAEMON_MEMORY": "256m"}
SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.executor.cores": "1",
    "spark.executor.memory": "1g",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.sources.default": "parquet",
    "spark.sql.shuffle.partitions": "2",
    "spark.default.parallelism": "2",
    "spark.driver.extraJavaOptions": "-Duser.timezone=UTC",
    "spark.executor.extraJavaOptions": "-Duser.timezone=UTC",
}


@contextmanager
def spark_cluster() -> Iterator[dict[str, str]]:
    """A running cluster; yields the variables that profiles.yml reads. Nothing of it is left afterwards."""
    home = spark_home()
    name = f"intent-{uuid.uuid4().hex}"
    with ExitStack() as stack:
        folder = Path(tempfile.mkdtemp(prefix="intent_spark_"))
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        processes = Processes(home, folder)
        stack.callback(processes.stop)
        master_port, port = free_port(), free_port()
        master = f"spark://{HOST}:{master_port}"
        processes.start("master", master_command(home, master_port), **SMALL)
        wait_for("master", lambda: processes.says("master", "New state: ALIVE"), processes)
        for number in range(1, WORKERS + 1):
            processes.start(f"worker{number}", worker_command(home, folder, number, master), **SMALL)
        wait_for(
            "two workers",
            lambda: processes.count("master", "Registering worker") == WORKERS,
            processes,
        )
        processes.start("thrift server", server_command(home, folder, master, port, name))
        wait_for(
            "thrift server",
            lambda: processes.says("thrift server", "HiveThriftServer2 started") and is_open(port),
            processes,
        )
        refuse_a_stranger(port, name)
        yield {"INTENT_SPARK_HOST": HOST, "INTENT_SPARK_PORT": str(port)}


def spark_home() -> Path:
    """The folder of the pyspark wheel, once there is a Java to run it."""
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        install_java()
    try:
        import pyspark
    except ImportError as error:
        raise InputError("pyspark is not installed; run `make setup-spark`") from error
    return Path(pyspark.__file__).resolve().parent


def install_java() -> None:
    """Install Debian's Java 17, which starts nothing by itself."""
    as_root = [] if os.geteuid() == 0 else ["sudo"]
    apt = [*as_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    with step("spark", "installing openjdk-17-jre-headless"):
        for command in (["update"], ["install", "-y", "--no-install-recommends", "openjdk-17-jre-headless"]):
            done = subprocess.run([*apt, *command], capture_output=True, text=True, check=False)
            if done.returncode != 0:
                raise InputError(f"`{' '.join([*apt, *command])}` failed: {done.stderr.strip()[-400:]}")


def master_command(home: Path, port: int) -> list[str]:
    """The command of the standalone master."""
    place = ["--host", HOST, "--port", str(port), "--webui-port", "0"]
    return [str(home / "bin/spark-class"), "org.apache.spark.deploy.master.Master", *place]


def worker_command(home: Path, folder: Path, number: int, master: str) -> list[str]:
    """The command of one worker: one core and room for one executor."""
    size = ["--host", HOST, "--webui-port", "0", "--cores", "1", "--memory", "1536m"]
    work = ["--work-dir", str(folder / f"work{number}")]
    return [str(home / "bin/spark-class"), "org.apache.spark.deploy.worker.Worker", *size, *work, master]


def server_command(home: Path, folder: Path, master: str, port: int, name: str) -> list[str]:
    """The command of HiveThriftServer2, with a warehouse and a metastore in the folder."""
    metastore = f"jdbc:derby:;databaseName={folder / 'metastore'};create=true"
    settings = {
        **SETTINGS,
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
        "spark.hadoop.javax.jdo.option.ConnectionURL": metastore,
        "spark.hadoop.hive.server2.thrift.bind.host": HOST,
        "spark.hadoop.hive.server2.thrift.port": str(port),
    }
    options = [word for key, value in settings.items() for word in ("--conf", f"{key}={value}")]
    return [
        str(home / "bin/spark-submit"),
        *("--master", master, "--name", name, "--driver-memory", "2g", *options),
        *("--class", "org.apache.spark.sql.hive.thriftserver.HiveThriftServer2", "spark-internal"),
        *("--hiveconf", f"hive.server2.thrift.port={port}", "--hiveconf", f"hive.server2.thrift.bind.host={HOST}"),
    ]


class Processes:
    """The processes of a cluster, each in a group of its own with a log file."""

    def __init__(self, home: Path, folder: Path):
        self.folder = folder
        self.running: dict[str, subprocess.Popen] = {}
        self.environment = {
            **{key: value for key, value in os.environ.items() if not key.startswith(("SPARK_", "PYSPARK_"))},
            "SPARK_HOME": str(home),
            "SPARK_LOCAL_IP": HOST,
            "SPARK_LOCAL_DIRS": str(folder / "local"),
            "SPARK_CONF_DIR": str(folder / "conf"),
        }
        (folder / "conf").mkdir()

    def start(self, name: str, command: list[str], **environment: str) -> None:
        """Start a process that writes to a log named like it."""
        with self.log(name).open("w") as log:
            self.running[name] = subprocess.Popen(
                command,
                cwd=self.folder,
                env={**self.environment, **environment},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def stop(self) -> None:
        """End every process group, the last started first; kill what does not go within 15 seconds."""
        for name, process in reversed(self.running.items()):
            end_group(process, signal.SIGTERM)
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                print(f"Spark: the {name} does not stop; killing it", file=sys.stderr)
            end_group(process, signal.SIGKILL)
            process.wait(15)

    def log(self, name: str) -> Path:
        """The log file of a process."""
        return self.folder / f"{name.replace(' ', '_')}.log"

    def count(self, name: str, words: str) -> int:
        """How often a process has written some words."""
        return self.log(name).read_text(errors="replace").count(words)

    def says(self, name: str, words: str) -> bool:
        """True once a process has written some words."""
        return self.count(name, words) > 0

    def dead(self) -> list[str]:
        """The processes that have ended."""
        return [name for name, process in self.running.items() if process.poll() is not None]


def end_group(process: subprocess.Popen, number: signal.Signals) -> None:
    """Send a signal to a process and everything it started."""
    try:
        os.killpg(process.pid, number)
    except ProcessLookupError:
        return


def wait_for(what: str, is_ready: Callable[[], bool], processes: Processes) -> None:
    """Wait with a line that grows; the end of any process, or two minutes, is an error with the log's last lines."""
    started = time.monotonic()
    print(f"spark: waiting for the {what} ", end="", flush=True)
    while not is_ready():
        dead = processes.dead()
        if dead or time.monotonic() - started > WAIT_SECONDS:
            reason = f"the {dead[0]} has ended" if dead else f"no {what} after {WAIT_SECONDS} seconds"
            log = processes.log(dead[0] if dead else list(processes.running)[-1])
            print(" failed", flush=True)
            raise InputError(f"Spark did not start: {reason}. Its log says\n  {complaints(log)}")
        time.sleep(0.5)
        print(".", end="", flush=True)
    print(f" {time.monotonic() - started:.0f} s", flush=True)


def complaints(log: Path) -> str:
    """The lines of a log that name an error, or its end where none does."""
    lines = log.read_text(errors="replace").splitlines()
    named = [line for line in lines if "ERROR" in line or "Exception" in line or "Error:" in line]
    return "\n  ".join((named or lines)[-10:])


def refuse_a_stranger(port: int, name: str) -> None:
    """Raise unless the server behind the port carries the name that we gave ours."""
    from pyhive import hive

    with closing(hive.connect(HOST, port=port)) as connection, closing(connection.cursor()) as cursor:
        cursor.execute("set spark.app.name")
        found = cursor.fetchall()[0][1]
    if found != name:
        raise InputError(f"the server on port {port} is {found}, not ours: nothing was run on it")


def free_port() -> int:
    """A port that nobody listens on."""
    with closing(socket.socket()) as listener:
        listener.bind((HOST, 0))
        return listener.getsockname()[1]


def is_open(port: int) -> bool:
    """True once somebody listens on the port."""
    with closing(socket.socket()) as caller:
        caller.settimeout(1)
        return caller.connect_ex((HOST, port)) == 0


def main() -> int:
    """Build, compare, add two days, compare again; connectors that the demo does not have."""
    return replay("spark", spark_cluster) or run_connectors("spark", spark_cluster)


if __name__ == "__main__":
    sys.exit(main())
