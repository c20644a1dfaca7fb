"""China's divisions and the words that turn a place name into the name of a park.

The divisions come from ``divisions``; the words from ``parks_suffixes.yml`` and
``organisations.yml``. Nothing here knows an article.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from generator.extracting.divisions import Divisions
from generator.extracting.organisations import OrganisationLexicon
from generator.extracting.scanning import Ending
from generator.extracting.word_finder import PlaceFinder
from generator.extracting.wordlist import WordList, literal
from generator.resources import lexicon_data

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from generator.extracting.divisions import Place


class Suffix(Struct, frozen=True):
    """A word that makes a park's name: ``short`` is the usual form."""

    word: str
    short: str
    strong: bool
    attached: bool = False
    """Only as the tail of a longer park name (片区)."""
    programme: bool = False
    """Also what a campaign is called (金融改革试验区)."""


class NamedPark(Struct, frozen=True):
    """A park whose name follows no rule."""

    name: str
    aliases: tuple[str, ...]
    place: str


class PlaceHit(Struct, frozen=True, gc=False):
    """A division's name in a text; ``places`` are all divisions of that name."""

    start: int
    end: int
    places: tuple[Place, ...]
    full: bool


class NameMarks(Struct, frozen=True):
    """Where words of these kinds begin in one text.

    Attributes:
        places: Divisions.
        suffixes: 经开区, 产业园.
        references: 全市, 园区.
        named: Parks whose names follow no rule.
        firms: 有限公司, 医院.
        trades: 科技, 药业.
        projects: 项目, 二期.
        titles: 总经理, 负责人.
        offices: 局长, 记者: what people who speak are.
    """

    places: list[int]
    suffixes: list[int]
    references: list[int]
    named: list[int]
    firms: list[int]
    trades: list[int]
    projects: list[int]
    titles: list[int]
    offices: list[int]


class Gazetteer(Struct, frozen=True, eq=False, dict=True):
    """Places, park suffixes, well-known parks, words that refer back, kinds of organisation."""

    forms: Mapping[str, tuple[Place, ...]]
    shorts: frozenset[str]
    words: WordList
    finder: PlaceFinder
    suffixes: Mapping[str, Suffix]
    suffix_pattern: re.Pattern[str]
    named: Mapping[str, NamedPark]
    named_heads: Mapping[str, tuple[str, ...]]
    """The names of ``named`` by their first two characters."""
    references: Mapping[str, str]
    reference_pattern: re.Pattern[str]
    grades: Ending
    breaks: re.Pattern[str]
    generic: re.Pattern[str]
    ambiguous: frozenset[str]
    common: frozenset[str]
    lead_ends: Ending
    organisations: OrganisationLexicon

    @classmethod
    @cache
    def load(cls) -> Gazetteer:
        """The gazetteer of the installed package and the product's lexicons."""
        data = lexicon_data("parks_suffixes")
        forms = Divisions(tuple(data["ethnic"]))
        suffixes = {suffix.word: suffix for row in data["suffixes"] for suffix in _suffixes(row)}
        named = {
            word: park
            for row in data["named"]
            for park in [NamedPark(row["name"], tuple(row["aliases"]), row["place"])]
            for word in (park.name, *park.aliases)
        }
        references = {word: level for level, words in data["references"].items() for word in words}
        organisations = OrganisationLexicon.load()
        offices = lexicon_data("speech")["titles"]["words"]
        return cls(
            forms=forms,
            shorts=forms.shorts,
            words=WordList(forms),
            finder=PlaceFinder(forms, suffixes, references, named, *organisations.heads, offices),
            suffixes=suffixes,
            suffix_pattern=re.compile(_alternation(suffixes)),
            named=named,
            named_heads=_by_heads(named),
            references=references,
            reference_pattern=re.compile(_alternation(references)),
            grades=_ending(data["grades"]),
            breaks=re.compile(_alternation(data["breaks"])),
            generic=re.compile(f"(?:{_alternation(data['generic'])})+"),
            ambiguous=frozenset(data["ambiguous"]),
            common=frozenset(data["common"]),
            lead_ends=_ending([word for words in organisations.leads.values() for word in words]),
            organisations=organisations,
        )

    def marks(self, text: str) -> NameMarks:
        """Where names of all kinds begin in ``text``."""
        return _kept_marks(self, text) if len(text) >= _LONG else NameMarks(*self.finder.find(text))

    def places(self, text: str) -> tuple[PlaceHit, ...]:
        """Every division's name in ``text``, the longest at each place, left to right."""
        return self.places_at(text, self.marks(text))

    def places_at(self, text: str, marks: NameMarks) -> tuple[PlaceHit, ...]:
        """As ``places``, where the text's marks are at hand."""
        return _kept(self, text) if len(text) >= _LONG else _hits(self, text, marks)

    def named_at(self, text: str, marks: NameMarks) -> Iterable[tuple[str, NamedPark]]:
        """The parks of ``named`` that a text names, in the order of the lexicon."""
        present = {
            word
            for at in marks.named
            for word in self.named_heads[text[at : at + 2]]
            if text.startswith(word, at)
        }
        if not present:
            return ()
        return ((word, park) for word, park in self.named.items() if word in present)

    def place(self, name: str) -> Place | None:
        """The highest division with this full or short name."""
        return min(self.forms.get(name, ()), key=lambda place: place.level, default=None)


_LONG = 100
"""Texts from this length on are articles; names and addresses are looked through again."""


@lru_cache(maxsize=1)
def _kept_marks(gazetteer: Gazetteer, text: str) -> NameMarks:
    return NameMarks(*gazetteer.finder.find(text))


@lru_cache(maxsize=1)  # regions and organisations of an article ask one after the other
def _kept(gazetteer: Gazetteer, text: str) -> tuple[PlaceHit, ...]:
    return _hits(gazetteer, text, gazetteer.marks(text))


def _hits(gazetteer: Gazetteer, text: str, marks: NameMarks) -> tuple[PlaceHit, ...]:
    forms, shorts, hits = gazetteer.forms, gazetteer.shorts, []
    for start, end in gazetteer.words.places_at(text, marks.places):
        word = text[start:end]
        hits.append(PlaceHit(start, end, forms[word], word not in shorts))
    return tuple(hits)


def _by_heads(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    filed: defaultdict[str, list[str]] = defaultdict(list)
    for word in words:
        filed[word[:2]].append(word)
    return {head: tuple(group) for head, group in filed.items()}


def _alternation(words: Iterable[str]) -> str:
    return "|".join(literal(word) for word in sorted(words, key=len, reverse=True))


def _ending(words: Sequence[str]) -> Ending:
    """Any of some words at the end."""
    return Ending(re.compile(f"(?:{_alternation(words)})$"), {word[-1] for word in words})


def _suffixes(row: dict[str, Any]) -> list[Suffix]:
    flags = row["strong"], row.get("attached", False), row.get("programme", False)
    own = [Suffix(word, row["short"], *flags) for word in (row["short"], *row.get("long", ()))]
    return own + [Suffix(word, word, *flags) for word in row.get("also", ())]
