"""After an edit only what depends on it is done again, and what comes out is what a clean run makes."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

import generator.extractions
from generator.build import GenerateReport, generate
from generator.extractions import Work
from generator.publishing.cache import Cache
from generator.rendering.printing import Printer
from tests.faults.killing import HEAD
from tests.running import digest

PARKS = ("柳江经开区", "绍兴经开区", "青屏高新区", "云溪高新区")
SENTENCES = (
    "\n今年新增企业{n}家。\n",
    "\n{park}把企业开办时间由{n}天压缩至1天。\n",
    "\n{park}推行“一件事一次办”，已办理{n}件。\n",
    "\n全年签约项目{n}个，总投资超{n}亿元。\n",
    "\n一家企业负责人说：“{n}天就办好了。”\n",
)
EDITS = 7


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    for n, park in enumerate(PARKS[:3], 3):
        (folder / f"{n}.md").write_text(HEAD.format(park=park, n=n), encoding="utf-8")
    return folder


def work(folder: Path | None, jobs: int = 1) -> Work:
    return Work(jobs, Cache(folder, "1"))


def edit(corpus: Path, chance: random.Random) -> None:
    """Something that a person might do next."""
    files = sorted(corpus.glob("*.md"))
    path, number = chance.choice(files), chance.randint(2, 90)
    kind = chance.randrange(6)
    if kind == 0:
        park = chance.choice(PARKS)
        path.with_stem(f"n{number}").write_text(HEAD.format(park=park, n=number % 9 + 1), "utf-8")
    elif kind == 1 and len(files) > 2:
        path.unlink()
    elif kind == 2:
        path.write_text(path.read_text("utf-8").replace("服务企业", f"服务企业{number}招"), "utf-8")
    elif kind == 3:
        park = chance.choice(PARKS)
        entry = f"- id: p{number}\n  name: {park}\n  level: 国家级经开区\n"
        (corpus / "parks.yml").write_text(entry, encoding="utf-8")
    else:
        sentence = chance.choice(SENTENCES).format(n=number, park=chance.choice(PARKS))
        path.write_text(path.read_text("utf-8") + sentence, encoding="utf-8")


def test_random_edits_make_the_bytes_of_a_clean_run(corpus: Path, tmp_path: Path) -> None:
    chance = random.Random(8)  # noqa: S311 - reproducible, no secret
    kept = work(tmp_path / "cache", jobs=2)
    docs, clean = tmp_path / "docs", tmp_path / "clean"
    for _ in range(EDITS):
        shutil.rmtree(clean, ignore_errors=True)
        if docs.exists():
            shutil.copytree(docs, clean)  # the log of editions goes on from there
        one = generate(corpus, docs, work=kept)
        other = generate(corpus, clean, work=work(None))
        assert digest(docs) == digest(clean)
        assert (one.findings, one.tree) == (other.findings, other.tree)
        edit(corpus, chance)


def counted(
    monkeypatch: pytest.MonkeyPatch, run: Callable[[], GenerateReport]
) -> tuple[Counter[str], GenerateReport]:
    """How often the slow things were done in a run."""
    done: Counter[str] = Counter()

    def count(owner: object, name: str) -> None:
        real = getattr(owner, name)

        def counting(*words: object, **options: object) -> object:
            done[name] += 1
            return real(*words, **options)

        monkeypatch.setattr(owner, name, counting)

    with monkeypatch.context():
        count(generator.extractions, "_read")
        count(generator.extractions, "_extract")
        count(Printer, "_render")
        report = run()
    monkeypatch.undo()
    return done, report


def test_one_edit_is_one_extraction_and_the_pages_that_change(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, docs = work(tmp_path / "cache"), tmp_path / "docs"
    first, report = counted(monkeypatch, lambda: generate(corpus, docs, work=kept))
    pages = [name for name in report.tree.written if name.endswith(".md")]
    assert first == {"_read": 3, "_extract": 3, "_render": len(pages)}
    path = corpus / "3.md"
    path.write_text(path.read_text("utf-8") + SENTENCES[0].format(n=37), encoding="utf-8")
    again, report = counted(monkeypatch, lambda: generate(corpus, docs, work=kept))
    changed = [name for name in report.tree.written if name.endswith(".md")]
    assert again == {"_read": 1, "_extract": 1, "_render": len(changed)}
    assert 0 < len(changed) < len(pages) / 2, changed
    nothing, report = counted(monkeypatch, lambda: generate(corpus, docs, work=kept))
    assert nothing == {}
    assert report.tree.written == ()
