import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.search.keystrokes import decoded
from reader.text import vietnamese


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("tieengs", "tiếng"),
        ("Vieetj", "việt"),
        ("nguowif", "người"),
        ("dduowngf", "đường"),
        ("huyeenj", "huyện"),
        ("quyeets", "quyết"),
        ("thuowr", "thuở"),
        ("hoaf", "hòa"),
        ("giuwowngf", "giường"),
        ("tie61ng", "tiếng"),
        ("ng7oi2", None),
        ("ngu7o7i2", "người"),
        ("d9uo7ng2", "đường"),
        ("quo71c", None),
        ("quy61t", None),
    ],
)
def test_keys_become_the_syllable(typed, meant):
    assert decoded(typed) == meant


@pytest.mark.parametrize(
    "word", ["code", "the", "office", "x", "bau", "2024", "việt", "", "abcdefghijklmn", "a0"]
)
def test_other_words_are_left_alone(word):
    assert decoded(word) is None


@given(st.text("abcdefghijklmnopqrstuvwxyz0123456789", max_size=12))
def test_what_comes_out_is_a_marked_syllable(keys):
    result = decoded(keys)
    if result is not None:
        assert vietnamese.is_syllable(result)
        assert vietnamese.norm(result) == result
        assert result != keys
