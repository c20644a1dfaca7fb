"""What speaks for each theme at one figure, place by place, and what ties it to the one before.

A place is where evidence stands: just before the figure, between the figure before it and this one,
in its clause, its sentence, its paragraph, its measure, its unit. What each place weighs was fitted
on annotated articles (``theme_weights.yml``); nothing here knows a weight.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.extracting.theme_lexicon import STRENGTH
from generator.extracting.theme_map import item_of, part_of
from generator.model.evidence import Span
from generator.model.fact import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.extracting.measures import FoundMeasure
    from generator.extracting.mention import Mention
    from generator.extracting.segmentation import Document
    from generator.extracting.theme_lexicon import ThemeLexicon
    from generator.extracting.theme_map import ThemeMap

Evidence = Mapping[str, Mapping[str, float]]
"""From a place to the themes that it speaks for, and how much."""

_BESIDE, _RIGHT_BEHIND = 6, 5
_WHOLE_RULE = 8.0
_DOUBT = 2.0


@dataclass(frozen=True, slots=True)
class FigureEvidence:
    """One figure: what speaks for its theme, and its ties to the figure before it."""

    mention: Mention
    places: Evidence
    ties: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Frame:
    """The stretches of text that surround a figure, from the nearest outwards."""

    span: Span
    item: Span
    clause: Span
    part: Span
    sentence: Span
    paragraph: Span
    above: Span
    """The sentence before, inside the paragraph."""
    between: Span
    """From the figure before it in the part, or from the part's start."""
    after: Span
    """Up to the next figure or the item's end."""


