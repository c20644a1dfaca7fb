from __future__ import annotations

import datetime as dt
import re

import pytest

from generator.model.article import ParagraphKind
from generator.reading import article_from_bytes
from generator.reading.metadata import clean_title
from tests.reading import pages


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_news_page_whatever_it_says_of_its_encoding(encoding: str) -> None:
    article = article_from_bytes("a.html", pages.NEWS.encode(encoding))
    assert article.title == "青溪高新区推行“一次办好”改革"
    assert article.text == pages.NEWS_TEXT
    assert article.publisher == "青溪日报"
    assert article.authors == ("陈志强", "何丽")
    assert article.editors == ("周晓梅",)
    assert article.published is not None
    assert article.published.date == dt.date(2024, 7, 3)
    assert not article.published.inferred


def test_captions_and_tables_stand_apart() -> None:
    asides = article_from_bytes("a.html", pages.NEWS.encode()).asides
    assert [(a.kind, a.text) for a in asides] == [
        (ParagraphKind.CAPTION, "图为工作人员帮助客商办理手续。罗成 摄"),
        (ParagraphKind.TABLE, "事项 | 时限"),
        (ParagraphKind.TABLE, "立项 | 2天"),
        (ParagraphKind.CAPTION, "大厅一角"),
    ]


def test_a_wechat_post() -> None:
    article = article_from_bytes("post.html", pages.WECHAT.encode())
    assert article.title == "我区打造“十分钟办事圈”"
    assert (
        article.text
        == "“十分钟办事圈”建成以来,累计服务3200家企业。\n服务再升级\n园区设立12个驿站,平均办理时间由5天压缩到1天。"
    )
    assert article.publisher == "青溪高新发布"
    assert article.authors == ("陈志强",)
    assert article.editors == ("周晓梅",)
    assert article.published is not None
    assert article.published.date == dt.date(2024, 5, 1)
    assert article.url == "http://mp.weixin.qq.com/s/abc"


def test_a_label_outranks_the_account_that_reprints() -> None:
    page = pages.WECHAT.replace("<p>编辑：", "<p>来源：青溪日报</p><p>编辑：")
    article = article_from_bytes("post.html", page.encode())
    assert (article.publisher, article.carrier) == ("青溪日报", "青溪高新发布")


def test_an_office_that_supplied_a_post_is_not_its_publisher() -> None:
    page = pages.WECHAT.replace("<p>编辑：", "<p>来源：青溪高新区党政办公室</p><p>编辑：")
    article = article_from_bytes("post.html", page.encode())
    assert article.publisher == "青溪高新发布"


def test_counts_between_labels_do_not_hide_them() -> None:
    info = (
        "2024-07-03 08:46　来源：青溪晨报　编辑：何丽　<a>评论(<span>17</span>)</a>　浏览次数：2365"
    )
    page = re.sub(r'<div class="info">.*?</div>', f'<div class="info">{info}</div>', pages.NEWS)
    page = re.sub(r"<meta name=.*?/>", "", page)
    article = article_from_bytes("a.html", page.encode())
    assert article.publisher == "青溪晨报"
    assert article.editors == ("何丽", "周晓梅")
    assert article.published is not None
    assert article.published.date == dt.date(2024, 7, 3)


def test_the_foot_of_an_article_is_read_and_that_of_a_site_is_not() -> None:
    paragraph = (
        "<p>青溪高新区今年新增企业312家，平均办理时间由5天压缩到1天，企业普遍反映办事更快。</p>"
    )
    page = (
        f"<html><body><article><h1>青溪高新区提速增效</h1>{paragraph * 3}"
        "<footer><p>责任编辑：何丽</p></footer></article><footer><p>责任编辑：周晓梅</p></footer></body></html>"
    )
    article = article_from_bytes("a.html", page.encode())
    assert article.editors == ("何丽",)
    assert "何丽" not in article.text


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("优化营商环境丨青溪高新区提速增效见成效", "青溪高新区提速增效见成效"),
        ("发布会实录丨青溪高新区提速增效见成效", "发布会实录丨青溪高新区提速增效见成效"),
        ("青溪高新区提速增效——园区观察_青溪网", "青溪高新区提速增效——园区观察"),
        ("青溪高新区提速增效 - 青溪新闻网", "青溪高新区提速增效"),
    ],
)
def test_what_stands_around_a_headline(title: str, expected: str) -> None:
    assert clean_title(title, page=True) == expected


def test_a_big5_page_that_says_utf8() -> None:
    article = article_from_bytes("a.htm", pages.TRADITIONAL.encode("big5"))
    assert article.title == "青溪高新区打造企业管家队伍"
    assert article.script == "hant"
    assert article.publisher == "青溪网"
    assert article.text.startswith("青溪高新区着力打造企业管家队伍,组建了38人的专员团队")
    assert "显著提升" in article.text


def test_a_page_laid_out_by_tables_and_line_breaks() -> None:
    article = article_from_bytes("a.html", pages.LAYOUT_TABLE.encode())
    assert article.title == "白岭经开区专员队伍服务企业"
    assert article.text.split("\n") == [
        "白岭经开区组建了由46名干部组成的专员队伍。",
        "今年前十个月,专员走访企业1260家次,解决问题388个。",
        "审批时限由15个工作日压缩到4个工作日,企业普遍反映办事更快。",
    ]
    assert article.published is not None
    assert article.published.date == dt.date(2022, 11, 8)


def test_ruby_text_is_read_without_its_glosses() -> None:
    page = "<div><p>青溪的<ruby>务<rt>wù</rt></ruby>工人员今年增加了320人，园区用工需求得到保障。</p></div>"
    assert (
        article_from_bytes("a.html", page.encode()).text
        == "青溪的务工人员今年增加了320人,园区用工需求得到保障。"
    )


@pytest.mark.parametrize(
    "page",
    [
        "",
        "<html></html>",
        "<p></p>",
        "<html><body>" + "<a href='x'>链接文字</a>\n" * 300 + "</body></html>",
        "<!-- 只有注释 -->",
    ],
)
def test_pages_without_an_article_have_no_text(page: str) -> None:
    assert article_from_bytes("a.html", page.encode()).text == ""


def test_deeply_nested_pages_are_read() -> None:
    page = (
        "<div>" * 400 + "<p>园区今年新增企业312家，审批时限压缩到3个工作日。</p>" + "</div>" * 400
    )
    assert "312家" in article_from_bytes("a.html", page.encode()).text


def test_the_name_of_the_site_is_not_the_headline() -> None:
    page = (
        "<html><head><title>园区推行“一窗通办”改革-青溪高新技术产业开发区</title></head><body>"
        "<h1>青溪高新技术产业开发区</h1><h3>园区推行“一窗通办”改革</h3><div><p>来源：青溪日报</p>"
        "<h4>一、主要做法</h4><p>园区今年新增企业312家，审批时限压缩到3个工作日，群众满意度达到99%。</p></div></body></html>"
    )
    article = article_from_bytes("a.html", page.encode())
    assert article.title == "园区推行“一窗通办”改革"
    assert article.text.startswith("一、主要做法\n园区今年新增企业312家")
