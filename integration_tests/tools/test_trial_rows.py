"""`intent try` uses every id and signal that its owner gave, and refuses what is no row by file, line and reason."""

from __future__ import annotations

import csv
import shutil
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest
from intent import cli
from intent.errors import InputError
from intent.trial import lines as trial_lines
from intent.trial.command import check_out, read_conversions, read_events, read_signals
from intent.trial.files import Reading

# What rules about trackers, CRM records and emails would take for no id.
ODD_IDS = [
    "0", "-1", "test", "n/a", "true", "00000000-0000-0000-0000-000000000000", "guest:1", "abc:", "x" * 5000, "a|b",
    "info@acme.example", "{{user_id}}", "salesforce:003000000000001", "50%", "o'neil", 'say "hi"', "two words",
    "\u540d\u524d", "Ann", "ann",
]  # fmt: skip
ODD_SIGNALS = ["none", "n/a", "null", "50%_scrolled", "50", "a|b", "s" * 5000, "it's"]
START = datetime(2025, 3, 1, 10)
HEADER = b"contact_id,event_ts,signal\n"
GOOD = b"ann,2025-03-01 10:00:00,demo\n"


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int, str]:
    """A finished trial of odd ids and signals among which some rows are none; its folder, exit code and output."""
    folder = tmp_path_factory.mktemp("odd")
    rows = [
        (who, START + timedelta(days=7 * week), signal) for who in ODD_IDS for week, signal in enumerate(ODD_SIGNALS)
    ]
    wrong = [
        ("", START, "null"),
        ("bea", "soon", "null"),
        ("bea", datetime.now(UTC).replace(tzinfo=None) + timedelta(days=30), "null"),
    ]
    with (folder / "events.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([("contact_id", "event_ts", "signal"), *rows, *wrong])
    bought = [(who, START + timedelta(days=30)) for who in [*ODD_IDS[:9], "only-bought"]]
    with (folder / "conversions.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([("contact_id", "conversion_ts"), *bought])
    with pytest.MonkeyPatch.context() as patch, (folder / "said").open("w+") as said:
        files = ["--events", str(folder / "events.csv"), "--conversions", str(folder / "conversions.csv")]
        patch.setattr(sys, "argv", ["intent", "try", *files, "--out", str(folder / "out")])
        patch.setattr(sys, "stdout", said)
        code = cli.run()
        said.seek(0)
        return folder / "out", code, said.read()


def test_every_id_and_signal_is_used_and_the_last_line_counts(odd):
    out, code, said = odd
    assert code == 0
    n_rows = len(ODD_IDS) * len(ODD_SIGNALS)
    assert said.splitlines()[-1] == (
        f"Used: {n_rows} of {n_rows + 3} event rows, 10 of 10 conversion rows, "
        f"{len(ODD_IDS) + 1} of {len(ODD_IDS) + 2} people; the refused rows are in {out / 'refused_rows.csv'}"
    )


def test_the_screen_says_why_there_are_no_learned_weights(odd):
    assert "No weights were learned: " in odd[2]


def test_scores_stand_under_the_ids_of_the_files(odd):
    with (odd[0] / "scores.csv").open(newline="", encoding="utf-8") as file:
        scores = {row["contact_id"]: float(row["points"]) for row in csv.DictReader(file)}
    assert set(ODD_IDS) <= scores.keys()
    assert all(scores[who] > 0 for who in ODD_IDS)


def test_refused_rows_are_written_with_file_line_and_reason(odd):
    out, _, said = odd
    n_rows = len(ODD_IDS) * len(ODD_SIGNALS)
    with (out / "refused_rows.csv").open(newline="", encoding="utf-8") as file:
        refused = list(csv.DictReader(file))
    # One id holds no line break, so that a row is a line here.
    assert [int(row["line"]) for row in refused] == [n_rows + 2, n_rows + 3, n_rows + 4]
    assert [row["column"] for row in refused] == ["contact_id", "event_ts", "event_ts"]
    assert all(row["file"] == str(out.parent / "events.csv") for row in refused)
    assert "every row needs a value" in refused[0]["reason"]
    assert refused[1]["value"] == "soon"
    assert "later than today" in refused[2]["reason"]
    assert said.count("Refused: ") == 3


# Lines that are no rows


def read(tmp_path: Path, content: bytes) -> tuple[Reading, list[tuple]]:
    path = tmp_path / "events.csv"
    path.write_bytes(content)
    with duckdb.connect() as connection:
        reading = read_events(connection, path)
        return reading, connection.execute("select contact_id, signal from events order by row_number").fetchall()


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("j\u00fcrgen,2025-03-01,demo\n".encode("latin-1"), "not UTF-8"),
        (b"ann\0,2025-03-01,demo\n", "NUL"),
        (b"x" * (trial_lines.MAX_LINE + 5_000_000) + b",2025-03-01,demo\n", "longer than 1,000,000 characters"),
        (b"ann,2025-03-01,demo,more\n", "4 cell(s), the header has 3"),
        (b"ann,2025-03-01\n", "2 cell(s), the header has 3"),
        (b'"ann,2025-03-01,demo\n', "never closed"),
        (b'"an"n,2025-03-01,demo\n', "write it twice"),
        (b"ann,2026-02-30,demo\n", "write times as"),
        (b"ann,9999-12-31,demo\n", "later than today"),
        (b"ann,1970-01-01,demo\n", "before 1990"),
        (b"ann,1750000000,demo\n", "write times as"),
        (b",2025-03-01,demo\n", "every row needs a value"),
        (b"NULL,2025-03-01,demo\n", "every row needs a value"),
        (" \u200b\u00a0,2025-03-01,demo\n".encode(), "every row needs a value"),
        (b"ann,2025-03-01,\n", "every row needs a value"),
    ],
)
@pytest.mark.parametrize("ends", [b"\n", b"\r\n", b"\r"])
def test_one_wrong_line_is_refused_and_the_others_are_used(tmp_path, line, reason, ends):
    content = (HEADER + GOOD + line + GOOD.replace(b"ann", b"bea") * 300).replace(b"\n", ends)
    reading, found = read(tmp_path, content)
    assert [(refusal.row, refusal.line) for refusal in reading.refused] == [(2, 3)]
    assert reason in reading.refused[0].reason
    assert found == [("ann", "demo")] + [("bea", "demo")] * 300
    assert reading.n_rows == 302


