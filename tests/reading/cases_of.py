"""Case files of the reading tests."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

_FOLDER = Path(__file__).parent / "cases"


def cases(name: str) -> list[Any]:
    """The cases of ``cases/<name>.yml`` as parameters with their names as ids."""
    rows = yaml.safe_load((_FOLDER / f"{name}.yml").read_text(encoding="utf-8"))
    return [pytest.param(row, id=str(row.get("name") or row)) for row in rows]
