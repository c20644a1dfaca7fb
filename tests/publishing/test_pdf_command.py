"""Printing: scopes by name, fonts of an office, warnings, and the command."""

from __future__ import annotations

import io
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from pypdf import PdfReader

from generator.cli import FAILED, OK, main
from generator.errors import PdfFailed, UnknownSubject
from generator.publishing.pdf import compile_pdf, publish_pdf
from generator.rendering.report import WHOLE, Style, file_stem, scope_of
from generator.resources import templates_dir
from tests.publishing.papers import (
    content,
    read,
)
from tests.rendering import sample
from tests.small_article import ARTICLE


def test_a_warning_is_an_error_and_the_last_good_file_stays(tmp_path: Path) -> None:
    shutil.copytree(templates_dir() / "pdf", tmp_path / "templates" / "pdf")
    template = tmp_path / "templates" / "pdf" / "main.typ"
    target = tmp_path / "out" / "a.pdf"
    value = content("theme")
    publish_pdf(target, value.json(), value.charts, templates=tmp_path / "templates")
    good = target.read_bytes()
    template.write_text(template.read_text() + '\n#text(font: "No Such Font")[字]')
    with pytest.raises(PdfFailed, match=r"(?i)no such font"):
        publish_pdf(target, value.json(), value.charts, templates=tmp_path / "templates")
    template.write_text("#panic()")
    with pytest.raises(PdfFailed) as failed:
        publish_pdf(target, value.json(), value.charts, templates=tmp_path / "templates")
    assert "\n" not in str(failed.value)
    assert target.read_bytes() == good
    assert [p.name for p in target.parent.iterdir()] == ["a.pdf"]


def test_an_offices_own_fonts_win(tmp_path: Path) -> None:
    value = content("theme")
    with pytest.raises(PdfFailed, match=re.escape(str(tmp_path))):
        compile_pdf(value.json(), value.charts, templates=templates_dir(), font_dir=tmp_path)
    _renamed_font(tmp_path / "office.otf", "FangSong_GB2312")
    own = compile_pdf(value.json(), value.charts, templates=templates_dir(), font_dir=tmp_path)
    fonts = {
        str(font.get_object()["/BaseFont"])
        for page in PdfReader(io.BytesIO(own)).pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert any("FangSong" in name for name in fonts)
    (tmp_path / "office.otf").write_bytes(b"not a font")
    with pytest.raises(PdfFailed, match=r"office\.otf"):
        compile_pdf(value.json(), value.charts, templates=templates_dir(), font_dir=tmp_path)


def _renamed_font(target: Path, family: str) -> None:
    """A copy of the package's Song under another name, as an office's licensed one would come."""
    import pylopdf_fonts_zh_cn
    from fontTools.ttLib import TTFont

    with TTFont(pylopdf_fonts_zh_cn.serif_path()) as font:
        for record in font["name"].names:
            if record.nameID in (1, 4, 6, 16):
                font["name"].setName(
                    family, record.nameID, record.platformID, record.platEncID, record.langID
                )
        font["CFF "].cff.fontNames[0] = family
        font.save(target)


def test_scopes_by_name_and_id() -> None:
    book = sample.casebook()
    assert scope_of(book) == WHOLE
    assert scope_of(book, park="云溪经济技术开发区").parks == (sample.YUNXI,)
    assert scope_of(book, theme="construction").theme == sample.THEMES[1]
    both = scope_of(book, parks="yunxi， 海棠高新区")
    assert both.parks == (sample.YUNXI, sample.HAITANG)
    assert file_stem(both, Style.CHARTS) == "casebook-yunxi-haitang-charts"


@pytest.mark.parametrize(
    "wanted",
    [
        {"park": "无此园"},
        {"theme": "无此题"},
        {"parks": "云溪经开区,无此园"},
        {"parks": "云溪经开区"},
    ],
)
def test_unknown_subjects_name_the_known_ones(wanted: dict[str, str]) -> None:
    with pytest.raises(UnknownSubject) as failed:
        scope_of(sample.casebook(), **wanted)
    message = str(failed.value)
    assert "\n" not in message
    assert ("审批服务" if "theme" in wanted else "海棠高新区") in message


def test_the_command_writes_a_file_or_says_why_not(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.md").write_text(ARTICLE, encoding="utf-8")

    def run(*words: str) -> Any:
        corpus = str(tmp_path / "corpus")
        return CliRunner().invoke(main, ["pdf", "--corpus", corpus, *words], catch_exceptions=False)

    target = tmp_path / "a.pdf"
    done = run("--park", "甲乙经开区", "--style", "charts", "-o", str(target))
    assert done.exit_code == OK, done.output
    assert "甲乙经开区" in read(PdfReader(target))
    failed = run("--park", "丙丁", "-o", str(tmp_path / "b.pdf"))
    assert failed.exit_code == FAILED
    (line,) = failed.stderr.splitlines()
    assert "甲乙经开区" in line
    assert not (tmp_path / "b.pdf").exists()
    assert run("--park", "甲乙经开区", "--theme", "construction").exit_code == 2
