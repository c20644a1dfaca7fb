from __future__ import annotations

import pytest

from generator.model.printable import printable


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("园区 甲\u3000乙，①🔟é", "园区 甲\u3000乙，①🔟é"),
        ("右\u202e左", "右\\u202e左"),
        ("a\x1b[31m\n\x07", "a\\x1b[31m\\n\\x07"),
        ("\udcff\u2028\U000f0000", "\\udcff\\u2028\\U000f0000"),
    ],
)
def test_what_acts_or_hides_is_written_out(text: str, shown: str) -> None:
    assert printable(text) == shown
    assert printable(shown) == shown
