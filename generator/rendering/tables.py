"""Tables as values: their rows are written here, what stands around them is a template's.

A page may have hundreds of rows and thousands of cells. Told, sent and printed one by one, they
would take longer than everything else on the page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup
from msgspec import Struct

from generator.rendering.addresses import plain
from generator.rendering.escaping import NOTHING, inert, raw
from generator.rendering.labels import MISSING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal


class Sortable(Struct, frozen=True):
    """A text for a cell with the number that it is sorted by."""

    text: object
    value: Decimal


class Choosable(Struct, frozen=True):
    """A text for a cell with the values of a filter that it falls under."""

    text: object
    choices: tuple[str, ...]


class Table(Struct, frozen=True):
    """A table with a caption.

    Attributes:
        id: Its anchor.
        caption: What it shows.
        columns: Their names.
        rows: As they are printed, one below the other.
        css: A class for tables of a kind of their own; empty for most.
        more: What stands below it: the way to the pages with its other rows.
    """

    id: str
    caption: str
    columns: tuple[str, ...]
    rows: Markup
    css: str = ""
    more: Markup = NOTHING


def row(*texts: object, id_: str = "", css: str = "") -> tuple[tuple[object, ...], str, str]:
    """A row for ``table``: its texts, its anchor and its class."""
    return texts, id_, css


def table(
    id_: str,
    caption: str,
    columns: Sequence[str],
    rows: Iterable[tuple[tuple[object, ...], str, str]],
    css: str = "",
) -> Table | None:
    """A table whose first column names the rows; None when there are no rows.

    In each cell stands the name of its column, for phones, where a row becomes a card.
    """
    frames = _frames(columns)
    pieces: list[str] = []
    for texts, anchor, kind in rows:
        pieces.append(_ROW if not (anchor or kind) else _row(anchor, kind))
        for text, (begin, end) in zip(texts, frames, strict=True):
            if type(text) is Markup:  # as most are
                pieces += (begin, _INNER, text, end)
            elif type(text) is str:
                pieces += (begin, _INNER, inert(text), end)
            else:
                pieces += (begin, _attributes(text), _INNER, _shown(text), end)
        pieces.append("</tr>\n")
    return Table(id_, caption, tuple(columns), raw("".join(pieces)), css) if pieces else None


_INNER = ' markdown="span">'
_ROW = f"<tr{_INNER}"


def _row(anchor: str, kind: str) -> str:
    """How a row begins that has an anchor or a class."""
    id_ = f' id="{plain(anchor)}"' if anchor else ""
    css = f' class="{plain(kind)}"' if kind else ""
    return f"<tr{id_}{css}{_INNER}"


def _frames(columns: Sequence[str]) -> list[tuple[str, str]]:
    """How the cells of each column begin and end."""
    labels = [f' data-label="{inert(name)}"' for name in columns]
    cells = [(f"<td{label}", "</td>") for label in labels]
    return [(f'<th scope="row"{label}', "</th>") for label in labels[:1]] + cells[1:]


def _shown(text: object) -> Markup:
    return inert(text.text if isinstance(text, Sortable | Choosable) else text)


def _attributes(text: object) -> str:
    """What a cell is sorted by where that is not its text, or what it is filtered by."""
    if isinstance(text, Sortable):
        return f' data-value="{plain(f"{text.value:f}")}"'
    if isinstance(text, Choosable) and (choices := _choices(text)):
        return f' data-choices="{inert(choices)}"'
    return ""


def _choices(cell: Choosable) -> str:
    """The values with ``|`` between, or nothing where the cell's own text is the only one."""
    values = [value.replace("|", "｜") for value in cell.choices]
    return "" if values == [str(cell.text)] else "|".join(values)


def missing() -> Markup:
    """未见报道: nothing was reported; never a zero."""
    return raw(f'<span class="cb-missing">{MISSING}</span>')
