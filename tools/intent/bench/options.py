"""What `intent bench` may be asked for, checked before anything is measured."""

from __future__ import annotations

import importlib.util
import re

from intent.errors import InputError

FEWEST_EVENTS, MOST_EVENTS = 10_000, 100_000_000
PARTS = ("history", "increments", "configuration", "own_cost")
PEERS = ("polars", "pandas", "postgres")
MODULES_OF_PEERS = {"polars": ("polars", "scipy"), "pandas": ("pandas", "scipy"), "postgres": ("psycopg2",)}


def event_counts(text: str) -> list[int]:
    """The sizes of `--events`, smallest first: whole numbers such as 1e6 or 1000000 with commas between them."""
    counts = sorted({one_event_count(word.strip()) for word in text.split(",")})
    if not counts:
        raise InputError("--events is empty; write sizes such as 1e6,1e7")
    return counts


def one_event_count(word: str) -> int:
    """One size as a whole number; the error says what is wrong with it."""
    match = re.fullmatch(r"(\d+)(?:e(\d{1,2}))?", word.lower())
    if not match:
        raise InputError(f"--events: '{word}' is no number of events; write sizes such as 1e6,1e7")
    count = int(match[1]) * 10 ** int(match[2] or 0)
    if not FEWEST_EVENTS <= count <= MOST_EVENTS:
        raise InputError(f"--events: {word} is outside {FEWEST_EVENTS:.0e} to {MOST_EVENTS:.0e} events")
    return count


def chosen(option: str, text: str, allowed: tuple[str, ...]) -> list[str]:
    """The words of an option that takes a list, in the order of `allowed`; `all` and `none` are such words too."""
    words = [word.strip() for word in text.split(",")]
    if words in (["all"], ["none"]):
        return list(allowed) if words == ["all"] else []
    unknown = [word for word in words if word not in allowed]
    if unknown:
        raise InputError(f"{option}: '{unknown[0]}' is unknown; choose from {', '.join(allowed)}, or all, or none")
    return [word for word in allowed if word in words]


def check_installed(peers: list[str]) -> None:
    """Raise InputError where a peer needs a module that is not installed."""
    for peer in peers:
        for module in MODULES_OF_PEERS[peer]:
            if importlib.util.find_spec(module) is None:
                raise InputError(f"{module} is not installed; run `make setup-bench`, or leave {peer} out with --peers")
