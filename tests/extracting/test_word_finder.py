"""Lists of words found in whole texts: as ``WordList`` finds them."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.extracting import word_finder
from generator.extracting.lexicon import Lexicon
from generator.extracting.word_finder import PlaceFinder, WordFinder, find_together
from generator.extracting.wordlist import WordList

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ahocorasick_rs import AhoCorasick, MatchKind

TEXTS = st.text(alphabet="园区办证地😀\ud800\n", max_size=120)
WORDS = st.lists(st.text(alphabet="园区办证地", min_size=2, max_size=6), min_size=1, unique=True)
SHORT = st.lists(st.text(alphabet="园区办证地", min_size=1, max_size=6), min_size=1, unique=True)


@pytest.fixture(params=[0, 1_000_000_000], ids=["automaton", "table"], scope="module", autouse=True)
def _reader(request: pytest.FixtureRequest) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(word_finder, "_WORTH", request.param)
        yield


@given(WORDS, TEXTS)
def test_words_are_found_as_a_word_list_finds_them(words: list[str], text: str) -> None:
    found = WordFinder(words).find(text)
    assert [(at, stop) for _, at, stop in found] == list(WordList(words).places(text))
    assert [words[word] for word, _, _ in found] == [text[at:stop] for _, at, stop in found]


@given(SHORT, SHORT, TEXTS)
def test_places_are_those_of_each_list(one: list[str], two: list[str], text: str) -> None:
    found = PlaceFinder(one, two, []).find(text)
    for words, places in zip((one, two, []), found, strict=True):
        assert places == [at for at in range(len(text)) if text.startswith(tuple(words), at)]


@given(WORDS, WORDS, TEXTS, st.sampled_from(["", "园" * 100]))
def test_finders_that_read_together_find_what_each_finds_alone(
    one: list[str], two: list[str], text: str, more: str
) -> None:
    words = text + more
    alone = WordFinder(one), PlaceFinder(two, [], one), WordFinder([*two, *two[:1]])
    joint = WordFinder(one), PlaceFinder(two, [], one), WordFinder([*two, *two[:1]])
    find_together(*joint)
    found = [finder.find(words) for finder in alone]
    assert [finder.find(words) for finder in joint] == found
    assert [copy.copy(finder).find(words) for finder in joint] == found


@given(WORDS, TEXTS)
def test_a_copy_finds_the_same(words: list[str], text: str) -> None:
    for finder in (WordFinder(words), PlaceFinder(words, words[:1])):
        assert copy.copy(finder).find(text) == finder.find(text)


def test_verbs_of_founding_are_told_from_the_words_that_hold_one() -> None:
    words = Lexicon.load().measures.words
    text = "石桥新区按照实施方案推行周会商机制,设立帮办专窗,线上线下一个样。"
    assert words.creations_of(text) == list(words.creations(text))
    assert [text[at:stop] for at, stop in words.creations_of(text)] == ["推行", "设立"]


def test_an_automaton_is_made_when_much_was_read(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[object] = []
    make = word_finder._automaton

    def automaton(words: Sequence[str], kind: MatchKind) -> AhoCorasick:
        made.append(kind)
        return make(words, kind)

    monkeypatch.setattr(word_finder, "_WORTH", 30)
    monkeypatch.setattr(word_finder, "_automaton", automaton)
    text, together = "在园区办证", (WordFinder(["园区", "办证"]), PlaceFinder(["证"]))
    find_together(*together)
    for finders in (
        [WordFinder(["园区", "办证"])],
        [PlaceFinder(["园区"], ["办证", "证"])],
        together,
    ):
        first = [finder.find(text) for finder in finders]
        assert not made
        for _ in range(9):
            assert [finder.find(text) for finder in finders] == first
        assert len(made) == 1
        made.clear()
