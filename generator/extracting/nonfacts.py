"""Numerals that state no figure: dates, codes, titles, quoted names, ordinals, fixed terms."""

from __future__ import annotations

import re
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.extracting.mention import Mention
from generator.extracting.patterns import (
    CODE,
    DATE,
    ENUMERATION,
    FREE_BEHIND,
    LASTING_BEFORE,
    LASTING_BEHIND,
    NUMERAL,
    NUMERIC,
    QUOTED,
    TITLE,
)
from generator.extracting.ranks import RankReader
from generator.extracting.scanning import DIGITS, Holding, Opening
from generator.model.evidence import spanned
from generator.model.fact import NonFactReason

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.extracting.numeral_lexicon import NumeralLexicon

# An adverbial that may be a duration: 近两年, 过去3个月, but not 2024年 and not 27年来.
_RE_ADVERBIAL = re.compile(
    r"(?:最近|近|过去|前|头|这)(?:\d{1,3}|[^\d年]{1,4})[余多]?(?:年|个多?月|天|周|个?小时|个?季度|个?星期)$"
)

_TIME_ENDS = frozenset("年月天周时度期")

# A quoted phrase that states a figure all the same: “一枚印章”, “99.9%满意”.
_RE_QUOTED_FACT = re.compile(
    r"[一1][枚颗](?:印章|公章|章)|\d%|[\d万亿]元|\d[枚](?:印章|公章|章)"
    r"|(?:\d|[两二三四五六七八九十半])个?(?:小时|工作日|天|分钟)内?(?:办结|办成|出证|拿证|领证|响应|完成|开办)$"
)
_FACT_ENDS = frozenset("结成证应办")
"""What such a phrase ends with if it holds neither 章 nor % nor 元."""

# “半年交卷”: a slogan's time.
_RE_HALF_SLOGAN = re.compile(r"半(?:年|月|天|小时)(?!内|以内)[\u4e00-\u9fff]{2}")

# “20个工作日”, “5次”, “跑3趟”: nothing but a quantity.
_RE_QUOTED_TIME = re.compile(
    r"(?:[跑等需要花交填盖]|需要|最快|平均|约|近|不到|仅需?|只需?|最多跑)?(?:\d{1,3}(?:\.\d)?|[一二两三四五六七八九十半几]{1,3})"
    r"(?:个?工作日|天|个?小时|分钟|个?月|年|周|秒|次|趟|枚|份|个?环节|个窗口|扇门|张网?|件材料|套材料)(?:以内|之内|内|以上|左右)?"
)
_QUOTED_TIME_ENDS = frozenset("日天时钟月年周秒次趟枚份节口门张网料内上右")
"""What such a phrase ends with."""
_RE_TURNED_INTO = re.compile(r"(?:由|从|变|变为|变成|成|到|至|为|压缩|缩短|原来的|过去的|以前的)$")
_RE_TURNS = re.compile(r"变|到|至|缩|压|减|降|精简|改")

# 一企一策, 一户一档, 一件事一次办: 一 X 一 Y; 一窗通办, 一码通行, 一键申领: 一 + a thing of the counter.
_RE_ONE_ONE = Opening(
    re.compile(
        r"(?=[\d一二两三四五六七八九十百千万多双])(?:"
        r"一(?![年天月次日周])[^\W\da-zA-Z_零一二两三四五六七八九十百千万亿点]{1,3}"
        r"(?:一(?![年月天])[^\W\da-zA-Z_零一二两三四五六七八九十百千万亿点]{1,2}){1,4}"
        r"|一(?:窗|网|站|键|表|码|证|卡|门|章|图|单|屏|库|链|企|口|厅|端|照|号|机|套|类|册|员|链|园|区|核|轴|带|廊|网)"
        r"(?:式|通办|通管|通享|受理|综办|统管|协同|直达|办理|申领|即享|报税|登录|查询|办结|到底|通行|到位|直办|分类|集成|联办|联审|对外|出证|清|管|办|审|享|查|贷|评|通|码|多[\u4e00-\u9fff])"
        r"|(?:[两二三四五六七八九十]|\d)(?:证|图|书|照)(?:[一二两三四五六七八九十]|\d)?(?:证|图|书|照|合一|齐发|联发|同发|联办|同办|连发)"
        r"|(?:[一二两三四五六七八九十]{1,2}|\d)个(?:一(?![级类流线般批样])|确保|坚持|聚焦|突出|围绕|更加|强化|毫不动摇|不准|严禁|必须|统一)(?![\u4e00-\u9fff]?[个家])"
        r"|双(?:[\u4e00-\u9fff]双[\u4e00-\u9fff]|\d+[条项家])"
        r"|(?:[二两三四五六七八九十]{1,2}|\d{1,2})年(?:[\u4e00-\u9fff]{0,4}(?:行动|规划|计划)|跨越|攻坚|倍增|任务|滚动|大变样|大提升|上台阶)"
        r"|(?:[百千万]|\d{2,4}|[一二两三四五六七八九十]百)强(?![化大度调有力])"
        r"|[十百]大(?=典型|经典|优秀|杰出|品牌|新闻|案例|人物|创新|最|榜样|经验|亮点|先进|标志))"
    ),
    r"\d一二两三四五六七八九十百千万多双",
    r"(?<=一)(?:.{1,3}一|[窗网站键表码证卡门章图单屏库链企口厅端照号机套类册员园区核轴带廊])|(?<=双)"
    rf"|(?=[{DIGITS}一二两三四五六七八九十百证图书照强大个年])(?:"
    r"(?<=[\d两二三四五六七八九十])[证图书照]|\d{1,3}强|(?<=[百千万])强|百强|(?<=[十百])大[典经优杰品新案人创最榜亮先标]"
    r"|[\d一二两三四五六七八九十]?(?:个[一确坚聚突围更强毫不严必统]|年(?:[跨攻倍任滚大上]|.{0,4}[行规计])))",
)

