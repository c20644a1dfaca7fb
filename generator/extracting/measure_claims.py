"""What speaks for a figure belonging to one of the measures that its paragraph names.

Each place that names a measure, up to the end of the figure's sentence, claims the figure with some
points: for being near and for sharing words with the figure's clause. The theme of the words around
the figure adds to a claim or takes from it; how much it could is known before it is asked for.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from operator import add
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.extracting.measure_lexicon import MeasureLexicon
    from generator.extracting.measure_places import Place
    from generator.extracting.segmentation import Document
    from generator.extracting.surroundings import Surroundings
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

_IN_CLAUSE, _IN_SENTENCE, _LATER, _TOPIC, _PREVIOUS, _PARAGRAPH = 9.0, 6.0, 2.0, 3.2, 1.5, 0.0
_GOES_ON, _ECHO_CLAUSE, _ECHO_SENTENCE = 2.0, 7.5, 5.5
_SAME_THEME, _OTHER_THEME_HERE, _OTHER_THEME_ABOVE = 1.0, 1.5, 4.0
_SHARED_WORD = 1.0
_STAFF_DEED, _THING = 2.0, 0.5
_RUN_IN, _RUN_IN_TOPIC = 32, 6.3
_SCENERY = frozenset({"investment", "livability"})
_BEHIND_FIGURE, _NEXT_ITEM, _ORDER = 10, 30, 16


class Claim(Struct, frozen=True, gc=False):
    """What one place that names a measure has to say for a figure.

    Attributes:
        name: The measure.
        theme: Its theme.
        value: The points, whatever the theme of the words around the figure.
        more: What the measure's own theme there would add.
        less: The most that another theme there would take away.
        above: Whether the place is in a sentence above.
    """

    name: str
    theme: str
    value: float
    more: float
    less: float
    above: bool

    def told(self, local: str | None, *, goes_on: bool) -> float:
        """The points where the words around the figure speak of a theme.

        Figures of the economy and the place stand beside a reform more often than under it.

        Args:
            local: The theme, if they tell one.
            goes_on: Whether the sentence goes on with the subject of the one before.
        """
        if local == self.theme:
            return self.value + self.more
        if not local or not self.less:
            return self.value
        if not self.above:
            return self.value - _OTHER_THEME_HERE
        if self.value >= _RUN_IN_TOPIC:
            return self.value - (_OTHER_THEME_ABOVE if local in _SCENERY else _OTHER_THEME_HERE)
        return self.value - (_OTHER_THEME_ABOVE / 2 if goes_on else _OTHER_THEME_ABOVE)


class Scene(Struct, eq=False, gc=False):
    """A sentence with figures.

    Attributes:
        start: Where it begins.
        end: Where it ends.
        number: Its index.
        goes_on: Whether it goes on with the subject of the sentence before.
        first: Index of the first place after those in the paragraph's sentences above.
        last: Index of the first place behind the sentence.
        above: What the places in the sentences above have to say.
    """

    start: int
    end: int
    number: int
    goes_on: bool
    first: int
    last: int
    above: Sequence[Claim] = ()


class Claims:
    """The places of one article, ready to claim its figures.

    Args:
        document: The article.
        places: Where it names its measures, in text order.
        lexicon: Words of measures' names.
    """

    def __init__(
        self, document: Document, places: Sequence[Place], lexicon: MeasureLexicon
    ) -> None:
        self._document, self._text, self._words = document, document.text, lexicon.words
        self._places = places
        self.starts = [place.span.start for place in places]
        self._pairs: dict[str, Sequence[str]] = {}
        self._staff: dict[str, bool] = {}
        self._orders: dict[int, float] = {}
        self._leads: dict[int, _Lead] = {}
        self._counting: dict[int, bool] = {}
        self._deeds = _RE_DEED.search(document.text) is not None

    def scene(self, place: Surroundings) -> Scene:
        """The sentence of a figure."""
        sentence, starts, places = place.sentence, self.starts, self._places
        start, end = sentence.span.start, sentence.span.end
        top = self._document.article.paragraphs[sentence.paragraph].span.start
        begin = first = bisect_left(starts, top)
        last = bisect_left(starts, end, first)
        while first < last and places[first].span.end <= start:
            first += 1
        goes_on = begin < last and starts[begin] < start and bool(_RE_GOES_ON.match(sentence.text))
        scene = Scene(start, end, place.sentence_index, goes_on, first, last)
        if begin < first:
            scene.above = [self._from_above(number, scene) for number in range(begin, first)]
        return scene

    def of(self, place: Surroundings, scene: Scene) -> Sequence[Claim]:
        """What the places up to the end of a figure's sentence have to say for it."""
        end, first, last, above = place.mention.span.end, scene.first, scene.last, scene.above
        if end > scene.end:
            last = bisect_left(self.starts, end, last)
        if first == last and not above:
            return above
        deed = self._deeds and _RE_DEED.search(place.segment.text) is not None
        if deed and any(self._is_staff(claim.name) for claim in above):
            numbers = range(first - len(above), first)
            above = [self._from_above(number, scene, deed=deed) for number in numbers]
        return above if first == last else [*above, *self._here(first, last, place, scene, deed)]

    def _here(
        self,
        first: int,
        last: int,
        place: Surroundings,
        scene: Scene,
        deed: bool,  # noqa: FBT001
    ) -> list[Claim]:
        """What the places in the sentence of a figure have to say for it.

        Args:
            first: Index of the first of them.
            last: Index of the first place behind them.
            place: The figure.
            scene: The sentence.
            deed: Whether the figure's clause tells of what staff do.
        """
        figure, clause, words = place.mention.span, place.segment.span, place.segment.text
        top, (begin, stop), places, claims = scene.start, clause, self._places, []
        part = -1
        for number in range(first, last):
            spot = places[number]
            start, end = spot.span
            above, passed = start < top, end <= begin
            if above and passed:
                claims.append(self._from_above(number, scene, deed=deed))
                continue
            name = spot.measure.name
            if passed:
                if part < 0:
                    part = max(self._text.rfind(";", top, begin) + 1, top)
                value = self._from_sentence(number, begin, part)
            elif start >= stop:
                value = _LATER - (start - stop) / 20
            else:
                value = self._in_clause(spot, figure, clause)
            if not above and self._shares(name, words):
                value += _SHARED_WORD
            if deed and self._is_staff(name):
                value += _STAFF_DEED
            if passed:
                value -= self._ordered(number)
            more = _SAME_THEME + _THING if above and self._is_thing(name) else _SAME_THEME
            less = _OTHER_THEME_HERE if passed else 0.0
            claims.append(Claim(name, spot.measure.theme, value, more, less, above))
        return claims

    def _shares(self, name: str, words: str) -> bool:
        """Whether two characters in a row of a name, but none that are common, stand in a clause."""
        pairs = self._pairs.get(name)
        if pairs is None:
            common = self._words.common_pairs
            pairs = [pair for pair in map(add, name, name[1:]) if pair not in common]
            self._pairs[name] = pairs
        for pair in pairs:  # noqa: SIM110 - a loop: this is asked for each name at each figure
            if pair in words:
                return True
        return False

    def _is_staff(self, name: str) -> bool:
        """Whether a measure's name names people who serve enterprises."""
        staff = self._staff.get(name)
        if staff is None:
            staff = self._staff[name] = self._words.staff.ending(name) is not None
        return staff

    def _is_thing(self, name: str) -> bool:
        """Whether a measure's name names a product, tool or body."""
        return name.rstrip("”’").endswith(self._words.things)

    def _from_above(self, number: int, scene: Scene, *, deed: bool = False) -> Claim:
        """What a place in an earlier sentence of the paragraph has to say.

        It is the same all over a sentence, but for what staff is said to do in a figure's clause
        (``deed``).
        """
        lead, measure = self._leads.get(number) or self._lead(number), self._places[number].measure
        value = lead.points
        if not lead.alone:
            value += _GOES_ON if scene.goes_on else 0.0
            near = _PREVIOUS if lead.sentence + 1 == scene.number else _PARAGRAPH
            value += _TOPIC if lead.first else near
        value += (_STAFF_DEED if deed and self._is_staff(measure.name) else 0.0) - lead.loss
        return Claim(measure.name, measure.theme, value, lead.more, _OTHER_THEME_ABOVE, above=True)

    def _lead(self, number: int) -> _Lead:
        """What a place has to say to the sentences below its own."""
        spot, document = self._places[number], self._document
        index = document.sentence_index(spot.span.start)
        own = document.sentences[index]
        first = index == 0 or document.sentences[index - 1].paragraph != own.paragraph
        if first and not spot.echo and self._runs_in(spot, own.span):
            points, alone = _RUN_IN_TOPIC, True
        else:
            points, alone = -1.0 if spot.echo else 0.0, False
            if self.some(own.span.start, spot.span.start):
                points -= 0.5
        # A product, tool or body named above: what goes on to be counted is its own.
        more = _SAME_THEME + _THING if self._is_thing(spot.measure.name) else _SAME_THEME
        lead = _Lead(index, points, first, alone, self._ordered(number), more)
        self._leads[number] = lead
        return lead

    def _runs_in(self, spot: Place, sentence: Span) -> bool:
        """Whether a short sentence stands like a heading (建立“…”平台) before its paragraph."""
        if sentence.end - sentence.start > _RUN_IN:
            return False
        start = spot.span.start
        return start - sentence.start <= 1 or any(
            self._words.creations(self._text, sentence.start, start)
        )

    def _ordered(self, number: int) -> float:
        """What a name loses that a clause before only mentions as an order from above."""
        loss = self._orders.get(number)
        if loss is None:
            span, text = self._places[number].span, self._text
            obeyed = _RE_OBEYED.search(text, max(0, span.start - _ORDER), span.start)
            ordered = obeyed and _RE_ORDERED.match(text, span.end)
            loss = self._orders[number] = _OTHER_THEME_ABOVE if ordered else 0.0
        return loss

    def some(self, start: int, end: int) -> bool:
        """Whether a measure is named between two offsets."""
        first = bisect_left(self.starts, start)
        return first < len(self.starts) and self.starts[first] < end

    def _in_clause(self, spot: Place, span: Span, clause: Span) -> float:
        """Points of a name in the clause of the figure."""
        if self._summed_up(spot, span, clause):
            return 0.0
        return (_ECHO_CLAUSE if spot.echo else _IN_CLAUSE) - self._distance(spot, span) / 20

    def _summed_up(self, spot: Place, span: Span, clause: Span) -> bool:
        """Whether the figure counts a list that the name is only an item of: A、B等6张清单."""
        if spot.span.start > span.start or self._text.find("等", spot.span.end, span.start) < 0:
            return False
        first = bisect_left(self.starts, clause.start)
        return bisect_left(self.starts, span.start, first) - first > 1

    def _distance(self, spot: Place, span: Span) -> float:
        """Characters between a name and a figure of one clause; a name behind counts as farther."""
        start = spot.span.start
        if start < span.start:
            return max(0, span.start - spot.span.end)
        listed = self._text.find("、", span.end, start) >= 0
        return max(0, start - span.end) + (_NEXT_ITEM if listed else _BEHIND_FIGURE)

    def _from_sentence(self, number: int, clause: int, part: int) -> float:
        """Points of a name in an earlier clause: the first one is what the sentence is about.

        A later clause with a figure of its own opens a new subject.

        Args:
            number: Index of the name's place.
            clause: Where the figure's clause begins.
            part: Where the part of the sentence between semicolons begins that holds the clause.
        """
        spot = self._places[number]
        value, start = _ECHO_SENTENCE if spot.echo else _IN_SENTENCE, spot.span.start
        if start < part:
            return value - 4.5
        counts = self._counting.get(number)
        if counts is None:
            own = self._document.clause_at(start)
            counts = self._counting[number] = _RE_FIGURE.search(own.text) is not None
        if counts:
            return value + 1.0 - (clause - spot.span.end) / 40
        return value - (1.5 if self.some(part, start) else 0.0)


class _Lead(Struct, frozen=True, gc=False):
    """What a place has to say to the sentences below.

    Attributes:
        sentence: Index of its own sentence.
        points: Its points there.
        first: Whether that sentence is its paragraph's first.
        alone: Whether nothing adds to the points.
        loss: What it loses as an order from above.
        more: What its theme adds where the words around a figure tell it.
    """

    sentence: int
    points: float
    first: bool
    alone: bool
    loss: float
    more: float
