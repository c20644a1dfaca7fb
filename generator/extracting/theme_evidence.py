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
from functools import cache
from typing import TYPE_CHECKING, Literal

from generator.extracting.theme_lexicon import STRENGTH
from generator.extracting.theme_map import item_of, part_of
from generator.model.fact import Role
from generator.model.values import value

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.extracting.measures import FoundMeasure
    from generator.extracting.mention import Mention
    from generator.extracting.segmentation import Document
    from generator.extracting.theme_lexicon import ThemeLexicon, ThemeRule, Told
    from generator.extracting.theme_map import ThemeMap
    from generator.model.evidence import Span


Spoken = tuple[str, Mapping[str, float], float]
"""What a place says: its name, weights of themes, and the whole of which each counts as a part.

A plain tuple, because a figure makes some ten of them.
"""
_BESIDE, _RIGHT_BEHIND = 6, 5
_WHOLE_RULE = 8.0
_DOUBT = 2.0
_SURE = STRENGTH["sure"]
"""Amounts of evidence are told in sure words."""
_NOTHING: Told = ({}, 1.0)
_UNTIED: frozenset[str] = frozenset()
_FAR = 100
_BEFORE, _AFTER, _SHARE_ROLE = Role.BEFORE, Role.AFTER, Role.SHARE


@dataclass(slots=True, eq=False)
class Setting:
    """A sentence in its paragraph, and what they say to each figure in it.

    Attributes:
        start: Where the sentence begins.
        paragraph: Where its paragraph begins.
        spoken: What the sentence, the one above, the paragraph and the heading say.
    """

    start: int
    paragraph: int
    spoken: Sequence[Spoken]


@dataclass(slots=True, eq=False)
class Around:
    """A clause in its sentence, and what it says to each figure in it.

    Attributes:
        clause: The clause.
        part: Where its part of the sentence begins.
        first: Index of the part's first word that tells a theme.
        told: What the words of the clause say.
        listed: Whether the clause holds a list.
        spoken: What the clause and the part say.
        settled: The settled cases whose words stand here, and whether they stand in the clause.
        setting: The sentence.
    """

    clause: Span
    part: int
    first: int
    told: Told
    listed: bool
    spoken: Sequence[Spoken]
    settled: Sequence[tuple[ThemeRule, bool]]
    setting: Setting


