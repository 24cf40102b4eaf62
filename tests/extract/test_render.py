from __future__ import annotations

import pytest

from reader.extract.sanitise import sanitise
from reader.extract.tables import is_data_table


def html(read, body):
    return read(f"<h1>Mở đường vào chợ</h1><div>{body}</div>").html


def test_structure_is_kept(read, story):
    body = "<h2>Một</h2><ul><li>hai<ul><li>ba</li></ul></li></ul><ol start=3><li>bốn</li></ol><blockquote><p>năm</p></blockquote><dl><dt>sáu</dt><dd>bảy</dd></dl><pre>tám</pre>"
    assert html(read, story + body).endswith(
        '<h2>Một</h2><ul><li>hai<ul><li>ba</li></ul></li></ul><ol start="3"><li>bốn</li></ol>'
        "<blockquote><p>năm</p></blockquote><dl><dt>sáu</dt><dd>bảy</dd></dl><pre>tám</pre>"
    )


def test_the_title_is_the_only_heading_of_the_first_level(read, story):
    assert "<h2>Phần</h2>" in html(read, story + "<h1>Phần</h1>")


def test_inline_signs_languages_and_directions(read, story):
    body = "<p dir=rtl lang=ar>نص <b>a</b><i>b</i><sup>2</sup><abbr title='Ủy ban nhân dân'>UBND</abbr> <span lang=en>x</span></p>"
    assert (
        '<p dir="rtl" lang="ar">نص <b>a</b><i>b</i><sup>2</sup><abbr title="Ủy ban nhân dân">UBND</abbr> <span lang="en">x</span></p>'
        in html(read, story + body)
    )


def test_breaks_and_sides_of_poems_and_signatures(read, story):
    body = "<p align=center>Đường lên bản mới<br>mây trắng ngang đầu</p><div style='text-align:right'><b>TM. ỦY BAN<br>CHỦ TỊCH</b></div>"
    got = html(read, story + body)
    assert '<p style="text-align:center">Đường lên bản mới<br>mây trắng ngang đầu</p>' in got
    assert '<p style="text-align:right"><b>TM. ỦY BAN<br>CHỦ TỊCH</b></p>' in got


def test_two_breaks_part_paragraphs_inside_inline_elements(read, story, prose):
    article = read(f"<div>{story}<font><b>Một câu ở đây.<br><br>Một câu khác nữa.</b></font></div>")
    assert article.html.endswith("<p><b>Một câu ở đây.</b></p><p><b>Một câu khác nữa.</b></p>")
    assert article.text.split("\n\n")[3:] == ["Một câu ở đây.", "Một câu khác nữa."]


def test_nothing_dangerous_comes_through(read, story):
    body = (
        "<p onclick='x()' style='position:fixed;color:red' class=y id=z>an <script>alert(1)</script><a href='javascript:x()'>toàn</a>"
        "<iframe src=http://e.vn></iframe><object data=x></object><img src=http://t.vn/p.gif width=1 height=1> <a href=/b onmouseover=y>thật</a></p>"
    )
    got = html(read, story + body)
    assert got.endswith('<p>an toàn <a href="/b">thật</a></p>')


@pytest.mark.parametrize(
    "bad",
    [
        "<script>x</script>",
        "<a href='http://x.vn'>a</a>",
        "<img src=http://x.vn/a.png>",
        "<p onclick=x style='background:url(http://x.vn)'>a</p>",
        "<form><input></form>",
        "<svg><a xlink:href='http://x'/></svg>",
        "<a href='file:///etc/passwd'>a</a>",
        "<img src='data:text/html,x'>",
    ],
)
def test_the_last_gate(bad):
    clean = sanitise(bad)
    for word in ("http", "script", "onclick", "background", "form", "svg", "file:", "data:"):
        assert word not in clean


def test_the_last_gate_lets_references_pass():
    good = '<p><a href="archive:http://x.vn/a?b=1&amp;c=2">a</a> <a href="../b.html">b</a> <img src="#embedded-0123456789abcdef" alt=""></p>'
    assert sanitise(good) == good


def test_a_table_with_data_is_a_table(read, story, prose):
    body = "<table><caption>Thu chi</caption><tr><th>Khoản</th><th colspan=2>Tiền</th></tr><tr><td>Đá <b>hộc</b></td><td></td><td>12</td></tr></table>"
    article = read(f"<div>{story}{body}</div>")
    assert article.tables == 1
    assert article.html.endswith(
        '<table><caption>Thu chi</caption><tbody><tr><th>Khoản</th><th colspan="2">Tiền</th></tr>'
        "<tr><td>Đá <b>hộc</b></td><td></td><td>12</td></tr></tbody></table>"
    )
    assert article.text.split("\n\n")[3:] == ["Thu chi", "Khoản\tTiền", "Đá hộc\t\t12"]


@pytest.mark.parametrize(
    ("table", "data"),
    [
        ("<tr><td>a<td>b<tr><td>c<td>d", True),
        ("<tr><th>a<th>b<tr><td>c", True),
        ("<tr><td>a<td>b", False),
        ("<tr><td>a<tr><td>b<tr><td>c", False),
        ("<tr><td colspan=3>đầu<tr><td>menu<td>" + "bài " * 500 + "<td>phải", False),
        ("<tr><td>a<td><table><tr><td>b<td>c<tr><td>d<td>e</table><tr><td>f<td>g", False),
        ("<tr><td>a<td><table><tr><td>b</table><tr><td>f<td>g", True),
    ],
)
def test_tables_that_lay_out_a_page(walked, table, data):
    page = walked(f"<table>{table}</table>")
    assert is_data_table(page, page.tags.index("table")) is data


def test_a_page_in_a_table_becomes_paragraphs(read, prose):
    body = "".join(f"<tr><td><p>{paragraph}</p></td></tr>" for paragraph in prose)
    article = read(f"<table>{body}</table>")
    assert (article.tables, article.html) == (0, "".join(f"<p>{paragraph}</p>" for paragraph in prose))


def test_links_are_written_as_references(read, story):
    body = "<p>Việc dời chợ phiên sang bãi đất trống cạnh trường học đã được nêu ở <a href=b.html>trang kia</a>, <a href=/c>trang nọ</a>, <a href='http://d.vn/e#f'>nơi xa</a>, <a href='#g'>dưới</a>.</p>"
    article = read(f"<div>{story}{body}</div>", recorded_url="http://ma.gov.vn/tin/1.html")
    assert article.html.endswith(
        '<p>Việc dời chợ phiên sang bãi đất trống cạnh trường học đã được nêu ở <a href="b.html">trang kia</a>, <a href="archive:http://ma.gov.vn/c">trang nọ</a>, '
        '<a href="archive:http://d.vn/e">nơi xa</a>, dưới.</p>'
    )
    assert [(link.url, link.kind, link.href) for link in article.links] == [
        ("http://ma.gov.vn/tin/b.html", "body", "b.html"),
        ("http://ma.gov.vn/c", "body", None),
        ("http://d.vn/e", "body", None),
    ]
