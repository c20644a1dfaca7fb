"""Patterns asked only where they can match: the guards spare work and refuse nothing.

What a pattern needs is derived from the pattern itself, by the parser of ``re``, and held against
the characters that the guard lets through.
"""

from __future__ import annotations

import importlib
import pkgutil
import random
import re
from functools import cache
from re import _constants as op  # type: ignore[attr-defined]  # no public parser of patterns
from re import _parser as parser  # type: ignore[attr-defined]
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import generator.extracting
from generator.extracting import (
    clause_heads,
    ends,
    organisations,
    past,
    plans,
    region_phrases,
    roles,
    time_expressions,
    time_patterns,
    topic_phrases,
)
from generator.extracting.bounds import BoundReader
from generator.extracting.lexicon import Lexicon
from generator.extracting.ranks import RankReader
from generator.extracting.scanning import (
    DIGITS,
    WHITE,
    Beginning,
    Ending,
    Holding,
    Marked,
    Opening,
)
from generator.extracting.surroundings import RE_TELLING

if TYPE_CHECKING:
    from collections.abc import Iterator

LEXICON = Lexicon.load()
Guard = Opening | Holding | Beginning | Ending | Marked
EVERY = "".join(map(chr, [*range(0x20, 0x7F), *range(0x3000, 0x3030), *range(0x4E00, 0x9FFF)]))
EVERY += WHITE + "“”‘’…—–−·~①⑳❶❿、\ufe0f\u20e3"


def edges(tokens: Any, *, last: bool) -> tuple[set[str], bool]:
    """The characters that can stand first (or last) in what ``tokens`` match; whether it can be empty."""
    found: set[str] = set()
    for code, value in reversed(list(tokens)) if last else list(tokens):
        more, empty = _edge(code, value, last=last)
        found |= more
        if not empty:
            return found, False
    return found, True


def _edge(code: Any, value: Any, *, last: bool) -> tuple[set[str], bool]:
    if code in (op.AT, op.ASSERT, op.ASSERT_NOT):
        return set(), True
    if code in (op.LITERAL, op.NOT_LITERAL, op.IN, op.ANY):
        one = re.compile(_source(code, value))
        return {character for character in EVERY if one.fullmatch(character)}, False
    if code is op.BRANCH:
        parts = [edges(branch, last=last) for branch in value[1]]
        return set().union(*(p for p, _ in parts)), any(empty for _, empty in parts)
    if code is op.SUBPATTERN:
        return edges(value[-1], last=last)
    if code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        low, _, inner = value
        more, empty = edges(inner, last=last)
        return more, empty or low == 0
    if code is op.GROUPREF:
        return set(EVERY), True
    raise NotImplementedError(code)


def _source(code: Any, value: Any) -> str:
    if code is op.LITERAL:
        return re.escape(chr(value))
    if code is op.NOT_LITERAL:
        return f"[^{re.escape(chr(value))}]"
    if code is op.ANY:
        return "."
    parts: list[str] = []
    for kind, inner in value:
        if kind is op.NEGATE:
            parts.insert(0, "^")
        elif kind is op.LITERAL:
            parts.append(re.escape(chr(inner)))
        elif kind is op.RANGE:
            parts.append(f"{re.escape(chr(inner[0]))}-{re.escape(chr(inner[1]))}")
        else:
            parts.append({op.CATEGORY_DIGIT: r"\d", op.CATEGORY_SPACE: r"\s", op.CATEGORY_WORD: r"\w", op.CATEGORY_NOT_WORD: r"\W", op.CATEGORY_NOT_SPACE: r"\S"}[inner])  # fmt: skip
    return f"[{''.join(parts)}]"


def grown(tokens: Any, dice: random.Random) -> str:
    """Words that ``tokens`` may well match: every look-around is passed over or grown too."""
    return "".join(_grown(code, value, dice) for code, value in list(tokens))


def _grown(code: Any, value: Any, dice: random.Random) -> str:  # noqa: PLR0911 - one for each kind
    if code in (op.AT, op.ASSERT_NOT):
        return ""
    if code is op.ASSERT:
        return grown(value[1], dice) if value[0] > 0 and dice.random() < _AHEAD else ""
    if code is op.LITERAL:
        return chr(value)
    if code in (op.NOT_LITERAL, op.IN, op.ANY):
        return dice.choice(_characters(_source(code, value)))
    if code is op.BRANCH:
        return grown(dice.choice(value[1]), dice)
    if code is op.SUBPATTERN:
        return grown(value[-1], dice)
    if code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        low, high, inner = value
        times = dice.randint(low, max(low, min(high, low + 3)))
        return "".join(grown(inner, dice) for _ in range(times))
    return ""


_AHEAD = 0.3


@cache
def _characters(source: str) -> list[str]:
    one = re.compile(source)
    return [character for character in EVERY if one.fullmatch(character)] or [""]


