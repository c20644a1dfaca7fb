"""What a report consists of: blocks of runs of plain text, and their JSON.

Words of others travel as JSON strings and are set as text, so nothing in them can act. What is done
to them here is that control characters and directional overrides are left out, and that long names
and addresses get places where a line may break. Numbers of tables and charts are given here too:
what the typesetter need not find out, it need not lay out twice.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeAlias

from msgspec import Struct

from generator.rendering.escaping import legible

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator


# "t20240506_1234567.html": a run in which no line breaks by itself, as it does behind / ? and -.
_RE_LONG = re.compile(r"[!-,.0->@-~]{13,}")
_SHORT = 13
_BREAK = "\u200b"
# '<svg … viewBox="0 0 374 210">': width and height of a chart.
_RE_SIZE = re.compile(rb'viewBox="0 0 (\d+(?:\.\d+)?) (\d+(?:\.\d+)?)"')
_KEPT_ROWS, _KEPT_LETTERS = 6, 400
"""A table up to this size is kept on one page."""


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


class Run(Struct, frozen=True):
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


class Heading(Struct, frozen=True):
    """A heading; ``level`` counts from 1, ``id`` is a target for links or empty."""

    text: str
    level: int = 1
    id: str = ""
    kind: str = "heading"


class Paragraph(Struct, frozen=True):
    """Running text.

    ``role`` is ``body``, ``lead`` (opens a chapter), ``note`` (smaller) or ``label`` (belongs to
    what follows and stays with it).
    """

    text: Text
    role: str = "body"
    kind: str = "paragraph"


class Items(Struct, frozen=True):
    """A list without order; ``reasons`` are set smaller than the text, ``terms`` in columns."""

    items: tuple[Text, ...]
    role: str = "body"
    kind: str = "items"


class Quotation(Struct, frozen=True):
    """Words of an article; ``source`` stands behind them: who speaks, and the number."""

    text: Text
    source: Text
    kind: str = "quotation"


class Table(Struct, frozen=True):
    """A table with a caption; ``widths`` are shares of the line, one a column."""

    caption: str
    columns: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[tuple[Text, ...], ...]
    kind: str = "table"


class Chart(Struct, frozen=True):
    """A chart: ``file`` is a key of ``ReportContent.charts``, ``alt`` the chart in words."""

    file: str
    alt: str
    caption: str
    kind: str = "chart"


class Reference(Struct, frozen=True):
    """An entry of the list of sources; ``id`` is the target of its citations."""

    number: int
    text: str
    url: str
    id: str


class References(Struct, frozen=True):
    """The list of sources."""

    entries: tuple[Reference, ...]
    kind: str = "references"


class Index(Struct, frozen=True):
    """The index: each name with the pages on which runs carry its id."""

    entries: tuple[tuple[str, str], ...]
    """Id and name, in the order of pinyin."""
    kind: str = "index"


Block: TypeAlias = Heading | Paragraph | Items | Quotation | Table | Chart | References | Index


class Front(Struct, frozen=True):
    """The cover of a book, or the head of a handout's first page."""

    title: str
    purpose: str
    lines: tuple[str, ...]
    """Date of the data, number of sources, and that nobody concerned has checked them."""


class ReportContent(Struct, frozen=True):
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
        return json.dumps(self.record(), ensure_ascii=False)

    def record(self, *, breaks: bool = True) -> dict[str, Any]:
        """What ``json`` tells as plain values.

        Args:
            breaks: Whether long names and addresses get places where a line may break.
        """
        shown = breakable if breaks else _one_line
        made = _Record({f"#{id_}" for id_ in self._ids()}, self.charts, shown)
        front = {
            "title": legible(self.front.title),
            "shown": shown(self.front.title),
            "purpose": shown(self.front.purpose),
            "lines": [shown(line) for line in self.front.lines],
        }
        return {
            "front": front,
            "blocks": [made.block(block) for block in self.blocks],
            "style": self.style,
            "book": self.book,
            "running": shown(self.running),
            "date": [self.date.year, self.date.month, self.date.day] if self.date else None,
        }

    def _ids(self) -> Iterator[str]:
        for block in self.blocks:
            if isinstance(block, Heading) and block.id:
                yield block.id
            if isinstance(block, References):
                yield from (entry.id for entry in block.entries)


def breakable(text: str) -> str:
    """``text`` as it is printed: legible, with places to break in what is long."""
    shown = _one_line(text)
    if len(shown) < _SHORT:
        return shown
    return _RE_LONG.sub(lambda found: _BREAK.join(found.group()), shown)


def _one_line(text: str) -> str:
    return text if text.isprintable() else legible(text)


def ratio(svg: bytes) -> float:
    """Height of a chart by its width; 1 when it does not say."""
    size = _RE_SIZE.search(svg)
    return float(size[2]) / float(size[1]) if size else 1.0


class _Record:
    """Makes records of blocks, in their order: tables and charts are numbered as they come.

    Args:
        targets: Where links may lead inside of the report.
        charts: SVG by file name.
        shown: Makes of a text what is printed.
    """

    def __init__(
        self, targets: set[str], charts: dict[str, bytes], shown: Callable[[str], str]
    ) -> None:
        self._targets, self._charts, self._shown = targets, charts, shown
        self._numbers: Counter[str] = Counter()

    def block(self, block: Block) -> dict[str, Any]:
        """A block; strings in it are as they are printed."""
        names = block.__struct_fields__
        record = {name: self._value(getattr(block, name)) for name in names if name != "rows"}
        if isinstance(block, Table):
            record["rows"] = [[self._cell(cell) for cell in row] for row in block.rows]
            record["whole"] = len(block.rows) <= _KEPT_ROWS and _letters(block) < _KEPT_LETTERS
        elif isinstance(block, Heading):
            record["id"] = block.id
        elif isinstance(block, Chart):
            record |= {"file": block.file, "alt": legible(block.alt)}
            record["ratio"] = ratio(self._charts.get(block.file, b""))
        elif isinstance(block, Index):
            record["entries"] = [[id_, self._shown(name)] for id_, name in block.entries]
        if isinstance(block, Table | Chart):
            self._numbers[block.kind] += 1
            record["number"] = self._numbers[block.kind]
        return record

    def _value(self, value: object) -> object:
        kind = type(value)
        if kind is str:
            return value if value == LINE_END else self._shown(value)  # type: ignore[arg-type]
        if kind is Run:
            return self._run(value)  # type: ignore[arg-type]
        if isinstance(value, tuple):
            return [self._value(part) for part in value]
        if isinstance(value, Reference):
            shown = {"text": self._shown(value.text), "shown": self._shown(value.url)}
            return {"number": value.number, "url": value.url, "id": value.id, **shown}
        return value

    def _cell(self, cell: Text) -> object:
        """A cell; one that is a single plain run is its text alone."""
        made = [self._value(run) for run in cell]
        return made[0] if len(made) == 1 and isinstance(made[0], str) else made

    def _run(self, run: Run) -> object:
        """A run; one without any extras is its text alone."""
        to = run.to if run.to[:1] != "#" or run.to in self._targets else ""
        text, plain = self._shown(run.text), run.look is Look.PLAIN
        if plain and not to and not run.index:
            return text
        extras = {"look": "" if plain else run.look.value, "to": to, "index": run.index}
        return {"text": text} | {name: words for name, words in extras.items() if words}


def _letters(table: Table) -> int:
    """How many letters stand in the rows of a table."""
    return sum(len(run.text if isinstance(run, Run) else run) for run in runs_of(table))


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
