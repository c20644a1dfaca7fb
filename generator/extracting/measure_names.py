"""Where names of measures stand: quoted names, issued documents, founded bodies, known terms.

Finding is open: a name that no lexicon has is recognised by the words around it (推行“…”机制), by
its head noun (…专班, …清单) and by its form (拿地即开工). Doubtful names are left out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.extracting.measure_candidates import Candidate, context_after, context_before
from generator.extracting.measure_founding import (
    at_once_names,
    founded_names,
    staff_names,
    standing_names,
)
from generator.extracting.measure_quotes import book_titles, documents, quoted_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.extracting.measure_lexicon import MeasureLexicon
    from generator.extracting.segmentation import Document
    from generator.model.evidence import Span

# A term that is only part of the name of a rate: 限时办结率.
_RE_RATE = re.compile(r"率")

_NEAR_VERB = 8


def find_names(document: Document, lexicon: MeasureLexicon) -> list[Candidate]:
    """Every place where a measure is named, in text order; a longer name wins over its parts.

    A known term inside the title of an accepted document is named there too.
    """
    text = document.text
    quoted, refused = quoted_names(text, lexicon)
    issued = list(documents(text, lexicon))
    bare = [
        *founded_names(document, lexicon),
        *staff_names(text, lexicon),
        *at_once_names(text, lexicon),
        *standing_names(text, lexicon),
    ]
    marked = [candidate.span for candidate in quoted] + refused
    bare = [candidate for candidate in bare if not _touches(candidate.span, marked)]
    found = _without_parts([*issued, *quoted, *bare])
    titles = book_titles(text)
    found = [c for c in found if c in issued or not _inside(c.span, titles)]
    taken = [candidate.span for candidate in found if candidate not in issued] + refused
    accepted = [candidate.span for candidate in issued]
    shut = [title for title in titles if not any(span in title for span in accepted)]
    terms = [
        hit for hit in _terms(text, lexicon) if not _touches(hit.span, taken + shut + accepted)
    ]
    inner = [c for c in quoted if _inside(c.span, accepted) and c.term]
    return sorted([*found, *terms, *inner], key=lambda c: (c.span.start, -c.span.end))


def _inside(span: Span, places: Iterable[Span]) -> bool:
    return any(span in place for place in places)


def _touches(span: Span, places: Iterable[Span]) -> bool:
    return any(span.overlaps(place) for place in places)


def _without_parts(found: list[Candidate]) -> list[Candidate]:
    kept: list[Candidate] = []
    for candidate in sorted(found, key=lambda c: (c.span.start, -c.span.end)):
        if not kept or candidate.span.start >= kept[-1].span.end:
            kept.append(candidate)
    return kept


def _terms(text: str, lexicon: MeasureLexicon) -> Iterator[Candidate]:
    """Known terms outside of quotation marks; weak ones only as the object of a verb."""
    for span in lexicon.names.find(text):
        name = span.of(text)
        before = context_before(text, span.start)
        if _RE_RATE.match(context_after(text, span.end)):
            continue
        if name in lexicon.weak and not any(lexicon.words.creations(before[-_NEAR_VERB:])):
            continue
        yield Candidate(span, name, lexicon.terms[name], before)
