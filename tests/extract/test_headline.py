from __future__ import annotations

import pytest

SITE = "Cổng thông tin điện tử huyện Mường Ảng"
HEAD = f"<title>{SITE}</title>"


def test_the_headline_on_the_page_not_the_name_of_the_site(read, story):
    page = f"{HEAD}<h1>{SITE}</h1><div class=tin><h2 class=tieude>Mở đường vào chợ</h2>{story}</div>"
    assert read(page).title == "Mở đường vào chợ"


@pytest.mark.parametrize(
    "heading",
    [
        "<h1>{}</h1>",
        "<p class='TinChiTiet_TieuDe'>{}</p>",
        "<font size=4 color=red><b>{}</b></font><br>",
        "<div><b>{}</b></div>",
    ],
)
def test_headings_of_every_age(read, story, heading):
    title = "Mở rộng tuyến đường vào chợ"
    assert read(f"{HEAD}<div>{heading.format(title)}{story}</div>").title == title


def test_the_words_of_the_address_decide(read, story):
    page = f"{HEAD}<h3>Tin trong tỉnh</h3><div class=title>Bản tin tuần</div><p>Mở rộng đường vào chợ phiên</p>{story}"
    article = read(page, recorded_url="http://ma.gov.vn/tin/mo-rong-duong-vao-cho-phien-1207.html")
    assert article.title == "Mở rộng đường vào chợ phiên"
    assert "chợ phiên" not in article.text


def test_a_hidden_headline_is_better_than_none(read, story):
    page = f"{HEAD}<div><p style='display:none'>Mở rộng đường vào chợ phiên</p>{story}</div>"
    assert (
        read(page, recorded_url="http://ma.gov.vn/mo-rong-duong-vao-cho-phien").title
        == "Mở rộng đường vào chợ phiên"
    )


def test_the_told_title_without_the_site(read, story):
    page = f"<title>Mở đường vào chợ | Báo Vùng Cao</title><meta property='og:site_name' content='Báo Vùng Cao'>{story}"
    assert read(page).title == "Mở đường vào chợ"


def test_a_title_is_no_part_of_the_text(read, story, prose):
    article = read(
        f"<title>Mở đường vào chợ</title><main><h1>Mở đường vào chợ</h1><h2>Mở đường vào chợ</h2>{story}</main>"
    )
    assert article.text.split("\n\n") == list(prose)


def test_headings_of_lists_are_no_headlines(read, story):
    page = f"{HEAD}<div>{story}</div><div><h1>Các tin khác</h1><ul><li><a href=a>Hội thi cày ruộng bậc thang</a></ul></div>"
    assert read(page).title != "Các tin khác"


def test_a_section_heading_inside_is_no_headline(read, story):
    page = f"<title>Mở đường vào chợ</title><h1>Mở đường vào chợ</h1>{story}<h1>Kinh phí thực hiện</h1>{story[:-4]} nữa.</p>"
    assert read(page).title == "Mở đường vào chợ"


def test_a_page_that_tells_no_title_has_none(read, story):
    assert read(story).title is None


def test_the_label_of_a_title_is_left_out(read, story):
    assert read(f"<h1>Title: A Road to the Market</h1>{story}").title == "A Road to the Market"


def test_a_part_of_the_headline_that_the_address_was_made_of_is_a_heading_inside(read, story):
    whole = "Làm đường vào chợ phiên xã Mường Thôn: những điều cần biết"
    page = f"<title>{whole}</title><h1>{whole}</h1><h2>Làm đường vào chợ phiên</h2>{story}"
    article = read(page, recorded_url="http://ma.gov.vn/tin/lam-duong-vao-cho-phien.html")
    assert article.title == whole
    assert article.text.startswith("Làm đường vào chợ phiên\n\n")


def test_the_name_of_the_site_before_the_headline_in_the_title_of_the_page(read, story):
    page = (
        "<title>Sổ tay vùng cao - Giữ rừng đầu nguồn bằng hương ước</title>"
        "<meta property='og:title' content='Giữ rừng đầu nguồn bằng hương ước'>"
        f"<p class=banner-title>Sổ tay vùng cao</p><article>{story}</article>"
    )
    assert read(page).title == "Giữ rừng đầu nguồn bằng hương ước"


@pytest.mark.parametrize("kicker", ["Blog", "Tin tức", "News"])
def test_the_kind_of_page_before_a_headline_is_left_out(read, story, kicker):
    page = f"<title>Mở đường vào chợ phiên</title><h1>{kicker}: Mở đường vào chợ phiên</h1>{story}"
    assert read(page).title == "Mở đường vào chợ phiên"


def test_a_label_that_belongs_to_the_headline_stays(read, story):
    page = f"<title>Thông báo: Nghỉ lễ năm 2021</title><h1>Thông báo: Nghỉ lễ năm 2021</h1>{story}"
    assert read(page).title == "Thông báo: Nghỉ lễ năm 2021"


def test_the_host_name_behind_a_headline(read, story):
    page = (
        f"<title>A ferry every hour | Millport Town</title><h1>A ferry every hour | Millport Town</h1>{story}"
    )
    assert read(page, recorded_url="https://millporttown.gov/news/ferry").title == "A ferry every hour"


def test_a_told_headline_keeps_its_dash(read, story):
    page = (
        "<title>Mường Thôn - xã đầu tiên có điện mặt trời - Báo Vùng Cao</title>"
        f"<meta property='og:title' content='Mường Thôn - xã đầu tiên có điện mặt trời'>{story}"
    )
    assert read(page).title == "Mường Thôn - xã đầu tiên có điện mặt trời"


def test_a_small_part_of_a_told_title_is_a_tab(read, story):
    page = (
        "<title>Hybrid bus buying guide - County Fleet</title>"
        f"<span class=hero__title>Buying guide</span><h1>Find a bus that suits your route</h1>{story}"
    )
    assert read(page).title == "Find a bus that suits your route"
