"""A sheet that charts are drawn on, in points, from the top downwards.

Its units are points from the upper left corner, so what is placed stays where it was put: no layout engine moves labels, and labels cannot be cut off at an edge that nobody computed.

Nothing here draws: ``canvas`` does, when it has to.
"""

from __future__ import annotations

import re
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, Protocol

from msgspec import Struct, field, json

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from contextlib import AbstractContextManager

WIDTH = 374.0
"""Points: 5.2 inches, so that 11-point text is still 10 pixels high on a 390-pixel phone."""
MARGIN = 8.0
TITLE, BODY, SMALL = 13.5, 11.0, 9.5
"""Sizes of type in points."""
_FOOT_LINES = 6  # more than twelve sources and twelve facts take

INK, MUTED, RULE = "#1d2127", "#565c66", "#d3d7dd"
BEFORE, AFTER = "#c4501b", "#12436d"
"""The Analysis Function palette's orange (darkened to 4.5:1 on white) and dark blue."""
PAPER = "#fefefe"
"""Inside of a hollow mark; stands in for the page, which shows through everywhere else."""
TINTS = ("#e3edf5", "#b9d2e6", "#7fa9cb", "#3f729f", "#12436e")
"""One hue from light to dark, for counts."""
ON_TINT = ("#1d2128", "#1d2128", "#1d2128", "#fffffe", "#fffffe")

_DARK = {
    INK: "#e8eaed", MUTED: "#aab0ba", RULE: "#454b55", BEFORE: "#ffa36b", AFTER: "#8fc3ee",
    PAPER: "#1e2129", "#e3edf5": "#26333f", "#b9d2e6": "#2f4b63", "#7fa9cb": "#41719a",
    "#3f729f": "#6fa8d6", "#12436e": "#a9d3f5", "#1d2128": "#f2f4f7", "#fffffe": "#10151b",
}  # fmt: skip

# A colour as an SVG style or attribute gives it: "fill: #12436d;", 'fill="#12436d"'. It begins with
# its sign, not with what stands before: so the engine looks for that alone.
_RE_COLOUR = re.compile(rb'#(?<=[ "]#)[0-9a-f]{6}(?=[;"])')
_NIGHT = {light.encode(): night.encode() for light, night in _DARK.items()}
_NARROW = 0.56  # of an em: the mean advance of ASCII in Noto Sans SC
_HAN = "\u2e80"

# "12345政", "5个", "f-71b75ec035": a number or a word with the character behind it, the id of a
# fact; else one character
_RE_PIECE = re.compile(r"f-[0-9a-f]{10}|[0-9A-Za-z.]{1,40}[\u3400-\u9fff%]?|.", re.DOTALL)


def width(text: str, size: float) -> float:
    """How wide ``text`` is in points, nearly."""
    return _reached(0.0, text, size)


def _reached(start: float, text: str, size: float) -> float:
    """Where ``text`` ends that begins at a place of its line."""
    narrow = size * _NARROW
    for char in text:
        start += size if char >= _HAN else narrow
    return start


def lines(text: str, size: float, room: float, most: int = 3) -> list[str]:
    """``text`` cut into lines of at most ``room`` points; the last of ``most`` may end in …."""
    if width(text, size) <= room:  # most do, and need not be taken apart
        return [text]
    cut = _cut(text, size, room)
    if len(cut) > 1 and width(cut[-1], size) < room / 4:  # no widows: make the lines alike
        cut = _cut(text, size, width(text, size) / len(cut) + size)
    if len(cut) > most:
        cut = [*cut[: most - 1], cut[most - 1][:-1] + "…"]
    return cut


def _cut(text: str, size: float, room: float) -> list[str]:
    cut, taken = [""], 0.0
    for piece in _pieces(text, size, room):
        end = _reached(taken, piece, size)
        if end > room and piece not in "，。；：、）】”%":
            cut.append("")
            end = width(piece, size)
        cut[-1] += piece
        taken = end
    return cut if cut[0] else cut[1:] or cut


def _pieces(text: str, size: float, room: float) -> Iterator[str]:
    """What a line may not end within: a number with its unit, a word; else single characters."""
    for piece in _RE_PIECE.findall(text):
        if len(piece) > 1 and width(piece, size) > room:
            yield from piece
        else:
            yield piece


