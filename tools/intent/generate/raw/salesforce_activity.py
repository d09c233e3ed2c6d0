"""Salesforce's tables of tasks and campaigns."""

import numpy as np
import pyarrow as pa

from ..calendar import DAY, NEVER, add_months
from ..columns import NONE, coded, constant, flags, instant, synced
from ..deals import NO_DEAL
from ..events import Events
from ..signals import NUMBER_OF, numbers_of
from ..world import World
from .identifiers import Identifiers, salesforce_ids
from .writer import Writer

TASKS = {
    "email_replied": ("Email", "Email", "Re: your question about pricing"),
    "sales_call_held": ("Call", "Call", "Call: discovery"),
    "sales_meeting_held": ("Meeting", "Task", "Meeting: review of next steps"),
    "outbound_email_sent": ("Email", "Email", "Intro: a short note from us"),
    "call_planned": ("Call", "Call", "Call: follow-up"),
}
CAMPAIGN_KINDS = ("Trade Show", "Roundtable")


def write_activity(
    world: World,
    identifiers: Identifiers,
    accounts: pa.Array,
    opportunities: pa.Array,
    writer: Writer,
) -> None:
    """Write tasks, campaigns and campaign members."""
    _write_tasks(world, identifiers, accounts, opportunities, writer)
    _write_campaigns(world, identifiers, writer)


def _who(
    world: World, events: Events, identifiers: Identifiers
) -> tuple[pa.DictionaryArray, pa.DictionaryArray, np.ndarray]:
    """Lead id before a person's lead is converted, contact id from then on, and which it is."""
    is_contact = events.at >= world.deals.lead_converted_at[events.person]
    lead = coded(np.where(is_contact, NONE, events.person), identifiers.lead)
    contact = coded(np.where(is_contact, events.person, NONE), identifiers.contact)
    return lead, contact, is_contact


def _write_tasks(
    world: World,
    identifiers: Identifiers,
    accounts: pa.Array,
    opportunities: pa.Array,
    writer: Writer,
) -> None:
    """Calls, mails and meetings; every seventh outbound act is a call that is only planned."""
    events = world.events.of(numbers_of("task"))
    kinds = list(TASKS)
    kind_of = {NUMBER_OF[name]: n for n, name in enumerate(kinds) if name in NUMBER_OF}
    kind = np.array([kind_of.get(n, NONE) for n in range(max(kind_of) + 1)])[events.signal]
    outbound = kind == kinds.index("outbound_email_sent")
    is_planned = outbound & (events.detail % 7 == 6)
    kind = np.where(is_planned, kinds.index("call_planned"), kind)
    lead, contact, is_contact = _who(world, events, identifiers)
    has_deal = is_contact & (world.deals.outcome[events.person] != NO_DEAL)
    company = np.where(is_contact, world.people.company[events.person], NONE)
    day_begins = events.at // DAY * DAY
    writer.write(
        "raw/salesforce",
        "task",
        {
            "id": salesforce_ids("00T", len(events), writer),
            "lead": lead,
            "contact": contact,
            "what_id": coded(np.where(has_deal, events.person, NONE), opportunities),
            "account_id": coded(company, accounts),
            "type": coded(kind, [TASKS[name][0] for name in kinds]),
            "task_subtype": coded(kind, [TASKS[name][1] for name in kinds]),
            "subject": coded(kind, [TASKS[name][2] for name in kinds]),
            "status": coded(is_planned.astype(np.int32), ("Completed", "Not Started")),
            "created_date": instant(events.at),
            "completed_date_time": instant(np.where(is_planned, NEVER, events.at)),
            "activity_date": instant(day_begins),
            "is_deleted": flags(len(events)),
            "_fivetran_synced": synced(events.at),
        },
        select="id, coalesce(lead, contact) as who_id, * exclude (id, lead, contact)",
    )


def _write_campaigns(world: World, identifiers: Identifiers, writer: Writer) -> None:
    """Two campaigns a quarter; members who responded, and invited ones who did not."""
    calendar = world.calendar
    quarter_days = [
        (add_months(calendar.start, months) - calendar.start).days for months in range(0, calendar.months, 3)
    ]
    start_day = np.repeat(quarter_days, len(CAMPAIGN_KINDS))
    number = np.arange(len(start_day))
    ids = salesforce_ids("701", len(number), writer)
    labels = [f"{CAMPAIGN_KINDS[n % 2]} {n // 2 + 1}" for n in number]
    writer.write(
        "raw/salesforce",
        "campaign",
        {
            "id": ids,
            "name": pa.array(labels),
            "type": coded(number % 2, CAMPAIGN_KINDS),
            "status": constant("In Progress", len(number)),
            "start_date": instant(calendar.midnight(start_day)),
            "is_deleted": flags(len(number)),
            "_fivetran_synced": synced(calendar.midnight(start_day)),
        },
    )
    events = world.events.of(numbers_of("member"))
    day = (events.at - calendar.starts_at) // DAY
    quarter = np.searchsorted(quarter_days, day, side="right") - 1
    responded = events.signal == NUMBER_OF["campaign_responded"]
    lead, contact, _ = _who(world, events, identifiers)
    writer.write(
        "raw/salesforce",
        "campaign_member",
        {
            "id": salesforce_ids("00v", len(events), writer),
            "campaign_id": coded(quarter * 2 + events.detail % 2, ids),
            "lead_id": lead,
            "contact_id": contact,
            "status": coded(responded.astype(np.int32), ("Sent", "Responded")),
            "has_responded": pa.array(responded),
            "first_responded_date": instant(np.where(responded, events.at, NEVER)),
            "created_date": instant(events.at),
            "is_deleted": flags(len(events)),
            "_fivetran_synced": synced(events.at),
        },
    )
