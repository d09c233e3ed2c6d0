"""The same work in polars: lazy frames, the streaming engine for everything that sees events."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl

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

FOREVER = pl.date(9999, 12, 31)
NO_ORIGIN = [pl.lit(None, pl.String).alias(name) for name in ("campaign", "referrer")]
NO_STRING, NO_TIME = pl.lit(None, pl.String), pl.lit(None, pl.Datetime("us"))
NO_SECONDS = pl.lit(None, dtype=pl.Int64)
BUCKET = ["contact", "signal_name", "occurred_date", "known_date"]


def score(raw: str, out: str) -> dict:
    """Score a folder of raw files and write the points as Parquet."""
    seeds = Seeds(PACKAGE_FOLDER / "seeds")
    received = validated(normalised_events(Path(raw)), seeds)
    spine, kinds, seen = spine_events(received)
    owners, contacts = identities(Path(raw), seen, seeds)
    events = contact_events(spine, kinds, owners, contacts, seeds)
    days = signal_days(events, spine, kinds, seeds)
    as_of_date = spine.select(pl.col("received_at").max().dt.date()).item()
    contact_points(days, contacts, as_of_date, seeds).write_parquet(out)
    return {}


def table(raw: Path, name: str, *columns: str) -> pl.LazyFrame:
    """Some columns of a raw file."""
    return pl.scan_parquet(raw / f"{name}.parquet").select(columns)


def is_on(column: str) -> pl.Expr:
    """A flag that may be missing."""
    return pl.col(column).fill_null(value=False)


def normalised_events(raw: Path) -> pl.LazyFrame:
    """Every received event of all sources, in the columns that the score needs."""
    from_web = [
        pl.lit("segment").alias("source_name"),
        pl.col("id").alias("event_id"),
        pl.lit("web").alias("channel"),
        pl.when(pl.col("user_id").is_null()).then(pl.lit("anonymous_id")).otherwise(pl.lit("user_id")).alias("kind"),
        pl.coalesce("user_id", "anonymous_id").alias("name"),
        NO_STRING.alias("session_name"),
        NO_SECONDS.alias("duration_seconds"),
        pl.col("timestamp").alias("occurred_at"),
        "received_at",
        pl.col("timestamp").is_null().alias("has_no_time"),
    ]
    web = ["id", "user_id", "anonymous_id", "timestamp", "received_at"]
    pages = table(raw, "segment/pages", *web, "path", "context_campaign_name", "referrer").select(
        *from_web,
        pl.lit("page_viewed").alias("event_name"),
        pl.col("path").alias("event_target"),
        pl.col("context_campaign_name").alias("campaign"),
        pl.col("referrer").str.to_lowercase().str.extract(REFERRER_HOST, 1),
    )
    tracks = table(raw, "segment/tracks", *web, "event", "context_page_path").select(
        *from_web, pl.col("event").alias("event_name"), pl.col("context_page_path").alias("event_target")
    )
    parts = [tracks, email_events(raw), form_events(raw), *crm_events(raw), generic_events(raw)]
    columns = [
        "source_name", "event_id", "event_name", "event_target", "channel", "kind", "name", "session_name", 
        "occurred_at",
        "received_at", "has_no_time", "duration_seconds",
    ]  # fmt: skip
    came_from = ["campaign", "referrer"]
    rows = [pages.select(*columns, *came_from), *(part.select(*columns, *NO_ORIGIN) for part in parts)]
    return pl.concat(rows).with_columns(
        pl.col("source_name", "event_target", *came_from).fill_null(""), normal_identifier("kind", "name").alias("name")
    )


def normal_identifier(kind: str, name: str) -> pl.Expr:
    """An identifier without spaces around it, emails in lower case."""
    trimmed = pl.col(name).str.strip_chars(" ")
    return pl.when(pl.col(kind) == "email").then(trimmed.str.to_lowercase()).otherwise(trimmed)


def plain_event(source: str, channel: str, kind: str) -> list[pl.Expr]:
    """What every event of a simple source has in common; received when it happened."""
    return [
        pl.lit(source).alias("source_name"),
        pl.lit(channel).alias("channel"),
        pl.lit(kind).alias("kind"),
        NO_STRING.alias("session_name"),
        NO_SECONDS.alias("duration_seconds"),
    ]


def email_events(raw: Path) -> pl.LazyFrame:
    """HubSpot's email events with the path of a clicked link or the name of the campaign as target."""
    columns = ("id", "type", "created", "recipient", "email_campaign_id", "filtered_event")
    path = pl.col("url").str.replace(r"[?#].*$", "").str.replace("^([a-zA-Z]+:)?//[^/]*", "")
    kind = pl.col("type")
    return (
        table(raw, "hubspot/email_event", *columns)
        .filter(~is_on("filtered_event"))
        .join(
            table(raw, "hubspot/email_campaign", "id", "name").rename({"id": "email_campaign_id", "name": "campaign"}),
            on="email_campaign_id",
            how="left",
        )
        .join(table(raw, "hubspot/email_event_click", "id", "url"), on="id", how="left")
        .join(table(raw, "hubspot/email_event_status_change", "id", "portal_subscription_status"), on="id", how="left")
        .select(
            *plain_event("hubspot", "email", "email"),
            pl.col("id").alias("event_id"),
            pl.when(pl.col("portal_subscription_status") == "UNSUBSCRIBED").then(pl.lit("email_unsubscribed"))
            .when(kind == "OPEN").then(pl.lit("email_opened"))
            .when(kind == "CLICK").then(pl.lit("email_clicked"))
            .when(kind == "FORWARD").then(pl.lit("email_forwarded"))
            .otherwise(pl.lit("email_") + kind.str.to_lowercase())
            .alias("event_name"),
            pl.when(kind == "CLICK")
            .then(pl.when(path.is_null() | (path == "")).then(pl.lit("/")).otherwise(path))
            .otherwise(pl.col("campaign"))
            .alias("event_target"),
            pl.col("recipient").alias("name"),
            pl.col("created").alias("occurred_at"),
            pl.col("created").alias("received_at"),
            pl.col("created").is_null().alias("has_no_time"),
        )
    )  # fmt: skip


