"""Tables of a report: figures, changes, measures, coverage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.fact import Status
from generator.rendering import wording
from generator.rendering.evidence import basis, derived_change
from generator.rendering.labels import DISCLAIMER, PLACE, STATUSES
from generator.rendering.naming import indicator, listed
from generator.rendering.reporting.content import LINE_END, Look, Run, Table
from generator.rendering.reporting.phrases import (
    Case,
    cite,
    cites,
    figure,
    joined,
    measure,
    missing,
    named_figure,
    plain,
)
from generator.rendering.typography import chinese
from generator.rendering.views.parks import progress

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.model.casebook import FactRecord, MeasureRecord
    from generator.model.subject import Park, Theme
    from generator.rendering.book import Book, Change
    from generator.rendering.reporting.content import Text

MOST_COLUMNS = 8
"""Parks beside each other in a table; more of them run down the page."""
_MOST_FIGURES = 6


def figures(book: Book, caption: str, records: Iterable[FactRecord]) -> list[Table]:
    """Figures with period, kind and source, one a row; no table when there are none."""
    rows = tuple(
        (
            plain(indicator(r)),
            figure(r),
            plain(wording.period(r.fact.period, r.article)),
            (_kind(r),),
            (cite(book.source_of(r)),),
        )
        for r in records
    )
    columns = ("指标", "数值", "期间", "性质", "出处")
    return _table(caption, columns, (2.6, 2.2, 3.0, 1.5, 0.8), rows)


def _kind(record: FactRecord) -> str:
    """What kind of figure it is, and what people decided about it if they did."""
    status = record.fact.status
    words = wording.qualities(record.fact)
    return words if status is Status.UNREVIEWED else f"{words} · {STATUSES[status]}"


def changes(
    book: Book, caption: str, found: Iterable[Change], *, parks: bool = False
) -> list[Table]:
    """Before and after side by side, with the basis of the before."""
    rows = tuple(
        (
            _subject(change, parks=parks),
            figure(change.before),
            figure(change.after),
            (basis(change) + derived_change(change),),
            (cite(book.source_of(change.before)),),
        )
        for change in found
    )
    columns = ("指标", "变化前", "变化后", "基准", "出处")
    return _table(caption, columns, (2.5, 2, 2, 2.6, 0.85), rows)


def _subject(change: Change, *, parks: bool) -> Text:
    fact, named = change.before.fact, indicator(change.before)
    return plain(f"{fact.park}：{named}" if parks else named)


def measures(book: Book, caption: str, park: Park, theme: Theme | None = None) -> list[Table]:
    """The measures that a park reports, in the order of the themes."""
    order = {t.id: n for n, t in enumerate(book.casebook.themes)}
    found = sorted(book.measures(park, theme), key=lambda m: order.get(m.theme, len(order)))
    rows = tuple(_measure(book, park, m, with_theme=theme is None) for m in found)
    return _table(caption, ("举措", "进展", "有关数字", "出处"), (2.6, 2.2, 3.6, 0.8), rows)


def _measure(
    book: Book, park: Park, record: MeasureRecord, *, with_theme: bool
) -> tuple[Text, ...]:
    mentions = [m for m in record.mentions if any(n in park.names for n in m.parks)]
    theme = book.casebook.registry.theme(record.theme)
    kind: Text = (LINE_END, Run(theme.name, Look.MUTED)) if theme and with_theme else ()
    shown = book.measure_facts(record, park)
    told = [named_figure(r) for r in shown[:_MOST_FIGURES]]
    if len(shown) > _MOST_FIGURES:
        told.append((f"另有{len(shown) - _MOST_FIGURES}个数字",))
    sources = {m.quote.article: book.sources[m.quote.article] for m in mentions}
    return (
        (measure(record), *kind),
        (progress(mentions),),
        joined(told) if told else (Run("报道未给数字", Look.MUTED),),
        tuple(cite(source) for source in sources.values()),
    )


def matrix(book: Book, caption: str, theme: Theme) -> list[Table]:
    """Measure × park: ● reported with a figure, ○ without, else not reported."""
    reporting = [p for p in book.casebook.parks if book.coverage[p.id, theme.id].reported]
    found = sorted(book.measures(theme=theme), key=lambda m: (-len(m.parks), m.name))
    if len(reporting) > MOST_COLUMNS:
        return _long_matrix(book, caption, found)
    rows = tuple((_name(m), *((_mark(book, m, park),) for park in reporting)) for m in found)
    columns = ("举措", *(park.name for park in reporting))
    return _table(
        f"{caption}（● 有数字，○ 未给数字，空格为未见报道）",
        columns,
        (2.4, *(1.0 for _ in reporting)),
        rows,
    )


def _name(record: MeasureRecord) -> Text:
    return (measure(record),)


def _long_matrix(book: Book, caption: str, found: Sequence[MeasureRecord]) -> list[Table]:
    """The same for so many parks that a column for each would not fit the paper."""
    rows = tuple(
        (_name(m), (listed(m.parks),), (_number(len(book.measure_facts(m))),)) for m in found
    )
    return _table(caption, ("举措", "见于哪里的报道", "数字"), (2.4, 6, 0.9), rows)


def _number(facts: int) -> str:
    return f"{facts}个" if facts else "未给"


def _mark(book: Book, record: MeasureRecord, park: Park) -> Run | str:
    if book.measure_facts(record, park):
        return "●"
    named = any(n in park.names for m in record.mentions for n in m.parks)
    return "○" if named else ""


def coverage(book: Book) -> list[Table]:
    """Park × theme: how much is reported; the longer side runs down the page."""
    parks, themes = book.casebook.parks, book.casebook.themes
    caption = f"{DISCLAIMER}：各地、各主题的事实条数"
    if len(parks) > MOST_COLUMNS:
        columns = (PLACE, *(t.name for t in themes))
        rows = tuple((plain(p.name), *(_covered(book, p, t) for t in themes)) for p in parks)
    else:
        columns = ("主题", *(p.name for p in parks))
        rows = tuple((plain(t.name), *(_covered(book, p, t) for p in parks)) for t in themes)
    return _table(caption, columns, (1.6, *(1.0 for _ in columns[1:])), rows)


def _covered(book: Book, park: Park, theme: Theme) -> Text:
    found = book.coverage.get((park.id, theme.id))
    if found is None or not found.reported:
        return (missing(),)
    words = f"{found.facts}条" if found.facts else f"{found.measures}项举措"
    return (Run(words, to=f"#{Case(park.id, theme.id).id}"),)


def side_by_side(book: Book, themes: Iterable[Theme], parks: Sequence[Park]) -> list[Table]:
    """Key figures and measures of some parks, a row for each theme, a column for each park."""
    rows = tuple(
        ((Run(t.name, Look.STRONG),), *(_told(book, park, t) for park in parks))
        for t in themes
        if any(book.coverage[park.id, t.id].reported for park in parks)
    )
    columns = ("主题", *(park.name for park in parks))
    return _table("各主题的要点数字和举措", columns, (1.25, *(3.8 for _ in parks)), rows)


def _told(book: Book, park: Park, theme: Theme) -> Text:
    """A park's figures under a theme, the key ones first to stay, and its measures."""
    found = book.case(park, theme)
    shown = sorted(found, key=lambda r: (not r.fact.key, r.number))[:_MOST_FIGURES]
    shown.sort(key=lambda r: r.number)
    told = [(*named_figure(r), *cites(book, [r])) for r in shown]
    if len(found) > len(shown):
        told.append((Run(f"另有{len(found) - len(shown)}条", Look.MUTED),))
    names = [_name(m) for m in book.measures(park, theme)]
    if names:
        told.append((Run("举措：", Look.MUTED), *joined(names, "、")))
    return joined(told) if told else (missing(),)


def _table(
    caption: str,
    columns: tuple[str, ...],
    widths: tuple[float, ...],
    rows: tuple[tuple[Text, ...], ...],
) -> list[Table]:
    return [Table(chinese(caption), columns, widths, rows)] if rows else []
