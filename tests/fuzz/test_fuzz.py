"""A short run of every fuzz target, the same inputs each time; ``make fuzz`` makes the long one."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.fuzz.campaign import Tally, batch, checked
from tests.fuzz.targets import TARGETS, Target

CASES = yaml.safe_load((Path(__file__).parent / "found.yml").read_text(encoding="utf-8"))
BY_NAME = {target.name: target for target in TARGETS}


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_a_few_inputs(target: Target) -> None:
    tally = Tally()
    batch(target, 7, 12, tally, shrink=True)
    assert tally.inputs >= 30
    assert tally.failures == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["why"])[:60])
def test_what_was_found_once_stays_away(case: dict[str, str]) -> None:
    value: object = case["input"] * case.get("times", 1)  # type: ignore[operator]
    if case["target"] == "reading":
        value = ("a.txt", str(value).encode())
    elif case["target"] in {"periods", "extraction"}:
        value = (value, case.get("day"))
    checked(BY_NAME[case["target"]], value, Tally())
