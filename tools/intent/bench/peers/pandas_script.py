"""The same in pandas: Arrow strings become codes at once, validated per distinct value, then whole-column numpy."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from intent.bench.peers.people import Links, first_in_order, joined_at, person_of, tied
from intent.bench.peers.seeds import (
    IDENTIFIER_KINDS,
    NULL_LIKE_VALUES,
    REFERRER_HOST,
    RULE_COLUMNS,
    Seeds,
    score_from_points,
    stable_key,
)
from intent.warehouse import PACKAGE_FOLDER

STRING = pd.ArrowDtype(pa.string())
FOREVER = np.datetime64("9999-12-31", "D")
DAY, MICROSECOND = "datetime64[D]", "datetime64[us]"
CRM, EMAIL, USER, DEVICE = range(4)
UNKNOWN = -1
# What an act is, wherever the person came from.
ACTION = ["source", "event_name", "event_target", "channel"]
BUCKET = ["contact", "signal", "occurred_date", "known_date"]


@dataclass
class Events:
    """Received rows as columns of the same length; `kinds` are the distinct kinds that `kind` numbers."""

    event_id: pd.Series
    source: np.ndarray
    kind: np.ndarray
    identifier_kind: np.ndarray
    name: pd.Series
    session: np.ndarray
    occurred_at: np.ndarray
    received_at: np.ndarray
    has_no_time: np.ndarray
    duration: np.ndarray
    kinds: pd.DataFrame


def score(raw: str, out: str) -> dict:
    """Score a folder of raw files and write the points as Parquet."""
    seeds = Seeds(PACKAGE_FOLDER / "seeds")
    received = received_events(Path(raw))
    links, records = identity_links(Path(raw)), recorded_identifiers(Path(raw))
    people, identifier = identifiers_of(received, links, records, seeds)
    spine, first_seen = spine_events(received, identifier.pop("events"), people)
    owners, contacts = identities(people, identifier, links, records, first_seen, seeds)
    kinds = received.kinds.fillna("")
    signals = seeds.classify(kinds.rename(columns={"source": "source_name"})[RULE_COLUMNS].to_dict("list"))
    numbers = {signal["signal_name"]: number for number, signal in enumerate(seeds.signals)}
    spine["signal"] = np.array([numbers.get(signal, -1) for signal in signals])[spine["kind"].to_numpy()]
    as_of_date = spine["received_at"].max().to_datetime64().astype(DAY)
    days = signal_days(contact_events(spine, owners, contacts), spine, seeds, numbers)
    contact_points(days, contacts, people, as_of_date, seeds).to_parquet(out, index=False)
    return {}


def table(raw: Path, name: str, *columns: str) -> pd.DataFrame:
    """Some columns of a raw file; strings stay in Arrow."""
    read = pq.read_table(raw / f"{name}.parquet", columns=list(columns))
    return read.to_pandas(types_mapper={pa.string(): STRING}.get)


def is_on(flags: pd.Series) -> np.ndarray:
    """A flag that may be missing."""
    return flags.eq(True).fillna(False).to_numpy(dtype=bool)  # noqa: FBT003


def encoded(*columns: pd.Series) -> tuple[np.ndarray, np.ndarray]:
    """A number for each distinct row of some columns, and where each was first."""
    combined = np.zeros(len(columns[0]), dtype=np.int64)
    for column in columns:
        codes, values = pd.factorize(column)
        combined = combined * (len(values) + 1) + codes + 1
    codes, values = pd.factorize(combined)
    first = np.empty(len(values), dtype=np.int64)
    first[codes[::-1]] = np.arange(len(codes) - 1, -1, -1)
    return codes, first


def is_null_like(strings: pd.Series) -> np.ndarray:
    """True where a string is missing, empty or null-like."""
    trimmed = pc.utf8_lower(pc.utf8_trim(pa.array(strings, type=pa.string()), characters=" "))
    found = pc.is_in(trimmed, value_set=pa.array(NULL_LIKE_VALUES))
    return pc.or_(found, pc.is_null(trimmed)).to_numpy(zero_copy_only=False)


def part(
    rows: pd.DataFrame, source: str | pd.Series, event_name: str | pd.Series, channel: str | pd.Series,
    identifier_kind: int | np.ndarray, occurred_at: pd.Series, received_at: pd.Series,
    has_no_time: np.ndarray | None = None, session: np.ndarray | None = None, duration: np.ndarray | None = None,
) -> Events:  # fmt: skip
    """One source's rows, which have the columns event_id, event_target and name; the rest is given."""
    given = {"source": source, "event_name": event_name, "event_target": rows["event_target"].fillna(""),
             "channel": channel,
             **{column: rows[column].fillna("") for column in ("campaign", "referrer") if column in rows}}  # fmt: skip
    kind, first = encoded(*(column for column in given.values() if isinstance(column, pd.Series)))
    kinds = pd.DataFrame(
        {
            name: pd.Series(column.take(first).array, dtype=STRING) if isinstance(column, pd.Series) else column
            for name, column in given.items()
        },
        index=range(len(first)),
    )
    kinds["source"] = kinds["source"].fillna("")
    return Events(
        event_id=rows["event_id"],
        source=np.empty(0),
        kind=kind,
        identifier_kind=np.broadcast_to(np.asarray(identifier_kind, dtype=np.int8), len(rows)),
        name=rows["name"],
        session=np.full(len(rows), UNKNOWN) if session is None else session,
        occurred_at=occurred_at.to_numpy(dtype=MICROSECOND),
        received_at=received_at.to_numpy(dtype=MICROSECOND),
        has_no_time=occurred_at.isna().to_numpy() if has_no_time is None else has_no_time,
        duration=np.full(len(rows), np.nan) if duration is None else duration,
        kinds=kinds,
    )


