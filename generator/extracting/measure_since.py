"""When a measure began, if a clause says so of this very measure.

去年11月推出“…”, “…”于4月启用, 6月15日首个驿站揭牌: a time, a verb of beginning, and the name as its
object or subject, in one clause or behind a clause that only names the time. The time of an award, a
compilation, a meeting or of figures dates nothing: then the beginning is unknown.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from calendar import monthrange
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.extracting.time_patterns import alternatives
from generator.model.evidence import Span
from generator.model.period import PeriodKind
from generator.resources import lexicon_data

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from generator.extracting.segmentation import Document
    from generator.model.period import Period

# 推出|“积分贷”|, 建立了以“周会商”|为: what may stand between a verb and its object
_RE_OBJECT = re.compile(
    r"(?:了|起|出)?(?:[^,。;:!?“”()的]{0,14}的?)?(?:[“《][^“”《》]{1,24}[”》][一-龥]{0,10}[、和与及]?)*[“《]?"
)
# What may follow a name that is an object: 平台, 机制, or the end of its phrase; 12345热线|即来即办 not
_RE_ENDS = re.compile(
    r"[”》]|[、,。;:!?)]|的|和|与|及|等|并|以来|后|之后|改革|机制|制度|模式|服务|平台|系统|小程序|专[席窗区班]|窗口|工作|做法|行动|活动|"
    r"试点|举措|措施|政策|办法|方案|清单|组合|队伍|团队|中心|驿站|热线|产品|功能|审批|办理|验收|监管|$"
)
# “企业会客厅”|平台|于: the rest of the noun phrase of a name that is a subject
_RE_REST = re.compile(r"[”》]?[一-龥]{0,6}?(?:于|自|在|从)?\Z")
_RE_SUBJECT = re.compile(r"[”》]?(?:[一-龥·]{0,6}?|在[一-龥·()]{2,18}?)(?:正式|全面|率先|已)?\Z")
# 10月又有4个项目通过|“分段验收”|投用: the name is no subject
_RE_USED = re.compile(r"(?:通过|用|享受|凭|靠|以|按|经|向|为|对|将|把)[“《]?\Z")
# A clause that only names a time: 今年1月, 自2022年起,
_RE_ONLY_TIME = re.compile(r"(?:早在|就在|自|从|到|于|以来|起|开始|\W)*")
# 原来, 局长陆明介绍,: what comes before the time
_RE_LEADS_IN = re.compile(
    r"(?:[^,]*(?:介绍|说|表示|告诉记者|坦言|透露)|原来|其实|据悉|据了解|同时|此外|随后|为此|对此),"
)
_VERB_WINDOW = 40
_RE_FIGURE = re.compile(r"[0-9][万亿余多]{0,4}(?:%|[个家件项次人名元户宗笔])")


# Members at hand: each look-up of one costs as much as a short pattern.
_RECURRING, _SINCE, _UNTIL = PeriodKind.RECURRING, PeriodKind.SINCE, PeriodKind.UNTIL

_WHOLE_YEARS = frozenset({"今年", "本年", "全年", "近年", "当年"})

_LONG = 10
"""Longer words of time tell of an event: 去年12月“…”上线以来."""


class _Words(Struct, frozen=True, eq=False):
    """The words of ``measure_beginnings.yml``."""

    beginning: re.Pattern[str]
    weak: re.Pattern[str]
    new: re.Pattern[str]
    behind: re.Pattern[str]
    occasions: re.Pattern[str]

    @classmethod
    @cache
    def load(cls) -> _Words:
        word = {
            name: alternatives(group["words"])
            for name, group in lexicon_data("measure_beginnings").items()
        }
        return cls(**{name: re.compile(pattern) for name, pattern in word.items()})


class BeginningTimes(Struct, frozen=True):
    """The periods of an article that can be the time of a beginning.

    Attributes:
        periods: The periods.
        starts: Where each of them starts.
        begins: Where the sentences begin that hold one, in order.
        ends: Where these sentences end.
    """

    periods: list[Period]
    starts: list[int]
    begins: list[int]
    ends: list[int]

    def between(self, start: int, end: int) -> list[Period]:
        """The periods between two offsets."""
        found = []
        for index in range(bisect_left(self.starts, start), bisect_left(self.starts, end)):
            period = self.periods[index]
            if period.span.end <= end:
                found.append(period)
        return found


def began(document: Document, names: Iterable[Span], times: BeginningTimes) -> Period | None:
    """The time at which a measure began.

    Args:
        document: The article.
        names: Every place where the measure is named, in text order.
        times: What ``beginning_times`` makes of the article's periods.

    Returns:
        The first period of which a clause says that the measure began then; it has a start. None
        where no clause says so.
    """
    begins, ends = times.begins, times.ends
    for name in names:
        start = name.start
        before = bisect_right(begins, start)
        timed = before and start < ends[before - 1]
        if not timed and (before == len(begins) or begins[before] >= name.end):
            continue  # most sentences name no time at all
        sentence = document.sentence_at(start).span
        end = document.clause_at(name.end - 1).span.end  # a name with a comma inside spans two
        near = times.between(sentence.start, end)
        if near:
            clause = Span(document.clause_at(name.start).span.start, end)
            words = _Words.load()
            found = _behind(document, name, clause, near, words) or _before(
                document, name, clause, near, words
            )
            if found:
                return found
    return None


def latest_beginning(document: Document, period: Period) -> dt.date | None:
    """The last day on which something may have begun: 2023年5月起 is any day of that month.

    A period that runs until now ends at the publication date, which says nothing of the
    beginning; its words tell whether a day, a month or a year was named.
    """
    if period.start is None or period.kind is PeriodKind.POINT:
        return period.start
    if period.kind is PeriodKind.SPAN:
        return period.end
    words = period.span.of(document.text)
    if "日" in words or "号" in words:
        return period.start
    if "月" in words:
        return _month_end(period.start)
    return period.start.replace(month=12, day=31) if "年" in words else None


def _month_end(day: dt.date) -> dt.date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _behind(
    document: Document, name: Span, clause: Span, periods: Sequence[Period], words: _Words
) -> Period | None:
    """“…”于2023年4月启用; 去年12月“…”上线以来; 6月15日,首个驿站在…揭牌."""
    text = document.text
    if not words.behind.search(text, name.end, clause.end):
        return None  # most names have no verb of beginning behind
    if _RE_USED.search(text, max(clause.start, name.start - 3), name.start):
        return None
    rest = Span(name.end, clause.end)
    for period in _usable(periods, clause.start, clause.end):
        if period.kind is PeriodKind.SINCE and name in period.span:
            return period if words.behind.search(text, name.end, period.span.end) else None
    for period in _usable(periods, rest.start, rest.end):
        verb = words.behind.search(text, period.span.end, min(clause.end, period.span.end + 8))
        if verb and _RE_REST.fullmatch(text, name.end, _lead(text, period.span.start)):
            return period
    for verb in words.behind.finditer(text, rest.start, rest.end):
        if _RE_SUBJECT.fullmatch(text, name.end, verb.start()):
            return _governing(document, clause, name.start, periods, words)
    return None


def _lead(text: str, start: int) -> int:
    """Where 于 or 自 before a time begins, else the time itself."""
    return start - 1 if text[start - 1 : start] in {"于", "自", "在", "从"} else start


def _before(
    document: Document, name: Span, clause: Span, periods: Sequence[Period], words: _Words
) -> Period | None:
    """去年11月推出“…”: the last verb of beginning before the name has it as its object."""
    text = document.text
    if periods[0].span.start >= name.start or not _RE_ENDS.match(text, name.end):
        return None
    start = max(clause.start, name.start - _VERB_WINDOW)
    verbs = [m for p in (words.beginning, words.weak) for m in p.finditer(text, start, name.start)]
    verb = max(verbs, key=lambda m: (m.end(), -m.start()), default=None)
    if verb is None or not _RE_OBJECT.fullmatch(text, verb.end(), name.start):
        return None
    if _RE_FIGURE.search(text, verb.end(), name.start):
        return None
    period = _governing(document, clause, verb.start(), periods, words)
    if period is None or verb.re is words.beginning:
        return period
    starts = period.span.of(text).endswith("起") or text.startswith("起", period.span.end)
    lead = text[max(clause.start, verb.start() - 4) : verb.start()]
    return period if starts or words.new.search(lead) else None


def _governing(
    document: Document, clause: Span, end: int, periods: Sequence[Period], words: _Words
) -> Period | None:
    """The time before ``end`` in a clause, else that of a clause before it that only names it."""
    text = document.text
    inside = _usable(periods, clause.start, end)
    if inside:
        between = text[inside[-1].span.end : end]
        return None if words.occasions.search(between) or _RE_FIGURE.search(between) else inside[-1]
    if words.occasions.search(text, clause.start, end) or _RE_FIGURE.search(
        text, clause.start, end
    ):
        return None
    return _leading(document, clause, periods, words)


def _leading(
    document: Document, clause: Span, periods: Sequence[Period], words: _Words
) -> Period | None:
    """The time at the sentence's head, when every clause since then begins something as well."""
    clauses = [c.span for c in document.sentence_at(clause.start).clauses]
    above = [span for span in clauses if span.end <= clause.start]
    if not above:
        return None
    while len(above) > 1 and _RE_LEADS_IN.fullmatch(document.text, above[0].start, above[0].end):
        above = above[1:]
    head, chain = above[0], above[1:]
    led = _usable(periods, *head)
    if not led or not _only_time(document.text, head, led[0]):
        return None
    if chain and led[0].kind is PeriodKind.SINCE:
        return None  # 去年起,推行甲,设立乙: only the first is said to have begun then
    return led[0] if all(_begins(document.text, span, words) for span in chain) else None


