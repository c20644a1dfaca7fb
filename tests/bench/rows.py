"""The page of benchmarks: rows that a run renews one by one, the others staying as they were."""

from __future__ import annotations

import math
import os
import platform
import time
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs" / "guide" / "benchmarks.md"

_HEAD = "| what | measured | wanted | holds | when, load |"
_LARGE_HEAD = (
    "| articles | facts | reading, extracting, comparing: ms an article | of them extracting and"
    " comparing | rendering: ms an article | seconds to compare, to render | pages, MB |"
    " largest page kB | peak MB to compare, to render | of a helper | article pages | when, load |"
)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the first table: what was measured, what is wanted and whether it holds.

    Attributes:
        when: When it was measured, where that is not now.
    """

    name: str
    value: str
    wanted: str
    holds: bool
    when: str = ""

    @property
    def line(self) -> str:
        """As it stands on the page."""
        return f"| {self.name} | {self.value} | {self.wanted} | {'yes' if self.holds else '**no**'} | {self.when or stamp()} |"


def stamp() -> str:
    """The day and how busy the machine is."""
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    return f"{time.strftime('%Y-%m-%d')}, {load:.1f}"


def large_line(told: dict[str, float | str | bool]) -> str:
    """A size's line of the second table."""
    both = float(told["reading_milliseconds"]) + float(told["extracting_comparing_milliseconds"])
    compared = float(told["reading_seconds"]) + float(told["extracting_comparing_seconds"])
    rendered = "pages" in told
    cells = (
        f"{told['articles']:,}",
        f"{told['facts']:,}",
        f"{both:.1f}",
        f"{told['extracting_comparing_milliseconds']}",
        f"{told['rendering_milliseconds']}" if rendered else "",
        f"{compared:.0f}" + (f", {float(told['rendering_seconds']):.0f}" if rendered else ""),
        f"{told['pages']:,}, {told['pages_megabytes']}" if rendered else "",
        f"{told['largest_page_kilobytes']:,}" if rendered else "",
        f"{told['compared_megabytes']:,}"
        + (f", {told['rendered_megabytes']:,}" if rendered else ""),
        f"{told['rendered_megabytes_helper' if rendered else 'compared_megabytes_helper']:,}",
        ("yes" if told["article_pages"] else "no") if rendered else "",
        f"{told['day']}, {told['load']}",
    )
    return f"| {' | '.join(cells)} |"


def renew(rows: list[Row], sizes: list[dict[str, float | str | bool]], page: Path = PAGE) -> None:
    """Write rows and sizes to the page; other rows stay, new ones go to the end."""
    text = page.read_text(encoding="utf-8") if page.is_file() else ""
    small, large = _lines(text, _HEAD), _lines(text, _LARGE_HEAD)
    small |= {row.name: row.line for row in rows}
    large |= {_first(line): line for line in map(large_line, sizes)}
    ordered = sorted(large.values(), key=lambda line: int(_first(line).replace(",", "")))
    ratios = [row.line for row in linearity(ordered)]
    kept = [line for name, line in small.items() if not name.startswith((_LINEAR, _MEMORY))]
    page.write_text(
        _PAGE.format(
            machine=machine(),
            rows=_table(_HEAD, [*kept, *ratios]),
            large=_table(_LARGE_HEAD, ordered),
        ),
        encoding="utf-8",
    )


_LINEAR = "Milliseconds an article, "
_MEMORY = "Kilobytes a further article takes, "
ALLOWED = 1.15
"""What an article of a larger corpus may take, of what one of a smaller corpus takes."""


def linearity(lines: list[str]) -> list[Row]:
    """How time and memory of an article grow from every size to the next."""
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [*_time(cells), *_memory(cells)]


def _time(cells: list[list[str]]) -> list[Row]:
    """The ratio of the milliseconds an article between every size and the one before."""
    found = []
    for name, column in (("reading to comparing", 2), ("rendering", 4)):
        told = [(row[0], float(row[column]), row[-1]) for row in cells if row[column]]
        for (fewer, before, _), (more, after, when) in pairwise(told):
            ratio, sizes = after / before, f"{fewer} → {more}"
            value = f"{before:.1f} → {after:.1f}; {ratio:.2f}×"
            holds = ratio <= ALLOWED
            found.append(Row(f"{_LINEAR}{name}, {sizes}", value, "≤ 1.15×", holds, when))
    return found


def _memory(cells: list[list[str]]) -> list[Row]:
    """The ratio of what further articles take: three sizes tell it, since a process needs some for none."""
    found = []
    for name, place in (("reading to comparing", 0), ("rendering", 1)):
        told = [(row[0], peak, row[-1]) for row in cells if (peak := _peak(row[8], place))]
        for (few, least, _), (more, middle, _), (most, peak, when) in zip(
            told, told[1:], told[2:], strict=False
        ):
            before = (middle - least) / (_number(more) - _number(few))
            after = (peak - middle) / (_number(most) - _number(more))
            ratio = after / before if before > 0 else math.inf
            value = f"{1000 * before:.0f} → {1000 * after:.0f}; {ratio:.2f}×"
            sizes = f"{few} → {more} → {most}"
            holds = ratio <= ALLOWED
            found.append(Row(f"{_MEMORY}{name}, {sizes}", value, "≤ 1.15×", holds, when))
    return found


def _peak(cell: str, place: int) -> float:
    """The peak of comparing (0) or of rendering (1) in a cell such as ``1,269, 3,587``; 0: not rendered."""
    peaks = cell.split(", ")
    return _number(peaks[place]) if place < len(peaks) else 0.0


def _number(written: str) -> float:
    return float(written.replace(",", ""))


def _lines(text: str, head: str) -> dict[str, str]:
    """The lines of the table with this head by their first cell."""
    _, _, rest = text.partition(f"{head}\n")
    lines = rest.split("\n\n", 1)[0].splitlines()[1:]
    return {_first(line): line for line in lines if line.startswith("| ")}


def _first(line: str) -> str:
    return line.split(" | ", 1)[0].removeprefix("| ").strip()


def _table(head: str, lines: list[str]) -> str:
    return "\n".join([head, "| --- " * head.count(" | ") + "| --- |", *lines])


def machine() -> str:
    """The machine in a line."""
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.is_file():
        named = [
            x.partition(":")[2].strip()
            for x in info.read_text().splitlines()
            if x.startswith("model name")
        ]
        model = named[0] if named else model
    return f"{model}, {os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}"


_PAGE = """---
title: Benchmarks
description: How fast Casebook is, beside what it is built on. For contributors.
---

# Benchmarks

Written by `make bench`; a run of some rows (`make bench ONLY="charts 10000"`) renews those alone.
Machine: {machine}. Unless a row says otherwise, seconds are those in which processors were busy,
helpers included; compared things took turns in one run, so the ratios say more than the seconds.
The last column tells the day and how many processes wanted to run when the row was measured.

{rows}

## Large corpora

Invented articles (`tests/bench/synthetic.py`), ten of each park, without kept results; each size in
a process of its own, which has loaded and tried everything on three articles before its time
counts. A corpus without article pages was rendered with `--no-article-pages`.

{large}
"""
