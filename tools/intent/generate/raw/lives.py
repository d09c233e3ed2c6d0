"""A few people who each live one story: what a signal, archetype, spike or exclusion looks like, and what resembles it.

Their acts are rows of the generic events table alone, in the last weeks of the data, so that all else stays as it is.
Whom a trait excludes, or nearly, has a record in HubSpot too, which is where the trait comes from.
"""

from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from ..calendar import DAY, HOUR, Calendar
from ..columns import instant, synced
from .writer import Writer

MINUTE = 60
# Source, channel, event and target of each act.
ACTS = {
    "home": ("page_depth", "web", "page_viewed", "/"),
    "pricing": ("page_depth", "web", "page_viewed", "/pricing"),
    "comparison": ("page_depth", "web", "page_viewed", "/compare/rival"),
    "demo page": ("page_depth", "web", "page_viewed", "/book-a-demo"),
    "case study": ("page_depth", "web", "page_viewed", "/case-studies/logistics"),
    "documentation": ("page_depth", "web", "page_viewed", "/docs/quickstart"),
    "product": ("page_depth", "web", "page_viewed", "/product/automation"),
    "careers": ("page_depth", "web", "page_viewed", "/careers"),
    "calculator": ("page_depth", "web", "roi_calculator_completed", "roi"),
    **{f"post {n}": ("page_depth", "web", "page_viewed", f"/blog/story-{n}") for n in range(1, 5)},
    **{f"section {n}": ("interactive_demo", "demo", "demo_section_viewed", f"story-{n}") for n in range(1, 4)},
    "registration": ("webinar", "webinar", "webinar_registered", "intent-101"),
    "webinar": ("webinar", "webinar", "webinar_attended", "intent-101"),
    "demo request": ("mailbox", "email", "demo_requested", "inbox"),
    "email": ("mailbox", "email", "email_delivered", "story"),
    "open": ("mailbox", "email", "email_opened", "story"),
    "unsubscribing": ("mailbox", "email", "email_unsubscribed", "story"),
    "spam report": ("mailbox", "email", "email_spamreport", "story"),
}


@dataclass(frozen=True)
class Life:
    """One person's acts as (days before the last day, act), and what they show.

    `shows` names signals with the days before the last day on which each first happens. `lacks` names those that the
    acts only resemble, or that a later act took back. `seconds` is how long each page took, where that is known.
    `excluded` says by what the person is ruled out (domain, country or industry) or, with `is_excluded` false, only
    looks it. `domain` stands in the place of a domain of their own; `recorded` is how many days before the last day
    HubSpot got a record of them, with `country` and `industry`.
    """

    name: str
    acts: tuple[tuple[int, str], ...]
    shows: dict[str, int] = field(default_factory=dict)
    lacks: tuple[str, ...] = ()
    seconds: int | None = None
    archetype: str | None = None
    spikes: bool | None = None
    excluded: str | None = None
    is_excluded: bool = True
    domain: str | None = None
    recorded: int | None = None
    country: str | None = None
    industry: str | None = None


def on(act: str, *days: int) -> tuple[tuple[int, str], ...]:
    """One act on each of these days."""
    return tuple((day, act) for day in days)


def then(day: int, *acts: str) -> tuple[tuple[int, str], ...]:
    """Acts of one session, one after the other."""
    return tuple((day, act) for act in acts)


