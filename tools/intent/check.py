"""Look at what dbt does not: seed files that its loader would end on in a traceback, and vars that nothing reads."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from difflib import get_close_matches
from pathlib import Path

import yaml

from intent.errors import InputError
from intent.warehouse import PACKAGE_FOLDER

MARKS_OF_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
ASKED_VAR = re.compile(r"var\(['\"](intent_\w+)['\"]")
OTHER_SEPARATORS = ";\t|"


def check_seeds(project: Path) -> int:
    """Check every seed file and var of a dbt project; InputError with a line for each mistake. The number of files.

    A seed of the package, and one that a var puts in its place, has the columns that seeds/_seeds.yml lists. Cells are
    never printed: the configuration gate validates them, and some hold what a person asked to be forgotten.
    """
    settings = project_settings(project)
    known, personal = columns_by_seed(settings), personal_seeds(settings)
    files = sorted(
        file for folder in settings.get("seed-paths", ["seeds"]) for file in (project / folder).rglob("*.csv")
    )
    mistakes = unknown_vars(settings) + [
        f"{file.relative_to(project)}{place}: {message}"
        for file in files
        for place, message in mistakes_in(file, known.get(file.stem), file.stem in personal)
    ]
    if mistakes:
        lines = "\n  ".join(mistakes)
        raise InputError(f"the project has {len(mistakes)} mistake(s); nothing was loaded.\n  {lines}")
    return len(files)


def project_settings(project: Path) -> dict:
    """What dbt_project.yml of a project says."""
    file = project / "dbt_project.yml"
    if not file.is_file():
        raise InputError(f"{file} does not exist; run this in the folder of a dbt project or give --project-dir")
    try:
        settings = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise InputError(f"{file} can't be read: {' '.join(str(error).split())}") from error
    return settings if isinstance(settings, dict) else {}


def columns_by_seed(settings: dict) -> dict[str, dict[str, bool]]:
    """The columns of each seed of the package, by its name and by that of the seed that a var puts in its place.

    True where a file needs the column: those with a default may be missing.
    """
    columns = {
        seed["name"]: {column["name"]: "default" not in column["config"]["meta"] for column in seed["columns"]}
        for seed in described_seeds()
    }
    return {given: columns[name] for given, name in seeds_in_use(settings).items()}


def personal_seeds(settings: dict) -> set[str]:
    """The names of the seeds that hold personal data, and of those that a var puts in their place."""
    personal = {seed["name"] for seed in described_seeds() if seed["config"]["meta"].get("is_personal")}
    return {given for given, name in seeds_in_use(settings).items() if name in personal}


def described_seeds() -> list[dict]:
    """What seeds/_seeds.yml says of each seed of the package."""
    return yaml.safe_load((PACKAGE_FOLDER / "seeds" / "_seeds.yml").read_text(encoding="utf-8"))["seeds"]


def seeds_in_use(settings: dict) -> dict[str, str]:
    """The seed of the package that each seed is or, by a var, stands for."""
    names = [seed["name"] for seed in described_seeds()]
    given = settings.get("vars") or {}
    scopes = [given, *(scope for scope in given.values() if isinstance(scope, dict))]
    swapped = {scope[f"{name}_seed"]: name for scope in scopes for name in names if scope.get(f"{name}_seed")}
    return {**{name: name for name in names}, **swapped}


def unknown_vars(settings: dict) -> list[str]:
    """A sentence for each var that has the package's prefix and that the package does not know."""
    known = vars_of_the_package()
    given = settings.get("vars") or {}
    names = [*given, *(name for scope in given.values() if isinstance(scope, dict) for name in scope)]
    return [
        f"dbt_project.yml: there is no var {name}; {suggestion(name, known)}"
        for name in names
        if str(name).startswith("intent_") and name not in known
    ]


def vars_of_the_package() -> set[str]:
    """Every var that the package reads: those it sets, those of its seeds, and those that a file asks for."""
    files = [file for part in ("models", "macros") for file in (PACKAGE_FOLDER / part).rglob("*") if file.is_file()]
    asked = {name for file in files for name in ASKED_VAR.findall(file.read_text(encoding="utf-8"))}
    seeds = {f"{seed}_seed" for seed in columns_by_seed({})}
    return asked | seeds | set(project_settings(PACKAGE_FOLDER)["vars"])


def suggestion(name: str, known: set[str]) -> str:
    """What to write instead of an unknown name."""
    alike = get_close_matches(name, sorted(known), n=1)
    return f"perhaps {alike[0]}" if alike else "README and dbt_project.yml of the package list them"


def mistakes_in(file: Path, columns: dict[str, bool] | None, is_personal: bool) -> list[tuple[str, str]]:
    """What is wrong with a file, each with its place in it; columns are None where nobody says which it should have.

    Of a file of personal data no header cell is shown either: a file without a header begins with a person.
    """
    content = file.read_bytes()
    names = f": {','.join(columns)}" if columns else ""
    if not content.strip():
        return [("", f"the file is empty; its first line names the columns{names}")]
    if content.startswith(MARKS_OF_UTF_16):
        return [("", "the file is UTF-16; save it as UTF-8")]
    if b"\0" in content:
        return [(line_of(content, content.index(b"\0")), "the line holds a NUL byte; save the file as UTF-8 text")]
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return [(line_of(content, error.start), "the line is not UTF-8 (Latin-1, perhaps); save the file as UTF-8")]
    header_line = text.splitlines()[0]
    separator = max(OTHER_SEPARATORS, key=header_line.count)
    if "," not in header_line and separator in header_line:
        return [(", line 1", f"cells are separated by {separator!r}; separate them by commas")]
    return mistakes_in_rows(text, columns, is_personal)


def line_of(content: bytes, position: int) -> str:
    """The place of a byte."""
    return f", line {content.count(bytes([10]), 0, position) + 1}"


def mistakes_in_rows(text: str, columns: dict[str, bool] | None, is_personal: bool) -> list[tuple[str, str]]:
    """What is wrong with the header and with the number of cells of each row; an unclosed quote ends the reading."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    found: list[tuple[str, str]] = []
    header: list[str] = []
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader, None)
        except csv.Error as error:
            reason = "a quote is opened and never closed" if "end of data" in str(error) else str(error)
            return [*found, (f", line {line}", f"{reason}; double each quote inside a quoted cell")]
        if row is None:
            return found
        if not header:
            header = row
            found += [(", line 1", message) for message in mistakes_in_header(header, columns, is_personal)]
        elif row and len(row) != len(header):
            found.append((f", line {line}", f"the row has {len(row)} cells, the header has {len(header)}"))


def mistakes_in_header(header: list[str], columns: dict[str, bool] | None, is_personal: bool) -> list[str]:
    """What is wrong with the names of the columns; those of personal data are shown as their places."""
    shown = {name: str(place) if is_personal else repr(name) for place, name in enumerate(header, start=1)}
    repeated = [f"column {shown[name]} stands twice" for name, times in Counter(header).items() if times > 1]
    if columns is None:
        return repeated
    allowed = f"; allowed: {', '.join(columns)}"
    unknown = [f"column {shown[name]} is one too many{allowed}" for name in header if name not in columns]
    missing = [f"column {name!r} is missing" for name, is_needed in columns.items() if is_needed and name not in header]
    return repeated + unknown + missing
