"""The `intent` command."""

from __future__ import annotations

import inspect
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from typer.exceptions import TyperException

from intent.errors import InputError

app = typer.Typer(
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Buying-intent scoring inside the warehouse: tools around the dbt project.",
)
errors = Console(stderr=True, soft_wrap=True, highlight=False)
DATABASE = Annotated[Path, typer.Option(help="The DuckDB file of the build.", envvar="INTENT_DUCKDB_PATH")]
AS_JSON = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]
# The seeds, without intent_, that move scores while events and people stay; test_what_if.py finds them in the manifest.
WHAT_IF_SEEDS = (
    *("signals", "signal_rules", "composite_signals", "composite_conditions", "composite_session_limits"),
    *("decay_curves", "decay_knots", "tier_caps", "scorecard_weights", "learned_bins", "activity_bounds"),
    *("score_curves", "score_limits", "segments", "deal_size_classes", "deal_size_cuts"),
    *("excluded_traits", "title_words", "industry_words", "country_names"),
)
# Those that leave scores alone and move grades of fit, and with them hybrid scores.
WHAT_IF_FIT_SEEDS = ("fit_rules", "fit_grades")


@app.command()
def generate(
    contacts: Annotated[int, typer.Option(help="How many people to invent; 50 or more.")] = 2000,
    months: Annotated[int, typer.Option(help="How many months of behaviour; 4 or more.")] = 12,
    seed: Annotated[int, typer.Option(help="Seed: the same one gives the same files.")] = 7,
    out: Annotated[Path, typer.Option(help="Folder for raw/ and truth/.")] = Path("demo"),
    events: Annotated[int | None, typer.Option(help="About how many events in all.")] = None,
) -> None:
    """Write demo data with a planted truth, in the shapes of Segment, HubSpot and Salesforce."""
    from intent.generate import generate as write_demo
    from intent.summary import working

    try:
        with working("Inventing people and what they do"):
            summary = write_demo(contacts, months, seed, out, events=events)
    except (ValueError, OSError) as error:
        raise InputError(str(error)) from error
    Console(highlight=False).print(str(summary))


@app.command()
def check(
    project_dir: Annotated[Path, typer.Option(help="Folder of the dbt project.")] = Path("."),
    database: Annotated[
        Path | None, typer.Option(help="Also see whether a build can open this DuckDB file, where it is there.")
    ] = None,
) -> None:
    """Look at the seed files before dbt loads them: encoding, header, cells per row; every mistake with its line."""
    from intent.check import check_seeds
    from intent.warehouse import check_can_be_built

    n_files = check_seeds(project_dir)
    if database is not None:
        check_can_be_built(database)
    Console(highlight=False).print(f"{n_files} seed files can be read")


@app.command(name="try")
def try_files(
    events: Annotated[Path, typer.Option(help="Parquet or CSV: contact_id, event_ts, signal.")],
    conversions: Annotated[
        Path, typer.Option(help="Parquet or CSV: contact_id, conversion_ts and, if you like, outcome.")
    ],
    out: Annotated[Path, typer.Option(help="Folder for the dbt project, the database and quality.csv.")],
    signals: Annotated[Path | None, typer.Option(help="CSV with the columns of seeds/intent_signals.csv.")] = None,
    horizon_days: Annotated[str, typer.Option(metavar="DAYS", help="A conversion within so many days counts.")] = "14",
    step_days: Annotated[str, typer.Option(metavar="DAYS", help="Days between two scoring dates.")] = "7",
    test_from: Annotated[
        str | None, typer.Option(help="First date of the test split; the last 30% of dates if absent.")
    ] = None,
    walk_forward: Annotated[
        bool,
        typer.Option(
            "--walk-forward", help="Fit weights again as conversions come in, not once before the test dates."
        ),
    ] = False,
    requires_earlier_conversion: Annotated[
        bool,
        typer.Option(
            "--requires-earlier-conversion", help="Look only at contacts that converted before: repeat buyers."
        ),
    ] = False,
) -> None:
    """Score anybody's data: two files in; a dbt project, a lift table, quality.csv and report.html out."""
    from intent.trial.command import checked_options, run_trial

    options = checked_options(horizon_days, step_days, test_from, walk_forward, requires_earlier_conversion)
    if not run_trial(events, conversions, signals, options, out):
        raise typer.Exit(1)


@app.command()
def tune(
    out: Annotated[Path, typer.Option(help="Folder for the proposed rows; a new or an empty one.")],
    database: DATABASE = Path("warehouse.duckdb"),
) -> None:
    """Tune half-life and cap of each signal on the past, measure them on later dates, propose seed rows.

    Reads the DuckDB file of a build and changes nothing in it. Other
    databases are not read. No change proposed is an answer: it says why.
    """
    from intent.tuning.command import run_tune

    run_tune(database, out)


