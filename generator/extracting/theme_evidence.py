"""What speaks for each theme at one figure, place by place, and what ties it to the one before.

A place is where evidence stands: just before the figure, between the figure before it and this one,
in its clause, its sentence, its paragraph, its measure, its unit. What each place weighs was fitted
on annotated articles (``theme_weights.yml``); nothing here knows a weight.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from generator.extracting.theme_around import DOUBT, SURE, AroundReader
from generator.extracting.theme_map import item_of
from generator.model.fact import Role
from generator.model.values import value

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.extracting.measures import FoundMeasure
    from generator.extracting.mention import Mention
    from generator.extracting.segmentation import Document
    from generator.extracting.theme_around import Around, Spoken
    from generator.extracting.theme_lexicon import ThemeLexicon, Told
    from generator.extracting.theme_map import ThemeMap
    from generator.model.evidence import Span


_BESIDE, _RIGHT_BEHIND = 6, 5
_WHOLE_RULE = 8.0
_NOTHING: Told = ({}, 1.0)
_UNTIED: frozenset[str] = frozenset()
_FAR = 100
_BEFORE, _AFTER, _SHARE_ROLE = Role.BEFORE, Role.AFTER, Role.SHARE


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
        self._around = AroundReader(document, words, found)

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
            around, at = self._around.at(span.start), bisect_left(starts, span.start)
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
        if around.cases:
            spoken += self._settled(around, unit, role)
        if owner in self._themes:
            spoken.append(("measure", {self._themes[owner]: 1.0}, 1.0))
        return spoken

    def _own(
        self, around: Around, span: Span, at: int, neighbours: tuple[int, int]
    ) -> list[Spoken]:
        """What stands right beside a figure, between it and its neighbours, in its item.

        ``at`` is the index of the first word from the figure on; ``neighbours`` are the end of the
        figure before and the start of the next one.
        """
        words, starts, first = self._words, self._words.starts, around.first
        start, end = span.start, span.end
        opening, closing = around.clause.start, around.clause.end
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
            if behind < soon:
                spoken.append(("behind", words.told(behind, soon)[0], SURE))
            if behind < after:
                spoken.append(("after", words.told(behind, after)[0], SURE))
        item = around.told
        if around.listed or closing > around.clause.end:
            item = self._around.told(opening, closing)
        if item[0]:
            spoken.append(("share of item", item[0], item[1] + DOUBT))
        return spoken

    def _ahead(self, beside: int, gap: int, at: int) -> list[Spoken]:
        """What the words before a figure say: ``beside`` and ``gap`` count the first ones."""
        words = self._words
        spoken: list[Spoken] = []
        if beside < at:
            spoken.append(("beside", words.told(beside, at)[0], SURE))
        if gap < at:
            between, whole = words.told(gap, at)
            spoken.append(("between", between, SURE))
            if clear := words.last_clear(gap, at):
                spoken.append(("last clear", clear, SURE))
            spoken.append(("share of between", between, whole + DOUBT))
        return spoken

    def _settled(self, around: Around, unit: str, role: Role | None) -> list[Spoken]:
        """The settled cases that hold in the clause, and those that hold from the part's start."""
        rules, opening = self._lexicon.rules, around.clause.start
        fitting = [word for word in around.cases if rules[word[1]].counts(unit, role)]
        if not fitting:
            return []
        text, closing = self._document.text, around.clause.end
        here: defaultdict[str, float] = defaultdict(float)
        wider: defaultdict[str, float] = defaultdict(float)
        inside = {case for at, case in fitting if at >= opening}
        for case in sorted({case for _, case in fitting}):
            rule = rules[case]
            if case in inside and rule.completed(text[opening:closing]):
                here[rule.theme] += rule.weight / _WHOLE_RULE
            elif rule.completed(text[around.part : closing]):
                wider[rule.theme] += rule.weight / _WHOLE_RULE
        both: list[Spoken] = [("settled", here, 1.0), ("settled before", wider, 1.0)]
        return [said for said in both if said[1]]

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
        start, end, role = before.span.start, before.span.end, roles.get(mention.span)
        gap = bisect_left(self._words.starts, end)
        clear = gap < at and bool(self._words.last_clear(gap, at))
        near: Literal["paragraph", "sentence", "part"] = (
            "part" if start >= around.part else "sentence"
        )
        if start < around.setting.start:
            near = "paragraph"
        change = role is _AFTER and roles.get(before.span) is _BEFORE
        per_cent = mention.quantity is not None and mention.quantity.unit == "%"
        return _named_ties(_Gap(near, gap < at, clear, same, change, role is _SHARE_ROLE, per_cent))


class _Gap(NamedTuple):
    """What lies between two figures of a paragraph."""

    near: Literal["paragraph", "sentence", "part"]
    words: bool
    clear: bool
    same: bool
    change: bool
    share: bool
    per_cent: bool


@cache  # of a few dozen cases: most figures are tied in one of three ways
def _named_ties(gap: _Gap) -> frozenset[str]:
    """What ties a figure to the one before it; nothing does across paragraphs.

    A clear word between the two may open a new matter, so that less ties them.
    """
    ties = {"same paragraph"}
    if not gap.words:
        ties.add("no word between")
    if gap.same:
        ties.add("same measure")
    if gap.near == "paragraph":
        return frozenset(ties)
    ties.add(f"same {gap.near}, new word between" if gap.clear else f"same {gap.near}")
    if gap.change:
        ties.add("both ends of a change")
    if not gap.clear and gap.share:
        ties.add("share")
    if not gap.clear and gap.per_cent:
        ties.add("per cent")
    return frozenset(ties)
