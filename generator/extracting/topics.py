"""What a clause is about: the region or organisation that stands where a topic stands."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from generator.extracting.clause_heads import LIES_STARTS, ClauseHeads
from generator.extracting.gazetteer import Level
from generator.extracting.organisation_names import OrganisationNames
from generator.extracting.projects import ProjectNames
from generator.extracting.scanning import Beginning, Ending
from generator.extracting.wordlist import places_of
from generator.model.evidence import Span
from generator.model.values import value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.extracting.gazetteer import Gazetteer
    from generator.extracting.organisations import OrganisationLexicon
    from generator.extracting.region_names import RegionMention
    from generator.extracting.segmentation import Document, Segment


_PARK = Level.PARK  # a look-up of an enumeration's member takes as long as a call


@value
class Topic:
    """One topic of a clause; exactly one of the ways to name it is set.

    Attributes:
        start: Where it stands in the text.
        region: A region or a word that refers back to one.
        organisation: A firm's or an institution's full name.
        estate: The name of an estate (产业园) inside the park.
        refers_back: 该公司, 项目, 一期: the organisation named before.
        speaker: 我们公司: the organisation of the person who speaks.
        official: A bureau's head speaks: what follows is no firm's.
        weak: Continues only the organisation of the sentence before (投产后, 总投资).
        home: The region that is named as the organisation's place.
        companions: Further regions beside ``region``.
        attribute: The region only describes what follows (大兴区的小王).
    """

    start: int
    region: RegionMention | None = None
    organisation: str = ""
    estate: str = ""
    refers_back: str = ""
    speaker: bool = False
    official: bool = False
    weak: bool = False
    home: tuple[str, ...] = ()
    attribute: bool = False
    companions: tuple[RegionMention, ...] = ()


_RE_KEPT_PLACE = re.compile(
    r"(?:境内|辖区内?|区内|企业|重点企业|龙头企业|骨干企业|规上企业|高新技术企业|上市公司|本土企业|一家|当地|本地|入园企业|入驻企业|落户企业|园区企业|内)?的?"
)
# 落户|浏阳经开区: where an organisation settles.
_RE_HOME = Ending(
    re.compile(r"(?:落户|入驻|进驻|落子|落地|扎根|坐落于?|位于|签约)(?:在|于)?$"),
    "户驻子地根落于约在",
)
# 年产200吨|的|…项目 and 总投资8亿元|的|…: the figure belongs to what follows.
_OF = ("的", "以上的", "左右的")
_RE_FIRST = Beginning(re.compile(r"首[个家例批次座]|唯一|最[大早快高先好佳]"), "首唯最")
_RE_FIELD = Beginning(
    re.compile(
        r"首创|首个|首家|首批|首次|首例|第[一二三四五]|率先|领先|唯一|最|排名|前列|前茅|各|范围|上下|平均|同类|同期|同行|范围内|通办|推广|复制|标杆|示范|先进"
    ),
    "首第率领唯最排前各范上平同通推复标示先",
)
# 全市|平均办结时间是4.5天: its own figure, not a measure for another.
_RE_STATISTIC = Beginning(
    re.compile(r"(?:平均|同类|同期|同行)[\u4e00-\u9fff]{0,12}?(?:是|为|达到?|需要?|要|有|仅)\d"),
    "平同",
)
# 建设局副局长|陆明介绍, 区营商办负责人|说
_RE_OFFICIAL = re.compile(
    r"[\u4e00-\u9fff]{0,14}?(?:局|委|办|办公室|中心|管委会|党工委|政府|法院|街道|纪委|分局|部门)"
    r"(?:有关|相关|党组|党委|常务|副|一级|二级|四级)*(?:局长|主任|书记|区长|县长|市长|镇长|科长|处长|股长|院长|委员|调研员|负责人|负责同志|工作人员)"
)
# What every such person's office ends with.
_RE_OFFICE = re.compile(
    "局长|主任|书记|区长|县长|市长|镇长|处长|科长|股长|院长|委员|调研员|负责人|负责同志|工作人员"
)
# 8月投产的|, 其中最快的|: one project is told of
_RE_SINGLE = re.compile(
    r"(?:其中)?(?:[^,。;:“”的\d]{0,6}(?:投产|签约|开工|竣工|投用|落户|落地|引进)的|最[快短早大长新]的)"
)
_RE_MANY = re.compile(r"[各类些批]|重点|重大|产业项目|工业项目|产业化|制造业项目|建设项目")
# 保定|华远半导体封测项目|就是这样: a place as the first part of a project's name
_RE_PLACED = re.compile(
    r"([\u4e00-\u9fff]{4,14}?(?:项目|基地))(?=就?是|[,:]|已|今年|去年|仅|从|总投资|占地|计划|于|的|自|也)"
)
# 今年3月签约的|越南客商|, 其中最快的|, 脑机接口企业“|: what may stand before a firm's name
_RE_DESCRIBED = re.compile(
    r"(?:其中)?(?:就?拿|像|[\u4e00-\u9fff]{0,8}代表、?)?(?:[^,。;:“”的]{2,14}的)?(?:[\u4e00-\u9fff]{0,8}(?:企业|客商|外商|厂商|公司|项目|大户))?“?"
)
_SPEAKERS = ("我们", "我公司", "我司", "本公司", "我院", "我厂")
# ......|在……: a new beginning without a mark that ends a clause.
_RE_PAUSE = re.compile(r"\.{3,}|—{2,}|…+")
_PAUSES = ("...", "——", "…")
_STRONG_BACK = (
    "该公司",
    "该企业",
    "该集团",
    "该院",
    "该医院",
    "该校",
    "该学校",
    "该行",
    "该厂",
    "该项目",
    "该基地",
    "该机构",
    "这家企业",
    "这家公司",
    "这一项目",
    "公司",
)
# 、乙公司等|…, 、乙学院4所: the list is counted, it owns nothing.
_RE_LISTED = re.compile(r"等|[\u4e00-\u9fff]\d+(?:家|所|个|项)")
_LIST_MARKS = "、和与及"
_ROW_MARKS = frozenset(";；")
_JOINTS = ("、", "和", "与", "及")
_KINDS = ("市", "县", "区", "省", "州", "旗", "盟")
_LONGEST_HOME = 5
"""Characters of what ``_RE_HOME`` matches, at most."""


class Topics:
    """The names of one text and the topics of its clauses."""

    def __init__(
        self,
        text: str,
        regions: Sequence[RegionMention],
        lexicon: OrganisationLexicon,
        gazetteer: Gazetteer,
    ) -> None:
        self.text, self.lexicon, self.gazetteer = text, lexicon, gazetteer
        marks = gazetteer.marks(text)
        self.names = OrganisationNames(text, lexicon, gazetteer)
        self.regions = [r for r in regions if not self.names.covers(r.span)]
        self.region_starts = [r.span.start for r in self.regions]
        self.region_ends = frozenset(r.span.end for r in self.regions)
        self._by_start = {region.span.start: region for region in reversed(self.regions)}
        self._heads = ClauseHeads(text, self.names, self._by_start, lexicon)
        self.projects = ProjectNames(self.names, self._by_start, marks.projects)
        # A firm's short name has a trade behind two to five other characters.
        self._trading = {at - size for at in self.names.trading for size in range(2, 6)}
        self._nameable = self._name_starts()
        self._possible = self._nameable.union(self._by_start)
        self._paused = any(mark in text for mark in _PAUSES)
        self._offices = [match.start() for match in _RE_OFFICE.finditer(text)]
        self._settled = [region for region in self.regions if self._settles(region)]
        self._signs = self._all_signs(marks.projects)
        self._known: dict[int, list[Topic]] = {}

    def _name_starts(self) -> set[int]:
        """Where the name of an organisation may begin, or of somebody who speaks for one."""
        names = self.names
        found = {*names.by_start, *names.alias_starts, *self._trading}
        found.update(at for person in names.people for at in places_of(person, self.text))
        return found

    def _all_signs(self, projects: Sequence[int]) -> list[int]:
        """What stands somewhere in every clause whose topic has no name at its head, in order.

        A topic of other kinds begins with a word that refers back, or behind a semicolon.
        """
        pauses = _RE_PAUSE.finditer(self.text) if self._paused else ()
        placed = (at - 1 for at in self._by_start if self.text.startswith("在", at - 1))
        named = (start for start, _ in self.names.mention_spans)
        signs = {*self._offices, *named, *projects, *placed, *(p.start() for p in pauses)}
        return [*sorted(signs), len(self.text)]

    def of_clause(self, clause: Segment, *, first: bool) -> Sequence[Topic]:
        """The topics of a clause in their order; most clauses have none or one.

        Figures and measures ask for the same clauses, one after the other.
        """
        start = clause.span.start
        topics = self._known.get(start)
        if topics is None:
            at = self._heads.head(start, clause.span.end)
            may = at in self._possible or self._may_have(at, clause.span.end)
            topics = self._known[start] = self._topics(at, clause, first=first) if may else ()
        return topics

    def _may_have(self, at: int, end: int) -> bool:
        """Whether a clause with its head at ``at`` may have a topic though no name stands there."""
        first = self.text[at : at + 1]
        if first in LIES_STARTS or self.text[at - 1] in _ROW_MARKS or self._refers_back(at, first):
            return True
        return self._signs[bisect_left(self._signs, at)] < end

    def _refers_back(self, at: int, first: str) -> bool:
        """Whether a word like 该公司 may begin at ``at``; ``first`` stands there."""
        if first not in self.lexicon.reference_starts:
            return False
        heads = self.lexicon.reference_heads
        return first in heads or self.text[at : at + 2] in heads

    def _topics(self, at: int, clause: Segment, *, first: bool) -> list[Topic]:
        end = clause.span.end
        topic = self._at(at, clause, first=first)
        topics = [] if topic is None else [topic]
        for pause in _RE_PAUSE.finditer(self.text, at, end) if self._paused else ():
            later = self._at(self._heads.head(pause.end(), end), clause, first=True)
            topics += [later] if later else []
        organisation = topics[-1].organisation if topics and self._settled else ""
        if organisation and (home := self._home(clause)):
            topics[-1] = Topic(at, organisation=organisation, home=(home,))
        return topics

    def _at(self, at: int, clause: Segment, *, first: bool) -> Topic | None:
        end = clause.span.end
        if self.text[at : at + 1] in LIES_STARTS:
            at = self._heads.lies_in(at, end) or at
        region = self._by_start.get(at)
        organisation = self._organisation_at(at, end) if at in self._nameable else None
        if region is not None and self._only_field(region):
            return None
        if organisation and not (region and len(region.span) >= organisation[0] - at):
            return self._unlisted(at, organisation, end)
        if region is not None:
            return self._region_topic(region, clause)
        return self._unnamed(at, clause, first=first)

    def _unnamed(self, at: int, clause: Segment, *, first: bool) -> Topic | None:
        """A topic whose name does not stand at the head: an official, 该公司, a project."""
        end = clause.span.end
        if self._office_in(at, end) and _RE_OFFICIAL.match(self.text, at, end):
            return Topic(at, official=True)
        if modified := self._modified_topic(at, end):
            return modified
        if self._refers_back(at, self.text[at : at + 1]):
            back = self.lexicon.references.match(self.text, at, end)
            topic = self._back(at, back.group(), first=first) if back else None
            if topic:
                return topic
        find = self.projects
        name = find.investor_at(at, end) or find.project_at(at, end) or find.example_at(at, end)
        return Topic(at, organisation=name) if name else None

    def _office_in(self, start: int, end: int) -> bool:
        index = bisect_left(self._offices, start)
        return index < len(self._offices) and self._offices[index] < end

    def _modified_topic(self, at: int, end: int) -> Topic | None:
        """A firm behind its description: 今年3月签约的|客商|华庭集团|, 建材企业|华庭公司|."""
        start = self.names.next_start(at)
        if start < end and _RE_DESCRIBED.fullmatch(self.text, at, start):
            found = self._organisation_at(start, end)
            return self._unlisted(at, found, end) if found else None
        single = _RE_SINGLE.match(self.text, at, end) if self.projects.marked(at, end) else None
        project = single and self.projects.project_at(single.end(), end, sure=True)
        return Topic(at, organisation=project) if project else None

    def _only_field(self, region: RegionMention) -> bool:
        """全市首创, 全省领先: a region that something is measured against."""
        stop = region.span.end
        if _RE_STATISTIC.match(self.text, stop):
            return False
        pattern = _RE_FIELD if region.surface.startswith("全") else _RE_FIRST
        return pattern.match(self.text, stop) is not None

    def _back(self, at: int, word: str, *, first: bool) -> Topic | None:
        if word.startswith(_SPEAKERS):
            return Topic(at, refers_back=word, speaker=True)
        follows = self.text[at + len(word) : at + len(word) + 1]
        if word in {"企业", "项目"} and (
            not first or follows in tuple("和与及、建审开办数总名群投招签")
        ):
            return None
        strong = word in _STRONG_BACK or word.startswith("第")
        return Topic(at, refers_back=word, weak=not strong)

    def _unlisted(self, at: int, found: tuple[int, str], end: int) -> Topic | None:
        """An organisation heads a clause unless it is the first of a list that 等 sums up."""
        stop, name = found
        listed = stop < end and self.text[stop] in _LIST_MARKS
        if listed and _RE_LISTED.search(self.text, stop, end):
            return None
        return Topic(at, organisation=name)

    def _region_topic(self, region: RegionMention, clause: Segment) -> Topic | None:
        stop = region.span.end
        kept = _RE_KEPT_PLACE.match(self.text, stop)
        inner = kept.end() if kept else stop
        organisation = (
            self._organisation_at(inner, clause.span.end) if inner in self._nameable else None
        )
        home = (region.name,) if region.name and region.park else ()
        if organisation and not self.lexicon.organs.match(self.text, stop, organisation[0]):
            topic = self._unlisted(inner, organisation, clause.span.end)
            return (
                Topic(region.span.start, organisation=topic.organisation, home=home)
                if topic
                else None
            )
        if not region.strong and not region.reference:
            return Topic(region.span.start, estate=region.name)
        short = not region.park and not region.reference and not region.surface.endswith(_KINDS)
        if short and (placed := _RE_PLACED.match(self.text, stop, clause.span.end)):
            project = region.surface + placed.group(1)
            fits = not self.projects.opens_generically(placed.group(1)) and not _RE_MANY.search(
                project
            )
            return Topic(region.span.start, organisation=project) if fits else None
        if not region.park and not region.reference and self.text.startswith("的", stop):
            return Topic(region.span.start, region=region, attribute=True)
        companions = self._companions(region)
        last = companions[-1] if companions else region
        if companions and self.text.startswith("等", last.span.end):
            return None  # 甲市、乙区等5地的…: a list of examples
        return Topic(region.span.start, region=region, companions=companions)

    def _companions(self, region: RegionMention) -> tuple[RegionMention, ...]:
        """The regions that share the head of a clause: 甲开发区、乙区|连续三年…."""
        found: list[RegionMention] = []
        stop = region.span.end
        while self.text[stop : stop + 1] in _JOINTS and (after := self._by_start.get(stop + 1)):
            found.append(after)
            stop = after.span.end
        return tuple(found)

    def _organisation_at(self, at: int, end: int) -> tuple[int, str] | None:
        """The end and full name of the organisation that begins at ``at``."""
        if mention := self.names.by_start.get(at):
            return mention.span.end, mention.name
        if alias := self.names.alias_starts.get(at):
            return at + len(alias), self.names.aliases[alias]
        if people := self.names.people:
            both = (self.text[at : at + 3], self.text[at : at + 2])
            person = next((name for name in both if name in people), None)
            if person:
                return at + len(person), people[person]
        if at not in self._trading:
            return None
        match = self.lexicon.short.match(self.text, at, min(end, at + 14))
        if match and self.names.is_short(match.group()) and self._plausible(match):
            return match.end(), self.names.fullest(match.group())
        return None

    def _plausible(self, match: re.Match[str]) -> bool:
        """Whether a word with a trade at its end is a firm: not 生物医药产业, 新能源汽车销量."""
        follows = self.lexicon.compounds.match(self.text, match.end())
        return not follows and bool(self.lexicon.firm.match(match.group()))

    def _settles(self, region: RegionMention) -> bool:
        """Whether words like 落户 stand before a park."""
        named = region.name and region.level is _PARK and region.strong
        return bool(named and _RE_HOME.search_before(self.text, region.span.start, _LONGEST_HOME))

    def _home(self, clause: Segment) -> str:
        """The park in which something settles."""
        start, end = clause.span.start, clause.span.end
        for region in self._settled:
            at = region.span.start
            if start <= at < end and _RE_HOME.pattern.search(self.text, start, at):
                return region.name
        return ""

    def regions_in(self, span: Span) -> list[RegionMention]:
        """The region mentions inside ``span``."""
        low = bisect_left(self.region_starts, span.start)
        return self.regions[low : bisect_right(self.region_starts, span.end - 1)]

    def antecedent(
        self, document: Document, topic: Topic, clause: Segment, named: tuple[str, str, str]
    ) -> str:
        """Whom 该公司, 我们公司, 投产后 mean.

        ``named`` are the organisations of this sentence, of the one before, and the last named.
        """
        current, carried, previous = named
        if topic.speaker:
            stop = document.paragraph_at(clause.span.start).span.end
            before = self.names.named_in_paragraph(document, clause.span.start)
            return before or self.names.next_after(clause.span.end, stop)
        return current or carried or ("" if topic.weak else previous)

    def said(self, offset: int, clause: Segment) -> str:
        """The firm whose manager says a figure, unless the words before it name a region."""
        firm = self.names.said_at(offset) if self.names.spoken else ""
        named = firm and self.regions_in(Span(clause.span.start, offset))
        return "" if named else firm

    def modified(self, end: int, clause: Segment) -> str:
        """The organisation that a figure describes from in front: 总投资9亿元的|华远光电项目."""
        stop = clause.span.end
        if not self.text.startswith(_OF, end, stop):
            return ""
        at = self.text.index("的", end) + 1
        organisation = self._organisation_at(at, stop)
        return organisation[1] if organisation else self.projects.project_at(at, stop, sure=True)
