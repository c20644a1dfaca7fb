"""A process map needs steps, durations and the words that they were made parallel."""

from __future__ import annotations

from decimal import Decimal

import pytest

from generator.model.quantity import Bound
from generator.rendering.book import Book
from generator.rendering.charts import process
from generator.rendering.charts.process_drawings import process_drawings
from tests.rendering import sample
from tests.rendering.stated import Stated, article

CONSTRUCTION = sample.THEMES[1]
STEPS = (("立项", "5"), ("用地", "9"), ("规划", "7"))


def titles(text: str, bound: Bound = Bound.EXACT) -> list[str]:
    reader = Stated(article("process", text))
    for name, days in STEPS:
        if f"{name}{days}天" in text:
            reader.fact(
                f"{name}{days}天",
                f"{days}天",
                days,
                "天",
                bound=bound,
                indicator=f"{name}用时",
                theme="construction",
                parks=("海棠高新区",),
            )
    book = Book.open(sample.casebook(reader))
    return [d.title for d in process_drawings(book, sample.HAITANG, CONSTRUCTION)]


TOLD = "立项5天、用地9天、规划7天由串联改为并联办理。"


def test_the_totals_are_computed_and_say_so() -> None:
    assert titles(TOLD) == ["3个环节由串联改为并联：合计21天，同时办9天（推算）"]


@pytest.mark.parametrize(
    "text",
    [
        "立项5天、用地9天、规划7天依次办理。",
        "立项5天、用地9天由串联改为并联办理。",
        "立项5天。用地9天、规划7天由串联改为并联办理。",
    ],
    ids=["no word of it", "two steps", "two sentences"],
)
def test_else_there_is_no_map(text: str) -> None:
    assert not titles(text)


def test_bounds_cannot_be_added_up() -> None:
    assert not titles(TOLD, Bound.ABOUT)


def test_a_process_draws_both_ways() -> None:
    steps = tuple(process.Step(name, Decimal(days)) for name, days in STEPS)
    svg = process.draw(process.Process(steps, "天"), "注", "源")
    assert b"#c4501b" in svg
    assert b"#12436d" in svg
