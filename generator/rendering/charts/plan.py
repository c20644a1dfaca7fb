"""Which charts a casebook gets, and on which page each stands.

Fewer than three comparable values make a table, not a chart; a before/after pair is the
exception. Titles, notes and source lines are computed from what is drawn.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.model.comparison import Verdict
from generator.rendering import addresses, wording
from generator.rendering.book import changes
from generator.rendering.charts import dots, dumbbell, heat
from generator.rendering.charts.figures import Drawing
from generator.rendering.charts.sheet import dark
from generator.rendering.evidence import basis
from generator.rendering.labels import DISCLAIMER, MISSING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.model.casebook import FactRecord
    from generator.model.comparison import Comparison
    from generator.rendering.book import Book, Change

_MOST_COLUMNS = 12
_MOST_ROWS = 40
_NUMBERS = 12


@dataclass(frozen=True, slots=True)
class Plan:
    """The drawings by the page that shows them; a drawing may stand on several."""

    by_page: dict[str, tuple[Drawing, ...]]

    def on(self, page: str) -> tuple[Drawing, ...]:
        """The drawings of a page."""
        return self.by_page.get(page, ())

    @property
    def drawings(self) -> tuple[Drawing, ...]:
        """Every drawing once, by name."""
        unique = {d.name: d for found in self.by_page.values() for d in found}
        return tuple(unique[name] for name in sorted(unique))


def plan(book: Book) -> Plan:
    """Draw everything."""
    pages: dict[str, list[Drawing]] = defaultdict(list)
    pages[addresses.HOME] += _coverage(book)
    for park in book.casebook.parks:
        records = book.facts_of(park)
        page = addresses.park_page(park)
        pages[page] += _changes(book, f"park-{addresses.slug(park.id)}", records, park.name)
    for theme in book.casebook.themes:
        records = book.facts_under(theme)
        page = addresses.theme_page(theme)
        pages[page] += _changes(book, f"theme-{addresses.slug(theme.id)}", records)
        for comparison in book.comparisons(theme):
            pages[page] += _dots(book, comparison)
    for comparison in book.casebook.comparisons:
        page = addresses.indicator_page(comparison.indicator)
        pages[page] += _dots(book, comparison)
    return Plan({page: tuple(found) for page, found in pages.items() if found})


def _drawing(name: str, title: str, alt: str, table: str, svg: bytes) -> Drawing:
    return Drawing(name, title, alt, table, svg, dark(svg))


def _changes(book: Book, name: str, records: Iterable[FactRecord], park: str = "") -> list[Drawing]:
    """Before and after of one park, or of all parks when none is given."""
    drawn = [(c, _ends(c, parks=not park)) for c in changes(records, book.by_id)]
    drawn = [(change, ends) for change, ends in drawn if ends.drawable]
    if not drawn:
        return []
    rows = [ends for _, ends in drawn]
    title = dumbbell.title_of(rows)
    foot = source_line(book, [r for c, _ in drawn for r in (c.before, c.after)])
    scope = f"{park or '各园区'}；各线起点为零"
    svg = dumbbell.draw(title, _scope(book, scope), foot, rows)
    alt = f"前后对比图。{scope}。{title}。" + "；".join(ends.words for ends in rows) + "。"
    return [_drawing(f"{name}-changes", title, alt, "changes", svg)]


def _ends(change: Change, *, parks: bool) -> dumbbell.Ends:
    fact = change.before.fact
    label = f"{fact.park}：{fact.indicator}" if parks else fact.indicator
    return dumbbell.Ends(label, fact.quantity, change.after.fact.quantity, basis(change))


def _dots(book: Book, comparison: Comparison) -> list[Drawing]:
    cells = [c for c in comparison.cells if c.quantity.unit == comparison.indicator.unit]
    if comparison.verdict is not Verdict.COMPARABLE or len(cells) < dots.FEWEST:
        return []
    indicator = comparison.indicator
    found = [dots.Dot(c.park, c.quantity) for c in cells]
    title = dots.title_of(indicator.name, found)
    records = [book.by_id[id_] for c in cells for id_ in c.facts if id_ in book.by_id]
    unit = f"单位：{wording.unit_name(indicator.unit)}"
    svg = dots.draw(title, _scope(book, unit), source_line(book, records), found)
    alt = f"{title}。" + "；".join(f"{d.label}{wording.amount(d.quantity)}" for d in found) + "。"
    name = addresses.slug(indicator.id)
    return [_drawing(f"indicator-{name}", title, alt, f"c-{name}", svg)]


def _coverage(book: Book) -> list[Drawing]:
    parks, themes = book.casebook.parks, book.casebook.themes
    if not parks or not themes or len(min(parks, themes, key=len)) > _MOST_COLUMNS:
        return []
    across = len(parks) > len(themes)
    grid = {
        (c.park, c.theme): heat.Count(c.facts if c.reported else None)
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
    subtitle = _scope(book, f"各格为事实条数；短横为{MISSING}；○为只有举措、没有数字")
    svg = heat.draw(DISCLAIMER, subtitle, source_line(book, book.facts), columns, rows)
    return [_drawing("coverage", DISCLAIMER, _coverage_words(columns, rows), "coverage", svg)]


def _coverage_words(columns: Sequence[str], rows: Sequence[heat.HeatRow]) -> str:
    def cell(count: heat.Count) -> str:
        return MISSING if count.facts is None else f"{count.facts}条"

    told = (
        f"{r.label}：" + "、".join(f"{c}{cell(n)}" for c, n in zip(columns, r.counts, strict=True))
        for r in rows
    )
    return f"{DISCLAIMER}。" + "；".join(told) + "。"


def _scope(book: Book, words: str) -> str:
    as_of = book.casebook.as_of
    return f"{words}；数据截至{wording.day(as_of)}" if as_of else words


def source_line(book: Book, records: Sequence[FactRecord]) -> str:
    """Which sources and facts a chart rests on, from the facts that it shows."""
    numbers = sorted({book.source_of(r).number for r in records})
    sources = "".join(f"[{n}]" for n in numbers[:_NUMBERS]) + (
        "等" if len(numbers) > _NUMBERS else ""
    )
    ids = sorted({r.number for r in records})
    shown = "第" + "、".join(str(n) for n in ids) if len(ids) <= _NUMBERS else f"共{len(ids)}"
    return f"据公开报道整理，来源{sources}；事实{shown}条"
