"""Before and after: the two ends of one change.

A pair is taken where the words leave one reading: a word of result before the second figure
(由19个工作日缩短至1个) or a word of former times before the first and one of the present before the
second (原来要跑5个部门,如今只进1个窗口). Both figures must measure the same thing, by unit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.extracting.role_words import way
from generator.model.fact import Direction, Role

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from generator.extracting.role_words import RoleLexicon
    from generator.extracting.surroundings import Surroundings

# Hours in a unit of time, working days as whole days: only the order of two times is asked for.
_HOURS = {
    "分钟": 1 / 60,
    "小时": 1,
    "天": 24,
    "日": 24,
    "工作日": 24,
    "周": 168,
    "月": 720,
    "年": 8760,
}

TIMES = frozenset(_HOURS)
"""Units of time, comparable with one another."""

# 从2个到10个, 27枚变1枚: between the ends stands little more than a word of result.
_RE_PLAIN = re.compile(
    r"^(?:(?!、)[^,;:]){0,12}(?:变成了?|变为|变|到|至|→)(?:如今|现在|目前|的|了){0,3}$"
)

# 多枚公章, 若干张表: the first end without a number.
_RE_MANY = re.compile(r"(?:^|[将把由从的])(?:多|若干|几|数)[枚张个本份项道种套次趟]")

# Words that open the first end right before it.
_RE_FROM = re.compile(r"(?:从|由)[^,;]{0,10}$")

# 只跑一次: the present is less than what was.
_RE_ONLY = re.compile(r"只|仅|就|便")

# 原本45天才能办完,7天就办好了.
_RE_THEN = re.compile(r"[以之]?内?(?:就|便|即)(?!业)")

# 用时90天,去年同期这个数字是140天; 只要3天,以前得20天: the first end told last.
_RE_AFTERTHOUGHT = re.compile(
    r"^(?:而|但)?(?:去年同期|上年同期|去年|上年|改革前|以前|过去|原来|此前|之前|以往)"
    r"(?:这[个一]?(?:数字|数据|时间|指标)|同样的?(?:手续|流程|事项|项目))?"
    r"(?:还|至少|则|却|通常|平均|往往)*(?:是|为|要|需|需要|得|得要|要花|要跑|要等)(?:约|近|整整)?$"
)

# 以前开店要跑4个部门、交12份材料,现在一次办好: what was, with an end without a number.
_RE_NEEDED = re.compile(r"(?:要|需|得|跑|填|交|花|盖|等)[^,;的]{0,6}$")

# 合并成1次, 整合为1个: what was different becomes one thing.
_RE_MERGED = re.compile(r"(?:合并|整合|归并|集成|融合|打包)[”’]?(?:至|到|为|成)[“‘]?$")

_KINDS = frozenset({None, Role.LEVEL, Role.RANK})
"""What a figure may be by its own words to be an end of a change; a rank can rise."""

_FAR = 3
"""How many figures back the first end may stand."""


@dataclass(frozen=True, slots=True)
class End:
    """One end of a change; ``pair`` is None when the other end has no number."""

    role: Role
    direction: Direction | None
    pair: str | None


def find_ends(places: Sequence[Surroundings], lexicon: RoleLexicon) -> dict[int, End]:
    """The ends of changes among an article's figures.

    Args:
        places: All figures in text order.
        lexicon: Words of change and of time.

    Returns:
        Ends by position in ``places``; labels count from 1 in text order.
    """
    found: dict[int, End] = {}
    for index, place in enumerate(places):
        if place.mention.role not in _KINDS:
            continue
        _read_end(places, index, lexicon, found)
    _mark_past(places, lexicon, found)
    return found


def _mark_past(places: Sequence[Surroundings], lexicon: RoleLexicon, found: dict[int, End]) -> None:
    """过去要跑3个部门,现在只进一扇门: a before whose after has no number."""
    for index, place in enumerate(places):
        if index in found or place.mention.role not in {None, Role.LEVEL}:
            continue
        once = lexicon.formerly.search(place.lead + place.left)
        if once is None or not _RE_NEEDED.search(place.near):
            continue
        words = place.sentence.text
        offset = place.mention.span.end - place.sentence.span.start
        between = words[once.end() : offset]
        if lexicon.now.search(words, offset) and not lexicon.now.search(between):
            found[index] = End(Role.BEFORE, Direction.DOWN, None)


def _read_end(
    places: Sequence[Surroundings], index: int, lexicon: RoleLexicon, found: dict[int, End]
) -> None:
    place = places[index]
    result = lexicon.result.search(place.near)
    first = _first_end(places, index, lexicon, found, changed=result is not None)
    verb = way(result) if result else None
    if first is not None:
        label = f"change-{1 + sum(end.role is Role.BEFORE for end in found.values())}"
        direction = _compare(places[first], place) or verb
        found[first] = End(Role.BEFORE, direction, label)
        found[index] = End(Role.AFTER, direction, label)
    elif result is not None and verb is not None and place.mention.role is not Role.RANK:
        found[index] = End(Role.AFTER, verb, None)
    elif _present(place, lexicon):
        found[index] = End(Role.AFTER, verb or Direction.DOWN, None)
    elif (later := _later_end(places, index, lexicon, found)) is not None:
        label = f"change-{1 + sum(end.role is Role.BEFORE for end in found.values())}"
        direction = _compare(place, places[later])
        found[later] = End(Role.AFTER, direction, label)
        found[index] = End(Role.BEFORE, direction, label)
    elif _plural_first(place, result):
        found[index] = End(Role.AFTER, Direction.DOWN, None)


def _first_end(
    places: Sequence[Surroundings],
    index: int,
    lexicon: RoleLexicon,
    found: dict[int, End],
    *,
    changed: bool,
) -> int | None:
    place = places[index]
    for back in range(index - 1, max(-1, index - 1 - _FAR), -1):
        other = places[back]
        near = place.sentence_index - other.sentence_index
        if near > 1 or (near and changed):
            return None
        if back in found:
            if _same_kind(other, place):
                return None
            continue
        if other.mention.role in {None, Role.LEVEL} and _merged(other, place, lexicon):
            return back
        if other.mention.role in _KINDS and _same_kind(other, place):
            joined = _joined(other, place, lexicon, changed=changed)
            return back if joined else None
    return None


def _joined(
    other: Surroundings, place: Surroundings, lexicon: RoleLexicon, *, changed: bool
) -> bool:
    between = place.text[other.mention.span.end : place.mention.span.start]
    same_clause = other.clause == place.clause
    if same_clause and _RE_PLAIN.search(between):
        return bool(changed or _RE_FROM.search(other.near) or "变" in between)
    if changed:
        opened = lexicon.start.search(other.left) is not None
        return opened or same_clause or _verb_first(place, lexicon)
    once = lexicon.formerly.search(other.left) or lexicon.formerly.search(other.lead)
    present = lexicon.now.search(between) or _RE_THEN.match(place.next_words)
    return once is not None and present is not None


def _verb_first(place: Surroundings, lexicon: RoleLexicon) -> bool:
    """Whether the clause begins with its verb of change, so that it goes on with the last one."""
    words = place.near.lstrip("“‘被已均也就将全部")
    return lexicon.verb.match(words) is not None or words.startswith("变")


def _later_end(
    places: Sequence[Surroundings], index: int, lexicon: RoleLexicon, found: dict[int, End]
) -> int | None:
    """The figure of the clause before, when this one tells what it was: ...,去年同期是140天."""
    place = places[index]
    if not index or not _RE_AFTERTHOUGHT.match(place.left):
        return None
    other = places[index - 1]
    near = other.sentence_index == place.sentence_index and _same_kind(other, place)
    if not near or index - 1 in found or lexicon.direct.search(other.near):
        return None
    return index - 1 if other.mention.role in {None, Role.LEVEL} else None


def _plural_first(place: Surroundings, result: re.Match[str] | None) -> bool:
    """多枚公章合为一枚: many without a number become one."""
    return result is not None and _RE_MANY.search(place.near[: result.start()]) is not None


def _present(place: Surroundings, lexicon: RoleLexicon) -> bool:
    """原来要来回跑,现在只跑一次: the first end without a number."""
    once = lexicon.formerly.search(place.lead)
    if "其中" in place.left or place.mention.role is Role.RANK:
        return False
    if once is None or not _RE_ONLY.search(place.near):
        return False
    return lexicon.now.search(place.sentence.text, once.end()) is not None


def _merged(other: Surroundings, place: Surroundings, lexicon: RoleLexicon) -> bool:
    """把9类评估合并成1次评估: counts of different words become one another."""
    if place.previous is not other.mention or not _RE_MERGED.search(place.near):
        return False
    counts = not any(p.unit in _HOURS or p.unit == "%" or "元" in p.unit for p in (other, place))
    return counts and lexicon.result.search(place.near) is not None


def _same_kind(one: Surroundings, two: Surroundings) -> bool:
    return one.unit == two.unit or (one.unit in _HOURS and two.unit in _HOURS)


def _compare(first: Surroundings, second: Surroundings) -> Direction | None:
    a, b = _size(first), _size(second)
    if a == b:
        return None
    return Direction.UP if b > a else Direction.DOWN


def _size(place: Surroundings) -> float:
    quantity = place.mention.quantity
    value: Decimal | int = quantity.value if quantity else 0
    return float(value) * _HOURS.get(place.unit, 1)