def test_line_ends_of_three_kinds_empty_lines_and_marks_are_read(tmp_path):
    rows = [
        b"a,2025-03-01,demo\r\n",
        b"\r\n",
        b"b,2025-03-01,demo\r",
        b"c,2025-03-01,demo\n",
        "\ufeffd,2025-03-01,demo".encode(),
    ]
    reading, found = read(tmp_path, b"\xef\xbb\xbf\r\n" + HEADER.replace(b"\n", b"\r\n") + b"".join(rows))
    assert (reading.refused, [who for who, _ in found]) == ([], ["a", "b", "c", "d"])


def test_a_quoted_cell_may_hold_separators_quotes_and_line_breaks_and_lines_are_counted_on(tmp_path):
    rows = b'"a, ""b""\nc",2025-03-01,demo\nann,soon,demo\n'
    reading, found = read(tmp_path, HEADER + rows)
    assert found == [('a, "b"\nc', "demo")]
    assert [(refusal.row, refusal.line) for refusal in reading.refused] == [(2, 4)]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_named(tmp_path, encoding):
    with pytest.raises(InputError, match=r"events.csv can't be read \(line 1: the file is UTF-16\); save it as UTF-8"):
        read(tmp_path, (HEADER + GOOD).decode().encode(encoding))


@pytest.mark.parametrize("content", [b"\n\n", b"\xef\xbb\xbf", HEADER, HEADER + b"\n\n"])
def test_a_file_without_a_row_is_empty(tmp_path, content):
    with pytest.raises(InputError, match="events.csv is empty; give a file with at least one row"):
        read(tmp_path, content)


def test_a_value_that_may_be_an_address_is_not_shown(tmp_path):
    reading, _ = read(tmp_path, HEADER + GOOD + b"demo,ann@acme.example,2025-03-01\n")
    assert "acme" not in str(reading.refused)


@pytest.mark.parametrize(
    "moment", ["'infinity'::timestamp", "timestamp '294247-01-10 04:00:54'", "timestamp '2300-01-01'"]
)
def test_a_typed_time_that_never_comes_is_refused(tmp_path, moment):
    path = tmp_path / "events.parquet"
    with duckdb.connect() as connection:
        connection.execute(
            f"copy (select 'ann' as contact_id, timestamp '2025-03-01' as event_ts, 'demo' as signal union all "
            f"select 'ann', {moment}, 'demo') to '{path}' (format parquet)"
        )
        reading = read_events(connection, path)
        assert [refusal.reason for refusal in reading.refused] == ["it is later than today"]


def test_a_signal_or_outcome_that_nobody_knows_costs_its_row(tmp_path):
    signals = tmp_path / "signals.csv"
    columns = "signal_name,tier,channel,kind,points,decay_curve,max_points,max_events_per_day,leak_risk,description"
    signals.write_text(f"{columns}\ndemo,high,web,probabilistic,20,default,40,1,none,Asked for a demo\n")
    events, conversions = tmp_path / "events.csv", tmp_path / "conversions.csv"
    events.write_bytes(HEADER + GOOD + b"ann,2025-03-01,dmeo\n")
    conversions.write_text("contact_id,conversion_ts,outcome\nann,2025-03-01,won\nann,2025-03-01,lost\n")
    with duckdb.connect() as connection:
        reading = read_events(connection, events)
        read_signals(connection, reading, signals)
        assert [refusal.sentence for refusal in reading.refused] == [
            f"column signal has the value 'dmeo' in row 2 (line 3); {signals} does not list it; add a row for it"
        ]
        (refusal,) = read_conversions(connection, conversions).refused
    assert refusal.sentence == (
        "column outcome has the value 'won' in row 1 (line 2); allowed are converted, lost, disqualified"
    )


# --out


def test_a_folder_of_something_else_is_left_alone(tmp_path):
    (tmp_path / "dbt_project.yml").write_text("name: my_own\n")
    with pytest.raises(InputError, match="holds something else than an earlier trial; give a new or an empty folder"):
        check_out(tmp_path)


@pytest.mark.parametrize("name", ["notes.txt", "models/my_model.sql", "data/deep/er/raw.parquet", ".git/config"])
def test_a_file_of_ones_own_in_an_earlier_trial_is_named(odd, tmp_path, name):
    out = tmp_path / "out"
    shutil.copytree(odd[0], out, symlinks=True)
    check_out(out)
    (out / name).parent.mkdir(parents=True, exist_ok=True)
    (out / name).write_text("mine\n")
    with pytest.raises(InputError, match=f"something else than an earlier trial.*{name.split('/')[0]}"):
        check_out(out)


def test_a_link_in_an_earlier_trial_is_not_written_through(odd, tmp_path):
    out = tmp_path / "out"
    shutil.copytree(odd[0], out, symlinks=True)
    (out / "quality.csv").unlink()
    (out / "quality.csv").symlink_to(tmp_path / "elsewhere.csv")
    with pytest.raises(InputError, match="quality.csv"):
        check_out(out)
    linked = tmp_path / "linked"
    linked.symlink_to(tmp_path)
    with pytest.raises(InputError, match="something else than an earlier trial"):
        check_out(linked)
