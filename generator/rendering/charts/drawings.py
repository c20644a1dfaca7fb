"""From the casebook to the charts of figures: changes, comparable values, coverage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.fact import Statistic
from generator.rendering import addresses, wording
from generator.rendering.book import changes
from generator.rendering.charts import dots, dumbbell, heat, multiples, rules
from generator.rendering.charts.captions import left_out, scope, source_line
from generator.rendering.charts.figures import Drawing
from generator.rendering.charts.sheet import dark
from generator.rendering.evidence import basis
from generator.rendering.labels import DISCLAIMER, MISSING, STATISTICS
from generator.rendering.naming import indicator

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.model.casebook import FactRecord
    from generator.model.comparison import Cell, Comparison
    from generator.model.subject import Theme
    from generator.rendering.book import Book, Change

_MOST_COLUMNS = 12
_MOST_ROWS = 40


def drawing(name: str, title: str, alt: str, table: str, svg: bytes) -> Drawing:
    """A drawing with its dark variant."""
    return Drawing(name, title, alt, table, svg, dark(svg))


def change_drawings(
    book: Book, name: str, records: Iterable[FactRecord], park: str = ""
) -> list[Drawing]:
    """Before and after of one park, or of all parks when none is given."""
    drawn = [(c, _ends(c, parks=not park)) for c in changes(records, book.by_id)]
    drawn = [(change, ends) for change, ends in drawn if ends.drawable]
    if not drawn:
        return []
    every, drawn = len(drawn), drawn[: dumbbell.MOST]
    rows = [ends for _, ends in drawn]
    title = dumbbell.title_of(rows)
    foot = source_line(book, [r for c, _ in drawn for r in (c.before, c.after)])
    words = f"{park or '各地'}；各线起点为零"
    subtitle = scope(book, words, left_out(every, len(drawn)))
    svg = dumbbell.draw(title, subtitle, foot, rows)
    alt = f"前后对比图。{words}。{title}。" + "；".join(ends.words for ends in rows) + "。"
    return [drawing(f"{name}-changes", title, alt, "changes", svg)]


def _ends(change: Change, *, parks: bool) -> dumbbell.Ends:
    before, after = change.before.fact, change.after.fact
    named = indicator(change.before)
    label = f"{before.park}：{named}" if parks else named
    kinds = [k for k in (before.statistic, after.statistic) if k is not Statistic.UNSTATED]
    statistic = STATISTICS[Statistic.BEST if Statistic.BEST in kinds else Statistic.UNSTATED]
    return dumbbell.Ends(label, before.quantity, after.quantity, basis(change), statistic)


def dot_drawings(book: Book, comparison: Comparison) -> list[Drawing]:
    """The values of one comparable indicator."""
    cells = rules.one_axis(book, comparison)
    if not cells:
        return []
    indicator = comparison.indicator
    found = [dots.Dot(c.park, c.quantity) for c in cells]
    title = dots.title_of(indicator.name, found)
    unit = f"单位：{wording.unit_name(indicator.unit)}"
    svg = dots.draw(title, scope(book, unit), source_line(book, _records(book, cells)), found)
    alt = f"{title}。" + "；".join(f"{d.label}{wording.amount(d.quantity)}" for d in found) + "。"
    name = addresses.slug(indicator.id)
    return [drawing(f"indicator-{name}", title, alt, f"c-{name}", svg)]


def _records(book: Book, cells: Iterable[Cell]) -> list[FactRecord]:
    return [book.by_id[id_] for c in cells for id_ in c.facts if id_ in book.by_id]


def multiple_drawings(book: Book, theme: Theme) -> list[Drawing]:
    """The exact values of a theme's comparable indicators, one panel each."""
    found = [(c, rules.exact_values(book, c)) for c in book.comparisons(theme)]
    found = [(comparison, cells) for comparison, cells in found if cells]
    if len(found) < multiples.FEWEST_PANELS:
        return []
    panels = [
        multiples.Panel(
            c.indicator.name, c.indicator.unit, tuple((x.park, x.quantity.value) for x in cells)
        )
        for c, cells in found
    ]
    title = multiples.title_of(panels)
    records = [r for _, cells in found for r in _records(book, cells)]
    subtitle = scope(book, "每格单位和横轴各自独立，均从零起；只画准确值")
    svg = multiples.draw(title, subtitle, source_line(book, records), panels)
    told = (
        f"{p.name}：" + "、".join(f"{name}{wording.with_unit(v, p.unit)}" for name, v in p.values)
        for p in panels
    )
    name = f"theme-{addresses.slug(theme.id)}-values"
    return [drawing(name, title, f"{title}。" + "；".join(told) + "。", "comparisons", svg)]


def coverage_drawings(book: Book) -> list[Drawing]:
    """How much is reported of each park under each theme, where it fits on a sheet."""
    parks, themes = book.casebook.parks, book.casebook.themes
    if not parks or not themes or len(min(parks, themes, key=len)) > _MOST_COLUMNS:
        return []
    across = len(parks) > len(themes)
    grid = {
        (c.park, c.theme): heat.Count(c.facts if c.reported else None, c.measures)
        for c in book.casebook.coverage
    }
    if across:
        columns = [t.name for t in themes]
        rows = [heat.HeatRow(p.name, tuple(grid[p.id, t.id] for t in themes)) for p in parks]
    else:
        columns = [p.name for p in parks]
        rows = [heat.HeatRow(t.name, tuple(grid[p.id, t.id] for p in parks)) for t in themes]
    if len(rows) > _MOST_ROWS:
        return []
    subtitle = scope(book, f"各格为事实条数；短横为{MISSING}；○为只有举措、没有数字")
    svg = heat.draw(DISCLAIMER, subtitle, source_line(book, book.facts), columns, rows)
    return [drawing("coverage", DISCLAIMER, _coverage_words(columns, rows), "coverage", svg)]


def _coverage_words(columns: Sequence[str], rows: Sequence[heat.HeatRow]) -> str:
    def cell(count: heat.Count) -> str:
        if count.facts is None:
            return MISSING
        return f"{count.facts}条" if count.facts else f"{count.measures}项举措"

    told = (
        f"{r.label}：" + "、".join(f"{c}{cell(n)}" for c, n in zip(columns, r.counts, strict=True))
        for r in rows
    )
    return f"{DISCLAIMER}。" + "；".join(told) + "。"
