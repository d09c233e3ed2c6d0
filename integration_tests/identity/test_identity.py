"""Who is whom when links are claimed, blocked, misspelt, too many, taken back or gone."""

from __future__ import annotations

import csv
import shutil
from datetime import date, datetime, timedelta

import pytest
from contracts_project import ContractsProject, differences, event, link
from intent.dbt_session import BuildError
from intent.warehouse import PACKAGE_FOLDER
from quick_builds import QuickBuilds

DAY = datetime(2026, 6, 1, 10)
MODELS = [
    "--select",
    "+intent_contact_merges",
    "+int_dropped_links",
    "+int_contact_events",
    "--exclude-resource-type",
    "test",
]
# Seeds and their gate, half of the models, are there and as they have to be.
AS_CONFIGURED = ["--exclude", "resource_type:seed", "fqn:intent.staging.intent"]
KIOSK_EMAILS = [f"visitor{number}@kiosk.example" for number in range(50)]
SAME_EMAILS = [
    "José.Müller@Shop.example",
    "  josé.müller@shop.example\t",
    "jose\u0301.mu\u0308ller@shop.example",
    "ＪＯＳÉ．ｍüｌｌｅｒ＠ｓｈｏｐ．ｅｘａｍｐｌｅ",
    "\u00a0josé.müller@shop.example\u200b",
]
OTHER_EMAILS = ["jose.muller@shop.example", "josé.müller+news@shop.example", "josé.muller@shop.example"]
NO_EMAILS = [
    "no at.example", "nobody", "a@b", "a@@b.example", "a@b..example", ".a@b.example", "a.@b.example", "a@.b.example",
    "a@-b.example", "a@b.example.", "<a@b.example>", "mailto:a@b.example", "a@b.example,c@d.example", "a b@c.example",
    "a\tb@c.example", "@b.example",
]  # fmt: skip


def blocked_values() -> list[tuple[str, str]]:
    """An identifier for each row of the seed of blocked values, and two for what a CRM's own name precedes."""
    with open(PACKAGE_FOLDER / "seeds" / "intent_blocked_identifiers.csv", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) >= 40
    as_given = {"value": ("user_id", "{}"), "mailbox": ("email", "{}@shop.example"), "domain": ("email", "someone@{}")}
    found = [(as_given[row["matches"]][0], as_given[row["matches"]][1].format(row["blocked_value"])) for row in rows]
    loud = [(kind, f" {value.upper()} ") for kind, value in found]
    return [
        *found,
        *loud,
        ("crm_id", "crm:null"),
        ("crm_id", "crm:000000000000000"),
        ("crm_id", "crm:"),
        ("user_id", "${user_id}"),
        ("email", "null@shop.example"),
    ]


def claimed(from_type: str, from_value: str, to_type: str, to_value: str, at: datetime) -> dict:
    """A link that a browser sent."""
    return {**link(from_type, from_value, to_type, to_value, at), "source_name": "segment"}


def record(name: str, at: datetime = DAY) -> dict:
    """A CRM record with an email."""
    return link("crm_id", f"crm:{name}", "email", f"{name}@shop.example", at)


def at(days: int) -> datetime:
    """So many days after the first."""
    return DAY + timedelta(days=days)