@app.command()
def train(
    model: Annotated[str, typer.Option(help="logistic (scikit-learn) or ebm (interpret, main effects).")],
    database: DATABASE = Path("warehouse.duckdb"),
    train_until: Annotated[
        str | None,
        typer.Option(
            metavar="DATE", help="Last as-of date to learn from; the last whose windows close before the test dates."
        ),
    ] = None,
    name: Annotated[str | None, typer.Option(help="Name of the scorecard; model and date if absent.")] = None,
    seed: Annotated[
        Path, typer.Option(help="The file of the seed intent_scorecard_weights; rows of the same name are replaced.")
    ] = Path("seeds/intent_scorecard_weights.csv"),
    target: Annotated[
        str | None, typer.Option(help="A target in profiles.yml to read in the place of the DuckDB file.")
    ] = None,
    project_dir: Annotated[Path, typer.Option(help="Folder of the dbt project; for --target.")] = Path("."),
) -> None:
    """Fit a scorecard outside the warehouse and write it as seed rows, which the next build scores and reports.

    Reads the DuckDB file of a build, or with --target what dbt built in
    another database, and changes nothing there. Needs `make setup-train`.
    """
    from intent.training.command import run_train

    run_train(database, model, train_until, name, seed, target, project_dir)


@app.command()
def refresh(
    every: Annotated[int, typer.Option(metavar="SECONDS", help="Start a cycle every so many seconds; 1 or more.")] = 60,
    once: Annotated[bool, typer.Option("--once", help="One cycle only; exit with 1 where it failed.")] = False,
    target: Annotated[str | None, typer.Option(help="The target in profiles.yml; its default if absent.")] = None,
    project_dir: Annotated[Path, typer.Option(help="Folder of the dbt project.")] = Path("."),
) -> None:
    """Take new raw events to intent_sync_contacts, again and again until Ctrl-C.

    A cycle builds only what reads raw tables that changed. A changed seed, model or setting is
    noticed and built, and so is a run of dbt by somebody else. Row
    conservation and the configuration gate stand before the table: where
    they say no, its last good rows stay and the next cycle tries again.
    Between cycles the database is let go. Other marts wait for the next
    `dbt build`.
    """
    from intent.refresh import run_refresh

    if not run_refresh(every, once, target, project_dir):
        raise typer.Exit(1)


@app.command(name="load-raw")
def load_raw_files(
    target: Annotated[str, typer.Option(help="The target in profiles.yml that takes the files: postgres or spark.")],
    raw: Annotated[Path, typer.Option(help="Folder with <source>/<table>.parquet.")] = Path("demo/raw"),
) -> None:
    """Copy the raw Parquet files into a database, one schema per source, in place of what is there."""
    from intent.load_raw import load_raw
    from intent.summary import working

    with working(f"Loading the files into {target}"):
        loaded = load_raw(target, raw)
    Console(highlight=False).print(f"{target}: {sum(loaded.values())} rows in {len(loaded)} tables")


@app.command(name="bot-patterns")
def bot_patterns(
    seed: Annotated[Path, typer.Option(help="The seed whose patterns of the package are replaced.")] = Path(
        "seeds/intent_bot_patterns.csv"
    ),
) -> None:
    """Take the user agents of bots from the installed package crawler-user-agents; rows of your own stay."""
    from intent.bot_patterns import PACKAGE, write_bot_patterns

    try:
        n_patterns, version = write_bot_patterns(seed)
    except OSError as error:
        raise InputError(str(error)) from error
    Console(highlight=False).print(f"{seed}: {n_patterns} patterns of {PACKAGE} {version}")


@app.command()
def bench(
    events: Annotated[str, typer.Option(help="Sizes in event rows, such as 1e6,1e7.")] = "1e5,1e6,1e7",
    parts: Annotated[
        str,
        typer.Option(
            help="What to measure beside full builds: history, increments, configuration, own_cost; all; none."
        ),
    ] = "all",
    peers: Annotated[
        str, typer.Option(help="Who else does the same work: polars, pandas, postgres; all; none.")
    ] = "all",
    folder: Annotated[Path, typer.Option(help="Folder for data/, work/ and the results.")] = Path("bench"),
) -> None:
    """Measure what scoring costs, as multiples of limits of one run; exit with 1 on wrong scores or failed builds."""
    from intent.bench.command import bench as measure_all

    if not measure_all(events, parts, peers, folder):
        raise typer.Exit(1)


@app.command()
def summary(
    database: DATABASE = Path("warehouse.duckdb"),
    picture: Annotated[Path | None, typer.Option(help="Draw the tables into this SVG file.")] = None,
    by_hand: Annotated[
        Path | None, typer.Option(help="Write one contact's score, worked out, into this Markdown file.")
    ] = None,
    as_json: AS_JSON = False,
) -> None:
    """Say what the last build made: contacts scored, segments, lift, where the database is."""
    from intent.by_hand import write_page
    from intent.summary import print_summary, print_summary_json

    if as_json and picture is not None:
        raise InputError("--json prints no tables to draw: leave out --picture")
    if as_json:
        print_summary_json(database)
    else:
        print_summary(database, picture)
    if by_hand is not None:
        write_page(database, by_hand)


