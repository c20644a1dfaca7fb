"""Verdicts: which pairs of figures may stand side by side, and what is said beside them."""

from __future__ import annotations

from typing import Any

import pytest

from generator.comparing.casebook import compare
from generator.comparing.comparability import level
from generator.model.comparison import Comparison, ReasonKind, Verdict
from generator.model.fact import Basis, Direction, Role, Statistic
from generator.model.subject import Park, Registry, Theme
from tests.factory import article, extraction, fact

A, B = "甲乙经开区", "丙丁高新区"
REGISTRY = Registry(
    parks=(Park("jiayi", A), Park("bingding", B), Park("wuji", "戊己市")),
    themes=(Theme("construction", "项目建设", "？"), Theme("responsiveness", "诉求响应", "？")),
)


def side_by_side(*rows: tuple[str, str, str, str, str, dict[str, Any]]) -> Comparison:
    """The one comparison of facts given as (park, sentence, surface, value, unit, fields)."""
    extractions = []
    for number, (park, sentence, surface, value, unit, fields) in enumerate(rows):
        source = article(sentence, f"a{number}")
        extractions.append(
            extraction(source, fact(source, surface, value, unit, park=park, **fields))
        )
    (comparison,) = compare(extractions, REGISTRY).comparisons
    return comparison


def kinds(comparison: Comparison) -> set[ReasonKind]:
    return {reason.kind for reason in comparison.reasons}


YEAR = {"period": ("2024-01-01", "2024-12-31")}


def test_same_count_in_the_same_period_is_comparable() -> None:
    found = side_by_side(
        (A, "全年办理拿地即开工项目7个。", "7个", "7", "个", YEAR),
        (B, "已有21个项目实现拿地即开工。", "21个", "21", "个", YEAR),
    )
    assert found.indicator.id == "land-and-start-projects"
    assert found.verdict is Verdict.COMPARABLE
    assert found.reasons == ()


def test_counts_of_unlike_periods_need_care_and_name_both_periods() -> None:
    found = side_by_side(
        (A, "全年办理拿地即开工项目7个。", "7个", "7", "个", YEAR),
        (B, "已有21个项目实现拿地即开工。", "21个", "21", "个", {}),
    )
    assert found.verdict is Verdict.WITH_CARE
    (reason,) = found.reasons
    assert reason.kind is ReasonKind.PERIOD
    assert "2024年1月1日至2024年12月31日" in reason.text
    assert "未说明期间" in reason.text


def test_counts_without_any_period_need_care() -> None:
    found = side_by_side(
        (A, "办理拿地即开工项目7个。", "7个", "7", "个", {}),
        (B, "已有21个项目实现拿地即开工。", "21个", "21", "个", {}),
    )
    assert (found.verdict, found.reasons[0].text) == (Verdict.WITH_CARE, "期间均未说明")


def test_periods_and_bounds_of_averages_are_only_caveats() -> None:
    average = {"role": Role.CHANGE, "statistic": Statistic.AVERAGE}
    found = side_by_side(
        (
            A,
            "拿地即开工项目平均提前开工约3个月。",
            "约3个月",
            "3",
            "月",
            average | YEAR | {"bound": "≈"},
        ),
        (B, "推行拿地即开工，开工平均提早5个月。", "5个月", "5", "月", average),
    )
    assert found.verdict is Verdict.COMPARABLE
    assert kinds(found) == {ReasonKind.PERIOD, ReasonKind.BOUND}


def test_a_best_case_never_stands_beside_an_average() -> None:
    change = {"role": Role.CHANGE}
    found = side_by_side(
        (
            A,
            "拿地即开工项目平均提前开工3个月。",
            "3个月",
            "3",
            "月",
            change | {"statistic": Statistic.AVERAGE},
        ),
        (
            B,
            "拿地即开工后，平均提早开工最快8个月。",
            "8个月",
            "8",
            "月",
            change | {"statistic": Statistic.BEST},
        ),
    )
    assert found.verdict is Verdict.NOT_COMPARABLE
    assert ReasonKind.STATISTIC in kinds(found)


def test_satisfaction_with_unlike_objects_is_refused() -> None:
    rate = {"theme": "responsiveness"}
    found = side_by_side(
        (A, "12345热线回访满意率91%。", "91%", "91", "%", rate),
        (B, "审批服务事项满意率99%。", "99%", "99", "%", rate),
    )
    assert found.verdict is Verdict.NOT_COMPARABLE
    assert found.reasons[0].kind is ReasonKind.OBJECT
    assert "热线回访" in found.reasons[0].text


