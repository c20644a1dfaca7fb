"""Times that only tell when something happened: 平台2022年3月上线 dates no figure behind it.

A month or a day in a clause that reports an event (上线, 签约, 完工) is the event's; a year, a quarter or
the frame of an occasion (在上半年的测评中) holds for the figures behind it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.model.period import PeriodKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.extracting.segmentation import Document
    from generator.model.evidence import Span
    from generator.model.period import Period

# Members at hand: each look-up of one costs as much as a short pattern.
_POINT, _SPAN = PeriodKind.POINT, PeriodKind.SPAN

# 平台2022年3月|上线: what happens once, and gives its time to nothing behind its clause
_RE_HAPPENS = re.compile(
    r"(?:始建|创建|成立|设立|升格|升级|获批|挂牌|揭牌|组建|上线|启用|投用|运行|推出|启动|出台|印发|签约|开工|竣工|完工|投产|建成|落户|入驻|搬[迁入进]|注册|创办|问世|搞起)"
)
# Clauses whose time is the frame of the next one: 在…评价中, 7月的对接会上, 首月接了52件
_OCCASION = (
    r"(?:[中里上时下间内]|期间|以来|以后|结束|[召举]办?[开行])$|"
    r"赴|走访|调研|座谈|举[办行]|召开|会上|首[月日天周]|当[月日天]|申[请报]|报名|递交|提交"
)
_RE_OCCASION = re.compile(_OCCASION)
# 上半年开工的项目,|有12个
_RE_FRAME = re.compile(rf"的[^,。;的]{{1,14}}$|{_OCCASION}")
# 1998年|设立的省级开发区
_RE_FOUNDED = re.compile(r"(?:设立|成立|创[办建立]|升格|获批|挂牌|始建|建区|组建)(?:为|的|$)")
_RE_LAUNCHED = re.compile(r"试行|推行|推出|启动|上线|成立|设立|实施|开通|启用|挂牌|揭牌")
_RE_RESULT = re.compile(r"形成|共|累计|次性|当[天日月]|首[月日天周]|现场")
_ONE_TIME = 31
"""Days: a month, a ten-day stretch or a day tells when something happened; a year frames figures."""


def happened(document: Document, period: Period, span: Span, facts: Sequence[Span]) -> bool:
    """Whether a time only dates what its clause tells of: 平台2022年3月上线,1小时响应.

    Args:
        document: The text.
        period: A day or a stretch of days.
        span: A figure behind it in its sentence.
        facts: All figures of the sentence.
    """
    clause = document.clause_at(period.span.start).span
    if span.start < clause.end or not period.start or not period.end:
        return False
    text = document.text
    if _RE_RESULT.search(text, clause.end, span.start):
        return False
    brief = (period.end - period.start).days < _ONE_TIME
    told = _told(text, period.span.end, clause.end)
    if not told and brief:  # 2021年6月,园区试行新政,…: the next clause tells
        clause = document.clause_at(clause.end).span
        told = _told(text, clause.start, clause.end)
        launched = bool(_RE_LAUNCHED.search(told)) and span.start >= clause.end
        return launched and not _counts(clause, facts) and not _RE_FRAME.search(told)
    if not told or _counts(clause, facts):
        return False
    if _RE_FOUNDED.match(told) or (brief and not _RE_OCCASION.search(told)):
        return True
    return bool(_RE_HAPPENS.search(told)) and not _RE_FRAME.search(told)


def _told(text: str, start: int, end: int) -> str:
    words = text[start:end].rstrip(",;:。")
    return words.removeprefix("上午").removeprefix("下午")


def _counts(clause: Span, facts: Sequence[Span]) -> bool:
    """Whether a clause has a figure of its own."""
    return any(clause.start <= fact.start < clause.end for fact in facts)
