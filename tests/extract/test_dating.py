from __future__ import annotations

import pytest

from reader.extract.dating import machine_day

TITLE = "<h1>Mở đường vào chợ</h1>"


@pytest.mark.parametrize(
    ("line", "day", "rule"),
    [
        ("<p>Đăng ngày 17 - 05 - 2021</p>", "2021-05-17", "label"),
        ("<p>Ngày cập nhật: 12/06/2021</p>", "2021-06-12", "label"),
        ("<p>(Cập nhật lúc 09:47, 15/03/2021)</p>", "2021-03-15", "label"),
        ("<p>Thứ tư - 28/04/2021 05:21</p>", "2021-04-28", "line"),
        ("<p>Kim Huệ - 21/04/2021 - 16:42</p>", "2021-04-21", "line"),
        ("<p>Published: 3 June 2021</p>", "2021-06-03", "label"),
        ("<time datetime=2021-06-02T23:30:00-05:00>hôm qua</time>", "2021-06-02", "time-element"),
        ("<span itemprop=datePublished content=2021-06-02></span><p>x</p>", "2021-06-02", "microdata"),
    ],
)
def test_days_beside_the_headline(read, story, line, day, rule):
    article = read(f"{TITLE}<div>{line}</div><div>{story}</div>")
    assert (article.date, article.date_from) == (day, rule)


def test_a_label_beats_machines_and_publication_beats_change(read, story):
    page = f"<meta property='article:published_time' content=2020-01-01>{TITLE}<p>Cập nhật: 05/02/2021</p><p>Ngày đăng: 01/02/2021</p>{story}"
    article = read(page)
    assert (article.date, article.date_text, article.date_from) == ("2021-02-01", "01/02/2021", "label")


@pytest.mark.parametrize(
    "head",
    [
        "<meta name=DC.date content=2021-06-02>",
        '<script type="application/ld+json">{"@type":"Article","datePublished":"2021-06-02T01:00:00+07:00"}</script>',
    ],
)
def test_what_machines_are_told(read, story, head):
    assert read(f"{head}{TITLE}<div>{story}</div>").date == "2021-06-02"


def test_the_clock_in_the_header_is_no_date(read, story):
    page = f"<div id=header><span id=lblCurrentDate>Thứ hai, ngày 18/11/2024</span></div>{TITLE}<p>12/06/2021</p>{story}"
    assert read(page).date == "2021-06-12"
    assert read(page.replace("<p>12/06/2021</p>", "")).date is None


def test_a_day_in_the_story_is_no_date(read, prose):
    page = f"{TITLE}<div><p>Ngày 13/9/2018, xã họp. {prose[0]}</p><p>{prose[1]}</p><p>Ngày: 1/2/2018</p><p>{prose[2]}</p></div>"
    assert read(page).date is None


def test_years_of_the_imprint_and_impossible_days(read, story):
    page = (
        f"{TITLE}<p>Ngày đăng: 31/02/2021</p>{story}<div id=footer><p>Cập nhật: 01/01/2023 © 2023</p></div>"
    )
    assert read(page).date is None


def test_a_day_behind_the_capture_is_none(read, story):
    page = f"{TITLE}<p>Đăng ngày 03/03/3024</p><p>Đăng ngày 24/11/2025</p>{story}"
    assert read(page).date is None
    assert read(f"{TITLE}<p>Đăng ngày 25/11/2024</p>{story}").date == "2024-11-25"  # one day of slack


def test_days_before_there_was_a_press_are_part_of_the_story(read, story):
    assert read(f"{TITLE}<p>02/09/1930</p>{story}").date is None


def test_the_pages_own_entry_in_its_list(read, story):
    page = f"{TITLE}<div>{story}</div><div><b>Tin đã đưa</b><ul><li><a href=/1>Mở đường vào chợ</a> (12/06/2021)</li><li><a href=/2>Chợ phiên đổi ngày</a> (11/06/2021)</li></ul></div>"
    article = read(page)
    assert (article.date, article.date_from) == ("2021-06-12", "list-line")


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("http://x.gov.vn/portal/Pages/2021-6-11/Mo-duong.aspx", "2021-06-11"),
        ("http://x.vn/2021/06/11/mo-duong/", "2021-06-11"),
        ("http://x.vn/mo-duong-20210611163412554.htm", "2021-06-11"),
        ("http://x.vn/mo-duong-169161.html", None),
        ("http://x.vn/2021/13/45/a", None),
    ],
)
def test_days_in_the_address(read, story, url, day):
    article = read(f"{TITLE}<div>{story}</div>", recorded_url=url)
    assert (article.date, article.date_from) == (day, "url" if day else None)


def test_the_line_nearest_to_the_headline(read, story):
    page = f"<table><tr><td>11 tháng 9 năm 2019</td></tr></table><p>x</p>{TITLE}<div>28/05/2018 | 17:20</div>{story}"
    assert read(page).date == "2018-05-28"


def test_an_official_letter_dates_itself(read, story):
    assert read(f"{TITLE}<p>Vĩnh Hà, ngày 14 tháng 01 năm 2022</p>{story}").date == "2022-01-14"


def test_days_in_tables_date_nothing(read):
    rows = "".join(f"<tr><td>0{n}/03/2021</td><td>9:00</td><td>Nhà văn hóa</td></tr>" for n in range(1, 6))
    assert read(f"{TITLE}<table><tr><th>Ngày</th><th>Giờ</th><th>Nơi</th></tr>{rows}</table>").date is None


def test_machine_days_are_never_shifted():
    assert machine_day("2021-06-02T23:59:00-11:00") == "2021-06-02"
    assert machine_day("20210602T0100") == "2021-06-02"
    assert machine_day("2021-02-31") is None
    assert machine_day("Wed, 02 Jun 2021 10:00:00 GMT") == "2021-06-02"
    assert machine_day("gestern") is None


@pytest.mark.parametrize(
    "line",
    [
        "<dl><dt>When</dt><dd>12 June 2021, 10:00</dd></dl>",
        "<p>Deadline: 12 June 2021</p>",
        "<p>Ngày tổ chức: 12/06/2021</p>",
    ],
)
def test_the_day_of_an_event_is_text_and_no_date_of_publication(read, story, line):
    article = read(f"<main><h1>Mở đường vào chợ</h1>{line}{story}</main>")
    assert article.date is None
    assert "2021" in article.text


def test_days_of_other_pages_behind_the_article_are_not_its_own(read, story):
    page = f"<main><h1>Mở đường vào chợ</h1>{story}</main><h2>Sắp tới</h2><ul><li><a href=a>Ngày dọn bến</a> 18/05/2019</ul>"
    assert read(page).date is None
