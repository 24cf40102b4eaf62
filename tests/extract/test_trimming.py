from __future__ import annotations

import pytest

from reader.extract.lines import is_byline, is_dateline, is_letter_date, only_date
from reader.extract.phrases import CONSENT, COUNTER, ERROR, IMPRINT, PROMOTION
from reader.text.vietnamese import fold_text

TOOLS = [
    "In trang",
    "Quay lại",
    "Lên đầu trang",
    "In trang Quay lại Lên trên",
    "Gửi tin qua email",
    "Chia sẻ",
    "A+ A-",
    "Lượt xem: 1.234",
    "Số lượt đọc: 17",
    "1,204 lượt xem",
    "5 min read",
    "Share this article",
    "Advertisement",
    "Click để đánh giá bài viết",
    "Thích 12",
    "打印",
    "طباعة",
    "Print",
    "Back to top",
]


@pytest.mark.parametrize("line", TOOLS)
@pytest.mark.parametrize("place", ["before", "inside", "behind"])
def test_tools_never_enter_the_text(read, prose, line, place):
    parts = [f"<p>{paragraph}</p>" for paragraph in prose]
    parts.insert({"before": 0, "inside": 2, "behind": 3}[place], f"<div>{line}</div>")
    article = read(f"<h1>Mở đường vào chợ</h1><div>{''.join(parts)}</div>")
    assert article.text.split("\n\n") == list(prose)


@pytest.mark.parametrize(
    "line",
    [
        "Ký ngày 29/12/2023 tại trụ sở.",
        "Lễ hội mở ngày 18/03/2024.",
        "Kinh Môn, ngày 12 tháng 6 năm 2021",
        "Số: 33/2009/QĐ-UBND",
        "QUYẾT ĐỊNH",
        "Điều 1. Phạm vi",
        "Theo đó, in ấn là một nghề.",
        "Chia sẻ kinh nghiệm trồng lúa",
        "Quay lại quê sau mười năm",
    ],
)
def test_lines_that_only_look_like_furniture_stay(read, story, line):
    assert line in read(f"<h1>Mở đường vào chợ</h1><div><p>{line}</p>{story}<p>{line[::1]} </p></div>").text


@pytest.mark.parametrize(
    "text", ["Ký ngày 29/12/2023 tại trụ sở.", "Lễ hội mở ngày 18/03/2024.", "Họp lúc 8 giờ."]
)
def test_one_sentence_is_an_article(read, text):
    assert read(f"<h1>Tin ngắn</h1><p>{text}</p>").text == text


def test_meta_lines_before_and_behind_the_story_are_left_out(read, prose, story):
    page = f"""<h1>Mở đường vào chợ</h1><div><p>Thứ tư - 28/04/2021 05:21</p><p>By Nguyen Van A</p>
        <p class=category-name>Kinh tế</p>{story}<p>Cập nhật lúc 10:00 ngày 29/04/2021</p></div>"""
    assert read(page).text.split("\n\n") == list(prose)


def test_links_to_other_articles_between_paragraphs_are_left_out(read, prose):
    page = f"""<h1>Mở đường vào chợ</h1><div><p>{prose[0]}</p><p>Xem thêm: <a href=/a>Chợ phiên đổi ngày họp</a></p><p>{prose[1]}</p>
        <p><a href=/b>Hai bản góp công làm cầu qua suối</a></p><p>{prose[2]}</p></div>"""
    assert read(page).text.split("\n\n") == list(prose)


def test_links_to_documents_and_addresses_stay(read, story):
    page = f"<div>{story}<p><a href=/q.pdf>Quyết định về việc mở đường</a></p><p><a href=http://x.vn/>http://x.vn/</a></p></div>"
    assert read(page).text.split("\n\n")[3:] == ["Quyết định về việc mở đường", "http://x.vn/"]


def test_attachments_are_data_and_no_text(read, prose, story):
    page = f"<div>{story}<p>Tài liệu đính kèm:</p><ul><li><a href=/a.pdf>a.pdf</a></li><li><a href=/b.docx>Phụ lục</a></li></ul></div>"
    article = read(page)
    assert article.text.split("\n\n") == list(prose)
    assert [(entry.text, entry.url) for entry in article.attachments] == [
        ("a.pdf", "/a.pdf"),
        ("Phụ lục", "/b.docx"),
    ]


