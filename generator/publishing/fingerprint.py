"""Names for what a site is made from: equal names, equal bytes.

Everything is told by content: paths and bytes, never times or sizes. Where something cannot be
told (a link to a folder, a plugin that may read anything), there is no name, and whoever asks has
to do the work.
"""

from __future__ import annotations

import hashlib
import os
import stat
import sys
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from generator.publishing.lock import LOCK_NAME
from generator.publishing.writing import is_temporary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import yaml

_HOOK = Path(__file__).parents[1] / "mkdocs_hook.py"
_VARIABLES = ("SITE_URL", "TZ", "LANG", "LC_ALL", "LC_CTYPE", "PYTHONUTF8")
"""What MkDocs, its theme and Python may heed, beside the variables that a configuration names."""

_PLUGINS = frozenset({"search", "material/search", "meta", "material/meta"})
"""Plugins that read nothing but pages and configuration."""

_READERS = ("pymdownx.snippets", "pymdownx.b64", "pymdownx.blocks")
"""Markdown extensions that may read files from anywhere."""

_EXTENSIONS = (
    "abbr", "admonition", "attr_list", "def_list", "extra", "fenced_code", "footnotes", "md_in_html",
    "meta", "nl2br", "sane_lists", "smarty", "tables", "toc", "codehilite", "wikilinks",
)  # fmt: skip
"""Python-Markdown's own extensions; they and those of ``pymdownx`` read nothing but their page."""

_CODE = ("material.", "materialx.", "pymdownx.", "markdown.")
"""Where a configuration may take Python objects from: packages, told by their records."""

_AT_ONCE = 1 << 20
"""Bytes of a file that is read in one piece."""


_NOTHING: Mapping[str, str] = MappingProxyType({})


class Unsure(Exception):
    """Something that a result depends on cannot be told."""


def folder_digest(
    folder: Path, skip: frozenset[str] = frozenset(), known: Mapping[str, str] = _NOTHING
) -> str:
    """A name for the paths and bytes of all files below a folder; the same for one that is not there.

    Locks and unfinished files of ours are left out.

    Args:
        folder: The folder.
        skip: Names of files that do not count.
        known: The SHA-256 of files that nobody has to read for it, by their paths in the folder.

    Raises:
        Unsure: A link to a folder is inside.
        OSError: Something cannot be read.
    """
    digest = hashlib.sha256()
    root = str(folder)
    for directory, name in _files(root):
        if name != LOCK_NAME and name not in skip and not is_temporary(name):
            path = f"{directory}{os.sep}{name}"
            inside = path.removeprefix(root).lstrip(os.sep).replace(os.sep, "/")
            _add(digest, inside, known.get(inside) or _content(path))
    return digest.hexdigest()


def _files(folder: str) -> Iterator[tuple[str, str]]:
    """The folder and name of each file; as words, since paths take longer than their files."""

    def failed(error: OSError) -> None:
        if not isinstance(error, FileNotFoundError):
            raise error

    for directory, folders, names in os.walk(folder, onerror=failed):
        folders.sort()
        if any(os.path.islink(f"{directory}/{name}") for name in folders):  # noqa: PTH114 - thousands
            raise Unsure(directory)
        for name in sorted(names):
            yield directory, name


def _add(digest: Any, name: str, content: str) -> None:  # noqa: ANN401 - hashlib has no public type
    digest.update(f"{name}\0{content}\n".encode("utf-8", "surrogateescape"))


def _content(path: str) -> str:
    found = os.stat(path)  # noqa: PTH116 - as above
    if not stat.S_ISREG(found.st_mode):  # a pipe or a device would be read for ever
        raise Unsure(path)
    with open(path, "rb", buffering=0) as stream:  # noqa: PTH123 - as above
        if found.st_size > _AT_ONCE:
            return hashlib.file_digest(stream, "sha256").hexdigest()
        return hashlib.sha256(stream.read()).hexdigest()


def file_digest(path: Path) -> str:
    """The SHA-256 of a file; empty when it is not there."""
    return _content(str(path)) if path.is_file() else ""


def installed_digest() -> str:
    """A name for Python and all installed distributions, by the lists of digests that they keep.

    Raises:
        Unsure: A distribution other than ours is a working copy, whose files have no list.
        OSError: Something cannot be read.
    """
    digest = hashlib.sha256(f"{sys.version}\n{sys.platform}\n".encode())
    for entry in sys.path:
        folder = Path(entry)
        digest.update(f"{entry}\n".encode("utf-8", "surrogateescape"))
        names: list[str] = []
        with suppress(PermissionError):  # nothing can be loaded from there either
            names = os.listdir(folder) if entry and folder.is_dir() else []  # noqa: PTH208 - thousands
        for name in sorted(name for name in names if name.endswith(".dist-info")):
            record = _record(f"{entry}/{name}")
            _add(digest, name, _content(record)) if record else digest.update(name.encode())
    return digest.hexdigest()


