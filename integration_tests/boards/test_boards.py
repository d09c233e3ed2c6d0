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


def render(root: Path, database: Path, out: Path, boards: list[str], *more: str) -> None:
    """Write boards as `make boards` does."""
    dct = Path(sys.executable).with_name("dct")
    options = ["--no-send-anonymous-usage-stats", "--no-workspace-guard", "render", "--project-dir", "boards"]
    files = [f"boards/charts/{board}.yml" for board in boards]
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
    render(project_root, built_demo, folder, BOARDS)
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
        where segment = 'High Intent' and is_for_sales order by points desc limit 15
    """)
    seen = " ".join(overview.words["call_list"])
    assert len(called) == 15
    assert all(name in seen and reason.split(" (")[0] in seen for name, reason in called)


def test_lift_and_gains_are_those_of_the_champion(boards: dict[str, Opened], marts: Marts) -> None:
    lift = boards["lift"]
    deciles = marts("""
        select cohort_value, lift, lower_bound_rate / baseline_rate, upper_bound_rate / baseline_rate,
            100 * n_converted_contact_months / sum(n_converted_contact_months) over ()
        from intent_lift_totals
        where cohort_kind = 'decile' and horizon_days = 30 and scorecard_name = 'hand_weights'
    """)
    assert len(deciles) == 10
    for decile, times, lower, upper, _ in deciles:
        parts = [f"Lift: {times:.1f}", f"lower lift: {lower:.1f}", f"95% interval: {upper:.1f}"]
        assert lift.mark("lift", decile, *parts), (decile, parts)
    ((_, times, _, _, share),) = [row for row in deciles if row[0] == "1"]
    assert (lift.value("first_tenth"), lift.value("reached")) == (f"{times:.1f} times", f"{share:.0f}%")
    segments = marts("""
        select cohort_value, n_contact_months, n_converted_contact_months from intent_lift_totals
        where cohort_kind = 'segment' and horizon_days = 30 and scorecard_name = 'hand_weights'
    """)
    for segment, n_months, n_converted in segments:
        words = lift.words["segments"]
        row = words.index(segment)
        assert words[row : row + 3] == [segment, f"{n_months:,}", f"{n_converted:,}"]
    gains = marts("""
        select first_percent, 100 * share_of_converted from intent_cumulative_gains
        where scorecard_name = 'hand_weights' and split = 'test' and first_percent in (1, 10, 50)
    """)
    for percent, share in gains:
        assert lift.mark("gains", f"{percent}%", f"By score: {share:.0f}%"), (percent, share)


def test_signals_show_points_and_what_history_proposes(boards: dict[str, Opened], marts: Marts) -> None:
    signals = boards["signals"]
    rows = marts("select signal_name, points, proposed_points, n_converters, lift from intent_signal_performance")
    far = [row for row in rows if row[2] is not None and abs(row[2] - row[1]) >= 3]
    assert (signals.value("n_signals"), signals.value("n_far")) == (str(len(rows)), str(len(far)))
    assert far
    for name, points, proposed, n_converters, lift in far:
        bar = [name, f"Points today: {points:.1f}", f"Proposed points: {proposed:.1f}"]
        assert signals.mark("proposed", *bar), bar
        words = signals.words["table"]
        row = words.index(name)
        assert words[row + 2 : row + 4] == [f"{points:.1f}", f"{proposed:.1f}"]
        assert {f"{lift:.1f}", str(n_converters)} <= set(words[row + 4 : row + 8])


def test_health_shows_the_latest_week(boards: dict[str, Opened], marts: Marts) -> None:
    health = boards["health"]
    ((n_drifts, n_measures, n_active, error),) = marts("""
        with latest as (select max(as_of_date) as day from intent_model_health)
        select countif(status = 'drift' and as_of_date > day - 91),
            countif(as_of_date = day and measure_kind not in ('calibration', 'fit')),
            max(n_active_contacts) filter (where as_of_date = day),
            100 * max(calibration_error) filter (where as_of_date = day)
        from intent_model_health, latest
    """)
    assert (health.value("drifts"), health.value("measures")) == (str(n_drifts), str(n_measures))
    assert health.value("calibration_error") == f"{error:.2f}%"
    assert health.mark("active", f"Contacts: {n_active:,}")
    shares = marts("""
        select measure_name, share from intent_model_health
        where measure_kind = 'segment' and as_of_date = (select max(as_of_date) from intent_model_health)
    """)
    assert len(shares) == 4
    for segment, share in shares:
        assert health.mark("segments", segment, f"Share of active contacts: {share:.0%}"), (segment, share)


def test_sources_count_each_event_once(boards: dict[str, Opened], marts: Marts) -> None:
    sources = boards["sources"]
    rows = marts("""
        select source_name, sum(n_events), sum(n_events) - sum(n_linked_events) from intent_source_coverage
        where signal_name <> '(all)' group by source_name
    """)
    assert sources.value("n_sources") == str(len(rows))
    assert sources.value("n_events") == f"{sum(n for _, n, _ in rows):,}"
    for source, n_events, n_unknown in rows:
        words = sources.words["sources"]
        assert words[words.index(source) + 1] == f"{n_events:,}"
        assert n_unknown == 0 or sources.mark("events", source, "Nobody known", f"Events: {n_unknown:,}"), source
    for (finding,) in marts("select finding from intent_source_coverage where status <> 'seen'"):
        assert finding.split(":")[0] in " ".join(sources.words["findings"])


def test_the_story_of_a_contact_adds_up_to_the_points(boards: dict[str, Opened], marts: Marts) -> None:
    story = boards["contact"]
    ((contact, name, score, segment, points),) = marts("""
        select contact_id, full_name, score, segment, points from intent_contact_scores
        where is_for_sales order by points desc limit 1
    """)
    assert [story.value(chart) for chart in ("who", "score", "segment")] == [name, str(score), segment]
    signals = dict(
        marts(f"""
        select description, points from intent_contact_signals where contact_id = {contact} and points <> 0
    """)
    )
    for description, given in signals.items():
        assert story.mark("signals", description, f"Points: {given:.1f}"), (description, given)
    assert sum(signals.values()) == points


def test_another_contact_is_found_by_email_in_any_case(
    built_demo: Path, project_root: Path, marts: Marts, tmp_path: Path
) -> None:
    ((email, name, score),) = marts("""
        select email, full_name, score from intent_contact_scores where score between 30 and 60 order by email limit 1
    """)
    render(project_root, built_demo, tmp_path, ["contact"], "--var", f"contact={email.upper()}")
    with chromium() as browser:
        story = open_board(browser, tmp_path / "contact.html")
    assert (story.value("who"), story.value("score")) == (name, str(score))


def test_boards_of_a_company_without_conversions_and_ready_buyers_say_so(
    built_demo: Path, project_root: Path, tmp_path: Path
) -> None:
    database = tmp_path / "young.duckdb"
    with duckdb.connect(str(database)) as connection:
        connection.execute(f"attach '{built_demo}' as demo (read_only); create schema intent")
        marts = connection.execute("""
            select table_name from information_schema.tables where table_catalog = 'demo' and table_schema = 'intent'
        """).fetchall()
        for (mart,) in marts:
            kept = "segment = 'Cold'" if mart == "intent_contact_scores" else f"'{mart}' like '%score_history'"
            connection.execute(f"create table intent.{mart} as select * from demo.intent.{mart} where {kept}")
    render(project_root, database, tmp_path, BOARDS, "--no-warnings")
    boards = open_all(tmp_path)
    assert not any(opened.console for opened in boards.values())
    assert boards["overview"].value("top") == "0"
    assert "Nobody of the highest segment" in " ".join(boards["overview"].words["nobody"])
    assert "call_list" not in boards["overview"].words and "gains" not in boards["lift"].words
    assert "Nobody has converted yet" in " ".join(boards["lift"].words["nothing_closed"])
    assert boards["lift"].value("first_tenth") == "not known yet"


def test_the_picture_of_the_readme_shows_the_words_of_this_demo(boards: dict[str, Opened], project_root: Path) -> None:
    picture = project_root / "docs" / "overview.png"
    assert signature(picture) == of_words(boards["overview"]), "make board-picture draws it again"
    assert picture.stat().st_size < 300_000
