"""From views to pages: a template's text, kept under all that it depends on."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Any

from markupsafe import Markup
from msgspec.msgpack import Encoder, Ext

from generator.errors import MissingTemplate
from generator.model.keeping import made_anew

if TYPE_CHECKING:
    from pathlib import Path

    from jinja2 import Environment

    from generator.model.keeping import Keep

# Three line ends and more, left where a template's condition did not hold
_RE_EMPTY_LINES = re.compile(r"\n(?:[ \t]*\n){2,}")
_MARKUP = 1


class Printer:
    """Turns views into pages, each only once.

    A page depends on its view and the templates and on nothing else, so it is kept under both.
    Views are frozen structs of plain values, which ``told`` tells whole.

    Args:
        templates: The folder of templates.
        keep: What remembers pages.
    """

    def __init__(self, templates: Path, keep: Keep = made_anew) -> None:
        self._folder, self._keep = templates, keep
        self._made: Environment | None = None
        self._version = _digest(
            b"".join(p.name.encode() + p.read_bytes() for p in sorted(templates.glob("*.j2")))
        )

    def text(self, name: str, view: object) -> str:
        """The page that a template makes of a view.

        Raises:
            MissingTemplate: The template, or a part of it, is not in the folder.
        """
        if self._keep is made_anew or (content := told(view)) is None:
            return self._render(name, view)
        key = f"page\0{self._version}\0{name}\0{_digest(content)}"
        return self._keep(key, lambda: self._render(name, view).encode()).decode()

    def _render(self, name: str, view: object) -> str:
        # Most runs after an edit have few pages to render, some none: they need not load Jinja.
        from jinja2 import TemplateNotFound

        from generator.rendering.environment import environment, template

        self._made = self._made or environment(self._folder)
        try:
            return _clean(template(self._made, name).render(page=view))
        except TemplateNotFound as error:  # a part that the template imports
            raise MissingTemplate(str(error.name or ""), self._folder) from error


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
