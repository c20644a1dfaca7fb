"""Packs the pages' text for the search worker: what stands on many pages is sent once.

The same sentence stands in the ledger of its article, on its park's page, its theme's, its case's
and its measure's. Three tables say so, each pointing into the next: a page lists groups of blocks,
a group (the blocks of one anchor) lists the texts of its cells, and a text is written once. Numbers
are written so that the commonest take no character, and columns of a kind stand together, because
both compress best. ``search-index.js`` unpacks them.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from generator.publishing.page_text import CELL_BREAK

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.publishing.page_text import Block, Section

    Group = tuple[str, tuple[str, ...]]  # an anchor (empty: none) and the texts of its blocks
    IndexedPage = tuple[str, tuple[Section, ...], list[str]]  # location, sections, other names


def packed_pages(pages: Sequence[IndexedPage]) -> dict[str, Any]:
    """The tables that the search worker loads.

    Args:
        pages: The pages in the order of the site.

    Returns:
        ``texts``: every different text, one a line. ``anchors``: of each group, one a line.
        ``groups``: separated by ``|``, their blocks by ``;``, the cells of a block by ``,``; a cell
        is the number of its text, or empty for the first text not yet mentioned. ``pages``: each
        with its ``location``, ``aliases`` (where it has some) and ``sections``, which are
        ``[anchor, number of the title's text, groups]``; groups are the differences from the
        number before (at first −1), empty for 1.
    """
    groups: dict[Group, int] = {}
    listed = [
        [[groups.setdefault(g, len(groups)) for g in _groups(s.blocks)] for s in sections]
        for _, sections, _ in pages
    ]
    texts: dict[str, int] = {}
    written = "|".join(_written_group(blocks, texts) for _, blocks in groups)
    entries = [_entry(page, numbers, texts) for page, numbers in zip(pages, listed, strict=True)]
    return {
        "texts": "\n".join(texts),
        "anchors": "\n".join(anchor for anchor, _ in groups),
        "groups": written,
        "pages": entries,
    }


def _groups(blocks: Iterable[Block]) -> Iterator[Group]:
    """Blocks of one anchor together; each block without one on its own."""
    for anchor, run in groupby(blocks, key=lambda block: block.anchor):
        texts = tuple(block.text for block in run)
        if anchor:
            yield anchor, texts
        else:
            yield from (("", (text,)) for text in texts)


def _written_group(blocks: tuple[str, ...], texts: dict[str, int]) -> str:
    return ";".join(
        ",".join(_written_cell(cell, texts) for cell in block.split(CELL_BREAK)) for block in blocks
    )


def _written_cell(cell: str, texts: dict[str, int]) -> str:
    """``""`` for a text that is new and thereby gets the next number."""
    new = len(texts)
    number = texts.setdefault(cell, new)
    return "" if number == new else str(number)


def _entry(page: IndexedPage, numbers: list[list[int]], texts: dict[str, int]) -> dict[str, Any]:
    location, sections, aliases = page
    written = [
        [section.anchor, texts.setdefault(section.title, len(texts)), _differences(groups)]
        for section, groups in zip(sections, numbers, strict=True)
    ]
    entry = {"location": location, "sections": written}
    return entry | ({"aliases": aliases} if aliases else {})


def _differences(numbers: list[int]) -> str | None:
    """``[4, 5, 6, 2]`` → ``"5,,,-4"``; none for no numbers, because one group may be empty text."""
    if not numbers:
        return None
    steps = (number - before for before, number in zip([-1, *numbers], numbers, strict=False))
    return ",".join("" if step == 1 else str(step) for step in steps)
