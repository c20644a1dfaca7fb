from __future__ import annotations

import random
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from matplotlib.ticker import MaxNLocator
from msgspec.structs import replace

from generator.model.comparison import Verdict
from generator.model.quantity import Bound, Quantity
from generator.rendering.book import Book
from generator.rendering.charts import dots, dumbbell, heat
from generator.rendering.charts.canvas import drawable
from generator.rendering.charts.plan import plan
from generator.rendering.charts.sheet import WIDTH, dark, lines, width
from tests.rendering import sample
from tests.rendering.built import rendering

ROOT = Path(__file__).resolve().parents[3]
PROGRAM = """
import hashlib
from tests.rendering.built import rendering
print([hashlib.sha256(c.data).hexdigest() for c in rendering().charts])
"""


def quantity(value: str, bound: Bound = Bound.EXACT, low: str | None = None) -> Quantity:
    return Quantity(Decimal(value), "%", bound, Decimal(low) if low else None, Decimal(value))


def test_the_same_bytes_in_every_process() -> None:
    def run(seed: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM],
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed, "PATH": ""},
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout

    assert run("1") == run("2")


@pytest.mark.parametrize("chart", rendering().charts, ids=lambda c: c.path)
def test_a_chart_is_svg_without_traces_of_time(chart: object) -> None:
    data: bytes = chart.data  # type: ignore[attr-defined]
    root = ET.fromstring(data)  # noqa: S314 - our own file
    assert root.attrib["width"].startswith(f"{WIDTH:g}")
    assert b"<dc:date>" not in data
    assert b"font-family" not in data


def test_every_chart_is_there_light_and_dark() -> None:
    paths = {c.path for c in rendering().charts}
    light = {p for p in paths if p.endswith("-light.svg")}
    assert light
    assert {p.replace("-light", "-dark") for p in light} == paths - light


def test_dark_changes_colours_and_nothing_else() -> None:
    by_path = {c.path: c.data for c in rendering().charts}
    light = by_path["charts/coverage-light.svg"]
    night = by_path["charts/coverage-dark.svg"]
    assert light != night
    assert len(light) == len(night)
    assert dark(night) == night, "a dark colour is also a light one: the two palettes must differ"


def test_fewer_than_three_comparable_values_make_no_chart() -> None:
    casebook = sample.casebook()
    first = casebook.comparisons[0]
    names = {d.name for d in plan(Book.open(casebook)).drawings}
    assert "indicator-hotline-on-time" in names
    fewer = replace(casebook, comparisons=(replace(first, cells=first.cells[:2]),))
    assert "indicator-hotline-on-time" not in {d.name for d in plan(Book.open(fewer)).drawings}


@pytest.mark.parametrize("verdict", [Verdict.WITH_CARE, Verdict.NOT_COMPARABLE])
def test_what_is_not_comparable_is_never_on_one_axis(verdict: Verdict) -> None:
    casebook = sample.casebook()
    unlike = replace(casebook, comparisons=(replace(casebook.comparisons[0], verdict=verdict),))
    assert "indicator-hotline-on-time" not in {d.name for d in plan(Book.open(unlike)).drawings}


def test_ends_of_different_units_are_not_drawn() -> None:
    ends = dumbbell.Ends("开办", Quantity(Decimal(3), "天"), Quantity(Decimal(4), "小时"), "未说明")
    assert not ends.drawable
    assert "park-haitang-changes" not in {
        d.name for d in plan(Book.open(sample.casebook())).drawings
    }


def test_alternatives_tell_every_value_with_its_bound() -> None:
    alts = {d.name: d.alt for d in plan(Book.open(sample.casebook())).drawings}
    assert "审批时限由45个工作日变为不超过12个工作日" in alts["park-yunxi-changes"]
    assert "青屏工业园不少于98%" in alts["indicator-hotline-on-time"]
    assert "城市配套：云溪经开区未见报道" in alts["coverage"]


def test_titles_state_what_is_drawn() -> None:
    down = dumbbell.Ends("用时", Quantity(Decimal(9), "天"), Quantity(Decimal(3), "天"), "")
    up = dumbbell.Ends("件数", Quantity(Decimal(3), "件"), Quantity(Decimal(9), "件"), "")
    assert dumbbell.title_of([down]) == "用时由9天变为3天"
    assert dumbbell.title_of([down, down]) == "2项前后对比，数值都减少"
    assert dumbbell.title_of([down, up]) == "2项前后对比：1项减少，1项增加"


@pytest.mark.parametrize("bound", list(Bound))
def test_every_bound_is_drawn_in_its_own_way(bound: Bound) -> None:
    def drawn(of: Bound) -> bytes:
        return dots.draw(
            "题", "注", "源", [dots.Dot("甲", quantity("50", of)), dots.Dot("乙", quantity("90"))]
        )

    alike = {Bound.MORE: Bound.AT_LEAST, Bound.LESS: Bound.AT_MOST}
    others = [b for b in Bound if b not in (bound, alike.get(bound)) and alike.get(b) != bound]
    assert all(drawn(bound) != drawn(other) for other in others)


def test_a_range_and_equal_values_are_drawn() -> None:
    found = [dots.Dot("甲", quantity("5", Bound.AT_MOST, "3")), dots.Dot("乙", quantity("5"))]
    assert dots.draw("题", "注", "源", found)
    assert dots.draw(
        "题", "注", "源", [dots.Dot("甲", quantity("5")), dots.Dot("乙", quantity("5"))]
    )


def test_a_glyph_that_the_font_lacks_is_replaced() -> None:
    assert drawable("审批\U0001f600$x$") == "审批〓$x$"
    assert heat.draw("题\U0001f600", "", "", ["甲"], [heat.HeatRow("乙", (heat.Count(1),))])


def test_lines_keep_every_character_and_fit() -> None:
    words = "拿地即开工平均提前时间：从2个月到约6个月，据公开报道整理" * 2
    cut = lines(words, 10, 200, 9)
    assert "".join(cut) == words
    assert all(width(line, 10) <= 220 for line in cut)
    assert len(lines(words, 10, 100, 2)) == 2


def test_ticks_are_those_of_matplotlib() -> None:
    judge = MaxNLocator(4, steps=[1, 2, 2.5, 5, 10])
    chance = random.Random(3)  # noqa: S311 - reproducible, no secret
    for _ in range(300):
        size = 10 ** chance.randint(1, 5)
        low = chance.choice([0, round(chance.uniform(0, size), 3)])
        high = round(low + chance.uniform(0.05, 1) * size, 3)
        wanted = [
            t for t in judge.tick_values(low, high) if low - 1e-6 * size <= t <= high + 1e-6 * size
        ]
        found = dots.ticks(Decimal(str(low)), Decimal(str(high)))
        assert len(found) >= 2
        assert [float(t) for t in found] == pytest.approx(wanted), (low, high)
