"""Names of changes, shares and ranks.

A change is named after the quantity that changes, without 同比 or 增幅; any other basis stands in
brackets: 审批时限(较法定时限).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.extracting.ends import TIMES
from generator.extracting.indicator_kinds import TIME_ENDS, limit, with_kind
from generator.extracting.phrases import place_only, strip_edges, tidy
from generator.model.fact import Role, Statistic

if TYPE_CHECKING:
    from generator.extracting.naming import Naming

_RE_RANK_VERB = re.compile(
    r"(?:上升到|上升至|升至|升到|跃升|进入|挤进|迈入|冲进|稳居|位居|跃居|跻身|位列|名列|排名|排在|连续|荣获|居|列|排)"
)
_RE_FIRST = re.compile(r"首[创个家批次例单]$")
_RE_EARLIER = re.compile(r"(?:提前|提早|抢早)(?P<what>[^,;约]{0,8}?)(?:时间)?[了约近]?$")
_RE_THEN = re.compile(
    r"(?:完成|实现)?(?:主体|全面)?(?P<what>开工|投产|竣工|完工|达产|交付|交房|投用|封顶|建成|通车|开业|运营|动工|介入|验收)"
)
_RE_FASTER = re.compile(r"提速|加快")
_RE_ADDED = re.compile(r"新增|净增")
_RE_THAN = re.compile(r"(?<![同环对])[较比与](?P<base>[^,;]{2,12}?)(?:提前|提早|抢早|$)")
_RE_LAST = re.compile(r"上年|去年|同期|上月|上季|以往|以前|往年|过去|原来|年初|\d年")
_RE_COMPARED = re.compile(
    r"(?:同比|环比|年均|平均|分别|累计|(?:(?<![同环对])[较比与]|高于|低于)[^,;]{0,14})$"
)
_RE_CONTRIBUTED = re.compile(
    r"(?:贡献|撑起|创造)了?(?P<whole>全[国省市县区州球][^,;]{2,14}?)的?(?:约|近|超过?)?$"
)
_RE_SHARE_END = re.compile(r"(?:的|各自?|比重|比例|份额|达到?|为|约|近|超过?|到|比|据|了){1,12}+$")
# 比全市平均低1.2个百分点, 高出全市水平2个百分点: a gap between two, no change of one.
_RE_GAP = re.compile(
    r"(?:[比较](?P<base>[^,;]{2,14}?)(?:还|又|要|仍)?(?:高|低|快|慢|多|少|领先|落后)[出了]?"
    r"|(?:高于|低于|高出|低出|超出|快于|领先|落后于?|领先于)(?P<other>[^,;]{2,14}?))(?:约|近|整整)?$"
)
# 在全省考核中,某某园区列第23位: what the rank is of stands a clause before.
_RE_CONTEST = re.compile(
    r"在(?P<contest>[^,;。]{2,24}?(?:评价|测评|考核|评比|评议|评估|排名|调查|竞赛|比赛))(?:[中里上]|结果中|当中)?,"
)
# 相当于空置总面积的四分之三.
_RE_EQUALS = re.compile(r"相当于(?P<whole>[^,;]{2,14}?)的?$")
GAPS = frozenset({"百分点", "基点", "分", "BP"})
"""Units of how far two quantities lie apart."""
_TARGET, _LEVEL = Role.TARGET, Role.LEVEL
_RANK_STEPS = frozenset({"位", "名", "位次", "个位次"})
_RE_CHANGE_NOUN = re.compile(r"^(?:增长|提升|下降|增幅|增速|降幅|涨幅|跌幅|减幅|压减|压缩)")


def is_earlier(naming: Naming) -> bool:
    """Whether the figure is a time by which something comes earlier: 提前约3个月."""
    return naming.place.unit in TIMES and _RE_EARLIER.search(naming.place.near) is not None


def changes_by(naming: Naming) -> bool:
    """Whether a target is a change by this much: 力争办理时限再压缩20%, 工期有望缩短半年."""
    if naming.reading.role is not _TARGET:
        return False
    place = naming.place
    relative = place.unit in TIMES or place.unit in {"%", "百分点", "倍"}
    return relative and naming.rules.roles.direct.search(place.near) is not None


def is_gap(naming: Naming) -> bool:
    """Whether the figure is how far two quantities lie apart: 比全市平均低1.2个百分点."""
    relative = naming.place.unit in GAPS
    return relative and naming.reading.role is _LEVEL and _gap(naming) is not None


def _gap(naming: Naming) -> re.Match[str] | None:
    return _RE_GAP.search(naming.place.near)


def name_gap(naming: Naming) -> str:
    """The quantity of which there are two, and the other one in brackets."""
    match = _gap(naming)
    if match is None:
        return naming.any_words
    before = naming.phrase(naming.place.near[: match.start()])
    name = before or naming.topic.name.partition("(")[0] or naming.any_words
    return f"{limit(name)}(较{match['base'] or match['other']})"


def name_change(naming: Naming) -> str:
    """The quantity that changes: 审批时限压缩60% → 审批时限."""
    near = naming.place.near
    if naming.place.unit in _RANK_STEPS and "排名" in naming.topic.name:
        return naming.topic.name
    if is_earlier(naming):
        return _earlier(naming)
    match = naming.rules.roles.direct.search(near)
    if match:
        return _direct(naming, match)
    found = naming.rules.roles.object.search(near)
    return _object(naming, found) if found else _loose(naming)


def _earlier(naming: Naming) -> str:
    near = naming.place.near
    match = _RE_EARLIER.search(near)
    before, what = (near[: match.start()], match["what"]) if match else (near, "")
    average = "平均" if naming.reading.statistic is Statistic.AVERAGE else ""
    name = _quantity(naming, before) + tidy(what)
    if not what and (found := _RE_THEN.match(naming.place.next_words)):
        name += found["what"]
    return limit(average + name.removesuffix("时间")) + "提前时间" + _base(near)


def _direct(naming: Naming, match: re.Match[str]) -> str:
    """审批时限压缩60%, 提速40%, 新增企业30家, 节约时间5天."""
    unit, subject = naming.place.unit, naming.place.near[: match.start()]
    verb, what = match["down"] or match["up"], match["what"] or ""
    name = _quantity(naming, subject) or _behind(naming)
    if what:
        name += (verb if unit in TIMES or "元" in unit else "") + what
    elif not name or _RE_CHANGE_NOUN.match(name):
        return (naming.topic.name or _some_quantity(naming)) + _base(subject)
    if _RE_FASTER.match(verb):
        name = name.removesuffix("速度") + "速度"
    if _RE_ADDED.match(verb) and unit != "%":
        name = "新增" + (naming.noun_behind or name)
    return _finished(naming, name) + _base(subject)


def _object(naming: Naming, found: re.Match[str]) -> str:
    """精简事项47项, 新增注册30家主体: the object behind the verb, and the noun behind the figure."""
    name = naming.phrase(found["object"]) + naming.noun_behind
    return _finished(naming, ("新增" if _RE_ADDED.match(found.group()) else "") + name)


def _loose(naming: Naming) -> str:
    """呈两位数增长, 比上年高3个百分点, 新增企业5家、机构3家."""
    near = naming.place.near
    name = _quantity(naming, near) or _behind(naming)
    if not name or _RE_CHANGE_NOUN.match(name):
        return naming.topic.name or _some_quantity(naming)
    listed = near.startswith("、") and _RE_ADDED.match(naming.topic.name)
    return _finished(naming, ("新增" if listed else "") + name) + _base(near)


def _some_quantity(naming: Naming) -> str:
    words = naming.any_words
    return "数量" if _RE_CHANGE_NOUN.match(words) else words


def _finished(naming: Naming, name: str) -> str:
    place, words = naming.place, naming.rules.words
    if place.unit in TIMES:
        return name if name.endswith(TIME_ENDS) else name + "时间"
    if place.unit == "%" and words.countable.closes(name):
        return name + "数"
    return with_kind(name, place.unit, place.mention.surface, words)


def _quantity(naming: Naming, words: str) -> str:
    rest = words
    while match := _RE_COMPARED.search(rest):
        rest = rest[: match.start()]
    return limit(naming.phrase(rest))


def _behind(naming: Naming) -> str:
    noun = naming.noun_behind
    if noun in naming.rules.words.generic:
        return naming.topic.noun + noun
    return noun


def _base(words: str) -> str:
    """(较承诺时限) for 较承诺时限; nothing for 较上年, which every reader expects."""
    match = _RE_THAN.search(words)
    if not match or _RE_LAST.search(match["base"]):
        return ""
    return f"(较{match['base'].rstrip('高低快慢多少')})"


def name_ratio(naming: Naming) -> str:
    """A part in percent of a whole: 甲占乙比重, 事项网上可办比例."""
    given = _RE_CONTRIBUTED.search(naming.place.near)
    if given:
        before = naming.phrase(naming.place.near[: given.start()])
        return f"{limit(before or _part(naming))}占{limit(given['whole'])}比重"
    left, mark, rest = naming.place.near.rpartition("占")
    if not mark:
        return _ratio_of_itself(naming)
    part = limit(naming.phrase(left) or _part(naming))
    whole = _RE_SHARE_END.sub("", strip_edges(tidy(rest)))
    return f"{part}占{limit(whole)}比重" if len(whole) > 1 else f"{part}占比"


def _ratio_of_itself(naming: Naming) -> str:
    """A part without 占: 当场解决九成以上, 贡献率超过六成, 相当于总面积的四分之三, 七成是…."""
    equal = _RE_EQUALS.search(naming.place.near)
    if equal:
        part = naming.phrase(naming.place.near[: equal.start()]) or _part(naming)
        return f"{limit(part)}占{equal['whole']}比重"
    behind = "".join(naming.behind)
    if behind:
        return limit(behind) + "占比"
    if naming.rules.words.complete.closes(naming.subject):
        return limit(naming.subject)
    return limit(naming.subject or _part(naming)) + "占比"


def _part(naming: Naming) -> str:
    """What a bare 占… speaks of: the part named before, the noun counted before, the subject."""
    topic = naming.topic
    if topic.name.endswith(("比重", "占比")) and "占" in topic.name:
        return topic.name.partition("占")[0]
    whole = naming.rules.words.complete.closes(topic.name) and "(" not in topic.name
    if whole and not topic.name.endswith("数"):
        return topic.name
    return topic.noun or naming.clause_before


def name_rank(naming: Naming) -> str:
    """What is ranked, the scope, 排名 or 次序: 有效商标注册量全省排名, 某示范区全国次序."""
    if _RE_FIRST.search(naming.place.mention.surface):
        return _first(naming)
    words = naming.place.left
    if naming.place.previous is not None:
        words = words.replace(naming.place.previous.surface, "")
    match = _RE_RANK_VERB.search(words)
    subject = words[: match.start()] if match else words
    scope = strip_edges(words[match.end() :]) if match else ""
    name = naming.phrase(subject).removeprefix("在")
    if _RE_CHANGE_NOUN.fullmatch(name):
        name = naming.topic.name.partition("(")[0] + name
    elif name in naming.rules.words.generic:
        name = naming.topic.noun + name
    if (not name or place_only(name)) and (contest := _contest(naming)):
        return f"{limit(contest)}{scope}排名"
    return f"{limit(name or naming.topic.name or naming.clause_before)}{scope}排名"


def _contest(naming: Naming) -> str:
    found = _RE_CONTEST.search(naming.place.lead)
    return strip_edges(tidy(found["contest"])) if found else ""


def _first(naming: Naming) -> str:
    """全省首创某某, 首创在甲园打造了3个驿站, 是乙行业的首家上市公司."""
    place = naming.place
    scope = _RE_FIRST.sub("", place.mention.surface)
    words = place.right
    if place.following is not None:
        words = words.replace(place.following.surface, "")
    name = naming.without_verb(naming.phrase(words.lstrip("了的")))
    if not scope and place.near.endswith("的"):
        name = naming.phrase(place.near.rpartition("是")[2]) + name
    return f"{limit(name)}{scope}次序"
