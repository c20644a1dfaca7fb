"""How seldom a command looks for cycles."""

from __future__ import annotations

import atexit
import gc


def rarely_collect() -> None:
    """Have the interpreter look for cycles seldom: nearly all that a command makes lives to its end.

    A fifth of the time of a small run went into looking at the same objects again and again, half
    of that when all was done: what is frozen is left to the system with the whole process. More
    seldom than this would save nothing more, and sites of many pages would take more memory.
    """
    gc.set_threshold(20_000, 10, 10)
    gc.freeze()  # counts anew: with what starting Python counted, an edit would look at all it has
    atexit.register(gc.freeze)