def form_events(raw: Path) -> pl.LazyFrame:
    """HubSpot's form submissions with the name of the form as target."""
    forms = table(raw, "hubspot/form", "guid", "name").rename({"guid": "form_id", "name": "form_name"})
    return (
        table(raw, "hubspot/contact_form_submission", "conversion_id", "contact_id", "form_id", "title", "timestamp")
        .join(forms, on="form_id", how="left")
        .select(
            *plain_event("hubspot", "form", "crm_id"),
            pl.col("conversion_id").alias("event_id"),
            pl.lit("form_submitted").alias("event_name"),
            pl.coalesce("form_name", "title").alias("event_target"),
            (pl.lit("hubspot:") + pl.col("contact_id").cast(pl.String)).alias("name"),
            pl.col("timestamp").alias("occurred_at"),
            pl.col("timestamp").alias("received_at"),
            pl.col("timestamp").is_null().alias("has_no_time"),
        )
    )


def crm_events(raw: Path) -> list[pl.LazyFrame]:
    """Salesforce's completed tasks and answered campaigns."""
    done = pl.coalesce("completed_date_time", "activity_date")
    who = pl.lit("salesforce:")
    tasks = (
        table(
            raw, "salesforce/task", "id", "who_id", "type", "task_subtype", "subject", "status", "created_date",
            "completed_date_time", "activity_date", "is_deleted",
        )
        .filter((pl.col("status").str.to_lowercase() == "completed") & ~is_on("is_deleted"))
        .select(
            *plain_event("salesforce", "crm", "crm_id"),
            pl.col("id").alias("event_id"),
            (pl.lit("task_") + pl.coalesce("type", "task_subtype", pl.lit("other")).str.to_lowercase() + "_completed")
            .alias("event_name"),
            pl.col("subject").alias("event_target"),
            (who + pl.col("who_id")).alias("name"),
            done.alias("occurred_at"),
            pl.max_horizontal("created_date", done).alias("received_at"),
            done.is_null().alias("has_no_time"),
        )
    )  # fmt: skip
    campaigns = table(raw, "salesforce/campaign", "id", "name").rename({"id": "campaign_id", "name": "campaign"})
    responded = pl.col("first_responded_date")
    members = (
        table(
            raw, "salesforce/campaign_member", "id", "campaign_id", "contact_id", "lead_id", "has_responded",
            "first_responded_date", "created_date", "is_deleted",
        )
        .filter(is_on("has_responded") & ~is_on("is_deleted"))
        .join(campaigns, on="campaign_id", how="left")
        .select(
            *plain_event("salesforce", "event", "crm_id"),
            pl.col("id").alias("event_id"),
            pl.lit("campaign_responded").alias("event_name"),
            pl.col("campaign").alias("event_target"),
            (who + pl.coalesce("contact_id", "lead_id")).alias("name"),
            responded.alias("occurred_at"),
            pl.max_horizontal("created_date", responded).alias("received_at"),
            responded.is_null().alias("has_no_time"),
        )
    )  # fmt: skip
    return [tasks, members]


