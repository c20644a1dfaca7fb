"""A small folder of pages, hand-made, and the site built from it."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.publishing.site import build_site

SAMPLE = Path(__file__).parent / "sample"


@pytest.fixture(scope="session")
def sample_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample pages as a site for a server."""
    site = tmp_path_factory.mktemp("sample") / "site"
    build_site(SAMPLE, site, title="样本集")
    return site
