"""What is still to come: figures that a text plans, expects or asks for.

A plan is told by a word before the figure (预计, 力争, 将新增), by a day to come (年底前, 10月前), or
by its place: a section on what comes next (三、下半年打算), the answer to a question about it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.extracting.role_words import TIME_LEFT
from generator.extracting.scanning import Ending, Opening
from generator.model.article import ParagraphKind
from generator.model.values import once

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from generator.extracting.role_words import RoleLexicon
    from generator.extracting.segmentation import Document
    from generator.extracting.surroundings import Surroundings

# 2027年底前, 到2030年, 12月底前, 到“十五五”末: a day to come, unless it is over when the article appears.
_RE_BY = Opening(
    re.compile(
        r"(?=[到至\d年月一二三四])(?:(?:到|至)?(?P<year>20\d\d)年(?:年?[底末]前?|前)?"
        r"|(?<![\d.])(?P<month>1[0-2]|[1-9])月(?:上旬|中旬|下旬|[底末])?(?:之?前|内)"
        r"|(?:年底|月底|年末|月末)(?:之?前|内)|(?:到|至)(?:今年|明年|本年)?年底"
        r"|(?:到|至)“?十[四五六七]五”?(?:时期|期)?末|[一二三四]季度(?:末|底)?前"
        r"|(?<![\d一二两三四五六七八九十几多数])年(?:内|前(?![\d一二三四五六七八九十几两半])))"
    ),
    r"到至\d年月一二三四",
    r"(?<=[到至])[2今明本年“十]|(?<=2)0\d\d年|(?<=\d)\d?月|(?<=[年月])[底末内前]|(?<=[一二三四])季",
)
# What a day to come always has: 年底, 月前, 季度末前, 到2030年; 目前 and 以内 are none.
# Each way begins with one set of characters, so that the engine skips ahead.
_RE_BY_SIGN = re.compile(
    r"[年月到季五期”](?=[底末内前之年上中下2度])(?:(?<=[年月])(?:[底末内前之年]|[上中下]旬)|(?<=到)20|(?<=季)度[末底]?前|(?<=[五期”])末)"
)
_RE_BY_MARK = re.compile(r"到20\d\d年|前$|年内$|月内$|年底$|末$")
_RE_COMING = re.compile(
    r"要|将|再|力争|实现|完成|建成|投用|投产|达到|达|突破|确保|新增|推出|上线|覆盖|全部|争取"
)

# 窗口要从1个开到|3个.
_RE_ASKED_CHANGE = re.compile(r"(?<![需主])要(?:从|由)[^,;。]{1,14}(?:到|至|为|成)[^,;。]{0,4}$")

# 年内|将新增: the year may be over, so a word of intent must stand there too.
_RE_INTENDED = re.compile(
    r"(?<![需主只])要|将|再|力争|计划|确保|争取|拟|有望|预计|可|打算|目标|到年内"
)

# 再有|40天|就要点火, 还有|3个月|就投产: the time that is left.
_RE_LEFT_BEFORE = Ending(
    re.compile(rf"(?:{'|'.join(TIME_LEFT)})(?:约|大约|不到)?$"),
    "有过等剩需要差约到",
)
_RE_LEFT_BEHIND = re.compile(r"[^,。;\n]{0,4},?[^,。;\n]{0,10}?(?:就|将|便|即可|即将)")

# 四、下半年打算, 下一步工作, 2026年工作要点, 几点建议: a heading over what is to come.
_RE_PLAN_HEADING = re.compile(
    r"(?:下一?步|下一?阶段|下半年|明年|来年|今后|未来|后续|20\d\d年)[^,。;:]{0,10}(?:打算|计划|安排|思路|要点|重点|目标|任务|工作|举措|措施|展望)$"
    r"|(?:工作|下一?步|努力|发展)(?:打算|思路|计划|安排|目标|方向)$|(?:意见|对策|几点)(?:和|与)?建议$|^(?:建议|展望)$|下一步$"
)
# A short line without marks is a heading, whatever the file calls it.
_RE_HEADING_LIKE = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|[((][一二三四五六七八九十]{1,3}[))])?[^。;!?,:、\n]{2,18}"
)
_LONGEST_HEADING = 23
"""Characters of what ``_RE_HEADING_LIKE`` matches, at most."""
_HEADING = ParagraphKind.HEADING  # a look-up of an enumeration's member takes as long as a call
_RE_REPORT_HEADING = re.compile(r"完成情况|总结|回顾|成效|进展|做法|问题|短板|不足|情况$")
_RE_TOP = re.compile(r"^(?:[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]部分)")
_RE_SUB = re.compile(r"^(?:[((][一二三四五六七八九十]{1,3}[))]|\d{1,2}[.、]|[①-⑳])")

# 记者:下一步有何打算? 请问下半年还将推出哪些举措?
_RE_PLAN_QUESTION = re.compile(
    r"(?:下一?步|接下来|下半年|明年|今后|未来|后续|下一?阶段)"
    r"(?:[^。?]{0,24}(?:打算|计划|举措|安排|目标|思路|考虑|规划|动作|重点|措施)[^。?]{0,12}|[^。?]{0,10}(?:怎么|如何)[^。?]{0,8}|呢?)[??]\s*$"
)
_RE_LABEL = re.compile(r"[\u4e00-\u9fff·()、 ]{2,30}:")
_RE_PLAN_OPENING = re.compile(
    r"(?:“|[\u4e00-\u9fff·]{2,6}:“?)?(?:下一?步|下一?阶段|接下来|今后|展望未来|面向未来|明年|来年|后续)(?:[,,]|[\u4e00-\u9fff]{0,8}(?:要|将|计划|打算|力争))"
)

# What has been reached although it stands under a plan: 目前到岗21名.
_RE_REPORTED = re.compile(
    r"已(?!有)|目前|截至|截止|累计|现有|(?<![较比])去年(?!基础|的基础)|今年以来|此前|(?<![为除罢])了(?!解)"
)


_BEHIND = 16
"""How far behind a figure a match of ``RoleLexicon.target_behind`` can end."""


class PlanReader(Struct, frozen=True, dict=True):
    """Tests for plans in one article.

    Attributes:
        lexicon: Words of plans.
        published: The day of publication, if known.
        planned: Paragraphs whose place makes them plans, by their position.
        reach: How far the words before the last figure of a sentence go, by its position.
    """

    lexicon: RoleLexicon
    published: dt.date | None
    planned: frozenset[int]
    reach: Mapping[int, int]

    def plans_change(self, place: Surroundings) -> bool:
        """Whether the second end of a change is planned; 投产后 may tell of what has come."""
        before = place.before
        return (
            self._reaches(before, events=False)
            or _RE_ASKED_CHANGE.search(place.left) is not None
            or self._by_date(place)
            or self._stands_in_plan(place)
        )

    def is_target(self, place: Surroundings) -> bool:
        """Whether a figure is planned, expected or asked for."""
        words, day = self._signs.get(place.sentence_index) or self._look(place)
        at, last = len(place.before), place.mention.surface[-1:]
        if last == "大" or (place.following and place.following.surface.endswith("级")):
            # 到2030年,两大产业…: the industries are there, whatever is planned for them.
            return words < at and self._reaches(place.left)
        behind = place.next_words
        told = behind and self.lexicon.words_behind.search(behind, 0, _BEHIND)
        if told and self.lexicon.target_behind.match(behind):
            return True
        if (words < at and self._by_words(place, words)) or (day < at and self._by_date(place)):
            return True
        if last == "级" and self.lexicon.grades.search(place.near):
            return True
        return bool(self.planned) and self._stands_in_plan(place)

    @once
    def _signs(self) -> dict[int, tuple[int, int]]:
        """What ``_look`` has found, by the sentence's position."""
        return {}

    def _look(self, place: Surroundings) -> tuple[int, int]:
        """Where in a figure's sentence the first word of plans and the first sign of a day stand.

        Most sentences have neither. They are looked for once, not before each figure.
        """
        words, end = place.sentence.text, self.reach[place.sentence_index]
        told = self.lexicon.target_words.search(words, 0, end)
        day = _RE_BY_SIGN.search(words, 0, end)
        signs = (told.start() if told else end, day.start() if day else end)
        self._signs[place.sentence_index] = signs
        return signs

    def _by_words(self, place: Surroundings, first: int) -> bool:
        """Whether a word of plans reaches the figure; the first one stands at ``first``."""
        left = _RE_LEFT_BEFORE.search(place.near)
        if left and _RE_LEFT_BEHIND.match(place.text, place.mention.span.end):
            return True
        if place.telling and self.lexicon.share.search(place.near):
            # The words of the whole (占计划投资的) plan nothing.
            return self._reaches(place.left[: place.left.rfind("占")])
        return self._reaches(place.before, first)

    def _stands_in_plan(self, place: Surroundings) -> bool:
        if place.sentence.paragraph not in self.planned:
            return False
        return not _RE_REPORTED.search(place.lead[-40:] + place.left)

    def _reaches(self, before: str, first: int = 0, *, events: bool = True) -> bool:
        """Whether a word of plans reaches the figure; ``events`` takes in 投产后 and the like.

        ``first``: where in ``before`` the first one can stand.
        """
        end = 0
        for match in self.lexicon.target.finditer(before, first):
            if events or not match.group().endswith("后"):
                end = match.end()
        return end > 0 and not self.lexicon.done.search(before, end)

    def _by_date(self, place: Surroundings) -> bool:
        before = place.before
        for match in _RE_BY.finditer(before):
            words = match.group()
            if not _RE_BY_MARK.search(words) or self.lexicon.done.search(before):
                continue
            if match["month"]:
                to_come = self._month_to_come(int(match["month"]))
                if to_come and _RE_COMING.search(before, match.end()):
                    return True
            elif words == "年内":
                if _RE_INTENDED.search(before):
                    return True
            elif match["year"] is None or self._year_to_come(int(match["year"])):
                return True
        return False

    def _year_to_come(self, year: int) -> bool:
        return self.published is None or year >= self.published.year

    def _month_to_come(self, month: int) -> bool:
        return self.published is None or month >= self.published.month


def planned_paragraphs(document: Document) -> frozenset[int]:
    """Paragraphs under a heading, behind a question or with an opening that speaks of the future."""
    found: set[int] = set()
    section, answer = "", 0
    for index, paragraph in enumerate(document.article.paragraphs):
        text = paragraph.text.strip()
        short = len(text) <= _LONGEST_HEADING
        if paragraph.kind is _HEADING or (short and _RE_HEADING_LIKE.fullmatch(text)):
            section, answer = _section(section, text), 0
            continue
        answer = 0 if answer and index > answer and _RE_LABEL.match(text) else answer
        if section or answer or _RE_PLAN_OPENING.match(text):
            found.add(index)
        if text.endswith("?") and _RE_PLAN_QUESTION.search(text):
            found.discard(index)
            answer = index + 1
    return frozenset(found)


def _section(section: str, heading: str) -> str:
    """The heading of plans that is in force from ``heading`` on; empty where none is."""
    if _RE_PLAN_HEADING.search(heading) and not _RE_REPORT_HEADING.search(heading):
        return heading
    inside = section and _RE_SUB.match(heading) and not _RE_SUB.match(section)
    return section if inside else ""
