"""What the names of versions depend on."""

from __future__ import annotations

import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from generator import resources
from generator.resources import code_version


@pytest.mark.parametrize("name", resources._LIBRARIES)
def test_versions_are_those_of_the_installed_libraries(name: str) -> None:
    assert resources._installed()[name] == resources._asked(name) == version(name)


def test_the_first_place_of_the_path_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder, number in (("first", "9.1"), ("second", "9.2")):
        (tmp_path / folder / f"Python_Docx-{number}.dist-info").mkdir(parents=True)
    places = [str(tmp_path / name) for name in ("missing", "first", "second")]
    monkeypatch.setattr(sys, "path", [*places, *sys.path])
    assert resources._installed()["python-docx"] == "9.1"


def test_another_library_is_another_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = code_version.__wrapped__()
    assert code_version.__wrapped__() == before
    (tmp_path / "lxml-99.0.dist-info").mkdir()
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    assert code_version.__wrapped__() != before


def test_what_is_nowhere_has_no_version() -> None:
    assert resources._asked("no-such-distribution") == ""