def test_what_a_page_holds_twice_for_small_screens_is_read_once(read, prose, story):
    assert read(f"<div>{story}<div class=mobile>{story}</div></div>").text.split("\n\n") == list(prose)


def test_lines_that_repeat_by_themselves_are_read_each_time(read, prose):
    again = "Hai quả trứng, một bát rau, một lạng thịt nạc, nửa bát cơm gạo lứt."
    page = "".join(f"<h3>Ngày {n}</h3><p>{again}</p><p>{paragraph}</p>" for n, paragraph in enumerate(prose))
    assert read(f"<div>{page}</div>").text.count(again) == 3


def test_menus_in_one_line_are_left_out(read, prose, story):
    page = f"<td><p><a href=1>Trang đầu</a> | <a href=2>Chức năng</a> | <a href=3>Số liệu</a></p>{story}</td>"
    assert read(f"<table><tr>{page}</tr></table>").text.split("\n\n") == list(prose)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Đăng ngày 17 - 05 - 2024", "2024-05-17"),
        ("Kim Huệ - 21/04/2025 - 16:42", "2025-04-21"),
        ("14:02 ngày 3 tháng 6 năm 2022 | Lượt xem: 400", "2022-06-03"),
        ("PUBLISHED: November 19, 2019 at 8:59 pm | UPDATED: November 19, 2019 at 10:16 pm", "2019-11-19"),
    ],
)
def test_datelines(line, day):
    assert is_dateline(line)
    assert only_date(line)[0] == day


@pytest.mark.parametrize(
    "line",
    [
        "Ký ngày 29/12/2023 tại trụ sở.",
        "Sponsor: Rep Ann Smith [MI-4] (introduced 12/9/2011) Cosponsors (5)",
        "Điều 5",
        "",
        "Số 12",
    ],
)
def test_no_datelines(line):
    assert not is_dateline(line)


def test_dates_of_letters_are_text_with_a_date():
    assert is_letter_date("Kinh Môn, ngày 12 tháng 6 năm 2021")
    assert not is_letter_date("Thứ hai, ngày 12 tháng 6 năm 2021")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("By Jane Doe", True),
        ("Tác giả: Lò Văn Pọm", True),
        ("By the river stands a mill.", False),
        ("Tin: mưa to ở ba xã vùng cao đêm qua, nhiều nơi ngập.", False),
    ],
)
def test_bylines(line, expected):
    assert is_byline(line) is expected


def test_phrases_match_what_they_name():
    for line in (
        "Sign up for our newsletter",
        "Follow @paper on Twitter",
        "© 2020 Tòa soạn",
        "Trang này xem tốt nhất với 800x600",
    ):
        assert PROMOTION.match(line), line
    for line in (
        "Sign the form and send it back.",
        "Following the rain, the road closed.",
        "Theo dõi mực nước",
    ):
        assert not PROMOTION.match(line), line
    assert COUNTER.match("Đã xem: 12.345 lượt")
    assert not COUNTER.match("12 xã đã xem xét đơn")
    assert IMPRINT.search("Giấy phép số 07/GP-TTĐT")
    assert CONSENT.search("We use cookies to improve")
    for title in (
        "404 Not Found",
        "Lỗi 404",
        "Không tìm thấy trang",
        "Trang bạn yêu cầu không tồn tại",
        "HTTP Error 500",
    ):
        assert ERROR.match(fold_text(title)), title
    assert not ERROR.match(fold_text("Trang trại của ông Pọm"))


def test_the_id_of_a_heading_was_made_of_its_text(read, prose):
    page = f"""<h1>Bản quyền ở chợ</h1><div class=entry-content><p>{prose[0]}</p>
    <h2 id=copyright-notice>Bản quyền tranh</h2><p>{prose[1]}</p>
    <div id=menu-of-the-new-canteen-for-pupils><p>{prose[2]}</p></div></div>"""
    assert read(page).text.split("\n\n") == [prose[0], "Bản quyền tranh", *prose[1:]]


def test_classes_of_form_are_no_names(read, prose):
    page = f"""<h1>Mở đường</h1><div class=entry-content><p>{prose[0]}</p>
    <p class="has-small-font-size">Ảnh do xã gửi</p><p class="font-size-75 has-comments">Còn nữa</p><p>{prose[1]}</p></div>"""
    assert read(page).text.split("\n\n") == [prose[0], "Ảnh do xã gửi", "Còn nữa", prose[1]]


