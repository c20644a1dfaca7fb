"""The organisations that a text names: registered names, short names with evidence, people."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING

from generator.extracting.few_names import places_of_names
from generator.extracting.organisations import find_organisations, short_names, titled_at
from generator.model.evidence import Span

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from generator.extracting.gazetteer import Gazetteer
    from generator.extracting.organisations import OrganisationLexicon
    from generator.extracting.region_names import RegionMention
    from generator.extracting.segmentation import Document

# 一组数据, 两家公司: a count, not a name; 六合, 三一 may begin one.
_RE_COUNTED = re.compile(r"[一二三四五六七八九十两几多][个家组批项类名种条次大款座位份]")
_RE_NAME_EDGE = re.compile(r"[的在了是对称说道让为由据]|介绍|表示")
_RE_NO_FRONT = re.compile(r"[这那的在是有了\d]")
_FIRMS = ("公司", "集团", "厂", "医院", "银行", "大学", "学院")
_RE_WORD = re.compile(r"[\w·]{2,40}\Z")
# 鑫岳镁业|副总经理: behind it a title makes a word in 业 a firm
_RE_FIRM_END = re.compile(r"[\u4e00-\u9fff]{2,5}(?<![企行产农工物作就创商专职副毕择开停营])业")
# “从交地到打桩,我们只花了11天。”
_RE_QUOTED = re.compile(r"“[^“”\n]{4,400}”")
_RE_OWN = re.compile(r"我们|我司|我厂|我公司")
# What is said of the park's service is the park's.
_RE_SERVED = re.compile(r"园区|窗口|审批|帮办|代办|专员|服务|管委会|政府|部门|区里|县里|市里|政策")
_CLOSE = 4
_BEFORE_TRADE = range(2, 6)
"""How many characters of a firm's short name stand before its trade."""
_RE_CLAUSE_END = re.compile(r"[,。;:!?\n]")
_RE_SUMMING = re.compile(r"等(?:[^,。;、]{0,8})(?:企业|项目|公司)")
# 。中恒阀业|是国内首家上市的阀门企业,
_RE_DEFINED = re.compile(
    r"[。,;:!?\n”]([\u4e00-\u9fff]{2,8})是(?=[^,。;\n]{0,12}(?:一家|国内|中国|全国|全球|首家|最大))"
    r"[^,。;\n]{2,40}(?:企业|公司|厂家|厂商|制造商|供应商|服务商|生产商)(?=[,。;之])"
)

# What every such sentence has.
_RE_DEFINES = re.compile(r"是(?=[^,。;\n]{0,12}(?:一家|国内|中国|全国|全球|首家|最大))")

# 就拿|华庭食品|来说, 以|华庭药业|为例, 像|华庭食品|这样的企业
_EXAMPLES = ("来说", "来讲", "为例", "而言", "这样的")
_RE_EXAMPLE = re.compile(rf"(?:拿|以|像)“?([\u4e00-\u9fff]{{3,8}}?)”?(?:{'|'.join(_EXAMPLES)})")
# 检测企业“|华庭智测|”, 入园客商|华庭家纺|
_RE_KIND_BEFORE = re.compile(
    r"(?:企业|公司|客商|厂商|独角兽|瞪羚)(?:“([\u4e00-\u9fff]{2,8})”|([\u4e00-\u9fff]{3,8}))"
)
# 。|总经理陆明说: a manager whose firm was named before.
_RE_BARE = re.compile(r"(?:[。,;!?”\n]|公司|企业|厂)\Z")
# 速冻企业|华庭鲜|去年…: a name of no known form
_RE_PLAIN = re.compile(
    # The two characters before it are looked at behind 企业, so that the engine skips ahead.
    r"企业(?<=[\u4e00-\u9fff]{2}企业)“?([\u4e00-\u9fff]{2,5}?)”?(?=去年|今年|前年|当时|原先|曾|[,因就的从也是在])"
)
_RE_OPENING = re.compile(r"(?:^|[。,;!?”\n])(?:就?拿|以|在)?")
_ORGANISERS = ("负责人", "工作人员", "主管", "部", "院长", "行长")


