"""Kept answers are those that were worked out; what JSON cannot tell is worked out each time."""

from __future__ import annotations

import datetime as dt
import hashlib
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from generator import kept_answers
from generator.kept_answers import KeptAnswers
from generator.model.answers import LENDER, answered
from generator.publishing.cache import Cache
from generator.resources import _parsed, lexicons_dir
from generator.spelling import sounds


class Asked:
    """A run that counts what it has to work out."""

    def __init__(self, cache: Cache) -> None:
        self.answers = KeptAnswers(cache)
        self.worked = 0

    def ask(self, question: str, answer: Any) -> Any:
        return self.answers.answer(question, partial(self._work, answer))

    def _work(self, answer: Any) -> Any:
        self.worked += 1
        return answer


PLAIN: tuple[Any, ...] = (
    {"甲": [1, -2.5, True, None, "a\n\"'\u2028\ud800"], "乙": {"": []}},
    [],
    "跑一次",
    0.1,
    2**70,
    None,
)


@pytest.mark.parametrize("answer", PLAIN)
def test_plain_answers_are_kept(tmp_path: Path, answer: object) -> None:
    first = Asked(Cache(tmp_path, "v"))
    assert first.ask("question", answer) == answer
    first.answers.keep()
    second = Asked(Cache(tmp_path, "v"))
    told = second.ask("question", "another")
    assert repr(told) == repr(answer)
    assert second.worked == 0
    assert second.ask("other question", 1) == 1


@pytest.mark.parametrize(
    "answer", [(1, 2), {1: "a"}, {"a": (1,)}, dt.date(2024, 5, 6), Decimal(3), {"a"}, b"a"]
)
def test_what_json_cannot_tell_is_worked_out_each_time(tmp_path: Path, answer: object) -> None:
    for _ in range(2):
        run = Asked(Cache(tmp_path, "v"))
        assert run.ask("question", answer) == answer
        run.answers.keep()
        assert run.worked == 1


def test_an_answer_may_be_changed_by_who_got_it(tmp_path: Path) -> None:
    run = Asked(Cache(tmp_path, "v"))
    run.ask("question", ["a"]).append("b")
    assert run.ask("question", None) == ["a"]
    run.answers.keep()
    again = Asked(Cache(tmp_path, "v"))
    again.ask("question", None).append("c")
    assert again.ask("question", None) == ["a"]


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"no line of ours", b"\n\n", "damaged"])
def test_wrong_entries_are_worked_out(tmp_path: Path, data: bytes | str) -> None:
    digest = hashlib.sha256(b"question").hexdigest()
    line = data if isinstance(data, bytes) else f"{digest} [1,".encode()
    Cache(tmp_path, "v").put("answers", line)
    run = Asked(Cache(tmp_path, "v"))
    assert run.ask("question", [1, 2]) == [1, 2]
    run.answers.keep()
    again = Asked(Cache(tmp_path, "v"))
    assert again.ask("question", None) == [1, 2]


def test_runs_at_the_same_time_keep_what_each_found(tmp_path: Path) -> None:
    runs = [Asked(Cache(tmp_path, "v")) for _ in range(3)]
    for number, run in enumerate(runs):
        run.ask(f"question {number}", number)
    for run in runs:
        run.answers.keep()
    last = Asked(Cache(tmp_path, "v"))
    assert [last.ask(f"question {number}", None) for number in range(3)] == [0, 1, 2]


def test_answers_do_not_pile_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those that were asked last stay."""
    monkeypatch.setattr(kept_answers, "_MOST", 3)
    first = Asked(Cache(tmp_path, "v"))
    assert [first.ask(f"question {number}", number) for number in range(4)] == [0, 1, 2, 3]
    first.answers.keep()
    second = Asked(Cache(tmp_path, "v"))
    assert [second.ask(question, "new") for question in ("question 1", "other")] == [1, "new"]
    second.answers.keep()
    third = KeptAnswers(Cache(tmp_path, "v"))._kept()
    assert list(third.values()) == ["3", "1", '"new"']


def test_a_large_corpus_does_not_fill_the_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_answers, "_MOST", 3)
    run = Asked(Cache(tmp_path, "v"))
    for number in range(9):
        run.ask(f"question {number}", number)
        assert run.ask("often", "asked") == "asked"
    assert len(run.answers._asked) == 3
    assert run.worked == 10
    run.answers.keep()
    assert list(KeptAnswers(Cache(tmp_path, "v"))._kept().values()) == ["7", "8", '"asked"']


def test_long_answers_do_not_pile_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_answers, "_MOST_CHARACTERS", 100)
    run = Asked(Cache(tmp_path, "v"))
    for answer in ("a" * 60, "b" * 60, "c" * 200, "d" * 30):
        assert run.ask(answer, answer) == answer
    run.answers.keep()
    assert list(KeptAnswers(Cache(tmp_path, "v"))._kept().values()) == [f'"{"d" * 30}"']


def test_every_lexicon_is_told_as_it_stands(tmp_path: Path) -> None:
    """All kinds of what our YAML holds survive being kept."""
    files = sorted(lexicons_dir().glob("*.yml"))
    first = KeptAnswers(Cache(tmp_path, "v"))
    parsed = {path.name: _parsed(path.read_bytes()) for path in files}
    for name, data in parsed.items():
        first.answer(name, partial(dict.get, parsed, name))
        assert data
    first.keep()
    second = Asked(Cache(tmp_path, "v"))
    for name, data in parsed.items():
        assert repr(second.ask(name, None)) == repr(data), name
    assert second.worked == 0


@pytest.mark.parametrize("text", ["重庆银行", "长沙高新区", "“一窗”A1通办", "", "㎡x"])
@pytest.mark.parametrize("others", ["default", "ignore"])
def test_sounds_are_those_of_pypinyin(tmp_path: Path, text: str, others: Any) -> None:
    from pypinyin import lazy_pinyin

    expected = lazy_pinyin(text, errors=others)
    assert sounds(text, others=others) == expected
    for _ in range(2):
        answers = KeptAnswers(Cache(tmp_path, "v"))
        token = LENDER.set(answers)
        try:
            assert sounds(text, others=others) == expected
        finally:
            LENDER.reset(token)
        answers.keep()


def test_nobody_lends_unless_told() -> None:
    assert LENDER.get() is None
    assert answered("question", lambda: (1,)) == (1,)
