"""Names of measures in quotation marks and titles of documents.

Quotation marks also hold slogans, honours, ideas and speech; the words around decide: a verb of
founding before, a head noun behind, the form of the words inside. Doubtful ones are left out.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.extracting.measure_candidates import Candidate, context_before
from generator.extracting.measure_heads import Heads
from generator.model.evidence import Span, spanned

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from generator.extracting.measure_lexicon import (
        IntroducingWords,
        MeasureLexicon,
        MeasureMarks,
    )
    from generator.model.measure import MeasureTerm

# Quoted words without inner quotation marks: “企业家接待日”, ‘3证1图’, "台湾农民创业园".
_RE_QUOTED = re.compile(r"“([^“”\n]{2,45})”|\"([^\"\n]{2,24})\"")
# ... and within speech.
_RE_INNER_QUOTED = re.compile(r"‘([^‘’\n]{2,24})’")

# What joins two quoted names of one list: “A”“B”, “A”、“B”, “A”服务和“B”, “A”、周末“B”.
_RE_JOINT = re.compile(r"(?:服务|改革|机制|活动)?(?:、[一-龥]{2,5}|(?:、|和|及|与|以及)?)")

# Spoken words, not a name: 我们下午就…, …了, a full stop or question inside; but 企呼我应 is one.
# The set at its head lets the engine skip ahead.
_RE_SPOKEN = re.compile(
    r"[吧吗呢啊。!?了,;.我你您咱](?:(?<=[吧吗呢啊。!?])|(?<=了)$|(?<=[,;]).*[,;]|(?<=\.)\.\.|(?<=[我你您咱])(?:.{5}|.*[,、]))"
)

# The forms that names of measures have: 拿地即开工, 一企一策, 首违不罚, 容缺+承诺, 送法进企业.
_RE_FORM = re.compile(
    r"\S即\S|^[一零0-9]\S[一零0-9]\S|\+|^免\S{1,2}|不\S$|进(?:企业|园区|车间|万家)$"
    r"|[办审批查通码贷险券日会站岗窗员卡云]$|制$|直[达通享]$|[一-龥]{2}就[一-龥]{2}|一[件类]事$|先行|[快速]\S$|[群码险保]$|流程$"
)

# Forms that only names of reforms, services and loans have.
_RE_SURE_FORM = re.compile(
    r"(?<![房车还借])(?<!获得信)贷$|^以\S[引招]\S$|^[^、]{1,6}(?P<ends>[办批审验联送享])(?:、[^、]{1,6}(?P=ends)){1,3}$|[融信企税银链][易e]?通$|快车$|学堂$|夜[话谈校]$|茶叙$|会客厅$|超市$|合[一1]$|证[齐联同][发办]$|[0-9]证[0-9]图"
    r"|(?:提[升质速效]|攻坚|优化|突破|建设|落实|巩固|创新|改革|服务|深化|项目|增效|环境|作风|效能|转型)年$"
    r"|[验测审评]合[一1]|[审验评证]联[办审验发]|专[员班区窗席]$|池$|.一[件类]事$|圆桌$|茶座$|[早晚下]午?茶$|讲堂$|夜谈$|计算器$|大厅$|服务圈$|共担金$|^一[^、]{1,6}(?:、一[^、]{1,6}){2,4}$"
)

# What explains the quoted words as a reform: X是园区去年推出的一项新举措.
EXPLAINING = (
    "推出的",
    "推行的",
    "首创的",
    "创新的",
    "探索的",
    "实施的",
    "建立的",
    "设立的",
    "开展的",
    "打造的",
)
_RE_EXPLAINED = re.compile(
    rf"[”’]?,?(?:正?是|作为)[^,。;!?]{{0,24}}(?:{'|'.join(EXPLAINING)})"
    r"[^,。;!?]{0,8}(?:举措|改革|做法|制度|机制|措施|模式|服务)"
)

_RE_HALVES = re.compile("[、,]")

# 320名“某某员”: a count of staff before the name.
_RE_STAFF_COUNT = re.compile(r"[0-9][余多]?[名位支个]$")

# A verb of founding or holding right behind the closing mark: “某某快车”上线以来, “某某会”举办24期.
_RE_STARTED = re.compile(
    r"(?:正式|全面|已|累计){0,4}(?:上线|启用|揭牌|开通|推行|实施|运行|设立|成立|开业|投用|铺开|推开|扩围|落地|挂牌|开张|亮相)"
)
_RE_HELD = re.compile(
    r"(?:已经|已|累计|先后|共|今年){0,4}(?:举办|召开|开展|举行|开|办)(?:了|到了?)?第?[0-9一二三四五六七八九十]"
)

# “某某”平台归集…, “某某”小程序…: the head right behind names a tool, which is always set up.
_TOOLS = ("平台", "小程序", "系统", "服务网", "机器人", "热线", "专窗", "专班", "反映窗口")

_ENOUGH, _KNOWN = 2.0, 3.0
_NEAR_VERB, _LONGEST_BARE, _LONGEST_JOINT = 14, 20, 8


class _Quoted(Struct, eq=False, gc=False):
    """A quoted run with its surroundings; those of a list are shared by its members.

    Most runs are terms of the field, of which it is not asked what stands behind them.

    Attributes:
        inner: Where the words stand.
        words: What the marks enclose.
        before: The words before the run, or before its list.
        opening: Where the run or its list begins.
        end: Where the run ends.
        last: Where its list ends.
        heads: What stands behind the closing marks of the text.
        known: The answer of ``around``, once it was asked for.
    """

    inner: Span
    words: str
    before: str
    opening: int
    end: int
    last: int
    heads: Heads
    known: tuple[str, str | None] | None = None

    @property
    def around(self) -> tuple[str, str | None]:
        """The words behind it, or behind its list, and the head noun with its modifiers there."""
        if self.known is None:
            own, heads = None, self.heads
            if self.end != self.last:
                own = heads.behind(self.end)
            if own is None or not own[0] or own[0][0] in "、和及与“":
                own = heads.behind_list(self.last)
            self.known = own
        return self.known

    @property
    def own_head(self) -> str | None:
        """The head noun with its modifiers right behind the run's own closing mark."""
        end, heads = self.end, self.heads
        return None if heads.alone(end) else heads.behind(end)[1]


