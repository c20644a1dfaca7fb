"""Parks side by side: every theme's figures and measures, a column for each park.

The page holds all parks; a script lets a reader choose two to four and keeps the choice in the
address. Without the script all parks are shown.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from generator.rendering import addresses
from generator.rendering.addresses import link
from generator.rendering.escaping import inert, joined, raw
from generator.rendering.evidence import badge, named_figure
from generator.rendering.tables import Table, missing, row, table
from generator.rendering.views.comparisons import cell_value
from generator.rendering.views.shelf import head_of
from generator.rendering.volumes import Volume, leaves

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from generator.model.comparison import Comparison
    from generator.model.subject import Park, Theme
    from generator.rendering.addresses import Place
    from generator.rendering.book import Book
    from generator.rendering.views.head import Head
    from generator.rendering.volumes import Leaf

_FIGURES = 4
_MEASURES = 40
_PARKS = 120
"""Parks on one page: only those of one page can be set side by side."""
_BREAK = raw("<br>")


class CompareView(Struct, frozen=True):
    """Context of ``compare.md.j2``."""

    head: Head
    more: Markup
    """The way to the other pages, where there are too many parks for one."""
    themes: tuple[tuple[str, Markup, Table | None], ...]
    """Anchor, heading and table of each theme that is reported at all."""


def compare_view(book: Book) -> CompareView:
    """All parks side by side, theme by theme."""
    first, *rest = leaves(book.place(addresses.COMPARE), "", book.casebook.parks, _PARKS)
    volumes = tuple(
        Volume(leaf.place.path, "compare.md.j2", partial(_compare, book, leaf, ())) for leaf in rest
    )
    return _compare(book, first, volumes)


def _compare(book: Book, leaf: Leaf[Park], volumes: tuple[Volume, ...]) -> CompareView:
    place, parks = leaf.place, leaf.members
    reported = [
        theme
        for theme in book.casebook.themes
        if any(book.coverage[park.id, theme.id].reported for park in parks)
    ]
    head = head_of(leaf, "并排看", "任选两到四个园区或地区，按主题并排看数字和举措。", volumes)
    return CompareView(
        replace(head, wide=True),
        joined("园区和地区多，分几页；同一页上的才能并排。", leaf.note) if leaf.note else leaf.note,
        tuple(
            (f"t-{addresses.slug(t.id)}", place.theme(t), _table(book, place, t, parks))
            for t in reported
        ),
    )


def _table(book: Book, place: Place, theme: Theme, parks: Sequence[Park]) -> Table | None:
    rows = [_comparison(book, place, comparison, parks) for comparison in book.comparisons(theme)]
    rows.append(row("其他要点数字", *(_figures(book, place, p, theme) for p in parks)))
    rows.append(row("举措", *(_measures(book, place, p, theme) for p in parks)))
    columns = ("项目", *(park.name for park in parks))
    return table(
        f"compare-{addresses.slug(theme.id)}",
        f"{theme.name}：各地并排",
        columns,
        rows,
        "cb-compare",
    )


def _comparison(
    book: Book, place: Place, comparison: Comparison, parks: Sequence[Park]
) -> tuple[tuple[object, ...], str, str]:
    cells = {cell.park: cell for cell in comparison.cells}
    name = joined(place.indicator(comparison.indicator), _BREAK, badge(comparison.verdict))
    values = []
    for park in parks:
        cell = next((cells[n] for n in park.names if n in cells), None)
        records = [book.by_id[i] for i in cell.facts if i in book.by_id] if cell else []
        values.append(cell_value(place, cell, records) if cell else missing())
    return row(name, *values)


def _figures(book: Book, place: Place, park: Park, theme: Theme) -> Markup:
    """Key figures that stand in no comparison of the theme, the first few of them."""
    compared = book.once(
        ("compared", theme.id),
        lambda: {i for c in book.comparisons(theme) for cell in c.cells for i in cell.facts},
    )
    found = [r for r in book.case(park, theme) if r.fact.key and r.id not in compared]
    shown = [named_figure(place, r) for r in found[:_FIGURES]]
    if len(found) > _FIGURES:
        case = place.to(addresses.case_page(park, theme))
        shown.append(link(f"另有{len(found) - _FIGURES}条", case))
    if shown:
        return joined(*shown, separator=_BREAK)
    return inert("—") if book.case(park, theme) else missing()


def _measures(book: Book, place: Place, park: Park, theme: Theme) -> Markup:
    found = book.measures(park, theme)
    names = [place.measure(measure) for measure in found[:_MEASURES]]
    if len(found) > _MEASURES:
        case = place.to(addresses.case_page(park, theme))
        names.append(link(f"另有{len(found) - _MEASURES}项", case))
    return joined(*names, separator="、") if names else missing()