def generic_events(raw: Path) -> pl.LazyFrame:
    """The generic event table, whose times are strings."""
    text = pl.col("occurred_at")
    plain = text.str.strip_suffix("Z").str.replace("T", " ", literal=True)
    shifted = text.str.to_datetime("%+", strict=False, time_zone="UTC", time_unit="us").dt.replace_time_zone(None)
    at = pl.coalesce(
        plain.str.to_datetime("%Y-%m-%d %H:%M:%S%.f", strict=False, time_unit="us"),
        plain.str.to_datetime("%Y-%m-%d %H:%M", strict=False, time_unit="us"),
        text.str.to_date("%Y-%m-%d", strict=False).cast(pl.Datetime("us")),
        shifted,
    )
    columns = (
        "source_name", "event_id", "event_name", "event_target", "channel", "identifier_type", "identifier_value",
        "session_key", "occurred_at", "received_at", "duration_seconds",
    )  # fmt: skip
    return table(raw, "generic/events", *columns).with_columns(
        at.alias("occurred_at"),
        is_null_like("occurred_at").alias("has_no_time"),
        pl.col("duration_seconds").cast(pl.Int64),
        pl.col("identifier_type").alias("kind"),
        pl.col("identifier_value").alias("name"),
        pl.col("session_key").alias("session_name"),
    )


def is_null_like(column: str) -> pl.Expr:
    """True where a string is missing, empty or null-like."""
    text = pl.col(column)
    return text.is_null() | text.str.strip_chars(" ").str.to_lowercase().is_in(NULL_LIKE_VALUES)


def is_wrong_identifier(kind: str, name: str, seeds: Seeds) -> pl.Expr:
    """True where an identifier makes no identity."""
    value = pl.col(name)
    is_email = (
        value.str.contains(r"(?s)^.+@.+\..+$")
        & ~value.str.contains(" ", literal=True)
        & (value.str.count_matches("@", literal=True) == 1)
        & ~value.str.contains("..", literal=True)
        & ~value.str.ends_with(".")
    )
    parts = value.str.split_exact("@", 1)
    is_blocked = parts.struct.field("field_0").is_in(seeds.blocked("mailbox")) | parts.struct.field("field_1").is_in(
        seeds.blocked("domain")
    )
    return (
        value.is_null()
        | (value == "")
        | ~pl.col(kind).is_in(IDENTIFIER_KINDS).fill_null(value=False)
        | value.str.to_lowercase().is_in(seeds.blocked("value"))
        | pl.when(pl.col(kind) == "email").then(~is_email | is_blocked).otherwise(pl.lit(value=False))
    ).fill_null(value=True)


def validated(events: pl.LazyFrame, seeds: Seeds) -> pl.LazyFrame:
    """Only numbers from here on: keys instead of strings, and whether the row is rejected."""
    occurred, received = pl.col("occurred_at"), pl.col("received_at")
    is_rejected = (
        is_null_like("event_id")
        | is_null_like("event_name")
        | received.is_null()
        | pl.col("has_no_time")
        | occurred.is_null()
        | (occurred < pl.datetime(1990, 1, 1))
        | (occurred > received + pl.duration(days=1))
        | is_wrong_identifier("kind", "name", seeds)
    ).fill_null(value=True)
    return events.filter(~is_rejected).with_columns(
        (pl.col("event_id").hash(1) ^ pl.col("source_name").hash(2)).alias("event_key"),
        pl.struct(*RULE_COLUMNS, "channel").hash(3).alias("kind_key"),
        pl.struct("source_name", "event_name", "event_target", "channel").hash(8).alias("target_key"),
        (pl.col("name").hash(4) ^ pl.col("kind").hash(5)).alias("identifier_key"),
        pl.when(pl.col("session_name").str.len_bytes() > 0)
        .then(pl.col("session_name").hash(6) ^ pl.col("source_name").hash(7))
        .alias("given_session"),
    )


def spine_events(received: pl.LazyFrame) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """Accepted events without duplicates; the kinds of events; when each identifier of a person was first seen."""
    narrow = received.select(
        "event_key", "kind_key", "identifier_key", "given_session", "occurred_at", "received_at", "duration_seconds"
    )
    kinds = received.select("kind_key", "target_key", *RULE_COLUMNS).unique("kind_key")
    seen = (
        received.filter(pl.col("kind") != "anonymous_id")
        .group_by("identifier_key")
        .agg(pl.col("kind", "name").first(), pl.col("received_at").min().alias("first_seen_at"))
    )
    rows, kinds, seen = pl.collect_all([narrow, kinds, seen], engine="streaming")
    repeated = rows.lazy().group_by("event_key").len().filter(pl.col("len") > 1).select("event_key")
    first_copies = (
        rows.lazy().join(repeated, on="event_key", how="semi").sort("received_at").unique("event_key", keep="first")
    )
    others = rows.lazy().join(repeated, on="event_key", how="anti")
    return pl.concat([others, first_copies.select(rows.columns)]).collect(engine="streaming"), kinds, seen


