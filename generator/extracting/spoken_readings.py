"""Numbers as people say them: 4分8厘, 8分钱, 缩至零, 一整天, 辖四镇两街, 六县区."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from generator.extracting.intervals import interval
from generator.extracting.mention import Mention
from generator.extracting.numerals import parse_numeral
from generator.extracting.patterns import NUMERAL
from generator.model.evidence import Span
from generator.model.fact import NonFactReason
from generator.model.quantity import Bound, Quantity

if TYPE_CHECKING:
    from generator.extracting.numeral_lexicon import NumeralLexicon
    from generator.extracting.quantities import QuantityReader

# What stands behind the digits of every such phrase but 零; most numbers of a text end here.
SPOKEN = "元块角毛分厘整级地区市县园镇街乡村州办"
_RE_SPOKEN = re.compile(rf"(?:[\d.]{{1,8}}|[一二两三四五六七八九十]{{1,3}})个?[{SPOKEN}]")
_BEHIND_SPOKEN = frozenset(f"{SPOKEN}个.")
"""What can follow the digits of a number in such a phrase, as ``patterns.NUMERAL`` finds them."""

_N = r"(?:\d{1,3}(?:\.\d{1,4})?|[一二两三四五六七八九十])"

# 8分钱, 4分8厘, 五毛, 1元5角, 3块5: coins of the yuan.
_RE_COINS = re.compile(
    rf"(?=[\d一二两三四五六七八九十])(?:(?P<yuan>{_N})[元块])?(?:(?P<jiao>{_N})[角毛](?![色落度逐])钱?)?"
    rf"(?:(?P<fen>{_N})分(?![钟之公别为析布散类局管工支数店行厂期级批步层解区院所享红配]))?"
    rf"(?:(?P<li>{_N})厘(?![米清]))?(?P<money>钱)?(?P<about>左右|上下|多)?"
)
_COINS = {
    "yuan": Decimal(1),
    "jiao": Decimal("0.1"),
    "fen": Decimal("0.01"),
    "li": Decimal("0.001"),
}
_COIN_BOUNDS = {None: Bound.EXACT, "多": Bound.MORE}

# 每度电便宜|8分: a price for each thing, so that 分 is money and no score.
_RE_PRICE = re.compile(
    r"(?:每(?:度|千瓦时|方|立方米?|吨|件|单|斤|公里|瓦)|电价|气价|水价|单价|度电)[^。;!?]{0,14}$"
)

# 缩至|零, 不良率为|零; what follows must end the phrase: 降为零跑动 is a figure of speech.
_RE_ZERO_BEFORE = re.compile(
    r"(?:[缩降减压归清变升]?至|[降减缩压变清归回]?到|为|成|是|等于|保持|实现|近乎)了?$"
)
_RE_ZERO_BEHIND = re.compile(r"(?:[,。;、!?:)”’—…\n]|的|$)")
_RE_RATE = re.compile(r"(?:率|占比|比例|增速|税负)[^,。;:!?\n率]{0,8}$")
_ZERO_REACH = 24

# What counts things that can be none at all, by their noun.
_ZERO_UNITS = (
    (re.compile(r"(?:投诉|差评|工单|案件|纠纷|办件|差错|失误)[^,。;:!?\n]{0,8}$"), "件"),
    (re.compile(r"(?:事故|火灾|警情|上访|信访)[^,。;:!?\n]{0,8}$"), "起"),
    (re.compile(r"(?:费用?|成本|收费|支出|租金|价格|押金|保证金|利息)[^,。;:!?\n]{0,8}$"), "元"),
    (re.compile(r"(?:材料|证明|表格)[^,。;:!?\n]{0,8}$"), "份"),
    (re.compile(r"(?:跑动|跑腿|见面|跑动次数|次数)[^,。;:!?\n]{0,8}$"), "次"),
    (re.compile(r"(?:问题|欠账|积压|存量|库存)[^,。;:!?\n]{0,8}$"), "个"),
)

# 一整天, 两整年: whole days and years.
_RE_WHOLE = re.compile(rf"(?P<n>{_N})整个?(?P<unit>天|年|月|周|夜|晚)")

# 辖四镇两街: how many areas a region governs; 四省通衢 counts none.
_AREAS = r"(?:\d{1,3}|[一两二三四五六七八九十]{1,3})(?:街道|镇|街|乡|村|县|区|市|州|办)"
_RE_AREAS = re.compile(_AREAS)
_RE_GOVERNED = re.compile(rf"(?:辖|托|管辖|代管)[有个]?(?:{_AREAS}[、和]?){{0,3}}$")

# 张掖市|六县区, 十区市: regions of several ranks.
_RE_MIXED_AREAS = re.compile(
    r"(?P<n>\d{1,3}|[两二三四五六七八九十]{1,3})个?(?:县市区|市县区|县区|区县|区市|市区县|县市(?!场|民|值))"
)

# 两区|要互学互鉴, 等5地|的事项: the regions of the text, summed up.
_RE_SUMMED_AREAS = re.compile(
    r"(?P<n>\d{1,2}|[两三四五六])(?P<unit>地|区|市|县|园)"
    r"(?=(?:要|将|共|均|都|还|也|已|可|能|应|须|互|联|之间|携手|各|分别|合计|共同|企业|园区|政务|群众|干部|的|在|以|把|协同|合作|通办|签|相|并|双|轮)(?!场))"
)
_RE_AREA_BEFORE = re.compile(
    r"(?:[,。;:、!?\n等]|这|由|让|在|为|与|推动|促进|实现|[一二三四]季度|年|月|日|以来|提出|要求)$"
)


# 国家、市、区|三级|政策: the tiers that were named; 三级医院 is a class of its own.
_RE_TIER = re.compile(
    r"(?P<n>[两二三四五六]|\d)级(?!别|医|综合|甲|公立|跳|等保|资质|巡|响应|标准|以上|及以|领)"
)
_RE_TIER_BEFORE = re.compile(
    r"(?:国家|[国省市区县州旗镇乡村街园])[、和及]?(?:街道|社区|园区|[省市区县州旗镇乡村组户]|网格)$"
)


def spoken_reading(
    text: str, found: re.Match[str], ceiling: int, reader: QuantityReader
) -> Mention | None:
    """The mention of a number that only everyday phrases give a unit.

    Args:
        text: The article's text.
        found: A match of ``patterns.NUMERAL``.
        ceiling: Where the next claimed mention starts.
        reader: Reads the quantity that became none.

    Returns:
        The mention, or None when the number is of no such phrase.
    """
    start = found.start()
    if text[start] == "零" and found.group() == "零":
        return _zero(text, start, reader)
    end = found.end()
    if text[end : end + 1] not in _BEHIND_SPOKEN or not _RE_SPOKEN.match(text, start):
        return None
    return (
        _coins(text, start, ceiling)
        or _whole(text, start, reader.lexicon)
        or _tier(text, start)
        or _areas(text, start)
    )


def _figure(text: str, place: tuple[int, int], value: Decimal, unit: str, bound: Bound) -> Mention:
    span = Span(*place)
    return Mention(span, span.of(text), Quantity(value, unit, bound, *interval(value, bound)))


def _coins(text: str, start: int, ceiling: int) -> Mention | None:
    coins = _RE_COINS.match(text, start, ceiling)
    if coins is None or not (coins["jiao"] or coins["fen"] or coins["li"]):
        return None
    parts = sum(coins[name] is not None for name in _COINS)
    sure = coins["money"] or coins["li"] or parts > 1 or (coins["jiao"] and "钱" in coins.group())
    if not sure and not _RE_PRICE.search(text[max(0, start - _ZERO_REACH) : start]):
        return None
    value = sum(
        (
            scale * (parse_numeral(coins[name]) or 0)
            for name, scale in _COINS.items()
            if coins[name]
        ),
        Decimal(0),
    )
    return _figure(text, coins.span(), value, "元", _COIN_BOUNDS.get(coins["about"], Bound.ABOUT))


def _zero(text: str, start: int, reader: QuantityReader) -> Mention | None:
    before = text[max(0, start - _ZERO_REACH) : start]
    if not _RE_ZERO_BEFORE.search(before) or not _RE_ZERO_BEHIND.match(text, start + 1):
        return None
    unit = _zero_unit(before, reader)
    if unit is None:
        return Mention(Span(start, start + 1), "零", None, NonFactReason.OTHER)
    return _figure(text, (start, start + 1), Decimal(0), unit, Bound.EXACT)


def _zero_unit(before: str, reader: QuantityReader) -> str | None:
    """The unit of what became nothing: of the rate, of the first end, of the noun."""
    if _RE_RATE.search(before):
        return "%"
    clause = re.split(r"[,。;:!?\n]", before)[-1]
    earlier = [m for m in NUMERAL.finditer(clause) if m.lastgroup in {"arabic", "chinese"}]
    if earlier:
        reading = reader.read(clause, *earlier[-1].span())
        return reading.quantity.unit or None if reading else None
    return next((unit for pattern, unit in _ZERO_UNITS if pattern.search(clause)), None)


def _whole(text: str, start: int, lexicon: NumeralLexicon) -> Mention | None:
    whole = _RE_WHOLE.match(text, start)
    if whole is None:
        return None
    unit = lexicon.units.get(whole["unit"])
    number = parse_numeral(whole["n"])
    if unit is None or number is None:
        return None
    return _figure(text, whole.span(), number, unit.name, Bound.EXACT)


def _tier(text: str, start: int) -> Mention | None:
    tier = _RE_TIER.match(text, start)
    number = parse_numeral(tier["n"]) if tier else None
    if (
        tier is None
        or number is None
        or not _RE_TIER_BEFORE.search(text[max(0, start - 6) : start])
    ):
        return None
    return _figure(text, tier.span(), number, "级", Bound.EXACT)


def _areas(text: str, start: int) -> Mention | None:
    """四镇 in 辖四镇两街, 六县区, 两区 that act: numbers of areas, unit 个 (of 地: 地)."""
    before = text[max(0, start - 10) : start]
    areas = _RE_AREAS.match(text, start)
    if areas and _RE_GOVERNED.search(before):
        number = parse_numeral(areas.group().rstrip("街道镇乡村县区市州办"))
        return None if number is None else _figure(text, areas.span(), number, "个", Bound.EXACT)
    mixed = _RE_MIXED_AREAS.match(text, start)
    if mixed and not before.endswith("第"):
        number = parse_numeral(mixed["n"])
        end = mixed.end("n") + (text[mixed.end("n")] == "个")
        return None if number is None else _figure(text, (start, end), number, "个", Bound.EXACT)
    summed = _RE_SUMMED_AREAS.match(text, start)
    if summed and (summed["unit"] == "地" or _RE_AREA_BEFORE.search(before)):
        unit = "地" if summed["unit"] == "地" else "个"
        number = parse_numeral(summed["n"])
        return None if number is None else _figure(text, summed.span(), number, unit, Bound.EXACT)
    return None