def received_events(raw: Path) -> Events:
    """Every received row of all sources."""
    parts = [*web_events(raw), email_events(raw), form_events(raw), *crm_events(raw), generic_events(raw)]
    starts = np.cumsum([0, *(len(one.kinds) for one in parts)])
    kinds = pd.concat([one.kinds for one in parts], ignore_index=True)
    kind = np.concatenate([one.kind + start for one, start in zip(parts, starts, strict=False)])

    def together(name: str) -> np.ndarray:
        return np.concatenate([getattr(one, name) for one in parts])

    return Events(
        event_id=pd.concat([one.event_id for one in parts], ignore_index=True),
        source=pd.factorize(kinds["source"])[0][kind],
        kind=kind,
        identifier_kind=together("identifier_kind"),
        name=pd.concat([one.name for one in parts], ignore_index=True),
        session=together("session"),
        occurred_at=together("occurred_at"),
        received_at=together("received_at"),
        has_no_time=together("has_no_time"),
        duration=together("duration"),
        kinds=kinds,
    )


def web_events(raw: Path) -> list[Events]:
    """Segment's page views and track calls."""
    columns = ("id", "user_id", "anonymous_id", "timestamp", "received_at")
    pages = table(raw, "segment/pages", *columns, "path", "context_campaign_name", "referrer").rename(
        columns={"path": "event_target", "context_campaign_name": "campaign"}
    )
    code, addresses = pd.factorize(pages["referrer"])
    found = pd.Series(addresses, dtype=STRING).str.lower().str.extract(REFERRER_HOST, expand=False)
    pages["referrer"] = pd.Series([*found, None], dtype=STRING).take(code).array
    tracks = table(raw, "segment/tracks", *columns, "event", "context_page_path").rename(
        columns={"context_page_path": "event_target"}
    )
    return [
        part(
            rows.assign(event_id=rows["id"], name=rows["user_id"].fillna(rows["anonymous_id"])),
            "segment", name, "web", np.where(rows["user_id"].isna(), DEVICE, USER), rows["timestamp"],
            rows["received_at"],
        )
        for rows, name in ((pages, "page_viewed"), (tracks, tracks["event"]))
    ]  # fmt: skip


def email_events(raw: Path) -> Events:
    """HubSpot's email events with the path of a clicked link or the name of the campaign as target."""
    rows = table(
        raw, "hubspot/email_event", "id", "type", "created", "recipient", "email_campaign_id", "filtered_event"
    )
    rows = rows[~is_on(rows["filtered_event"])].reset_index(drop=True)
    campaigns = table(raw, "hubspot/email_campaign", "id", "name").set_index("id")["name"]
    clicks = table(raw, "hubspot/email_event_click", "id", "url")
    code, first = encoded(clicks["url"])
    urls = clicks["url"].take(first).str.replace(r"[?#].*$", "", regex=True)
    paths = urls.str.replace("^([a-zA-Z]+:)?//[^/]*", "", regex=True).fillna("").replace("", "/").astype(STRING)
    changes = table(raw, "hubspot/email_event_status_change", "id", "portal_subscription_status")
    unsubscribed = changes.loc[changes["portal_subscription_status"].eq("UNSUBSCRIBED").fillna(False), "id"]  # noqa: FBT003
    names = {"OPEN": "email_opened", "CLICK": "email_clicked", "FORWARD": "email_forwarded"}
    kind_code, kinds = pd.factorize(rows["type"])
    event_name = pd.Series([names.get(kind, f"email_{kind.lower()}") for kind in kinds], dtype=STRING).take(kind_code)
    event_name = event_name.reset_index(drop=True).mask(rows["id"].isin(unsubscribed), "email_unsubscribed")
    target = rows["email_campaign_id"].map(campaigns).astype(STRING)
    is_click = (rows["type"] == "CLICK").fillna(False).to_numpy(dtype=bool)  # noqa: FBT003
    path_of_click = pd.Series(paths.to_numpy()[code], index=clicks["id"]).groupby(level=0).first()
    target[is_click] = rows.loc[is_click, "id"].map(path_of_click).fillna("/").astype(STRING)
    rows = rows.assign(event_id=rows["id"], event_target=target, name=rows["recipient"])
    return part(rows, "hubspot", event_name, "email", EMAIL, rows["created"], rows["created"])