POSTS = ("post 1", "post 2", "post 3", "post 4")
SECTIONS = ("section 1", "section 2", "section 3")
LOOKING = on("pricing", 30, 15, 2)
FIRST_LIFE_ID = 9_000_001
READING = tuple(zip((24, 18, 12, 7), POSTS, strict=True))
LIVES = (
    Life("twice-at-prices", on("pricing", 20, 16), {"repeat_pricing_visits": 16}, archetype="evaluator"),
    Life("often-at-prices", on("pricing", 12, 9, 7), {"repeat_pricing_visits": 9, "frequent_pricing_visits": 7}),
    Life("seldom-at-prices", on("pricing", 25, 15, 5), lacks=("repeat_pricing_visits", "frequent_pricing_visits")),
    Life("back-at-products", on("product", 15, 5), {"repeat_product_visits": 5}),
    Life("late-at-products", on("product", 28, 8), lacks=("repeat_product_visits",)),
    Life("deep-in-the-tour", then(10, *SECTIONS), {"demo_explored_in_depth": 10}),
    Life(
        "bits-of-the-tour", tuple(zip((10, 8, 6), SECTIONS, strict=True)), lacks=("demo_explored_in_depth",)
    ),  # fmt: skip
    Life("long-read", then(9, *POSTS[:3]), {"several_articles_in_session": 9}),
    Life("short-reads", tuple(zip((9, 7, 5), POSTS[:3], strict=True)), lacks=("several_articles_in_session",)),
    Life("applies", on("careers", 20, 10), {"repeat_careers_visits": 10}, archetype="job seeker"),
    Life("looks-in-once", on("careers", 20), lacks=("repeat_careers_visits",)),
    Life(
        "buys-after-all",
        (*on("careers", 20, 10), (3, "demo request")),
        lacks=("repeat_careers_visits",),
        archetype="researcher",
    ),
    Life("counts-then-asks", then(8, "calculator", "pricing"), {"calculator_then_pricing": 8}),
    Life("asks-then-counts", then(8, "pricing", "calculator"), lacks=("calculator_then_pricing",)),
    Life("price-then-demo", ((14, "pricing"), (10, "demo page")), {"pricing_then_demo_page": 10}),
    Life("demo-then-price", ((14, "demo page"), (10, "pricing")), lacks=("pricing_then_demo_page",)),
    Life("came-as-said", ((20, "registration"), (12, "webinar")), {"attended_as_registered": 12}),
    Life("came-unsaid", on("webinar", 12), lacks=("attended_as_registered",)),
    Life(
        "prices-and-learns",
        (*on("pricing", 22, 20), (6, "webinar")),
        {"repeat_pricing_visits": 20, "pricing_and_webinar": 20},
    ),
    Life("price-and-learns", ((20, "pricing"), (6, "webinar")), lacks=("pricing_and_webinar",)),
    Life("only-reads", READING, {"only_early_reading": 7}, archetype="passive reader"),
    Life("reads-on", (*READING, (3, "case study")), lacks=("only_early_reading",)),
    Life("ignores", on("email", 35, 27, 19, 11), {"ignored_emails": 11}),
    Life("opens-later", (*on("email", 35, 27, 19, 11), (2, "open")), lacks=("ignored_emails",)),
    Life("leaves", on("unsubscribing", 10), {"email_unsubscribed": 10, "stayed_unsubscribed": 10}),
    Life(
        "leaves-and-asks",
        ((10, "unsubscribing"), (4, "demo request")),
        {"email_unsubscribed": 10},
        lacks=("stayed_unsubscribed",),
    ),
    Life("complains", on("spam report", 6), {"spam_reported": 6}),
    Life("hurries", on("post 1", 21, 13, 4), {"rapid_bounces": 4}, seconds=5),
    Life("stays", on("post 1", 21, 13, 4), lacks=("rapid_bounces",), seconds=80),
    Life("untimed", on("post 1", 21, 13, 4), lacks=("rapid_bounces",)),
    Life("evaluates", ((15, "pricing"), (8, "comparison"), (5, "case study")), archetype="evaluator"),
    Life("researches", ((14, "case study"), (9, "documentation")), archetype="researcher"),
    Life("wakes-up", on("home", 80, 40, 5, 3, 1, 0), spikes=True),
    Life("as-ever", on("home", *range(3, 84, 7)), spikes=False),
    Life("spies", LOOKING, excluded="domain", domain="rival.example"),
    Life("arrives", LOOKING, excluded="domain", is_excluded=False, domain="arrival.example"),
    Life("beyond-reach", LOOKING, excluded="country", recorded=4, country="AQ"),
    Life("within-reach", LOOKING, excluded="country", is_excluded=False, recorded=4, country="Aquitaine"),
    Life("not-sold-to", LOOKING, excluded="industry", recorded=5, industry="Example industry"),
    Life(
        "sold-to", LOOKING, excluded="industry", is_excluded=False, recorded=5, industry="No example industry"
    ),  # fmt: skip
)


