"""Where a text names its measures or points back to them: 该机制, 专席 for “企问我答”专席."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import accumulate
from operator import attrgetter
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.extracting.scanning import Opening
from generator.model.evidence import Span, spanned

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.extracting.measure_lexicon import IntroducingWords, MeasureLexicon
    from generator.extracting.measures import FoundMeasure
    from generator.extracting.segmentation import Document

# 这项政策, 该机制, 此举: words that point back to a measure.
_POINTER = Opening(
    re.compile(
        r"(?:这一?[项种个套]?|该项?|此[项类]?)(?:政策|做法|改革|模式|机制|服务|举措|制度|办法|产品|活动|措施)|此举"
    ),
    "这该此",
    "[一项种个套类政做改模机服举制办产活措]",
)

_SPAN = attrgetter("span")

# 各中心共受理…, 今年,中心办结…: the short name of a centre before its verb.
# The word itself comes first in the pattern: that is what the engine skips to.
_RE_CENTRE = re.compile(r"中心(?<=[各该,。;:\n]中心)(?=[共累已先受办提为开接归集])")


class Place(Struct, frozen=True, gc=False):
    """Where the text names a measure, or resumes it by its noun (``echo``)."""

    span: Span
    measure: FoundMeasure
    echo: bool = False


def places_of(
    document: Document, found: Sequence[FoundMeasure], lexicon: MeasureLexicon
) -> list[Place]:
    """The places of all measures in text order.

    Args:
        document: The article.
        found: Its measures.
        lexicon: The nouns that resume a measure.
    """
    if not found:
        return []
    named = [Place(span, measure) for measure in found for span in measure.mentions]
    named.sort(key=_SPAN)
    echoes = _echoes(document.text, found, lexicon) + _pointers(document, named)
    if not echoes:
        return named
    further: list[Place] = []
    starts = [place.span.start for place in named]
    reached = list(accumulate((place.span.end for place in named), max))
    for echo in echoes:
        before = bisect_left(starts, echo.span.end)
        if not before or reached[before - 1] <= echo.span.start:
            further.append(echo)
    return sorted([*named, *further], key=_SPAN) if further else named


def _pointers(document: Document, places: Sequence[Place]) -> list[Place]:
    """Places where 这项政策, 该机制 point back to the last name in the paragraph."""
    found: list[Place] = []
    starts: list[int] = []
    for match in _POINTER.finditer(document.text):
        starts = starts or [place.span.start for place in places]
        index = bisect_left(starts, match.start()) - 1
        paragraph = document.paragraph_at(match.start()).span
        if index >= 0 and places[index].span.start >= paragraph.start:
            span = Span(match.start(), match.end())
            found.append(Place(span, places[index].measure, echo=True))
    return found


def _echoes(text: str, found: Sequence[FoundMeasure], lexicon: MeasureLexicon) -> list[Place]:
    """Places where the last noun of a measure's name stands for the measure.

    A noun that two measures share stands for neither.
    """
    nouns: dict[str, list[FoundMeasure]] = {}
    centres = []
    for measure in found:
        name = measure.name.rstrip("”’")
        if noun := _noun(name, lexicon.words):
            nouns.setdefault(noun, []).append(measure)
        if name.endswith("中心"):
            centres.append(measure)
    echoes = [
        Place(span, owners[0], echo=True)
        for noun, owners in nouns.items()
        if len(owners) == 1
        for span in _mentions_of(noun, text)
    ]
    if len(centres) == 1:
        for match in _RE_CENTRE.finditer(text):
            start = match.start()
            start -= text[start - 1] in "各该"
            echoes.append(Place(Span(start, match.end()), centres[0], echo=True))
    return echoes


def _noun(name: str, words: IntroducingWords) -> str | None:
    """The noun that a name ends with, or that a part of a sum begins with."""
    if noun := words.echo_ends.ending(name[1:]):
        return noun
    if "+" in name:
        for noun in words.echoes:
            if noun in name and f"+{noun}" in name:
                return noun
    return None


def _mentions_of(noun: str, text: str) -> Iterator[Span]:
    """Where a noun stands, but not as the first part of 热线电话."""
    at = text.find(noun)
    while at >= 0:
        end = at + len(noun)
        if text.startswith("电话", end):
            end = at + 1
        else:
            yield spanned((at, end))
        at = text.find(noun, end)
