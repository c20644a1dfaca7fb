"""MkDocs' live server for large casebooks: an edit is shown at once, the rest of the site follows.

MkDocs builds all pages again after each change, which takes minutes for thousands of them. Here a
change of the corpus is followed by three steps:

1. The corpus is read again; one article is extracted. Browsers are told to reload.
2. A page is made when a browser asks for it: its Markdown, its charts and its HTML.
3. Beside that all pages are written, the HTML of those that changed is built, then the search index.

A change of anything else (templates, lexicons, hand-written pages, the configuration) is followed
by a whole build, as ever.
"""

from __future__ import annotations

import atexit
import logging
import os
import signal
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from msgspec import Struct

from generator.errors import CasebookError
from generator.publishing.facts_page import finish_facts
from generator.publishing.search_index import finish_search
from generator.publishing.tree import owned_digests
from generator.publishing.writing import replace_file

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Iterable

log = logging.getLogger("mkdocs.casebook")

_SEARCH = "material/search"


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


LAST: list[BuiltSite] = []
"""The site that this process built last; MkDocs hands its parts to hooks, one after the other."""


class BuiltSite(Struct):
    """What MkDocs knew when it built a whole site, which it needs to build one of its pages."""

    config: Any
    files: Any
    nav: Any
    env: Any = None

    def build_page(self, path: str, text: str) -> None:
        """Build the HTML of one page from its Markdown; a new page joins the others."""
        from mkdocs.commands.build import _build_page, _populate_page
        from mkdocs.structure.files import File, InclusionLevel
        from mkdocs.structure.pages import Page

        file = self.files.get_file_from_path(path)
        if file is None:
            file = File.generated(self.config, path, content=text)
            file.inclusion = InclusionLevel.NOT_IN_NAV
            self.files.append(file)
        file.content_string = text
        page = file.page or Page(None, file, self.config)
        self._forget(page.url)
        _populate_page(page, self.config, self.files, dirty=False)
        _build_page(page, self.config, self.files.documentation_pages(), self.nav, self.env)

    def remove_page(self, path: str) -> None:
        """Take a page that is no longer there out of the site."""
        file = self.files.get_file_from_path(path)
        if file is not None:
            self._forget(file.url)
            self.files.remove(file)
            Path(file.abs_dest_path).unlink(missing_ok=True)

    def _forget(self, url: str) -> None:
        """Take a page's entries out of the search index; building it adds them anew."""
        search = self.config.plugins.get(_SEARCH)
        if search is not None:
            index = search.search_index
            index.entries = [e for e in index.entries if e["location"].partition("#")[0] != url]

    def write_search(self) -> None:
        """Write the search index and make it small."""
        search = self.config.plugins.get(_SEARCH)
        if search is not None:
            search.on_post_build(config=self.config)
        finish_search(Path(self.config.site_dir))


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
        self._making = threading.Lock()
        self._round = 0
        self._process: subprocess.Popen[bytes] | None = None
        atexit.register(self._end_writing)
        self._start()

    def _start(self) -> None:
        """Begin with a site that was built as a whole."""
        self._named = self._others()
        self._site = self._built()
        self._docs, self._out = Path(self._site.config.docs_dir), Path(self._site.config.site_dir)
        self._shown = dict(owned_digests(self._docs))
        self._fresh: set[str] = set(self._shown)
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
        self._round += 1
        self._end_writing()
        if self._others() != self._named:
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

    def _write(self, name: str, data: bytes) -> None:
        """Put a page or a file into the site, if it is not there already."""
        from hashlib import sha256

        digest = sha256(data).hexdigest()
        if self._shown.get(name) == digest:
            return
        if name.endswith(".md"):
            self._site.build_page(name, data.decode())
            if name.partition("/")[0].removesuffix(".md") == "facts":
                finish_facts(self._out)
        else:
            replace_file(self._out / name, data, durable=False)
        self._shown[name] = digest

    def _follow(self, number: int) -> None:
        """Write all pages, build those that changed, then the search index; an edit ends it."""
        self._process = process = self._pages.writing()
        process.wait()
        written = owned_digests(self._docs)
        changed = [name for name, digest in written.items() if self._shown.get(name) != digest]
        for name in changed:
            with self._making:
                if number != self._round:
                    return
                path = self._docs / name
                if path.is_file() and not path.name.startswith("."):
                    self._write(name, path.read_bytes())
        with self._making:
            if number != self._round:
                return
            self._remove(self._shown.keys() - written.keys())
            if changed:
                self._site.write_search()
        log.info("All pages are up to date")

    def _remove(self, names: Iterable[str]) -> None:
        for name in tuple(names):
            if name.endswith(".md"):
                self._site.remove_page(name)
            else:
                (self._out / name).unlink(missing_ok=True)
            del self._shown[name]

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
