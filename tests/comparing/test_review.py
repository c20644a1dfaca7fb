"""What people should look at first."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from generator.comparing.review import LOW_MARGIN, Doubt, review_queue
from generator.model.casebook import Casebook
from generator.model.fact import Status
from tests.rendering import sample


def with_margin(margin: float | None, status: Status = Status.UNREVIEWED) -> Casebook:
    casebook = sample.casebook()
    first, *others = casebook.facts
    fact = replace(first.fact, margin=margin, status=status)
    return replace(casebook, facts=(replace(first, fact=fact), *others))


@pytest.mark.parametrize(("margin", "doubtful"), [(0.0, True), (LOW_MARGIN, False), (None, False)])
def test_a_low_margin_is_a_reason_to_look(margin: float | None, *, doubtful: bool) -> None:
    casebook = with_margin(margin)
    items = {item.record.id: item.doubts for item in review_queue(casebook)}
    assert (Doubt.LOW_MARGIN in items.get(casebook.facts[0].id, ())) is doubtful


def test_a_low_margin_goes_before_what_merely_matters() -> None:
    casebook = with_margin(0.1)
    order = list(Doubt)
    first = [order.index(item.doubts[0]) for item in review_queue(casebook)]
    assert first == sorted(first)
    assert order.index(Doubt.CONFLICT) < order.index(Doubt.LOW_MARGIN) < order.index(Doubt.KEY)


def test_what_was_decided_is_not_asked_again() -> None:
    casebook = with_margin(0.1, Status.CONFIRMED)
    assert casebook.facts[0].id not in {item.record.id for item in review_queue(casebook)}
