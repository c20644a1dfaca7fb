"""What is looked up in the library's dictionaries is what the library says, whatever the text."""

from __future__ import annotations

import itertools
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pytest

from generator import spelling, syllables
from generator.extracting.measure_terms import measure_terms
from generator.resources import lexicon_data, lexicons_dir
from generator.syllables import Unknown
from tests.conftest import ROOT

OTHERS: tuple[Literal["default", "ignore"], ...] = ("default", "ignore")


def told(text: str) -> bool:
    """Whether the dictionaries alone tell how a text sounds; what they tell is what the library does."""
    from pypinyin import lazy_pinyin

    for others in OTHERS:
        try:
            found = syllables.syllables(text, others)
        except Unknown:
            return False
        assert found == lazy_pinyin(text, errors=others), text
    return True


def words(data: Any) -> Iterator[str]:
    """All words in a lexicon."""
    if isinstance(data, dict):
        data = [*data, *data.values()]
    if isinstance(data, list):
        for part in data:
            yield from words(part)
    elif isinstance(data, str):
        yield data


def test_every_measure_is_told() -> None:
    assert all(told(term.name) for term in measure_terms())


@pytest.mark.parametrize("name", ["measures", "themes", "labels", "organisations", "idioms"])
def test_words_of_lexicons(name: str) -> None:
    assert (lexicons_dir() / f"{name}.yml").is_file()
    found = [told(word) for word in words(lexicon_data(name))]
    assert sum(found) > 0.9 * len(found)


@pytest.fixture(scope="module")
def phrases() -> list[str]:
    from pypinyin.constants import PHRASES_DICT

    return sorted(PHRASES_DICT)


def test_phrases_and_pieces_of_them(phrases: list[str]) -> None:
    """Where phrases begin, end, run into each other and are broken off."""
    chance = random.Random(7)  # noqa: S311 - texts
    assert all(map(told, [phrases[0], phrases[-1], phrases[0][:2], phrases[-1] + phrases[0]]))
    for phrase in chance.sample(phrases, 300):
        one, other = chance.choices(phrases, k=2)
        texts = {
            phrase,
            phrase[:-1],
            phrase[1:],
            phrase[:-1] + one,
            one[chance.randrange(len(one)) :] + phrase[: chance.randint(1, len(phrase))],
            other[1:] + chance.choice("，“《 1A·-") + one[:-1],
            "".join(word[chance.randrange(2)] for word in chance.choices(phrases, k=9)),
        }
        for text in texts:
            told(text)


def test_characters_and_what_no_phrase_has() -> None:
    chance = random.Random(8)  # noqa: S311 - texts
    found = [told(chr(number)) for number in range(0x4E00, 0xA000, 11)]
    assert sum(found) > 0.99 * len(found)
    for size in itertools.islice(itertools.cycle(range(1, 8)), 500):
        told("".join(chr(chance.randrange(0x4E00, 0xA000)) for _ in range(size)))


@pytest.mark.parametrize(
    "text", ["二〇二四年", "㐀", chr(20825), "\uf900", "\U00020000", "\ud83d", "甲\ufeff"]
)
def test_what_the_library_treats_in_its_own_way_is_left_to_it(text: str) -> None:
    from pypinyin import lazy_pinyin

    with pytest.raises(Unknown):
        syllables.syllables(text, "default")
    for others in OTHERS:
        assert spelling.sounds(text, others=others) == lazy_pinyin(text, errors=others)


@pytest.mark.parametrize(
    "text", ["", " ", "A1-b", "“”、。", "重庆“一件事”A1", "绿色女性", "一丁不", "\x00甲"]
)
def test_other_characters_stand_as_they_are(text: str) -> None:
    assert told(text)


@pytest.mark.parametrize("data", [b"", b"{}", b'{\n"\xe4\xb8\x80": 3\n}', b"\xff" * 99, None])
def test_without_the_dictionaries_the_library_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: bytes | None
) -> None:
    for name in ("phrases_dict.json", "pinyin_dict.json"):
        if data is not None:
            (tmp_path / name).write_bytes(data)
    spec = type("Spec", (), {"submodule_search_locations": [str(tmp_path)]})
    monkeypatch.setattr(syllables, "find_spec", lambda _name: spec)
    monkeypatch.setattr(syllables, "_phrases", syllables._phrases.__wrapped__)
    monkeypatch.setattr(syllables, "_characters", syllables._characters.__wrapped__)
    monkeypatch.setattr(spelling, "_ASKED", itertools.count())
    assert spelling.sounds_anew("重庆银行") == ["chong", "qing", "yin", "hang"]


LOADING = """
import sys
from generator.spelling import sounds
for word in sys.argv[1:]:
    print(*sounds(word), "pypinyin" in sys.modules)
"""


def test_few_texts_do_not_load_the_library() -> None:
    found = subprocess.run(
        [sys.executable, "-c", LOADING, *["重庆银行"] * 7],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    expected = [f"chong qing yin hang {loaded}" for loaded in (False,) * 5 + (True,) * 2]
    assert found.stdout.splitlines() == expected
