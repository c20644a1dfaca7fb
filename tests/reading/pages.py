"""Invented pages and files for the tests of the formats."""

from __future__ import annotations

NEWS = """<html><head><meta charset="gb2312"><title>青溪高新区推行“一次办好”改革_青溪新闻网</title>
<meta name="ContentSource" content="青溪日报"/><meta name="PubDate" content="2024-07-03 09:12"></head><body>
<div class="top"><a href="#">首页</a><a href="#">新闻</a></div><div class="crumb">当前位置：首页 &gt; 要闻</div>
<h1>青溪高新区推行“一次办好”改革</h1>
<div class="info"><span>来源：青溪日报</span> <span>作者：</span><span>时间：2024-07-03</span> <span>浏览次数：1288</span></div>
<div id="zoom">
<p>　　“以前要跑五趟，现在一趟就够了。”６月２０日，企业负责人李向阳说，园区把审批时限压缩到３个工作日。</p>
<p style="text-align:center"><img src="a.jpg"></p>
<p style="text-align:center">图为工作人员帮助客商办理手续。罗成 摄</p>
<p><strong>一、流程再造提速度</strong></p>
<p>今年以来，园区累计办理事项<b>1.2</b>万件，办结率100%，较去年同期提高12个百分点，满意度达到99.5%。</p>
<table><tr><th>事项</th><th>时限</th></tr><tr><td>立项</td><td>2天</td></tr></table>
<figure><img src="b.jpg"><figcaption>大厅一角</figcaption></figure>
<p>下一步，园区将继续推进改革，让更多企业受益，预计全年服务企业超过500家次。</p>
<p>（记者 陈志强 通讯员 何丽）</p></div>
<div class="editor">责任编辑：周晓梅</div>
<div class="related"><ul><li><a href="#">园区召开大会，部署全年任务，要求全体干部扛起责任</a></li></ul></div>
<div class="footer">版权所有 X备00000000号 地址：某路88号</div></body></html>"""

NEWS_TEXT = """“以前要跑五趟,现在一趟就够了。”6月20日,企业负责人李向阳说,园区把审批时限压缩到3个工作日。
一、流程再造提速度
今年以来,园区累计办理事项1.2万件,办结率100%,较去年同期提高12个百分点,满意度达到99.5%。
下一步,园区将继续推进改革,让更多企业受益,预计全年服务企业超过500家次。"""

WECHAT = """<html><head><meta property="og:title" content="我区打造“十分钟办事圈”">
<meta property="og:url" content="http://mp.weixin.qq.com/s/abc"><meta name="author" content="陈志强"></head><body>
<div id="img-content"><h1 id="activity-name">
 我区打造“十分钟办事圈”
</h1><div id="meta_content"><span>陈志强</span><a id="js_name"> 青溪高新发布 </a><em id="publish_time"></em></div>
<div id="js_content" style="visibility: hidden; opacity: 0">
<section><section><p><span>点击蓝字 关注我们</span></p></section>
<section><p><span>“</span><span>十分钟</span>办事圈”建成以来，累计服务<strong>3200</strong>家企业。</p>
<section><p>01</p><p>服务再升级</p></section>
<p>园区设立12个驿站，平均办理时间由5天压缩到1天。</p></section></section>
<p>编辑：周晓梅</p><p>审核：何丽</p><p>往期推荐</p><p>园区项目建设按下快进键</p></div></div>
<script>var ct = "1714528800";</script></body></html>"""

TRADITIONAL = """<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>青溪高新區打造企業管家隊伍</title></head>
<body><div class="article"><h1>青溪高新區打造企業管家隊伍</h1><p>2023年03月05日 來源：青溪網</p>
<p>青溪高新區著力打造企業管家隊伍，組建了38人的專員團隊，全年走訪企業850家，解決問題312個。</p>
<p>該區顯著提升了服務水平，企業家們對此深有感觸，審批時限壓縮了六成，滿意度達到了百分之九十九。</p></div></body></html>"""

LAYOUT_TABLE = """<html><body><table width="960"><tr><td class="nav">导航</td></tr><tr><td>
<h2>白岭经开区专员队伍服务企业</h2><p>发布日期：2022-11-08</p>
白岭经开区组建了由46名干部组成的专员队伍。<br><br>&nbsp;&nbsp;今年前十个月，专员走访企业1260家次，解决问题388个。<br>
审批时限由15个工作日压缩到4个工作日，企业普遍反映办事更快。<br>
</td></tr></table></body></html>"""


def pdf(*pages: str) -> bytes:
    """A PDF with one line of ASCII text a page; an empty string is a page without text."""
    count = len(pages)
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(count))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {count}>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    for index, text in enumerate(pages):
        stream = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET" if text else ""
        place = f"{5 + 2 * index} 0 R"
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents {place}/Resources<</Font<</F1 3 0 R>>>>>>"
        )
        objects.append(f"<</Length {len(stream)}>>stream\n{stream}\nendstream")
    return _assembled(objects)


def _assembled(objects: list[str]) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode()
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    out += f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)
