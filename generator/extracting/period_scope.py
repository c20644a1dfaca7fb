"""The times of one sentence, and how far each holds for the figures behind it."""

from __future__ import annotations

import re
from bisect import bisect_left
from operator import attrgetter
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from generator.extracting.period_events import happened
from generator.model.evidence import Span
from generator.model.period import Period, PeriodKind

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from generator.extracting.period_lexicon import PeriodLexicon
    from generator.extracting.publication import Reference
    from generator.extracting.segmentation import Document, Sentence

# Members at hand: each look-up of one costs as much as a short pattern.
_POINT, _RECURRING, _SINCE, _SPAN = (
    PeriodKind.POINT,
    PeriodKind.RECURRING,
    PeriodKind.SINCE,
    PeriodKind.SPAN,
)

_DATED = (_POINT, _SPAN)
_AT = attrgetter("at")

# What stands right before a time in the middle of its clause, and before the first end of a change
_WITHIN = ("于", "在")
_LEADING = (*_WITHIN, "由", "从")

# Words in quotation marks that are speech and not a name: they hold a comma or a full stop.
_RE_SPEECH = re.compile(r"“[^“”\n]{0,600}[,。!?;][^“”\n]{0,600}(?:”|$)|“[^“”\n]{0,900}[。!?]”")

# 由|去年底的29小时: the end that a change begins with
_RE_BEGINS = re.compile(r"[由从]\Z")
_RE_BECOMES = re.compile(r"[\u4e00-\u9fff]{0,4}?(?:到|至|为|成)")
# 是2018年|的2.3倍, 在去年|基础上: a year that only measures
_RE_MULTIPLE = re.compile(
    r"(?:的|同期的)(?:约|近|将近|超过?|整整)?[\d.一二两三四五六七八九十半]+多?倍|的?(?:基础|底子)上"
)


# Names that may hold a year: 《2022年度…》, “2024年度最佳园区”
_RE_NAME = re.compile(r"《[^《》\n]{1,60}》|“[^“”\n,。!?;]{1,30}”")

# A year behind a figure in brackets: 50家(2023年)
_RE_BRACKET = re.compile(r"^[^,;。()]{0,6}\($")

# 此次 after a time in the middle of a clause speaks of another occasion.
_RE_THIS_TIME = re.compile(r"[,;](?:此次|本次|这次)")

# 6月5日上午,2023年…座谈会: a year right behind a day belongs to a name
_RE_BESIDE = re.compile(r"(?:上午|下午|晚)?,")

# 实现当年签约、当年开工: in the middle of a clause these words point to no time
_RE_RUNS_ON = re.compile(r"[\u4e00-\u9fff、]$")
_RE_SCENE = re.compile(r"[,上下晚活现会]")

# 去年同期|这个数字是148天: a figure of its own, not a yardstick
_RE_TOLD = re.compile(r"(?:这个|这一|该)(?:数字|比例|数据|指标)|仅?[为是](?!基)|只有|仅有?|才|还只")

# 一是…;二是…: the items of an enumeration in one sentence
_RE_ITEM = re.compile(r"(?<![\u4e00-\u9fff])[一二三四五六七八九]是")


# 2021年、2022年分别…: the figures take the years one by one
_RE_LIST = re.compile(r"[、和与及]|以及")
_RE_ONE_BY_ONE = re.compile(r"分别|依次")

# 今年 alone is the whole year, also where something began in it.
_WHOLE_YEAR_WORDS = ("今年", "本年", "本年度")


class _Hold(Struct, frozen=True):
    """A period with how it was brought in; ``period`` None ends the one before.

    ``former`` holds for one figure, the first end of a change: 由前年的六成升至八成.
    """

    at: int
    period: Period | None
    middle: bool = False
    history: bool = False
    former: bool = False


