"""Progress: a bar on a terminal, plain lines in a log, nothing for who asked for quiet."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.commands.progress import PlainProgress

TEXT = "---\ntitle: 报道\npublished: 2024-05-06\n---\n\n禾山经开区新开工项目{n}个，办件3200件。\n"
STAGES = ["读入文章（2）", "提取事实（2）", "比较各园区", "编排页面和图表", "写出页面"]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    (folder / "articles").mkdir(parents=True)
    for number in range(2):
        (folder / f"articles/{number}.md").write_text(TEXT.format(n=number + 3), "utf-8")
    return folder


def generate(corpus: Path, *options: str) -> list[str]:
    docs = str(corpus.parent / "docs")
    return ["generate", "--corpus", str(corpus), "--docs-dir", docs, "--jobs", "1", *options]


def test_a_log_gets_a_line_for_each_stage(corpus: Path) -> None:
    result = CliRunner().invoke(main, generate(corpus))
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines()[: len(STAGES)] == STAGES
    assert "\x1b" not in result.output
    assert not set(STAGES) & set(result.stderr.splitlines())


def test_quiet_is_quiet(corpus: Path) -> None:
    result = CliRunner().invoke(main, generate(corpus, "--quiet"))
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")


def test_json_is_all_that_a_program_reads(corpus: Path) -> None:
    result = CliRunner().invoke(main, generate(corpus, "--json"))
    record = json.loads(result.stdout)
    assert record["sources"] == 2
    assert record["facts"] == 4
    assert record["files"]["written"] > 10
    assert isinstance(record["findings"], dict)


def test_a_machines_output_has_no_lines_beside_it(corpus: Path) -> None:
    result = CliRunner().invoke(main, ["extract", str(corpus), "--jobs", "1"])
    assert result.stderr == ""
    assert all(json.loads(line) for line in result.stdout.splitlines())


def test_a_terminal_gets_a_bar_and_standard_output_stays_clean(corpus: Path) -> None:
    screen, terminal = pty.openpty()
    code = "from generator.cli import main; main()"
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "100"}
    environment.pop("CI", None)
    environment.pop("NO_COLOR", None)
    with subprocess.Popen(
        [sys.executable, "-c", code, *generate(corpus, "--json")],
        stdout=subprocess.PIPE,
        stderr=terminal,
        env=environment,
    ) as process:
        os.close(terminal)
        shown = b""
        while True:
            try:
                piece = os.read(screen, 65536)
            except OSError:  # how Linux tells that the other side is closed
                break
            if not piece:
                break
            shown += piece
        output = process.stdout.read() if process.stdout else b""
    assert process.returncode == 0
    assert json.loads(output)["sources"] == 2
    words = shown.decode(errors="replace")
    assert "编排页面和图表" in words
    assert "\x1b[" in words, "the bar is drawn and taken away"
    assert not re.search(r"读入文章（2）", words), "no plain lines on a terminal"


def test_a_long_stage_tells_of_its_quarters(capsys: pytest.CaptureFixture[str]) -> None:
    progress = PlainProgress()
    progress.stage("提取事实", 400)
    for _ in range(400):
        progress.advance()
    told = capsys.readouterr().out.splitlines()
    assert told == ["提取事实（400）", *(f"提取事实：{n}/400" for n in (100, 200, 300))]
