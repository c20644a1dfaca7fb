"""Pictures put together of what the library drew before, with words set by its typesetter.

After an edit one chart or two are others, by a word or a number: the library would take longer to
load than to draw ten. What it has not drawn yet is left to it.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from generator.rendering.charts.pieces import (
    BEGIN,
    CLOSE,
    END,
    GROUPS,
    Pieces,
    in_order,
    places,
    shape_key,
    short,
)
from generator.rendering.charts.sheet import WIDTH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.rendering.charts.pieces import Step, Style
    from generator.rendering.charts.typesetter import Glyph, Line, Typesetter

_SIZE = 100  # glyphs are set in
_ALIGNED = {"left": 0.0, "center": -0.5, "right": -1.0}
_TEXT_STYLE = frozenset({"x", "y", "text", "size", "color", "va", "ha"})
_MISSING = "〓"
# '#1d2127': a colour as pictures write it; black is left out
_RE_COLOUR = re.compile(r"#(?!000000)[0-9a-f]{6}")


class Composer:
    """Puts pictures together.

    Args:
        pieces: What the library drew before.
    """

    def __init__(self, pieces: Pieces) -> None:
        self._pieces = pieces

    @cached_property
    def typesetter(self) -> Typesetter:
        """Who sets words; loaded when it is first asked for."""
        import pylopdf_fonts_zh_cn

        from generator.rendering.charts.typesetter import Typesetter

        return Typesetter(str(pylopdf_fonts_zh_cn.sans_path()))

    def picture(self, height: float, steps: Sequence[Step]) -> bytes:
        """The picture that the library would draw.

        Raises:
            LookupError: Something in it is of a kind that the library has not drawn yet.
        """
        if not self._pieces.frame:
            raise LookupError
        made = _Picture(height, self._pieces, self.typesetter)
        groups = [made.group(kind, style) for kind, style in in_order(steps)]
        return "".join((short(height).join(self._pieces.frame), *groups, END)).encode()


class _Picture:
    """One picture: what it counts, and what it has defined."""

    def __init__(self, height: float, pieces: Pieces, typesetter: Typesetter) -> None:
        self._height, self._pieces, self._typesetter = height, pieces, typesetter
        self._defined: set[str] = set()
        self._counts = Counter({"patch": 1})  # the background

    def group(self, kind: str, style: Style) -> str:
        """What stands for one step."""
        name = GROUPS[kind]
        self._counts[name] += 1
        body = self._text(style) if kind == "text" else self._shape(kind, style)
        return f'{BEGIN}{name}_{self._counts[name]}">\n{body}{CLOSE}'

    def _shape(self, kind: str, style: Style) -> str:
        if not self._on_page(kind, style):
            raise LookupError
        shape = self._pieces.shapes[shape_key(kind, style)]
        sign = self._pieces.signs[shape.sign] if self._new(shape.sign) else ""
        around = zip(shape.parts, (*places(kind, style), ""), strict=True)
        return sign + "".join(f"{part}{place}" for part, place in around)

    def _on_page(self, kind: str, style: Style) -> bool:
        """Whether a shape stays on the page, at whose edge the library cuts off what has no inside."""
        if kind == "box":
            return True
        if kind == "arrow":
            xs, ys = zip(style["posA"], style["posB"], strict=True)
        else:
            xs, ys = style["xdata"], style["ydata"]
        return bool(min(xs) >= 0 and max(xs) <= WIDTH and min(ys) >= 0 and max(ys) <= self._height)

    def _new(self, name: str) -> bool:
        """Whether something has a name that is not defined yet; then it is, from now on."""
        new = bool(name) and name not in self._defined
        self._defined.add(name)
        return new

    def _text(self, style: Style) -> str:
        plain = style["va"] == "center" and style.keys() <= _TEXT_STYLE
        if not plain or not _RE_COLOUR.fullmatch(style["color"]):
            raise LookupError
        words = "".join(c if self._typesetter.has(c) else _MISSING for c in style["text"])
        if any(sign in words for sign in ("&", "<", ">", "--")):  # written otherwise
            raise LookupError
        line = self._typesetter.line(words, style["size"])
        scale = style["size"] / _SIZE
        return (
            f'   <!-- {words} -->\n   <g style="fill: {style["color"]}" transform="translate('
            f'{self._start(line, style)}) scale({short(scale)} {short(-scale)})">\n'
            f"{self._definitions(line.glyphs)}{''.join(map(_use, line.glyphs))}   </g>"
        )

    def _start(self, line: Line, style: Style) -> str:
        """Where a line begins; upwards from below and down again, as the library reckons."""
        x = line.width * _ALIGNED[style.get("ha", "left")] + style["x"]
        y = self._height - (line.baseline + (self._height - style["y"]))
        return f"{short(x)} {short(y)}"

    def _definitions(self, glyphs: Sequence[Glyph]) -> str:
        """The outlines of glyphs that stand in the picture for the first time."""
        new = [glyph for glyph in glyphs if self._new(glyph.name)]
        made = "".join(map(self._definition, new))
        return f"    <defs>\n{made}    </defs>\n" if new else ""

    def _definition(self, glyph: Glyph) -> str:
        outline = self._typesetter.outline(glyph.number)
        told = f' d="{outline}"' if outline else ""  # of a blank
        return f'     <path id="{glyph.name}"{told} transform="scale(0.015625)"/>\n'


def _use(glyph: Glyph) -> str:
    at_start = not glyph.x and not glyph.y
    moved = "" if at_start else f' transform="translate({short(glyph.x)} {short(glyph.y)})"'
    return f'    <use xlink:href="#{glyph.name}"{moved}/>\n'