# 二十届三中全会, 九届六次全会, 24小时自助服务区, 第一方阵: names whatever stands around them.
_RE_NAMED = Holding(
    re.compile(
        r"(?=[第\d一二两三四五六七八九十多])(?:[两二三四五六七八九十多][\u4e00-\u9fff]?合一|第?[一二三四五六七八九十]{1,3}届(?:[一二三四五六七八九十]{1,2}次|[一二三四五六七八九十]中)(?:全体)?(?:全会|会议|代表大会|人代会)?"
        r"|24小时(?:不打烊)?自助(?!查询|办理|申请|打印|申领|缴费)|第[一二三](?:方阵|梯队|阵营))"
    ),
    ("合一", "届", "自助", "阵", "梯"),
    9,
    "第一二两三四五六七八九十多",
)

# 一期, 二期工程: a phase; 分三期 and 印发8期 count.
_RE_PHASE = Holding(
    re.compile(
        r"(?=[\d一二三四五六])(?<![分共办设发])(?:[一二三四五六](?:、[一二三四五六])?期|[1-5]期(?=项目|工程|建设|厂房|标准|地块|用地|已|投))(?![间限货刊盼待末望]|培训|简报)"
    ),
    "期",
    3,
    "一二三四五六",
)

# 勤政路299号, A座, 3号楼, 12号线: a place, not an amount.
_RE_PLACE_NUMBER = Holding(
    re.compile(
        r"(?=[\dA-F一二三四五六七八九十])(?:(?:\d{1,5}|[一二三四五六七八九十]{1,3})号(?:楼|院|馆|厂房|门|窗口?|线|航站楼|桥|地块|车间|公馆|厅|墩|机|塔|栋)?|(?:\d{1,2}|[一二三四五六七八九十]{1,3})楼(?![宇盘栋座市])|[ABCDEF一二三四五六七八九十\d]座(?=\d)|(?:(?<=号楼)|(?<=[A-Z]座))(?:\d{1,2}|[一二三四五六七八九十]{1,3})层)"
    ),
    "号楼座层",
    5,
    "一二三四五六七八九十",
)


# 一项一项, 一家一家: each in turn, an indefinite 一 twice over.
_RE_EACH = re.compile(r"一(?P<each>[件个项户家条样桩趟遍笔页张份户村])一(?P=each)")

# 排名末5%的科长, 倒数3名, 后10位: the tail of a list, for whoever stands in it; 周末 and 此后 count none.
_RE_LAST = Holding(
    re.compile(
        r"(?=[末后倒])(?:(?<![周月年季期])末|(?<![此然之以今往随最年月日前])后|倒数)第?(?:\d{1,3}|[一二两三四五六七八九十]{1,3})(?:%|位|名)(?![工额])"
    ),
    ("末", "后", "倒数"),
    0,
    "末后倒",
)

# 答案是四个字: the words that follow, counted.
_RE_CHARACTERS = Holding(
    re.compile(
        r"(?=[\d两三四五六七八九十])(?<!\d)(?:[两三四五六七八九十]|\d{1,2})个?(?:大字|字(?![号样])|关键词|词(?![条典]))"
    ),
    "字词",
    5,
    "两三四五六七八九十",
)

# The items of a quotation: “进一扇门、办所有事”.
_RE_PART = re.compile(r"[^、]+")


