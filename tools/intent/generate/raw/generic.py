"""The generic events table: product, tours, webinars, ads, reviews, topics, social, chat, calls and mailboxes."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from .. import names
from ..calendar import DAY, HOUR, NEVER
from ..columns import NONE, coded, instant, integer, scrambled
from ..randomness import stream
from ..signals import NUMBER_OF, SIGNALS, numbers_of
from ..world import World
from .arrivals import is_late
from .broken import EVENT_FAULTS, GOOD_EVENT, broken_table
from .identifiers import Identifiers
from .lives import life_rows
from .planted import Planted
from .writer import Writer

EVENT_SALT = 31
AT_ONCE, NEXT_MORNING, NEXT_MONDAY = 0, 1, 2
TYPES = ("user_id", "anonymous_id", "email")
USER, ANONYMOUS, EMAIL = range(3)
FEATURES = ("dashboards", "lists", "alerts", "exports", "playbooks", "forecasts")
SECTIONS = ("overview", "scoring", "routing", "reports", "integrations", "pricing")
WEBINARS = ("intent-101", "scoring-in-practice", "revenue-teams", "clean-crm")
TOPICS = ("lead scoring", "buyer intent", "sales routing", "marketing automation")
POSTS = ("launch-post", "customer-story", "hiring-post", "event-recap")
READ_PAGES = ("/pricing", "/product/automation", "/blog/lead-scoring-basics")
ADS = ("search-brand", "search-category", "social-retargeting")


@dataclass(frozen=True)
class Feed:
    """How one signal appears: source, channel, targets, identifier, arrival, duration."""

    source: str
    channel: str
    targets: tuple[str, ...]
    identifier: int
    arrival: int = AT_ONCE
    longest_seconds: int = 0
    has_campaign: bool = False


FEEDS = {
    "trial_started": Feed("product", "product", ("trial",), USER),
    "feature_used": Feed("product", "product", FEATURES, USER),
    "integration_connected": Feed("product", "product", ("salesforce", "hubspot", "slack"), USER),
    "teammate_invited": Feed("product", "product", ("teammate",), USER),
    "demo_tour_started": Feed("interactive_demo", "demo", ("main-tour",), ANONYMOUS),
    "demo_section_viewed": Feed("interactive_demo", "demo", SECTIONS, ANONYMOUS, longest_seconds=180),
    "demo_tour_completed": Feed("interactive_demo", "demo", ("main-tour",), ANONYMOUS),
    "webinar_registered": Feed("webinar", "webinar", WEBINARS, EMAIL),
    "webinar_attended": Feed("webinar", "webinar", WEBINARS, EMAIL, NEXT_MORNING, 3_600),
    "ad_clicked": Feed("ads", "ads", ADS, ANONYMOUS, has_campaign=True),
    "ad_form_submitted": Feed("ads", "ads", ADS, EMAIL, has_campaign=True),
    "review_site_visited": Feed("reviews", "third_party", ("profile",), EMAIL, NEXT_MORNING),
    "competitor_compared": Feed("reviews", "third_party", ("rival",), EMAIL, NEXT_MORNING),
    "topic_surged": Feed("topics", "third_party", TOPICS, EMAIL, NEXT_MONDAY),
    "post_commented": Feed("social", "social", POSTS, EMAIL),
    "post_shared": Feed("social", "social", POSTS, EMAIL),
    "direct_message_sent": Feed("social", "social", ("inbox",), EMAIL),
    "chat_started": Feed("chat", "chat", ("website-chat",), ANONYMOUS),
    "page_scrolled": Feed("page_depth", "web", READ_PAGES, ANONYMOUS),
    "email_received": Feed("mailbox", "email", ("re: your question",), EMAIL),
    "call_logged": Feed("dialer", "phone", ("outbound",), EMAIL, longest_seconds=900),
    "meeting_held": Feed("calendar", "crm", ("meeting",), EMAIL),
}


def write_generic(world: World, identifiers: Identifiers, writer: Writer, planted: Planted, lives: bool = True) -> None:
    """Write the events table, `lives` included, and note its late and broken rows."""
    events = world.events.of(numbers_of("generic"))
    signal = events.signal
    received_at = _received(world, signal, events.at)
    order = np.lexsort((signal, events.person, events.at, received_at))
    events, received_at = events.take(order), received_at[order]
    signal, detail = events.signal, events.detail
    key = scrambled(np.arange(len(events)), EVENT_SALT)
    late = is_late(events.at, received_at)
    planted.late("generic", "events", key[late], (received_at - events.at)[late])
    broken, listed = broken_table(GOOD_EVENT, EVENT_FAULTS, "event_id", "received_at", world.calendar)
    planted.broken("generic", "events", listed)
    if lives:
        broken = pa.concat_tables([broken, life_rows(world.calendar)], promote_options="permissive")
    kind = _identifier_kinds(world, events.signal, events.device, events.at)
    in_tour = np.isin(signal, [n for n, s in enumerate(SIGNALS) if s.name.startswith("demo_")])
    longest = _by_signal("longest_seconds")[signal]
    duration = np.where(longest > 0, 20 + (key >> 9) % np.maximum(longest, 1), NONE)
    targets, target = _targets(signal, detail)
    agent = np.where(kind == ANONYMOUS, world.devices.agent[events.device], NONE)
    writer.write(
        "raw/generic",
        "events",
        {
            "key": pa.array(key),
            "source_name": coded(signal, _strings("source")),
            "event_name": coded(signal, [name.name for name in SIGNALS]),
            "event_target": coded(target, targets),
            "channel": coded(signal, _strings("channel")),
            "identifier_type": coded(kind, TYPES),
            "user_id": coded(np.where(kind == USER, events.person, NONE), identifiers.user),
            "anonymous_id": coded(np.where(kind == ANONYMOUS, events.device, NONE), identifiers.anonymous),
            "email": coded(np.where(kind == EMAIL, events.person, NONE), identifiers.email),
            "tour": integer(np.where(in_tour, events.device * 1_000_000 + events.at // DAY, NONE)),
            "duration_seconds": integer(duration),
            "campaign": coded(np.where(_by_signal("has_campaign")[signal], detail % 3, NONE), ADS),
            "user_agent": coded(agent, names.USER_AGENTS),
            "happened_at": instant(events.at),
            "received_at": instant(received_at),
        },
        select=(
            "printf('ge-%012x', key) as event_id, source_name, event_name, event_target, channel, "
            "identifier_type, coalesce(user_id, anonymous_id, email) as identifier_value, "
            "'tour-' || tour as session_key, duration_seconds, campaign, null::varchar as referrer, "
            "user_agent, strftime(happened_at, '%Y-%m-%d %H:%M:%S') as occurred_at, received_at"
        ),
        broken=broken,
    )


def _strings(field: str) -> list[str | None]:
    return [getattr(FEEDS.get(signal.name), field, None) for signal in SIGNALS]


def _by_signal(field: str) -> np.ndarray:
    return np.array([getattr(FEEDS.get(signal.name), field, 0) for signal in SIGNALS])


def _targets(signal: np.ndarray, detail: np.ndarray) -> tuple[list[str], np.ndarray]:
    """All targets in one list, and the position of each event's target in it."""
    lists = [FEEDS[s.name].targets if s.name in FEEDS else () for s in SIGNALS]
    sizes = np.array([len(targets) for targets in lists])
    first = np.cumsum(sizes) - sizes
    flat = [target for targets in lists for target in targets]
    return flat, first[signal] + detail % np.maximum(sizes[signal], 1)


def _identifier_kinds(world: World, signal: np.ndarray, device: np.ndarray, at: np.ndarray) -> np.ndarray:
    """The identifier of each row; tours on a device known by then carry the address half the time."""
    kind = _by_signal("identifier")[signal]
    in_tour = np.isin(signal, [NUMBER_OF["demo_tour_started"], NUMBER_OF["demo_tour_completed"]])
    linked_at = np.where(device >= 0, world.links.device_linked_at[device], NEVER)
    return np.where(in_tour & (linked_at <= at) & (at % 2 == 0), EMAIL, kind)


def _received(world: World, signal: np.ndarray, at: np.ndarray) -> np.ndarray:
    """Arrival: within seconds, with next morning's file, or with next Monday's file."""
    random = stream(world.seed, "arrivals_events")
    seconds = random.integers(1, 6, len(at))
    morning = (at // DAY + 1) * DAY + 6 * HOUR - at
    monday = (at // DAY + 7 - (at // DAY + 3) % 7) * DAY + 6 * HOUR - at
    arrival = _by_signal("arrival")[signal]
    delay = np.select([arrival == AT_ONCE, arrival == NEXT_MORNING], [seconds, morning], monday)
    return np.minimum(at + delay, world.calendar.ends_at - 1)
