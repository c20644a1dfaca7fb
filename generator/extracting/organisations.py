"""Names of firms and institutions: registered names, the short names made from them, projects.

A registered name is found by its end (…有限公司, …医院) and cut off on the left where a name cannot
go on. A short name counts only where the text gives evidence for it: it is part of a registered
name, somebody is called its manager, or it ends with a trade and stands where a subject stands.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.extracting.clause_heads import LIES_STARTS, STEP_STARTS
from generator.extracting.name_marks import matches_at
from generator.extracting.scanning import Beginning, Ending
from generator.extracting.wordlist import beginnings, literal
from generator.model.evidence import Span
from generator.resources import lexicon_data

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


class OrganisationMention(Struct, frozen=True, gc=False):
    """A firm or institution at a place of the text; ``name`` is its fullest name."""

    span: Span
    name: str


class OrganisationLexicon(Struct, frozen=True):
    """The words of ``organisations.yml``, compiled."""

    formal: re.Pattern[str]
    short: re.Pattern[str]
    titled: re.Pattern[str]
    project: re.Pattern[str]
    generic_fronts: Beginning
    generic_projects: re.Pattern[str]
    trade: re.Pattern[str]
    trade_ends: Ending
    organs: re.Pattern[str]
    organ_ends: frozenset[str]
    """The last characters of ``organs``."""
    references: re.Pattern[str]
    firm: re.Pattern[str]
    example: re.Pattern[str]
    leads: Mapping[str, tuple[str, ...]]
    """What may stand before a topic, by its first character, the longest word first."""
    compounds: re.Pattern[str]
    institutions: frozenset[str]
    heads: tuple[tuple[str, ...], ...]
    """The ends of firms' names, trades, what the names of projects end with, titles."""
    firm_heads: frozenset[str]
    """The first two characters of the trades that make a firm's name without further evidence."""
    reference_heads: frozenset[str]
    """The first two characters of ``references``; of 其 the only one."""
    reference_starts: frozenset[str]
    """The first characters of ``references``."""
    moving: frozenset[str]
    """What may begin that stands before the topic of a clause."""
    telling: frozenset[str]
    """What that or a topic without a name (该公司, 落在) may begin with."""
    opening: re.Pattern[str]
    """What a topic without a name may begin with: of references as much as tells them apart."""

    @classmethod
    @cache
    def load(cls) -> OrganisationLexicon:
        """The lexicon that ships with the product."""
        data = lexicon_data("organisations")
        trades = [*data["trades"], *data["common_trades"]]
        moving = STEP_STARTS | LIES_STARTS | {word[0] for word in data["leads"]}
        ends = [*data["firms"], *data["institutions"]]
        return cls(
            # 湖南瑞康生物|有限公司: only the end, the rest is looked for on its left
            formal=re.compile(rf"(?:{_any(ends)})(?!(?:{_any(ends)})(?!长)|[房区商址家业级界])"),
            # 恒信资产 | 康禾生物科技
            short=re.compile(rf"[\u4e00-\u9fff]{{2,5}}?(?:{_any(trades)})+(?:集团|公司)?"),
            # 瑞达药业, not 瑞达数据: a name without further evidence
            firm=re.compile(rf"[\u4e00-\u9fff]{{2,5}}?(?:{_any(data['trades'])})"),
            # 仁安医院|项目经理|周平|说
            titled=re.compile(
                rf"(?:项目)?(?:有关|相关)?(?:{_any(data['titles'])})"
                rf"(?:([\u4e00-\u9fff]{{2,3}}?)(?={_any(data['speech'])}|[,、:\u201c]|从|拿着?|来到|收到|领到|接过|登录|打开|翻开|带着))?"
            ),
            # 瑞达|通过…
            example=re.compile(rf"([\u4e00-\u9fff]{{2,6}}?)(?:{_any(data['example_verbs'])})"),
            trade=re.compile(_any(trades)),
            trade_ends=Ending(re.compile(f"(?:{_any(trades)})$"), {trade[-1] for trade in trades}),
            # 华远光电|项目
            project=re.compile(r"[\w·\u4e00-\u9fff]{2,26}?(?:项目|生产基地|基地|工程)"),
            generic_fronts=Beginning(
                re.compile(_any(data["generic_fronts"])),
                {word[0] for word in data["generic_fronts"]},
            ),
            generic_projects=re.compile(_any(data["project_words"])),
            organs=re.compile(rf"[\u4e00-\u9fff]{{0,12}}?(?:{_any(data['organs'])})"),
            organ_ends=frozenset(word[-1] for word in data["organs"]),
            references=re.compile(_any(data["references"])),
            leads=_filed(data["leads"]),
            compounds=re.compile(_any(data["compounds"])),
            institutions=frozenset(data["institutions"]),
            heads=(tuple(ends), tuple(trades), _PROJECT_MARKS, tuple(data["titles"])),
            firm_heads=frozenset(word[:2] for word in data["trades"]),
            reference_heads=frozenset(word[:2] for word in data["references"]),
            reference_starts=frozenset(word[0] for word in data["references"]),
            moving=moving,
            telling=moving.union(word[0] for word in data["references"]),
            opening=re.compile(beginnings({*LIES_STARTS, *(w[:2] for w in data["references"])})),
        )


