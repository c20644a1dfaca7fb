"""Sentences and clauses: each as the two rules cut it, without a character left over."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from generator.extracting.segmentation import segment
from tests.extracting.reading import document

# What a sentence is in a paragraph, and a clause in a sentence.
RE_SENTENCE = re.compile(r"[^。!?]+(?:[。!?]+[”’」』)]*)?|[。!?]+[”’」』)]*")
RE_CLAUSE = re.compile(r"[^,;:。!?]+(?:[,;:。!?]+[”’」』)]*)?|[,;:。!?]+[”’」』)]*")


@given(st.text(alphabet="园区,;:。!?”)\n", max_size=40))
def test_sentences_and_clauses_are_cut_by_their_rules(text: str) -> None:
    read = document(text)
    cut = [
        (index, words, RE_CLAUSE.findall(words))
        for index, paragraph in enumerate(read.article.paragraphs)
        for words in RE_SENTENCE.findall(paragraph.text)
    ]
    assert [(s.paragraph, s.text, [c.text for c in s.clauses]) for s in read.sentences] == cut
    assert all(sentence.span.of(read.text) == sentence.text for sentence in read.sentences)
    assert all(clause.span.of(read.text) == clause.text for clause in read.clauses)


def test_offsets_lead_to_their_sentences_and_clauses() -> None:
    read = document("窗口办件12件,当场办结。“真快!”石桥新区\n满意度九成")
    assert [s.text for s in read.sentences] == [
        "窗口办件12件,当场办结。",
        "“真快!”",
        "石桥新区",
        "满意度九成",
    ]
    for number, sentence in enumerate(read.sentences):
        first, last = read.first_clause(number), read.first_clause(number + 1)
        assert tuple(read.clauses[first:last]) == sentence.clauses
        for at in range(sentence.span.start, sentence.span.end):
            assert read.sentence_index(at) == number
            assert read.sentence_at(at) is sentence
            assert read.clauses[read.clause_index(at)] is read.clause_at(at)
            assert at in range(read.clause_at(at).span.start, read.clause_at(at).span.end)


def test_a_document_of_nothing_has_no_sentences() -> None:
    read = segment(document("").article)
    assert (read.sentences, read.clauses, read.headings) == ((), [], (None,) * len(read.headings))
