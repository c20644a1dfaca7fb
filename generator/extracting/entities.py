"""Whose a figure is: the park's, the region's above it, a firm's or an institution's.

A reader of Chinese follows the topic: what stands at the head of a clause speaks for the clauses
behind it until another topic takes over. This module reads an article once from top to bottom,
keeps the topic of region and of organisation, and hands each figure the topic that holds where it
stands.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.extracting.known_parks import KnownParks, known_parks
from generator.extracting.region_phrases import (
    NEAR_HEAD,
    RE_ACTION,
    RE_DOES,
    RE_EACH,
    RE_MEASURED,
    RE_PARTS,
    RE_SERVING,
    RE_SUMMED,
    RE_WHOLE,
    SERVING,
    TELLING_ENDS,
    WE_STARTS,
    counts_field,
    says_we,
)
from generator.extracting.scenes import Scene
from generator.extracting.standing_topics import StandingTopics
from generator.extracting.subjects import subject_names
from generator.extracting.territory import names_region
from generator.extracting.topic_phrases import OF_STARTS
from generator.model.evidence import Span
from generator.model.fact import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.extracting.clause_topic import Topic
    from generator.extracting.gazetteer import Gazetteer
    from generator.extracting.mention import Mention
    from generator.extracting.segmentation import Document, Segment, Sentence
    from generator.model.subject import Park

_SCENES = ("在", "走进", "来到")
_PEOPLE = frozenset("名位")
_START = attrgetter("span.start")
_RANK = Role.RANK  # a look-up of an enumeration's member takes as long as a call


class Whose(Struct, frozen=True, gc=False):
    """The owner of a figure.

    Attributes:
        entity: The park, region, firm or institution whose figure it is.
        parks: The parks or regions in whose casebook it belongs.
    """

    entity: str
    parks: tuple[str, ...]


def bind_entities(
    document: Document,
    mentions: Iterable[Mention],
    gazetteer: Gazetteer,
    parks: Sequence[Park] | KnownParks,
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
    facts = [mention for mention in mentions if mention.quantity]
    if len(subjects) > 1:  # a measure is the one subject's without more reading
        facts = [m for m in mentions if m.quantity or m.reason is None]
    facts.sort(key=_START)
    if not facts:
        return {}
    return _Binder(_scene(document, gazetteer, known_parks(parks), subjects)).bind(facts)


@lru_cache(maxsize=1)  # figures and measures of an article ask one after the other
def _scene(
    document: Document, gazetteer: Gazetteer, known: KnownParks, subjects: tuple[str, ...]
) -> Scene:
    return Scene(document, gazetteer, known, subjects)


class _Binder(StandingTopics):
    """One reading of one article."""

    def __init__(self, scene: Scene) -> None:
        super().__init__(scene)
        self.text = scene.document.text
        self.own = Whose("、".join(self.subjects), self.subjects)
        self.several = len(self.subjects) > 1
        self.spoken = bool(self.topics.names.spoken)
        self.named = self.topics.names.mention_spans

    def bind(self, facts: Sequence[Mention]) -> dict[Span, Whose]:
        owners: dict[Span, Whose] = {}
        sentences, rows = self.document.sentences, self._rows(facts)
        before = {number - 1 for number, _, _, low, high in rows if low < high}
        for number, first, end, low, high in rows:
            # 第二期项目 may look back one paragraph.
            needed = low < high or number in before or number in self.turns
            if needed or not self.sole:
                self._begin_paragraph(number, sentences[first - 1].span.end if first else 0)
                self._read_paragraph(sentences[first:end], facts[low:high], owners)
        return owners

    def _rows(self, facts: Sequence[Mention]) -> list[tuple[int, int, int, int, int]]:
        """For each paragraph its number, its sentences and its figures, as ranges."""
        sentences = self.document.sentences
        numbers, starts = [s.paragraph for s in sentences], [fact.span.start for fact in facts]
        found, first, low, count = [], 0, 0, len(sentences)
        while first < count:
            end = bisect_right(numbers, numbers[first], first)
            stop = sentences[end].span.start if end < count else len(self.text)
            high = bisect_left(starts, stop, low)
            found.append((numbers[first], first, end, low, high))
            first, low = end, high
        return found

    def _read_paragraph(
        self, sentences: Sequence[Sentence], facts: Sequence[Mention], owners: dict[Span, Whose]
    ) -> None:
        low, count, named = 0, len(facts), self.named
        for at, sentence in enumerate(sentences):
            if low == count and self.lazy and self._leave(sentences[at:]):
                break
            high, end = low, sentence.span.end
            while high < count and facts[high].span.start < end:
                high += 1
            self.read_sentence(sentence, facts[low:high], owners)
            if self.told < len(named) and named[self.told][0] < end:
                self.pass_by(sentence)
            low = high

    def read_sentence(
        self, sentence: Sentence, facts: Sequence[Mention], owners: dict[Span, Whose]
    ) -> None:
        self.sentences += 1
        carried, self.organisation = self.organisation, ""
        self.standing = self.focus
        if self.focus and names_region(self.topics.regions_in(sentence.span)):
            self.standing = ""
        if self.city and not self.floor and RE_DOES.match(sentence.text):
            # A sentence of a city's report that opens with a verb is the city's again.
            self.region = self._section(sentence.paragraph) or self.subjects
        topics_of = self.topics.of_sentence(sentence)
        if topics_of or (facts and not self._read_at_once(sentence, facts, owners)):
            self._read_clauses(sentence.clauses, topics_of, facts, owners, carried)

    def _read_at_once(
        self, sentence: Sentence, facts: Sequence[Mention], owners: dict[Span, Whose]
    ) -> bool:
        """Give the figures of a sentence without topics to whom they have belonged before.

        Returns:
            Whether that is all: beside none of them stands what could name another owner.
        """
        if not self.sole:
            return False
        if self.standing:
            owner = Whose(self.standing, self._homes())
        elif self.parkish and not self.spoken and not self.floor and self.region == self.subjects:
            owner = self.own
        else:
            return False
        text, ends, words = self.text, self.topics.region_ends, sentence.text
        if "分别" in words or "各自" in words:  # RE_EACH
            return False
        for fact in facts:
            start, end = span = fact.span
            # Before the first character stands the last one here: then it is read in full, as well.
            if text[start - 1] in TELLING_ENDS or text[end : end + 1] in OF_STARTS or start in ends:
                return False
            owners[span] = owner
        return True

    def _read_clauses(
        self,
        clauses: Sequence[Segment],
        topics_of: Sequence[Sequence[Topic]],
        facts: Sequence[Mention],
        owners: dict[Span, Whose],
        carried: str,
    ) -> None:
        opens, low, count = True, 0, len(facts)
        for index, clause in enumerate(clauses):
            topics = topics_of[index] if topics_of else ()
            high, end = low, clause.span.end
            while high < count and facts[high].span.start < end:
                high += 1
            if high > low:
                self.opens = opens
                self._read_clause(clause, topics, facts[low:high], owners, carried)
                opens = False
            elif topics:
                self.opens = opens
                self._take_all(topics, clause, carried)
                opens = opens and clause.text.startswith(_SCENES)
            opens = opens or clause.text[-1] in ";:"
            low, carried = high, ""

    def _read_clause(
        self,
        clause: Segment,
        topics: Sequence[Topic],
        facts: Sequence[Mention],
        owners: dict[Span, Whose],
        carried: str,
    ) -> None:
        if len(facts) > 1 and self._each(clause, facts, owners):
            return
        first, taken, count = clause.span.start, 0, len(topics)
        last = first
        speaks = self.text[first] in WE_STARTS and says_we(clause.text)
        for fact in facts:
            start = fact.span.start
            while taken < count and topics[taken].start <= start:
                self._take(topics[taken], clause, carried)
                taken += 1
            if self.several and last > first:
                self._turn_over(last, start)
            elif speaks and not self.organisation and not self.standing:
                self.region = self.floor or (self.subjects if self.sole else self.region)
            owners[fact.span], last = self._owner(fact, clause), fact.span.end
        if taken < count:
            self._take_all(topics[taken:], clause, carried)

    def _turn_over(self, last: int, start: int) -> None:
        """甲区得93分、乙区得91分: another subject takes over between two figures."""
        # Names of measures may overlap: nothing stands between such two.
        named = self.topics.regions_in(Span(last, max(last, start)))
        lead = self.document.text[last : named[0].span.start] if named else "-"
        names = self._named(named[0]) if lead in {"、", "和", "与", "而"} else ()
        if names and names[0] in self.subjects:  # a name that is not known says nothing
            self.region = names

    def _overridden(self, fact: Mention, clause: Segment) -> tuple[str, ...]:
        """全市15家银行为该区企业授信…: the city is the actor, the park is what it is about."""
        scope = self.territory.only_scope(self.region)
        for mention in self.topics.regions_in(clause.span):
            at = mention.span.start - clause.span.start
            served = RE_SERVING.search_before(clause.text, at, SERVING)
            if not served and (not scope or mention.span.start >= fact.span.start):
                continue
            names = self._named(mention)
            by_name = mention.reference or mention.surface.endswith(mention.suffix or "\n")
            if names == self.subjects if scope else by_name and self._serves(names):
                return names
        return ()

    def _serves(self, names: tuple[str, ...]) -> bool:
        """Whether a county or city that is spoken of does something for its park."""
        division = not self.territory.parkish(self.region[0]) if self.region else False
        return division and len(names) == 1 and self.territory.is_park(names[0])

    def _owner(self, fact: Mention, clause: Segment) -> Whose:
        text, (start, end) = self.text, fact.span
        # Beside most figures stands nothing that could name an owner.
        if (
            text[start - 1] in TELLING_ENDS
            or text[end : end + 1] in OF_STARTS
            or start in self.topics.region_ends
        ) and (beside := self._beside(fact, clause)):
            return beside
        organisation = self.organisation or self.standing
        if not organisation and self.spoken:
            organisation = self.topics.said(start, clause)
        if organisation:
            return Whose(organisation, self._homes())
        return self._region_owner(fact, clause)

    def _beside(self, fact: Mention, clause: Segment) -> Whose | None:
        """The owner that the words right beside a figure name."""
        start, end, first = fact.span.start, fact.span.end, clause.span.start
        at, whole = start - first, tuple[str, ...]()
        telling = at > 0 and clause.text[at - 1] in TELLING_ENDS
        if telling and counts_field(clause.text[:at], clause.text[end - first :]):
            whole = self._field(start)
        if not whole and start in self.topics.region_ends:
            whole = self._whole(start, clause, clause.text[end - first :])
        if whole:
            return Whose("、".join(whole), whole)
        behind = clause.text[end - first : end - first + 1]
        if behind in OF_STARTS and (modified := self.topics.modified(end, clause)):
            if at <= NEAR_HEAD:
                self.organisation = modified
            return Whose(modified, self._homes())
        if telling and RE_SUMMED.search(clause.text[:at]):
            self.organisation = self.standing = ""
        return None

    def _field(self, start: int) -> tuple[str, ...]:
        """The division whose parts are counted: 在全市|12个|考核单位中."""
        reach = Span(self.document.sentence_at(start).span.start, start)
        named = (self._named(mention) for mention in reversed(self.topics.regions_in(reach)))
        return next((names for names in named if names and self.territory.only_scope(names)), ())

    def _whole(self, start: int, clause: Segment, after: str) -> tuple[str, ...]:
        """The division right before a figure of itself as a whole: 覆盖全县|18个|乡镇."""
        mentions = self.topics.regions_in(Span(clause.span.start, start))
        if not mentions or mentions[-1].span.end != start:
            return ()
        lead = clause.text[: mentions[-1].span.start - clause.span.start]
        names = self._named(mentions[-1])
        if not lead or RE_MEASURED.search(lead):
            return ()
        if mentions[-1].park and not mentions[-1].reference:
            return names  # 与桂林高新区|3小时|的时限相比
        return names if self.territory.only_scope(names) and RE_PARTS.match(after) else ()

    def _region_owner(self, fact: Mention, clause: Segment) -> Whose:
        # Nobody acts for a park that is spoken of itself.
        if self.sole and not (self.parkish and self.region == self.subjects):
            self.region = self._overridden(fact, clause) or self.region
        names = self.region or self.subjects or ("",)
        if names == self.subjects:
            return self.own
        if fact.role is _RANK or (fact.quantity and fact.quantity.unit in _PEOPLE):
            names = self.subjects if self.territory.only_scope(names) else names
        if names == self.subjects:
            return self.own
        return Whose("、".join(names), self._homes(clause, names))

    def _homes(self, clause: Segment | None = None, names: tuple[str, ...] = ()) -> tuple[str, ...]:
        """The casebook's regions for a figure: what the city does for its park is the park's."""
        names = names or self.region or self.subjects
        if clause is None or not self.sole or len(names) != 1 or names == self.floor:
            return names
        above = not self.city and self.territory.above(names[0], self.sole)
        if not above or RE_WHOLE.search(clause.text):
            return names
        sentence = self.document.sentence_at(clause.span.start)
        if RE_ACTION.search(sentence.text[: clause.span.end - sentence.span.start]):
            return self.subjects
        return names

    def _each(self, clause: Segment, facts: Sequence[Mention], owners: dict[Span, Whose]) -> bool:
        """A和B分别为3家和5家: the figures go to the regions in their order."""
        if not RE_EACH.search(clause.text):
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
