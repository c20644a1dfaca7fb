"""One page of each kind, as it was when somebody last read it. Renew with ``make goldens``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.rendering.built import page

if TYPE_CHECKING:
    from pytest_regressions.file_regression import FileRegressionFixture

PAGES = [
    "index.md",
    "parks/yunxi.md",
    "themes/responsiveness.md",
    "sources/yunxi-2024.md",
    "measures/nadi-ji-kaigong.md",
    "indicators/reduction.md",
    "cases/haitang-construction.md",
    "compare.md",
    "facts.md",
    "method.md",
    "quality.md",
    "timeline.md",
    "voices.md",
    "glossary.md",
    "news.md",
    "measures/index.md",
]


@pytest.mark.parametrize("path", PAGES)
def test_golden_page(path: str, file_regression: FileRegressionFixture) -> None:
    name = path.removesuffix(".md").replace("/", "-")
    file_regression.check(page(path), extension=".md", basename=name)
