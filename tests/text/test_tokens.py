from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reader.text.vietnamese import Token, fold, norm, parts, tokens


def raws(text):
    return [token.raw for token in tokens(text)]


def kinds(text):
    return [(token.kind, token.raw) for token in tokens(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thông báo, về việc: bầu cử!", ["Thông", "báo", "về", "việc", "bầu", "cử"]),
        ("ở phường.Các anh", ["ở", "phường", "Các", "anh"]),
        ("l’hôtel l'été", ["l", "hôtel", "l", "été"]),
        ("Ea H\u02bcleo", ["Ea", "H", "leo"]),
        ("kinh tế - xã hội, kinh tế-xã hội", ["kinh", "tế", "xã", "hội", "kinh", "tế", "xã", "hội"]),
        ("bầu\u00a0cử\u2028quốc\u3000hội", ["bầu", "cử", "quốc", "hội"]),
        ("tên_tệp", ["tên", "tệp"]),
        ("3G covid19 m²", ["3G", "covid19", "m²"]),
        ("khen th\u00adưởng", ["khen", "th\u00adưởng"]),
        ("bầu\u200bcử", ["bầu", "cử"]),
        ("bầ\u200bu", ["bầ\u200bu"]),
        ("to\u200bday", ["to\u200bday"]),
        ("\ufeffBáo", ["Báo"]),
        ("", []),
        ("… — «»", []),
        ("हिन्दी भाषा", ["हिन्दी", "भाषा"]),
        ("العَرَبِيَّة", ["العَرَبِيَّة"]),
        ("한국 선거", ["한국", "선거"]),
        ("镇政府公", ["镇政", "政府", "府公"]),
        ("选", ["选"]),
        ("abc中文", ["abc", "中文"]),
        ("สวัสดี", ["สวั", "วัส", "สดี"]),
        ("\u0e31", ["\u0e31"]),
    ],
)
def test_words(text, expected):
    assert raws(text) == expected


def test_a_decomposed_word_stays_whole():
    text = unicodedata.normalize("NFD", "Việt Nam bầu cử")
    assert [norm(raw) for raw in raws(text)] == ["việt", "nam", "bầu", "cử"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("số 15/2024/NĐ-CP ngày", [("word", "số"), ("docno", "15/2024/NĐ-CP"), ("word", "ngày")]),
        ("169 /QĐ - UBND", [("docno", "169 /QĐ - UBND")]),
        ("714-TB/TU", [("docno", "714-TB/TU")]),
        ("29/12/2023", [("date", "29/12/2023")]),
        ("9-2-2023 1.5.2021", [("date", "9-2-2023"), ("date", "1.5.2021")]),
        ("2023-12-29", [("date", "2023-12-29")]),
        ("18/3.", [("date", "18/3")]),
        ("10.000.000 đồng", [("number", "10.000.000"), ("word", "đồng")]),
        ("2.6 triệu", [("number", "2.6"), ("word", "triệu")]),
        ("năm 2021.", [("word", "năm"), ("number", "2021")]),
        ("10/km", [("number", "10"), ("word", "km")]),
        ("115/2024", [("number", "115"), ("number", "2024")]),
    ],
)
def test_kinds(text, expected):
    assert kinds(text) == expected


def test_parts_stand_at_their_own_places():
    text = "Số 169 /QĐ - UBND ngày 05/8/3024"
    found = [part for token in tokens(text) for part in parts(token)]
    assert [part.raw for part in found] == ["Số", "169", "QĐ", "UBND", "ngày", "05", "8", "3024"]
    assert all(text[part.start : part.end] == part.raw for part in found)
    assert [norm(part.raw) for part in found[-3:]] == ["5", "8", "3024"]
    word = Token("word", "x", 3, 4)
    assert parts(word) == [word]


MIXED = st.text(
    alphabet=st.one_of(
        st.sampled_from("aâđư\u0301\u0323\u200b\u00ad 中文กั0123456789/-.,–ĐQNUBC'_\n"),
        st.characters(max_codepoint=0x2FFFF),
    ),
    max_size=40,
)


@settings(max_examples=500, deadline=None)
@given(MIXED)
@example("12/2020/TTLT-BTC-BLĐTB&XH")
def test_offsets_lead_back_to_the_text(text):
    last_start = last_end = 0
    for token in tokens(text):
        assert text[token.start : token.end] == token.raw
        assert token.raw
        assert token.start >= last_start
        assert token.end >= last_end
        last_start, last_end = token.start, token.end
        norm(token.raw)
        fold(token.raw)
        for part in parts(token):
            assert text[part.start : part.end] == part.raw


@settings(max_examples=200, deadline=None)
@given(MIXED)
def test_no_letter_or_figure_is_lost(text):
    covered = {place for token in tokens(text) for place in range(token.start, token.end)}
    for place, sign in enumerate(text):
        if sign.isalnum() and sign <= "\uffff" and sign != "\u02bc":
            assert place in covered, (place, sign)
