"""What reference managers import is what the article says, whatever marks stand in it."""

from __future__ import annotations

import datetime as dt
import json

import pytest
import rispy
from msgspec.structs import replace
from pybtex.database import parse_string

from generator.model.article import Article, Published
from generator.publishing.bibliography import bibliography, bibtex, csl_json, reference_files, ris

PLAIN = Article(
    id="2024-05-06-某园",
    title="青禾经开区:50%的事“一次办”&不用跑 #1",
    text="",
    paragraphs=(),
    publisher="青禾日报",
    authors=("陈一帆", "周禾"),
    published=Published(dt.date(2024, 5, 6)),
    url="https://example.org/a_b?x=1&y=%E4#t",
    accessed=dt.date(2026, 1, 10),
)
ANONYMOUS = replace(PLAIN, id="b", authors=(), url=None, accessed=None, published=None)
HOSTILE = replace(
    PLAIN,
    id="c,} @online{x",
    title="}\\input{/etc/passwd}\nTY  - BOOK\nER  - ",
    authors=("甲\nER  - ",),
    publisher="乙\r\nTI  - 丙",
)
ALL = (PLAIN, ANONYMOUS, HOSTILE)


def test_bibtex_is_read_back() -> None:
    entries = parse_string(bibtex(ALL).decode(), "bibtex").entries
    assert len(entries) == len(ALL)
    entry = entries["2024-05-06-某园"]
    assert entry.type == "online"
    assert entry.fields["title"] == r"{青禾经开区:50\%的事“一次办”\&不用跑 \#1}"
    assert (entry.fields["date"], entry.fields["urldate"]) == ("2024-05-06", "2026-01-10")
    assert [str(person) for person in entry.persons["author"]] == ["陈一帆", "周禾"]
    assert entries["b"].type == "misc"
    assert [str(person) for person in entries["b"].persons["author"]] == ["{青禾日报}"]
    assert "url" not in entries["b"].fields


def test_ris_is_read_back() -> None:
    entries = rispy.loads(ris(ALL).decode())
    assert len(entries) == len(ALL), "no word of an article begins or ends an entry"
    first = entries[0]
    assert first["type_of_reference"] == "ELEC"
    assert first["title"] == PLAIN.title
    assert first["authors"] == ["陈一帆", "周禾"]
    assert first["urls"] == [PLAIN.url]
    assert (first["date"], first["access_date"]) == ("2024/05/06", "2026/01/10")
    assert entries[1]["type_of_reference"] == "GEN"
    assert entries[1]["authors"] == ["青禾日报"]


def test_csl_json_has_the_schemas_forms() -> None:
    first, second, _ = json.loads(csl_json(ALL))
    assert first["type"] == "webpage"
    assert first["issued"] == {"date-parts": [[2024, 5, 6]]}
    assert first["accessed"] == {"date-parts": [[2026, 1, 10]]}
    assert first["author"] == [{"literal": "陈一帆"}, {"literal": "周禾"}]
    assert (first["title"], first["URL"]) == (PLAIN.title, PLAIN.url)
    assert second["type"] == "document"
    assert {"issued", "accessed", "URL"}.isdisjoint(second)


@pytest.mark.parametrize("article", ALL, ids=lambda a: a.id[:3])
def test_each_article_has_its_files(article: Article) -> None:
    files = reference_files({"sources/x": article})
    assert set(files) == {"sources/x.bib", "sources/x.ris", "sources/x.csl.json"}
    assert files["sources/x.bib"] == bibliography([article])["bib"]
    assert all(files.values())
