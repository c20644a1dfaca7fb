"""A fact cannot exist without its words."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import UngroundedFact
from generator.model.article import OffsetRun
from generator.model.evidence import Quote, Span
from generator.model.fact import Fact, Role, fact_id
from generator.model.quantity import Quantity
from tests.factory import article


def build(quote: Quote, surface: Quote) -> Fact:
    return Fact(
        surface=surface,
        quote=quote,
        quantity=Quantity(Decimal(7), "个"),
        role=Role.LEVEL,
        entity="甲乙经开区",
        parks=("甲乙经开区",),
        indicator="项目数",
        theme="investment",
    )


def test_a_grounded_fact_is_made() -> None:
    fact = build(Quote("a", Span(4, 10), "引进项目7个"), Quote("a", Span(8, 10), "7个"))
    assert (fact.article, fact.park) == ("a", "甲乙经开区")


@pytest.mark.parametrize(
    "surface",
    [
        Quote("a", Span(8, 10), "8个"),
        Quote("a", Span(20, 22), "7个"),
        Quote("a", Span(7, 9), "7个"),
        Quote("a", Span(8, 8), ""),
    ],
    ids=["other words", "outside of the quote", "shifted by one", "empty"],
)
def test_a_fact_without_its_words_is_refused(surface: Quote) -> None:
    with pytest.raises(UngroundedFact, match="与原文"):
        build(Quote("a", Span(4, 10), "引进项目7个"), surface)


@given(st.text(min_size=1), st.data())
def test_an_articles_quote_is_its_text(text: str, data: st.DataObject) -> None:
    source = article(text)
    end = data.draw(st.integers(0, len(text)))
    start = data.draw(st.integers(0, end))
    assert source.quote(Span(start, end)).text == text[start:end]


def test_a_quote_behind_the_text_is_refused() -> None:
    with pytest.raises(IndexError):
        article("七个").quote(Span(1, 3))


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2)])
def test_impossible_spans_are_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span(start, end)


def test_ids_depend_on_words_and_not_on_places() -> None:
    one = fact_id("a", "7个", "引进项目7个")
    assert one == fact_id("a", "7个", "引进项目7个")
    others = {
        fact_id("b", "7个", "引进项目7个"),
        fact_id("a", "8个", "引进项目7个"),
        fact_id("a", "7个", "引进项目7个", nth=1),
    }
    assert one not in others
    assert len(others) == 3


def test_raw_span_follows_the_offset_map() -> None:
    source = article("甲乙丙丁", offsets=(OffsetRun(0, 10, 2), OffsetRun(2, 20, 2)))
    assert source.raw_span(Span(0, 2)) == Span(10, 12)
    assert source.raw_span(Span(1, 3)) == Span(11, 21)
    assert article("甲乙").raw_span(Span(0, 1)) is None
