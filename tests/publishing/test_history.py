"""The log of editions survives on disk, and a damaged one is no log."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from generator.model.changes import ChangeKind, Edition, FactChange, FactState, History
from generator.publishing.history import HISTORY_NAME, history_bytes, read_history

ONE = FactState("f-1", "a", "柳湾园区", "approval", "办件量", "30件", "30件", "2024-01-01/")
TWO = FactState("f-2", "a", "柳湾园区", "approval", "办件量", "40余件", ">40件")
HISTORY = History(
    (TWO,),
    (
        Edition(
            "b" * 12,
            dt.date(2024, 5, 6),
            1,
            (
                FactChange(ChangeKind.CHANGED, ONE, TWO),
                FactChange(ChangeKind.WITHDRAWN, ONE, None),
            ),
        ),
        Edition("a" * 12, None, 2),
    ),
)


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    (tmp_path / HISTORY_NAME).write_bytes(history_bytes(HISTORY))
    assert read_history(tmp_path) == HISTORY


def test_there_is_none_before_the_first_build(tmp_path: Path) -> None:
    assert read_history(tmp_path) is None


@pytest.mark.parametrize("text", ["", "{", "[]", '{"facts": [{}], "editions": []}', '{"facts": 1}'])
def test_a_damaged_log_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / HISTORY_NAME).write_text(text, encoding="utf-8")
    assert read_history(tmp_path) is None
