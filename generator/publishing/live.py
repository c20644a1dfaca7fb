"""MkDocs' live server for large casebooks: an edit is shown at once, the rest of the site follows.

MkDocs builds all pages again after each change, which takes minutes for thousands of them. Here a
change of the corpus is followed by three steps:

1. The corpus is read again; one article is extracted. Browsers are told to reload.
2. A page is made when a browser asks for it: its Markdown, its charts and its HTML.
3. Beside that all pages are written, the HTML of those that changed is built, then the search index.
   A copy of this process does so where there can be one: a large page or the index takes seconds,
   in which the next edit would have to wait.

A change of anything else (templates, lexicons, hand-written pages, the configuration) is followed
by a whole build, as ever.
"""

from __future__ import annotations

import atexit
import logging
import os
import signal
import sys
import tempfile
import threading
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from generator.errors import CasebookError
from generator.publishing.built_site import CopyEnded, SiteCopy
from generator.publishing.tree import owned_digests
from generator.publishing.writing import replace_file

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Iterable, Mapping

    from generator.publishing.built_site import BuiltSite

log = logging.getLogger("mkdocs.casebook")

_WRITTEN = (0, 3)
"""What ``casebook generate`` ends with where it has written all pages; 3: an article was left out."""


class Pages(Protocol):
    """Who knows the pages as they should be now."""

    def load(self) -> None:
        """Load what the first edit would have to wait for."""

    def renew(self) -> None:
        """Look at the corpus again."""

    def page(self, path: str) -> tuple[str, dict[str, bytes]] | None:
        """The Markdown of a page and the files of its charts."""

    def writing(self) -> subprocess.Popen[bytes]:
        """A process, the first of a group, that writes all pages to the folder of pages."""


