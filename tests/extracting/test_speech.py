from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.extracting.people import find_people
from generator.extracting.segmentation import segment
from generator.extracting.speech import SpeechLexicon, find_voices, resolve_speakers
from generator.resources import lexicon_data
from tests.extracting.goldmentions import gold_mentions
from tests.extracting.reading import document, fact
from tests.gold import SHARED, article, gold_lines, ids

LEXICON = SpeechLexicon.load()
CASES = yaml.safe_load((Path(__file__).parent / "cases" / "speech.yml").read_text(encoding="utf-8"))
GROUPS = {name: entry for name, entry in lexicon_data("speech").items() if isinstance(entry, dict)}
WORDS = [
    (group, word, example)
    for group, entry in GROUPS.items()
    for word in entry["words"]
    for example in entry["examples"]
]
NOBODY = {"nameless", "not_names", "askers", "answerers"}


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:24] for case in CASES])
def test_figures_are_given_to_who_says_them(case: dict[str, Any]) -> None:
    text, mentions = case["text"], [fact(case["text"], surface) for surface in case["speakers"]]
    found = resolve_speakers(document(text), mentions, LEXICON)
    assert {m.surface: found[m.span] for m in mentions} == case["speakers"]
    if "voice" in case:
        voice, *_ = find_voices(document(text), LEXICON)
        assert [voice.speaker, voice.title, voice.organisation] == case["voice"]


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:24] for case in CASES])
def test_voices_are_verbatim(case: dict[str, Any]) -> None:
    for voice in find_voices(document(case["text"]), LEXICON):
        assert voice.quote.span.of(case["text"]) == voice.quote.text
        assert voice.quote.text


@pytest.mark.parametrize(("group", "word", "example"), WORDS, ids=[f"{g}-{w}" for g, w, _ in WORDS])
def test_every_word_of_the_lexicon_does_its_work(group: str, word: str, example: str) -> None:
    text = example.replace("{}", word)
    surface = (
        next(s for s in ("300家", "300批", "300笔", "300件", "3天", "300") if text.count(s) == 1)
        if "3" in text
        else ""
    )
    if group in {"askers", "not_names"}:
        assert not [p for p in find_people(text, LEXICON) if p.name.startswith(word[:2])]
        return
    mention = fact(text, surface)
    speaker = resolve_speakers(document(text), [mention], LEXICON)[mention.span]
    if group in NOBODY:
        assert speaker is None
    elif group == "representatives":
        assert speaker == f"云河县税务局相关{word}"
    elif group == "bodies":
        assert speaker == f"云河县营商{word}"
    elif group == "learned":
        assert speaker == "云河县税务局"
    elif group == "according":
        assert speaker == "云河海关"
    elif group == "addresses":
        assert speaker == f"赵{word}"
    else:
        assert speaker == ("陆鸣" if group == "after_name" else "陆一鸣")


def test_words_that_begin_like_a_name_are_none() -> None:
    text = "园区书记高度重视,主任高明和局长王小丽参加,局长王小丽说明情况。"
    assert [p.name for p in find_people(text, LEXICON)] == ["高明", "王小丽", "王小丽"]


def test_offices_joined_by_a_mark_stay_together() -> None:
    person, *_ = find_people("云河县政府副秘书长、办公厅主任高明介绍情况。", LEXICON)
    assert (person.organisation, person.title) == ("云河县政府", "副秘书长、办公厅主任")


def equal(gold: str | None, found: str | None) -> bool:
    """The equality of the project's scorer: one name within the other."""
    return gold == found or bool(gold and found and (gold in found or found in gold))


@pytest.mark.parametrize("folder", ["gold", "gold-more"])
def test_gold_speakers(folder: str) -> None:
    if not (SHARED / folder).is_dir():
        pytest.skip("the gold articles are not in this checkout")
    right, total = 0, 0
    for id_ in ids(SHARED / folder):
        doc = segment(article(SHARED / folder, id_))
        lines = [
            g
            for g in gold_lines(SHARED / folder, id_, doc.text)
            if g.data["type"] == "fact" and g.span
        ]
        found = resolve_speakers(doc, gold_mentions(lines), LEXICON)
        right += sum(equal(g.data["speaker"], found[g.span]) for g in lines if g.span)
        total += len(lines)
    assert right / total >= 0.97
