"""Ranks: 首位, 全国首个, 排名第三, 前十."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.extracting.mention import Mention
from generator.extracting.numeral_lexicon import alternation
from generator.extracting.numerals import parse_numeral
from generator.extracting.patterns import ORDINAL
from generator.extracting.scanning import Holding, Opening
from generator.model.evidence import Span
from generator.model.fact import NonFactReason, Role
from generator.model.quantity import Bound, Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.extracting.numeral_lexicon import NumeralLexicon

RANK_UNIT = "名"
_CLAUSE_MARKS = re.compile(r"[,。;:!?\n]")
_REACH = 30
"""Characters of a clause before 第N in which a verb of ranking may stand."""

_BETWEEN, _SCOPE = 16, 3
"""Characters between a scope and 首个, and of the longest scope itself."""
_HEADS = frozenset({"首位", "榜首", "榜首位", "头名", "之首"})

# 前三, 前10名, 前3%, Top 10, No.1: the best of many; 前三季度 and 前5个月 are dates.
_RE_TOP = Opening(
    re.compile(
        r"前(?P<n>\d{1,3}|[一二三四五六七八九十百]{1,3})(?P<unit>名|位|强|甲)?(?![\d个年月季天日期批轮次届周届排款条章述款者任夕%])"
        r"|[Tt](?:op|OP) ?(?P<top>\d{1,3})|[Nn](?:o|O)\. ?(?P<no>\d{1,2})(?!\d)"
        r"|老(?P<old>[二三四五六七八九])(?![爷板家叔哥弟先\u4e00-\u9fff]|[^,。;!?]{0,4}[说道])"
    ),
    "前TtNn老",
    r"(?<=前)[\d一二三四五六七八九十百]|(?<=[TtNn])[oO]|(?<=老)[二三四五六七八九]",
)

# 前5户|企业合计占…, 前10名优先: the head of a list that ranks nobody; 目前10家, 提前3个 are others.
_RE_HEAD = re.compile(
    r"前(?<![提目此以之空眼当跟面门楼年月日天先生从超期会史]前)(?:\d{1,3}|[一二两三四五六七八九十百]{1,3})(?:名|位|户|家|个|大|强)(?![年月天周日]|多?月|季度|小时|工作日)"
)


class RankReader(Struct, frozen=True, dict=True):
    """Finds ranks and the ordinals that are none."""

    lexicon: NumeralLexicon

    @cached_property
    def _first(self) -> Holding:
        """``榜首``, ``首位``, ``首个``, ``首批``."""
        ordinals = alternation((*self.lexicon.first_ordinals, *self.lexicon.firsts))
        pattern = re.compile(
            rf"(?=[榜头之首])(?:榜?首位|榜首|头名|之首|首(?:(?P<made>创)|{ordinals}))"
        )
        return Holding(pattern, ("首", "头名"), 1, "榜头之首")

    @cached_property
    def _scope(self) -> re.Pattern[str]:
        """``全国``, ``中国阀门行业的`` right before 首个."""
        scopes = alternation(self.lexicon.scopes)
        return re.compile(rf"(?:{scopes})(?P<between>[^,。;:!?、\n“”\d首]{{0,{_BETWEEN}}})$")

    @cached_property
    def _cue(self) -> re.Pattern[str]:
        return re.compile(alternation((*self.lexicon.cues, *self.lexicon.scopes)))

    def find(self, text: str) -> Iterator[Mention]:
        """Ranks and ordinals of the text, in order within each kind."""
        yield from self._firsts(text)
        yield from self._ordinals(text)

    def _firsts(self, text: str) -> Iterator[Mention]:
        end = 0
        for found in self._first.finditer(text):
            word, start = found.group(), found.start()
            scope = None
            if word[0] == "首" and word[1] in self.lexicon.firsts:
                scope = self._scope.search(text, max(end, start - _BETWEEN - _SCOPE), start)
            end = found.end()
            if scope:
                # 全国首个 is one surface, unless the words between say whose first it is.
                yield rank(text, (start if scope["between"] else scope.start(), start + 2), 1)
            elif word in _HEADS or (found["made"] and not text.startswith("精神", end)):
                yield rank(text, found.span(), 1)
            else:
                yield _ordinal(text, found.span())

    def _ordinals(self, text: str) -> Iterator[Mention]:
        for found in ORDINAL.finditer(text):
            if self._ranks(text, found):
                number = re.split(r"[-—–~至到、]", found.group()[1:].rstrip("名位"))[0]
                yield rank(text, found.span(), parse_numeral(number) or 1)
            else:
                yield _ordinal(text, found.span())

    def _ranks(self, text: str, found: re.Match[str]) -> bool:
        if found["noun"] and found["noun"] not in "名位":
            return False
        behind = text[found.end() : found.end() + 1]
        if not found["noun"] and behind and not _RE_RANK_END.match(text, found.end()):
            return False
        clause = _CLAUSE_MARKS.split(text[max(0, found.start() - _REACH) : found.start()])[-1]
        return bool(self._cue.search(clause) or _RE_PLACED.search(clause))

    def tops(self, text: str) -> Iterator[Mention]:
        """前三, 前10名, Top 10 behind a verb of ranking; No.1 anywhere."""
        for found in _RE_TOP.finditer(text):
            if found["old"] and not _RE_SEATED.search(
                text, max(0, found.start() - _SEAT), found.start()
            ):
                continue
            if found["old"]:
                yield rank(text, (found.end() - 2, found.end()), parse_numeral(found["old"]) or 1)
                continue
            if found["no"]:
                yield rank(text, found.span(), int(found["no"]))
                continue
            number = parse_numeral(found["n"] or found["top"])
            clause = _CLAUSE_MARKS.split(text[max(0, found.start() - _REACH) : found.start()])[-1]
            if number and self._cue.search(clause):
                yield rank(text, found.span(), number, Bound.AT_MOST)

    def heads(self, text: str) -> Iterator[Mention]:
        """前5户, 前10名 that rank nobody: whom a rule or a sum takes in."""
        for found in _RE_HEAD.finditer(text):
            span = Span(*found.span())
            yield Mention(span, span.of(text), None, NonFactReason.OTHER)


# 在全省开发区里排|老三; 老三届 and a person called 老三 rank nothing.
_RE_SEATED = re.compile(r"(?:排|居|坐)[^,。;!?\n安]{0,5}$")
_SEAT = 8

# 排|第3, but not 安排|第3批.
_RE_PLACED = re.compile(r"(?<![安编])排$")

# What may follow a rank that ends its phrase: 全国第一、… 第一的成绩, 第二和第三.
_RE_RANK_END = re.compile(r"[\s,。;:!?、)”’\]】]|的|和|与|及|,|$")


def rank(
    text: str, place: tuple[int, int], value: Decimal | int, bound: Bound = Bound.EXACT
) -> Mention:
    """A rank as a mention: value N, unit 名."""
    number = Decimal(value)
    low, high = (Decimal(1), number) if bound is Bound.AT_MOST else (number, number)
    span = Span(*place)
    return Mention(
        span, span.of(text), Quantity(number, RANK_UNIT, bound, low, high), None, Role.RANK
    )


def _ordinal(text: str, place: tuple[int, int]) -> Mention:
    span = Span(*place)
    return Mention(span, span.of(text), None, NonFactReason.ORDINAL)
