"""Which measure a figure belongs to: named beside it, resumed by its noun, or the topic above it.

Candidates get points for being near, for fitting the words around the figure, and lose points for
speaking of another theme. The best one wins if it has enough; otherwise the figure has none.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from generator.extracting.measure_claims import Claims
from generator.extracting.measure_places import places_of
from generator.extracting.themes import ThemeMap
from generator.model.article import ParagraphKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.extracting.measure_claims import Claim, Scene
    from generator.extracting.measure_lexicon import MeasureLexicon
    from generator.extracting.measure_places import Place
    from generator.extracting.measures import FoundMeasure
    from generator.extracting.segmentation import Document
    from generator.extracting.surroundings import Surroundings
    from generator.model.evidence import Span

# Members at hand: each look-up of one costs as much as a short pattern.
_HEADING_KIND = ParagraphKind.HEADING

_ENOUGH = 3.0
_HEADING = 3.3
_SAME_OWNER = 2.5
_CLEARLY = 2
"""By how much one theme is ahead at a figure: one plain word more."""


def measure_of(
    document: Document,
    places: Sequence[Surroundings],
    found: Sequence[FoundMeasure],
    lexicon: MeasureLexicon,
    theme_map: ThemeMap | None = None,
) -> dict[Span, str | None]:
    """Which measure each figure belongs to, by the text's name for it; None when to none.

    Args:
        document: The article.
        places: The surroundings of its figures.
        found: The article's measures.
        lexicon: The nouns that resume a measure, and the words that tell a theme.
        theme_map: The article's theme words, if they were looked up before.
    """
    if not found:
        return dict.fromkeys([place.mention.span for place in places])
    reader = _Reader(document, found, lexicon, theme_map or ThemeMap(document, lexicon.themes))
    return reader.owners(places)


def shared_by_pairs(
    owners: dict[Span, str | None], labels: Mapping[Span, str | None]
) -> dict[Span, str | None]:
    """The owners when both ends of a change have the one that only one of them found.

    原来要30天,现在3天内就能“四证齐发”: the 30 days belong to the measure as well.

    Args:
        owners: Which measure each figure belongs to.
        labels: The label that the two ends of a change share; none or None for other figures.
    """
    if not labels:
        return owners
    known: dict[str, set[str]] = {}
    for span, label in labels.items():
        if label and (owner := owners.get(span)):
            known.setdefault(label, set()).add(owner)
    return {
        span: owner or _only(known.get(labels.get(span) or "")) for span, owner in owners.items()
    }


def _only(names: set[str] | None) -> str | None:
    return next(iter(names)) if names and len(names) == 1 else None


class _Reader:
    """The places of one article, ready to be asked about its figures."""

    def __init__(
        self,
        document: Document,
        found: Sequence[FoundMeasure],
        lexicon: MeasureLexicon,
        words: ThemeMap,
    ) -> None:
        places = places_of(document, found, lexicon)
        self._document, self._words, self._themes = document, words, lexicon.themes.themes
        self._claims = Claims(document, places, lexicon)
        self._headings = self._heading_topics(places)

    def _heading_topics(self, places: Sequence[Place]) -> dict[int, FoundMeasure]:
        """For each paragraph the measure that the heading above it names, if it names just one."""
        topics: dict[int, FoundMeasure] = {}
        current: FoundMeasure | None = None
        starts = self._claims.starts
        for index, paragraph in enumerate(self._document.article.paragraphs):
            if paragraph.kind is _HEADING_KIND:
                first = bisect_left(starts, paragraph.span.start)
                named = bisect_left(starts, paragraph.span.end, first) - first
                current = places[first].measure if named == 1 else None
            elif current:
                topics[index] = current
        return topics

    def owners(self, places: Sequence[Surroundings]) -> dict[Span, str | None]:
        """The names of the measures that figures belong to; the figures are in text order."""
        owners: dict[Span, str | None] = {}
        claimed, scene, heading = self._claims, None, None
        last: tuple[Span, str] | None = None
        """The figure before in the sentence, if it belongs to a measure, and that measure."""
        for place in places:
            if not scene or scene.number != place.sentence_index:
                scene, last = claimed.scene(place), None
                heading = self._headings.get(place.sentence.paragraph)
            span = place.mention.span
            claims = claimed.of(place, scene)
            owner = None
            if claims or heading:
                known, owner = _settled(claims, heading, last[1] if last else None)
                if not known:
                    owner = self._best(place, scene, claims, heading, last)
            last = (span, owner) if owner else None
            owners[span] = owner
        return owners

    def _going_on(self, last: tuple[Span, str], span: Span, scene: Scene) -> str | None:
        """The owner of the figure before in the sentence, if nothing opens a new subject since.

        Without a new name in between, the sentence is still about that measure.
        """
        before, name = last
        if before.end > scene.end:
            return None
        apart = self._document.text.find(";", before.end, span.start) >= 0
        return None if apart or self._claims.some(before.end, span.start) else name

    def _best(
        self,
        place: Surroundings,
        scene: Scene,
        claims: Sequence[Claim],
        heading: FoundMeasure | None,
        last: tuple[Span, str] | None,
    ) -> str | None:
        """The measure with most points, if they are enough."""
        local = self._local_theme(place.segment.span, place.mention.span)
        points: dict[str, float] = {}
        for claim in claims:
            value = claim.told(local, goes_on=scene.goes_on)
            if value > points.setdefault(claim.name, 0.0):
                points[claim.name] = value
        if heading and heading.theme == local:
            points.setdefault(heading.name, _HEADING)
        if not points:
            return None
        if last and (going_on := self._going_on(last, place.mention.span, scene)) in points:
            points[going_on] += _SAME_OWNER
        name = max(points, key=points.__getitem__)
        return name if points[name] >= _ENOUGH else None

    def _local_theme(self, clause: Span, span: Span) -> str | None:
        """The theme of the words in the clause of a figure, if they tell it by a plain word."""
        totals = self._words.near(clause, span)
        if not totals:
            return None
        best = max(totals, key=totals.__getitem__) if len(totals) > 1 else next(iter(totals))
        lead = totals[best]
        if len(totals) > 1:
            del totals[best]
            lead -= max(totals.values())
        return self._themes[best] if lead >= _CLEARLY else None


def _settled(
    claims: Sequence[Claim], heading: FoundMeasure | None, last: str | None
) -> tuple[bool, str | None]:
    """Whether it is known by the claims alone who owns a figure, and who.

    The theme of the words around the figure moves each claim between two bounds; the owner of the
    figure before (``last``) may get something on top. Often the best claim wins whatever they are.
    """
    if len(claims) == 1 and not heading:
        claim = claims[0]
        if claim.value - claim.less >= _ENOUGH:
            return True, claim.name
        high = claim.value + claim.more
        return (high + _SAME_OWNER if claim.name == last else high) < _ENOUGH, None
    name, low = "", 0.0
    for claim in claims:
        least = claim.value - claim.less
        if least > low:
            name, low = claim.name, least
    owned = low >= _ENOUGH
    most = low if owned else _ENOUGH
    for claim in claims:
        if owned and claim.name == name:
            continue
        high = claim.value + claim.more
        if (high + _SAME_OWNER if claim.name == last else high) >= most:
            return False, None
    if heading and heading.name != name:
        open_still = _HEADING + (_SAME_OWNER if heading.name == last else 0.0) >= most
        return not open_still, name if owned else None
    return True, name if owned else None