def guarded() -> Iterator[tuple[str, Guard]]:
    """Every guarded pattern of the product, with a name."""
    for module in pkgutil.iter_modules(generator.extracting.__path__, "generator.extracting."):
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, Guard):
                yield f"{module.name}.{name}", value
    parts: list[Any] = [LEXICON.roles, LEXICON.periods, LEXICON.indicators.words]
    parts += [LEXICON.gazetteer.organisations, LEXICON.measures.words.usage, LEXICON.speech]
    parts += [LEXICON.quotation]
    for part in parts:
        for name in part.__slots__:
            if isinstance(value := getattr(part, name), Guard):
                yield f"{type(part).__name__}.{name}", value
    for name, value in vars(LEXICON.gazetteer).items():
        if isinstance(value, Guard):
            yield f"gazetteer.{name}", value
    yield "ranks.first", RankReader(LEXICON.numerals)._first
    for number, (_, ending) in enumerate(BoundReader(LEXICON.numerals)._before):
        yield f"bounds.{number}", ending


GUARDED = dict(guarded())


def test_there_are_guards_of_every_kind() -> None:
    assert {type(guard) for guard in GUARDED.values()} == {
        Opening,
        Holding,
        Beginning,
        Ending,
        Marked,
    }


@pytest.mark.parametrize("name", [n for n, guard in GUARDED.items() if isinstance(guard, Opening)])
def test_an_opening_knows_every_first_character(name: str) -> None:
    guard = GUARDED[name]
    needed, _ = edges(parser.parse(guard.pattern.pattern), last=False)
    ahead = [
        edges(value[1], last=False)[0]
        for code, value in list(parser.parse(guard.pattern.pattern))[:1]
        if code is op.ASSERT and value[0] > 0
    ]
    needed = needed.intersection(*ahead)
    known = re.compile(f"[{guard.first}]")  # type: ignore[union-attr]
    assert {character for character in needed if not known.fullmatch(character)} == set()


@pytest.mark.parametrize("name", [n for n, guard in GUARDED.items() if isinstance(guard, Holding)])
def test_a_holding_knows_every_first_chinese_character(name: str) -> None:
    guard = GUARDED[name]
    (_, (_, seen)), *rest = list(parser.parse(guard.pattern.pattern))
    needed = edges(seen, last=False)[0] & edges(rest, last=False)[0]
    assert {c for c in needed if "\u4e00" <= c <= "\u9fff"} <= guard._first  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "name", [n for n, guard in GUARDED.items() if isinstance(guard, Beginning)]
)
def test_a_beginning_knows_every_first_character(name: str) -> None:
    guard = GUARDED[name]
    needed, empty = edges(parser.parse(guard.pattern.pattern), last=False)
    assert not empty
    assert needed - guard._first == set()  # type: ignore[union-attr, operator]


@pytest.mark.parametrize("name", [n for n, guard in GUARDED.items() if isinstance(guard, Ending)])
def test_an_ending_knows_every_last_character(name: str) -> None:
    guard = GUARDED[name]
    needed, empty = edges(parser.parse(guard.pattern.pattern), last=True)
    assert not empty
    assert needed - guard._last == set()  # type: ignore[union-attr]


@pytest.mark.parametrize("name", list(GUARDED))
@settings(deadline=None, max_examples=30)
@given(data=st.data())
def test_a_guard_finds_what_its_pattern_finds(name: str, data: st.DataObject) -> None:
    guard = GUARDED[name]
    words = st.text(st.sampled_from(_alphabet(name)), max_size=12)
    text = data.draw(words) + data.draw(st.sampled_from(["", *_samples(name)])) + data.draw(words)
    _hold_against_each_other(guard, text)


@pytest.mark.parametrize("name", list(GUARDED))
def test_a_guard_lets_through_what_grows_out_of_its_pattern(name: str) -> None:
    guard, dice = GUARDED[name], random.Random(name)  # noqa: S311 - no secret
    tokens = parser.parse(guard.pattern.pattern)
    edge = ["", "。", "\n", "在", "3", "区"]
    for _ in range(300):
        text = dice.choice(edge) + grown(tokens, dice) + dice.choice(edge)
        _hold_against_each_other(guard, text)


def _hold_against_each_other(guard: Guard, text: str) -> None:
    if isinstance(guard, (Opening, Holding)):
        found = [match.span() for match in guard.finditer(text)]
        plain = guard.pattern.finditer(text)
        assert found == [match.span() for match in plain if match.end() > match.start()], text
        assert not found or isinstance(guard, Holding) or guard.may_stand(text), text
        return
    if isinstance(guard, Beginning):
        found_one, plain_one = guard.match(text), guard.pattern.match(text)
    else:
        found_one, plain_one = guard.search(text), guard.pattern.search(text)
    assert (found_one and found_one.span()) == (plain_one and plain_one.span()), text