def identity_links(raw: Path, seeds: Seeds) -> pl.DataFrame:
    """Every recorded link between two identifiers that both make an identity."""

    def link(frame: pl.LazyFrame, *parts: pl.Expr | str) -> pl.LazyFrame:
        names = ("from_kind", "from_name", "to_kind", "to_name", "linked_at")
        return frame.select(
            (pl.col(part) if isinstance(part, str) else part).alias(name)
            for part, name in zip(parts, names, strict=True)
        )

    device, user, email, crm = (pl.lit(kind) for kind in ("anonymous_id", "user_id", "email", "crm_id"))
    identifies = table(raw, "segment/identifies", "anonymous_id", "user_id", "email", "received_at")
    logins = (
        table(raw, "segment/pages", "anonymous_id", "user_id", "received_at")
        .drop_nulls(["anonymous_id", "user_id"])
        .group_by("anonymous_id", "user_id")
        .agg(pl.col("received_at").min())
    )
    hubspot = table(
        raw, "hubspot/contact", "id", "property_email", "property_createdate", "property_hs_merged_object_ids"
    ).with_columns((pl.lit("hubspot:") + pl.col("id").cast(pl.String)).alias("name"))
    merged = (
        hubspot.with_columns(pl.col("property_hs_merged_object_ids").str.split(";").alias("merged"))
        .explode("merged", empty_as_null=True)
        .with_columns(pl.col("merged").str.strip_chars(" "))
        .filter(pl.col("merged") != "")
    )
    leads = table(
        raw, "salesforce/lead", "id", "email", "master_record_id", "created_date", "is_deleted", "converted_contact_id",
        "converted_date",
    )  # fmt: skip
    columns = ["id", "email", "master_record_id", "created_date", "is_deleted"]
    people = pl.concat([leads.select(columns), table(raw, "salesforce/contact", *columns)]).filter(
        ~is_on("is_deleted") | pl.col("master_record_id").is_not_null()
    )

    def salesforce(column: str) -> pl.Expr:
        return pl.lit("salesforce:") + pl.col(column)

    links = pl.concat(
        [
            link(logins, device, "anonymous_id", user, "user_id", "received_at"),
            link(identifies, device, "anonymous_id", user, "user_id", "received_at"),
            link(identifies, device, "anonymous_id", email, "email", "received_at"),
            link(identifies, user, "user_id", email, "email", "received_at"),
            link(hubspot, crm, "name", email, "property_email", "property_createdate"),
            link(merged, crm, pl.lit("hubspot:") + pl.col("merged"), crm, "name", "property_createdate"),
            link(people, crm, salesforce("id"), email, "email", "created_date"),
            link(people, crm, salesforce("id"), crm, salesforce("master_record_id"), "created_date"),
            link(leads, crm, salesforce("id"), crm, salesforce("converted_contact_id"), "converted_date"),
        ]
    )
    return (
        links.drop_nulls()
        .with_columns(
            normal_identifier("from_kind", "from_name").alias("from_name"),
            normal_identifier("to_kind", "to_name").alias("to_name"),
        )
        .filter(
            ~is_wrong_identifier("from_kind", "from_name", seeds) & ~is_wrong_identifier("to_kind", "to_name", seeds)
        )
        .collect(engine="streaming")
    )