@app.command()
def publish(
    database: DATABASE = Path("warehouse.duckdb"),
    out: Annotated[
        Path, typer.Option(help="The DuckDB file that readers open.", envvar="INTENT_PUBLISHED_PATH")
    ] = Path("marts.duckdb"),
    run_results: Annotated[
        Path, typer.Option(help="The results of dbt's last run; where they name a failure, nothing is published.")
    ] = Path("target/run_results.json"),
    accept_volume_change: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="The build's as-of date, where fewer rows or other segments are right."),
    ] = None,
    as_json: AS_JSON = False,
) -> None:
    """Audit the build, then swap a copy of its marts in for the file that BI and reverse ETL read meanwhile.

    Readers of the file see the marts of one build, whole, while dbt builds
    and while this command runs. A build that fails an audit, is older than
    what is served, has half as many rows or a fifth of its contacts in
    another segment changes nothing. For DuckDB; other databases serve
    their readers themselves.
    """
    from intent.publish import run_publish

    run_publish(database, out, run_results, accept_volume_change, as_json)


@app.command()
def top(
    database: DATABASE = Path("warehouse.duckdb"),
    limit: Annotated[int, typer.Option(help="How many contacts; 1 or more.")] = 10,
    everybody: Annotated[bool, typer.Option("--everybody", help="Customers, lost and opted-out people too.")] = False,
    as_json: AS_JSON = False,
) -> None:
    """Print today's list: the prospects with the highest scores, why, and what to do."""
    from intent.explain import print_top

    print_top(database, limit, everybody, as_json)


@app.command()
def explain(
    contact: Annotated[str, typer.Argument(help="An email, a CRM id (hubspot:101) or a contact id.")],
    on: Annotated[str | None, typer.Option(metavar="DATE", help="A day of the history; today if absent.")] = None,
    database: DATABASE = Path("warehouse.duckdb"),
    as_json: AS_JSON = False,
) -> None:
    """Tell one contact's story: who, score, every act that counts and what is left of it, what changed and why."""
    from intent.explain import print_story

    print_story(database, contact, on, as_json)


def with_seed_options(command: Callable[..., None]) -> Callable[..., None]:
    """A command whose `**seeds` are an option for each seed that may be another one."""
    signature = inspect.signature(command, eval_str=True)
    options = [
        inspect.Parameter(
            seed,
            inspect.Parameter.KEYWORD_ONLY,
            default=None,
            annotation=Annotated[Path | None, typer.Option(help=f"CSV in the place of intent_{seed}.csv.")],
        )
        for seed in (*WHAT_IF_SEEDS, *WHAT_IF_FIT_SEEDS)
    ]
    own = [one for one in signature.parameters.values() if one.kind is not inspect.Parameter.VAR_KEYWORD]
    command.__signature__ = signature.replace(parameters=[*own, *options])
    return command


@app.command(name="what-if")
@with_seed_options
def what_if(
    database: DATABASE = Path("warehouse.duckdb"),
    project_dir: Annotated[Path, typer.Option(help="Folder of the dbt project.")] = Path("."),
    out: Annotated[
        Path | None, typer.Option(help="Folder for contacts.csv, days.csv and lift.csv; a new or an empty one.")
    ] = None,
    as_json: AS_JSON = False,
    **seeds: Path | None,
) -> None:
    """Score another configuration beside a build: who would change segment, now and lately, and the lift of both.

    Each file is a whole seed. It is scored on a copy of the DuckDB file,
    by the project's own models: nothing in the warehouse changes. Events
    and people are those of the last build.
    """
    from intent.what_if import run_what_if

    run_what_if(database, project_dir, {f"intent_{seed}": file for seed, file in seeds.items() if file}, out, as_json)


@app.command()
def docs(
    out: Annotated[Path, typer.Option(help="Folder for both pages.")] = Path("target/docs"),
    database: DATABASE = Path("warehouse.duckdb"),
) -> None:
    """Write the dbt docs and the lineage of columns, one page each (the latter needs `make setup-docs`)."""
    from intent.documentation import write_documentation
    from intent.summary import working

    with working("Writing the docs and the lineage of columns"):
        said = write_documentation(out, database)
    typer.echo(said)


def run() -> int:
    """Run the command line; a wrong input prints one sentence and exits with 2."""
    try:
        return app(sys.argv[1:] or ["--help"], standalone_mode=False) or 0
    except TyperException as error:
        errors.print(f"intent: {' '.join(error.format_message().split())}", markup=False)
        return 2
    except InputError as error:
        errors.print(f"intent: {error}", markup=False)
        return 2
    except BrokenPipeError:  # whoever read the output has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        errors.print(f"intent: {place}{error.strerror or error}", markup=False)
        return 2
    except typer.Abort:
        errors.print("intent: stopped", markup=False)
        return 130


if __name__ == "__main__":
    sys.exit(run())
