"""Compiled templates are kept by content, and only where nobody else can write."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from jinja2 import Environment

from generator.extractions import Work
from generator.publishing.cache import Cache
from generator.rendering.environment import environment, template

PARTS = "{% macro greet(name) %}<b>{{ name }}</b>{% endmacro %}"
PAGE = '{% import "_parts.j2" as parts %}{{ parts.greet(page) }}'


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "_parts.j2").write_text(PARTS, "utf-8")
    (folder / "page.j2").write_text(PAGE, "utf-8")
    return folder


def text(templates: Path, work: Work) -> str:
    made = environment(templates, work.kept_code)
    return template(made, "page.j2").render(page="甲_乙")


def work(folder: Path | None) -> Work:
    return Work(1, Cache(folder, "1"))


def forbid(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Environment, "compile", lambda *_: pytest.fail("it was compiled"))


def test_what_was_compiled_is_not_compiled_again(
    templates: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = template(environment(templates), "page.j2").render(page="甲_乙")
    assert plain == "<b>甲&#95;乙</b>"
    assert text(templates, work(tmp_path / "cache")) == plain
    forbid(monkeypatch)
    assert text(templates, work(tmp_path / "cache")) == plain


def test_another_content_is_another_template(templates: Path, tmp_path: Path) -> None:
    kept = work(tmp_path / "cache")
    text(templates, kept)
    (templates / "_parts.j2").write_text(PARTS.replace("b>", "i>"), "utf-8")
    assert text(templates, kept) == "<i>甲&#95;乙</i>"


@pytest.mark.parametrize("data", [b"", b"\x00", b"N", b"s\x01\x00\x00\x00x", b"{}"])
def test_what_is_no_code_is_compiled(templates: Path, data: bytes) -> None:
    def keep(key: str, make: Callable[[], bytes]) -> bytes:
        del key, make
        return data

    made = environment(templates, keep)
    assert template(made, "page.j2").render(page="甲") == "<b>甲</b>"


@pytest.mark.skipif(sys.platform == "win32", reason="folders have no rights")
def test_nothing_is_run_from_where_others_can_write(tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    kept = work(folder)
    assert [kept.kept_code("a", partial(bytes, n)) for n in (b"1", b"2")] == [b"1", b"1"]
    folder.chmod(0o777)
    assert [kept.kept_code("a", partial(bytes, n)) for n in (b"3", b"4")] == [b"3", b"4"]
