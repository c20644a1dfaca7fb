"""What costs a person time with a few articles: extraction, start, charts."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from decimal import Decimal
from pathlib import Path
from statistics import median

import jieba

from generator.extracting.extract import extract
from generator.extracting.lexicon import Lexicon
from generator.model.quantity import Quantity
from generator.reading.corpus import read_corpus
from generator.rendering.charts import dumbbell
from generator.rendering.charts.sheet import SHOP, Sheet
from tests.bench.rows import Row
from tests.bench.synthetic import write_corpus

ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT.parent / "shared" / "seeds"
"""Reference articles, where they are at hand."""
ROUNDS = 5
TURNS = 25
"""Turns of extraction and segmentation. Python specialises the bytecode of what runs often: the first
two turns of extraction take two and a half times as long as later ones, those of jieba hardly longer."""
CHARTS = 100


def busy(action: Callable[[], object]) -> float:
    """Seconds that processors were busy with an action, its processes included."""
    start = _used()
    action()
    return _used() - start


def _used() -> float:
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in both)


def in_turn(*actions: Callable[[], object], rounds: int = ROUNDS) -> list[float]:
    """The median of each action's seconds, the actions taking turns."""
    times = [[busy(action) for action in actions] for _ in range(rounds)]
    return [median(column) for column in zip(*times, strict=True)]


def least(*actions: Callable[[], object], rounds: int = ROUNDS) -> list[float]:
    """The least of each action's seconds, the actions taking turns: what others do counts least."""
    times = [[busy(action) for action in actions] for _ in range(rounds)]
    return [min(column) for column in zip(*times, strict=True)]


def extraction(folder: Path) -> list[Row]:
    """Characters a second of extraction beside jieba's segmentation of the same text.

    Both have their dictionaries loaded, and both read every article again in each turn.
    """
    write_corpus(folder / "text", 40, 4)
    lexicon = Lexicon.load()
    jieba.setLogLevel("WARNING")
    jieba.initialize()
    sets = {"reference articles": SEEDS, "`corpus/`": ROOT / "corpus", "invented articles": folder / "text"}  # fmt: skip
    rows = []
    for name, path in sets.items():
        if not path.is_dir():
            continue
        articles = read_corpus(path).articles
        characters = sum(len(a.text) for a in articles)
        own, beside = least(
            lambda articles=articles: [extract(a, lexicon) for a in articles],
            lambda articles=articles: [jieba.lcut(a.text) for a in articles],
            rounds=TURNS,
        )
        value = f"{characters / own:,.0f} characters/s; jieba {characters / beside:,.0f}; {beside / own:.2f}×"
        rows.append(
            Row(f"Extraction, {name}", value, "≥ 0.5× of jieba.lcut", holds=beside / own >= 0.5)
        )
    return rows


def starting() -> list[Row]:
    """``casebook --help``, and the lexicons of extraction, in processes of their own."""
    load = "from generator.extracting.extract import extract; from generator.extracting.lexicon import Lexicon; Lexicon.load()"
    helping, loading = in_turn(lambda: casebook("--help"), lambda: _python("-c", load))
    return [
        Row("`casebook --help`", f"{helping:.2f} s", "< 0.2 s", holds=helping < 0.2),
        Row("Start-up of extraction", f"{loading:.2f} s", "< 1 s", holds=loading < 1),
    ]


def charts() -> list[Row]:
    """Drawing charts that are all different."""
    shop = _Recorder()
    token = SHOP.set(shop)
    for number in range(CHARTS):
        ends = [
            dumbbell.Ends(f"第{n}项时限", Quantity(Decimal(number + 30 + n), "工作日"), Quantity(Decimal(n + 2), "工作日"), "改革前")
            for n in range(5)
        ]  # fmt: skip
        dumbbell.draw(f"图{number}：五项时限都缩短", "单位：工作日", "据公开报道整理。", ends)
    SHOP.reset(token)
    each = 1000 * busy(lambda: [sheet.draw() for sheet in shop.sheets]) / CHARTS
    return [Row(f"A chart of {CHARTS}", f"{each:.0f} ms", "≤ 60 ms", holds=each <= 60)]


class _Recorder:
    """Keeps the sheets instead of drawing them."""

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []

    def svg(self, sheet: Sheet) -> bytes:
        self.sheets.append(sheet)
        return b""

    def gathering(self) -> AbstractContextManager[None]:
        return nullcontext()

    def begin(self) -> None:
        """Nothing is drawn beside."""

    def finished(self, svg: bytes) -> bytes:
        return svg


_PEAK = """
import resource, subprocess, sys
done = subprocess.run([sys.executable, "-c", "from generator.cli import main; main()", *sys.argv[1:]])
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
sys.exit(done.returncode)
"""


def peak(*words: str) -> float:
    """Megabytes of the largest process of a run of ``casebook``.

    A small process starts it: to the system a process is never smaller than the one that started it.
    """
    told = _python("-c", _PEAK, *words).splitlines()[-1]
    return int(told) * (1024 if sys.platform == "linux" else 1) / 2**20


def mkdocs(docs: Path, site: Path) -> None:
    """What MkDocs takes for the same pages without us."""
    code = (
        "import sys; from mkdocs.config import load_config; from mkdocs.commands.build import build\n"
        "from generator.publishing.site import prepare; from generator.resources import templates_dir\n"
        "from material.plugins.search.plugin import SearchIndex; own = SearchIndex.add_entry_from_context\n"
        "c = load_config(config_file=str(templates_dir() / 'mkdocs.base.yml'), docs_dir=sys.argv[1],"
        " site_dir=sys.argv[2]); prepare(c); SearchIndex.add_entry_from_context = own; c.plugins.on_startup(command='build', dirty=False); build(c)"
    )
    _python("-c", code, str(docs), str(site))


def casebook(*words: str) -> None:
    """Run ``casebook`` in a process of its own."""
    _python("-c", "from generator.cli import main; main()", *words)


def _python(*words: str) -> str:
    # As installed: bytecode is kept, whatever the shell of a developer says.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(
        [sys.executable, *words], check=False, capture_output=True, cwd=ROOT, env=environment
    )
    if done.returncode not in (0, 3):  # 3: done, but something was left out
        raise RuntimeError(done.stderr.decode())
    return done.stdout.decode()
