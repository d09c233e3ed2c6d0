"""Read a user's CSV file line by line: what is no row of the table is refused by its line, never a stopped reading."""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from intent.errors import InputError

MARKS_OF_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
SEPARATORS = ",;\t|"
MAX_LINE = 1_000_000
# A quote that is not closed within so many lines was never meant to be one.
MAX_LINES_OF_A_ROW = 200
# How `surrogateescape` shows a byte that is no UTF-8.
BAD_BYTE = re.compile("[\udc80-\udcff]")
ADVICE = "give Parquet, or CSV in UTF-8 with quotes around cells that hold a separator"


@dataclass(frozen=True)
class Refusal:
    """A row that can't be used, its place in the file and why; no value that could be a person's is kept."""

    file: str
    row: int
    line: int | None
    column: str
    value: str
    reason: str

    @property
    def place(self) -> str:
        """Where the row is."""
        return f"row {self.row}" if self.line is None else f"row {self.row} (line {self.line})"

    @property
    def sentence(self) -> str:
        """What is wrong, and where."""
        if not self.column:
            return f"{self.place}: {self.reason}"
        return f"column {self.column} has the value '{self.value}' in {self.place}; {self.reason}"


@dataclass
class CsvFile:
    """An open CSV file: its columns, and its rows as they are read."""

    path: Path
    stream: TextIO
    separator: str = ","
    columns: list[str] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    n_rows: int = 0
    line: int = 1

    def rows(self) -> Iterator[tuple[int, int, list[str]]]:
        """Number, line and cells of each row that has as many cells as the header."""
        waiting: deque[str] = deque()
        n_cells = len(self.columns)
        while text := waiting.popleft() if waiting else self.next_line():
            self.line += 1
            if text == "\n":
                continue
            self.n_rows += 1
            row, line = self.n_rows, self.line
            reason = fault_of(text)
            if reason:
                self.refuse(row, line, reason)
            elif '"' not in text:
                cells = text.rstrip("\n").split(self.separator)
                if len(cells) == n_cells:
                    yield row, line, cells
                else:
                    self.refuse(row, line, self.wrong_number(len(cells)))
            else:
                cells, reason = self.quoted_cells(text, waiting)
                if reason:
                    self.refuse(row, line, reason)
                else:
                    yield row, line, cells

    def quoted_cells(self, text: str, waiting: deque[str]) -> tuple[list[str], str]:
        """The cells of a row with quotes, of which one may go on over the next lines; or why there are none."""
        ahead = 0
        while True:
            try:
                cells = next(csv.reader(text.splitlines(keepends=True), delimiter=self.separator, strict=True))
            except csv.Error as error:
                if "unexpected end of data" not in str(error):
                    return [], "a quote stands inside a quoted cell; write it twice"
            else:
                if len(cells) != len(self.columns):
                    return [], self.wrong_number(len(cells))
                for _ in range(ahead):
                    waiting.popleft()
                self.line += ahead
                return cells, ""
            if ahead == len(waiting) and (following := self.next_line()):
                waiting.append(following)
            if ahead == len(waiting) or ahead == MAX_LINES_OF_A_ROW or fault_of(text := text + waiting[ahead]):
                return [], "a quote is opened and never closed"
            ahead += 1

    def next_line(self) -> str:
        """The next line, with one character more than allowed where it is too long; '' at the end."""
        text = self.stream.readline(MAX_LINE + 1)
        if len(text) > MAX_LINE and not text.endswith("\n"):
            while (rest := self.stream.readline(MAX_LINE)) and not rest.endswith("\n"):
                pass
        return text

    def wrong_number(self, n_cells: int) -> str:
        """The reason for a row that is shorter or longer than the header."""
        return (
            f"it has {n_cells} cell(s), the header has {len(self.columns)}; put quotes around a cell with a separator"
        )

    def refuse(self, row: int, line: int, reason: str) -> None:
        """Note a row that can't be used."""
        self.refused.append(Refusal(str(self.path), row, line, "", "", reason))


def fault_of(text: str) -> str:
    """Why a line can't be read, or ''."""
    if len(text) > MAX_LINE:
        return f"the line is longer than {MAX_LINE:,} characters"
    if "\0" in text:
        return "the line holds a NUL byte"
    if not text.isascii() and BAD_BYTE.search(text):
        return "the line is not UTF-8 (Latin-1, perhaps); save the file as UTF-8"
    return ""


def opened_csv(path: Path, stream: TextIO) -> CsvFile:
    """A CSV file after its header, which decides the separator and the columns; a header that can't be read stops."""
    csv.field_size_limit(10 * MAX_LINE)
    file = CsvFile(path, stream)
    while (header := file.next_line()) == "\n":
        file.line += 1
    reason = fault_of(header)
    if reason:
        raise InputError(f"{path} can't be read (line {file.line}: {reason}); {ADVICE}")
    if not header:
        raise InputError(f"{path} is empty; give a file with at least one row")
    file.separator = max(SEPARATORS, key=header.count)
    try:
        names = [name.strip() for name in next(csv.reader([header], delimiter=file.separator, strict=True), [])]
    except csv.Error as error:
        raise InputError(f"{path} can't be read (line {file.line}: {error}); {ADVICE}") from error
    file.columns = [
        name if name and name not in names[:position] else f"column {position + 1}"
        for position, name in enumerate(names)
    ]
    return file


def check_encoding(path: Path) -> None:
    """Stop where the file is UTF-16, with a byte order mark or seen by its zero bytes."""
    with path.open("rb") as file:
        start = file.read(4)
    if start.startswith(MARKS_OF_UTF_16) or (
        len(start) == 4 and start.count(0) == 2 and (start[0] == 0) != (start[1] == 0)
    ):
        raise InputError(f"{path} can't be read (line 1: the file is UTF-16); save it as UTF-8")
