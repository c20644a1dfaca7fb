"""Names of figures, measures and places."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from generator.model.casebook import FactRecord
from generator.model.fact import Direction, Role
from generator.rendering import naming
from tests.rendering import sample

CASEBOOK = sample.casebook()


def record(**fields: object) -> FactRecord:
    found = CASEBOOK.facts[0]
    return replace(found, fact=replace(found.fact, **fields))  # type: ignore[arg-type]


def test_an_enterprises_figure_names_the_enterprise() -> None:
    own = record(indicator="营运成本")
    assert naming.indicator(own) == "营运成本"
    assert naming.indicator(record(indicator="营运成本", entity="青石电子")) == "青石电子：营运成本"
    assert naming.indicator(record(indicator="青石电子产值", entity="青石电子")) == "青石电子产值"
    alias = replace(own.parks[0], aliases=("云溪园",))
    named = replace(record(indicator="产值", entity="云溪园"), parks=(alias,))
    assert naming.indicator(named) == "产值"


@pytest.mark.parametrize(
    ("indicator", "role", "direction", "shown"),
    [
        ("营运成本", Role.CHANGE, Direction.DOWN, "营运成本（下降）"),
        ("产值增幅", Role.CHANGE, Direction.UP, "产值增幅"),
        ("开工提前时间", Role.CHANGE, Direction.DOWN, "开工提前时间"),
        ("年产值", Role.TARGET, None, "年产值（目标或计划）"),
        ("速裁庭全省次序", Role.RANK, None, "速裁庭全省"),
        ("企业数", Role.LEVEL, None, "企业数"),
    ],
)
def test_a_line_says_what_kind_of_figure_it_gives(
    indicator: str, role: Role, direction: Direction | None, shown: str
) -> None:
    assert naming.measured(record(indicator=indicator, role=role, direction=direction)) == shown


def test_names_that_hold_a_comma_are_marked_off() -> None:
    assert (
        naming.listed(["代办", "极简办、集成办", "拿地,开工"])
        == "代办、“极简办、集成办”、“拿地，开工”"
    )


def test_quotation_marks_nest() -> None:
    assert naming.quoted("“1+1+3+N”政策体系") == "“‘1+1+3+N’政策体系”"


def test_too_many_names_are_counted() -> None:
    assert naming.some(["甲", "乙"]) == "甲、乙"
    assert naming.some([f"园{n}" for n in range(13)]) == "其余13个园区或地区"