def form_events(raw: Path) -> Events:
    """HubSpot's form submissions with the name of the form as target."""
    rows = table(raw, "hubspot/contact_form_submission", "conversion_id", "contact_id", "form_id", "title", "timestamp")
    forms = table(raw, "hubspot/form", "guid", "name").set_index("guid")["name"]
    rows["event_target"] = rows["form_id"].map(forms).astype(STRING).fillna(rows["title"])
    rows["event_id"], rows["name"] = rows["conversion_id"], prefixed("hubspot:", rows["contact_id"])
    return part(rows, "hubspot", "form_submitted", "form", CRM, rows["timestamp"], rows["timestamp"])


def prefixed(prefix: str, values: pd.Series) -> pd.Series:
    """A system's name before an id."""
    return prefix + values.astype(STRING)


def crm_events(raw: Path) -> list[Events]:
    """Salesforce's completed tasks and answered campaigns."""
    tasks = table(
        raw, "salesforce/task", "id", "who_id", "type", "task_subtype", "subject", "status", "created_date",
        "completed_date_time", "activity_date", "is_deleted",
    )  # fmt: skip
    tasks = tasks[is_on(tasks["status"].str.lower() == "completed") & ~is_on(tasks["is_deleted"])].reset_index(
        drop=True
    )
    kind = tasks["type"].fillna(tasks["task_subtype"]).fillna("other").str.lower()
    done = tasks["completed_date_time"].fillna(tasks["activity_date"])
    members = table(
        raw, "salesforce/campaign_member", "id", "campaign_id", "contact_id", "lead_id", "has_responded",
        "first_responded_date", "created_date", "is_deleted",
    )  # fmt: skip
    members = members[is_on(members["has_responded"]) & ~is_on(members["is_deleted"])].reset_index(drop=True)
    campaigns = table(raw, "salesforce/campaign", "id", "name").set_index("id")["name"]
    responded = members["first_responded_date"]
    tasks = tasks.assign(
        event_id=tasks["id"], event_target=tasks["subject"], name=prefixed("salesforce:", tasks["who_id"])
    )
    members = members.assign(
        event_id=members["id"],
        event_target=members["campaign_id"].map(campaigns).astype(STRING),
        name=prefixed("salesforce:", members["contact_id"].fillna(members["lead_id"])),
    )
    return [
        part(tasks, "salesforce", "task_" + kind + "_completed", "crm", CRM, done, later(tasks["created_date"], done)),
        part(members, "salesforce", "campaign_responded", "event", CRM, responded,
             later(members["created_date"], responded)),
    ]  # fmt: skip


def later(one: pd.Series, other: pd.Series) -> pd.Series:
    """The later of two instants, where one may be missing."""
    return pd.Series(np.fmax(one.to_numpy(), other.to_numpy()))


def generic_events(raw: Path) -> Events:
    """The generic event table, whose times are strings."""
    rows = table(
        raw, "generic/events", "source_name", "event_id", "event_name", "event_target", "channel", "identifier_type",
        "identifier_value", "session_key", "occurred_at", "received_at", "duration_seconds",
    ).rename(columns={"identifier_value": "name"})  # fmt: skip
    kinds = pd.Categorical(rows["identifier_type"].to_numpy(dtype=object), categories=IDENTIFIER_KINDS).codes
    session, _ = encoded(rows["source_name"], rows["session_key"])
    return part(
        rows,
        rows["source_name"],
        rows["event_name"],
        rows["channel"],
        kinds,
        instants(rows["occurred_at"]),
        rows["received_at"],
        is_null_like(rows["occurred_at"]),
        np.where(rows["session_key"].fillna("") == "", UNKNOWN, session),
        rows["duration_seconds"].to_numpy(dtype=np.float64, na_value=np.nan),
    )


def instants(strings: pd.Series) -> pd.Series:
    """UTC instants read from ISO 8601 strings; missing where the string is none."""
    column = pa.array(strings, type=pa.string())
    is_plain = pc.match_substring_regex(column, r"^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$")
    read = pc.strptime(pc.if_else(is_plain, column, None), format="%Y-%m-%d %H:%M:%S", unit="us", error_is_null=True)
    found = pd.Series(read.to_numpy(zero_copy_only=False).astype(MICROSECOND))
    # strptime takes the 30th of February for the 2nd of March.
    written = pc.strftime(read, format="%Y-%m-%d")
    same_day = pc.equal(written, pc.utf8_slice_codeunits(column, 0, 10))
    found[~pc.fill_null(same_day, False).to_numpy(zero_copy_only=False)] = np.datetime64("NaT")  # noqa: FBT003
    others = ~pc.fill_null(is_plain, True).to_numpy(zero_copy_only=False)  # noqa: FBT003
    iso = r"^\d{4}-\d{2}-\d{2}([ T]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-](0\d|1[0-4]):?[0-5]\d)?)?$"
    written = strings[others]
    written = written[written.str.match(iso).fillna(False) & ~written.str.startswith("0000")]  # noqa: FBT003
    read_slowly = pd.to_datetime(written, format="ISO8601", utc=True, errors="coerce").dt.tz_localize(None)
    found[written.index] = read_slowly.to_numpy(dtype=MICROSECOND)
    return found