LINKS = [
    # An attacker with a record of its own types a victim's email, on the form and as its own user.
    record("attacker"),
    record("victim"),
    claimed("email", "attacker@shop.example", "email", "victim@shop.example", at(1)),
    claimed("user_id", "intruder", "email", "attacker@shop.example", at(2)),
    claimed("user_id", "intruder", "email", "victim@shop.example", at(3)),
    # Unknown visitors may say who they are, also in a chain, and a claim on two verified people holds with the first.
    claimed("user_id", "newcomer", "email", "newcomer@shop.example", at(1)),
    record("known"),
    claimed("user_id", "old alias", "user_id", "middle alias", at(1)),
    claimed("user_id", "middle alias", "user_id", "new alias", at(2)),
    claimed("user_id", "new alias", "email", "known@shop.example", at(3)),
    # A kiosk.
    *(claimed("anonymous_id", "kiosk", "email", email, at(number)) for number, email in enumerate(KIOSK_EMAILS)),
    # What identifies nobody, each at two records.
    *(
        link("crm_id", f"crm:blocked{number}-{side}", kind, value, DAY)
        for number, (kind, value) in enumerate(blocked_values())
        for side in range(2)
    ),
    *(claimed("anonymous_id", value, "user_id", f"{value}-{n}", DAY) for value in ("null", "0" * 32) for n in (1, 2)),
    # Spellings.
    *(link("crm_id", f"crm:same{number}", "email", email, DAY) for number, email in enumerate(SAME_EMAILS)),
    *(link("crm_id", f"crm:other{number}", "email", email, DAY) for number, email in enumerate(OTHER_EMAILS)),
    *(link("crm_id", f"crm:wrong{number}", "email", email, DAY) for number, email in enumerate(NO_EMAILS)),
    # Merged records, merges of merges, a converted lead, a master record, all in one person.
    *(link("crm_id", f"crm:merged{number}", "crm_id", f"crm:merged{number + 1}", at(number)) for number in range(30)),
    link("crm_id", "other:lead", "crm_id", "other:contact", at(40)),
    link("crm_id", "other:contact", "crm_id", "other:master", at(41)),
    link("crm_id", "other:lead", "crm_id", "crm:merged0", at(42)),
    # Two records with one address.
    link("crm_id", "crm:one", "email", "shared@shop.example", DAY),
    link("crm_id", "crm:two", "email", "shared@shop.example", at(1)),
    # A link without a time.
    {**link("crm_id", "crm:timeless", "email", "timeless@shop.example", DAY), "linked_at": None},
    # More devices than a person has.
    *(claimed("anonymous_id", f"phone{n:03}", "email", "phones@shop.example", at(n)) for n in range(101)),
]  # fmt: skip
EVENTS = [
    event("shared@shop.example", "page_viewed", at(2), "/pricing"),
    event("crm:one", "page_viewed", at(3), "/pricing", "crm_id"),
    event("kiosk", "page_viewed", at(9), "/pricing", "anonymous_id"),
    event("null", "page_viewed", at(9), "/pricing", "anonymous_id"),
]


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> ContractsProject:
    """All of it, built once."""
    made = ContractsProject(tmp_path_factory.mktemp("identity") / "project")
    made.write("identity_links", LINKS)
    made.write("events", EVENTS)
    made.build("--full-refresh", *MODELS)
    return made


def contact(project: ContractsProject, value: str) -> int | None:
    """The contact that owns an identifier, None where nobody does."""
    found = project.rows(
        f"select contact_id from intent_internal.int_identifier_owners where identifier_value = '{value}'"
    )
    return found[0][0] if found else None


def people(project: ContractsProject, values: list[str]) -> int:
    """How many contacts own these identifiers, each of which somebody owns."""
    owners = [contact(project, value) for value in values]
    assert None not in owners, dict(zip(values, owners, strict=True))
    return len(set(owners))


def reasons(project: ContractsProject, value: str) -> list[str]:
    """Why links of an identifier were dropped."""
    found = project.rows(
        "select drop_reason from intent_internal.int_dropped_links "
        f"where from_value = '{value}' or to_value = '{value}' order by 1"
    )
    return [row[0] for row in found]


def test_a_claimed_email_never_joins_two_verified_people(project):
    assert people(project, ["crm:attacker", "crm:victim"]) == 2
    assert reasons(project, "victim@shop.example") == [
        "claimed between two verified people",
        "claimed by who follows another person",
    ]


def test_who_claims_two_verified_people_follows_the_first(project):
    assert people(project, ["intruder", "crm:attacker", "attacker@shop.example"]) == 1


def test_a_claimed_link_tells_who_an_unknown_visitor_is(project):
    assert people(project, ["newcomer", "newcomer@shop.example"]) == 1


def test_aliases_lead_to_the_person_at_any_depth(project):
    assert people(project, ["old alias", "middle alias", "new alias", "crm:known", "known@shop.example"]) == 1


def test_a_kiosk_with_50_emails_stays_50_people_and_belongs_to_the_first(project):
    assert people(project, KIOSK_EMAILS) == 50
    assert contact(project, "kiosk") == contact(project, KIOSK_EMAILS[0])
    assert reasons(project, "kiosk") == ["device of another person"] * 49