def recorded_identifiers(raw: Path, seeds: Seeds) -> pl.LazyFrame:
    """Identifiers that the contacts and conversions contracts name, with the instant of each record."""

    def record(frame: pl.LazyFrame, kind: str, name: pl.Expr, at: str) -> pl.LazyFrame:
        return frame.select(pl.lit(kind).alias("kind"), name.alias("name"), pl.col(at).alias("first_seen_at"))

    def salesforce(column: str) -> pl.Expr:
        return pl.lit("salesforce:") + pl.col(column)

    kept = ~is_on("is_deleted") & pl.col("master_record_id").is_null()
    leads = table(
        raw, "salesforce/lead", "id", "created_date", "last_modified_date", "status", "is_deleted", "master_record_id"
    )
    contacts = table(raw, "salesforce/contact", "id", "created_date", "is_deleted", "master_record_id")
    deals = table(raw, "salesforce/opportunity", "id", "close_date", "is_closed", "is_deleted").filter(
        is_on("is_closed") & ~is_on("is_deleted")
    )
    roles = table(raw, "salesforce/opportunity_contact_role", "opportunity_id", "contact_id", "is_deleted").filter(
        ~is_on("is_deleted")
    )
    lost = leads.filter(
        pl.col("status").str.to_lowercase().is_in(["disqualified", "unqualified"]) & ~is_on("is_deleted")
    )
    hubspot = table(raw, "hubspot/contact", "id", "property_createdate", "_fivetran_deleted").filter(
        ~is_on("_fivetran_deleted")
    )
    identifies = table(raw, "segment/identifies", "user_id", "received_at")
    found = pl.concat(
        [
            record(identifies, "user_id", pl.col("user_id").str.strip_chars(" "), "received_at"),
            record(hubspot, "crm_id", pl.lit("hubspot:") + pl.col("id").cast(pl.String), "property_createdate"),
            record(leads.filter(kept), "crm_id", salesforce("id"), "created_date"),
            record(contacts.filter(kept), "crm_id", salesforce("id"), "created_date"),
            record(
                deals.join(roles, left_on="id", right_on="opportunity_id"),
                "crm_id",
                salesforce("contact_id"),
                "close_date",
            ),
            record(lost, "crm_id", salesforce("id"), "last_modified_date"),
        ]
    )
    return found.drop_nulls().filter(~is_wrong_identifier("kind", "name", seeds))


def identities(raw: Path, seen: pl.DataFrame, seeds: Seeds) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Owners (identifier key, contact, since when) and contacts (number, strongest identifier, first known day)."""
    links = identity_links(raw, seeds)
    ends = [
        links.lazy().select(pl.col(f"{end}_kind").alias("kind"), pl.col(f"{end}_name").alias("name"),
                            pl.col("linked_at").alias("first_seen_at"))
        for end in ("from", "to")
    ]  # fmt: skip
    sightings = pl.concat(
        [seen.lazy().select("kind", "name", "first_seen_at"), *ends, recorded_identifiers(raw, seeds)]
    ).filter(pl.col("kind") != "anonymous_id")
    identifiers = (
        sightings.group_by("kind", "name").agg(pl.col("first_seen_at").min()).collect(engine="streaming")
    ).with_row_index("number")
    numbers = identifiers.select("kind", "name", "number")
    numbered = links.join(
        numbers.rename({"number": "from_number"}),
        left_on=["from_kind", "from_name"],
        right_on=["kind", "name"],
        how="left",
    ).join(
        numbers.rename({"number": "to_number"}), left_on=["to_kind", "to_name"], right_on=["kind", "name"], how="left"
    )
    between = numbered.drop_nulls(["from_number", "to_number"]).filter(pl.col("from_number") != pl.col("to_number"))
    graph = Links(*(between[column].cast(pl.Int64).to_numpy() for column in ("from_number", "to_number", "linked_at")))
    person = person_of(len(identifiers), graph)
    first_seen = identifiers["first_seen_at"].cast(pl.Int64).to_numpy()
    strength = identifiers["kind"].replace_strict(dict(zip(IDENTIFIER_KINDS, range(4), strict=True))).to_numpy()
    key = tie_breaks(identifiers, tied(person, first_seen))
    n_people = int(person.max()) + 1
    core = first_in_order(person, first_seen, key, n_groups=n_people)
    strongest = first_in_order(person, strength, first_seen, key, n_groups=n_people)
    joined = joined_at(len(identifiers), graph, core, first_seen)
    people = identifiers.with_columns(
        pl.Series("contact", person),
        pl.Series("linked_at", joined).cast(pl.Datetime("us")),
        (pl.col("name").hash(4) ^ pl.col("kind").hash(5)).alias("identifier_key"),
    )
    columns = ["identifier_key", "contact", "kind", "name", "linked_at"]
    owners = pl.concat([people.select(columns), devices(numbered, people).select(columns)])
    known = owners.group_by("contact").agg(pl.col("linked_at").min().dt.date().alias("first_known_date"))
    contacts = (
        identifiers[strongest]
        .select(pl.Series("contact", np.arange(n_people)), "kind", "name")
        .join(known, on="contact")
        .join(suppressed(people, seeds), on="contact", how="anti")
    )
    return owners, contacts


def tie_breaks(identifiers: pl.DataFrame, is_tied: np.ndarray) -> np.ndarray:
    """The project's keys where they decide an order, 0 elsewhere."""
    keys = np.zeros(len(identifiers), dtype=np.int64)
    among = identifiers.filter(pl.Series(is_tied))
    keys[is_tied] = [stable_key(kind, name) for kind, name in zip(among["kind"], among["name"], strict=True)]
    return keys


