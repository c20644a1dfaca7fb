"""The comparisons that a careful reader finds in the reference articles, found from the raw files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from generator.build import assemble_articles, read_paths, registry_of
from generator.publishing.records import comparison_records


@pytest.fixture(scope="module")
def found(shared: Path) -> dict[str, Any]:
    paths = sorted((shared / "seeds").glob("*.txt"))
    articles, _ = read_paths(paths)
    casebook = assemble_articles(articles, registry_of(paths))
    return {record["indicator"]: record for record in comparison_records(casebook)}


@pytest.fixture(scope="module")
def expected(shared: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(
        (shared / "gold" / "comparisons.json").read_text(encoding="utf-8")
    )
    return rows


def members(comparison: dict[str, Any]) -> set[tuple[str, float, str]]:
    return {(m["park"], round(float(m["value"]), 2), m["bound"]) for m in comparison["members"]}


def test_every_expected_comparison_is_found_with_members_and_verdict(
    found: dict[str, Any], expected: list[dict[str, Any]]
) -> None:
    wrong = {}
    for row in expected:
        got = found.get(row["indicator"])
        if got is None:
            wrong[row["indicator"]] = "missing"
        elif (members(got), got["verdict"], got["theme"]) != (
            members(row),
            row["verdict"],
            row["theme"],
        ):
            wrong[row["indicator"]] = (members(got), got["verdict"])
    assert wrong == {}


def test_nothing_else_is_called_comparable(
    found: dict[str, Any], expected: list[dict[str, Any]]
) -> None:
    allowed = {row["indicator"] for row in expected if row["verdict"] == "comparable"}
    assert {name for name, c in found.items() if c["verdict"] == "comparable"} <= allowed


def test_every_caveat_explains_itself(found: dict[str, Any]) -> None:
    for comparison in found.values():
        if comparison["verdict"] != "comparable":
            assert comparison["reasons"]
        for reason in comparison["reasons"]:
            assert len(reason["text"]) > 3


def test_derived_members_show_their_inputs(found: dict[str, Any]) -> None:
    derived = [m for m in found["审批用时压缩幅度"]["members"] if m["derived_from"]]
    assert [m["derived_from"] for m in derived] == [["19工作日", "1工作日"]]
