"""Where names of measures stand: known terms, quoted names, founded bodies, issued documents.

Finding is open: a name that no lexicon has is recognised by the words around it (推行“…”机制), by
its head noun (…专班, …清单) and by its form (拿地即开工). Doubtful names are left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from generator.model.evidence import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.extracting.measure_lexicon import IntroducingWords, MeasureLexicon
    from generator.extracting.segmentation import Document
    from generator.model.measure import MeasureTerm

# Quoted words without inner quotation marks: “企业家接待日”, ‘3证1图’, "台湾农民创业园".
_RE_QUOTED = re.compile(r"“([^“”\n]{2,45})”|‘([^‘’\n]{2,24})’|\"([^\"\n]{2,24})\"")

# A document's title: 《松岭县首违提醒办法》.
_RE_DOCUMENT = re.compile(r"《([^《》\n]{4,60})》")

# What joins two quoted names of one list: “A”“B”, “A”、“B”, “A”和“B”.
_RE_JOINT = re.compile(r"(?:服务|改革|机制)?(?:、|和|及|与|以及)?")

# Marks that end the words around a name.
_RE_STOP = re.compile(r"[,。;:!?\n]")

# Spoken words, not a name: 我们…, …了, a full stop or question inside.
_RE_SPOKEN = re.compile(r"[我你您咱吧吗呢啊。!?]|了$|[,;].*[,;]|\.\.\.")

# The forms that names of measures have: 拿地即开工, 一企一策, 首违不罚, 容缺+承诺, 送法进企业.
_RE_FORM = re.compile(
    r"即|^[一零0-9]\S[一零0-9]\S|\+|^免\S{1,2}|不\S$|进(?:企业|园区|车间|万家)$"
    r"|[办审批查通码贷险券日会站岗窗员卡云]$|制$|直[达通享]$|先行|[快速]\S$"
)

# A count before a noun: 3个, 一批, 首支, 20余项.
_RE_COUNT = re.compile(r"^(?:第?[0-9一二三四五六七八九十百两数几多首]+[余多]?[个项支张套名批家条份类种处座场]|[一两]\S队)")

# What may follow the head noun of a name that stands without quotation marks.
_RE_BOUNDARY = re.compile(r"$|等|建设|工作|以来|后|时|中|上|[,。;:、!?()“”]|和|及|与|并|为|[0-9]|的|作为|试点|在|由|对|将|已|正式")

# What joins the items of a list without quotation marks; 和 and 与 also stand inside of names.
_RE_ITEMS = re.compile(r"[、]|以及|和(?=建立|完善|制定|出台)")

_NAME_LENGTH = range(5, 27)
_GAP = 14


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place where a measure is named.

    Attributes:
        span: The words of the name, inner quotation marks included.
        name: The words without enclosing marks.
        term: The lexicon's entry, if the words are one of its wordings.
        context: The words before the name, up to the last comma or full stop.
    """

    span: Span
    name: str
    term: MeasureTerm | None
    context: str


@dataclass(frozen=True, slots=True)
class _Quoted:
    """A quoted run with its surroundings; those of a list are shared by its members."""

    inner: Span
    words: str
    before: str
    after: str


def find_names(document: Document, lexicon: MeasureLexicon) -> list[Candidate]:
    """Every place where a measure is named, in text order; longer names win over parts."""
    text = document.text
    found = [
        *_quoted_names(text, lexicon),
        *_documents(text, lexicon),
        *_founded(document, lexicon),
    ]
    taken = sorted(candidate.span for candidate in found)
    found += [hit for hit in _terms(text, lexicon) if not any(hit.span.overlaps(t) for t in taken)]
    return _without_parts(found)


def _without_parts(found: list[Candidate]) -> list[Candidate]:
    kept: list[Candidate] = []
    for candidate in sorted(found, key=lambda c: (c.span.start, -c.span.end)):
        if not kept or candidate.span.start >= kept[-1].span.end:
            kept.append(candidate)
    return kept


def context_before(text: str, offset: int) -> str:
    """The words of the clause before ``offset``, thirty characters at most."""
    window = text[max(0, offset - 30) : offset]
    stops = [stop.end() for stop in _RE_STOP.finditer(window)]
    return window[stops[-1] :] if stops else window


def _context_after(text: str, offset: int) -> str:
    window = text[offset : offset + 14]
    stop = _RE_STOP.search(window)
    return window[: stop.start()] if stop else window


def _quoted(text: str) -> Iterator[_Quoted]:
    """Quoted runs; a run that continues a list takes over the words around the list."""
    matches = list(_RE_QUOTED.finditer(text))
    lists: list[list[re.Match[str]]] = []
    for match in matches:
        if lists and _RE_JOINT.fullmatch(text, lists[-1][-1].end(), match.start()):
            lists[-1].append(match)
        else:
            lists.append([match])
    for members in lists:
        before = context_before(text, members[0].start())
        after = _context_after(text, members[-1].end())
        for match in members:
            own = _context_after(text, match.end()) if match is not members[-1] else after
            inner = Span(match.start(match.lastindex or 0), match.end(match.lastindex or 0))
            shared = after if re.match(r"$|[、和及与“]", own) else own
            yield _Quoted(inner, inner.of(text), before, shared)


