"""Cutting the words around a figure down to the phrase that names it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.extracting.scanning import DIGITS, WHITE, Beginning

if TYPE_CHECKING:
    from generator.extracting.indicator_words import IndicatorLexicon

# 2024年1至5月, 二季度, 8月底: dates inside a phrase name nothing.
_RE_DATE = re.compile(
    rf"(?=[{DIGITS}截今去前明第一二三四上下])(?:"
    r"截[至止](?:20\d\d年)?\d{1,2}月(?:底|末|\d{1,2}日)?|(?:20\d\d|[今去前明])年度?(?:以来|[年]?底前?|末|初|前(?![\d一二三四五六七八九十两几半]))?"
    r"|前\d{1,2}个?月|\d{1,2}(?:至|-|—|~)\d{1,2}月份?|\d{1,2}月(?:\d{1,2}日|底|末|份)?(?:以来|起)?|第?[一二三四]季度|[上下]半年|前三季度)"
)

_RE_DATED = re.compile(f"[{DIGITS}年月季截]")

# The place or body that a clause begins with: 甲乙经开区, 某某(湖南)有限公司.
_RE_PLACE = re.compile(
    r"(?:[\u4e00-\u9fff]{2,9}?(?:经开区|高新区|开发区|工业园区|新区|园区|管委会|自贸区|税务局)"
    r"|[\u4e00-\u9fff()]{2,18}?(?:有限公司|股份公司|集团))(?!数)"
)

# What the name of every such place or body ends with.
_RE_PLACE_END = re.compile(
    "经开区|高新区|开发区|工业园区|新区|园区|管委会|自贸区|税务局|有限公司|股份公司|集团"
)

# The last characters of such places and bodies, and of those of _RE_BODY; most phrases hold none.
_RE_BODIED = re.compile("[区会局司团心室厅站]")

# 为企业, 对项目, 给群众: whom it is done for.
_SERVING = "为给对向帮协指"
_RE_FOR = Beginning(
    re.compile(
        r"(?:为|给|对|向|帮助|协助|指导)[^,;的为给对]{0,6}?"
        r"(?:企业|群众|项目|客户|商户|主体|居民|农户|用户|职工|学生|人才)(?!服务|数|开工|建设|落地|竣工|投产)"
    ),
    _SERVING,
)
_PLACED = frozenset({*_SERVING, "在"})

# 在金桥、东山等产业园: where it is done.
_RE_WHERE = Beginning(
    re.compile(
        r"在[^,;在]{1,24}?(?:园|站|区|厅|中心|地|上|中|里|下|内|市场|城|县|市|镇|乡|村)(?=[\u4e00-\u9fff]{2})(?!域|级)"
    ),
    "在",
)

# 乙区, 甲乙经开区: a place alone, or at the beginning of a name.
_RE_PLACE_ONLY = re.compile(
    r"[\u4e00-\u9fff]{2,8}(?:经开区|高新区|开发区|新区)|(?:[\u4e00-\u9fff]{1,3}|[A-Z])[区县市镇]"
)

_DIVISIONS = frozenset("区县市镇")

# Quoted lists and brackets with lists: “政务、金融、人才”.
_RE_QUOTED_LIST = re.compile(r"“[^”、]{0,40}、[^”]{0,120}”")
_RE_KINDS = re.compile(r"不同类型的?|各种|各类|一批|一系列|等(?:各类|方面)|(?<=等)(?:各类|方面的?)")

# What each of these words holds.
_RE_KINDED = re.compile("[各批系型方]")

# 产业项目(如某产业园): an example in brackets.
_RE_BRACKET = re.compile(r"\((?:如|例如|包括|含|即|比如|其中)[^)]{0,40}\)")

# “点对点送工”“云上探厂”等招聘活动: quoted examples of the noun behind 等.
_RE_QUOTED_EXAMPLES = re.compile(
    r"(?:“[^”]{1,20}”[、和]?){1,6}等(?:各类|各种|一批)?(?=[\u4e00-\u9fff]{2})"
)

# What is left of 等领域的 when the list before it is gone.
_RE_FIELDS = re.compile(r"^(?:方面|领域|环节|类|行业)的?")

# 该中心编印…, 园区行政审批局办理…: the park's own body before a verb says nothing.
_RE_BODY = re.compile(
    r"[\u4e00-\u9fff]{0,12}?(?:中心(?!城|区)|办公室|审批局|管理局|分局|大厅|委员会|工作站)"
)

_RE_BODY_END = re.compile("中心|办公室|审批局|管理局|分局|大厅|委员会|工作站")

# 帮助｜企业解决问题: whom a verb of service serves.
_SERVED = frozenset("企群职市经")
_RE_SERVED = Beginning(
    re.compile(
        r"(?:企业|群众|职工|市场主体|经营主体)"
        r"(?=解决|办理|协调|化解|兑现|兑付|减免|争取|落实|节约|节省|降低|减少|发放|提供|招工|融资)"
    ),
    _SERVED,
)

# 多枚公章, 几个窗口: the vague number of a first end.
_RE_VAGUE = re.compile(r"^(?:多|若干|几|数)[枚张个本份项道种套次趟]")
_VAGUE = frozenset("多若几数")
_RE_INNER = re.compile(r"[“”‘’\"《》\s]")
# What tidy takes out holds one of these; most phrases hold none.
_RE_UNTIDY = re.compile(f'[(各批系型方“”‘’"《》{WHITE}]')
_RE_START = re.compile(r"^(?:[、,;:()\s“”‘’]|和|及(?!时)|以及|与|或|的)+")
_STARTS = frozenset(f"、,;:()“”‘’和及以与或的{WHITE}")
_ENDS = f"、,;:“”‘’({WHITE}"

# 亿元人民币的…: what belongs to the unit; 、和…: the list goes on.
_RE_AFTER_UNIT = re.compile(r"^(?:大关|人民币|左右|以上|以内|之内|内(?![资容部外需陆销])|的)*")
_AFTER_UNITS = frozenset("大人左以之内的")

# 就能办完, 已全部完成: adverbs before a predicate.
_RE_ADVERB = re.compile(
    r"^(?:日前|近日|就|便|即可|即|都|均|已经|已|现已|可以|可|能够|能|全部|也|将|还|目前|顺利|成功|先后|陆续|相继)*+"
)

_ADVERBS = frozenset("日近就便即都均已现可能全也将还目顺成先陆相")

# 完成了, but 了解 and 了结 stay.
_RE_PARTICLE = re.compile(r"了(?![解结然如])")

# 项目的联合验收: the short noun is what is counted.
_RE_OWNER = Beginning(re.compile(r"(?P<noun>项目|企业|部门|单位|事项)的"), "项企部单事")
_LISTED = ("、", ",", ";", "和", "及", "以及", "并")

_PLACES = frozenset({"中", "前", "后", "内"})

# Behind a verb these make it an attribute: 审批事项, 办理窗口.
_ATTRIBUTIVE = ("事项", "窗口", "人员", "的")


def strip_edges(words: str) -> str:
    """Without list marks, quotation marks, conjunctions and spaces at the ends."""
    rest = _RE_START.sub("", words) if words[:1] in _STARTS else words
    return rest.rstrip(_ENDS)


def tidy(words: str) -> str:
    """Without quotation marks, spaces and words like 一批 inside, and with stripped edges."""
    rest = words
    if _RE_UNTIDY.search(rest):
        rest = _RE_BRACKET.sub("", rest) if "(" in rest else rest
        rest = _RE_KINDS.sub("", rest) if _RE_KINDED.search(rest) else rest
        rest = _RE_INNER.sub("", rest)
    if rest[:1] in _STARTS:
        rest = _RE_START.sub("", rest)
    return rest.rstrip(_ENDS)


def subject_phrase(words: str, lexicon: IndicatorLexicon) -> str:
    """What the words before a figure name: 目前全市拥有上市企业 → 上市企业.

    Args:
        words: The clause's words before the figure.
        lexicon: Adverbs, links, openers, verbs.

    Returns:
        The phrase, possibly empty.
    """
    if not words:
        return ""
    # Each step changes few phrases: a look at a character or two tells which.
    phrase = _RE_DATE.sub("", words) if _RE_DATED.search(words) else words
    if "、" in phrase or "“" in phrase:
        phrase = _without_examples(phrase, lexicon)
    if phrase[:1] in _STARTS:
        phrase = _RE_START.sub("", phrase)
    phrase, lasts = phrase.rstrip(_ENDS), lexicon.links.lasts
    if phrase[-1:] in lasts:
        phrase = strip_end(phrase, lexicon)
    if not phrase:
        return ""
    rest = phrase
    if lexicon.openers.opens.search(phrase):
        rest = _after_opener(phrase, lexicon)
    rest = _strip_start(rest, lexicon)
    if rest is not phrase:
        return tidy(strip_end(rest, lexicon) if rest[-1:] in lasts else rest)
    return tidy(rest) if _RE_UNTIDY.search(rest) else rest


def _without_examples(words: str, lexicon: IndicatorLexicon) -> str:
    """解决用工、融资等难题 → 解决难题; 《方案》包括甲、乙等 → 《方案》."""
    plain = words
    if "“" in words:
        plain = _RE_QUOTED_LIST.sub("", _RE_QUOTED_EXAMPLES.sub("", words) or words)
    first = plain.find("、")
    last = plain.rfind("等", first + 1) if first >= 0 else -1
    if last < 0:
        return plain
    head, rest = plain[:first], _RE_FIELDS.sub("", plain[last + 1 :])
    if hold := lexicon.holds.search(head):
        return head[: hold.start()] + rest
    if head.startswith("在"):
        return "在" + rest
    verb = lexicon.verbs.search(head)
    return (head[: verb.end()] if verb else "") + rest


def _after_opener(words: str, lexicon: IndicatorLexicon) -> str:
    last, furthest = 0, len(words) - 2  # more than one character must be left
    for _, end in lexicon.openers.found(words):
        if end <= furthest:
            last = end
    return strip_edges(words[last:]) if last else words


def _strip_start(words: str, lexicon: IndicatorLexicon) -> str:
    """``words``, whose edges are stripped, without adverbs and places at their beginning."""
    rest = _RE_VAGUE.sub("", words) if words[:1] in _VAGUE else words
    bodied = _RE_BODIED.search(rest) is not None
    adverbs = lexicon.adverbs
    while True:
        first, length = rest[:1], 0
        if bodied or first in _PLACED:
            length = _place_length(rest, bodied=bodied)
        if not length and first in adverbs.firsts:
            length = adverbs.at_start(rest)
        if not length:
            break
        shorter = strip_edges(rest[length:])
        if not shorter:
            placed = _place_length(rest, bodied=bodied) and not _RE_FOR.match(rest)
            return rest if placed else ""
        if len(shorter) < 2:  # noqa: PLR2004 - one character is no name
            break
        rest = shorter
    return _without_actor(rest, lexicon, bodied=bodied) if bodied or first in _SERVED else rest


def _without_actor(words: str, lexicon: IndicatorLexicon, *, bodied: bool) -> str:
    """Without the served (企业解决问题) or the park's own body (中心办理证照) before a verb."""
    rest = words[found.end() :] if (found := _RE_SERVED.match(words)) else words
    body = _RE_BODY.match(rest) if bodied and _RE_BODY_END.search(rest) else None
    if body and lexicon.verbs.match(rest, body.end()):
        return rest[body.end() :]
    return rest


