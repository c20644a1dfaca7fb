"""Whether a figure is for the comparing table: outcome, volume, speed or rate of a reform.

After GUIDELINES (``key``): scenery, histories, list lengths, norms, one user's terms, one
enterprise's own size and anecdotes are not; everything else is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.extracting.wordlist import beginnings
from generator.model.fact import Role
from generator.resources import lexicon_data

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from generator.extracting.surroundings import Surroundings
    from generator.model.evidence import Span

# Members at hand: each look-up of one costs as much as a short pattern.
_LEVEL, _RANK, _TARGET = Role.LEVEL, Role.RANK, Role.TARGET

_NEAR = 8
_OWN_SIZE = "own_size"
"""The group of what one enterprise has."""
_SUMMING = ("等", "”", "》", "’", "这", "另外", "其他")
_AIM_UNITS = frozenset({"元", "美元", "家", "户", "个", "%", "项", "倍"})


class KeyGroup(Struct, frozen=True):
    """One way in which a figure is not for the table (``key_words.yml``).

    Words are patterns of where one of some plain words begins; None where a group has none.
    """

    name: str
    units: frozenset[str]
    words: re.Pattern[str] | None
    near: re.Pattern[str] | None
    unless: re.Pattern[str] | None


class KeyLexicon(Struct, frozen=True):
    """What speaks against a figure, and the speeds that are always for the table."""

    groups: tuple[KeyGroup, ...]
    by_unit: Mapping[str, tuple[KeyGroup, ...]]
    """The groups that can speak against a unit; those of ``""`` for every other unit."""
    silent_targets: frozenset[str]
    silent_themes: frozenset[str]
    speed_units: frozenset[str]
    speed_words: re.Pattern[str]
    own_ranks: re.Pattern[str]
    sum_units: frozenset[str]
    sum_most: int
    sums: re.Pattern[str]
    """An abstract noun behind a number that sums up a list, a few characters between."""
    aims: re.Pattern[str]
    gains: re.Pattern[str]

    def against(self, unit: str) -> tuple[KeyGroup, ...]:
        """The groups that can speak against a figure with this unit."""
        return self.by_unit.get(unit, self.by_unit[""])

    @classmethod
    def load(cls) -> KeyLexicon:
        """The shipped lexicon."""
        data = lexicon_data("key_words")
        groups = tuple(
            KeyGroup(
                name,
                frozenset(group["units"]),
                _any(group["words"]),
                _any(group["near"]),
                _any(group["unless"]),
            )
            for name, group in data["groups"].items()
        )
        return cls(
            groups,
            _by_unit(groups),
            frozenset(data["silent_targets"]),
            frozenset(data["silent_themes"]),
            frozenset(data["speed"]["units"]),
            re.compile("|".join(map(re.escape, data["speed"]["words"]))),
            re.compile("|".join(map(re.escape, data["own_ranks"]))),
            frozenset(data["sums"]["units"]),
            int(data["sums"]["most"]),
            re.compile(rf"[\u4e00-\u9fff]{{0,4}}?(?:{'|'.join(data['sums']['nouns'])})"),
            re.compile("|".join(map(re.escape, data["aims"]))),
            re.compile("|".join(map(re.escape, data["gains"]))),
        )


def _any(words: Sequence[str]) -> re.Pattern[str] | None:
    return re.compile(beginnings(words)) if words else None


def _by_unit(groups: Sequence[KeyGroup]) -> dict[str, tuple[KeyGroup, ...]]:
    units = {unit for group in groups for unit in group.units} | {""}
    return {
        unit: tuple(group for group in groups if not group.units or unit in group.units)
        for unit in units
    }


def assign_keys(
    places: Sequence[Surroundings],
    roles: Mapping[Span, Role],
    themes: Mapping[Span, str],
    measure_names: Mapping[Span, str | None],
    lexicon: KeyLexicon,
    own: Collection[Span] = frozenset(),
) -> dict[Span, bool]:
    """The key flag of every figure.

    Args:
        places: The surroundings of the figures.
        roles: The role of each figure.
        themes: The theme of each figure.
        measure_names: The measure that each figure belongs to.
        lexicon: What speaks against a figure.
        own: Figures that belong to an enterprise or another body, not to a park or region.
    """
    keys: dict[Span, bool] = {}
    for place in places:
        span = place.mention.span
        if span in own and _is_own_size(place, lexicon):
            keys[span] = False
            continue
        role, theme = roles.get(span, _LEVEL), themes.get(span, "")
        keys[span] = is_key(place, role, theme, measure_names.get(span), lexicon)
    return keys


def is_key(
    place: Surroundings, role: Role, theme: str, measure: str | None, lexicon: KeyLexicon
) -> bool:
    """Whether a reader who compares parks would want this figure in a table.

    Args:
        place: The surroundings of the figure.
        role: Its role.
        theme: Its theme id.
        measure: The measure it belongs to, if any.
        lexicon: What speaks against a figure.
    """
    clause, unit = place.segment.text, place.unit
    if role is _RANK:
        return lexicon.own_ranks.search(clause) is None
    if unit in lexicon.speed_units and theme != "livability":
        against = _against(place, lexicon.against(unit))
        return not against or lexicon.speed_words.search(clause) is not None
    if role is _TARGET and theme in lexicon.silent_targets:
        return _is_aim(place, lexicon)
    if theme in lexicon.silent_themes or (role is _LEVEL and _sums_up(place, lexicon)):
        return False
    reformed = measure is not None and theme != "investment"
    return not _against(place, lexicon.against(unit), _OWN_SIZE if reformed else "")


def _against(place: Surroundings, groups: Sequence[KeyGroup], spared: str = "") -> bool:
    """Whether one of some groups that can speak against a figure does, but for one.

    A group speaks by a word in the figure's clause or one right behind the number, a group without
    words always; a word of ``unless`` in the clause forbids it.
    """
    span, clause = place.mention.span, place.segment.text
    behind = place.text[span.start : span.end + _NEAR]
    for group in groups:
        words, near, unless = group.words, group.near, group.unless
        if (
            group.name != spared
            and (
                (words is not None and words.search(clause))
                or (near is not None and near.search(behind))
                or (words is None and near is None)
            )
            and not (unless is not None and unless.search(clause))
        ):
            return True
    return False


def _is_own_size(place: Surroundings, lexicon: KeyLexicon) -> bool:
    """Whether a figure of one enterprise is about its size: no time, no gain from a reform."""
    return place.unit not in lexicon.speed_units and not lexicon.gains.search(place.segment.text)


def _is_aim(place: Surroundings, lexicon: KeyLexicon) -> bool:
    """Whether a plan of the economy is a yearly aim (全年…力争50家), not one developer's affair."""
    if place.unit not in _AIM_UNITS or place.mention.surface.endswith("级"):
        return False
    if not lexicon.aims.search(place.before):
        return False
    return not _against(place, [g for g in lexicon.against(place.unit) if g.name == _OWN_SIZE])


def _sums_up(place: Surroundings, lexicon: KeyLexicon) -> bool:
    """Whether a small number of abstract nouns counts the list before it: “…”等四项荣誉."""
    mention = place.mention
    if mention.quantity is None or place.unit not in lexicon.sum_units:
        return False
    if mention.quantity.value > lexicon.sum_most:
        return False
    if not lexicon.sums.match(place.text, mention.span.end):
        return False
    return place.left.endswith(_SUMMING) or "、" in place.left
