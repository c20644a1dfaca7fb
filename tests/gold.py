"""Gold annotations as spans of a clean text, for measuring one reader at a time."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.model.article import Article, Paragraph, ParagraphKind, Published
from generator.model.evidence import Span

SHARED = Path(__file__).resolve().parents[2] / "shared"


@dataclass(frozen=True)
class GoldLine:
    """One line of a gold file with the place of its surface in the text (None: not found)."""

    span: Span | None
    data: dict[str, Any]


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(row) for row in path.read_text(encoding="utf-8").splitlines() if row.strip()]


def article(folder: Path, id_: str) -> Article:
    """The clean text of a gold article as an ``Article``, with the gold's metadata."""
    import datetime as dt

    text = (folder / f"{id_}.clean.txt").read_text(encoding="utf-8").rstrip("\n")
    meta = json.loads((folder / "articles.json").read_text(encoding="utf-8"))
    entry = meta[id_] if isinstance(meta, dict) else next(m for m in meta if m.get("id") == id_)
    paragraphs, at = [], 0
    for row in text.split("\n"):
        short = len(row) <= 40 and not row.endswith(("。", "!", "?", ";", ",", ")", "”"))
        kind = ParagraphKind.HEADING if short else ParagraphKind.BODY
        paragraphs.append(Paragraph(Span(at, at + len(row)), row, kind))
        at += len(row) + 1
    date = entry.get("date")
    return Article(
        id=id_,
        title=entry.get("title") or "",
        text=text,
        paragraphs=tuple(paragraphs),
        publisher=entry.get("publisher"),
        published=Published(dt.date.fromisoformat(date)) if date else None,
        url=entry.get("url"),
        subject=entry.get("subject"),
    )


def gold_lines(folder: Path, id_: str, text: str) -> list[GoldLine]:
    """The gold lines in order; repeated surfaces are located from left to right."""
    found: list[GoldLine] = []
    last = 0
    for data in lines(folder / f"{id_}.facts.jsonl"):
        at = text.find(data["quote"], max(0, last - 400))
        if at < 0:
            at = text.find(data["quote"])
        inner = _place(data["quote"], data["surface"]) if at >= 0 else -1
        taken = {g.span for g in found}
        span = None
        while inner >= 0:
            span = Span(at + inner, at + inner + len(data["surface"]))
            if span not in taken:
                break
            inner = _place(data["quote"], data["surface"], inner + 1)
        found.append(GoldLine(span, data))
        if span:
            last = max(last, span.start)
    return found


def _place(quote: str, surface: str, start: int = 0) -> int:
    """Where a surface stands in a quote; ``3个`` is not found inside ``13个工作日``."""
    at = quote.find(surface, start)
    while at > 0 and surface[0].isdigit() and quote[at - 1] in "0123456789.":
        at = quote.find(surface, at + 1)
    return at


def ids(folder: Path) -> list[str]:
    return sorted(p.name.split(".")[0] for p in folder.glob("*.facts.jsonl"))
