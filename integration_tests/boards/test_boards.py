"""The boards of the demo in a headless Chromium: no error, no request, and the numbers of the marts."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

pytest.importorskip("dbt_charts", reason="make setup-boards installs dbt-charts")
pytest.importorskip("playwright", reason="make setup-boards installs playwright")
from browser import CHROMIUM, Opened, chromium, of_words, open_board, signature  # noqa: E402

if not CHROMIUM:
    pytest.skip("the boards are opened in Chromium, which is not on the path", allow_module_level=True)
BOARDS = sorted(path.stem for path in Path("boards/charts").glob("*.yml") if path.stem != "meta")
Marts = Callable[[str], list[tuple]]


def render(root: Path, database: Path, out: Path, *more: str) -> None:
    """Write boards as `make boards` does."""
    dct = Path(sys.executable).with_name("dct")
    options = ["--no-send-anonymous-usage-stats", "--no-workspace-guard", "render", "--project-dir", "boards"]
    files = [f"boards/charts/{board}.yml" for board in BOARDS]
    output = ["--no-cache", "--format", "html", "--output", str(out / "{stem}.html"), *more]
    environment = {**os.environ, "INTENT_BOARDS_DATABASE": str(database)}
    done = subprocess.run(
        [dct, *options, *output, *files], cwd=root, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    assert "WARN" not in done.stderr, done.stderr[-3000:]


def open_all(folder: Path) -> dict[str, Opened]:
    with chromium() as browser:
        return {board: open_board(browser, folder / f"{board}.html") for board in BOARDS}


@pytest.fixture(scope="module")
def boards(built_demo: Path, project_root: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Opened]:
    folder = tmp_path_factory.mktemp("boards")
    render(project_root, built_demo, folder)
    return open_all(folder)


@pytest.fixture(scope="module")
def marts(built_demo: Path) -> Marts:
    """The rows of a query of the marts."""

    def read(sql: str) -> list[tuple]:
        with duckdb.connect(str(built_demo), read_only=True) as connection:
            connection.execute("use intent")
            return connection.execute(sql).fetchall()

    return read


@pytest.mark.parametrize("board", BOARDS)
def test_a_board_opens_from_disk_without_an_error_or_a_request(boards: dict[str, Opened], board: str) -> None:
    opened = boards[board]
    assert opened.title.endswith("?")
    assert not opened.console
    assert [url for url in opened.requests if not url.startswith(("data:", "file:"))] == []
    assert len([url for url in opened.requests if url.startswith("file:")]) == 1
    assert all(opened.words.values()), "a chart shows nothing"


def test_the_overview_counts_and_names_the_contacts_of_the_marts(boards: dict[str, Opened], marts: Marts) -> None:
    overview = boards["overview"]
    ((n_contacts, n_top, n_for_sales),) = marts("""
        select count(*), countif(segment = 'High Intent'), countif(segment = 'High Intent' and is_for_sales)
        from intent_contact_scores
    """)
    assert overview.value("contacts") == f"{n_contacts:,}"
    assert overview.words["top"][:1] == [f"{n_top:,}"] and f"{n_for_sales:,}" in " ".join(overview.words["top"][1:])
    weeks = marts("""
        select history.segment, history.as_of_date = scores.as_of_date, count(*)
        from intent_contact_score_history as history
        cross join (select max(as_of_date) as as_of_date from intent_contact_scores) as scores
        where history.as_of_date in (scores.as_of_date, scores.as_of_date - 7)
        group by all
    """)
    assert len(weeks) == 8
    for segment, is_today, n in weeks:
        assert overview.mark("segments", segment, "Today" if is_today else "A week ago", f"Contacts: {n:,}")
    moved = marts("""
        with weeks as (
            select contact_id, min_by(segment, as_of_date) as before, max_by(segment, as_of_date) as now
            from intent_contact_score_history
            where as_of_date >= (select max(as_of_date) - 7 from intent_contact_scores)
            group by contact_id
        )
        select countif(now = 'High Intent'), countif(before = 'High Intent') from weeks where before <> now
    """)
    assert [(overview.value("entered"), overview.value("left"))] == [tuple(f"{n:,}" for n in row) for row in moved]
    called = marts("""
        select full_name, reason_1 from intent_contact_scores
        where segment = 'High Intent' and is_for_sales order by points desc limit 20
    """)
    seen = " ".join(overview.words["call_list"])
    assert len(called) == 20
    assert all(name in seen and reason.split(" (")[0] in seen for name, reason in called)


def test_the_picture_of_the_readme_shows_the_words_of_this_demo(boards: dict[str, Opened], project_root: Path) -> None:
    picture = project_root / "docs" / "overview.png"
    assert signature(picture) == of_words(boards["overview"]), "make board-picture draws it again"
    assert picture.stat().st_size < 300_000
