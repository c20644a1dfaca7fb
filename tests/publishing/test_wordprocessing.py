"""Elements written as text say what they were given."""

from __future__ import annotations

import pytest
from docx import Document

from generator.publishing import wordprocessing as word

HARD = ("a<b>&c;", '"甲"', "一\r二", "一\t二", " 前后 ", "]]>", "&#13;", "", "<w:br/>")


@pytest.mark.parametrize("text", HARD)
@pytest.mark.parametrize("look", ["", "strong", "cite", "mark", "muted"])
def test_a_run_says_its_words(text: str, look: str) -> None:
    made = Document()
    before = len(made.paragraphs)
    word.append(made.element.body, [word.paragraph("Normal", word.run(text, look))])
    [paragraph] = made.paragraphs[before:]
    texts = [node.text or "" for node in paragraph._p.iter(f"{{{word.NAMESPACE}}}t")]
    assert texts == [text]
    assert bool(paragraph.runs[0].bold) == (look in {"strong", "mark"})


def test_a_line_end_is_a_break() -> None:
    made = Document()
    word.append(made.element.body, [word.paragraph("Normal", word.run("一\n二"))])
    assert made.paragraphs[-1].text == "一\n二"


def test_many_elements_stand_in_their_order() -> None:
    made = Document()
    pieces = [word.paragraph("Normal", word.run(str(n))) for n in range(30)]
    word.append(made.element.body, iter(pieces))
    assert [p.text for p in made.paragraphs] == [str(n) for n in range(30)]
