"""What a clause is about: the region or organisation that stands where a topic stands."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from generator.extracting.clause_heads import FIRST_HAN, LAST_HAN, LIES_STARTS, ClauseHeads
from generator.extracting.clause_topic import NAMED, OFFICE, PAUSED, PLACED, PROJECT, Topic
from generator.extracting.divisions import Level
from generator.extracting.organisation_names import OrganisationNames
from generator.extracting.projects import ProjectNames
from generator.extracting.topic_phrases import (
    BEHIND_REGION,
    COMRADE,
    GENERAL,
    JOINTS,
    KEPT_STARTS,
    KINDS,
    LIST_MARKS,
    LONGEST_HOME,
    LONGEST_SINGLE,
    OF,
    PAUSES,
    RE_DESCRIBED,
    RE_FIELD,
    RE_FIRST,
    RE_HOME,
    RE_KEPT_PLACE,
    RE_LISTED,
    RE_MANY,
    RE_OFFICE,
    RE_OFFICIAL,
    RE_PAUSE,
    RE_PLACED,
    RE_SINGLE,
    RE_STATISTIC,
    ROW_MARKS,
    SPEAKERS,
    STRONG_BACK,
)
from generator.extracting.wordlist import places_of
from generator.model.evidence import Span

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from generator.extracting.gazetteer import Gazetteer, NameMarks
    from generator.extracting.organisations import OrganisationLexicon
    from generator.extracting.region_names import RegionMention
    from generator.extracting.segmentation import Document, Segment, Sentence


_PARK = Level.PARK  # a look-up of an enumeration's member takes as long as a call


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
        self.regions = self.names.uncovered(regions)
        self.region_starts = [r.span.start for r in self.regions]
        self.region_ends = frozenset(r.span.end for r in self.regions)
        self._by_start = {region.span.start: region for region in reversed(self.regions)}
        self._heads = ClauseHeads(text, self.names, self._by_start, lexicon)
        self.projects = ProjectNames(self.names, self._by_start, marks.projects)
        self._trading = self.names.trading(lexicon.firm_heads)
        self._nameable = self._name_starts()
        self._possible = self._nameable.union(self._by_start)
        self._settled = self._settling()
        self._paused = any(mark in text for mark in PAUSES)
        self._kinds = self._kinds_of_signs(marks)
        self._signs = [*sorted(self._kinds), len(text)]
        self._marks = [*sorted(self._possible.union(self._kinds)), len(text) + 1]
        self._rows = {at + 1 for mark in ROW_MARKS for at in places_of(mark, text)}
        self._places = self._possible.union(self._rows, self._heads.datelines)
        self._known: dict[int, Sequence[Sequence[Topic]]] = {}

    def _name_starts(self) -> set[int]:
        """Where the name of an organisation may begin, or of somebody who speaks for one."""
        names = self.names
        found = {*names.by_start, *names.alias_starts, *self._trading}
        found.update(at for person in names.people for at in places_of(person, self.text))
        return found

    def _kinds_of_signs(self, marks: NameMarks) -> dict[int, int]:
        """Where the signs stand of which each clause has one whose topic has no name at its head.

        A topic of other kinds begins with a word that refers back, or behind a semicolon.
        """
        text, kinds = self.text, dict.fromkeys(marks.projects, PROJECT)
        found = [(start, NAMED) for start, _ in self.names.mention_spans]
        # All words of the pattern but one are titles, which the text has been searched for.
        offices = (*marks.offices, *places_of(COMRADE, text))
        found += [(at, OFFICE) for at in offices if RE_OFFICE.match(text, at)]
        found += [(at - 1, PLACED) for at in self._by_start if text[at - 1] == "在"]
        if self._paused:
            found += [(match.start(), PAUSED) for match in RE_PAUSE.finditer(text)]
        for at, kind in found:
            kinds[at] = kinds.get(at, 0) | kind
        return kinds

    def of_sentence(self, sentence: Sentence) -> Sequence[Sequence[Topic]]:
        """For each clause its topics in their order, mostly none or one; nothing if all have none.

        Figures and measures ask for the same sentences, one after the other.
        """
        start = sentence.span.start
        known = self._known.get(start)
        if known is None:
            known = self._known[start] = self._read(sentence.clauses)
        return known

    def _read(self, clauses: Sequence[Segment]) -> Sequence[Sequence[Topic]]:
        text, lexicon, signs, places = self.text, self.lexicon, self._signs, self._places
        telling, moving, datelines = lexicon.telling, lexicon.moving, self._heads.datelines
        found: list[Sequence[Topic]] | None = None
        sign = bisect_left(signs, clauses[0].span.start)
        for index, clause in enumerate(clauses):
            at, end = clause.span
            opening = text[at]
            # Most clauses begin with a word that is no topic and have no sign of one.
            other = not FIRST_HAN <= opening <= LAST_HAN
            told = other or opening in telling or at in places
            if other or opening in moving or at in datelines:
                at = self._head(at, end)
                if at < 0:
                    continue
            while signs[sign] < at:
                sign += 1
            if signs[sign] < end or (told and (at in places or self._may_open(at))):
                topics = self._of_clause(at, clause, sign, first=not index)
                if topics:
                    found = found or [()] * len(clauses)
                    found[index] = topics
        return found or ()

    def _head(self, start: int, end: int) -> int:
        """Where the topic can stand of a clause whose opening may be passed over; -1 for nowhere."""
        marks = self._marks
        # A name may begin right behind the clause, where times are all that it consists of.
        begins = marks[bisect_left(marks, start)] <= end or start in self._rows
        if not begins and self.lexicon.opening.search(self.text, start, end) is None:
            return -1
        return self._heads.head(start, end)

    def _of_clause(self, at: int, clause: Segment, sign: int, *, first: bool) -> Sequence[Topic]:
        """The topics of a clause whose head is at ``at``; ``sign``: the first one behind it."""
        end, text = clause.span.end, self.text
        kinds = self._kinds_from(sign, end) if self._signs[sign] < end else 0
        if at in self._possible and not self._paused and at not in self._nameable:
            region = self._by_start[at]
            if text[at] not in LIES_STARTS and self._is_plain(region, kinds):
                return (Topic(at, region),)
        return self._topics(at, clause, kinds, first=first)

    def _kinds_from(self, index: int, end: int) -> int:
        """The kinds of the signs from one of them to the end of a clause."""
        kinds = 0
        while self._signs[index] < end:
            kinds |= self._kinds[self._signs[index]]
            index += 1
        return kinds

    def _may_open(self, at: int) -> bool:
        """Whether 该公司 or 落在 may stand at ``at``."""
        heads, words = self.lexicon.reference_heads, self.text[at : at + 2]
        return words in heads or words[:1] in heads or words[:1] in LIES_STARTS

    def _refers_back(self, at: int, first: str) -> bool:
        """Whether a word like 该公司 may begin at ``at``; ``first`` stands there."""
        if first not in self.lexicon.reference_starts:
            return False
        heads = self.lexicon.reference_heads
        return first in heads or self.text[at : at + 2] in heads

    def _topics(self, at: int, clause: Segment, signs: int, *, first: bool) -> Sequence[Topic]:
        end = clause.span.end
        topic = self._at(at, clause, signs, first=first)
        if not self._paused and (topic is None or not (self._settled and topic.organisation)):
            return () if topic is None else (topic,)
        topics = [] if topic is None else [topic]
        # Not by the sign: the head of 1....某公司 stands behind the first stop of the pause.
        for pause in RE_PAUSE.finditer(self.text, at, end) if self._paused else ():
            later = self._at(self._heads.head(pause.end(), end), clause, signs, first=True)
            topics += [later] if later else []
        organisation = topics[-1].organisation if topics and self._settled else ""
        if organisation and (home := self._home(clause)):
            topics[-1] = Topic(at, organisation=organisation, home=(home,))
        return topics

    def _at(self, at: int, clause: Segment, signs: int, *, first: bool) -> Topic | None:
        end = clause.span.end
        if self.text[at : at + 1] in LIES_STARTS:
            at = self._heads.lies_in(at, end) or at
        region = self._by_start.get(at)
        if at not in self._nameable:
            if region is None:
                return self._unnamed(at, clause, signs, first=first)
            if self._is_plain(region, signs):
                return Topic(at, region)
        organisation = self._organisation_at(at, end)
        if region is not None and self._only_field(region):
            return None
        if organisation and not (region and len(region.span) >= organisation[0] - at):
            return self._unlisted(at, organisation, end)
        if region is not None:
            return self._region_topic(region, clause, signs)
        return self._unnamed(at, clause, signs, first=first)

    def _is_plain(self, region: RegionMention, signs: int) -> bool:
        """Whether nothing stands behind a region that could make something else the topic."""
        stop = region.span.end
        told = self.text[stop : stop + 1] in BEHIND_REGION or stop in self._nameable
        return not told and not signs & PROJECT and bool(region.strong or region.reference)

    def _unnamed(self, at: int, clause: Segment, signs: int, *, first: bool) -> Topic | None:
        """A topic whose name does not stand at the head: an official, 该公司, a project."""
        end = clause.span.end
        if signs & OFFICE and RE_OFFICIAL.match(self.text, at, end):
            return Topic(at, official=True)
        if signs and (modified := self._modified_topic(at, end, signs)):
            return modified
        if self._refers_back(at, self.text[at : at + 1]):
            back = self.lexicon.references.match(self.text, at, end)
            topic = self._back(at, back.group(), first=first) if back else None
            if topic:
                return topic
        name = self._project(at, end, signs)
        return Topic(at, organisation=name) if name else None

    def _project(self, at: int, end: int, signs: int) -> str:
        """An investor, a project, a firm in a row of examples."""
        name = self.projects.investor_at(at, end) if signs & PLACED else ""
        if not name and signs & PROJECT:
            name = self.projects.project_at(at, end)
        if not name and self.text[at - 1] in ROW_MARKS:
            name = self.projects.example_at(at, end)
        return name

    def _modified_topic(self, at: int, end: int, signs: int) -> Topic | None:
        """A firm behind its description: 今年3月签约的|客商|华庭集团|, 建材企业|华庭公司|."""
        start = self.names.next_start(at) if signs & NAMED else end
        if start < end and RE_DESCRIBED.fullmatch(self.text, at, start):
            found = self._organisation_at(start, end)
            return self._unlisted(at, found, end) if found else None
        if not signs & PROJECT or self.text.find("的", at, at + LONGEST_SINGLE) < 0:
            return None
        single = RE_SINGLE.match(self.text, at, end)
        project = single and self.projects.project_at(single.end(), end, sure=True)
        return Topic(at, organisation=project) if project else None

    def _only_field(self, region: RegionMention) -> bool:
        """全市首创, 全省领先: a region that something is measured against."""
        stop = region.span.end
        if RE_STATISTIC.match(self.text, stop):
            return False
        pattern = RE_FIELD if region.surface.startswith("全") else RE_FIRST
        return pattern.match(self.text, stop) is not None

    def _back(self, at: int, word: str, *, first: bool) -> Topic | None:
        if word.startswith(SPEAKERS):
            return Topic(at, refers_back=word, speaker=True)
        follows = self.text[at + len(word) : at + len(word) + 1]
        if word in {"企业", "项目"} and (not first or follows in GENERAL):
            return None
        strong = word in STRONG_BACK or word.startswith("第")
        return Topic(at, refers_back=word, weak=not strong)

    def _unlisted(self, at: int, found: tuple[int, str], end: int) -> Topic | None:
        """An organisation heads a clause unless it is the first of a list that 等 sums up."""
        stop, name = found
        listed = stop < end and self.text[stop] in LIST_MARKS
        if listed and RE_LISTED.search(self.text, stop, end):
            return None
        return Topic(at, organisation=name)

    def _region_topic(self, region: RegionMention, clause: Segment, signs: int) -> Topic | None:
        inner = stop = region.span.end
        if self.text[stop : stop + 1] in KEPT_STARTS and (
            kept := RE_KEPT_PLACE.match(self.text, stop)
        ):
            inner = kept.end()
        organisation = (
            self._organisation_at(inner, clause.span.end) if inner in self._nameable else None
        )
        if organisation and not self.lexicon.organs.match(self.text, stop, organisation[0]):
            topic = self._unlisted(inner, organisation, clause.span.end)
            home = (region.name,) if region.name and region.park else ()
            firm = topic.organisation if topic else ""
            return Topic(region.span.start, organisation=firm, home=home) if topic else None
        if not region.strong and not region.reference:
            return Topic(region.span.start, estate=region.name)
        division = region.level is not _PARK and not region.reference
        short = signs & PROJECT and division and not region.surface.endswith(KINDS)
        if short and (placed := RE_PLACED.match(self.text, stop, clause.span.end)):
            project = region.surface + placed.group(1)
            fits = not self.projects.opens_generically(placed.group(1)) and not RE_MANY.search(
                project
            )
            return Topic(region.span.start, organisation=project) if fits else None
        if division and self.text.startswith("的", stop):
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
        while self.text[stop : stop + 1] in JOINTS and (after := self._by_start.get(stop + 1)):
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
        if match and self._plausible(match) and self.names.names_firm(match.group()):
            return match.end(), self.names.fullest(match.group())
        return None

    def _plausible(self, match: re.Match[str]) -> bool:
        """Whether a word with a trade at its end is a firm: not 生物医药产业, 新能源汽车销量."""
        firm = self.lexicon.firm.match(match.group())
        return firm is not None and not self.lexicon.compounds.match(self.text, match.end())

    def _settling(self) -> list[RegionMention]:
        """The parks that words like 落户 stand before."""
        parks = [r for r in self.regions if r.level is _PARK and r.name and r.strong]
        text = self.text
        return [r for r in parks if RE_HOME.search_before(text, r.span.start, LONGEST_HOME)]

    def _home(self, clause: Segment) -> str:
        """The park in which something settles."""
        start, end = clause.span.start, clause.span.end
        for region in self._settled:
            at = region.span.start
            if start <= at < end and RE_HOME.pattern.search(self.text, start, at):
                return region.name
        return ""

    def regions_in(self, span: Span) -> list[RegionMention]:
        """The region mentions inside ``span``."""
        low = bisect_left(self.region_starts, span.start)
        return self.regions[low : bisect_right(self.region_starts, span.end - 1)]

    def speaker_at(self, document: Document, clause: Segment) -> str:
        """The organisation of the person who says 我们公司 in a clause."""
        stop = document.paragraph_at(clause.span.start).span.end
        before = self.names.named_in_paragraph(document, clause.span.start)
        return before or self.names.next_after(clause.span.end, stop)

    def said(self, offset: int, clause: Segment) -> str:
        """The firm whose manager says a figure, unless the words before it name a region."""
        firm = self.names.said_at(offset)
        named = firm and self.regions_in(Span(clause.span.start, offset))
        return "" if named else firm

    def modified(self, end: int, clause: Segment) -> str:
        """The organisation that a figure describes from in front: 总投资9亿元的|华远光电项目."""
        stop = clause.span.end
        if not self.text.startswith(OF, end, stop):
            return ""
        at = self.text.index("的", end) + 1
        organisation = self._organisation_at(at, stop)
        return organisation[1] if organisation else self.projects.project_at(at, stop, sure=True)
