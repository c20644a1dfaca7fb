"""Jinja as we use it: strict, and with words of others made inert wherever they are printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateNotFound
from markupsafe import Markup

from generator.errors import MissingTemplate
from generator.rendering.addresses import plain
from generator.rendering.escaping import inert, metadata, raw

if TYPE_CHECKING:
    from pathlib import Path

    from jinja2 import Template


def environment(templates: Path) -> Environment:
    """The environment for the templates in a folder.

    Everything that an expression prints goes through ``inert``; ``Markup`` was made on purpose
    and passes. Autoescaping stays on, so that what a macro returns is not escaped twice.
    """
    made = Environment(
        loader=FileSystemLoader(templates),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=_finalize,
        trim_blocks=False,
        lstrip_blocks=False,
        keep_trailing_newline=True,
        optimized=False,  # it takes longer than it saves where a template prints a few pages
    )
    made.filters = {"metadata": _metadata, "plain": plain}
    return made


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