def quoted_names(
    text: str, marks: MeasureMarks, lexicon: MeasureLexicon
) -> tuple[list[Candidate], list[Span]]:
    """The measures among the quoted runs of a text, and the places of runs that are surely none.

    Args:
        text: The article's text.
        marks: Where the lexicon's words begin in it.
        lexicon: The lexicon.
    """
    runs = _quoted(text, Heads(text, marks.nouns, lexicon.words))
    again = _repeated([run.words for run in runs])
    settled, refuses = lexicon.settled, lexicon.words.refusing.closes
    accepted: set[str] = set()
    doubted = []
    for run in runs:
        words = run.words
        if words in accepted:
            continue  # once is enough
        if words in settled and not refuses(run.before):
            accepted.add(words)
            continue
        weight = _weight(text, run, marks, lexicon, again=words in again)
        if weight < _ENOUGH and marks.explaining:
            weight += 2 * _explained(text, words)
        if weight >= _ENOUGH:
            accepted.add(words)
        elif weight < 0:
            doubted.append(run)
    named: list[Candidate] = []
    for run in runs:
        if run.words in accepted:
            pair = _pair(run, lexicon) if "、" in run.words else None
            named += pair or [_named(text, run, lexicon)]
    return named, [run.inner for run in doubted if run.words not in accepted]


def _repeated(words: Sequence[str]) -> AbstractSet[str]:
    """Those that stand there more than once; of most articles none does."""
    once = set(words)
    if len(once) == len(words):
        return frozenset()
    return {word for word, times in Counter(words).items() if times > 1}


