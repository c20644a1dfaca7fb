"""Keeps the search index small however large the corpus is: of whole kinds of pages the titles alone.

A reader's browser loads the index before the first answer, so it has a limit. Where all text is
more than that, the pages whose words stand on others too are reduced to their titles first: those
of the articles, then of the quotations, the cases and the rest. The site's page of sources says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.publishing.page_text import CELL_BREAK, Section

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.publishing.search_packing import IndexedPage

MOST_CHARACTERS = 3_800_000
"""Different text in the index: about 2.8 MB as a server sends it.

Measured with the site of 1,000 articles: 3.2 million characters are 2.4 MB with all their places.
"""

_ORDER = ("sources/", "quotes/", "cases/", "measures/", "indicators/", "parks/", "themes/", "")
"""Which pages are reduced first; the last is all that is left."""


def within_limit(
    pages: Sequence[IndexedPage], most: int = MOST_CHARACTERS
) -> tuple[IndexedPage, ...]:
    """The pages, those of some kinds with their titles alone where all text is too much.

    Args:
        pages: What is to be searched.
        most: Characters of different text that the index may hold.
    """
    found = tuple(pages)
    for folder in _ORDER:
        if characters(found) <= most:
            break
        found = tuple(_title(page) if page[0].startswith(folder) else page for page in found)
    return found


def characters(pages: Iterable[IndexedPage]) -> int:
    """How many characters of different text the pages have; each text is written once."""
    texts = {
        cell
        for _, sections, _ in pages
        for section in sections
        for text in (section.title, *(block.text for block in section.blocks))
        for cell in text.split(CELL_BREAK)
    }
    return sum(map(len, texts))


def _title(page: IndexedPage) -> IndexedPage:
    """A page with the title of its first section and its other names."""
    location, sections, aliases = page
    return location, tuple(Section(s.anchor, s.title) for s in sections[:1]), aliases
