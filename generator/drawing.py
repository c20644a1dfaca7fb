"""Charts drawn once for each content, over processes: same bytes, less time."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from generator.rendering.charts.sheet import SHOP

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.extractions import Work
    from generator.rendering.charts.sheet import Sheet

_CHARACTERS = 4_000
"""One chart is as much work as so many characters of text to extract."""
_PLACEHOLDER = b"<svg/>"


class ChartShop:
    """Draws sheets: kept ones are looked up, the others drawn together.

    Args:
        work: How many processes draw, and where drawings are kept.
    """

    def __init__(self, work: Work) -> None:
        self._work = work
        self._drawn: dict[str, bytes] = {}
        self._waiting: dict[str, Sheet] | None = None

    def svg(self, sheet: Sheet) -> bytes:
        """The chart of a sheet; while gathering, something in its place."""
        key = f"chart\0{sheet.key}"
        if key in self._drawn:
            return self._drawn[key]
        kept = self._work.cache.get(key)
        if kept is None and self._waiting is not None:
            self._waiting[key] = sheet
            return _PLACEHOLDER
        self._drawn[key] = kept if kept is not None else self._new(key, sheet.draw())
        return self._drawn[key]

    @contextmanager
    def gathering(self) -> Iterator[None]:
        """A block in which sheets are only laid out; in its end all are drawn together."""
        self._waiting = {}
        try:
            yield
            waiting = self._waiting
        finally:
            self._waiting = None
        with self._work.crew(len(waiting) * _CHARACTERS) as crew:
            drawn = crew.map(draw, list(waiting.values()))
            for key, svg in zip(waiting, drawn, strict=True):
                self._drawn[key] = self._new(key, svg)

    def _new(self, key: str, svg: bytes) -> bytes:
        self._work.cache.put(key, svg)
        return svg


def draw(sheet: Sheet) -> bytes:
    """Draw a sheet; a function of its own, so that another process can be asked for it."""
    return sheet.draw()


@contextmanager
def drawing(work: Work) -> Iterator[None]:
    """A block in which charts are drawn with this work."""
    token = SHOP.set(ChartShop(work))
    try:
        yield
    finally:
        SHOP.reset(token)
