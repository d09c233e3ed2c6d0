"""dbt kept in a child process, so that a test may build one project many times without parsing it many times.

Run as a script, it builds the project of its working folder for each line it reads: a list of dbt arguments as JSON.
It answers each with one line, `built` or what dbt says is wrong, and then holds no database open.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import redirect_stdout
from pathlib import Path

from dbt_common.events.event_manager import EventManager
from intent.dbt_session import BuildError, DbtSession
from intent.warehouse import ENVIRONMENT

BUILT = "built"


class QuickBuilds:
    """Builds of one project by one process; a context manager that ends the process."""

    def __init__(self, folder: Path, target: str | None = None, **variables: object):
        """Parse the project once, with values of vars that hold for all builds."""
        given = json.dumps(variables)
        self.child = subprocess.Popen(
            [sys.executable, __file__, json.dumps(["--vars", given] if variables else []), target or ""],
            cwd=folder,
            env={**os.environ, **ENVIRONMENT, "DBT_PROFILES_DIR": str(folder)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> QuickBuilds:
        return self

    def __exit__(self, *reason: object) -> None:
        self.child.stdin.close()
        self.child.wait()

    def run(self, *arguments: str) -> None:
        """Run a dbt command, such as `build`, with further arguments; raise BuildError when dbt does not succeed."""
        # With small tables one thread is faster than two.
        threads = () if "--threads" in arguments else ("--threads", "1")
        self.child.stdin.write(json.dumps([*arguments, *threads]) + "\n")
        self.child.stdin.flush()
        answer = self.child.stdout.readline()
        if answer.strip() != BUILT:
            raise BuildError(json.loads(answer) if answer else "the process that builds has ended")


def answer_lines(variables: list[str], target: str | None) -> None:
    """Build for each line of standard input and answer on standard output, which dbt may not write to."""
    answers = sys.stdout
    # Making messages that no log keeps is a seventh of what a build costs.
    EventManager.fire_event = lambda *arguments, **named: None
    with redirect_stdout(sys.stderr):
        session = DbtSession(target)
        session.arguments += variables
        for line in sys.stdin:
            answer = BUILT
            try:
                if session.manifest is None:
                    session.manifest = session.call("parse")
                session.call(*json.loads(line))
            except BuildError as error:
                answer = json.dumps(str(error))
            session.let_go()
            print(answer, file=answers, flush=True)


if __name__ == "__main__":
    answer_lines(json.loads(sys.argv[1]), sys.argv[2] or None)
