"""Everything that extraction knows, loaded once and passed along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from generator.extracting.gazetteer import Gazetteer
from generator.extracting.indicators import IndicatorRules
from generator.extracting.keyness import KeyLexicon
from generator.extracting.measure_lexicon import MeasureLexicon
from generator.extracting.numeral_lexicon import NumeralLexicon
from generator.extracting.people import SpeechLexicon
from generator.extracting.period_lexicon import PeriodLexicon
from generator.extracting.quotation import QuotationLexicon
from generator.extracting.role_words import RoleLexicon
from generator.extracting.word_finder import find_together

if TYPE_CHECKING:
    from generator.extracting.themes import ThemeLexicon


class Lexicon(Struct, frozen=True):
    """The lexicons of all readers; immutable, one for any number of articles."""

    numerals: NumeralLexicon
    roles: RoleLexicon
    periods: PeriodLexicon
    gazetteer: Gazetteer
    measures: MeasureLexicon
    themes: ThemeLexicon
    keys: KeyLexicon
    indicators: IndicatorRules
    quotation: QuotationLexicon
    speech: SpeechLexicon

    @classmethod
    def load(cls) -> Lexicon:
        """The shipped lexicons."""
        measures, gazetteer = MeasureLexicon.load(), Gazetteer.load()
        find_together(*measures.finders, gazetteer.finder)
        return cls(
            numerals=NumeralLexicon.load(),
            roles=RoleLexicon.load(),
            periods=PeriodLexicon.load(),
            gazetteer=gazetteer,
            measures=measures,
            themes=measures.themes,
            keys=KeyLexicon.load(),
            indicators=IndicatorRules.load(),
            quotation=QuotationLexicon.load(),
            speech=SpeechLexicon.load(),
        )
