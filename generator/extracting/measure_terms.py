"""The named reforms that the lexicon explains (``measures.yml``), without the grammar to find them."""

from __future__ import annotations

from generator.model.measure import MeasureTerm
from generator.resources import lexicon_data


def terms_by_name() -> dict[str, MeasureTerm]:
    """From every name and alias to its term, in the lexicon's order."""
    terms: dict[str, MeasureTerm] = {}
    for entry in lexicon_data("measures"):
        term = MeasureTerm(
            name=entry["name"],
            theme=entry["theme"],
            gloss=entry["gloss"],
            aliases=tuple(entry["aliases"]),
            elsewhere=tuple(entry.get("elsewhere", ())),
        )
        terms |= dict.fromkeys((term.name, *term.aliases), term)
    return terms


def measure_terms() -> tuple[MeasureTerm, ...]:
    """The lexicon's terms, each once for every name it has."""
    return tuple(terms_by_name().values())
