"""One made report as nine kinds of portals publish it: what is read must not depend on the system."""

from __future__ import annotations

from pathlib import Path

import pytest

SYSTEMS = Path(__file__).parent / "systems"
TITLE = "Khánh thành trạm cấp nước sạch xã Mường Thôn"
LEAD = "Sáng 12/6, Ủy ban nhân dân huyện Phù Vân tổ chức lễ khánh thành trạm cấp nước sạch tại xã Mường Thôn"
PARAGRAPHS = (
    "Trạm có công suất 900 mét khối",
    "Phát biểu tại buổi lễ, bà Lò Thị Hạnh",
    "Dịp này, huyện tặng",
)
CAPTION = "Đại biểu cắt băng khánh thành trạm cấp nước Mường Thôn"
TOOLS = ("Trang chủ", "Lượt xem", "Chia sẻ", "Quay lại", "Bản quyền", "Từ khóa", "Tin liên quan", "Quảng cáo")
EXPECTED = {
    "dotnetnuke": ("label", "QUÀNG VĂN SƠN", "Báo Phù Vân", 3),
    "fitc": ("label", None, None, 3),
    "joomla": ("time-element", "Quàng Văn Sơn", None, 0),
    "liferay": ("line", None, None, 3),
    "newspaper": ("json-ld", "Quàng Sơn", None, 2),
    "nukeviet": ("line", "Quàng Văn Sơn", "Báo Phù Vân", 3),
    "old-tables": ("label", "Quàng Văn Sơn", None, 3),
    "sharepoint-article": ("label", "Quàng Văn Sơn", None, 3),
    "webparts": ("label", "Quàng Văn Sơn", "Báo Phù Vân", 3),
}


def test_all_systems_are_expected():
    assert {path.stem for path in SYSTEMS.glob("*.html")} == set(EXPECTED)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_report(read, name):
    article = read((SYSTEMS / f"{name}.html").read_bytes())
    rule, byline, source, related = EXPECTED[name]
    assert article.title == TITLE
    assert (article.date, article.date_from) == ("2021-06-12", rule)
    assert article.byline == byline
    assert (article.source.text if article.source else None) == source
    assert len(article.related) == related
    assert article.documents == ("415/QĐ-UBND",)
    assert article.language == "vi"


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_its_text(read, name):
    text = read((SYSTEMS / f"{name}.html").read_bytes()).text
    paragraphs = text.split("\n\n")
    assert paragraphs[0].startswith(LEAD)
    told = [line for line in paragraphs if line.startswith(PARAGRAPHS)]
    assert [line.startswith(start) for line, start in zip(told, PARAGRAPHS, strict=True)] == [True] * 3
    assert paragraphs.count(CAPTION) == (name != "webparts")
    assert TITLE not in paragraphs
    assert not [tool for tool in TOOLS if tool in text]


@pytest.mark.parametrize("name", sorted(EXPECTED.keys() - {"webparts"}))
def test_its_picture(read, name):
    (image,) = read((SYSTEMS / f"{name}.html").read_bytes()).images
    assert image.src.endswith("kt.jpg")
    assert image.caption == CAPTION
