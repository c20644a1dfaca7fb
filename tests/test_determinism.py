"""The same corpus gives the same bytes in whatever process, locale, time zone and number of jobs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.killing import HEAD
from tests.running import digest

EVERYTHING = """
import sys
from click.testing import CliRunner
from generator.cli import main
jobs = sys.argv[1]
for words in (["generate", "-q", "--jobs", jobs], ["export", "data", "--docx"], ["pdf", "-o", "book.pdf", "-q"]):
    done = CliRunner().invoke(main, words, catch_exceptions=False)
    assert done.exit_code == 0, done.output
"""
VARIANTS: dict[str, tuple[str, dict[str, str]]] = {
    "plain": ("1", {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C"}),
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
def test_pages_charts_data_and_paper_are_the_same(
    name: str, plain: dict[str, str], tmp_path: Path
) -> None:
    found = made(tmp_path / "elsewhere", *VARIANTS[name])
    assert found == plain
    assert {"book.pdf", "data/casebook.xlsx", "data/casebook.docx", "docs/index.md"} <= plain.keys()