def identity_links(raw: Path) -> pd.DataFrame:
    """Every recorded link between two identifiers."""
    identifies = table(raw, "segment/identifies", "anonymous_id", "user_id", "email", "received_at")
    pages = table(raw, "segment/pages", "anonymous_id", "user_id", "received_at").dropna(
        subset=["anonymous_id", "user_id"]
    )
    pair, first = encoded(pages["anonymous_id"], pages["user_id"])
    logins = pages.iloc[first].assign(received_at=pages["received_at"].groupby(pair).min().to_numpy())
    hubspot = table(
        raw, "hubspot/contact", "id", "property_email", "property_createdate", "property_hs_merged_object_ids"
    )
    hubspot["id"] = prefixed("hubspot:", hubspot["id"])
    merged = hubspot.dropna(subset="property_hs_merged_object_ids")
    merged = merged.assign(
        merged=merged["property_hs_merged_object_ids"].astype(object).str.split(";")
    ).explode("merged")  # fmt: skip
    merged["merged"] = merged["merged"].str.strip(" ").astype(STRING)
    merged = merged[merged["merged"] != ""]
    columns = ("id", "email", "master_record_id", "created_date", "is_deleted")
    leads = table(raw, "salesforce/lead", *columns, "converted_contact_id", "converted_date")
    people = pd.concat([leads[list(columns)], table(raw, "salesforce/contact", *columns)])
    people = people[~is_on(people["is_deleted"]) | people["master_record_id"].notna().to_numpy()]

    def salesforce(values: pd.Series) -> pd.Series:
        return prefixed("salesforce:", values)

    found = [
        (DEVICE, logins["anonymous_id"], USER, logins["user_id"], logins["received_at"]),
        (DEVICE, identifies["anonymous_id"], USER, identifies["user_id"], identifies["received_at"]),
        (DEVICE, identifies["anonymous_id"], EMAIL, identifies["email"], identifies["received_at"]),
        (USER, identifies["user_id"], EMAIL, identifies["email"], identifies["received_at"]),
        (CRM, hubspot["id"], EMAIL, hubspot["property_email"], hubspot["property_createdate"]),
        (CRM, prefixed("hubspot:", merged["merged"]), CRM, merged["id"], merged["property_createdate"]),
        (CRM, salesforce(people["id"]), EMAIL, people["email"], people["created_date"]),
        (CRM, salesforce(people["id"]), CRM, salesforce(people["master_record_id"]), people["created_date"]),
        (CRM, salesforce(leads["id"]), CRM, salesforce(leads["converted_contact_id"]), leads["converted_date"]),
    ]
    names = ("from_kind", "from_name", "to_kind", "to_name", "linked_at")
    frames = [pd.DataFrame(dict(zip(names, one, strict=True))).dropna() for one in found]
    return pd.concat(frames, ignore_index=True)


def recorded_identifiers(raw: Path) -> pd.DataFrame:
    """Identifiers that the contacts and conversions contracts name, with the instant of each record."""
    leads = table(
        raw, "salesforce/lead", "id", "created_date", "last_modified_date", "status", "is_deleted", "master_record_id"
    )
    contacts = table(raw, "salesforce/contact", "id", "created_date", "is_deleted", "master_record_id")
    deals = table(raw, "salesforce/opportunity", "id", "close_date", "is_closed", "is_deleted")
    roles = table(raw, "salesforce/opportunity_contact_role", "opportunity_id", "contact_id", "is_deleted")
    hubspot = table(raw, "hubspot/contact", "id", "property_createdate", "_fivetran_deleted")
    identifies = table(raw, "segment/identifies", "user_id", "received_at")
    closed = deals[is_on(deals["is_closed"]) & ~is_on(deals["is_deleted"])].merge(
        roles[~is_on(roles["is_deleted"])], left_on="id", right_on="opportunity_id"
    )
    lost = leads[is_on(leads["status"].str.lower().isin(["disqualified", "unqualified"])) & ~is_on(leads["is_deleted"])]
    alive = hubspot[~is_on(hubspot["_fivetran_deleted"])]
    found = [(USER, identifies["user_id"], identifies["received_at"]),
             (CRM, prefixed("hubspot:", alive["id"]), alive["property_createdate"]),
             (CRM, prefixed("salesforce:", closed["contact_id"]), closed["close_date"]),
             (CRM, prefixed("salesforce:", lost["id"]), lost["last_modified_date"])]  # fmt: skip
    for rows in (leads, contacts):
        kept = rows[~is_on(rows["is_deleted"]) & rows["master_record_id"].isna().to_numpy()]
        found.append((CRM, prefixed("salesforce:", kept["id"]), kept["created_date"]))
    frames = [pd.DataFrame(dict(zip(("kind", "name", "seen_at"), one, strict=True))).dropna() for one in found]
    return pd.concat(frames, ignore_index=True)


