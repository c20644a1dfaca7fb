"""One article read: every numeral mention becomes a fact or a nonfact, and nothing is left over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from generator.extracting.entities import Whose, bind_entities
from generator.extracting.indicator_subjects import with_subjects
from generator.extracting.indicators import name_places
from generator.extracting.keyness import assign_keys
from generator.extracting.known_parks import KnownParks, known_parks
from generator.extracting.ledger import find_mentions, uncovered
from generator.extracting.measure_scope import measure_of, shared_by_pairs
from generator.extracting.measures import FoundMeasure, find_measures
from generator.extracting.mention import Mention
from generator.extracting.periods import find_periods, resolve_periods
from generator.extracting.quotation import quote_spans
from generator.extracting.roles import RoleReading, read_roles
from generator.extracting.segmentation import segment
from generator.extracting.speech import find_voices, resolve_speakers
from generator.extracting.subjects import subject_names, subject_of
from generator.extracting.surroundings import surroundings
from generator.extracting.themes import ThemeMap, ThemeReading, assign_themes
from generator.extracting.towns import towns_of
from generator.model.evidence import Quote
from generator.model.extraction import Extraction
from generator.model.fact import Fact, NonFact, NonFactReason
from generator.model.finding import Finding, FindingKind, Severity
from generator.model.measure import Measure

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.extracting.lexicon import Lexicon
    from generator.extracting.segmentation import Document
    from generator.model.article import Article
    from generator.model.evidence import Span
    from generator.model.period import Period
    from generator.model.subject import Park


_PUBLIC = tuple("省市县区州旗镇乡园")
"""Last characters of the names of regions and parks."""


# A member at hand: each look-up of one costs as much as a short pattern.
_OTHER = NonFactReason.OTHER


class _Reading(Struct, frozen=True):
    """What each reader made of the mentions, keyed by the mention's span."""

    roles: dict[Span, RoleReading]
    labels: dict[Span, str]
    whose: dict[Span, Whose]
    periods: dict[Span, Period | None]
    measures: dict[Span, str | None]
    themes: dict[Span, ThemeReading]
    indicators: dict[Span, str]
    speakers: dict[Span, str | None]
    keys: dict[Span, bool]


def extract(article: Article, lexicon: Lexicon, parks: tuple[Park, ...] = ()) -> Extraction:
    """Read one article.

    A pure function: the result depends on the arguments alone.

    Args:
        article: The article; its ``subject`` is found in the text if it has none.
        lexicon: The lexicons.
        parks: The registry's parks, so that facts carry the registry's names.

    Returns:
        Facts and nonfacts that account for every numeral of the text, measures, voices, findings.
    """
    document = segment(article)
    towns = towns_of(article, lexicon.gazetteer)
    known = known_parks((*parks, *towns) if towns else parks)
    subject = article.subject or subject_of(document, lexicon.gazetteer, known)
    article = replace(article, subject=subject)
    document = document.about(article)
    read = find_mentions(document, lexicon.numerals)
    unread = _unread(document, read)
    mentions = tuple(sorted((*read, *unread), key=lambda m: m.span)) if unread else read
    marks = lexicon.measures.marks(document.text)
    words = ThemeMap(document, lexicon.themes)
    periods = find_periods(document, lexicon.periods)
    found = find_measures(document, lexicon.measures, periods, words, marks)
    reading = _read(document, mentions, found, words, lexicon, known)
    spans = quote_spans(document, mentions, lexicon.quotation, _partners(reading.labels))
    text, named = document.text, article.id
    quotes = [Quote(named, span, text[span.start : span.end]) for span in spans]
    return Extraction(
        article=article,
        facts=_facts(mentions, quotes, reading),
        nonfacts=_nonfacts(mentions, quotes),
        measures=_measures(document, found, lexicon, known),
        voices=find_voices(document, lexicon.speech),
        findings=tuple(_ambiguous(article, mention) for mention in unread),
    )


def _read(
    document: Document,
    mentions: Sequence[Mention],
    found: Sequence[FoundMeasure],
    words: ThemeMap,
    lexicon: Lexicon,
    known: KnownParks,
) -> _Reading:
    places = surroundings(document, mentions)
    roles = read_roles(document, places, lexicon.roles)
    plain = {span: reading.role for span, reading in roles.items()}
    labels = _labels(roles)
    measures = shared_by_pairs(measure_of(document, places, found, lexicon.measures, words), labels)
    read = assign_themes(document, places, measures, found, plain, lexicon.themes, words)
    themes = {span: reading.theme for span, reading in read.items()}
    names = name_places(places, roles, lexicon.indicators)
    subject = document.article.subject
    whose = bind_entities(document, mentions, lexicon.gazetteer, known, subject)
    return _Reading(
        roles=roles,
        labels=labels,
        whose=whose,
        periods=resolve_periods(document, places, lexicon.periods),
        measures=measures,
        themes=read,
        indicators=with_subjects(names, places, measures, lexicon.indicators.words),
        speakers=resolve_speakers(document, mentions, lexicon.speech),
        keys=assign_keys(places, plain, themes, measures, lexicon.keys, _private(whose)),
    )


