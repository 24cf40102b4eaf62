from __future__ import annotations

import datetime
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.text import dates

DAYS = [
    ("Đăng ngày 17 - 05 - 2024", "2024-05-17"),
    ("14:02 ngày 3 tháng 6 năm 2022", "2022-06-03"),
    ("29-12-2023 10:00 GMT+7", "2023-12-29"),
    ("Thứ ba, 25 Tháng 1 2022 16:22", "2022-01-25"),
    ("Thứ tư - 28/04/2021 05:21", "2021-04-28"),
    ("09:47, 15/03/2021", "2021-03-15"),
    ("12:33 02/05/2021", "2021-05-02"),
    ("• Chủ Nhật, 21/12/2003 15:48 (GMT+7)", "2003-12-21"),
    ("An Bình - 21/04/2025 - 16:42", "2025-04-21"),
    ("cập nhật 03.05.2021 lúc 8:00", "2021-05-03"),
    ("ngày 8 tháng 3/2021", "2021-03-08"),
    ("NGÀY 30 THÁNG TƯ NĂM 1975", "1975-04-30"),
    ("ngay 18 thang 3 nam 2024", "2024-03-18"),
    ("ngày 5 tháng mười hai năm 2020", "2020-12-05"),
    ("từ ngày 15-17/5/2021", "2021-05-17"),
    ("17–05–2024", "2024-05-17"),
    ("12/05/09", "2009-05-12"),
    ("12/05/98", "1998-05-12"),
    ("2021-05-03T10:00:00+07:00", "2021-05-03"),
    ("2021/05/03", "2021-05-03"),
    ("2021年5月3日", "2021-05-03"),
    ("Monday, 3 May 2021", "2021-05-03"),
    ("3rd of May, 2021", "2021-05-03"),
    ("May 3, 2021", "2021-05-03"),
    ("Aug. 21st 2019", "2019-08-21"),
    ("3-May-2021", "2021-05-03"),
    ("3 de mayo de 2021", "2021-05-03"),
    ("1º de agosto de 2021", "2021-08-01"),
    ("1er août 2021", "2021-08-01"),
    ("le 3 fevrier 2021", "2021-02-03"),
    ("3. März 2021", "2021-03-03"),
    ("3 мая 2021 г.", "2021-05-03"),
    ("3 مايو 2021", "2021-05-03"),
    ("5/28/2021 10:00:00 AM", "2021-05-28"),
    ("29/2/2020", "2020-02-29"),
]


@pytest.mark.parametrize(("text", "expected"), DAYS)
def test_full_dates(text, expected):
    assert dates.parse(text) == expected


@pytest.mark.parametrize(("text", "expected"), DAYS)
def test_a_decomposed_text_has_the_same_dates(text, expected):
    assert dates.parse(unicodedata.normalize("NFD", text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "5/8/3024",
        "31/4/2021",
        "29/2/2021",
        "0/5/2021",
        "13/13/2021",
        "5/28/2021",
        "2021-13-01",
        "15/2024/NĐ-CP",
        "15/05/2021/NQ-HĐND",
        "192.168.1.2021",
        "1.2.3.2021",
        "0912.34.5678",
        "3/5/20211",
        "May 32, 2021",
        "30 February 2021",
        "32 tháng 3 năm 2021",
        "3 tháng 13 năm 2021",
        "",
    ],
)
def test_what_is_no_date(text):
    assert dates.parse(text) is None
    assert not [date for date in dates.find(text) if date.kind == "day"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ngày 18 tháng 3", ["--03-18"]),
        ("ngày 30/4 và 1/5", ["--04-30", "--05-01"]),
        ("Sáng 2.6, đoàn về xã", ["--06-02"]),
        ("Chiều 2-3", ["--03-02"]),
        ("chủ nhật (12.7)", ["--07-12"]),
        ("Thứ hai, 5.4", ["--04-05"]),
        ("mùng 5 tháng Giêng", ["--01-05"]),
        ("23 tháng Chạp", ["--12-23"]),
        ("on 5 March the council", ["--03-05"]),
        ("March 5 at noon", ["--03-05"]),
        ("3 de mayo", ["--05-03"]),
        ("Sản lượng đạt 2.6 triệu tấn", []),
        ("tăng 2-3 lần", []),
        ("10 may apply", []),
        ("Công ty May 10", []),
        ("31/2", []),
        ("24.5%", []),
    ],
)
def test_dates_without_a_year(text, expected):
    found = dates.find(text)
    assert [date.iso for date in found] == expected
    assert all(date.kind == "yearless" for date in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tháng 5/2021", "2021-05"),
        ("trong tháng 5 năm 2021", "2021-05"),
        ("tháng 12, năm 2020", "2020-12"),
        ("in May 2021", "2021-05"),
        ("en mayo de 2021", "2021-05"),
        ("2021年5月", "2021-05"),
    ],
)
def test_months(text, expected):
    assert [(date.iso, date.kind) for date in dates.find(text)] == [(expected, "month")]


