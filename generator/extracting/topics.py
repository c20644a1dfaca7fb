"""What a clause is about: the region or organisation that stands where a topic stands."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING

from generator.extracting.organisation_names import OrganisationNames
from generator.extracting.projects import ProjectNames
from generator.model.evidence import Span
from generator.model.values import value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.extracting.gazetteer import Gazetteer
    from generator.extracting.organisations import OrganisationLexicon
    from generator.extracting.region_names import RegionMention
    from generator.extracting.segmentation import Document, Segment


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


# 今年1至5月, 2023年6月, 截至8月底, 5月16日上午, 自2024年以来: a time at the head of a clause.
_RE_TIME = re.compile(
    r"(?:自|从|截至|截止|到|至|早在|于)?(?:\d{2,4}年(?:以来|底|初|来|起|度|间)?|(?:今|去|前|明|当|上|本)年|\d{1,2}(?:至|-|—)?\d{0,2}月(?:份|底|初|末)?(?:以来)?"
    r"|\d{1,2}日(?:上午|下午)?|[一二三四]季度|上半年|下半年|前\d{1,2}个月|前三季度|目前|当天|日前|同期|年底|底|初|末|以来|起|上午|下午|间|“?十[三四五]五”?(?:期间|以来)?)++"
)
_RE_SKIP = re.compile(
    r"[\u4e00-\u9fff]{2,10}(?:\d{1,2}月\d{1,2}日)?(?:讯|电|消息) ?(?::|\([^()]{2,30}\)) ?|(?:位于|坐落[于在]|来自|地处|落户[于在]?|入驻|深耕|扎根)[^,。;的]{2,20}的|[“‘\"'《(—\s·—]+|[一二三四五六七八九十]是|第[一二三四五六七八九十][,,、]|\d+\.|[(]?\d+[)]|[(]?[一二三四五六七八九十]{1,3}(?:[)]|、)"
)
_RE_KEPT_PLACE = re.compile(
    r"(?:境内|辖区内?|区内|企业|重点企业|龙头企业|骨干企业|规上企业|高新技术企业|上市公司|本土企业|一家|当地|本地|入园企业|入驻企业|落户企业|园区企业|内)?的?"
)
# 落户|浏阳经开区: where an organisation settles.
_RE_HOME = re.compile(r"(?:落户|入驻|进驻|落子|落地|扎根|坐落于?|位于|签约)(?:在|于)?$")
# 年产200吨|的|…项目 and 总投资8亿元|的|…: the figure belongs to what follows.
_RE_OF = re.compile(r"(?:以上|左右)?的")
_RE_FIRST = re.compile(r"首[个家例批次座]|唯一|最[大早快高先好佳]")
_RE_FIELD = re.compile(
    r"首创|首个|首家|首批|首次|首例|第[一二三四五]|率先|领先|唯一|最|排名|前列|前茅|各|范围|上下|平均|同类|同期|同行|范围内|通办|推广|复制|标杆|示范|先进"
)
# 全市|平均办结时间是4.5天: its own figure, not a measure for another.
_RE_STATISTIC = re.compile(
    r"(?:平均|同类|同期|同行)[\u4e00-\u9fff]{0,12}?(?:是|为|达到?|需要?|要|有|仅)\d"
)
# 建设局副局长|陆明介绍, 区营商办负责人|说
_RE_OFFICIAL = re.compile(
    r"[\u4e00-\u9fff]{0,14}?(?:局|委|办|办公室|中心|管委会|党工委|政府|法院|街道|纪委|分局|部门)"
    r"(?:有关|相关|党组|党委|常务|副|一级|二级|四级)*(?:局长|主任|书记|区长|县长|市长|镇长|科长|处长|股长|院长|委员|调研员|负责人|负责同志|工作人员)"
)
# What every such person's office ends with.
_RE_OFFICE = re.compile(r"局长|主任|书记|[区县市镇处科股院]长|委员|调研员|负责人|负责同志|工作人员")
# 8月投产的|, 其中最快的|: one project is told of
_RE_SINGLE = re.compile(
    r"(?:其中)?(?:[^,。;:“”的\d]{0,6}(?:投产|签约|开工|竣工|投用|落户|落地|引进)的|最[快短早大长新]的)"
)
_RE_MANY = re.compile(r"[各类些批]|重点|重大|产业项目|工业项目|产业化|制造业项目|建设项目")
# 保定|华远半导体封测项目|就是这样: a place as the first part of a project's name
_RE_PLACED = re.compile(
    r"([\u4e00-\u9fff]{4,14}?(?:项目|基地))(?=就?是|[,:]|已|今年|去年|仅|从|总投资|占地|计划|于|的|自|也)"
)
# 其中落在|园区|的有9亿元
_RE_LIES = re.compile(r"(?:真正)?(?:落[在到户]|花落|留在|投向)")
# 今年3月签约的|越南客商|, 其中最快的|, 脑机接口企业“|: what may stand before a firm's name
_RE_DESCRIBED = re.compile(
    r"(?:其中)?(?:就?拿|像|[\u4e00-\u9fff]{0,8}代表、?)?(?:[^,。;:“”的]{2,14}的)?(?:[\u4e00-\u9fff]{0,8}(?:企业|客商|外商|厂商|公司|项目|大户))?“?"
)
_SPEAKERS = ("我们", "我公司", "我司", "本公司", "我院", "我厂")
# ......|在……: a new beginning without a mark that ends a clause.
_RE_PAUSE = re.compile(r"\.{3,}|—{2,}|…+")
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

# Most clauses begin with none of the words that a look behind their head is for.
_LIES_STARTS = frozenset("真落花留投")
_STEP_STARTS = frozenset(
    "自从截早于到至今去前明当上本一二三四五六七八九十下目日同年底初末以起间第"  # times, ordinals
    "位坐来地落入深扎“‘\"'《(—·"  # places, marks
)
# 本报讯(…, 某地3月5日电 …: what else can be passed over at the head, in few articles.
_RE_REPORTED = re.compile(r"(?:讯|电|消息) ?[:(]")


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
        self.names = OrganisationNames(text, lexicon, gazetteer)
        self.projects = ProjectNames(self.names, self._region_at)
        covered = [mention.span for mention in self.names.formal]
        self.regions = [r for r in regions if not any(r.span in span for span in covered)]
        self.region_starts = [r.span.start for r in self.regions]
        self._by_start = {region.span.start: region for region in reversed(self.regions)}
        self._paused = _RE_PAUSE.search(text) is not None
        self._reported = _RE_REPORTED.search(text) is not None
        self._official = _RE_OFFICE.search(text) is not None

    def of_clause(self, clause: Segment, *, first: bool) -> list[Topic]:
        """The topics of a clause in their order; most clauses have none or one."""
        at = self._head(clause.span.start, clause.span.end)
        topics = [topic] if (topic := self._at(at, clause, first=first)) else []
        pauses = _RE_PAUSE.finditer(self.text, at, clause.span.end) if self._paused else ()
        for pause in pauses:
            later = self._at(self._head(pause.end(), clause.span.end), clause, first=True)
            topics += [later] if later else []
        home = self._home(clause)
        if home and (not topics or topics[-1].organisation):
            organisation = topics[-1].organisation if topics else ""
            if organisation:
                topics[-1] = Topic(at, organisation=organisation, home=(home,))
        return topics

    def _head(self, at: int, end: int) -> int:
        """Where the topic of a clause can stand: behind times, marks and connectives."""
        for _ in range(6):
            if self._lies_in(at, end):
                return at
            step = self._step(at, end)
            if step is None:
                if at in self.names.by_start or at in self._by_start or self._alias_at(at):
                    return at
                leads = self.lexicon.leads
                opens = self.text[at : at + 1] in self.lexicon.lead_starts
                step = leads.match(self.text, at, end) if opens else None
            if step is None or step.end() == at:
                return at
            at = step.end()
        return at

    def _step(self, at: int, end: int) -> re.Match[str] | None:
        """A time, a mark or a dateline at ``at``."""
        first = self.text[at : at + 1]
        opens = first in _STEP_STARTS or first.isdecimal() or first.isspace()
        if not opens and not self._reported:
            return None
        return _RE_SKIP.match(self.text, at, end) or _RE_TIME.match(self.text, at, end)

    def _lies_in(self, at: int, end: int) -> int:
        """Where the park stands in 落户|园区|的有12个; 0 where no such words stand."""
        if self.text[at : at + 1] not in _LIES_STARTS:
            return 0
        lies = _RE_LIES.match(self.text, at, end)
        region = self._region_at(lies.end()) if lies else None
        return region.span.start if region and (region.park or region.reference) else 0

    def _at(self, at: int, clause: Segment, *, first: bool) -> Topic | None:
        end = clause.span.end
        at = self._lies_in(at, end) or at
        region = self._region_at(at)
        organisation = self._organisation_at(at, end)
        if region is not None and self._only_field(region):
            return None
        if organisation and not (region and len(region.span) >= organisation[0] - at):
            return self._unlisted(at, organisation, clause)
        if region is not None:
            return self._region_topic(region, clause)
        return self._unnamed(at, clause, first=first)

    def _unnamed(self, at: int, clause: Segment, *, first: bool) -> Topic | None:
        """A topic whose name does not stand at the head: an official, 该公司, a project."""
        end = clause.span.end
        if self._official and _RE_OFFICIAL.match(self.text, at, end):
            return Topic(at, official=True)
        if modified := self._modified_topic(at, clause):
            return modified
        opens = self.text[at : at + 1] in self.lexicon.reference_starts
        back = self.lexicon.references.match(self.text, at, end) if opens else None
        topic = self._back(at, back.group(), first=first) if back else None
        if topic:
            return topic
        finders = (self.projects.investor_at, self.projects.project_at, self.projects.example_at)
        name = next((found for find in finders if (found := find(at, end))), "")
        return Topic(at, organisation=name) if name else None

    def _modified_topic(self, at: int, clause: Segment) -> Topic | None:
        """A firm behind its description: 今年3月签约的|客商|华庭集团|, 建材企业|华庭公司|."""
        index = bisect_left(self.names.mention_spans, (at, ""))
        for start, _ in self.names.mention_spans[index : index + 1]:
            if start < clause.span.end and _RE_DESCRIBED.fullmatch(self.text, at, start):
                found = self._organisation_at(start, clause.span.end)
                return self._unlisted(at, found, clause) if found else None
        single = "的" in clause.text and _RE_SINGLE.match(self.text, at, clause.span.end)
        project = single and self.projects.project_at(single.end(), clause.span.end, sure=True)
        return Topic(at, organisation=project) if project else None

    def _only_field(self, region: RegionMention) -> bool:
        """全市首创, 全省领先: a region that something is measured against."""
        if _RE_STATISTIC.match(self.text, region.span.end):
            return False
        pattern = _RE_FIELD if region.surface.startswith("全") else _RE_FIRST
        return bool(pattern.match(self.text, region.span.end))

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

    def _unlisted(self, at: int, found: tuple[int, str], clause: Segment) -> Topic | None:
        """An organisation heads a clause unless it is the first of a list that 等 sums up."""
        stop, name = found
        rest = self.text[stop : clause.span.end]
        if rest[:1] and rest[0] in _LIST_MARKS and _RE_LISTED.search(rest):
            return None
        return Topic(at, organisation=name)

    def _region_topic(self, region: RegionMention, clause: Segment) -> Topic | None:
        stop = region.span.end
        kept = _RE_KEPT_PLACE.match(self.text, stop)
        inner = kept.end() if kept else stop
        organisation = self._organisation_at(inner, clause.span.end)
        home = (region.name,) if region.name and region.park else ()
        if organisation and not self.lexicon.organs.match(self.text, stop, organisation[0]):
            topic = self._unlisted(inner, organisation, clause)
            return (
                Topic(region.span.start, organisation=topic.organisation, home=home)
                if topic
                else None
            )
        if not region.strong and not region.reference:
            return Topic(region.span.start, estate=region.name)
        short = (
            not region.park
            and not region.reference
            and not region.surface.endswith(tuple("市县区省州旗盟"))
        )
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
        while self.text[stop : stop + 1] in tuple("、和与及") and (
            after := self._region_at(stop + 1)
        ):
            found.append(after)
            stop = after.span.end
        return tuple(found)

    def _region_at(self, at: int) -> RegionMention | None:
        return self._by_start.get(at)

    def _alias_at(self, at: int) -> str | None:
        return self.names.alias_starts.get(at)

    def _organisation_at(self, at: int, end: int) -> tuple[int, str] | None:
        """The end and full name of the organisation that begins at ``at``."""
        if at in self.names.by_start:
            mention = self.names.by_start[at]
            return mention.span.end, mention.name
        alias = self._alias_at(at)
        if alias:
            return at + len(alias), self.names.aliases[alias]
        if people := self.names.people:
            both = (self.text[at : at + 3], self.text[at : at + 2])
            person = next((name for name in both if name in people), None)
            if person:
                return at + len(person), people[person]
        match = self.lexicon.short.match(self.text, at, min(end, at + 14))
        if match and self.names.is_short(match.group()) and self._plausible(match):
            return match.end(), self.names.fullest(match.group())
        return None

    def _plausible(self, match: re.Match[str]) -> bool:
        """Whether a word with a trade at its end is a firm: not 生物医药产业, 新能源汽车销量."""
        follows = self.lexicon.compounds.match(self.text, match.end())
        return not follows and bool(self.lexicon.firm.match(match.group()))

    def _home(self, clause: Segment) -> str:
        for region in self.regions_in(clause.span):
            if (
                region.name
                and region.park
                and region.strong
                and _RE_HOME.search(self.text, clause.span.start, region.span.start)
            ):
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
        firm = self.names.said_at(offset)
        named = firm and self.regions_in(Span(clause.span.start, offset))
        return "" if named else firm

    def modified(self, end: int, after: str) -> str:
        """The organisation that a figure describes from in front: 总投资9亿元的|华远光电项目."""
        of = _RE_OF.match(after)
        if of is None:
            return ""
        at = end + of.end()
        stop = end + len(after)
        organisation = self._organisation_at(at, stop)
        return organisation[1] if organisation else self.projects.project_at(at, stop, sure=True)


@lru_cache(maxsize=2)  # facts and measures of an article ask one after the other
def topics_of(text: str, regions: tuple[RegionMention, ...], gazetteer: Gazetteer) -> Topics:
    """The topics of a text with these region mentions."""
    return Topics(text, regions, gazetteer.organisations, gazetteer)