def identifiers_of(
    received: Events, links: pd.DataFrame, records: pd.DataFrame, seeds: Seeds
) -> tuple[pd.DataFrame, dict[str, np.ndarray]]:
    """All identifiers once, normalised and validated; and their numbers on events, both ends of links, and records."""
    code, first = encoded(pd.Series(received.identifier_kind), received.name)
    kinds = [received.identifier_kind[first], links["from_kind"], links["to_kind"], records["kind"]]
    names = [received.name.take(first), links["from_name"], links["to_name"], records["name"]]
    kind = np.concatenate([np.asarray(one, dtype=np.int8) for one in kinds])
    name = pd.concat(names, ignore_index=True).astype(STRING).str.strip(" ")
    name = name.where(kind != EMAIL, name.str.lower())
    number, at = encoded(pd.Series(kind), name)
    people = pd.DataFrame({"kind": kind[at], "name": name.take(at).array})
    people["is_wrong"] = is_wrong_identifier(people, seeds)
    ends = np.cumsum([len(one) for one in kinds])
    numbers = dict(zip(("events", "from", "to", "records"), np.split(number, ends[:-1]), strict=True))
    numbers["events"] = numbers["events"][code]
    return people, numbers


def is_wrong_identifier(people: pd.DataFrame, seeds: Seeds) -> np.ndarray:
    """True where an identifier makes no identity."""
    name = people["name"].fillna("")
    is_email = (
        name.str.match(r"(?s)^.+@.+\..+$") & ~name.str.contains(" ", regex=False) & (name.str.count("@") == 1)
        & ~name.str.contains("..", regex=False) & ~name.str.endswith(".")
    )  # fmt: skip
    mailbox = name.str.replace("@.*$", "", regex=True)
    domain = name.str.replace("^[^@]*@?", "", regex=True)
    is_blocked = mailbox.isin(seeds.blocked("mailbox")) | domain.isin(seeds.blocked("domain"))
    wrong = (name == "") | name.str.lower().isin(seeds.blocked("value")) | (people["kind"] == UNKNOWN)
    return (wrong | ((people["kind"] == EMAIL) & (~is_email | is_blocked))).to_numpy(dtype=bool)


def spine_events(received: Events, identifier: np.ndarray, people: pd.DataFrame) -> tuple[pd.DataFrame, pd.Series]:
    """Accepted events without duplicates; when each identifier of a person was first seen on one."""
    no_name = is_null_like(received.kinds["event_name"])[received.kind]
    occurred, came = received.occurred_at, received.received_at
    is_rejected = (
        is_null_like(received.event_id) | no_name | np.isnat(came) | received.has_no_time | np.isnat(occurred)
        | (occurred < np.datetime64("1990-01-01")) | (occurred > came + np.timedelta64(1, "D"))
        | people["is_wrong"].to_numpy()[identifier]
    )  # fmt: skip
    kept = np.flatnonzero(~is_rejected)
    code, _ = pd.factorize(received.event_id.take(kept))
    rows = pd.DataFrame(
        {
            "event": code * (int(received.source.max()) + 1) + received.source[kept],
            "kind": received.kind[kept],
            "identifier": identifier[kept],
            "session": received.session[kept],
            "occurred_at": occurred[kept],
            "received_at": came[kept],
            "duration": received.duration[kept],
            "action": encoded(*(received.kinds[name] for name in ACTION))[0][received.kind[kept]],
            "target": pd.factorize(received.kinds["event_target"])[0][received.kind[kept]],
        }
    )
    first_seen = rows.groupby("identifier")["received_at"].min()
    is_repeated = rows["event"].duplicated(keep=False)
    first_copies = rows[is_repeated].sort_values("received_at", kind="stable").drop_duplicates("event")
    return pd.concat([rows[~is_repeated], first_copies], ignore_index=True), first_seen


