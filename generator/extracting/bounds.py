"""Words around a number that limit it: 超, 近, 至少, 以上, 以内, 左右."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.extracting.scanning import Ending
from generator.model.quantity import Bound

if TYPE_CHECKING:
    from generator.extracting.numeral_lexicon import NumeralLexicon

# Members at hand: each look-up of one costs as much as a short pattern.
_ABOUT, _AT_LEAST, _AT_MOST, _EXACT, _LESS, _MORE = (
    Bound.ABOUT,
    Bound.AT_LEAST,
    Bound.AT_MOST,
    Bound.EXACT,
    Bound.LESS,
    Bound.MORE,
)

TIME_UNITS = frozenset({"年", "月", "天", "周", "工作日", "小时", "分钟", "秒", "季度"})

_RATIO_REACH = 12
LOOK_BACK = 8
"""Characters before a number in which a bound word can stand; the longest has seven."""

# `3天内` but not `13个内资`.
_RE_INSIDE = re.compile(r"内(?![资外部陆设贸地容涵需控生蒙])")

# `100元起,` starts a price; `8起` is a unit and was read before.
_RE_FROM = re.compile(r"起(?=[,。;、!?)”]|$)")

# 上百家, 过亿元: 上, 过 or 破 right before a bare scale, and not the end of another word.
_RE_UP = Ending(
    re.compile(r"(?:^|[^以网线掌马路版楼会之])上$|(?:^|[^通经超不路越])过$|(?:^|[^突打])破$"),
    "上过破",
)
_ROUND = ("百", "千", "万", "亿")

# 每月至少|上门|2次, 最多|跑|2趟: a verb between the bound word and its number.
_RE_VERB_BETWEEN = re.compile(
    r"(?:(?P<least>至少|起码)|至多|最多)[\u4e00-\u7683\u7685-\u9fff]{1,4}$"
)
# 约为|东区的|两倍: what the ratio is taken of stands between.
_RE_RATIO = re.compile(
    r"(?:(?P<about>(?<![签节预合履公集条违守制誓])约)|(?P<less>将近|(?<![附最就邻临靠亲远相切贴挨新])近|接近|不到)|超过?)为?[\u4e00-\u9fff]{1,8}的$"
)
# 约占|三分之二, 不到全市|3%, 不足两年前的|四分之一: the bound stands before the share's whole; the
# number's own words are what is counted.
_RE_SHARE = re.compile(
    r"(?:(?P<about>大约|(?<![签节预合履公集条违守制誓])约)|(?P<less>将近|接近|不到|不足|(?<![附最就邻临靠亲远相切贴挨新])近)|(?P<more>超过|超))"
    r"(?:占(?:比|到|了)?|全[市省国区县球]的?|[^,。;、\d]{1,8}的)$"
)
_SHARE_REACH = 12
WHOLES = {"倍": (_RE_RATIO, _RATIO_REACH, True), "%": (_RE_SHARE, _SHARE_REACH, False)}


_SHARE_ENDS = frozenset("占比到了的市省国区县球\n")
"""What the words before a share's or a ratio's number can end with."""


def before_whole(text: str, start: int, unit: str) -> tuple[Bound, int] | None:
    """A bound word before what a ratio or a share is taken of: 约为东区的|两倍, 超过全市的|一成."""
    if text[start - 1 : start] not in _SHARE_ENDS:
        return None
    pattern, reach, widened = WHOLES[unit]
    found = pattern.search(text, max(0, start - reach), start)
    if found is None:
        return None
    bound = _ABOUT if found["about"] else _LESS if found["less"] else _MORE
    return bound, found.start() if widened else start


class BoundReader(Struct, frozen=True, dict=True):
    """Reads bounds with one lexicon; holds its compiled patterns."""

    lexicon: NumeralLexicon

    @cached_property
    def _before(self) -> tuple[tuple[Bound, Ending], ...]:
        return tuple(
            (w.bound, Ending(re.compile(rf"(?:{w.pattern})$"), {word[-1] for word in w.words}))
            for w in self.lexicon.before
        )

    @property
    def behind_firsts(self) -> frozenset[str]:
        """What the words behind can begin with."""
        return frozenset(self._behind)

    @cached_property
    def _before_by_end(self) -> dict[str, tuple[tuple[Bound, re.Pattern[str]], ...]]:
        """The patterns of the words before by their last characters."""
        ends = {word[-1] for own in self.lexicon.before for word in own.words}
        return {
            end: tuple((bound, own.pattern) for bound, own in self._before if own.ends_with(end))
            for end in ends
        }

    @cached_property
    def _behind(self) -> dict[str, tuple[tuple[Bound, re.Pattern[str]], ...]]:
        """The patterns of the words behind by their first characters."""
        filed: dict[str, list[tuple[Bound, re.Pattern[str]]]] = {}
        for bound_word in self.lexicon.behind:
            pattern = re.compile(bound_word.pattern)
            for first in dict.fromkeys(word[0] for word in bound_word.words):
                filed.setdefault(first, []).append((bound_word.bound, pattern))
        return {first: tuple(patterns) for first, patterns in filed.items()}

    def read(self, text: str, start: int, stop: int, unit: str) -> tuple[Bound, int, int]:
        """The bound of the number and unit at ``[start, stop)``, widened by the bound's words.

        A word behind wins over one before.
        """
        ahead, begin = self._ahead(text, start, unit)
        follows = text[stop : stop + 1]
        for bound, pattern in self._behind.get(follows, ()):
            found = pattern.match(text, stop)
            if found:
                return bound, begin, found.end()
        if follows == "内" and unit in TIME_UNITS and _RE_INSIDE.match(text, stop):
            bound = _AT_MOST if ahead is _EXACT else ahead
            return bound, begin, stop + 1
        if follows == "起" and _RE_FROM.match(text, stop):
            return _AT_LEAST, begin, stop + 1
        return ahead, begin, stop

    def _ahead(self, text: str, start: int, unit: str) -> tuple[Bound, int]:
        """The bound before the number and where its words begin.

        A space may stand between (近 4 万平方米).
        """
        last = text[start - 1] if start else ""
        if last == "\n":
            return _EXACT, start  # what ends a paragraph limits nothing in the next one
        if last == " " and start > 1:
            spaced = self._ahead(text, start - 1, unit)
            if spaced[0] is not _EXACT:
                return spaced
        window = text[max(0, start - LOOK_BACK) : start]
        best = self._longest(window, last, start)
        if best[0] is _EXACT:
            best = _limited(text, window, start, unit) or best
        if best[0] is _EXACT and unit in TIME_UNITS and window.endswith("连续"):
            return _EXACT, start - 2
        return best

    def _longest(self, window: str, last: str, start: int) -> tuple[Bound, int]:
        """The longest bound word right before the number."""
        best, length = _EXACT, 0
        for bound, pattern in self._before_by_end.get(last, ()):
            found = pattern.search(window)
            if found and len(found.group()) > length:
                best, length = bound, len(found.group())
        return best, start - length


def _limited(text: str, window: str, start: int, unit: str) -> tuple[Bound, int] | None:
    """上 and 过 before a scale, 了快 before a number, a bound word with words between."""
    if text.startswith(_ROUND, start) and _RE_UP.search(window):
        return _AT_LEAST if window[-1] == "上" else _MORE, start - 1
    if window.endswith("了快"):
        return _LESS, start - 1
    if "少" in window or "多" in window or "码" in window:
        between = _RE_VERB_BETWEEN.search(window)
        if between:
            bound = _AT_LEAST if between["least"] else _AT_MOST
            return bound, start - len(between.group())
    return before_whole(text, start, unit) if unit in WHOLES else None
