"""Charts drawn once for each content, over processes: same bytes, less time."""

from __future__ import annotations

import hashlib
from contextlib import ExitStack, contextmanager, suppress
from contextvars import ContextVar
from functools import partial
from typing import TYPE_CHECKING, Protocol

from msgspec import MsgspecError, json

from generator.beside import Ahead, called, serve
from generator.copying import EARLY, Copy
from generator.extractions import load_extraction
from generator.publishing.cache import Cache, default_folder
from generator.rendering.charts.sheet import (
    AFTER,
    BEFORE,
    BODY,
    MUTED,
    SHOP,
    SMALL,
    TINTS,
    WIDTH,
    Sheet,
)
from generator.resources import code_version
from generator.starting import quick_start, ran_before

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from generator.beside import Helper
    from generator.crew import Crew
    from generator.extractions import Work
    from generator.rendering.charts.composing import Composer
    from generator.rendering.charts.pieces import Pieces

_CHARACTERS = 4_000
"""One chart is as much work as so many characters of text to extract."""
_PIECES = "pieces of charts"

_COMPOSER: ContextVar[Composer | None] = ContextVar("composer", default=None)
"""In a copy that draws: who puts charts together; None: every chart is drawn."""


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
        self._learn(waiting)

    def _learn(self, sheets: Mapping[str, Sheet]) -> None:
        """Keep what pictures of other sheets can be put together of."""
        if not sheets or not self._work.cache.keeps:
            return
        pieces = _pieces(self._work.cache)
        before = json.encode(pieces)
        for key, sheet in sheets.items():
            if pieces.lack(sheet.steps):
                pieces.learn(sheet.height, sheet.steps, self._drawn[key])
        if json.encode(pieces) != before:
            _keep(self._work.cache, pieces)

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
    return [_draw_beside(sheet) for sheet in sheets]


def _draw_beside(sheet: Sheet) -> bytes:
    """In the copy: put together, where nothing is new to it; else drawn."""
    composer = _COMPOSER.get()
    if composer is not None:
        with suppress(Exception):  # what is wrong is told where it is drawn
            return composer.picture(sheet.height, sheet.steps)
    return sheet.draw()


def _load(cache: Cache) -> Iterator[None]:
    """In steps: what reads a changed article, where there was a run before; what prints; what puts together or draws."""
    if ran_before():
        yield from load_extraction()
    from generator.printing import load
    from generator.rendering.charts.composing import Composer

    pieces = _pieces(cache)
    composer = Composer(pieces) if pieces.proved else None
    _COMPOSER.set(composer)
    yield from load()
    yield
    if composer is not None:
        composer.typesetter.line(
            "0", 1.0
        )  # it is loaded, and the first line takes as long as fifty
        return
    import generator.rendering.charts.canvas  # noqa: F401 - in the copy: nobody else needs it so early

    yield
    sheet = _specimen()
    drawn = sheet.draw()
    pieces = _pieces(cache)  # as they are now: the run may have learnt of its charts meanwhile
    pieces.learn(sheet.height, sheet.steps, drawn)
    with suppress(Exception):  # here charts are drawn, then
        pieces.proved = Composer(pieces).picture(sheet.height, sheet.steps) == drawn
    _keep(cache, pieces)


def _specimen() -> Sheet:
    """One of each kind: font and marks take as long as a chart, and other charts are made of them.

    Where it comes out the same put together as drawn, on this machine, others may be put together.
    """
    sheet = Sheet()
    sheet.head("由12天压到3天", "甲g、乙Q（0.5%）")
    for size, side in ((BODY, "left"), (SMALL, "center"), (BODY, "right")):
        sheet.text(WIDTH / 3, sheet.down(12.35), "甲y乙", size=size, ha=side, color=MUTED)
    for color, marker in ((BEFORE, "s"), (AFTER, "o")):
        sheet.mark(0, 0, marker, color)
        sheet.mark(0, 0, marker, color, hollow=True)
        sheet.arrow(0, 1, 0, color)
    for tint in TINTS:
        sheet.box(0, 0, (1, 1), tint)
    return sheet


def _pieces(cache: Cache) -> Pieces:
    """What earlier runs learnt of pictures."""
    from generator.rendering.charts.pieces import Pieces  # few runs have anything to draw

    try:
        return json.decode(cache.get(_PIECES) or b"{}", type=Pieces)
    except MsgspecError:
        return Pieces()


def _keep(cache: Cache, pieces: Pieces) -> None:
    cache.put(_PIECES, json.encode(pieces))


def painter(work: Work) -> Helper:
    """A process that loads what prints and draws while articles are read; a block ends it.

    The library takes as long to load as ten charts to draw, and it is ready long before there is
    anything to draw. Where an earlier run has drawn charts, a part of it is enough (``Composer``).
    Where one was made when the program began, it is that.
    """
    load = partial(_load, work.cache)
    return Ahead(load, called, apart=work.processes > 1, early=EARLY.get())


@contextmanager
def early_painter(*, keep: bool) -> Iterator[None]:
    """A block that has a copy of this process from its beginning, which becomes the painter of its run.

    What both need is loaded and at hand before it is made.

    Args:
        keep: Whether the run uses the cache.
    """
    cache = Cache(default_folder() if keep else None, code_version())
    with quick_start(cache), ExitStack() as ended:
        with suppress(OSError):  # no room for another process
            copy = Copy(lambda line: serve(line, partial(_load, cache), called))
            ended.callback(copy.end)
            ended.callback(EARLY.reset, EARLY.set(copy))
        yield


@contextmanager
def drawing(work: Work, beside: Helper | None = None, kept: Kept | None = None) -> Iterator[None]:
    """A block in which charts are drawn with this work; see ``ChartShop``."""
    token = SHOP.set(ChartShop(work, beside, kept))
    try:
        yield
    finally:
        SHOP.reset(token)