def _record(info: str) -> str | None:
    """The list of a distribution's files; None where it has none that tells."""
    origin, record = f"{info}/direct_url.json", f"{info}/RECORD"
    if os.path.isfile(origin) and b'"editable": true' in Path(origin).read_bytes():  # noqa: PTH113 - hundreds
        name = os.path.basename(info)  # noqa: PTH119
        if not name.startswith("casebook_generator-"):
            raise Unsure(name)
        return None  # our own code is told by ``code_version``
    return record if os.path.isfile(record) else None  # noqa: PTH113


def configuration_digest(config_file: Path) -> str:
    """A name for a chain of MkDocs configurations, the theme's folders and the variables they name.

    Raises:
        Unsure: It names a hook, a plugin or an extension that may depend on anything.
        OSError: Something cannot be read.
    """
    digest = hashlib.sha256()
    for path, settings in _chain(config_file):
        _add(digest, "configuration", _content(str(path)))
        for folder in _theme_folders(settings, {path.parent, config_file.parent}):
            digest.update(folder_digest(folder).encode())
        _check(settings, {path.parent, config_file.parent})
        for name in (*_VARIABLES, *settings.get(_NAMED, ())):
            digest.update(f"{name}={os.environ.get(name)!r}\n".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


_NAMED = object()
"""Key of the variables that a configuration names."""
_DEEPEST = 8


def _chain(config_file: Path) -> Iterator[tuple[Path, dict[Any, Any]]]:
    path: Path | None = config_file
    for _ in range(_DEEPEST):
        if path is None:
            return
        settings = _settings(path)
        yield path, settings
        parent = settings.get("INHERIT")
        path = path.parent / str(parent) if parent else None
    raise Unsure(config_file.name)


def _settings(path: Path) -> dict[Any, Any]:
    """The settings of one file, with the variables that it names under ``_NAMED``."""
    import yaml

    named: list[str] = []

    class Loader(yaml.SafeLoader):
        """Reads what MkDocs reads without running any of it."""

    def variable(_: yaml.SafeLoader, node: yaml.Node) -> list[str]:
        named.extend(_scalars(node))
        return _scalars(node)

    Loader.add_constructor("!ENV", variable)
    Loader.add_multi_constructor("tag:yaml.org,2002:python/", _code)
    try:
        found = yaml.load(path.read_text(encoding="utf-8"), Loader=Loader)  # noqa: S506 - a safe loader
    except (yaml.YAMLError, ValueError) as error:
        raise Unsure(path.name) from error
    if not isinstance(found, dict):
        raise Unsure(path.name)
    return {**found, _NAMED: named}


def _code(_: yaml.SafeLoader, suffix: str, node: yaml.Node) -> str:
    """A Python object of a package: name:pymdownx.superfences.fence_code_format."""
    if not suffix.partition(":")[2].startswith(_CODE):
        raise Unsure(suffix)
    del node
    return suffix


def _scalars(node: yaml.Node) -> list[str]:
    import yaml

    parts = node.value if isinstance(node, yaml.SequenceNode) else [node]
    return [str(part.value) for part in parts]


def _theme_folders(settings: dict[Any, Any], bases: Iterable[Path]) -> list[Path]:
    theme = settings.get("theme")
    named = theme.get("custom_dir") if isinstance(theme, dict) else None
    return sorted({(base / str(named)).absolute() for base in bases}) if named else []


def _check(settings: dict[Any, Any], bases: Iterable[Path]) -> None:
    """Refuse what may read more than pages and configuration."""
    for hook in settings.get("hooks") or ():
        if not any((base / str(hook)).resolve() == _HOOK.resolve() for base in bases):
            raise Unsure(str(hook))
    for name in _names(settings.get("plugins")):
        if name not in _PLUGINS:
            raise Unsure(name)
    for name in _names(settings.get("markdown_extensions")):
        own = name.removeprefix("markdown.extensions.") in _EXTENSIONS
        if not own and (not name.startswith("pymdownx.") or name.startswith(_READERS)):
            raise Unsure(name)


def _names(entries: Any) -> list[str]:  # noqa: ANN401 - a list of names or of mappings, or a mapping
    found: list[str] = []
    for entry in entries or ():
        found += map(str, entry) if isinstance(entry, dict) else [str(entry)]
    return found
