"""Random histories of what sources deliver: late, twice, out of order, broken, repaired, taken back, linked later."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from contracts_project import ContractsProject, event, link

FIRST_DAY = datetime(2026, 1, 5)
DAYS = 160
PEOPLE = 14
TARGETS = [
    ("page_viewed", "/pricing"),
    ("page_viewed", "/blog/1"),
    ("page_viewed", "/blog/2"),
    ("page_viewed", "/careers"),
    ("page_viewed", "/docs/new"),
    ("demo_requested", ""),
    ("email_opened", "Newsletter"),
    ("email_clicked", "Product"),
    ("email_unsubscribed", ""),
]
BROKEN = [
    {"event_id": None},
    {"event_id": "null"},
    {"event_name": " "},
    {"identifier_value": "undefined"},
    {"identifier_type": "shoe_size"},
    {"received_at": None},
    {"occurred_at": None},
    {"occurred_at": None, "raw_occurred_at": "25/06/2026"},
    {"occurred_at": datetime(1889, 1, 1)},
    {"occurred_at": datetime(9999, 12, 31, 23)},
    {"occurred_at": datetime(9999, 12, 31, 23), "received_at": datetime(9999, 12, 31, 23)},
]
Rows = dict[str, list[dict]]


class History:
    """The deliveries of one seed: states of the contracts, each a whole replacement of the one before."""

    def __init__(self, seed: int, n_deliveries: int = 2):
        self.random = Random(seed)
        self.whole = {"events": self.events(), "identity_links": self.links(), "contacts": self.versions()}
        self.deliveries = [self.delivery(number, n_deliveries) for number in range(n_deliveries)]

    def moment(self) -> datetime:
        """A moment of the period."""
        return FIRST_DAY + timedelta(seconds=self.random.randrange(DAYS * 86400))

    def identifier(self) -> tuple[str, str]:
        """One of a person's four identifiers: two people share an address now and then, and a device often."""
        person = self.random.randrange(PEOPLE)
        kind = self.random.choice(["email", "user_id", "anonymous_id", "crm_id"])
        if kind == "anonymous_id":
            return kind, f"device-{person // 2}"
        if kind == "email":
            return kind, f"person{person if self.random.random() < 0.9 else 0}@shop.example"
        return kind, f"{kind}-{person}"

    def events(self) -> list[dict]:
        """Events, some received up to 150 days late, some in bursts, some delivered twice, some broken."""
        rows = []
        for number in range(260):
            kind, value = self.identifier()
            name, target = self.random.choice(TARGETS)
            at = self.moment()
            late = timedelta(days=self.random.randint(1, 150)) if self.random.random() < 0.15 else timedelta(seconds=5)
            row = event(value, name, at, target, kind, at + late, f"event-{number}")
            if self.random.random() < 0.1:
                row |= {"session_key": f"session-{number % 7}", "duration_seconds": number}
            if self.random.random() < 0.08:
                row |= self.random.choice(BROKEN)
            rows.append(row)
            if self.random.random() < 0.3:
                burst = at + timedelta(minutes=self.random.randint(1, 40))
                rows.append(event(value, name, burst, target, kind, burst + late, f"event-{number}-again"))
            if self.random.random() < 0.1 and row["received_at"]:
                days = self.random.choice([0, 0, 1, 3, 40])
                rows.append(row | {"received_at": row["received_at"] + timedelta(days=days), "duration_seconds": days})
        return rows

    def links(self) -> list[dict]:
        """Links between identifiers of one person, and now and then of two."""
        rows = []
        for _ in range(40):
            (from_type, from_value), (to_type, to_value) = self.identifier(), self.identifier()
            if self.random.random() < 0.8 and to_type != "anonymous_id":
                person = "".join(letter for letter in from_value.split("@")[0] if letter.isdigit())
                to_value = f"person{person}@shop.example" if to_type == "email" else f"{to_type}-{person}"
            rows.append(link(from_type, from_value, to_type, to_value, self.moment()))
        return rows

    def versions(self) -> list[dict]:
        """Versions of people's attributes."""
        return [
            {
                "source_name": "given",
                "identifier_type": "crm_id",
                "identifier_value": f"crm_id-{self.random.randrange(PEOPLE)}",
                "job_title": self.random.choice(["VP Sales", "Engineer", None]),
                "valid_from": self.moment(),
            }
            for _ in range(12)
        ]

    def delivery(self, number: int, n_deliveries: int) -> Rows:
        """One state: more and more of the whole in no order of time, with rows that change or are gone again later."""
        is_last = number == n_deliveries - 1
        if number == 0 and self.random.random() < 0.2:
            return {contract: [] for contract in self.whole}
        share = 1.0 if is_last else self.random.uniform(0.2, 0.99)
        quiet_days = set() if is_last else {self.random.randrange(DAYS) for _ in range(20)}
        return {
            contract: [
                self.otherwise(row)
                for row in rows
                if self.random.random() < share and self.day_of(row) not in quiet_days
            ]
            for contract, rows in self.whole.items()
        }

    def day_of(self, row: dict) -> int:
        """The number of the day on which a row was received; a source may be down for some of them."""
        arrived = row.get("received_at") or row.get("linked_at") or row.get("valid_from") or FIRST_DAY
        return (arrived - FIRST_DAY).days

    def otherwise(self, row: dict) -> dict:
        """A row as it is, or now and then as another delivery had it: broken, or with another value."""
        chance = self.random.random()
        if "event_id" in row and chance < 0.02:
            return row | self.random.choice(BROKEN)
        if "event_id" in row and chance < 0.04:
            return row | {"event_target": "/pricing"}
        if "linked_at" in row and chance < 0.05:
            return row | {"linked_at": self.moment()}
        return row


def deliver(project: ContractsProject, rows: Rows) -> None:
    """Write one state of the contracts."""
    for contract, delivered in rows.items():
        project.write(contract, delivered)