def is_settled(name: str) -> bool:
    """Whether a term of this name, if it is not weak, needs no words around to be a measure."""
    return len(name) <= _LONGEST_BARE and name.count("、") <= 1 and _RE_SPOKEN.search(name) is None


def documents(text: str, titles: Iterable[Span], lexicon: MeasureLexicon) -> Iterator[Candidate]:
    """《…办法》 when the clause says that somebody issued or carries it out."""
    words = lexicon.words
    for start, end in titles:
        title = text[start + 1 : end - 1]
        if title.endswith(words.documents):
            before = context_before(text, start)
            if words.founding.within(before) or words.carrying.within(before):
                place = Span(start + 1, end - 1)
                yield Candidate(place, title, lexicon.terms.get(title), before)


def _quoted(text: str, heads: Heads) -> list[_Quoted]:
    """Quoted runs; a run that continues a list takes over the words around the list."""
    runs = []
    for members in _lists(text):
        start, last = members[0].start(), members[-1].end()
        before = context_before(text, start)
        for match in members:
            group = match.lastindex or 0
            inner = spanned(match.span(group))
            runs.append(_Quoted(inner, match[group], before, start, match.end(), last, heads))
    return runs


def _lists(text: str) -> list[list[re.Match[str]]]:
    """The quoted runs of a text, those of one list together."""
    lists: list[list[re.Match[str]]] = []
    end = len(text)
    for match in _matches(text):
        start = match.start()
        if 0 <= start - end <= _LONGEST_JOINT and (
            start == end or _RE_JOINT.fullmatch(text, end, start)
        ):
            lists[-1].append(match)
        else:
            lists.append([match])
        end = match.end()
    return lists


def _verb_weight(text: str, run: _Quoted, marks: MeasureMarks, words: IntroducingWords) -> float:
    """How much the verbs right before a quoted run speak for it; they stand in its clause."""
    places, start = marks.introducing, run.opening
    first = bisect_left(places, start - min(len(run.before), _NEAR_VERB))
    if first == len(places) or places[first] >= start:
        return 0.0
    last = bisect_left(places, start, first)
    return words.introducing.most_at(text, places[first:last], start)


def _matches(text: str) -> list[re.Match[str]]:
    """The quoted runs of a text and those within speech, in text order."""
    found = list(_RE_QUOTED.finditer(text))
    if "‘" in text:
        found += _RE_INNER_QUOTED.finditer(text)
        found.sort(key=re.Match.start)
    return found


def _weight(
    text: str, run: _Quoted, marks: MeasureMarks, lexicon: MeasureLexicon, *, again: bool
) -> float:
    """How much speaks for a quoted run being a measure; two is enough, below zero is a refusal.

    What speaks for it is asked from the cheapest to the dearest, until it is enough. ``again``: other
    runs of the text are of the same words.
    """
    words = lexicon.words
    if run.words in words.generic:
        return 2.0 * bool(_RE_STAFF_COUNT.search(run.before))
    if _RE_SPOKEN.search(run.words):
        return -1
    after, head = run.around
    if len(run.words) > _LONGEST_BARE and not head:
        return -1
    known = _KNOWN * (run.words in lexicon.terms)
    weight = known + 0.5 * again - _against(run, after, head, lexicon)
    if weight < _KNOWN:
        weight += _verb_weight(text, run, marks, words)
        if head:
            weight += _head_weight(head, words)
    if weight < _ENOUGH:
        for points in _points(run, after, head, lexicon):
            weight += points
            if weight >= _ENOUGH:
                break
    return weight


def _points(run: _Quoted, after: str, head: str | None, lexicon: MeasureLexicon) -> Iterator[float]:
    """What else speaks for a quoted run being a measure, one by one; nothing is below zero."""
    words = lexicon.words
    if after and not run.before.endswith(("在", "从")):
        yield _behind_weight(after, head)
    yield 1.5 * (run.before.endswith("以") and after.startswith("为例"))
    if words.staff.ending(run.words) and _RE_STAFF_COUNT.search(run.before):
        yield 2.0
    yield _holds_term(run.words, lexicon)
    yield words.usage.weight(run.before, after)
    yield _form_weight(run.words, words)


