"""Invented articles in any number: ``python -m tests.bench.synthetic DIR --articles 1000``.

Every article is about one invented park, has the length, the density of numbers and the kinds of
sentences of a real report, and differs from every other one. The same seed gives the same bytes.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_NAMES = "东南西北云青金玉明清安宁和昌永兴福瑞泰长平高新石松竹梅兰江海湖河溪泉山岭峰原"
_KINDS = ("经开区", "高新区", "工业园区", "产业园", "综合保税区")
_FIRST_DAY = dt.date(2021, 1, 4)
_DAYS = 1500
_PER_PARK = 12
"""Articles about one park unless the number of parks is given."""

# A slot of a template: {park}
_RE_SLOT = re.compile(r"\{(\w+)\}")


@cache
def _words() -> dict[str, Any]:
    data = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))
    return dict(data)


def park_names(count: int) -> list[str]:
    """The first ``count`` names of invented parks, all different."""
    pairs = (
        (a, b, c) for a in _NAMES for b in _NAMES for c in _NAMES if len({a, b, c}) == len("abc")
    )
    names = []
    for number, (a, b, c) in zip(range(count), pairs, strict=False):
        # Turn the first character fastest, so that a few parks have no common beginning.
        names.append(
            f"{c}{b}{a if count > len(_NAMES) ** 2 // 2 else ''}{_KINDS[number % len(_KINDS)]}"
        )
    return names


class _Writer:
    """Fills templates with values for one article."""

    def __init__(self, park: str, number: int, seed: int) -> None:
        self._random = random.Random(f"{seed}/{number}")  # noqa: S311 - reproducible, no secret
        self._park = park
        self._day = _FIRST_DAY + dt.timedelta(days=self._random.randrange(_DAYS))
        self._used: set[str] = set()

    def article(self) -> str:
        """The file's text: a block of metadata, a title's sections, paragraphs."""
        pick = self._random
        words = _words()
        themes = pick.sample(list(words["themes"]), pick.randint(4, 6))
        headings = pick.sample(words["headings"], len(themes))
        parts = [self._fill(pick.choice(words["opening"]))]
        for theme, heading in zip(themes, headings, strict=True):
            parts += [f"## {heading}"] * (pick.random() < 0.5)
            parts.append(self._paragraph(words["themes"][theme], words["plain"]))
        parts.append(self._fill(pick.choice(words["closing"])))
        title = self._fill(pick.choice(words["headlines"]))
        head = {
            "title": title,
            "publisher": pick.choice(words["slots"]["papers"]),
            "published": self._day,
            "url": f"https://news.example.org/{pick.randrange(10**9)}",
            "rights": "quote-only",
            "subject": self._park,
        }
        block = yaml.safe_dump(head, allow_unicode=True, sort_keys=False)
        return f"---\n{block}---\n\n" + "\n\n".join(parts) + "\n"

    def _paragraph(self, told: list[str], plain: list[str]) -> str:
        pick = self._random
        chosen = pick.sample(told, min(len(told), pick.randint(2, 3)))
        chosen += pick.sample([p for p in plain if p not in self._used], pick.randint(2, 4))
        self._used.update(chosen)
        pick.shuffle(chosen)
        return "".join(self._fill(sentence) for sentence in chosen)

    def _fill(self, template: str) -> str:
        days = self._random.randint(8, 60)
        fixed = {"days": str(days), "fewer": str(self._random.randint(1, days // 2))}
        return _RE_SLOT.sub(lambda m: fixed.get(m.group(1)) or self._value(m.group(1)), template)

    def _value(self, name: str) -> str:
        pick, slots = self._random, _words()["slots"]
        if name in slots:
            return str(pick.choice(slots[name]))
        if name == "firm":
            return f"{pick.choice(_NAMES)}{pick.choice(_NAMES)}{pick.choice(slots['firmword'])}有限公司"
        if name == "person":
            return f"{pick.choice(slots['surname'])}{pick.choice(slots['given'])}"
        if name == "city":
            return f"{self._park[:2]}市"
        values = {
            "park": self._park,
            "n": pick.randint(20, 99),
            "small": pick.randint(2, 9),
            "some": pick.randint(10, 18),
            "hundred": pick.randint(110, 980),
            "thousand": pick.randint(1100, 9800),
            "money": f"{pick.randint(3, 300)}.{pick.randint(1, 9)}",
            "percent": pick.randint(12, 89),
            "year": self._day.year - 1,
            "month": pick.randint(1, 12),
            "day": pick.randint(1, 28),
            "wan": f"{pick.randint(1, 60)}.{pick.randint(1, 9)}",
        }
        return str(values[name])


def article(number: int, parks: list[str], seed: int = 0) -> str:
    """The text of the file of the article with this number."""
    return _Writer(parks[number % len(parks)], number, seed).article()


def registry(parks: list[str]) -> str:
    """The text of parks.yml."""
    entries = [
        {"id": f"park-{n:04}", "name": name, "level": "省级园区"} for n, name in enumerate(parks)
    ]
    return yaml.safe_dump(entries, allow_unicode=True, sort_keys=False)


def write_corpus(folder: Path, articles: int, parks: int | None = None, seed: int = 0) -> None:
    """Write a corpus of invented articles: ``parks.yml`` and ``articles/``, 1,000 files a folder."""
    names = park_names(parks or max(2, articles // _PER_PARK))
    (folder / "articles").mkdir(parents=True, exist_ok=True)
    (folder / "parks.yml").write_text(registry(names), encoding="utf-8")
    for number in range(articles):
        target = folder / "articles" / f"{number // 1000:03}"
        target.mkdir(exist_ok=True)
        (target / f"a{number:06}.md").write_text(article(number, names, seed), encoding="utf-8")


def main() -> None:
    """Write a corpus to a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=100)
    parser.add_argument("--parks", type=int)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    write_corpus(given.folder, given.articles, given.parks, given.seed)


if __name__ == "__main__":
    main()
