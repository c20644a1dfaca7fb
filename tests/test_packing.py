"""The data package made by parts: the same files as of one piece, its slow parts kept by content."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable

import pytest

from generator.comparing.casebook import compare
from generator.errors import UnknownSubject
from generator.model.article import Article
from generator.model.casebook import Casebook
from generator.model.subject import Park, Registry, Theme
from generator.packing import package, parts, put_together, reference_files
from tests.factory import article, extraction, fact

TEXTS = ("甲乙经开区办理项目7个。", "甲乙经开区办理项目9个。")
REGISTRY = Registry(
    (Park("jiayi", "甲乙经开区"),), (Theme("construction", "工程建设", "建得多快？"),)
)


class Kept:
    """A keep that says what was made."""

    def __init__(self) -> None:
        self.values: dict[str, bytes] = {}
        self.made: list[str] = []

    def __call__(self, key: str, make: Callable[[], bytes]) -> bytes:
        if key not in self.values:
            self.made.append(key)
            self.values[key] = make()
        return self.values[key]


def articles(*texts: str) -> list[Article]:
    return [
        article(text, f"a{number}", url=f"https://example.org/{number}", publisher="甲乙日报")
        for number, text in enumerate(texts)
    ]


def casebook(*texts: str) -> Casebook:
    found = [
        extraction(a, fact(a, a.text[-3:-1], a.text[-3], "个")) for a in articles(*texts or TEXTS)
    ]
    return compare(found, REGISTRY)


def test_parts_make_the_package_in_any_order() -> None:
    whole = package(casebook())
    made = parts(casebook())
    backwards = {name: made[name]() for name in reversed(made)}
    assert put_together(casebook(), backwards) == whole
    assert {"casebook.docx", "casebook.xlsx", "facts.csv", "references.bib"} <= set(whole.files)


def test_the_package_comes_without_a_text_document_where_nobody_wants_it() -> None:
    assert set(package(casebook()).files) - set(package(casebook(), docx=False).files) == {
        "casebook.docx"
    }


def test_a_case_of_its_own_is_all_that_the_document_holds() -> None:
    made = package(casebook(), case="jiayi/construction")
    text = zipfile.ZipFile(io.BytesIO(made.files["casebook.docx"])).read("word/document.xml")
    assert "7个" in text.decode()
    with pytest.raises(UnknownSubject):
        package(casebook(), case="jiayi/nothing")


def test_kept_parts_are_those_that_would_be_made() -> None:
    keep = Kept()
    first = package(casebook(), keep=keep)
    made = list(keep.made)
    assert made
    assert package(casebook(), keep=keep) == first
    assert keep.made == made


def test_another_figure_is_in_every_table_and_changes_no_reference() -> None:
    keep = Kept()
    before = package(casebook(), keep=keep)
    after = package(casebook("甲乙经开区办理项目8个。", TEXTS[1]), keep=keep)
    assert after == package(casebook("甲乙经开区办理项目8个。", TEXTS[1]))
    changed = {name for name in before.files if before.files[name] != after.files[name]}
    assert {"casebook.docx", "casebook.xlsx", "facts.csv", "facts.json"} <= changed
    assert not {name for name in changed if name.startswith("references.")}
    assert sum(key.startswith("references\0") for key in keep.made) == 1


def test_an_article_has_its_references_beside_its_page() -> None:
    one, two = articles(*TEXTS)
    made = reference_files({"sources/a0": one, "sources/a1": two})
    assert sorted(made) == [
        f"sources/{name}.{ending}" for name in ("a0", "a1") for ending in ("bib", "csl.json", "ris")
    ]
    (record,) = json.loads(made["sources/a1.csl.json"])
    assert (record["title"], record["URL"]) == ("a1", "https://example.org/1")
