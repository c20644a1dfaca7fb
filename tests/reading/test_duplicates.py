"""The same article twice is found however many others there are."""

from __future__ import annotations

from pathlib import Path

from generator.reading.corpus import read_corpus
from generator.reading.duplicates import without_duplicates
from tests.bench.synthetic import write_corpus


def test_copies_among_many_are_found(tmp_path: Path) -> None:
    write_corpus(tmp_path, 60, 5)
    folder = tmp_path / "articles" / "000"
    text = (folder / "a000007.md").read_text(encoding="utf-8")
    body = text.split("---\n", 2)[2]
    (folder / "copy.md").write_text(body.replace("园区", "开发区", 1), encoding="utf-8")
    (folder / "half.md").write_text(body[: len(body) // 2], encoding="utf-8")
    corpus = read_corpus(tmp_path)
    doubles = [f.where for f in corpus.findings if f.kind.value == "duplicate-article"]
    assert doubles == ["articles/000/copy.md"]
    assert len(corpus.articles) == 61


def test_the_better_copy_stays_in_the_place_of_the_first(tmp_path: Path) -> None:
    write_corpus(tmp_path, 3, 3)
    folder = tmp_path / "articles" / "000"
    text = (folder / "a000001.md").read_text(encoding="utf-8")
    (folder / "a000000x.md").write_text(text.split("---\n", 2)[2], encoding="utf-8")
    corpus = read_corpus(tmp_path)
    assert [article.id for article in corpus.articles] == ["a000000", "a000001", "a000002"]


def test_short_texts_are_compared_too(tmp_path: Path) -> None:
    for name, words in (
        ("a", "园区新增企业12家。"),
        ("b", "园区新增企业12家！"),
        ("c", "园区新增企业13家。"),
    ):
        (tmp_path / f"{name}.txt").write_text(words, encoding="utf-8")
    corpus = read_corpus(tmp_path)
    assert [article.id for article in corpus.articles] == ["a", "c"]


def test_of_many_copies_one_stays(tmp_path: Path) -> None:
    write_corpus(tmp_path, 1, 1)
    (article,) = read_corpus(tmp_path).articles
    kept, findings = without_duplicates([article] * 200)
    assert len(kept) == 1
    assert len(findings) == 199