def _quoted_names(text: str, lexicon: MeasureLexicon) -> Iterator[Candidate]:
    seen: dict[str, int] = {}
    runs = list(_quoted(text))
    for run in runs:
        seen[run.words] = seen.get(run.words, 0) + 1
    accepted = {run.words for run in runs if _weight(run, seen[run.words], lexicon) >= 2}  # noqa: PLR2004
    for run in runs:
        if run.words in accepted:
            yield _named(text, run, lexicon)


def _weight(run: _Quoted, times: int, lexicon: MeasureLexicon) -> float:
    """How much speaks for a quoted run being a measure; two is enough."""
    words = lexicon.words
    if run.words in words.generic or _RE_SPOKEN.search(run.words):
        return -1
    term = run.words in lexicon.terms
    head = head_behind(run.after, words)
    form = bool(_RE_FORM.search(run.words) or words.heads.ending(run.words))
    if len(run.words) > 20 and not head:  # noqa: PLR2004 - longer than any name in the terms
        return -1
    weight = 3.0 * term + 1.5 * bool(head) + 1.0 * form + 0.5 * (times > 1)
    weight += _verb_weight(run.before, words)
    if run.before.endswith(words.refusing):
        weight -= 2
    if run.after.startswith(words.refusing_behind) and not term:
        weight -= 3
    return weight


def _verb_weight(before: str, words: IntroducingWords) -> float:
    near = before[-_GAP:]
    if any(words.founding.find(near)):
        return 1.5
    return 1.0 if any(words.carrying.find(near)) else 0.0


def head_behind(after: str, words: IntroducingWords) -> str | None:
    """The head noun with its modifiers behind a closing mark: ”智慧信息化平台 gives all of it."""
    for span in words.heads.find(after):
        if span.start > 6 or re.search("[的了在对、“]", after[: span.start]):  # noqa: PLR2004
            return None
        end = span.end
        for further in words.heads.find(after, end):
            if further.start != end:
                break
            end = further.end
        return after[:end]
    return None


def _named(text: str, run: _Quoted, lexicon: MeasureLexicon) -> Candidate:
    """The name is the quoted words, with the head noun behind when it belongs to the name."""
    span, name = run.inner, run.words
    behind = head_behind(_context_after(text, span.end + 1), lexicon.words)
    if behind and behind not in lexicon.words.class_nouns and name not in lexicon.terms:
        span = Span(span.start - 1, span.end + 1 + len(behind))
        name = span.of(text)
    return Candidate(span, name, lexicon.terms.get(run.words), run.before)


def _documents(text: str, lexicon: MeasureLexicon) -> Iterator[Candidate]:
    """《…办法》 when the clause says that somebody issued or carries it out."""
    words = lexicon.words
    for match in _RE_DOCUMENT.finditer(text):
        before = context_before(text, match.start())
        verbs = any(words.founding.find(before)) or any(words.carrying.find(before))
        if verbs and match[1].endswith(words.documents):
            yield Candidate(Span(match.start(1), match.end(1)), match[1], None, before)


def _terms(text: str, lexicon: MeasureLexicon) -> Iterator[Candidate]:
    """Known terms outside of quotation marks; weak ones only as the object of a verb."""
    for span in lexicon.names.find(text):
        name = span.of(text)
        before = context_before(text, span.start)
        if name in lexicon.weak and not any(lexicon.words.founding.find(before[-8:])):
            continue
        yield Candidate(span, name, lexicon.terms[name], before)


def _founded(document: Document, lexicon: MeasureLexicon) -> Iterator[Candidate]:
    """Names without quotation marks that are the object of a verb of founding."""
    words, text = lexicon.words, document.text
    for sentence in document.sentences:
        for clause in sentence.clauses:
            verbs = list(words.founding.find(text, clause.span.start, clause.span.end))
            for verb, following in zip_longest(verbs, verbs[1:]):
                end = following.start if following else clause.span.end
                yield from _objects(text, Span(verb.end, end), lexicon)


def _objects(text: str, span: Span, lexicon: MeasureLexicon) -> Iterator[Candidate]:
    start = span.start
    pieces = _RE_ITEMS.split(span.of(text))
    for piece in pieces:
        at = text.find(piece, start)
        start = at + len(piece)
        name = _object_name(piece, lexicon.words)
        if name:
            begin = text.find(name, at)
            yield Candidate(
                Span(begin, begin + len(name)), name, lexicon.terms.get(name), context_before(text, begin)
            )


def _object_name(piece: str, words: IntroducingWords) -> str | None:
    """The name in an object phrase: leading words off, up to the last head noun."""
    piece = _stripped(piece, words)
    ends = [
        span for span in words.heads.find(piece) if _RE_BOUNDARY.match(piece, span.end)
    ]
    if not ends:
        return None
    head = ends[0]
    name = _stripped(piece[: head.end].rpartition("的")[2], words)
    noun = head.of(piece)
    fits = len(name) in _NAME_LENGTH and name not in words.generic and name.count("“") == name.count("”")
    if not fits or re.search(r"[《》()]", name) or name.startswith("”"):
        return None
    modifier = name[: -len(noun)]
    if noun in words.broad and len(modifier) < 4:  # noqa: PLR2004 - a particular word, not 优质
        return None
    return name if modifier and modifier not in words.generic else None


def _stripped(piece: str, words: IntroducingWords) -> str:
    while True:
        count = _RE_COUNT.match(piece)
        cut = count.end() if count else next((len(w) for w in words.leading if piece.startswith(w)), 0)
        if not cut or cut >= len(piece):
            return piece
        piece = piece[cut:]
