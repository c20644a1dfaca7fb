"""The same corpus gives the same bytes in whatever process, locale, time zone and number of jobs."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.faults.killing import HEAD
from tests.running import digest

EVERYTHING = """
import sys
from click.testing import CliRunner
from generator.cli import main
jobs = sys.argv[1]
build = ["build", "-q", "--docs-dir", "docs", "--site-dir", "site", "--jobs", jobs]
for words in (build, ["export", "data", "--docx"], ["pdf", "-o", "book.pdf", "-q"]):
    done = CliRunner().invoke(main, words, catch_exceptions=False)
    assert done.exit_code == 0, done.output
"""
VARIANTS: dict[str, tuple[str, dict[str, str]]] = {
    # A bare locale: what does not name its encoding is ASCII.
    "plain": (
        "1",
        {
            "PYTHONHASHSEED": "0",
            "TZ": "UTC",
            "LC_ALL": "C",
            "PYTHONCOERCECLOCALE": "0",
            "PYTHONUTF8": "0",
        },
    ),
    "far away": ("2", {"PYTHONHASHSEED": "4242", "TZ": "Asia/Shanghai", "LC_ALL": "C.UTF-8"}),
    "another day": (
        "1",
        {
            "PYTHONHASHSEED": "7",
            "TZ": "America/Adak",
            "LANG": "zh_CN.GB18030",
            "SOURCE_DATE_EPOCH": "1",
        },
    ),
}


def made(place: Path, jobs: str, environment: dict[str, str]) -> dict[str, str]:
    (place / "corpus").mkdir(parents=True)
    for n, park in ((5, "柳江经开区"), (7, "绍兴经开区")):
        text = HEAD.format(park=park, n=n)
        (place / "corpus" / f"{n}.md").write_text(text, encoding="utf-8")
    subprocess.run(
        [sys.executable, "-W", "ignore", "-c", EVERYTHING, jobs],
        cwd=place,
        env=os.environ | {"CASEBOOK_CACHE": "off"} | environment,
        check=True,
    )
    return {n: d for n, d in digest(place).items() if not n.startswith("corpus/")}


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return made(tmp_path_factory.mktemp("same") / "plain", *VARIANTS["plain"])


@pytest.mark.parametrize("name", ["far away", "another day"])
def test_pages_charts_site_data_and_paper_are_the_same(
    name: str, plain: dict[str, str], tmp_path: Path
) -> None:
    found = made(tmp_path / "elsewhere", *VARIANTS[name])
    assert found == plain
    kinds = {"book.pdf", "data/casebook.xlsx", "data/casebook.docx", "docs/index.md"}
    assert (
        kinds | {"site/index.html", "site/search/pages.json", "site/sitemap.xml.gz"} <= plain.keys()
    )


CLOCKS = {"now", "today", "utcnow", "time", "time_ns", "localtime", "gmtime", "ctime"}
RANDOM = {"random", "uuid", "secrets"}
SIGNED = "commands/review.py"
"""A person's decision bears the day on which it was made."""


def test_no_module_asks_the_clock_or_chance() -> None:
    modules = {
        p.relative_to(ROOT / "generator").as_posix(): p for p in (ROOT / "generator").rglob("*.py")
    }
    asked = {name: _asked(path) for name, path in modules.items()}
    assert len(modules) > 200
    assert {name: found for name, found in asked.items() if found} == {SIGNED: {"dt.datetime.now"}}


def _asked(path: Path) -> set[str]:
    asked = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = ast.unparse(node.func.value).rpartition(".")[2]
            if owner in {"datetime", "date", "time"} and node.func.attr in CLOCKS and not node.args:
                asked.add(ast.unparse(node.func))
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names]
            asked |= {name for name in names if name.partition(".")[0] in RANDOM}
    return asked
