"""Towns and sub-districts that an article is about: 云埔街道, 普迹镇.

They are far too many for a gazetteer and mostly stand for a place within a park or county. One that
the headline names is the article's subject, and is then read like a park of the registry.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.model.subject import Park

if TYPE_CHECKING:
    from generator.extracting.gazetteer import Gazetteer
    from generator.model.article import Article

_SHORTEST, _LONGEST = 2, 4


def towns_of(article: Article, gazetteer: Gazetteer) -> tuple[Park, ...]:
    """The town of the headline, if the text names it in full.

    A headline that names a park or a division of its own is about that one.
    """
    title, text = article.title, article.text
    if gazetteer.suffix_pattern.search(title) or any(hit.full for hit in gazetteer.places(title)):
        return ()
    for stem in _stems(title):
        for kind in ("街道", "镇", "乡"):
            name = stem + kind
            if name in text and (name in title or text.count(stem) > text.count(name)):
                return (Park(id=name, name=name, aliases=(stem,), level=kind, discovered=True),)
    return ()


def _stems(title: str) -> list[str]:
    """Every run of Han characters of the headline that could be a town's name, longest first."""
    runs = re.findall(r"[\u4e00-\u9fff]+", title)
    return [
        run[at : at + size]
        for size in range(_LONGEST, _SHORTEST - 1, -1)
        for run in runs
        for at in range(len(run) - size + 1)
    ]
