"""Lists of words: what they find is what looking at every place would find."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.extracting import wordlist
from generator.extracting.wordlist import (
    Edges,
    Openings,
    WordList,
    WordWeights,
    beginnings,
    literal,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXTS = st.text(alphabet="园区办证地", max_size=120)
WORDS = st.lists(st.text(alphabet="园区办证地", min_size=2, max_size=6), min_size=1, max_size=12)


def by_hand(words: list[str], text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The longest word at each place from left to right, never overlapping."""
    at = start
    while at < end:
        sizes = [len(word) for word in words if text.startswith(word, at, end)]
        if sizes:
            yield at, at + max(sizes)
        at += max(sizes, default=1)


@given(WORDS, TEXTS, st.integers(0, 120), st.integers(0, 120))
def test_words_are_found_wherever_they_stand(
    words: list[str], text: str, start: int, end: int
) -> None:
    known = WordList(words)
    assert list(known.places(text)) == list(by_hand(words, text, 0, len(text)))
    stop = min(end, len(text))
    assert list(known.places(text, start, end)) == list(by_hand(words, text, start, stop))
    assert [(span.start, span.end) for span in known.find(text)] == list(known.places(text))


@given(WORDS, TEXTS, st.integers(0, 120))
def test_words_are_found_at_some_places(words: list[str], text: str, end: int) -> None:
    known, stop = WordList(words), min(end, len(text))
    found = list(by_hand(words, text, 0, stop))
    for known._asked in (0, wordlist._WORTH):  # without a table, and with one
        assert list(known.places_at(text, [at for at, _ in found], stop)) == found
        assert list(known.places_at(text, range(len(text)), stop)) == found


@given(WORDS, TEXTS)
def test_words_at_the_end_and_anywhere(words: list[str], text: str) -> None:
    known = WordList(words)
    assert known.within(text) == any(word in text for word in words)
    ends = [word for word in words if text.endswith(word)]
    for known._ended in (0, wordlist._WORTH):  # without a table; with one from the next time on
        assert known.ending(text) == max(ends, key=len, default=None)
        assert known.ending(text) == max(ends, key=len, default=None)


@given(WORDS, TEXTS)
def test_the_longest_opening(words: list[str], text: str) -> None:
    sizes = [len(word) for word in words if text.startswith(word)]
    assert Openings(words).opening(text) == max(sizes, default=0)


@given(WORDS, TEXTS, st.integers(0, 10), st.integers(0, 120))
def test_words_at_the_edges(words: list[str], text: str, start: int, end: int) -> None:
    edges = Edges(words)
    assert edges.closes(text) == any(text.endswith(word) for word in words)
    assert edges.opens(text, start) == any(text.startswith(word, start) for word in words)
    inside = any(text.startswith(word, start, end) for word in words)
    assert edges.opens(text, start, end) == inside


@given(WORDS, TEXTS)
def test_the_heaviest_word(words: list[str], text: str) -> None:
    weights = {word: float(number) for number, word in enumerate(words, 1)}
    heaviest = max((weight for word, weight in weights.items() if word in text), default=0.0)
    heads = {word[:2] for word in words}
    places = [at for at in range(len(text)) if text[at : at + 2] in heads]
    assert WordWeights(weights).most_at(text, places, len(text)) == heaviest
    short = max((weight for word, weight in weights.items() if word in text[:9]), default=0.0)
    assert WordWeights(weights).most_at(text, places, 9) == short


def test_a_single_character_is_no_word() -> None:
    with pytest.raises(ValueError, match="too short"):
        WordList(["园"])


@given(st.text(alphabet="园区A1.+ ^-\\\n〇①", max_size=6))
def test_a_word_as_a_pattern(word: str) -> None:
    assert literal(word) == re.escape(word)


@given(
    st.lists(st.text(alphabet="园区办证地.", min_size=1, max_size=4), min_size=1, max_size=8), TEXTS
)
def test_beginnings_tell_where_the_first_word_stands(words: list[str], text: str) -> None:
    whole = re.compile("|".join(map(re.escape, words))).search(text)
    told = re.compile(beginnings(words)).search(text)
    assert (told and told.start()) == (whole and whole.start())
