"""Visits to the web site: sessions of one to several pages, in four moods."""

from dataclasses import dataclass

import numpy as np

from .buying import Periods, expected_number, ramp_days
from .calendar import Calendar, instants
from .columns import NONE, within_group
from .events import Events, events_of
from .population import Devices, People
from .randomness import stream
from .signals import NUMBER_OF

PAGES = {
    "site_visited": ("/",),
    "pricing_page_viewed": ("/pricing",),
    "comparison_page_viewed": ("/compare/rival", "/compare/spreadsheets", "/compare/in-house"),
    "roi_page_viewed": ("/roi-calculator",),
    "demo_page_viewed": ("/book-a-demo",),
    "case_study_viewed": tuple(
        f"/case-studies/{slug}" for slug in ("northwind-bank", "lakeside-clinic", "fast-freight", "city-college")
    ),
    "documentation_viewed": tuple(f"/docs/{slug}" for slug in ("getting-started", "api", "security", "import", "sso")),
    "integration_page_viewed": tuple(
        f"/integrations/{slug}" for slug in ("salesforce", "hubspot", "slack", "snowflake")
    ),
    "product_page_viewed": tuple(f"/product/{slug}" for slug in ("automation", "analytics", "routing", "enrichment")),
    "blog_post_viewed": tuple(
        f"/blog/{slug}"
        for slug in (
            "what-is-intent",
            "lead-scoring-basics",
            "cold-email-myths",
            "pipeline-reviews",
            "sales-and-marketing",
            "five-funnel-metrics",
            "crm-hygiene",
            "first-party-data",
            "webinar-checklist",
            "buying-committees",
            "attribution-limits",
            "forecasting-notes",
        )
    ),
    "careers_page_viewed": ("/careers", "/careers/data-engineer", "/careers/account-executive"),
}
PATHS = tuple(path for paths in PAGES.values() for path in paths)
PAGE_KINDS = tuple(PAGES)
FIRST_PATH = np.cumsum([0] + [len(paths) for paths in PAGES.values()])[:-1]
N_PATHS = np.array([len(paths) for paths in PAGES.values()])
SIGNAL_OF_KIND = np.array([NUMBER_OF[kind] for kind in PAGE_KINDS], dtype=np.int16)

#        site price comp  roi   demo  case  docs  integ prod  blog  careers
IDLE = (0.23, 0.042, 0.022, 0.006, 0.024, 0.115, 0.10, 0.08, 0.13, 0.244, 0.007)
BUYING = (0.17, 0.140, 0.080, 0.030, 0.050, 0.10, 0.07, 0.07, 0.16, 0.130, 0.000)
READING = (0.30, 0.0, 0.0, 0.0, 0.0, 0.0, 0.05, 0.0, 0.10, 0.55, 0.0)
JOB_SEEKING = (0.20, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.05, 0.05, 0.70)
IDLE_VISITS_PER_YEAR = 5.2
BUYING_VISITS_PER_PERIOD = 5.5
CAREER_VISITS_PER_YEAR = 5.0
PAGES_PER_VISIT = {"idle": 1.9, "buying": 2.6}
ANONYMOUS_SHARE = 0.20


@dataclass(frozen=True)
class Visits:
    """One row per visit: who came, on which day, on which device."""

    person: np.ndarray
    day: np.ndarray
    device: np.ndarray


def yearly_visits(
    people: People,
    rate: np.ndarray,
    calendar: Calendar,
    devices: Devices,
    random: np.random.Generator,
) -> Visits:
    """Visits spread evenly over each person's days since arrival at `rate` per year."""
    known_days = np.maximum(calendar.simulated_days - people.arrival_day, 0)
    number = random.poisson(rate * known_days / 365)
    person = np.repeat(np.arange(len(people)), number)
    span = known_days[person]
    day = people.arrival_day[person] + (random.random(len(person)) * span).astype(np.int64)
    return Visits(person, day, device_used(devices, person, random))


