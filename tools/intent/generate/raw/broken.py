"""Broken rows: one good row per table, and what is wrong with each copy of it."""

from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
import pyarrow as pa

from .. import names
from ..calendar import DAY, NEVER, Calendar
from ..columns import instant


@dataclass(frozen=True)
class Fault:
    """One kind of broken row: the columns that differ from a good row, and how many times."""

    name: str
    times: int
    changes: dict[str, object]


@dataclass(frozen=True)
class Offset:
    """An instant given relative to the one at which the row is received."""

    seconds: int


BAD_VALUES = ("undefined", "00000000-0000-0000-0000-000000000000")
GOOD_PAGE: dict[str, object] = {
    "id": "pg-broken-{number}",
    "anonymous_id": "broken-device",
    "user_id": None,
    "received_at": None,
    "sent_at": Offset(-1),
    "timestamp": Offset(-2),
    "original_timestamp": Offset(-2),
    "url": names.SITE + "/pricing",
    "path": "/pricing",
    "title": "Pricing",
    "search": None,
    "referrer": None,
    "context_ip": "203.0.113.9",
    "context_user_agent": names.USER_AGENTS[0],
    "context_campaign_source": None,
    "context_campaign_medium": None,
    "context_campaign_name": None,
}
GOOD_TRACK: dict[str, object] = {
    "id": "tr-broken-{number}",
    "anonymous_id": "broken-device",
    "user_id": None,
    "event": "video_watched",
    "event_text": "Video Watched",
    "received_at": None,
    "sent_at": Offset(-1),
    "timestamp": Offset(-2),
    "original_timestamp": Offset(-2),
    "context_page_path": "/",
    "context_user_agent": names.USER_AGENTS[0],
    "context_campaign_name": None,
}
NO_TIME = {"timestamp": None, "original_timestamp": None}
PAGE_FAULTS = (
    Fault("null id", 2, {"id": None}),
    Fault("text null as id", 2, {"id": "null"}),
    Fault("null time", 3, NO_TIME),
    Fault("no identifier", 3, {"anonymous_id": None}),
    Fault("blocked identifier", 1, {"anonymous_id": BAD_VALUES[0]}),
    Fault("blocked identifier", 1, {"anonymous_id": BAD_VALUES[1]}),
    Fault("future time", 2, {"timestamp": Offset(7_975 * 365 * DAY)}),
)
TRACK_FAULTS = (
    Fault("null id", 2, {"id": None}),
    Fault("null time", 2, NO_TIME),
    Fault("no identifier", 2, {"anonymous_id": None}),
)
GOOD_OPEN: dict[str, object] = {
    "id": "he-broken-{number}",
    "type": "OPEN",
    "created": None,
    "recipient": "somebody@nowhere.example",
    "email_campaign_id": 1_001,
    "filtered_event": False,
    "sent_by_id": None,
    "sent_by_created": None,
    "caused_by_id": None,
    "caused_by_created": None,
    "portal_id": 4_727_653,
    "app_id": 2_286,
    "_fivetran_synced": Offset(600),
}
OPEN_FAULTS = (
    Fault("invalid email", 2, {"recipient": "foo@"}),
    Fault("no identifier", 2, {"recipient": None}),
    Fault("null id", 2, {"id": None}),
)
GOOD_EVENT: dict[str, object] = {
    "event_id": "ge-broken-{number}",
    "source_name": "webinar",
    "event_name": "webinar_registered",
    "event_target": "intent-101",
    "channel": "webinar",
    "identifier_type": "email",
    "identifier_value": "somebody@nowhere.example",
    "session_key": None,
    "duration_seconds": None,
    "campaign": None,
    "referrer": None,
    "user_agent": None,
    "occurred_at": "{moment}",
    "received_at": None,
}
EVENT_FAULTS = (
    Fault("null id", 2, {"event_id": None}),
    Fault("text null as id", 2, {"event_id": "null"}),
    Fault("null time", 3, {"occurred_at": None}),
    Fault("unreadable time", 3, {"occurred_at": "2026-02-30 10:00:00"}),
    Fault("unreadable time", 3, {"occurred_at": "not a time"}),
    Fault("unreadable time", 3, {"occurred_at": "25/06/2026"}),
    Fault("future time", 3, {"occurred_at": "9999-12-31 23:59:59"}),
    Fault("future time", 1, {"occurred_at": "2031-01-01 00:00:00"}),
    Fault("no identifier", 2, {"identifier_value": None}),
    Fault("no identifier", 1, {"identifier_value": ""}),
    Fault("invalid email", 3, {"identifier_value": "foo@"}),
    Fault("blocked identifier", 3, {"identifier_type": "user_id", "identifier_value": BAD_VALUES[0]}),
    Fault(
        "blocked identifier",
        3,
        {
            "identifier_type": "anonymous_id",
            "identifier_value": BAD_VALUES[1],
        },
    ),
    Fault("no event name", 2, {"event_name": None}),
)


def broken_table(
    good: dict[str, object],
    faults: tuple[Fault, ...],
    id_column: str,
    received: str,
    calendar: Calendar,
) -> tuple[pa.Table, list[dict[str, object]]]:
    """Broken rows made from one good row, and the list of them.

    They are spread over the period, each received at its own instant with odd milliseconds, so
    that a row without an id can still be found. An instant is (seconds since 1970, milliseconds).
    """
    rows, listed = [], []
    n_rows = sum(fault.times for fault in faults)
    step = (calendar.days - 2) * DAY // n_rows
    for fault in faults:
        for _ in range(fault.times):
            number = len(rows)
            at = calendar.starts_at + DAY + number * step
            row = {name: _filled(value, number, at) for name, value in {**good, **fault.changes}.items()}
            rows.append(row)
            listed.append(
                {
                    "event_id": row[id_column],
                    "received_at": (at, number + 101),
                    "fault": fault.name,
                }
            )
            row[received] = (at, number + 101)
    columns = {name: _column([row[name] for row in rows]) for name in rows[0]}
    return pa.table(columns), listed


def _filled(value: object, number: int, at: int) -> object:
    if isinstance(value, str):
        moment = datetime.fromtimestamp(at - 2, UTC)
        return value.format(number=f"{number:04d}", moment=f"{moment:%Y-%m-%d %H:%M:%S}")
    if isinstance(value, Offset):
        return (at + value.seconds, 0)
    return value


def _column(values: list[object]) -> pa.Array:
    if any(isinstance(value, tuple) for value in values):
        seconds = np.array([NEVER if value is None else value[0] for value in values])
        millis = np.array([0 if value is None else value[1] for value in values])
        return instant(seconds, np.where(seconds == NEVER, 0, millis))
    return pa.array(values)
