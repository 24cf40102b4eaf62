"""Which stretch of a page becomes the article: the steps of the cascade."""

from __future__ import annotations

from reader.explanations import origin_sentence
from reader.extract.content import CASCADE
from reader.model import Explained

MENU = "<ul class=menu>" + "".join(f"<li><a href=/{n}>Mục số {n}</a></li>" for n in range(12)) + "</ul>"
IMPRINT = "<div id=cuoi><p>Bản quyền thuộc UBND huyện. Địa chỉ: 15 phố Mới. Điện thoại: 0215 123 456. Ghi rõ nguồn.</p></div>"


def paragraphs(article):
    return article.text.split("\n\n")


def test_the_heaviest_element(read, story, prose):
    page = f"{MENU}<table><tr><td>{MENU}</td><td><div>{story}</div></td><td>{MENU}</td></tr></table>{IMPRINT}"
    assert paragraphs(read(page)) == list(prose)


def test_a_named_body_without_what_stands_beside_it(read, story, prose):
    page = f"<article><div class=entry-content>{story}</div><p>Người viết bài này sống ở thị trấn, thích đi rừng, chụp ảnh.</p></article>"
    assert paragraphs(read(page)) == list(prose)


def test_a_short_notice_behind_its_headline_beats_a_long_imprint(read):
    page = f"""{MENU}<table><tr><td><p class=Title>Thông báo nghỉ lễ Quốc khánh năm 2019</p></td></tr>
        <tr><td>Xem chi tiết <a href="/img/tb-nghi-le.pdf">tại đây</a></td></tr></table>{IMPRINT}"""
    article = read(page)
    assert article.title == "Thông báo nghỉ lễ Quốc khánh năm 2019"
    assert article.text == "Xem chi tiết tại đây"
    assert [entry.url for entry in article.attachments] == ["/img/tb-nghi-le.pdf"]


def test_a_scanned_document_is_an_article(read):
    page = f"{MENU}<h1>Quyết định giao đất cho trường mầm non</h1><div><img src=img/trang-1.jpg width=800></div>{IMPRINT}"
    article = read(page)
    assert (article.text, [image.src for image in article.images]) == ("", ["img/trang-1.jpg"])


def test_a_directory_is_an_article(read):
    rows = "".join(
        f"<tr><td>{n}</td><td>Lò Văn {name}</td><td>0215 300 00{n}</td></tr>"
        for n, name in enumerate(["Pọm", "Hặc", "Sinh"])
    )
    page = f"{MENU}<h2 class=title>Danh bạ điện thoại</h2><table><tr><td>TT</td><td>Họ và tên</td><td>Máy</td></tr>{rows}</table>"
    article = read(page)
    assert article.tables == 1
    assert paragraphs(article)[1] == "0\tLò Văn Pọm\t0215 300 000"


def test_the_article_of_its_headline_when_a_page_holds_several(read, story, prose):
    other = "".join(
        f"<p>Bài khác cũng dài, nói về việc khác, số {n}, ở một nơi khác hẳn, vào một ngày khác.</p>"
        for n in range(9)
    )
    page = f"<title>Mở đường vào chợ</title><div><div class=post><h1>Mở đường vào chợ</h1>{story}</div><div class=post><h1>Chuyện khác</h1>{other}</div></div>"
    assert paragraphs(read(page)) == list(prose)


def test_a_name_that_would_take_away_the_page_is_not_believed(read, story, prose):
    assert paragraphs(read(f"<div class='layout has-sidebar'>{MENU}<div>{story}</div></div>")) == list(prose)
    widgets = story.replace("<p>", "<p class=widget>")
    assert paragraphs(read(f"{MENU}<div>{widgets}</div>")) == list(prose)


def test_furniture_around_a_certain_headline_is_none(read, story, prose):
    ads = (
        "<div class=promo>"
        + "<p>Mua hai tặng một, giao tận nơi, đổi trả trong bảy ngày, gọi là có, nhanh lên.</p>" * 9
        + "</div>"
    )
    page = f"<title>Mở đường vào chợ</title>{ads}<div class=terms><h1>Mở đường vào chợ</h1>{story}</div>"
    assert paragraphs(read(page)) == list(prose)


def test_long_discussions_do_not_outweigh_an_article(read, story, prose):
    talk = (
        "<div id=comments>"
        + "<p>Tôi ở gần chợ, thấy đường này làm nhanh, nhưng nắp cống còn hở, mong xã xem lại sớm.</p>" * 20
        + "</div>"
    )
    assert paragraphs(read(f"<div>{story}</div>{talk}")) == list(prose)


def test_announcements_of_other_pages_are_no_article(read, story, prose):
    teasers = "".join(
        f"<div class=item><h3><a href=/t{n}>Tin số {n} về mùa màng năm nay</a></h3><p>Vài câu mở đầu của tin ấy, để mời đọc, số {n}.</p></div>"
        for n in range(12)
    )
    assert paragraphs(read(f"<div>{story}</div><div>{teasers}</div>")) == list(prose)


def test_a_list_of_pages_is_read_as_one(read):
    entries = "".join(
        f"<tr><td class=TitleFront><a href=/t{n}>Thông báo số {n} về lịch tiếp công dân <span>(0{n}.06.2019 15:00)</span></a></td></tr>"
        for n in range(1, 5)
    )
    article = read(
        f"{MENU}<div class=dau><h2>Lịch tiếp công dân</h2></div><table>{entries}</table><div class=pages><a href=/p2>Trang sau</a></div>"
    )
    assert article.title == "Lịch tiếp công dân"
    assert len(paragraphs(article)) == 4
    assert (article.date, article.related) == (None, ())
    assert [link.url for link in article.links if link.kind == "body"] == ["/t1", "/t2", "/t3", "/t4"]


def test_a_paragraph_alone_is_no_article(read, prose):
    page = (
        f"<h1>Mở đường vào chợ phiên</h1><h2>Dân góp đất</h2><p>{prose[0]} {prose[1]}</p><p>Các hộ đã nhận 45"
    )
    assert read(page).text.split("\n\n") == ["Dân góp đất", f"{prose[0]} {prose[1]}", "Các hộ đã nhận 45"]


def test_every_step_of_the_cascade_has_a_reason_and_is_explained():
    rules = [rule for rule, reason in CASCADE if reason]
    assert len(rules) == len(set(rules)) == len(CASCADE)
    for rule in rules:
        told = origin_sentence(Explained("text", None, rule, "div"))
        assert told not in (rule, f"{rule}: “div”")
