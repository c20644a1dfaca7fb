"""A real preview: an edit is shown when its page is asked for, and the whole site follows."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from urllib.error import HTTPError, URLError

import psutil
import pytest

from generator.publishing.live import sources_of
from generator.publishing.lock import exclusive
from tests.conftest import ROOT
from tests.faults.killing import HEAD
from tests.running import command

PATIENCE = 120
"""Seconds; on a machine that does nothing else a tenth of them is enough."""


@pytest.mark.parametrize(
    ("address", "places"),
    [
        ("", ("index.md",)),
        ("index.html", ("index.md",)),
        ("parks/", ("parks/index.md", "parks.md")),
        ("parks/x/index.html", ("parks/x/index.md", "parks/x.md")),
        ("parks/x.html", ("parks/x.md",)),
        ("charts/a-light.svg", ()),
        ("404.html", ("404.md",)),
    ],
)
def test_addresses_and_pages(address: str, places: tuple[str, ...]) -> None:
    assert sources_of(address) == places


class Preview:
    """``casebook serve`` in a process of its own."""

    def __init__(self, place: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.place, self.address = place, f"http://127.0.0.1:{port}/"
        self.log, self.scratch = place / "log", place / "scratch"
        self.scratch.mkdir()
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                command("serve", "--corpus", "corpus", "--address", f"127.0.0.1:{port}"),
                cwd=place,
                stdout=log,
                stderr=log,
                env=os.environ | {"PYTHONPATH": str(ROOT), "TMPDIR": str(self.scratch)},
            )

    def get(self, path: str) -> str:
        try:
            with urllib.request.urlopen(self.address + path) as answer:  # noqa: S310 - our own
                return str(answer.read().decode())
        except HTTPError as error:
            return str(error.code)
        except URLError:
            return ""

    def until(self, holds: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not holds():
            assert self.process.poll() is None, self.log.read_text("utf-8")
            assert time.monotonic() < end, self.log.read_text("utf-8")
            time.sleep(0.1)

    def told(self, words: str) -> int:
        return self.log.read_text("utf-8").count(words)


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    (tmp_path / "corpus").mkdir()
    for n, park in ((5, "柳江经开区"), (7, "绍兴经开区")):
        (tmp_path / "corpus" / f"a{n}.md").write_text(HEAD.format(park=park, n=n), "utf-8")
    served = Preview(tmp_path)
    try:
        served.until(lambda: served.get("") != "")
        yield served
    finally:
        served.process.terminate()
        with suppress(subprocess.TimeoutExpired):
            served.process.wait(10)
        served.process.kill()


@pytest.mark.skipif(sys.platform == "win32", reason="the server is ended by a signal")
def test_edits_are_shown_at_once_and_everywhere_in_the_end(preview: Preview) -> None:
    corpus = preview.place / "corpus"
    path = corpus / "a5.md"
    assert "3773" not in preview.get("facts/")
    path.write_text(path.read_text("utf-8") + "\n今年新增企业3773家。\n", encoding="utf-8")
    preview.until(lambda: "3773" in preview.get("sources/a5/"))
    assert "3,773" in preview.get("facts/").replace("3773", "3,773")
    assert preview.told("Documentation built") == 1, "the site was not built as a whole"
    preview.until(lambda: preview.told("All pages are up to date") == 1)
    index = json.dumps(json.loads(preview.get("search/pages.json")), ensure_ascii=False)
    assert "3773" in index + preview.get("data/facts.csv")
    assert "3773" in preview.get("data/facts.csv")
    assert "现在的数据版本" in preview.get("news/")

    new = corpus / "new.md"
    assert preview.get("sources/new/") == "404" or "404" in preview.get("sources/new/")
    new.write_text(HEAD.format(park="青屏高新区", n=9), encoding="utf-8")
    preview.until(lambda: "青屏高新区" in preview.get("sources/new/"))
    preview.until(lambda: preview.told("All pages are up to date") == 2)
    assert "青屏高新区" in preview.get("parks/")

    new.write_text("---\ntitle: [\n---\n", encoding="utf-8")
    preview.until(lambda: "青屏高新区" not in preview.get("parks/"))
    preview.until(lambda: preview.told("All pages are up to date") == 3)
    preview.until(lambda: "青屏高新区" not in preview.get("sources/new/"))
    assert preview.told("Documentation built") == 1
    assert preview.told("Traceback") == 0


def _copy_of(preview: Preview) -> psutil.Process:
    """The copy of the server that builds pages beside it."""
    server = psutil.Process(preview.process.pid)
    (copy,) = [child for child in server.children() if child.cmdline() == server.cmdline()]
    return copy


def _with_figure(path: Path, figure: str) -> None:
    path.write_text(path.read_text("utf-8") + f"\n今年新增企业{figure}家。\n", encoding="utf-8")


def _indexed(preview: Preview) -> str:
    return json.dumps(json.loads(preview.get("search/pages.json")), ensure_ascii=False)


@pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux alone")
def test_an_edit_does_not_wait_for_pages_of_the_one_before(preview: Preview) -> None:
    """A copy of the server builds them: here it takes as long as we like, then it is killed."""
    corpus = preview.place / "corpus"
    copy = _copy_of(preview)
    copy.suspend()
    _with_figure(corpus / "a5.md", "3773")
    preview.until(lambda: "3773" in preview.get("sources/a5/"))
    server = psutil.Process(preview.process.pid)
    preview.until(lambda: server.children() == [copy])  # all pages are written
    (corpus / "new.md").write_text(HEAD.format(park="青屏高新区", n=9), encoding="utf-8")
    preview.until(lambda: "青屏高新区" in preview.get("sources/new/"))
    assert 'href="qingping-gaoxinqu/"' in preview.get("parks/"), "a page that is still to come"
    assert 'href="new/"' in preview.get("sources/")
    _with_figure(corpus / "a7.md", "4884")
    preview.until(lambda: "4884" in preview.get("sources/a7/"))
    assert preview.told("All pages are up to date") == 0
    copy.resume()
    preview.until(lambda: preview.told("All pages are up to date") == 1)
    index = _indexed(preview)
    assert all(words in index for words in ("3773", "4884", "sources/new/"))

    copy.kill()
    (corpus / "new.md").unlink()
    preview.until(lambda: "青屏高新区" not in preview.get("parks/"))
    preview.until(lambda: preview.told("All pages are up to date") == 2)
    index = _indexed(preview)
    assert all(words in index for words in ("3773", "4884"))
    assert "sources/new/" not in index
    assert preview.told("Documentation built") == 1
    assert preview.told("Traceback") == preview.told("contains a link") == 0


@pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux alone")
@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM])
def test_a_copy_keeps_no_port_and_an_interruption_leaves_nothing(
    preview: Preview, told: signal.Signals
) -> None:
    copy = _copy_of(preview)
    assert not [held for held in copy.net_connections() if held.status == psutil.CONN_LISTEN]
    copy.suspend()
    _with_figure(preview.place / "corpus" / "a5.md", "3773")
    preview.until(lambda: "3773" in preview.get("sources/a5/"))
    preview.process.send_signal(told)
    assert preview.process.wait(PATIENCE) == 0
    assert not copy.is_running()
    assert preview.told("Traceback") == 0
    assert not list(preview.scratch.iterdir())


def test_pages_that_cannot_be_written_are_told_and_follow_with_the_next_edit(
    preview: Preview,
) -> None:
    path = preview.place / "corpus" / "a5.md"
    docs = next(path.parents[1].rglob(".casebook.json")).parent
    with exclusive(docs):  # as another run does that writes there
        _with_figure(path, "3773")
        preview.until(lambda: "3773" in preview.get("sources/a5/"))
        preview.until(lambda: preview.told("其余页面没有写出") == 1)
        assert preview.told("All pages are up to date") == 0
    _with_figure(path, "4884")
    preview.until(lambda: preview.told("All pages are up to date") == 1)
    assert all(words in _indexed(preview) for words in ("3773", "4884"))
    assert "application/ld+json" in preview.get("")