def test_every_blocked_value_joins_nobody_and_is_listed(project):
    listed = dict(
        project.rows(
            "select from_value, drop_reason from intent_internal.int_dropped_links where from_value like 'crm:blocked%'"
        )
    )
    joined = project.rows(
        "select identifier_value from intent_internal.int_identifier_owners where identifier_value like 'crm:blocked%'"
    )
    wrong = [
        (kind, value)
        for number, (kind, value) in enumerate(blocked_values())
        if {listed.get(f"crm:blocked{number}-{side}") for side in range(2)}
        != {"missing identifier" if value == "crm:" else "blocked identifier"}
    ]
    assert wrong == []
    assert joined == []


def test_devices_without_a_value_join_nobody(project):
    for value in ("null", "0" * 32):
        assert contact(project, value) is None
        assert set(reasons(project, value)) == {"blocked identifier"}


def test_one_email_in_several_spellings_is_one_person(project):
    assert people(project, [f"crm:same{number}" for number in range(len(SAME_EMAILS))]) == 1


def test_emails_that_differ_stay_apart(project):
    names = ["crm:same0", *(f"crm:other{number}" for number in range(len(OTHER_EMAILS)))]
    assert people(project, names) == len(names)


def test_what_is_no_email_is_no_identity(project):
    found = project.rows(
        "select from_value, drop_reason from intent_internal.int_dropped_links where from_value like 'crm:wrong%'"
    )
    assert dict(found) == {f"crm:wrong{number}": "invalid email" for number in range(len(NO_EMAILS))}


def test_records_merged_converted_and_mastered_are_one_person(project):
    names = [*(f"crm:merged{number}" for number in range(31)), "other:lead", "other:contact", "other:master"]
    assert people(project, names) == 1


def test_two_records_with_one_address_are_one_person_and_no_event_counts_twice(project):
    assert people(project, ["crm:one", "crm:two", "shared@shop.example"]) == 1
    counted = project.rows("select count(*), count(distinct event_key) from intent_internal.int_contact_events")
    assert counted == [(3, 3)]


def test_a_link_without_a_time_is_listed(project):
    assert reasons(project, "crm:timeless") == ["missing time"]


def test_a_person_has_at_most_100_devices_and_the_last_is_listed(project):
    assert contact(project, "phone099") == contact(project, "phones@shop.example")
    assert contact(project, "phone100") is None
    assert reasons(project, "phone100") == ["too many identifiers"]


def test_plus_addresses_are_one_mailbox_where_the_var_says_so(tmp_path):
    folded = ContractsProject(tmp_path / "project")
    folded.write(
        "identity_links", [record("name"), link("crm_id", "crm:tagged", "email", "name+news@shop.example", DAY)]
    )
    # A mailbox that links tell of, and one that only events tell of.
    seen = ["name+late@shop.example", "stranger+one@shop.example", "stranger+two@shop.example"]
    folded.write("events", [event(email, "page_viewed", DAY, "/pricing") for email in seen])
    with QuickBuilds(folded.folder) as builds:
        builds.run("build", *MODELS)
        assert people(folded, ["crm:name", "crm:tagged"]) == 2
        builds.run("build", *MODELS, "--vars", "intent_fold_plus_addresses: true")
    assert people(folded, ["crm:name", "crm:tagged"]) == 1
    assert contact(folded, "name+late@shop.example") is None
    assert contact(folded, "stranger@shop.example") is not None
    assert folded.rows("select count(*), count(distinct contact_id) from intent_internal.int_contact_events") == [
        (3, 2)
    ]


UNLINKS = "from_type,from_value,to_type,to_value,unlinked_date,reason\n"
TAKEN_BACK = UNLINKS + "email,left@shop.example,crm_id,crm:right,2026-06-05,two people\n"
BOTH = [record("left"), record("right", at(1)), link("email", "right@shop.example", "user_id", "u1", at(2))]
BRIDGE = link("crm_id", "crm:right", "email", "left@shop.example", at(3))
AGAIN = link("crm_id", "crm:right", "email", "left@shop.example", at(8))
STEPS = [
    # links, unlinks, people among left, right and u1, and what intent_contact_merges says
    (BOTH, UNLINKS, 2, []),
    ([*BOTH, BRIDGE], UNLINKS, 1, [("crm:right", "crm:left", "merged into", date(2026, 6, 4))]),
    (BOTH, UNLINKS, 2, []),
    (
        [*BOTH, BRIDGE],
        TAKEN_BACK,
        2,
        [
            ("crm:right", "crm:left", "merged into", date(2026, 6, 4)),
            ("crm:right", "crm:left", "split from", date(2026, 6, 5)),
        ],
    ),
    ([*BOTH, BRIDGE, AGAIN], TAKEN_BACK, 1, [("crm:right", "crm:left", "merged into", date(2026, 6, 9))]),
]