def _alphabet(name: str) -> str:
    """Characters that the pattern speaks of, and some that it does not."""
    pattern = GUARDED[name].pattern.pattern
    return "".join(sorted(set(re.sub(r"[\x00-\x7f]", "", pattern)))) + "甲乙,。0123日 “”\n"


def _samples(name: str) -> list[str]:
    """Words out of the pattern itself."""
    return re.findall(r"[\u4e00-\u9fff]{2,4}", GUARDED[name].pattern.pattern)[:40]


TOLD = {
    "only": ends.RE_ONLY,
    "fewer": past._RE_FEWER,
    "left over": past._RE_LEFT_OVER,
    "needed": past._RE_NEEDED,
    "share": LEXICON.roles.share,
    "gap": roles._RE_GAP,
    "than": roles._RE_THAN,
}


@pytest.mark.parametrize("name", list(TOLD))
def test_words_that_tell_hold_a_telling_character(name: str) -> None:
    dice, tokens = random.Random(name), parser.parse(TOLD[name].pattern)  # noqa: S311 - no secret
    for _ in range(300):
        words = TOLD[name].search(grown(tokens, dice))
        assert words is None or RE_TELLING.search(words.group())


def test_a_day_to_come_holds_its_sign() -> None:
    dice, tokens = random.Random(3), parser.parse(plans._RE_BY.pattern.pattern)  # noqa: S311 - no secret
    phrases = [grown(tokens, dice) for _ in range(600)]
    days = [day.group() for words in phrases for day in plans._RE_BY.finditer(words)]
    told = [day for day in days if plans._RE_BY_MARK.search(day)]
    assert len(told) > len(phrases) / 10
    assert [day for day in told if not plans._RE_BY_SIGN.search(day)] == []


@pytest.mark.parametrize("pattern", [LEXICON.roles.target, plans._RE_LEFT_BEFORE.pattern])
def test_a_plan_holds_one_of_its_words(pattern: re.Pattern[str]) -> None:
    dice, tokens = random.Random(5), parser.parse(pattern.pattern)  # noqa: S311 - no secret
    for _ in range(600):
        words = pattern.search(grown(tokens, dice))
        assert words is None or LEXICON.roles.target_words.search(words.group())


def test_nothing_longer_joins_two_times() -> None:
    _, longest = parser.parse(time_patterns.RE_JOIN.pattern).getwidth()
    assert longest == time_expressions._LONGEST_JOIN


def test_digits_are_those_of_the_engine() -> None:
    plane = [chr(code) for code in range(0x10000)]
    known = re.compile(f"[{DIGITS}]")
    assert [c for c in plane if known.match(c)] == [c for c in plane if re.match(r"\d", c)]


LOOKING = [organisations._RE_HARD, organisations._RE_SOFT, organisations._RE_LEGAL]


@pytest.mark.parametrize("pattern", LOOKING)
def test_a_look_at_the_first_character_lets_every_beginning_through(
    pattern: re.Pattern[str],
) -> None:
    (look, (_, seen)), *rest = list(parser.parse(pattern.pattern))
    assert look is op.ASSERT
    assert edges(rest, last=False)[0] <= edges(seen, last=False)[0]


@pytest.mark.parametrize(
    ("pattern", "known"),
    [
        (clause_heads._RE_STEP, clause_heads.STEP_STARTS | set(WHITE)),
        (clause_heads._RE_LIES, clause_heads.LIES_STARTS),
        (topic_phrases.RE_KEPT_PLACE, topic_phrases.KEPT_STARTS),
    ],
)
def test_what_is_passed_over_begins_with_known_characters(
    pattern: re.Pattern[str], known: frozenset[str]
) -> None:
    assert edges(parser.parse(pattern.pattern), last=False)[0] <= known


def test_what_behind_a_region_matters_begins_with_known_characters() -> None:
    for guard in (topic_phrases.RE_FIELD, topic_phrases.RE_FIRST, topic_phrases.RE_STATISTIC):
        assert guard._first <= topic_phrases.BEHIND_REGION


def test_words_before_a_figure_that_matter_end_with_known_characters() -> None:
    for guard in (region_phrases._RE_IN_FIELD, region_phrases.RE_SUMMED):
        assert guard._last == guard._last & region_phrases.TELLING_ENDS


@pytest.mark.parametrize("date", ["", "1月2日", "12月31日"])
@pytest.mark.parametrize("mark", ["讯:", "电 (记者陆明)", "消息:"])
@pytest.mark.parametrize("size", [2, 10])
def test_a_dateline_is_looked_for_near_its_mark(size: int, mark: str, date: str) -> None:
    text = "甲" * size + date + mark
    found = clause_heads._RE_REPORTED.search(text)
    assert found
    assert clause_heads._RE_DATELINE.fullmatch(text)
    assert found.start() in clause_heads._BEFORE_MARK


def test_white_is_what_the_engine_takes_for_white() -> None:
    assert "".join(c for c in map(chr, range(0x3001)) if re.fullmatch(r"\s", c)) == WHITE
