"""Whatever is wrong with a call of `intent`: one sentence that names it, exit code 2, no traceback."""

from __future__ import annotations

import os
import pty
import subprocess
import sys

import pytest
from intent.cli import run


@pytest.fixture
def said(monkeypatch, capsys, tmp_path):
    """What a call says that has to be refused; it runs in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("INTENT_DUCKDB_PATH", raising=False)

    def call(*arguments: str) -> str:
        monkeypatch.setattr(sys, "argv", ["intent", *arguments])
        assert run() == 2
        message = capsys.readouterr().err.strip()
        assert message.startswith("intent: ")
        assert len(message.splitlines()) == 1, message
        return message

    return call


TRY = ["try", "--events", "e.csv", "--conversions", "c.csv", "--out", "o"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["push"], ["No such command", "push"]),
        (["check", "--fast"], ["No such option", "--fast"]),
        (["try"], ["Missing option", "--events"]),
        ([*TRY, "--horizon"], ["No such option", "--horizon"]),
        (["docs"], ["warehouse.duckdb does not exist", "make build"]),
        (TRY, ["e.csv does not exist; give the path"]),
        (["check"], ["dbt_project.yml does not exist", "--project-dir"]),
        (["check", "--project-dir", "nowhere"], ["nowhere/dbt_project.yml does not exist"]),
        (["refresh"], ["holds no dbt_project.yml", "--project-dir"]),
        (["refresh", "--once", "--project-dir", "nowhere"], ["nowhere holds no dbt_project.yml"]),
        (["refresh", "--every", "soon"], ["--every", "valid int"]),
        (["summary"], ["warehouse.duckdb does not exist"]),
        (["summary", "--database", "."], [". does not exist"]),
        (["load-raw", "--target", "postgres", "--raw", "nowhere"], ["nowhere holds no"]),
        (["load-raw", "--target", "oracle"], ["--target oracle"]),
        (["bot-patterns", "--seed", "nowhere.csv"], ["nowhere.csv"]),
        (["generate", "--contacts", "many"], ["--contacts", "valid int"]),
        (["generate", "--contacts", "3"], ["50"]),
        (["bench", "--events", "lots"], ["lots"]),
    ],
)
def test_a_call_that_can_not_be_followed_is_refused_in_a_sentence(said, arguments, words):
    message = said(*arguments)
    assert all(word in message for word in words), message


@pytest.mark.parametrize("settings", ["name: [", "just words", "\xff\xfe"])
def test_a_project_file_that_can_not_be_read_is_named(said, tmp_path, settings):
    (tmp_path / "dbt_project.yml").write_bytes(settings.encode("latin-1"))
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "folder.csv").mkdir()
    message = said("check")
    assert "dbt_project.yml" in message or "folder.csv" in message


def test_an_out_that_is_a_file_is_named(said, tmp_path):
    (tmp_path / "o").write_text("mine\n")
    (tmp_path / "e.csv").write_text("contact_id,event_ts,signal\nann,2025-03-01,demo\n")
    (tmp_path / "c.csv").write_text("contact_id,conversion_ts\nann,2025-03-09\n")
    assert "--out o can't be written" in said(*TRY)
    assert (tmp_path / "o").read_text() == "mine\n"


def test_docs_name_what_to_install(said, tmp_path, monkeypatch):
    (tmp_path / "warehouse.duckdb").touch()
    monkeypatch.setattr("intent.documentation.find_spec", lambda name: None)
    assert "make setup-docs" in said("docs")


@pytest.mark.parametrize("ci", ["", "true"])
def test_who_sits_at_a_terminal_sees_that_it_works_and_no_pipe_and_no_ci_does(tmp_path, ci):
    """Standard error as a terminal, then as a pipe; standard output is a pipe both times and says the same."""
    seen = {}
    for kind in ("terminal", "pipe"):
        reads, writes = pty.openpty() if kind == "terminal" else os.pipe()
        done = subprocess.run(
            [sys.executable, "-m", "intent.cli", "generate", "--contacts", "50", "--months", "4", "--out", kind],
            cwd=tmp_path,
            env={**os.environ, "CI": ci, "TERM": "xterm"},
            stdout=subprocess.PIPE,
            stderr=writes,
            check=True,
        )
        os.close(writes)
        try:
            seen[kind] = os.read(reads, 100_000).decode()
        except OSError:  # a terminal that nobody wrote to
            seen[kind] = ""
        os.close(reads)
        assert b"conversions of 50 contacts" in done.stdout
    assert ("Inventing people" in seen["terminal"]) == (ci == "")
    assert seen["pipe"] == ""
