"""Companies, people and their devices: who exists and how each can be recognised."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from . import names
from .calendar import DAY, HOUR, Calendar
from .columns import coded, starts_of
from .randomness import stream

COMPETITOR_COMPANY = 1
INSIDERS_PER_COMPANY = 5
INSIDER_ACTIVITY = 4.0
COMPANY_SIZE_WEIGHTS = np.array([0.30, 0.18, 0.13, 0.10, 0.08, 0.06, 0.05, 0.03, 0.03, 0.02, 0.01])
FIRST_CONTACT_ID, MERGED_CONTACT_ID = 100_001, 7_000_001
FIRST_COMPANY_ID = 5_000_001


@dataclass(frozen=True)
class Companies:
    """One row per company; sizes count the people we know there."""

    size: np.ndarray
    name: pa.Array
    domain: pa.Array
    industry: np.ndarray
    country: np.ndarray
    employees: np.ndarray
    revenue: np.ndarray

    def __len__(self) -> int:
        return len(self.size)


@dataclass(frozen=True)
class People:
    """One row per person, people of one company next to each other; instants in seconds."""

    company: np.ndarray
    first_name: pa.Array
    last_name: pa.Array
    email: pa.Array
    title: np.ndarray
    activity: np.ndarray
    arrival_day: np.ndarray
    created_at: np.ndarray
    old_contact_ids: np.ndarray
    is_insider: np.ndarray
    is_free_mail: np.ndarray
    is_job_seeker: np.ndarray
    has_web: np.ndarray
    has_hubspot: np.ndarray
    has_lead: np.ndarray
    has_user: np.ndarray

    def __len__(self) -> int:
        return len(self.company)

    def can(self, needs: str) -> np.ndarray:
        """Whether each person can do what a signal with these needs asks for."""
        return {
            "web": self.has_web,
            "hubspot": self.has_hubspot,
            "lead": self.has_lead,
            "user": self.has_user,
            "any": self.has_web,
        }[needs]


@dataclass(frozen=True)
class Devices:
    """One row per browser of a person; `first_of` and `count_of` are indexed by person."""

    person: np.ndarray
    agent: np.ndarray
    is_mobile: np.ndarray
    first_of: np.ndarray
    count_of: np.ndarray

    def __len__(self) -> int:
        return len(self.person)


def company_sizes(contacts: int, random: np.random.Generator) -> np.ndarray:
    """Draw company sizes between 1 and 12 until every contact has a company."""
    weights = COMPANY_SIZE_WEIGHTS / COMPANY_SIZE_WEIGHTS.sum()
    drawn = random.choice(np.arange(1, 12), size=contacts, p=weights) + (random.random(contacts) < 0.1)
    sizes = np.concatenate([[INSIDERS_PER_COMPANY] * 2, drawn])
    n_companies = int(np.searchsorted(np.cumsum(sizes), contacts)) + 1
    sizes = sizes[:n_companies]
    sizes[-1] -= sizes.sum() - contacts
    return sizes


def build_companies(contacts: int, seed: int) -> Companies:
    """Companies for the given number of contacts; the first two are ourselves and a rival."""
    random = stream(seed, "companies")
    size = company_sizes(contacts, random)
    n_companies = len(size)
    endings = len(names.COMPANY_ENDINGS)
    n_names = len(names.COMPANY_BEGINNINGS) * endings
    place = (np.arange(n_companies) * 511) % n_names
    series = np.arange(n_companies) // n_names
    series_suffix = pc.if_else(pa.array(series == 0), "", pa.array(series).cast(pa.string()))
    name = pc.binary_join_element_wise(
        coded(place // endings, names.COMPANY_BEGINNINGS).dictionary_decode(),
        coded(place % endings, names.COMPANY_ENDINGS).dictionary_decode(),
        series_suffix,
        "",
    )
    domain = pc.binary_join_element_wise(pc.utf8_lower(name), "example", ".")
    employees = np.exp(random.normal(4.6, 1.3, n_companies)).astype(np.int64) + 5
    return Companies(
        size=size,
        name=_with_insiders(name, "Our Company", "Rival"),
        domain=_with_insiders(domain, names.STAFF_DOMAIN, names.COMPETITOR_DOMAIN),
        industry=random.integers(0, len(names.INDUSTRIES), n_companies),
        country=random.integers(0, len(names.COUNTRIES), n_companies),
        employees=employees,
        revenue=employees * random.integers(80, 260, n_companies) * 1000,
    )


def _with_insiders(column: pa.Array, ours: str, rival: str) -> pa.Array:
    return pa.concat_arrays([pa.array([ours, rival]), column.slice(2)])


def build_people(companies: Companies, calendar: Calendar, seed: int) -> People:
    """Draw every person: names, address, arrival, and the systems that know them."""
    random = stream(seed, "people")
    company = np.repeat(np.arange(len(companies)), companies.size)
    n_people = len(company)
    is_insider = company <= COMPETITOR_COMPANY
    first = random.integers(0, len(names.FIRST_NAMES), n_people)
    last = random.integers(0, len(names.LAST_NAMES), n_people)
    is_free_mail = (random.random(n_people) < 0.10) & ~is_insider
    is_crm_only = (random.random(n_people) < 0.08) & ~is_insider
    has_web = ~is_crm_only
    arrival = arrival_days(random, n_people, calendar)
    merges = np.where(random.random(n_people) < 0.02, 1 + (random.random(n_people) < 0.3), 0)
    has_hubspot = ~is_crm_only & (random.random(n_people) < 0.95)
    return People(
        company=company,
        first_name=coded(first, names.FIRST_NAMES).dictionary_decode(),
        last_name=coded(last, names.LAST_NAMES).dictionary_decode(),
        email=email_addresses(companies, company, first, last, is_free_mail),
        title=random.integers(0, len(names.TITLES), n_people),
        activity=np.where(is_insider, INSIDER_ACTIVITY, np.exp(random.normal(-0.18, 0.6, n_people))),
        arrival_day=np.maximum(arrival, 0),
        created_at=calendar.midnight(arrival) + random.integers(6 * HOUR, DAY, n_people),
        old_contact_ids=np.where(has_hubspot, merges, 0),
        is_insider=is_insider,
        is_free_mail=is_free_mail,
        is_job_seeker=(random.random(n_people) < 0.03) & has_web,
        has_web=has_web,
        has_hubspot=has_hubspot,
        has_lead=is_crm_only | (random.random(n_people) < 0.55),
        has_user=has_web & (random.random(n_people) < 0.35),
    )


def arrival_days(random: np.random.Generator, n_people: int, calendar: Calendar) -> np.ndarray:
    """Day each person became known: seven in ten before the data begins, the rest within it."""
    before = -random.integers(1, 500, n_people)
    within = random.integers(0, max(1, calendar.days * 3 // 4), n_people)
    return np.where(random.random(n_people) < 0.7, before, within)


def email_addresses(
    companies: Companies,
    company: np.ndarray,
    first: np.ndarray,
    last: np.ndarray,
    is_free_mail: np.ndarray,
) -> pa.Array:
    """One address per person; a number keeps namesakes and free-mail people distinct."""
    n_people = len(company)
    key = (company * 1000 + first) * 1000 + last
    _, group, count = np.unique(key, return_inverse=True, return_counts=True)
    number = pc.if_else(
        pa.array(is_free_mail | (count[group] > 1)),
        pa.array(np.arange(1001, 1001 + n_people)).cast(pa.string()),
        "",
    )
    local = pc.binary_join_element_wise(
        pc.utf8_lower(coded(first, names.FIRST_NAMES).dictionary_decode()),
        pc.utf8_lower(coded(last, names.LAST_NAMES).dictionary_decode()),
        ".",
    )
    free = coded(np.arange(n_people) % 4, names.FREE_MAIL_DOMAINS).dictionary_decode()
    domain = pc.if_else(pa.array(is_free_mail), free, companies.domain.take(pa.array(company)))
    return pc.binary_join_element_wise(pc.binary_join_element_wise(local, number, ""), domain, "@")


def build_devices(people: People, seed: int) -> Devices:
    """One to three browsers for everybody who uses the web."""
    random = stream(seed, "devices")
    count = np.where(people.has_web, random.choice([1, 2, 3], len(people), p=[0.6, 0.3, 0.1]), 0)
    person = np.repeat(np.arange(len(people)), count)
    agent = random.integers(0, names.BROWSING_AGENTS, len(person))
    return Devices(
        person=person,
        agent=agent,
        is_mobile=agent >= names.DESKTOP_AGENTS,
        first_of=starts_of(count),
        count_of=count,
    )
