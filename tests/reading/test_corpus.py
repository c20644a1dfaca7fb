from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from generator.errors import BadRegistry, EmptyCorpus, UnreadableFile
from generator.model.finding import FindingKind, Severity
from generator.reading import read_article, read_corpus
from generator.reading.formats import MAX_BYTES

if TYPE_CHECKING:
    from pathlib import Path

_TEXT = "{name}高新区改革再提速\n2024年7月3日 来源：{name}日报\n{name}高新区今年新增企业{count}家，审批时限压缩到3个工作日，群众都说好。\n{name}的服务专员走访了{count}次企业，解决问题{count}个，{name}模式受到肯定。\n"


def _write(path: Path, name: str = "青溪", count: int = 312) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_TEXT.format(name=name, count=count), encoding="utf-8")


def test_the_articles_folder_is_read_if_there_is_one(tmp_path: Path) -> None:
    _write(tmp_path / "articles" / "青溪" / "b.txt")
    _write(tmp_path / "articles" / "a.txt", "白岭", 98)
    _write(tmp_path / "notes.txt", "黑水", 5)
    corpus = read_corpus(tmp_path)
    assert [article.id for article in corpus.articles] == ["a", "b"]
    assert corpus.articles[1].path == "articles/青溪/b.txt"
    assert corpus.findings == ()
    assert len(corpus.registry.themes) == 10


def test_other_files_of_a_folder_are_passed_over(tmp_path: Path) -> None:
    _write(tmp_path / "a.txt")
    for name in (
        "parks.yml",
        "decisions.yml",
        "README.md",
        ".hidden.txt",
        "~$a.docx",
        "a.png",
        "b.csv",
    ):
        (tmp_path / name).write_text("", encoding="utf-8")
    corpus = read_corpus(tmp_path)
    assert [article.id for article in corpus.articles] == ["a"]
    assert corpus.findings == ()


def test_one_bad_file_is_a_finding_and_the_others_go_on(tmp_path: Path) -> None:
    _write(tmp_path / "good.txt")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 8)
    (tmp_path / "head.md").write_text("---\ntitel: 甲\n---\n正文。\n", encoding="utf-8")
    (tmp_path / "links.html").write_text("<a href='x'>首页</a>" * 50, encoding="utf-8")
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.4 broken")
    (tmp_path / "broken.docx").write_bytes(b"PK\x03\x04")
    (tmp_path / "empty.txt").write_bytes(b"")
    corpus = read_corpus(tmp_path)
    assert [article.id for article in corpus.articles] == ["good"]
    assert {(f.where, f.kind) for f in corpus.findings} == {
        ("binary.txt", FindingKind.UNREADABLE),
        ("head.md:2", FindingKind.BAD_FRONT_MATTER),
        ("links.html", FindingKind.EMPTY_TEXT),
        ("broken.pdf", FindingKind.UNREADABLE),
        ("broken.docx", FindingKind.UNREADABLE),
        ("empty.txt", FindingKind.EMPTY_TEXT),
    }
    assert all(
        f.severity is Severity.ERROR and f.message.endswith("。") and "\n" not in f.message
        for f in corpus.findings
    )


def test_nothing_to_read_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(EmptyCorpus):
        read_corpus(tmp_path)
    (tmp_path / "a.txt").write_bytes(bytes(range(256)) * 8)
    with pytest.raises(EmptyCorpus):
        read_corpus(tmp_path)


def test_a_bad_registry_stops_the_reading(tmp_path: Path) -> None:
    _write(tmp_path / "a.txt")
    (tmp_path / "parks.yml").write_text("- {id: 甲}\n", encoding="utf-8")
    with pytest.raises(BadRegistry):
        read_corpus(tmp_path)


def test_files_of_one_name_get_ids_of_their_own(tmp_path: Path) -> None:
    _write(tmp_path / "articles" / "qingxi" / "report.txt")
    _write(tmp_path / "articles" / "bailing" / "report.txt", "白岭", 98)
    assert [article.id for article in read_corpus(tmp_path).articles] == [
        "bailing-report",
        "qingxi-report",
    ]


def test_links_out_of_the_corpus_are_not_followed(tmp_path: Path) -> None:
    _write(tmp_path / "corpus" / "a.txt")
    _write(tmp_path / "outside" / "secret.txt", "白岭", 98)
    (tmp_path / "corpus" / "link.txt").symlink_to(tmp_path / "outside" / "secret.txt")
    (tmp_path / "corpus" / "folder").symlink_to(tmp_path / "outside")
    assert [article.id for article in read_corpus(tmp_path / "corpus").articles] == ["a"]


def test_too_big_a_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "big.html"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(UnreadableFile, match="20 MB"):
        read_article(path)


def test_a_missing_file_is_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="无法打开"):
        read_article(tmp_path / "none.txt")


def test_the_same_article_counts_once(tmp_path: Path) -> None:
    _write(tmp_path / "a.txt")
    text = (tmp_path / "a.txt").read_text(encoding="utf-8")
    (tmp_path / "b.txt").write_text(
        text.replace("2024年7月3日 来源：青溪日报\n", "").replace("都说好", "都叫好"),
        encoding="utf-8",
    )
    corpus = read_corpus(tmp_path)
    assert [article.id for article in corpus.articles] == ["a"]
    assert [
        (f.kind, f.where) for f in corpus.findings if f.kind is FindingKind.DUPLICATE_ARTICLE
    ] == [(FindingKind.DUPLICATE_ARTICLE, "b.txt")]


def test_a_copy_in_the_other_script_is_the_same_article(tmp_path: Path) -> None:
    simplified = "改革再提速\n青溪高新区今年新增企业三百家，审批时限压缩到三个工作日，群众满意，项目进展顺利，服务专员走访企业。\n"
    traditional = "改革再提速\n青溪高新區今年新增企業三百家，審批時限壓縮到三個工作日，群眾滿意，項目進展順利，服務專員走訪企業。\n"
    (tmp_path / "a.txt").write_text(simplified, encoding="utf-8")
    (tmp_path / "b.txt").write_text(traditional, encoding="utf-8")
    assert len(read_corpus(tmp_path).articles) == 1


def test_reading_is_deterministic(tmp_path: Path) -> None:
    for number, name in enumerate(("青溪", "白岭", "黑水")):
        _write(tmp_path / f"{number}.txt", name, 100 + number)
    assert read_corpus(tmp_path) == read_corpus(tmp_path)


def test_remarks_name_what_a_person_should_look_at(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "改革再提速\n9月20日，青溪高新区召开2024年推进会，新增企业312家。\n", encoding="utf-8"
    )
    kinds = [f.kind for f in read_corpus(tmp_path).findings]
    assert kinds == [FindingKind.INFERRED_DATE, FindingKind.NO_PUBLISHER]


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("右\u202e左.md", "右\\u202e左"),
        ("a\x1b[31m\n.md", "a\\x1b[31m\\n"),
        (os.fsdecode(b"\xff.md"), "\\udcff"),
    ],
)
def test_a_name_that_is_no_text_is_written_out(tmp_path: Path, name: str, id_: str) -> None:
    try:
        _write(tmp_path / name)
    except (OSError, UnicodeError):
        pytest.skip("this system has no such names")
    article = read_corpus(tmp_path).articles[0]
    assert (article.id, article.path) == (id_, f"{id_}.md")
    assert read_article(tmp_path / name).id == id_