def identities(
    people: pd.DataFrame, numbers: dict[str, np.ndarray], links: pd.DataFrame, records: pd.DataFrame,
    first_seen: pd.Series, seeds: Seeds,
) -> tuple[pd.DataFrame, pd.DataFrame]:  # fmt: skip
    """Owner and since when of every identifier, by its number; contacts with their strongest identifier."""
    wrong, kind = people["is_wrong"].to_numpy(), people["kind"].to_numpy()
    is_link = ~wrong[numbers["from"]] & ~wrong[numbers["to"]]
    start, end = numbers["from"][is_link], numbers["to"][is_link]
    linked_at = links["linked_at"].to_numpy(dtype=MICROSECOND).astype(np.int64)[is_link]
    recorded = ~wrong[numbers["records"]]
    sightings = pd.concat(
        [
            pd.Series(linked_at, index=start),
            pd.Series(linked_at, index=end),
            pd.Series(records["seen_at"].to_numpy(dtype=MICROSECOND).astype(np.int64)[recorded],
                      index=numbers["records"][recorded]),
            pd.Series(first_seen.to_numpy(dtype=MICROSECOND).astype(np.int64), index=first_seen.index),
        ]
    ).groupby(level=0).min()  # fmt: skip
    seen = np.full(len(people), np.iinfo(np.int64).max)
    seen[sightings.index] = sightings.to_numpy()
    is_device = kind == DEVICE
    between = ~is_device[start] & ~is_device[end] & (start != end)
    graph = Links(start[between], end[between], linked_at[between])
    person = person_of(len(people), graph)
    is_person = np.zeros(len(people), dtype=bool)
    is_person[sightings.index] = True
    is_person &= ~is_device
    members = np.flatnonzero(is_person)
    keys = tie_breaks(people, members, tied(person[members], seen[members]))
    n_people = int(person.max()) + 1
    core = first_in_order(person[members], seen[members], keys, n_groups=n_people)
    strongest = first_in_order(person[members], kind[members], seen[members], keys, n_groups=n_people)
    is_found = core >= 0
    joined = joined_at(len(people), graph, members[core[is_found]], seen)
    from_device = is_device[start] & ~is_device[end]
    device, owner, at = start[from_device], end[from_device], linked_at[from_device]
    earliest = pd.Series(at).groupby(device).transform("min").to_numpy() == at
    device, owner, at = device[earliest], owner[earliest], at[earliest]
    first = first_in_order(device, tie_breaks(people, owner, tied(device)), n_groups=len(people))
    linked = np.flatnonzero(first >= 0)
    owner, at = owner[first[linked]], at[first[linked]]
    owners = pd.DataFrame({"contact": np.where(is_person, person, -1), "linked_at": np.where(is_person, joined, 0)})
    owners.loc[linked, "contact"] = person[owner]
    owners.loc[linked, "linked_at"] = np.maximum(at, joined[owner])
    known = owners[owners["contact"] >= 0].groupby("contact")["linked_at"].min()
    contacts = pd.DataFrame({"identifier": members[strongest[is_found]]}, index=np.flatnonzero(is_found))
    contacts["first_known_date"] = known.reindex(contacts.index).to_numpy().astype(MICROSECOND).astype(DAY)
    is_hidden = suppressed(people.iloc[members], seeds)
    return owners, contacts.drop(index=np.unique(person[members[is_hidden]]))


def tie_breaks(people: pd.DataFrame, rows: np.ndarray, is_tied: np.ndarray) -> np.ndarray:
    """The project's keys of identifiers where they decide an order, 0 elsewhere."""
    keys = np.zeros(len(rows), dtype=np.int64)
    among = people.iloc[rows[is_tied]]
    keys[is_tied] = [
        stable_key(IDENTIFIER_KINDS[kind], name) for kind, name in zip(among["kind"], among["name"], strict=True)
    ]
    return keys


def suppressed(people: pd.DataFrame, seeds: Seeds) -> np.ndarray:
    """True for identifiers of excluded domains and of people who asked to be forgotten."""
    domain = people["name"].str.replace("^[^@]*@?", "", regex=True)
    hidden = (people["kind"] == EMAIL) & domain.isin(seeds.excluded_domains)
    for kind, name in seeds.erased:
        hidden |= (people["kind"] == IDENTIFIER_KINDS.index(kind)) & (people["name"] == name)
    return hidden.to_numpy(dtype=bool)


def contact_events(spine: pd.DataFrame, owners: pd.DataFrame, contacts: pd.DataFrame) -> pd.DataFrame:
    """Events with a signal of contacts that are scored, with the day since when each is known."""
    is_scored = np.zeros(int(owners["contact"].max()) + 2, dtype=bool)
    is_scored[contacts.index] = True
    owner = owners["contact"].to_numpy()[spine["identifier"].to_numpy()]
    kept = (spine["signal"].to_numpy() >= 0) & is_scored[owner]
    rows = spine.loc[kept, ["event", "action", "signal", "occurred_at", "received_at", "identifier"]]
    linked_at = owners["linked_at"].to_numpy()[rows["identifier"].to_numpy()].astype(MICROSECOND)
    return pd.DataFrame(
        {
            "contact": owner[kept],
            "signal": rows["signal"].to_numpy(),
            "event": rows["event"].to_numpy(),
            "action": rows["action"].to_numpy(),
            "occurred_at": rows["occurred_at"].to_numpy(),
            "occurred_date": days_of(rows["occurred_at"].to_numpy()),
            "known_date": days_of(np.maximum(rows["received_at"].to_numpy(), linked_at)),
        }
    )


