"""Another configuration on a copy of a build: who would change segment, and what the lift would have been."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import duckdb
import yaml

from intent.check import columns_by_seed, mistakes_in, project_settings, seeds_in_use
from intent.errors import InputError
from intent.explain import counted, table_of
from intent.summary import print_json, report_console, working
from intent.warehouse import records, run_dbt, unreadable

FILES = ("contacts.csv", "days.csv", "lift.csv")
# What another configuration may change. Events and people are those of the build.
FOLDERS = (
    "staging.intent",
    *("intermediate.signals", "intermediate.fit", "intermediate.outcomes", "intermediate.scoring"),
    *("intermediate.learning", "intermediate.cohorts"),
    "marts",
)
COMPARED = ("intent_contact_scores", "intent_contact_score_history", "intent_lift_totals")
HISTORY_DAYS = 90
MOVED_COLUMNS = (
    "contact_id", "full_name", "job_title", "account_name", "owner_id", "segment_now", "segment_then", "score_now",
    "score_then", "reason_now", "reason_then",
)  # fmt: skip
SEGMENTS = """
    select segment_name as segment
    from intent_internal.stg_intent__segments
    order by segment_rank
"""
TODAY = """
    select contact_id, full_name, job_title, account_name, owner_id, as_of_date, scorecard_name, segment, score,
        reason_1, fit_grade, hybrid_score
    from intent.intent_contact_scores
"""
HISTORY = f"""
    select as_of_date, contact_id, segment
    from intent.intent_contact_score_history
    where as_of_date > (select max(as_of_date) from intent.intent_contact_scores) - {HISTORY_DAYS}
"""
LIFT = """
    select totals.cohort_value as segment, totals.horizon_days, totals.n_contact_months, totals.n_converters,
        totals.lift, totals.lower_bound_rate / nullif(totals.baseline_rate, 0) as lift_low,
        totals.upper_bound_rate / nullif(totals.baseline_rate, 0) as lift_high
    from intent.intent_lift_totals as totals
    where totals.cohort_kind = 'segment'
        and totals.scorecard_name = (select min(scorecard_name) from intent.intent_contact_scores)
        and totals.horizon_days = (
            select min(horizon_days) from intent_internal.int_cohort_members where is_conversion_window
        )
"""
MOVED = """
    select coalesce(now.contact_id, after.contact_id) as contact_id, now.full_name, now.job_title, now.account_name,
        now.owner_id, now.segment as segment_now, after.segment as segment_then, now.score as score_now,
        after.score as score_then, now.reason_1 as reason_now, after.reason_1 as reason_then
    from today_now as now
    full join today_then as after on now.contact_id = after.contact_id
    where now.segment is distinct from after.segment
    order by greatest(now.score, after.score) desc, contact_id
"""
REGRADED = """
    select now.fit_grade as grade_now, after.fit_grade as grade_then, count(*) as n_contacts,
        count(*) filter (now.hybrid_score <> after.hybrid_score) as n_hybrid_moved
    from today_now as now
    inner join today_then as after on now.contact_id = after.contact_id
    where now.fit_grade <> after.fit_grade or now.hybrid_score <> after.hybrid_score
    group by now.fit_grade, after.fit_grade
    order by n_contacts desc, grade_now, grade_then
"""
DAYS = """
    select coalesce(now.as_of_date, after.as_of_date) as as_of_date, now.segment as segment_now,
        after.segment as segment_then, count(*) as n_contacts
    from history_now as now
    full join history_then as after on now.as_of_date = after.as_of_date and now.contact_id = after.contact_id
    group by 1, 2, 3
    order by 1, 2, 3
