"""The lexicon of roles: words of ``lexicons/roles.yml`` as patterns.

The lists say which words tell of a change, a plan or a share; the patterns here say where such a
word must stand. All of them are alternations of fixed words with bounded gaps.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, Self

from msgspec import Struct

from generator.extracting.scanning import WHITE, Ending, Marked
from generator.extracting.wordlist import beginnings, literal
from generator.model.fact import Basis, Direction, Statistic
from generator.resources import lexicon_data

if TYPE_CHECKING:
    from collections.abc import Iterable

TIME_LEFT = ("再有", "再过", "再等", "还有", "还剩", "还需", "还要", "只差", "还差")
"""Before a time that is left: 再有|40天|就要点火."""

_REACHED = ("投产", "建成", "达产", "投用")
"""What a project has come to when 后 stands behind it."""

# 工业增加值, 提升年 and 过去三年 are other words.
_GUARDS = {
    "增加": "(?!值)",
    "提升": "(?!年|行动)",
    "过去": "(?!的?(?:[\\d两二三四五六七八九十几半]|一年|一个?月|一段))",
    "以往": "(?!年)",
}

# What may stand between a verb of change and its figure: 缩短了约…, 增幅达….
_FILLER = (
    r"(?P<what>(?:办理|开工|竣工|投产|完工|办结|审批)?(?:时间|时限|工期|周期|成本))?"
    r"(?:了|过|率|幅度|比例|达到|达|约|近|将近|整整|足足|平均|累计|共计|共|分别|均|各|超|逾|\s)*"
)

_FILLER_ENDS = f"间限期本了过率度例到达约近整足均计共别各超逾{WHITE}"

# 环节省了5天 is not 环 + 节省.
_NO_RING = r"(?<!环(?=节))"

# What may stand between a word of result and its figure: 压缩到目前的平均…, 变成了….
_RESULT = r"[了”’]?(?:[“‘]|(?:法定|承诺|规定|原有|原来|原)(?:办理|审批)?(?:时限|时间|工期|数量)?的|只需|跑|交|进|目前|现在|如今|现有|现|的|平均|日均|月均|年均|户均|人均|亩均|每[天月年家户亩]|最快|最短|仅|只|不超过|不到|约|近|全部|统一|最少|最多|\s)*"

_RESULT_ENDS = f"至到为成作变了”’“‘的需跑交进前在今有现均天月年家户亩快短仅只过约近部一少多{WHITE}"


class RoleLexicon(Struct, frozen=True):
    """Patterns that decide roles.

    ``direct``, ``object`` and ``result`` are searched in the words just before a figure and end
    at it; the groups ``down`` and ``up`` tell the direction.
    """

    direct: Ending
    object: Marked
    result: Ending
    stirring: re.Pattern[str]
    """One of these stands in all words before a figure of which ``direct``, ``object``, ``result``
    or a word like 变 or 到 tells a change."""
    verb: re.Pattern[str]
    start: re.Pattern[str]
    formerly: re.Pattern[str]
    now: re.Pattern[str]
    target: re.Pattern[str]
    target_words: re.Pattern[str]
    """The plain words of ``target`` and ``TIME_LEFT``: where none stands, nothing is planned by words."""
    target_behind: re.Pattern[str]
    words_behind: re.Pattern[str]
    """What ``target_behind`` takes in."""
    grades: re.Pattern[str]
    done: re.Pattern[str]
    share: re.Pattern[str]
    inside: re.Pattern[str]
    rated: re.Pattern[str]
    interrupt: re.Pattern[str]
    bases: tuple[tuple[Basis, re.Pattern[str]], ...]
    any_basis: re.Pattern[str]
    statistics: tuple[tuple[Statistic, re.Pattern[str]], ...]
    any_statistic: re.Pattern[str]

    @classmethod
    @cache
    def load(cls) -> Self:
        """Read ``lexicons/roles.yml``."""
        data = lexicon_data("roles")
        down, up = data["down"], data["up"]
        changing = down["direct"] + up["direct"] + down["object"] + up["object"]
        before, share = data["before"], data["share"]
        return cls(
            direct=Ending(
                re.compile(_NO_RING + _two_ways(down["direct"], up["direct"]) + _FILLER + "$"),
                {*(word[-1] for word in down["direct"] + up["direct"]), *_FILLER_ENDS},
                beginnings(down["direct"] + up["direct"]),
                leads=True,
            ),
            object=Marked(
                re.compile(
                    _NO_RING
                    + _two_ways(down["object"], up["object"])
                    + r"(?P<object>[^,;:。至到]{1,28})$"
                ),
                _words(down["object"] + up["object"]),
            ),
            result=Ending(re.compile(_result(data)), _RESULT_ENDS, "[至到为成作变]"),
            stirring=re.compile(beginnings((*changing, *"至到为成作变→"))),
            verb=re.compile(_two_ways(down["direct"] + down["short"], up["direct"] + up["short"])),
            start=_any(before["words"] + before["formerly"]),
            formerly=re.compile("|".join(_formerly(word) for word in before["formerly"])),
            now=re.compile(beginnings(before["now"])),
            target=_targets(data["target"]),
            target_words=re.compile(
                beginnings((*(w["word"] for w in data["target"]["words"]), *TIME_LEFT))
            ),
            target_behind=re.compile(
                rf"^[^,;]{{0,8}}(?:{_words(data['target']['after_verbs'])}|(?<!的)跨越|(?:{'|'.join(_REACHED)})后)"
            ),
            words_behind=re.compile(
                beginnings((*data["target"]["after_verbs"], "跨越", *_REACHED))
            ),
            grades=_any(data["target"]["grades"]),
            done=re.compile("|".join(_target(entry, {}) for entry in data["done"]["words"])),
            share=re.compile(rf"(?:{_words(share['words'])})(?!{_words(share['not_before'])})"),
            inside=_any(share["inside"]),
            rated=re.compile(rf"^的?(?:{_words(data['rated']['words'])})"),
            interrupt=re.compile(_words(data["interrupt"]["words"])),
            bases=tuple((Basis(k), _any(v)) for k, v in data["basis"].items() if k != "examples"),
            any_basis=re.compile(
                beginnings(w for k, v in data["basis"].items() if k != "examples" for w in v)
            ),
            statistics=tuple(
                (Statistic(k), _any(v)) for k, v in data["statistic"].items() if k != "examples"
            ),
            any_statistic=re.compile(
                beginnings(w for k, v in data["statistic"].items() if k != "examples" for w in v)
            ),
        )


def way(match: re.Match[str]) -> Direction | None:
    """The direction that a match of ``down`` or ``up`` tells; None for a neutral verb."""
    groups = match.groupdict()
    if groups.get("down"):
        return Direction.DOWN
    return Direction.UP if groups.get("up") else None


def _words(words: Iterable[str]) -> str:
    """One alternation, the longest word first; 增加(?!值) by ``_GUARDS``."""
    longest = sorted(words, key=len, reverse=True)
    return "|".join(literal(word) + _GUARDS.get(word, "") for word in longest)


def _formerly(word: str) -> str:
    """以前, but not 比以前 (a comparison) and not 改造前后; the look-behind stands after the word."""
    return f"{literal(word)}(?<![比较同与跟和]{literal(word)}){_GUARDS.get(word, '')}(?!后)"


def _any(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(_words(words))


def _two_ways(down: Iterable[str], up: Iterable[str]) -> str:
    return f"(?:(?P<down>{_words(down)})|(?P<up>{_words(up)}))"


def _result(data: dict[str, Any]) -> str:
    """缩短至…, “瘦身”成…, 提升到…; with a neutral verb also 变…."""
    down, up, become = data["down"], data["up"], data["become"]
    ways = _two_ways(down["direct"] + down["short"], up["direct"] + up["short"])
    neutral = f"(?:{_words(become['words'])})"
    # A look at one character spares most places the long alternations.
    words = down["direct"] + down["short"] + up["direct"] + up["short"] + become["words"]
    first = "".join(sorted({"变", *(word[0] for word in words)}))
    return rf"(?=[{first}])(?:(?:{ways}|{neutral})[”’]?(?:至|到|为|成为|成|(?<!合)作)|变[”’]?){_RESULT}$"


def _targets(data: dict[str, Any]) -> re.Pattern[str]:
    narrow = data["plan_verbs"]
    verbs = {
        "narrow": _words(narrow),
        "wide": _words(narrow + data["wide_verbs"]),
        "asked": _words(data["asked_verbs"]),
    }
    return re.compile("|".join(_target(entry, verbs) for entry in data["words"]))


def _target(entry: dict[str, Any], verbs: dict[str, str]) -> str:
    """One word with its look-arounds.

    The look-behinds stand after the word and include it: so every alternative begins with a plain
    character, and the engine can skip places where none of them stands.
    """
    word = entry["word"]
    behind = "".join(f"(?<!{literal(noun + word)})" for noun in entry.get("not_behind", ()))
    before = f"(?!{_words(entry['not_before'])})" if "not_before" in entry else ""
    verb = f"(?={verbs[entry['verbs']]})" if "verbs" in entry else ""
    return f"{literal(word)}{behind}{before}{verb}"
