"""How it was, told on its own: 以前要盖31枚章, and the present that a later sentence tells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.extracting.ends import RE_ONLY, RE_THEN, TIMES, End, compare, same_kind
from generator.model.fact import Direction, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.extracting.role_words import RoleLexicon
    from generator.extracting.surroundings import Surroundings

# Members at hand: each look-up of one costs as much as a short pattern.
_DOWN = Direction.DOWN
_AFTER, _BEFORE, _LEVEL = Role.AFTER, Role.BEFORE, Role.LEVEL

# 以前开店要跑4个部门、交12份材料: what was needed.
_RE_NEEDED = re.compile(r"(?:要|需|得|跑|填|交|花|盖|等|排|耗|拖|折腾)[^,;的]{0,6}$")

# 2019年的时候, 那会儿, 十年前, 刚来时: other words for former times.
RE_THOSE_DAYS = re.compile(
    r"[\d一二两三四五六七八九十几那刚](?:(?<=那)(?:会儿|时候?)|(?<=刚)(?:来|开始|起步|创业)(?:时|的时候)"
    r"|年前(?<![那刚]年前)|(?:(?<=1)9|(?<=2)0)\d{2}年(?:的时候|那会儿?|那时|时))"
)

# Words after which no present need be told: 以前要跑5个部门.
_RE_STRONG = re.compile(
    r"以前|原来|原先|从前|以往|老办法|老流程|早些年|那时|那会儿|过去(?!的?(?:[\d两二三四五六七八九十几半]|一年|一个?月|一段))"
)

# 等了|一个多月, 耗了|近50天: time that was spent.
_RE_SPENT = re.compile(
    r"(?:耗|用|花|等|跑|拖|办|走|需|要|排|共|只|时)(?:了|费|时|上|掉|要)?(?:近|约|整整|足足|前后)?$"
)
_RE_FIRST_TIME = re.compile(
    r"前年|去年|上次|上回|头一?回|头一次|首期|一期|首个项目|当年|20\d\d年|年前|那时|第一次"
)
_RE_SECOND_TIME = re.compile(
    r"这回|这次|这一次|今年|如今|现在|二期|三期|第二次|眼下|此次|再办|再来"
)

# 上个月|只有|6件, 今年只剩|296件: what is left.
_RE_LEFT_OVER = re.compile(r"(?:只剩下?|仅剩下?|仅余|只余)了?$")
_RE_FEWER = re.compile(r"(?:只有|仅有|只|仅|才|就)(?:[\u4e00-\u9fff]{0,2})$")
_RE_EARLY = re.compile(
    r"首月|首年|第一个月|头一个月|起初|最多时|高峰时?|刚开始|年初|前年|去年|20\d\d年"
)
_RE_LATE = re.compile(r"上个?月|本月|这个月|今年|去年|如今|现在|目前|眼下|最近")

_RE_TEXT_END = re.compile(r"\n")
_REACH = 160
"""Characters behind a past in which its present may be told."""

_SENTENCES, _FIGURES = 5, 12
"""How far behind a past the figure of its present may stand."""


def spent_twice(other: Surroundings, place: Surroundings, between: str) -> bool:
    """前年办证耗了近50天,这回一共18天: the time of two occasions."""
    if other.unit not in TIMES or place.unit not in TIMES or not _RE_SPENT.search(other.near):
        return False
    first = _RE_FIRST_TIME.search(other.left) or _RE_FIRST_TIME.search(other.lead[-30:])
    return first is not None and _RE_SECOND_TIME.search(between) is not None


def fewer_now(other: Surroundings, place: Surroundings) -> bool:
    """首月接了52件,上个月只有6件: two counts of one kind with their times."""
    if other.sentence_index != place.sentence_index or other.unit != place.unit:
        return False
    if not (place.telling and _RE_FEWER.search(place.near)):
        return False
    if not _RE_LATE.match(place.left.lstrip("到而但")):
        return False
    early = _RE_EARLY.search(other.left) or _RE_EARLY.search(other.lead[-20:])
    return early is not None and compare(other, place) is _DOWN


def left_over(places: Sequence[Surroundings], index: int, found: dict[int, End]) -> bool:
    """今年只剩296件, or …降为802件,今年只有296件: less than what the sentence told before."""
    place = places[index]
    if not place.telling:
        return False
    few = _RE_FEWER.search(place.near) and _RE_LATE.match(place.left.lstrip("到而但"))
    left = _RE_LEFT_OVER.search(place.near)
    if not (few or left) or "其中" in place.left or "其余" in place.left:
        return False
    return any(
        places[back].sentence_index == place.sentence_index
        and places[back].unit == place.unit
        and compare(places[back], place) is _DOWN
        and (left is not None or (back in found and found[back].role is _AFTER))
        for back in range(max(0, index - 4), index)
    )


def mark_past(places: Sequence[Surroundings], lexicon: RoleLexicon, found: dict[int, End]) -> None:
    """Take in what was needed in former times, and pair it with its present where that is told.

    Args:
        places: All figures in text order.
        lexicon: Words of former times and of the present.
        found: The ends known so far; grows.
    """
    for index, place in enumerate(places):
        if not place.telling or place.unit == "%" or index in found:
            continue
        role = place.mention.role
        plain = role is None or role is _LEVEL
        if plain and _is_past(place, lexicon) and not _is_told(places, index, found):
            found[index] = End(_BEFORE, _DOWN, None)
    for index in sorted(found):
        if found[index].role is _BEFORE and found[index].pair is None:
            _pair(places, index, lexicon, found)


def _is_told(places: Sequence[Surroundings], index: int, found: dict[int, End]) -> bool:
    """Whether the sentence has come to the present before this figure."""
    return any(
        back in found
        and found[back].role is _AFTER
        and places[back].sentence is places[index].sentence
        for back in range(max(0, index - 3), index)
    )


def _is_past(place: Surroundings, lexicon: RoleLexicon) -> bool:
    """过去要跑3个部门,现在只进一扇门: a before whose after may have no number.

    The words before it are telling ones: one of them says what was needed.
    """
    if not _RE_NEEDED.search(place.near) or lexicon.direct.search(place.near):
        return False
    before = place.before
    once = lexicon.formerly.search(before)
    if once is None and "了" not in place.near:
        once = RE_THOSE_DAYS.search(before)
    if once is None:
        return False
    if lexicon.now.search(before, once.end()) or lexicon.target.search(before, once.end()):
        return False
    if _RE_STRONG.search(before):
        return True
    end = place.mention.span.end
    mark = _RE_TEXT_END.search(place.text, end, end + _REACH)
    return lexicon.now.search(place.text, end, mark.start() if mark else end + _REACH) is not None


def _pair(
    places: Sequence[Surroundings], index: int, lexicon: RoleLexicon, found: dict[int, End]
) -> None:
    """Label the first later figure of the same kind that tells the present."""
    past = places[index]
    for later in range(index + 1, min(len(places), index + _FIGURES)):
        place = places[later]
        far = place.sentence_index - past.sentence_index > _SENTENCES
        if far or place.sentence.paragraph != past.sentence.paragraph:
            return
        if not same_kind(past, place) or compare(past, place) is not _DOWN:
            continue
        end = found.get(later)
        if end and (end.role is not _AFTER or end.pair):
            return
        if end or _is_present(place, lexicon):
            label = f"change-{1 + sum(e.role is _BEFORE and bool(e.pair) for e in found.values())}"
            found[index] = End(_BEFORE, _DOWN, label)
            found[later] = End(_AFTER, _DOWN, label)
            return


def _is_present(place: Surroundings, lexicon: RoleLexicon) -> bool:
    """材料如今只剩41份; 现在合成一个窗口,半天就能拿全."""
    if place.mention.role not in {None, _LEVEL} or "其中" in place.left:
        return False
    now = lexicon.now.search(place.left) or lexicon.now.search(place.lead)
    return now is not None and bool(RE_ONLY.search(place.near) or RE_THEN.match(place.next_words))