"""


def run_what_if(database: Path, project: Path, given: dict[str, Path], out: Path | None, as_json: bool) -> None:
    """Score the given seed files, by the names of the seeds, beside a build and report what they would change."""
    if not given:
        raise InputError("nothing to compare: give a seed, as in --signals other.csv; --help lists the seeds")
    check_out(out)
    check_files(given)
    with (
        working("Scoring a copy of the database with the other configuration; a minute or so"),
        tempfile.TemporaryDirectory(prefix="intent_what_if_") as folder,
    ):
        copy = copy_of(database, Path(folder))
        try:
            build_with(copy, project, given)
        except InputError as error:
            raise InputError(with_given_names(str(error), given)) from error
        report = comparison(database, copy, Path(folder))
    if out:
        write_report(report, out)
    if as_json:
        print_json(report)
    else:
        tell(report, given, out)


def check_out(out: Path | None) -> None:
    """Stop where the folder holds anything but an earlier answer."""
    try:
        foreign = sorted(file.name for file in out.iterdir() if file.name not in FILES) if out and out.exists() else []
    except OSError as error:
        raise InputError(f"--out {out} can't be read ({error.strerror}); give another folder") from error
    if foreign:
        raise InputError(f"--out {out} holds {foreign[0]}, which no what-if wrote; give a new or an empty folder")


def check_files(given: dict[str, Path]) -> None:
    """Stop where a file can't be read as the seed whose place it takes; its cells are for the configuration gate."""
    columns = columns_by_seed({})
    try:
        mistakes = [
            f"{file}{place}: {message}"
            for seed, file in given.items()
            for place, message in mistakes_in(file, columns[seed], is_personal=False)
        ]
    except OSError as error:
        raise InputError(f"{error.filename} can't be read ({error.strerror})") from error
    if mistakes:
        lines = "\n  ".join(mistakes)
        raise InputError(f"the other configuration has {len(mistakes)} mistake(s); nothing was scored.\n  {lines}")


def copy_of(database: Path, folder: Path) -> Path:
    """A copy of a DuckDB file that keeps its name, by which its views know it. Nobody can write while it is made."""
    records(database, "select contact_id from intent.intent_contact_scores limit 1")
    copy = folder / database.name
    try:
        with duckdb.connect(str(database), read_only=True):
            shutil.copyfile(database, copy)
            log = database.with_name(f"{database.name}.wal")
            if log.exists():
                shutil.copyfile(log, copy.with_name(log.name))
    except duckdb.Error as error:
        raise unreadable(database, error) from error
    except OSError as error:
        raise InputError(
            f"{database} can't be copied to {folder} ({error.strerror}); TMPDIR names another folder"
        ) from error
    return copy


def build_with(copy: Path, project: Path, given: dict[str, Path]) -> None:
    """Put the other rows in the place of the seeds' in the copy, and build what reads them."""
    settings = project_settings(project)
    profiles = copy.parent / "profiles"
    target = copy.parent / "target"
    write_profile(settings, project.resolve(), profiles, copy)
    options = ["--target-path", str(target), "--log-path", str(copy.parent), "--profiles-dir", str(profiles)]
    if "today" in values_of(settings, "intent_as_of_date"):
        day = records(copy, "select max(as_of_date) as day from intent.intent_contact_scores")[0]["day"]
        options += ["--vars", json.dumps({"intent_as_of_date": day.isoformat()})]
    run_dbt(["parse", "--quiet", *options], project)
    manifest = json.loads((target / "manifest.json").read_text(encoding="utf-8"))
    names_in_use = {seed: name for name, seed in seeds_in_use(settings).items()}
    seeds = {seed: seed_node(manifest, names_in_use[seed]) for seed in given}
    for seed, file in given.items():
        replace_rows(copy, seeds[seed]["relation_name"], file)
    chosen = sorted(models_to_build(manifest, {node["unique_id"] for node in seeds.values()}))
    run_dbt(["run", "--quiet", *options, "--select", *chosen], project)


def values_of(settings: dict, var: str) -> list:
    """What a project sets a var to, for all or for a package."""
    given = settings.get("vars") or {}
    return [scope.get(var) for scope in (given, *(scope for scope in given.values() if isinstance(scope, dict)))]


