"""Clauses of real digests and of the tests' sentences, put together anew.

Words drawn at random seldom make a sentence that says whose a figure is. Clauses that people wrote
do, and beside strange neighbours, under another title and with other subjects they lead where no
article has led yet: two parks and a city, a superior between two figures, a name within a name.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from hypothesis import strategies as st

from generator.reading.corpus import read_article

ROOT = Path(__file__).parents[2]
SUBJECTS = (
    None,
    "云溪经开区;海棠高新区",
    "昆山经开区;望城经开区",
    "苏州工业园区",
    "长沙市",
    "长沙市;昆山市;浏阳经开区",
    "湖南省",
)
TITLES = (
    "望城经开区、昆山经开区和长沙市",
    "一线见闻",
    "长沙市推动改革答记者问",
    "海棠高新区:办事快了",
)
# What says whose a figure is, or makes a name within a name.
WORDS = [
    *(
        "省委",
        "市委",
        "县税务局等部门",
        "我市",
        "全省",
        "全国",
        "园区",
        "该区",
        "两区",
        "我们",
        "该公司",
    ),
    *(
        "昆山经开区",
        "望城经开区",
        "长沙市",
        "海棠高新区",
        "汉寿县",
        "其中",
        "分别",
        "和",
        "与",
        "比",
    ),
    *(
        "《不动产登记“一件事”实施方案》",
        "“一件事”",
        "出台",
        "推行",
        "印章1枚",
        "接单6件",
        "得93分",
        "约",
        "近",
        "负",
        "突破",
    ),
    *("\n", "。", "、", ";", "(", ")", "“", "”", ":"),
]
# 今年办件3件, and 压缩至1天。 of 今年办件3件,压缩至1天。
_RE_CLAUSE = re.compile(r"[^,。;!?\n]{2,80}[,。;!?]?")


@cache
def clauses() -> tuple[str, ...]:
    """Every clause of the corpus, of the tuned articles and of the extraction's case files."""
    texts = [read_article(path).text for path in sorted((ROOT / "corpus").rglob("articles/*.md"))]
    tuned = sorted((ROOT / "tests" / "gold").glob("tuned*/*.clean.txt"))
    texts += [path.read_text(encoding="utf-8") for path in tuned]
    for path in sorted((ROOT / "tests" / "extracting" / "cases").glob("*.yml")):
        texts += _strings(yaml.safe_load(path.read_text(encoding="utf-8")))
    return tuple(dict.fromkeys(clause for text in texts for clause in _RE_CLAUSE.findall(text)))


def _strings(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for inner in value.values() for text in _strings(inner)]
    if isinstance(value, list):
        return [text for inner in value for text in _strings(inner)]
    return [value] if isinstance(value, str) else []


def _articles() -> st.SearchStrategy[dict[str, Any]]:
    parts = st.sampled_from(clauses()) | st.sampled_from(WORDS)
    return st.fixed_dictionaries(
        {
            "text": st.lists(parts, min_size=2, max_size=24).map("".join),
            "title": st.sampled_from(TITLES),
            "subject": st.sampled_from(SUBJECTS),
        }
    )


ARTICLES = st.deferred(_articles)
