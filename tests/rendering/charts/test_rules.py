"""The rules of honesty hold for every chart of several parks."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from msgspec.structs import replace

from generator.model.casebook import Casebook
from generator.model.comparison import Comparison, Verdict
from generator.model.fact import Statistic
from generator.model.quantity import Bound, Quantity
from generator.rendering.book import Book
from generator.rendering.charts import adoption, dumbbell, matrix, multiples, rules, strip
from generator.rendering.charts.plan import plan
from tests.rendering import sample

CASEBOOK = sample.casebook()
BOOK = Book.open(CASEBOOK)
HOTLINE, EARLIER = CASEBOOK.comparisons[:2]


def drawn(casebook: Casebook) -> dict[str, str]:
    return {d.name: d.title for d in plan(Book.open(casebook)).drawings}


def with_statistic(casebook: Casebook, statistic: Statistic, id_: str) -> Casebook:
    facts = tuple(
        replace(r, fact=replace(r.fact, statistic=statistic)) if r.id == id_ else r
        for r in casebook.facts
    )
    return replace(casebook, facts=facts)


def test_comparable_values_of_one_unit_share_an_axis() -> None:
    assert [c.park for c in rules.one_axis(BOOK, EARLIER)] == [c.park for c in EARLIER.cells]


def test_a_best_case_never_stands_beside_an_average() -> None:
    mixed = with_statistic(CASEBOOK, Statistic.BEST, EARLIER.cells[0].facts[0])
    assert not rules.one_axis(Book.open(mixed), EARLIER)
    assert "indicator-earlier-start" in drawn(CASEBOOK)
    assert "indicator-earlier-start" not in drawn(mixed)


def test_a_best_case_has_a_panel_of_its_own() -> None:
    days = Quantity(Decimal(9), "天")
    ends = dumbbell.Ends("甲", days, days, "改革前做法")
    best = replace(ends, statistic="最优个案")
    assert [len(rows) for _, rows in dumbbell.panels([ends, best, ends])] == [2, 1]


def test_a_panel_has_one_unit_and_one_basis() -> None:
    days = Quantity(Decimal(9), "天")
    hours = replace(days, unit="小时")
    found = dumbbell.panels(
        [
            dumbbell.Ends("甲", days, days, "法定时限"),
            dumbbell.Ends("乙", days, days, "改革前做法"),
            dumbbell.Ends("丙", hours, hours, "法定时限"),
        ]
    )
    assert [heading for heading, _ in found] == [
        "单位：天；基准：法定时限",
        "单位：天；基准：改革前做法",
        "单位：小时；基准：法定时限",
    ]


@pytest.mark.parametrize("verdict", [Verdict.WITH_CARE, Verdict.NOT_COMPARABLE])
def test_only_comparable_values_share_an_axis(verdict: Verdict) -> None:
    assert not rules.one_axis(BOOK, replace(EARLIER, verdict=verdict))


def test_a_bar_is_an_exact_value() -> None:
    assert not rules.exact_values(BOOK, EARLIER), "two of the three are 约"
    cells = tuple(
        replace(c, quantity=replace(c.quantity, bound=Bound.EXACT)) for c in EARLIER.cells
    )
    assert len(rules.exact_values(BOOK, replace(EARLIER, cells=cells))) == 3


def test_small_multiples_need_two_indicators() -> None:
    def exact(comparison: Comparison) -> Comparison:
        cells = tuple(
            replace(c, quantity=replace(c.quantity, bound=Bound.EXACT)) for c in comparison.cells
        )
        indicator = replace(comparison.indicator, theme="construction")
        return replace(comparison, cells=cells, indicator=indicator)

    one, two = exact(EARLIER), exact(HOTLINE)
    assert "theme-construction-values" not in drawn(replace(CASEBOOK, comparisons=(one,)))
    found = drawn(replace(CASEBOOK, comparisons=(one, two)))
    assert found["theme-construction-values"].startswith("2个可比指标的准确值")


def test_a_bar_starts_at_zero_and_zero_is_drawn() -> None:
    panel = multiples.Panel("退件数", "件", (("甲", Decimal(0)), ("乙", Decimal(0))))
    assert multiples.draw("题", "注", "源", [panel])


def test_the_title_of_adoption_has_its_denominator() -> None:
    bars = [adoption.Bar("容缺办", 3), adoption.Bar("代办", 2)]
    assert adoption.title_of(bars, 7) == "在7个园区和地区的报道中：容缺办见于3个"
    assert adoption.title_of([*bars, adoption.Bar("直办", 3)], 7).endswith("容缺办等2项各见于3个")


def test_few_shared_measures_make_no_chart() -> None:
    assert "measures-adoption" not in drawn(CASEBOOK)


def test_the_matrix_counts_what_several_parks_report() -> None:
    rows = [
        matrix.MatrixRow("容缺办", (True, False, None)),
        matrix.MatrixRow("代办", (None, None, True)),
    ]
    assert matrix.title_of(rows) == "2项举措中，1项见于两个以上园区或地区的报道"
    assert matrix.title_of(rows[1:]) == "1项举措各见于一地的报道"


def test_a_year_is_a_band_and_a_day_is_a_point() -> None:
    def svg(start: str, end: str) -> bytes:
        days = (dt.date.fromisoformat(start), dt.date.fromisoformat(end))
        return strip.draw("题", "注", "源", [strip.Event("甲", *days, "起")])

    year, day = svg("2024-01-01", "2024-12-31"), svg("2024-05-16", "2024-05-16")
    assert b"#7fa9cb" in year
    assert b"#7fa9cb" not in day


def test_fewer_than_three_beginnings_are_a_table_only() -> None:
    assert "timeline" not in drawn(CASEBOOK)
    (first, *rest) = CASEBOOK.measures
    mention = replace(first.mentions[0], since=dt.date(2023, 5, 1), since_end=dt.date(2023, 5, 31))
    more = replace(first, mentions=(mention, *first.mentions[1:]))
    found = drawn(replace(CASEBOOK, measures=(more, *rest)))
    assert found["timeline"] == "3项举措写明了开始时间，在2023—2024年"
