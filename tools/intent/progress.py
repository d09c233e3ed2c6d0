"""What a person at a terminal sees while a command works; a pipe, a file and CI see nothing of it."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager, nullcontext

from rich.console import Console


def working(words: str) -> AbstractContextManager[object]:
    """A moving line on standard error that says what is being done; nothing may be printed meanwhile.

    There is none where standard error is no terminal, and none where the environment variable CI is set.
    """
    console = Console(stderr=True)
    return console.status(words) if console.is_terminal and not os.environ.get("CI") else nullcontext()
