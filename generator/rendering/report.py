"""From a casebook to a report for paper: a book, or a handout about some of it.

Nothing is written and nothing is laid out here; ``publishing.pdf`` sets what this returns.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.errors import UnknownSubject
from generator.rendering import addresses
from generator.rendering.book import Book, changes
from generator.rendering.reporting import closing, comparisons, listing, opening, subjects
from generator.rendering.reporting.content import Front, Heading, Paragraph, ReportContent
from generator.rendering.reporting.drawings import NO_CHARTS, Gallery, planned

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.model.casebook import Casebook
    from generator.model.comparison import Comparison
    from generator.model.subject import Park, Theme
    from generator.rendering.reporting.content import Block

_MOST_PARKS = 4


class Style(StrEnum):
    """How a report looks."""

    GONGWEN = "gongwen"
    """公文式: portrait, the measures and levels of GB/T 9704; for reading."""
    CHARTS = "charts"
    """图表式: landscape, charts and tables; for the table of a meeting."""


class Scope(Struct, frozen=True):
    """What a report is about: everything, a park, a theme, or parks beside each other."""

    parks: tuple[Park, ...] = ()
    theme: Theme | None = None

    @property
    def whole(self) -> bool:
        """Whether the report is the book."""
        return not self.parks and self.theme is None


WHOLE = Scope()


def scope_of(
    casebook: Casebook,
    *,
    park: str | None = None,
    theme: str | None = None,
    parks: str | None = None,
) -> Scope:
    """The scope that a person names by ids or names.

    Args:
        casebook: Where they are looked up.
        park: One park.
        theme: One theme.
        parks: Two to four parks with commas between them.

    Raises:
        UnknownSubject: There is no such park or theme; the message names those there are.
    """
    if park:
        return Scope((_park(casebook, park),))
    if theme:
        return Scope(theme=_theme(casebook, theme))
    if parks:
        names = [n for n in parks.replace("，", ",").replace("、", ",").split(",") if n.strip()]
        found = tuple(dict.fromkeys(_park(casebook, name) for name in names))
        if not 1 < len(found) <= _MOST_PARKS:
            raise UnknownSubject("园区", parks, [p.name for p in casebook.parks], wanted="两到四个")
        return Scope(found)
    return WHOLE


def _park(casebook: Casebook, name: str) -> Park:
    wanted = name.strip()
    found = next((p for p in casebook.parks if p.id == wanted), None)
    found = found or casebook.registry.park_named(wanted)
    if found is None:
        raise UnknownSubject("园区", wanted, [f"{p.name}（{p.id}）" for p in casebook.parks])
    return found


def _theme(casebook: Casebook, name: str) -> Theme:
    wanted = name.strip()
    found = next((t for t in casebook.themes if wanted in (t.id, t.name)), None)
    if found is None:
        raise UnknownSubject("主题", wanted, [f"{t.name}（{t.id}）" for t in casebook.themes])
    return found


def report(
    casebook: Casebook,
    scope: Scope = WHOLE,
    style: Style = Style.GONGWEN,
    *,
    charts: bool = True,
    index: bool = True,
) -> ReportContent:
    """Everything that the report prints.

    Args:
        casebook: What it is made from.
        scope: What of it.
        style: For which of the two styles.
        charts: Whether it shows charts beside its tables.
        index: Whether the book ends with an index.
    """
    book = Book.open(casebook)
    pages = _pages(book, scope, style)
    gallery = Gallery(planned(book, pages, style) if charts else NO_CHARTS)
    if scope.whole:
        blocks = _book(book, gallery, style)
        blocks += closing.index(book, blocks) if index else []
        cited = list(casebook.sources)
    else:
        blocks = _handout(book, gallery, scope, style)
        cited = closing.cited(book, blocks)
        blocks += closing.sources(cited)
    front = _front(book, scope, len(cited))
    return ReportContent(
        front=front,
        blocks=tuple(blocks),
        charts=gallery.files(blocks),
        style=style.value,
        book=scope.whole,
        date=casebook.as_of,
        running=front.title,
    )


def _pages(book: Book, scope: Scope, style: Style) -> set[str]:
    """The pages of the site whose charts the report shows."""
    if scope.whole:
        found = {addresses.park_page(park) for park in book.casebook.parks}
        found |= {addresses.theme_page(theme) for theme in book.casebook.themes}
        return found | {addresses.HOME} if style is Style.CHARTS else found
    if scope.theme:
        return {addresses.theme_page(scope.theme)}
    return {addresses.park_page(scope.parks[0])} if len(scope.parks) == 1 else set()


def _front(book: Book, scope: Scope, sources: int) -> Front:
    registry = book.casebook.registry
    if scope.whole:
        title = registry.title
        purpose = "同类做法和数字放在一起看，能不能比先说清楚"
    elif scope.theme:
        title, purpose = (
            f"{scope.theme.name}：各地做法对照",
            f"会议材料 · 摘自《{registry.title}》",
        )
    elif len(scope.parks) == 1:
        title, purpose = (
            f"{scope.parks[0].name}营商环境改革",
            f"会议材料 · 摘自《{registry.title}》",
        )
    else:
        title = f"{'、'.join(p.name for p in scope.parks)}改革对照"
        purpose = f"会议材料 · 摘自《{registry.title}》"
    return Front(title, purpose, opening.front_lines(book, sources))


def _book(book: Book, gallery: Gallery, style: Style) -> list[Block]:
    blocks = [
        *opening.how_to_read(),
        *opening.overview(book, gallery, style),
        *_comparisons(book),
        Heading("主题与案例"),
    ]
    for theme in book.casebook.themes:
        if book.facts_under(theme) or book.measures(theme=theme):
            blocks += subjects.theme(book, gallery, theme, style)
    blocks.append(Heading("园区"))
    for park in book.casebook.parks:
        blocks += subjects.park(book, gallery, park)
    blocks += closing.sources(book.casebook.sources)
    blocks += closing.method(book)
    blocks += closing.glossary(book)
    return blocks


def _comparisons(book: Book) -> list[Block]:
    """The comparisons by theme; those that concern several themes stand last."""
    found = book.casebook.comparisons
    blocks: list[Block] = [Heading("对比与结论")]
    if not found:
        return [*blocks, Paragraph(("还没有两个园区或地区报道同一指标，数字不放在一起。",))]
    for theme in book.casebook.themes:
        mine = [c for c in found if c.indicator.theme == theme.id]
        blocks += _group(book, theme.name, mine)
    known = {theme.id for theme in book.casebook.themes}
    return blocks + _group(
        book, "涉及多个主题", [c for c in found if c.indicator.theme not in known]
    )


def _group(book: Book, title: str, found: Sequence[Comparison]) -> list[Block]:
    if not found:
        return []
    sections = [block for c in found for block in comparisons.section(book, c, 3)]
    return [Heading(title, 2), *sections]


def _handout(book: Book, gallery: Gallery, scope: Scope, style: Style) -> list[Block]:
    if scope.theme:
        return _theme_handout(book, gallery, scope.theme, style)
    if len(scope.parks) == 1:
        return _park_handout(book, gallery, scope.parks[0], style)
    return _compare_handout(book, scope.parks)


def _park_handout(book: Book, gallery: Gallery, park: Park, style: Style) -> list[Block]:
    spoken = subjects.voices(book, park) if style is Style.GONGWEN else []
    blocks: list[Block] = [
        Heading("概况和要点"),
        *subjects.park_summary(book, park),
        *subjects.park_tables(book, gallery, park),
        Heading("主要举措"),
        *listing.measures(book, f"{park.name}：见于报道的举措", park),
        *([] if book.measures(park) else [Paragraph(("报道没有点名的举措。",))]),
        *([Heading("各方声音"), *spoken] if spoken else []),
        Heading("与其他园区和地区放在一起看"),
    ]
    found = comparisons.between(book, (park,))
    if not found:
        blocks.append(Paragraph(("没有其他园区或地区报道同一指标，数字不放在一起。",)))
    for comparison in found:
        blocks += comparisons.section(book, comparison, 2)
    return blocks


def _theme_handout(book: Book, gallery: Gallery, theme: Theme, style: Style) -> list[Block]:
    blocks: list[Block] = [
        Heading("总体情况", id=f"theme-{addresses.slug(theme.id)}"),
        *subjects.theme_summary(book, theme),
    ]
    blocks += subjects.theme_tables(book, gallery, theme, style)
    found = book.comparisons(theme)
    if found:
        blocks.append(Heading("对比与结论"))
        for comparison in found:
            blocks += comparisons.section(book, comparison, 2)
    blocks.append(Heading("各地报道的做法和数字"))
    for park in book.casebook.parks:
        if book.coverage[park.id, theme.id].reported:
            blocks.append(Heading(park.name, 2))
            blocks += subjects.evidence_of(book, theme, park)
    return blocks


def _compare_handout(book: Book, parks: Sequence[Park]) -> list[Block]:
    blocks: list[Block] = [Heading("可以放在一起看的数字")]
    found = comparisons.between(book, parks)
    if not found:
        blocks.append(Paragraph(("它们没有报道同一指标，数字不放在一起。",)))
    for comparison in found:
        blocks += comparisons.section(book, comparison, 2, parks)
    pairs = [c for p in parks for c in changes(book.facts_of(p), book.by_id)]
    table = listing.changes(book, "前后对比", pairs, parks=True)
    if table:
        blocks += [Heading("前后对比"), *table]
    blocks.append(Heading("按主题并排看"))
    return blocks + listing.side_by_side(book, book.casebook.themes, parks)


def file_stem(scope: Scope, style: Style) -> str:
    """A file name without its ending that says what is in it, in ASCII."""
    parts = ["casebook", *(addresses.slug(p.id) for p in scope.parks)]
    if scope.theme:
        parts.append(addresses.slug(scope.theme.id))
    if style is Style.CHARTS:
        parts.append(style.value)
    return "-".join(parts)
