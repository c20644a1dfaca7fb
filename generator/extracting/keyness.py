"""Whether a figure is for the comparing table: outcome, volume, speed or rate of a reform.

After GUIDELINES (``key``): scenery, histories, list lengths, norms, one user's terms, one
enterprise's own size and anecdotes are not; everything else is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.model.fact import Role
from generator.resources import lexicon_data

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.extracting.mention import Mention
    from generator.extracting.segmentation import Document
    from generator.model.evidence import Span

_NEAR = 8


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """One way in which a figure is not for the table (``key_words.yml``)."""

    name: str
    units: frozenset[str]
    words: tuple[str, ...]
    near: tuple[str, ...]
    unless: tuple[str, ...]

    def speaks(self, unit: str, clause: str, behind: str) -> bool:
        """Whether the group speaks against a figure with this unit in this clause.

        Args:
            unit: The figure's canonical unit.
            clause: The words of its clause.
            behind: The number and the words right behind it.
        """
        if self.units and unit not in self.units:
            return False
        if any(word in clause for word in self.unless):
            return False
        if not self.words and not self.near:
            return True
        return any(word in clause for word in self.words) or any(w in behind for w in self.near)


@dataclass(frozen=True, slots=True)
class KeyLexicon:
    """What speaks against a figure, and the speeds that are always for the table."""

    groups: tuple[KeyGroup, ...]
    silent_targets: frozenset[str]
    silent_themes: frozenset[str]
    speed_units: frozenset[str]
    speed_words: tuple[str, ...]
    own_ranks: tuple[str, ...]

    @classmethod
    def load(cls) -> KeyLexicon:
        """The shipped lexicon."""
        data = lexicon_data("key_words")
        groups = (
            KeyGroup(
                name,
                frozenset(group["units"]),
                tuple(group["words"]),
                tuple(group["near"]),
                tuple(group["unless"]),
            )
            for name, group in data["groups"].items()
        )
        return cls(
            tuple(groups),
            frozenset(data["silent_targets"]),
            frozenset(data["silent_themes"]),
            frozenset(data["speed"]["units"]),
            tuple(data["speed"]["words"]),
            tuple(data["own_ranks"]),
        )


def assign_keys(
    document: Document,
    mentions: Sequence[Mention],
    roles: Mapping[Span, Role],
    themes: Mapping[Span, str],
    measure_names: Mapping[Span, str | None],
    lexicon: KeyLexicon,
) -> dict[Span, bool]:
    """The key flag of every figure; mentions without a quantity are passed over."""
    return {
        mention.span: is_key(
            document,
            mention,
            roles.get(mention.span, Role.LEVEL),
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
    if role is Role.RANK:
        return not any(word in clause for word in lexicon.own_ranks)
    if unit in lexicon.speed_units and theme != "livability":
        against = [g for g in lexicon.groups if g.speaks(unit, clause, _behind(document, mention))]
        return not against or any(word in clause for word in lexicon.speed_words)
    if role is Role.TARGET and theme in lexicon.silent_targets:
        return False
    if theme in lexicon.silent_themes:
        return False
    behind = _behind(document, mention)
    against = [group for group in lexicon.groups if group.speaks(unit, clause, behind)]
    if measure is not None and theme != "investment":
        against = [group for group in against if group.name != "own_size"]
    return not against


def _behind(document: Document, mention: Mention) -> str:
    """The number and the words right behind it."""
    return document.text[mention.span.start : mention.span.end + _NEAR]
