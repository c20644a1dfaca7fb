"""What the readers of an indicator's name look at: one figure, its role, its clause, its topic."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Self

from msgspec import Struct

from generator.extracting.indicator_words import IndicatorLexicon
from generator.extracting.phrases import counted_noun, subject_phrase
from generator.extracting.role_words import RoleLexicon
from generator.model.fact import Role
from generator.model.values import once

if TYPE_CHECKING:
    from generator.extracting.roles import RoleReading
    from generator.extracting.surroundings import Surroundings

PREDICATE = 14
"""Longest predicate, or subject of another clause, that becomes part of a name."""

_WINDOW = 48
"""How far behind a figure its noun and predicate are looked for."""

_BEFORE, _AFTER = Role.BEFORE, Role.AFTER
_CLAUSE_END = ",;:。!?…”’」』) "
_RE_UP_TO_DIGIT = re.compile(r"[^\d,;:。!?]*")
_RE_LIST_END = re.compile(r"(?:、|和|及|以及|与)$")
_RE_ACTOR = re.compile(
    r"^(?P<who>[^,;、]{2,20}?)(?:已经|已|目前|累计|先后|共|总共|今年|上半年|全年){1,3}[^,;、]{2,3}了?$"
)
_RE_NEXT_ITEM = re.compile("[、,]")
_RE_CLAUSE_MARK = re.compile(r"[,;:]")
_NOTHING = ("", "")
_LIST_STARTS = frozenset("、,和及与")


class IndicatorRules(Struct, frozen=True):
    """The lexicons that name indicators."""

    words: IndicatorLexicon
    roles: RoleLexicon

    @classmethod
    def load(cls) -> Self:
        """Read both lexicons."""
        return cls(IndicatorLexicon.load(), RoleLexicon.load())


class Topic(Struct, frozen=True, gc=False):
    """What the sentence spoke of before: the last indicator, counted noun and kind of time."""

    name: str = ""
    noun: str = ""
    time: str = ""


class Naming:
    """One figure to be named.

    Attributes:
        place: The figure in its clause.
        reading: Its role.
        rules: The lexicons.
        topic: What the sentence spoke of before, for words that say nothing alone (总金额).
    """

    def __init__(
        self, place: Surroundings, reading: RoleReading, rules: IndicatorRules, topic: Topic
    ) -> None:
        self.place, self.reading, self.rules, self.topic = place, reading, rules, topic
        if not place.next_words and place.following is None:
            vars(self)["behind"] = _NOTHING  # most figures end their clause

    @property
    def is_end(self) -> bool:
        """Whether the figure is one end of a change."""
        return self.reading.role is _BEFORE or self.reading.role is _AFTER

    @once
    def subject(self) -> str:
        """What the words before the figure name, without the noun that an earlier one counts."""
        words = self.place.near
        if self.place.previous is not None and words and words[0] not in _LIST_STARTS:
            predicate = counted_noun(words, self.rules.words)[1]
            words = predicate if predicate or self.place.next_words else words
        match = self.rules.roles.result.search(words)
        return self.phrase(words[: match.start()] if match else words)

    @once
    def listed(self) -> str:
        """The list that ends at the figure, whole: 开展延时服务、预约服务等30次."""
        near = self.place.near
        return self.phrase(near[:-1].replace("、", "和")) if near.endswith("等") else ""

    @once
    def actor(self) -> str:
        """What stands before the verb that ends at the figure: “某某会”已召开19次."""
        match = _RE_ACTOR.search(self.place.near)
        name = self.phrase(match["who"]) if match else ""
        return name if 1 < len(name) <= PREDICATE else ""

    @once
    def behind(self) -> tuple[str, str]:
        """Noun and predicate behind the figure; the numbers of later figures are left out."""
        place, words = self.place, self.place.next_words
        if place.following is None:
            return self.counted(words)
        if self.is_end and (result := self.rules.roles.result.search(words)):
            return self.counted(words[: result.start()])
        if words.endswith("的"):
            # 8个科室的96项事项: the first noun only tells of what the second one is.
            return self.counted(words[:-1])
        head = _RE_NEXT_ITEM.split(words, maxsplit=1)[0]
        if head != words and not _RE_LIST_END.search(words):
            return self.counted(head)
        rest = place.text[place.following.span.end : place.clause.end].rstrip(_CLAUSE_END)
        if _RE_LIST_END.search(words):
            return self.counted(_RE_LIST_END.sub("", words))[0], self.counted(rest)[1]
        return self.counted(words + rest)

    @once
    def noun_behind(self) -> str:
        """The noun right behind the figure, up to the next one."""
        return self.counted(self.place.next_words)[0]

    @once
    def clause_before(self) -> str:
        """The subject of the clause before, if it is a short thing without a figure of its own."""
        words = self._words_before
        if any(character.isdigit() for character in words):
            return ""
        name = self.phrase(words).rpartition("的")[2]
        fits = len(name) <= PREDICATE and name.endswith(self.rules.words.subjects)
        return name if fits else ""

    @once
    def clause_after(self) -> str:
        """The next clause up to its first digit: 在1小时内,他共接听电话13个."""
        words = self.place.text[self.place.clause.end : self.place.sentence.span.end]
        match = _RE_UP_TO_DIGIT.match(words)
        return self.phrase(match.group()) if match else ""

    @once
    def any_words(self) -> str:
        """Better than no name: the end of the clause before, or the beginning of the next."""
        words = self.phrase(self._words_before).rpartition("的")[2] or self.clause_after
        return words[-PREDICATE:] or "数量"

    @property
    def _words_before(self) -> str:
        return _RE_CLAUSE_MARK.split(self.place.lead.rstrip(_CLAUSE_END))[-1]

    def phrase(self, words: str) -> str:
        """``subject_phrase`` with this naming's lexicon."""
        return subject_phrase(words, self.rules.words)

    def counted(self, words: str) -> tuple[str, str]:
        """``counted_noun`` with this naming's lexicon, within a bounded stretch."""
        return counted_noun(words[:_WINDOW], self.rules.words) if words else ("", "")

    def without_verb(self, phrase: str) -> str:
        """The phrase without the verbs it begins with: 印发读本 → 读本."""
        rest = phrase
        while (verb := self.rules.words.verbs.match(rest)) and verb.end() < len(rest):
            rest = rest[verb.end() :].lstrip("了")
        return rest
