"""Lists too long for one page: the first members on it, the others on further pages (volumes).

A page stays readable, and quick to build and to load, whatever the size of the corpus. Nothing is
left out: every member stands on a page, and the pages of a list lead to one another without any
script. Small casebooks have no volumes at all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from msgspec import Struct

from generator.rendering import addresses
from generator.rendering.escaping import NOTHING, joined, raw

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from markupsafe import Markup

    from generator.rendering.addresses import Place

T = TypeVar("T")
M = TypeVar("M")

ROWS = 300
"""Rows of a table on one page: about 200 kB, half a second on an old phone."""
QUOTES = 60
"""Quotations below one another, each with its figures and its source."""
ITEMS = 120
"""Lines of a list of links."""

_NEAR = 3  # pages on both sides of a page that are named in the row of page numbers


class Part(Struct, Generic[T], frozen=True):
    """Members of a list that stand on one page, and the way to the others.

    Attributes:
        members: In their order.
        more: Inline Markdown that stands below them; empty where they are all.
    """

    members: tuple[T, ...] = ()
    more: Markup = NOTHING

    def __iter__(self) -> Iterator[T]:
        return iter(self.members)

    def __len__(self) -> int:
        return len(self.members)


class Volume(Struct, frozen=True):
    """A further page: where it lies, its template, and what makes its view when it is its turn."""

    path: str
    template: str
    view: Callable[[], object]


class Leaf(Struct, Generic[M], frozen=True):
    """One page's share of a list.

    Attributes:
        place: The page.
        number: Its number among the pages of the list, from 1.
        pages: How many there are.
        start: How many members stand on the pages before.
        members: Those that stand on this one.
        total: How many there are on all pages.
        way: The row of page numbers with links; empty for a list of one page.
    """

    place: Place
    number: int
    pages: int
    start: int
    members: Sequence[M]
    total: int
    way: Markup

    @property
    def span(self) -> str:
        """``第301—600条，共1,234条``; empty for a list of one page."""
        if self.pages == 1:
            return ""
        return f"第{self.start + 1}—{self.start + len(self.members)}条，共{self.total:,}条"

    @property
    def note(self) -> Markup:
        """The same with the way to the other pages, as a paragraph below the list."""
        if self.pages == 1:
            return NOTHING
        return joined(
            raw('<p class="cb-pages" markdown="span">'), self.span, "。", self.way, raw("</p>")
        )


def leaves(place: Place, key: str, members: Sequence[M], most: int) -> tuple[Leaf[M], ...]:
    """A list over as many pages as it needs; the first one is the page itself.

    Args:
        place: The page that the list belongs to.
        key: The list's name within the page's volumes; empty where the page has but one.
        members: Everything in the list.
        most: How many may stand on one page.
    """
    if len(members) <= most:  # nearly always
        return (Leaf(place, 1, 1, 0, members, len(members), NOTHING),)
    pages = -(-len(members) // most)
    places = [place, *(place.on(volume_page(place.path, key, n)) for n in range(2, pages + 1))]
    return tuple(
        Leaf(
            at,
            number,
            pages,
            (number - 1) * most,
            members[(number - 1) * most : number * most],
            len(members),
            way(at, [p.path for p in places], number),
        )
        for number, at in enumerate(places, 1)
    )


def volume_page(path: str, key: str, number: int) -> str:
    """Where a further page lies: ``themes/approval/changes-2.md`` for ``themes/approval.md``."""
    name = f"{key}-{number}" if key else str(number)
    return f"{path.removesuffix('.md')}/{name}.md"


def way(place: Place, paths: Sequence[str], number: int) -> Markup:
    """Links to the neighbouring pages, the first and the last one."""
    if len(paths) == 1:
        return NOTHING
    near = range(number - _NEAR, number + _NEAR + 1)
    shown = [n for n in range(1, len(paths) + 1) if n in near or n in (1, len(paths))]
    pieces: list[object] = []
    for before, n in zip([0, *shown], shown, strict=False):
        pieces += ["…… "] if n > before + 1 else []
        pieces.append(
            f"第{n}页" if n == number else addresses.link(f"第{n}页", place.to(paths[n - 1]))
        )
        pieces.append(" ")
    return joined("各页：", *pieces)
