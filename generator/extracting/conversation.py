"""Turns of a conversation: the labelled answers of a press conference or an interview."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.extracting.name_marks import matches_at
from generator.extracting.wordlist import places_of
from generator.model.evidence import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from generator.extracting.people import Person, SpeechLexicon

_SURE_NAME = 3

# A label before a turn: 李明:, 云河县发改局副局长 李明:, (副局长)李明:, [李明]
_LONGEST_LABEL = 44
"""Characters of what ``_RE_LABEL`` matches, at most."""
_RE_LABEL = re.compile(r"[\[【(]?(?P<label>[^:,。;!?“”\n]{1,40}?)[\]】)]?\s?:")

# 云河县发改局副局长 李明; 李明(云河县发改局副局长); 发言人(云河县发改局副局长 李明)
_RE_NAME_AND_OFFICE = re.compile(
    r"(?:[^()\s]{2,6}\()?(?P<before>[^()\s]{3,36}) (?P<last>[\u4e00-\u9fff]{2,4})\)?"
    r"|(?P<first>[\u4e00-\u9fff]{2,4})\s?\((?P<behind>[^()]{3,36})\)?"
)


class Speaker(Struct, frozen=True, gc=False):
    """Who speaks, by the words that a reader would use."""

    name: str
    title: str | None = None
    organisation: str | None = None


class Speech(Struct, frozen=True, gc=False):
    """Words and who says them; ``words`` hold what is said, ``span`` the attribution too."""

    words: Span
    span: Span
    speaker: Speaker
    direct: bool


def speaker_of(person: Person) -> Speaker:
    """The speaker that a named person is."""
    return Speaker(person.name, person.title, person.organisation)


def is_name(words: str, lexicon: SpeechLexicon) -> bool:
    """Whether words have the form of a name: a surname and one or two characters."""
    surname = lexicon.surname.match(words)
    if not surname or lexicon.not_name.match(words) or lexicon.body_end.search(words):
        return False
    return 1 <= len(words) - len(surname.group()) <= 2  # noqa: PLR2004 - given names


class Conversation:
    """The labelled lines of one text.

    Args:
        text: The text.
        people: Everybody whom it names.
        lexicon: The words of speaking.
        first_person: Who is named first between two offsets.
    """

    def __init__(
        self,
        text: str,
        people: Sequence[Person],
        lexicon: SpeechLexicon,
        first_person: Callable[[int, int], Person | None],
    ) -> None:
        self.text, self.people, self.lexicon = text, people, lexicon
        self.starts = [person.start for person in people]
        self.first_person = first_person

    def is_name(self, words: str) -> bool:
        """``is_name`` with this text's lexicon."""
        return is_name(words, self.lexicon)

    def turns(self) -> Iterator[Speech]:
        """The answers, each with who gives it."""
        text = self.text
        lines = [0, *(at + 1 for at in places_of("\n", text))]
        labelled = [at for at in lines if text.find(":", at, at + _LONGEST_LABEL) > at]
        matches = matches_at(_RE_LABEL, text, labelled)
        if not matches:
            return
        hosts = {host for m in matches if (host := self._host(m))}
        asked = any(self.lexicon.askers.search(_bare(m["label"])) for m in matches)
        turns = [
            (m, kind, who)
            for m in matches
            for kind, who in [self._label(m, hosts, asked=asked)]
            if kind
        ]
        if not asked and len(turns) < 2:  # noqa: PLR2004 - one labelled line is no conversation
            return
        ends = [m.start() for m, _, _ in turns[1:]] + [len(self.text)]
        for (match, kind, who), end in zip(turns, ends, strict=True):
            if kind == "say" and who:
                words = Span(match.end(), max(match.end(), len(self.text[:end].rstrip())))
                yield Speech(words, Span(match.start(), words.end), who, direct=True)

    def _host(self, match: re.Match[str]) -> str | None:
        """Whom a label like 主持人 云河县新闻办副主任 李明 names."""
        label = _bare(match["label"])
        if not label.startswith("主持人"):
            return None
        person = self.first_person(match.start(), match.end())
        return person.name if person else re.split(r"[ ()]", label)[-1]

    def _label(
        self, match: re.Match[str], hosts: set[str], *, asked: bool
    ) -> tuple[str | None, Speaker | None]:
        """Whether a line's label opens a question or an answer, and whose."""
        label = _bare(match["label"])
        if self.lexicon.askers.search(label) or label.startswith("主持人") or label in hosts:
            return "ask", None
        if self.lexicon.answerers.fullmatch(label):
            return "say", self._interviewee(match.start())
        person = self.first_person(match.start("label"), match.end("label"))
        if person and self.text[person.end : match.end("label")] in {"", ")", "先生", "女士", "答"}:
            return "say", speaker_of(person)
        known = self._labelled(label.removesuffix("答"), asked=asked)
        return ("say", known) if known else (None, None)

    def _labelled(self, label: str, *, asked: bool) -> Speaker | None:
        """李明 (云河县发改局副局长), or in a conversation a bare name."""
        if spaced := _RE_NAME_AND_OFFICE.fullmatch(label):
            name = spaced["first"] or spaced["last"]
            return (
                Speaker(name, spaced["before"] or spaced["behind"]) if self.is_name(name) else None
            )
        again = len(label) >= _SURE_NAME or self.text.count(f"\n{label}:") > 1
        return Speaker(label) if asked and again and self.is_name(label) else None

    def _interviewee(self, offset: int) -> Speaker | None:
        """Who answers under 答: the only person named before the first question."""
        before = self.people[: bisect_left(self.starts, offset)]
        named = {person.name for person in before if person.title != "记者"}
        return speaker_of(next(p for p in before if p.title != "记者")) if len(named) == 1 else None


def _bare(label: str) -> str:
    return label.strip("[]【】() ")
