"""Attributes that are worked out once."""

from __future__ import annotations

from generator.model.values import once


class _Counted:
    def __init__(self) -> None:
        self.looks = 0

    @once
    def words(self) -> str:
        """What is asked for."""
        self.looks += 1
        return f"look {self.looks}"


def test_an_attribute_is_worked_out_at_the_first_look() -> None:
    one, other = _Counted(), _Counted()
    assert (one.looks, one.words, one.words, one.looks) == (0, "look 1", "look 1", 1)
    assert (other.looks, other.words) == (0, "look 1")
