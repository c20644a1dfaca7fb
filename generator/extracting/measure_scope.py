"""Which measure a figure belongs to: named beside it, resumed by its noun, or the topic above it.

Candidates get points for being near, for fitting the words around the figure, and lose points for
speaking of another theme. The best one wins if it has enough; otherwise the figure has none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.extracting.measure_places import Named, places_of
from generator.extracting.themes import ThemeMap
from generator.model.article import ParagraphKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from generator.extracting.measure_lexicon import MeasureLexicon
    from generator.extracting.measure_places import Place
    from generator.extracting.measures import FoundMeasure
    from generator.extracting.mention import Mention
    from generator.extracting.segmentation import Document
    from generator.model.evidence import Span

# Sentences that go on with the subject of the sentence before: 今年以来,已…; 目前,累计….
_RE_GOES_ON = re.compile(
    r"^(?:(?:上线|推出|推行|运行|实施|启用|试行|开通|落地|投用|实行|施行|试点|开办|设立|成立|挂牌)(?:以来|后|至今|[近不满]?[0-9一二两三四五六七八九十半]+(?:个多?月|年半?|年多|天|周))|[0-9一二两三四五六七八九十半]+个?[月年][下多]?来|前[一二三]季度|[上下]半年|[一二三四]季度|[半一二两三]年多?来|同时|全年|截至|截止|到目前|目前|在[0-9]|期间|活动(?:现场|当天|中)|首批|首月|今年还|还|今年以来|去年以来|[0-9]{4}年以来|以来|自|已|累计|据统计|截|共|先后|通过(?:改革|该|这)|成效|该|此|其中|改革后|仅)"
)

# 紧扣省里“…”改革部署,…: what the sentence obeys is not what it counts.
_RE_OBEYED = re.compile(r"(?:紧扣|围绕|按照|贯彻|对标|对照|聚焦|根据|落实)[^,。;]{0,10}$")
_RE_ORDERED = re.compile(r"[”’]?[^,。;]{0,6}(?:部署|要求|精神|总目标|总要求)")

# What service staff do.
_RE_DEED = re.compile(r"走访|上门|联系企业|服务企业|解决|收集|化解|协调")

# A figure in Arabic digits with its unit: 16个, 35%, 1.2亿元.
_RE_FIGURE = re.compile(r"[0-9][万亿余多]*[%个家件项次人名元年月天工小批场户笔枚]")

_ENOUGH = 3.0
_IN_CLAUSE, _IN_SENTENCE, _LATER, _TOPIC, _PREVIOUS, _PARAGRAPH = 9.0, 6.0, 2.0, 3.2, 1.5, 0.0
_HEADING = 3.3
_GOES_ON, _ECHO_CLAUSE, _ECHO_SENTENCE = 2.0, 7.5, 5.5
_SAME_THEME, _OTHER_THEME_HERE, _OTHER_THEME_ABOVE = 1.0, 1.5, 4.0
_SAME_OWNER, _SHARED_WORD = 2.5, 1.0
_STAFF_DEED, _THING = 2.0, 0.5
_RUN_IN, _RUN_IN_TOPIC = 32, 6.3
_SCENERY = frozenset({"investment", "livability"})
_BEHIND_FIGURE, _NEXT_ITEM, _ORDER = 10, 30, 16


def measure_of(
    document: Document,
    mentions: Sequence[Mention],
    found: Sequence[FoundMeasure],
    lexicon: MeasureLexicon,
    theme_map: ThemeMap | None = None,
) -> dict[Span, str | None]:
    """Which measure each figure belongs to, by the text's name for it; None when to none.

    Args:
        document: The article.
        mentions: All numeral mentions; those without a quantity are passed over.
        found: The article's measures.
        lexicon: The nouns that resume a measure, and the words that tell a theme.
        theme_map: The article's theme words, if they were looked up before.
    """
    words = theme_map or ThemeMap(document, lexicon.themes)
    reader = _Reader(document, found, lexicon, words)
    owners: dict[Span, str | None] = {}
    last: tuple[Span, str] | None = None
    for mention in mentions:
        if mention.quantity is None:
            continue
        span = mention.span
        scene = reader.scene(span.start)
        before = last if last and last[0] in scene.sentence else None
        owner = owners[span] = reader.owner(span, scene, before)
        last = (span, owner) if owner else None
    return owners


def shared_by_pairs(
    owners: Mapping[Span, str | None], labels: Mapping[Span, str | None]
) -> dict[Span, str | None]:
    """The owners when both ends of a change have the one that only one of them found.

    原来要30天,现在3天内就能“四证齐发”: the 30 days belong to the measure as well.

    Args:
        owners: Which measure each figure belongs to.
        labels: The label that the two ends of a change share; None for other figures.
    """
    known: dict[str, set[str]] = {}
    for span, label in labels.items():
        if label and (owner := owners.get(span)):
            known.setdefault(label, set()).add(owner)
    return {
        span: owner or _only(known.get(labels.get(span) or "")) for span, owner in owners.items()
    }


def _stands(pairs: Iterable[str], words: str) -> bool:
    """Whether any of some pairs of characters stands in a clause."""
    for pair in pairs:  # noqa: SIM110 - a loop: this is asked for every name in reach of a figure
        if pair in words:
            return True
    return False


def _only(names: set[str] | None) -> str | None:
    return next(iter(names)) if names and len(names) == 1 else None


class _Scene(Struct, eq=False):
    """Where a figure stands.

    Attributes:
        clause: Its clause.
        words: The clause's words.
        sentence: Its sentence.
        first: Index of the first place where its paragraph names a measure.
        last: Index of the first such place behind its sentence.
        paragraph: Its paragraph.
        heading: The measure that the heading above names.
    """

    clause: Span
    words: str
    sentence: Span
    first: int
    last: int
    paragraph: Span
    heading: FoundMeasure | None


class _Reader:
    """The places of one article, ready to be asked about any figure."""

    def __init__(
        self,
        document: Document,
        found: Sequence[FoundMeasure],
        lexicon: MeasureLexicon,
        words: ThemeMap,
    ) -> None:
        self._places = places_of(document, found, lexicon)
        self._starts = [place.span.start for place in self._places]
        self._document, self._lexicon = document, lexicon
        self._words = words
        self._names: dict[str, Named] = {}
        self._headings = self._heading_topics()
        self._last: _Scene | None = None
        self._above: dict[tuple[int, int], float] = {}
        self._ordered: dict[int, bool] = {}

    def _heading_topics(self) -> dict[int, FoundMeasure]:
        """For each paragraph the measure that the heading above it names, if it names just one."""
        topics: dict[int, FoundMeasure] = {}
        current: FoundMeasure | None = None
        for index, paragraph in enumerate(self._document.article.paragraphs):
            if paragraph.kind is ParagraphKind.HEADING:
                named = self._between(paragraph.span.start, paragraph.span.end)
                current = named[0].measure if len(named) == 1 else None
            elif current:
                topics[index] = current
        return topics

    def scene(self, offset: int) -> _Scene:
        """Where a figure stands that begins at an offset; figures are asked for in text order."""
        scene = self._last
        if not scene or not scene.clause.start <= offset < scene.clause.end:
            scene = self._last = self._scene(offset)
        return scene

    def owner(self, span: Span, scene: _Scene, before: tuple[Span, str] | None) -> str | None:
        """The name of the measure that the figure at ``span`` belongs to.

        ``before`` is the figure before it in the same sentence and its owner: without a new name
        in between, the sentence is still about that measure.
        """
        points = self._points(span, scene)
        if not points:
            return None
        if before and before[1] in points and self._still(before[0].end, span.start):
            points[before[1]] += _SAME_OWNER
        name = max(points, key=points.__getitem__)
        return name if points[name] >= _ENOUGH else None

    def _still(self, start: int, end: int) -> bool:
        """Whether nothing between two figures of a sentence opens a new subject."""
        return ";" not in self._document.text[start:end] and not self._between(start, end)

    def _points(self, span: Span, scene: _Scene) -> dict[str, float]:
        first, last, points = scene.first, scene.last, dict[str, float]()
        if span.end > scene.sentence.end:
            last = bisect_left(self._starts, span.end, last)
        if first == last and not scene.heading:
            return points
        local = self._local_theme(scene.clause, span)
        for number in range(first, last):
            value, name = self._value(number, span, scene, local), self._places[number].measure.name
            if value > points.setdefault(name, 0.0):
                points[name] = value
        heading = scene.heading
        if heading and heading.theme == local:
            points.setdefault(heading.name, _HEADING)
        return points

    def _scene(self, offset: int) -> _Scene:
        document, starts = self._document, self._starts
        sentence, clause = document.sentence_at(offset), document.clause_at(offset)
        paragraph = document.article.paragraphs[sentence.paragraph].span
        first = bisect_left(starts, paragraph.start)
        return _Scene(
            clause.span,
            clause.text,
            sentence.span,
            first,
            bisect_left(starts, sentence.span.end, first),
            paragraph,
            self._headings.get(sentence.paragraph),
        )

    def _value(self, number: int, span: Span, scene: _Scene, local: str | None) -> float:
        """What speaks for one place being what a figure belongs to."""
        place, clause, sentence = self._places[number], scene.clause, scene.sentence
        start, end = place.span.start, place.span.end
        name = place.measure.name
        named = self._names.get(name) or self._name(name)
        above, passed = start < sentence.start, end <= clause.start
        if above and passed:
            value = self._from_above(number, sentence, scene.paragraph)
        else:
            value = self._position(place, span, clause, sentence)
        if not above and _stands(named.pairs, scene.words):
            value += _SHARED_WORD
        deed = _STAFF_DEED if named.staff and _RE_DEED.search(scene.words) else 0.0
        value += deed - (self._obeyed(number) if passed else 0.0)
        if local == place.measure.theme:
            # A product, tool or body named above: what goes on to be counted is its own.
            value += _SAME_THEME + (_THING if above and named.thing else 0.0)
        elif local and passed:
            value -= self._other_theme(place, local, sentence, value)
        return value

    def _name(self, name: str) -> Named:
        named = self._names[name] = Named.of(name, self._lexicon)
        return named

    def _obeyed(self, number: int) -> float:
        """What a name loses that a clause before only mentions as an order from above."""
        ordered = self._ordered.get(number)
        if ordered is None:
            start, end = self._places[number].span
            text = self._document.text
            obeyed = _RE_OBEYED.search(text[max(0, start - _ORDER) : start])
            ordered = self._ordered[number] = bool(obeyed and _RE_ORDERED.match(text, end))
        return _OTHER_THEME_ABOVE if ordered else 0.0

    def _other_theme(self, place: Place, local: str, sentence: Span, value: float) -> float:
        """What a name loses when the words at the figure speak of another theme.

        Figures of the economy and the place stand beside a reform more often than under it.
        """
        if place.span.start >= sentence.start:
            return _OTHER_THEME_HERE
        if value >= _RUN_IN_TOPIC:
            return _OTHER_THEME_ABOVE if local in _SCENERY else _OTHER_THEME_HERE
        goes_on = _RE_GOES_ON.match(sentence.of(self._document.text))
        return _OTHER_THEME_ABOVE / 2 if goes_on else _OTHER_THEME_ABOVE

    def _between(self, start: int, end: int) -> Sequence[Place]:
        return self._places[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def _local_theme(self, clause: Span, span: Span) -> str | None:
        """The theme of the words in the clause of a figure, if they tell it by a plain word."""
        totals = self._words.near(clause, span)
        if not totals:
            return None
        best = max(totals, key=totals.__getitem__) if len(totals) > 1 else next(iter(totals))
        most = totals.pop(best)
        rest = max(totals.values()) if totals else 0.0
        # One plain word more.
        return self._lexicon.themes.themes[best] if most - rest >= 2 else None  # noqa: PLR2004

    def _position(self, place: Place, span: Span, clause: Span, sentence: Span) -> float:
        """Points of a name in the sentence of the figure."""
        if place.span.start >= clause.end:
            return _LATER - (place.span.start - clause.end) / 20
        if place.span.end > clause.start:
            if self._summed_up(place, span, clause):
                return 0.0
            return (_ECHO_CLAUSE if place.echo else _IN_CLAUSE) - self._distance(place, span) / 20
        return self._from_sentence(place, clause, sentence)

    def _summed_up(self, place: Place, span: Span, clause: Span) -> bool:
        """Whether the figure counts a list that the name is only an item of: A、B等6张清单."""
        if place.span.start > span.start:
            return False
        others = self._between(clause.start, span.start)
        return len(others) > 1 and "等" in self._document.text[place.span.end : span.start]

    def _distance(self, place: Place, span: Span) -> float:
        """Characters between a name and a figure of one clause; a name behind counts as farther."""
        if place.span.start < span.start:
            return max(0, span.start - place.span.end)
        between = self._document.text[span.end : place.span.start]
        return len(between) + (_NEXT_ITEM if "、" in between else _BEHIND_FIGURE)

    def _from_sentence(self, place: Place, clause: Span, sentence: Span) -> float:
        """Points of a name in an earlier clause: the first one is what the sentence is about.

        A later clause with a figure of its own opens a new subject.
        """
        value = _ECHO_SENTENCE if place.echo else _IN_SENTENCE
        text = self._document.text
        start = max(text.rfind(";", sentence.start, clause.start) + 1, sentence.start)
        if place.span.start < start:
            return value - 4.5
        own = self._document.clause_at(place.span.start)
        if _RE_FIGURE.search(own.text):
            return value + 1.0 - (clause.start - place.span.end) / 40
        return value - (1.5 if self._between(start, place.span.start) else 0.0)

    def _from_above(self, number: int, sentence: Span, paragraph: Span) -> float:
        """Points of a name in an earlier sentence of the paragraph, the same all over a sentence."""
        known = self._above.get((number, sentence.start))
        if known is None:
            known = self._read_above(self._places[number], sentence, paragraph)
            self._above[number, sentence.start] = known
        return known

    def _read_above(self, place: Place, sentence: Span, paragraph: Span) -> float:
        document = self._document
        value = _GOES_ON if _RE_GOES_ON.match(sentence.of(document.text)) else 0.0
        value -= 1.0 if place.echo else 0.0
        index = document.sentence_index(place.span.start)
        own = document.sentences[index].span
        first = index == document.sentence_index(paragraph.start)
        if first and not place.echo and self._runs_in(place, own):
            return _RUN_IN_TOPIC
        if self._between(own.start, place.span.start):
            value -= 0.5
        if first:
            return value + _TOPIC
        return value + (
            _PREVIOUS if index + 1 == document.sentence_index(sentence.start) else _PARAGRAPH
        )

    def _runs_in(self, place: Place, sentence: Span) -> bool:
        """Whether a short sentence stands like a heading (建立“…”平台) before its paragraph."""
        words = self._lexicon.words
        if len(sentence) > _RUN_IN:
            return False
        leads = place.span.start - sentence.start <= 1
        return leads or any(words.creations(self._document.text, sentence.start, place.span.start))
