"""Subjects for names that say nothing alone: 放款户数 of “园易贷”, 出照用时 under “企业开办:”.

What a product, a body, a team or a meeting has to count is named after it; a reform that is only a
way of doing things (告知承诺, 容缺受理) is not what its figures count.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.extracting.scanning import WHITE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.extracting.indicator_words import IndicatorLexicon
    from generator.extracting.surroundings import Surroundings
    from generator.model.evidence import Span

# The words that a sentence announces: 企业开办:最快1小时出照.
_RE_LEAD = re.compile(r"[^,。:;]{0,3}?([一-龥]{4,10}):")
_LEAD_ENDS = slice(4, 14)
"""Where the colon of a match of ``_RE_LEAD`` stands."""

# Marks inside a measure's name.
_RE_MARKS = re.compile(f'[“”‘’"《》{WHITE}]')
_LINE = "0123456789"
"""A telephone line that a measure is called by: 12345热线."""

# What a reform counts when its users are all that is named: 受益项目数, 惠及企业数, 案件数.
_RE_USERS = re.compile(
    r"(?:受益|受惠|惠及|享受|实现|适用|涉及|办理|获益|受理)?(?P<noun>(?:项目|企业|案件|事项|诉求|问题)?(?:[件家户场次起]?数|[人家户]次))"
)
_COUNTS = frozenset("数次")
"""What such a name ends with."""
_LONGEST_COUNT = 6
"""Characters of such a name, at most."""

_POOR, _POOR_UNDER_LEAD = 8, 6
_BEARER = range(2, 9)


def with_subjects(
    names: Mapping[Span, str],
    places: Sequence[Surroundings],
    measures: Mapping[Span, str | None],
    words: IndicatorLexicon,
) -> dict[Span, str]:
    """The names, those without a subject of their own completed.

    Args:
        names: The indicator of every figure.
        places: The surroundings of the same figures.
        measures: Which measure each figure belongs to.
        words: The nouns of measures that have figures of their own.
    """
    completed: dict[Span, str] = {}
    bearers: dict[str | None, str] = {None: ""}
    sentence, lead = -1, ""
    for place in places:
        if place.sentence_index != sentence:
            sentence, lead = place.sentence_index, _announced(place.sentence.text, words)
        span = place.mention.span
        bearer = bearers.get(measure := measures.get(span))
        if bearer is None:
            bearer = bearers[measure] = _RE_MARKS.sub("", (measure or "").lstrip(_LINE))
        name = names[span]
        completed[span] = _completed(name, place, bearer, lead, words) if bearer or lead else name
    return completed


def _announced(sentence: str, words: IndicatorLexicon) -> str:
    """What the words that announce a sentence say its figures are about; empty if nothing."""
    lead = _RE_LEAD.match(sentence) if ":" in sentence[_LEAD_ENDS] else None
    return lead[1] if lead and words.leads.search(lead[1]) else ""


def _completed(
    name: str, place: Surroundings, bearer: str, lead: str, words: IndicatorLexicon
) -> str:
    plain = name.partition("(")[0]
    if place.unit == "人" and bearer and place.right.lstrip("“").startswith(bearer):
        return bearer + "人数"
    if len(plain) <= _POOR and len(bearer) in _BEARER and words.bearers.search(bearer):
        return name if _shares(bearer, plain) else bearer + name
    counts = len(plain) <= _LONGEST_COUNT and plain[-1:] in _COUNTS and len(bearer) in _BEARER
    if counts and (users := _RE_USERS.fullmatch(plain)):
        return bearer + users["noun"]
    if lead and len(plain) <= _POOR_UNDER_LEAD and not _shares(lead, plain):
        return lead + name
    return name


def _shares(subject: str, name: str) -> bool:
    """Whether two characters in a row of the subject stand in the name already."""
    return any(subject[at : at + 2] in name for at in range(len(subject) - 1))
