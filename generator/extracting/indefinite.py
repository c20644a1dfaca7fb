"""Numbers with a unit that are no figures: 一个 for "a", and thresholds inside another figure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.model.quantity import Bound

if TYPE_CHECKING:
    from generator.extracting.quantities import Reading

# Words before 一 + classifier that make it a count: 只跑一次, 缩短至一天, “瘦身”成一枚.
_RE_COUNTED_BEFORE = re.compile(
    r"(?:只|仅|只需要?|仅需|只要|仅用|只用|只有|仅有|不到|不足|不超过|超过|最快|最多|至少|需要?|用时|历时|耗时|为期|提前|延长|"
    r"至|到|为|成”?|合并?为|变|共|各|每[\u4e00-\u9fff]{1,3}(?:至少)?|平均|缩短|压缩|减少|节省|节约|增加|近|逾|超|约)(?:了|跑|进|盖|交|填|等|去|来|报|用)?$"
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
_RE_MERGED_BEFORE = re.compile(
    r"(?:合并|整合|归并|压缩|压减|精简|减少|缩减|优化|简化|浓缩|变|瘦身”?|缩短|集中|减|降|并)(?:为|成|到|至)了?$"
)
_PIECES = frozenset({"枚", "件", "人", "项", "环节"})

_TIME = frozenset({"年", "月", "天", "周", "工作日", "小时", "分钟"})

# 一枚印章 of the reform that puts all approvals under one seal.
_RE_SEAL = re.compile(r"(?:印|公|审批)?(?:专用)?章")

# Units whose bounded number, before a noun, is a condition and not a figure.
_MEASURED = frozenset({"money", "area", "length", "mass", "energy"})

# 10亿元以上(的)项目6个, 500平方米以下的商户: a class of things; 150家以上 counts things and is none.
_RE_CLASS_BEHIND = re.compile(
    r"(?:的)?[\u4e00-\u9fff]{0,8}?(?:项目|企业|贷款|订单|人才|主体|单位|机构|客户|商户|工程|建设|民营|工业|产业|合同|案件|车辆|投资|设备|采购|个人|经营者|公司|法人|研发)"
)
_RE_COUNT_BEHIND = re.compile(r"的?[\d一二两三四五六七八九十百千万]+[余多]?[个家户项件名人]")

# 5个总投资超过10亿元, 17个项目总投资超1亿元: a class of the things counted just before.
_RE_CLASS_BEFORE = re.compile(
    r"(?:\d|[一二两三四五六七八九十百千])[余多]?[个家户](?:重点|重大|产业|工业)?(?:项目|企业|公司)?(?:的)?(?:计划|预计)?(?:总投资额?|投资额?|年?产值|年?营收|年?营业收入|年?销售收入|年?纳税额?|年?税收|年?主营业务收入)$"
)
# 对营收突破10亿元的企业奖励…, 投资超5亿元的项目有3个: a condition that things fulfil.
_RE_THINGS_BEHIND = re.compile(
    r"的[\u4e00-\u9fff]{0,4}?(?:项目|企业|贷款|主体|机构|人才|单位|商户|客户|公司|合同|工程|平台)"
)
_RE_CONDITION = re.compile(r"(?:对|凡|每|单个|给予|符合|满足|鼓励|支持|实施)[^,。;:!?\n]{0,22}$")
_RE_THINGS_COUNTED = re.compile(
    r"的[\u4e00-\u9fff]{0,8}(?:有|共|达|达到|为)?[\d一二两三四五六七八九十百]+[余多]?[个家户项件]"
)
# 超10亿元项目22个.
_RE_THINGS_NEXT = re.compile(
    r"[\u4e00-\u9fff]{0,4}?(?:项目|企业)(?:共|有|达|达到|增至|增加到)?\d+[余多]?[个家户项件]"
)
# 万元GDP能耗: a denominator.
_RE_PER = re.compile(r"[万亿]元(?:GDP|地区生产|生产总值|产值|工业|增加值|单位)")
_BOUNDED_BELOW = frozenset({Bound.MORE, Bound.AT_LEAST})


def is_indefinite(text: str, found: re.Match[str], reading: Reading) -> bool:
    """Whether 一 + classifier means "a": 一个, 一座, 一批; not 只跑一次, 一枚印章, 一天办结."""
    if found.group() != "一" or reading.kind in {"ratio", "money"}:
        return False
    quantity = reading.quantity
    plain = quantity.bound is Bound.EXACT and quantity.value == 1
    return plain and not _is_counted(text, reading)


def _is_counted(text: str, reading: Reading) -> bool:
    """Whether the words around 一 + classifier make it a count or a measured time."""
    before = text[max(0, reading.span.start - 12) : reading.span.start]
    unit, end = reading.quantity.unit, reading.span.end
    if _RE_MERGED_BEFORE.search(before) or _RE_CHANGED_BEHIND.match(text, end):
        return True
    if unit in _EVENTS and _RE_FREQUENCY.search(before):
        return True
    if unit in _TIME | _EVENTS | _PIECES and _RE_COUNTED_BEFORE.search(before):
        return True
    if unit == "趟" and text.startswith("就", end):
        return True
    if unit in _TIME:
        return _RE_COUNTED_BEHIND.match(text, end) is not None
    return unit in {"枚", "颗"} and _RE_SEAL.match(text, end) is not None


def is_threshold(text: str, reading: Reading) -> bool:
    """Whether a bounded amount only says which things are counted (投资10亿元以上项目6个)."""
    quantity = reading.quantity
    if _RE_PER.match(text, reading.span.start):
        return True
    if reading.kind not in _MEASURED or quantity.bound is Bound.EXACT:
        return False
    surface = reading.span.of(text)
    if surface.endswith(("以上", "以下", "以内")) and (
        _RE_CLASS_BEHIND.match(text, reading.span.end)
        or _RE_COUNT_BEHIND.match(text, reading.span.end)
    ):
        return True
    before = text[max(0, reading.span.start - 24) : reading.span.start]
    if quantity.bound in _BOUNDED_BELOW and _RE_THINGS_NEXT.match(text, reading.span.end):
        return True
    if _RE_THINGS_BEHIND.match(text, reading.span.end) and (
        _RE_CONDITION.search(before) or _RE_THINGS_COUNTED.match(text, reading.span.end)
    ):
        return True
    return quantity.bound in _BOUNDED_BELOW and bool(_RE_CLASS_BEFORE.search(before))
