from __future__ import annotations

import pytest

from reader.extract import labels
from reader.extract.lists import split_date

ENTRIES = [
    ("Chợ phiên đổi ngày họp", "2021-06-11"),
    ("Hai bản góp công làm cầu", "2021-06-09"),
    ("Thi cày ruộng bậc thang", None),
]


def day(iso):
    return "/".join(reversed(iso.split("-"))) if iso else ""


def items(form):
    return "".join(
        form.format(href=f"/tin/{n}.html", title=title, date=day(iso))
        for n, (title, iso) in enumerate(ENTRIES)
    )


FORMS = {
    "list": "<div><b>Các tin khác</b><ul>"
    + items("<li><a href={href}>{title}</a> <span>({date})</span></li>")
    + "</ul></div>",
    "rows": "<table><tr><td><b>CÁC TIN ĐÃ ĐƯA:</b></td></tr>"
    + items("<tr><td>» <a href={href}>{title}</a></td><td>{date}</td></tr>")
    + "</table>",
    "breaks": "<div><b>Tin liên quan</b><br>"
    + items("- <a href={href}>{title}</a> <i>{date}</i><br>")
    + "</div>",
    "headings": "<section><h3>Tin cùng chuyên mục Xã hội</h3>"
    + items("<div><h4><a href={href}>{title}</a></h4><p>{date}</p></div>")
    + "</section>",
    "inside": "<div><p>Tin khác</p>" + items("<p><a href={href}>{title} ({date})</a></p>") + "</div>",
    "aside": "<aside class=box-tinlienquan><h3>Tin liên quan</h3>"
    + items("<p><a href={href}>{title}</a> {date}</p>")
    + "</aside>",
}


@pytest.mark.parametrize("form", FORMS)
def test_the_list_in_order_with_targets_and_days(read, story, form):
    article = read(
        f"<h1>Mở đường vào chợ</h1><div>{story}</div>{FORMS[form]}",
        recorded_url="http://ma.gov.vn/tin/9.html",
    )
    got = [(entry.title.removesuffix(" ()"), entry.date) for entry in article.related]
    assert got == ENTRIES
    assert [entry.url for entry in article.related] == [f"http://ma.gov.vn/tin/{n}.html" for n in range(3)]
    assert "Chợ phiên" not in article.text
    assert {link.url for link in article.links if link.kind == "related"} == {
        entry.url for entry in article.related
    }


def test_a_phrase_in_the_story_opens_no_list(read, prose):
    page = f"<div><p>{prose[0]}</p><p>Các tin khác</p><p>{prose[1]}</p><p>{prose[2]} <a href=/x>quyết định</a></p></div>"
    assert read(page).related == ()


def test_menus_and_most_read_pages_beside_are_not_related(read, story):
    side = "<div class=sidebar><h3>Đọc nhiều nhất</h3><ul><li><a href=/1>Lịch cắt điện tháng sáu</a></li><li><a href=/2>Giá nông sản tuần này</a></li></ul></div>"
    menu = "<nav><b>Tin khác</b><a href=/a>Văn bản</a><a href=/b>Thủ tục</a></nav>"
    assert read(f"{menu}<div>{story}</div>{side}").related == ()


def test_two_lists_follow_each_other(read, story):
    page = f"<div>{story}</div><div><p>Những tin mới hơn</p><ul><li><a href=/1>Tin sáng nay ở chợ</a></li></ul><p>Những tin cũ hơn</p><ul><li><a href=/2>Tin hôm qua ở chợ</a></li></ul></div>"
    assert [entry.title for entry in read(page).related] == ["Tin sáng nay ở chợ", "Tin hôm qua ở chợ"]


def test_the_list_ends_where_the_story_goes_on(read, prose):
    page = f"<div><p>{prose[0]}</p><div><b>Tin liên quan</b><p><a href=/1>Chợ phiên đổi ngày họp</a></p></div><p>{prose[1]}</p><p>{prose[2]}</p></div>"
    article = read(page)
    assert len(article.related) == 1
    assert article.text.split("\n\n") == list(prose)


def test_more_links_and_page_numbers_are_no_entries(read, story):
    page = f"<div>{story}</div><div><b>Tin khác</b><p><a href=/1>Chợ phiên đổi ngày họp</a></p><p><a href=/m>Xem tiếp...</a> <a href=/2>2</a> <a href=/3>»</a></p></div>"
    assert [entry.title for entry in read(page).related] == ["Chợ phiên đổi ngày họp"]


def test_notices_with_what_their_titles_say_of_days(read, story):
    page = f"""<table><tr><td><div>{story}</div></td><td><table><tr><th>++ THÔNG BÁO</th></tr>
        <tr><td>+ <a href=/tb1>Thông báo lịch làm việc tuần 12 (từ ngày 18 tháng 3 đến ngày 24/3/2024)</a></td></tr>
        <tr><td>+ <a href=/tb2>Thông báo nghỉ lễ (30/04/2024)</a></td></tr></table></td></tr></table>"""
    assert [(entry.title, entry.date) for entry in read(page).notices] == [
        ("Thông báo lịch làm việc tuần 12 (từ ngày 18 tháng 3 đến ngày 24/3/2024)", None),
        ("Thông báo nghỉ lễ", "2024-04-30"),
    ]


def test_an_article_in_the_section_of_notices_has_none(read, story):
    page = f"<div><h3>Thông báo</h3><h1>Mở đường vào chợ</h1>{story}<p>Xem <a href=/x>bản đồ</a>.</p></div>"
    assert read(page).notices == ()


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Chợ đổi ngày (29/12/2023)", ("Chợ đổi ngày", "2023-12-29")),
        ("Chợ đổi ngày.(02/06/2021)", ("Chợ đổi ngày.", "2021-06-02")),
        ("Chợ đổi ngày (05.08.2019 15:52)", ("Chợ đổi ngày", "2019-08-05")),
        ("Chợ đổi ngày [20/12/2004]", ("Chợ đổi ngày", "2004-12-20")),
        ("Lịch họp ngày 29/12/2023", ("Lịch họp ngày 29/12/2023", None)),
        ("Nghỉ từ (ngày 1 đến 2/9)", ("Nghỉ từ (ngày 1 đến 2/9)", None)),
    ],
)
def test_a_day_in_brackets_is_parted_from_its_title(title, expected):
    assert split_date(title) == expected


def test_every_heading_of_the_research_opens_a_list():
    for heading in (
        "Các tin khác",
        "CÁC TIN KHÁC",
        "Tin bài liên quan:",
        "» Các tin đã đưa…",
        "Có thể bạn quan tâm",
        "Related articles",
        "Tin cùng chuyên mục Xã hội",
        "相关新闻",
        "أخبار ذات صلة",
    ):
        assert labels.opens_list(labels.fold(heading)), heading
    for line in ("Các tin khác nhau", "Tin", "Related to this is the road"):
        assert not labels.opens_list(labels.fold(line)), line
