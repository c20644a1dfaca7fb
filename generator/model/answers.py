"""Answers that take long and never change: asked of whoever has them at hand.

Stages touch no disk; what an earlier run found out (what a lexicon says, how a name sounds) is lent
to them from outside. Without a lender everything is worked out, and the answers are the same.
"""

from __future__ import annotations

from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable


class Lender(Protocol):
    """Somebody who has answers at hand."""

    def answer(self, question: str, work: Callable[[], Any]) -> Any:  # noqa: ANN401 - plain values
        """The answer at hand, or what ``work`` finds."""


LENDER: ContextVar[Lender | None] = ContextVar("lender", default=None)
"""Who lends answers in this context; None: nobody."""


def answered(question: str, work: Callable[[], Any]) -> Any:  # noqa: ANN401 - plain values
    """What a pure function answers.

    Args:
        question: Names the function and everything that its answer depends on but the code.
        work: The function; it returns what JSON can tell: dictionaries, lists, words, numbers.
    """
    lender = LENDER.get()
    return work() if lender is None else lender.answer(question, work)
