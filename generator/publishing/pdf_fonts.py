"""Which typefaces a report is set in.

Chinese readers expect Song for text, Hei for headings, and in official papers Fangsong, Kai and
小标宋 besides. The package brings one Song and one Hei; an office that has licensed the others
puts them in a folder, and each then takes the place that it has in GB/T 9704.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import pylopdf_fonts_zh_cn
import typst
from fontTools.ttLib import TTCollection, TTFont
from msgspec import Struct

from generator.errors import PdfFailed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

_SONG, _HEI = "Noto Serif SC", "Noto Sans SC"
_SUFFIXES = frozenset({".ttf", ".otf", ".ttc", ".otc"})

# By role, the families in the order in which they are wanted; the package's own is the last.
_WANTED: Mapping[str, tuple[str, ...]] = {
    "serif": ("FangSong_GB2312", "仿宋_GB2312", "FZFangSong-Z02", "FZFangSong-Z02S", "方正仿宋_GBK",
              "FangSong", "仿宋", "STFangsong", "华文仿宋", "Zhuque Fangsong (technical preview)",
              "朱雀仿宋", "SimSun", "宋体", "Source Han Serif SC", "Noto Serif CJK SC", _SONG),
    "sans": ("SimHei", "黑体", "FZHei-B01", "FZHei-B01S", "方正黑体_GBK", "STHeiti", "华文黑体",
             "Source Han Sans SC", "Noto Sans CJK SC", _HEI),
    "kai": ("KaiTi_GB2312", "楷体_GB2312", "FZKai-Z03", "FZKai-Z03S", "方正楷体_GBK", "KaiTi", "楷体",
            "STKaiti", "华文楷体", "LXGW WenKai"),
    "title": ("FZXiaoBiaoSong-B05", "FZXiaoBiaoSong-B05S", "方正小标宋_GBK", "方正小标宋简体",
              "小标宋"),
}  # fmt: skip


class Typefaces(Struct, frozen=True):
    """The fonts of one compilation.

    Attributes:
        fonts: What the compiler is given.
        families: Family names by role: ``serif``, ``sans``, ``kai``, ``title``, ``table``.
        characters: The code points that at least one of the fonts can draw.
    """

    fonts: Any
    families: Mapping[str, tuple[str, ...]]
    characters: frozenset[int]


def load(font_dir: Path | None = None) -> Typefaces:
    """The package's fonts and those of an office.

    Raises:
        PdfFailed: The folder has no font in it, or one that cannot be read.
    """
    folder = pylopdf_fonts_zh_cn.sans_path().parent
    files = [pylopdf_fonts_zh_cn.sans_path(), pylopdf_fonts_zh_cn.serif_path()]
    paths = [str(folder)]
    if font_dir is not None:
        own = sorted(p for p in font_dir.rglob("*") if p.suffix.lower() in _SUFFIXES)
        if not own:
            raise PdfFailed(f"字体文件夹 {font_dir} 里没有 .ttf、.otf、.ttc 或 .otc 文件")
        files += own
        paths.append(str(font_dir))
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=paths)
    known = frozenset(fonts.families())
    characters = frozenset().union(*(_characters(path, path.stat().st_mtime_ns) for path in files))
    return Typefaces(fonts, _families(known), characters)


def _families(known: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """For each role the best family there is, then the package's for what that one lacks."""
    serif = _found("serif", known) or _SONG
    sans = _found("sans", known) or _HEI
    best = {
        "serif": serif,
        "sans": sans,
        "kai": _found("kai", known) or serif,
        "title": _found("title", known) or serif,
        "table": serif,
    }
    return {role: _unique((family, _SONG, _HEI)) for role, family in best.items()}


def _found(role: str, known: frozenset[str]) -> str | None:
    return next((family for family in _WANTED[role] if family in known), None)


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


@cache
def _characters(path: Path, _changed: int) -> frozenset[int]:
    """The code points of a font file as of its last change; of every face of a collection."""
    try:
        with path.open("rb") as file:
            if path.suffix.lower() not in (".ttc", ".otc"):
                return frozenset(TTFont(file, lazy=True).getBestCmap())
            faces = TTCollection(file, lazy=True).fonts
            return frozenset().union(*(face.getBestCmap() for face in faces))
    except Exception as error:  # fontTools raises whatever a damaged table makes it raise
        raise PdfFailed(f"字体 {path} 无法读取") from error