def test_a_city_beside_a_park_needs_care() -> None:
    found = side_by_side(
        (A, "全年新引进项目29个。", "29个", "29", "个", YEAR | {"theme": "investment"}),
        ("戊己市", "全年新引进项目41个。", "41个", "41", "个", YEAR | {"theme": "investment"}),
    )
    assert found.verdict is Verdict.WITH_CARE
    assert kinds(found) == {ReasonKind.LEVEL}


def test_persons_and_person_times_need_care() -> None:
    found = side_by_side(
        (A, "服务站为企业解决用工800余人次。", "800余人次", "800", "人次", YEAR | {"bound": ">"}),
        (B, "帮助320人就业。", "320人", "320", "人", YEAR),
    )
    assert found.verdict is Verdict.WITH_CARE
    assert kinds(found) == {ReasonKind.UNIT, ReasonKind.BOUND}


def test_a_target_is_never_a_value() -> None:
    source = article("计划办理拿地即开工项目30个。")
    other = article("已有21个项目实现拿地即开工。", "b")
    casebook = compare(
        [
            extraction(source, fact(source, "30个", "30", "个", park=A, role=Role.TARGET)),
            extraction(other, fact(other, "21个", "21", "个", park=B)),
        ],
        REGISTRY,
    )
    assert casebook.comparisons == ()


def test_a_derived_reduction_shows_its_inputs_and_keeps_its_bound() -> None:
    source = article("审批原来至少要20个工作日，现在1个工作日内办结许可。")
    ends = {"pair": "p", "direction": Direction.DOWN, "park": A}
    before = fact(source, "至少要20个工作日", "20", "工作日", role=Role.BEFORE, bound=">=", **ends)
    after = fact(source, "1个工作日内", "1", "工作日", role=Role.AFTER, bound="<=", **ends)
    other = article("全流程审批提速40%。", "b")
    stated = fact(other, "40%", "40", "%", park=B, role=Role.CHANGE, basis=Basis.FORMER)
    (found,) = compare(
        [extraction(source, before, after), extraction(other, stated)], REGISTRY
    ).comparisons
    derived = next(cell for cell in found.cells if cell.park == A)
    assert (float(derived.quantity.value), derived.quantity.bound.value) == (95.0, ">=")
    assert derived.derived_from == ("20工作日", "1工作日")
    assert found.verdict is Verdict.WITH_CARE
    assert ReasonKind.DERIVED in kinds(found)


@pytest.mark.parametrize(
    ("one", "other", "conflict"), [("8", "9", True), ("8", "8", False)], ids=["unlike", "alike"]
)
def test_two_articles_that_disagree_make_a_conflict(
    one: str, other: str, *, conflict: bool
) -> None:
    extractions = []
    for id_, value in (("a", one), ("b", other)):
        source = article(f"全年办理拿地即开工项目{value}个。", id_)
        extractions.append(
            extraction(source, fact(source, f"{value}个", value, "个", park=A, **YEAR))
        )
    findings = compare(extractions, REGISTRY).findings
    assert any(f.kind.value == "conflict" for f in findings) is conflict


def test_places_of_one_reading_are_named_together() -> None:
    found = side_by_side(
        (A, "全年办理拿地即开工项目7个。", "7个", "7", "个", YEAR),
        (B, "已有21个项目实现拿地即开工。", "21个", "21", "个", YEAR),
        ("戊己市", "全年办理拿地即开工项目9个。", "9个", "9", "个", YEAR),
    )
    (reason,) = (r for r in found.reasons if r.kind is ReasonKind.LEVEL)
    assert reason.text == f"层级不同：园区（{A}、{B}），市、县、区（戊己市）"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("甲乙综保区", "园区"),
        ("甲乙自贸片区", "园区"),
        ("丙丁新区", "园区"),
        ("丙丁区", "市、县、区"),
        ("戊己县", "市、县、区"),
        ("庚辛街道", "街道、乡镇"),
        ("壬癸省", "省"),
        ("壬癸自治区", "省"),
        ("东山工业园", "园区"),
    ],
)
def test_levels_of_places(name: str, expected: str) -> None:
    assert level(name) == expected