def write_profile(settings: dict, project: Path, folder: Path, copy: Path) -> None:
    """The project's profile with the copy in the place of its database; paths beside the profile stay those."""
    folders = [project, Path(os.environ.get("DBT_PROFILES_DIR") or project), Path.home() / ".dbt"]
    file = next((one / "profiles.yml" for one in folders if (one / "profiles.yml").exists()), project / "profiles.yml")
    try:
        text = file.read_text(encoding="utf-8").replace("flags.PROFILES_DIR", repr(str(file.parent.resolve())))
        profile = yaml.safe_load(text)[settings["profile"]]
        outputs = {
            name: {**output, "path": str(copy)}
            for name, output in profile["outputs"].items()
            if output.get("type") == "duckdb"
        }
        chosen = profile.get("target", "default")
        name = chosen if chosen in outputs else min(outputs)
    except (OSError, KeyError, TypeError, AttributeError, ValueError, yaml.YAMLError) as error:
        raise InputError(f"{file} has no profile for DuckDB that the project names; what-if works on DuckDB") from error
    folder.mkdir()
    written = {settings["profile"]: {"target": name, "outputs": {name: outputs[name]}}}
    (folder / "profiles.yml").write_text(yaml.safe_dump(written), encoding="utf-8")


def seed_node(manifest: dict, name: str) -> dict:
    """The node of a seed that is in use: the project's own before the package's."""
    found = [node for node in manifest["nodes"].values() if node["resource_type"] == "seed" and node["name"] == name]
    if not found:
        raise InputError(f"the project has no seed {name}; a var names it")
    return min(found, key=lambda node: node["package_name"] == "intent")


def models_to_build(manifest: dict, seeds: set[str]) -> Iterator[str]:
    """The models between the seeds and what is compared, as dbt selects exactly them."""
    nodes = manifest["nodes"]
    marts = {key for key, node in nodes.items() if node["name"] in COMPARED and node["package_name"] == "intent"}
    between = reached(seeds, manifest["child_map"]) & reached(marts, manifest["parent_map"])
    for key in between:
        node = nodes.get(key)
        if node and node["resource_type"] == "model" and ".".join(node["fqn"][1:]).startswith(FOLDERS):
            yield "fqn:" + ".".join(node["fqn"])


def reached(start: set[str], neighbours: dict[str, list[str]]) -> set[str]:
    """All nodes that are reached from some, those included."""
    found, left = set(start), list(start)
    while left:
        new = set(neighbours.get(left.pop(), [])) - found
        found |= new
        left += new
    return found


def replace_rows(copy: Path, relation: str, file: Path) -> None:
    """Make a seed's table again of a CSV file, with the columns of the file: one with a default may be missing."""
    with file.open(encoding="utf-8-sig", newline="") as opened:
        header, *lines = csv.reader(opened)
    cells = [[cell or None for cell in line] for line in lines if line]
    columns = ", ".join(f'"{name}" varchar' for name in header)
    places = ", ".join("?" for _ in header)
    with duckdb.connect(str(copy)) as connection:
        connection.execute(f"create or replace table {relation} ({columns})")
        if cells:
            connection.executemany(f"insert into {relation} values ({places})", cells)


def with_given_names(message: str, given: dict[str, Path]) -> str:
    """A message with the names of the files that were given, not of the seeds whose place they take."""
    for seed, file in given.items():
        message = re.sub(rf"(?<![\w/]){seed}\.csv", lambda _, name=str(file): name, message)
    return message


