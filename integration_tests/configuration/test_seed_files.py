"""`intent check`: each seed file that no CSV reader can read is named with its line, and nothing is loaded."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from intent.check import check_seeds
from intent.cli import run
from intent.errors import InputError

HEADER = "domain,reason\n"
COLUMNS = "allowed: domain, reason"
SECRET = "jo@kept-secret.example"

FILES = {
    "empty": (b"", ": the file is empty; its first line names the columns: domain,reason"),
    "white": (b"\n \n", ": the file is empty; its first line names the columns: domain,reason"),
    "short_row": (b"domain,reason\na.example,one\nb.example\n", ", line 3: the row has 1 cells, the header has 2"),
    "long_row": (b"domain,reason\na.example,one,two\n", ", line 2: the row has 3 cells, the header has 2"),
    "latin_1": ("domain,reason\na.example,one\nb.example,Käse\n".encode("latin-1"),
                ", line 3: the line is not UTF-8 (Latin-1, perhaps); save the file as UTF-8"),
    "utf_16": ("domain,reason\n".encode("utf-16"), ": the file is UTF-16; save it as UTF-8"),
    "utf_16_without_a_mark": ("domain,reason\n".encode("utf-16-le"),
                              ", line 1: the line holds a NUL byte; save the file as UTF-8 text"),
    "nul": (b"domain,reason\na.example,o\0ne\n", ", line 2: the line holds a NUL byte; save the file as UTF-8 text"),
    "semicolons": (b"domain;reason\na.example;one\n", ", line 1: cells are separated by ';'; separate them by commas"),
    "tabs": (b"domain\treason\na.example\tone\n", ", line 1: cells are separated by '\\t'; separate them by commas"),
    "unclosed_quote": (b'domain,reason\na.example,"one\nb.example,two\n',
                       ", line 2: a quote is opened and never closed; double each quote inside a quoted cell"),
    "stray_quote": (b'domain,reason\na.example,"one"two\n',
                    ", line 2: ',' expected after '\"'; double each quote inside a quoted cell"),
    "sql_in_the_header": (b'domain,reason,"x int); create table stolen (y int); --"\n',
                          f", line 1: column 'x int); create table stolen (y int); --' is one too many; {COLUMNS}"),
    "column_missing": (b"domain\na.example\n", ", line 1: column 'reason' is missing"),
    "column_twice": (b"domain,reason,domain\na.example,one,b.example\n", ", line 1: column 'domain' stands twice"),
}  # fmt: skip


@pytest.fixture
def project(tmp_path) -> Path:
    """A dbt project with one good seed."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "dbt_project.yml").write_text("name: own\nvars:\n  intent_excluded_domains_seed: own_domains\n")
    (tmp_path / "seeds" / "intent_excluded_domains.csv").write_text(HEADER + "a.example,one\n")
    return tmp_path


def test_good_files_pass_with_a_mark_of_utf_8_and_cells_over_several_lines(project):
    good = '\ufeffdomain,reason\r\na.example,"one,\r\ntwo ""three"""\r\n\r\nb.example,Käse\r\n'
    (project / "seeds" / "intent_excluded_domains.csv").write_text(good, encoding="utf-8", newline="")
    (project / "seeds" / "of_the_users_own.csv").write_text("anything\n1\n")
    assert check_seeds(project) == 2


def test_columns_with_a_default_may_be_missing_and_no_others(project):
    rules = project / "seeds" / "intent_signal_rules.csv"
    rules.write_text("rule_order,source_name_like,event_name_like,event_target_like,signal_name\n1,%,a,%,b\n")
    assert check_seeds(project) == 2
    rules.write_text("rule_order,source_name_like,event_name_like,signal_name,campaign_like\n1,%,a,b,%\n")
    with pytest.raises(InputError, match="line 1: column 'event_target_like' is missing"):
        check_seeds(project)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("seed", ["intent_excluded_domains", "own_domains"])
def test_a_wrong_file_is_named_with_its_line(name, seed, project):
    content, says = FILES[name]
    (project / "seeds" / f"{seed}.csv").write_bytes(content)
    with pytest.raises(InputError) as error:
        check_seeds(project)
    lines = [line.strip() for line in str(error.value).splitlines()]
    assert lines[0] == "the project has 1 mistake(s); nothing was loaded."
    assert lines[1] == f"seeds/{seed}.csv{says}"


def test_all_mistakes_come_at_once_and_no_cell_is_printed(project, capsys):
    (project / "seeds" / "intent_excluded_domains.csv").write_bytes(FILES["short_row"][0])
    (project / "seeds" / "own_domains.csv").write_bytes(b"")
    erased = project / "seeds" / "intent_erasure_requests.csv"
    erased.write_text(f"identifier_type,identifier_value,requested_at\nemail,{SECRET},2026-01-15\n{SECRET}\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.argv", ["intent", "check", "--project-dir", str(project)])
        assert run() == 2
    printed = capsys.readouterr().err
    assert printed.startswith("intent: the project has 3 mistake(s)")
    assert "seeds/intent_erasure_requests.csv, line 3: the row has 1 cells, the header has 3" in printed
    assert "seeds/own_domains.csv: the file is empty" in printed
    assert SECRET not in printed


@pytest.mark.parametrize(
    "seed", ["intent_erasure_requests", "intent_unlinks", "intent_blocked_identifiers", "own_erasures"]
)
def test_a_file_of_personal_data_without_a_header_shows_no_cell(seed, project):
    settings = {"name": "own", "vars": {"intent_erasure_requests_seed": "own_erasures"}}
    (project / "dbt_project.yml").write_text(yaml.safe_dump(settings))
    (project / "seeds" / f"{seed}.csv").write_text(f"{SECRET},email,{SECRET}\n")
    with pytest.raises(InputError) as error:
        check_seeds(project)
    assert f"seeds/{seed}.csv, line 1: column 3 stands twice" in str(error.value)
    assert SECRET not in str(error.value)


def test_a_folder_without_a_project_is_a_sentence(tmp_path):
    with pytest.raises(InputError, match=r"dbt_project\.yml does not exist; run this in the folder of a dbt project"):
        check_seeds(tmp_path)


def test_the_packages_own_seeds_pass(project_root):
    assert check_seeds(project_root) == len(list((project_root / "seeds").rglob("*.csv")))


def test_a_var_that_the_package_does_not_know_is_named(project):
    given = {"intent_as_of_dat": "today", "own": {"intent_qqqqqq": 1}, "intent_ga4_table": "events", "other": 1}
    (project / "dbt_project.yml").write_text(yaml.safe_dump({"name": "own", "vars": given}))
    with pytest.raises(InputError) as error:
        check_seeds(project)
    assert [line.strip() for line in str(error.value).splitlines()] == [
        "the project has 2 mistake(s); nothing was loaded.",
        "dbt_project.yml: there is no var intent_as_of_dat; perhaps intent_as_of_date",
        "dbt_project.yml: there is no var intent_qqqqqq; README and dbt_project.yml of the package list them",
    ]
