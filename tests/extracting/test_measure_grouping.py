"""Which places name the same measure."""

from __future__ import annotations

import pytest

from generator.extracting.measure_grouping import grouped_names
from generator.extracting.measure_lexicon import MeasureLexicon
from generator.extracting.measure_names import find_names
from tests.extracting.marked import document

LEXICON = MeasureLexicon.load()


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        pytest.param(
            "按“标准地+双评估”供地,全年标准地出让12宗。",
            [["标准地+双评估", "标准地出让"]],
            id="a part joins the sum",
        ),
        pytest.param(
            "推出“科技贷”“人才贷”。其中科技贷放款3亿元。",
            [["科技贷", "科技贷"], ["人才贷"]],
            id="quotation marks tell names of one term apart",
        ),
        pytest.param(
            "推行“首违不罚”。首违免罚案件20起。",
            [["首违不罚", "首违免罚"]],
            id="other wordings of one term are one measure",
        ),
    ],
)
def test_groups(text: str, groups: list[list[str]]) -> None:
    found = grouped_names(find_names(document(text), LEXICON), text)
    assert [[member.name for member in members] for members in found] == groups
