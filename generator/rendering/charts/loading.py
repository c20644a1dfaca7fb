"""Loading matplotlib without what no drawing of ours ever asks for."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from importlib.machinery import ModuleSpec, PathFinder
from importlib.util import LazyLoader
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import ModuleType

_WHEN_ASKED = frozenset({
    # matplotlib and what it imports: buttons and sliders, fonts of TeX and of Macs, tags of photographs
    "matplotlib.widgets", "matplotlib.mlab", "fontTools.agl", "plistlib",
    "PIL.ExifTags", "PIL.TiffTags", "PIL.ImageChops", "PIL.ImagePalette", "PIL.ImageSequence",
    # numpy's manuals, which these write into its functions
    "numpy._core._add_newdocs", "numpy._core._add_newdocs_scalars",
})  # fmt: skip


class _WhenAsked:
    """Finds modules that load themselves when something of theirs is asked for."""

    @staticmethod
    def find_spec(
        name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The module's place, for Python's import."""
        spec = PathFinder.find_spec(name, path, target) if name in _WHEN_ASKED else None
        if spec is not None and spec.loader is not None:
            spec.loader = LazyLoader(spec.loader)
        return spec


@contextmanager
def when_asked() -> Iterator[None]:
    """A block whose imports put off modules that only stand in others' lists.

    They are the libraries' own and load as ever once anybody asks them for anything (Python's
    ``LazyLoader``); an eighth of what matplotlib takes to load goes into those that nobody asks.
    """
    finder = _WhenAsked()
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
