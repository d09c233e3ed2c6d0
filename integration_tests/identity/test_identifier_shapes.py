"""An identifier is what its shape says, whichever column, source or contract delivers it."""

from __future__ import annotations

import random
import string
import unicodedata
from datetime import datetime

import pytest
from contracts_project import ContractsProject, event, link

DAY = datetime(2026, 6, 1, 10)
LONG, SHORT = "salesforce:0035g00000AbCdEAAV", "salesforce:0035g00000AbCdE"
MODELS = [
    "+intent_contact_events",
    "+intent_contacts",
    "+intent_contact_records",
    "+int_conversions",
    "+intent_rejected_events",
    "+intent_accounts",
    "+int_dropped_links",
]
# Ids of 15 characters drawn at random, some of which differ in capitals only.
DRAW = random.Random(14)
IDS = ["003" + "".join(DRAW.choices(string.ascii_letters + string.digits, k=12)) for _ in range(60)]
IDS += [bare.swapcase() for bare in IDS[:20]]

# By Unicode's own categories: what has no width (signs of Arabic numbers have one), spaces, ends of lines, controls.
OF_CATEGORY = {
    kind: [chr(n) for n in range(0x10000) if unicodedata.category(chr(n)) == kind] for kind in ("Cc", "Cf", "Zs")
}
INVISIBLE = [c for c in OF_CATEGORY["Cf"] if "NUMBER" not in unicodedata.name(c) and not "\u0600" <= c <= "\u08ff"]
INVISIBLE += ["\u061c", "\u034f", "\u3164", "\ufe0f"]
AROUND = [*OF_CATEGORY["Zs"], *OF_CATEGORY["Cc"], "\u2028", "\u2029"]
# One identifier of each type, each with a place within it.
SPELT = {"email": "ada|@spelt.example", "user_id": "spelt|-1", "anonymous_id": "spelt|-2", "crm_id": "crm:spelt|3"}


def spellings(value: str) -> list[str]:
    """One identifier with each character that nobody sees before, within and behind it, and each space around it."""
    bare = value.replace("|", "")
    within = [value.replace("|", character) for character in INVISIBLE]
    return [
        bare,
        *within,
        *(around + bare for around in INVISIBLE + AROUND),
        *(bare + around for around in INVISIBLE + AROUND),
    ]


def long_form(bare: str) -> str:
    """The 18 characters of an id: one more for each five says which of them are capitals, the first one lowest."""
    alphabet = string.ascii_uppercase + "012345"
    numbers = [int("".join("1" if c.isupper() else "0" for c in reversed(bare[n : n + 5])), 2) for n in (0, 5, 10)]
    return bare + "".join(alphabet[number] for number in numbers)


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> ContractsProject:
    made = ContractsProject(tmp_path_factory.mktemp("shapes") / "project")
    made.write(
        "identity_links",
        [
            link("crm_id", "hubspot:1", "email", "abe@shop.example", DAY),
            link("anonymous_id", "device", "user_id", " Abe@Shop.example", DAY),
            link("crm_id", LONG, "email", "zoe@shop.example", DAY),
            # The same 15 characters in other capitals are another id, and another system's ids have one spelling.
            link("crm_id", "salesforce:0035G00000aBcDe", "email", "zed@shop.example", DAY),
            link("crm_id", "hubspot:0035g00000AbCdE", "email", "hub@shop.example", DAY),
            *(
                link(kind, spelling, "email", "spelt@shop.example", DAY)
                for kind, value in SPELT.items()
                for spelling in spellings(value)
            ),
            *(
                link(kind, value.replace("|", control), "email", f"{kind}@refused.example", DAY)
                for kind, value in SPELT.items()
                for control in [*OF_CATEGORY["Cc"], "\u2028", "\u2029"]
            ),
            link("user_id", "u" * 512, "email", "long@shop.example", DAY),
            link("user_id", "u" * 513, "email", "longer@shop.example", DAY),
            link("crm_id", "hubspot:2", "email", "e" * 307 + "@shop.example", DAY),
            link("crm_id", "hubspot:3", "email", "e" * 308 + "@shop.example", DAY),
            *(link("crm_id", f"salesforce:{bare}", "email", f"p{n}@many.example", DAY) for n, bare in enumerate(IDS)),
        ],
    )
    made.write(
        "events",
        [
            event("ABE@shop.example", "page_viewed", DAY, "/pricing", "user_id"),
            event("abe@shop.example", "page_viewed", DAY, "/docs", "anonymous_id"),
            event("device", "page_viewed", DAY, "/blog", "anonymous_id"),
            event("abe@shop", "page_viewed", DAY, "/pricing", "user_id"),
            event("info@shop.example", "page_viewed", DAY, "/pricing", "user_id"),
            event(SHORT, "webinar_attended", DAY, "Scores", "crm_id"),
            event("salesforce:000000000000000", "page_viewed", DAY, "/pricing", "crm_id"),
            event("salesforce:000000000000000AAA", "page_viewed", DAY, "/docs", "crm_id"),
        ],
    )
    made.write(
        "contacts",
        [
            {
                "source_name": "file",
                "identifier_type": "user_id",
                "identifier_value": "abe@shop.example",
                "full_name": "Abe Moss",
                "valid_from": DAY,
            },
            {
                "source_name": "file",
                "identifier_type": "crm_id",
                "identifier_value": SHORT,
                "full_name": "Zoe Ash",
                "account_key": "salesforce:0015g00000AbCdE",
                "valid_from": DAY,
            },
        ],
    )
    made.write(
        "accounts",
        [
            {
                "source_name": "crm",
                "account_key": "salesforce:0015g00000AbCdEAAV",
                "account_name": "Ash",
                "valid_from": DAY,
            }
        ],
    )
    made.write(
        "conversions",
        [
            {
                "source_name": "file",
                "conversion_id": f"c{number}",
                "conversion_name": "bought",
                "outcome": "converted",
                "identifier_type": kind,
                "identifier_value": value,
                "converted_at": DAY,
            }
            for number, (kind, value) in enumerate([("user_id", "Abe@shop.example"), ("crm_id", SHORT)])
        ],
    )
    made.build("--full-refresh", "--select", *MODELS)
    return made


