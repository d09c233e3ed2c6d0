"""The floor plan over the parsed manifest: the longest chain of models, the size of folders, the direction of refs.

A rule is a function from the graph to sentences about what breaks it; each is shown a graph that breaks it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

LONGEST_CHAIN = 45
MOST_MODELS = 305
MOST_FILES = 20
MOST_LINES = 100
DEMO_CONNECTORS = ("segment", "hubspot", "salesforce", "generic")
# Which folder comes before which: a model reads its own folder and folders above it. A connector reads no other one.
FLOW = (
    "staging/intent",
    "staging/intent/gate",
    "staging/intent/seeds",
    "staging/intent/signals",
    "staging/intent/fit",
    "staging/intent/sales",
    "staging/intent/limits",
    "staging/*",
    "intermediate/spine",
    "intermediate/identity/links",
    "intermediate/identity/people",
    "intermediate/identity/contacts",
    "intermediate/identity/history",
    "intermediate/fit",
    "intermediate/bots",
    "intermediate/signals",
    "intermediate/scoring/weights",
    "intermediate/scoring/dates",
    "intermediate/outcomes",
    "intermediate/scoring/features",
    "intermediate/scoring/learned",
    "intermediate/scoring/scores",
    "intermediate/scoring/current",
    "intermediate/scoring/accounts",
    "intermediate/learning",
    "intermediate/cohorts",
    "intermediate/watch",
    "intermediate/quality",
    "intermediate/activation",
    "marts/scores",
    "marts/measurement",
    "marts/watch",
    "marts/quality",
    "marts/activation",
    "marts/destinations",
    "marts/semantic",
)
# What a stored table may read without a fingerprint: it never changes.
CONSTANT = {"stg_intent__whole_numbers"}
STORED = ("incremental", "cached", "fixpoint")
LEARNED = ("int_learned_weights", "int_learned_feature_fingerprints")
GIVEN = ("int_scorecards", "int_given_points_as_of")


@dataclass(frozen=True)
class Node:
    """A model, as far as the floor plan is concerned."""

    name: str
    folder: str = "intermediate/spine"
    reads: tuple[str, ...] = ()
    materialized: str = "table"
    fingerprints: str = ""
    stands_for: tuple[str, ...] = ()
    is_made_of_rows: bool = False
    stored_for: str = ""
    reads_raw: bool = False


class Graph:
    """All models of the package and what leads from one to the other."""

    def __init__(self, *models: Node):
        self.models = {model.name: model for model in models}

    @cached_property
    def readers(self) -> Counter:
        """How many models read each model."""
        return Counter(parent for model in self.models.values() for parent in set(model.reads))

    def longest_chain(self) -> list[str]:
        """The names of the longest chain of models, its end first."""
        best: dict[str, list[str]] = {}

        def chain(name: str) -> list[str]:
            if name not in best:
                above = [chain(parent) for parent in self.models[name].reads if parent in self.models]
                best[name] = [name, *max(above, key=len, default=[])]
            return best[name]

        return max((chain(name) for name in self.models), key=len)


def place(folder: str) -> int:
    """The place of a folder in the flow."""
    if folder.startswith("staging/") and not folder.startswith("staging/intent"):
        folder = "staging/*"
    return FLOW.index(folder)


def chain_is_short(graph: Graph) -> list[str]:
    chain = graph.longest_chain()
    return [f"{len(chain)} models: {' <- '.join(chain)}"] if len(chain) > LONGEST_CHAIN else []


def models_are_few(graph: Graph) -> list[str]:
    connectors = {f"staging/{connector}" for connector in DEMO_CONNECTORS}
    active = [
        model
        for model in graph.models.values()
        if place(model.folder) != place("staging/*") or model.folder in connectors
    ]
    return [f"{len(active)} models are active in the demo"] if len(active) > MOST_MODELS else []


def arrows_go_one_way(graph: Graph) -> list[str]:
    return [
        f"{model.name} ({model.folder}) reads {parent} ({graph.models[parent].folder})"
        for model in graph.models.values()
        for parent in model.reads
        if parent in graph.models
        and graph.models[parent].folder != model.folder
        and place(graph.models[parent].folder) >= place(model.folder)
    ]


def models_have_readers(graph: Graph) -> list[str]:
    return [
        f"{model.name} has {graph.readers[model.name]} reader(s) and no meta.stored_for that says what it is stored for"
        for model in graph.models.values()
        if model.name.startswith("int_") and graph.readers[model.name] < 2 and not model.stored_for
    ]


def stored_tables_are_fingerprinted(graph: Graph) -> list[str]:
    """What a stored table reads, through whatever is not fingerprinted, must end at something that is."""
    wrong = []
    for model in graph.models.values():
        if model.materialized not in STORED or model.name == "int_stored_tables":
            continue
        if model.is_made_of_rows:
            # All rows that it reads are hashed.
            continue
        if not model.fingerprints:
            wrong.append(f"{model.name} is {model.materialized} and names no fingerprints (macros in stored_by.sql)")
            continue
        known = {model.fingerprints, "int_stored_tables", *graph.models[model.fingerprints].stands_for, *CONSTANT}
        waiting, seen = [model.name], set()
        while waiting:
            found = graph.models[waiting.pop()]
            if found.reads_raw or (found.folder.startswith("staging/") and found.name != model.name):
                wrong.append(f"{model.name} reads {found.name}, for which {model.fingerprints} does not stand")
                continue
            passed = known | {found.fingerprints}
            waiting += [parent for parent in found.reads if parent not in passed and parent not in seen]
            seen |= set(found.reads)
    return wrong


def weights_are_learned_without_given_ones(graph: Graph) -> list[str]:
    """Else a changed weight teaches again, and scores every date by every version."""
    wrong, waiting, seen = [], [*LEARNED], set()
    while waiting:
        found = graph.models.get(waiting.pop(), Node("none"))
        wrong += [f"{found.name} reads {parent}" for parent in found.reads if parent in GIVEN]
        waiting += [parent for parent in found.reads if parent not in seen]
        seen |= set(found.reads)
    return wrong


LONG = [Node(f"int_{n}", reads=(f"int_{n - 1}",) if n else ()) for n in range(LONGEST_CHAIN + 1)]
MANY = [Node(f"int_{n}") for n in range(MOST_MODELS + 1)]
WRONG = [
    (chain_is_short, Graph(*LONG)),
    (models_are_few, Graph(*MANY)),
    (
        arrows_go_one_way,
        Graph(Node("int_a", reads=("int_b",)), Node("int_b", folder="intermediate/signals")),
    ),
    (
        arrows_go_one_way,
        Graph(Node("stg_a__x", folder="staging/a", reads=("stg_b__x",)), Node("stg_b__x", folder="staging/b")),
    ),
    (models_have_readers, Graph(Node("int_a"), Node("int_b", reads=("int_a",), stored_for="its cost"))),
    (stored_tables_are_fingerprinted, Graph(Node("int_a", materialized="cached"))),
    (
        weights_are_learned_without_given_ones,
        Graph(Node("int_learned_weights", reads=("int_a",)), Node("int_a", reads=("int_scorecards",))),
    ),
    (
        stored_tables_are_fingerprinted,
        Graph(
            Node("int_a", materialized="incremental", fingerprints="int_f", reads=("int_f", "int_view")),
            Node("int_f", reads=("stg_intent__x",), stands_for=("stg_intent__x",)),
            Node("int_view", reads=("stg_intent__x", "stg_intent__y")),
            Node("stg_intent__x", folder="staging/intent/seeds"),
            Node("stg_intent__y", folder="staging/intent/seeds"),
        ),
    ),
]


@pytest.mark.parametrize(("rule", "graph"), WRONG, ids=[f"{rule.__name__}-{n}" for n, (rule, _) in enumerate(WRONG)])
def test_the_rule_finds_its_wrong_example(rule, graph):
    assert rule(graph)


@pytest.fixture(scope="module")
def graph(manifest: dict) -> Graph:
    """The graph with every connector on."""
    nodes = {id: node for id, node in manifest["nodes"].items() if node["package_name"] == "intent"}
    models = {id: node for id, node in nodes.items() if node["resource_type"] == "model"}
    return Graph(*(node_of(node, models) for node in models.values()))


def node_of(node: dict, models: dict) -> Node:
    meta = node["config"]["meta"]
    needs = node["depends_on"]["nodes"]
    return Node(
        name=node["name"],
        folder=str(Path(node["original_file_path"]).parent.relative_to("models")),
        reads=tuple(models[name]["name"] for name in needs if name in models),
        materialized=node["config"]["materialized"],
        fingerprints=meta.get("fingerprints") or "",
        stands_for=tuple(meta.get("stands_for", ())),
        is_made_of_rows=meta.get("is_made_of_rows", False),
        stored_for=meta.get("stored_for", ""),
        reads_raw=any(name.startswith(("source.", "seed.")) for name in needs),
    )


@pytest.mark.parametrize(
    "rule",
    sorted({rule for rule, _ in WRONG}, key=lambda rule: rule.__name__),
    ids=lambda rule: rule.__name__,
)
def test_the_graph_follows(rule, graph):
    assert len(graph.models) > 100
    wrong = rule(graph)
    assert not wrong, f"{rule.__name__.replace('_', ' ')}:\n  " + "\n  ".join(wrong)


def test_no_folder_holds_more_than_twenty_files(project_root):
    parts = [project_root / part for part in ("models", "macros", "seeds", "integration_tests", "tools")]
    folders = [*parts, *(path for part in parts for path in part.rglob("[!_]*") if path.is_dir())]
    sizes = {
        str(folder.relative_to(project_root)): sum(path.is_file() for path in folder.iterdir()) for folder in folders
    }
    assert sum(sizes.values()) > 200
    assert {folder: size for folder, size in sizes.items() if size > MOST_FILES} == {}


def test_no_file_of_models_and_macros_has_more_than_a_hundred_lines(project_root):
    parts = ("models", "macros", "tests", "analyses")
    files = [path for part in parts for path in (project_root / part).rglob("*.sql")]
    lengths = {str(path.relative_to(project_root)): len(path.read_text().splitlines()) for path in files}
    assert len(lengths) > 200
    assert {file: length for file, length in lengths.items() if length > MOST_LINES} == {}


def test_marts_alone_stand_in_the_schema_of_the_target(manifest):
    schemas = {
        (node["resource_type"], node["original_file_path"].split("/")[1] == "marts"): set()
        for node in manifest["nodes"].values()
        if node["resource_type"] in ("model", "seed")
    }
    for node in manifest["nodes"].values():
        if node["resource_type"] in ("model", "seed"):
            schemas[node["resource_type"], node["original_file_path"].split("/")[1] == "marts"].add(node["schema"])
    assert schemas == {
        ("model", True): {"intent"},
        ("model", False): {"intent_internal"},
        ("seed", False): {"intent_configuration"},
    }


def test_a_seed_and_a_model_never_share_a_name(manifest):
    names = Counter(node["name"] for node in manifest["nodes"].values() if node["resource_type"] in ("model", "seed"))
    nodes = manifest["nodes"].values()
    marts = {node["name"] for node in nodes if node["original_file_path"].startswith("models/marts/")}
    assert [name for name, n_nodes in names.items() if n_nodes > 1] == []
    # The mart of the scorecard registry will be called so: no seed may take its name.
    assert "intent_scorecards" not in names or "intent_scorecards" in marts


def test_marts_and_contracts_are_public_and_all_else_is_private(manifest):
    access = {node["name"]: node["access"] for node in manifest["nodes"].values() if node["resource_type"] == "model"}
    staging = {name for name in access if name.startswith("stg_") and not name.startswith("stg_intent__")}
    contracts = {name for name in staging if access[name] == "public"}
    assert contracts
    assert {name for name in access if name.startswith("intent_")} | contracts == {
        name for name, level in access.items() if level == "public"
    }
    assert set(access.values()) == {"public", "private"}