# Members at hand: each look-up of one costs as much as a short pattern.
_NAME, _ORDINAL, _OTHER = NonFactReason.NAME, NonFactReason.ORDINAL, NonFactReason.OTHER

_DIGITS = frozenset("0123456789")
_BEHIND_DIGITS = ":"
"""The character behind 9: words that begin with a digit stand before it."""
_TERMED = frozenset({"chinese", "special", "arabic"})
"""Groups of ``patterns.NUMERAL`` that fixed terms may hold."""


class NonFactReader(Struct, frozen=True, dict=True):
    """Recognisers of nonfacts, each over the whole text, in the order of their precedence."""

    lexicon: NumeralLexicon

    @cached_property
    def _ranks(self) -> RankReader:
        return RankReader(self.lexicon)

    def claims(self, text: str, numerals: Sequence[re.Match[str]]) -> list[Mention]:
        """Mentions that need no reading of a quantity, in order, without overlaps.

        Args:
            text: The article's text.
            numerals: The matches of ``patterns.NUMERAL`` in it.
        """
        taken = bytearray(len(text))
        claims: dict[int, Mention] = {}
        for mention in self._candidates(text, numerals, taken):
            start, end = mention.span
            if 1 not in taken[start:end]:
                taken[start:end] = b"\1" * (end - start)
                claims[start] = mention
        return [claims[start] for start in sorted(claims)]

    def _candidates(
        self, text: str, numerals: Sequence[re.Match[str]], taken: bytearray
    ) -> Iterator[Mention]:
        """The mentions by their precedence; ``taken`` is what those before hold when one is made."""
        return chain(
            _titles(text),
            self._quoted(text),
            _plain(text, _RE_NAMED, _NAME),
            _plain(text, _RE_EACH, _OTHER),
            self._ranks.tops(text),
            _dates(text),
            self._terms(text, numerals, taken),
            _plain(text, CODE, _NAME),
            _plain(text, _RE_PLACE_NUMBER, _OTHER),
            _plain(text, _RE_LAST, _OTHER),
            _plain(text, _RE_CHARACTERS, _OTHER),
            _plain(text, _RE_PHASE, _ORDINAL),
            self._ranks.find(text),
            self._ranks.heads(text),
            _enumerations(text),
            _plain(text, _RE_ONE_ONE, _NAME),
        )

    def _quoted(self, text: str) -> Iterator[Mention]:
        """Numerals in a short quotation are part of a name: “四即改革”, “1+3+N”, “千人计划”."""
        terms = self.lexicon.terms
        for quoted in QUOTED.finditer(text):
            words = quoted[1]
            several = "、" in words
            # A fixed term may be without a numeral (多年来).
            if not several and words not in terms and not NUMERIC.search(words):
                continue
            fact = words[-1] in _FACT_ENDS or "%" in words or "元" in words or "章" in words
            if (not fact or not _RE_QUOTED_FACT.search(words)) and not _is_quoted_end(text, quoted):
                place = quoted.span(1)
                parts = _RE_PART.finditer(text, *place) if several else ()
                for start, end in [part.span() for part in parts] if several else [place]:
                    yield from self._quoted_part(text, start, end)

    def _quoted_part(self, text: str, start: int, end: int) -> Iterator[Mention]:
        reason = self.lexicon.terms.get(text[start:end])
        if reason is not None:
            yield _mention(text, start, end, reason)
            return
        for found in NUMERAL.finditer(text, start, end):
            at = found.start()
            special = found[0] if found.lastgroup == "special" else ""
            half = special == "半" and _RE_HALF_SLOGAN.match(text, at, end)
            if half or special not in {"首", "几", "半"}:
                place = self._known(text, at, found.end())
                if place is None or text[place[0] : place[1]] not in self.lexicon.words:
                    yield _mention(text, at, end, _NAME)
                    return

    def _terms(
        self, text: str, numerals: Sequence[re.Match[str]], taken: bytearray
    ) -> Iterator[Mention]:
        """The longest fixed term or ordinary word around each Chinese numeral that is not taken.

        A mention without reason marks an ordinary word; the ledger drops it.
        """
        digital, filed, pairs, _, _ = self._tables
        terms = self.lexicon.terms
        for found in numerals:
            at = found.start()
            if taken[at]:
                continue
            pair, before = text[at : at + 2], text[at - 1 : at + 1]
            # Half of all numerals begin with a digit, which few words hold. A string that begins with
            # a digit comes before ":", one that begins with a Chinese numeral does not.
            if pair < _BEHIND_DIGITS and pair not in digital and before not in digital:
                continue
            if pair not in filed and before not in pairs:
                continue
            kind = found.lastgroup
            if kind not in _TERMED:
                continue
            place = self._known(text, at, found.end())
            if place:
                word = text[place[0] : place[1]]
                reason = terms.get(word)
                # Digits are no part of an ordinary word.
                if reason is not None or kind != "arabic":
                    yield Mention(spanned(place), word, None, reason)

    @cached_property
    def _tables(
        self,
    ) -> tuple[frozenset[str], Mapping[str, tuple[int, ...]], frozenset[str], frozenset[str], int]:
        """What is asked for each numeral.

        Pairs of characters with a digit at an end; the lexicon's ``filed``, ``pairs``, ``known``, ``longest``.
        """
        own = self.lexicon
        beside = {pair for pair in own.pairs if pair[1] in _DIGITS}
        begun = {head for head in own.filed if head[0] in _DIGITS}
        return frozenset(beside | begun), own.filed, own.pairs, own.known, own.longest

    def _known(self, text: str, start: int, end: int) -> tuple[int, int] | None:
        """The longest term or word that holds ``start`` and does not cut the numeral."""
        _, filed, pairs, known, longest = self._tables
        best: tuple[int, int] | None = None
        length = 0
        # A word that begins before ``start`` holds every pair of characters from there on.
        first, lowest = start, start - longest
        while first > lowest and text[first - 1 : first + 1] in pairs:
            first -= 1
        for begin in range(first, start + 1):
            sizes = filed.get(text[begin : begin + 2])
            if sizes is None or (begin and text[begin - 1] == "第"):
                continue
            for size in sizes:
                stop = begin + size
                if stop <= start or size <= length:
                    break
                word = text[begin:stop]
                whole = word in known and len(word) == size
                if whole and (stop >= end or _splits(text, begin, start, stop)):
                    best, length = (begin, stop), size
                    break
        return best


