"""Pages printed by a copy of this process are the pages that this process prints."""

from __future__ import annotations

import hashlib
import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from shutil import copytree

import pytest

from generator.drawing import painter
from generator.extractions import Work
from generator.printing import printing
from generator.publishing.cache import Cache
from generator.rendering.book import Book
from generator.rendering.charts.plan import Plan
from generator.rendering.pages import Page, _views, render
from generator.rendering.printing import PRESS, Printer, told
from generator.resources import templates_dir
from tests.conftest import ROOT
from tests.rendering import sample
from tests.rendering.hostile import hostile
from tests.running import forking


def pages(work: Work, templates: Path | None = None) -> tuple[Page, ...]:
    made = render(
        sample.casebook(hostile()), templates=templates or templates_dir(), keep=work.kept
    )
    return made.pages


@pytest.fixture(scope="module")
def plain() -> tuple[Page, ...]:
    return pages(Work(1, Cache(None, "")))


def named(made: tuple[Page, ...]) -> str:
    return hashlib.sha256(repr(made).encode()).hexdigest()


# In a process of its own: where threads of other tests are left, nothing is copied.
BESIDE = """
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from generator.rendering import printing as stage
from tests.test_printing import *
work = Work(2, Cache(Path(sys.argv[1]), "v"))
stage._BATCH = int(sys.argv[2])
with painter(work) as beside, printing(beside):
    Printer._render = None
    sys.stdout.write(named(pages(work)))
assert "jinja2" not in sys.modules
"""


@forking
@pytest.mark.parametrize("batch", [5, 1000])
def test_a_printer_beside_changes_nothing(
    plain: tuple[Page, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, batch: int
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", BESIDE, str(tmp_path), str(batch)],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        check=True,
        capture_output=True,
        text=True,
    )
    assert done.stdout == named(plain)
    monkeypatch.setattr(Printer, "_render", lambda *_: pytest.fail("they were not kept"))
    assert pages(Work(2, Cache(tmp_path, "v"))) == plain


@forking
def test_a_printer_that_was_killed_is_no_loss(plain: tuple[Page, ...]) -> None:
    work = Work(2, Cache(None, ""))
    with painter(work) as beside, printing(beside):
        assert beside._copy
        beside._copy.kill()
        beside._copy.join()
        assert pages(work) == plain


@forking
def test_other_templates_than_those_beside_are_not_mixed_up(
    plain: tuple[Page, ...], tmp_path: Path
) -> None:
    folder = copytree(templates_dir(), tmp_path / "templates")
    path = folder / "method.md.j2"
    path.write_text(path.read_text("utf-8") + "\n另一句。\n", encoding="utf-8")
    work = Work(2, Cache(None, ""))
    with painter(work) as beside, printing(beside):
        made = pages(work, folder)
    assert [a.path for a, b in zip(made, plain, strict=True) if a != b] == ["method.md"]


class Press:
    """Takes orders, and leaves them undone."""

    def __init__(self, *, free: bool) -> None:
        self.free = free
        self.orders: list[int] = []

    def begin(self, version: str, pages: Sequence[object]) -> Callable[[], None]:
        del version
        self.orders.append(len(pages))
        return lambda: None


@pytest.mark.parametrize(("free", "most"), [(True, 4), (False, 64)])
def test_who_is_free_gets_pages_at_once(
    plain: tuple[Page, ...],
    free: bool,  # noqa: FBT001
    most: int,
) -> None:
    press = Press(free=free)
    token = PRESS.set(press)
    try:
        assert pages(Work(1, Cache(None, ""))) == plain
    finally:
        PRESS.reset(token)
    assert sum(press.orders) == len(plain)
    assert max(press.orders) == min(most, len(plain) - 2)  # two pages tell of the data package


def test_views_can_be_sent() -> None:
    book = Book.open(sample.casebook(hostile()), full_text=True)
    for _, _, make in _views(book, Plan({})):
        view = make()
        assert told(pickle.loads(pickle.dumps(view))) == told(view)  # noqa: S301 - our own
