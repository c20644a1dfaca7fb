"""Who speaks: quotations, reported speech and the turns of a conversation.

Quoted words belong to whoever is named right before the opening mark (李明说:“…”), right behind
the closing one (“…”李明说), or as the subject of the next sentence. Reported words (据…介绍, …表示,)
run to the end of their sentence. A turn of a press conference (李明:…) runs to the next turn.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING

from generator.extracting.conversation import Conversation, Speaker, Speech, is_name, speaker_of
from generator.extracting.people import Person, SpeechLexicon, body_before, find_people
from generator.model.evidence import Span
from generator.model.fact import Voice

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.extracting.mention import Mention
    from generator.extracting.segmentation import Document

__all__ = ["SpeechLexicon", "find_voices", "resolve_speakers"]

_REACH = 60
_SHORTEST_BODY = 3
_FEW = 8
"""How many voices may begin between a voice and a figure that it holds."""

# Speech between quotation marks: 24 characters or more, or with a mark of punctuation inside.
# A name or a term (“园易办”), as most are, is passed over at once; ``_is_speech`` judges the rest.
_RE_QUOTED = re.compile(
    r"“(?![^“”\n,。!?;.…]{1,23}”)(?P<words>[^“”\n]{1,900}(?:“[^“”\n]{1,80}”[^“”\n]{0,900}){0,12})(?P<close>”|(?=\n)|\Z)"
)
_RE_MARK = re.compile(r"[,。!?;.…](?:(?<=[,。!?;])|[.…]{2})")
_LONG = 24

# The clause between a closing mark and the next stop: ”李明笑着说。
_RE_TAIL = re.compile(r"[,。]?(?P<clause>(?:[^。!?;:“”\n]|“[^“”\n,。]{1,20}”){2,70})")

# The end of the sentence behind a quotation
_RE_STOP = re.compile(r"[。!?:\n]")

# The last stop of some words
_RE_LAST_STOP = re.compile(r"(?s:.*)[。!?”\n;]")

# 他说, 她表示
_RE_PRONOUN = re.compile(r"(?:^|[,。])(?:他|她)(?:们)?$")


# ”|他伸出三根手指,|“: what somebody does between two quotations
_RE_GESTURE = re.compile(r"[他她][^。“”\n]{1,16}[,:]")

# 陆一鸣|翻开登记簿:窗口…: what somebody reads out or counts up
_RE_TOLD = re.compile(
    r"(?:翻开|打开|指着|拿出|扳着|掰着|数着|算了|算起|边走边|一边)[^,。;:“”\n]{0,12}:(?!“)"
)

# 在政府工作报告中指出: a speech of which the article is a record
_RE_ADDRESS = re.compile(r"(?:报告|讲话|致辞|发言)(?:中|时)?$")


@lru_cache(maxsize=1)  # figures and voices of an article ask one after the other
def find_voices(document: Document, lexicon: SpeechLexicon) -> tuple[Voice, ...]:
    """The quotations and reported words of the text, in order.

    Speakers without a name (一位客商) are given in the text's words; unattributed quotations and
    general sources (据统计) are left out.
    """
    return tuple(
        Voice(
            document.article.quote(speech.words),
            speech.speaker.name,
            speech.speaker.title,
            speech.speaker.organisation,
            speech.span,
        )
        for speech in _Listener(document, lexicon).speeches()
    )


def resolve_speakers(
    document: Document, mentions: Sequence[Mention], lexicon: SpeechLexicon
) -> dict[Span, str | None]:
    """Who says every figure.

    Args:
        document: The text.
        mentions: All mentions; those without a quantity are passed over.
        lexicon: The words of speaking.

    Returns:
        For the span of each fact mention the name of the person or body that says it, None where
        the article itself does or nobody is named.
    """
    voices = find_voices(document, lexicon)
    if not voices:
        return {mention.span: None for mention in mentions if mention.quantity is not None}
    starts = [voice.quote.span.start for voice in voices]
    ends = [voice.quote.span.end for voice in voices]
    # How far those go that may hold a figure, by how many voices begin before it.
    reaches = [max(ends[max(0, n - _FEW) : n], default=0) for n in range(len(ends) + 1)]
    speakers = [None if lexicon.nameless.match(v.speaker) else v.speaker for v in voices]
    resolved: dict[Span, str | None] = {}
    for mention in mentions:
        if mention.quantity is not None:
            span = mention.span
            start, end = span
            index, speaker = bisect_right(starts, start), None
            if reaches[index] >= end and (holding := _last_holding(ends, index, end)) is not None:
                speaker = speakers[holding]
            resolved[span] = speaker
    return resolved


def _last_holding(ends: Sequence[int], index: int, end: int) -> int | None:
    """The last of a few voices before ``index`` that does not end before ``end``."""
    for at in range(index - 1, max(0, index - _FEW) - 1, -1):
        if ends[at] >= end:
            return at
    return None


def _is_speech(words: str) -> bool:
    """Whether quoted words are more than a name or a term."""
    return len(words) >= _LONG or _RE_MARK.search(words) is not None


class _Listener:
    """One pass over one text: who is named where, what is quoted, who says it."""

    def __init__(self, document: Document, lexicon: SpeechLexicon) -> None:
        self.document, self.lexicon, self.text = document, lexicon, document.text
        self.people = find_people(self.text, lexicon)
        self.starts = [person.start for person in self.people]
        self.quotes = [m for m in _RE_QUOTED.finditer(self.text) if _is_speech(m["words"])]
        self.quote_starts = [match.start() for match in self.quotes]

    def speeches(self) -> list[Speech]:
        """All speeches, by where their words begin."""
        turns, direct = (
            list(Conversation(self.text, self.people, self.lexicon, self._first_person).turns()),
            list(self._direct()),
        )
        covered = [speech.words for speech in direct]
        reported = [s for s in self._reported() if not any(s.words in words for words in covered)]
        if not turns:
            reported = self._address(reported, direct)
        return sorted([*turns, *direct, *reported], key=lambda s: (s.words.start, -s.words.end))

    # Quotations

    def _direct(self) -> Iterator[Speech]:
        previous: Speech | None = None
        for match in self.quotes:
            words = Span(match.start("words"), match.end("words"))
            speech = (
                self._before(match, words)
                or self._after(match, words)
                or self._gesture(match, words)
                or self._next(match, words)
                or self._alone(match, words)
            )
            if speech is None and previous and self._continues(previous, match):
                speech = Speech(words, words, previous.speaker, direct=True)
            if speech:
                yield speech
            previous = speech

    def _before(self, match: re.Match[str], words: Span) -> Speech | None:
        """李明说:“…”; 李明竖起大拇指:“…”."""
        floor = self._floor(match.start())
        head = self.text[floor : match.start()]
        said = self.lexicon.said_end.search(head)
        if not said and not head.endswith(":"):
            return None
        end = floor + (said.start() if said else len(head) - 1)
        speaker = self._subject(floor, end)
        return Speech(words, Span(floor, match.end()), speaker, direct=True) if speaker else None

    def _after(self, match: re.Match[str], words: Span) -> Speech | None:
        """“…”李明说。 and “…,”李明说,“…”."""
        tail = _RE_TAIL.match(self.text, match.end())
        if not tail:
            return None
        for said in self.lexicon.said.finditer(tail["clause"]):
            rest = tail["clause"][said.end() :]
            if rest and not rest.startswith((",", "道", "起", "着")):
                continue
            end = tail.start("clause") + said.start()
            speaker = self._subject(tail.start("clause"), end)
            if speaker:
                return Speech(
                    words,
                    Span(match.start(), tail.start("clause") + said.end()),
                    speaker,
                    direct=True,
                )
        return None

    def _next(self, match: re.Match[str], words: Span) -> Speech | None:
        """“…。”李明对此很满意。: the subject of the sentence behind a whole quotation."""
        if not match["words"].endswith(("。", "!", "?", "...")) or match["close"] != "”":
            return None
        stop = _RE_STOP.search(self.text, match.end())
        end = min(stop.start() if stop else len(self.text), self._next_quote(match.end()))
        person = self._first_person(match.end(), end)
        return (
            Speech(words, Span(match.start(), end), speaker_of(person), direct=True)
            if person
            else None
        )

    def _alone(self, match: re.Match[str], words: Span) -> Speech | None:
        """A whole quotation that ends its paragraph, behind a sentence about one person."""
        whole = match["words"].endswith(("。", "!", "?")) and match["close"] == "”"
        if not whole or self.text[match.end() : match.end() + 1] not in {"", "\n"}:
            return None
        before = self.text[max(0, match.start() - 1) : match.start()]
        sentence = self.document.sentence_at(max(0, match.start() - 2)).span
        low, high = (bisect_left(self.starts, at) for at in (sentence.start, match.start()))
        names = {person.name for person in self.people[low:high]}
        if before != "。" or len(names) != 1:
            return None
        return Speech(
            words, Span(match.start(), match.end()), speaker_of(self.people[low]), direct=True
        )

    def _gesture(self, match: re.Match[str], words: Span) -> Speech | None:
        """“…。”他伸出三根手指,“…”: 他 right behind a quotation."""
        whole = match["words"].endswith(("。", "!", "?", ","))
        if not whole or self.text[match.end() : match.end() + 1] not in {"他", "她"}:
            return None
        speaker = self._last_person(match.start())
        return (
            Speech(words, Span(match.start(), match.end()), speaker, direct=True)
            if speaker
            else None
        )

    def _next_quote(self, offset: int) -> int:
        index = bisect_left(self.quote_starts, offset)
        return self.quote_starts[index] if index < len(self.quotes) else len(self.text)

    def _continues(self, previous: Speech, match: re.Match[str]) -> bool:
        """Whether a quotation goes on with the speaker of the one before: 李明说,“…。”“…。”."""
        gap = self.text[previous.span.end : match.start()]
        return gap in {"", "\n", ",", ":", ",同时"} or bool(_RE_GESTURE.fullmatch(gap))

    # Reported speech

    def _reported(self) -> Iterator[Speech]:
        seen: set[int] = set()
        patterns = self.lexicon.according, self.lexicon.learned, self.lexicon.view
        for match in (m for pattern in patterns for m in pattern.finditer(self.text)):
            speaker = self._subject(match.start("who"), match.end("who"))
            seen.add(match.end())
            if speaker:
                yield self._until_stop(match.start(), match.end() + 1, speaker)
        yield from self._open_reports()
        for match in self.lexicon.reported.finditer(self.text):
            if match.end() in seen or self.text.startswith("“", match.end() + 1):
                continue
            floor = self._floor(match.start())
            speaker = self._subject(floor, match.start())
            if speaker:
                yield self._until_stop(floor, match.end() + 1, speaker)

    def _open_reports(self) -> Iterator[Speech]:
        """局长李明表示将…: no comma, but the verb stands right behind the name."""
        for person in self.people:
            verb = self.lexicon.reported_open.match(self.text, person.end)
            if verb:
                yield self._until_stop(person.start, verb.end(), speaker_of(person))
                continue
            told = _RE_TOLD.match(self.text, person.end)
            if told:
                end = self.document.sentence_at(person.start).span.end
                span = Span(told.end(), max(told.end(), end))
                yield Speech(span, Span(person.start, span.end), speaker_of(person), direct=False)
        spoken = "他" in self.text or "她" in self.text
        for match in self.lexicon.pronoun.finditer(self.text) if spoken else ():
            speaker = self._last_person(match.start())
            if speaker:
                yield self._until_stop(match.start(), match.end(), speaker)

    def _until_stop(self, start: int, words: int, speaker: Speaker) -> Speech:
        """Reported words run to the sentence's end; behind a colon to the paragraph's."""
        sentence = self.document.sentence_at(start).span
        end = max(sentence.end, words)
        if self.text[words - 1] == ":":
            end = max(end, self.document.paragraph_at(start).span.end)
        return Speech(Span(words, end), Span(start, end), speaker, direct=False)

    def _address(self, reported: list[Speech], direct: list[Speech]) -> list[Speech]:
        """An article that opens with …在报告中指出 and lets nobody else speak is that speech."""
        if len(reported) != 1 or direct:
            return reported
        only = reported[0]
        head = self.text[only.span.start : only.words.start].rstrip(",:")
        verb = self.lexicon.said_end.search(head)
        opening = self.document.sentences and self.document.sentence_index(only.span.start) == 0
        if not (opening and verb and _RE_ADDRESS.search(head[: verb.start()])):
            return reported
        return [
            Speech(Span(only.words.start, len(self.text)), only.span, only.speaker, direct=False)
        ]

    # Who

    def _floor(self, offset: int) -> int:
        """Where the words that may name the speaker begin: the last stop before ``offset``."""
        low = max(0, offset - _REACH * 2)
        stop = _RE_LAST_STOP.match(self.text, low, offset)
        return stop.end() if stop else low

    def _subject(self, start: int, end: int) -> Speaker | None:
        """Who is named between ``start`` and ``end``, where a verb of saying follows at ``end``."""
        end = self._without_manner(start, end)
        comma = max(self.text.rfind(",", start, end), self.text.rfind(":", start, end)) + 1
        clause = max(start, comma)
        words = self.text[clause:end]
        if person := self._first_person(clause, end):
            return speaker_of(person)
        if self.lexicon.nameless.match(words):
            return Speaker(words)
        if role := self.lexicon.representative_end.search(words):
            return self._representative(clause, clause + role.start(), end)
        return self._unnamed(start, clause, end)

    def _unnamed(self, start: int, clause: int, end: int) -> Speaker | None:
        """他, 李女士, 李明 without an office; somebody of an earlier clause; a body."""
        words = self.text[clause:end]
        if _RE_PRONOUN.search(self.text[max(0, clause - 1) : end]):
            return self._last_person(clause)
        if is_name(words, self.lexicon) or self.lexicon.addressed.fullmatch(words):
            return Speaker(words)
        if clause > start and (person := self._first_person(start, end)):
            return speaker_of(person)
        if courtesy := self.lexicon.courtesy.search(words):
            return Speaker(courtesy.group())
        body = body_before(self.text, end, clause) if self.lexicon.body_end.search(words) else None
        named = body and (len(body) >= _SHORTEST_BODY or body.endswith("方"))
        return Speaker(body, None, body) if body and named else None

    def _representative(self, start: int, role: int, end: int) -> Speaker | None:
        body = body_before(self.text, role, start)
        if not body or self.lexicon.nameless.match(body):
            return None
        return Speaker(body + self.text[role:end], self.text[role:end], body)

    def _without_manner(self, start: int, end: int) -> int:
        while end > start:
            manner = self.lexicon.manner_end.search(self.text[start:end])
            if not manner:
                break
            end = start + manner.start()
        return end

    def _first_person(self, start: int, end: int) -> Person | None:
        index = bisect_left(self.starts, start)
        if index < len(self.people) and self.people[index].end <= end:
            return self.people[index]
        return None

    def _last_person(self, offset: int) -> Speaker | None:
        """Whom 他 stands for: the last one named before in the paragraph."""
        floor = self.document.paragraph_at(offset).span.start
        index = bisect_left(self.starts, offset) - 1
        if index >= 0 and self.people[index].start >= floor:
            return speaker_of(self.people[index])
        addressed = list(self.lexicon.addressed.finditer(self.text, floor, offset))
        return Speaker(addressed[-1].group()) if addressed else None
