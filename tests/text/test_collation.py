"""Lists stand in the order of the Vietnamese alphabet."""

from __future__ import annotations

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.collation import collation_key


@pytest.mark.parametrize(
    "ordered",
    [
        "an ăn ân bác cà dân đan đất em êm ghi hội in kê lê mai nam oan ôn ơn phố quê sen tin ung ưng vở yên",
        "ba bà bả bã bá bạ bác bằng bâng",
        "dan dang đan đang",  # đ is a letter of its own, behind d
    ],
)
def test_words_stand_as_in_a_dictionary(ordered):
    words = ordered.split()
    mixed = random.Random(1).sample(words, len(words))
    assert sorted(mixed, key=collation_key) == words


def test_case_composition_and_place_of_the_tone_make_no_difference():
    plain = collation_key("Hòa Bình")[:2]
    assert collation_key("HOÀ BÌNH")[:2] == plain
    assert collation_key(unicodedata.normalize("NFD", "hòa bình"))[:2] == plain


def test_names_are_compared_word_by_word_and_numbers_by_value():
    names = ["phường 2", "phường 10", "phường An Lạc", "phường Đông", "Thôn", "ủy ban", "xã"]
    assert sorted(random.Random(2).sample(names, len(names)), key=collation_key) == names


def test_other_languages_are_sorted_by_their_letters():
    assert sorted(["zebra", "école", "fig", "çedille", "дом"], key=collation_key) == [
        "çedille",
        "école",
        "fig",
        "zebra",
        "дом",
    ]


@given(st.text(), st.text())
def test_different_texts_have_different_keys(one, other):
    assert (collation_key(one) == collation_key(other)) == (one == other)
