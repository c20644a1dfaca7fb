"""What all tests share: case files, the reference data beside the project, the browser."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from tests.gold import SHARED

if TYPE_CHECKING:
    from tests.hostile import HostileSite

ROOT = Path(__file__).resolve().parents[1]


def pytest_configure() -> None:
    """Silence the theme's banner, which says nothing about this project."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Tests keep results in a folder of their own, never in the developer's."""
    folder = tmp_path_factory.mktemp("cache")
    os.environ["CASEBOOK_CACHE"] = str(folder)
    return folder


@pytest.fixture
def copied(monkeypatch: pytest.MonkeyPatch) -> None:
    """This process is copied though other tests left threads: they wait, and hold no locks."""
    monkeypatch.setattr("generator.beside.copies", lambda: True)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of reference articles and gold; lies beside the project in CI."""
    if not (SHARED / "gold").is_dir():
        pytest.skip("the reference articles (../shared) are not here")
    return SHARED


@pytest.fixture(scope="session")
def chromium() -> str:
    """Debian's chromium; required in CI, elsewhere a reason to skip."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        if os.environ.get("CASEBOOK_REQUIRE_BROWSER"):
            pytest.fail("CASEBOOK_REQUIRE_BROWSER is set, but there is no chromium")
        pytest.skip("no chromium on this machine")
    return path


def load_cases(path: Path) -> list[Any]:
    """The cases of a YAML case file (a list)."""
    return list(yaml.safe_load(path.read_text(encoding="utf-8")))


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> HostileSite:
    """The site of a corpus whose every word tries to be something else than text."""
    from tests.hostile import built

    return built(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="session")
def own_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the repository's corpus, built outside of the clone's own folders."""
    from tests.running import casebook

    folder = tmp_path_factory.mktemp("own")
    done = casebook("build", "--corpus", ROOT / "corpus", "--site-dir", folder / "site", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder / "site"
