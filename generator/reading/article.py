"""From the source of one file to an ``Article``: the steps of reading in their order."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from generator.model.article import (
    Article,
    Paragraph,
    ParagraphKind,
    Repair,
    RepairKind,
)
from generator.model.evidence import Span
from generator.reading.cleaning import clean_characters, lines_of, unwrapped
from generator.reading.frontmatter import FrontMatter
from generator.reading.layout import Layout, arrange
from generator.reading.metadata import clean_title, read_metadata
from generator.reading.repair import repair_damage
from generator.reading.tracing import Traced, joined, offset_runs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.reading.source import Source


def make_article(
    source: Source, front: FrontMatter | None, *, id_: str, path: str, data: bytes
) -> Article:
    """The article in a source.

    Args:
        source: What the file's format says.
        front: The front matter; its fields outrank what is read.
        id_: The article's id.
        path: The file, relative to the corpus.
        data: The file's bytes, for the hash.
    """
    state = clean_characters(*repair_damage(Traced.of(source.raw, source.start)))
    traced = state.traced if source.marks else unwrapped(state.traced)
    lines = [(line, source.mark(n)) for n, line in enumerate(lines_of(traced))]
    declared = front.title if front and front.title else source.hints.title
    title = clean_title(normal(declared), page=not (front and front.title)) if declared else ""
    layout = arrange(lines, title)
    text = joined((traced for traced, _ in layout.body), "\n")
    read = read_metadata(layout, source.hints, [traced.text for traced, _ in layout.body])
    front = front or FrontMatter()
    return Article(
        id=id_,
        title=title or clean_title(read.title) or id_,
        text=text.text,
        paragraphs=_paragraphs(layout.body),
        publisher=front.publisher or read.publisher,
        carrier=front.carrier or read.carrier,
        authors=front.authors or read.authors,
        editors=front.editors or read.editors,
        published=front.published or read.published,
        url=front.url or read.url,
        accessed=front.accessed,
        rights=front.rights,
        subject=front.subject,
        origin=front.origin,
        script=state.script,
        repairs=state.repairs + _left_out(layout),
        offsets=offset_runs(text),
        asides=tuple(_aside(traced, kind) for traced, kind in layout.asides),
        path=path,
        source_hash=hashlib.sha256(data).hexdigest(),
    )


def normal(text: str) -> str:
    """A declared value cleaned like the text."""
    return " ".join(clean_characters(Traced.of(text)).text.split())


def _paragraphs(body: Sequence[tuple[Traced, ParagraphKind]]) -> tuple[Paragraph, ...]:
    paragraphs: list[Paragraph] = []
    at = 0
    for traced, kind in body:
        paragraphs.append(Paragraph(Span(at, at + len(traced.text)), traced.text, kind))
        at += len(traced.text) + 1
    return tuple(paragraphs)


def _aside(traced: Traced, kind: ParagraphKind) -> Paragraph:
    start = traced.raw_start()
    return Paragraph(Span(start, start + len(traced.text)), traced.text, kind)


def _left_out(layout: Layout) -> tuple[Repair, ...]:
    return tuple(
        Repair(RepairKind.BOILERPLATE, line.raw_start(), line.text, "") for line in layout.left_out
    )