def test_each_change_of_links_gives_what_a_full_refresh_gives(tmp_path):
    """Every step is an increment on the one before; a full refresh beside it is put away again."""
    made = ContractsProject(tmp_path / "project")
    steps, whole = tmp_path / "steps.duckdb", tmp_path / "whole.duckdb"
    (made.folder / "seeds").mkdir()
    write_unlinks(made, UNLINKS)
    made.write("events", [event("left@shop.example", "page_viewed", at(4), "/pricing")])
    with QuickBuilds(made.folder, intent_unlinks_seed="own_unlinks") as builds:
        for number, (links, unlinks, n_people, merges) in enumerate(STEPS):
            write_unlinks(made, unlinks)
            made.write("identity_links", links)
            builds.run("build", *MODELS)
            assert people(made, ["crm:left", "crm:right", "u1"]) == n_people, f"step {number}"
            assert named_merges(made) == merges, f"step {number}"
            if number == 0:
                continue  # Nothing was there before: this was a full build.
            shutil.copy(made.database, steps)
            builds.run("build", *MODELS, "--full-refresh", *AS_CONFIGURED)
            shutil.copy(made.database, whole)
            assert differences(steps, whole) == {}, f"step {number}"
            shutil.copy(steps, made.database)


def write_unlinks(project: ContractsProject, rows: str) -> None:
    """Write the project's own seed of unlinks."""
    text = rows + "email,a@b.example,email,c@d.example,2026-01-01,a row\n"
    (project.folder / "seeds" / "own_unlinks.csv").write_text(text)


def named_merges(project: ContractsProject) -> list[tuple]:
    """The rows of intent_contact_merges with identifiers in place of keys."""
    return project.rows(
        "select one.identifier_value, other.identifier_value, change, changed_date "
        "from intent.intent_contact_merges as merges "
        "inner join intent_internal.int_identifiers as one on merges.contact_id = one.identifier_key "
        "inner join intent_internal.int_identifiers as other on merges.other_contact_id = other.identifier_key "
        "order by 4, 3"
    )


WRONG_SETTINGS = {
    "intent_max_emails_per_contact": "many",
    "intent_max_identifiers_per_contact": "0",
    "intent_fold_plus_addresses": "perhaps",
    "intent_link_trust_seed": "own_trust",
    "intent_unlinks_seed": "own_unlinks",
}
COMPLAINTS = [
    ("dbt_project.yml, row vars, column intent_max_emails_per_contact", "many"),
    ("dbt_project.yml, row vars, column intent_max_identifiers_per_contact", "0"),
    ("dbt_project.yml, row vars, column intent_fold_plus_addresses", "perhaps"),
    ("own_trust.csv, row crm, column trust", "sometimes"),
    ("own_trust.csv, row twice, column source_name", "twice"),
    ("own_trust.csv, column source_name, value 'any'", "add one, because it is needed"),
    ("own_unlinks.csv, line 2, column from_type", "crm_id, email"),
    ("own_unlinks.csv, line 2, column unlinked_date", "a day of the calendar"),
]


def test_the_gate_names_every_mistake_in_the_settings_of_identity(tmp_path):
    made = ContractsProject(tmp_path / "project")
    (made.folder / "seeds").mkdir()
    (made.folder / "seeds" / "own_trust.csv").write_text(
        "source_name,trust,reason\ncrm,sometimes,a row\ntwice,claimed,a row\ntwice,claimed,another row\n"
    )
    (made.folder / "seeds" / "own_unlinks.csv").write_text(UNLINKS + "mail,a,email,b,yesterday,a row\n")
    with QuickBuilds(made.folder, **WRONG_SETTINGS) as builds, pytest.raises(BuildError) as stopped:
        builds.run("build", "--select", "+stg_intent__configuration_errors")
    lines = str(stopped.value).splitlines()
    missing = [place for place, value in COMPLAINTS if not any(place in line and value in line for line in lines)]
    assert missing == [], str(stopped.value)
