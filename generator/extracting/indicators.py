"""The indicator of a figure: a short noun phrase that names what is measured.

The name is built from the clause: the noun behind the figure with its predicate (20个项目集中签约 →
集中签约项目数), or the words before it (办理证照30件 → 办理证照件数), and a word for the kind of figure.
Changes, shares and ranks have forms of their own (``indicator_changes``).
"""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING

from generator.extracting.ends import TIMES
from generator.extracting.indicator_changes import (
    GAPS,
    changes_by,
    is_earlier,
    is_gap,
    name_change,
    name_gap,
    name_rank,
    name_ratio,
)
from generator.extracting.indicator_kinds import AREAS, TIME_ENDS, TIME_LASTS, limit, with_kind
from generator.extracting.naming import PREDICATE, IndicatorRules, Naming, Topic
from generator.extracting.phrases import place_only, without_place
from generator.extracting.surroundings import Surroundings, surroundings
from generator.model.fact import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from generator.extracting.mention import Mention
    from generator.extracting.roles import RoleReading
    from generator.extracting.segmentation import Document
    from generator.model.evidence import Span

__all__ = ["IndicatorRules", "Topic", "indicator_of", "name_indicators", "name_places"]

_NO_TOPIC = Topic()
_UNCOUNTED = TIMES | AREAS | {"%", "倍"}

# A look-up of an enumeration's member takes as long as a call.
_RANK, _CHANGE, _SHARE, _TARGET = Role.RANK, Role.CHANGE, Role.SHARE, Role.TARGET
_SHORT_SUBJECT, _SHORT_VERB = 6, 3
_ON_DUTY = ("待命", "服务", "值守", "在线", "全天候", "运行", "开放", "营业", "值班")
_NO_VERB = ("组成", "构成", "中", "总共", "存在")
_PER_HEAD = frozenset({"户均", "人均", "平均", "月均", "日均", "年均", "亩均"})
_RE_FOUNDED = re.compile(r"^(?:建设|新建|打造|兴建|扩建|建成|改造|设立)?的")
# 总投资5亿元的某某项目今年2月摘牌: the news of the project is no part of its name.
_RE_NEWS = re.compile(r"(?<=[项目地园心程厂线])(?:今年|去年|已|于|[0-9])")
_RE_BARE_LIST = re.compile(r"^(?:、|和|及|以及|与|或)(?:约|近|超)?$")
_LONGEST_LIST = 4
"""Characters of what ``_RE_BARE_LIST`` matches, at most, with a line's end."""
_RE_RATIO = re.compile(r"(?:是|为|相当于)(?P<base>[^,;]{1,14})的$")
_RE_OWN_RATIO = re.compile(r"约?(?:是|为|相当于)(?P<base>[^,;]{1,10})的")
_RE_TASK = re.compile(r"完成了?(?P<task>(?:全年|年度|年初|年)?(?:目标任务|任务|目标|计划))的?$")
_RE_TIME_NOUN = re.compile(r"^时间[内里]?")


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
    topic, sentence = _NO_TOPIC, -1
    for place, following in zip_longest(places, places[1:]):
        if place.sentence_index != sentence:
            topic, sentence = _NO_TOPIC, place.sentence_index
        reading = readings[place.mention.span]
        name = pairs.get(reading.pair or "") or indicator_of(place, reading, rules, topic)
        if reading.pair:
            pairs.setdefault(reading.pair, name)
        names[place.mention.span] = name
        if following is None or following.sentence_index != sentence:
            continue  # no figure goes on from this one
        timed = name[-1:] in TIME_LASTS and name.endswith(TIME_ENDS)
        time = name if timed else topic.time
        topic = Topic(name, _noun_of(name, place, rules) or topic.noun, time)
    return names


