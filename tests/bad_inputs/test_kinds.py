"""Every kind of bad input gets one line that says what is wrong, and the guide shows them all.

``pytest --force-regen tests/bad_inputs`` writes the page anew.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bad_inputs.kinds import messages, page
from tests.conftest import ROOT

PAGE = ROOT / "docs/guide/bad-inputs.md"


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, str]]:
    return list(messages(tmp_path_factory.mktemp("bad")))


def test_at_least_sixty_kinds_are_tried(rows: list[tuple[str, str]]) -> None:
    assert len({kind for kind, _ in rows}) >= 60


def test_each_gets_one_line_in_chinese(rows: list[tuple[str, str]]) -> None:
    assert [row for row in rows if row[1].startswith("!!!")] == []
    assert [kind for kind, told in rows if "\n" in told or len(told) > 400] == []
    assert [kind for kind, told in rows if told == "照常读入"] == []


def test_the_page_is_up_to_date(rows: list[tuple[str, str]], pytestconfig: pytest.Config) -> None:
    made = page(rows)
    if pytestconfig.getoption("force_regen"):
        Path(PAGE).write_text(made, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == made