_PROJECT_MARKS = ("项目", "基地", "工程", "一期", "二期", "三期", "四期")
"""What the name of every project ends with."""


def _filed(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Words by their first characters, the longest first."""
    filed: defaultdict[str, list[str]] = defaultdict(list)
    for word in sorted(words, key=len, reverse=True):
        filed[word[0]].append(word)
    return {first: tuple(group) for first, group in filed.items()}


def _any(words: Iterable[str]) -> str:
    return "|".join(literal(word) for word in sorted(words, key=len, reverse=True))


def _told(words: str) -> str:
    """A pattern of words with two characters behind; most places are refused by their first one."""
    heads = {word[:2] if word.startswith("\\") else word[0] for word in words.split("|")}
    return rf"(?=[{''.join(sorted(heads))}])(?:{words})(?=.{{2}})"


# What a registered name may be preceded by in its own run of characters: 位于, 帮助, …的.
_HARD = (
    "的|了|在|由|给|到|向|从|把|将|被|让|使|及|位于|来自|来到|走进|帮助|引进|落户|协助|指导|支持|促成|包括|例如|比如|"
    "组织|联合|邀请|辖区|园区|本地|当地|接到|收到|特邀|走访|调研|成立|设立|收购|入股|前往|拥有|创办|担任|作为|于是|"
    "该区|我区|全区|该市|我市|全市|该县|我县|全县|目前|如今|近日|日前|管委会|经开区|高新区|开发区|就职于|一家|企业|牵线|协调|联合|撮合|牵头|区内|请全|眼下|\\d日|\\d月|\\d年"
)
_RE_HARD = re.compile(_told(_HARD))
# Words that a name may contain as well (对冲, 和记): a cut only where no division marks the start.
_SOFT = "等|与|为|对|是|以|和|入|家|名|服务|推动|上市|国有|民营|外资|据|称|说|道|日|年|月|中心|任|客商|外商|台商|港商|侨商|厂商|牵线|对接"
_RE_SOFT = re.compile(_told(f"{_HARD}|{_SOFT}"))
# The city in the middle of a registered name, and its legal form.
_RE_LEGAL = re.compile(
    r"(?=[(股集有总分子公])(?:\([^()]*\)|(?:股份|集团)?有限(?:责任)?公司$|集团公司$|(?:总|分|子)?公司$|集团$)"
)
# Names that are kinds: 上市公司, 物业公司, 各级医院.
_RE_KIND = re.compile(
    r"^(?:这|那|各|该|本|某|每|我们?|两|多|几|[一二三四五六七八九十\d]|上市|物业|子|分|总|母|外贸|保险|平台|国有|城投|"
    r"民营|外资|中介|专业|担保|租赁|建筑|施工|设计|运营|公立|民办|职业|技工|高等|合作|三甲|三级|人民|社区|乡镇|中小|"
    r"商业|政策性|国有大|股份制|村镇|农村|地方|驻|其他|有关|相关|知名|大型|优质|重点|龙头|高科技|科技型|生产|家|新|老|原|"
    r"律师|会计|法律|行业|供电|供水|供热|燃气|自来水|电力|水务|热力|本市|本省|本区|本县|有|共有|拥有|现有|工厂|水|电|建|办|开|入|进|出|以|对|为|从){0,6}(?:有限)?(?:企业)?"
    r"(?:公司|集团|医院|学校|大学|学院|中学|小学|银行|商会|协会|厂|酒店|研究院|研究所|实验室|超市|支行|分行)$"
)
# 资产管理公司 is a kind; 湖北投资集团 is a firm.
_RE_BRANCH = re.compile(r"^(?:资产|管理|投资|基金|咨询|服务){1,3}(?:有限)?(?:公司|集团)$")
# The characters of a name up to its end: 瑞达(苏州)|有限公司.
_RE_RUN = re.compile(r"(?:[\w·&]|\([\u4e00-\u9fff]{2,6}\)){1,40}+\Z")
_RE_UNSOUND = re.compile(r"\d|[了着过把被让]|多家|全市|全省|全区|全县")
# Up to the last character that no name holds.
_RE_BROKEN = re.compile(r"(?s:.*)[^\w·&()]")
_TITLE_FRONTS = frozenset({"项目", "有关", "相关"})
_LONGEST_NAME = 30
_SHORTEST_CORE = 2
_LONGEST_CORE = 14


def find_organisations(
    text: str, lexicon: OrganisationLexicon, places: Mapping[int, int], ends: Sequence[int]
) -> tuple[OrganisationMention, ...]:
    """The registered names of a text, left to right.

    Args:
        text: Any text.
        lexicon: Kinds of organisations.
        places: Start and end of each division's name in ``text``; a registered name most often
            begins with one.
        ends: Where words like 有限公司 and 医院 may begin in ``text``, in order.
    """
    found, last = [], 0
    for match in matches_at(lexicon.formal, text, ends):
        low = max(last, match.start() - _LONGEST_NAME)
        broken = _RE_BROKEN.match(text, low, match.start())
        left = _RE_RUN.search(text, broken.end() if broken else low, match.start())
        if left is None:
            continue
        last = match.end()
        start = _name_start(text[left.start() : match.end()], left.start(), places)
        name = text[start : match.end()]
        plain = _unplaced(name, places, start)
        if (
            _RE_BRANCH.match(name)
            or _RE_KIND.match(name)
            or (plain != name and _RE_KIND.match(plain))
        ):
            continue
        core = _RE_LEGAL.sub("", plain)
        if len(core) >= _SHORTEST_CORE and _sound(name, core, plain, lexicon):
            found.append(OrganisationMention(Span(start, match.end()), name))
    return tuple(found)


def titled_at(
    text: str, lexicon: OrganisationLexicon, titles: Sequence[int]
) -> list[re.Match[str]]:
    """The matches of ``lexicon.titled``; ``titles`` are the places where a title may begin."""
    starts = set(titles)
    for at in titles:
        if text[at - 2 : at] in _TITLE_FRONTS:
            starts |= {at - 2, at - 4} if text[at - 4 : at - 2] == "项目" else {at - 2}
    return matches_at(lexicon.titled, text, sorted(starts))


def _name_start(run: str, offset: int, places: Mapping[int, int]) -> int:
    """Where the name in ``run`` begins: at its last leading division, else behind a cut."""
    end = offset + len(run)
    depth_at = run.find("(")
    limit = offset + depth_at if depth_at > 0 else end - 4
    # Most names hold no division at all.
    for start in sorted(places.keys() & range(offset, limit)):
        if not _RE_HARD.search(run[start - offset : max(0, len(run) - 4)] + "\0\0"):
            return start
    cut = _last(_RE_SOFT, run[: max(0, len(run) - 4)] + "\0\0")
    return offset + cut.end() if cut and cut.end() <= len(run) - 4 else offset


def _last(pattern: re.Pattern[str], words: str) -> re.Match[str] | None:
    """The match that begins last, those included that overlap another one."""
    last, found = None, pattern.search(words)
    while found:
        last, found = found, pattern.search(words, found.start() + 1)
    return last


def _sound(name: str, core: str, plain: str, lexicon: OrganisationLexicon) -> bool:
    """Whether the words before the end can be a name: no number, no verb, no word that refers back."""
    if name.endswith("有限公司"):
        return True
    opening = lexicon.generic_fronts.match(plain) or lexicon.references.match(name)
    return (
        not opening
        and not name.endswith(("办厂", "建厂", "设厂", "开厂"))
        and not _RE_UNSOUND.search(name)
        and len(core) <= _LONGEST_CORE
    )


def _core(name: str, places: Mapping[int, int], start: int) -> str:
    return _RE_LEGAL.sub("", _unplaced(name, places, start))


def _unplaced(name: str, places: Mapping[int, int], start: int) -> str:
    at = 0
    while start + at in places and places[start + at] - start < len(name):
        at = places[start + at] - start
    return name[at:]


def short_names(
    mentions: Iterable[OrganisationMention],
    text: str,
    places: Mapping[int, int],
    lexicon: OrganisationLexicon,
) -> dict[str, str]:
    """Short names that may stand for registered names: 恒信资产 for 杭州恒信资产管理有限公司.

    Returns:
        From each short name that the text uses to the registered name; names that could stand for
        two are left out.
    """
    found: dict[str, str] = {}
    twice: set[str] = set()
    for mention in mentions:
        core = _core(mention.name, places, mention.span.start)
        said = text.count(mention.name)
        for size in range(len(core), 2, -1):
            alias, rest = core[:size], core[size:]
            if rest and not (lexicon.trade_ends.search(alias) or lexicon.trade.match(rest)):
                continue
            if found.get(alias, mention.name) != mention.name:
                twice.add(alias)
            if text.count(alias) > said:
                found[alias] = mention.name
    return {alias: name for alias, name in found.items() if alias not in twice}
