"""The input contracts as the package's macros say them: their columns, and the connectors' models that deliver them."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import jinja2

MACROS = Path(__file__).resolve().parents[2] / "macros"


def value_of(macro: str, *arguments: str) -> list | dict:
    """What a macro that asks dbt for nothing but the name of the string type returns."""
    returned: list = []
    intent = SimpleNamespace(string_type=lambda: "string")
    names = {"intent": intent, "return": lambda value: returned.append(value) or ""}
    environment = jinja2.Environment(extensions=["jinja2.ext.do"])
    module = environment.from_string(next(MACROS.rglob(f"{macro}.sql")).read_text(encoding="utf-8"), names).module
    getattr(module, macro)(*arguments)
    return returned[-1]


def columns_of(contract: str) -> dict[str, str]:
    """The columns of a contract with their types, in order."""
    return dict(value_of("contract_columns", contract))


def models_of(contract: str) -> list[str]:
    """The models of all connectors that deliver a contract."""
    return [model for contracts in value_of("connector_contracts").values() for model in contracts.get(contract, [])]


def delivered(connector: str, contract: str) -> str:
    """What a connector delivers of a contract, as a relation to select from."""
    models = value_of("connector_contracts")[connector][contract]
    return f"({' union all '.join(f'select * from {model}' for model in models)})"