class Scope:
    """The times of one sentence and how far each holds.

    Args:
        document: The text.
        sentence: The sentence.
        lexicon: The words of time.
        periods: The times that stand in the sentence.
        today: What relative times count from.
        facts: The figures of the sentence.
    """

    def __init__(
        self,
        document: Document,
        sentence: Sentence,
        lexicon: PeriodLexicon,
        periods: Sequence[Period],
        today: Reference,
        facts: Sequence[Span],
    ) -> None:
        self.document, self.sentence, self.lexicon = document, sentence, lexicon
        self.reference, self.facts = today, facts
        self.text, words = document.text, sentence.text
        quoted = "“" in words
        self.names = self._places(_RE_NAME) if quoted or "《" in words else []
        self.periods = [period for period in periods if self._bears(period)]
        if not self.periods:
            return  # nothing that could hold
        self.speech = self._places(_RE_SPEECH) if quoted else []
        self.items: list[int] = []
        if "是" in words:
            start = sentence.span.start
            self.items = [start + match.start() for match in _RE_ITEM.finditer(words)]
        self.formerly = lexicon.formerly.search(words) is not None
        self.holds = [self._lead(period) for period in self.periods]
        if "次" in words or lexicon.shifts.may_stand(words):
            self.holds = sorted([*self.holds, *self._breaks()], key=_AT)
        self.bracketed = "(" in words

    def _places(self, pattern: re.Pattern[str]) -> list[Span]:
        """Where a pattern matches in the sentence."""
        start = self.sentence.span.start
        found = pattern.finditer(self.sentence.text)
        return [Span(start + match.start(), start + match.end()) for match in found]

    def of(self, span: Span) -> Period | None:
        """The period that holds for the figure at ``span``."""
        if not self.periods:
            return None
        if self.bracketed and (bracket := self._bracket(span)):
            return bracket
        active: _Hold | None = None
        for hold in self.holds:
            if hold.at > span.start:
                break
            if hold.former and any(hold.at < fact.start < span.start for fact in self.facts):
                continue
            if self.items and self._in_other_item(hold.at, span.start):
                continue
            if self.speech and self._region(hold.at) != self._region(span.start):
                continue
            if (active is None and hold.period) or not self._yields(hold, active):
                active = hold
        return self._behind(span) if active is None else self._held(active, span)

    def _held(self, active: _Hold, span: Span) -> Period | None:
        """What the time that leads the figure says of it."""
        period = active.period
        if period is None or period.span.end > span.start:
            return None
        if self.formerly and self._former(active, span):
            return None
        if period.kind is _SINCE and self._staffed(period, span):
            return None
        if active.history:
            return self._history(period, span)
        held = self._listed(period, span) if len(self.periods) > 1 else period
        since = self._since(held, span)
        kept = since is not held or active.middle
        if not kept and (self._happened(held, span) or self._departs(held, span)):
            return None
        return since if since.start or since.end else None

    def _happened(self, period: Period, span: Span) -> bool:
        """Whether a time only dates what its clause tells of, not a figure behind the clause."""
        return period.kind in _DATED and happened(self.document, period, span, self.facts)

    def _staffed(self, period: Period, span: Span) -> bool:
        """3月起开设专席,16名话务员轮班: who is on duty is no sum since then."""
        if not period.span.of(self.text).endswith("起"):
            return False
        counted = self.lexicon.cumulative.search(self.text, period.span.end, span.start)
        return not counted and span.of(self.text).endswith(("人", "名", "位"))

    def _departs(self, period: Period, span: Span) -> bool:
        """Whether a figure is today's, from which a change to come departs: 明年由16席增至24席."""
        today = self.reference.date
        if not (today and period.start and period.start > today):
            return False
        begins = _RE_BEGINS.search(self.text, max(0, span.start - 1), span.start)
        return bool(begins and _RE_BECOMES.match(self.text, span.end))

    def _in_other_item(self, at: int, offset: int) -> bool:
        """Whether a time stands in another item of 一是…;二是… than the figure."""
        item = bisect_left(self.items, at + 1)
        return item > 0 and item != bisect_left(self.items, offset + 1)

    def _listed(self, last: Period, span: Span) -> Period:
        """2021年、2022年分别…30家、45家: one year each; without 分别 both years together."""
        if last not in self.periods:
            return last
        index = self.periods.index(last)
        first = index
        while (
            first
            and _RE_LIST.fullmatch(self._gap(first - 1))
            and self.periods[first - 1].kind is last.kind
        ):
            first -= 1
        group = self.periods[first : index + 1]
        if len(group) == 1 or any(p.start is None or p.end is None for p in group):
            return last
        apart = _RE_ONE_BY_ONE.search(self.text, last.span.end, span.start)
        if not apart:
            return replace(
                last, start=group[0].start, span=Span(group[0].span.start, last.span.end)
            )
        place = sum(apart.end() <= fact.start < span.start for fact in self.facts)
        return group[place] if place < len(group) else last

    def _gap(self, index: int) -> str:
        return self.text[self.periods[index].span.end : self.periods[index + 1].span.start]

    def _bears(self, period: Period) -> bool:
        """Whether the time may hold for figures: not in a name, not a yardstick, not 每月."""
        named = self.names and any(period.span in name for name in self.names)
        if named or period.kind is _RECURRING:
            return False
        head = self.text[max(self.sentence.span.start, period.span.start - 8) : period.span.start]
        words = period.span.of(self.text)
        if words.endswith(("同期", "同月")):
            led = not head or head[-1] in ",;。:"
            return led and bool(_RE_TOLD.match(self.text, period.span.end))
        if period.start is None and self.lexicon.founded.pattern.match(words + ","):
            return False
        if _RE_MULTIPLE.match(self.text, period.span.end):
            return False
        if (anaphor := self.lexicon.anaphor.match(words)) and not self._tells(
            period, head, anaphor
        ):
            return False
        blocked = self.lexicon.attributive.search(head) or self.lexicon.compared_before.search(head)
        return not blocked

    def _tells(self, period: Period, head: str, anaphor: re.Match[str]) -> bool:
        """Whether 当天, 当年 point to a time, unlike 当天受理、当天办结."""
        if period.start is None or _RE_RUNS_ON.search(head):
            return False
        return not anaphor["day"] or bool(_RE_SCENE.match(self.text, period.span.end))

    def _lead(self, period: Period) -> _Hold:
        """A time leads where its clause begins, or behind a short subject: 园区1至5月新引进."""
        text, at, start = self.text, period.span.start, self.sentence.span.start
        head = text[at - 1] if at > start else ""
        middle = head in _WITHIN
        if head not in _LEADING:
            return _Hold(at, period)
        before = text[max(start, at - 6) : at]
        history = head == "于" and bool(self.lexicon.history.search(before))
        former = not middle and text.startswith("的", period.span.end)
        return _Hold(at, period, middle, history, former)

    def _breaks(self) -> Iterator[_Hold]:
        start = self.sentence.span.start
        for match in self.lexicon.shifts.finditer(self.sentence.text):
            span = Span(start + match.start(), start + match.end())
            if not any(span.overlaps(period.span) for period in self.periods):
                since = self._until_today(span)
                yield _Hold(span.start, since)
                if since:
                    yield _Hold(self.document.clause_at(span.start).span.end, None)
        this_time = _RE_THIS_TIME.finditer(self.sentence.text) if "次" in self.sentence.text else ()
        for match in this_time:
            yield _Hold(start + match.start(), None, middle=True)

    def _until_today(self, span: Span) -> Period | None:
        """今年4月启动,至今已出让9宗: since the beginning that the sentence dates."""
        if span.of(self.text) not in {"至今", "迄今"}:
            return None
        begun = [p for p in self.periods if p.span.end <= span.start and p.start]
        if not begun:
            return None
        between = self.text[begun[-1].span.end : span.start]
        if not self.lexicon.founding.search(between) or self.lexicon.shifts.search(between):
            return None
        return replace(begun[-1], kind=_SINCE, end=self._today(begun[-1]), span=span)

    def _yields(self, hold: _Hold, active: _Hold | None) -> bool:
        """Whether a new hold leaves the old one in force.

        此次 ends only a time in the middle of a clause; a year that contains the day already named
        is part of a name (6月5日,2023年…座谈会).
        """
        if hold.period is None:
            return hold.middle and not (active and active.middle)
        if not (active and active.period) or hold.period.kind is not _SPAN:
            return False
        old, new = active.period, hold.period
        if not (old.start and old.end and new.start and new.end) or old.kind is _SINCE:
            return False
        beside = _RE_BESIDE.fullmatch(self.text[old.span.end : new.span.start])
        return bool(beside) and new.start <= old.start and old.end <= new.end

    def _region(self, offset: int) -> int:
        """Which stretch of speech holds ``offset``; -1 outside of speech."""
        for index, span in enumerate(self.speech):
            if span.start <= offset < span.end:
                return index
        return -1

    def _behind(self, span: Span) -> Period | None:
        """A time behind the figure in its own clause: 项目600套于2010年完成."""
        for hold in self.holds:
            if hold.middle and hold.period and span.end <= hold.at:
                clause = self.document.clause_at(span.start).span
                return self._known(hold.period) if hold.at < clause.end else None
        return None

    def _bracket(self, span: Span) -> Period | None:
        for period in self.periods:
            start = period.span.start
            if (
                start > span.end
                and self.text[start - 1] == "("
                and _RE_BRACKET.match(self.text[span.end : start])
            ):
                return self._known(period)
        return None

    def _former(self, active: _Hold, span: Span) -> bool:
        """Whether the figure is that of the former practice: 原来的20天 before 压缩至3天."""
        clause = self.document.clause_at(span.start).span
        led = active.period.span.end if active.period else active.at
        words = self.text[max(clause.start, led) : span.start]
        end = 0
        for match in self.lexicon.former.finditer(words):
            end = match.end()
        return end > 0 and not self.lexicon.turn.search(words, end)

    def _since(self, period: Period, span: Span) -> Period:
        """A dated beginning with 已 before the figure runs on: 2023年6月上线的…已受理500件."""
        if period.kind not in _DATED or period.start is None:
            return period
        if period.span.of(self.text) in _WHOLE_YEAR_WORDS:
            return period
        words = self.text[period.span.end : span.start]
        founding = self.lexicon.founding.search(words)
        if not founding or not self.lexicon.cumulative.search(words, founding.end()):
            return period
        return replace(period, kind=_SINCE, end=self._today(period))

    def _history(self, period: Period, span: Span) -> Period | None:
        """成立于2010年 is no time of the figures behind it, but 上线于2023年3月,已… runs on."""
        if not self.lexicon.cumulative.search(self.text, period.span.end, span.start):
            return None
        return self._known(replace(period, kind=_SINCE, end=self._today(period)))

    def _today(self, period: Period) -> dt.date | None:
        today = self.reference.date
        return today if today and period.start and today >= period.start else None

    @staticmethod
    def _known(period: Period) -> Period | None:
        return period if period.start or period.end else None
