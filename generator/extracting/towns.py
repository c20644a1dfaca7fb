"""Towns and sub-districts that an article is about: 云埔街道, 普迹镇.

They are far too many for a gazetteer and mostly stand for a place within a park or county. One that
the headline names is the article's subject, and is then read like a park of the registry.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.extracting.wordlist import places_of
from generator.model.subject import Park

if TYPE_CHECKING:
    from generator.extracting.gazetteer import Gazetteer
    from generator.model.article import Article

_KINDS = ("街道", "镇", "乡")
_SHORTEST, _LONGEST = 2, 4
_RE_RUN = re.compile(r"[\u4e00-\u9fff]+")


def towns_of(article: Article, gazetteer: Gazetteer) -> tuple[Park, ...]:
    """The town of the headline, if the text names it in full.

    A headline that names a park or a division of its own is about that one.
    """
    title, text = article.title, article.text
    if gazetteer.suffix_pattern.search(title):
        return ()
    before = {kind: _before(kind, text, title) for kind in _KINDS}
    if not any(before.values()):  # most headlines
        return ()
    stems = [(stem, kind) for stem in _stems(title) for kind in _KINDS if stem in before[kind]]
    if not stems or any(hit.full for hit in gazetteer.places(title)):
        return ()
    for stem, kind in stems:
        name = stem + kind
        if name in title or text.count(stem) > text.count(name):
            return (Park(id=name, name=name, aliases=(stem,), level=kind, discovered=True),)
    return ()


def _before(kind: str, text: str, title: str) -> set[str]:
    """What stands in a text right before a word and in the headline, in all lengths of a town's name."""
    sizes = range(_SHORTEST, _LONGEST + 1)
    stems = {text[at - size : at] for at in places_of(kind, text) for size in sizes if at >= size}
    return {stem for stem in stems if stem in title}


def _stems(title: str) -> list[str]:
    """Every run of Han characters of the headline that could be a town's name, longest first."""
    runs = _RE_RUN.findall(title)
    return [
        run[at : at + size]
        for size in range(_LONGEST, _SHORTEST - 1, -1)
        for run in runs
        for at in range(len(run) - size + 1)
    ]
