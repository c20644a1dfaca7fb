"""Times from outside of a sentence: the heading of a plan, the sentence before 同期."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from generator.extracting.dates import year
from generator.model.period import Period, PeriodKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.extracting.publication import Reference
    from generator.extracting.segmentation import Document, Sentence
    from generator.model.evidence import Span

# 三、2025年工作打算: what a plan's sentences below speak of
_RE_PLAN = re.compile(
    r"(?P<year>20\d{2})年[^,。;:\d]{0,12}(?:打算|计划|安排|思路|目标|谋划|举措|任务)"
)

_RE_PLANS = re.compile(r"力争|计划|确保|将|争取|拟|实现|完成|新增|达到|突破|打造|推进|开展")

# 同期,新区响应率…: the time of the sentence before
_RE_MEANWHILE = re.compile(r"(?:同期|同一时期|同一期间)(?:,|[\u4e00-\u9fff])")

_STRETCHES = (PeriodKind.SPAN, PeriodKind.SINCE)


def planned(document: Document, sentence: Sentence, today: Reference) -> Period | None:
    """The year ahead that the heading sets (2025年工作打算) for sentences that plan."""
    heading = document.headings[sentence.paragraph]
    if heading is None:
        return None
    found = _RE_PLAN.search(heading.text)
    if found is None or heading.text == sentence.text or not _RE_PLANS.search(sentence.text):
        return None
    number = int(found["year"])
    if today.date and number < today.date.year:
        return None
    days = year(number)
    return Period(days.start, days.end, PeriodKind.SPAN, sentence.span, inferred=True)


def meanwhile(
    document: Document, span: Span, periods: Sequence[Period], starts: Sequence[int]
) -> Period | None:
    """同期 at the head of a sentence or clause: the time that led last, one paragraph up at most."""
    sentence, clause = document.sentence_at(span.start), document.clause_at(span.start)
    if sentence.text[:1] != "同" and clause.text[:1] != "同":
        return None
    head = next((s for s in (sentence, clause) if _RE_MEANWHILE.match(s.text)), None)
    if head is None:
        return None
    for period in reversed(periods[: bisect_left(starts, head.span.start)]):
        above = document.sentence_at(period.span.start)
        if sentence.paragraph - above.paragraph > 1:
            break
        if period.start and period.end and period.kind in _STRETCHES:
            first = bisect_left(starts, above.span.start)
            led = [p for p in periods[first:] if p.start and p.end and p.kind in _STRETCHES]
            return led[0]
    return None
