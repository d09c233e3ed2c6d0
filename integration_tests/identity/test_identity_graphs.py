"""Who is one contact, against an independent union-find: random graphs, awkward shapes, and people over a cap."""

from __future__ import annotations

import hashlib
import random
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import duckdb
import numpy as np
import pytest
from contracts_project import ContractsProject, link
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

START = datetime(2026, 1, 1)
SEED = 20260630
MOST_IDENTIFIERS, MOST_EMAILS = 100, 5
MODELS = ["--select", "+intent_contact_merges", "+int_dropped_links"]


@dataclass
class Graph:
    """A graph of identifiers of its own: kinds of its nodes, and edges with the minute of their link."""

    name: str
    kinds: list[str]
    edges: list[tuple[int, int, int]] = field(default_factory=list)

    def value(self, node: int) -> str:
        """The identifier of a node."""
        name = f"{self.name}-{node}"
        return (
            f"{name}@shop.example"
            if self.kinds[node] == "email"
            else f"crm:{name}"
            if self.kinds[node] == "crm_id"
            else name
        )

    def key(self, node: int) -> int:
        """The key of the identifier, by the rule that ARCHITECTURE states."""
        return int(hashlib.md5(f"{self.kinds[node]}:{self.value(node)}".encode()).hexdigest()[:15], 16)

    def links(self) -> list[dict]:
        """The edges as delivered links."""
        return [
            link(
                self.kinds[left],
                self.value(left),
                self.kinds[right],
                self.value(right),
                START + timedelta(minutes=minute),
            )
            for left, right, minute in self.edges
        ]

    def linked_nodes(self) -> list[int]:
        """The nodes that stand on an edge."""
        return sorted({node for left, right, _ in self.edges for node in (left, right)})

    def people(self, edges: list[tuple[int, int, int]]) -> set[frozenset[int]]:
        """The linked identifiers, as sets of keys of one contact, by scipy."""
        lefts, rights = [edge[0] for edge in edges], [edge[1] for edge in edges]
        size = len(self.kinds)
        matrix = coo_array((np.ones(len(edges)), (lefts, rights)), shape=(size, size))
        groups = defaultdict(set)
        labels = connected_components(matrix, directed=False)[1]
        for node in self.linked_nodes():
            groups[labels[node]].add(self.key(node))
        return set(map(frozenset, groups.values()))

    def kept_edges(self) -> list[tuple[int, int, int]]:
        """What the caps leave, by the rule in ARCHITECTURE: the first and then the most linked keep their links."""
        size = len(self.kinds)
        first_linked: dict[int, int] = {}
        neighbours = defaultdict(set)
        for left, right, minute in self.edges:
            if left != right:
                for node, other in ((left, right), (right, left)):
                    first_linked[node] = min(minute, first_linked.get(node, minute))
                    neighbours[node].add(other)
        edges = [edge for edge in self.edges if edge[0] != edge[1]]
        matrix = coo_array((np.ones(len(edges)), ([e[0] for e in edges], [e[1] for e in edges])), shape=(size, size))
        labels = connected_components(matrix, directed=False)[1]
        kept = set()
        for label in set(labels):
            members = [node for node in range(size) if labels[node] == label and node in first_linked]
            members.sort(key=lambda node: (first_linked[node], -len(neighbours[node]), self.key(node)))
            emails = [node for node in members if self.kinds[node] == "email"]
            if len(members) <= MOST_IDENTIFIERS and len(emails) <= MOST_EMAILS:
                kept |= set(members)
                continue
            wanted = [node for node in members if self.kinds[node] != "email" or node in emails[:MOST_EMAILS]]
            kept |= set(wanted[:MOST_IDENTIFIERS])
        return [edge for edge in edges if edge[0] in kept and edge[1] in kept]


def random_graphs() -> list[Graph]:
    """300 graphs of up to 60 nodes, from hardly linked to dense, with links to oneself and copies among them."""
    chance = random.Random(SEED)
    graphs = []
    for number in range(300):
        size = chance.randint(2, 60)
        kinds = [chance.choice(["crm_id", "user_id"]) for _ in range(size)]
        for node in chance.sample(range(size), min(size, chance.randint(0, MOST_EMAILS))):
            kinds[node] = "email"
        graph = Graph(f"random{number}", kinds)
        for _ in range(chance.randint(1, 2 * size)):
            graph.edges.append((chance.randrange(size), chance.randrange(size), chance.randrange(1000)))
        graphs.append(graph)
    return graphs


def shapes() -> list[Graph]:
    """Stars, chains, grids, cycles and merges of merges."""
    size = 10_000
    users = ["user_id"] * (size + 1)
    side = 40
    cells = [(row, column) for row in range(side) for column in range(side)]
    grid = [(row * side + column, row * side + column + 1) for row, column in cells if column + 1 < side]
    grid += [(row * side + column, (row + 1) * side + column) for row, column in cells if row + 1 < side]
    merges, survivors = [], list(range(64))
    while len(survivors) > 1:
        merges += list(zip(survivors[1::2], survivors[::2], strict=True))
        survivors = survivors[::2]
    many_emails = ["crm_id"] * 3 + ["email"] * 9
    return [
        Graph("star", users, [(0, leaf, leaf) for leaf in range(1, size + 1)]),
        Graph("chain", users[:size], [(node, node + 1, node) for node in range(size - 1)]),
        Graph("backwards", users[:2000], [(node, node + 1, 2000 - node) for node in range(1999)]),
        Graph("grid", users[: side * side], [(left, right, left % 7) for left, right in grid]),
        *(
            Graph(f"cycle{n}", users[:n], [(node, (node + 1) % n, node) for node in range(n)])
            for n in (2, 3, 50, 99, 101)
        ),
        Graph("merges", ["crm_id"] * 64, [(left, right, 100 + at) for at, (left, right) in enumerate(merges)]),
        Graph("emails", many_emails, [(node % 3, node, node) for node in range(3, 12)] + [(0, 1, 50), (1, 2, 60)]),
        Graph("once", many_emails, [(0, node, 0) for node in range(1, 12)]),
    ]


