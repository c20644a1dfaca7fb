"""Places where names may stand: whatever a plain search finds begins at one of them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.extracting.clause_heads import _PAIRED, _PAIRS, _RE_STEP, LIES_STARTS
from generator.extracting.clause_topic import NAMED, OFFICE, PAUSED, PLACED, PROJECT
from generator.extracting.few_names import places_of_names
from generator.extracting.gazetteer import Gazetteer
from generator.extracting.known_parks import NOBODY
from generator.extracting.name_marks import matches_at
from generator.extracting.organisations import titled_at
from generator.extracting.people import SpeechLexicon
from generator.extracting.phrases import _RE_BODY, _RE_BODY_END, _RE_PLACE, _RE_PLACE_END
from generator.extracting.scenes import Scene
from generator.extracting.wordlist import WordList
from tests.extracting.reading import document

if TYPE_CHECKING:
    from collections.abc import Iterator

GAZETTEER = Gazetteer.load()


def _texts(data: Any) -> Iterator[str]:
    """The sentences of a case file, whatever its form."""
    if isinstance(data, str):
        yield from [data] if len(data) > _SHORTEST else []
    elif isinstance(data, (dict, list)):
        for part in data.values() if isinstance(data, dict) else data:
            yield from _texts(part)


_SHORTEST = 10
_EVERY_SIGN = OFFICE | NAMED | PROJECT | PLACED | PAUSED
FOLDER = Path(__file__).parent / "cases"
CASES = [
    re.sub("[【】]", "", text)
    for name in ("entities", "parks", "speech", "indicators")
    for text in _texts(yaml.safe_load((FOLDER / f"{name}.yml").read_text("utf-8")))
]
TEXT = "\n".join(CASES)
WORDS = st.lists(st.text("甲乙丙丁", min_size=1, max_size=3), min_size=1, max_size=6)


@given(WORDS, st.text("甲乙丙丁戊", max_size=30))
def test_few_words_are_found_as_many_are(words: list[str], text: str) -> None:
    long_words = {word + "丁" for word in words}
    long = WordList(long_words)
    few = [(at, at + len(word)) for at, word in places_of_names(long_words, text)]
    assert few == list(long.places(text))


@pytest.mark.parametrize(
    ("pattern", "marks"),
    [
        (GAZETTEER.suffix_pattern, "suffixes"),
        (GAZETTEER.reference_pattern, "references"),
        (GAZETTEER.organisations.formal, "firms"),
        (SpeechLexicon.load().title, "offices"),
    ],
)
@settings(max_examples=60)
@given(data=st.data())
def test_a_pattern_asked_at_its_marks_finds_what_it_finds(
    pattern: re.Pattern[str], marks: str, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(TEXT)))
    text = TEXT[at : at + data.draw(st.integers(0, 400))]
    found = matches_at(pattern, text, getattr(GAZETTEER.marks(text), marks))
    assert [match.span() for match in found] == [m.span() for m in pattern.finditer(text)]


def test_titles_are_found_with_the_words_before_them() -> None:
    text = f"{TEXT}项目有关负责人陆明说,相关总经理来了,项目相关工作人员到场。"
    lexicon = GAZETTEER.organisations
    found = titled_at(text, lexicon, GAZETTEER.marks(text).titles)
    assert [m.span() for m in found] == [m.span() for m in lexicon.titled.finditer(text)]
    assert "项目有关负责人" in {match.group()[:7] for match in found}


def test_readers_of_topics_that_are_not_asked_would_find_nothing() -> None:
    passed = asked = 0
    for text in (*CASES, "1....三一重工5家,办件6件。"):
        read = document(text)
        topics = Scene(read, GAZETTEER, NOBODY, ("甲市",)).topics
        for sentence in read.sentences:
            some = topics.of_sentence(sentence) or [()] * len(sentence.clauses)
            for clause, found in zip(sentence.clauses, some, strict=True):
                at = topics._heads.head(clause.span.start, clause.span.end)
                first = clause is sentence.clauses[0]
                every = topics._topics(at, clause, _EVERY_SIGN, first=first)
                assert list(found) == list(every)
                passed, asked = passed + (not found), asked + bool(found)
    assert passed > 100 < asked


def test_guards_of_phrases_stand_in_every_match() -> None:
    for pattern, guard in ((_RE_PLACE, _RE_PLACE_END), (_RE_BODY, _RE_BODY_END)):
        found = [match.group() for match in pattern.finditer(TEXT)]
        assert found
        assert all(guard.search(words) for words in found)


def test_times_at_the_head_of_a_clause_begin_with_known_pairs() -> None:
    found = [at for at in range(len(TEXT)) if TEXT[at] in _PAIRED and _RE_STEP.match(TEXT, at)]
    assert found
    assert {TEXT[at : at + 2] for at in found} <= _PAIRS


def test_words_that_lie_somewhere_begin_with_a_known_character() -> None:
    assert {"真", "落", "花", "留", "投"} == set(LIES_STARTS)
