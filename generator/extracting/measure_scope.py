"""Which measure a figure belongs to: named beside it, resumed by its noun, or the topic above it.

Candidates get points for being near, for fitting the words around the figure, and lose points for
speaking of another theme. The best one wins if it has enough; otherwise the figure has none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple, Self

from generator.extracting.themes import ThemeMap
from generator.model.article import ParagraphKind
from generator.model.evidence import Span
from generator.model.values import value

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.extracting.measure_lexicon import MeasureLexicon
    from generator.extracting.measures import FoundMeasure
    from generator.extracting.mention import Mention
    from generator.extracting.segmentation import Document

# Sentences that go on with the subject of the sentence before: 今年以来,已…; 目前,累计….
_RE_GOES_ON = re.compile(
    r"^(?:(?:上线|推出|推行|运行|实施|启用|试行|开通|落地|投用|实行|施行|试点|开办|设立|成立|挂牌)(?:以来|后|至今|[近不满]?[0-9一二两三四五六七八九十半]+(?:个多?月|年半?|年多|天|周))|[0-9一二两三四五六七八九十半]+个?[月年][下多]?来|前[一二三]季度|[上下]半年|[一二三四]季度|[半一二两三]年多?来|同时|全年|截至|截止|到目前|目前|在[0-9]|期间|活动(?:现场|当天|中)|首批|首月|今年还|还|今年以来|去年以来|[0-9]{4}年以来|以来|自|已|累计|据统计|截|共|先后|通过(?:改革|该|这)|成效|该|此|其中|改革后|仅)"
)

# 这项政策, 该机制, 此举: words that point back to a measure.
_RE_POINTER = re.compile(
    r"(?:这一?[项种个套]?|该项?|此[项类]?)(?:政策|做法|改革|模式|机制|服务|举措|制度|办法|产品|活动|措施)|此举"
)

# 紧扣省里“…”改革部署,…: what the sentence obeys is not what it counts.
_RE_OBEYED = re.compile(r"(?:紧扣|围绕|按照|贯彻|对标|对照|聚焦|根据|落实)[^,。;]{0,10}$")
_RE_ORDERED = re.compile(r"[”’]?[^,。;]{0,6}(?:部署|要求|精神|总目标|总要求)")

# What service staff do.
_RE_DEED = re.compile(r"走访|上门|联系企业|服务企业|解决|收集|化解|协调")

# 各中心共受理…, 今年,中心办结…: the short name of a centre before its verb.
_RE_CENTRE = re.compile(r"(?:各|该|(?<=[,。;:\n]))中心(?=[共累已先受办提为开接归集])")

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


@value
class _Place:
    """Where the text names a measure, or resumes it by its noun (``echo``)."""

    span: Span
    measure: FoundMeasure
    echo: bool = False


class _Named(NamedTuple):
    """What a measure's name tells: its pairs of characters, whether it names staff or a thing."""

    pairs: frozenset[str]
    staff: bool
    thing: bool

    @classmethod
    def of(cls, name: str, lexicon: MeasureLexicon) -> Self:
        words = lexicon.words
        pairs = frozenset(name[at : at + 2] for at in range(len(name) - 1))
        thing = name.rstrip("”’").endswith(words.things)
        return cls(pairs - words.common_pairs, words.staff.ending(name) is not None, thing)


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
        sentence = document.sentence_at(mention.span.start).span
        before = last if last and last[0] in sentence else None
        owner = owners[mention.span] = reader.owner(mention.span, before)
        last = (mention.span, owner) if owner else None
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


def _only(names: set[str] | None) -> str | None:
    return next(iter(names)) if names and len(names) == 1 else None


