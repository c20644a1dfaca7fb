"""What holds where one has come to in an article: the topic of region and of organisation."""

from __future__ import annotations

from abc import abstractmethod
from bisect import bisect_left
from copy import copy
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.extracting.region_phrases import EARLY, RE_PREDICATE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.extracting.clause_topic import Topic
    from generator.extracting.entities import Whose
    from generator.extracting.mention import Mention
    from generator.extracting.region_names import RegionMention
    from generator.extracting.scenes import Scene
    from generator.extracting.segmentation import Segment, Sentence
    from generator.model.evidence import Span


_DEEPEST = 16
"""How many paragraphs in a row are left, since reading one may need the one before it."""


class _Left(Struct, frozen=True):
    """Sentences that were not read, and what held before them."""

    sentences: Sequence[Sentence]
    region: tuple[str, ...]
    floor: tuple[str, ...]
    named: str
    previous: str
    focus: str
    estate: str
    read: int
    told: int
    owed: _Left | None
    depth: int


class StandingTopics:
    """The topics that hold while one goes down the text; those of clauses take over.

    Attributes:
        region: The regions spoken of.
        organisation: The firm or institution spoken of; empty where it is a region.
        standing: The organisation that the paragraph is about.
        previous: The organisation named last.
        opens: Whether nothing but a scene stands before the clause in its sentence.
        sentences: How many sentences of the paragraph were read.
        parkish: Whether the article is about one park or district.
        lazy: Whether sentences behind the last figure of a paragraph can be left.
    """

    def __init__(self, scene: Scene) -> None:
        self.document, self.topics = scene.document, scene.topics
        self.territory, self.sections, self.turns = scene.territory, scene.sections, scene.turns
        self.subjects = self.territory.subjects
        self.sole = self.subjects[0] if len(self.subjects) == 1 else ""
        self.city = bool(self.sole) and not self.territory.is_park(self.sole)
        self.region: tuple[str, ...] = self.subjects
        self.pair: tuple[str, ...] = ()
        self.floor: tuple[str, ...] = ()
        self.opens = True
        self.around: tuple[str, ...] = ()
        self.previous = ""
        self.organisation = ""
        self.focus = self.standing = ""
        self.sentences = 0
        self.estate = ""
        two = {"former", "latter"}
        self.parkish = bool(self.sole) and self.territory.parkish(self.sole)
        self.lazy = self.parkish and not any(m.reference in two for m in self.topics.regions)
        self.told = 0
        self.left: _Left | None = None
        self.owed: _Left | None = None

    def _leave(self, sentences: Sequence[Sentence]) -> bool:
        """Leave the last sentences of a paragraph, which have no figures, for when they are asked.

        Nothing but the organisation that they name last can matter behind them, and this only
        where 该项目 or the like means it, if the next paragraph begins with the one region again.
        """
        depth = self.owed.depth + 1 if self.owed else 0
        if depth > _DEEPEST:
            return False
        self.left = _Left(
            sentences,
            self.region,
            self.floor,
            self.organisation,
            self.previous,
            self.focus,
            self.estate,
            self.sentences,
            self.told,
            self.owed,
            depth,
        )
        return True

    def _last_named(self) -> str:
        """The organisation named last before the sentence."""
        if left := self.owed:
            reader = copy(self)
            reader.region, reader.floor, reader.organisation = left.region, left.floor, left.named
            reader.previous, reader.focus, reader.estate = left.previous, left.focus, left.estate
            reader.sentences, reader.told, reader.owed = left.read, left.told, left.owed
            for sentence in left.sentences:
                reader.read_sentence(sentence, (), {})
                reader.pass_by(sentence)
            self.previous, self.owed = reader.organisation, None
        return self.previous

    def pass_by(self, sentence: Sentence) -> None:
        """Go on behind a sentence: the organisation named last anywhere is whom 该公司 means."""
        named = self.topics.names.mention_spans
        while self.told < len(named) and named[self.told][0] < sentence.span.end:
            self.previous, self.owed = named[self.told][1], None
            self.told += 1

    @abstractmethod
    def read_sentence(
        self, sentence: Sentence, facts: Sequence[Mention], owners: dict[Span, Whose]
    ) -> None:
        """Read a sentence, with the owners of its figures."""

    def _section(self, paragraph: int) -> tuple[str, ...]:
        for start, names in reversed(self.sections):
            if start <= paragraph:
                return names
        return ()

    def _begin_paragraph(self, number: int, start: int) -> None:
        """A paragraph speaks of the subject again; of several, of the one named last.

        ``start``: where the sentence before it ends.
        """
        section = self._section(number)
        self.around = self.region if self.sole and self.territory.is_park(self.region[0]) else ()
        if number in self.turns:
            spoken = self.turns[number]
            self.floor = (
                self.territory.division(spoken) if isinstance(spoken, str) else self._named(spoken)
            )
        if section:
            self.region = section
        elif self.floor or self.sole:
            self.region = self.floor or self.subjects
        self.previous, self.organisation, self.estate = self.organisation, "", ""
        self.owed, self.left = self.left, None
        if self.told < len(named := self.topics.names.mention_spans):
            self.told = bisect_left(named, (start,), self.told)
        self.focus = ""
        self.sentences = 0

    def _take_all(self, topics: Sequence[Topic], clause: Segment, carried: str) -> None:
        for topic in topics:
            self._take(topic, clause, carried)

    def _take(self, topic: Topic, clause: Segment, carried: str) -> None:
        if topic.region is not None:  # as of most topics
            self._take_regions(topic, topic.region)
        elif topic.official:
            self.organisation = self.focus = self.standing = ""
        elif topic.refers_back:
            self.organisation = self._antecedent(topic, clause, carried) or self.organisation
        elif topic.organisation:
            self._take_organisation(topic)
        elif topic.estate in self.subjects:
            self.region, self.organisation = (topic.estate,), ""
        elif topic.estate:
            self.organisation = self.estate = topic.estate

    def _antecedent(self, topic: Topic, clause: Segment, carried: str) -> str:
        """Whom 该公司, 我们公司, 投产后 mean."""
        if topic.speaker:
            return self.topics.speaker_at(self.document, clause)
        return self.organisation or carried or ("" if topic.weak else self._last_named())

    def _take_organisation(self, topic: Topic) -> None:
        """A firm takes over; one that opens a paragraph is whom the paragraph is about."""
        self.organisation = self.previous = topic.organisation
        self.owed = None
        project = topic.organisation.endswith(("项目", "基地", "工程", "期"))
        if self.opens and self.sentences <= EARLY and not project:
            self.focus = topic.organisation
        if topic.home:
            self.region = topic.home
        elif self.around and not self.territory.parkish(self.subjects[0]):
            self.region = self.around

    def _take_regions(self, topic: Topic, region: RegionMention) -> None:
        if topic.attribute and region.name not in self.subjects:
            return
        self._take_region(region, first=self.opens)
        if topic.companions and region.name:
            named = (other for other in topic.companions if other.name)
            others = [name for other in named for name in self._named(other)]
            if others:
                self.region = tuple(dict.fromkeys((region.name, *others)))

    def _take_region(self, mention: RegionMention, *, first: bool) -> None:
        if mention.reference == "park" and not mention.name and self.estate:
            self.organisation = self.estate
            return
        if self.organisation and mention.surface.startswith("本"):  # a firm's 其中本县户籍
            return
        names = self._named(mention)
        if names and self.territory.only_scope(names):
            # 长沙市|现有…: what it does or has makes a region the topic, also in mid-sentence
            topic = first or mention.surface.startswith("我")
            if not topic and not RE_PREDICATE.match(self.document.text, mention.span.end):
                return
        if names:
            self.around = ()
            if len(names) == 1 and names[0] not in self.pair:
                self.pair = (*self.pair[-1:], names[0])  # the last two, for 前者 and 后者
            self.region = names
            self.organisation = self.focus = ""
        elif mention.reference in {"park", "district"}:
            self.organisation = ""

    def _named(self, mention: RegionMention) -> tuple[str, ...]:
        """The regions that a mention means here."""
        if mention.name:
            return (self.territory.meant(mention),)
        if mention.reference in {"former", "latter"}:
            pair = self.pair if len(self.pair) == 2 else self.subjects  # noqa: PLR2004 - a pair
            return (pair[0 if mention.reference == "former" else -1],) if pair else ()
        if mention.reference == "joint":
            return self.subjects if len(self.subjects) > 1 else self.region
        if mention.reference in {"park", "district"}:
            return self.territory.park_meant(self.region)
        return self.territory.division(mention.reference)
