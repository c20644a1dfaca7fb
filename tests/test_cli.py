"""The command line on real input: what it prints, what it leaves alone, how it ends."""

from __future__ import annotations

import html
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import FAILED, INCOMPLETE, OK, main
from tests.small_article import ARTICLE as GOOD


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "good.md").write_text(GOOD, encoding="utf-8")
    return folder


def casebook(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words], catch_exceptions=False)


def test_extract_prints_the_contract(corpus: Path) -> None:
    done = casebook("extract", corpus / "good.md", "--format", "jsonl")
    assert done.exit_code == OK
    records = [json.loads(row) for row in done.stdout.splitlines()]
    head, *rest = records
    assert (head["type"], head["article"], head["date"]) == ("article", "good", "2024-05-06")
    facts = {r["surface"]: r for r in rest if r["type"] == "fact"}
    assert {"7个", "约3个月"} <= facts.keys()
    months = facts["约3个月"]
    assert (months["value"], months["unit"], months["bound"]) == (3, "月", "≈")
    assert (months["role"], months["direction"], months["park"]) == ("change", "down", "甲乙经开区")
    for record in rest:
        if record["type"] != "measure":
            assert head["text"][record["start"] : record["end"]] == record["surface"]
    assert [r["start"] for r in rest if r["type"] != "measure"] == sorted(
        r["start"] for r in rest if r["type"] != "measure"
    )


def test_compare_prints_verdicts_and_members(corpus: Path) -> None:
    other = GOOD.replace("甲乙", "绍兴").replace("7个", "9个")
    (corpus / "other.md").write_text(other, encoding="utf-8")
    done = casebook("compare", corpus / "good.md", corpus / "other.md")
    assert done.exit_code == OK
    found = {c["indicator"]: c for c in json.loads(done.stdout)}
    projects = found["拿地即开工项目数"]
    assert projects["verdict"] == "comparable"
    assert {(m["park"], m["value"]) for m in projects["members"]} == {
        ("甲乙经开区", 7),
        ("绍兴经开区", 9),
    }


def test_an_empty_corpus_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = casebook("build", "--corpus", tmp_path / "empty", "--site-dir", tmp_path / "site")
    assert done.exit_code == FAILED
    (line,) = done.stderr.splitlines()
    assert "empty" in line
    assert "没有可读的文章" in line
    assert not (tmp_path / "site").exists()


def test_a_missing_corpus_is_one_line(tmp_path: Path) -> None:
    done = casebook("generate", "--corpus", tmp_path / "nowhere", "--docs-dir", tmp_path / "docs")
    assert done.exit_code == FAILED
    assert len(done.stderr.splitlines()) == 1
    assert "nowhere" in done.stderr


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("broken.md", "---\ntitle: [未闭合\n---\n正文3个。\n".encode(), "broken.md"),
        ("binary.txt", bytes(range(256)) * 40, "binary.txt"),
        ("unknown.md", GOOD.replace("rights: own-digest", "rights: mine").encode(), "rights"),
    ],
)
def test_one_bad_article_is_named_and_the_others_go_on(
    corpus: Path, tmp_path: Path, name: str, data: bytes, words: str
) -> None:
    (corpus / name).write_bytes(data)
    docs = tmp_path / "docs"
    done = casebook("generate", "--corpus", corpus, "--docs-dir", docs)
    assert done.exit_code == INCOMPLETE
    errors = [row for row in done.stderr.splitlines() if row.startswith("错误")]
    assert len(errors) == 1
    assert words in errors[0]
    assert name in errors[0]
    assert (docs / "index.md").is_file()
    assert list((docs / "sources").glob("good*.md"))
    assert name in html.unescape((docs / "quality.md").read_text(encoding="utf-8"))
    strict = casebook("generate", "--corpus", corpus, "--docs-dir", docs, "--strict")
    assert strict.exit_code == FAILED


def test_an_unknown_theme_is_named_with_the_file(corpus: Path, tmp_path: Path) -> None:
    text = "- id: only\n  name: 唯一主题\n  question: 做得怎样？\n"
    (corpus / "themes.yml").write_text(text, encoding="utf-8")
    done = casebook("generate", "--corpus", corpus, "--docs-dir", tmp_path / "docs")
    assert done.exit_code == INCOMPLETE
    assert "themes.yml" in done.stderr
    assert "construction" in done.stderr


def test_a_broken_registry_stops_before_anything_is_written(corpus: Path, tmp_path: Path) -> None:
    (corpus / "parks.yml").write_text("- id: a\n  name: [\n", encoding="utf-8")
    done = casebook("generate", "--corpus", corpus, "--docs-dir", tmp_path / "docs")
    assert done.exit_code == FAILED
    assert "parks.yml:" in done.stderr
    assert not (tmp_path / "docs").exists()


def test_a_missing_template_is_named(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.resources.templates_dir", lambda: tmp_path)
    done = casebook("generate", "--corpus", corpus, "--docs-dir", tmp_path / "docs")
    assert done.exit_code == FAILED
    assert ".j2" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "docs").exists()


def test_pages_written_by_hand_stay(corpus: Path, tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "index.md").write_text("# 我写的首页\n", encoding="utf-8")
    done = casebook("generate", "--corpus", corpus, "--docs-dir", docs)
    assert done.exit_code == INCOMPLETE
    assert "index.md" in done.stderr
    assert (docs / "index.md").read_text(encoding="utf-8") == "# 我写的首页\n"


def test_check_lists_findings_and_fails_on_errors(corpus: Path) -> None:
    assert casebook("check", "--corpus", corpus).exit_code == OK
    (corpus / "broken.md").write_text("---\ntitle: [\n---\n", encoding="utf-8")
    done = casebook("check", "--corpus", corpus, "--format", "json")
    assert done.exit_code == FAILED
    assert any(
        "broken.md" in f["where"] or "broken.md" in f["message"] for f in json.loads(done.stdout)
    )


def test_what_a_message_quotes_neither_acts_on_the_terminal_nor_breaks_the_line(
    corpus: Path,
) -> None:
    (corpus / "a\x1b]0;x\x07\n.md").write_text('---\n"\\e[31m\\u202e": 1\n---\n', encoding="utf-8")
    for words in (["generate", "-q", "--docs-dir", corpus.parent / "docs"], ["check"]):
        done = casebook(*words, "--corpus", corpus)
        told = [line for line in done.output.splitlines() if ".md" in line]
        assert len(told) == 1, done.output
        assert "a\\x1b]0;x\\x07\\n.md" in told[0]
        assert not {"\x1b", "\x07", "\u202e"} & set(done.output)
