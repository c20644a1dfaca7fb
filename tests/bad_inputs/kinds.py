"""Kinds of input that cannot be used, or only with care: how each is made, and the message it gets."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from click.testing import CliRunner

from generator.cli import main

GOOD = "---\ntitle: 柳江经开区服务企业\npublisher: 某某日报\npublished: 2024-05-06\n---\n\n今年以来，柳江经开区新设驿站6个。\n"
DECISION = "- fact: f-0123456789\n  action: confirm\n  who: 李核\n  when: 2024-10-08\n"


def _head(lines: str) -> bytes:
    return f"---\n{lines}\n---\n\n今年新设驿站6个。\n".encode()


def _archive(**members: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name.replace("__", "/") + ".xml", text)
    return stream.getvalue()


ARTICLES: dict[str, tuple[str, bytes]] = {
    "空文件": ("a.txt", b""),
    "只有空白": ("a.txt", b" \n\t\n"),
    "只有导航和链接": (
        "a.html",
        "<html><body><nav><a href=/>首页</a></nav></body></html>".encode(),
    ),
    "二进制内容": ("a.txt", bytes(range(256)) * 40),
    "图片改名为文本": ("a.txt", b"\x89PNG\r\n\x1a\n" + b"\0" * 60),
    "JPEG 改名为文本": ("a.md", b"\xff\xd8\xff\xe0" + b"\0" * 60),
    "GIF 改名为网页": ("a.html", b"GIF89a" + b"\0" * 60),
    "压缩包改名为文本": ("a.txt", b"PK\x03\x04" + b"\0" * 60),
    "RAR 改名为文本": ("a.txt", b"Rar!\x1a\x07\0" + b"\0" * 60),
    "gzip 改名为文本": ("a.txt", b"\x1f\x8b\x08" + b"\0" * 60),
    "旧版 Word 改名为文本": ("a.txt", b"\xd0\xcf\x11\xe0" + b"\0" * 60),
    "PDF 改名为文本": ("a.txt", b"%PDF-1.7\n" + b"\0" * 60),
    "Windows 程序": ("a.txt", b"MZ\x90\0" + b"\0" * 60),
    "Linux 程序": ("a.txt", b"\x7fELF" + b"\0" * 60),
    "超过 20 MB": ("a.txt", b"x" * (20 * 1024 * 1024 + 1)),
    "不支持的格式 .doc": ("a.doc", b"x"),
    "不支持的格式 .csv": ("a.csv", b"x"),
    "没有扩展名": ("article", b"x"),
    "损坏的 docx": ("a.docx", b"x"),
    "被截断的 docx": ("a.docx", b"PK\x03\x04" + b"\0" * 200),
    "没有正文的 docx": ("a.docx", _archive(other="x")),
    "docx 中的 XML 损坏": ("a.docx", _archive(word__document="<w:p")),
    "解压后极大的 docx": ("a.docx", _archive(word__document="<w:t>" + " " * 40_000_000)),
    "损坏的 PDF": ("a.pdf", b"%PDF-1.7\nxyz"),
    "不是 PDF 的 PDF": ("a.pdf", b"hello"),
    "空的 PDF": ("a.pdf", b""),
    "元数据没有结束": ("a.md", b"---\ntitle: x\n\nbody 3\n"),
    "元数据不是 YAML": ("a.md", _head("title: [甲")),
    "元数据是列表": ("a.md", _head("- 甲")),
    "元数据是一句话": ("a.md", _head("某某日报")),
    "未知的元数据字段": ("a.md", _head("rigths: open")),
    "日期写成文字": ("a.md", _head("published: 七月")),
    "不存在的日期": ("a.md", _head("published: 2024-13-45")),
    "不可能的年份": ("a.md", _head("published: 0001-01-01")),
    "查阅日期不是日期": ("a.md", _head("accessed: 昨天")),
    "未知的使用方式": ("a.md", _head("rights: free")),
    "标题是数字": ("a.md", _head("title: 2024")),
    "标题是五千位数字": ("a.md", _head("title: " + "9" * 5000)),
    "作者是嵌套的列表": ("a.md", _head("authors: [[甲]]")),
    "作者是对象": ("a.md", _head("authors: {甲: 乙}")),
    "网址是列表": ("a.md", _head("url: [a, b]")),
    "YAML 引用": ("a.md", _head("title: &a 甲\nsubject: *a")),
    "YAML 炸弹": ("a.md", _head("a: &a [x, x]\nb: &b [*a, *a]\norigin: [*b, *b]")),
    "YAML 嵌套过深": ("a.md", _head("origin: " + "[" * 40 + "]" * 40)),
    "YAML 的 Python 标签": ("a.md", _head("title: !!python/object/apply:os.system [x]")),
    "YAML 的未知标签": ("a.md", _head("title: !secret x")),
    "元数据中有制表符": ("a.md", _head("\ttitle: x")),
}

CORPUS: dict[str, tuple[str, str]] = {
    "园区登记不是 YAML": ("parks.yml", "- id: [\n"),
    "园区没有名称": ("parks.yml", "- {id: a}\n"),
    "园区编号是汉字": ("parks.yml", "- {id: 青溪, name: 青溪}\n"),
    "园区编号重复": ("parks.yml", "- {id: a, name: 甲区}\n- {id: a, name: 乙区}\n"),
    "园区名称重复": ("parks.yml", "- {id: a, name: 甲区}\n- {id: b, name: 甲区}\n"),
    "上级园区不存在": ("parks.yml", "- {id: a, name: 甲区, parent: z}\n"),
    "上级园区成圈": (
        "parks.yml",
        "- {id: a, name: 甲区, parent: b}\n- {id: b, name: 乙区, parent: a}\n",
    ),
    "园区的未知字段": ("parks.yml", "- {id: a, name: 甲区, area: 12}\n"),
    "园区登记不是列表": ("parks.yml", "id: a\n"),
    "主题不是列表": ("themes.yml", "themes: 审批\n"),
    "主题缺少问题": ("themes.yml", "- {id: a}\n"),
    "决定的未知动作": ("decisions.yml", DECISION.replace("confirm", "agree")),
    "决定的未知字段": ("decisions.yml", DECISION + "  note: 好\n"),
    "决定的日期不是日期": ("decisions.yml", DECISION.replace("2024-10-08", "昨天")),
    "决定的事实编号无效": ("decisions.yml", DECISION.replace("f-0123456789", "f-1")),
    "更正没有内容": ("decisions.yml", DECISION.replace("confirm", "correct") + "  why: 误\n"),
    "更正的数值不是数字": (
        "decisions.yml",
        DECISION.replace("confirm", "correct") + "  why: 误\n  change: {value: 多}\n",
    ),
    "撤回没有理由": ("decisions.yml", DECISION.replace("confirm", "withdraw")),
    "补充的原句不在文章中": (
        "decisions.yml",
        DECISION.replace("fact: f-0123456789", "article: a").replace("confirm", "add")
        + "  quote: 没有这句9个\n  surface: 9个\n  why: 漏\n  reading: {value: 9, unit: 个, role: level, "
        "parks: [甲], indicator: 数, theme: approval}\n",
    ),
    "决定文件嵌套过深": ("decisions.yml", "[" * 300 + "]" * 300),
    "决定文件含 YAML 引用": ("decisions.yml", "- {a: &a [1], b: *a}\n"),
}


_READ = "照常读入"


def messages(folder: Path) -> Iterator[tuple[str, str]]:
    """Each kind with the message that it gets, its folder left out."""
    for number, (kind, (name, data)) in enumerate(ARTICLES.items()):
        place = folder / str(number)
        place.mkdir()
        (place / name).write_bytes(data)
        told = _told(place, ["extract", str(place / name)])
        if told == _READ:  # nothing is wrong with the file, only there is nothing in it
            (place / "good.md").write_text(GOOD, encoding="utf-8")
            told = _told(place, ["check", "--corpus", str(place)])
        yield kind, told
    for number, (kind, (name, text)) in enumerate(CORPUS.items()):
        place = folder / f"c{number}"
        place.mkdir()
        (place / "a.md").write_text(GOOD, encoding="utf-8")
        (place / name).write_text(text, encoding="utf-8")
        yield kind, _told(place, ["check", "--corpus", str(place)])
    for kind, words in _commands(folder).items():
        yield kind, _told(folder, words())


def _commands(folder: Path) -> dict[str, Callable[[], list[str]]]:
    (folder / "empty").mkdir()
    (folder / "none").mkdir()
    return {
        "文件不存在": lambda: ["extract", str(folder / "gone.txt")],
        "素材文件夹不存在": lambda: ["check", "--corpus", str(folder / "gone")],
        "素材文件夹是空的": lambda: ["check", "--corpus", str(folder / "empty")],
        "没有建成的站点": lambda: ["check", "--site", str(folder / "none")],
        "网址的协议不支持": lambda: [
            "add",
            "ftp://example.org/a",
            "--corpus",
            str(folder / "empty"),
        ],
        "网址指向内部网络": lambda: [
            "add",
            "http://127.0.0.1/a",
            "--corpus",
            str(folder / "empty"),
        ],
        "网址的端口无效": lambda: ["add", "http://a:99999/", "--corpus", str(folder / "empty")],
    }


def _told(place: Path, words: list[str]) -> str:
    done = CliRunner().invoke(main, words)
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        return f"!!! {type(done.exception).__name__}: {done.exception}"
    errors = [line for line in done.stderr.splitlines() if line.startswith("错误")]
    if not errors:
        found = [line for line in done.stdout.splitlines() if line.startswith("error ")]
        if found:
            return "；".join(" ".join(line.split()[1:]) for line in found)
        return _READ if done.exit_code == 0 else f"!!! {done.exit_code} {done.output[:200]}"
    return "；".join(errors).replace(f"{place}/", "").replace(str(place), "素材")


def page(rows: list[tuple[str, str]]) -> str:
    """The table as a page of the guide."""
    lines = "".join(f"| {kind} | {_cell(told)} |\n" for kind, told in rows)
    return f"""---
title: 不能用的输入
description: 试过的各种坏文件、坏登记和坏命令，以及各自得到的提示。
---

# 不能用的输入

下表由测试生成：每一种都真的试过，右边是得到的提示。一个文件读不了，其余文章照常生成；登记表写错时什么都不会写出。共 {len(rows)} 种。

| 输入 | 提示 |
| --- | --- |
{lines}"""


def _cell(text: str) -> str:
    marks = {ord(mark): f"&#{ord(mark)};" for mark in "<>|*_`[]{}!\\&#"}
    return text.translate(marks)