def _only_time(text: str, clause: Span, period: Period) -> bool:
    rest = text[clause.start : period.span.start] + text[period.span.end : clause.end]
    return bool(_RE_ONLY_TIME.fullmatch(rest))


def _begins(text: str, clause: Span, words: _Words) -> bool:
    """Whether a clause tells of a beginning, without a figure and without an occasion."""
    told = clause.of(text)
    other = words.occasions.search(told) or _RE_FIGURE.search(told)
    return bool(words.beginning.search(told)) and not other


def beginning_times(document: Document, periods: Iterable[Period]) -> BeginningTimes:
    """The periods of an article, in text order, that can be the time of a beginning."""
    usable = [
        period
        for period in periods
        if period.start
        and period.kind is not _RECURRING
        and period.kind is not _UNTIL
        and not _vague(document, period)
    ]
    starts = [period.span.start for period in usable]
    sentences = dict.fromkeys([document.sentence_at(at).span for at in starts])
    begins = [sentence.start for sentence in sentences]
    return BeginningTimes(usable, starts, begins, [sentence.end for sentence in sentences])


def _usable(periods: Sequence[Period], start: int, end: int) -> list[Period]:
    """The periods between two offsets."""
    return [p for p in periods if start <= p.span.start and p.span.end <= end]


def _vague(document: Document, period: Period) -> bool:
    """今年以来, 上半年 tell when figures were counted, not when a measure began."""
    words = period.span.of(document.text)
    if period.kind is _SINCE and words.endswith(("以来", "来")) and len(words) < _LONG:
        day = "月" in words or "日" in words
        return not day or words.startswith(("今年", "近", "去年以来"))
    return words in _WHOLE_YEARS or "半年" in words or "季度" in words
