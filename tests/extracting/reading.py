"""Articles and mentions made of invented sentences, for the tests of single readers."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from generator.extracting.mention import Mention
from generator.extracting.segmentation import Document, segment
from generator.model.article import Article, Paragraph, Published
from generator.model.evidence import Span
from generator.model.quantity import Quantity

PUBLISHED = dt.date(2024, 9, 20)


def document(text: str, published: dt.date | None = PUBLISHED, title: str = "") -> Document:
    paragraphs, at = [], 0
    for row in text.split("\n"):
        paragraphs.append(Paragraph(Span(at, at + len(row)), row))
        at += len(row) + 1
    stated = Published(published) if published else None
    return segment(Article("invented", title, text, tuple(paragraphs), published=stated))


def fact(text: str, surface: str) -> Mention:
    assert text.count(surface) == 1, f"{surface} must occur once in {text}"
    at = text.index(surface)
    return Mention(Span(at, at + len(surface)), surface, Quantity(Decimal(1), "件"))
