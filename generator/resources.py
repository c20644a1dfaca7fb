"""Where the files that ship beside the code are found, and how they are read."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

_HERE = Path(__file__).parent


def templates_dir() -> Path:
    """The templates: inside the package when installed, beside it in a clone.

    Installed first: the other order would let some other distribution's
    ``site-packages/templates`` win.
    """
    installed, cloned = _HERE / "_templates", _HERE.parent / "templates"
    return installed if installed.is_dir() else cloned


def lexicons_dir() -> Path:
    """The folder of lexicon files, for watching and for cache keys."""
    return _HERE / "lexicons"


@cache
def lexicon_data(name: str) -> Any:  # noqa: ANN401 - YAML; its reader gives it a type
    """The parsed content of ``lexicons/<name>.yml``."""
    text = (files("generator") / "lexicons" / f"{name}.yml").read_text(encoding="utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(text, Loader=loader)  # noqa: S506 - both are safe loaders
