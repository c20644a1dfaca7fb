"""The group of all commands, and those of a few lines."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec.structs import asdict

from generator.commands.check import check
from generator.commands.console import (
    article_pages_option,
    close,
    corpus_option,
    errors,
    finish,
    json_option,
    print_json,
    quiet_option,
    say,
    started,
    strict_option,
    told,
    work_options,
)
from generator.commands.export import export
from generator.commands.extraction import extract
from generator.commands.paper import pdf
from generator.commands.review import review
from generator.model.printable import printable

if TYPE_CHECKING:
    from generator.extractions import Work
    from generator.unchanged import Counts

_CONFIG = "mkdocs.yml"


@click.group(
    "main", context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(package_name="casebook-generator", prog_name="casebook")
def casebook() -> None:
    """把一文件夹营商环境报道做成可核对、可比较的案例集。"""


@casebook.command()
@corpus_option
@click.option("--docs-dir", type=click.Path(path_type=Path), help="页面写到哪里；默认见下。")
@click.option(
    "--site-dir", type=click.Path(path_type=Path), default=Path("site"), show_default=True
)
@click.option("--full-text", is_flag=True, help="页面显示文章全文（只供本机阅读，勿公开发布）。")
@article_pages_option
@click.option(
    "--offline", is_flag=True, help="生成可直接用 file:// 打开的站点，并压缩成旁边的一个 zip。"
)
@strict_option
@quiet_option
@json_option
@work_options
def build(
    corpus: Path,
    docs_dir: Path | None,
    site_dir: Path,
    *,
    full_text: bool,
    article_pages: bool,
    offline: bool,
    strict: bool,
    quiet: bool,
    as_json: bool,
    work: Work,
) -> None:
    """生成页面并建成站点。

    在项目文件夹内、素材为项目自己的 corpus/ 时，页面写入 docs/ 并使用项目的 mkdocs.yml；
    其他素材写入临时文件夹，不动项目的 docs/ 和 site/。
    """
    from generator.model.options import Options
    from generator.publishing.archive import archive_path
    from generator.unchanged import build as run

    with errors():
        docs, config = _places(corpus, docs_dir)
        _refuse_own_site(site_dir, corpus, config)
        options = Options(full_text, offline, article_pages)
        done = run(corpus, docs, site_dir, config, options, work)
        if as_json:
            archive = str(archive_path(site_dir)) if offline else None
            facts = {"site": str(site_dir), "archive": archive, **asdict(done.counts)}
            print_json(told(done.findings, **facts))
        elif not quiet:
            say(_summary(done.counts))
            if not done.new:
                say("没有变化，站点已是最新。")
            say(_where(site_dir, offline=offline))
        finish(done.findings, strict=strict, quiet=quiet)


@casebook.command()
@corpus_option
@click.option(
    "--docs-dir", type=click.Path(path_type=Path), default=Path("docs"), show_default=True
)
@click.option("--full-text", is_flag=True, help="页面显示文章全文（只供本机阅读，勿公开发布）。")
@article_pages_option
@strict_option
@quiet_option
@json_option
@work_options
def generate(
    corpus: Path,
    docs_dir: Path,
    *,
    full_text: bool,
    article_pages: bool,
    strict: bool,
    quiet: bool,
    as_json: bool,
    work: Work,
) -> None:
    """只生成 Markdown 页面和图表，不建站点。"""
    from generator.model.options import Options
    from generator.unchanged import generate as run

    with errors():
        options = Options(full_text, article_pages=article_pages)
        done = run(corpus, docs_dir, options, work)
        if as_json:
            record = {"docs": str(docs_dir), "files": asdict(done.files), **asdict(done.counts)}
            print_json(told(done.findings, **record))
        elif not quiet:
            say(_summary(done.counts))
            files = done.files
            say(f"页面：新写 {files.written}，未变 {files.unchanged}，移除 {files.removed}。")
        finish(done.findings, strict=strict, quiet=quiet)


@casebook.command()
@corpus_option
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="监听地址。")
def serve(corpus: Path, address: str) -> None:
    """本机预览；素材、模板、词库改动后自动重建。"""
    from generator.publishing.folder import pages_folder
    from generator.publishing.serving import serve_site

    docs, config = _places(corpus, None)
    with errors(), pages_folder(docs) as folder:
        serve_site(folder, config, corpus, address)


@casebook.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["json"]), default="json", show_default=True)
@strict_option
@work_options
def compare(paths: tuple[Path, ...], form: str, *, strict: bool, work: Work) -> None:
    """列出全部可并列的指标，附结论、理由和各园区的数值。"""
    del form
    from generator.build import assemble_articles, read_paths, registry_of
    from generator.publishing.records import comparison_records

    with errors():
        articles, findings = read_paths(paths, work)
        casebook = assemble_articles(articles, registry_of(paths), findings, (), work)
        print_json(comparison_records(casebook), indent=1)
        close(articles, findings, strict=strict)


@casebook.command()
@click.argument("sources", nargs=-1, required=True, metavar="PATH|DIR|URL…")
@corpus_option
@click.option("--allow-private", is_flag=True, help="允许抓取内网和本机网址。")
@strict_option
def add(sources: tuple[str, ...], corpus: Path, *, allow_private: bool, strict: bool) -> None:
    """把文章、文件夹或网页导入素材，写好元数据供人核对；从不覆盖已有文件。"""
    with errors(), started():
        from generator.build import add_articles, read_sources

        articles, findings = read_sources(sources, private=allow_private)
        for imported in add_articles(articles, corpus):
            state = "已导入" if imported.new else "已存在，未改动"
            doubts = "；请核对：" + "，".join(imported.doubts) if imported.doubts else ""
            say(printable(f"{state}：{imported.path}{doubts}"))
        close(articles, findings, strict=strict)


def _places(corpus: Path, docs_dir: Path | None) -> tuple[Path | None, Path | None]:
    """Where pages go (nowhere, if they need not stay), and the project's configuration if it holds."""
    config, own = Path(_CONFIG), Path("corpus")
    if config.is_file() and own.is_dir() and corpus.resolve() == own.resolve():
        return docs_dir or Path("docs"), config
    return docs_dir, None


def _where(site_dir: Path, *, offline: bool) -> str:
    if offline:
        return f"离线站点已生成：双击 {site_dir}/index.html 即可打开；整站压缩包：{site_dir}.zip。"
    return f"站点已生成：{site_dir}/index.html；预览：casebook serve，或用浏览器打开该文件夹的静态服务。"


def _refuse_own_site(site_dir: Path, corpus: Path, config: Path | None) -> None:
    """Keep a foreign corpus out of a project's own ``site/`` unless it was named."""
    if config is None and Path(_CONFIG).is_file() and site_dir == Path("site"):
        raise click.UsageError(
            f"素材 {corpus} 不是本项目的 corpus/；请用 --site-dir 指明另一个输出文件夹。"
        )


_COUNTED = {
    "sources": "来源",
    "parks": "园区和地区",
    "facts": "事实",
    "nonfacts": "非事实数字",
    "measures": "举措",
    "comparisons": "比较",
}


def _summary(counts: Counts) -> str:
    return "，".join(f"{_COUNTED[name]} {n}" for name, n in asdict(counts).items()) + "。"


casebook.add_command(check)
casebook.add_command(export)
casebook.add_command(extract)
casebook.add_command(review)
casebook.add_command(pdf)
