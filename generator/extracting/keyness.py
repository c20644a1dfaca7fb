"""Whether a figure is for the comparing table: outcome, volume, speed or rate of a reform.

After GUIDELINES (``key``): scenery, histories, list lengths, norms, one user's terms, one
enterprise's own size and anecdotes are not; everything else is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.model.fact import Role
from generator.resources import lexicon_data

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from generator.extracting.mention import Mention
    from generator.extracting.segmentation import Document
    from generator.model.evidence import Span

# Members at hand: each look-up of one costs as much as a short pattern.
_LEVEL, _RANK, _TARGET = Role.LEVEL, Role.RANK, Role.TARGET

_NEAR = 8
_AIM_UNITS = frozenset({"元", "美元", "家", "户", "个", "%", "项", "倍"})


class KeyGroup(Struct, frozen=True):
    """One way in which a figure is not for the table (``key_words.yml``).

    Words are patterns of plain alternatives; None where a group has none.
    """

    name: str
    units: frozenset[str]
    words: re.Pattern[str] | None
    near: re.Pattern[str] | None
    unless: re.Pattern[str] | None

    def speaks(self, unit: str, clause: str, behind: str) -> bool:
        """Whether the group speaks against a figure with this unit in this clause.

        Args:
            unit: The figure's canonical unit.
            clause: The words of its clause.
            behind: The number and the words right behind it.
        """
        if self.units and unit not in self.units:
            return False
        told = (
            (self.words is None and self.near is None)
            or (self.words is not None and self.words.search(clause))
            or (self.near is not None and self.near.search(behind))
        )
        return bool(told) and not (self.unless is not None and self.unless.search(clause))


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
    return re.compile("|".join(map(re.escape, words))) if words else None


def _by_unit(groups: Sequence[KeyGroup]) -> dict[str, tuple[KeyGroup, ...]]:
    units = {unit for group in groups for unit in group.units} | {""}
    return {
        unit: tuple(group for group in groups if not group.units or unit in group.units)
        for unit in units
    }


def assign_keys(
    document: Document,
    mentions: Sequence[Mention],
    roles: Mapping[Span, Role],
    themes: Mapping[Span, str],
    measure_names: Mapping[Span, str | None],
    lexicon: KeyLexicon,
    own: Collection[Span] = frozenset(),
) -> dict[Span, bool]:
    """The key flag of every figure; mentions without a quantity are passed over.

    Args:
        document: The article.
        mentions: All numeral mentions.
        roles: The role of each figure.
        themes: The theme of each figure.
        measure_names: The measure that each figure belongs to.
        lexicon: What speaks against a figure.
        own: Figures that belong to an enterprise or another body, not to a park or region.
    """
    return {
        mention.span: not (mention.span in own and _is_own_size(document, mention, lexicon))
        and is_key(
            document,
            mention,
            roles.get(mention.span, _LEVEL),
            themes.get(mention.span, ""),
            measure_names.get(mention.span),
            lexicon,
        )
        for mention in mentions
        if mention.quantity is not None
    }


def is_key(
    document: Document,
    mention: Mention,
    role: Role,
    theme: str,
    measure: str | None,
    lexicon: KeyLexicon,
) -> bool:
    """Whether a reader who compares parks would want this figure in a table.

    Args:
        document: The article.
        mention: The figure; a mention without a quantity is never key.
        role: Its role.
        theme: Its theme id.
        measure: The measure it belongs to, if any.
        lexicon: What speaks against a figure.
    """
    if mention.quantity is None:
        return False
    clause, unit = document.clause_at(mention.span.start).text, mention.quantity.unit
    if role is _RANK:
        return lexicon.own_ranks.search(clause) is None
    if unit in lexicon.speed_units and theme != "livability":
        behind = _behind(document, mention)
        against = [g for g in lexicon.against(unit) if g.speaks(unit, clause, behind)]
        return not against or lexicon.speed_words.search(clause) is not None
    if role is _TARGET and theme in lexicon.silent_targets:
        return _is_aim(document, mention, clause, lexicon)
    if theme in lexicon.silent_themes or (role is _LEVEL and _sums_up(document, mention, lexicon)):
        return False
    behind = _behind(document, mention)
    against = [g for g in lexicon.against(unit) if g.speaks(unit, clause, behind)]
    if measure is not None and theme != "investment":
        against = [group for group in against if group.name != "own_size"]
    return not against


def _is_own_size(document: Document, mention: Mention, lexicon: KeyLexicon) -> bool:
    """Whether a figure of one enterprise is about its size: no time, no gain from a reform."""
    unit = mention.quantity.unit if mention.quantity else ""
    clause = document.clause_at(mention.span.start).text
    return unit not in lexicon.speed_units and not lexicon.gains.search(clause)


def _is_aim(document: Document, mention: Mention, clause: str, lexicon: KeyLexicon) -> bool:
    """Whether a plan of the economy is a yearly aim (全年…力争50家), not one developer's affair."""
    sentence = document.sentence_at(mention.span.start)
    before = document.text[sentence.span.start : mention.span.start]
    unit = mention.quantity.unit if mention.quantity else ""
    if unit not in _AIM_UNITS or mention.surface.endswith("级"):
        return False
    if not lexicon.aims.search(before):
        return False
    own = [group for group in lexicon.groups if group.name == "own_size"]
    behind = _behind(document, mention)
    return not any(g.speaks(unit, clause, behind) for g in own)


def _sums_up(document: Document, mention: Mention, lexicon: KeyLexicon) -> bool:
    """Whether a small number of abstract nouns counts the list before it: “…”等四项荣誉."""
    quantity = mention.quantity
    if quantity is None or quantity.unit not in lexicon.sum_units:
        return False
    if quantity.value > lexicon.sum_most or not lexicon.sums.match(document.text, mention.span.end):
        return False
    clause = document.clause_at(mention.span.start).span
    before = document.text[clause.start : mention.span.start]
    return before.endswith(("等", "”", "》", "’", "这", "另外", "其他")) or "、" in before


def _behind(document: Document, mention: Mention) -> str:
    """The number and the words right behind it."""
    return document.text[mention.span.start : mention.span.end + _NEAR]
