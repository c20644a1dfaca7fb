"""The comparisons that a careful reader finds in our own test articles."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from generator.build import assemble_articles, read_paths, registry_of
from generator.publishing.records import comparison_records

SETS = Path(__file__).parents[1] / "gold"
FOLDERS = [SETS / "tuned", SETS / "tuned2", SETS / "tuned3"]


@pytest.fixture(scope="module", params=FOLDERS, ids=lambda folder: folder.name)
def folder(request: pytest.FixtureRequest) -> Path:
    chosen: Path = request.param
    return chosen


@pytest.fixture(scope="module")
def found(folder: Path) -> dict[str, Any]:
    paths = sorted(folder.glob("*.raw.*"))
    articles, findings = read_paths(paths)
    assert findings == ()
    casebook = assemble_articles(articles, registry_of(paths))
    return {record["indicator"]: record for record in comparison_records(casebook)}


@pytest.fixture(scope="module")
def expected(folder: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(
        (folder / "comparisons.json").read_text(encoding="utf-8")
    )
    return rows


def test_the_expected_comparisons_are_found(
    found: dict[str, Any], expected: list[dict[str, Any]]
) -> None:
    wrong = {}
    for row in expected:
        got = found.get(row["indicator"])
        members = {(m["park"], m["value"], m["bound"]) for m in row["members"]}
        if got is None or got["verdict"] != row["verdict"]:
            wrong[row["indicator"]] = got and got["verdict"]
        elif {(m["park"], round(m["value"], 2), m["bound"]) for m in got["members"]} != members:
            wrong[row["indicator"]] = got["members"]
    assert wrong == {}


def test_nothing_else_is_called_comparable(
    found: dict[str, Any], expected: list[dict[str, Any]]
) -> None:
    allowed = {row["indicator"] for row in expected if row["verdict"] == "comparable"}
    assert {name for name, c in found.items() if c["verdict"] == "comparable"} <= allowed


def test_a_norm_or_an_inspection_is_no_visit(folder: Path, found: dict[str, Any]) -> None:
    assert folder.name != "tuned" or "走访企业数" not in found