def _noun_of(name: str, place: Surroundings, rules: IndicatorRules) -> str:
    """The counted noun for later figures of the sentence; empty when this one counts nothing."""
    unit = place.unit
    if unit in _UNCOUNTED or "元" in unit:
        return ""
    return name.removesuffix(rules.words.counts.get(unit, "数")).removesuffix("数")


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
        A noun phrase without the number, never empty.
    """
    naming, role, unit = Naming(place, reading, rules, topic), reading.role, place.unit
    listed = topic.name and place.previous and len(place.near) <= _LONGEST_LIST
    if listed and _RE_BARE_LIST.match(place.near) and not _new_noun(naming):
        return topic.name
    ranked = unit == "名" and place.mention.surface.startswith(("前", "第"))
    if ranked or role is _RANK:
        return name_rank(naming)
    # What the unit or the role rules out is not asked for.
    if unit in GAPS and is_gap(naming):
        return name_gap(naming)
    earlier = unit in TIMES and is_earlier(naming)
    if earlier or role is _CHANGE or (role is _TARGET and changes_by(naming)):
        return name_change(naming)
    if role is _SHARE and unit == "%":
        return name_ratio(naming)
    return _standing(naming)


def _new_noun(naming: Naming) -> bool:
    """Whether a figure of a list counts something of its own: 45家银行、12家担保机构."""
    noun = naming.noun_behind
    return bool(noun) and noun not in naming.topic.name


def _standing(naming: Naming) -> str:
    """A figure that is no change: a count, a sum, a time, a rate."""
    place = naming.place
    if place.unit == "倍" and naming.topic.name:
        ratio = _RE_RATIO.search(place.near) or _RE_OWN_RATIO.match(place.mention.surface)
        if ratio:
            return f"{naming.topic.name}(较{ratio['base']})"
    if place.unit == "%" and naming.topic.name and (task := _RE_TASK.search(place.near)):
        return limit(naming.topic.name.partition("(")[0] + task["task"]) + "完成率"
    if place.mention.surface.startswith("连续"):
        return limit(naming.subject + naming.behind[1]) + "连续年数"
    if place.unit in TIMES:
        return _time(naming)
    noun = naming.behind[0]
    if not noun or (place.unit == "%" and naming.subject):
        return _bare(naming)
    return _with_noun(naming, noun)


def _with_noun(naming: Naming, noun: str) -> str:
    place, phrase = naming.place, naming.subject
    extent = place.unit in AREAS or "元" in place.unit
    if extent and (founded := _RE_FOUNDED.match(place.next_words)):
        words = _RE_NEWS.split(place.next_words[founded.end() :])[0]
        noun = naming.counted(words.rstrip("、和及与"))[0] or noun
        return _kind(naming, noun + _attribute(naming))
    if phrase.endswith("年产"):
        return limit(phrase.removesuffix("年产") + noun.partition("的")[0]) + "年产量"
    return _kind(naming, _compose(naming, noun))


def _compose(naming: Naming, noun: str) -> str:
    phrase, predicate = naming.subject, naming.behind[1]
    if phrase and naming.place.near.rstrip("“").endswith("的"):
        return phrase[-PREDICATE:] + noun
    verbal = 1 < len(predicate) <= PREDICATE and not predicate.startswith(_NO_VERB)
    if verbal and not naming.is_end:
        return predicate + noun
    return phrase + noun if len(phrase) <= PREDICATE // 2 + 1 else noun


def _attribute(naming: Naming) -> str:
    """总投资 of a longer phrase that ends with it: 总投资5亿元的项目 → 项目总投资."""
    length = naming.rules.words.generic_ends.length(naming.subject)
    return naming.subject[-length:] if length else ""


def _bare(naming: Naming) -> str:
    """A figure without a noun behind it: 办理证照30件, 总金额5亿元, 其中5个总投资超过10亿元."""
    phrase, predicate, topic = naming.subject, naming.behind[1], naming.topic
    if naming.is_end or (naming.place.unit == "%" and phrase):
        predicate = ""
    if not phrase:
        return _nameless(naming, predicate)
    words = naming.rules.words
    if phrase in words.generic:
        return _kind(naming, _owner(naming, predicate) + phrase)
    if place_only(phrase) and topic.name:
        return without_place(topic.name)
    if phrase in _PER_HEAD:
        return phrase + topic.name
    if phrase in words.plain_verbs:
        phrase = _object(naming, phrase, predicate)
    return _kind(naming, phrase)


def _object(naming: Naming, verb: str, predicate: str) -> str:
    """A verb alone with what it is about: the list or the subject before it, or the topic."""
    if naming.listed:
        return naming.listed
    if predicate:
        return verb + predicate
    return naming.actor + verb if naming.actor else verb + naming.without_verb(naming.topic.noun)


def _owner(naming: Naming, predicate: str) -> str:
    """Whose 总投资 or 满意率: the predicate behind, the topic, or the clause before."""
    if 2 < len(predicate) <= PREDICATE:  # noqa: PLR2004 - a verb alone says nothing
        return predicate
    noun = naming.topic.noun
    if naming.place.unit == "%":
        noun = naming.without_verb(noun)
    if 1 < len(noun) <= PREDICATE:
        return noun
    return naming.clause_before


def _nameless(naming: Naming, predicate: str) -> str:
    noun = naming.topic.noun
    if noun:
        fits = 0 < len(predicate) <= PREDICATE
        return _kind(naming, predicate + naming.without_verb(noun) if fits else noun)
    return naming.topic.name or _kind(naming, predicate or naming.any_words)


def _time(naming: Naming) -> str:
    """A duration: what it took, or how long something holds."""
    place, phrase = naming.place, naming.subject
    whole = "年数" if place.unit == "年" else "时限" if _is_limit(place) else "用时"
    if (not phrase or place_only(phrase)) and naming.topic.time and not naming.behind[0]:
        return without_place(naming.topic.time)
    if phrase.endswith(TIME_ENDS):
        return limit(phrase)
    if phrase and place.next_words.startswith("的"):
        return limit(phrase) + whole
    what = _what_took(naming)
    if not what:
        return limit(phrase or naming.any_words) + whole
    if what.startswith(_ON_DUTY) or _is_norm(place):
        return limit(phrase + what) + "时长"
    short = len(phrase) <= _SHORT_SUBJECT and len(what) <= _SHORT_VERB
    named = what.endswith(TIME_ENDS)
    return limit(phrase + what if short or named else what) + ("" if named else whole)


def _is_limit(place: Surroundings) -> bool:
    """Whether a duration is the longest that something may take: 24小时内响应."""
    return place.mention.surface.endswith("内") or place.next_words.startswith(
        ("内", "以内", "之内")
    )


def _is_norm(place: Surroundings) -> bool:
    """24小时自助办理 holds all day; 24小时内办结 and 24小时办结 are speeds."""
    words = place.mention.surface
    return words == "24小时" and not place.next_words.startswith(("办", "拿", "到", "响应", "审"))


def _what_took(naming: Naming) -> str:
    noun, predicate = naming.behind
    what = _RE_TIME_NOUN.sub("", noun) + ("" if naming.is_end else predicate)
    if what or naming.subject:
        return what if len(what) <= PREDICATE else what[:2]
    return naming.clause_after


def _kind(naming: Naming, phrase: str) -> str:
    if phrase == "数量":
        return phrase
    place = naming.place
    return with_kind(phrase, place.unit, place.mention.surface, naming.rules.words)
