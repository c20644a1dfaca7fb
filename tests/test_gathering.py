"""What people name on a command line: files and folders in any mixture, and what cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.errors import EmptyCorpus
from generator.gathering import extract_over_cluster, read_paths, read_sources, registry_of
from tests.small_article import ARTICLE

PARKS = "parks:\n  - id: jiayi\n    name: 甲乙经开区\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two articles, one of them in a folder of its own."""
    made = tmp_path / "素材"
    (made / "里面").mkdir(parents=True)
    (made / "甲.md").write_text(ARTICLE, encoding="utf-8")
    (made / "里面" / "乙.md").write_text(ARTICLE.replace("7个", "9个"), encoding="utf-8")
    return made


def test_files_and_folders_may_be_named_together(folder: Path) -> None:
    single = folder.with_name("丙.md")
    single.write_text(ARTICLE.replace("7个", "8个"), encoding="utf-8")
    articles, findings = read_paths([single, folder])
    assert [a.text[a.text.index("项目") + 2] for a in articles] == ["8", "7", "9"]
    assert findings == ()


def test_what_cannot_be_read_is_told_and_the_others_go_on(folder: Path) -> None:
    empty, missing = folder.with_name("空"), folder.with_name("没有.md")
    empty.mkdir()
    articles, findings = read_paths([missing, empty, folder / "甲.md"])
    assert len(articles) == 1
    assert [finding.where for finding in findings] == [str(missing), str(empty)]
    assert all(finding.message for finding in findings)


def test_sources_are_read_in_their_order(folder: Path) -> None:
    words = [str(folder / "里面" / "乙.md"), str(folder / "没有.md"), str(folder / "甲.md")]
    articles, findings = read_sources(words)
    assert ["9个" in a.text for a in articles] == [True, False]
    assert [finding.where for finding in findings] == [words[1]]


def test_the_registry_is_that_of_the_first_folder(folder: Path) -> None:
    (folder / "parks.yml").write_text(PARKS, encoding="utf-8")
    other = folder.with_name("另一处")
    other.mkdir()
    named = registry_of([folder / "甲.md", folder, other])
    assert [park.name for park in named.parks] == ["甲乙经开区"]
    loose = registry_of([folder / "甲.md"])
    assert loose.parks == ()
    assert loose.themes == named.themes  # the shipped ones


def test_a_cluster_is_not_asked_where_there_is_nothing_to_read(tmp_path: Path) -> None:
    with pytest.raises(EmptyCorpus):
        extract_over_cluster([tmp_path], "tcp://127.0.0.1:1", tmp_path / "out", 100)
    assert not (tmp_path / "out").exists()
