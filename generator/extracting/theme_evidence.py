"""What speaks for each theme at one figure, place by place, and what ties it to the one before.

A place is where evidence stands: just before the figure, between the figure before it and this one,
in its clause, its sentence, its paragraph, its measure, its unit. What each place weighs was fitted
on annotated articles (``theme_weights.yml``); nothing here knows a weight.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from generator.extracting.theme_around import DOUBT, SURE, AroundReader
from generator.extracting.theme_map import item_of
from generator.model.fact import Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.extracting.measures import FoundMeasure
    from generator.extracting.mention import Mention
    from generator.extracting.segmentation import Document
    from generator.extracting.theme_around import Around
    from generator.extracting.theme_lexicon import ThemeLexicon
    from generator.extracting.theme_map import ThemeMap
    from generator.extracting.theme_rows import Spoken
    from generator.model.evidence import Span


_BESIDE, _RIGHT_BEHIND = 6, 5
_WHOLE_RULE = 8.0
_UNTIED: frozenset[str] = frozenset()
_FAR = 100
_BEFORE, _AFTER, _SHARE_ROLE = Role.BEFORE, Role.AFTER, Role.SHARE
_Near = Literal["paragraph", "sentence", "part"]
_Gap = tuple[_Near, bool, bool, bool, bool, bool, bool]
"""What lies between two figures of a paragraph: how near they are, whether there is a word, a clear
one; whether they are of one measure, the ends of a change, a share, in per cent."""


class FigureEvidence(Struct, frozen=True):
    """One figure: what speaks for its theme, and its ties to the figure before it."""

    mention: Mention
    own: Sequence[Spoken]
    """What is said of this figure alone."""
    around: Around
    ties: frozenset[str]

    @property
    def places(self) -> dict[str, dict[int, float]]:
        """From a place to the themes (by their order) that it speaks for, and how much."""
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
        self._text, self._words, self._lexicon = document.text, words, lexicon
        themes = lexicon.themes
        self._measures: dict[str | None, Spoken] = {
            measure.name: ("measure", {themes.index(measure.theme): 1.0}, 1.0) for measure in found
        }
        self._around = AroundReader(document, words, lexicon, found)

    def read(
        self,
        mentions: Sequence[Mention],
        owners: Mapping[Span, str | None],
        roles: Mapping[Span, Role],
    ) -> Iterator[FigureEvidence]:
        """The evidence for every figure, in text order.

        One at a time: nobody needs them all at once, and nothing is kept for the collector to visit.

        Args:
            mentions: The figures.
            owners: The measure that each figure belongs to.
            roles: The role of each figure.
        """
        starts, around_at, last = self._words.starts, self._around.at, len(mentions) - 1
        units, measures = self._lexicon.units, self._measures
        before: Mention | None = None
        owned: str | None = None
        for index, mention in enumerate(mentions):
            span, unit = mention.span, mention.quantity.unit if mention.quantity else ""
            around, role, owner = around_at(span.start), roles.get(span), owners.get(span)
            at = bisect_left(starts, span.start, around.first)
            follows = mentions[index + 1].span.start if index < last else span.end + _FAR
            own = self._beside(around, span, at, (before.span.end if before else 0, follows))
            if told := units.get(unit):
                own.append(("unit", told[0], told[1]))
            if around.cases:
                own += self._settled(around, unit, role)
            if owner in measures:
                own.append(measures[owner])
            ties = _UNTIED
            if before and before.span.start >= around.setting.paragraph:
                change = role is _AFTER and roles.get(before.span) is _BEFORE
                same = owner is not None and owned == owner
                gap = self._gap(around, before.span, at)
                ties = _named_ties((*gap, same, change, role is _SHARE_ROLE, unit == "%"))
            yield FigureEvidence(mention, own, around, ties)
            before, owned = mention, owner

    def _beside(
        self, around: Around, span: Span, at: int, neighbours: tuple[int, int]
    ) -> list[Spoken]:
        """What stands right beside a figure, between it and its neighbours, in its item.

        ``at`` is the index of the first word from the figure on; ``neighbours`` are the end of the
        figure before and the start of the next one.
        """
        words, end = self._words, span.end
        item, opening, closing = around.told, around.start, around.end
        if around.listed:
            opening, closing = item_of(self._text, around.clause, span)
        if around.listed or closing < end:
            closing = max(closing, end)
            item = self._around.told(opening, closing)
        spoken: list[Spoken] = []
        if at > around.first:
            beside = max(opening, span.start - _BESIDE)
            self._ahead(spoken, (around.first, at), beside, max(neighbours[0], around.part))
        starts = words.starts
        behind = bisect_left(starts, end, at)
        if behind < len(starts) and (place := starts[behind]) < closing:
            if place < (soon := min(closing, end + _RIGHT_BEHIND)):
                told = words.told(behind, bisect_left(starts, soon, behind))
                spoken.append(("behind", told[0], SURE))
            if place < (after := min(closing, neighbours[1])):
                told = words.told(behind, bisect_left(starts, after, behind))
                spoken.append(("after", told[0], SURE))
        if item[0]:
            spoken.append(("share of item", item[0], item[1] + DOUBT))
        return spoken

    def _ahead(self, spoken: list[Spoken], words: tuple[int, int], beside: int, gap: int) -> None:
        """Add what the words before a figure say to ``spoken``.

        ``words`` counts those of its part of the sentence; ``beside`` and ``gap`` tell where the
        stretch just before the figure and the one behind the figure before it begin.
        """
        known, starts, (first, at) = self._words, self._words.starts, words
        last = starts[at - 1]
        if last >= beside:
            told = known.told(bisect_left(starts, beside, first, at), at)
            spoken.append(("beside", told[0], SURE))
        if last >= gap:
            begin = bisect_left(starts, gap, first, at)
            between, whole = known.told(begin, at)
            spoken.append(("between", between, SURE))
            if clear := known.last_clear(begin, at):
                spoken.append(("last clear", clear, SURE))
            spoken.append(("share of between", between, whole + DOUBT))

    def _settled(self, around: Around, unit: str, role: Role | None) -> list[Spoken]:
        """The settled cases that hold in the clause, and those that hold from the part's start."""
        rules, opening, about = self._lexicon.rules, around.start, self._lexicon.about
        fits = about.get(unit) or about[""]
        fitting: dict[int, bool] = {}
        for at, case in around.cases:
            if case in fits:
                fitting[case] = at >= opening or fitting.get(case, False)
        if not fitting:
            return []
        clause = self._text[opening : around.end]
        here: dict[int, float] = {}
        wider: dict[int, float] = {}
        for case in sorted(fitting):
            rule = rules[case]
            if rule.roles and role not in rule.roles:
                continue
            if fitting[case] and rule.completed(clause):
                here[rule.place] = here.get(rule.place, 0.0) + rule.weight / _WHOLE_RULE
            elif around.part < opening and rule.completed(self._text[around.part : around.end]):
                wider[rule.place] = wider.get(rule.place, 0.0) + rule.weight / _WHOLE_RULE
        spoken: list[Spoken] = []
        if here:
            spoken.append(("settled", here, 1.0))
        if wider:
            spoken.append(("settled before", wider, 1.0))
        return spoken

    def _gap(self, around: Around, before: Span, at: int) -> tuple[_Near, bool, bool]:
        """How near the figure before stands, whether a word and whether a clear one lies between.

        ``at`` counts the first word from the second figure on.
        """
        start = before.start
        near: _Near = "part" if start >= around.part else "sentence"
        if start < around.setting.start:
            near = "paragraph"
        gap = bisect_left(self._words.starts, before.end, 0, at)
        return near, gap < at, gap < at and bool(self._words.last_clear(gap, at))


@cache  # of a few dozen cases: most figures are tied in one of three ways
def _named_ties(gap: _Gap) -> frozenset[str]:
    """What ties a figure to the one before it; nothing does across paragraphs.

    A clear word between the two may open a new matter, so that less ties them.
    """
    near, words, clear, same, change, share, per_cent = gap
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
