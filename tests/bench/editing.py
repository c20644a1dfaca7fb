"""What a person waits for: generating and building ``corpus/``, from nothing and after an edit.

A person looks at the clock, so that rows hold by the time elapsed; processes that work side by side
make it less than what processors were busy, which is told beside it. Elapsed times are those of
the machine when nothing else runs on it: the last column of the page says how busy it was.
"""

from __future__ import annotations

import os
import re
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tests.bench.rows import Row
from tests.bench.small import ROOT, busy, casebook, mkdocs, peak

ROUNDS = 7

# A figure of an article's text that an edit makes another one: 120家
_RE_FIGURE = re.compile(r"(?<=[\u4e00-\u9fff])\d{2,4}(?=[家个项件户])")


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds that a run took: ``elapsed``, and ``busy`` of all processors."""

    elapsed: float
    busy: float


def taken(action: Callable[[], object]) -> Taken:
    """How long an action takes."""
    start = time.perf_counter()
    processors = busy(action)
    return Taken(time.perf_counter() - start, processors)


def middle(runs: list[Taken]) -> Taken:
    """The medians."""
    return Taken(median(r.elapsed for r in runs), median(r.busy for r in runs))


def another_figure(text: str) -> str:
    """One figure made another one."""
    return _RE_FIGURE.sub(lambda found: str(int(found[0]) + 7), text, count=1)


def new_sentence(text: str) -> str:
    """One sentence with one figure more."""
    return text + "\n今年新增企业37家。\n"


def typo(text: str) -> str:
    """A word without figures made another one."""
    head, _, body = text.rpartition("\n---\n")
    return f"{head}\n---\n{body.replace('企业', '企叶', 1)}" if head else body.replace("企业", "企叶", 1)  # fmt: skip


EDITS: dict[str, Callable[[str], str]] = {
    "another figure": another_figure,
    "a new sentence": new_sentence,
    "a typo": typo,
}


def editing(folder: Path) -> list[Row]:
    """``generate`` after edits of one article of ``corpus/``, beside its cold run."""
    corpus, docs = folder / "edited", folder / "edited-docs"
    shutil.copytree(ROOT / "corpus", corpus)
    path = min(corpus.rglob("*.md"))
    text = path.read_text(encoding="utf-8")
    runs: dict[str, list[Taken]] = {name: [] for name in ("cold", *EDITS)}
    for _ in range(ROUNDS):
        for name, found in runs.items():
            _forget(folder / "edits-cache", docs)
            if name != "cold":
                path.write_text(text, encoding="utf-8")
                _generate(corpus, docs)
                path.write_text(_changed(EDITS[name], text), encoding="utf-8")
            found.append(taken(lambda: _generate(corpus, docs)))
    return [_row({name: middle(found) for name, found in runs.items()})]


def _changed(edit: Callable[[str], str], text: str) -> str:
    made = edit(text)
    if made == text:
        raise ValueError(edit.__name__)
    return made


def _forget(cache: Path, docs: Path) -> None:
    """Begin with no kept results and no pages."""
    shutil.rmtree(cache, ignore_errors=True)
    shutil.rmtree(docs, ignore_errors=True)
    os.environ["CASEBOOK_CACHE"] = str(cache)


def _generate(corpus: Path, docs: Path) -> None:
    casebook("generate", "--corpus", str(corpus), "--docs-dir", str(docs))


def _row(runs: dict[str, Taken]) -> Row:
    """The slowest kind of edit has to hold."""
    cold = runs["cold"]
    told = [
        f"{name} {runs[name].elapsed:.2f} s ({runs[name].elapsed / cold.elapsed:.2f}×; processors "
        f"{runs[name].busy:.2f} s, {runs[name].busy / cold.busy:.2f}×)"
        for name in EDITS
    ]
    value = f"{'; '.join(told)}; cold {cold.elapsed:.2f} s (processors {cold.busy:.2f} s)"
    slowest = max(runs[name].elapsed for name in EDITS)
    wanted = "≤ 0.25× of cold, elapsed"
    return Row("`generate` after an edit", value, wanted, holds=slowest <= cold.elapsed / 4)


def building(folder: Path) -> list[Row]:
    """``build`` of ``corpus/``, cold and with nothing changed, beside MkDocs alone."""
    docs, site = folder / "docs", folder / "site"
    words = ("build", "--corpus", str(ROOT / "corpus"), "--docs-dir", str(docs), "--site-dir", str(site))  # fmt: skip
    runs: dict[str, list[Taken]] = {"whole": [], "unchanged": [], "alone": []}
    for _ in range(ROUNDS):
        _forget(folder / "cache", docs)
        shutil.rmtree(site, ignore_errors=True)
        runs["whole"].append(taken(lambda: casebook(*words)))
        runs["unchanged"].append(taken(lambda: casebook(*words)))
        runs["alone"].append(taken(lambda: mkdocs(docs, folder / "alone")))
    made = {name: middle(found) for name, found in runs.items()}
    _forget(folder / "cache", docs)
    most = f"{peak(*words):,.0f} MB"
    return [
        _beside_mkdocs("`build`, cold", made["whole"], made["alone"], 2),
        Row("Peak memory of `build` of `corpus/`", most, "told", holds=True),
        _beside_mkdocs("`build`, nothing changed", made["unchanged"], made["alone"], 1.2),
    ]


def _beside_mkdocs(name: str, own: Taken, alone: Taken, most: float) -> Row:
    value = (
        f"{own.elapsed:.2f} s; MkDocs alone {alone.elapsed:.2f} s; {own.elapsed / alone.elapsed:.2f}×"
        f" (processors {own.busy:.2f} of {alone.busy:.2f} s, {own.busy / alone.busy:.2f}×)"
    )
    holds = own.elapsed <= most * alone.elapsed
    return Row(name, value, f"≤ {most:g}× of MkDocs, elapsed", holds=holds)