@pytest.fixture(scope="module")
def graphs() -> list[Graph]:
    """All graphs, no two of which share an identifier."""
    return [*random_graphs(), *shapes()]


@pytest.fixture(scope="module")
def project(graphs, tmp_path_factory) -> ContractsProject:
    """The graphs' identity, built once."""
    made = ContractsProject(tmp_path_factory.mktemp("graphs") / "project")
    rows = [row for graph in graphs for row in graph.links()]
    random.Random(SEED).shuffle(rows)
    with duckdb.connect() as connection:
        columns = {name: np.array([row[name] for row in rows], dtype=object) for name in rows[0]}
        columns["linked_at"] = columns["linked_at"].astype("datetime64[us]")
        connection.register("delivered", columns)
        connection.execute(f"copy (select * from delivered) to '{made.file('identity_links')}' (format parquet)")
    made.build("--full-refresh", *MODELS)
    return made


def groups(project: ContractsProject, contact: str, identifier: str, table: str) -> set[frozenset[int]]:
    """The identifiers of a table as sets of one contact."""
    found = defaultdict(set)
    for owner, key in project.rows(f"select {contact}, {identifier} from intent_internal.{table}"):
        found[owner].add(key)
    return set(map(frozenset, found.values()))


def test_components_equal_an_independent_union_find(project, graphs):
    print(f"seed {SEED}")
    expected = set()
    for graph in graphs:
        linked = Graph(graph.name, graph.kinds, [edge for edge in graph.edges if edge[0] != edge[1]])
        expected |= linked.people(linked.edges)
    assert len(expected) > 700
    assert max(map(len, expected)) == 10_001
    assert groups(project, "parent_key", "node_key", "int_identity_components") == expected


def test_people_equal_a_union_find_over_what_the_caps_leave(project, graphs):
    expected = set()
    for graph in graphs:
        expected |= graph.people(graph.kept_edges())
    assert groups(project, "contact_id", "identifier_key", "int_identifier_owners") == expected
    emails = project.rows(
        "select max(n_emails), max(n_identifiers) from (select count(*) as n_identifiers, "
        "count(case when identifier_type = 'email' then 1 end) as n_emails "
        "from intent_internal.int_identifier_owners group by contact_id)"
    )
    assert emails == [(MOST_EMAILS, MOST_IDENTIFIERS)]


def test_every_link_that_a_cap_dropped_is_listed_with_the_reason(project, graphs):
    dropped = 0
    for graph in graphs:
        kept = {frozenset(edge[:2]) for edge in graph.kept_edges()}
        dropped += sum(frozenset(edge[:2]) not in kept and edge[0] != edge[1] for edge in graph.edges)
    listed = dict(
        project.rows("select drop_reason, count(*) from intent_internal.int_dropped_links group by drop_reason")
    )
    assert set(listed) == {"too many emails", "too many identifiers"}
    assert sum(listed.values()) == dropped
    assert listed["too many emails"] == (9 - MOST_EMAILS) * 2


def test_a_name_is_never_lost_without_a_merge(project):
    # Whoever was a contact for a while and is none today was merged into the contact that it belongs to today.
    wrong = project.rows(
        "select count(*) from intent.intent_contact_merges as merges "
        "inner join intent_internal.int_identifier_owners as owners "
        "on merges.contact_id = owners.identifier_key where merges.other_contact_id <> owners.contact_id "
        "or merges.contact_id = owners.contact_id"
    )
    assert wrong == [(0,)]


def test_former_contact_ids_equal_a_replay_of_the_links_one_by_one(project, graphs):
    expected = set()
    for graph in graphs:
        expected |= former_contact_ids(graph)
    found = set(project.rows("select contact_id, changed_date from intent.intent_contact_merges"))
    assert len(expected) > 1000
    assert found == expected


STRENGTH = {"crm_id": 1, "email": 2, "user_id": 3}


def former_contact_ids(graph: Graph) -> set[tuple]:
    """Ids that a contact had before a merge, with the day, by adding the links in the order of their time."""
    edges = sorted(graph.kept_edges(), key=lambda edge: edge[2])
    first_seen: dict[int, int] = {}
    for left, right, minute in graph.edges:
        for node in (left, right):
            first_seen[node] = min(minute, first_seen.get(node, minute))
    order = {node: (STRENGTH[graph.kinds[node]], first_seen[node], graph.key(node)) for node in first_seen}
    contact = {node: {node} for node in first_seen}
    lost = set()
    minutes = sorted({edge[2] for edge in edges})
    by_minute = defaultdict(list)
    for edge in edges:
        by_minute[edge[2]].append(edge)
    for minute in minutes:
        seen_before = {id(members): members for members in contact.values()}.values()
        names = {
            min((node for node in members if first_seen[node] < minute), key=order.get, default=None)
            for members in seen_before
        } - {None}
        for left, right, _ in by_minute[minute]:
            if contact[left] is not contact[right]:
                joined = contact[left] | contact[right]
                for node in joined:
                    contact[node] = joined
        for name in names:
            if min((node for node in contact[name] if first_seen[node] <= minute), key=order.get) != name:
                lost.add((graph.key(name), (START + timedelta(minutes=minute)).date()))
    return lost
