"""Loading matplotlib without what no drawing of ours ever asks for."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from importlib.machinery import ModuleSpec, PathFinder
from importlib.util import LazyLoader, module_from_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import ModuleType

# numpy's linear algebra starts a thread for each core when it is loaded, and these turn in circles
# for a tenth of a second, waiting for work. There is none here.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

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


def compiled_part(package: str, part: str) -> ModuleType:
    """A compiled module of a package without the package; the package's own where it is loaded.

    Raises:
        ImportError: There is none.
    """
    name = f"{package}.{part}"
    if name in sys.modules:
        return sys.modules[name]
    home = PathFinder.find_spec(package)
    places = home.submodule_search_locations if home is not None else None
    spec = PathFinder.find_spec(name, places) if places else None
    if spec is None or spec.loader is None:
        raise ImportError(name)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
