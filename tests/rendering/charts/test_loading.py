"""What is put off while matplotlib is loaded stays away from drawing, and is there when it is asked for."""

from __future__ import annotations

import json
import subprocess
import sys

from generator.rendering.charts.loading import _WHEN_ASKED

_DRAWN = """
import json, sys
from importlib.util import _LazyModule
from generator.rendering.charts.sheet import INK, Sheet
sheet = Sheet()
sheet.head("3天", "天")
sheet.mark(5, 5, "o", INK)
sheet.arrow(0, 1, 0, INK)
sheet.box(0, 0, (1, 1), INK)
sheet.draw()
waiting = [name for name, module in sys.modules.items() if object.__getattribute__(module, "__class__") is _LazyModule]
left = [type(finder).__name__ for finder in sys.meta_path]
import matplotlib.widgets, PIL.ExifTags, fontTools.agl
there = [bool(matplotlib.widgets.Button), bool(PIL.ExifTags.TAGS), fontTools.agl.toUnicode("a") == "a"]
print(json.dumps([waiting, left, there]))
"""


def test_a_drawing_needs_nothing_of_what_is_put_off() -> None:
    command = [sys.executable, "-c", _DRAWN]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    waiting, finders, there = json.loads(done.stdout)
    assert set(waiting) == _WHEN_ASKED
    assert "_WhenAsked" not in finders
    assert there == [True, True, True]
