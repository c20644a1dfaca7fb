"""parks.yml and themes.yml: what is true of one casebook, edited by people who write no Python."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from generator.errors import BadRegistry
from generator.model.answers import answered
from generator.model.codec import from_plain, to_plain
from generator.model.subject import Park, Registry, Theme
from generator.resources import lexicons_dir

if TYPE_CHECKING:
    from pathlib import Path

    from generator.model.finding import Finding

PARKS, THEMES, DECISIONS = "parks.yml", "themes.yml", "decisions.yml"


def text_of(path: Path) -> str:
    """The text of a file that people edit.

    Raises:
        BadRegistry: It cannot be read, or is not UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadRegistry(path, "不是 UTF-8 编码", "请另存为 UTF-8 后重试") from error
    except OSError as error:
        raise BadRegistry(path, f"无法打开（{error.strerror}）", "请检查文件和权限") from error


def load_registry(corpus_dir: Path) -> tuple[Registry, tuple[Finding, ...]]:
    """The parks and themes of a corpus.

    Without themes.yml the shipped ten themes are used; without parks.yml there are no parks
    (they are then discovered from the articles).

    Raises:
        BadRegistry: A file is not valid YAML, or an entry is wrong, doubled or refers to nothing.
    """
    title, parks = _load_parks(corpus_dir / PARKS)
    own = corpus_dir / THEMES
    theme_title, themes = _load_themes(own if own.is_file() else lexicons_dir() / THEMES)
    title = title or theme_title
    registry = Registry(parks, themes, title) if title else Registry(parks, themes)
    return registry, ()


def _load_parks(path: Path) -> tuple[str, tuple[Park, ...]]:
    if not path.is_file():
        return "", ()
    text = text_of(path)
    title, rows = answered(f"parks\0{text}", partial(_parks, path, text))
    return title, tuple(from_plain(Park, row) for row in rows)


def _load_themes(path: Path) -> tuple[str, tuple[Theme, ...]]:
    text = text_of(path)
    title, rows = answered(f"themes\0{text}", partial(_themes, path, text))
    return title, tuple(from_plain(Theme, row) for row in rows)


def _parks(path: Path, text: str) -> Any:  # noqa: ANN401 - JSON
    from generator.reading.entries import parks_of  # takes as long to load as two articles

    title, parks = parks_of(path, text)
    return [title, [to_plain(park) for park in parks]]


def _themes(path: Path, text: str) -> Any:  # noqa: ANN401 - JSON
    from generator.reading.entries import themes_of

    title, themes = themes_of(path, text)
    return [title, [to_plain(theme) for theme in themes]]
