"""Which time holds for which figure.

A time that leads holds for the figures behind it in its sentence, until another time leads or
words of the present or the future (目前, 下一步, 投产后) end it; it never crosses the sentence's end
nor the edge of quoted speech (gold GUIDELINES, settled cases on periods).
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from generator.extracting.period_context import meanwhile, planned
from generator.extracting.period_lexicon import PeriodLexicon
from generator.extracting.period_scope import Scope
from generator.extracting.publication import infer_published, reference
from generator.extracting.time_expressions import find_periods

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.extracting.segmentation import Document
    from generator.extracting.surroundings import Surroundings
    from generator.model.evidence import Span
    from generator.model.period import Period

__all__ = ["PeriodLexicon", "find_periods", "infer_published", "resolve_periods"]

_SENTENCE = attrgetter("sentence_index")
_AGE = "岁"


def resolve_periods(
    document: Document, places: Sequence[Surroundings], lexicon: PeriodLexicon
) -> dict[Span, Period | None]:
    """The period of every figure.

    Args:
        document: The text.
        places: The surroundings of the figures.
        lexicon: The words of time.

    Returns:
        For the span of each figure the period that holds for it, None where the text gives none or
        none that can be known.
    """
    periods = find_periods(document, lexicon)
    today = reference(document.article, lexicon)
    starts = [period.span.start for period in periods]
    resolved: dict[Span, Period | None] = {}
    for _, group in groupby(places, _SENTENCE):
        figures = list(group)
        sentence, spans = figures[0].sentence, [place.mention.span for place in figures]
        first = bisect_left(starts, sentence.span.start)
        last = bisect_left(starts, sentence.span.end, first)
        ahead = planned(document, sentence, today)
        # A sentence without a time of its own needs no scope: there is nothing that could hold.
        own = periods[first:last]
        scope = Scope(document, sentence, lexicon, own, today, spans) if own else None
        again = "同" in sentence.text
        if scope is None and not again:  # most sentences
            for place, span in zip(figures, spans, strict=True):
                resolved[span] = None if place.unit == _AGE else ahead
            continue
        for place, span in zip(figures, spans, strict=True):
            held: Period | None = None
            if place.unit != _AGE:
                held = (scope.of(span) if scope else None) or ahead
                if held is None and again:
                    held = meanwhile(document, span, periods, starts)
            resolved[span] = held
    return resolved