def _labels(roles: Mapping[Span, RoleReading]) -> dict[Span, str]:
    """The label of each figure that is one end of a change."""
    return {span: reading.pair for span, reading in roles.items() if reading.pair}


def _private(whose: Mapping[Span, Whose]) -> set[Span]:
    """The figures of enterprises and institutions."""
    found, known, private = set(), None, False
    for span, owner in whose.items():
        if owner is not known:  # a row of figures mostly has one owner
            known, private = owner, _is_private(owner)
        if private:
            found.add(span)
    return found


def _is_private(owner: Whose) -> bool:
    """Whether a figure belongs to an enterprise or an institution in a park, not to the park."""
    if owner.entity.endswith(_PUBLIC):
        return False
    return not any(park in owner.entity or owner.entity in park for park in owner.parks)


def _unread(document: Document, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """One nonfact for every numeral that the ledger could not read: nothing is dropped."""
    left = uncovered(document.text, mentions)
    return tuple(Mention(span, span.of(document.text), reason=NonFactReason.OTHER) for span in left)


def _ambiguous(article: Article, mention: Mention) -> Finding:
    message = f"数字“{mention.surface}”没有可靠的读法，未作事实处理；请对照原文。"
    return Finding(FindingKind.AMBIGUOUS_FIGURE, Severity.WARNING, article.id, message)


def _facts(
    mentions: Sequence[Mention], quotes: Sequence[Quote], reading: _Reading
) -> tuple[Fact, ...]:
    roles, owners, themes, found = reading.roles, reading.whose, reading.themes, []
    indicators, measures, periods = reading.indicators, reading.measures, reading.periods
    speakers, keys = reading.speakers, reading.keys
    for mention, quote in zip(mentions, quotes, strict=True):
        span, quantity = mention.span, mention.quantity
        if quantity is None:
            continue
        role, whose, theme = roles[span], owners[span], themes[span]
        # In the order of its fields: names of arguments would take as long as all the rest.
        fact = Fact(
            Quote(quote.article, span, mention.surface),
            quote,
            quantity,
            role.role,
            whose.entity,
            whose.parks,
            indicators[span],
            theme.theme,
            role.direction,
            role.pair,
            measures[span],
            periods[span],
            speakers[span],
            role.basis,
            role.statistic,
            keys[span],
            theme.margin,
        )
        found.append(fact)
    return tuple(found)


def _partners(labels: Mapping[Span, str]) -> dict[Span, Span]:
    """The other end of the change that a figure is one end of."""
    ends: dict[str, list[Span]] = {}
    for span, label in labels.items():
        ends.setdefault(label, []).append(span)
    return {
        span: spans[0] if span != spans[0] else spans[1]
        for spans in ends.values()
        if len(spans) > 1
        for span in spans
    }


def _nonfacts(mentions: Sequence[Mention], quotes: Sequence[Quote]) -> tuple[NonFact, ...]:
    return tuple(
        [
            NonFact(
                Quote(quote.article, mention.span, mention.surface),
                quote,
                mention.reason or _OTHER,
            )
            for mention, quote in zip(mentions, quotes, strict=True)
            if mention.quantity is None
        ]
    )


def _measures(
    document: Document, found: Sequence[FoundMeasure], lexicon: Lexicon, known: KnownParks
) -> tuple[Measure, ...]:
    article, text = document.article, document.text
    places = [Mention(m.mentions[0], m.mentions[0].of(text)) for m in found]
    whose = bind_entities(document, places, lexicon.gazetteer, known, article.subject)
    default = Whose(article.subject or "", subject_names(article.subject))
    # In the order of its fields, as the facts.
    return tuple(
        [
            Measure(
                measure.name,
                measure.canonical,
                whose.get(place.span, default).parks,
                measure.theme,
                Quote(article.id, place.span, place.surface),
                Quote(article.id, measure.quote, text[measure.quote.start : measure.quote.end]),
                measure.since,
                measure.first,
                measure.stage,
                measure.known,
                measure.since_end,
            )
            for measure, place in zip(found, places, strict=True)
        ]
    )
