from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from generator.model.article import RepairKind
from generator.reading.cleaning import simplified
from generator.reading.damage import RE_ANCHOR, runs_at
from generator.reading.repair import repair_damage
from generator.reading.tracing import Traced
from generator.reading.wordmodel import WordModel
from tests.gold import SHARED

if TYPE_CHECKING:
    from collections.abc import Callable

_LINE = "青溪高新區的企業管家隊伍走訪企業八百五十家，解決問題三百一十二個。”園區行政審批局相關負責人介紹，項目推進順利。\n"


def _halved(text: str) -> str:
    """``text`` as the edited mirror shows it: full-width marks replaced byte by byte in GBK."""
    data = text.encode("gb18030")
    for mark in b"\xac\xa1\xbf\xae\xba\xbb":  # ，！？．：；
        data = data.replace(bytes((0xA3, mark)), bytes((mark - 0x80,)))
    return data.decode("gb18030", errors="ignore")


def test_the_run_is_read_again_from_its_bytes() -> None:
    damaged = _halved(_LINE)
    assert "。”園區" not in damaged
    fixed, repairs = repair_damage(Traced.of(damaged))
    assert simplified(fixed.text).replace(",", "，") == simplified(_LINE)
    assert [repair.kind for repair in repairs] == [RepairKind.GBK_DAMAGE]
    assert repairs[0].before in damaged
    assert repairs[0].after in _LINE


def test_what_was_not_damaged_keeps_its_place() -> None:
    damaged = _halved(_LINE)
    fixed, _ = repair_damage(Traced.of(damaged))
    at = fixed.text.index("項目推進")
    assert damaged[fixed.origin[at]] == "項"


@pytest.mark.parametrize(
    "line",
    [
        "真的吗?!群众都说好。",
        "“太快了!”企业负责人喆先生说,?",
        "工信部门(gōng)的同志,走访了镕州、瑢县等地!",
        "今年新增企业312家,办结率100%!浏阳、溧阳、嵊州等地也是如此。",
        "他问:“行吗?”“行!”",
        "A股、B股:上市企业9家;专利①件。",
        "!!!???",
        "",
    ],
)
def test_undamaged_lines_do_not_change(line: str) -> None:
    fixed, _ = repair_damage(Traced.of(line))
    assert fixed.text == line


def test_text_without_signs_needs_no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> WordModel:
        raise AssertionError("the dictionary was loaded")

    monkeypatch.setattr(WordModel, "load", fail)
    text = "今年新增企业312家,办结率100%!浏阳、溧阳等地也是如此。\n" * 50
    assert repair_damage(Traced.of(text))[0].text == text


def test_the_model_prefers_words_to_nonsense() -> None:
    model = WordModel.load()
    assert model.score("科技城行政审批局相关") > model.score("笨萍汲切姓徟窒")
    assert model.segmented("行政审批局") == ["行政", "审批", "局"]


def test_the_lost_byte_is_searched_on_both_sides() -> None:
    anchor = RE_ANCHOR.search(_halved("好。”科技城行政"))
    assert anchor is not None
    runs = list(runs_at(_halved("好。”科技城行政"), anchor.start(), anchor.group()))
    assert any("。" in run.firsts and run.body.startswith("”科技") for run in runs)


@pytest.mark.skipif(
    not (SHARED / "seeds").is_dir(), reason="the shared seeds are not on this machine"
)
class TestSeeds:
    def _read(self, name: str) -> str:
        return next((SHARED / "seeds").glob(f"{name}_*.txt")).read_text(encoding="utf-8")

    def test_four_places_are_repaired_and_one_is_left(self) -> None:
        fixed, repairs = repair_damage(Traced.of(self._read("004")))
        kinds = [repair.kind for repair in repairs]
        assert kinds.count(RepairKind.GBK_DAMAGE) == 4
        assert kinds.count(RepairKind.GBK_SUSPECT) == 1
        assert not re.search("[\ue000-\uf8ff]", fixed.text.replace("\n", ""))

    @pytest.mark.parametrize("name", ["000", "001", "002", "003"])
    def test_other_seeds_stay_as_they_are(self, name: str) -> None:
        text = self._read(name)
        assert repair_damage(Traced.of(text)) == (Traced.of(text), ())

    def test_no_line_of_the_clean_texts_changes(self) -> None:
        for file in sorted(SHARED.glob("gold*/*.clean.txt")):
            text = file.read_text(encoding="utf-8")
            assert repair_damage(Traced.of(text))[0].text == text, file.name

    def test_repair_is_not_felt(
        self, benchmark_seconds: Callable[[Callable[[], object]], float]
    ) -> None:
        text = self._read("004")
        repair_damage(Traced.of(text))
        assert benchmark_seconds(lambda: repair_damage(Traced.of(text))) < 0.4
