"""What speaks for each theme at one figure, place by place, and what ties it to the one before.

A place is where evidence stands: just before the figure, between the figure before it and this one,
in its clause, its sentence, its paragraph, its measure, its unit. What each place weighs was fitted
on annotated articles (``theme_weights.yml``); nothing here knows a weight.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from generator.extracting.theme_around import AroundReader
from generator.extracting.theme_map import DOUBT, item_of
from generator.extracting.theme_rows import weigh
from generator.model.fact import Role

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.extracting.measures import FoundMeasure
    from generator.extracting.segmentation import Document
    from generator.extracting.surroundings import Surroundings
    from generator.extracting.theme_around import Around
    from generator.extracting.theme_lexicon import ThemeLexicon
    from generator.extracting.theme_map import ThemeMap
    from generator.extracting.theme_rows import Row
    from generator.extracting.theme_weights import Between, Near
    from generator.model.evidence import Span


_BESIDE, _RIGHT_BEHIND = 6, 5
_WHOLE_RULE = 8.0
_FAR = 100
_BEFORE, _AFTER, _SHARE = Role.BEFORE, Role.AFTER, Role.SHARE


class EvidenceReader:
    """Reads the evidence for the figures of one article.

    Args:
        document: The article.
        words: Where the words that tell a theme stand in it.
        lexicon: Units, settled cases and weights.
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
        self._weights, themes = lexicon.weighing, lexicon.themes
        self._measures: dict[str | None, int] = {
            measure.name: themes.index(measure.theme) for measure in found
        }
        self._around = AroundReader(document, words, lexicon, found)

    def read(
        self,
        places: Sequence[Surroundings],
        owners: Mapping[Span, str | None],
        roles: Mapping[Span, Role],
    ) -> tuple[list[Row], list[float]]:
        """What speaks for each theme at every figure, and what ties it to the one before.

        Args:
            places: The surroundings of the figures, in text order.
            owners: The measure that each figure belongs to.
            roles: The role of each figure.

        Returns:
            For each figure the score of every theme, and what is gained when it has the theme of
            the one before.
        """
        starts, units, measures = self._words.starts, self._lexicon.units, self._measures
        gains = self._lexicon.gains
        rows: list[Row] = []
        ties: list[float] = []
        around: Around | None = None
        before: Span | None = None
        owned, past, last, weights = None, None, len(places) - 1, self._weights
        for index, place in enumerate(places):
            span, unit = place.mention.span, place.unit
            if not around or around.reach is not place.clause:
                around = self._around.at(place)
            role, owner, scores = roles.get(span), owners.get(span), around.scores.copy()
            follows = places[index + 1].mention.span.start if index < last else span.end + _FAR
            at = bisect_left(starts, span.start, around.first)
            floor = 0 if before is None else before.end
            between = self._add_beside(scores, around, span, at, floor, follows)
            if told := units.get(unit):
                weigh(scores, told[0], weights.unit)
            if around.case < around.last_case:
                self._add_settled(scores, around, unit, role)
            if owner in measures:
                scores[measures[owner]] += weights.measure
            rows.append(scores)
            tie = 0.0
            if before is not None and before.start >= around.paragraph:
                near: Near = "part"
                if before.start < around.part:
                    near = "sentence" if before.start >= around.sentence else "paragraph"
                    between = self._between(before.end, at)
                same, change = (
                    owner is not None and owned == owner,
                    past is _BEFORE and role is _AFTER,
                )
                tie = gains[near, between, same, change, role is _SHARE, unit == "%"]
            ties.append(tie)
            before, owned, past = span, owner, role
        return rows, ties

    def _add_beside(
        self, scores: Row, around: Around, span: Span, at: int, floor: int, follows: int
    ) -> Between:
        """Add what stands right beside a figure, between it and its neighbours, in its item.

        ``at`` is the index of the first word from the figure on, ``floor`` where the figure before
        ends, ``follows`` where the next one begins.

        Returns:
            What lies between the figure before and this one, if both stand in this part.
        """
        words, weights, end = self._words, self._weights, span.end
        starts, own, past = words.starts, around.own, around.past
        if around.listed:
            opening, closing = item_of(self._text, around.clause.span, span)
            own = bisect_left(starts, opening)
            past = bisect_left(starts, closing, own)
            if own < past:
                words.share(scores, own, past, weights.share_of_item)
        between: Between = "nothing"
        if at > around.first:
            begin = bisect_left(starts, floor, around.first, at)
            near = bisect_left(starts, span.start - _BESIDE, own, at) if own < at else at
            between = self._add_before(scores, begin, near, at)
        behind = bisect_left(starts, end, at)
        if behind < past:
            soon = bisect_left(starts, end + _RIGHT_BEHIND, behind, past)
            after = bisect_left(starts, follows, behind, past)
            if soon == after:
                words.weigh(scores, behind, soon, weights.behind + weights.after)
            else:
                words.weigh(scores, behind, soon, weights.behind)
                words.weigh(scores, behind, after, weights.after)
        return between

    def _add_before(self, scores: Row, begin: int, near: int, at: int) -> Between:
        """Add what the words before a figure say.

        Args:
            scores: What speaks for each theme.
            begin: The first word behind the figure before, in this part of the sentence.
            near: The first word of those just before the figure.
            at: The first word behind them.
        """
        known, weights = self._words, self._weights
        if near < at and near != begin:
            known.weigh(scores, near, at, weights.beside)
        if begin == at:
            return "nothing"
        factor = weights.between + weights.share_of_between / (known.whole(begin, at) + DOUBT)
        known.weigh(scores, begin, at, factor + weights.beside if near == begin else factor)
        clear = known.last_clear(begin, at)
        if not clear:
            return "word"
        weigh(scores, clear, weights.clear)
        return "clear word"

    def _between(self, start: int, at: int) -> Between:
        """What lies between the end of a figure in another part and a figure.

        ``at`` counts the first word from the second figure on.
        """
        gap = bisect_left(self._words.starts, start, 0, at)
        if gap == at:
            return "nothing"
        return "clear word" if self._words.last_clear(gap, at) else "word"

    def _add_settled(self, scores: Row, around: Around, unit: str, role: Role | None) -> None:
        """Add the settled cases that hold in the clause, and those that hold from the part's start."""
        rules, opening, about = self._lexicon.rules, around.start, self._lexicon.about
        fits, end = about.get(unit) or about[""], around.end
        fitting: dict[int, bool] = {}
        for at, stop, case in self._words.cases[around.case : around.last_case]:
            if case in fits and stop <= end:
                fitting[case] = at >= opening or fitting.get(case, False)
        if not fitting:
            return
        here: dict[int, float] = {}
        wider: dict[int, float] = {}
        for case in sorted(fitting) if len(fitting) > 1 else fitting:
            rule = rules[case]
            if rule.roles and role not in rule.roles:
                continue
            if fitting[case] and (not rule.any_too or rule.completed(around.clause.text)):
                here[rule.place] = here.get(rule.place, 0.0) + rule.weight / _WHOLE_RULE
            elif around.part < opening and rule.completed(self._text[around.part : end]):
                wider[rule.place] = wider.get(rule.place, 0.0) + rule.weight / _WHOLE_RULE
        if here:
            weigh(scores, here.items(), self._weights.settled)
        if wider:
            weigh(scores, wider.items(), self._weights.settled_before)
