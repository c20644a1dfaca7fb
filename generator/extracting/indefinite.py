"""一 with a unit that means "a" and counts nothing: 一个, 一座, 一批."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.extracting.scanning import Ending
from generator.model.quantity import Bound

if TYPE_CHECKING:
    from generator.extracting.readings import Reading

# Members at hand: each look-up of one costs as much as a short pattern.
_EXACT = Bound.EXACT

# Words before 一 + classifier that make it a count: 只跑一次, 缩短至一天, “瘦身”成一枚.
_RE_COUNTED_BEFORE = Ending(
    re.compile(
        r"(?:只|仅|只需要?|仅需|只要|仅用|只用|只有|仅有|不到|不足|不超过|超过|最快|最多|至少|需要?|用时|历时|耗时|为期|提前|延长|"
        r"至|到|为|成”?|合并?为|变|共|各|平均|缩短|压缩|减少|节省|节约|增加|近|逾|超|约)(?:了|跑|进|盖|交|填|等|去|来|报|用)?$"
        r"|(?:跑|等|用|花|耗|拖|谈|干|忙|守|磨|排|找|熬|折腾|停工|停产|省|早|晚|提前|推迟|耽搁|耽误|延误)了$"
        r"|(?:只|仅)(?![是有为能会])[\u4e00-\u9fff]{1,2}了$"
    ),
    "只仅需要用有到足过快多少时期前长至为成”变共各均短缩省约加近逾超了跑进盖交填等去来报",
)

# 每周|一次, 每家至少|一人: to each as much.
_RE_TO_EACH = re.compile(r"每[\u4e00-\u9fff]{1,3}(?:至少)?(?:了|跑|进|盖|交|填|等|去|来|报|用)?$")

# 每四台电梯就有|一台: a part of each.
_RE_OF_EACH = Ending(
    re.compile(r"每[\d一二两三四五六七八九十百]{1,3}[\u4e00-\u9fff]{1,8}[就便]有$"), "有"
)

# 从一周缩短到…: the first end of a change.
_RE_CHANGED_BEHIND = re.compile(
    r"(?:[\u4e00-\u9fff]{0,2})(?:缩短|压缩|压减|减少|减至|减到|精简|降至|降到|缩减|优化|提速|变为|变成|改为|增至|增加到)"
)

# What follows a duration that is measured: 一天办结, 一个月时间, 一小时送达.
_RE_COUNTED_BEHIND = re.compile(
    r"(?:时间|办结|办成|办好|办完|拿证|出证|拿到|完成|领证|送达|审结|完工|建成|取证|投产|开工|就(?:能|可|办|行|够|成|拿|搞|完)|[一二三四五六七八九十\d])"
)

# 每月召开一次, 每周至少走访一次, 只需提交一份: how often, or how many at most.
_RE_FREQUENCY = re.compile(
    r"(?:每(?:半?年|个?月|个?季度?|半?个?月|周|天|日|[两三]周|个?工作日|(?:\d{1,3}|[两三四五六七八九十])(?:天|个?工作日|个?月|小时))|只需?要?|仅需?|至少|最多)(?:(?!的)[\u4e00-\u9fff]){0,10}$"
)
_EVENTS = frozenset({"次", "场", "期", "轮", "份", "趟", "张", "天", "工作日", "小时", "遍"})

# 整合为一个窗口, “瘦身”成一枚: the second end of a change.
_RE_MERGED_BEFORE = Ending(
    re.compile(
        r"(?:合并|整合|归并|压缩|压减|精简|减少|缩减|优化|简化|浓缩|变|瘦身”?|缩短|集中|减|降|并|归|归集|归口|归总|收归|收拢|汇总|汇集|整编|划转|捆绑|缩|压|改|融合|拼|打包)(?:为|成|到|至|作)了?$"
        r"|并[作入]$"
    ),
    "为成到至作了入",
)
# 一趟|就办好了, but not 一趟就招回百余人.
_RE_ENOUGH = re.compile(r"就(?:齐活|齐|办|行|够|成|搞|妥|好|拿|能|可|全|OK|完|解决)")

_PIECES = frozenset({"枚", "件", "人", "项", "环节"})

_TIME = frozenset({"年", "月", "天", "周", "工作日", "小时", "分钟"})

_COUNTED = _TIME | _EVENTS | _PIECES
"""Units that a word before makes a count."""

# 一枚印章 of the reform that puts all approvals under one seal.
_RE_SEAL = re.compile(r"(?:印|公|审批)?(?:专用)?章")


def is_indefinite(text: str, found: re.Match[str], reading: Reading) -> bool:
    """Whether 一 + classifier means "a": 一个, 一座, 一批; not 只跑一次, 一枚印章, 一天办结."""
    if found.group() != "一" or reading.kind in {"ratio", "money"}:
        return False
    quantity = reading.quantity
    plain = quantity.bound is _EXACT and quantity.value == 1
    return plain and not _is_counted(text, reading)


def _is_counted(text: str, reading: Reading) -> bool:
    """Whether the words around 一 + classifier make it a count or a measured time."""
    before = text[max(0, reading.span.start - 12) : reading.span.start]
    unit, end = reading.quantity.unit, reading.span.end
    merged = _RE_MERGED_BEFORE.search(before) or _RE_CHANGED_BEHIND.match(text, end)
    if merged or _RE_OF_EACH.search(before):
        return True
    if unit in _EVENTS and _RE_FREQUENCY.search(before):
        return True
    if unit in _COUNTED and (
        _RE_COUNTED_BEFORE.search(before) or ("每" in before and _RE_TO_EACH.search(before))
    ):
        return True
    if unit == "趟" and _RE_ENOUGH.match(text, end):
        return True
    if unit in _TIME:
        return _RE_COUNTED_BEHIND.match(text, end) is not None
    return unit in {"枚", "颗"} and _RE_SEAL.match(text, end) is not None
