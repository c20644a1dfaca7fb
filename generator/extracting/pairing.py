"""Before and after: the two ends of one change.

A pair is taken where the words leave one reading: a word of result before the second figure
(由19个工作日缩短至1个) or a word of former times before the first and one of the present before the
second (原来要跑5个部门,如今只进1个窗口). Both figures must measure the same thing, by unit.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.extracting.ends import RE_ONLY, RE_THEN, TIMES, End, compare, same_kind
from generator.extracting.past import RE_THOSE_DAYS, fewer_now, left_over, mark_past, spent_twice
from generator.extracting.role_words import way
from generator.extracting.scanning import Beginning, Ending
from generator.model.fact import Direction, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.extracting.role_words import RoleLexicon
    from generator.extracting.surroundings import Surroundings

# Members at hand: each look-up of one costs as much as a short pattern.
_DOWN = Direction.DOWN
_AFTER, _BEFORE, _LEVEL, _RANK = Role.AFTER, Role.BEFORE, Role.LEVEL, Role.RANK

# 从2个到10个, 27枚变1枚: between the ends stands little more than a word of result.
_RE_PLAIN = re.compile(
    r"^(?:(?!、)[^,;:]){0,12}(?:变成了?|变为|变|到|至|→)(?:如今|现在|目前|的|了){0,3}$"
)

# 2022年有1370件;|去年|降为802件: the time that opens the clause of the second end.
_RE_THEN_TIME = re.compile(r"^(?:而)?(?:去年|今年|如今|目前|现在|眼下|上个?月|本月|20\d\d年)底?")

# 多枚公章, 若干张表: the first end without a number.
_RE_MANY = re.compile(r"(?:^|[将把由从的])(?:多|若干|几|数)[枚张个本份项道种套次趟]")

# 再到, 再压缩到, 又降至: a further step.
_RE_FURTHER = re.compile(r"^,?(?:再|又|进而|继而|直至|最终)(?:[\u4e00-\u9fff]{1,2})?(?:到|至|为)$")

# 三年前只有|12个人: how much there was.
_RE_STOOD = re.compile(r"(?:只有|仅有|才有|只|仅|才|有|是|要|需|得)[\u4e00-\u9fff]{0,3}$|、$")

# Words that open the first end right before it.
_RE_FROM = re.compile(r"(?:从|由)[^,;]{0,10}$")

# 用时90天,去年同期这个数字是140天; 只要3天,以前得20天: the first end told last.
_AFTERTHOUGHT_STARTS = frozenset("而但去上改以过原此之")
_RE_AFTERTHOUGHT = Beginning(
    re.compile(
        r"(?:而|但)?(?:去年同期|上年同期|去年|上年|改革前|以前|过去|原来|此前|之前|以往)"
        r"(?:这[个一]?(?:数字|数据|时间|指标)|同样的?(?:手续|流程|事项|项目))?"
        r"(?:还|至少|则|却|通常|平均|往往)*(?:是|为|要|需|需要|得|得要|要花|要跑|要等)(?:约|近|整整)?$"
    ),
    _AFTERTHOUGHT_STARTS,
)

# 合并成1次, 整合为1个: what was different becomes one thing.
_RE_MERGED = Ending(
    re.compile(r"(?:合并|整合|归并|集成|融合|打包)[”’]?(?:至|到|为|成)[“‘]?$"), "至到为成“‘"
)

_RE_EACH_OWN = re.compile(r"原本|分头|各自|分别|各发|所需|涉及")

_KINDS = frozenset({None, Role.LEVEL, Role.RANK})
"""What a figure may be by its own words to be an end of a change; a rank can rise."""

_COUNTED = frozenset({None, _LEVEL})

_FAR = 3
"""How many figures back the first end may stand."""


def find_ends(
    places: Sequence[Surroundings], lexicon: RoleLexicon, quiet: Sequence[bool]
) -> dict[int, End]:
    """The ends of changes among an article's figures.

    Args:
        places: All figures in text order.
        lexicon: Words of change and of time.
        quiet: For each figure whether the words before it tell of no change (``quiet_places``).

    Returns:
        Ends by position in ``places``; labels count from 1 in text order.
    """
    found: dict[int, End] = {}
    for index, place in enumerate(places):
        if place.mention.role not in _KINDS:
            continue
        if quiet[index] and place.unit not in TIMES and place.left[:1] not in _AFTERTHOUGHT_STARTS:
            # Such a figure can only be the second end of what was told before: 以前5个,如今开设2个.
            first = _first_end(places, index, lexicon, found, quiet=True) if index else None
            if first is not None:
                _couple(places, first, index, None, found)
        else:
            _read_end(places, index, lexicon, found)
    mark_past(places, lexicon, found)
    return found


def quiet_places(places: Sequence[Surroundings], lexicon: RoleLexicon) -> list[bool]:
    """For each figure whether the words before it tell of no change; more than half are so.

    All that ``_read_end`` asks of a figure alone holds one of the words of ``stirring`` or of the
    characters of ``telling``: what is asked for anew there has to stand in one of them, too.
    """
    stirring = lexicon.stirring.search
    return [not place.telling and stirring(place.near) is None for place in places]


def _couple(
    places: Sequence[Surroundings],
    first: int,
    index: int,
    verb: Direction | None,
    found: dict[int, End],
) -> None:
    """Two figures are before and after of one change."""
    label = f"change-{1 + sum(end.role is _BEFORE for end in found.values())}"
    direction = compare(places[first], places[index]) or verb
    found[first] = End(_BEFORE, direction, label)
    found[index] = End(_AFTER, direction, label)


def _read_end(
    places: Sequence[Surroundings], index: int, lexicon: RoleLexicon, found: dict[int, End]
) -> None:
    place = places[index]
    result = lexicon.result.search(place.near)
    first = _first_end(places, index, lexicon, found, changed=result is not None) if index else None
    verb = way(result) if result else None
    if first is not None:
        _couple(places, first, index, verb, found)
    elif result is not None and verb is not None and place.mention.role is not _RANK:
        found[index] = End(_AFTER, verb, None)
    elif (before := found.get(index - 1)) and _goes_on(places[index - 1], place, before):
        found[index] = End(_AFTER, before.direction, None)
    elif (place.telling or place.unit in TIMES) and _present(place, lexicon):
        found[index] = End(_AFTER, verb or _DOWN, None)
    elif (
        place.left[:1] in _AFTERTHOUGHT_STARTS
        and (later := _later_end(places, index, lexicon, found)) is not None
    ):
        label = f"change-{1 + sum(end.role is _BEFORE for end in found.values())}"
        direction = compare(place, places[later])
        found[later] = End(_AFTER, direction, label)
        found[index] = End(_BEFORE, direction, label)
    elif (result and _plural_first(place, result)) or (
        place.telling and left_over(places, index, found)
    ):
        found[index] = End(_AFTER, _DOWN, None)


def _goes_on(other: Surroundings, place: Surroundings, end: End) -> bool:
    """从30天到3天再到|1天: a further step of the same change."""
    if end.role is not _AFTER or other.sentence_index != place.sentence_index:
        return False
    return same_kind(other, place) and _RE_FURTHER.search(place.near) is not None


def _first_end(
    places: Sequence[Surroundings],
    index: int,
    lexicon: RoleLexicon,
    found: dict[int, End],
    *,
    changed: bool = False,
    quiet: bool = False,
) -> int | None:
    place = places[index]
    unit, sentence = place.unit, place.sentence_index
    timed = unit in TIMES
    for back in range(index - 1, max(-1, index - 1 - _FAR), -1):
        other = places[back]
        near = sentence - other.sentence_index
        if near > 1 or (near and changed):
            return None
        alike = other.unit == unit or (timed and other.unit in TIMES)  # as same_kind
        if back in found:
            if alike:
                return None
            continue
        if not quiet and place.previous is other.mention and _merged(other, place, lexicon):
            return back
        if alike and other.mention.role in _KINDS:
            joined = _joined(other, place, lexicon, changed=changed)
            return back if joined else None
    return None


def _joined(
    other: Surroundings, place: Surroundings, lexicon: RoleLexicon, *, changed: bool
) -> bool:
    between = place.text[other.mention.span.end : place.mention.span.start]
    same_clause = other.clause == place.clause
    if same_clause and _RE_PLAIN.match(between):
        marked = "变" in between or "→" in between
        return bool(changed or marked or _RE_FROM.search(other.near))
    if not changed:
        present = lexicon.now.search(between) or RE_THEN.match(place.next_words)
        if present is not None and _is_former(other, place, lexicon):
            return True
        spent = place.unit in TIMES and spent_twice(other, place, between)
        return spent or (place.telling and fewer_now(other, place))
    if lexicon.direct.search(other.near):  # 比往年少付72万元 is no end
        return False
    if same_clause or lexicon.start.search(other.left) or _verb_first(place, lexicon):
        return True
    return place.unit != "元" and RE_THOSE_DAYS.search(other.left) is not None


def _is_former(other: Surroundings, place: Surroundings, lexicon: RoleLexicon) -> bool:
    """Whether the words before a figure put it into former times: 以前要20天, 三年前只有12人."""
    if lexicon.direct.search(other.near):
        return False
    if lexicon.formerly.search(other.left) or lexicon.formerly.search(other.lead):
        return True
    stood = place.unit != "元" and RE_THOSE_DAYS.search(other.left) is not None
    return stood and _RE_STOOD.search(other.near) is not None


def _verb_first(place: Surroundings, lexicon: RoleLexicon) -> bool:
    """Whether the clause begins with its verb of change, so that it goes on with the last one."""
    words = _RE_THEN_TIME.sub("", place.near, count=1).lstrip("“‘被已均也就将全部又再")
    return lexicon.verb.match(words) is not None or words.startswith("变")


def _later_end(
    places: Sequence[Surroundings], index: int, lexicon: RoleLexicon, found: dict[int, End]
) -> int | None:
    """The figure of the clause before, when this one tells what it was: ...,去年同期是140天."""
    place = places[index]
    if not index or not _RE_AFTERTHOUGHT.match(place.left):
        return None
    other = places[index - 1]
    near = other.sentence_index == place.sentence_index and same_kind(other, place)
    if not near or index - 1 in found or lexicon.direct.search(other.near):
        return None
    return index - 1 if other.mention.role in _COUNTED else None


def _plural_first(place: Surroundings, result: re.Match[str]) -> bool:
    """多枚公章合为一枚: many without a number become one."""
    return _RE_MANY.search(place.near[: result.start()]) is not None


def _present(place: Surroundings, lexicon: RoleLexicon) -> bool:
    """原来要来回跑,现在只跑一次: the first end without a number."""
    done = place.unit in TIMES and RE_THEN.match(place.next_words)
    if not (done or (place.telling and RE_ONLY.search(place.near))):
        return False
    if "其中" in place.left or place.mention.role is _RANK:
        return False
    once = lexicon.formerly.search(place.lead)
    return once is not None and bool(lexicon.now.search(place.sentence.text, once.end()))


def _merged(other: Surroundings, place: Surroundings, lexicon: RoleLexicon) -> bool:
    """把9类评估合并成1次评估: counts of different words become one another."""
    if other.mention.role not in _COUNTED or not _RE_MERGED.search(place.near):
        return False
    if _RE_EACH_OWN.search(place.near):  # 16个行业分头发放的证件归并为一张
        return False
    counts = not any(p.unit in TIMES or p.unit == "%" or "元" in p.unit for p in (other, place))
    return counts and lexicon.result.search(place.near) is not None
