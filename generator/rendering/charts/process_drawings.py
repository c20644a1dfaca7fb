"""From the facts of a case to a map of its process, where the article gives steps and durations."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from generator.model.fact import Role
from generator.rendering import addresses, wording
from generator.rendering.charts import process
from generator.rendering.charts.captions import scope, source_line
from generator.rendering.charts.drawings import drawing
from generator.rendering.evidence import sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.model.casebook import FactRecord
    from generator.model.subject import Park, Theme
    from generator.rendering.book import Book
    from generator.rendering.charts.figures import Drawing

# The words of the change itself: 由串联改为并联, 变"串联"为"并联"
_RE_PARALLEL = re.compile(r"串联.{0,8}并联")


def process_drawings(book: Book, park: Park, theme: Theme) -> list[Drawing]:
    """A map for each sentence of a case that tells steps, durations and their parallel order."""
    made = []
    for number, records in enumerate(_told_together(book.case(park, theme)), 1):
        steps = tuple(process.Step(r.fact.indicator, r.fact.quantity.value) for r in records)
        found = process.Process(steps, records[0].fact.quantity.unit)
        subtitle = scope(book, park.name, "各环节用时照报道，合计系推算")
        svg = process.draw(found, subtitle, source_line(book, records))
        told = "；".join(f"{s.label}{wording.with_unit(s.duration, found.unit)}" for s in steps)
        name = f"process-{addresses.slug(park.id)}-{addresses.slug(theme.id)}-{number}"
        alt = f"{found.title}。各环节：{told}。"
        made.append(drawing(name, found.title, alt, "results", svg))
    return made


def _told_together(records: Iterable[FactRecord]) -> list[list[FactRecord]]:
    """The exact durations of one unit by their sentence, where that tells a whole process."""
    groups: dict[tuple[str, int, str], list[FactRecord]] = defaultdict(list)
    for record in records:
        quantity, at = record.fact.quantity, record.fact.surface.span.start
        if _is_step(record):
            place = sentence(record.article.text, at).start
            groups[record.article.id, place, quantity.unit].append(record)
    return [group for group in groups.values() if _is_process(group)]


def _is_step(record: FactRecord) -> bool:
    fact = record.fact
    duration = fact.quantity.exact and fact.quantity.unit in process.UNITS
    return duration and fact.quantity.value > 0 and fact.role in (Role.LEVEL, Role.BEFORE)


def _is_process(group: list[FactRecord]) -> bool:
    names = {record.fact.indicator for record in group}
    text = group[0].article.text
    words = sentence(text, group[0].fact.surface.span.start).of(text)
    return len(names) == len(group) >= process.FEWEST and bool(_RE_PARALLEL.search(words))
