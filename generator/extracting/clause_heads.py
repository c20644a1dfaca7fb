"""Where the topic of a clause can stand: behind times, marks, datelines and connectives."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.extracting.organisation_names import OrganisationNames
    from generator.extracting.organisations import OrganisationLexicon
    from generator.extracting.region_names import RegionMention

# 位于…的, “, 一是, (一), 3.: what stands before a topic.
_SKIP = r"(?:位于|坐落[于在]|来自|地处|落户[于在]?|入驻|深耕|扎根)[^,。;的]{2,20}的|[“‘\"'《(—\s·—]+|[一二三四五六七八九十]是|第[一二三四五六七八九][,,、]|\d+\.|[(]?\d+[)]|[(]?[一二三四五六七八九十]{1,3}(?:[)]|、)"
# 今年1至5月, 2023年6月, 截至8月底, 5月16日上午, 自2024年以来: a time at the head of a clause.
_TIME = (
    r"(?:自|从|截至|截止|到|至|早在|于)?(?:\d{2,4}年(?:以来|底|初|来|起|度|间)?|(?:今|去|前|明|当|上|本)年|\d{1,2}(?:至|-|—)?\d{0,2}月(?:份|底|初|末)?(?:以来)?"
    r"|\d{1,2}日(?:上午|下午)?|[一二三四]季度|上半年|下半年|前\d{1,2}个月|前三季度|目前|当天|日前|同期|年底|底|初|末|以来|起|上午|下午|间|“?十[三四五]五”?(?:期间|以来)?)++"
)
_RE_STEP = re.compile(f"{_SKIP}|{_TIME}")
# 本报讯(…), 某地3月5日电: …
_RE_DATELINE = re.compile(
    r"[\u4e00-\u9fff]{2,10}(?:\d{1,2}月\d{1,2}日)?(?:讯|电|消息) ?(?::|\([^()]{2,30}\)) ?"
)
_BEFORE_MARK = range(2, 17)
"""How many characters of a dateline stand before 讯, 电 or 消息."""
# 其中落在|园区|的有9亿元
_RE_LIES = re.compile(r"(?:真正)?(?:落[在到户]|花落|留在|投向)")

# Most clauses begin with none of the words that a look behind their head is for.
LIES_STARTS = frozenset("真落花留投")
"""What 落在 and the like begin with."""
STEP_STARTS = frozenset(
    "自从截早于到至今去前明当上本一二三四五六七八九十下目日同年底初末以起间第"  # times, ordinals
    "位坐来地落入深扎“‘\"'《(—·"  # places, marks
    "0123456789 \n"  # the usual ones of all digits and spaces
)
"""What times, ordinals and marks begin with."""
_PAIRS = frozenset(
    (
        *("位于", "坐落", "来自", "地处", "落户", "入驻", "深耕", "扎根"),
        *("今年", "去年", "明年", "当年", "上年", "本年", "上半", "下半", "年底", "以来"),
        *("目前", "当天", "日前", "同期", "上午", "下午"),
    )
)
"""Two characters that such words begin with, if they begin with one of ``_PAIRED``."""
_PAIRED = frozenset(pair[0] for pair in _PAIRS)
# 本报讯(…, 某地3月5日电 …: what else can be passed over at the head, at one or two places.
_RE_REPORTED = re.compile(r"(?:讯|电|消息) ?[:(]")
_STEPS = 6
FIRST_HAN, LAST_HAN = "\u4e00", "\u9fff"


class ClauseHeads:
    """Finds the heads of the clauses of one text.

    Args:
        text: The text.
        names: Its organisations.
        regions: Its regions by their first offsets.
        lexicon: Connectives.

    Attributes:
        moving: Characters, among those of Chinese, that may begin what is passed over.
        datelines: Where a dateline may begin.
    """

    __slots__ = ("_leads", "_named", "_regions", "_text", "datelines", "moving")

    def __init__(
        self,
        text: str,
        names: OrganisationNames,
        regions: Mapping[int, RegionMention],
        lexicon: OrganisationLexicon,
    ) -> None:
        self._text, self._regions, self._leads = text, regions, lexicon.leads
        self._named = {*names.by_start, *names.alias_starts, *regions}
        self.moving = lexicon.moving
        marks = (mark.start() for mark in _RE_REPORTED.finditer(text))
        self.datelines = {at - before for at in marks for before in _BEFORE_MARK}

    def head(self, at: int, end: int) -> int:
        """Where the topic of a clause from ``at`` to ``end`` can stand."""
        text, moving, datelines = self._text, self.moving, self.datelines
        for _ in range(_STEPS):
            first, dated = text[at : at + 1], at in datelines
            if not dated and first not in moving and FIRST_HAN <= first <= LAST_HAN:
                return at
            if first in LIES_STARTS and self.lies_in(at, end):
                return at
            step = _RE_DATELINE.match(text, at, end) if dated else None
            if first in _PAIRED:
                steps = text[at : at + 2] in _PAIRS
            else:
                steps = first in STEP_STARTS or first.isdecimal() or first.isspace()
            if step is None and steps:
                step = _RE_STEP.match(text, at, end)
            stop = step.end() if step else self._behind_lead(at, end, first)
            if stop == at:
                return at
            at = stop
        return at

    def lies_in(self, at: int, end: int) -> int:
        """Where the park stands in 落户|园区|的有12个; 0 where no such words stand."""
        lies = _RE_LIES.match(self._text, at, end)
        region = self._regions.get(lies.end()) if lies else None
        return region.span.start if region and (region.park or region.reference) else 0

    def _behind_lead(self, at: int, end: int, first: str) -> int:
        """The end of a connective that begins at ``at``; ``at`` if none is there."""
        words = self._leads.get(first)
        # One step tells that none of the words stands there, as mostly none does.
        if words and self._text.startswith(words, at, end) and at not in self._named:
            for word in words:
                if self._text.startswith(word, at, end):
                    return at + len(word)
        return at
