from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ('<p align="right"><b>HOÀNG BIÊN</b></p>', "HOÀNG BIÊN"),
        ('<div style="text-align: right">Lò Thị Hạnh</div>', "Lò Thị Hạnh"),
        ("<p>Tác giả: Tòng Văn Lả</p>", "Tòng Văn Lả"),
        ("<p>Bài, ảnh: MINH CHÂU</p>", "MINH CHÂU"),
        ("<p><strong>Kim Huệ</strong></p>", "Kim Huệ"),
        ("<p>Vương Hợp – PT.</p>", "Vương Hợp – PT."),
        ('<p align="right">(Thực hiện) LAN PHƯƠNG</p>', "LAN PHƯƠNG"),
        ('<p class="author">Quàng Sơn</p>', "Quàng Sơn"),
    ],
)
def test_bylines_at_the_end(read, story, line, byline):
    article = read(f"<h1>Mở đường vào chợ</h1><div>{story}{line}</div>")
    assert article.byline == byline
    assert article.text.split("\n\n")[3:] != []  # a credit line at the end is read out


@pytest.mark.parametrize(
    "line",
    [
        "<p>Trân trọng cảm ơn bà con</p>",
        "<p align=right>Trang sau</p>",
        "<li>Hạt Giống</li>",
        "<p align=right>Số liệu: 2.140 người.</p>",
    ],
)
def test_last_lines_that_name_nobody(read, story, line):
    assert read(f"<h1>Mở đường vào chợ</h1><div>{story}{line}</div>").byline is None


def test_a_name_beside_the_headline(read, story):
    page = f"<h1>Mở đường vào chợ</h1><div class=meta><span class=author-name>By Jane Doe</span></div><div>{story}</div>"
    assert read(page).byline == "Jane Doe"


def test_authors_that_only_machines_are_told(read, story):
    page = '<meta name=author content="Admin"><meta name=dc.creator content="Lò A"><meta name=author content="Tòng B">'
    assert read(f"{page}<h1>Mở đường vào chợ</h1><div>{story}</div>").byline == "Tòng B, Lò A"


def test_a_credit_line_apart_from_the_body_is_read_out(read, story):
    page = f"<h1>Mở đường vào chợ</h1><div class=bodytext>{story}</div><p align=right>ĐỨC HUY</p><p>Nguồn tin: Báo Vùng Cao</p><div>Bản in</div>"
    article = read(page)
    assert (article.byline, article.source.text) == ("ĐỨC HUY", "Báo Vùng Cao")
    assert article.text.split("\n\n")[3:] == ["ĐỨC HUY", "Nguồn tin: Báo Vùng Cao"]


@pytest.mark.parametrize(
    ("line", "text", "url"),
    [
        ("Nguồn: <a href=http://bao.vn/a>http://bao.vn/a</a>", "http://bao.vn/a", "http://bao.vn/a"),
        ("Nguồn: http://bao.vn/b.", "http://bao.vn/b", "http://bao.vn/b"),
        ("(Nguồn: Báo Vùng Cao)", "Báo Vùng Cao", None),
        ("Theo Báo Vùng Cao điện tử", "Báo Vùng Cao điện tử", None),
        ("Theo http://bao.vn/c", "http://bao.vn/c", "http://bao.vn/c"),
        ("Theo vov.vn", "vov.vn", None),
        ("Source: <a href=/d>The Herald</a>", "The Herald", "http://ma.gov.vn/d"),
        ("来源：<a href=http://x.cn/1>新报</a>", "新报", "http://x.cn/1"),
    ],
)
def test_sources(read, story, line, text, url):
    article = read(
        f"<h1>Mở đường vào chợ</h1><div>{story}<p>{line}</p></div>", recorded_url="http://ma.gov.vn/tin/1"
    )
    assert (article.source.text, article.source.url) == (text, url)
    if url:
        assert [link.url for link in article.links if link.kind == "source"] in ([url], [])


@pytest.mark.parametrize(
    "line",
    [
        "Theo đó, xã sẽ họp lại vào tháng sau.",
        "Theo báo cáo của xã, hai hộ chưa dời.",
        "Nguồn vốn do xã và dân cùng góp.",
    ],
)
def test_sentences_are_no_sources(read, story, line):
    assert read(f"<h1>Mở đường vào chợ</h1><div>{story}<p>{line}</p></div>").source is None


@pytest.mark.parametrize("name", ["SharePoint", "System Account", "Quản trị hệ thống", "Joomla", "anonymous"])
def test_systems_write_nothing(read, story, name):
    assert read(f"<meta name=author content='{name}'><h1>Mở đường vào chợ</h1>{story}").byline is None


def test_a_sponsor_is_no_author(read, story):
    page = f"<meta name='dc.creator' content='Rep Orme, Janet'><h1>A bill for the ferry</h1>{story}<p><b>Sponsor:</b> Rep Orme, Janet [MI-3]</p>"
    assert read(page).byline is None
    assert read(page.replace("Sponsor:", "Seen in town:")).byline == "Rep Orme, Janet"
