"""Nothing that is published holds a person who asked to be forgotten, by any identifier, in a good row or a bad one."""

from __future__ import annotations

from datetime import datetime, timedelta

import duckdb
import pytest
from contracts_project import ContractsProject, event, link

DAY = datetime(2026, 6, 1, 10)
# The example row of the seed intent_erasure_requests, and what else is this person's.
ERASED = "erased.person@nowhere.example"
IDENTIFIERS = {
    "email": [ERASED, "Erased.Person@Nowhere.example", "other.erased@nowhere.example"],
    "user_id": ["erased-user"],
    "anonymous_id": ["erased-device"],
    "crm_id": ["crm:erased-1"],
}
UNREADABLE = [f"<{ERASED}>", f"mailto:{ERASED.upper()}", f"{ERASED}, jo@shop.example"]
OWN = [(kind, value) for kind, values in IDENTIFIERS.items() for value in values]


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> ContractsProject:
    """The person and another one, each with good and bad rows of every contract."""
    made = ContractsProject(tmp_path_factory.mktemp("erasure") / "project")
    people = [*OWN, ("email", "kept@shop.example")]
    good = [event(value, "page_viewed", DAY, "/pricing", kind) for kind, value in people]
    late = [row | {"event_id": f"{n}", "raw_occurred_at": "soon", "occurred_at": None} for n, row in enumerate(good)]
    wrong = [event(value, "page_viewed", DAY, "/pricing") for value in [*UNREADABLE, "<kept@shop.example>"]]
    made.write("events", [*good, *late, *wrong])
    made.write(
        "identity_links", [link("crm_id", "crm:erased-1", kind, value, DAY) for kind, value in OWN if kind != "crm_id"]
    )
    contact = {"source_name": "crm", "full_name": "Jo Erased", "email": ERASED, "owner_id": "1", "valid_from": DAY}
    made.write("contacts", [contact | {"identifier_type": "crm_id", "identifier_value": "crm:erased-1"}])
    made.write(
        "conversions",
        [
            {
                "source_name": "crm",
                "conversion_id": f"{number}",
                "conversion_name": "bought",
                "outcome": "converted" if number % 2 else "perhaps",
                "identifier_type": kind,
                "identifier_value": value,
                "converted_at": DAY + timedelta(days=1),
            }
            for number, (kind, value) in enumerate(one for one in [*people, ("email", UNREADABLE[0])] for _ in range(2))
        ],
    )
    made.build("--full-refresh")
    return made


def published(project: ContractsProject, word: str) -> set[str]:
    """The marts and columns of text that hold a word."""
    with duckdb.connect(str(project.database), read_only=True) as connection:
        connection.execute(f"set file_search_path = '{project.folder}'")
        columns = connection.execute(
            "select table_name, column_name from duckdb_columns() "
            "where schema_name = 'intent' and table_name like 'intent_%' and data_type = 'VARCHAR'"
        ).fetchall()
        assert len({mart for mart, _ in columns}) > 15
        return {
            f"{mart}.{column}"
            for mart, column in columns
            if connection.execute(f"select 1 from intent.{mart} where contains(lower({column}), '{word}')").fetchone()
        }


def test_no_mart_holds_a_person_who_asked_to_be_forgotten(project):
    assert published(project, "erased") == set()


def test_everybody_else_is_there_with_good_rows_and_bad_ones(project):
    assert {"intent_contacts.email", "intent_rejected_events.rejected_row"} <= published(project, "kept@shop.example")
    assert project.rows("select count(*) from intent.intent_rejected_events") == [(3,)]


def test_the_rows_that_are_left_out_are_counted_all_the_same(project):
    counts = "sum(n_delivered), sum(n_accepted), sum(n_suppressed), sum(n_rejected), sum(n_unexplained)"
    assert project.rows(f"select {counts} from intent.intent_row_conservation where contract_name = 'events'") == [
        (2 * (len(OWN) + 1) + len(UNREADABLE) + 1, 1, len(OWN), len(OWN) + 1 + len(UNREADABLE) + 1, 0)
    ]
