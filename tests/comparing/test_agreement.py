"""The same fact in several articles; phrases that no indicator covers."""

from __future__ import annotations

from typing import Any

import pytest

from generator.comparing.agreement import agreements
from generator.comparing.casebook import compare
from generator.comparing.unmapped import unmapped
from generator.model.casebook import FactRecord, distinct
from generator.model.subject import Park, Registry, Theme
from tests.factory import article, extraction, fact

REGISTRY = Registry(
    parks=(Park("jiayi", "甲乙经开区"), Park("bingding", "丙丁高新区")),
    themes=(Theme("construction", "项目建设", "？"),),
)


def records(*rows: tuple[str, str, str, dict[str, Any]]) -> tuple[FactRecord, ...]:
    """The records of articles given as (sentence, surface, value, fields)."""
    extractions = []
    for number, (sentence, surface, value, fields) in enumerate(rows):
        source = article(sentence, f"a{number}")
        extractions.append(extraction(source, fact(source, surface, value, "场", **fields)))
    return compare(extractions, REGISTRY).facts


ONE = ("今年举办银企对接会26场。", "26场", "26", {"indicator": "银企对接会场数"})


def test_two_reports_of_one_fact_agree() -> None:
    one, other = records(
        ONE, ("园区办银企对接会达26场。", "26场", "26", {"indicator": "银企对接会场次"})
    )
    assert agreements((one, other)) == {one.id: (other.id,), other.id: (one.id,)}
    assert (one.also, other.also) == ((other.id,), (one.id,))
    assert distinct((one, other)) == [one]


@pytest.mark.parametrize(
    ("sentence", "value", "fields"),
    [
        ("举办银企对接会27场。", "27", {"indicator": "银企对接会场数"}),
        ("组织职工篮球赛26场。", "26", {"indicator": "职工篮球赛"}),
        ("举办银企对接会26场。", "26", {"indicator": "银企对接会场数", "park": "丙丁高新区"}),
        ("举办银企对接会26场。", "26", {"indicator": "银企对接会场数", "bound": ">"}),
    ],
    ids=["other value", "other thing", "other park", "other bound"],
)
def test_what_differs_does_not_agree(sentence: str, value: str, fields: dict[str, Any]) -> None:
    found = records(ONE, (sentence, f"{value}场", value, fields))
    assert agreements(found) == {}


def test_periods_without_a_common_day_do_not_agree() -> None:
    text, surface, value, fields = ONE
    found = records(
        (text, surface, value, fields | {"period": ("2023-01-01", "2023-12-31")}),
        (text, surface, value, fields | {"period": ("2024-01-01", "2024-12-31")}),
    )
    assert agreements(found) == {}


def test_one_article_never_agrees_with_itself() -> None:
    source = article("办银企对接会26场。\n又办银企对接会26场。")
    again = fact(source, "26场", "26", "场")
    found = compare([extraction(source, again, again)], REGISTRY).facts
    assert agreements(found) == {}


def test_a_phrase_of_two_parks_without_an_indicator_is_a_suggestion() -> None:
    key = {"key": True}
    text, surface, value, fields = ONE
    other = ("举办银企对接会9场。", "9场", "9", fields | key | {"park": "丙丁高新区"})
    (finding,) = unmapped(records((text, surface, value, fields | key), other))
    assert "银企对接会场数" in finding.message
    assert "丙丁高新区" in finding.message
    assert unmapped(records((text, surface, value, fields | key))) == ()


def test_coverage_counts_a_fact_of_two_reports_once() -> None:
    extractions = []
    for id_ in ("a", "b"):
        source = article("举办银企对接会26场。", id_)
        extractions.append(extraction(source, fact(source, "26场", "26", "场", park="甲乙经开区")))
    cell = next(c for c in compare(extractions, REGISTRY).coverage if c.park == "jiayi")
    assert (cell.facts, cell.articles) == (1, 2)
