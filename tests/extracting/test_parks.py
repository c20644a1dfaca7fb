"""Regions, subjects and discovered parks: case files, lexicon examples, gold subjects."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from msgspec.structs import replace

from generator.extracting.divisions import Level
from generator.extracting.gazetteer import Gazetteer
from generator.extracting.parks import discover_parks, find_regions, subject_of
from generator.extracting.segmentation import Document, segment
from generator.resources import lexicon_data
from tests.extracting.reading import document
from tests.gold import SHARED, article, ids

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "parks.yml").read_text("utf-8"))
GAZETTEER = Gazetteer.load()
EXAMPLES = [
    (row, example)
    for row in lexicon_data("parks_suffixes")["suffixes"]
    for example in row["examples"]
]


@pytest.mark.parametrize("case", CASES["regions"], ids=lambda case: case["text"])
def test_regions(case: dict[str, Any]) -> None:
    text = case["text"]
    found = find_regions(document(text), GAZETTEER)
    assert [mention.name or f"?{mention.surface}" for mention in found] == case["names"]
    assert all(mention.span.of(text) == mention.surface for mention in found)


@pytest.mark.parametrize("case", CASES["subjects"], ids=lambda case: case["title"])
def test_subject(case: dict[str, Any]) -> None:
    assert subject_of(document(case["text"], title=case["title"]), GAZETTEER) == case["subject"]


@pytest.mark.parametrize(("row", "example"), EXAMPLES, ids=[example for _, example in EXAMPLES])
def test_suffix_examples(row: dict[str, Any], example: str) -> None:
    """Every suffix makes a park of its examples."""
    text = f"{example}发布公告。"
    names = [m for m in find_regions(document(text, title=example), GAZETTEER) if m.park]
    assert [m.surface for m in names] == [example], row["short"]


@pytest.mark.parametrize("name", [row["name"] for row in lexicon_data("parks_suffixes")["named"]])
def test_well_known_parks_lie_somewhere(name: str) -> None:
    (mention, *_) = find_regions(document(f"{name}发布公告。"), GAZETTEER)
    assert mention.name == name
    assert mention.place is not None


def test_gazetteer_forms() -> None:
    assert GAZETTEER.place("昆山").path == ("江苏省", "苏州市", "昆山市")  # type: ignore[union-attr]
    assert GAZETTEER.place("恩施土家族苗族自治州").short == "恩施"  # type: ignore[union-attr]
    assert GAZETTEER.place("内蒙古").level is Level.PROVINCE  # type: ignore[union-attr]


def read(text: str, title: str, id_: str) -> Document:
    return segment(replace(document(text, title=title).article, id=id_))


def test_discovered_parks() -> None:
    one = read(
        "昆山经开区设窗口。昆山经济技术开发区是国家级经开区。", "昆山经开区提速", "a"
    ).article
    two = read("昆山市召开大会,昆山市全面部署。", "昆山市部署新任务", "b").article
    park, city = discover_parks([one, two], GAZETTEER)
    assert (park.name, park.id, park.place) == (
        "昆山经开区",
        "kunshan-jingkaiqu",
        "江苏省苏州市昆山市",
    )
    assert "昆山经济技术开发区" in park.aliases
    assert park.parent == city.id
    assert (city.name, city.level, city.parent) == ("昆山市", "县级市", None)
    assert park.discovered


def test_stated_subject_is_believed() -> None:
    source = replace(read("天气很好。", "无题", "c").article, subject="前海")
    assert [park.name for park in discover_parks([source], GAZETTEER)] == ["前海"]


def test_gold_subjects() -> None:
    folder = SHARED / "gold"
    if not folder.is_dir():
        pytest.skip("the gold articles are not beside this clone")
    for id_ in ids(folder):
        source = article(folder, id_)
        assert subject_of(segment(replace(source, subject=None)), GAZETTEER) == source.subject
