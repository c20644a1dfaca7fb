"""A site as MkDocs has built it: single pages of it are built again, here or in a copy of this process."""

from __future__ import annotations

import gc
import os
import posixpath
import re
from contextlib import suppress
from functools import partial
from pathlib import Path
from shutil import copyfile
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from generator.copying import Copy, copies
from generator.publishing.facts_page import finish_facts
from generator.publishing.search_index import finish_search

if TYPE_CHECKING:
    from collections.abc import Container, Mapping
    from socket import socket
    from typing import Self

    from generator.copying import Line

_SEARCH = "material/search"
# [青屏高新区](../parks/qingping-gaoxinqu.md#changes)
_RE_LINK = re.compile(r"\]\(([^()#\s:]+)(?=[)#\s])")
_GIVES_WAY = 10
"""How much less of the cores a copy gets than what somebody waits for."""


LAST: list[BuiltSite] = []
"""The site that this process built last; MkDocs hands its parts to hooks, one after the other."""


class BuiltSite(Struct):
    """What MkDocs knew when it built a whole site, which it needs to build one of its pages."""

    config: Any
    files: Any
    nav: Any
    env: Any = None

    def build_page(self, path: str, text: str, folder: Path) -> Path:
        """Build the HTML of one page from its Markdown.

        A new page joins the others, and so does what it links to: our own pages link to nothing but
        what is there in the end.

        Args:
            path: The page in the folder of pages.
            text: Its Markdown.
            folder: Where the HTML goes, at its place in the site.

        Returns:
            The file of the HTML.
        """
        from mkdocs.commands.build import _build_page, _populate_page
        from mkdocs.structure.pages import Page

        for link in _RE_LINK.findall(text):
            self._join(posixpath.normpath(posixpath.join(posixpath.dirname(path), link)))
        file = self._join(path)
        file.content_string = text
        file.abs_dest_path = str(folder / file.dest_uri)
        page = file.page or Page(None, file, self.config)
        self._forget(page.url)
        _populate_page(page, self.config, self.files, dirty=False)
        _build_page(page, self.config, self.files.documentation_pages(), self.nav, self.env)
        if path.partition("/")[0].removesuffix(".md") == "facts":
            finish_facts(folder)
        return Path(file.abs_dest_path)

    def place(self, path: str, html: Path) -> None:
        """Move the HTML of a page to where the site has it, all of it at once."""
        place = Path(self.config.site_dir, self._join(path).dest_uri)
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            html.replace(place)
        except PermissionError:  # somebody reads the page, and the system is Windows
            copyfile(html, place)

    def _join(self, path: str) -> Any:  # noqa: ANN401
        """Have a page or a file among the others, which can be linked to then."""
        from mkdocs.structure.files import File, InclusionLevel

        file = self.files.get_file_from_path(path)
        if file is None:
            file = File.generated(self.config, path, content="")
            file.inclusion = InclusionLevel.NOT_IN_NAV
            self.files.append(file)
        return file

    def remove_page(self, path: str) -> None:
        """Take a page that is no longer there out of the site."""
        file = self.files.get_file_from_path(path)
        if file is not None:
            self._forget(file.url)
            self.files.remove(file)
            (Path(self.config.site_dir) / file.dest_uri).unlink(missing_ok=True)

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


class CopyEnded(Exception):
    """The process that builds beside this one is gone."""


class SiteCopy:
    """A copy of this process that builds pages while this one answers.

    Who asks for a page moves it to the site. The search index is the copy's business: it writes it
    to the site. It gives way to this process, and ends with it.

    Args:
        site: The site as it is now.
        digests: The pages that it was built from, each with the SHA-256 of its Markdown.
        folder: Where its pages go.
        port: Where this process will be asked; a copy that held it, too, would keep it from who
            serves next.

    Raises:
        OSError: There is no room for another process.
    """

    def __init__(
        self, site: BuiltSite, digests: Mapping[str, str], folder: Path, port: socket
    ) -> None:
        self._built = {path: digest for path, digest in digests.items() if path.endswith(".md")}
        self._indexed = True
        self._copy = Copy(partial(_build, site, folder, port))

    @classmethod
    def of(
        cls, site: BuiltSite, digests: Mapping[str, str], folder: Path, port: socket
    ) -> Self | None:
        """A copy, where this process can be copied."""
        try:
            return cls(site, digests, folder, port) if copies() else None
        except OSError:
            return None

    def has_built(self, path: str, digest: str) -> bool:
        """Whether the search index, once it is written, has this page."""
        return self._built.get(path) == digest

    def build_page(self, path: str, text: str, digest: str) -> Path:
        """Build a page.

        Returns:
            The file with its HTML, which may be moved.

        Raises:
            CopyEnded: Something has ended the copy.
        """
        self._built[path], self._indexed = digest, False
        return Path(self._ask("build_page", path, text))

    def keep(self, paths: Container[str]) -> None:
        """Forget all pages but these.

        Raises:
            CopyEnded: Something has ended the copy.
        """
        for path in [path for path in self._built if path not in paths]:
            del self._built[path]
            self._indexed = False
            self._ask("remove_page", path)

    def write_search(self) -> None:
        """Write the search index to the site, unless it is as it should be.

        Raises:
            CopyEnded: Something has ended the copy.
        """
        if not self._indexed:
            self._ask("write_search")
            self._indexed = True

    def doubt_search(self) -> None:
        """Have the next search index written, whatever it is made from."""
        self._indexed = False

    def kill(self) -> None:
        """Have it stop at once; whoever waits for it hears of it."""
        self._copy.kill()

    def end(self) -> None:
        """Have it gone; nobody may be waiting for it."""
        self._copy.end()

    def _ask(self, *task: str) -> str:
        try:
            self._copy.line.send(task)
            return str(self._copy.line.recv())
        except (EOFError, OSError) as error:
            raise CopyEnded from error


def _build(site: BuiltSite, folder: Path, port: socket, line: Line) -> None:
    """In the copy: do what we are asked to, until nobody is left who could ask."""
    port.close()
    os.nice(_GIVES_WAY)
    gc.freeze()  # to look at what was there before would copy it for good
    with suppress(EOFError, OSError):
        while True:
            what, *given = line.recv()
            if what == "build_page":
                given.append(folder)
            line.send(getattr(site, what)(*given))
