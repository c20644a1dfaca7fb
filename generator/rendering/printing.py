"""From views to pages: a template's text, kept under all that it depends on."""

from __future__ import annotations

import hashlib
import re
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, Protocol

from markupsafe import Markup
from msgspec import Struct
from msgspec.msgpack import Encoder, Ext

from generator.errors import MissingTemplate
from generator.model.keeping import made_anew

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from jinja2 import Environment

    from generator.model.keeping import Keep

# Three line ends and more, left where a template's condition did not hold
_RE_EMPTY_LINES = re.compile(r"\n(?:[ \t]*\n){2,}")
_MARKUP = 1


_BATCH = 64
"""Pages that are printed together: views of more are not held, however many there are."""

_FEW = 4
"""Pages for which it is worth while to ask who has nothing to do."""


class Press(Protocol):
    """Who prints beside this process."""

    @property
    def free(self) -> bool:
        """Whether it would begin at once."""

    def begin(
        self, version: str, pages: Sequence[tuple[str, object]]
    ) -> Callable[[], Sequence[str] | None]:
        """Begin to print views, each with its template, where the templates have this version.

        Returns:
            What waits for the pages; None: they were not printed, for whatever reason.
        """


PRESS: ContextVar[Press | None] = ContextVar("press", default=None)
"""Who prints beside this process; None: nobody."""


class _Missing(Struct, frozen=True):
    """A page that is not kept."""

    path: str
    name: str
    view: object
    key: str


class Derived(Struct, frozen=True):
    """A view that is made only where its page is not kept: what it is made of stands for it.

    Attributes:
        inputs: All that ``make`` depends on, told; None where it cannot be told.
        make: Makes the view of nothing else.
    """

    inputs: bytes | None
    make: Callable[[], object]


class Printer:
    """Turns views into pages, each only once.

    A page depends on its view and the templates and on nothing else, so it is kept under both.
    Views are frozen structs of plain values, which ``told`` tells whole; what a view is made of may
    stand for it (``Derived``).

    Args:
        templates: The folder of templates.
        keep: What remembers pages.
    """

    def __init__(self, templates: Path, keep: Keep = made_anew) -> None:
        self._folder, self._keep = templates, keep
        self._made: Environment | None = None
        self.version = _digest(
            b"".join(p.name.encode() + p.read_bytes() for p in sorted(templates.glob("*.j2")))
        )
        """A name for the bytes of all templates."""

    def begin(self, views: Iterable[tuple[str, str, object]]) -> Callable[[], dict[str, str]]:
        """Find the pages of views, or have them printed, beside this process where that is possible.

        Args:
            views: Each with its page's path and its template.

        Returns:
            What waits for the texts by path.

        Raises:
            MissingTemplate: A template, or a part of it, is not in the folder.
        """
        texts: dict[str, str] = {}
        missing: list[_Missing] = []
        finish: Callable[[], object] = dict
        press = PRESS.get()
        for path, name, view in views:
            key = self._key(name, view)
            if key is None:
                texts[path] = self._render(name, view)
            elif (text := self._kept(key)) is not None:
                texts[path] = text
            else:
                missing.append(_Missing(path, name, _made(view), key))
            if len(missing) == _BATCH or (len(missing) >= _FEW and press and press.free):
                finish()
                finish, missing = self._begin(missing, texts), []
        if missing and press and press.free:
            finish()
            finish, missing = self._begin(missing, texts), []

        def finished() -> dict[str, str]:
            finish()
            if missing:  # nobody waits before, who may have something else to do
                self._begin(missing, texts)()
            return texts

        return finished

    def _begin(self, missing: Sequence[_Missing], texts: dict[str, str]) -> Callable[[], None]:
        """Begin to print what is missing; what is returned puts it among the texts."""
        press = PRESS.get()
        views = [(page.name, page.view) for page in missing]
        printed = press.begin(self.version, views) if press else None

        def finish() -> None:
            made = (printed and printed()) or (
                self._render(page.name, page.view) for page in missing
            )
            for page, text in zip(missing, made, strict=True):
                self._keep(page.key, text.encode)
                texts[page.path] = text

        return finish

    def text(self, name: str, view: object) -> str:
        """The page that a template makes of a view.

        Raises:
            MissingTemplate: The template, or a part of it, is not in the folder.
        """
        key = self._key(name, view)
        if key is None:
            return self._render(name, view)
        return self._keep(key, lambda: self._render(name, view).encode()).decode()

    def _key(self, name: str, view: object) -> str | None:
        content = view.inputs if isinstance(view, Derived) else told(view)
        return None if content is None else f"page\0{self.version}\0{name}\0{_digest(content)}"

    def _kept(self, key: str) -> str | None:
        try:
            return self._keep(key, _absent).decode()
        except _Absent:
            return None

    def load(self) -> Iterator[None]:
        """Load Jinja and all templates, the longest first, in steps."""
        from generator.rendering.environment import environment, template

        self._made = environment(self._folder)
        yield
        for path in sorted(self._folder.glob("*.j2"), key=lambda p: (-p.stat().st_size, p.name)):
            template(self._made, path.name)
            yield

    def all(self, views: Iterable[tuple[str, object]]) -> list[str]:
        """The pages of views, each with its template, printed here and now."""
        return [self._render(name, view) for name, view in views]

    def _render(self, name: str, view: object) -> str:
        # Where another process prints, this one need not load Jinja.
        from jinja2 import TemplateNotFound

        from generator.rendering.environment import environment, template

        self._made = self._made or environment(self._folder)
        try:
            return _clean(template(self._made, name).render(page=_made(view)))
        except TemplateNotFound as error:  # a part that the template imports
            raise MissingTemplate(str(error.name or ""), self._folder) from error


def _made(view: object) -> object:
    return view.make() if isinstance(view, Derived) else view


class _Absent(Exception):
    """There is no such page among those that are kept."""


def _absent() -> bytes:
    """What a ``Keep`` is asked with that only looks up."""
    raise _Absent


def told(view: object) -> bytes | None:
    """All that a view of this kind holds; None where it holds what has no content.

    Views of one kind that differ in anything are told differently: a field has always the same
    kind of struct in it, and words of ours (``Markup``) are told from words of others
    (``tests/rendering/test_printing.py`` walks through all views).
    """
    try:
        return _ENCODER.encode(view)
    except (TypeError, ValueError):  # a function; half a character
        return None


def _marked(value: Any) -> Ext:  # noqa: ANN401 - anything that the encoder does not know
    if type(value) is Markup:
        return Ext(_MARKUP, value.encode())
    raise TypeError


_ENCODER = Encoder(enc_hook=_marked)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _clean(text: str) -> str:
    return _RE_EMPTY_LINES.sub("\n\n", text).strip("\n") + "\n"
