"""A board in a headless Chromium: what a reader sees, what the console says, what it asks the network for.

python browser.py BOARD.html PICTURE.png draws the README's picture, and writes into it whose words it shows.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
# What Vega writes into the labels of marks to order them, and nobody sees.
INVISIBLE = dict.fromkeys([*range(0x200B, 0x2010), *range(0x2060, 0x2070)])
PART = r"(^|; )(#[0-9a-f]{6})?%s($|; )"
WIDTH, HEIGHT = 1200, 960


@dataclass(frozen=True)
class Opened:
    """One board as it was shown."""

    title: str
    # By chart: the words that stand in it, in order, and what its marks say of themselves to a screen reader.
    words: dict[str, list[str]]
    marks: dict[str, list[str]]
    console: list[str]
    requests: list[str]

    def value(self, chart: str) -> str:
        """The number of a chart that shows one."""
        return self.words[chart][0]

    def mark(self, chart: str, *parts: str) -> list[str]:
        """The marks of a chart that name all of these parts; a color may stand before a part."""
        return [mark for mark in self.marks[chart] if all(re.search(PART % re.escape(part), mark) for part in parts)]


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser of this machine; nothing is downloaded."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


def open_board(browser: Browser, board: Path, picture: Path | None = None) -> Opened:
    """Open a board from disk; a picture shows the top of it."""
    page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
    console: list[str] = []
    requests: list[str] = []
    page.on("console", lambda message: console.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: console.append(str(error)))
    page.on("request", lambda request: requests.append(request.url))
    page.goto(board.resolve().as_uri(), wait_until="networkidle")
    shown = page.evaluate("""() => [...document.querySelectorAll('[data-chart-id]')].map(chart => [
        chart.dataset.chartId,
        [...chart.querySelectorAll('text')].map(text => text.textContent),
        [...chart.querySelectorAll('[aria-label]')].map(mark => mark.getAttribute('aria-label')),
    ])""")
    words: dict[str, list[str]] = {}
    marks: dict[str, list[str]] = {}
    for chart, strings, labels in shown:
        words.setdefault(chart, []).extend(clean for text in strings if (clean := text.translate(INVISIBLE).strip()))
        marks.setdefault(chart, []).extend(label.translate(INVISIBLE) for label in labels)
    if picture:
        page.screenshot(path=picture)
    title = page.title()
    page.close()
    return Opened(title, words, marks, console, requests)


def of_words(opened: Opened) -> str:
    """One line that is another one where a chart shows other words."""
    return hashlib.sha256(repr(sorted(opened.words.items())).encode()).hexdigest()


def sign(picture: Path, line: str) -> None:
    """Write a line into a PNG, before its last chunk."""
    chunk = b"tEXt" + b"Words\0" + line.encode()
    signed = (len(chunk) - 4).to_bytes(4, "big") + chunk + zlib.crc32(chunk).to_bytes(4, "big")
    data = picture.read_bytes()
    picture.write_bytes(data[:-12] + signed + data[-12:])


def signature(picture: Path) -> str:
    """The line that was written into a PNG."""
    return picture.read_bytes().rpartition(b"tEXtWords\0")[2][:64].decode()


if __name__ == "__main__":
    with chromium() as browser:
        board, picture = map(Path, sys.argv[1:])
        sign(picture, of_words(open_board(browser, board, picture)))
