"""The pages of `make docs`, made of the built demo: one file each, nothing from elsewhere, every mart in both."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

pytest.importorskip("dbt_colibri", reason="make setup-docs installs dbt-colibri")
pytest.importorskip("playwright", reason="make setup-boards installs playwright")
from browser import CHROMIUM, chromium  # noqa: E402
from intent.documentation import DOCS, LINEAGE, write_documentation  # noqa: E402

if not CHROMIUM:
    pytest.skip("the pages are opened in Chromium, which is not on the path", allow_module_level=True)
# One reads what it published before, the other a file without a list of columns: README says so.
NOT_BY_COLUMN = "(not by column: int_publication_errors, stg_generic__events)"


@pytest.fixture(scope="module")
def pages(built_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("docs")
    said = write_documentation(out, built_demo)
    assert said == f"{out / DOCS}\n{out / LINEAGE} {NOT_BY_COLUMN}"
    return out


@pytest.mark.parametrize("page", [DOCS, LINEAGE])
def test_a_page_is_whole_and_names_every_mart(pages: Path, page: str) -> None:
    alone = pages / "alone" / page
    alone.parent.mkdir(exist_ok=True)
    alone.write_bytes((pages / page).read_bytes())
    nodes = json.loads((pages / "dbt" / "manifest.json").read_text(encoding="utf-8"))["nodes"].values()
    marts = [node["name"] for node in nodes if node["resource_type"] == "model" and node["path"].startswith("marts/")]
    requests: list[str] = []
    with chromium() as browser:
        opened = browser.new_page()
        opened.on("request", lambda request: requests.append(request.url))
        opened.goto(alone.as_uri(), wait_until="networkidle")
        opened.wait_for_function("document.body.innerText.includes('intent')")
        # The page of lineage keeps what it knows encoded.
        known = opened.evaluate("JSON.stringify(window.colibriData ?? null)")
    assert not [url for url in requests if not url.startswith(("file:", "data:", "blob:"))]
    written = alone.read_text(encoding="utf-8") + known
    assert len(marts) > 30
    assert [mart for mart in marts if not re.search(f'[".]{mart}"', written)] == []


def test_columns_are_followed_through_unions(pages: Path) -> None:
    lineage = json.loads((pages / "dbt" / "lineage" / "colibri-manifest.json").read_text(encoding="utf-8"))["lineage"]
    edges = {
        (edge["source"], edge["sourceColumn"])
        for edge in lineage["edges"]
        if (edge["target"], edge["targetColumn"]) == ("model.intent.intent_row_funnel", "n_rows")
    }
    assert ("model.intent.int_funnel_losses", "n_rows") in edges