def email_of(number: int) -> str:
    """The address of the person of a life; everybody works for somebody else."""
    life = LIVES[number]
    return f"{life.name}@{life.domain or f'story-{number + 1:02d}.example'}"


def life_contacts(calendar: Calendar) -> pa.Table:
    """The records of people of lives as finished rows of HubSpot's table of contacts."""
    rows, moments = [], []
    for number, life in enumerate(LIVES):
        if life.recorded is not None:
            moments.append(calendar.ends_at - (life.recorded + 1) * DAY + 10 * HOUR)
            rows.append(
                {
                    "id": FIRST_LIFE_ID + number,
                    "property_email": email_of(number),
                    "property_country": life.country,
                    "property_industry": life.industry,
                    "property_hs_email_optout": False,
                    "_fivetran_deleted": False,
                }
            )
    at = np.array(moments)
    table = pa.Table.from_pylist(rows)
    return table.append_column("property_createdate", instant(at)).append_column("_fivetran_synced", synced(at))


def life_rows(calendar: Calendar) -> pa.Table:
    """The acts of all lives as finished rows of the generic events table."""
    rows, moments = [], []
    for number, life in enumerate(LIVES):
        for place, (days_ago, act) in enumerate(life.acts):
            source, channel, event, target = ACTS[act]
            moments.append(calendar.ends_at - (days_ago + 1) * DAY + 10 * HOUR + place * MINUTE)
            rows.append(
                {
                    "event_id": f"ge-life-{number + 1:02d}-{place + 1:02d}",
                    "source_name": source,
                    "event_name": event,
                    "event_target": target,
                    "channel": channel,
                    "identifier_type": "email",
                    "identifier_value": email_of(number),
                    "duration_seconds": life.seconds,
                }
            )
    at = np.array(moments)
    order = np.lexsort((np.arange(len(at)), at))
    table = pa.Table.from_pylist([rows[n] for n in order])
    occurred = [str(moment).replace("T", " ") for moment in at[order].astype("datetime64[s]")]
    table = table.append_column("occurred_at", pa.array(occurred))
    return table.append_column("received_at", instant(at[order] + 5))


def write_lives(calendar: Calendar, writer: Writer) -> None:
    """Write the truth about lives: what each shows and since which day, or does not show."""
    said = []
    for number, life in enumerate(LIVES):
        said += [(number, "signal", name, days, True) for name, days in life.shows.items()]
        said += [(number, "signal", name, None, False) for name in life.lacks]
        if life.archetype is not None:
            said.append((number, "archetype", life.archetype, None, True))
        if life.spikes is not None:
            said.append((number, "spike", "spike", None, life.spikes))
        if life.excluded is not None:
            since = life.recorded if life.is_excluded else None
            said.append((number, "exclusion", life.excluded, since, life.is_excluded))
    last_day = np.datetime64(calendar.end)
    days = [None if row[3] is None else (last_day - np.timedelta64(row[3], "D")).item() for row in said]
    writer.write(
        "truth",
        "planted_lives",
        {
            "email": pa.array([email_of(row[0]) for row in said]),
            "kind": pa.array([row[1] for row in said]),
            "name": pa.array([row[2] for row in said]),
            "happened_date": pa.array(days, type=pa.date32()),
            "is_shown": pa.array([row[4] for row in said]),
        },
    )
