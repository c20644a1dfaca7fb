"""Numbers that say which things are meant and measure none: 投资10亿元以上项目, 成立不满三年的企业."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.model.quantity import Bound

if TYPE_CHECKING:
    from generator.extracting.readings import Reading
    from generator.model.evidence import Span

# Members at hand: each look-up of one costs as much as a short pattern.
_EXACT, _MORE = Bound.EXACT, Bound.MORE

# Units whose bounded number, before a noun, is a condition and not a figure.
_MEASURED = frozenset({"money", "area", "length", "mass", "energy"})

# 10亿元以上(的)项目6个, 500平方米以下的商户: a class of things; 150家以上 counts things and is none.
_RE_CLASS_BEHIND = re.compile(
    r"(?:的)?[\u4e00-\u9fff]{0,8}?(?:项目|企业|贷款|订单|人才|主体|单位|机构|客户|商户|工程|建设|民营|工业|产业|合同|案件|车辆|投资|设备|采购|个人|经营者|公司|法人|研发)"
)
_RE_COUNT_BEHIND = re.compile(r"的?[\d一二两三四五六七八九十百千万]{1,12}[余多]?[个家户项件名人]")

# 4个总投资超过20亿元, 30个项目年产值超5亿元: a class of the things counted just before.
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
_PER = frozenset("万亿")
_BOUNDED_BELOW = frozenset({Bound.MORE, Bound.AT_LEAST})

# 亿元级|项目, 百亿级|企业: a class by its scale alone; 打造千亿级产业 is a plan.
_RE_SCALE_GRADE = re.compile(r"[十百千万亿]+元?级")
_RE_GRADED = re.compile(
    r"(?:的)?(?:重点|重大|产业|工业|制造业?|龙头|头部|新|大|先进|优质|科技|高新){0,3}(?:项目|企业|龙头|工厂|基金|订单|单品|平台|大单)"
)

# 成立|不满三年|的企业, 注册满1年|的: the age of the things meant.
_RE_AGE_BEFORE = re.compile(
    r"(?:成立|注册|登记|设立|创办|开办|经营|入驻|落户|投产|毕业|工作|从业|参保|缴费|居住|任职|服务)(?:时间|年限)?(?:已|须|需)?满?$"
)
_AGES = frozenset({"年", "月"})
_RE_OF_THINGS = re.compile(
    r"(?:以上|以内|以下)?的[\u4e00-\u9fff]{0,6}?(?:企业|主体|公司|机构|单位|项目|人员|人才|毕业生|大学生|高校|博士|硕士|员工|职工|个人|商户|农户|创业者|户)"
)

# 低于80分|的约谈: whom a rule hits.
_RE_SCORE_RULE = re.compile(
    r"的?(?:[,,])?(?:[\u4e00-\u9fff]{0,10}?)(?:约谈|通报|问责|调整|淘汰|整改|退出|不得|取消|扣|黄牌|红牌|评为|认定|定为|列为|视为|一律|予以|给予|免职|末位)"
)
_SCORES = frozenset({"分"})

# 连续两次|垫底的, 连续两个季度|排在末位的; 超过三次|转接要问责: how often it must happen.
_RE_REPEATED_RULE = re.compile(
    r"[\u4e00-\u9fff“”]{0,8}?(?:垫底|末[位尾等三两五]|后[三两五十]位|不合格|不达标|不满意|未办结|未完成|未整改|差评|亮?黄牌|亮?红牌|评[为定]差|不理想|靠后|落后|倒数|被投诉|违规)[\u4e00-\u9fff]{0,6}的"
)
_RE_LIMIT_RULE = re.compile(
    r"[\u4e00-\u9fff]{0,6}?(?:的[,,]?|[,,])?(?:一律|要问责|就问责|问责|要说明|须说明|予以|将被|自动|启动|亮[红黄]|挂牌|通报|约谈|扣)"
)


# 对年营收5000万元以上、增速超过15%|的企业|,一次性奖励…; 凡纳税突破1000万元|的|,奖30万元: whom a reward is for.
_RE_REWARDED_BEFORE = re.compile(r"(?:对|凡|凡是|符合|满足)[^,。;:!?\n]{0,30}$")
_RE_REWARDED = re.compile(
    r"(?:、[^,。;\n]{2,18}|[^,。;、\n]{0,4})?的(?:[^,。;、\n]{0,8}(?:企业|项目|单位|机构|个人|团队|人才|主体|商户))?"
    r",?[^,。;\n]{0,10}(?:奖|给予|补助|补贴|按照?|支持|予以|可享|免)"
)
_REWARDED_REACH = 20
"""Characters behind an amount in which 的 stands if it says for whom a reward is."""


def _is_rewarded(text: str, reading: Reading) -> bool:
    """Whether a bounded amount says for whom a reward or a favour is."""
    start, end = reading.span.start, reading.span.end
    if "的" not in text[end : end + _REWARDED_REACH]:
        return False  # most amounts are of nobody
    before = text[max(0, start - 32) : start]
    return bool(_RE_REWARDED_BEFORE.search(before) and _RE_REWARDED.match(text, end))


def is_condition(text: str, reading: Reading) -> bool:
    """Whether a number only says which things are counted or whom a rule hits."""
    span, quantity = reading.span, reading.quantity
    if (
        # 万元 in 万元GDP能耗 is what another figure is taken by.
        (text[span.start] in _PER and _RE_PER.match(text, span.start) is not None)
        or (text[span.end - 1] == "级" and _is_grade(text, reading))
        or (quantity.unit in _AGES and _is_age(text, reading))
    ):
        return True
    if quantity.bound is _EXACT:
        return _is_repeated(text, span) and _RE_REPEATED_RULE.match(text, span.end) is not None
    return _is_rule(text, reading) or _is_threshold(text, reading) or _is_rewarded(text, reading)


def _is_threshold(text: str, reading: Reading) -> bool:
    """Whether a bounded amount only says which things are counted (投资10亿元以上项目6个)."""
    quantity = reading.quantity
    if reading.kind not in _MEASURED:
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


def _is_grade(text: str, reading: Reading) -> bool:
    """Whether 亿元级, 百亿级 name a class of projects or firms."""
    start, end = reading.span.start, reading.span.end
    return bool(_RE_SCALE_GRADE.fullmatch(text, start, end) and _RE_GRADED.match(text, end))


def _is_age(text: str, reading: Reading) -> bool:
    """Whether a time is the age that the things meant have: 成立不满三年的企业."""
    before = text[max(0, reading.span.start - 8) : reading.span.start]
    surface = reading.span.of(text)
    limited = surface.startswith(("不满", "未满", "不足", "不到", "超过", "满")) or before.endswith(
        "满"
    )
    limited = limited or surface.endswith(("以上", "内", "以下"))
    return bool(
        limited and _RE_AGE_BEFORE.search(before) and _RE_OF_THINGS.match(text, reading.span.end)
    )


def _is_repeated(text: str, span: Span) -> bool:
    """Whether a number says how often in a row something happens: 连续|两次."""
    start = span.start
    return text.startswith("连续", start) or (start > 1 and text.startswith("连续", start - 2))


def _is_rule(text: str, reading: Reading) -> bool:
    """Whether a bounded score or number of times says whom a rule hits: 低于80分的约谈."""
    quantity, span = reading.quantity, reading.span
    start, end = span.start, span.end
    if quantity.unit in _SCORES:
        return text.startswith("的", end) and _RE_SCORE_RULE.match(text, end) is not None
    if _is_repeated(text, span):
        return _RE_REPEATED_RULE.match(text, end) is not None
    return bool(
        quantity.bound is _MORE
        and text.startswith(("超", "逾"), start)
        and quantity.unit in {"次", "天", "工作日", "小时", "分钟"}
        and _RE_LIMIT_RULE.match(text, end)
    )