class Shop(Protocol):
    """Who draws the sheets: remembers what was drawn, or draws many at once."""

    def svg(self, sheet: Sheet) -> bytes:
        """The chart of a sheet."""

    def gathering(self) -> AbstractContextManager[None]:
        """A block in which sheets are only laid out, so that they can be drawn together."""

    def begin(self) -> None:
        """Say that all are laid out, though the block goes on."""

    def finished(self, svg: bytes) -> bytes:
        """The chart that something stood in for while the block went on; else what is given."""


SHOP: ContextVar[Shop | None] = ContextVar("shop", default=None)
"""Who draws while the charts of a casebook are made; None: every sheet draws itself."""


class Sheet(Struct):
    """Collects what is to be drawn while the height grows; then draws it once.

    A sheet is a plain value until it is drawn: its ``key`` names its picture, and another process
    may draw it.
    """

    height: float = MARGIN
    _steps: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    @property
    def key(self) -> str:
        """What is on the sheet, in a form that is the same for the same picture."""
        return json.encode((self.height, self._steps)).decode()

    @property
    def steps(self) -> Sequence[tuple[str, dict[str, Any]]]:
        """The kind of each thing that is on the sheet, and its style."""
        return self._steps

    def down(self, points: float) -> float:
        """Move the pen down and return where it is."""
        self.height += points
        return self.height

    def text(self, x: float, y: float, words: str, **how: Any) -> None:  # noqa: ANN401
        """Words at a point; ``size``, ``color``, ``ha`` and ``va`` as in matplotlib."""
        style = {"size": BODY, "color": INK, "va": "center"} | how
        self._steps.append(("text", {"x": x, "y": y, "text": words} | style))

    def line(self, xs: tuple[float, float], ys: tuple[float, float], **how: Any) -> None:  # noqa: ANN401
        """A straight line."""
        style = {"color": RULE, "lw": 1.0, "solid_capstyle": "butt"} | how
        self._steps.append(("line", {"xdata": tuple(xs), "ydata": tuple(ys)} | style))

    def mark(self, x: float, y: float, marker: str, color: str, *, hollow: bool = False) -> None:
        """A point mark: filled for an exact value, hollow for an approximate one."""
        face = PAPER if hollow else color
        style = {"marker": marker, "ms": 8.0, "mec": color, "mfc": face, "mew": 1.8, "ls": ""}
        self._steps.append(("line", {"xdata": (x,), "ydata": (y,), "zorder": 3} | style))

    def arrow(self, start: float, end: float, y: float, color: str) -> None:
        """A horizontal arrow from ``start`` to ``end``."""
        style = {"arrowstyle": "-|>", "color": color, "lw": 1.8, "shrinkA": 0, "shrinkB": 0,
                 "mutation_scale": 11, "zorder": 2}  # fmt: skip
        self._steps.append(("arrow", {"posA": (start, y), "posB": (end, y)} | style))

    def box(self, x: float, y: float, size: tuple[float, float], color: str) -> None:
        """A filled rectangle with its upper left corner at a point."""
        style = {"width": size[0], "height": size[1], "facecolor": color, "lw": 0}
        self._steps.append(("box", {"xy": (x, y)} | style))

    def head(self, title: str, subtitle: str) -> None:
        """The finding as title; unit, scope and date as subtitle."""
        for words, size, color in ((title, TITLE, INK), (subtitle, SMALL, MUTED)):
            for row in lines(words, size, WIDTH - 2 * MARGIN):
                self.text(MARGIN, self.down(size * 0.75), row, size=size, color=color)
                self.down(size * 0.65)
        self.down(4)

    def foot(self, words: str) -> None:
        """The source line, whole however long: a chart by itself must tell what it rests on."""
        self.down(6)
        for row in lines(words, SMALL, WIDTH - 2 * MARGIN, most=_FOOT_LINES):
            self.text(MARGIN, self.down(SMALL * 0.75), row, size=SMALL, color=MUTED)
            self.down(SMALL * 0.6)
        self.down(MARGIN / 2)

    def svg(self) -> bytes:
        """The chart for a light page; the same bytes whenever and by whomever it is drawn."""
        shop = SHOP.get()
        return self.draw() if shop is None else shop.svg(self)

    def draw(self) -> bytes:
        """Draw the sheet here and now."""
        from generator.rendering.charts.canvas import picture  # matplotlib takes half a second

        return picture(WIDTH, self.height, self._steps)


def dark(svg: bytes) -> bytes:
    """The same chart for a dark page."""
    return _RE_COLOUR.sub(lambda match: _NIGHT.get(match[0], match[0]), svg)
