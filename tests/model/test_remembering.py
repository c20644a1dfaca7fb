"""Results that are kept by the identity of what they were computed from."""

from __future__ import annotations

from generator.model.remembering import Remembered


def test_a_result_is_made_once_for_an_object_and_forgotten_when_nobody_asks() -> None:
    asked: list[list[int]] = []

    def length(value: list[int]) -> int:
        asked.append(value)
        return len(value)

    kept = Remembered(length)
    one, equal = [1, 2], [1, 2]
    assert (kept.of(one), kept.of(one), kept.of(equal)) == (2, 2, 2)
    assert len(asked) == 2, "equal values are not the same object"
    kept.turn()
    assert kept.of(one) == 2
    assert len(asked) == 2, "the last round's results are there"
    kept.turn()
    kept.turn()
    assert kept.of(equal) == 2
    assert len(asked) == 3, "what a round did not ask for is gone"


def test_another_object_never_has_the_result_of_one_that_went() -> None:
    kept = Remembered(tuple)
    for number in range(1000):  # the memory of one is soon that of the next
        assert kept.of([number]) == (number,)
