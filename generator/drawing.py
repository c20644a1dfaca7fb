"""Charts drawn once for each content, over processes: same bytes, less time."""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from generator.beside import Ahead, called, serve
from generator.copying import EARLY, Copy
from generator.publishing.cache import Cache, default_folder
from generator.rendering.charts.sheet import INK, SHOP, Sheet
from generator.resources import code_version
from generator.starting import start_worker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from generator.beside import Helper
    from generator.copying import Line
    from generator.extractions import Crew, Work

_CHARACTERS = 4_000
"""One chart is as much work as so many characters of text to extract."""


class Kept(Protocol):
    """Where results are kept."""

    def get(self, key: str) -> bytes | None:
        """The bytes under a key, or None."""

    def put(self, key: str, data: bytes) -> None:
        """Keep bytes under a key."""


class ChartShop:
    """Draws sheets: kept ones are looked up, the others drawn together.

    Args:
        work: How many processes draw, and where drawings are kept.
        painter: Who draws a few sheets while this process goes on; None: nobody.
        kept: Where drawings are kept, if not in the work's cache.
    """

    def __init__(self, work: Work, painter: Helper | None = None, kept: Kept | None = None) -> None:
        self._work = work
        self._cache: Kept = kept or work.cache
        self._painter = painter
        self._drawn: dict[str, bytes] = {}
        self._stand_ins: dict[bytes, str] = {}
        self._waiting: dict[str, Sheet] | None = None
        self._beside: tuple[list[str], Callable[[], Sequence[bytes] | None]] | None = None

    def svg(self, sheet: Sheet) -> bytes:
        """The chart of a sheet; while gathering, something in its place."""
        key = f"chart\0{sheet.key}"
        if key in self._drawn:
            return self._drawn[key]
        kept = self._cache.get(key)
        if kept is None and self._waiting is not None:
            self._waiting[key] = sheet
            return self._stand_in(key)
        self._drawn[key] = kept if kept is not None else self._new(key, sheet.draw())
        return self._drawn[key]

    def _stand_in(self, key: str) -> bytes:
        made = f"<svg><!-- {hashlib.sha256(key.encode()).hexdigest()} --></svg>".encode()
        self._stand_ins[made] = key
        return made

    def finished(self, svg: bytes) -> bytes:
        """The chart that something stood in for; what is a chart itself stays."""
        key = self._stand_ins.get(svg)
        return svg if key is None else self._drawn[key]

    @contextmanager
    def gathering(self) -> Iterator[None]:
        """A block in which sheets are only laid out; in its end all are drawn together."""
        self._waiting, self._beside = {}, None
        try:
            yield
            waiting = self._waiting
        finally:
            self._waiting = None
        self._take()
        with self._crew(waiting) as crew:
            missing = {key: sheet for key, sheet in waiting.items() if key not in self._drawn}
            drawn = crew.map(draw, list(missing.values()))
            for key, svg in zip(missing, drawn, strict=True):
                self._drawn[key] = self._new(key, svg)

    def begin(self) -> None:
        """Have what was gathered drawn while the block goes on, where that is quicker."""
        waiting = self._waiting or {}
        few = self._crew(waiting).alone  # many are shared by all processes
        if waiting and few and self._painter is not None and self._painter.ready:
            self._beside = list(waiting), self._painter.give((_draw_all, [*waiting.values()]))

    def _take(self) -> None:
        """Take what was drawn beside."""
        if self._beside is None:
            return
        keys, received = self._beside
        for key, svg in zip(keys, received() or (), strict=False):
            self._drawn[key] = self._new(key, svg)

    def _crew(self, waiting: Mapping[str, Sheet]) -> Crew:
        return self._work.crew(len(waiting) * _CHARACTERS)

    def _new(self, key: str, svg: bytes) -> bytes:
        self._cache.put(key, svg)
        return svg


def draw(sheet: Sheet) -> bytes:
    """Draw a sheet; a function of its own, so that another process can be asked for it."""
    return sheet.draw()


def _draw_all(sheets: Sequence[Sheet]) -> Sequence[bytes]:
    return [sheet.draw() for sheet in sheets]


def _load() -> Iterator[None]:
    """In steps: the library; one of each kind, since font and marks take as long as a chart; what prints."""
    import generator.rendering.charts.canvas  # noqa: F401 - in the copy: nobody else needs it so early

    yield
    sheet = Sheet()
    sheet.head("0", "0")
    sheet.mark(0, 0, "o", INK)
    sheet.arrow(0, 1, 0, INK)
    sheet.box(0, 0, (1, 1), INK)
    sheet.draw()
    yield

    from generator.printing import load

    yield from load()


def painter(work: Work) -> Helper:
    """A process that loads what draws and prints while articles are read; a block ends it.

    The library takes as long to load as ten charts to draw, and it is ready long before there is
    anything to draw; so there is time for the templates, too. Where one was made when the program
    began, it is that.
    """
    return Ahead(_load, called, apart=work.processes > 1, early=EARLY.get())


def early_painter(*, keep: bool) -> Copy | None:
    """A copy of a process that has loaded no more than both need, which becomes the painter of its run.

    Args:
        keep: Whether the run uses the cache.
    """
    cache = Cache(default_folder() if keep else None, code_version())

    def paint(line: Line) -> None:
        start_worker(cache, "drawing")
        serve(line, _load, called)

    try:
        return Copy(paint)
    except OSError:  # no room for another process
        return None


@contextmanager
def drawing(work: Work, beside: Helper | None = None, kept: Kept | None = None) -> Iterator[None]:
    """A block in which charts are drawn with this work; see ``ChartShop``."""
    token = SHOP.set(ChartShop(work, beside, kept))
    try:
        yield
    finally:
        SHOP.reset(token)
