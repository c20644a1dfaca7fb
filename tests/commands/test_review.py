"""``casebook review`` on a terminal: what it shows, what it writes, what it leaves alone."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from generator.build import assemble
from generator.cli import FAILED, OK, main
from generator.model.casebook import Casebook
from generator.model.fact import Status
from tests.small_article import ARTICLE

HEAD = "# 我们的记录\n# 请勿删除这一行\n"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "good.md").write_text(ARTICLE, encoding="utf-8")
    return folder


def review(corpus: Path, *answers: str, flags: tuple[str, ...] = ()) -> Result:
    words = ["review", "--corpus", str(corpus), "--who", "李核", "--when", "2024-10-08", *flags]
    typed = "".join(f"{answer}\n" for answer in answers)
    return CliRunner().invoke(main, words, input=typed, catch_exceptions=False)


def statuses(book: Casebook) -> dict[str, Status]:
    return {r.fact.surface.text: r.fact.status for r in book.facts}


def test_the_list_says_what_needs_a_look_and_writes_nothing(corpus: Path) -> None:
    done = review(corpus, flags=("--list",))
    assert done.exit_code == OK
    assert "未核 2" in done.output
    assert "重点" in done.output
    assert [path.name for path in corpus.iterdir()] == ["good.md"]


def test_a_confirmation_and_a_correction(corpus: Path) -> None:
    (corpus / "decisions.yml").write_text(HEAD, encoding="utf-8")
    done = review(corpus, "c", "", "e", "value: 4", "bound: '>='", "", "原文另处写明", "q")
    assert done.exit_code == OK
    assert "原句：" in done.output
    text = (corpus / "decisions.yml").read_text("utf-8")
    assert text.startswith(HEAD)
    entries = yaml.safe_load(text)
    assert [e["action"] for e in entries] == ["confirm", "correct"]
    assert entries[1]["change"] == {"value": 4, "bound": ">="}
    assert entries[1]["why"] == "原文另处写明"
    book = assemble(corpus)
    assert set(statuses(book).values()) == {Status.CONFIRMED, Status.CORRECTED}
    (corrected,) = [r for r in book.facts if r.fact.status is Status.CORRECTED]
    assert corrected.fact.quantity.value == 4
    assert corrected.decision is not None
    assert corrected.decision.who == "李核"


def test_what_is_wrong_is_not_written_and_asked_again(corpus: Path) -> None:
    done = review(corpus, "e", "value: 多", "", "误", "w", "不是事实", "q")
    assert "未记入" in done.output
    entries = yaml.safe_load((corpus / "decisions.yml").read_text("utf-8"))
    assert [e["action"] for e in entries] == ["withdraw"]


def test_an_addition_must_stand_in_the_article(corpus: Path) -> None:
    reading = ("value: 7", "unit: 项", "role: level", "indicator: 拿地即开工项目数", "")
    wrong = ("a", "甲乙经开区办理项目九个", "九个", *reading, "漏读")
    right = ("a", "甲乙经开区办理“拿地即开工”项目7个", "7个", *reading, "漏读")
    done = review(corpus, *wrong, *right, "s", "q")
    assert "不在" in done.output
    entries = yaml.safe_load((corpus / "decisions.yml").read_text("utf-8"))
    assert [e["action"] for e in entries] == ["add"]
    assert statuses(assemble(corpus))["7个"] is Status.ADDED


def test_only_what_is_new_comes_again_as_new(corpus: Path) -> None:
    review(corpus, "q")
    assert "新增" not in review(corpus, flags=("--list",)).output
    more = ARTICLE.replace("甲乙经开区服务企业", "又一篇").replace("7个", "12个")
    (corpus / "more.md").write_text(more, encoding="utf-8")
    rows = [row for row in review(corpus, flags=("--list",)).output.splitlines() if "新增" in row]
    assert rows
    assert not [row for row in rows if "\t7个\t" in row]


def test_an_invalid_file_stops_with_its_line(corpus: Path) -> None:
    (corpus / "decisions.yml").write_text("- fact: f-1\n", encoding="utf-8")
    done = review(corpus)
    assert done.exit_code == FAILED
    assert "decisions.yml:1" in done.output


def test_check_counts_the_decisions(corpus: Path) -> None:
    review(corpus, "c", "", "q")
    done = CliRunner().invoke(main, ["check", "--corpus", str(corpus)])
    assert "已核 1" in done.output
    assert "未核 1" in done.output
