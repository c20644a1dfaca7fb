"""Type is set without the library, and the library loads as ever afterwards."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from generator.rendering.charts.loading import compiled_part

_SET = """
import json, sys
import pylopdf_fonts_zh_cn
from generator.rendering.charts.typesetter import Typesetter
typesetter = Typesetter(str(pylopdf_fonts_zh_cn.sans_path()))
alone = typesetter.line("f-71b75ec035：甲", 11.0)
outline = typesetter.outline(alone.glyphs[0].number)
loaded = [name for name in sys.modules if name.split(".")[0] in ("matplotlib", "PIL", "pyparsing")]
from generator.rendering.charts.canvas import _glyphs
from generator.rendering.charts.sheet import Sheet
sheet = Sheet()
sheet.text(20, sheet.down(20), "f-71b75ec035：甲")
svg = sheet.draw().decode()
again = Typesetter(str(pylopdf_fonts_zh_cn.sans_path())).line("f-71b75ec035：甲", 11.0)
print(json.dumps([loaded, alone == again, f'd="{outline}"' in svg, all(g.name in svg for g in alone.glyphs)]))
"""


def test_type_is_set_without_the_library_and_beside_it() -> None:
    command = [sys.executable, "-c", _SET]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == [[], True, True, True]


def test_a_part_that_is_missing_is_told() -> None:
    for package, part in (("matplotlib", "no_such_part"), ("no_such_package", "ft2font")):
        with pytest.raises(ImportError):
            compiled_part(package, part)


def test_a_part_of_a_loaded_package_is_the_package_s_own() -> None:
    import matplotlib.ft2font

    assert compiled_part("matplotlib", "ft2font") is matplotlib.ft2font
