"""``casebook export``: the casebook as data, and as a text document for editing."""

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
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), metavar="DIR")
@corpus_option
@click.option("--docx", is_flag=True, help="同时生成可编辑的 casebook.docx。")
@click.option("--case", "case", metavar="园区/主题", help="casebook.docx 只含一个案例，用编号。")
@click.option("--full-text", is_flag=True, help="含第三方文章全文（只供本机使用，勿公开发布）。")
@quiet_option
@json_option
@work_options
def export(
    folder: Path,
    corpus: Path,
    *,
    docx: bool,
    case: str | None,
    full_text: bool,
    quiet: bool,
    as_json: bool,
    work: Work,
) -> None:
    """导出数据包：CSV、JSON、XLSX、模式和说明，写入 DIR。

    整个文件夹一次替换；里面若有别的文件，则不动它并报错。
    """
    from generator.build import export as run

    with errors():
        report = run(
            corpus, folder, docx=docx or case is not None, case=case, full_text=full_text, work=work
        )
        if as_json:
            files = [file.path for file in report.dictionary.files]
            facts = {"folder": str(folder), "version": report.dictionary.version, "files": files}
            print_json(told(report.findings, **facts))
        elif not quiet:
            say(f"已导出 {len(report.dictionary.files)} 个文件到 {folder}；")
            say(f"数据版本 {report.dictionary.version}。")
        finish(report.findings, strict=False, quiet=quiet)
