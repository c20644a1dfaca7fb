"""The indicator of a figure: a short noun phrase that names what is measured.

The name is built from the clause: the noun behind the figure with its predicate (20个项目集中签约 →
集中签约项目数), or the words before it (办理证照30件 → 办理证照件数), and a word for the kind of figure.
A change is named after the quantity that changes, without 同比 or 增幅; any other basis stands in
brackets (GUIDELINES, "Settled cases").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from generator.extracting.indicator_words import IndicatorLexicon
from generator.extracting.phrases import counted_noun, strip_edges, subject_phrase, tidy
from generator.extracting.role_words import RoleLexicon
from generator.extracting.surroundings import Surroundings, surroundings
from generator.model.fact import Role, Statistic

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from generator.extracting.mention import Mention
    from generator.extracting.roles import RoleReading
    from generator.extracting.segmentation import Document
    from generator.model.evidence import Span

LONGEST = 24
"""A name longer than this is cut at its beginning."""

_PREDICATE = 14
"""Longest predicate that is put before the noun."""

_WINDOW = 48
"""How far behind a figure its noun and predicate are looked for."""

_TIMES = frozenset({"天", "日", "工作日", "小时", "分钟", "月", "周", "年", "秒"})
_LENGTHS = frozenset({"公里", "千米", "米"})
_DIVISIONS = frozenset("省市县区镇乡街村")
_AREAS = frozenset({"平方米", "亩", "平方公里", "公顷", "平方千米"})
_ON_DUTY = ("待命", "服务", "值守", "在线", "全天候", "运行", "开放", "营业", "值班")
_TIME_ENDS = ("时间", "时限", "周期", "工期", "用时", "时长", "年限", "期限")

_RE_RANK_VERB = re.compile(r"(?:稳居|位居|跻身|位列|名列|排名|排在|连续|荣获|居|列|排)")
_RE_FIRST = re.compile(r"首[创个家批次例单]$")
_RE_EARLIER = re.compile(r"(?:提前|提早|抢早)(?P<what>[^,;约]{0,4}?)(?:时间)?[了约近]?$")
_RE_THAN = re.compile(r"[较比与](?P<base>[^,;]{2,12}?)(?:提前|提早|抢早|$)")
_RE_COMPARED = re.compile(r"(?:同比|环比|年均|平均|分别|累计|(?:[较比与]|高于|低于)[^,;]{0,14})$")
_RE_LAST = re.compile(r"上年|去年|同期|上月|上季|以往|以前|往年|过去|原来|年初")
_RE_RATIO = re.compile(r"(?:是|为|相当于)(?P<base>[^,;]{1,14})的$")
_RE_TIME_NOUN = re.compile(r"^时间[内里]?")
_RE_UP_TO_DIGIT = re.compile(r"[^\d,;:。!?]*")
_RE_LIST_END = re.compile(r"(?:、|和|及|以及|与)$")
_RE_CHANGE_NOUN = re.compile(r"^(?:增长|提升|下降|增幅|增速|降幅|涨幅|跌幅|增长率)")


@dataclass(frozen=True, slots=True)
class IndicatorRules:
    """The lexicons that name indicators."""

    words: IndicatorLexicon
    roles: RoleLexicon

    @classmethod
    def load(cls) -> Self:
        """Read both lexicons."""
        return cls(IndicatorLexicon.load(), RoleLexicon.load())


@dataclass(frozen=True, slots=True)
class Topic:
    """What the sentence spoke of before: the last indicator and the last counted noun."""

    name: str = ""
    noun: str = ""


def name_indicators(
    document: Document,
    mentions: Iterable[Mention],
    readings: Mapping[Span, RoleReading],
    rules: IndicatorRules,
) -> dict[Span, str]:
    """The indicator of every figure; both ends of a change share the first one's.

    Args:
        document: The article, cut into clauses.
        mentions: All mentions; those without a quantity are passed over.
        readings: The role of every figure.
        rules: Lexicons.

    Returns:
        A name for the span of each mention that states a figure.
    """
    return name_places(surroundings(document, mentions), readings, rules)


def name_places(
    places: Sequence[Surroundings], readings: Mapping[Span, RoleReading], rules: IndicatorRules
) -> dict[Span, str]:
    """As ``name_indicators``, for figures whose surroundings are known already."""
    names: dict[Span, str] = {}
    pairs: dict[str, str] = {}
    topic, sentence = Topic(), -1
    for place in places:
        if place.sentence_index != sentence:
            topic, sentence = Topic(), place.sentence_index
        reading = readings[place.mention.span]
        name = pairs.get(reading.pair or "") or indicator_of(place, reading, rules, topic)
        if reading.pair:
            pairs.setdefault(reading.pair, name)
        names[place.mention.span] = name
        topic = Topic(name, _noun_of(name, place, rules) or topic.noun)
    return names


def _noun_of(name: str, place: Surroundings, rules: IndicatorRules) -> str:
    """The counted noun for later figures of the sentence; empty when this one counts nothing."""
    if place.unit in _TIMES or place.unit in _AREAS or place.unit in {"%", "元", "倍"}:
        return ""
    count = rules.words.counts.get(place.unit, "数")
    return name.removesuffix(count).removesuffix("数")


def indicator_of(
    place: Surroundings, reading: RoleReading, rules: IndicatorRules, topic: Topic
) -> str:
    """Name one figure.

    Args:
        place: The figure in its clause.
        reading: Its role.
        rules: Lexicons.
        topic: What the sentence spoke of before, for words that say nothing alone (总金额).

    Returns:
        A noun phrase without the number.
    """
    if reading.role is Role.RANK:
        return _rank(place, rules, topic)
    earlier = place.unit in _TIMES and _RE_EARLIER.search(place.near)
    if reading.role is Role.CHANGE or earlier:
        return _change(place, reading, rules, topic)
    if reading.role is Role.SHARE and place.unit == "%":
        return _ratio(place, rules, topic)
    if place.mention.surface.startswith("连续"):
        return _limit(_subject(place, rules) + _behind(place, rules)[1]) + "连续年数"
    return _standing(place, reading, rules, topic)


def _standing(
    place: Surroundings, reading: RoleReading, rules: IndicatorRules, topic: Topic
) -> str:
    ratio = _RE_RATIO.search(place.near)
    if place.unit == "倍" and ratio and topic.name:
        return f"{topic.name}(较{ratio['base']})"
    phrase = _subject(place, rules, cut=reading.role in {Role.AFTER, Role.BEFORE})
    noun, predicate = _behind(place, rules)
    if place.unit == "%" and phrase:
        return _bare(place, phrase, "", rules, topic)
    if reading.role in {Role.AFTER, Role.BEFORE}:
        predicate = ""
    if place.unit in _TIMES:
        return _time(place, phrase, noun, predicate, rules)
    if noun and place.next_words.startswith("的") and place.unit in _AREAS | {"元"}:
        return _kind(noun + _attribute(phrase, rules), place, rules)
    if phrase.endswith("年产") and noun:
        return _limit(phrase.removesuffix("年产") + noun.partition("的")[0]) + "年产量"
    if noun:
        return _kind(_compose(place, phrase, noun, predicate), place, rules)
    return _bare(place, phrase, predicate, rules, topic)


def _bare(
    place: Surroundings, phrase: str, predicate: str, rules: IndicatorRules, topic: Topic
) -> str:
    """A figure without a noun behind it: 办理证照30件, 总金额5亿元, 其中5个总投资超过10亿元."""
    if phrase in rules.words.generic:
        own = predicate if 2 < len(predicate) <= _PREDICATE else ""  # noqa: PLR2004 - not 的 alone
        noun = topic.noun if 1 < len(topic.noun) <= _PREDICATE else ""
        whose = own or noun or _clause_before(place, rules)
        return _kind(whose + phrase, place, rules)
    if predicate and phrase and rules.words.verbs.fullmatch(phrase):
        return _kind(phrase + predicate, place, rules)
    if phrase and rules.words.verbs.fullmatch(phrase) and topic.noun:
        return _kind(phrase + _last_words(topic.noun, rules), place, rules)
    if phrase:
        return _kind(phrase, place, rules)
    if topic.noun and predicate:
        return _kind(predicate[:_PREDICATE] + _last_words(topic.noun, rules), place, rules)
    if topic.noun:
        return _kind(topic.noun, place, rules)
    return topic.name or _kind(predicate or _any_words(place, rules), place, rules)


def _any_words(place: Surroundings, rules: IndicatorRules) -> str:
    """Better than no name: the end of the clause before, or the beginning of the next one."""
    before = place.lead.rstrip(",;:").rpartition(",")[2]
    words = subject_phrase(before, rules.words).rpartition("的")[2] or _clause_after(place, rules)
    return words[-_PREDICATE:] or "数量"


def _attribute(phrase: str, rules: IndicatorRules) -> str:
    """总投资 of a longer phrase that ends with it."""
    ends = [word for word in rules.words.generic if phrase.endswith(word)]
    return max(ends, key=len, default="")


def _last_words(noun: str, rules: IndicatorRules) -> str:
    """The topic without its own verb."""
    verb = rules.words.verbs.match(noun)
    return noun[verb.end() :] or noun if verb else noun


def _clause_before(place: Surroundings, rules: IndicatorRules) -> str:
    """The subject of the clause before, if it is short and holds no figure of its own."""
    words = place.lead.rstrip(",;:").rpartition(",")[2]
    if any(character.isdigit() for character in words):
        return ""
    name = subject_phrase(words, rules.words).rpartition("的")[2]
    return name if len(name) <= _PREDICATE and name.endswith(rules.words.subjects) else ""


def _clause_after(place: Surroundings, rules: IndicatorRules) -> str:
    """The next clause up to its first digit: 在1小时内,他共接听电话13个."""
    words = place.text[place.clause.end : place.sentence.span.end]
    return subject_phrase(_RE_UP_TO_DIGIT.match(words).group(), rules.words)  # type: ignore[union-attr]


def _subject(place: Surroundings, rules: IndicatorRules, *, cut: bool = False) -> str:
    """What the words before the figure name, without the noun that an earlier figure counts."""
    words = place.near
    if place.previous is not None and words and not words.startswith(("、", ",", "和", "及", "与")):
        words = counted_noun(words, rules.words)[1]
    match = rules.roles.result.search(words) if cut else None
    return subject_phrase(words[: match.start()] if match else words, rules.words)


def _behind(place: Surroundings, rules: IndicatorRules) -> tuple[str, str]:
    """Noun and predicate behind the figure; the numbers of later figures are left out."""
    words = place.next_words
    if place.following is None:
        return counted_noun(words[:_WINDOW], rules.words)
    rest = place.text[place.following.span.end : place.clause.end].rstrip(",;:。!?…”’」』) ")
    if _RE_LIST_END.search(words):
        noun = counted_noun(_RE_LIST_END.sub("", words), rules.words)[0]
        return noun, counted_noun(rest[:_WINDOW], rules.words)[1]
    return counted_noun((words + rest)[:_WINDOW], rules.words)


def _compose(place: Surroundings, phrase: str, noun: str, predicate: str) -> str:
    if place.near.rstrip("“").endswith("的") and phrase:
        return phrase[-_PREDICATE:] + noun
    if 1 < len(predicate) <= _PREDICATE and not predicate.startswith(
        ("组成", "构成", "中", "总共", "存在")
    ):
        return predicate + noun
    if phrase and len(phrase) <= 8:  # noqa: PLR2004 - a verb with its subject, not a sentence
        return phrase + noun
    return noun


def _time(
    place: Surroundings, phrase: str, noun: str, predicate: str, rules: IndicatorRules
) -> str:
    if phrase.endswith(_TIME_ENDS):
        return _limit(phrase)
    if place.next_words.startswith("的") and phrase:
        return _limit(phrase) + ("年数" if place.unit == "年" else "用时")
    what = _RE_TIME_NOUN.sub("", noun) + predicate
    if len(what) > _PREDICATE:
        what = what[:2]
    if not what and not phrase:
        what = _clause_after(place, rules)
    if what.startswith(_ON_DUTY):
        return _limit(phrase + what) + "时长"
    if what.endswith(_TIME_ENDS):
        return _limit(phrase + what)
    if phrase and not what:
        return _limit(phrase) + ("年数" if place.unit == "年" else "用时")
    return _limit(what) + "用时"


def _kind(phrase: str, place: Surroundings, rules: IndicatorRules) -> str:
    """The phrase with the word that says what kind of figure it is."""
    words, unit = rules.words, place.unit
    name = _limit(phrase)
    if place.mention.surface.endswith("级"):
        return name.removeprefix("打造") + "规模"
    if "元" in unit:
        if name.endswith("投资") and not name.endswith("总投资") or name.endswith("一期总投资"):
            return name + "额"
        return name if name.endswith(words.complete) else name + "金额"
    if unit in _AREAS:
        return name if name.endswith(("面积", "用地")) else name + "面积"
    if unit in {"次", "趟"} and name.endswith("跑"):
        return "办事跑动次数"
    if unit in _DIVISIONS and len(name) < 3:  # noqa: PLR2004 - 辖, 托管
        return name + unit + "数"
    if unit == "人" and name in {"", "全县", "全市", "全区", "总"}:
        return "人口"
    if unit in _LENGTHS:
        return name + ("距离" if "距" in name else "长度")
    if words.counts.get(unit) == "产能":
        return name + "产能"
    if name.endswith(words.complete) or unit in {"%", "倍"}:
        return name
    if name == "数量":
        return name
    if name.endswith(words.countable) or place.mention.surface.endswith("大"):
        return name + "数"
    return name + words.counts.get(unit, "数")


def _limit(name: str) -> str:
    """At most ``LONGEST`` characters, cut behind 的 or a comma of a list where there is one."""
    if len(name) <= LONGEST:
        return name
    tail = name[-LONGEST:]
    at = max(tail.find("的"), tail.find("、"))
    return tail[at + 1 :] if 0 <= at < LONGEST // 2 else tail


def _change(place: Surroundings, reading: RoleReading, rules: IndicatorRules, topic: Topic) -> str:
    near, average = place.near, ""
    if reading.statistic is Statistic.AVERAGE:
        average = "平均"
    earlier = _RE_EARLIER.search(near)
    if earlier and place.unit in _TIMES:
        name = _changed(near[: earlier.start()], rules) + tidy(earlier["what"])
        return _limit(average + name.removesuffix("时间")) + "提前时间" + _base(near)
    match = rules.roles.direct.search(near)
    if not match and (found := rules.roles.object.search(near)):
        return _object(found, place, rules)
    subject = near[: match.start()] if match else near
    name = _changed(subject, rules) or _changed_behind(place, rules, topic)
    if match and match["what"]:
        verb = match["down"] or match["up"]
        name = (
            name + verb + match["what"] if place.unit in _TIMES | {"元"} else name + match["what"]
        )
    name = topic.name if not name or _RE_CHANGE_NOUN.match(name) else name
    if match and match.group().startswith(("提速", "加快")):
        name = name.removesuffix("速度") + "速度"
    if match and match.group().startswith(("新增", "净增")) and place.unit != "%":
        noun = counted_noun(place.next_words, rules.words)[0]
        name = "新增" + (noun or name)
    if not match and place.near.startswith("、") and topic.name.startswith("新增"):
        name = "新增" + name
    if place.unit in _TIMES and name and not name.endswith(_TIME_ENDS):
        name += "时间"
    if place.unit == "%" and name.endswith(rules.words.countable):
        name += "数"
    return (name if name == topic.name else _kind(name, place, rules)) + _base(subject)


def _changed(words: str, rules: IndicatorRules) -> str:
    rest = words
    while match := _RE_COMPARED.search(rest):
        rest = rest[: match.start()]
    return _limit(subject_phrase(rest, rules.words))


def _changed_behind(place: Surroundings, rules: IndicatorRules, topic: Topic) -> str:
    noun = counted_noun(place.next_words, rules.words)[0]
    if _RE_CHANGE_NOUN.match(noun):
        return ""
    return topic.noun + noun if noun in rules.words.generic else noun


def _object(found: re.Match[str], place: Surroundings, rules: IndicatorRules) -> str:
    more = found.group().startswith(("新增", "净增"))
    noun = counted_noun(place.next_words, rules.words)[0]
    name = subject_phrase(found["object"], rules.words) + noun
    return _kind(("新增" if more else "") + name, place, rules)


def _base(words: str) -> str:
    """(较承诺时限) for 较承诺时限; nothing for 较上年, which every reader expects."""
    match = _RE_THAN.search(words)
    if not match or _RE_LAST.search(match["base"]):
        return ""
    return f"(较{match['base']})"


def _ratio(place: Surroundings, rules: IndicatorRules, topic: Topic) -> str:
    left, mark, whole = place.near.rpartition("占")
    if mark:
        part = subject_phrase(left, rules.words) or topic.noun or _clause_before(place, rules)
        if len(strip_edges(whole)) < 2:  # noqa: PLR2004 - 占, 占到, 占比
            return _limit(part) + "占比"
        return f"{_limit(part)}占{_limit(strip_edges(tidy(whole)).removesuffix('的'))}比重"
    noun, predicate = _behind(place, rules)
    return _limit(noun + predicate) + "比例"


def _rank(place: Surroundings, rules: IndicatorRules, topic: Topic) -> str:
    surface = place.mention.surface
    if _RE_FIRST.search(surface):
        scope = _RE_FIRST.sub("", surface)
        noun = _first_thing(place, rules)
        if not scope and place.near.endswith("的"):
            noun = subject_phrase(place.near.rpartition("是")[2], rules.words) + noun
        return f"{_limit(noun)}{scope}次序"
    words = place.left
    if place.previous is not None:
        words = words.replace(place.previous.surface, "")
    match = _RE_RANK_VERB.search(words)
    subject = words[: match.start()] if match else words
    scope = strip_edges(words[match.end() :]) if match else ""
    name = subject_phrase(subject, rules.words).removeprefix("在") or _rank_topic(
        place, rules, topic
    )
    return f"{_limit(name)}{scope}排名"


def _first_thing(place: Surroundings, rules: IndicatorRules) -> str:
    """What is the first of its kind: 首创在甲园打造了3个驿站 → 驿站."""
    words = place.right
    if place.following is not None:
        words = words.replace(place.following.surface, "")
    name = subject_phrase(words.lstrip("了的"), rules.words)
    verb = rules.words.verbs.match(name)
    return name[verb.end() :].lstrip("了") or name if verb else name


def _rank_topic(place: Surroundings, rules: IndicatorRules, topic: Topic) -> str:
    return topic.name or _clause_before(place, rules)