def _place_length(rest: str, *, bodied: bool) -> int:
    """How much of a phrase tells whom or where it is done; ``bodied``: it may name a body."""
    found = _RE_FOR.match(rest) or _RE_WHERE.match(rest) if rest[:1] in _PLACED else None
    if not found and bodied and _RE_PLACE_END.search(rest):
        found = _RE_PLACE.match(rest)
    return found.end() if found else 0


def place_only(phrase: str) -> bool:
    """Whether a phrase names a place and nothing that could be measured there."""
    return phrase[-1:] in _DIVISIONS and _RE_PLACE_ONLY.fullmatch(phrase) is not None


def without_place(name: str) -> str:
    """The name without the place it begins with, unless nothing else is left."""
    match = _RE_PLACE_ONLY.match(name)
    return (name[match.end() :] or name) if match else name


def strip_end(words: str, lexicon: IndicatorLexicon) -> str:
    """Without linking words at the end; 费用 keeps its 用."""
    rest, links = words, lexicon.links
    while (
        rest[-1:] in links.lasts
        and (length := links.length(rest))
        and not lexicon.whole.closes(rest)
    ):
        rest = strip_edges(rest[:-length])
    return rest


def counted_noun(words: str, lexicon: IndicatorLexicon) -> tuple[str, str]:
    """The noun behind a figure and the predicate behind the noun.

    ``重点项目集中签约`` → ``("重点项目", "集中签约")``; the noun is empty when a verb follows at once, and
    both are when the figure ends its item of a list.
    """
    if not words:
        return "", ""
    text = _RE_AFTER_UNIT.sub("", words) if words[:1] in _AFTER_UNITS else words
    if text.startswith(_LISTED):
        return "", ""
    if owner := _RE_OWNER.match(text):
        return owner["noun"], tidy(text[owner.end() :])
    cut = _predicate_start(text, lexicon)
    if cut == 0 and "的" in text[1:12].rstrip("的"):
        return tidy(_strip_start(strip_edges(text), lexicon).replace("的", "")), ""
    noun, predicate = text[:cut], text[cut:]
    if "、" in noun or "“" in noun:
        noun = _without_examples(noun, lexicon)
    return tidy(noun), predicate_phrase(predicate, lexicon) if predicate else ""


def predicate_phrase(words: str, lexicon: IndicatorLexicon) -> str:
    """A predicate without adverbs before and links behind it; empty if nothing is left."""
    rest = _RE_ADVERB.sub("", words) if words[:1] in _ADVERBS else words
    rest = rest[found.end() :] if (found := _RE_FOR.match(rest)) else rest
    rest = tidy(strip_end(strip_edges(rest), lexicon))
    rest = _RE_PARTICLE.sub("", rest) if "了" in rest else rest
    return rest if len(rest) > 1 else ""


def _predicate_start(text: str, lexicon: IndicatorLexicon) -> int:
    for start, end in lexicon.predicates.find(text):
        if text[start:end] in _PLACES or not text.startswith(_ATTRIBUTIVE, end):
            return start
    return len(text)