class OrganisationNames:
    """What one text calls its firms and institutions.

    Attributes:
        formal: Registered names in text order.
        by_start: The same by their first offset.
        aliases: From short names to the fullest names.
        alias_starts: Where short names stand.
        firm_starts: Where short names of firms may begin: a word like 科技 or 药业 may stand two
            to five characters behind.
        people: From persons to the organisations they speak for.
        places: Start and end of every division's name.
    """

    def __init__(self, text: str, lexicon: OrganisationLexicon, gazetteer: Gazetteer) -> None:
        self.text, self.lexicon, self.gazetteer = text, lexicon, gazetteer
        marks = gazetteer.marks(text)
        self.places = {hit.start: hit.end for hit in gazetteer.places_at(text, marks)}
        self.formal = find_organisations(text, lexicon, self.places, marks.firms)
        self.by_start = {mention.span.start: mention for mention in self.formal}
        self.ends = {mention.span.end: mention.name for mention in self.formal}
        self.people: dict[str, str] = {}
        self.titled = titled_at(text, lexicon, marks.titles)
        self._trades = marks.trades
        self.firm_starts = {at - size for at in marks.trades for size in _BEFORE_TRADE}
        self.aliases = short_names(self.formal, text, self.places, lexicon)
        self.aliases |= self._titled() | self._listed() | self._defined()
        self.aliases |= self._introduced() | self._managed()
        self.alias_starts = dict(places_of_names(self.aliases, text)) if self.aliases else {}
        self.mention_spans = sorted(
            [(mention.span.start, mention.name) for mention in self.formal]
            + [(start, self.aliases[alias]) for start, alias in self.alias_starts.items()]
        )
        self._starts = [start for start, _ in self.mention_spans]

    def _titled(self) -> dict[str, str]:
        """Firms whose manager or head is named: 康禾制药|总经理."""
        found: dict[str, str] = {}
        for match in self.titled:
            left = _RE_WORD.search(self.text, max(0, match.start() - 16), match.start())
            name = _RE_NAME_EDGE.split(left.group())[-1] if left else ""
            formal = self.ends.get(match.start())
            industry = name.endswith("业") and _RE_FIRM_END.fullmatch(name)
            short = self.is_short(name) or bool(industry)
            if formal or short:
                if short:
                    found.setdefault(name, formal or self.fullest(name))
                if match.group(1):
                    self.people[match.group(1)] = formal or self.fullest(name)
        return found

    def _listed(self) -> dict[str, str]:
        """Names in a list that ends in 等…家企业 or 等…个项目."""
        found: dict[str, str] = {}
        for match in _RE_SUMMING.finditer(self.text):
            items = _RE_CLAUSE_END.split(self.text[max(0, match.start() - 80) : match.start()])[-1]
            for name in items.split("、")[1:]:
                if self.is_short(name) and self.lexicon.short.fullmatch(name):
                    found[name] = self.fullest(name)
        return found

    def _defined(self) -> dict[str, str]:
        """Names that a sentence says are firms: 中恒阀业|是国内首家上市的阀门企业."""
        found: dict[str, str] = {}
        if not _RE_DEFINES.search(self.text):
            return found
        for match in _RE_DEFINED.finditer(f"\n{self.text}"):
            name = match.group(1)
            plain = not self.lexicon.generic_fronts.match(name) and name not in self.gazetteer.forms
            if plain and not self.lexicon.organs.fullmatch(name) and not _RE_COUNTED.match(name):
                found[name] = self.fullest(name)
        return found

    def _introduced(self) -> dict[str, str]:
        """Firms that the text sets before the reader: 就拿|华庭药业|来说, 企业“华庭智测”."""
        found: dict[str, str] = {}
        patterns = [_RE_EXAMPLE] if any(word in self.text for word in _EXAMPLES) else []
        for pattern in (*patterns, _RE_KIND_BEFORE) if self.firm_starts else ():
            for match in pattern.finditer(self.text):
                group = match.lastindex or 1
                if match.start(group) not in self.firm_starts:
                    continue
                known, quoted = pattern is _RE_EXAMPLE or group == 1, match.group(group)
                short = (self.lexicon.short if known else self.lexicon.firm).match(quoted)
                name = short.group() if short else quoted
                if short and self.names_firm(name):
                    found[name] = self.fullest(name)
        return found

    def _managed(self) -> dict[str, str]:
        """Firms named at the head of a clause whose manager speaks later in their paragraph."""
        found: dict[str, str] = {}
        for match in self.titled:
            start = match.start()
            title = match.group().removesuffix(match.group(1) or "")
            plain = bool(match.group(1)) and not title.endswith(_ORGANISERS)
            if plain and _RE_BARE.search(self.text, max(0, start - 2), start):
                name = self._opening(self.text.rfind("\n", 0, start) + 1, start)
                if name:
                    found[name] = self.fullest(name)
        return found

    def _opening(self, start: int, end: int) -> str:
        """The firm that heads a clause between ``start`` and ``end``, or a name behind 企业."""
        openings = _RE_OPENING.finditer(self.text, max(0, start - 1), end)
        for opening in openings if self.firm_starts else ():
            at = opening.end()
            short = self.lexicon.short.match(self.text, at, end) if at in self.firm_starts else None
            if short and self.names_firm(short.group()):
                return short.group()
        plain = _RE_PLAIN.search(self.text, start, end) or _RE_EXAMPLE.search(self.text, start, end)
        name = plain.group(1) if plain else ""
        known = name in self.gazetteer.forms or name in self.gazetteer.references
        return "" if known or self.lexicon.generic_fronts.match(name) else name

    def is_short(self, name: str) -> bool:
        """Whether a word has the form of a firm's short name."""
        # The ends first: they refuse most words at once.
        return name != "" and self._ends_as_firm(name) and self.names_firm(name)

    def names_firm(self, name: str) -> bool:
        """Whether a word that ends as a firm's name names one: no kind, body or count."""
        if not 2 <= len(name) <= 12:  # noqa: PLR2004 - a name
            return False
        if _RE_NO_FRONT.search(name, 0, 3) or self.lexicon.generic_fronts.match(name):
            return False
        organ = name[-1] in self.lexicon.organ_ends and self.lexicon.organs.fullmatch(name)
        return not (organ or name in self.gazetteer.references or _RE_COUNTED.match(name))

    def _ends_as_firm(self, name: str) -> bool:
        if name.endswith(_FIRMS):
            return True
        trades = self.lexicon.trade_ends
        return trades.ends_with(name[-1]) and self.lexicon.short.fullmatch(name) is not None

    def fullest(self, name: str) -> str:
        """The registered name that a short name is part of, else the name itself."""
        return next((m.name for m in self.formal if name in m.name), name)

    def uncovered(self, regions: Sequence[RegionMention]) -> list[RegionMention]:
        """The regions outside of registered names: not 长沙市 in 长沙市华庭科技有限公司."""
        ends = {at: m.span.end for m in self.formal for at in range(m.span.start, m.span.end)}
        return [r for r in regions if r.span.end > ends.get(r.span.start, 0)]

    def named_in(self, span: Span) -> str:
        """The organisation named last inside ``span``; empty when none is."""
        start, end = span.start, span.end
        index = bisect_left(self._starts, end)
        if index and self._starts[index - 1] >= start:
            return self.mention_spans[index - 1][1]
        return ""

    def trading(self, heads: AbstractSet[str]) -> set[int]:
        """As ``firm_starts``, of trades that begin with one of some pairs of characters."""
        trades = [at for at in self._trades if self.text[at : at + 2] in heads]
        return {at - size for at in trades for size in _BEFORE_TRADE}

    def next_start(self, at: int) -> int:
        """Where the first organisation from ``at`` on stands; behind the text if there is none."""
        index = bisect_left(self._starts, at)
        return self._starts[index] if index < len(self._starts) else len(self.text)

    @cached_property
    def spoken(self) -> tuple[tuple[Span, str], ...]:
        """Quoted speech of a firm's people about the firm itself, with the firm."""
        if not _RE_OWN.search(self.text):
            return ()
        own = (
            quote
            for quote in _RE_QUOTED.finditer(self.text)
            if _RE_OWN.search(quote.group()) and not _RE_SERVED.search(quote.group())
        )
        found = ((Span(*quote.span()), self._said_by(quote)) for quote in own)
        return tuple((span, name) for span, name in found if name)

    def _said_by(self, quote: re.Match[str]) -> str:
        """The firm of the manager who is named right behind the quotation."""
        person = next((n for n in self.people if self.text.startswith(n, quote.end())), "")
        if person:
            return self.people[person]
        index = bisect_left(self.mention_spans, (quote.end(), ""))
        for at, name in self.mention_spans[index : index + 1]:
            near = at < quote.end() + _CLOSE
            if near and self.lexicon.titled.match(self.text, self._end_at(at)):
                return name
        return ""

    def _end_at(self, at: int) -> int:
        formal = self.by_start.get(at)
        return formal.span.end if formal else at + len(self.alias_starts[at])

    def said_at(self, offset: int) -> str:
        """The firm whose people speak at ``offset``; empty outside of their speech."""
        for span, name in self.spoken:
            if span.start <= offset < span.end:
                return name
        return ""

    def next_after(self, start: int, stop: int) -> str:
        """The organisation named first between ``start`` and ``stop``."""
        index = bisect_left(self.mention_spans, (start, ""))
        if index < len(self.mention_spans) and self.mention_spans[index][0] < stop:
            return self.mention_spans[index][1]
        return ""

    def named_in_paragraph(self, document: Document, offset: int) -> str:
        """The organisation named last before ``offset`` in its paragraph."""
        return self.named_in(Span(document.paragraph_at(offset).span.start, offset))
