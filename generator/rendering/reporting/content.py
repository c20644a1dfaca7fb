"""What a report consists of: blocks of runs of plain text, and their JSON.

Words of others travel as JSON strings and are set as text, so nothing in them can act. The one
thing done to them here is that control characters and directional overrides are left out.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from generator.rendering.escaping import legible

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator


class Look(StrEnum):
    """How a run differs from the text around it."""

    PLAIN = "plain"
    STRONG = "strong"
    MARK = "mark"
    """A figure inside of a quotation."""
    MUTED = "muted"
    """A reading in brackets, a remark."""
    CITE = "cite"
    """The number of a source, as GB/T 7714 wants it: raised, in square brackets."""
    COMPARABLE = "comparable"
    WITH_CARE = "with-care"
    NOT_COMPARABLE = "not-comparable"
    MISSING = "missing"
    """未见报道."""


@dataclass(frozen=True, slots=True)
class Run:
    """Text with one look.

    Attributes:
        text: The words.
        look: How they look.
        to: Where a click leads: ``#id`` of a block of this report, or an http(s) address.
        index: Id of the measure that the words name, for the index with page numbers.
    """

    text: str
    look: Look = Look.PLAIN
    to: str = ""
    index: str = ""


LINE_END = "\n"
"""As a run by itself: a new line inside of a paragraph or a cell."""

Text: TypeAlias = tuple["Run | str", ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; ``level`` counts from 1, ``id`` is a target for links or empty."""

    text: str
    level: int = 1
    id: str = ""
    kind: str = "heading"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text.

    ``role`` is ``body``, ``lead`` (opens a chapter), ``note`` (smaller) or ``label`` (belongs to
    what follows and stays with it).
    """

    text: Text
    role: str = "body"
    kind: str = "paragraph"


@dataclass(frozen=True, slots=True)
class Items:
    """A list without order; ``reasons`` are set smaller than the text."""

    items: tuple[Text, ...]
    role: str = "body"
    kind: str = "items"


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of an article; ``source`` stands behind them: who speaks, and the number."""

    text: Text
    source: Text
    kind: str = "quotation"


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption; ``widths`` are shares of the line, one a column."""

    caption: str
    columns: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[tuple[Text, ...], ...]
    kind: str = "table"


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: ``file`` is a key of ``ReportContent.charts``, ``alt`` the chart in words."""

    file: str
    alt: str
    caption: str
    kind: str = "chart"


@dataclass(frozen=True, slots=True)
class Reference:
    """An entry of the list of sources; ``id`` is the target of its citations."""

    number: int
    text: str
    url: str
    id: str


@dataclass(frozen=True, slots=True)
class References:
    """The list of sources."""

    entries: tuple[Reference, ...]
    kind: str = "references"


@dataclass(frozen=True, slots=True)
class Index:
    """The index: each name with the pages on which runs carry its id."""

    entries: tuple[tuple[str, str], ...]
    """Id and name, in the order of pinyin."""
    kind: str = "index"


Block: TypeAlias = Heading | Paragraph | Items | Quotation | Table | Chart | References | Index


@dataclass(frozen=True, slots=True)
class Front:
    """The cover of a book, or the head of a handout's first page."""

    title: str
    purpose: str
    lines: tuple[str, ...]
    """Date of the data, number of sources, and that nobody concerned has checked them."""


@dataclass(frozen=True, slots=True)
class ReportContent:
    """Everything that is printed; a pure value that JSON can hold.

    Attributes:
        front: Title and what else stands on the cover.
        blocks: The text.
        charts: SVG by file name, only those that the blocks show.
        style: ``gongwen`` or ``charts``.
        book: Whether it has a cover and a table of contents.
        date: The date of the data, which is the date of the document.
        running: The words at the head of every page.
    """

    front: Front
    blocks: tuple[Block, ...]
    charts: dict[str, bytes]
    style: str
    book: bool
    date: dt.date | None
    running: str

    def json(self) -> str:
        """The report without its charts, as JSON; links whose target is missing are text."""
        targets = {f"#{id_}" for id_ in self._ids()}
        record = {
            "front": _record(self.front, targets),
            "blocks": [_record(block, targets) for block in self.blocks],
            "style": self.style,
            "book": self.book,
            "running": legible(self.running),
            "date": [self.date.year, self.date.month, self.date.day] if self.date else None,
        }
        return json.dumps(record, ensure_ascii=False)

    def _ids(self) -> Iterator[str]:
        for block in self.blocks:
            if isinstance(block, Heading) and block.id:
                yield block.id
            if isinstance(block, References):
                yield from (entry.id for entry in block.entries)


def _record(value: object, targets: set[str]) -> object:
    """``value`` as JSON: a run without any extras is its text alone."""
    if isinstance(value, str):
        return value if value == LINE_END or value.isprintable() else legible(value)
    if isinstance(value, tuple):
        return [_record(part, targets) for part in value]
    if isinstance(value, Run):
        return _run(value, targets)
    if is_dataclass(value):
        return {f.name: _record(getattr(value, f.name), targets) for f in fields(value)}
    return value


def _run(run: Run, targets: set[str]) -> object:
    to = run.to if not run.to.startswith("#") or run.to in targets else ""
    extras = {
        "look": "" if run.look is Look.PLAIN else run.look.value,
        "to": to,
        "index": run.index,
    }
    kept = {name: words for name, words in extras.items() if words}
    text = _record(run.text, targets)
    return {"text": text, **kept} if kept else text


def runs_of(block: Block) -> Iterator[Run | str]:
    """Every run of a block, in reading order."""
    if isinstance(block, Paragraph):
        yield from block.text
    elif isinstance(block, Items):
        yield from (run for item in block.items for run in item)
    elif isinstance(block, Quotation):
        yield from (*block.text, *block.source)
    elif isinstance(block, Table):
        yield from (run for row in block.rows for cell in row for run in cell)
