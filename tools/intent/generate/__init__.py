"""The demo data generator: a small company's raw files with a planted truth.

`generate` writes `<out>/raw/<source>/<table>.parquet` and `<out>/truth/<table>.parquet`. The same
arguments give the same bytes. Instants are UTC; rates are per person and year.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from .calendar import Calendar, calendar_until
from .raw.faults import shared_device
from .raw.generic import write_generic
from .raw.hubspot import write_hubspot
from .raw.identifiers import build_identifiers
from .raw.lives import write_lives
from .raw.planted import Planted
from .raw.salesforce import write_salesforce
from .raw.segment import write_segment
from .raw.truth import write_truth
from .raw.writer import Writer
from .world import World, simulate

__all__ = ["GenerationSummary", "World", "generate", "simulate_world"]

FEWEST_CONTACTS, FEWEST_MONTHS = 50, 4
DEFAULT_END = date(2026, 6, 30)
EVENT_TABLES = (
    "raw/segment/pages",
    "raw/segment/tracks",
    "raw/hubspot/email_event",
    "raw/hubspot/contact_form_submission",
    "raw/salesforce/task",
    "raw/salesforce/campaign_member",
    "raw/generic/events",
)


@dataclass(frozen=True)
class GenerationSummary:
    """What was written: rows per `<folder>/<table>`, event rows, conversions and the period."""

    rows: dict[str, int]
    contacts: int
    events: int
    conversions: int
    start: date
    end: date

    def __str__(self) -> str:
        return (
            f"{self.events:,} events and {self.conversions:,} conversions of {self.contacts:,} "
            f"contacts from {self.start} to {self.end}, in {len(self.rows)} files."
        )


def generate(
    contacts: int,
    months: int,
    seed: int,
    out: Path,
    end: date = DEFAULT_END,
    events: int | None = None,
    progress: Callable[[str], None] | None = None,
    lives: bool = True,
) -> GenerationSummary:
    """Write raw and truth files for `contacts` people over the `months` that end with `end`.

    `events` asks for about so many raw event rows (more reading is added); without it there are
    about 30 per contact and year. `progress` gets the name of each step as it begins. `lives` adds
    the people whose stories show one signal each.
    """
    say = progress or (lambda step: None)
    out = Path(out)
    _check_writable(out)
    say("people and behaviour")
    world = simulate_world(contacts, months, seed, end, events)
    writer, planted = Writer(out), Planted()
    identifiers, kiosk = build_identifiers(world, writer), shared_device(world)
    say("raw/segment")
    write_segment(world, identifiers, kiosk, writer, planted)
    say("raw/hubspot")
    write_hubspot(world, identifiers, writer, planted, lives)
    say("raw/salesforce")
    write_salesforce(world, identifiers, writer)
    say("raw/generic")
    write_generic(world, identifiers, writer, planted, lives)
    say("truth")
    write_truth(world, identifiers, kiosk, planted, writer)
    if lives:
        write_lives(world.calendar, writer)
    return GenerationSummary(
        rows=dict(sorted(writer.rows.items())),
        contacts=contacts,
        events=sum(writer.rows[table] for table in EVENT_TABLES),
        conversions=writer.rows["truth/conversions"],
        start=world.calendar.start,
        end=end,
    )


def simulate_world(contacts: int, months: int, seed: int, end: date = DEFAULT_END, events: int | None = None) -> World:
    """Simulate without writing; raises ValueError naming the argument that cannot be used."""
    _check_at_least("contacts", contacts, FEWEST_CONTACTS)
    _check_at_least("months", months, FEWEST_MONTHS)
    _check_at_least("seed", seed, 0)
    calendar: Calendar = calendar_until(end, months)
    return simulate(contacts, calendar, seed, events)


def _check_at_least(name: str, value: int, least: int) -> None:
    if value < least:
        raise ValueError(f"{name} is {value}, but it must be at least {least}.")


def _check_writable(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
        probe = out / ".generate"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise OSError(f"out is {out}, but files cannot be written there: {error.strerror}.") from error
