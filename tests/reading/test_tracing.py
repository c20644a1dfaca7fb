from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.reading.tracing import MADE, Edit, Traced, joined, offset_runs


def test_a_removed_stretch_leaves_the_others_where_they_stood() -> None:
    edited = Traced.of("服務(wù)大廳").edited([Edit(2, 6)])
    assert edited == Traced("服務大廳", (0, 1, 6, 7))


def test_an_expanded_character_keeps_its_place_once() -> None:
    assert Traced.of("了…").edited([Edit(1, 2, "...")]) == Traced("了...", (0, 1, MADE, MADE))


def test_offset_runs_are_the_longest_stretches() -> None:
    traced = joined([Traced.of("甲乙丙").part(0, 2), Traced("丁", (2,))], "\n")
    assert [(r.clean, r.raw, r.length) for r in offset_runs(traced)] == [(0, 0, 2), (3, 2, 1)]


@given(
    st.text("甲乙丙a1", max_size=30),
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 3)), max_size=4),
)
def test_every_kept_character_is_found_in_the_raw_text(
    raw: str, cuts: list[tuple[int, int]]
) -> None:
    edits, at = [], 0
    for start, length in sorted(cuts):
        if at <= start and start + length <= len(raw):
            edits.append(Edit(start, start + length))
            at = start + length
    traced = Traced.of(raw).edited(edits)
    assert all(raw[origin] == char for char, origin in zip(traced.text, traced.origin, strict=True))
    for run in offset_runs(traced):
        assert (
            traced.text[run.clean : run.clean + run.length] == raw[run.raw : run.raw + run.length]
        )