def devices(numbered: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    """The owner of each device: the person of its first link."""
    links = numbered.filter((pl.col("from_kind") == "anonymous_id") & (pl.col("to_kind") != "anonymous_id"))
    earliest = links.filter(pl.col("linked_at") == pl.col("linked_at").min().over("from_name"))
    pairs = earliest.select("from_name", "to_kind", "to_name", "to_number", "linked_at").unique()
    only = pairs.filter(pl.len().over("from_name") == 1)
    several = pairs.filter(pl.len().over("from_name") > 1)
    keys = [stable_key(kind, name) for kind, name in zip(several["to_kind"], several["to_name"], strict=True)]
    chosen = several.with_columns(pl.Series("key", keys, dtype=pl.Int64)).sort("key").unique("from_name", keep="first")
    owner = people.select(pl.col("number").alias("to_number"), "contact", pl.col("linked_at").alias("owner_linked_at"))
    return (
        pl.concat([only, chosen.drop("key")])
        .join(owner, on="to_number")
        .select(
            (pl.col("from_name").hash(4) ^ pl.lit("anonymous_id").hash(5)).alias("identifier_key"),
            "contact",
            pl.lit("anonymous_id").alias("kind"),
            pl.col("from_name").alias("name"),
            pl.max_horizontal("linked_at", "owner_linked_at").alias("linked_at"),
        )
    )


def suppressed(people: pl.DataFrame, seeds: Seeds) -> pl.DataFrame:
    """Contacts of excluded domains and people who asked to be forgotten."""
    is_erased = pl.any_horizontal(
        pl.lit(value=False), *((pl.col("kind") == kind) & (pl.col("name") == name) for kind, name in seeds.erased)
    )
    domain = pl.col("name").str.split_exact("@", 1).struct.field("field_1")
    is_excluded = (pl.col("kind") == "email") & domain.is_in(seeds.excluded_domains)
    return people.filter(is_erased | is_excluded).select("contact").unique()


def contact_events(
    spine: pl.DataFrame, kinds: pl.DataFrame, owners: pl.DataFrame, contacts: pl.DataFrame, seeds: Seeds
) -> pl.DataFrame:
    """Events with a signal of contacts that are scored, with the day since when each is known."""
    signals = seeds.classify(kinds.select(RULE_COLUMNS).to_dict(as_series=False))
    names = pl.Enum([signal["signal_name"] for signal in seeds.signals])
    kind_signals = kinds.select("kind_key", "target_key", pl.Series("signal_name", signals, dtype=names)).drop_nulls()
    kept = owners.lazy().join(contacts.lazy().select("contact"), on="contact", how="semi")
    return (
        spine.lazy()
        .join(kind_signals.lazy(), on="kind_key")
        .join(kept.select("identifier_key", "contact", "linked_at"), on="identifier_key")
        .select(
            "event_key", "target_key", "identifier_key", "contact", "signal_name", "occurred_at",
            pl.col("occurred_at").dt.date().alias("occurred_date"),
            pl.max_horizontal("received_at", "linked_at").dt.date().alias("known_date"),
        )
        .collect(engine="streaming")
    )  # fmt: skip


def session_keys(
    spine: pl.DataFrame, kinds: pl.DataFrame, names: set[str], most_seconds: int, seeds: Seeds
) -> pl.LazyFrame:
    """The session, its seconds and targets of every event of identifiers that composite signals ask for.

    They ask by a signal that they count by session, or by an event of at most so many seconds.
    """
    signals = seeds.classify(kinds.select(RULE_COLUMNS).to_dict(as_series=False))
    asking = kinds.filter(pl.Series([signal in names for signal in signals])).select("kind_key")
    dated = spine.lazy().with_columns(pl.col("received_at").dt.date().alias("received_date"))
    short = dated.filter(pl.col("duration_seconds") <= most_seconds).select("identifier_key")
    asked_for = pl.concat([dated.join(asking.lazy(), on="kind_key", how="semi").select("identifier_key"), short])
    rows = dated.join(asked_for.unique(), on="identifier_key", how="semi").sort(
        "identifier_key", "received_date", "occurred_at"
    )
    # A session goes over midnight; what comes after another began makes one with the late rows of its day.
    latest = pl.col("occurred_at").cum_max().shift().over("identifier_key")
    is_late = pl.col("occurred_at") < latest - pl.duration(minutes=30)
    rows = rows.with_columns(pl.when(is_late).then("received_date").alias("late_date")).sort(
        "identifier_key", "late_date", "received_date", "occurred_at"
    )
    is_start = (
        (pl.col("identifier_key") != pl.col("identifier_key").shift())
        | pl.col("late_date").ne_missing(pl.col("late_date").shift())
        | (pl.col("occurred_at") >= pl.col("occurred_at").shift() + pl.duration(minutes=30))
    ).fill_null(value=True)
    sessions = rows.select(
        "event_key", "kind_key", "duration_seconds",
        pl.coalesce("given_session", is_start.cum_sum().cast(pl.UInt64)).alias("session_key"),
    ).join(kinds.lazy().select("kind_key", "event_target"), on="kind_key")  # fmt: skip
    durations = pl.col("duration_seconds")
    return sessions.select(
        "event_key",
        "session_key",
        pl.when(durations.count() > 0).then(durations.sum()).over("session_key").alias("session_seconds"),
        pl.col("event_target").n_unique().over("session_key").alias("n_targets"),
    )


def meeting_conditions(members: pl.LazyFrame, events: pl.DataFrame, composite: dict) -> pl.LazyFrame:
    """The counted events that have all they need beside them, since when that is known and the wait is over."""
    over = pl.col("occurred_date") + pl.duration(days=composite["wait_days"])
    members = members.with_columns(pl.max_horizontal("known_date", over).alias("known_date"))
    for condition in composite["needed"]:
        wanted = events.lazy().filter(pl.col("signal_name").cast(pl.String).is_in(condition["members"]))
        others = wanted.select("contact", "event_key", "occurred_at", "occurred_date", "known_date")
        apart = (pl.col("occurred_date") - pl.col("occurred_date_other")).dt.total_days().abs()
        known = (
            members.join(others, on="contact", suffix="_other")
            .filter(
                (pl.col("event_key") != pl.col("event_key_other"))
                & (apart <= condition["within_days"])
                & (pl.lit(condition["requires"] == "with") | (pl.col("occurred_at_other") < pl.col("occurred_at")))
            )
            .group_by("event_key")
            .agg(pl.col("known_date_other").min().alias("met_date"))
        )
        members = (
            members.join(known, on="event_key")
            .with_columns(pl.max_horizontal("known_date", "met_date").alias("known_date"))
            .drop("met_date")
        )
    return members


def composite_days(
    events: pl.DataFrame, sessions: pl.LazyFrame, rule_days: pl.LazyFrame, composite: dict
) -> pl.LazyFrame:
    """The days on which one composite signal happened, since when it is known and until when it counts."""
    members = events.lazy().filter(pl.col("signal_name").cast(pl.String).is_in(composite["members"]))
    members = meeting_conditions(members, events, composite)
    by_session = composite["scope"] == "session" or composite["measure"] == "sessions"
    if by_session:
        members = members.join(sessions, on="event_key", how="left")
    if composite["max_session_seconds"] is not None:
        members = members.filter(pl.col("session_seconds") <= composite["max_session_seconds"])
        members = members.filter((pl.col("n_targets") == 1) | (not composite["needs_one_target"]))
    item = {"days": "occurred_date", "sessions": "session_key", "targets": "target_key", "events": "event_key"}
    items = members.with_columns(pl.col(item[composite["measure"]]).alias("item"))
    if composite["scope"] == "session":
        group = ["contact", "session_key"]
        held = items.group_by(*group, "item").agg(pl.col("known_date").min(), pl.col("occurred_date").min())
        held = held.with_columns(pl.col("occurred_date").min().over(group))
    else:
        group = ["contact", "occurred_date"]
        daily = items.group_by("contact", "occurred_date", "item").agg(pl.col("known_date").min())
        held = (
            daily.select(group).unique()
            .join(daily.rename({"occurred_date": "item_date"}), on="contact")
            .filter(
                (pl.col("item_date") <= pl.col("occurred_date"))
                & (pl.col("item_date") > pl.col("occurred_date") - pl.duration(days=composite["window_days"]))
            )
            .group_by(*group, "item")
            .agg(pl.col("known_date").min())
        )  # fmt: skip
    reached = (
        held.group_by(group)
        .agg(
            pl.col("known_date").bottom_k(composite["min_count"]).max(),
            pl.len().alias("n_items"),
            *([pl.col("occurred_date").first()] if composite["scope"] == "session" else []),
        )
        .filter(pl.col("n_items") >= composite["min_count"])
        .group_by("contact", "occurred_date", "known_date")
        .agg(pl.len().alias("n_events"))
        .with_columns(pl.lit(composite["signal_name"]).alias("signal_name"))
    )
    if not composite["unless"]:
        return reached.with_columns(FOREVER.alias("retracted_date"))
    key = ["contact", "occurred_date", "known_date"]
    asked = rule_days.filter(pl.col("signal_name").cast(pl.String).is_in(composite["unless"])).select(
        "contact", pl.col("occurred_date").alias("asked_date"),
        pl.max_horizontal("occurred_date", "known_date").alias("retracted_date"),
    )  # fmt: skip
    taken_back = (
        reached.join(asked, on="contact")
        .filter(pl.col("asked_date") > pl.col("occurred_date") - pl.duration(days=composite["window_days"]))
        .group_by(key)
        .agg(pl.col("retracted_date").min())
    )
    return reached.join(taken_back, on=key, how="left").with_columns(pl.col("retracted_date").fill_null(FOREVER))


def signal_days(events: pl.DataFrame, spine: pl.DataFrame, kinds: pl.DataFrame, seeds: Seeds) -> pl.DataFrame:
    """Contact, signal and day buckets with the events that the daily cap lets through."""
    rule_days = events.lazy().group_by(BUCKET).agg(pl.len().alias("n_events")).collect(engine="streaming").lazy()
    limits = [one["max_session_seconds"] for one in seeds.composites if one["max_session_seconds"] is not None]
    by_session = [one for one in seeds.composites if "session" in one["scope"] + one["measure"]]
    names = {name for one in by_session if one["max_session_seconds"] is None for name in one["members"]}
    sessions = session_keys(spine, kinds, names, max(limits, default=-1), seeds).collect().lazy()
    signal_type = events.schema["signal_name"]
    composites = [
        composite_days(events, sessions, rule_days, composite).with_columns(pl.col("signal_name").cast(signal_type))
        for composite in seeds.composites
    ]
    columns = [*BUCKET, "retracted_date", "n_events"]
    days = pl.concat(
        [part.select(columns) for part in (rule_days.with_columns(FOREVER.alias("retracted_date")), *composites)]
    )
    caps = pl.LazyFrame(seeds.signals).select(pl.col("signal_name").cast(signal_type), "max_events_per_day")
    group = ["contact", "signal_name", "occurred_date"]
    so_far = pl.col("n_events").cum_sum().over(group)
    before = so_far - pl.col("n_events")
    return (
        days.join(caps, on="signal_name")
        .with_columns(pl.col("n_events").cast(pl.Int64))
        .sort(*group, "known_date", "retracted_date")
        .with_columns(
            (pl.min_horizontal(so_far, "max_events_per_day") - pl.min_horizontal(before, "max_events_per_day"))
            .alias("n_counted")
        )
        .collect(engine="streaming")
    )  # fmt: skip


def contact_points(days: pl.DataFrame, contacts: pl.DataFrame, as_of_date: object, seeds: Seeds) -> pl.DataFrame:
    """Points and score of every contact on the date."""
    signals = pl.LazyFrame(seeds.signals).with_columns(pl.col("signal_name").cast(days.schema["signal_name"]))
    decay = pl.concat(
        [
            pl.LazyFrame(
                {"decay_curve": [curve] * len(shares), "age_days": np.arange(len(shares)), "share_micro": shares}
            )
            for curve, shares in seeds.decay.items()
        ]
    )
    caps = pl.LazyFrame(
        {"tier": list(seeds.tier_caps), "most": list(seeds.tier_caps.values())},
        schema={"tier": pl.String, "most": pl.Int64},
    )
    value = (pl.col("n_counted") * pl.col("share_micro")).sum()
    product = pl.min_horizontal("value", "cap_micro") * pl.col("points_micro")
    points = (
        days.lazy()
        .filter((pl.col("known_date") <= as_of_date) & (pl.col("retracted_date") > as_of_date))
        .with_columns((pl.lit(as_of_date) - pl.col("occurred_date")).dt.total_days().alias("age_days"))
        .join(signals.filter(pl.col("is_scored")), on="signal_name")
        .join(decay, on=["decay_curve", "age_days"])
        .group_by("contact", "signal_name", "tier", "points_micro", "cap_micro")
        .agg(value.alias("value"))
        # Whole numbers are divided towards zero.
        .with_columns((product.abs() // 1_000_000 * product.sign()).alias("points"))
        .group_by("contact", "tier")
        .agg(
            pl.col("points").clip(lower_bound=0).sum().alias("added"),
            pl.col("points").clip(upper_bound=0).sum().alias("taken"),
        )
        .join(caps, on="tier", how="left")
        .group_by("contact")
        .agg((pl.min_horizontal("added", "most") + pl.col("taken")).sum().alias("points_micro"))
    )
    scored = (
        contacts.lazy()
        .filter(pl.col("first_known_date") <= as_of_date)
        .join(points, on="contact", how="left")
        .select(
            pl.col("kind").alias("identifier_type"), pl.col("name").alias("identifier_value"),
            pl.col("points_micro").fill_null(0),
        )
        .collect(engine="streaming")
    )  # fmt: skip
    return scored.with_columns(
        pl.Series("score", score_from_points(scored["points_micro"].to_numpy(), seeds.score_curve))
    )
