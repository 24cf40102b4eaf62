"""An article with everything that exports stumble over, and the pictures of its archive."""

from __future__ import annotations

import base64
from dataclasses import replace

import pytest

from reader.export.format import Item
from reader.model import Article, Attachment, Encoding, Image, Resource, Source
from reader.translation import set_language

# Ten by five pixels in one colour.
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAoAAAAFCAIAAADzBuo/AAAAEUlEQVR42mOQ8u/GgxgGUBoAWLcvqQI51bsAAAAASUVORK5CYII="
)
HTML = """
<p>Hội nghị đã nghe báo cáo về <b>công tác *bầu cử*</b> &amp; ngân_sách [2021] &lt;dự thảo&gt;.</p>
<p>1. Chủ tịch nói: “Giá 50% | tăng #1”. <a href="../khac/12.html">Xem thêm</a>
<a href="archive:https://bao.example/tin?a=1&amp;b=2">nguồn tin</a>
<a href="javascript:alert(1)">bấm vào đây</a></p>
<figure><img src="page_files/a.png" alt="Lễ khai mạc"><figcaption>Lễ khai mạc sáng 2/6</figcaption></figure>
<figure><img src="page_files/none.jpg"><figcaption>Ảnh không còn</figcaption></figure>
<h2>Kết quả</h2>
<ul><li>Một là phát huy dân chủ</li><li>Hai là ứng dụng công nghệ</li></ul>
<table><tr><th>Đơn vị</th><th>Số phiếu</th></tr><tr><td>Tổ 1</td><td>1.204</td></tr></table>
<p>- Đoạn bắt đầu bằng gạch ngang.</p>
"""
TEXT = (
    "Tóm tắt của bài.\n\n"
    "Hội nghị đã nghe báo cáo về công tác *bầu cử* & ngân_sách [2021] <dự thảo>.\n\n"
    "1. Chủ tịch nói: “Giá 50% | tăng #1”. Xem thêm nguồn tin bấm vào đây\n\n"
    "Lễ khai mạc sáng 2/6\n\n"
    "Ảnh không còn\n\n"
    "Kết quả\n\n"
    "Một là phát huy dân chủ\n\n"
    "Hai là ứng dụng công nghệ\n\n"
    "Đơn vị\n\nSố phiếu\n\nTổ 1\n\n1.204\n\n"
    "- Đoạn bắt đầu bằng gạch ngang."
)
ARTICLE = Article(
    id="5f0c2b7d9a1e4433",
    path="/kho/cong-thong-tin/169.html",
    member="tin/169",
    url="https://xa-a.example/portal/tin/169.html",
    site="xa-a.example",
    title="Họp báo: kết quả {bầu cử} & 50% “phiếu”",
    lead="Tóm tắt của bài.",
    byline="NGUYỄN VĂN A",
    date="2021-06-02",
    date_text="02/06/2021",
    date_from="text",
    captured="2021-06-03T07:12:00Z",
    captured_from="comment",
    source=Source("Báo Tỉnh", "https://bao.example/tin?id=7&x=1"),
    section=("Trang chủ", "Tin tức"),
    language="vi",
    encoding=Encoding("utf-8", "utf-8"),
    text=TEXT,
    html=HTML,
    images=(Image("page_files/a.png", "Lễ khai mạc sáng 2/6"), Image("page_files/none.jpg", "Ảnh không còn")),
    tables=1,
    related=(),
    notices=(),
    links=(),
    documents=("12/2021/QĐ-UBND",),
    attachments=(Attachment("Quyết định số 12", "https://xa-a.example/tep/12.pdf"),),
    sha256="0123456789abcdef" * 4,
    size=12_345,
    format="html",
    base_url="https://xa-a.example/portal/tin/169.html",
)


@pytest.fixture(autouse=True)
def english():
    """Labels are compared in the language of the sources."""
    set_language("en")


@pytest.fixture(autouse=True)
def application(qapp):
    """PDFs of this process are made inside the one application that it may have."""
    return qapp


@pytest.fixture
def item(picture):
    """The article on its way out."""
    return Item(ARTICLE, picture, tool="SingleFile")


@pytest.fixture(scope="session")
def going():
    """Makes an item of the article with some values changed; without pictures unless some are given."""
    return lambda picture=lambda source: None, **values: Item(replace(ARTICLE, **values), picture)


@pytest.fixture(scope="session")
def article():
    return ARTICLE


@pytest.fixture(scope="session")
def variant():
    """Makes the article with some values changed."""
    return lambda **values: replace(ARTICLE, **values)


@pytest.fixture
def picture():
    """The pictures of the archive: there is one."""
    return lambda source: Resource(PNG, "image/png") if source == "page_files/a.png" else None