def comparison(database: Path, copy: Path, folder: Path) -> dict:
    """What both databases say, side by side: `now` is the build, `then` the other configuration."""
    with duckdb.connect() as connection:
        for name, place in (("now", database), ("then", copy)):
            for part, query in (("today", TODAY), ("history", HISTORY)):
                file = folder / f"{part}_{name}.parquet"
                save(place, query, file)
                connection.execute(f"create view {part}_{name} as select * from read_parquet('{file}')")
        moved = dictionaries(connection.execute(MOVED))
        days = dictionaries(connection.execute(DAYS))
        grades = dictionaries(connection.execute(REGRADED))
        scored = dictionaries(
            connection.execute(
                "select max(as_of_date) as as_of_date, min(scorecard_name) as scorecard_name, count(*) as n_contacts "
                "from today_now"
            )
        )[0]
        sizes = {
            name: dict(connection.execute(f"select segment, count(*) from today_{name} group by segment").fetchall())
            for name in ("now", "then")
        }
    lifts = {name: {row["segment"]: row for row in records(place, LIFT)} for name, place in places(database, copy)}
    names = dict.fromkeys(row["segment"] for _, place in places(database, copy) for row in records(place, SEGMENTS))
    return {
        **scored,
        "n_moved": len(moved),
        "segments": [segment_row(name, moved, sizes, lifts) for name in names],
        "moves": counts(moved),
        "grades": grades,
        "days": [day for day in days if day["segment_now"] != day["segment_then"]],
        "dates": sorted({day["as_of_date"] for day in days}),
        "contacts": moved,
    }


def places(database: Path, copy: Path) -> tuple[tuple[str, Path], tuple[str, Path]]:
    """The build and the other configuration, in this order."""
    return ("now", database), ("then", copy)


def save(database: Path, query: str, file: Path) -> None:
    """Save the rows of a query on a DuckDB file as Parquet."""
    with duckdb.connect(str(database), read_only=True) as connection:
        connection.execute(f"copy ({query}) to '{file}' (format parquet)")


def dictionaries(asked: duckdb.DuckDBPyConnection) -> list[dict]:
    """The rows of an answer, each by its column names."""
    columns = [column[0] for column in asked.description]
    return [dict(zip(columns, row, strict=True)) for row in asked.fetchall()]


def segment_row(segment: str, moved: list[dict], sizes: dict, lifts: dict) -> dict:
    """How many are in a segment now and then, who comes and leaves, and its lift of both."""
    row = {
        "segment": segment,
        "n_now": sizes["now"].get(segment, 0),
        "n_then": sizes["then"].get(segment, 0),
        "n_come": sum(contact["segment_then"] == segment for contact in moved),
        "n_leave": sum(contact["segment_now"] == segment for contact in moved),
    }
    for name in ("now", "then"):
        for key in ("n_contact_months", "n_converters", "lift", "lift_low", "lift_high"):
            row[f"{key}_{name}"] = lifts[name].get(segment, {}).get(key)
    return row


def counts(moved: list[dict]) -> list[dict]:
    """How many contacts move from segment to segment, most first."""
    found: dict[tuple, int] = {}
    for contact in moved:
        key = (contact["segment_now"], contact["segment_then"])
        found[key] = found.get(key, 0) + 1
    ordered = sorted(found.items(), key=lambda item: (-item[1], str(item[0])))
    return [{"segment_now": now, "segment_then": then, "n_contacts": number} for (now, then), number in ordered]


def write_report(report: dict, out: Path) -> None:
    """Write who would change segment, the moves of each date, and the lift of each segment."""
    tables = {
        "contacts.csv": (MOVED_COLUMNS, report["contacts"]),
        "days.csv": (("as_of_date", "segment_now", "segment_then", "n_contacts"), report["days"]),
        "lift.csv": (tuple(report["segments"][0]), report["segments"]),
    }
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, (columns, found) in tables.items():
            with (out / name).open("w", newline="", encoding="utf-8") as file:
                writer = csv.DictWriter(file, columns)
                writer.writeheader()
                writer.writerows(found)
    except OSError as error:
        raise InputError(f"--out {out} can't be written ({error.strerror}); give another folder") from error


