"""The machine in words, for a reader who wants to know what the ratios were taken on."""

from __future__ import annotations

import os
import platform


def machine_in_words() -> str:
    """Cores, memory, system and how busy others keep it, which makes CPU seconds longer; no name of the machine."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    words = f"{cores} cores, {memory:.0f} GB memory, {platform.system()} on {platform.machine()}"
    return f"{words}, Python {platform.python_version()}, load {os.getloadavg()[0]:.1f} before the run"
