"""Two folders change places in one step, where the operating system can do that."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_HERE = -100  # AT_FDCWD: paths are as given
_EXCHANGE = 2  # RENAME_EXCHANGE of Linux and RENAME_SWAP of macOS have the same number


def exchange(one: Path, other: Path) -> bool:
    """Let two folders of one disk change places; a reader sees the one or the other, never none.

    Returns:
        Whether it was done; Windows and some file systems cannot, and then nothing has changed.
    """
    import ctypes  # loads slowly, and most runs exchange nothing

    try:
        library = ctypes.CDLL(None, use_errno=True)
        first, second = os.fsencode(one), os.fsencode(other)
        if sys.platform == "linux":
            return bool(library.renameat2(_HERE, first, _HERE, second, _EXCHANGE) == 0)
        if sys.platform == "darwin":
            return bool(library.renamex_np(first, second, _EXCHANGE) == 0)
    except (AttributeError, OSError, TypeError):  # no such function, or no C library to ask
        return False
    return False