@value
class FigureEvidence:
    """One figure: what speaks for its theme, and its ties to the figure before it."""

    mention: Mention
    own: Sequence[Spoken]
    """What is said of this figure alone."""
    around: Around
    ties: frozenset[str]

    @property
    def places(self) -> dict[str, dict[str, float]]:
        """From a place to the themes that it speaks for, and how much."""
        around = self.around
        return {
            place: {theme: weight / whole for theme, weight in weights.items()}
            for place, weights, whole in (*self.own, *around.spoken, *around.setting.spoken)
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
        self._clauses: dict[int, Around] = {}
        self._settings: dict[int, Setting] = {}
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
        starts, last = self._words.starts, len(mentions) - 1
        before: Mention | None = None
        for index, mention in enumerate(mentions):
            span = mention.span
            around, at = self._around(span.start), bisect_left(starts, span.start)
            follows = mentions[index + 1].span.start if index < last else span.end + _FAR
            own = self._own(around, span, at, (before.span.end if before else 0, follows))
            owner = owners.get(span)
            own += self._known(around, mention, roles.get(span), owner)
            ties = _UNTIED
            if before and before.span.start >= around.setting.paragraph:
                same = owner is not None and owners.get(before.span) == owner
                ties = self._ties(around, (before, mention), at, roles, same=same)
            read.append(FigureEvidence(mention, own, around, ties))
            before = mention
        return tuple(read)

    def _known(
        self, around: Around, mention: Mention, role: Role | None, owner: str | None
    ) -> list[Spoken]:
        """What a figure's unit, the settled cases and its measure say."""
        unit = mention.quantity.unit if mention.quantity else ""
        weights, whole = self._lexicon.units.get(unit, _NOTHING)
        spoken: list[Spoken] = [("unit", weights, whole)] if weights else []
        if around.settled:
            spoken += _settled(around, unit, role)
        if owner in self._themes:
            spoken.append(("measure", {self._themes[owner]: 1.0}, 1.0))
        return spoken

    def _around(self, offset: int) -> Around:
        index = self._document.clause_index(offset)
        return self._clauses.get(index) or self._read_around(offset, index)

    def _read_around(self, offset: int, index: int) -> Around:
        document, words = self._document, self._words
        clause, number = document.clauses[index].span, document.sentence_index(offset)
        sentence, text = document.sentences[number].span, document.text
        part, end = part_of(text, sentence, clause)
        first = bisect_left(words.starts, part)
        spoken: list[Spoken] = []
        told = self._told(*clause)
        if told[0]:
            spoken.append(("share of clause", told[0], told[1] + _DOUBT))
        whole = words.told(first, bisect_left(words.starts, end, first))
        if whole[0]:
            spoken.append(("share of part", whole[0], whole[1] + _DOUBT))
        setting = self._settings.get(number) or self._read_setting(number)
        listed, cases = text.find("、", *clause) >= 0, self._cases(part, clause)
        known = Around(clause, part, first, told, listed, spoken, cases, setting)
        self._clauses[index] = known
        return known

    def _told(self, start: int, end: int) -> Told:
        """What the words between two offsets say."""
        starts = self._words.starts
        first = bisect_left(starts, start)
        return self._words.told(first, bisect_left(starts, end, first))

    def _read_setting(self, number: int) -> Setting:
        document = self._document
        sentence = document.sentences[number]
        start, paragraph = sentence.span.start, document.article.paragraphs[sentence.paragraph].span
        top = paragraph.start
        above = document.sentence_at(start - 1).span.start if start > top else start
        heading, whole = self._words.heading(start)
        spoken = _telling(
            [
                ("sentence above", self._told(above, start)[0], _SURE),
                _share("share of sentence", self._told(*sentence.span)),
                _share("share of paragraph", self._told(*paragraph)),
                _share("share of what is above", self._told(top, above)),
                ("share of heading", heading, whole + _DOUBT),
                ("named above", self._named_above(top, start), 1.0),
            ]
        )
        setting = self._settings[number] = Setting(start, top, spoken)
        return setting

    def _named_above(self, start: int, end: int) -> dict[str, float]:
        """The themes of the measures that the paragraph names before the sentence."""
        named = self._named
        first = bisect_left(named, (start,))
        return {theme: 1.0 for _, theme in named[first : bisect_left(named, (end,), first)]}

    def _cases(self, part: int, clause: Span) -> tuple[tuple[ThemeRule, bool], ...]:
        """The settled cases whose words stand in a clause, or between the part's start and its end."""
        found = self._words.cases(part, clause.end)
        if not found:
            return ()
        text, rules = self._document.text, self._lexicon.rules
        here, whole = text[clause.start : clause.end], text[part : clause.end]
        inside = {case for at, _, case in found if at >= clause.start}
        told: list[tuple[ThemeRule, bool]] = []
        for case in sorted({case for _, _, case in found}):
            rule = rules[case]
            if case in inside and rule.completed(here):
                told.append((rule, True))
            elif rule.completed(whole):
                told.append((rule, False))
        return tuple(told)

    def _own(
        self, around: Around, span: Span, at: int, neighbours: tuple[int, int]
    ) -> list[Spoken]:
        """What stands right beside a figure, between it and its neighbours, in its item.

        ``at`` is the index of the first word from the figure on; ``neighbours`` are the end of the
        figure before and the start of the next one.
        """
        words, starts, first = self._words, self._words.starts, around.first
        (start, end), (opening, closing) = span, around.clause
        if around.listed:
            opening, closing = item_of(self._document.text, around.clause, span)
        closing = max(closing, end)
        spoken: list[Spoken] = []
        if at > first:
            gap = bisect_left(starts, min(max(neighbours[0], around.part), start), first, at)
            beside = bisect_left(starts, max(opening, start - _BESIDE), first, at)
            spoken += self._ahead(min(beside, at), gap, at)
        behind = bisect_left(starts, end, at)
        if behind < len(starts) and starts[behind] < closing:
            soon = bisect_left(starts, min(closing, end + _RIGHT_BEHIND), behind)
            after = bisect_left(starts, max(min(closing, neighbours[1]), end), behind)
            spoken += _telling(
                [
                    ("behind", words.told(behind, soon)[0], _SURE),
                    ("after", words.told(behind, after)[0], _SURE),
                ]
            )
        item = around.told
        if around.listed or closing > around.clause.end:
            item = self._told(opening, closing)
        if item[0]:
            spoken.append(("share of item", item[0], item[1] + _DOUBT))
        return spoken

    def _ahead(self, beside: int, gap: int, at: int) -> list[Spoken]:
        """What the words before a figure say: ``beside`` and ``gap`` count the first ones."""
        words = self._words
        between, whole = words.told(gap, at)
        spoken: list[Spoken] = [("beside", words.told(beside, at)[0], _SURE)]
        if gap < at:
            spoken += [
                ("between", between, _SURE),
                ("last clear", words.last_clear(gap, at), _SURE),
                ("share of between", between, whole + _DOUBT),
            ]
        return _telling(spoken)

    def _ties(
        self,
        around: Around,
        pair: tuple[Mention, Mention],
        at: int,
        roles: Mapping[Span, Role],
        *,
        same: bool,
    ) -> frozenset[str]:
        """What ties the second of two figures of a paragraph to the first.

        ``at`` counts the first word from the second figure on; ``same``: of one measure.
        """
        before, mention = pair
        (start, end), role = before.span, roles.get(mention.span)
        gap = bisect_left(self._words.starts, end)
        clear = gap < at and bool(self._words.last_clear(gap, at))
        near: _Nearness = "part" if start >= around.part else "sentence"
        if start < around.setting.start:
            near = "paragraph"
        change = role is _AFTER and roles.get(before.span) is _BEFORE
        per_cent = mention.quantity is not None and mention.quantity.unit == "%"
        return _named_ties(
            near, words=gap < at, clear=clear, same=same, change=change,
            share=role is _SHARE_ROLE, per_cent=per_cent,
        )  # fmt: skip


_Nearness = Literal["paragraph", "sentence", "part"]


@cache  # of a few dozen cases: most figures are tied in one of three ways
def _named_ties(
    near: _Nearness,
    *,
    words: bool,
    clear: bool,
    same: bool,
    change: bool,
    share: bool,
    per_cent: bool,
) -> frozenset[str]:
    """What ties a figure to the one before it; nothing does across paragraphs.

    A clear word between the two may open a new matter, so that less ties them.
    """
    ties = {"same paragraph"}
    if not words:
        ties.add("no word between")
    if same:
        ties.add("same measure")
    if near == "paragraph":
        return frozenset(ties)
    ties.add(f"same {near}, new word between" if clear else f"same {near}")
    if change:
        ties.add("both ends of a change")
    if not clear and share:
        ties.add("share")
    if not clear and per_cent:
        ties.add("per cent")
    return frozenset(ties)


def _settled(around: Around, unit: str, role: Role | None) -> list[Spoken]:
    """The settled cases that hold in the clause, and those that hold from the part's start."""
    here: defaultdict[str, float] = defaultdict(float)
    wider: defaultdict[str, float] = defaultdict(float)
    for rule, inside in around.settled:
        if rule.counts(unit, role):
            (here if inside else wider)[rule.theme] += rule.weight / _WHOLE_RULE
    return _telling([("settled", here, 1.0), ("settled before", wider, 1.0)])


def _share(place: str, told: Told) -> Spoken:
    """Each theme's share of the evidence in a place; a lone weak word does not get it all."""
    return place, told[0], told[1] + _DOUBT


def _telling(spoken: Iterable[Spoken]) -> list[Spoken]:
    """Without the places that say nothing."""
    return [said for said in spoken if said[1]]
