"""`intent bot-patterns`: the list of bots that a package maintains, as rows of the seed intent_bot_patterns."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib import metadata
from itertools import product
from pathlib import Path
from re import _constants as kinds
from re import _parser as parser

from intent.errors import InputError

PACKAGE = "crawler-user-agents"
USER_AGENT = "user_agent"
ANY = "%"
# More ways than this to read a regular expression are no list any more.
MOST_READINGS = 16


def write_bot_patterns(seed: Path) -> tuple[int, str]:
    """Put the installed package's patterns into a seed file in place of those it had; how many, of which version."""
    try:
        from crawleruseragents import CRAWLER_USER_AGENTS_DATA as entries

        version = metadata.version(PACKAGE)
    except ImportError as error:
        raise InputError(f"the package {PACKAGE} is not installed; `make setup-dev` installs it") from error
    with seed.open(encoding="utf-8", newline="") as stream:
        header, *rows = csv.reader(stream)
    own = [row for row in rows if not row[2].startswith(PACKAGE)]
    known = [row[1] for row in own if row[0] == USER_AGENT]
    made = [
        [USER_AGENT, pattern, f"{PACKAGE} {version}: {entry['tags'][0] if entry.get('tags') else 'bot'}"]
        for entry in entries
        for pattern in like_patterns(entry["pattern"])
    ]
    kept = without_implied(made, known)
    with seed.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows([header, *own, *kept])
    return len(kept), version


def without_implied(rows: Iterable[list[str]], known: Iterable[str]) -> list[list[str]]:
    """The rows whose pattern finds something that no shorter pattern finds, in the order of their patterns."""
    rows = list(rows)
    spellings = Counter(pattern.lower() for pattern in {row[1] for row in rows})
    # What is written in several ways is written in small letters, which stand for all of them.
    for row in rows:
        row[1] = row[1].lower() if spellings[row[1].lower()] > 1 else row[1]
    found = set(known)
    kept = []
    for row in sorted(rows, key=lambda row: (len(row[1]), row[1])):
        if not any(is_like(row[1], pattern) for pattern in found):
            found.add(row[1])
            kept.append(row)
    return sorted(kept, key=lambda row: row[1])


def is_like(string_value: str, pattern: str) -> bool:
    """True where a user agent matches a pattern: `%` stands for any string, small letters alone for capitals too."""
    if pattern == pattern.lower():
        string_value = string_value.lower()
    parts = [re.escape(part) for part in pattern.split(ANY)]
    return re.fullmatch(".*".join(parts), string_value, re.DOTALL) is not None


def like_patterns(expression: str) -> list[str]:
    """A regular expression as patterns of the seed; what they cannot say, such as a digit, is any string."""
    readings = sorted(set(readings_of(parser.parse(f"(?:{expression})"))))
    if len(readings) > MOST_READINGS:
        raise InputError(f"{PACKAGE} has the pattern {expression}, which is too many patterns at once")
    found = []
    for reading in readings:
        start = "" if reading.startswith("^") else ANY
        end = "" if reading.endswith("$") else ANY
        pattern = re.sub("%+", ANY, start + reading.removeprefix("^").removesuffix("$") + end)
        if len(pattern.replace(ANY, "")) < 3:
            raise InputError(f"{PACKAGE} has the pattern {expression}, which would take any browser for a bot")
        found.append(pattern)
    return sorted(set(found))


def readings_of(parsed: Iterable) -> Iterator[str]:
    """Every string that a parsed expression stands for, with % for what varies and ^ and $ at its ends."""
    choices = [list(readings_of_item(kind, value)) for kind, value in parsed]
    return ("".join(parts) for parts in product(*choices))


def readings_of_item(kind: object, value: object) -> Iterator[str]:
    """The same for one item of a parsed expression."""
    if kind is kinds.LITERAL:
        yield chr(value)
    elif kind is kinds.SUBPATTERN:
        yield from set(readings_of(value[3]))
    elif kind is kinds.BRANCH:
        yield from {reading for branch in value[1] for reading in readings_of(branch)}
    elif kind is kinds.AT:
        yield "^" if value in (kinds.AT_BEGINNING, kinds.AT_BEGINNING_STRING) else "$"
    elif kind is kinds.IN and all(item is kinds.LITERAL for item, _ in value):
        yield from {chr(code) for _, code in value}
    elif kind is kinds.MAX_REPEAT and value[:2] == (0, 1):
        yield from {"", *readings_of(value[2])}
    else:
        yield ANY
