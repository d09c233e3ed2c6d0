"""Accounts are one company where their domains are, however those are written; a placeholder is nobody's domain."""

from __future__ import annotations

from datetime import datetime

import pytest
from contracts_project import ContractsProject, link

DAY = datetime(2026, 6, 1, 10)
ONE_DOMAIN = [
    "acme.example",
    "ACME.example",
    " acme.example ",
    "\u00a0acme.example\u200b",
    "WWW.Acme.example",
    "acme.example.",
    "acme.example/",
    "https://acme.example/",
    "http://www.acme.example",
    "//acme.example",
    "acme.example:443/path?x",
    "https://www.acme.example:8443/a/b?c=d@other.example#e",
    "https://user:word@acme.example/login",
    "acme.example?utm_source=x",
    "acme.example#top",
    "x@acme.example",
    "mailto:x@acme.example",
]
NO_DOMAIN = [
    None, "", " ", "-", "--", "?", "n/a", "N/A", "n.a.", "none", "null", "undefined", "unknown", "test", "localhost",
    "http://localhost:3000", "crm.local", "acme", "acme.invalid", "127.0.0.1", "http://10.0.0.1/", "[::1]", "gmail.com",
    "https://www.Gmail.com/", "x@gmail.com", "googlemail.com", "qq.com", "example.com", "www.example.org",
    "mailinator.com", "https://", "http://www.",
    "acme.example, other.example", "acme example", "not set", "your@email.com", ".example",
]  # fmt: skip


def account(key: str, domain: str | None, **others: object) -> dict:
    """A version of an account, in the accounts contract."""
    return {"source_name": "crm", "account_key": key, "domain": domain, "valid_from": DAY, **others}


# Equal versions of one account, of which content decides.
TIED = [
    account("tied", domain, account_name=name, industry=industry, employee_count=count)
    for domain in (None, "tied.example", "rival.example")
    for name in ("Tied", "Tide")
    for industry, count in (("Mills", 5), ("Mills", 7), (None, None))
]
CONTACTS = [
    {
        "source_name": "crm",
        "identifier_type": "crm_id",
        "identifier_value": "crm:tied",
        "full_name": name,
        "job_title": title,
        "account_key": key,
        "valid_from": DAY,
    }
    for name in ("Ann Moss", "Anna Moss")
    for title in ("Baker", "Cook", None)
    for key in ("tied", "one0")
]


def build(folder, accounts: list[dict], contacts: list[dict]) -> ContractsProject:
    """A project with these accounts and contacts, in the order in which they are delivered."""
    made = ContractsProject(folder / "project")
    made.write("accounts", accounts)
    made.write("contacts", contacts)
    mails = {"crm:acme": "ann@acme.example", "crm:free": "ann@gmail.com", "crm:key": "ann@key.example"}
    made.write("identity_links", [link("crm_id", crm_id, "email", mail, DAY) for crm_id, mail in mails.items()])
    made.build("--full-refresh", "--select", "+intent_accounts", "+intent_contacts")
    return made


ACCOUNTS = [
    *(account(f"one{number}", domain) for number, domain in enumerate(ONE_DOMAIN)),
    *(account(f"none{number}", domain) for number, domain in enumerate(NO_DOMAIN)),
    account("gmail.com", None),
    account("key.example", None),
    account("by domain", "key.example", valid_from=datetime(2025, 1, 1)),
    account("n/a", "nobody.example"),
    *TIED,
]


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> ContractsProject:
    return build(tmp_path_factory.mktemp("accounts"), ACCOUNTS, CONTACTS)


def test_one_domain_in_every_spelling_is_one_company(project):
    found = project.rows(
        "select distinct keys.account_id = accounts.account_id, accounts.domain "
        "from intent_internal.int_account_keys as keys cross join intent.intent_accounts as accounts "
        "where keys.account_key like 'one%' and accounts.domain = 'acme.example'"
    )
    assert found == [(True, "acme.example")]


def test_a_placeholder_and_a_mail_provider_are_no_companys_domain(project):
    found = project.rows(
        "select account_key, domain, count(*) over (partition by account_id) "
        "from intent_internal.int_account_keys where account_key like 'none%'"
    )
    assert len(found) == len(NO_DOMAIN)
    assert [row for row in found if row[1:] != (None, 1)] == []


def test_people_belong_to_the_company_of_their_email_and_to_no_mail_provider(project):
    found = project.rows(
        "select contacts.email, accounts.domain from intent.intent_contacts as contacts "
        "left join intent.intent_accounts as accounts using (account_id) where contacts.email is not null order by 1"
    )
    assert found == [("ann@acme.example", "acme.example"), ("ann@gmail.com", None), ("ann@key.example", "key.example")]


def test_a_placeholder_is_no_key_of_an_account(project):
    assert project.rows("select * from intent.intent_accounts where domain = 'nobody.example'") == []


def test_equal_versions_are_decided_by_what_they_say_not_by_when_they_came(project, tmp_path):
    turned = build(tmp_path, ACCOUNTS[::-1], CONTACTS[::-1])
    for mart in ("intent_accounts", "intent_contacts"):
        rows = f"select * from intent.{mart} order by all"
        assert turned.rows(rows) == project.rows(rows)
    assert len(turned.rows("select * from intent_internal.int_account_keys where account_key = 'tied'")) == 1