def days_of(instants_: np.ndarray) -> np.ndarray:
    """Whole days since 1970."""
    return instants_.astype(DAY).astype(np.int64)


def session_keys(spine: pd.DataFrame, signals: list[int], most_seconds: float) -> pd.DataFrame:
    """The session, its seconds and targets of every event of identifiers that composite signals ask for.

    They ask by a signal that they count by session, or by an event of at most so many seconds.
    """
    dated = spine[["event", "identifier", "session", "occurred_at", "duration", "target"]].assign(
        day=days_of(spine["received_at"].to_numpy())
    )
    is_asking = spine["signal"].isin(signals) | (spine["duration"] <= most_seconds)
    asked_for = dated.loc[is_asking.to_numpy(), "identifier"].unique()
    rows = dated[dated["identifier"].isin(asked_for)].sort_values(["identifier", "day", "occurred_at"])
    # A session goes over midnight; what comes after another began makes one with the late rows of its day.
    latest = rows.groupby("identifier")["occurred_at"].cummax()
    latest = latest.groupby(rows["identifier"]).shift()
    rows["late_day"] = np.where(rows["occurred_at"] < latest - pd.Timedelta(minutes=30), rows["day"], -1)
    rows = rows.sort_values(["identifier", "late_day", "day", "occurred_at"])
    is_start = (
        rows["identifier"].ne(rows["identifier"].shift())
        | rows["late_day"].ne(rows["late_day"].shift())
        | (rows["occurred_at"] >= rows["occurred_at"].shift() + pd.Timedelta(minutes=30))
    )
    # Sessions that a source names have even numbers, those made here odd ones.
    keys = np.where(rows["session"] >= 0, rows["session"] * 2, is_start.cumsum() * 2 + 1)
    sessions = rows.set_index("event")[["duration", "target"]].assign(session=keys)
    of_session = sessions.groupby("session")
    sessions["seconds"] = of_session["duration"].transform(lambda durations: durations.sum(min_count=1))
    sessions["n_targets"] = of_session["target"].transform("nunique")
    return sessions


def meeting_conditions(
    items: pd.DataFrame, events: pd.DataFrame, composite: dict, numbers: dict[str, int]
) -> pd.DataFrame:
    """The counted events that have all they need beside them, since when that is known and the wait is over."""
    items = items.assign(known_date=np.maximum(items["known_date"], items["occurred_date"] + composite["wait_days"]))
    columns = ["contact", "event", "occurred_at", "occurred_date", "known_date"]
    for condition in composite["needed"]:
        others = events.loc[events["signal"].isin([numbers[name] for name in condition["members"]]), columns]
        pairs = items[columns].merge(others, on="contact", suffixes=("", "_other"))
        pairs = pairs[
            (pairs["event"] != pairs["event_other"])
            & ((pairs["occurred_date"] - pairs["occurred_date_other"]).abs() <= condition["within_days"])
            & ((condition["requires"] == "with") | (pairs["occurred_at_other"] < pairs["occurred_at"]))
        ]
        known = items["event"].map(pairs.groupby("event")["known_date_other"].min())
        items = items.assign(known_date=np.maximum(items["known_date"], known))[known.notna()]
    return items.assign(known_date=items["known_date"].astype(np.int64))


def composite_days(
    events: pd.DataFrame, sessions: pd.DataFrame, rule_days: pd.DataFrame, composite: dict, numbers: dict[str, int]
) -> pd.DataFrame:
    """The days on which one composite signal happened, since when it is known and until when it counts."""
    items = events[events["signal"].isin([numbers[name] for name in composite["members"]])]
    items = meeting_conditions(items, events, composite, numbers)
    item = {"days": "occurred_date", "sessions": "session", "targets": "action", "events": "event"}[
        composite["measure"]
    ]
    if composite["scope"] == "session" or composite["measure"] == "sessions":
        items = items.assign(session=sessions["session"].reindex(items["event"]).to_numpy())
    if composite["max_session_seconds"] is not None:
        sizes = sessions.reindex(items["event"])
        is_counted = sizes["seconds"] <= composite["max_session_seconds"]
        if composite["needs_one_target"]:
            is_counted &= sizes["n_targets"] == 1
        items = items[is_counted.to_numpy()]
    items = items.assign(item=items[item])
    if composite["scope"] == "session":
        group = ["contact", "session"]
        held = items.groupby([*group, "item"], as_index=False).agg({"known_date": "min", "occurred_date": "min"})
        held["occurred_date"] = held.groupby(group)["occurred_date"].transform("min")
    else:
        group = ["contact", "occurred_date"]
        daily = items.groupby([*group, "item"], as_index=False)["known_date"].min()
        held = daily[group].drop_duplicates().merge(daily.rename(columns={"occurred_date": "item_date"}), on="contact")
        age = held["occurred_date"] - held["item_date"]
        held = held[(age >= 0) & (age < composite["window_days"])]
        held = held.groupby([*group, "item"], as_index=False)["known_date"].min()
    held = held.sort_values([*group, "known_date"])
    reached = held[held.groupby(group).cumcount() == composite["min_count"] - 1]
    key = ["contact", "occurred_date", "known_date"]
    reached = reached.groupby(key, as_index=False).size().rename(columns={"size": "n_events"})
    reached["signal"], reached["retracted_date"] = numbers[composite["signal_name"]], days_of(FOREVER)
    if composite["unless"]:
        asked = rule_days[rule_days["signal"].isin([numbers[name] for name in composite["unless"]])]
        taken_back = reached[key].merge(asked, on="contact", suffixes=("", "_asked"))
        age = taken_back["occurred_date"] - taken_back["occurred_date_asked"]
        taken_back = taken_back[age < composite["window_days"]]
        at = taken_back[["occurred_date_asked", "known_date_asked"]].max(axis=1)
        first = at.groupby([taken_back[column] for column in key]).min().rename("taken_back_date")
        reached = reached.merge(first, how="left", left_on=key, right_index=True)
        reached["retracted_date"] = reached.pop("taken_back_date").fillna(reached["retracted_date"]).astype(np.int64)
    return reached


