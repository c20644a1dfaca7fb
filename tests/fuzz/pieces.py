"""What fuzzed texts are made of: pieces of articles, hostile characters, damage."""

from __future__ import annotations

from hypothesis import strategies as st

NUMERALS = "零〇一二三四五六七八九十百千万亿两兆廿半几数余多来点分之又成负壹贰叁肆拾佰仟萬億0123456789.,/ -+%"

WORDS = [
    "3.5%", "1.2亿元", "三十五家", "二〇二四年", "2024年3月", "第三", "十", "百", "千", "万", "亿", "两", "半",
    "几", "数", "双", "首", "余", "多", "超", "近", "约", "以上", "左右", "个", "家", "元", "年", "月", "日",
    "个工作日", "一窗受理", "《2023年方案》", "“1+3+N”", "分之", "点", "成", "倍", "一批", "从", "到", "至",
    "—", "-", "+", "/", ",", "。", "、", ";", ":", "(", ")", "〔2024〕3号", "A4", "5G", "9:30", "500强",
    "项目", "企业", "园区", "同比增长", "由", "压缩至", "缩短", "提升", "原来", "现在", "比", "0", "7", "\n",
    "翻两番", "进一步", "全国首个", "位居", "前十", "①", "🔟", "平均", "最快", "云溪经开区", "海棠高新区",
    "青屏县", "“", "”", "负责人林默说", "12345热线", "拿地即开工", "一枚印章管审批", "率先", "试点", "每",
    "百分之", "八成", "3至5", "10余", "上百", "增长", "下降", "万人次", "平方公里", "1,234.5", "1:2", "2/3",
    "!", "?", "…", "某日报", "记者", "来源:", "作者:", "责编:", "http://a.example/b?c=1", "相关链接",
]  # fmt: skip

TIMES = [
    "2024年", "去年", "今年", "上半年", "前三季度", "一季度", "1至5月", "1-5月", "截至", "以来", "底", "末", "初",
    "9月20日", "当日", "同期", "同比", "2月30日", "13月", "0年", "99999年", "十四五", "2020年至2023年", "近三年",
    "三年", "每月", "每周五", "当年", "次年", "下一步", "将", "自", "起", "日前", "昨日", "上旬", "月底前", "到2026年",
    "2024/5/6", "2024.05.06", "2024-02-29", "二〇二三年五月", "五一", "春节", "建成", "成立", "明年", "本月", "年内",
]  # fmt: skip

HOSTILE = [
    "<script>alert(1)</script>", "{{ 7*7 }}", "{% raw %}", '--8<-- "a"', "!!! note", "[TOC]", "[^1]", "{: #a onclick=x }",
    "javascript:alert(1)", "![](data:text/html,x)", "../../etc/passwd", "C:\\CON", "\u202e", "\u200b", "\ufeff", "\ue000",
    "\U000f0000", "e\u0301\u0301\u0301", "e" + "\u0301\u0489" * 20, "\U000e0041", "\u061c", "\u3164", "\x00", "\x02", "\ud800", "=HYPERLINK(1)", "]]>", "</title>", "&lt;", "&#0;", "&nbsp",
    "#let x = 1", "$x$", "\\", "`", "~~", "|", "\t", "\r", "\u2028", "\x85", "%s", "%n", "NaN", "Infinity", "1e999", "٣", "३", "Ⅻ",
    "½", "²", "㎡", "㈠", "⒈", "ﷺ", "9" * 60, "一" * 60, "(" * 40, "“" * 40, "服務(wù)", "營商環境", "\ue5e5", "。”笨萍汲",
]  # fmt: skip

HEAD_LINES = [
    "---", "title: 甲", "title: [甲", "publisher: 某日报", "authors: [甲, 乙]", "authors: 甲、乙", "published: 2024-05-06",
    "published: 2024-13-45", "published: {date: 2024-05-06, inferred: true}", "published: 0000-00-00", "url: http://a.example",
    "rights: open", "rights: mine", "a: &a [x, x]", "b: &b [*a, *a]", "origin: *b", "origin: &o [*o]", "title: !!python/object:os.system x",
    "title: !!binary aGk=", "accessed: 2024-01-01 10:00:00", "? [a, b]\n: c", "- 甲", "subject: 云溪经开区", "title: 0x1F", "title: .inf",
    "title: " + "9" * 5000, "<<: {title: 乙}", 'title: "\\uD800"', "\t", "", "正文。", "...", "%YAML 1.1", "title: |\n  行", "editors: null",
    "carrier: {a: {b: {c: d}}}", "[" * 200, "{" * 60, "title: '", "authors: [1, 2.5, true]", "published: [2024-01-01]",
]  # fmt: skip

PAGE_PIECES = [
    "<html>", "<body>", "<article>", "<p>", "</p>", "<h1>", "</h1>", "<table><tr><td>", "</td></tr></table>", "<div>", "</div>",
    '<script type="application/ld+json">{"headline": "甲"}</script>', "<meta charset=gb2312>", '<meta name="publishdate" content="2024-05-06">',
    "<!--", "-->", "<![CDATA[", "]]>", "&#x110000;", "&amp", "<svg onload=x>", '<img src="file:///etc/passwd">', '<!DOCTYPE html [<!ENTITY a "b">]>', "<figcaption>",
]  # fmt: skip

numerals = st.text(NUMERALS, max_size=16)
words = st.lists(st.sampled_from(WORDS), max_size=14).map("".join)
times = st.lists(st.sampled_from(TIMES + WORDS[:40]), max_size=10).map("".join)
any_text = st.lists(
    st.one_of(
        st.sampled_from(WORDS),
        st.sampled_from(HOSTILE),
        st.sampled_from(TIMES),
        st.text(max_size=4),
    ),
    max_size=24,
).map("".join)


def damaged(text: str) -> str:
    """``text`` as a mirror shows it that replaced full-width marks byte by byte in GBK."""
    data = text.replace(",", "，").replace("!", "！").encode("gb18030", errors="ignore")
    for mark in b"\xac\xa1\xbf\xae\xba\xbb":
        data = data.replace(bytes((0xA3, mark)), bytes((mark - 0x80,)))
    return data.decode("gb18030", errors="ignore")
