from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace

from generator.model.evidence import Span
from generator.model.period import Period, PeriodKind
from generator.model.quantity import Bound, Quantity
from generator.rendering import wording
from tests.rendering import sample
from tests.rendering.case_files import cases
from tests.rendering.stated import article

CASEBOOK = sample.casebook()


@pytest.mark.parametrize("case", cases("amounts"), ids=lambda c: c["shown"])
def test_amounts(case: dict[str, Any]) -> None:
    ends = [Decimal(case[end]) if end in case else None for end in ("low", "high")]
    quantity = Quantity(Decimal(case["value"]), case["unit"], Bound(case["bound"]), *ends)
    assert wording.amount(quantity) == case["shown"]


@pytest.mark.parametrize("case", cases("periods"), ids=lambda c: c["shown"])
def test_periods(case: dict[str, Any]) -> None:
    inferred = case.get("inferred", False)
    period = Period(case["start"], case["end"], PeriodKind(case["kind"]), Span(0, 2), inferred)
    assert wording.period(period, article("a", "每月")) == case["shown"]


def test_no_period_is_said() -> None:
    assert wording.period(None, article("a", "")) == "未说明"


@pytest.mark.parametrize(
    ("surface", "shown"),
    [
        ("4.78万件", "47,800件"),
        ("1500余人次", ""),
        ("95%以上", ""),
        ("近20家", "不到20家"),
        ("半个月", "0.5个月"),
        ("5个", ""),
        ("突破300亿元", "超过300亿元"),
    ],
)
def test_a_reading_is_given_where_the_print_differs(surface: str, shown: str) -> None:
    fact = next(r.fact for r in CASEBOOK.facts if r.fact.surface.text == surface)
    assert wording.normalised(fact) == shown


@pytest.mark.parametrize(
    ("surface", "shown"),
    [
        ("45个工作日", "变化前 · 法定时限"),
        ("23枚", "变化前"),
        ("2.5个百分点", "变化（上升） · 较上年同期"),
        ("3至5个月", "变化 · 最优个案"),
        ("突破300亿元", "目标或计划"),
    ],
)
def test_qualities(surface: str, shown: str) -> None:
    fact = next(r.fact for r in CASEBOOK.facts if r.fact.surface.text == surface)
    assert wording.qualities(fact) == shown


@pytest.mark.parametrize(
    ("since", "end", "shown"),
    [
        ("2024-05-16", "2024-05-16", "2024年5月16日起"),
        ("2023-05-01", "2023-05-31", "2023年5月起"),
        ("2022-01-01", "2022-12-31", "2022年起"),
        ("2024-01-01", "2024-03-31", "2024年1—3月间起"),
        ("2023-05-01", None, "2023年5月起"),
        ("2022-01-01", None, "2022年起"),
        ("2024-05-16", None, "2024年5月16日起"),
    ],
)
def test_a_beginning_is_no_more_exact_than_its_words(
    since: str, end: str | None, shown: str
) -> None:
    mention = replace(
        CASEBOOK.measures[0].mentions[0],
        since=dt.date.fromisoformat(since),
        since_end=dt.date.fromisoformat(end) if end else None,
    )
    assert wording.began(mention) == shown