def signal_days(
    events: pd.DataFrame, spine: pd.DataFrame, seeds: Seeds, numbers: dict[str, int]
) -> pd.DataFrame:  # fmt: skip
    """Contact, signal and day buckets with the events that the daily cap lets through."""
    rule_days = events.groupby(BUCKET, as_index=False, sort=False).size().rename(columns={"size": "n_events"})
    limits = [one["max_session_seconds"] for one in seeds.composites if one["max_session_seconds"] is not None]
    by_session = [one for one in seeds.composites if "session" in one["scope"] + one["measure"]]
    asking = [numbers[name] for one in by_session if one["max_session_seconds"] is None for name in one["members"]]
    sessions = session_keys(spine, asking, max(limits, default=-1))
    composites = [composite_days(events, sessions, rule_days, one, numbers) for one in seeds.composites]
    days = pd.concat([rule_days.assign(retracted_date=days_of(FOREVER)), *composites], ignore_index=True)
    group = ["contact", "signal", "occurred_date"]
    days = days.sort_values([*group, "known_date", "retracted_date"], ignore_index=True)
    so_far = days.groupby(group, sort=False)["n_events"].cumsum().to_numpy()
    most = np.array([signal["max_events_per_day"] for signal in seeds.signals])[days["signal"].to_numpy()]
    days["n_counted"] = np.minimum(so_far, most) - np.minimum(so_far - days["n_events"].to_numpy(), most)
    return days


def contact_points(
    days: pd.DataFrame, contacts: pd.DataFrame, people: pd.DataFrame, as_of_date: np.datetime64, seeds: Seeds
) -> pd.DataFrame:
    """Points and score of every contact on the date."""
    today = int(as_of_date.astype(np.int64))
    shares = np.array([seeds.decay[signal["decay_curve"]] for signal in seeds.signals])
    scored = np.array([signal["is_scored"] for signal in seeds.signals])
    caps = np.array([signal["cap_micro"] for signal in seeds.signals])
    points_per_event = np.array([signal["points_micro"] for signal in seeds.signals])
    age = today - days["occurred_date"].to_numpy()
    seen = days[
        (age >= 0) & (age < shares.shape[1]) & (days["known_date"] <= today) & (days["retracted_date"] > today)
        & scored[days["signal"].to_numpy()]
    ]  # fmt: skip
    share = shares[seen["signal"].to_numpy(), today - seen["occurred_date"].to_numpy()]
    value = (seen["n_counted"] * share).groupby([seen["contact"], seen["signal"]]).sum()
    signal = value.index.get_level_values("signal")
    product = np.minimum(value.to_numpy(), caps[signal]) * points_per_event[signal]
    # Whole numbers are divided towards zero.
    points = pd.Series(np.sign(product) * (np.abs(product) // 1_000_000), index=value.index.get_level_values("contact"))
    tier = np.array([signal["tier"] for signal in seeds.signals])[signal]
    added = points.clip(lower=0).groupby([points.index, tier]).sum()
    most = np.array([seeds.tier_caps.get(name, np.iinfo(np.int64).max) for name in added.index.get_level_values(1)])
    points = pd.concat([points.clip(upper=0), added.clip(upper=most).droplevel(1)])
    found = contacts[contacts["first_known_date"].to_numpy() <= as_of_date]
    points = points.groupby(level=0).sum().reindex(found.index, fill_value=0).to_numpy()
    chosen = people.iloc[found["identifier"].to_numpy()]
    return pd.DataFrame(
        {
            "identifier_type": np.array(IDENTIFIER_KINDS)[chosen["kind"].to_numpy()],
            "identifier_value": chosen["name"].array,
            "points_micro": points,
            "score": score_from_points(points, seeds.score_curve),
        }
    )
