"""How a text uses quoted words that no lexicon has: as a scheme that works, or as a mere word.

A scheme is introduced (秘诀就是“…”), counted (建了15个“…”), and has results (“…”累计放款3亿元).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Self

from msgspec import Struct

from generator.extracting.scanning import Ending
from generator.extracting.wordlist import literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

# A count before the name: 9个“…”, 56名“…”, 15余家“…”.
_RE_COUNTED = Ending(
    re.compile(r"[0-9一二三四五六七八九十两几][余多]?[个名位支辆条张处笔宗场期间套]$"),
    "个名位支辆条张处笔宗场期间套",
)

# The first of its kind: 首笔“…”, 第5个实现“…”.
_RE_NUMBERED = re.compile(
    r"(?:首[笔单张例批个场期]|第[0-9一二三四五]+[个家宗笔单期场][一-龥]{0,4})$"
)

# 以“…”为抓手, 以“…”活动为牵引.
_RE_LEADING_AS = re.compile(
    r"[”’]?(?:活动|行动|工程|改革|机制|制度)?为(?:总?抓手|牵引|载体|契机|突破口|切入点|引领|统领|主线|依托|支撑)"
)

# What makes an example of the name: 是“…”的一个缩影.
_RE_EXAMPLE_OF = re.compile(r"的(?:一个|生动|具体|真实)*(?:缩影|写照|实践|例子|案例)")

# Adverbs between a name and what it does: “…”今年上半年累计放款.
_ADVERBS = (
    r"(?:已经|已|又|还|就|也|共|累计|先后|目前|现场|定期|正式|平均|今年|去年|全年|上半年"
    r"|前?[0-9一二三]?季度|每[周月季年天日晚]|总共|一共|全部|可以|能)*"
)

# A figure right behind the name, or behind the few words of its clause: “…”800万元, “…”项目14个.
_RE_FIGURE_NEXT = re.compile(r"(?:共|累计|达|已?有|约|近|超)?[0-9]")
_RE_FIGURE_SOON = re.compile(r"[一-龥]{1,9}?(?<![第前后])[0-9]")


class Usage(Struct, frozen=True):
    """The words around names in use, as patterns (``measure_verbs.yml``)."""

    calling: Ending
    """At the end of the words before: 办法叫, 秘诀就是, 靠的是."""
    using: Ending
    """At the end of the words before: 靠, 布下, 改由; also paperwork: 手续, 施工图."""
    working: re.Pattern[str]
    """Behind the name: what only schemes, services and tools do."""
    qualified: re.Pattern[str]
    """Behind the name: the words only qualify another thing."""

    @classmethod
    def load(cls, groups: Mapping[str, Sequence[str]]) -> Self:
        """Build the patterns from the lexicon's groups of words."""
        ideas, calling = _any_of(groups["ideas"]), _any_of(groups["calling"])
        using = [*groups["using"], *groups["paperwork"]]
        return cls(
            Ending(
                re.compile(rf"(?:{ideas}(?:就)?(?:是|叫|在于)|{calling})$"),
                {"是", "叫", "于", *(word[-1] for word in groups["calling"])},
            ),
            Ending(re.compile(rf"{_any_of(using)}$"), {word[-1] for word in using}),
            re.compile(_ADVERBS + _any_of(groups["working"])),
            re.compile(rf"的?{_any_of(groups['qualified'])}|[、”’“]"),
        )

    def weight(self, before: str, after: str) -> float:
        """How much the words around a quoted run speak for a scheme in use.

        Args:
            before: The words of the clause before the opening mark.
            after: The words of the clause behind the closing mark.

        Returns:
            From 0 to about 4; two make a name of it.
        """
        counted = _RE_COUNTED.search(before)
        weight = 1.0 * (counted is not None) + 1.0 * (_RE_EXAMPLE_OF.match(after) is not None)
        weight += self._before(before[: counted.start()] if counted else before)
        if before.endswith("以") and _RE_LEADING_AS.match(after):
            weight += 1.0
        return weight + self._behind(after)

    def _before(self, before: str) -> float:
        if self.calling.search(before):
            return 2.0
        return 1.0 if self.using.search(before) or _RE_NUMBERED.search(before) else 0.0

    def _behind(self, after: str) -> float:
        if not after or self.qualified.match(after):
            return 0.0
        if _RE_FIGURE_NEXT.match(after):
            return 1.5
        if self.working.match(after):
            return 1.5 if any(character.isdigit() for character in after) else 1.0
        return 1.0 if _RE_FIGURE_SOON.match(after) else 0.0


def _any_of(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(sorted(map(literal, words), key=len, reverse=True))})"