def test_no_month_in_a_place_name_or_a_school_year():
    assert dates.find("Lễ hội Xuân Mai 2020, năm học 2020-2021") == []


def test_places_are_exact_and_in_order():
    text = "Họp ngày 3 tháng 6 năm 2022, tiếp 05/07/2022; tháng 8/2022. Sáng 2.9 nghỉ. May 3, 2021"
    found = dates.find(text)
    assert [text[date.start : date.end] for date in found] == [
        "3 tháng 6 năm 2022",
        "05/07/2022",
        "tháng 8/2022",
        "2.9",
        "May 3, 2021",
    ]


def test_month_first_only_when_asked_for():
    assert dates.parse("05/06/2021") == "2021-06-05"
    assert dates.parse("05/06/2021", month_first=True) == "2021-05-06"
    assert dates.parse("05-06-2021", month_first=True) == "2021-06-05"
    assert dates.parse("12/13/2021", month_first=True) == "2021-12-13"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2021", ("2021-01-01", "2021-12-31")),
        (" năm 2021 ", ("2021-01-01", "2021-12-31")),
        ("2021-02", ("2021-02-01", "2021-02-28")),
        ("2020/2", ("2020-02-01", "2020-02-29")),
        ("05/2021", ("2021-05-01", "2021-05-31")),
        ("5-2021", ("2021-05-01", "2021-05-31")),
        ("tháng 5 năm 2021", ("2021-05-01", "2021-05-31")),
        ("May 2021", ("2021-05-01", "2021-05-31")),
        ("quý 1/2021", ("2021-01-01", "2021-03-31")),
        ("Q4 2021", ("2021-10-01", "2021-12-31")),
        ("3/5/2021", ("2021-05-03", "2021-05-03")),
        ("2021-05-03", ("2021-05-03", "2021-05-03")),
        ("20210503", ("2021-05-03", "2021-05-03")),
        ("ngày 3 tháng 5 năm 2021", ("2021-05-03", "2021-05-03")),
        ("13/2021", None),
        ("9999", None),
        ("0021", None),
        ("31/4/2021", None),
        ("20211301", None),
        ("18/3", None),
        ("3/5/2021 họp", None),
        ("2021 2022", None),
        ("", None),
        ("x", None),
    ],
)
def test_periods(text, expected):
    assert dates.period(text) == expected


FORMS = [
    "{0.day}/{0.month}/{0.year}",
    "{0.day:02}-{0.month:02}-{0.year}",
    "{0.day}.{0.month}.{0.year}",
    "ngày {0.day} tháng {0.month} năm {0.year}",
    "{0.year}-{0.month:02}-{0.day:02}",
    "{0.day} {0:%B} {0.year}",
    "{0:%B} {0.day}, {0.year}",
]


@settings(max_examples=200, deadline=None)
@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 12, 31)), st.sampled_from(FORMS))
def test_every_day_is_read_back(day, form):
    written = form.format(day)
    assert dates.parse(written) == day.isoformat()
    assert dates.period(written) == (day.isoformat(), day.isoformat())


@settings(max_examples=400, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                *"0123456789",
                *"/.-– ,:()",
                "ngày ",
                "tháng ",
                "năm ",
                "May ",
                "de ",
                "mai",
                "2021",
                "年",
                "月",
                "٣",
                "²",
                "A",
            ]
        ),
        max_size=16,
    ).map("".join)
)
def test_any_text_gives_real_dates_in_order(text):
    last = 0
    for date in dates.find(text):
        assert last <= date.start < date.end <= len(text)
        last = date.end
        if date.kind == "day":
            datetime.date.fromisoformat(date.iso)
        elif date.kind == "month":
            datetime.date.fromisoformat(date.iso + "-01")
        else:
            datetime.date.fromisoformat("2000" + date.iso[1:])
    dates.period(text)