class _Reader:
    """The places of one article, ready to be asked about any figure."""

    def __init__(
        self,
        document: Document,
        found: Sequence[FoundMeasure],
        lexicon: MeasureLexicon,
        words: ThemeMap,
    ) -> None:
        named = [_Place(span, measure) for measure in found for span in measure.mentions]
        echoes = _echoes(document.text, found, lexicon) + _pointers(document, named)
        taken = [place.span for place in named]
        self._places = sorted(
            [*named, *(e for e in echoes if not any(e.span.overlaps(t) for t in taken))],
            key=lambda place: place.span,
        )
        self._starts = [place.span.start for place in self._places]
        self._document, self._lexicon = document, lexicon
        self._words = words
        self._named = {measure.name: _Named.of(measure.name, lexicon) for measure in found}
        self._headings = self._heading_topics()

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

    def owner(self, span: Span, before: tuple[Span, str] | None) -> str | None:
        """The name of the measure that the figure at ``span`` belongs to.

        ``before`` is the figure before it in the same sentence and its owner: without a new name
        in between, the sentence is still about that measure.
        """
        points = self._points(span)
        if not points:
            return None
        if before and before[1] in points and self._still(before[0].end, span.start):
            points[before[1]] += _SAME_OWNER
        name = max(points, key=lambda key: points[key])
        return name if points[name] >= _ENOUGH else None

    def _still(self, start: int, end: int) -> bool:
        """Whether nothing between two figures of a sentence opens a new subject."""
        return ";" not in self._document.text[start:end] and not self._between(start, end)

    def _points(self, span: Span) -> dict[str, float]:
        document = self._document
        clause, sentence = (
            document.clause_at(span.start).span,
            document.sentence_at(span.start).span,
        )
        paragraph = document.paragraph_at(span.start).span
        local = self._local_theme(clause, span)
        points: dict[str, float] = {}
        for place in self._between(paragraph.start, max(sentence.end, span.end)):
            value = self._position(place, span, clause, sentence, paragraph)
            if place.span.start >= sentence.start and self._shares_word(place, clause):
                value += _SHARED_WORD
            value += self._deed(place, clause) - self._obeyed(place, clause)
            if local == place.measure.theme:
                value += _SAME_THEME + self._keeps_figures(place, sentence)
            elif local and place.span.end <= clause.start:
                value -= self._other_theme(place, local, sentence, value)
            points[place.measure.name] = max(points.get(place.measure.name, 0.0), value)
        heading = self._headings.get(document.sentence_at(span.start).paragraph)
        if heading and heading.theme == local:
            points.setdefault(heading.name, _HEADING)
        return points

    def _keeps_figures(self, place: _Place, sentence: Span) -> float:
        """Points of a product, tool or body named above: what goes on to be counted is its own."""
        above = place.span.start < sentence.start
        return _THING if above and self._named[place.measure.name].thing else 0.0

    def _obeyed(self, place: _Place, clause: Span) -> float:
        """What a name loses that a clause before only mentions as an order from above."""
        text, name = self._document.text, place.span
        if name.end > clause.start:
            return 0.0
        before = text[max(0, name.start - _ORDER) : name.start]
        ordered = _RE_OBEYED.search(before) and _RE_ORDERED.match(text, name.end)
        return _OTHER_THEME_ABOVE if ordered else 0.0

    def _deed(self, place: _Place, clause: Span) -> float:
        """Points of staff for what staff do: 走访企业, 解决难题 after 320名“助企员”."""
        staff = self._named[place.measure.name].staff
        return _STAFF_DEED if staff and _RE_DEED.search(clause.of(self._document.text)) else 0.0

    def _other_theme(self, place: _Place, local: str, sentence: Span, value: float) -> float:
        """What a name loses when the words at the figure speak of another theme.

        Figures of the economy and the place stand beside a reform more often than under it.
        """
        if place.span.start >= sentence.start:
            return _OTHER_THEME_HERE
        if value >= _RUN_IN_TOPIC:
            return _OTHER_THEME_ABOVE if local in _SCENERY else _OTHER_THEME_HERE
        goes_on = _RE_GOES_ON.match(sentence.of(self._document.text))
        return _OTHER_THEME_ABOVE / 2 if goes_on else _OTHER_THEME_ABOVE

    def _shares_word(self, place: _Place, clause: Span) -> bool:
        """Whether the clause has two characters in a row from the name (common pairs apart)."""
        words = clause.of(self._document.text)
        return any(pair in words for pair in self._named[place.measure.name].pairs)

    def _between(self, start: int, end: int) -> Sequence[_Place]:
        return self._places[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def _local_theme(self, clause: Span, span: Span) -> str | None:
        """The theme of the words in the clause of a figure, if they tell it by a plain word."""
        totals = self._words.near(clause, span)
        if not totals:
            return None
        best = max(totals, key=totals.__getitem__)
        rest = max((weight for theme, weight in totals.items() if theme != best), default=0.0)
        return best if totals[best] - rest >= 2 else None  # noqa: PLR2004 - one plain word more

    def _position(
        self, place: _Place, span: Span, clause: Span, sentence: Span, paragraph: Span
    ) -> float:
        if place.span.start >= clause.end:
            return _LATER - (place.span.start - clause.end) / 20
        if place.span.end > clause.start:
            if self._summed_up(place, span, clause):
                return 0.0
            return (_ECHO_CLAUSE if place.echo else _IN_CLAUSE) - self._distance(place, span) / 20
        if place.span.start >= sentence.start:
            return self._from_sentence(place, clause, sentence)
        return self._from_above(place, sentence, paragraph)

    def _summed_up(self, place: _Place, span: Span, clause: Span) -> bool:
        """Whether the figure counts a list that the name is only an item of: A、B等6张清单."""
        if place.span.start > span.start:
            return False
        others = self._between(clause.start, span.start)
        return len(others) > 1 and "等" in self._document.text[place.span.end : span.start]

    def _distance(self, place: _Place, span: Span) -> float:
        """Characters between a name and a figure of one clause; a name behind counts as farther."""
        if place.span.start < span.start:
            return max(0, span.start - place.span.end)
        between = self._document.text[span.end : place.span.start]
        return len(between) + (_NEXT_ITEM if "、" in between else _BEHIND_FIGURE)

    def _from_sentence(self, place: _Place, clause: Span, sentence: Span) -> float:
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

    def _from_above(self, place: _Place, sentence: Span, paragraph: Span) -> float:
        """Points of a name in an earlier sentence of the paragraph."""
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

    def _runs_in(self, place: _Place, sentence: Span) -> bool:
        """Whether a short sentence stands like a heading (建立“…”平台) before its paragraph."""
        words = self._lexicon.words
        if len(sentence) > _RUN_IN:
            return False
        leads = place.span.start - sentence.start <= 1
        return leads or any(words.creations(self._document.text, sentence.start, place.span.start))


def _pointers(document: Document, named: Sequence[_Place]) -> list[_Place]:
    """Places where 这项政策, 该机制 point back to the last name in the paragraph."""
    places = sorted(named, key=lambda place: place.span)
    starts = [place.span.start for place in places]
    found = []
    for match in _RE_POINTER.finditer(document.text):
        index = bisect_left(starts, match.start()) - 1
        paragraph = document.paragraph_at(match.start()).span
        if index >= 0 and places[index].span.start >= paragraph.start:
            span = Span(match.start(), match.end())
            found.append(_Place(span, places[index].measure, echo=True))
    return found


def _echoes(text: str, found: Sequence[FoundMeasure], lexicon: MeasureLexicon) -> list[_Place]:
    """Places where the last noun of a measure's name stands for the measure.

    A noun that two measures share stands for neither.
    """
    nouns: dict[str, list[FoundMeasure]] = {}
    for measure in found:
        name = measure.name.rstrip("”’")
        ends = (noun for noun in lexicon.words.echoes if name.endswith(noun) and noun != name)
        holds = (noun for noun in lexicon.words.echoes if f"+{noun}" in name)
        noun = next(ends, None) or next(holds, None)
        if noun:
            nouns.setdefault(noun, []).append(measure)
    found_centres = [measure for measure in found if measure.name.rstrip("”’").endswith("中心")]
    centres = _RE_CENTRE.finditer(text) if len(found_centres) == 1 else ()
    return [
        _Place(Span(match.start(), match.end()), owners[0], echo=True)
        for noun, owners in nouns.items()
        if len(owners) == 1
        for match in re.finditer(re.escape(noun) + r"(?!电话)", text)
    ] + [_Place(Span(m.start(), m.end()), found_centres[0], echo=True) for m in centres]
