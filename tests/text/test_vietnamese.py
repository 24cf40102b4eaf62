from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.text import vietnamese
from reader.text.syllables import canonical_spellings


def nfd(text):
    return unicodedata.normalize("NFD", text)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("HOÀ", "hòa"),
        ("thuỷ", "thủy"),
        ("khoẻ", "khỏe"),
        ("hoàn", "hoàn"),
        ("hòan", "hoàn"),
        ("qúy", "quý"),
        ("gía", "giá"),
        ("gìương", "giường"),
        ("cuả", "của"),
        ("khủyu", "khuỷu"),
        ("thủơ", "thuở"),
        ("baó", "báo"),
        ("nghĩa", "nghĩa"),
        ("giết", "giết"),
        ("quốc", "quốc"),
        ("yểu", "yểu"),
        ("ngoằn", "ngoằn"),
        ("Vy", "vy"),
        ("mỹ", "mỹ"),
        ("đường", "đường"),
        ("ÐẢNG", "đảng"),
        ("Ɖại", "đại"),
        ("HÐND", "hđnd"),
        ("Hòa", "hòa"),
        (nfd("Việt"), "việt"),
        ("vi\u00ea\u0323t", "việt"),
        ("Ho\u0340a", "hòa"),
        ("thư\u00adởng", "thưởng"),
        ("bầ\u200bu", "bầu"),
        ("\ufeffBáo", "báo"),
    ],
)
def test_exact_form(written, expected):
    assert vietnamese.norm(written) == expected


@pytest.mark.parametrize("word", ["canción", "école", "þýðing", "við", "łódź", "naïve", "k\u00f6ln"])
def test_other_languages_pass_unharmed(word):
    assert vietnamese.norm(word) == word


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Đường", "duong"),
        ("ƯƠNG", "uong"),
        ("Quyết", "quyet"),
        ("kỹ", "ki"),
        ("kĩ", "ki"),
        ("quý", "qui"),
        ("Mỹ", "mi"),
        ("máy", "may"),
        ("mái", "mai"),
        ("Thúy", "thuy"),
        ("ý", "y"),
        ("ỷ", "y"),
        ("canción", "cancion"),
        ("Straße", "strasse"),
        ("Łódź", "lodz"),
        ("cœur", "coeur"),
        ("İğne", "igne"),
        ("Приём", "приём"),
        ("й", "й"),
        ("Ελλάδα", "ελλαδα"),
        ("한국", "한국"),
        (nfd("한국"), "한국"),
        ("สวัสดี", "สวัสดี"),
        ("हिन्दी", "हिन्दी"),
        ("ＡＢ", "ab"),
    ],
)
def test_folded_form(written, expected):
    assert vietnamese.fold(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("10.000.000", "10000000"),
        ("10,000,000", "10000000"),
        ("2,6", "2.6"),
        ("2.6", "2.6"),
        ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("0,125", "0.125"),
        ("07", "7"),
        ("00", "0"),
        ("2021", "2021"),
        ("0912345678", "0912345678"),
        ("192.168.1.10", "192.168.1.10"),
        ("3G", "3g"),
    ],
)
def test_numbers(written, expected):
    assert vietnamese.norm(written) == expected
    assert vietnamese.fold(written) == expected


@pytest.mark.parametrize("word", ["bầu", "CỬ", "hoà", "hòa", "qúy", "giếng", nfd("được"), "ở", "an", "Uỷ"])
def test_syllables(word):
    assert vietnamese.is_syllable(word)


@pytest.mark.parametrize(
    "word", ["tax", "straße", "toàch", "bàp", "HĐND", "zá", "été", "", "123", "ng", "ầu1"]
)
def test_no_syllables(word):
    assert not vietnamese.is_syllable(word)


def test_the_table_agrees_with_itself():
    table = canonical_spellings()
    assert 30_000 < len(table) < 45_000
    assert all(table[canonical] == canonical for canonical in set(table.values()))
    for spelling, canonical in table.items():
        assert vietnamese.fold(spelling) == vietnamese.fold(canonical)


def test_squash():
    assert vietnamese.squash(" Bầu\u00a0\u200bcử\n\t quốc  hội\u00ad ") == "Bầu cử quốc hội"
    assert vietnamese.squash("plain \r\n text") == "plain text"
    assert vietnamese.squash("") == ""


def test_fold_text_is_for_comparing_labels():
    assert vietnamese.fold_text("» CÁC TIN KHÁC: …") == vietnamese.fold_text("các  tin khác")
    assert vietnamese.fold_text("Uỷ ban") == vietnamese.fold_text(nfd("ủy-ban")) == "uy ban"


@settings(max_examples=400, deadline=None)
@given(st.text(max_size=20))
def test_both_forms_are_idempotent(text):
    exact, folded = vietnamese.norm(text), vietnamese.fold(text)
    assert vietnamese.norm(exact) == exact
    assert vietnamese.fold(folded) == folded
    assert vietnamese.fold(exact) == folded
    squashed = vietnamese.squash(text)
    assert vietnamese.squash(squashed) == squashed


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(sorted(canonical_spellings())), st.booleans(), st.sampled_from(["NFC", "NFD"]))
def test_case_and_composition_never_matter(spelling, capital, form):
    written = unicodedata.normalize(form, spelling.upper() if capital else spelling.capitalize())
    assert vietnamese.norm(written) == canonical_spellings()[spelling]
    assert vietnamese.fold(written).isascii()
