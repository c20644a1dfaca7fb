"""The role of a figure: what it is in its sentence.

Precedence (GUIDELINES, "Settled cases"): what the words of the number itself say (首位), the two
ends of a change, a target, a change, a share, and otherwise a level. A target outranks change,
level and share; a change with one numbered end is still before or after, without a pair.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from generator.extracting.ends import TIMES
from generator.extracting.pairing import find_ends, quiet_places
from generator.extracting.plans import PlanReader, planned_paragraphs
from generator.extracting.role_words import RoleLexicon, way
from generator.extracting.scanning import Beginning, Ending
from generator.extracting.shares import is_share
from generator.extracting.surroundings import Surroundings, surroundings
from generator.model.fact import Basis, Direction, Role, Statistic

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.extracting.ends import End
    from generator.extracting.mention import Mention
    from generator.extracting.segmentation import Document
    from generator.model.evidence import Span

# Members at hand: each look-up of one costs as much as a short pattern.
_DOWN, _UP = Direction.DOWN, Direction.UP
_AFTER, _BEFORE, _CHANGE, _LEVEL, _RANK, _SHARE, _TARGET = (
    Role.AFTER,
    Role.BEFORE,
    Role.CHANGE,
    Role.LEVEL,
    Role.RANK,
    Role.SHARE,
    Role.TARGET,
)
_NO_BASIS, _ELSEWHERE = Basis.UNSTATED, Basis.ELSEWHERE
_NO_STATISTIC, _AVERAGE = Statistic.UNSTATED, Statistic.AVERAGE

__all__ = ["RoleLexicon", "RoleReading", "assign_roles"]

# 5.2%的增长, 两位数增长: the change stands behind the figure.
_GROWTH_STARTS = frozenset("的年高快较平稳持增提涨下降跌")
_RE_GROWTH = Beginning(
    re.compile(
        r"的?(?:年均|高速|快速|较快|平均|稳定|持续)*(?:(?P<up>增长|增幅|增速|提升|涨幅)|(?P<down>下降|降幅|跌幅))"
    ),
    _GROWTH_STARTS,
)

# 提前开工约3个月, 提早2个月投产 (the latter by RoleLexicon.direct): the object between.
_RE_EARLIER = re.compile(
    r"(?:提前|提早|抢早|早)(?!期)[^,;、的用仅只需要至到在达\d]{1,8}?(?:时间)?[了约近]?$"
)

# 比去年高3个百分点, 较年初多5家.
_RE_THAN = re.compile(
    r"(?:比|较|高于|低于)[^,;]{0,16}(?:(?P<up>高|多|快)|(?P<down>低|少))(?:出|了|[\u4e00-\u9fff]{1,2}了?)?$"
)
_RE_OVER = re.compile(r"(?:(?P<up>高|快)|(?P<down>低|慢))于[^,;]{1,16}$")

# 高于全市平均2个百分点, 比高新区低28个基点: a distance between two bodies, not a change in time.
_RE_GAP = re.compile(
    r"[高低快慢优好多少比较](?:(?<=[比较])|(?<![比较])[于出过])[^,。;]{0,10}"
    r"(?:全[国省市区县疆]|平均|[省市县区]|沿海|同类|前者|后者|周边|老家|片区|园区)[^,。;]{0,8}$"
)
_RE_TIME = re.compile(
    r"上年|去年|今年|前年|同期|以往|以前|过去|原来|年初|上月|上季|改革前|法定|承诺|计划|往年|此前|年前|\d年"
)

# 翻一番, 翻了两番.
_DOUBLED = "翻"

# 是十年前的3倍: a ratio that stands.
_RE_RATIO = Ending(re.compile(r"(?:是|为|相当于|等于|达到?|约为)[^,;]{0,20}的$"), "的")

# ...提升6个百分点,达到95%.
_RE_NOW_AT = re.compile(r"(?:现|已|目前)?(?:达到?|升至|增至|提高到|降至|为)(?:了)?$")

_RE_LIST = re.compile(r"^(?:、|和|及|以及|与|或)")
_RE_BARE_LIST = re.compile(r"^(?:、|和|及|以及|与|或)(?:约|近|超)?$")


class RoleReading(Struct, frozen=True, gc=False):
    """What a figure is in its sentence.

    Attributes:
        role: What it is.
        direction: For a change and its two ends; None otherwise.
        pair: The same label on a before and its after, unique in the article.
        basis: What a before or a change is measured against.
        statistic: Which statistic of many cases it gives.
    """

    role: Role
    direction: Direction | None = None
    pair: str | None = None
    basis: Basis = _NO_BASIS
    statistic: Statistic = _NO_STATISTIC


_PLAIN_LEVEL, _PLANNED, _PART = RoleReading(_LEVEL), RoleReading(_TARGET), RoleReading(_SHARE)
"""What most figures are; nobody changes a reading."""


def assign_roles(
    document: Document, mentions: Iterable[Mention], lexicon: RoleLexicon
) -> dict[Span, RoleReading]:
    """The role of every figure of an article.

    Args:
        document: The article, cut into clauses.
        mentions: All mentions; those without a quantity are passed over.
        lexicon: Words that decide roles.

    Returns:
        A reading for the span of each mention that states a figure.
    """
    return read_roles(document, surroundings(document, mentions), lexicon)


def read_roles(
    document: Document, places: Sequence[Surroundings], lexicon: RoleLexicon
) -> dict[Span, RoleReading]:
    """As ``assign_roles``, for figures whose surroundings are known already."""
    quiet = quiet_places(places, lexicon)
    ends = find_ends(places, lexicon, quiet)
    published = document.article.published
    today, planned = published.date if published else None, planned_paragraphs(document)
    # Only what stands before a sentence's last figure can tell of plans.
    reach = {place.sentence_index: len(place.before) for place in places}
    plans = PlanReader(lexicon, today, planned, reach)
    reader = _Reader(lexicon, plans)
    readings: dict[Span, RoleReading] = {}
    last: tuple[Surroundings, RoleReading] | None = None
    told = lexicon.any_statistic.search
    for index, place in enumerate(places):
        reading = _reading(reader, places, index, ends.get(index), last, quiet=quiet[index])
        average = told(place.near + place.mention.surface) is not None
        if average or place.telling or reading.role in _MEASURED:
            reading = reader.qualified(place, reading, told=average)
        readings[place.mention.span] = reading
        last = (place, reading)
    # All labels come from the ends.
    return _only_pairs(readings) if ends else readings


def _reading(
    reader: _Reader,
    places: Sequence[Surroundings],
    index: int,
    end: End | None,
    last: tuple[Surroundings, RoleReading] | None,
    *,
    quiet: bool,
) -> RoleReading:
    place = places[index]
    if place.mention.role is not None or place.unit == "名":
        own = _of_its_words(reader, place, end)
        if own is not None:
            return own
    if end is not None:
        return _as_end(reader, place, end)
    if last:
        if place.previous is last[0].mention and _RE_BARE_LIST.match(place.near):
            return replace(last[1], pair=None)
        if last[1].role is _CHANGE and _reaches_now(place, last[0]):
            return RoleReading(_AFTER, last[1].direction)
    return _alone(reader, places, index, last, quiet=quiet)


def _as_end(reader: _Reader, place: Surroundings, end: End) -> RoleReading:
    """拟由2亿元扩至5亿元: the second end of a planned change is a target."""
    if end.role is _AFTER and reader.plans_end(place, end):
        return RoleReading(_TARGET)
    return RoleReading(end.role, end.direction, end.pair)


def _only_pairs(readings: dict[Span, RoleReading]) -> dict[Span, RoleReading]:
    """The readings without labels that stand alone: the other end of a plan is still to come."""
    paired = [(span, reading) for span, reading in readings.items() if reading.pair]
    if not paired:
        return readings
    counts = Counter([reading.pair for _, reading in paired])
    for span, reading in paired:
        if counts[reading.pair] == 1:
            readings[span] = replace(reading, pair=None)
    return readings


def _of_its_words(reader: _Reader, place: Surroundings, end: End | None) -> RoleReading | None:
    """What the words of the number decide: 首位, 翻一番, 前10名; a rank can rise and be a plan."""
    if end is not None and end.pair and place.unit == "名":
        # 由第五位升至第二位: a smaller number is a higher place.
        up = end.direction is _DOWN
        return RoleReading(end.role, _UP if up else _DOWN, end.pair)
    if (
        place.unit == "名"
        and place.mention.surface.startswith("前")
        and reader.plans.is_target(place)
    ):
        return RoleReading(_TARGET)
    if place.mention.role is not None and place.mention.role is not _LEVEL:
        return RoleReading(place.mention.role, reader.own_direction(place))
    return RoleReading(_RANK) if reader.ranks(place) else None


def _reaches_now(place: Surroundings, before: Surroundings) -> bool:
    """化解率提升5个百分点,达到93%: where the change before has led."""
    return (
        before.unit == "百分点"
        and place.unit == "%"
        and before.sentence_index == place.sentence_index
        and _RE_NOW_AT.match(place.left) is not None
    )


def _alone(
    reader: _Reader,
    places: Sequence[Surroundings],
    index: int,
    last: tuple[Surroundings, RoleReading] | None,
    *,
    quiet: bool,
) -> RoleReading:
    """The role of a figure that is no end of a change and goes on with no other figure."""
    place = places[index]
    if reader.plans.is_target(place):
        return _PLANNED
    # Where the words before a figure tell of no change, little else can.
    still = quiet and place.previous is None and place.unit not in TIMES
    if (
        still
        and place.next_words[:1] not in _GROWTH_STARTS
        and _DOUBLED not in place.mention.surface
    ):
        direction = None
    else:
        direction = reader.change(place, last)
    if direction is not None:
        return RoleReading(_CHANGE, direction)
    return _PART if is_share(places, index, reader.lexicon) else _PLAIN_LEVEL


_MEASURED = frozenset({_BEFORE, _AFTER, _CHANGE})
"""Roles that are measured against something."""


class _Reader(Struct, frozen=True):
    """The tests of one article."""

    lexicon: RoleLexicon
    plans: PlanReader

    def plans_end(self, place: Surroundings, end: End) -> bool:
        return self.plans.plans_change(place) if end.pair else self.plans.is_target(place)

    def ranks(self, place: Surroundings) -> bool:
        return place.unit == "名" and place.mention.surface.endswith(("首", "一", "位", "创", "个"))

    def own_direction(self, place: Surroundings) -> Direction | None:
        """The direction of a change that its words state by themselves: 翻一番."""
        if place.mention.role is not _CHANGE:
            return None
        if place.mention.surface == "减半":
            return _DOWN
        match = self.lexicon.direct.search(place.near) or self.lexicon.verb.search(place.near)
        return (way(match) if match else None) or _UP

    def change(
        self, place: Surroundings, last: tuple[Surroundings, RoleReading] | None
    ) -> Direction | None:
        """The direction if the figure is an increase or a decrease by this much."""
        if _RE_RATIO.search(place.near) or (place.telling and self._is_gap(place)):
            return None
        if _DOUBLED in place.mention.surface:
            return _UP
        direction = self._before(place)
        if direction is None and (growth := _RE_GROWTH.match(place.next_words)):
            direction = way(growth)
        if direction or last is None or place.previous is not last[0].mention:
            return direction
        return self._listed(place, last[1])

    @staticmethod
    def _is_gap(place: Surroundings) -> bool:
        """Whether it is a distance between two bodies; the words before it are telling ones."""
        gap = _RE_GAP.search(place.near)
        return gap is not None and not _RE_TIME.search(gap.group())

    def _before(self, place: Surroundings) -> Direction | None:
        near, unit = place.near, place.unit
        match = self.lexicon.direct.search(near)
        if match is None and place.telling:
            match = _RE_THAN.search(near)
        if match:
            faster = match.group().endswith(("快", "快了", "快出"))
            return _DOWN if faster and unit in TIMES else way(match)
        if "百分点" in place.mention.surface and (match := _RE_OVER.search(near)):
            return way(match)
        if unit in TIMES and _RE_EARLIER.search(near):
            return _DOWN
        match = self.lexicon.object.search(near)
        if match and not self.lexicon.interrupt.search(match["object"], 2):
            return way(match)
        return None

    def _listed(self, place: Surroundings, last: RoleReading) -> Direction | None:
        """新增企业5家、机构3家: the second item goes on with the first one's verb."""
        if last.role is not _CHANGE or not _RE_LIST.match(place.near):
            return None
        return None if self.lexicon.interrupt.search(place.near) else last.direction

    def qualified(self, place: Surroundings, reading: RoleReading, *, told: bool) -> RoleReading:
        """The reading with its basis and statistic; 全市平均 is a basis, no statistic.

        ``told``: a word of ``any_statistic`` stands before the figure.
        """
        measured = reading.role in _MEASURED or (place.telling and self._is_gap(place))
        if not measured and not told:
            return reading
        basis = self._basis(place, reading) if measured else _NO_BASIS
        statistic = self._statistic(place.near + place.mention.surface) if told else _NO_STATISTIC
        if basis is _ELSEWHERE and statistic is _AVERAGE:
            statistic = _NO_STATISTIC
        stated = basis is not _NO_BASIS or statistic is not _NO_STATISTIC
        return replace(reading, basis=basis, statistic=statistic) if stated else reading

    def _basis(self, place: Surroundings, reading: RoleReading) -> Basis:
        words = place.left if reading.role is not _AFTER else place.lead[-40:] + place.left
        if not self.lexicon.any_basis.search(words):
            return _NO_BASIS
        return next((b for b, pattern in self.lexicon.bases if pattern.search(words)), _NO_BASIS)

    def _statistic(self, words: str) -> Statistic:
        found = (s for s, pattern in self.lexicon.statistics if pattern.search(words))
        return next(found, _NO_STATISTIC)