def buying_visits(people: People, periods: Periods, devices: Devices, random: np.random.Generator) -> Visits:
    """Visits in buying periods, denser towards their end."""
    mean = expected_number(periods, BUYING_VISITS_PER_PERIOD)
    number = random.poisson(mean * people.has_web[periods.person])
    rows = np.repeat(np.arange(len(periods)), number)
    person = periods.person[rows]
    return Visits(person, ramp_days(random, periods, rows), device_used(devices, person, random))


def device_used(devices: Devices, person: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Mostly the person's first device, else any of them; NONE for people without one."""
    count = devices.count_of[person]
    other = (random.random(len(person)) * count).astype(np.int64)
    uses_first = random.random(len(person)) < 0.7
    device = devices.first_of[person] + np.where(uses_first, 0, other)
    return np.where(count > 0, device, NONE)


def page_views(
    visits: Visits,
    mixture: tuple[float, ...],
    pages_per_visit: float,
    first_visit: int,
    calendar: Calendar,
    random: np.random.Generator,
) -> Events:
    """The pages of the visits, some 20 to 200 seconds apart."""
    n_visits = len(visits.person)
    number = 1 + random.poisson(pages_per_visit - 1, n_visits)
    visit = np.repeat(np.arange(n_visits), number)
    begin = instants(random, calendar, visits.day)
    gap = random.integers(20, 200, len(visit)) * within_group(number)
    shares = np.cumsum(mixture) / np.sum(mixture)
    kind = np.searchsorted(shares, random.random(len(visit)), side="right")
    path = FIRST_PATH[kind] + (random.random(len(visit)) * N_PATHS[kind]).astype(np.int64)
    return events_of(
        person=visits.person[visit],
        signal=SIGNAL_OF_KIND[kind],
        at=begin[visit] + gap,
        detail=path,
        device=visits.device[visit],
        visit=first_visit + visit,
    )


def natural_visits(people: People, periods: Periods, devices: Devices, calendar: Calendar, seed: int) -> list[Events]:
    """Page views of idle, buying and job-seeking people."""
    parts: list[Events] = []
    plans = (
        ("visits_background", IDLE, PAGES_PER_VISIT["idle"]),
        ("visits_buying", BUYING, PAGES_PER_VISIT["buying"]),
        ("visits_careers", JOB_SEEKING, PAGES_PER_VISIT["idle"]),
    )
    first_visit = 0
    for concern, mixture, depth in plans:
        random = stream(seed, concern)
        if concern == "visits_buying":
            visits = buying_visits(people, periods, devices, random)
        else:
            rate = (
                IDLE_VISITS_PER_YEAR * people.activity * people.has_web
                if concern == "visits_background"
                else CAREER_VISITS_PER_YEAR * people.is_job_seeker
            )
            visits = yearly_visits(people, rate, calendar, devices, random)
        parts.append(page_views(visits, mixture, depth, first_visit, calendar, random))
        first_visit += len(visits.person)
    return parts


def reading_visits(people: People, devices: Devices, extra_pages: float, calendar: Calendar, seed: int) -> Events:
    """About `extra_pages` further page views of mere reading within the data's period."""
    random = stream(seed, "visits_reading")
    known_days = np.maximum(calendar.days - people.arrival_day, 0)
    person_years = float((people.activity * people.has_web * known_days).sum()) / 365
    rate = extra_pages / PAGES_PER_VISIT["idle"] / person_years * people.activity * people.has_web
    visits = yearly_visits(people, rate, calendar, devices, random)
    return page_views(visits, READING, PAGES_PER_VISIT["idle"], 2**30, calendar, random)


def anonymous_visits(identified_pages: int, calendar: Calendar, seed: int) -> Events:
    """Visitors who never say who they are; their `person` numbers visitors, not people."""
    random = stream(seed, "visits_anonymous")
    n_pages = identified_pages * ANONYMOUS_SHARE / (1 - ANONYMOUS_SHARE)
    n_visits = max(1, round(n_pages / PAGES_PER_VISIT["idle"]))
    visitor = random.integers(0, max(1, n_visits // 2), n_visits)
    day = random.integers(0, calendar.days, n_visits)
    visits = Visits(visitor, day, np.full(n_visits, NONE))
    return page_views(visits, IDLE, PAGES_PER_VISIT["idle"], 0, calendar, random)
