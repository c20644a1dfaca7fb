"""What a build says of a corpus with so many articles that its site gets slow."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from generator import build
from generator.cli import OK, main
from tests.bench.synthetic import write_corpus

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("option", ["--article-pages", "--no-article-pages"])
def test_many_articles_are_told(
    option: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    suggested = option == "--article-pages"
    monkeypatch.setattr(build, "MANY_ARTICLES", 3)
    write_corpus(tmp_path / "corpus", 3, 2)
    done = CliRunner().invoke(main, ["generate", option, *_places(tmp_path)])
    assert done.exit_code == OK, done.output
    assert "共3篇文章" in done.output
    assert ("加 --no-article-pages" in done.output) is suggested
    assert not (tmp_path / "docs/data/casebook.docx").exists()
    assert (tmp_path / "docs/data/casebook.xlsx").is_file()
    assert (tmp_path / "docs/quotes/1.md").is_file() is not suggested


def test_few_articles_are_nothing_to_tell(tmp_path: Path) -> None:
    write_corpus(tmp_path / "corpus", 3, 2)
    done = CliRunner().invoke(main, ["generate", *_places(tmp_path)])
    assert "篇文章：" not in done.output
    assert (tmp_path / "docs/data/casebook.docx").is_file()


def _places(folder: Path) -> list[str]:
    corpus, docs = str(folder / "corpus"), str(folder / "docs")
    return ["--corpus", corpus, "--docs-dir", docs, "--jobs", "1"]
