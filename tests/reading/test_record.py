from __future__ import annotations

import datetime as dt

from generator.reading import article_from_bytes

_BODY = "<p>　　青溪高新区今年新增企业312家，审批时限压缩到3个工作日。</p><p>下一步，园区将继续推进&ldquo;一网通办&rdquo;改革。</p>"
_TEXT = (
    "青溪高新区今年新增企业312家,审批时限压缩到3个工作日。\n下一步,园区将继续推进“一网通办”改革。"
)


_ROW = "INSERT INTO `news` VALUES (5, '青溪高新区：改革再提速', '要闻', '青溪日报', '2024-07-03 10:00:00', 'BODY', 1, NULL);"


def test_a_row_of_a_database() -> None:
    row = _ROW.replace("BODY", _BODY)
    article = article_from_bytes("a.txt", row.encode())
    assert (article.title, article.publisher, article.text) == (
        "青溪高新区:改革再提速",
        "青溪日报",
        _TEXT,
    )
    assert article.published is not None
    assert article.published.inferred


def test_an_object_of_data_with_escapes_and_a_time_stamp() -> None:
    body = _BODY.replace("<p>", '<p class=\\"a\\">')
    data = (
        f'{{"title": "改革再提速", "source": "青溪网", "pubtime": 1719972000000, "body": "{body}"}}'
    )
    article = article_from_bytes("a.txt", data.encode())
    assert (article.title, article.publisher, article.text) == ("改革再提速", "青溪网", _TEXT)
    assert article.published is not None
    assert article.published.date == dt.date(2024, 7, 3)


def test_bare_markup_in_a_text_file() -> None:
    assert article_from_bytes("a.txt", _BODY.encode()).text == _TEXT


def test_plain_words_with_quotation_marks_are_no_data() -> None:
    text = '某区改革再提速\n"一次办好"改革推进以来，园区新增企业312家。\n'
    assert (
        article_from_bytes("a.txt", text.encode()).text
        == '"一次办好"改革推进以来,园区新增企业312家。'
    )
