import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.search.analysis import BARE, DAY, SEPARATOR, date_terms, is_unmarked, terms
from reader.text import vietnamese


def at(text):
    """Terms by position."""
    found = {}
    for term, position in zip(*terms(text), strict=True):
        found.setdefault(position, []).append(term)
    return [found[position] for position in sorted(found)]


def word(exact, folded):
    return folded + SEPARATOR + ("" if exact == folded else exact)


def test_a_word_is_its_folded_and_its_exact_form():
    assert at("Đường làng") == [[word("đường", "duong")], [word("làng", "lang")]]


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
def test_composition_makes_no_difference(form):
    text = "Thuỷ điện Hoà Bình, khoẻ mạnh"
    assert at(unicodedata.normalize(form, text)) == at("Thủy điện Hòa Bình, khỏe mạnh")


def test_a_line_without_marks_is_set_apart():
    assert at("Ke hoach nam moi cua xa") == [[w + BARE] for w in ["ke", "hoach", "nam", "moi", "cua", "xa"]]
    assert at("The county office published the list") != [["the" + BARE]]
    assert all(term.endswith(SEPARATOR) for term in terms("The county office published the list")[0])


def test_each_line_is_judged_alone():
    found = at("Kế hoạch năm mới\nke hoach nam moi")
    assert found[0] == [word("kế", "ke")]
    assert found[4] == ["ke" + BARE]


def test_phrases_end_with_the_line():
    assert terms("ba co\n\ndu ke")[1] == [0, 1, 6, 7]
    assert terms("7/5/2019\nnăm 3")[1] == [0, 0, 0, 1, 2, 7, 8]


def test_a_document_number_is_its_parts_side_by_side():
    assert [found[0] for found in at("số 07/2021/QĐ-UBND")] == [
        word("số", "so"),
        word("7", "7"),
        word("2021", "2021"),
        word("qđ", "qd"),
        word("ubnd", "ubnd"),
    ]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("ngày 5/4/2019", ["2019-04-05", "--04-05"]),
        ("ngày 5 tháng 4 năm 2019", ["2019-04-05", "--04-05"]),
        ("sáng 5.4 trời mưa", ["--04-05"]),
        ("chiều 5-4, đoàn đến", ["--04-05"]),
        ("đạt 5.4 triệu tấn", []),
        ("chiều 31.4 không có", []),
        ("ngày 5/4/3019", []),
    ],
)
def test_days_are_terms(text, days):
    assert [term.removeprefix(DAY) for *_, found in date_terms(text) for term in found] == days


def test_raw_keys_are_indexed_beside_what_they_mean():
    found = at("Traanf Thij Hoaf ở xã")
    assert word("trần", "tran") in found[0]
    assert word("traanf", "traanf") in found[0]
    assert at("Tax code of the office")[0] == [word("tax", "tax")]


def test_zero_width_space_between_two_syllables():
    assert at("đất\u200bđai xong") == at("đất đai xong")


def test_unspaced_scripts_begin_a_term_with_every_letter():
    assert [found[0] for found in at("公告书")] == [word(w, w) for w in ("公告", "告书", "书")]


def test_is_unmarked():
    assert is_unmarked("Thong bao tuyen dung vien chuc")
    assert not is_unmarked("Thông báo tuyển dụng")
    assert not is_unmarked("Notice of recruitment for officers")
    assert not is_unmarked("Xa")


@given(st.text(max_size=80))
def test_any_text_can_be_indexed(text):
    found, positions = terms(text)
    assert len(found) == len(positions)
    assert all(found)
    assert all(later >= earlier - 1 for earlier, later in pairwise(positions))


@given(
    st.lists(st.sampled_from(["đường", "làng", "Hòa", "hoà", "THÔN", "ấp", "Straße", "école"]), max_size=8)
)
def test_every_word_is_found_under_its_folded_form(words):
    found, _ = terms(" ".join(words))
    for text in words:
        assert any(term.partition(SEPARATOR)[0].rstrip(BARE) == vietnamese.fold(text) for term in found)
