"""What extraction finds in one article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from generator.model.article import Article
    from generator.model.fact import Fact, NonFact, Voice
    from generator.model.finding import Finding
    from generator.model.measure import Measure


class Extraction(Struct, frozen=True):
    """One article read: facts and nonfacts account for every numeral mention of its text."""

    article: Article
    facts: tuple[Fact, ...]
    nonfacts: tuple[NonFact, ...]
    measures: tuple[Measure, ...]
    voices: tuple[Voice, ...] = ()
    findings: tuple[Finding, ...] = ()