def of(project: ContractsProject, email: str, what: str) -> list:
    """What is known of the contact with an email, of one event or conversion each."""
    found = project.rows(f"select {what} from contact where email = '{email}' order by 1".replace("from contact", FROM))
    return [value for (value,) in found]


FROM = (
    "from intent.intent_contacts as contacts left join intent.intent_contact_events as events using (contact_id) "
    "left join intent_internal.int_conversions as conversions using (contact_id)"
)


def test_a_user_id_and_a_device_id_that_are_emails_are_that_email(project):
    assert of(project, "abe@shop.example", "event_target") == ["/blog", "/docs", "/pricing"]
    assert of(project, "abe@shop.example", "distinct full_name || conversion_id") == ["Abe Mossc0"]
    assert of(project, "abe@shop.example", "distinct crm_id") == ["hubspot:1"]


def test_what_is_no_email_stays_the_user_id_that_it_is(project):
    kinds = project.rows(
        "select identifier_type from intent_internal.int_identifiers where identifier_value = 'abe@shop'"
    )
    assert kinds == [("user_id",)]


def test_an_email_that_is_blocked_is_blocked_as_a_user_id_too(project):
    found = project.rows(
        "select rejected_row from intent.intent_rejected_events where reject_reason = 'blocked identifier'"
    )
    assert sorted(row.split(" time=")[0].split(" target=")[1] for (row,) in found) == [
        "/docs crm_id=salesforce:000000000000000AAA",
        "/pricing crm_id=salesforce:000000000000000",
        "/pricing email=info@shop.example",
    ]


def test_two_spellings_of_a_salesforce_id_are_one_record_of_one_contact(project):
    assert of(project, "zoe@shop.example", "event_target || crm_id || conversion_id || full_name") == [
        f"Scores{LONG}c1Zoe Ash"
    ]
    account = (
        "select accounts.account_name from intent.intent_contacts as contacts "
        "inner join intent.intent_accounts as accounts using (account_id) where email = 'zoe@shop.example'"
    )
    assert project.rows(account) == [("Ash",)]


def test_ids_that_differ_in_capitals_or_system_stay_apart(project):
    assert of(project, "zed@shop.example", "crm_id") == ["salesforce:0035G00000aBcDeQAK"]
    assert long_form("0035G00000aBcDe") == "0035G00000aBcDeQAK"
    assert of(project, "hub@shop.example", "crm_id") == ["hubspot:0035g00000AbCdE"]


def test_the_long_form_of_any_id_is_the_one_that_salesforce_would_give(project):
    found = dict(project.rows("select email, crm_id from intent.intent_contacts where email like '%@many.example'"))
    assert found == {f"p{n}@many.example": f"salesforce:{long_form(bare)}" for n, bare in enumerate(IDS)}


@pytest.mark.parametrize("kind", SPELT)
def test_an_identifier_is_one_whatever_nobody_sees_in_it(project, kind):
    value = SPELT[kind].replace("|", "")
    assert len(spellings(SPELT[kind])) > 200
    assert project.rows(
        "select distinct identifier_value from intent_internal.int_identifiers "
        f"where identifier_type = '{kind}' and identifier_value like '%spelt%' "
        "and identifier_value <> 'spelt@shop.example'"
    ) == [(value,)]


@pytest.mark.parametrize("kind", SPELT)
def test_an_identifier_with_a_control_character_within_is_refused(project, kind):
    refused = project.rows(
        "select drop_reason, count(*) from intent_internal.int_dropped_links "
        f"where to_value = '{kind}@refused.example' group by drop_reason"
    )
    reason = "invalid email" if kind == "email" else "unreadable character"
    assert refused == [(reason, len(OF_CATEGORY["Cc"]) + 2)]


def test_an_identifier_longer_than_any_is_refused_and_never_cut(project):
    refused = "select drop_reason, length(from_value), length(to_value) from intent_internal.int_dropped_links where "
    assert project.rows(refused + "drop_reason = 'oversize value' order by 2") == [
        ("oversize value", 9, 321),
        ("oversize value", 513, 19),
    ]
    owned = "select max(length(identifier_value)) from intent_internal.int_identifiers where identifier_type = "
    assert project.rows(owned + "'user_id'") == [(512,)]
    assert project.rows(owned + "'email'") == [(320,)]
