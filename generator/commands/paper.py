"""``casebook pdf``: the book on paper, and handouts of a few pages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.commands.console import (
    corpus_option,
    errors,
    finish,
    json_option,
    print_json,
    quiet_option,
    say,
    told,
    work_options,
)

if TYPE_CHECKING:
    from generator.extractions import Work


@click.command()
@corpus_option
@click.option("--park", metavar="园区", help="只印一个园区，用名称或编号。")
@click.option("--theme", metavar="主题", help="只印一个主题，用名称或编号。")
@click.option("--compare", "parks", metavar="A,B", help="并排印两到四个园区，用逗号隔开。")
@click.option(
    "--style",
    type=click.Choice(["gongwen", "charts"]),
    default="gongwen",
    show_default=True,
    help="gongwen 为公文式竖排页面，供通读；charts 为图表式横排页面，供会议翻看。",
)
@click.option(
    "--font-dir",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="本单位的字体文件夹；其中的仿宋、小标宋、楷体、黑体优先使用。",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="PDF 文件；默认按内容命名。",
)
@quiet_option
@json_option
@work_options
def pdf(
    corpus: Path,
    park: str | None,
    theme: str | None,
    parks: str | None,
    style: str,
    font_dir: Path | None,
    output: Path | None,
    *,
    quiet: bool,
    as_json: bool,
    work: Work,
) -> None:
    """印成 PDF：不加选项为全书，加 --park、--theme 或 --compare 为几页的会议材料。"""
    if sum(map(bool, (park, theme, parks))) > 1:
        raise click.UsageError("--park、--theme、--compare 只能用一个。")
    from generator.build import assemble
    from generator.drawing import drawing
    from generator.publishing.pdf import publish_pdf
    from generator.rendering.report import Style, file_stem, report, scope_of
    from generator.resources import templates_dir

    with errors():
        casebook = assemble(corpus, work)
        scope = scope_of(casebook, park=park, theme=theme, parks=parks)
        work.progress.stage("排版")
        with drawing(work):
            content = report(casebook, scope, Style(style))
        target = output or Path(f"{file_stem(scope, Style(style))}.pdf")
        pages = publish_pdf(
            target, content.json(), content.charts, templates=templates_dir(), font_dir=font_dir
        )
        if as_json:
            print_json(told(casebook.findings, file=str(target), pages=pages))
        elif not quiet:
            say(f"已生成 {target}，共 {pages} 页。")
        finish(casebook.findings, strict=False, quiet=quiet)
