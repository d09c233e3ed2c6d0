"""Connectors in a project that installs the package: off they are not there, three lines switch one on."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from conftest import ROOT
from contracts_project import ContractsProject

UNION = "model.intent.int_delivered_events"
CONVERSIONS = "model.intent.int_delivered_conversions"


@pytest.fixture(scope="module")
def parsed(dbt, tmp_path_factory) -> Callable[..., dict | str]:
    """The manifest of a project with some more lines in its dbt_project.yml, or what dbt says against them."""
    project = ContractsProject(tmp_path_factory.mktemp("switch") / "project").folder
    original = (project / "dbt_project.yml").read_text(encoding="utf-8")

    def parse(**given: object) -> dict | str:
        described = yaml.safe_load(original)
        for key, values in given.items():
            described[key].update(values)
        text = yaml.safe_dump(described) if given else original
        (project / "dbt_project.yml").write_text(text, encoding="utf-8")
        done = dbt(["parse", "--target-path", "target"], project)
        if done.returncode != 0:
            return " ".join(done.stdout.split())
        assert "[WARNING]" not in done.stdout, done.stdout
        return json.loads((project / "target" / "manifest.json").read_text(encoding="utf-8"))

    return parse


def connector_nodes(manifest: dict) -> set[str]:
    """The folders of staging of which the package has an enabled model, test or source; its own seeds' folder aside."""
    nodes = [*manifest["nodes"].values(), *manifest["sources"].values()]
    enabled = [node for node in nodes if node["package_name"] == "intent" and node["config"]["enabled"]]
    models = [manifest["nodes"].get(node.get("attached_node"), node) for node in enabled]
    files = [model["original_file_path"] for model in models]
    folders = {Path(file).parts[2] for file in files if file.startswith("models/staging/")}
    return folders - {"intent"}


def staging_models(manifest: dict, union: str) -> set[str]:
    """The staging models of which a union is made."""
    needs = manifest["nodes"][union]["depends_on"]["nodes"]
    return {name.split(".")[-1] for name in needs if ".stg_" in name and ".stg_intent__" not in name}


def test_a_project_that_lists_no_connector_has_none(parsed):
    manifest = parsed()
    assert connector_nodes(manifest) == set()
    assert staging_models(manifest, UNION) == {"stg_given__events"}


def test_a_listed_connector_joins_the_users_own_models_and_no_other_one_does(parsed):
    manifest = parsed(vars={"intent_connectors": ["hubspot"], "intent_hubspot_schema": "fivetran"})
    assert connector_nodes(manifest) == {"hubspot"}
    hubspot = {"stg_hubspot__email_events", "stg_hubspot__form_events", "stg_hubspot__activity_events"}
    assert staging_models(manifest, UNION) == {*hubspot, "stg_given__events"}
    assert staging_models(manifest, CONVERSIONS) == {"stg_hubspot__conversions", "stg_given__conversions"}
    assert {source["schema"] for source in manifest["sources"].values()} == {"fivetran", "given"}
    assert not any(source["meta"] for source in manifest["sources"].values() if source["package_name"] == "intent")


def test_folders_that_are_disabled_and_models_listed_twice_still_work(parsed):
    manifest = parsed(
        vars={"intent_connectors": ["segment"], "intent_event_models": ["stg_segment__events", "stg_given__events"]},
        models={"intent": {"staging": {"hubspot": {"+enabled": False}}}},
    )
    assert connector_nodes(manifest) == {"segment"}
    union = manifest["nodes"][UNION]["depends_on"]["nodes"]
    assert union.count("model.intent.stg_segment__events") == 1


def test_a_connector_that_does_not_exist_is_named_with_those_that_do(parsed):
    words = parsed(vars={"intent_connectors": ["hubspott"]})
    assert "intent_connectors lists hubspott; the connectors are " in words
    named = words.split("intent_connectors lists hubspott; the connectors are ")[1].split(".")[0].split(", ")
    folders = {path.name for path in (ROOT / "models" / "staging").iterdir() if path.is_dir()}
    assert set(named) == folders - {"intent"}


NAMES = "demo, a list of names, alone or two with a dot between them"
# dbt reads the whole project for each of them; a number is as little of a list as null.
NOT_A_LIST = {"null": None, "a name": "hubspot", "a mapping": {"own": True}}


@pytest.fixture(scope="module")
def gate(dbt, tmp_path_factory) -> Callable[..., str]:
    """What the configuration gate says of a project with some more vars."""
    project = ContractsProject(tmp_path_factory.mktemp("gate") / "project").folder
    original = yaml.safe_load((project / "dbt_project.yml").read_text(encoding="utf-8"))

    def build(**given: object) -> str:
        described = {**original, "vars": {**original["vars"], **given}}
        (project / "dbt_project.yml").write_text(yaml.safe_dump(described), encoding="utf-8")
        done = dbt(["build", "--select", "+stg_intent__configuration_errors"], project)
        return " ".join(done.stdout.split())

    return build


@pytest.mark.parametrize("name", NOT_A_LIST)
def test_connectors_that_are_no_list_are_one_sentence(name, gate):
    words = gate(intent_connectors=NOT_A_LIST[name])
    assert "The configuration has 1 mistake(s); nothing was scored." in words
    assert f"column intent_connectors, value '{NOT_A_LIST[name]}': allowed: {NAMES}" in words
    assert "Traceback" not in words


def test_no_connector_and_no_model_of_ones_own_is_one_sentence(gate):
    words = gate(intent_connectors=[], intent_event_models=[])
    assert "The configuration has 1 mistake(s); nothing was scored." in words
    assert (
        "column intent_connectors, value '[]': nothing delivers events; allowed: a connector, or a model of your own"
        in words
    )


@pytest.mark.parametrize("connectors", [[None], [["hubspot"]]], ids=str)
def test_an_entry_that_is_no_connector_is_named(connectors, parsed):
    words = parsed(vars={"intent_connectors": connectors})
    assert "; the connectors are ga4, " in words
    assert "Traceback" not in words


def test_a_conversion_that_is_not_defined_is_named_with_those_that_are(parsed):
    words = parsed(vars={"intent_connectors": ["segment"], "intent_conversions": ["opportunity_one"]})
    assert "intent_conversions lists opportunity_one; the ready definitions are opportunity_won, " in words