def test_numbered_entries_behind_an_article_announce_others(read, story, prose):
    entry = (
        "<article class='entry_{0} news'><h4><a href=t{0}>Hội thi cày ruộng bậc thang lần {0}</a></h4>"
        "<p>Hơn hai trăm người dân các bản đã về dự hội thi, trâu của bản Lìm về nhất.</p></article>"
    )
    page = (
        f"<div><h1>Mở đường vào chợ</h1>{story}<div>{''.join(entry.format(n) for n in range(4))}</div></div>"
    )
    assert read(page).text.split("\n\n") == list(prose)


def test_chapters_with_a_link_each_are_no_announcements(read):
    chapter = (
        "<article class=prog><h2>Chương {0}</h2><p>Chương trình thứ {0} cho các hộ vay vốn không lãi trong ba năm để làm "
        "chuồng trại, mua giống và trồng cỏ; mỗi hộ được vay tối đa năm mươi triệu đồng, trả dần theo quý, có cán bộ thú y "
        "đến từng nhà hướng dẫn.</p><a href=d{0}>Tải mẫu đơn của chương trình</a></article>"
    )
    page = f"<h1>Các chương trình vay vốn</h1><main>{''.join(chapter.format(n) for n in range(4))}</main>"
    assert "Chương trình thứ 2 cho các hộ" in read(page).text


def test_a_long_discussion_does_not_outweigh_an_article_in_the_same_element(read, story, prose):
    comments = "".join(
        f"<div class=comment><p>Người đọc {n} viết: con đường này chúng tôi mong từ lâu, mong xã làm sớm, làm kỹ.</p></div>"
        for n in range(40)
    )
    page = f"<div class=col><h1>Mở đường vào chợ</h1>{story}<div class=comments>{comments}</div></div>"
    assert read(page).text.split("\n\n") == list(prose)


def test_the_heading_of_a_list_of_places_goes_with_the_list(read, story, prose):
    toc = "".join(f"<li><a href='#m{n}'>Phần thứ {n} của bài viết</a></li>" for n in range(4))
    page = f"<h1>Mở đường vào chợ</h1><article>{story}<p>Mục lục</p><ul>{toc}</ul>{story.replace('xã', 'bản')}</article>"
    assert "Mục lục" not in read(page).text
    assert (
        "Mục lục" in read(page.replace(f"<ul>{toc}</ul>", "<p>Sách có bốn chương, in tại Hà Nội.</p>")).text
    )


def test_who_and_when_between_the_lead_and_the_text(read, prose):
    page = f"""<h1>Mở đường vào chợ</h1><div class=bai><h3 class=s>{prose[0]}</h3><div>Tòng Thị Lún</div>
    <p>12/06/2021 10:05</p><p>{prose[1]}</p><p>20/6/2021:</p><p>{prose[2]}</p></div>"""
    assert read(page).text.split("\n\n") == [prose[0], "Tòng Thị Lún", prose[1], "20/6/2021:", prose[2]]
    assert read(page.replace("Tòng Thị Lún", "Tác giả: Tòng Thị Lún")).text.split("\n\n")[1] == prose[1]


def test_a_lead_that_stands_again_at_the_beginning(read, prose):
    page = f"""<article><h1>Mở đường vào chợ</h1><p class=dek>{prose[0]}</p><p>Tác giả: Lò An</p><p>12/06/2021</p><ul><li>Lưu
    <li>Gửi</ul><div class=abs><p>{prose[0]}</p></div><p>{prose[1]}</p><p>{prose[2]}</p></article>"""
    assert read(page).text.split("\n\n").count(prose[0]) == 1


def test_a_side_column_with_more_words_than_a_short_notice(read, prose):
    side = "".join(f"<h3>Góc {n}</h3><p>{line}</p>" for n, line in enumerate(prose * 2))
    page = f"""<div><main><h1>Lịch trực</h1><p>Trạm y tế trực cả ngày chủ nhật, nghỉ trưa một giờ, gọi chuông ở cửa bên.</p>
    <p>Số máy của bác sĩ trực dán ở cửa trạm, các bản xa gọi qua y tá của bản mình.</p></main><aside class=sidebar>{side}</aside></div>"""
    article = read(page)
    assert article.text.count("\n\n") == 1
    assert "Góc" not in article.text
