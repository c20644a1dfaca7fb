"""From the casebook to the charts of measures: who reports them, how many do, since when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.rendering import addresses, wording
from generator.rendering.charts import adoption, matrix, strip
from generator.rendering.charts.captions import left_out, scope, source_line
from generator.rendering.charts.drawings import drawing
from generator.rendering.labels import MISSING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.model.casebook import FactRecord, MeasureRecord
    from generator.model.measure import Measure
    from generator.model.subject import Park, Theme
    from generator.rendering.book import Book
    from generator.rendering.charts.figures import Drawing


def matrix_drawings(book: Book, theme: Theme) -> list[Drawing]:
    """Which measures of a theme which parks report."""
    parks = book.reporting(theme)
    measures = book.widest_first(book.measures(theme=theme))
    few = len(parks) < 2 or len(measures) < matrix.FEWEST  # noqa: PLR2004 - two parks make a grid
    if few or len(parks) > matrix.MOST_COLUMNS:
        return []
    every = [_row(book, m, parks) for m in measures]
    rows, shown = every[: matrix.MOST_ROWS], measures[: matrix.MOST_ROWS]
    title = matrix.title_of(every)
    key = f"● 有数字，○ 未给数字，空白为{MISSING}"
    subtitle = scope(book, key, left_out(len(every), len(rows)))
    columns = [park.name for park in parks]
    foot = source_line(book, _records(book, shown), _mentions(shown))
    svg = matrix.draw(title, subtitle, foot, columns, rows)
    alt = f"{title}。" + "；".join(_told(row, columns) for row in rows) + "。"
    name = f"theme-{addresses.slug(theme.id)}-matrix"
    return [drawing(name, title, alt, "matrix", svg)]


def _row(book: Book, measure: MeasureRecord, parks: Sequence[Park]) -> matrix.MatrixRow:
    reported = frozenset(measure.parks)

    def entry(park: Park) -> bool | None:
        if book.measure_facts(measure, park):
            return True
        return None if reported.isdisjoint(park.names) else False

    return matrix.MatrixRow(measure.name, tuple(entry(park) for park in parks))


def _told(row: matrix.MatrixRow, columns: Sequence[str]) -> str:
    words = {True: "有数字", False: "未给数字"}
    entries = [
        f"{name}{words[figures]}"
        for name, figures in zip(columns, row.figures, strict=True)
        if figures is not None
    ]
    return f"{row.label}：" + "、".join(entries)


def _records(book: Book, measures: Sequence[MeasureRecord]) -> list[FactRecord]:
    return [r for m in measures for r in book.measure_facts(m)]


def _mentions(measures: Sequence[MeasureRecord]) -> list[Measure]:
    return [mention for m in measures for mention in m.mentions]


def adoption_drawings(book: Book, measures: Sequence[MeasureRecord], name: str) -> list[Drawing]:
    """How many of the parks that are reported at all report each shared measure."""
    shared = book.shared(measures)
    if len(shared) < adoption.FEWEST:
        return []
    among = len(book.reported_parks)
    shown = shared[: adoption.MOST]
    bars = [adoption.Bar(m.name, len(m.parks)) for m in shown]
    title = adoption.title_of(bars, among)
    note = "样本是报道，不是普查，未见报道不等于没有做"
    subtitle = scope(book, note, left_out(len(shared), len(shown)))
    svg = adoption.draw(title, subtitle, source_line(book, [], _mentions(shown)), bars, among)
    alt = f"在{among}个园区和地区的报道中：" + "；".join(f"{b.label}{b.parks}个" for b in bars)
    return [drawing(f"{name}-adoption", title, f"{alt}。{note}。", "adoption", svg)]


def strip_drawings(book: Book) -> list[Drawing]:
    """When measures began, as far as the articles say."""
    dated = book.beginnings
    if len(dated) < strip.FEWEST:
        return []
    shown = dated[: strip.MOST]
    events = [
        strip.Event(
            f"{measure.name}（{mention.park}）" if mention.park else measure.name,
            *wording.beginning(mention),
            wording.began(mention),
        )
        for measure, mention in shown
    ]
    title = strip.title_of(events)
    subtitle = scope(
        book, "圆点为写明的日子，横带为只写到年份或月份", left_out(len(dated), len(shown))
    )
    svg = strip.draw(title, subtitle, source_line(book, [], [m for _, m in shown]), events)
    alt = f"{title}。" + "；".join(f"{e.label}{e.words}" for e in events) + "。"
    return [drawing("timeline", title, alt, "timeline", svg)]