class Live:
    """What a live server does after a change and when it is asked for a page.

    Args:
        server: MkDocs' server; its builder and its way to answer are replaced.
        built: Gives the site that was built last.
        pages: Who knows the pages.
        others: Gives a name for everything but the corpus that the site is made from.
    """

    def __init__(
        self,
        server: Any,  # noqa: ANN401 - MkDocs is untyped
        built: Callable[[], BuiltSite],
        pages: Callable[[], Pages],
        others: Callable[[], str],
    ) -> None:
        self._server, self._built, self._new_pages, self._others = server, built, pages, others
        self._build, self._answer = server.builder, server._serve_request  # noqa: SLF001 - no public way
        server.builder, server._serve_request = self.renew, self.answer  # noqa: SLF001
        self._making, self._following = threading.Lock(), threading.RLock()
        self._beginning = threading.Lock()
        self._own_pages = 0
        self._round = 0
        self._process: subprocess.Popen[bytes] | None = None
        self._copy: SiteCopy | None = None
        self._folder = tempfile.TemporaryDirectory(
            prefix="casebook-",
            dir=Path(built().config.site_dir).parent,
            ignore_cleanup_errors=True,
        )
        atexit.register(self._end)
        self._start()

    def _start(self) -> None:
        """Begin with a site that was built as a whole."""
        self._named = self._others()
        self._site = self._built()
        self._docs, self._out = Path(self._site.config.docs_dir), Path(self._site.config.site_dir)
        self._shown = dict(owned_digests(self._docs))
        self._fresh: set[str] = set(self._shown)
        self._indexed = True
        folder = Path(self._folder.name, "copy")
        self._copy = SiteCopy.of(self._site, self._shown, folder, self._server.socket)
        self._pages = self._new_pages()
        self._loading = threading.Thread(target=self._load, daemon=True)
        self._loading.start()

    def _load(self) -> None:
        try:
            self._pages.load()
        except CasebookError as error:
            log.error("%s", error)  # noqa: TRY400 - a person's corpus, not our fault

    def renew(self) -> None:
        """After a change of any watched file."""
        self._begin_round()
        if self._others() != self._named:
            self._named = ""  # should this build fail, the next one is whole, too
            self._end_copy()
            with self._making:
                self._build()
                self._start()
            return
        self._loading.join()
        try:
            self._pages.renew()
        except CasebookError as error:
            log.error("%s", error)  # noqa: TRY400
            return
        self._fresh = set()
        threading.Thread(target=self._follow, args=(self._round,), daemon=True).start()

    def answer(self, environ: dict[str, Any], start_response: Any) -> Any:  # noqa: ANN401
        """Answer a browser, after the page that it asks for was made."""
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        mount = self._server.mount_path
        if path.startswith(mount) and not path.startswith("/livereload/"):
            self._wait()
            self._freshen(self._source(path.removeprefix(mount)))
        return self._answer(environ, start_response)

    def _source(self, address: str) -> str:
        """The page that an address shows: one that is known, or the place of a new one."""
        places = sources_of(address)
        known = (p for p in places if self._site.files.get_file_from_path(p) is not None)
        return next(known, places[-1] if places else "")

    def _wait(self) -> None:
        """Until the corpus was read, if it is being read."""
        server = self._server
        with server._epoch_cond:  # noqa: SLF001
            server._epoch_cond.wait_for(lambda: server._visible_epoch == server._wanted_epoch)  # noqa: SLF001

    def _freshen(self, path: str) -> None:
        """Make a page, unless it is as it should be."""
        if not path or path in self._fresh:
            return
        with self._making:
            if path in self._fresh:
                return
            fresh = self._fresh  # of this round, whatever comes meanwhile
            made = self._pages.page(path)
            if made is not None:
                text, charts = made
                self._write(path, text.encode())
                for name, data in charts.items():
                    self._write(name, data)
            fresh.add(path)

    def _write(self, name: str, data: bytes, html: Path | None = None) -> None:
        """Put a page or a file into the site, if it is not there already.

        Args:
            name: The page or the file in the folder of pages.
            data: What stands in it.
            html: A page's HTML, if it was built; it is moved.
        """
        digest = sha256(data).hexdigest()
        if self._shown.get(name) == digest:
            return
        if name.endswith(".md"):
            if html is None:
                html = self._site.build_page(name, data.decode(), Path(self._folder.name, "own"))
                self._indexed = False
                self._own_pages += 1
            self._site.place(name, html)
        else:
            replace_file(self._out / name, data, durable=False)
        self._shown[name] = digest

    def _follow(self, number: int) -> None:
        """Write all pages, build those that changed, then the search index; an edit ends it."""
        with self._beginning:
            if number != self._round:
                return
            self._process = process = self._pages.writing()
        if process.wait() not in _WRITTEN:
            if number == self._round:
                log.error(
                    "其余页面没有写出：单独运行 casebook generate 可看到原因，再存一次盘会重试。"
                )
            return
        with self._following:  # an earlier round may have to finish its page
            try:
                done = self._catch_up(number)
            except CopyEnded:
                if number != self._round:
                    return
                self._end_copy()  # what it had in its index is built here
                self._shown = dict.fromkeys(self._shown, "")
                done = self._catch_up(number)
        if done:
            log.info("All pages are up to date")

    def _catch_up(self, number: int) -> bool:
        """Bring all pages up to date; False where an edit came in between."""
        written = owned_digests(self._docs)
        for name, digest in written.items():
            if number != self._round:
                return False
            path = self._docs / name
            if self._is_done(name, digest) or path.name.startswith(".") or not path.is_file():
                continue
            data, html = path.read_bytes(), None
            if self._copy and name.endswith(".md"):
                html = self._copy.build_page(name, data.decode(), sha256(data).hexdigest())
            with self._making:
                if number != self._round:
                    return False
                self._write(name, data, html)
        return self._finish(number, written)

    def _is_done(self, name: str, digest: str) -> bool:
        """Whether a page or a file is in the site, and a page in the search index as well."""
        indexed = not self._copy or not name.endswith(".md") or self._copy.has_built(name, digest)
        return indexed and self._shown.get(name) == digest

    def _finish(self, number: int, written: Mapping[str, str]) -> bool:
        """Remove what is no longer there and write the search index."""
        with self._making:
            if number != self._round:
                return False
            gone = self._shown.keys() - written.keys()
            self._remove(gone)
            if not self._copy and not self._indexed:
                self._site.write_search()
                self._indexed = True
            own_pages = self._own_pages
            self._fresh |= written.keys()  # as they were written: nothing has to be made any more
        if self._copy:
            self._copy.keep(written)
            self._copy.write_search()
            if own_pages != self._own_pages:  # an edit undone since may be in it
                self._copy.doubt_search()
        return number == self._round

    def _remove(self, names: Iterable[str]) -> None:
        for name in tuple(names):
            if name.endswith(".md"):
                self._site.remove_page(name)
                self._indexed = False
            else:
                (self._out / name).unlink(missing_ok=True)
            del self._shown[name]

    def end(self) -> None:
        """Leave the site and the folder of pages alone from now on: they are about to be removed."""
        self._end()
        self._end_copy()
        with self._following:
            self._making.acquire()  # for good: whoever still asks for a page gets none
        self._folder.cleanup()

    def _end(self) -> None:
        """End what works beside this process, which ends itself."""
        self._begin_round()
        if self._copy:
            self._copy.kill()

    def _begin_round(self) -> None:
        """End what is done for earlier edits."""
        with self._beginning:
            self._round += 1
            self._end_writing()

    def _end_copy(self) -> None:
        """End the copy, whatever it is doing; who waits for it leaves."""
        if copy := self._copy:
            copy.kill()
            with self._following:
                self._copy = None
                copy.end()

    def _end_writing(self) -> None:
        """End the process that writes pages which are out of date by now."""
        process, self._process = self._process, None
        if process is not None and process.poll() is None:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process with those that it started."""
    if sys.platform == "win32":
        process.terminate()
    else:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
    process.wait()


def sources_of(address: str) -> tuple[str, ...]:
    """Where the page of an address may lie: ``parks/x/`` is ``parks/x/index.md`` or ``parks/x.md``."""
    folder, _, name = address.rpartition("/")
    if name in ("", "index.html"):
        return (f"{folder}/index.md", f"{folder}.md") if folder else ("index.md",)
    return (f"{address.removesuffix('.html')}.md",) if name.endswith(".html") else ()
