"""Unpacks the tables of the search index, as ``search-index.js`` does."""

from __future__ import annotations

from itertools import accumulate
from typing import Any


def unpacked(data: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The pages by location; sections are ``[anchor, title, [[anchor, text], …]]``."""
    texts, groups = data["texts"].split("\n"), _groups(data)
    return {
        page["location"]: page
        | {
            "sections": [
                [anchor, texts[title], [block for n in _numbers(steps) for block in groups[n]]]
                for anchor, title, steps in page["sections"]
            ]
        }
        for page in data["pages"]
    }


def _groups(data: dict[str, Any]) -> list[list[list[str]]]:
    texts = data["texts"].split("\n")
    unseen = iter(texts)
    anchors = data["anchors"].split("\n")
    return [
        [
            [
                anchor,
                " · ".join(texts[int(cell)] if cell else next(unseen) for cell in block.split(",")),
            ]
            for block in group.split(";")
        ]
        for anchor, group in zip(anchors, data["groups"].split("|"), strict=True)
    ]


def _numbers(steps: str | None) -> list[int]:
    if steps is None:
        return []
    return list(accumulate((int(step or 1) for step in steps.split(",")), initial=-1))[1:]
