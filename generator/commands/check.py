"""``casebook check``: what a person should look at, and whether a built site is what it should be."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.commands.console import (
    corpus_option,
    errors,
    print_json,
    say,
    work_options,
)
from generator.commands.review import counts_line
from generator.commands.statuses import FAILED, OK
from generator.errors import MissingSite
from generator.model.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.extractions import Work
    from generator.model.casebook import Casebook
    from generator.model.finding import Finding
    from generator.publishing.site_pages import Fault


@click.command()
@corpus_option
@click.option(
    "--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True
)
@click.option("--strict", is_flag=True, help="有警告时也以状态 1 结束。")
@click.option(
    "--site",
    type=click.Path(path_type=Path, file_okay=False),
    help="改为核对已建成的站点：引文、链接、图表、外部请求和各处数目。",
)
@click.option(
    "--pdf",
    type=click.Path(path_type=Path, dir_okay=False),
    help="连同核对的全书 PDF；不给出时按素材另排一份。",
)
@work_options
def check(
    corpus: Path, form: str, site: Path | None, pdf: Path | None, *, strict: bool, work: Work
) -> None:
    """列出所有存疑、遗漏和需要人看的地方；有错误时以状态 1 结束。"""
    from generator.build import assemble

    with errors():
        if site is not None and not (site / "index.html").is_file():
            raise MissingSite(site)
        casebook = assemble(corpus, work)
        if site is not None:
            sys.exit(_check_site(casebook, site, pdf, form))
        _show(casebook, form)
        levels = {finding.severity.value for finding in casebook.findings}
        sys.exit(FAILED if "error" in levels or (strict and "warning" in levels) else OK)


def _check_site(casebook: Casebook, site: Path, pdf: Path | None, form: str) -> int:
    """Look everything up that a site says; the exit status."""
    from generator.publishing.site_check import check_site

    articles = [source.article for source in casebook.sources]
    book = pdf.read_bytes() if pdf and pdf.is_file() else _book(casebook)
    name = pdf.name if pdf else "PDF"
    faults = check_site(site, articles, book, name)
    if form == "json":
        print_json([_fault_record(fault) for fault in faults], indent=1)
    elif faults:
        say("\n".join(_row("error", f) for f in faults))
    else:
        say("站点无误：引文、链接、图表、外部请求和各处数目都已核对。")
    return FAILED if faults else OK


def _book(casebook: Casebook) -> bytes:
    """The whole book on paper, as it would be printed now."""
    from generator.publishing.pdf import compile_pdf
    from generator.rendering.report import Style, report, scope_of
    from generator.resources import templates_dir

    content = report(casebook, scope_of(casebook), Style.GONGWEN)
    return compile_pdf(content.json(), content.charts, templates=templates_dir())


def _show(casebook: Casebook, form: str) -> None:
    if form == "json":
        print_json([_finding_record(finding) for finding in casebook.findings], indent=1)
        return
    say(_finding_table(casebook.findings))
    say(counts_line(casebook))


def _finding_record(finding: Finding) -> dict[str, str]:
    return {
        "kind": finding.kind.value,
        "severity": finding.severity.value,
        "where": finding.where,
        "message": finding.message,
    }


def _fault_record(fault: Fault) -> dict[str, str]:
    return {
        "kind": fault.kind.value,
        "severity": "error",
        "where": fault.where,
        "message": fault.message,
    }


def _finding_table(findings: Iterable[Finding]) -> str:
    rows = [_row(f.severity.value, f) for f in findings]
    return "\n".join(rows) or "没有发现问题。"


def _row(level: str, told: Finding | Fault) -> str:
    return f"{level:8}{printable(told.where)}\t{printable(told.message)} [{told.kind.value}]"
