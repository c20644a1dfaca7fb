"""Parts of a whole: 其中, 占, fractions of a noun, and what was settled of what was taken in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.extracting.ends import TIMES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.extracting.role_words import RoleLexicon
    from generator.extracting.surroundings import Surroundings

# 贡献了全市产值的12%: a part of a region's whole.
_RE_CONTRIBUTED = re.compile(
    r"(?:贡献|撑起|创造|占据)了?[^,;]{0,4}全[国省市县区州球][^,;]{0,14}的?$|贡献了$"
)
# 以不到全市|3%|的土地: a part of what stands before.
_RE_OF_REGION = re.compile(r"全[国省市县区州镇球]的?$")

_RE_PART = re.compile(r"[成半]|分之")
_RE_RATE = re.compile(r"(?:率|收益|利润|回报)[^,;、]{0,6}$|度[^,;、]{0,4}$")
_RE_PART_RATE = re.compile(r"(?:贡献率|占有率|市占率|占比|比重|份额)[^,;、]{0,6}$")
_RE_VERBAL = re.compile(r"了|达|为|过|到|是|按|实现|呈|给予|享受|创造|获")

# 不足两年前的|四分之一, 只有后者的|一半: a ratio to another time or body, no part.
_RE_RATIO_TO = re.compile(
    r"(?:年前|去年|上年|前年|同期|往年|以前|过去|原来|后者|前者|对方|市价|市场价|均值|平均|周边)[^,;、]{0,8}的?$"
)
_RE_COMPARED = re.compile(
    r"(?:比|较)[^,;、]{1,12}[高低多少快慢](?:出|于|了)?$|[高低快慢][出于][^,;、]{0,8}$"
)
_RE_PAID = re.compile(r"(?:补贴|补助|奖励|贴息|减免|优惠|按|给予|租金|价格|让利)[^,;、]{0,10}$")

# 占全省的…: what stands before it is no part of a figure of this article.
_RE_TAKES = re.compile(r"(?:约|已|就|仅|均|分别|合计)?占")
_RE_OUTER = re.compile(
    r"(?:约|已|就|仅|均|分别|合计)?占(?:了|到|同期)?(?:全?[国省市县州球]|世界|GDP)"
)

# 15个难题有9个当场解决: a part, because nothing new is counted.
_RE_HAS = re.compile(r"(?:有|里|中)$")
_RE_NO_NOUN = re.compile(
    r"(?:当场|当天|当月|当日|已|都|均|全部|能|可|在|被|得到|得以|实现|总|超|完成|通过|顺利|成功|获|达成|落地|办结|解决|销号)|$"
)

# 15个重点项目|中,
_RE_AMONG = re.compile(r"(?<![其集])(?:中|当中|里头?)$")
_AMONG_ENDS = frozenset("中里头\n")
"""What such words end with; $ also stands before a last line end."""

# 每10家企业里就有|3家: a part of each.
_RE_OF_EACH = re.compile(
    r"每[\d一二三四五六七八九十百千]+[家个户件人名位项台套辆张条款][^,。;]{0,14}(?:中|里|当中|里头)?[就便]?有$"
)

# 收集问题903件,|办结|871件: what was taken in, and what was settled of it without a noun of its own.
_RE_TAKEN_IN = re.compile(
    r"(?:收集|受理|摸排|梳理|带回|接到|接听|接诉|征集|反映|排查|发现|承接|收到|收件|收|登记|申请|申报|交办|转来|提出|汇总|归集|冒出来?)"
    r"|(?:问题|难题|困难|诉求|堵点|参评|报名)$"
)
_RE_SETTLED = re.compile(
    r"^(?:、|,)?(?:其中)?(?:已|均|全部|按期|按时|如期|限时|提前|累计|当场|现场|当天|直接|及时|共|成功|协调|妥善|推动|年内新?|实际|最终|目前|截至目前|现|先行|推动协调|已经)*"
    r"(?:办结|解决|销号|化解|答复|回复|整改|办理|办成|办妥|处置|兑现|采纳|获贷|承接|拿下|派单|闭环|清零|回应|承办)(?:了|完|得|到位)?$"
)
_RE_TOOK = re.compile(r"(?:承办|拿下|承接|吸纳|贡献)(?:了)?$")


def is_share(places: Sequence[Surroundings], index: int, lexicon: RoleLexicon) -> bool:
    """Whether the figure at ``index`` is a part of a whole; changes and plans are read before."""
    place = places[index]
    if place.telling and lexicon.share.search(place.near) and not place.near.endswith("率"):
        return True
    if place.unit == "%":
        return _is_part(place, lexicon)
    if place.previous is None and not (
        index and places[index - 1].sentence_index == place.sentence_index
    ):
        # The first figure of a sentence is a part of none, unless it is of each.
        return "每" in place.left and _RE_OF_EACH.search(place.left) is not None
    return _is_inside(places, index, lexicon) or _is_settled(places, index)


def _is_part(place: Surroundings, lexicon: RoleLexicon) -> bool:
    """90%以上的事项, 近八成企业, 补上了九成: a percentage of a noun."""
    near, words = place.near, place.next_words.removeprefix("以上")
    if _RE_CONTRIBUTED.search(near) or _RE_PART_RATE.search(near):
        return True
    if _RE_RATE.search(near) or lexicon.rated.search(words):
        return False
    if _RE_OF_REGION.search(near):
        return True
    if _RE_PART.search(place.mention.surface):
        return not any(p.search(near) for p in (_RE_RATIO_TO, _RE_PAID, _RE_COMPARED))
    return words.startswith("的") and not _RE_VERBAL.search(near[-6:])


def _is_inside(places: Sequence[Surroundings], index: int, lexicon: RoleLexicon) -> bool:
    """其中外资项目4个: a part of an earlier figure of the same unit in the sentence."""
    place = places[index]
    if _is_part_of_previous(place) or ("每" in place.left and _RE_OF_EACH.search(place.left)):
        return True
    wholes = [] if place.unit in TIMES else _earlier(places, index)
    if not wholes:
        return False
    for back in wholes:
        if back >= index - _AMONG and _is_among(place, places[back]):
            return True
    before = place.before
    if _RE_TAKES.match(place.text, place.clause.end):
        outer = "元" in place.unit or (
            _RE_OUTER.match(place.text, place.clause.end) and not _RE_TOOK.search(place.near)
        )
        before += "" if outer else "其中"
    marks = [match.start() for match in lexicon.inside.finditer(before)]
    offset = place.sentence.span.start
    return bool(marks) and places[wholes[0]].mention.span.start < offset + marks[-1]


_AMONG, _INSIDE = 5, 8
"""How many figures back a whole may stand."""


def _earlier(places: Sequence[Surroundings], index: int) -> list[int]:
    """The figures of the same unit that stand before in the sentence, by position."""
    place = places[index]
    unit, sentence = place.unit, place.sentence_index
    found = []
    for back in range(index - 1, max(-1, index - 1 - _INSIDE), -1):
        other = places[back]
        if other.sentence_index != sentence:
            break
        if other.unit == unit:
            found.append(back)
    return found[::-1]


def _is_among(place: Surroundings, whole: Surroundings) -> bool:
    """15个项目中,8个已开工,5个已竣工: parts of what the clause before has set apart."""
    # The cheapest question first.
    if whole.right[-1:] not in _AMONG_ENDS or whole.clause == place.clause:
        return False
    return _is_less(place, whole) and _RE_AMONG.search(whole.right) is not None


def _is_part_of_previous(place: Surroundings) -> bool:
    """15个难题有9个当场解决: the second number counts nothing of its own."""
    previous = place.previous
    if previous is None or previous.quantity is None or place.unit in TIMES:
        return False
    if previous.quantity.unit != place.unit or not _RE_HAS.search(place.near):
        return False
    return _RE_NO_NOUN.match(place.next_words) is not None


def _is_settled(places: Sequence[Surroundings], index: int) -> bool:
    """收集问题903件,办结871件; 342家企业参评,217家获贷: a part without a noun of its own."""
    if not index:
        return False
    place, whole = places[index], places[index - 1]
    if whole.sentence_index != place.sentence_index or whole.unit != place.unit:
        return False
    if place.unit in TIMES or not _is_less(place, whole):
        return False
    if not _RE_TAKEN_IN.search(whole.near) and not _RE_TAKEN_IN.search(whole.next_words):
        return False
    if _RE_SETTLED.match(place.near):
        return not place.next_words or not _is_han(place.next_words[0])
    return not place.left and place.next_words != "" and bool(_RE_NO_NOUN.match(place.next_words))


def _is_less(place: Surroundings, whole: Surroundings) -> bool:
    one, two = place.mention.quantity, whole.mention.quantity
    return one is not None and two is not None and one.value < two.value


def _is_han(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"
