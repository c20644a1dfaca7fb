"""Whose a figure is: the park's, the region's above it, a firm's or an institution's.

A reader of Chinese follows the topic: what stands at the head of a clause speaks for the clauses
behind it until another topic takes over. This module reads an article once from top to bottom,
keeps the topic of region and of organisation, and hands each figure the topic that holds where it
stands.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.extracting.gazetteer import Level
from generator.extracting.parks import subject_names
from generator.extracting.regions import find_regions
from generator.extracting.topics import Topic, counts_field, topics_of
from generator.extracting.turns import section_regions, turn_regions
from generator.model.evidence import Span
from generator.model.fact import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.extracting.gazetteer import Gazetteer, Place
    from generator.extracting.mention import Mention
    from generator.extracting.region_names import RegionMention
    from generator.extracting.segmentation import Document, Segment, Sentence
    from generator.model.subject import Park


@dataclass(frozen=True, slots=True)
class Whose:
    """The owner of a figure.

    Attributes:
        entity: The park, region, firm or institution whose figure it is.
        parks: The parks or regions in whose casebook it belongs.
    """

    entity: str
    parks: tuple[str, ...]


# What a city does, as against what it is or has: done for its park, it is the park's.
_RE_ACTION = re.compile(
    r"出台|印发|推出|制定|给予|奖励|奖补|补贴|补助|支持|下放|授权|赋权|批准|批复|设立|规划|接待|整合|招商|考察|派出|选派|安排|兑现|划拨|达成"
)
# A figure of a division as a whole: its people, ground, parts, place, accounts.
_RE_WHOLE = re.compile(
    r"人口|万人|辖|距|位于|地处|海岸线|生产总值|GDP|财政|户籍|常住|行政村|县区|区县|经营主体|市场主体|个体工商户|居民|"
    r"全县|全市|全区|全省|全国|全镇"
)
_NEAR_HEAD = 6  # 总投资|9亿元的…: the figure opens the clause, what it describes is the topic
# The items of an enumeration that 等 sums up: 惠科、蓝思等|12个项目.
_RE_SUMMED = re.compile(r"等(?:一批|多个|多家|近|超|约|逾|超过)?$")
# 长沙市|现有…: a verb behind a region makes it the topic.
_RE_PREDICATE = re.compile(
    r"(?:现|共|总|拥|已|还|也)?有|是|平均[\u4e00-\u9fff]{2,12}?(?:是|为|达到?|需要?|要)\d|位于|出台|印发|推出|累计|全年|将|已|,"
)
# 分别为3家和5家: one figure for each of the regions.
_RE_EACH = re.compile(r"分别|各自")


def bind_entities(
    document: Document,
    mentions: Iterable[Mention],
    gazetteer: Gazetteer,
    parks: tuple[Park, ...],
    subject: str | None,
) -> dict[Span, Whose]:
    """Whose each figure of an article is.

    Args:
        document: The article.
        mentions: Its numeral mentions, those with a reason are passed over; in an article about
            several parks also measures, as mentions with neither quantity nor reason.
        gazetteer: Places, suffixes, kinds of organisation.
        parks: The registry's parks; their names are the names used.
        subject: The park or region the article is mainly about, several joined by ``;``.

    Returns:
        The owner of every such mention, by its span.
    """
    subjects = subject_names(subject)
    # A measure is the one subject's without more reading.
    owned = (m for m in mentions if m.quantity or (len(subjects) > 1 and m.reason is None))
    facts = sorted(owned, key=lambda m: m.span.start)
    return _Binder(document, gazetteer, parks, subjects).bind(facts)


class _Binder:
    """One reading of one article; holds the topics while it goes down the text."""

    def __init__(
        self,
        document: Document,
        gazetteer: Gazetteer,
        parks: tuple[Park, ...],
        subjects: tuple[str, ...],
    ) -> None:
        self.document = document
        self.regions = find_regions(document, gazetteer, parks)
        self.topics = topics_of(document.text, self.regions, gazetteer)
        listed = {name: park.name for park in parks for name in park.names}
        self.subjects = tuple(dict.fromkeys(listed.get(name, name) for name in subjects))
        self.samples = {m.name: m for m in reversed(self.regions) if m.name}
        self.gazetteer = gazetteer
        self.addresses = {park.name: park.place for park in parks}
        self.region: tuple[str, ...] = self.subjects
        self.pair: tuple[str, ...] = ()
        self.places: dict[str, Place | None] = {}
        self.sections = section_regions(document, self.regions)
        self.turns = dict(turn_regions(document, self.regions))
        self.floor: tuple[str, ...] = ()
        self.opening: set[int] = set()
        self.previous = ""
        self.organisation = ""
        self.estate = ""

    def bind(self, facts: Sequence[Mention]) -> dict[Span, Whose]:
        by_sentence: defaultdict[int, list[Mention]] = defaultdict(list)
        for fact in facts:
            by_sentence[self.document.sentence_index(fact.span.start)].append(fact)
        owners: dict[Span, Whose] = {}
        telling = {self.document.sentences[index].paragraph for index in by_sentence}
        telling |= {number - 1 for number in telling}  # 第二期项目 may look back one paragraph
        paragraph = -1
        for index, sentence in enumerate(self.document.sentences):
            quiet = sentence.paragraph not in telling and sentence.paragraph not in self.turns
            if len(self.subjects) == 1 and quiet:
                self._remember(sentence)
                continue
            if sentence.paragraph != paragraph:
                paragraph = sentence.paragraph
                self._begin_paragraph(paragraph)
            self._read_sentence(sentence, by_sentence.get(index, []), owners)
        return owners

    def _section(self, paragraph: int) -> tuple[str, ...]:
        return next((names for start, names in reversed(self.sections) if start <= paragraph), ())

    def _begin_paragraph(self, number: int) -> None:
        """A paragraph speaks of the subject again; of several, of the one named last."""
        section = self._section(number)
        if number in self.turns:
            spoken = self.turns[number]
            self.floor = self._division(spoken) if isinstance(spoken, str) else self._named(spoken)
        if section:
            self.region = section
        elif self.floor or len(self.subjects) == 1:
            self.region = self.floor or self.subjects
        self.previous, self.organisation, self.estate = self.organisation, "", ""

    def _read_sentence(
        self, sentence: Sentence, facts: list[Mention], owners: dict[Span, Whose]
    ) -> None:
        carried = self.organisation
        self.organisation = ""
        self.opening = {sentence.span.start}
        for number, clause in enumerate(sentence.clauses):
            inside = [f for f in facts if clause.span.start <= f.span.start < clause.span.end]
            topics = self.topics.of_clause(clause, first=number == 0)
            self._read_clause(clause, topics, inside, owners, carried if number == 0 else "")
        self._remember(sentence)

    def _remember(self, sentence: Sentence) -> None:
        """The last organisation named anywhere, for 该公司 and 项目 behind it."""
        named = self.topics.names.named_in(sentence.span)
        if named:
            self.previous = named

    def _read_clause(
        self,
        clause: Segment,
        topics: Sequence[Topic],
        facts: list[Mention],
        owners: dict[Span, Whose],
        carried: str,
    ) -> None:
        pending = list(topics)
        if len(facts) > 1 and self._each(clause, facts, owners):
            return
        for fact in facts:
            while pending and pending[0].start <= fact.span.start:
                self._take(pending.pop(0), clause, carried)
            owners[fact.span] = self._owner(fact, clause)
        for topic in pending:
            self._take(topic, clause, carried)

    def _overridden(self, fact: Mention, clause: Segment) -> bool:
        """全市15家银行为该区企业授信…: the city is the actor, the park is what it is about."""
        if len(self.subjects) != 1 or not self._only_scope(self.region):
            return False
        for mention in self.topics.regions_in(clause.span):
            if mention.span.start < fact.span.start and self._named(mention) == self.subjects:
                return True
        return False

    def _take(self, topic: Topic, clause: Segment, carried: str) -> None:
        if topic.refers_back:
            self.organisation = self._antecedent(topic, clause, carried) or self.organisation
        elif topic.organisation:
            self.organisation = topic.organisation
            if topic.home:
                self.region = topic.home
        elif topic.estate in self.subjects:
            self.region, self.organisation = (topic.estate,), ""
        elif topic.estate:
            self.organisation = self.estate = topic.estate
        elif topic.region is not None:
            if topic.attribute and topic.region.name not in self.subjects:
                return
            self._take_region(topic.region, first=clause.span.start in self.opening)
            named = (other for other in topic.companions if other.name)
            others = [name for other in named for name in self._named(other)]
            if others and topic.region.name:
                self.region = tuple(dict.fromkeys((topic.region.name, *others)))

    def _antecedent(self, topic: Topic, clause: Segment, carried: str) -> str:
        stop = self.document.paragraph_at(clause.span.start).span.end
        ahead = self.topics.names.next_after(clause.span.end, stop)
        if topic.speaker:
            return self.topics.names.named_in_paragraph(self.document, clause.span.start) or ahead
        if topic.weak:
            return self.organisation or carried
        return self.organisation or carried or self.previous

    def _take_region(self, mention: RegionMention, *, first: bool) -> None:
        if mention.reference == "park" and not mention.name and self.estate:
            self.organisation = self.estate
            return
        if self.organisation and mention.surface.startswith("本"):  # a firm's 其中本县户籍
            return
        names = self._named(mention)
        topic = first or mention.surface.startswith("我") or self._speaks(mention)
        if names and self._only_scope(names) and not topic:
            return
        if names:
            self._pair_up(names)
            self.region = names
            self.organisation = ""
        elif mention.reference in {"park", "district"}:
            self.organisation = ""

    def _pair_up(self, names: tuple[str, ...]) -> None:
        """Remember the last two regions in the order in which a sentence named them."""
        if len(names) == 1 and names[0] not in self.pair:
            self.pair = (*self.pair[-1:], names[0])

    def _speaks(self, mention: RegionMention) -> bool:
        """Whether a region in the middle of a sentence is followed by what it does or has."""
        return bool(_RE_PREDICATE.match(self.document.text, mention.span.end))

    def _named(self, mention: RegionMention) -> tuple[str, ...]:
        """The regions that a mention means here."""
        if mention.name:
            return (self._meant(mention),)
        if mention.reference in {"former", "latter"}:
            pair = self.pair if len(self.pair) == 2 else self.subjects  # noqa: PLR2004 - a pair
            return (pair[0 if mention.reference == "former" else -1],) if pair else ()
        if mention.reference == "joint":
            return self.subjects if len(self.subjects) > 1 else self.region
        if mention.reference in {"park", "district"}:
            current = [name for name in self.region if self._parkish(name)]
            subject = [name for name in self.subjects if self._parkish(name)]
            return tuple(current or subject[:1])
        return self._division(mention.reference)

    def _meant(self, mention: RegionMention) -> str:
        """成都 for 成都高新区 where an article compares parks."""
        inside = [name for name in self.subjects if name.startswith(mention.surface)]
        if len(self.subjects) > 1 and len(inside) == 1 and not mention.park:
            return inside[0]
        return mention.name

    def _parkish(self, name: str) -> bool:
        sample = self.samples.get(name)
        if sample is not None:
            return sample.park or sample.name.endswith("区")
        return not name.endswith(("市", "县", "省"))

    def _division(self, reference: str) -> tuple[str, ...]:
        """全市, 我县: the subject, or the division of that level in which it lies."""
        if reference == "nation":
            return tuple(name for name in self.subjects if name == "中国")
        kind, _, organ = reference.partition(" ")
        ending = {"city": "市", "county": "县", "province": "省"}.get(kind)
        if ending is None:
            return ()
        for name in self.subjects:
            if name.endswith(ending):
                return (name,)
        if organ:
            return ()
        for name in self.subjects:
            place = self._place(name)
            above = list(reversed(place.path)) if place else []
            for part in above:
                if part.endswith(ending) or (ending == "省" and part == above[-1]):
                    return (part,)
        return ()

    def _place(self, name: str) -> Place | None:
        if name not in self.places:
            self.places[name] = self._find_place(name)
        return self.places[name]

    def _find_place(self, name: str) -> Place | None:
        sample = self.samples.get(name)
        if sample is not None and sample.place is not None:
            return sample.place
        address = self.addresses.get(name, "")
        hits = [hit for hit in self.gazetteer.places(address or name) if hit.full or not address]
        return min(hits[-1].places, key=lambda p: p.level) if hits else None

    def _owner(self, fact: Mention, clause: Segment) -> Whose:
        before = clause.text[: fact.span.start - clause.span.start]
        after = clause.text[fact.span.end - clause.span.start :]
        if field := self._field(fact, before, after):
            return Whose("、".join(field), field)
        if modified := self.topics.modified(fact.span.end, after):
            if len(before) <= _NEAR_HEAD:
                self.organisation = modified
            return Whose(modified, self._homes())
        if self.organisation and not _RE_SUMMED.search(before):
            return Whose(self.organisation, self._homes())
        if said := self._said(fact, clause):
            return Whose(said, self._homes())
        return self._region_owner(fact, clause)

    def _said(self, fact: Mention, clause: Segment) -> str:
        """The firm whose manager says the figure, unless the words before it name a region."""
        firm = self.topics.names.said_at(fact.span.start)
        named = firm and self.topics.regions_in(Span(clause.span.start, fact.span.start))
        return "" if named else firm

    def _field(self, fact: Mention, before: str, after: str) -> tuple[str, ...]:
        """The division whose parts are counted: 在全市|12个|考核单位中."""
        if not counts_field(before, after):
            return ()
        reach = Span(self.document.sentence_at(fact.span.start).span.start, fact.span.start)
        named = (self._named(mention) for mention in reversed(self.topics.regions_in(reach)))
        return next((names for names in named if names and self._only_scope(names)), ())

    def _region_owner(self, fact: Mention, clause: Segment) -> Whose:
        if self._overridden(fact, clause):
            self.region = self.subjects
        names = self.region or self.subjects or ("",)
        if fact.role is Role.RANK or (fact.quantity and fact.quantity.unit in {"名", "位"}):
            names = self.subjects if self._only_scope(names) else names
        entity = "、".join(names)
        return Whose(entity, self._homes(clause, names))

    def _only_scope(self, names: tuple[str, ...]) -> bool:
        """Whether the region is only the field in which the subject ranks: 全省第一."""
        return len(self.subjects) == 1 and any(
            self._above(name, self.subjects[0]) for name in names
        )

    def _above(self, name: str, park: str) -> bool:
        outer, inner = self._place(name), self._place(park)
        if outer is None or inner is None or name == park or name not in (outer.name, outer.short):
            return False
        return inner == outer or inner.within(outer)

    def _homes(self, clause: Segment | None = None, names: tuple[str, ...] = ()) -> tuple[str, ...]:
        """The casebook's regions for a figure: what the city does for its park is the park's."""
        names = names or self.region or self.subjects
        if clause is None or len(self.subjects) != 1 or len(names) != 1 or names == self.floor:
            return names
        subject = self.subjects[0]
        sample = self.samples.get(subject)
        is_park = sample.level is Level.PARK if sample else self._parkish(subject)
        if not is_park or not self._above(names[0], subject) or _RE_WHOLE.search(clause.text):
            return names
        sentence = self.document.sentence_at(clause.span.start)
        if _RE_ACTION.search(sentence.text[: clause.span.end - sentence.span.start]):
            return (subject,)
        return names

    def _each(self, clause: Segment, facts: list[Mention], owners: dict[Span, Whose]) -> bool:
        """A和B分别为3家和5家: the figures go to the regions in their order."""
        if not _RE_EACH.search(clause.text):
            return False
        names = [
            name
            for m in self.topics.regions_in(clause.span)
            for name in self._named(m)
            if m.span.start < facts[0].span.start
        ]
        names = list(dict.fromkeys(names))
        if len(names) != len(facts) or len(names) < 2:  # noqa: PLR2004 - a pair at least
            return False
        for name, fact in zip(names, facts, strict=True):
            owners[fact.span] = Whose(name, (name,))
        self.region = tuple(names)
        return True