def _is_quoted_end(text: str, quoted: re.Match[str]) -> bool:
    """由“20个工作日”变“1个工作日”: quantities set in quotation marks as the ends of a change."""
    words = quoted[1]
    if words[-1] not in _QUOTED_TIME_ENDS or not _RE_QUOTED_TIME.fullmatch(words):
        return False
    before = text[max(0, quoted.start() - 3) : quoted.start()]
    return bool(_RE_TURNED_INTO.search(before) or _RE_TURNS.match(text, quoted.end()))


def _splits(text: str, begin: int, start: int, stop: int) -> bool:
    """统一三个标准: a word may end inside a run of digits when it began before the run."""
    return begin < start and stop == start + 1 and text[stop] in "一二两三四五六七八九十"


def _mention(text: str, start: int, end: int, reason: NonFactReason) -> Mention:
    return Mention(spanned((start, end)), text[start:end], None, reason)


def _matched(found: re.Match[str], reason: NonFactReason) -> Mention:
    return Mention(spanned(found.span()), found[0], None, reason)


def _plain(
    text: str, pattern: re.Pattern[str] | Opening | Holding, reason: NonFactReason
) -> list[Mention]:
    return [Mention(spanned(m.span()), m[0], None, reason) for m in pattern.finditer(text)]


def _dates(text: str) -> Iterator[Mention]:
    for found in DATE.finditer(text):
        if not _lasts(text, found):
            yield _matched(found, NonFactReason.DATE)


def _lasts(text: str, found: re.Match[str]) -> bool:
    """Whether what looks like an adverbial is a duration: 用了近两年, 头三个月免租."""
    words = found.group()
    if words[-1] not in _TIME_ENDS or not _RE_ADVERBIAL.fullmatch(words):
        return False
    if words[0] in "前头":
        return FREE_BEHIND.match(text, found.end()) is not None or _is_long(text, found)
    return _is_long(text, found)


def _is_long(text: str, found: re.Match[str]) -> bool:
    before = text[max(0, found.start() - 4) : found.start()]
    return bool(LASTING_BEFORE.search(before) or LASTING_BEHIND.match(text, found.end()))


def _titles(text: str) -> Iterator[Mention]:
    """Numerals inside 《》: a date keeps its words, another numeral takes two characters along."""
    for title in TITLE.finditer(text):
        end = title.end() - 1
        dates = list(DATE.finditer(text, title.start(), end))
        for date in dates:
            yield _matched(date, _NAME)
        for found in NUMERAL.finditer(text, title.start(), end):
            if found.lastgroup != "special":
                stop = min(end, found.end() + 1)
                yield _mention(text, found.start(), stop, _NAME)


def _enumerations(text: str) -> Iterator[Mention]:
    for found in ENUMERATION.finditer(text):
        group = found.lastgroup or "line"
        yield _mention(text, *found.span(group), _ORDINAL)
