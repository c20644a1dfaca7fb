"""What all commands share: options, how they speak and how they end."""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.commands.statuses import FAILED, INCOMPLETE, OK
from generator.errors import CasebookError
from generator.model.printable import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from contextlib import AbstractContextManager

    from generator.model.finding import Finding
    from generator.publishing.cache import Cache

_PROGRESS = "generator.progress"

corpus_option = click.option(
    "--corpus",
    type=click.Path(path_type=Path),
    default=Path("corpus"),
    show_default=True,
    help="素材文件夹：文章，以及可选的 parks.yml、themes.yml、decisions.yml。",
)
strict_option = click.option("--strict", is_flag=True, help="有任何遗漏或警告时也以状态 1 结束。")
json_option = click.option(
    "--json", "as_json", is_flag=True, help="在标准输出给出一个 JSON 对象，供程序读取。"
)
quiet_option = click.option("-q", "--quiet", is_flag=True, help="只显示错误。")


def started(*, no_cache: bool = False) -> AbstractContextManager[Cache]:
    """A block that has at hand what earlier runs compiled and parsed, and the cache."""
    from generator.publishing.cache import Cache, default_folder
    from generator.resources import code_version
    from generator.starting import quick_start

    return quick_start(Cache(None, "") if no_cache else Cache(default_folder(), code_version()))


def work_options(command: Callable[..., None]) -> Callable[..., None]:
    """``--jobs`` and ``--no-cache``: the command gets a ``Work`` named ``work``."""

    @click.option(
        "--jobs",
        type=click.IntRange(min=0),
        default=0,
        help="同时工作的进程数；默认按处理器核数，1 为不另开进程。结果与进程数无关。",
    )
    @click.option("--no-cache", is_flag=True, help="不用也不写缓存；结果相同，只是更慢。")
    @wraps(command)
    def with_work(*args: Any, jobs: int, no_cache: bool, **options: Any) -> None:  # noqa: ANN401
        from generator.commands.progress import progress_for

        spoken = "quiet" in options and not options.get("as_json")
        progress = progress_for(quiet=options.get("quiet", False), for_machines=not spoken)
        click.get_current_context().meta[_PROGRESS] = progress
        try:
            with started(no_cache=no_cache) as cache:
                from generator.extractions import Work  # behind the start, which makes it quicker

                command(*args, work=Work(jobs, cache, progress=progress), **options)
        finally:
            progress.close()

    return with_work


@contextmanager
def errors() -> Iterator[None]:
    """Show an expected error as one line and leave with status 1."""
    try:
        yield
    except CasebookError as error:
        _end_progress()
        _complain(str(error))
        sys.exit(FAILED)
    except OSError as error:  # a full disk, a folder that cannot be written, a file that vanished
        if isinstance(error, BrokenPipeError):
            raise
        place = f"{error.filename}：" if error.filename else ""
        message = f"{place}无法读写（{error.strerror or error}）；已有的结果保持原样，请检查磁盘空间和权限后重试。"
        _complain(message)
        sys.exit(FAILED)


def _complain(message: str) -> None:
    """An error as one line; what it quotes from files neither acts on the terminal nor hides."""
    click.echo(f"错误：{printable(message)}", err=True)


def _end_progress() -> None:
    """Take a bar away before something else is printed."""
    context = click.get_current_context(silent=True)
    if context and (progress := context.meta.get(_PROGRESS)):
        progress.close()


article_pages_option = click.option(
    "--article-pages/--no-article-pages",
    default=True,
    help="是否每篇来源做一页；文章成千上万时可不做，原句集中在“原句”各页。默认做。",
)


def finish(findings: Iterable[Finding], *, strict: bool, quiet: bool) -> None:
    """Show what was left out, one line each, and leave with a status that says so."""
    _end_progress()
    found = tuple(findings)
    failures = [finding for finding in found if finding.severity.value == "error"]
    warnings = [finding for finding in found if finding.severity.value == "warning"]
    advice = [finding for finding in found if finding.kind.value == "large-corpus"]
    for finding in () if quiet else advice:
        click.echo(f"建议：{finding.message}", err=True)
    for finding in failures:
        _complain(f"{sentence(finding)} [{finding.kind.value}]")
    if warnings and not quiet:
        click.echo(f"另有 {len(warnings)} 处需要人看；用 casebook check 查看。", err=True)
    if strict and (failures or warnings):
        sys.exit(FAILED)
    sys.exit(INCOMPLETE if failures else OK)


def close(articles: Iterable[object], findings: Iterable[Finding], *, strict: bool) -> None:
    """End a command that reads loose files."""
    if not tuple(articles):
        for finding in findings:
            _complain(sentence(finding))
        sys.exit(FAILED)
    finish(findings, strict=strict, quiet=True)


def sentence(finding: Finding) -> str:
    """The finding with its place, which many messages name themselves."""
    named = finding.message.startswith(finding.where)
    return finding.message if named else f"{finding.where}：{finding.message}"


def print_json(record: object, indent: int | None = None) -> None:
    """A record on standard output."""
    _end_progress()
    click.echo(json.dumps(record, ensure_ascii=False, indent=indent))


def told(findings: Iterable[Finding], **facts: object) -> dict[str, object]:
    """What a command did as a record for programs: its facts, and the findings by severity."""
    found = [finding.severity.value for finding in findings]
    return {**facts, "findings": {level: found.count(level) for level in sorted(set(found))}}


def say(text: str) -> None:
    """A line for people on standard output."""
    _end_progress()
    click.echo(text)
