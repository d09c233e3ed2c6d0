"""Words of the field: what dbt engineers would misread or not use, each with the word that they use instead.

Models, macros, singular tests, analyses, descriptions, pages and Python code must not contain the words below.
CHANGELOG.md may name what a release renamed, in backticks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

FILES = (
    *("*.md", "docs/*.md", "dbt_project.yml", "seeds/*.yml", "boards/**/*.yml"),
    *(f"{folder}/**/*.{ending}" for folder in ("models", "macros", "tests", "analyses") for ending in ("sql", "yml")),
    *("tools/**/*.py", "integration_tests/**/*.py"),
)


@dataclass(frozen=True)
class Word:
    """A word not to be used: its pattern, what to write instead, a wrong and a right example, where it is allowed."""

    pattern: str
    instead: str
    wrong: str
    right: str = ""
    allowed_in: tuple[str, ...] = ()


WORDS = (
    Word(
        r"\btexts\b|\b([Aa]|[Oo]ne|[Aa]nother|JSON|as) text\b(?! *[),])",
        "string, where a value or its type is meant",
        "-- A text without the spaces.",
        "cast(value as text)",
    ),
    Word(
        r"\b(text type|type text|text literal|is text null)\b",
        "its new name",
        "text_type()",
    ),
    Word(
        r"\bkept (model|table)s?\b|['\"]kept['\"]",
        "cached",
        "a kept table",
        "kept rows",
    ),
    Word(
        r"\bprograms?\b(?! of a webinar channel)(?! of PostgreSQL)",
        "bot, where software that clicks is meant; script",
        "links that only programs follow",
        "changes in programs of a webinar channel",
        ("/marketo/", "postgres_server.py", "test_marketo.py"),
    ),
    Word(r"\banew\b", "again", "is read anew"),
    Word(r"\bjudg(e|es|ed|ing|ements?)\b", "validate, check, measure", "judged_events"),
    Word(r"\btold\b", "reported, printed, listed, known", "what fails is told"),
    Word(r"\bwords? (\w+ ){0,4}for nothing\b", "null-like", "a word that a tracker writes for nothing"),
    Word(r"\bcase apart\b", "case-insensitive", "equal, case apart"),
    Word(r"\bblanks?\b|\bwhite space\b", "whitespace, or spaces", "the blanks around it", "whitespace around it"),
    Word(r"\bslice[sd]?\b(?!\()", "partition", "replace_slices", "column.slice(2)", ("pandas_script.py",)),
    Word(r"\bdear(er|est|ly)?\b", "expensive", "its dearest step"),
    Word(r"\boftener\b", "more often", "converts oftener"),
    Word(r"\bparted by\b", "separated by", "parted by semicolons"),
    Word(r"\b(crowded|loose)\b", "oversize, dropped: the word for what is wrong", "with loose as (", "as loosely as"),
)
IDS = [word.instead for word in WORDS]


def found(word: Word, place: str, text: str) -> Iterator[str]:
    """Each place where the text of a file has the word, as a sentence."""
    if any(allowed in place for allowed in word.allowed_in):
        return
    for number, line in enumerate(text.splitlines(), start=1):
        words = (re.sub("`[^`]*`", "", line) if place == "CHANGELOG.md" else line).replace("_", " ")
        for hit in re.finditer(word.pattern, words):
            yield f"{place}:{number} has `{hit.group()}`: write {word.instead}"


@pytest.mark.parametrize("word", WORDS, ids=IDS)
def test_the_rule_finds_its_wrong_example_and_no_right_one(word):
    assert list(found(word, "models/int_things.sql", word.wrong))
    assert list(found(word, "models/int_things.sql", word.right)) == []


@pytest.fixture(scope="module")
def files(project_root: Path) -> dict[str, str]:
    paths = [path for pattern in FILES for path in project_root.glob(pattern) if path != Path(__file__)]
    return {str(path.relative_to(project_root)): path.read_text(encoding="utf-8") for path in paths}


@pytest.mark.parametrize("word", WORDS, ids=IDS)
def test_no_file_has_the_word(word, files):
    assert len(files) > 300
    wrong = [sentence for place, text in files.items() for sentence in found(word, place, text)]
    assert not wrong, "\n  ".join(["words that a stranger would misread:", *wrong])
