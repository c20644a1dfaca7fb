"""``casebook export``: a folder of its own, whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.build import assemble
from generator.cli import FAILED, OK, main
from generator.publishing.datapackage import read_package
from tests.commands.test_review import ARTICLE


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "good.md").write_text(ARTICLE, encoding="utf-8")
    return folder


def export(corpus: Path, *words: str | Path) -> Result:
    flags = ["export", "--corpus", str(corpus), *map(str, words)]
    return CliRunner().invoke(main, flags, catch_exceptions=False)


def test_the_folder_reads_back_as_the_casebook(corpus: Path, tmp_path: Path) -> None:
    done = export(corpus, tmp_path / "data")
    assert done.exit_code == OK
    assert "2024.05.06" in done.output
    package = read_package(tmp_path / "data")
    assert package.facts == {r.id: r.fact for r in assemble(corpus).facts}
    assert not (tmp_path / "data" / "casebook.docx").exists()


def test_decisions_travel_with_the_data(corpus: Path, tmp_path: Path) -> None:
    id_ = assemble(corpus).facts[0].id
    entry = f"- fact: {id_}\n  action: withdraw\n  why: 误\n  who: 李核\n  when: 2024-10-08\n"
    (corpus / "decisions.yml").write_text(entry, encoding="utf-8")
    export(corpus, tmp_path / "data")
    package = read_package(tmp_path / "data")
    assert package.facts[id_].status.value == "withdrawn"
    assert package.decided[id_].who == "李核"


def test_a_document_of_one_case(corpus: Path, tmp_path: Path) -> None:
    theme = assemble(corpus).facts[0].fact.theme
    done = export(corpus, tmp_path / "data", "--case", f"甲乙经开区/{theme}")
    assert done.exit_code == OK
    assert (tmp_path / "data" / "casebook.docx").is_file()


def test_an_unknown_case_writes_nothing(corpus: Path, tmp_path: Path) -> None:
    done = export(corpus, tmp_path / "data", "--case", "甲乙经开区/月亮")
    assert done.exit_code == FAILED
    assert not (tmp_path / "data").exists()


def test_a_folder_with_other_files_is_left_alone(corpus: Path) -> None:
    done = export(corpus, corpus)
    assert done.exit_code == FAILED
    assert "good.md" in done.output
    assert (corpus / "good.md").read_text("utf-8") == ARTICLE