def tell(report: dict, given: dict[str, Path], out: Path | None) -> None:
    """Print the answer for a person."""
    console = report_console()
    files = " and ".join(str(file) for file in given.values())
    console.print(
        f"With {files}, on {report['as_of_date']}: {counted(report['n_moved'], 'contact')} of {report['n_contacts']:,} "
        f"would be in another segment.",
        markup=False,
        soft_wrap=True,
    )
    top = report["segments"][0]
    console.print(
        f"{counted(top['n_come'], 'contact')} would become {top['segment']}, {top['n_leave']} would leave it; lift of "
        f"{top['segment']} {lift_of(top, 'now')} -> {lift_of(top, 'then')}{interval_of(top, 'then')}.",
        markup=False,
        soft_wrap=True,
    )
    table = table_of("Segment", "#Now", "#Then", "#Come", "#Leave", "#Lift now", "#Lift then", "95% then")
    for row in report["segments"]:
        lifts = (lift_of(row, "now"), lift_of(row, "then"), interval_of(row, "then").strip(" ()").removeprefix("95% "))
        table.add_row(row["segment"], *(f"{row[key]:,}" for key in ("n_now", "n_then", "n_come", "n_leave")), *lifts)
    console.print(table, markup=False)
    for move in report["moves"]:
        console.print(f"  {move['n_contacts']:>5,} from {move['segment_now']} to {move['segment_then']}", markup=False)
    tell_grades(report)
    tell_days(report)
    if report["scorecard_name"] != "hand_weights":
        console.print(
            f"The score is {report['scorecard_name']}, which learns its weights: points of signals move it little.",
            soft_wrap=True,
        )
    if out:
        console.print(f"\nWritten: {', '.join(str(out / name) for name in FILES)}.", soft_wrap=True)
    console.print("Nothing in the warehouse has changed.")


def tell_grades(report: dict) -> None:
    """Print how many contacts would have another grade of fit, from which to which, and another hybrid score."""
    if not report["grades"]:
        return
    console = report_console()
    regraded = [row for row in report["grades"] if row["grade_now"] != row["grade_then"]]
    n_regraded, n_hybrid = (
        sum(row[key] for row in rows) for rows, key in ((regraded, "n_contacts"), (report["grades"], "n_hybrid_moved"))
    )
    console.print(
        f"\n{counted(n_regraded, 'contact')} would have another grade of fit, {n_hybrid} another hybrid score.",
        soft_wrap=True,
    )
    for row in regraded:
        console.print(f"  {row['n_contacts']:>5,} from {row['grade_now']} to {row['grade_then']}", markup=False)


def tell_days(report: dict) -> None:
    """Print how many would have been in another segment on each date of the last 90 days."""
    top = report["segments"][0]["segment"]
    console = report_console()
    console.print(f"\nThe last {HISTORY_DAYS} days, of each as-of date how many would have been in another segment:")
    table = table_of("Date", "#Another segment", f"#Into {top}", f"#Out of {top}")
    for date in report["dates"]:
        of_day = [day for day in report["days"] if day["as_of_date"] == date]
        moved, into, out_of = (
            sum(day["n_contacts"] for day in of_day if is_meant(day))
            for is_meant in (
                lambda day: True,
                lambda day: day["segment_then"] == top,
                lambda day: day["segment_now"] == top,
            )
        )
        table.add_row(str(date), f"{moved:,}", f"{into:,}", f"{out_of:,}")
    console.print(table, markup=False)


def lift_of(row: dict, name: str) -> str:
    """A lift in words; `?` where no outcome has matured."""
    return "?" if row[f"lift_{name}"] is None else f"{row[f'lift_{name}']:.1f}x"


def interval_of(row: dict, name: str) -> str:
    """The 95% interval of a lift in brackets; '' where there is none."""
    low, high = row[f"lift_low_{name}"], row[f"lift_high_{name}"]
    return "" if low is None or high is None else f" (95% {low:.1f}-{high:.1f})"
