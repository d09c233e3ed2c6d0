"""The example project installs the package, scores two tables of its own and swaps a seed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

EXAMPLE = Path("examples/bring_your_own_sources")
MADE_BY_DBT = shutil.ignore_patterns("dbt_packages", "target", "logs", "*.duckdb*", "*lock.yml")
NO_TESTS = ["--exclude-resource-type", "test", "--exclude-resource-type", "unit_test"]
SWAPPED = ["--vars", "{intent_signals_seed: my_signals}"]
PRICING_VISITOR = "paula.price@mill.example"
BLOG_READER = "bruno.blog@harbour.example"


def rows(project: Path, query: str) -> list[tuple]:
    with duckdb.connect(str(project / "warehouse.duckdb"), read_only=True) as connection:
        return connection.execute(query).fetchall()


def scores(project: Path) -> dict[str, int]:
    return dict(
        rows(
            project,
            "select contacts.email, scores.score from intent.intent_contact_scores as scores "
            "inner join intent.intent_contacts as contacts using (contact_id)",
        )
    )


@pytest.fixture(scope="module")
def built(project_root: Path, dbt, tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = tmp_path_factory.mktemp("own") / "project"
    shutil.copytree(project_root / EXAMPLE, project, ignore=MADE_BY_DBT)
    packages = project / "packages.yml"
    text = packages.read_text(encoding="utf-8")
    assert "local: ../.." in text
    packages.write_text(text.replace("../..", str(project_root)), encoding="utf-8")
    for arguments in (["deps"], ["build"]):
        done = dbt(arguments, project)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "[WARNING]" not in done.stdout, done.stdout
    return project


@pytest.fixture(scope="module")
def swapped(built: Path, project_root: Path, dbt) -> Path:
    """A copy of the built project with signals of its own, read once with them."""
    project = built.parent / "swapped"
    shutil.copytree(built, project, symlinks=True)
    shutil.copy(project_root / "seeds" / "intent_signals.csv", project / "seeds" / "my_signals.csv")
    done = dbt(["parse", *SWAPPED], project)
    assert done.returncode == 0, done.stdout + done.stderr
    return project


@pytest.fixture
def copy_with_signals(swapped: Path, tmp_path: Path) -> Callable[..., Path]:
    """A copy of that project in which some signals weigh something else."""

    def copy(**new_weights: str) -> Path:
        project = tmp_path / "project"
        shutil.copytree(swapped, project, symlinks=True)
        signals = project / "seeds" / "my_signals.csv"
        lines = signals.read_text(encoding="utf-8").splitlines()
        changed = [with_points(line, new_weights.get(line.split(",")[0])) for line in lines]
        signals.write_text("\n".join(changed) + "\n", encoding="utf-8")
        return project

    return copy


def with_points(line: str, points: str | None) -> str:
    """The line of a signal with other points and as many at most, in the tier that has no cap of its own."""
    cells = line.split(",")
    if points is not None:
        cells[1], cells[4], cells[6] = "high", points, points
    return ",".join(cells)


def test_the_example_is_five_files_a_readme_and_its_data(project_root, tmp_path):
    example = tmp_path / "example"
    shutil.copytree(project_root / EXAMPLE, example, ignore=MADE_BY_DBT)
    found = [path.relative_to(example) for path in example.rglob("*") if path.is_file()]
    own = [path for path in found if path.suffix != ".csv" and path.name != "README.md"]
    assert len(own) == 5, own
    readme = (project_root / EXAMPLE / "README.md").read_text(encoding="utf-8")
    assert all(path.as_posix() in readme for path in found if path.name != "README.md")


def test_everybody_in_the_log_has_a_score(built):
    log = (built / "seeds" / "site_log.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert set(scores(built)) >= {line.split(",")[1] for line in log}


def test_every_row_of_the_log_is_an_accepted_event(built):
    log = (built / "seeds" / "site_log.csv").read_text(encoding="utf-8").splitlines()[1:]
    statuses = rows(built, "select row_status, count(*) from intent_internal.int_received_events group by row_status")
    assert dict(statuses) == {"accepted": len(log)}


def test_every_order_is_a_conversion(built):
    orders = (built / "seeds" / "site_orders.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert rows(built, "select count(*) from intent_internal.int_conversions") == [(len(orders),)]


def test_the_pricing_visitor_outranks_the_blog_reader(built):
    assert scores(built)[PRICING_VISITOR] > scores(built)[BLOG_READER] > 0


def test_a_swapped_seed_changes_who_is_first(copy_with_signals, dbt):
    project = copy_with_signals(pricing_page_viewed="5", blog_post_viewed="80")
    done = dbt(["build", "--select", "+intent_contact_scores", *SWAPPED, *NO_TESTS], project)
    assert done.returncode == 0, done.stdout + done.stderr
    assert scores(project)[BLOG_READER] > scores(project)[PRICING_VISITOR]


def test_a_wrong_weight_stops_the_build_before_any_score_changes(copy_with_signals, dbt):
    project = copy_with_signals(pricing_page_viewed="twenty", blog_post_viewed="80")
    before = scores(project)
    done = dbt(["build", *SWAPPED, *NO_TESTS], project)
    assert done.returncode == 1
    mistake = "my_signals.csv, row pricing_page_viewed, column points, value 'twenty'"
    assert mistake in done.stdout
    assert scores(project) == before


def test_a_time_or_total_that_can_not_be_read_costs_its_row_and_no_person_is_in_a_log(copy_with_signals, dbt):
    project = copy_with_signals()
    log, orders = project / "seeds" / "site_log.csv", project / "seeds" / "site_orders.csv"
    with log.open("a", encoding="utf-8") as file:
        file.write("log-9001,wrong.time@mill.example,viewed,/pricing,last friday\n")
        file.write("log-9002,no.time@mill.example,viewed,/pricing,\n")
    with orders.open("a", encoding="utf-8") as file:
        file.write("order-901,wrong.time@mill.example,soon,10.00\n")
        file.write("order-902,wrong.total@mill.example,2026-05-01 10:00:00,ten\n")
    chosen = ["+intent_rejected_events", "+int_conversions"]
    done = dbt(["build", "--select", *chosen, *NO_TESTS], project, {"DBT_LOG_LEVEL_FILE": "info"})
    assert done.returncode == 0, done.stdout + done.stderr
    query = "select split_part(rejected_row, ' ', 1), reject_reason from intent.intent_rejected_events"
    rejected = dict(rows(project, query))
    assert {"id=log-9001", "id=log-9002", "id=order-901"} <= rejected.keys()
    orders = rows(
        project, "select conversion_id, amount from intent_internal.int_conversions where conversion_id > 'order-9'"
    )
    assert orders == [("order-902", None)]
    assert "@mill.example" not in done.stdout + done.stderr + (project / "logs" / "dbt.log").read_text(encoding="utf-8")