def _against(run: _Quoted, after: str, head: str | None, lexicon: MeasureLexicon) -> float:
    """How much speaks against a quoted run being a measure."""
    words = lexicon.words
    weight = 2.0 * words.refusing.closes(run.before)
    refuses = words.refusing_behind.opens
    if refuses(after) or (head and refuses(after, len(head))):
        sure = run.words in lexicon.terms and run.words not in lexicon.weak
        weight += 0.0 if sure else 4.0
    listed = run.words.count("、") > 1 and not head
    return weight + 2.0 * (listed and not _RE_SURE_FORM.search(run.words))


def _holds_term(name: str, lexicon: MeasureLexicon) -> float:
    """A quoted pair one of whose halves is a known term: “某某出让、拿地即开工”."""
    halves = _RE_HALVES.split(name)
    if len(halves) == 1:
        return 0.0
    return 1.0 * any(half in lexicon.terms and half not in lexicon.weak for half in halves)


def _behind_weight(after: str, head: str | None) -> float:
    if head in _TOOLS:
        return 0.5
    if _RE_STARTED.match(after):
        return 2.0
    return 1.5 if _RE_HELD.match(after) else 0.0


def _explained(text: str, words: str) -> bool:
    """Whether the text says somewhere of these words that they are a reform."""
    at = text.find(words)
    while at >= 0:
        if _RE_EXPLAINED.match(text, at + len(words)):
            return True
        at = text.find(words, at + len(words))
    return False


def _form_weight(name: str, words: IntroducingWords) -> float:
    head = words.heads.ending(name)
    if (head and head != name and head not in words.broad) or _RE_SURE_FORM.search(name):
        return 2.0
    return 1.0 if (head and head != name) or _RE_FORM.search(name) else 0.0


def _head_weight(head: str, words: IntroducingWords) -> float:
    return 2.0 if words.quoted_heads.ending(head) == head and head not in words.broad else 1.5


def _named(text: str, run: _Quoted, lexicon: MeasureLexicon) -> Candidate:
    """The name is the quoted words, with the head noun behind when it belongs to the name."""
    span = run.inner
    behind = run.own_head
    known = lexicon.terms.get(run.words)
    if behind and lexicon.words.quoted_heads.ending(behind) not in lexicon.words.class_nouns:
        modified = lexicon.words.heads.ending(behind) != behind
        if not known or (modified and behind.endswith(("专窗", "专区", "行动", "工程", "计划"))):
            whole = Span(span.start - 1, span.end + 1 + len(behind))
            return Candidate(whole, whole.of(text), None, run.before)
    if not known and "," in run.words:
        known = _inner_term(run.words, lexicon)
    return Candidate(span, run.words, known, run.before)


def _pair(run: _Quoted, lexicon: MeasureLexicon) -> list[Candidate]:
    """Two known terms in one pair of marks: “交地即交证、拿地即开工”; empty if it is not that."""
    parts = run.words.split("、")
    if run.words in lexicon.terms or not lexicon.terms.keys() >= {*parts}:
        return []
    starts = [run.inner.start + run.words.index(part) for part in parts]
    return [
        Candidate(Span(at, at + len(part)), part, lexicon.terms[part], run.before)
        for at, part in zip(starts, parts, strict=True)
    ]


def _inner_term(name: str, lexicon: MeasureLexicon) -> MeasureTerm | None:
    """The term that a quoted pair such as “一站受理,联合验收” holds, if it is only one."""
    inner = {span.of(name) for span in lexicon.names.find(name)} - lexicon.weak
    terms = {lexicon.terms[word].name: lexicon.terms[word] for word in inner & {*name.split(",")}}
    return next(iter(terms.values())) if len(terms) == 1 else None
