"""Pages printed by a copy of this process that has loaded the templates already."""

from __future__ import annotations

from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.rendering.printing import PRESS, Printer
from generator.resources import templates_dir

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from generator.beside import Helper


class _Order(Struct, frozen=True):
    """What is to be printed, and by which templates."""

    version: str
    pages: Sequence[tuple[str, object]]


@contextmanager
def printing(beside: Helper | None) -> Iterator[None]:
    """A block in which pages are printed beside this process, where there is somebody."""
    if beside is None or not beside.ready:
        yield
        return
    token = PRESS.set(_Beside(beside))
    try:
        yield
    finally:
        PRESS.reset(token)


class _Beside:
    """Has pages printed by a helper."""

    def __init__(self, helper: Helper) -> None:
        self._helper = helper

    @property
    def free(self) -> bool:
        """Whether it would begin at once."""
        return self._helper.free

    def begin(
        self, version: str, pages: Sequence[tuple[str, object]]
    ) -> Callable[[], Sequence[str] | None]:
        """Begin to print; see ``rendering.printing.Press``."""
        return self._helper.give((_print, _Order(version, pages)))


def load() -> Iterator[None]:
    """In the copy, while there is no work: load what prints, step by step."""
    import generator.rendering.pages  # noqa: F401 - the kinds of views

    yield
    yield from _printer(templates_dir()).load()


@lru_cache(1)
def _printer(templates: Path) -> Printer:
    return Printer(templates)


def _print(order: _Order) -> list[str] | None:
    """In the copy: the pages; None where the templates were others when they were loaded.

    A template that was edited since is loaded again by Jinja.
    """
    printer = _printer(templates_dir())
    return printer.all(order.pages) if printer.version == order.version else None
