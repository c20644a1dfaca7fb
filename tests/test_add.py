"""``casebook add``: what is imported, what is refused, and that nothing is overwritten."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import FAILED, INCOMPLETE, OK, main
from generator.errors import UnreadableFile
from generator.publishing.importing import slug
from generator.reading.fetching import fetch

PARAGRAPH = "今年以来，绍兴经开区办理“拿地即开工”项目7个，平均提前开工约3个月，企业普遍感到满意。"
PAGE = f"""<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>绍兴经开区服务企业记</title></head>
<body><nav><a href="/">首页</a></nav><article><h1>绍兴经开区服务企业记</h1>
<p>2024-05-06 来源：绍兴晨报</p><p>{PARAGRAPH}</p><p>园区还组织了3场招聘会，帮助企业解决用工。</p></article></body></html>"""


class Pages(http.server.BaseHTTPRequestHandler):
    """A site with an article, a redirect, a huge page, an error and a picture."""

    def do_GET(self) -> None:
        status, kind, body, extra = {
            "/a.html": (200, "text/html", PAGE.encode(), {}),
            "/moved": (302, "text/html", b"", {"Location": "/a.html"}),
            "/loop": (302, "text/html", b"", {"Location": "/loop"}),
            "/file": (302, "text/html", b"", {"Location": "file:///etc/passwd"}),
            "/huge": (200, "text/html", b"x" * (21 * 1024 * 1024), {}),
            "/picture": (200, "image/png", b"\x89PNG", {}),
        }.get(self.path, (404, "text/html", b"", {}))
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in extra.items():
            self.send_header(name, value)
        self.end_headers()
        try:
            self.wfile.write(body)
        except OSError:
            self.close_connection = True

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def casebook(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words], catch_exceptions=False)


def test_an_article_lands_under_its_park_with_front_matter(tmp_path: Path) -> None:
    (tmp_path / "新闻.html").write_text(PAGE, encoding="utf-8")
    done = casebook("add", tmp_path / "新闻.html", "--corpus", tmp_path / "corpus")
    assert done.exit_code == OK
    (path,) = (tmp_path / "corpus" / "articles").rglob("*.md")
    assert path.parent.name == "shao-xing-jing-kai-qu"
    assert path.name.startswith("2024-05-06-shao-xing")
    text = path.read_text(encoding="utf-8")
    assert "rights: quote-only" in text
    assert "publisher: 绍兴晨报" in text
    assert "subject: 绍兴经开区" in text
    assert "首页" not in text


def test_adding_twice_changes_nothing_even_after_an_edit(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE, encoding="utf-8")
    casebook("add", tmp_path / "a.html", "--corpus", tmp_path / "corpus")
    (path,) = (tmp_path / "corpus" / "articles").rglob("*.md")
    edited = path.read_text(encoding="utf-8").replace("publisher: 绍兴晨报", "publisher: 绍兴日报")
    path.write_text(edited, encoding="utf-8")
    done = casebook("add", tmp_path / "a.html", "--corpus", tmp_path / "corpus")
    assert "已存在" in done.stdout
    assert path.read_text(encoding="utf-8") == edited
    assert len(list((tmp_path / "corpus").rglob("*.md"))) == 1


def test_another_article_of_the_same_name_gets_a_number(tmp_path: Path) -> None:
    for name, page in (("a.html", PAGE), ("b.html", PAGE.replace("3场", "5场"))):
        (tmp_path / name).write_text(page, encoding="utf-8")
        casebook("add", tmp_path / name, "--corpus", tmp_path / "corpus")
    names = sorted(path.name for path in (tmp_path / "corpus").rglob("*.md"))
    assert len(names) == 2
    assert names[0].endswith("-2.md")


def test_what_was_added_is_read_back_alike(tmp_path: Path) -> None:
    from generator.reading.corpus import read_article

    (tmp_path / "a.html").write_text(PAGE, encoding="utf-8")
    casebook("add", tmp_path / "a.html", "--corpus", tmp_path / "corpus")
    (path,) = (tmp_path / "corpus").rglob("*.md")
    one, other = read_article(tmp_path / "a.html"), read_article(path)
    assert (one.text, one.title, one.publisher) == (other.text, other.title, other.publisher)


@pytest.mark.parametrize("page", ["a.html", "moved"])
def test_a_page_is_fetched_when_private_addresses_are_allowed(
    site: str, tmp_path: Path, page: str
) -> None:
    done = casebook("add", f"{site}/{page}", "--corpus", tmp_path, "--allow-private")
    assert done.exit_code == OK
    (path,) = (tmp_path / "articles").rglob("*.md")
    assert f"url: {site}/a.html" in path.read_text(encoding="utf-8")


def test_private_addresses_are_refused(site: str, tmp_path: Path) -> None:
    done = casebook("add", f"{site}/a.html", "--corpus", tmp_path)
    assert done.exit_code == FAILED
    assert "内部网络" in done.stderr
    assert not (tmp_path / "articles").exists()


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/loop", "重定向次数过多"),
        ("/file", "只支持 http 和 https"),
        ("/huge", "20 MB"),
        ("/picture", "image/png"),
        ("/none", "404"),
    ],
)
def test_bad_pages_are_refused_with_a_reason(site: str, path: str, words: str) -> None:
    with pytest.raises(UnreadableFile, match=words):
        fetch(site + path, private=True)


@pytest.mark.parametrize("url", ["ftp://example.org/a", "http://", "http://a:99999/", "gopher://x"])
def test_odd_addresses_are_refused(url: str) -> None:
    with pytest.raises(UnreadableFile):
        fetch(url)


def test_one_bad_source_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE, encoding="utf-8")
    done = casebook(
        "add", tmp_path / "a.html", tmp_path / "none.txt", "--corpus", tmp_path / "corpus"
    )
    assert done.exit_code == INCOMPLETE
    assert "none.txt" in done.stderr
    assert len(list((tmp_path / "corpus").rglob("*.md"))) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [("绍兴经开区", "shao-xing-jing-kai-qu"), ("../../etc", "etc"), ("CON", "con-"), ("？！", "")],
)
def test_slugs_are_safe_names(text: str, expected: str) -> None:
    assert slug(text) == expected