class EvidenceReader:
    """Reads the evidence for the figures of one article.

    Args:
        document: The article.
        words: Where the words that tell a theme stand in it.
        lexicon: Units and settled cases.
        found: The article's measures.
    """

    def __init__(
        self,
        document: Document,
        words: ThemeMap,
        lexicon: ThemeLexicon,
        found: Sequence[FoundMeasure],
    ) -> None:
        self._document, self._words, self._lexicon = document, words, lexicon
        self._themes = {measure.name: measure.theme for measure in found}
        self._named = sorted(
            (span.start, measure.theme) for measure in found for span in measure.mentions
        )

    def read(
        self,
        mentions: Sequence[Mention],
        owners: Mapping[Span, str | None],
        roles: Mapping[Span, Role],
    ) -> tuple[FigureEvidence, ...]:
        """The evidence for every figure, in text order.

        Args:
            mentions: The figures.
            owners: The measure that each figure belongs to.
            roles: The role of each figure.
        """
        read: list[FigureEvidence] = []
        for index, mention in enumerate(mentions):
            before = mentions[index - 1] if index else None
            behind = mentions[index + 1] if index + 1 < len(mentions) else None
            frame = self._frame(mention, before, behind)
            places = self._places(frame, mention, owners.get(mention.span), roles)
            ties = self._ties(frame, mention, before, roles) if before else frozenset[str]()
            if before and ties and _same(owners.get(before.span), owners.get(mention.span)):
                ties |= {"same measure"}
            read.append(FigureEvidence(mention, places, ties))
        return tuple(read)

    def _frame(self, mention: Mention, before: Mention | None, behind: Mention | None) -> _Frame:
        document, span = self._document, mention.span
        sentence = document.sentence_at(span.start).span
        clause = document.clause_at(span.start).span
        paragraph = document.paragraph_at(span.start).span
        part = part_of(document.text, sentence, clause)
        start = before.span.end if before and before.span.end > part.start else part.start
        item = item_of(document.text, clause, span)
        end = min(item.end, behind.span.start) if behind else item.end
        return _Frame(
            span=span,
            item=item,
            clause=clause,
            part=part,
            sentence=sentence,
            paragraph=paragraph,
            above=self._above(sentence, paragraph),
            between=Span(min(start, span.start), span.start),
            after=Span(span.end, max(end, span.end)),
        )

    def _above(self, sentence: Span, paragraph: Span) -> Span:
        if sentence.start <= paragraph.start:
            return Span(sentence.start, sentence.start)
        return self._document.sentence_at(sentence.start - 1).span

    def _places(
        self, frame: _Frame, mention: Mention, owner: str | None, roles: Mapping[Span, Role]
    ) -> dict[str, Mapping[str, float]]:
        total, paragraph = self._words.total, frame.paragraph
        further = Span(paragraph.start, max(paragraph.start, frame.above.start))
        beside = Span(max(frame.item.start, frame.span.start - _BESIDE), frame.span.start)
        right_behind = Span(frame.span.end, min(frame.item.end, frame.span.end + _RIGHT_BEHIND))
        places: dict[str, Mapping[str, float]] = {
            "beside": _amount(total(beside)),
            "behind": _amount(total(right_behind)),
            "between": _amount(total(frame.between)),
            "after": _amount(total(frame.after)),
            "last clear": _amount(self._words.last_clear(frame.between)),
            "sentence above": _amount(total(frame.above)),
            "share of between": _share(total(frame.between)),
            "share of item": _share(total(frame.item)),
            "share of clause": _share(total(frame.clause)),
            "share of part": _share(total(frame.part)),
            "share of sentence": _share(total(frame.sentence)),
            "share of paragraph": _share(total(paragraph)),
            "share of what is above": _share(total(further)),
            "share of heading": _share(self._words.heading(frame.span)),
            "named above": self._named_above(frame),
            "unit": self._of_unit(mention),
            **self._settled(frame, mention, roles.get(mention.span)),
        }
        if owner in self._themes:
            places["measure"] = {self._themes[owner]: 1.0}
        return places

    def _named_above(self, frame: _Frame) -> dict[str, float]:
        """The themes of the measures that the paragraph names before the sentence."""
        return {
            theme: 1.0
            for start, theme in self._named
            if frame.paragraph.start <= start < frame.sentence.start
        }

    def _of_unit(self, mention: Mention) -> dict[str, float]:
        unit = mention.quantity.unit if mention.quantity else ""
        return _amount(dict(self._lexicon.units.get(unit, ())))

    def _settled(
        self, frame: _Frame, mention: Mention, role: Role | None
    ) -> dict[str, dict[str, float]]:
        """The settled cases that hold in the clause, and those that hold from the part's start."""
        text = self._document.text
        clause = frame.clause.of(text)
        before = text[frame.part.start : frame.clause.start]
        unit = mention.quantity.unit if mention.quantity else ""
        here: defaultdict[str, float] = defaultdict(float)
        wider: defaultdict[str, float] = defaultdict(float)
        for rule in self._lexicon.by_unit.get(unit, self._lexicon.by_unit[""]):
            if rule.holds(clause, unit, role):
                here[rule.theme] += rule.weight / _WHOLE_RULE
            elif before and rule.holds(before + clause, unit, role):
                wider[rule.theme] += rule.weight / _WHOLE_RULE
        return {"settled": here, "settled before": wider}

    def _ties(
        self, frame: _Frame, mention: Mention, before: Mention, roles: Mapping[Span, Role]
    ) -> frozenset[str]:
        """What ties a figure to the one before it; nothing does across paragraphs.

        A clear word between the two may open a new matter, so that less ties them.
        """
        if before.span.start < frame.paragraph.start:
            return frozenset()
        gap = Span(before.span.end, max(before.span.end, frame.span.start))
        clear = bool(self._words.last_clear(gap))
        ties = {"same paragraph"}
        if not self._words.has_words(gap):
            ties.add("no word between")
        if before.span.start < frame.sentence.start:
            return frozenset(ties)
        same = "part" if before.span.start >= frame.part.start else "sentence"
        ties.add(f"same {same}, new word between" if clear else f"same {same}")
        role = roles.get(mention.span)
        if roles.get(before.span) is Role.BEFORE and role is Role.AFTER:
            ties.add("both ends of a change")
        if not clear and role is Role.SHARE:
            ties.add("share")
        if not clear and mention.quantity and mention.quantity.unit == "%":
            ties.add("per cent")
        return frozenset(ties)


def _amount(totals: Mapping[str, float]) -> dict[str, float]:
    """Evidence in sure words."""
    return {theme: weight / STRENGTH["sure"] for theme, weight in totals.items()}


def _share(totals: Mapping[str, float]) -> dict[str, float]:
    """Each theme's share of the evidence in a place; a lone weak word does not get it all."""
    whole = sum(totals.values()) + _DOUBT
    return {theme: weight / whole for theme, weight in totals.items()}


def _same(before: str | None, owner: str | None) -> bool:
    """Whether two figures belong to one measure."""
    return owner is not None and before == owner
