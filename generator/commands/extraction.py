"""``casebook extract``: every numeral of some articles, here or on a cluster."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.commands.console import (
    close,
    errors,
    finish,
    print_json,
    say,
    strict_option,
    work_options,
)
from generator.model.finding import Finding, FindingKind, Severity

if TYPE_CHECKING:
    from generator.extractions import Work


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["jsonl"]), default="jsonl", show_default=True)
@click.option(
    "--scheduler",
    metavar="tcp://主机:端口",
    help="在 Dask 集群上抽取（需安装 casebook-generator[cluster]），结果写入 --output。",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    help="集群结果的文件夹：part-*.jsonl 和 summary.json；中断后重跑会接着做。",
)
@click.option(
    "--partition",
    type=click.IntRange(min=1),
    default=100,
    show_default=True,
    help="集群上每一份的文章数。",
)
@strict_option
@work_options
def extract(
    paths: tuple[Path, ...],
    form: str,
    scheduler: str | None,
    output: Path | None,
    partition: int,
    *,
    strict: bool,
    work: Work,
) -> None:
    """抽取文章中的每一个数字：每行一个 JSON（文章、事实、非事实、举措）。"""
    del form
    if (scheduler is None) != (output is None):
        raise click.UsageError("--scheduler 和 --output 要一起用。")
    with errors():
        if scheduler and output:
            _on_cluster(paths, scheduler, output, partition, strict=strict)
        else:
            _here(paths, work, strict=strict)


def _here(paths: tuple[Path, ...], work: Work, *, strict: bool) -> None:
    from generator.build import extract_articles, read_paths
    from generator.publishing.records import extraction_records

    articles, findings = read_paths(paths, work)
    for extraction in extract_articles(articles, (), work):
        for record in extraction_records(extraction):
            print_json(record)
    close(articles, findings, strict=strict)


def _on_cluster(
    paths: tuple[Path, ...], scheduler: str, output: Path, partition: int, *, strict: bool
) -> None:
    from generator.build import extract_over_cluster

    report = extract_over_cluster(paths, scheduler, output, partition)
    say(
        f"已抽取 {report.articles} 篇，写成 {report.partitions} 份（沿用已有 {report.resumed} 份）："
        f"{output}"
    )
    message = "集群上未能抽取；原因见结果中 type 为 failure 的一行。"
    failures = (
        Finding(FindingKind.UNREADABLE, Severity.ERROR, name, message) for name in report.failed
    )
    finish(failures, strict=strict, quiet=False)
