"""The typesetter of matplotlib without the rest of it: where glyphs of a line stand, and their outlines.

The library takes three times as long to load as its two compiled parts that set type. They are the
ones that it uses itself, so that a line comes out the same; where a line begins is reckoned as its
``Text`` does, against which a test holds it.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from generator.rendering.charts.loading import compiled_part, when_asked

if TYPE_CHECKING:
    from collections.abc import Callable

_SCALE = 100
"""The size in points that glyphs are set in; pictures make them smaller."""
_DPI = 72
_SUBPIXELS = 64
_COMMANDS = [b"M", b"L", b"Q", b"C", b"z"]
_DIGITS = 6


class Glyph(Struct, frozen=True):
    """A glyph of a line.

    Attributes:
        name: Its name in a picture.
        number: Its number in the font.
        x: Where it stands in the line, at the size that glyphs are set in.
        y: How far above the line.
    """

    name: str
    number: int
    x: float
    y: float


class Line(Struct, frozen=True):
    """A line of type, its middle at the height of the point that it is put to.

    Attributes:
        width: Points.
        baseline: How far above its point the baseline is, in points.
        glyphs: In the order that they are drawn in.
    """

    width: float
    baseline: float
    glyphs: tuple[Glyph, ...]


class _Outline(Struct):
    """What the library asks of a path."""

    vertices: Any
    codes: Any
    should_simplify: bool = False
    simplify_threshold: float = 0.0


class Typesetter:
    """Sets type in a font.

    Args:
        font: The path of the font.

    Raises:
        ImportError: The library has no such parts.
    """

    def __init__(self, font: str) -> None:
        with when_asked():
            import numpy as np  # noqa: F401 - the parts load it, whole
        library = compiled_part("matplotlib", "ft2font")
        self._as_words: Any = compiled_part("matplotlib", "_path").convert_to_string
        self._unhinted = library.LoadFlags.NO_HINTING
        self._font: Any = library.FT2Font(font)
        self._font.set_size(_SCALE, _DPI)
        self._reach = self._font_reach()
        self.has: Callable[[str], bool] = cache(self._has)
        self.outline: Callable[[int], str] = cache(self._outline)
        self.line: Callable[[str, float], Line] = cache(self._line)

    def _font_reach(self) -> tuple[float, float, float]:
        """Ascent and descent of the font, and the size of its units."""
        table = self._font.get_sfnt_table("OS/2")
        units = self._font.get_sfnt_table("head")["unitsPerEm"]
        return table["sTypoAscender"], -table["sTypoDescender"], 1 / units

    def _has(self, char: str) -> bool:
        """Whether the font has a glyph for a character."""
        return bool(self._font.get_char_index(ord(char)))

    def _line(self, words: str, size: float) -> Line:
        """Words set in one line, of a size in points."""
        width, ascent, descent = self._measured(words, size)
        items = self._font._layout(words, self._unhinted)  # noqa: SLF001 - as the library's Python asks
        glyphs = tuple(
            Glyph(f"{i.ft_object.postscript_name}-{i.glyph_index:x}", i.glyph_index, i.x, i.y)
            for i in items
        )
        return Line(width, -ascent - (-ascent - descent) / 2, glyphs)

    def _measured(self, words: str, size: float) -> tuple[float, float, float]:
        """Width, ascent and descent in points; the font's own at least."""
        scale = size / _SCALE
        self._font.set_text(words, 0.0, flags=self._unhinted)
        width, height = (length / _SUBPIXELS * scale for length in self._font.get_width_height())
        descent = self._font.get_descent() / _SUBPIXELS * scale
        high, low, unit = self._reach
        unit = unit * size * _DPI / _DPI
        return width, max(height - descent, high * unit), max(descent, low * unit)

    def _outline(self, number: int) -> str:
        """The outline of a glyph in the language of SVG, in subpixels."""
        self._font.load_glyph(number, flags=self._unhinted)
        vertices, codes = self._font.get_path()
        path = _Outline(vertices * _SUBPIXELS, codes)
        made: bytes = self._as_words(path, None, None, False, None, _DIGITS, _COMMANDS, False)  # noqa: FBT003 - takes no names
        return made.decode("ascii")
