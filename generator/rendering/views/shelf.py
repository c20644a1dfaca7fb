"""The further pages of one page: where its long lists go on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from generator.rendering.addresses import Place, link
from generator.rendering.escaping import joined
from generator.rendering.evidence import evidence_groups, evidence_of
from generator.rendering.views.head import Head
from generator.rendering.volumes import ITEMS, QUOTES, ROWS, Leaf, Part, Volume, leaves

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from markupsafe import Markup

    from generator.rendering.book import Book
    from generator.rendering.evidence import Evidence
    from generator.rendering.tables import Table

M = TypeVar("M")
T = TypeVar("T")

_TEMPLATE = "list.md.j2"
_NONE: Part[Any] = Part()


class ListView(Struct, frozen=True):
    """Context of ``list.md.j2``: a page on which one list of another page goes on."""

    head: Head
    title: str
    back: Markup
    table: Table | None = None
    evidence: Part[Evidence] = _NONE
    voices: Part[Any] = _NONE
    """Of ``views.parks.VoiceView``."""
    mentions: Part[Any] = _NONE
    """Of ``views.measures.MentionView``."""
    practice: Part[Any] = _NONE
    """Names of measures, each with a ``views.cases.Passage``."""
    links: Part[Markup] = _NONE


def head_of(leaf: Leaf[Any], title: str, about: str, volumes: tuple[Volume, ...]) -> Head:
    """The head of a page that goes on in its own form: the first page, or a later one."""
    if leaf.number == 1:
        return Head(title, about, volumes=volumes)
    return Head(f"{title}（第{leaf.number}页，共{leaf.pages}页）", about, unsearched=True)


class Shelf:
    """Splits the lists of a page and gathers the pages on which they go on.

    Args:
        place: The page.
        title: Its title, for those pages.
    """

    def __init__(self, place: Place, title: str) -> None:
        self._place = place
        self._title = title
        self._volumes: list[Volume] = []

    @property
    def volumes(self) -> tuple[Volume, ...]:
        """The further pages of the lists split so far."""
        return tuple(self._volumes)

    def table(
        self,
        key: str,
        name: str,
        members: Sequence[M],
        make: Callable[[Place, Sequence[M]], Table | None],
        most: int = ROWS,
    ) -> Table | None:
        """The first rows of a table.

        Args:
            key: The list's name in the addresses of its pages.
            name: Its name for readers.
            members: What the rows are made of.
            make: Makes the table of some of them, for the page that it is given.
            most: Rows of a page.
        """

        def made(leaf: Leaf[M]) -> Table | None:
            found = make(leaf.place, leaf.members)
            return replace(found, more=leaf.note) if found and leaf.pages > 1 else found

        return made(self._split(key, name, members, most, "table", made))

    def part(
        self,
        key: str,
        name: str,
        members: Sequence[M],
        make: Callable[[Place, Sequence[M]], Iterable[T]],
        kind: str,
        most: int = QUOTES,
    ) -> Part[T]:
        """The first members of a list; ``kind`` is the field of ``ListView`` that shows them."""

        def made(leaf: Leaf[M]) -> Part[T]:
            return Part(tuple(make(leaf.place, leaf.members)), leaf.note)

        return made(self._split(key, name, members, most, kind, made))

    def evidence(self, book: Book, records: Iterable[Any]) -> Part[Evidence]:
        """The first quotations of some facts."""

        def make(place: Place, groups: Sequence[list[Any]]) -> tuple[Evidence, ...]:
            return evidence_of(place, book, groups)

        return self.part("evidence", "原句", evidence_groups(book, records), make, "evidence")

    def links(
        self,
        key: str,
        name: str,
        members: Sequence[M],
        make: Callable[[Place, M], Markup],
    ) -> Part[Markup]:
        """The first lines of a list of links."""

        def lines(place: Place, some: Sequence[M]) -> list[Markup]:
            return [make(place, member) for member in some]

        return self.part(key, name, members, lines, "links", ITEMS)

    def _split(
        self,
        key: str,
        name: str,
        members: Sequence[M],
        most: int,
        kind: str,
        make: Callable[[Leaf[M]], object],
    ) -> Leaf[M]:
        """Keep the further pages of a list; the first page's share of it is the result."""
        first, *rest = leaves(self._place, key, members, most)
        for leaf in rest:
            self._volumes.append(
                Volume(leaf.place.path, _TEMPLATE, self._maker(leaf, name, kind, make))
            )
        return first

    def _maker(
        self, leaf: Leaf[M], name: str, kind: str, make: Callable[[Leaf[M]], object]
    ) -> Callable[[], ListView]:
        def view() -> ListView:
            title = f"{self._title}：{name}（第{leaf.number}页，共{leaf.pages}页）"
            back = link(self._title, leaf.place.to(self._place.path))
            content: dict[str, Any] = {kind: make(leaf)}
            head = Head(title, f"{title}，{leaf.span}。", unsearched=True)
            return ListView(head, title, joined("接", back, "。", leaf.way), **content)

        return view
