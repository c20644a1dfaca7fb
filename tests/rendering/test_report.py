"""What a report consists of before it is laid out."""

from __future__ import annotations

import json
from typing import Any

import pytest
from msgspec.structs import replace

from generator.rendering.charts.sheet import Sheet
from generator.rendering.report import WHOLE, Style, report
from generator.rendering.reporting import drawings
from generator.rendering.reporting.closing import pinyin
from generator.rendering.reporting.content import (
    Chart,
    Front,
    Heading,
    Items,
    Paragraph,
    ReportContent,
    Run,
    Table,
    breakable,
    ratio,
)
from tests.rendering import sample

FRONT = Front("样张", "供试排", ())


def record(*blocks: Any, charts: dict[str, bytes] | None = None) -> list[dict[str, Any]]:
    made = ReportContent(
        FRONT, blocks, charts or {}, "gongwen", book=False, date=None, running="样"
    )
    found: list[dict[str, Any]] = json.loads(made.json())["blocks"]
    return found


def test_long_names_get_places_to_break_and_ids_do_not() -> None:
    long = "https:" + "a" * 30
    assert breakable(long).replace("\u200b", "") == long
    assert breakable(long).count("\u200b") == len(long) - 1
    assert breakable("拿地即开工平均提前开工的时间") == "拿地即开工平均提前开工的时间"
    heading, paragraph = record(
        Heading(long, 2, "compare-land-and-start-lead"),
        Paragraph((Run("见", to="#compare-land-and-start-lead"), Run(long, to=long))),
    )
    assert heading["id"] == "compare-land-and-start-lead"
    assert heading["text"] == breakable(long)
    assert paragraph["text"][0]["to"] == "#compare-land-and-start-lead"
    assert paragraph["text"][1] == {"text": breakable(long), "to": long}


def test_tables_and_charts_are_numbered_as_they_come() -> None:
    table = Table("表", ("栏",), (1.0,), ((("甲",),), (("乙", Run("丙")),)))
    chart = Chart("a.svg", "一图", "图")
    svg = b'<svg viewBox="0 0 374 187">'
    made = record(table, chart, table, chart, charts={"a.svg": svg})
    assert [(b["kind"], b["number"]) for b in made] == [
        ("table", 1),
        ("chart", 1),
        ("table", 2),
        ("chart", 2),
    ]
    assert made[0]["rows"] == [["甲"], [["乙", "丙"]]]
    assert made[0]["whole"] is True
    assert made[1]["ratio"] == ratio(svg) == 0.5


def test_a_long_table_may_be_parted() -> None:
    row = (("字" * 30,),)
    assert record(Table("表", ("栏",), (1.0,), (row,) * 7))[0]["whole"] is False
    assert record(Table("表", ("栏",), (1.0,), ((("字" * 500,),),)))[0]["whole"] is False


@pytest.mark.parametrize("style", list(Style))
def test_only_what_is_shown_is_drawn_and_what_is_too_high_is_a_table(
    style: Style, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[float] = []

    def draw(sheet: Sheet) -> bytes:
        drawn.append(sheet.height)
        return f'<svg viewBox="0 0 374 {sheet.height}">'.encode()

    monkeypatch.setattr(Sheet, "draw", draw)
    made = report(sample.casebook(), WHOLE, style)
    shown = [block for block in made.blocks if isinstance(block, Chart)]
    assert shown
    assert {chart.file for chart in shown} == set(made.charts)
    everything = len(drawn)
    lower = {name: min(drawn) for name in ("gongwen", "charts")}
    monkeypatch.setattr(drawings, "_TALLEST", lower)
    drawn.clear()
    fewer = report(sample.casebook(), WHOLE, style)
    assert len(drawn) < everything
    assert all(fewer.charts.values())
    assert {b.file for b in fewer.blocks if isinstance(b, Chart)} == set(fewer.charts)


def test_the_index_is_sorted_by_letters_not_by_marks() -> None:
    names = ["一窗通办", "“帮办”队伍", "容缺受理"]
    assert sorted(names, key=pinyin) == ["“帮办”队伍", "容缺受理", "一窗通办"]


def test_of_many_other_names_the_glossary_tells_a_few() -> None:
    book = sample.casebook()
    known = next(m for m in book.measures if m.term)
    assert known.term is not None
    many = replace(known, term=replace(known.term, aliases=tuple(f"名{n}" for n in range(9))))
    others = tuple(many if m is known else m for m in book.measures)
    made = report(replace(book, measures=others), charts=False)
    (terms,) = (b for b in made.blocks if isinstance(b, Items) and b.role == "terms")
    words = "".join(
        run.text if isinstance(run, Run) else run for item in terms.items for run in item
    )
    assert "名5等。" in words
    assert "名6" not in words
