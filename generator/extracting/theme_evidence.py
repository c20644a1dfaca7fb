"""What speaks for each theme at one figure, place by place, and what ties it to the one before.

A place is where evidence stands: just before the figure, between the figure before it and this one,
in its clause, its sentence, its paragraph, its measure, its unit. What each place weighs was fitted
on annotated articles (``theme_weights.yml``); nothing here knows a weight.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from generator.extracting.theme_lexicon import STRENGTH
from generator.extracting.theme_map import item_of, part_of
from generator.model.evidence import Span
from generator.model.fact import Role
from generator.model.values import value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.extracting.measures import FoundMeasure
    from generator.extracting.mention import Mention
    from generator.extracting.segmentation import Document
    from generator.extracting.theme_lexicon import ThemeLexicon, ThemeRule
    from generator.extracting.theme_map import ThemeMap


Spoken = tuple[str, Mapping[str, float], float]
"""What a place says: its name, weights of themes, and the whole of which each counts as a part.

A plain tuple, because a figure makes some ten of them.
"""
_BESIDE, _RIGHT_BEHIND = 6, 5
_WHOLE_RULE = 8.0
_DOUBT = 2.0
_SURE = STRENGTH["sure"]
"""Amounts of evidence are told in sure words."""
_NOTHING: Mapping[str, float] = {}


@dataclass(frozen=True, slots=True, eq=False)
class Around:
    """A clause in its sentence and paragraph, and what they say to each figure in it."""

    clause: Span
    part: Span
    sentence: Span
    paragraph: Span
    spoken: tuple[Spoken, ...]


@value
class FigureEvidence:
    """One figure: what speaks for its theme, and its ties to the figure before it."""

    mention: Mention
    own: tuple[Spoken, ...]
    """What is said of this figure alone."""
    around: Around
    ties: frozenset[str]

    @property
    def places(self) -> dict[str, dict[str, float]]:
        """From a place to the themes that it speaks for, and how much."""
        return {
            place: {theme: weight / whole for theme, weight in weights.items()}
            for place, weights, whole in (*self.own, *self.around.spoken)
        }


class EvidenceReader:
    """Reads the evidence for the figures of one article.

    Args:
        document: The article.
        words: Where the words that tell a theme stand in it.
        lexicon: Units and settled cases.
        found: The article's measures.
    """

    def __init__(
        self,
        document: Document,
        words: ThemeMap,
        lexicon: ThemeLexicon,
        found: Sequence[FoundMeasure],
    ) -> None:
        self._document, self._words, self._lexicon = document, words, lexicon
        self._themes = {measure.name: measure.theme for measure in found}
        self._possible = {rule for rule in lexicon.rules if rule.possible(document.text)}
        self._rules: dict[str, tuple[ThemeRule, ...]] = {}
        self._clauses: dict[Span, Around] = {}
        self._sentences: dict[Span, tuple[Spoken, ...]] = {}
        self._units = {unit: dict(pairs) for unit, pairs in lexicon.units.items()}
        self._named = sorted(
            (span.start, measure.theme) for measure in found for span in measure.mentions
        )

    def read(
        self,
        mentions: Sequence[Mention],
        owners: Mapping[Span, str | None],
        roles: Mapping[Span, Role],
    ) -> tuple[FigureEvidence, ...]:
        """The evidence for every figure, in text order.

        Args:
            mentions: The figures.
            owners: The measure that each figure belongs to.
            roles: The role of each figure.
        """
        read: list[FigureEvidence] = []
        before: Mention | None = None
        for mention, behind in zip_longest(mentions, mentions[1:]):
            around = self._around(mention.span)
            own = self._own(around, mention, before, behind)
            own += self._settled(around, mention, roles.get(mention.span))
            owner = owners.get(mention.span)
            if owner in self._themes:
                own.append(("measure", {self._themes[owner]: 1.0}, 1.0))
            ties = self._ties(around, mention, before, roles) if before else frozenset[str]()
            if before and ties and _same(owners.get(before.span), owner):
                ties |= {"same measure"}
            read.append(FigureEvidence(mention, tuple(own), around, ties))
            before = mention
        return tuple(read)

    def _around(self, span: Span) -> Around:
        clause = self._document.clause_at(span.start).span
        if clause not in self._clauses:
            self._clauses[clause] = self._read_around(span, clause)
        return self._clauses[clause]

    def _read_around(self, span: Span, clause: Span) -> Around:
        document = self._document
        sentence = document.sentence_at(span.start).span
        paragraph = document.paragraph_at(span.start).span
        part = part_of(document.text, sentence, clause)
        if sentence not in self._sentences:
            self._sentences[sentence] = self._read_sentence(span, sentence, paragraph)
        spoken = (self._share("share of clause", clause), self._share("share of part", part))
        whole = (*_telling(spoken), *self._sentences[sentence])
        return Around(clause, part, sentence, paragraph, whole)

    def _read_sentence(self, span: Span, sentence: Span, paragraph: Span) -> tuple[Spoken, ...]:
        above = self._above(sentence, paragraph)
        further = Span(paragraph.start, max(paragraph.start, above.start))
        heading = self._words.heading(span)
        spoken: tuple[Spoken, ...] = (
            ("sentence above", self._words.total(above), _SURE),
            self._share("share of sentence", sentence),
            self._share("share of paragraph", paragraph),
            self._share("share of what is above", further),
            ("share of heading", heading, sum(heading.values()) + _DOUBT),
            ("named above", self._named_above(paragraph, sentence), 1.0),
        )
        return _telling(spoken)

    def _above(self, sentence: Span, paragraph: Span) -> Span:
        """The sentence before, inside the paragraph."""
        if sentence.start <= paragraph.start:
            return Span(sentence.start, sentence.start)
        return self._document.sentence_at(sentence.start - 1).span

    def _named_above(self, paragraph: Span, sentence: Span) -> dict[str, float]:
        """The themes of the measures that the paragraph names before the sentence."""
        first, last = (
            bisect_left(self._named, (paragraph.start,)),
            bisect_left(self._named, (sentence.start,)),
        )
        return {theme: 1.0 for _, theme in self._named[first:last]}

    def _share(self, place: str, span: Span) -> Spoken:
        """Each theme's share of the evidence in a place; a lone weak word does not get it all."""
        weights, whole = self._words.told(span)
        return place, weights, whole + _DOUBT

    def _own(
        self, around: Around, mention: Mention, before: Mention | None, behind: Mention | None
    ) -> list[Spoken]:
        """What stands right beside a figure, between it and its neighbours, in its item, its unit."""
        words, span, part = self._words, mention.span, around.part
        item = item_of(self._document.text, around.clause, span)
        start = before.span.end if before and before.span.end > part.start else part.start
        end = min(item.end, behind.span.start) if behind else item.end
        between = Span(min(start, span.start), span.start)
        beside = Span(max(item.start, span.start - _BESIDE), span.start)
        right_behind = Span(span.end, min(item.end, span.end + _RIGHT_BEHIND))
        unit = mention.quantity.unit if mention.quantity else ""
        spoken: tuple[Spoken, ...] = (
            ("beside", words.total(beside), _SURE),
            ("behind", words.total(right_behind), _SURE),
            ("between", words.total(between), _SURE),
            ("after", words.total(Span(span.end, max(end, span.end))), _SURE),
            ("last clear", words.last_clear(between), _SURE),
            self._share("share of between", between),
            self._share("share of item", item),
            ("unit", self._units.get(unit, _NOTHING), _SURE),
        )
        return list(_telling(spoken))

    def _settled(self, around: Around, mention: Mention, role: Role | None) -> Iterator[Spoken]:
        """The settled cases that hold in the clause, and those that hold from the part's start."""
        unit = mention.quantity.unit if mention.quantity else ""
        rules = self._rules_for(unit)
        if not rules:
            return
        text, clause = self._document.text, around.clause
        here: defaultdict[str, float] = defaultdict(float)
        wider: defaultdict[str, float] = defaultdict(float)
        words, whole = clause.of(text), text[around.part.start : clause.end]
        for rule in rules:
            if rule.holds(words, unit, role):
                here[rule.theme] += rule.weight / _WHOLE_RULE
            elif len(whole) > len(words) and rule.holds(whole, unit, role):
                wider[rule.theme] += rule.weight / _WHOLE_RULE
        if here:
            yield ("settled", here, 1.0)
        if wider:
            yield ("settled before", wider, 1.0)

    def _rules_for(self, unit: str) -> tuple[ThemeRule, ...]:
        """The settled cases that can hold for a unit in this article."""
        if unit not in self._rules:
            rules = self._lexicon.by_unit.get(unit, self._lexicon.by_unit[""])
            self._rules[unit] = tuple(rule for rule in rules if rule in self._possible)
        return self._rules[unit]

    def _ties(
        self, around: Around, mention: Mention, before: Mention, roles: Mapping[Span, Role]
    ) -> frozenset[str]:
        """What ties a figure to the one before it; nothing does across paragraphs.

        A clear word between the two may open a new matter, so that less ties them.
        """
        if before.span.start < around.paragraph.start:
            return frozenset()
        gap = Span(before.span.end, max(before.span.end, mention.span.start))
        clear = bool(self._words.last_clear(gap))
        ties = {"same paragraph"}
        if not self._words.has_words(gap):
            ties.add("no word between")
        if before.span.start < around.sentence.start:
            return frozenset(ties)
        same = "part" if before.span.start >= around.part.start else "sentence"
        ties.add(f"same {same}, new word between" if clear else f"same {same}")
        role = roles.get(mention.span)
        if roles.get(before.span) is Role.BEFORE and role is Role.AFTER:
            ties.add("both ends of a change")
        if not clear and role is Role.SHARE:
            ties.add("share")
        if not clear and mention.quantity and mention.quantity.unit == "%":
            ties.add("per cent")
        return frozenset(ties)


def _telling(spoken: Iterable[Spoken]) -> tuple[Spoken, ...]:
    """Without the places that say nothing."""
    return tuple([said for said in spoken if said[1]])


def _same(before: str | None, owner: str | None) -> bool:
    """Whether two figures belong to one measure."""
    return owner is not None and before == owner
