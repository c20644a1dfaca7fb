"""Names of measures without quotation marks: what somebody sets up, and the staff of a count.

建立重点项目周会商机制, 组建陪跑专班, 制定首违提醒清单: the object of a verb of founding, when its
last word is a head noun and a particular word stands before that.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from generator.extracting.measure_candidates import Candidate, context_before
from generator.extracting.name_marks import matches_at
from generator.model.article import ParagraphKind
from generator.model.evidence import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.extracting.measure_lexicon import (
        IntroducingWords,
        MeasureLexicon,
        MeasureMarks,
    )
    from generator.extracting.segmentation import Document

# A count before a noun: 3个, 一批, 首支, 20余项, 2024年, 5000万元, 总规模2亿元的.
_RE_COUNT = re.compile(
    r"^(?:(?:总?规模|总额|额度|首期)?(?:约|超|近)?[0-9][0-9.]*[万亿]*元(?:规模)?的?|第?[0-9一二三四五六七八九十百两数几多首]+[余多]?[个项支张套名批家条份类种处座场年]|[一两]\S队|每[0-9一二两]?[日天周月季年][0-9一二三四五六日]?)"
)

# What may follow the head noun of a name that stands without quotation marks.
_RE_BOUNDARY = re.compile(
    r"$|[,。;:、!?()“”0-9]|等|建设|工作|以来|后|时|中|上|和|及|与|并|为|的|作为|试点|在|由|对|将|已|正式"
)

# What joins the items of a list; 和 and 与 also stand inside of names, so a head noun must precede.
_HEADED = "(?<=[单制案队班站窗台心南].)"
_RE_ITEMS = re.compile(rf"、|以及|和{_HEADED}|及{_HEADED}|与{_HEADED}")

# Behind one of these another name may begin within the same phrase.
_RE_ANEW = re.compile(r"[、和及与的]")

# What no name without quotation marks holds.
_RE_NO_NAME = re.compile(
    r"[《》()等各这该其本我们了着过]|^(?:[”和与及同跟后]|[中上下内外](?![小外介欧央试医市门云沉资贸籍来商]))|[0-9][个项家件次名]|还|也|都|是"
)

# The same with the count behind: 选聘项目观察员30名.
_STAFFING = ("组建", "选派", "选聘", "聘请", "聘任", "配备", "成立", "设立", "派出", "选配")
_RE_STAFF_FIRST = re.compile(rf"(?:{'|'.join(_STAFFING)})([一-龥]{{2,12}}?)[0-9]+[余多]?[名支位个]")

# Two four-character items before their common head: 即收即转、一跟到底机制.
_RE_TWIN = re.compile(
    r"((?=\S{0,2}[即一先快直随])[一-龥]{4}、(?=\S{0,2}[即一先快直随])[一-龥]{4})(?=改革|机制|模式|制度|服务)"
)

# A promise in one word as the object of a verb: 实现建成即投用, 推行签约即供地.
_PROMISING = ("实现", "推行", "推动", "做到", "推进", "力促")
_RE_AT_ONCE = re.compile(
    rf"(?:{'|'.join(_PROMISING)})"
    r"([一-龥]{2,3}即[^\W即]{2,3})(?=[,。、;”!]|$|的|改革|常态)"
)

# 调解室成立三年来, 驿站运行以来: a body founded in the past.
_BODIES = (
    *(
        "调解室",
        "调解中心",
        "驿站",
        "服务站",
        "工作站",
        "法庭",
        "工作室",
        "联络站",
        "专窗",
        "速裁庭",
    ),
    *("警务室", "直播间"),
)
_RE_SINCE_FOUNDED = re.compile(
    rf"(?P<head>{'|'.join(_BODIES)})"
    r"(?:自)?(?:成立|设立|揭牌|启用|运行|开放|投用)(?:以来|[0-9一二两三四五六七八九十半]{1,3}(?:个多?月|年多?|天)来?)"
)
# 出台稳增长十二条: a set of policies that goes by its number.
_ISSUING = ("出台", "推出", "发布", "印发", "实施", "制定")
_RE_NUMBERED_POLICY = re.compile(
    rf"(?:{'|'.join(_ISSUING)})"
    r"了?(?P<name>(?![的了各一等])[一-龥]{2,8}?[0-9一二三四五六七八九十]{1,3}条)(?=[,。;、!]|措施|政策|举措|$)"
)

# 全市首个企业合规服务中心在园区挂牌: the body that is founded is the subject.
_FIRSTS = ("首个", "首家", "首支", "首座", "第一个", "第一家")
_RE_FOUNDED_SUBJECT = re.compile(
    rf"(?:{'|'.join(_FIRSTS)})"
    r"(?P<name>[一-龥]{2,12}?(?:服务中心|服务站|驿站|法庭|调解中心|调解室|工作站|专窗|专区|专班|平台|工作室|联络站|示范点|指导站|维权站))"
    r"(?:[在于][^,。;]{1,14}?)?(?:正式)?(?:挂牌|揭牌|成立|启用|投用|上线|开张|运行|启动|落户|落地|亮相)"
)
_BEFORE_BODY = r"(?:园区|高新区|经开区|开发区|新区|[的了在由到“,、。县市\n])"

OPENINGS = (_STAFFING, _PROMISING, _BODIES, _ISSUING, _FIRSTS)
"""What the patterns begin with that are asked of whole texts (``MeasureMarks.openings``)."""

_HEADING = ParagraphKind.HEADING

_NAME_LENGTH = range(4, 27)
_MODIFIER, _BROAD_MODIFIER, _SHORTEST_STAFF = 2, 4, 5


def founded_names(
    document: Document, marks: MeasureMarks, lexicon: MeasureLexicon, taken: bytearray
) -> Iterator[Candidate]:
    """Names that are the object of one of the verbs of founding; headings only boast.

    Args:
        document: The article.
        marks: Where the lexicon's words begin in it.
        lexicon: The lexicon.
        taken: One for each character that no name may touch. Most objects are names in quotation
            marks, which were found before.
    """
    text, nouns, verbs = document.text, marks.nouns, marks.verbs
    first, size = 0, len(nouns)
    starts = [at for at, _ in verbs[1:]]
    for (at, stop), following in zip(verbs, [*starts, len(text)], strict=False):
        first = bisect_left(nouns, stop, first)
        if first == size:
            break
        # Most verbs have no object that ends like a name.
        noun = nouns[first]
        if noun >= following - 1:
            continue
        end = min(document.clause_at(at).span.end, following)
        if noun >= end - 1:
            continue
        last = bisect_left(nouns, end - 1, first)
        modified = nouns[last - 1] >= stop + _MODIFIER or text.find("、", stop, end) >= 0
        if (
            modified
            and not _begins_taken(text, stop, end, taken)
            and document.paragraph_at(at).kind is not _HEADING
        ):
            phrase = _Phrase(text, stop, end, nouns[first:last])
            yield from _objects(phrase, text[at:stop], lexicon)


def _begins_taken(text: str, start: int, end: int, taken: bytearray) -> bool:
    """Whether all names in a phrase begin with or in what is taken: 推行|“一窗综办”改革.

    No name is shorter than four characters, and behind what is taken none begins but as the item
    of a list or behind 的.
    """
    first = taken.find(1, start, start + _NAME_LENGTH.start)
    if first < 0:
        return False
    behind = taken.find(0, first, end)
    return behind < 0 or not _RE_ANEW.search(text, behind, end)


def patterned_names(text: str, marks: MeasureMarks, lexicon: MeasureLexicon) -> list[Candidate]:
    """Names that stand in a pattern of their own: staff, promises, policies, bodies."""
    staffing, promising, bodies, issuing, firsts = marks.openings
    announced = [
        *matches_at(_RE_NUMBERED_POLICY, text, issuing),
        *matches_at(_RE_FOUNDED_SUBJECT, text, firsts),
    ]
    return [
        *_staff_names(text, matches_at(_RE_STAFF_FIRST, text, staffing), lexicon),
        *_at_once_names(text, matches_at(_RE_AT_ONCE, text, promising), lexicon),
        *_announced_names(text, announced, lexicon),
        *_standing_names(text, matches_at(_RE_SINCE_FOUNDED, text, bodies), lexicon),
    ]


def _staff_names(
    text: str, counted_behind: Iterable[re.Match[str]], lexicon: MeasureLexicon
) -> Iterator[Candidate]:
    """Staff and teams that a count introduces."""
    words = lexicon.words
    for match in counted_behind:
        name = match[1]
        if words.staff.ending(name) and len(name) >= _SHORTEST_STAFF and name not in words.generic:
            place = Span(match.start(1), match.end(1))
            yield Candidate(place, name, lexicon.terms.get(name), context_before(text, place.start))
    for match in words.staffed.finditer(text):
        counted = match[1]
        for start, end in words.staff.places_at(counted, range(len(counted))):
            name = counted[:end]
            vague = name in words.generic or name[:start] in words.generic
            if start >= _MODIFIER and not vague and not _RE_NO_NAME.search(name):
                place = Span(match.start(1), match.start(1) + len(name))
                yield Candidate(
                    place, name, lexicon.terms.get(name), context_before(text, place.start)
                )
            break


def _standing_names(
    text: str, founded_before: Iterable[re.Match[str]], lexicon: MeasureLexicon
) -> Iterator[Candidate]:
    """Bodies whose founding the text reports afterwards: 调解室成立三年来 names 商事调解室."""
    for founded in founded_before:
        head = founded["head"]
        for match in re.finditer(
            rf"{_BEFORE_BODY}(?:园区)?(?P<name>(?!园区)[一-龥]{{2,4}}{head})", text
        ):
            place = Span(match.start("name"), match.end("name"))
            name = match["name"]
            if name not in lexicon.words.generic and not _RE_NO_NAME.search(name):
                yield Candidate(
                    place, name, lexicon.terms.get(name), context_before(text, place.start)
                )


def _announced_names(
    text: str, announced: Iterable[re.Match[str]], lexicon: MeasureLexicon
) -> Iterator[Candidate]:
    """Policies that go by their number, and first bodies of their kind that open."""
    for match in announced:
        name, place = match["name"], Span(match.start("name"), match.end("name"))
        if name not in lexicon.words.generic and not _RE_NO_NAME.search(name):
            yield Candidate(place, name, lexicon.terms.get(name), context_before(text, place.start))


def _at_once_names(
    text: str, promises: Iterable[re.Match[str]], lexicon: MeasureLexicon
) -> Iterator[Candidate]:
    """Names of the form 拿地即开工 without quotation marks."""
    for match in promises:
        place = Span(match.start(1), match.end(1))
        yield Candidate(
            place, match[1], lexicon.terms.get(match[1]), context_before(text, place.start)
        )


class _Phrase(NamedTuple):
    """The words behind a verb of founding: what is founded, perhaps a list.

    Attributes:
        text: The article's text.
        start: Where the words begin.
        end: Where they end.
        nouns: Where a head noun may begin among them.
    """

    text: str
    start: int
    end: int
    nouns: Sequence[int]

    def items(self) -> list[_Phrase]:
        """The items of the list in which a head noun may stand."""
        text, start, stop, nouns = self
        ends = [(start + m.start(), start + m.end()) for m in _RE_ITEMS.finditer(text[start:stop])]
        if not ends:
            return [self]
        items = []
        for end, following in (*ends, (stop, stop)):
            inside = nouns[bisect_left(nouns, start) : bisect_left(nouns, end - 1)]
            if inside:
                items.append(_Phrase(text, start, end, inside))
            start = following
        return items


def _objects(phrase: _Phrase, verb: str, lexicon: MeasureLexicon) -> Iterator[Candidate]:
    text, start, end, _ = phrase
    words = lexicon.words
    listed = text.find("、", start, end) >= 0
    twin = _RE_TWIN.search(text, start, end) if listed else None
    weak = verb in words.creating_weak
    for item in phrase.items():
        name = _object_name(item, words, weak=weak)
        if not name or (twin and item.start < twin.end() and item.end > twin.start()):
            continue
        begin = text.find(name, item.start)
        place = Span(begin, begin + len(name))
        yield Candidate(place, name, lexicon.terms.get(name), context_before(text, begin))
    if twin:
        place = Span(twin.start(1), twin.end(1))
        yield Candidate(place, twin[1], None, context_before(text, place.start))


def _object_name(item: _Phrase, words: IntroducingWords, *, weak: bool) -> str | None:
    """The name in an object phrase: leading words off, up to the first head noun that may end it."""
    text, start, stop, nouns = item
    for at, end in words.heads.places_at(text, nouns, stop):
        if not _RE_BOUNDARY.match(text, end, stop):
            continue
        if words.refusing_behind.opens(text, end, stop):
            return None
        noun = text[at:end]
        if noun not in words.never_bare:
            name = _stripped(text[start:end].rpartition("的")[2], words)
            if _is_name(name, noun, words, weak=weak):
                return name
    return None


def _is_name(name: str, noun: str, words: IntroducingWords, *, weak: bool) -> bool:
    """Whether a phrase that ends in the head noun ``noun`` is particular enough for a name."""
    modifier = name[: -len(noun)]
    if len(name) not in _NAME_LENGTH or len(modifier) < _MODIFIER:
        return False
    if noun in words.broad and (weak or len(modifier) < _BROAD_MODIFIER):
        return False
    if name in words.generic or modifier in words.generic or words.refusing_behind.closes(name):
        return False
    return not _RE_NO_NAME.search(name) and name.count("“") == name.count("”")


def _stripped(piece: str, words: IntroducingWords) -> str:
    while True:
        count = _RE_COUNT.match(piece)
        cut = count.end() if count else words.leading.opening(piece)
        if not cut or cut >= len(piece):
            return piece
        piece = piece[cut:]
