"""Jinja as we use it: strict, and with words of others made inert wherever they are printed."""

from __future__ import annotations

import hashlib
import marshal
import sys
from types import CodeType
from typing import TYPE_CHECKING

import jinja2
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, TemplateNotFound
from markupsafe import Markup

from generator.errors import MissingTemplate
from generator.model.keeping import made_anew
from generator.rendering.addresses import plain
from generator.rendering.escaping import inert, metadata, raw

if TYPE_CHECKING:
    from collections.abc import MutableMapping
    from pathlib import Path
    from typing import Any

    from generator.model.keeping import Keep


def environment(templates: Path, keep: Keep = made_anew) -> Environment:
    """The environment for the templates in a folder.

    Everything that an expression prints goes through ``inert``; ``Markup`` was made on purpose
    and passes. Autoescaping stays on, so that what a macro returns is not escaped twice.

    Args:
        templates: The folder.
        keep: What remembers compiled templates; it must be one that nobody else can write, since
            they are run.
    """
    made = Environment(
        loader=_Loader(templates, keep),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=_finalize,
        trim_blocks=False,
        lstrip_blocks=False,
        keep_trailing_newline=True,
    )
    made.filters = {"metadata": _metadata, "plain": plain}
    return made


class _Loader(FileSystemLoader):
    """Compiles a template once for each content: that takes longer than to fill it."""

    def __init__(self, templates: Path, keep: Keep) -> None:
        super().__init__(templates)
        self._keep = keep

    def load(
        self,
        environment: Environment,
        name: str,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - the library's name
    ) -> Template:
        if self._keep is made_anew:
            return super().load(environment, name, globals)
        source, path, current = self.get_source(environment, name)

        def make() -> bytes:
            return marshal.dumps(environment.compile(source, name, path))

        names = (jinja2.__version__, sys.version, name, path, source)
        key = f"template\0{hashlib.sha256(repr(names).encode()).hexdigest()}"
        code = _code(self._keep(key, make)) or environment.compile(source, name, path)
        made = environment.template_class.from_code
        return made(environment, code, {} if globals is None else globals, current)


def _code(data: bytes) -> CodeType | None:
    """Compiled code; None for what another Python wrote in another form."""
    try:
        found = marshal.loads(data)  # noqa: S302 - from what nobody else can write
    except (ValueError, EOFError, TypeError):
        return None
    return found if isinstance(found, CodeType) else None


def _finalize(value: object) -> object:
    if type(value) is Markup:
        return value
    # An undefined value must reach Jinja as it is, which raises; inert() would print it.
    return value if isinstance(value, StrictUndefined) else inert(value)


def _metadata(text: str) -> Markup:
    return raw(metadata(text))


def template(made: Environment, name: str) -> Template:
    """The template with this name.

    Raises:
        MissingTemplate: It, or a part that it needs, is not in the folder.
    """
    try:
        return made.get_template(name)
    except TemplateNotFound as error:
        folder = made.loader.searchpath[0] if isinstance(made.loader, FileSystemLoader) else ""
        raise MissingTemplate(str(error.name or name), folder) from error
